//! Following a source through the archive: the list of sources, a dossier, its place in the text.

use crate::support::pty::Pty;
use crate::support::{Home, news, wait_for};

#[test]
fn a_source_is_followed_from_the_list_to_its_statement_and_back() {
    let home = Home::new();
    news(&home);
    home.write(
        "news/again.txt",
        "2024-02-19 Prices do fall\n\nThe governor was pleased. \"I said so,\" said Ada Brandt.\n",
    );
    home.import("news");
    let mut pty = Pty::start(&home, (120, 36), &[]);
    pty.wait("Central bank");
    wait_for("the analyses", || {
        home.rows().iter().all(|row| row.attributions.is_some()).then_some(())
    });
    pty.keys("X").wait("Sources").wait("Ada Brandt").keys("/brandt<enter>").wait("1/1");
    pty.keys("<enter>").wait("what it says").wait("Prices will fall").wait("I said so");
    pty.keys("n<enter>").wait("goes back to the dossier of").wait("Sources  1");
    pty.keys("<esc>").wait("what it says").wait("Central bank holds rates");
    pty.keys("<esc>").wait("/brandt").keys("<esc>").wait("Isla Mackenzie");
    pty.keys("q").wait("Articles").keys("q");
    pty.end().well();
}
