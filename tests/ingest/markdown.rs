//! Markdown, with and without front matter.

use super::check;

#[test]
fn blocks_lose_their_marks() {
    check(
        "a.md",
        "# Ferry *stops*\n\nAll sailings\nstop, **said** the `operator`.  \nAt once.\n\n## Why\n\n- One\n  - Two\n\n    more\n- Three\n\n\
         4. Four\n5. Five\n\n> Quoted\n> > deeper\n\n```rust\nfn x() {}\n  y\n```\n\n    indented\n\n***\n\n- [x] done ~~not~~\n",
        "# Ferry stops\n--\np All sailings stop, said the operator.⏎At once.\nh2 Why\n* One\n  * Two\n  + more\n* Three\n\
         4. Four\n5. Five\n> p Quoted\n> > p deeper\ncode fn x() {}⏎  y\ncode indented\nrule ———\n* done not",
    );
}

#[test]
fn links_images_tables_and_html() {
    check(
        "a.md",
        "Intro with [a *link*](https://harbour.example/x \"t\"), <https://y.example> and [a trick](javascript:x).\n\n\
         ![A gull](gull.jpg) beside text ![A boat](https://z.example/b.jpg)\n\n| Day | Ships |\n|---|---|\n| Mon | 2 |\n| | 1 |\n\n\
         <div><p>One</p><script>x</script><p>Two &amp; three</p></div>\n\nA<br>b <b>c</b>[^1]\n\n[^1]: The note.\n",
        "# Intro with a link, https://y.example and a trick\n--\np Intro with a link, https://y.example and a trick.\nimage A gull\np beside text\nimage A boat\n\
         table with head Day⇥Ships⏎Mon⇥2⏎⇥1\np One\np Two & three\np A⏎b c[1]\np [1] The note.\n\
         [a link] https://harbour.example/x\n[https://y.example] https://y.example\n[A boat] https://z.example/b.jpg",
    );
}

#[test]
fn yaml_front_matter() {
    let expected = "# Ferry stops\nurl: https://harbour.example/1\nby: Ann Lee | Bo Ek\noutlet: Gazette\n\
        published: 2024-02-18\ntags: ferries | weather\nlanguage: en\n--\np It did.";
    check(
        "",
        "---\ntitle: \"Ferry stops\"\ndate: 2024-02-18\nauthors:\n  - name: Ann Lee\n  - Bo Ek\ntags: [ferries, weather]\n\
         source: Gazette\nurl: https://harbour.example/1\nlang: en\ndraft: false\n---\n\n# Ferry stops\n\nIt did.\n",
        expected,
    );
    check(
        "",
        "+++\ntitle = 'Ferry stops'\ndate = 2024-02-18\nauthor = 'Ann Lee and Bo Ek'\ntags = ['ferries', 'weather']\n\
         source = 'Gazette'\nurl = 'https://harbour.example/1'\nlanguage = 'en'\n[extra]\nx = 1\n+++\nIt did.\n",
        expected,
    );
}

#[test]
fn broken_front_matter_is_read_as_far_as_it_goes() {
    check(
        "a.md",
        "---\ntitle: Ferry: it stops\ndate: 2024-02-18\n---\nIt did.",
        "# Ferry: it stops\npublished: 2024-02-18\n--\np It did.",
    );
    check(
        "a.md",
        "---\n\nA rule and a text.\n\n---\n\nMore.",
        "# A rule and a text\n--\np A rule and a text.\nrule ———\np More.",
    );
    check(
        "a.md",
        "---\ntitle: never closed\n\nText.",
        "# title: never closed\n--\np title: never closed\np Text.",
    );
    let deep = format!("---\ntitle: x\na: {}\n---\nText.", "[".repeat(15_000));
    check("a.md", deep, "# x\n--\np Text.");
    let laughs = (1..9).fold("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |all, n| {
        let before = format!("*a{}", n - 1);
        format!("{all}a{n}: &a{n} [{}]\n", vec![before; 9].join(","))
    });
    check("a.md", format!("---\ntitle: x\n{laughs}---\nText."), "# x\n--\np Text.");
}

#[test]
fn what_is_markdown_is_told_from_the_content() {
    check("", "# Ferry stops\n\nIt *did*.", "# Ferry stops\n--\np It did.");
    check("a.txt", "# Ferry stops\n\nIt *did*.", "# # Ferry stops\n--\np It *did*.");
    check(
        "",
        "Ferry * stops * here\n\nIt did, she said.",
        "# Ferry * stops * here\n--\np It did, she said.",
    );
    check("a.md", "<p align=center>Ferry</p>\n\nIt *did*.", "# Ferry\n--\np Ferry\np It did.");
    check("a.md", "Title\n=====\n\nIt did.", "# Title\n--\np It did.");
}
