//! Tests of text in all scripts: the rules between panes are in the right columns.

use crate::support::Home;
use crate::support::pty::Pty;

#[test]
fn no_script_moves_the_rules() {
    let home = Home::new();
    let title = "漢字 ｶﾞ 👨\u{200d}👩\u{200d}👧 🇳🇴 שלום مرحبا क्षत्रिय ท่าเรือน้ำ end";
    let text = "港湾 👩🏽\u{200d}🚀 one. שלום (עולם) 12 two. كتاب three. क्षत्रिय four. กำ้ five. \
                ☂\u{fe0f} 1\u{fe0f}\u{20e3} 한글 six.\n\n"
        .repeat(6);
    let article = serde_json::json!({ "id": "a", "title": title, "text": text });
    home.write("news/a.json", article.to_string());
    let mut pty = Pty::start(&home, (120, 30), &["news"]);
    pty.wait("six").wait("No statements");
    let rule =
        |pty: &Pty, column: u16| -> String { (0..28).map(|row| pty.cell(row, column)).collect() };
    for keys in ["<down>", "<up>", "<tab>", "<pagedown>", "<pageup>"] {
        pty.keys(keys).wait("six");
        let whole = "│".repeat(28);
        assert_eq!(rule(&pty, 31), whole, "after {keys}:\n{}", pty.screen());
        assert_eq!(rule(&pty, 83), whole, "after {keys}:\n{}", pty.screen());
    }
    // What runs to the left is drawn in the order in which it is seen.
    pty.wait("םולש");
    pty.keys("q");
    pty.end().well();
}
