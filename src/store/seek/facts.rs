//! Conditions of a search that are not about words, in SQL.

use rusqlite::types::Value;

use super::condition::Sql;
use crate::domain::search::{Compare, Fact, Measure, Part, State, Term};

/// Whether the plain index of lists knows all that a term asks for.
pub(super) fn narrow(term: &Term) -> bool {
    matches!(
        term,
        Term::Fact(
            Fact::Is(State::Unread | State::Read)
                | Fact::After(_)
                | Fact::Before(_)
                | Fact::Older(_)
                | Fact::Newer(_)
                | Fact::Has(Part::Links | Part::Files | Part::Tags)
        )
    )
}

/// Whether a term asks for authors, which the index for filters knows.
pub(super) fn reads_authors(term: &Term) -> bool {
    matches!(term, Term::Author(_) | Term::Fact(Fact::Has(Part::Authors)))
}

/// A condition on `articles AS a` that is never NULL.
pub(super) fn condition(fact: &Fact, now: i64) -> Sql {
    let at = |comparison: &str, moment: i64| {
        Sql::new(format!("a.sort_key {comparison} ?"), vec![Value::from(moment)])
    };
    match fact {
        Fact::Is(State::Unread) => plain("a.read_at IS NULL"),
        Fact::Is(State::Read) => plain("a.read_at IS NOT NULL"),
        Fact::Is(State::Starred) => plain("a.starred <> 0"),
        Fact::Has(part) => plain(has(*part)),
        Fact::After(day) => at(">=", day.begins(now)),
        Fact::Before(day) => at("<", day.begins(now)),
        Fact::Older(seconds) => at("<", now.saturating_sub(*seconds)),
        Fact::Newer(seconds) => at(">=", now.saturating_sub(*seconds)),
        Fact::Count(measure, compare, number) => {
            let (number_of, sign) = (counted(*measure), sign(*compare));
            // What has not been analysed has no number.
            Sql::new(format!("({number_of} {sign} ?) IS TRUE"), vec![i64::from(*number).into()])
        }
    }
}

fn plain(sql: &str) -> Sql {
    Sql::new(sql, Vec::new())
}

fn has(part: Part) -> &'static str {
    match part {
        Part::Quotes => "coalesce(a.attributions, 0) > 0",
        Part::Links => {
            "+a.id IN (SELECT article FROM bodies INDEXED BY bodies_links WHERE links <> '[]')"
        }
        Part::Files => {
            "+a.id IN (SELECT article FROM bodies INDEXED BY bodies_files WHERE enclosures <> '[]')"
        }
        Part::Tags => "a.story IN (SELECT t.story FROM tags AS t WHERE t.shown = 1)",
        Part::Authors => "instr(a.haystack, char(10)) > 0",
        Part::Date => "a.published IS NOT NULL",
        Part::Address => "a.url IS NOT NULL",
        Part::Page => "a.page_words IS NOT NULL",
    }
}

fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::Named => "a.sources_named",
        Measure::Unnamed => "a.sources_unnamed",
        Measure::Bodies => "a.sources_bodies",
        Measure::Documents => "a.sources_documents",
        Measure::Sources => {
            "a.sources_named + a.sources_unnamed + a.sources_bodies + a.sources_documents"
        }
        Measure::Statements => "a.attributions",
        Measure::Share => "a.attributed",
        Measure::Words => "coalesce(a.page_words, a.words)",
    }
}

fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Over => ">",
        Compare::AtLeast => ">=",
        Compare::Under => "<",
        Compare::AtMost => "<=",
        Compare::Exactly => "=",
    }
}
