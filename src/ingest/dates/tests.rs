//! Dates as written, and what they mean.

use super::*;

fn check(text: &str, expected: &str) {
    let found = parse(text).map_or("none".to_owned(), |when| when.to_string());
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn iso_dates() {
    check("2024-02-18", "2024-02-18");
    check(" 2024-2-8 ", "2024-02-08");
    check("20240218", "2024-02-18");
    check("2024/02/18", "2024-02-18");
    check("2024-049", "2024-02-18");
    check("2024-W07-7", "2024-02-18");
    check("2024-02-18T19:42:05Z", "2024-02-18T19:42:05Z");
    check("2024-02-18T19:42:05.123+02:00", "2024-02-18T19:42:05+02:00");
    check("2024-02-18T19:42+0530", "2024-02-18T19:42:00+05:30");
    check("2024-02-18 19:42:05", "2024-02-18T19:42:05Z");
    check("2024-02-18 19:42:05 -0500", "2024-02-18T19:42:05-05:00");
    check("20240218T194205Z", "2024-02-18T19:42:05Z");
    check("2024-02-18T24:00:00Z", "2024-02-19T00:00:00Z");
    check("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z");
}

#[test]
fn mail_dates() {
    check("Sun, 18 Feb 2024 19:42:05 GMT", "2024-02-18T19:42:05Z");
    check("Sun, 18 Feb 2024 19:42:05 +0200", "2024-02-18T19:42:05+02:00");
    check("18 Feb 24 19:42 EST", "2024-02-18T19:42:00-05:00");
    check("Sun, 18 Feb 2024 19:42:05 PDT", "2024-02-18T19:42:05-07:00");
    check("Sun, 18 Feb 2024 19:42:05 +0200 (CEST)", "2024-02-18T19:42:05+02:00");
    check("Sun, 18 Feb 1999", "1999-02-18");
    check("Sun,18 Feb 2024 19:42:05 A", "2024-02-18T19:42:05Z");
    check("Thu, 5 Sep 2002 00:00:01 GMT+2", "2002-09-05T00:00:01+02:00");
}

#[test]
fn dates_in_words() {
    check("Sun Feb 18 19:42:05 2024", "2024-02-18T19:42:05Z");
    check("Sun Feb 18 19:42:05 UTC 2024", "2024-02-18T19:42:05Z");
    check("5 November 2025 - 09:01", "2025-11-05T09:01:00Z");
    check("18 Feb 2024", "2024-02-18");
    check("18-Feb-2024", "2024-02-18");
    check("February 18, 2024", "2024-02-18");
    check("Feb. 18th, 2024 at 5:32 p.m. ET", "2024-02-18T17:32:00-05:00");
    check("Published on Sunday, February 18, 2024 12:05am", "2024-02-18T00:05:00Z");
    check("18.02.2024, 19:42 Uhr", "2024-02-18T19:42:00Z");
    check("18/02/2024", "2024-02-18");
    check("02/18/2024", "2024-02-18");
    check("18. Februar 2024", "2024-02-18");
    check("18 février 2024", "2024-02-18");
    check("18 de febrero de 2024", "2024-02-18");
}

#[test]
fn dates_in_other_scripts() {
    check("2004년 05월 28일 오후 01:31:15", "2004-05-28T13:31:15Z");
    check("2024年2月18日", "2024-02-18");
    check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00");
    check("2004-július-13T9:15-05:00", "2004-07-13T09:15:00-05:00");
    check("18 февраля 2024", "2024-02-18");
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "yesterday",
        "2024",
        "2024-02",
        "February 2024",
        "2024-02-30",
        "31 Apr 2024",
        "03/04/2024",
        "2024-13-01",
        "2024-02-18T25:00:00Z",
        "2024-02-18T19:61:00Z",
        "18 Feb 2024 people died",
        "Feb 18",
        "19:42",
        "0000-00-00",
        "9999-99-99",
        "12",
        "-",
        "2024-02-18T",
        "n/a",
        "\u{0}",
        "1 2 3",
        "99999999999999999999 Feb 2024",
    ] {
        let expected = if text == "2024-02-18T" { "2024-02-18" } else { "none" };
        check(text, expected);
    }
}

#[test]
fn numbers_are_seconds_or_milliseconds() {
    assert_eq!(from_unix(1_708_285_325.0).unwrap().to_string(), "2024-02-18T19:42:05Z");
    assert_eq!(from_unix(1_708_285_325_000.0), from_unix(1_708_285_325.0));
    assert_eq!(from_unix(2024.0), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}", dated in "[0-9TZ:+./ -]{0,30}", mixed in "[0-9a-zA-Z年월, .:+-]{0,40}") {
        parse(&text);
        parse(&dated);
        parse(&mixed);
    }
}
