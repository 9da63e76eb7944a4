//! Tests of saved pages: they can be read offline, with their statements.

use crate::desk::Desk;
use crate::support::response::Response;

fn page(title: &str, said: &str) -> Response {
    let told = "The crews of all boats listened while the tide came in over the old stone quay. ";
    Response::html(format!(
        "<!doctype html><html><head><title>{title}</title></head><body>\
         <nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1><p>{}</p><p>“{said},” said Ann Roe, \
         the harbour master, on Monday.</p><p>{}</p></article></body></html>",
        told.repeat(4),
        told.repeat(4),
    ))
}

#[test]
fn a_saved_page_is_an_article_with_its_statements() {
    let desk = Desk::new();
    desk.serve("/ferry", page("Ferry halted", "We sail at noon"));
    let ran = desk.run(&["save", &desk.url("/ferry")]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.starts_with("saved: ") && ran.out.contains("Ferry halted"), "{ran:?}");
    let row = desk.home.row("Ferry halted");
    assert_eq!(row.feed_title, "Saved");
    let quotes = desk.run(&["quotes", "--source", "Ann Roe"]);
    assert!(quotes.out.contains("We sail at noon"), "{quotes:?}");
    // Again: the same article, and what has changed on the page.
    let again = desk.run(&["save", &desk.url("/ferry")]);
    assert!(again.out.starts_with("saved already: "), "{again:?}");
    desk.serve("/ferry", page("Ferry halted", "We sail at night"));
    let changed = desk.run(&["save", &desk.url("/ferry")]);
    assert!(changed.out.starts_with("saved again, changed: "), "{changed:?}");
    let quotes = desk.run(&["quotes", "--source", "Ann Roe"]);
    assert!(quotes.out.contains("We sail at night") && !quotes.out.contains("noon"), "{quotes:?}");
    assert_eq!(desk.sound_articles(), 1);
}

#[test]
fn a_list_on_standard_input_is_saved_and_what_fails_is_named() {
    let desk = Desk::new();
    desk.serve("/one", page("One", "It is one"));
    desk.serve("/two", page("Two", "It is two"));
    let list = format!("# mine\n{}\n\n{}\nnot an address\n", desk.url("/one"), desk.url("/two"));
    let output = desk
        .home
        .command()
        .args(["save", &desk.url("/gone"), "-"])
        .write_stdin(list)
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&desk.url("/gone")) && told.contains("404"), "{told}");
    assert!(told.contains("not an address"), "{told}");
    assert_eq!(desk.titles(), ["One", "Two"]);
}
