//! Facts about articles and sources as prose.

use crate::domain::{Profile, Source, When, clean};

use super::document::Document;
use super::names::with_noun;

/// Returns a day as prose: "18 February 2024".
pub(super) fn format_day(when: When) -> String {
    let form = "%-d %B %Y";
    match when {
        When::Day(day) => day.format(form).to_string(),
        When::Moment(moment) => moment.format(form).to_string(),
    }
}

/// Returns the origin, dates, authors and the user's tags of an article, each as one line; none is
/// empty.
pub(super) fn origin_lines(document: &Document) -> Vec<String> {
    let mut facts = vec![document.outlet()];
    facts.extend(document.published.map(format_day));
    let authors = document.article.map(|article| article.authors.as_slice()).unwrap_or_default();
    let authors: Vec<String> = authors.iter().map(|author| clean::one_line(author)).collect();
    facts.push(match authors.join(", ") {
        names if names.is_empty() => names,
        names => format!("by {names}"),
    });
    let tags = document.article.map(|article| article.own_tags.as_slice()).unwrap_or_default();
    let tags: Vec<String> = tags.iter().map(|tag| clean::one_line(tag)).collect();
    facts.push(match tags.join(", ") {
        names if names.is_empty() => names,
        names => format!("tagged {names}"),
    });
    facts.retain(|fact| !fact.is_empty());
    facts
}

/// Returns how well an article is sourced: the number of statements, then sources by kind.
pub(super) fn sourcing_lines(document: &Document) -> Vec<String> {
    if !document.is_analysed() {
        return vec!["not analysed yet".to_owned()];
    }
    let statements = document.analysis().attributions.len();
    if let Some(language) = document.analysis().not_analysed() {
        let mut facts = vec![format!("not analysed ({})", clean::one_line(language))];
        facts.extend((statements > 0).then(|| with_noun(statements, "quotation", "quotations")));
        return facts;
    }
    let mut facts = vec![with_noun(statements, "statement", "statements")];
    facts.extend(profile_counts(document.analysis().profile()));
    facts
}

/// Returns the numbers of sources by kind, leaving out zeros.
pub(super) fn profile_counts(profile: Profile) -> Vec<String> {
    let counts = [
        (profile.named, "named", "named"),
        (profile.unnamed, "unnamed", "unnamed"),
        (profile.organizations, "body", "bodies"),
        (profile.documents, "document", "documents"),
    ];
    let some = counts.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, one, many)| with_noun(count as usize, one, many)).collect()
}

/// Returns the article's description of a source, preceded by a comma; empty if there is none.
pub(super) fn description_suffix(source: &Source) -> String {
    let description = source.description.as_deref().map(clean::one_line);
    description.map(|text| format!(", {text}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_one_where_it_was_written() {
        let read = |text| format_day(When::parse(text).unwrap());
        assert_eq!(read("2024-02-18"), "18 February 2024");
        assert_eq!(read("2024-02-01T23:59:00-08:00"), "1 February 2024");
    }
}
