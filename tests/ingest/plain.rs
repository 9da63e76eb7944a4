//! Plain text: the wire format, headers, a title and paragraphs, or only text.

use super::check;
use onrecord::ingest::parse;

#[test]
fn the_wire_format() {
    check(
        "",
        " date 2024-02-18 FERRY STOPS\n\nAll sailings stop, the operator said.\n\nIt gave no reason.\n",
        "# FERRY STOPS\npublished: 2024-02-18\n--\np All sailings stop, the operator said.\np It gave no reason.",
    );
    for first in
        ["date 2024-02-18 FERRY STOPS", "2024-02-18 FERRY STOPS", "\n 2024-02-18  FERRY STOPS "]
    {
        check(
            "a.txt",
            format!("{first}\n\nIt did."),
            "# FERRY STOPS\npublished: 2024-02-18\n--\np It did.",
        );
    }
    check(
        "",
        "2024-02-18\n\nIt did.\n\nIt was late.",
        "# It did\npublished: 2024-02-18\n--\np It did.\np It was late.",
    );
    check(
        "",
        "date 2024-02-18 A. B. See: the end.\n\nIt did.",
        "# A. B. See: the end.\npublished: 2024-02-18\n--\np It did.",
    );
}

#[test]
fn a_date_that_is_none_is_text() {
    check(
        "",
        "2024-02-31 was no day, she said.\n\nIt did.",
        "# 2024-02-31 was no day, she said\n--\np 2024-02-31 was no day, she said.\np It did.",
    );
    check(
        "",
        "2024-02-18 was a Sunday. The ferry\nstopped then.\n\nIt did.",
        "# 2024-02-18 was a Sunday. The ferry stopped then\n--\np 2024-02-18 was a Sunday. The ferry⏎stopped then.\np It did.",
    );
}

#[test]
fn headers() {
    check(
        "",
        "TITLE: Ferry stops\nAuthor: Ann Lee and Bo Ek\ndate: 18 Feb 2024\nSource: Harbour Gazette\n\
         URL: https://harbour.example/1\nTags: ferries, weather\nSection: Local\n\nIt did.\n",
        "# Ferry stops\nurl: https://harbour.example/1\nby: Ann Lee | Bo Ek\noutlet: Harbour Gazette\n\
         published: 2024-02-18\ntags: ferries | weather\n--\np It did.",
    );
    check(
        "",
        "Title: Ferry\n  stops\nURL: javascript:x()\n\nIt did.",
        "# Ferry stops\n--\np It did.",
    );
    check(
        "",
        "Date: 2024-02-18\n\nFerry stops\n\nIt did.",
        "# Ferry stops\npublished: 2024-02-18\n--\np It did.",
    );
    check("", "Date: some day\nTitle: Ferry\n\nIt did.", "# Ferry\n--\np It did.");
}

#[test]
fn a_sentence_with_a_colon_is_no_header() {
    check(
        "",
        "Source: close to the minister, but nobody would say more.\n\nIt did.",
        "# Source: close to the minister, but nobody would say more\n--\n\
         p Source: close to the minister, but nobody would say more.\np It did.",
    );
}

#[test]
fn the_first_line_may_be_the_title() {
    check("", "Ferry stops\n\nIt did.", "# Ferry stops\n--\np It did.");
    check("", "Ferry stops\nBy\n\nIt did.", "# Ferry stops By\n--\np Ferry stops⏎By\np It did.");
    check("", "Ferry stops\n\nBy Ann Lee\n\nIt did.", "# Ferry stops\nby: Ann Lee\n--\np It did.");
    check(
        "",
        "Ferry stops\n\n18 Feb 2024\n\nIt did.",
        "# Ferry stops\npublished: 2024-02-18\n--\np It did.",
    );
    check(
        "",
        "A ferry that was wrapped\nby hand stopped.\n",
        "#\n--\np A ferry that was wrapped⏎by hand stopped.".replace("#\n", "# \n").as_str(),
    );
    check("", "Just one line", "# \n--\np Just one line");
}

#[test]
fn the_words_stay_as_they_are_written() {
    let body = "  \"No,\"\tshe said  twice .\n still the  same paragraph\n\n\n\u{a0}Next – «one».";
    let parsed = parse(format!("T\n\n{body}\n\n").as_bytes(), None).unwrap();
    assert_eq!(parsed.drafts[0].body.text, body.trim());
    let parsed = parse(b"T\r\n\r\none\r\ntwo\rthree\r\n\r\nfour", None).unwrap();
    assert_eq!(parsed.drafts[0].body.text, "one\ntwo\nthree\n\nfour");
}
