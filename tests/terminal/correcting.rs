//! Correcting a statement: kept, applied when the article is analysed again, taken back, undone.

use onrecord::domain::SourceKind;
use onrecord::extract::VERSION;

use crate::support::pty::Pty;
use crate::support::{Home, wait_for};

const SIZE: (u16, u16) = (120, 36);

const BANK: &str =
    "2024-02-17 Central bank holds rates\n\n\"Prices will fall,\" said Governor Ada Brandt.\n";

/// Returns the sources and contents of the article in the store.
fn said(home: &Home) -> Vec<(String, String)> {
    let store = home.store();
    let row = home.row("Central bank holds rates");
    let article = store.article(row.id).expect("it reads").expect("the article");
    let Some(analysis) = store.analysis(row.id, VERSION).expect("it reads") else {
        return Vec::new();
    };
    let name = |id: Option<onrecord::domain::SourceId>| {
        id.map_or("nobody".into(), |id| analysis.sources[id.index()].name.clone())
    };
    let words = |span: &onrecord::domain::Span| span.of(&article.body.text).to_owned();
    let one = |it: &onrecord::domain::Attribution| (name(it.source_id()), words(&it.content[0]));
    analysis.attributions.iter().map(one).collect()
}

fn corrections(home: &Home) -> usize {
    home.store().corrections(None).expect("it reads").len()
}

#[test]
fn a_correction_outlives_the_analysis_and_is_taken_back() {
    let home = Home::new();
    home.write("bank.txt", BANK);
    home.import("bank.txt");
    let found = ("Ada Brandt".to_owned(), "\"Prices will fall,\"".to_owned());
    let mut pty = Pty::start(&home, SIZE, &[]);
    pty.wait("Sources  1").keys("<enter>n").wait("statement 1 of 1").keys("x");
    pty.wait("another source").keys("st").wait("who said it").keys("Tove Lind<enter>");
    pty.wait("What is").keys("p<enter>").wait("ascribed to Tove Lind").keys("q");
    pty.end().well();
    let changed = ("Tove Lind".to_owned(), found.1.clone());
    assert_eq!((said(&home), corrections(&home)), (vec![changed.clone()], 1));

    // The text changes, and the article is analysed anew.
    home.write("bank.txt", format!("{BANK}\nThe vote was taken on a rainy evening.\n"));
    home.import("bank.txt");
    let mut pty = Pty::start(&home, SIZE, &[]);
    pty.wait("rainy evening").wait("Tove Lind").keys("<enter>n").wait("corrected").keys("x");
    pty.wait("take the correction back");
    assert_eq!(said(&home), vec![changed.clone()]);
    pty.keys("u").wait("Correction taken back").wait("Ada Brandt");
    wait_for("no correction", || (corrections(&home) == 0).then_some(()));
    assert_eq!(said(&home), vec![found.clone()]);
    pty.keys("U").wait("ascribed to Tove Lind");
    wait_for("the correction again", || (corrections(&home) == 1).then_some(()));
    let kept = home.store().corrections(None).unwrap().remove(0);
    let by = kept.is.and_then(|is| is.by).expect("a source");
    assert_eq!((by.name.as_str(), by.kind), ("Tove Lind", SourceKind::Person));
    pty.keys("<ctrl-r>").wait("Redo").keys("q");
    pty.end().well();
    assert_eq!((said(&home), corrections(&home)), (vec![found], 0));
}
