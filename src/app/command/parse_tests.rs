//! Lines in, what they ask for out.

use proptest::prelude::*;

use super::*;

fn wrong(line: &str) -> String {
    parse(line).expect_err(line)
}

#[test]
fn every_action_is_a_command() {
    for (action, name, ..) in ACTIONS {
        assert_eq!(parse(name), Ok(Asked::Act(*action)));
    }
    assert_eq!(parse(":q"), Ok(Asked::Act(Action::Quit)));
    assert_eq!(parse("  "), Ok(Asked::Nothing));
}

#[test]
fn commands_take_words() {
    let text = |takes, name, text: &str| Ok(Asked::Text(takes, name, text.to_owned()));
    assert_eq!(
        parse("search \"by the sea\" -fog #x"),
        text(Takes::Rest, "search", "\"by the sea\" -fog #x")
    );
    assert_eq!(parse("save Harbour news"), text(Takes::Name, "save-query", "Harbour news"));
    assert_eq!(parse("open 'Low Tide'"), text(Takes::Shelf, "open", "Low Tide"));
    assert_eq!(parse("sort named"), Ok(Asked::Sort(Order::Named)));
    assert_eq!(parse("scope tag #sea"), Ok(Asked::Scope("tag", "#sea".into())));
    assert_eq!(parse("scope search it's"), Ok(Asked::Scope("search", "it's".into())));
    assert_eq!(parse("17"), Ok(Asked::Row(17)));
    assert_eq!(parse("goto 17"), Ok(Asked::Row(17)));
    assert_eq!(parse("mark a"), Ok(Asked::Mark(true, 'a')));
    assert_eq!(parse("jump \"'\""), Ok(Asked::Mark(false, '\'')));
    assert_eq!(parse("set measure 70"), Ok(Asked::Set("measure".into(), "70".into())));
}

#[test]
fn exports_name_what_form_and_place() {
    use ExportFormat::{Html, Markdown};
    let file = |path: &str| To::File(path.into());
    assert_eq!(parse("export markdown"), Ok(Asked::Export(What::Here, Markdown, To::Named)));
    assert_eq!(
        parse("export list html 'my list.html'"),
        Ok(Asked::Export(What::List, Html, file("my list.html")))
    );
    assert_eq!(
        parse("export statement markdown clipboard"),
        Ok(Asked::Export(What::Statement, Markdown, To::Clipboard))
    );
    assert_eq!(parse("export ~/a.md"), Ok(Asked::Export(What::Here, Markdown, file("~/a.md"))));
}

#[test]
fn pipes_go_to_programs_without_a_shell_and_with_one() {
    let words = |words: &[&str]| Ok(words.iter().map(|word| (*word).to_owned()).collect());
    assert_eq!(
        parse("pipe grep -c 'a b' $HOME"),
        Ok(Asked::Pipe(ExportFormat::Text, words(&["grep", "-c", "a b", "$HOME"])))
    );
    assert_eq!(parse("pipe --json jq ."), Ok(Asked::Pipe(ExportFormat::Json, words(&["jq", "."]))));
    let line = Ok(Asked::Pipe(ExportFormat::Csv, Err("sort | head -3 > 'x y'".into())));
    assert_eq!(parse("pipe! --csv sort | head -3 > 'x y'"), line);
    assert_eq!(parse("shell --csv sort | head -3 > 'x y'"), line);
    assert_eq!(parse("!wc"), Ok(Asked::Pipe(ExportFormat::Text, Err("wc".into()))));
}

#[test]
fn what_is_wrong_is_told_with_what_was_meant() {
    assert_eq!(wrong("exprot"), "`exprot` is no command; did you mean `export`?");
    assert_eq!(wrong("qqqqqqq"), "`qqqqqqq` is no command");
    assert_eq!(wrong("undo it"), "`undo` takes nothing behind it");
    assert_eq!(wrong("theme"), "`theme` needs NAME");
    assert_eq!(wrong("set measure"), "`set` needs NAME VALUE");
    assert_eq!(wrong("goto x"), "`x` is no number of an article");
    assert_eq!(wrong("99999999999999999999"), "`99999999999999999999` is no number of an article");
    assert_eq!(wrong("mark ab"), "`set-mark` needs one letter");
    assert_eq!(wrong("open 'Low"), "A quotation mark or a backslash at the end is left open");
    assert_eq!(
        wrong("sort nmaed"),
        "`nmaed` is no order: newest, oldest, named, unnamed, statements, share, best; did you \
         mean `named`?"
    );
    assert_eq!(
        wrong("export markdwn"),
        "`markdwn` is no format: markdown, html, json, csv, brat, text; did you mean `markdown`?"
    );
    assert_eq!(
        wrong("export markdown a b"),
        "`export` takes one path; one with blanks needs quotation marks"
    );
    assert_eq!(wrong("pipe --json"), "`pipe` needs a program");
    assert_eq!(wrong("shell"), "`shell` needs a line for the shell");
    assert_eq!(wrong("scope feed"), "`scope feed` needs a name");
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused(
        name in prop::sample::select(COMMANDS.iter().map(|it| it.name).collect::<Vec<_>>()),
        rest in ".{0,30}",
        line in ".{0,40}",
    ) {
        let _ = parse(&line);
        let _ = parse(&format!("{name} {rest}"));
    }
}
