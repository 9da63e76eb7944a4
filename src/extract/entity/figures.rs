//! Dates and quantities.

use super::Name;
use crate::domain::EntityKind;
use crate::extract::document::Document;
use crate::extract::lexicon;
use crate::extract::tag::Tag;
use crate::extract::token::Kind;

/// The dates and quantities of `document`, in order.
pub(super) fn figures(document: &Document<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let (kind, end) = match date(document, at) {
            Some(end) => (EntityKind::Date, end),
            None => match quantity(document, at) {
                Some(end) => (EntityKind::Quantity, end),
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        found.push(Name { span: document.span(at, end - 1), kind, pronoun: None, sure: true });
        at = end;
    }
    found
}

fn piece<'d>(document: &Document<'d>, at: usize) -> &'d str {
    if at < document.tokens.len() { document.piece(at) } else { "" }
}

/// Where a date ends that begins here: "Monday", "Feb 6", "12 March 2024", "2014".
fn date(document: &Document<'_>, at: usize) -> Option<usize> {
    let word = piece(document, at);
    let lower = word.to_lowercase();
    if lexicon::list("months", &lower) && word.starts_with(char::is_uppercase) {
        return month(document, at, &lower);
    }
    if lexicon::list("weekdays", &lower)
        && word.starts_with(char::is_uppercase)
        && word.ends_with("day")
        && word.len() > 5
        && !matches!(lower.as_str(), "today")
    {
        return Some(at + 1);
    }
    if document.tokens[at].kind != Kind::Number {
        return None;
    }
    if is_day(word)
        && lexicon::list("months", &piece(document, at + 1).to_lowercase())
        && piece(document, at + 1).starts_with(char::is_uppercase)
    {
        let end = at + 2;
        return Some(end + usize::from(is_year(piece(document, end))));
    }
    let before = at.checked_sub(1).map_or("", |before| piece(document, before));
    let year = is_year(word)
        && (matches!(
            before,
            "in" | "In"
                | "since"
                | "Since"
                | "of"
                | "until"
                | "by"
                | "from"
                | "to"
                | "and"
                | "the"
                | "early"
                | "late"
                | "mid"
                | "during"
        ));
    (year && !document.tags.get(at + 1).is_some_and(|tag| *tag == Tag::Nns)).then_some(at + 1)
}

fn month(document: &Document<'_>, at: usize, lower: &str) -> Option<usize> {
    let next = piece(document, at + 1);
    if is_day(next) {
        let comma = piece(document, at + 2) == "," && is_year(piece(document, at + 3));
        return Some(if comma { at + 4 } else { at + 2 });
    }
    if is_year(next) {
        return Some(at + 2);
    }
    let before = at.checked_sub(1).map_or("", |before| piece(document, before));
    let sure = !matches!(lower, "may" | "march" | "august" | "april" | "june" | "mar." | "jan");
    let dated = matches!(
        before,
        "in" | "In"
            | "since"
            | "last"
            | "next"
            | "early"
            | "late"
            | "this"
            | "until"
            | "by"
            | "of"
            | "a"
            | "mid"
    );
    (sure || dated).then_some(at + 1)
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// Where a quantity ends that begins here: "$5 million", "40 percent", "2,500 troops".
fn quantity(document: &Document<'_>, at: usize) -> Option<usize> {
    let money = matches!(piece(document, at), "$" | "€" | "£" | "¥");
    let number = if money { at + 1 } else { at };
    if number >= document.tokens.len() || document.tokens[number].kind != Kind::Number {
        return None;
    }
    let mut end = number + 1;
    let large = matches!(
        piece(document, end),
        "million" | "billion" | "trillion" | "thousand" | "hundred" | "m" | "bn"
    );
    end += usize::from(large);
    if matches!(piece(document, end), "percent" | "%" | "per") {
        let per_cent = piece(document, end) == "per";
        return Some(end + 1 + usize::from(per_cent));
    }
    if money {
        return Some(end);
    }
    let noun = document.tags.get(end).is_some_and(|tag| *tag == Tag::Nns)
        && piece(document, end).starts_with(char::is_lowercase);
    if noun { Some(end + 1) } else { large.then_some(end) }
}
