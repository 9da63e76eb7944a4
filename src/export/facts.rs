//! What heads an article and a source, in words.

use crate::domain::{Profile, Source, When, clean};

use super::document::Document;
use super::names::counted;

/// A day as it is read: "18 February 2024".
pub(super) fn day(when: When) -> String {
    let form = "%-d %B %Y";
    match when {
        When::Day(day) => day.format(form).to_string(),
        When::Moment(moment) => moment.format(form).to_string(),
    }
}

/// Where an article comes from, when, and by whom; each on one line, none empty.
pub(super) fn origin(document: &Document) -> Vec<String> {
    let mut facts = vec![document.outlet()];
    facts.extend(document.published.map(day));
    let authors = document.article.map(|article| article.authors.as_slice()).unwrap_or_default();
    let authors: Vec<String> = authors.iter().map(|author| clean::one_line(author)).collect();
    facts.push(match authors.join(", ") {
        names if names.is_empty() => names,
        names => format!("by {names}"),
    });
    facts.retain(|fact| !fact.is_empty());
    facts
}

/// How well it is sourced: statements, then sources by kind.
pub(super) fn sourcing(document: &Document) -> Vec<String> {
    if !document.is_analysed() {
        return vec!["not analysed yet".to_owned()];
    }
    let statements = document.analysis().attributions.len();
    if let Some(language) = document.analysis().not_analysed() {
        let mut facts = vec![format!("not analysed ({})", clean::one_line(language))];
        facts.extend((statements > 0).then(|| counted(statements, "quotation", "quotations")));
        return facts;
    }
    let mut facts = vec![counted(statements, "statement", "statements")];
    facts.extend(profile(document.analysis().profile()));
    facts
}

/// The sources by kind, those that there are.
pub(super) fn profile(profile: Profile) -> Vec<String> {
    let counts = [
        (profile.named, "named", "named"),
        (profile.unnamed, "unnamed", "unnamed"),
        (profile.organizations, "body", "bodies"),
        (profile.documents, "document", "documents"),
    ];
    let some = counts.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, one, many)| counted(count as usize, one, many)).collect()
}

/// How an article describes a source, behind a comma; nothing where it does not.
pub(super) fn description(source: &Source) -> String {
    let description = source.description.as_deref().map(clean::one_line);
    description.map(|text| format!(", {text}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_one_where_it_was_written() {
        let read = |text| day(When::parse(text).unwrap());
        assert_eq!(read("2024-02-18"), "18 February 2024");
        assert_eq!(read("2024-02-01T23:59:00-08:00"), "1 February 2024");
    }
}
