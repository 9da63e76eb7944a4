//! Tests of encodings (declared, detected and wrong) in each format.

use super::check;
use encoding_rs::{BIG5, EUC_KR, ISO_8859_2, KOI8_R, WINDOWS_1251, WINDOWS_1252};
use onrecord::ingest::parse;

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn wide_text_is_read_with_and_without_a_mark() {
    let text = "date 2024-02-18 Fähre “hält”\n\nŁódź, café – said she.\n";
    for bytes in [
        utf16(text, false, true),
        utf16(text, true, true),
        utf16(text, false, false),
        utf16(text, true, false),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
    ] {
        check("", bytes, "# Fähre “hält”\npublished: 2024-02-18\n--\np Łódź, café – said she.");
    }
}

#[test]
fn every_format_is_read_in_wide_encodings() {
    for (text, title) in [
        (r#"{"title":"Fähre","text":"x"}"#, "Fähre"),
        ("<rss><channel><item><title>Fähre</title></item></channel></rss>", "Fähre"),
        (
            "<?xml version='1.0' encoding='utf-16'?><rss><item><title>Fähre</title></item></rss>",
            "Fähre",
        ),
        ("<html><title>Fähre</title><p>x", "Fähre"),
        ("# Fähre\n\nIt did.", "Fähre"),
    ] {
        for bytes in [utf16(text, false, true), utf16(text, true, true), utf16(text, false, false)]
        {
            assert_eq!(parse(&bytes, None).unwrap().drafts[0].title, title, "{text}");
        }
    }
}

#[test]
fn declared_sets_are_followed() {
    for (set, text) in [
        (WINDOWS_1252, "“Fähre” – café"),
        (ISO_8859_2, "Łódź, gęś"),
        (WINDOWS_1251, "Паром стоит"),
        (KOI8_R, "Паром стоит"),
        (EUC_KR, "여객선이 멈췄다"),
        (BIG5, "渡輪停航"),
    ] {
        let feed = format!(
            "<?xml version=\"1.0\" encoding=\"{}\"?><rss><item><title>{text}</title></item></rss>",
            set.name()
        );
        assert_eq!(parse(&set.encode(&feed).0, None).unwrap().drafts[0].title, text);
        let page = format!(
            "<html><head><meta http-equiv=Content-Type content='text/html; charset={}'><title>{text}</title><p>x",
            set.name()
        );
        assert_eq!(parse(&set.encode(&page).0, None).unwrap().drafts[0].title, text);
    }
}

#[test]
fn undeclared_latin_text_is_detected() {
    check(
        "",
        b"F\xe4hre h\xe4lt\n\n\x93Wir sind drau\xdfen\x94, sagte sie \x96 alle.",
        "# Fähre hält\n--\np “Wir sind draußen”, sagte sie – alle.",
    );
}

#[test]
fn wrong_declarations_do_no_harm() {
    check("", b"<?xml version='1.0' encoding='utf-8'?><rss><item><title>F\xe4hre h\xe4lt</title></item></rss>", "feed \"\" Input None\n# Fähre hält\n--");
    check(
        "",
        "<?xml version='1.0' encoding='us-ascii'?><rss><item><title>Fähre</title></item></rss>",
        "feed \"\" Input None\n# Fähre\n--",
    );
}
