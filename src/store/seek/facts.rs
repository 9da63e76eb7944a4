//! Translates conditions of a search that are not about words.

use rusqlite::types::Value;

use super::condition::Sql;
use crate::domain::search::{Compare, Fact, Feature, Measure, ReadState, Term};

/// Returns whether the plain index of lists has all columns that a term needs.
pub(super) fn is_in_list_index(term: &Term) -> bool {
    matches!(
        term,
        Term::Fact(
            Fact::Is(ReadState::Unread | ReadState::Read)
                | Fact::After(_)
                | Fact::Before(_)
                | Fact::Older(_)
                | Fact::Newer(_)
                | Fact::Has(Feature::Links | Feature::Files | Feature::Tags)
        )
    )
}

/// Returns whether a term is a condition on authors, which the trigram index has.
pub(super) fn reads_authors(term: &Term) -> bool {
    matches!(term, Term::Author(_) | Term::Fact(Fact::Has(Feature::Authors)))
}

/// Returns a condition on `articles AS a` that is never NULL.
pub(super) fn fact_condition(fact: &Fact, now: i64) -> Sql {
    let at = |comparison: &str, moment: i64| {
        Sql::new(format!("a.sort_key {comparison} ?"), vec![Value::from(moment)])
    };
    match fact {
        Fact::Is(ReadState::Unread) => plain("a.read_at IS NULL"),
        Fact::Is(ReadState::Read) => plain("a.read_at IS NOT NULL"),
        Fact::Is(ReadState::Starred) => plain("a.starred <> 0"),
        Fact::Has(part) => plain(feature_sql(*part)),
        Fact::After(day) => at(">=", day.start_seconds(now)),
        Fact::Before(day) => at("<", day.start_seconds(now)),
        Fact::Older(seconds) => at("<", now.saturating_sub(*seconds)),
        Fact::Newer(seconds) => at(">=", now.saturating_sub(*seconds)),
        Fact::Count(measure, compare, number) => {
            let (number_of, sign) = (measure_sql(*measure), comparison_sql(*compare));
            // An article that was not analysed has no number.
            Sql::new(format!("({number_of} {sign} ?) IS TRUE"), vec![i64::from(*number).into()])
        }
    }
}

fn plain(sql: &str) -> Sql {
    Sql::new(sql, Vec::new())
}

fn feature_sql(part: Feature) -> &'static str {
    match part {
        Feature::Quotes => "coalesce(a.attributions, 0) > 0",
        Feature::Links => {
            "+a.id IN (SELECT article FROM bodies INDEXED BY bodies_links WHERE links <> '[]')"
        }
        Feature::Files => {
            "+a.id IN (SELECT article FROM bodies INDEXED BY bodies_files WHERE enclosures <> '[]')"
        }
        Feature::Tags => "a.story IN (SELECT t.story FROM tags AS t WHERE t.shown = 1)",
        Feature::Authors => "instr(a.haystack, char(10)) > 0",
        Feature::Date => "a.published IS NOT NULL",
        Feature::Address => "a.url IS NOT NULL",
        Feature::Page => "a.page_words IS NOT NULL",
    }
}

fn measure_sql(measure: Measure) -> &'static str {
    match measure {
        Measure::Named => "a.sources_named",
        Measure::Unnamed => "a.sources_unnamed",
        Measure::Organizations => "a.sources_bodies",
        Measure::Documents => "a.sources_documents",
        Measure::Sources => {
            "a.sources_named + a.sources_unnamed + a.sources_bodies + a.sources_documents"
        }
        Measure::Statements => "a.attributions",
        Measure::Share => "a.attributed",
        Measure::Words => "coalesce(a.page_words, a.words)",
    }
}

fn comparison_sql(compare: Compare) -> &'static str {
    match compare {
        Compare::Over => ">",
        Compare::AtLeast => ">=",
        Compare::Under => "<",
        Compare::AtMost => "<=",
        Compare::Exactly => "=",
    }
}
