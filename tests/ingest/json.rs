//! JSON and JSONL articles.

use super::check;
use onrecord::ingest::parse;

#[test]
fn an_object_a_line() {
    check(
        "",
        r#"{"id":"a1","text":"Ferry stops.\n\nIt did.","publisher":"Harbour Gazette"}
{"id":2,"title":"Second","text":"Two.","author":"Ann Lee","date":"2024-02-18","tags":["x","y"],"language":"en"}
"#,
        "# Ferry stops\nguid: a1\noutlet: Harbour Gazette\n--\np Ferry stops.\np It did.\n====\n\
         # Second\nguid: 2\nby: Ann Lee\npublished: 2024-02-18\ntags: x | y\nlanguage: en\n--\np Two.",
    );
}

#[test]
fn the_text_is_unchanged() {
    let parsed = parse(br#"{"id":"a","text":"  \r\n One. \t\n\nTwo\n\n"}"#, None).unwrap();
    assert_eq!(parsed.drafts[0].body.text, "  \r\n One. \t\n\nTwo\n\n");
}

#[test]
fn what_the_list_command_writes_comes_back() {
    check(
        "",
        r#"{"id":7,"feed":"Harbour","title":"Ferry stops","url":"https://harbour.example/1","guid":"g1",
        "authors":["Ann Lee","Bo Ek"],"tags":["x"],"published":"2024-02-18T09:00:00+02:00","updated":"2024-02-19",
        "first_seen":"2024-02-20T00:00:00Z","unread":true,"starred":false,"attributions":null,"words":2,"text":"It did."}"#,
        "# Ferry stops\nguid: g1\nurl: https://harbour.example/1\nby: Ann Lee | Bo Ek\n\
         published: 2024-02-18T09:00:00+02:00\nupdated: 2024-02-19\ntags: x\n--\np It did.",
    );
}

#[test]
fn lists_and_wrapped_lists() {
    let expected = "# A\n--\np One.\n====\n# B\nby: Ann Lee\noutlet: Gazette\n--\np Two.";
    let list = r#"[{"title":"A","text":"One."},
        {"title":"B","source":{"id":null,"name":"Gazette"},"authors":[{"name":"Ann Lee"}],"content":"Two."}]"#;
    check("", list, expected);
    check("x.json", format!(r#"{{"status":"ok","articles":{list}}}"#), expected);
}

#[test]
fn html_is_read_where_no_text_is_given() {
    check(
        "",
        r#"{"title":"A","url":"https://a.example/x/","content":"<p>One <a href='y'>two</a>.</p>"}"#,
        "# A\nurl: https://a.example/x/\n--\np One two.\n[two] https://a.example/x/y",
    );
}

#[test]
fn a_bad_line_does_not_stop_the_rest() {
    check(
        "x.jsonl",
        "not json\n{\"text\":\"One.\"}\n\n{\"id\":3}\n[1]\n{\"text\":\"Two.\"",
        "! line 1: not JSON (expected ident, column 2)\n! line 4: no \"text\" in it\n! line 5: not a JSON object\n\
         ! line 6: not JSON (EOF while parsing an object, column 14)\n# \n--\np One.",
    );
    // The first line is bad, and no name helps.
    check(
        "",
        "{\"text\":\n{\"text\":\"One.\"}",
        "! line 1: not JSON (EOF while parsing a value, column 8)\n# \n--\np One.",
    );
}

#[test]
fn input_without_article_is_an_error() {
    check("", "[]", "error: no article in it: the list is empty");
    check("", "{\"id\":1}", "error: no article in it: no \"text\" in it");
    check("", "[1,2]", "error: no article in it: article 1: not a JSON object");
    check(
        "a.json",
        "{\"text\": \"One\"\n \"id\"}",
        "error: it is not valid JSON: expected `,` or `}`, column 2 in line 2",
    );
}

#[test]
fn brackets_may_begin_a_text() {
    check("", "[Harbour] The ferry stops\n\nIt did.", "# [Harbour] The ferry stops\n--\np It did.");
    check("", "{ferry} stops\n\nIt did.", "# {ferry} stops\n--\np It did.");
}
