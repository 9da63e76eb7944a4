//! What fits a search best, dates taken into account.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result, params_from_iter};

use super::matching::{is_vague, phrase};
use crate::domain::search::{Place, Search};
use crate::domain::{ArticleId, ArticleRow, Cursor};
use crate::store::list::{List, Side};
use crate::store::rows;

/// How many of the newest articles that a search finds are ranked; the others follow, newest first.
const RANKED: usize = 2_000;

/// What the keys of ranked rows begin at: above every date.
const BASE: i64 = 1 << 50;

/// Into how many steps one point of a score is divided.
const STEPS: f64 = (1u64 << 32) as f64;

/// How much more a word in the title counts than one in the text.
const TITLE: f64 = 8.0;

/// How much more a word in what somebody says counts.
const SAID: f64 = 2.0;

/// After how many days an article's bonus for being new has fallen to half.
const FRESH: f64 = 30.0;

/// The newest articles of a search, the best first.
pub(in crate::store) struct Ranking {
    /// Keys and ids, both descending.
    places: Vec<(i64, i64)>,
    /// The place by date of the oldest of them: all that is not ranked comes after it.
    end: Cursor,
}

impl Ranking {
    /// Ranks what `list`, which is ordered newest first, has of a search; none where it has nothing.
    pub(in crate::store) fn of(
        conn: &Connection,
        list: &List,
        now: i64,
    ) -> Result<Option<Ranking>> {
        let (Some(search), candidates) = (list.search(), newest(conn, list)?) else {
            return Ok(None);
        };
        let Some((key, id)) = candidates.last().copied() else { return Ok(None) };
        let scores = scores(conn, &candidates, search)?;
        let place = |(date, id): (i64, i64)| {
            let score = scores.get(&id).copied().unwrap_or(0.0);
            (BASE + (weighed(score, now - date) * STEPS) as i64, id)
        };
        let mut places: Vec<(i64, i64)> = candidates.into_iter().map(place).collect();
        places.sort_unstable_by(|one, other| other.cmp(one));
        Ok(Some(Ranking { places, end: Cursor { key, id: ArticleId(id) } }))
    }

    /// The place by date after which the rows come that are not ranked.
    pub(in crate::store) fn end(&self) -> Cursor {
        self.end
    }

    /// Keys and ids of the ranked rows on one side of a place.
    pub(in crate::store) fn places(
        &self,
        side: Side,
    ) -> impl DoubleEndedIterator<Item = (i64, i64)> {
        let on_side = move |place: &(i64, i64)| match side {
            None => true,
            Some((comparison, cursor)) => {
                let order = place.cmp(&(cursor.key, cursor.id.0));
                match comparison {
                    "<" => order.is_lt(),
                    "<=" => order.is_le(),
                    ">" => order.is_gt(),
                    _ => order.is_ge(),
                }
            }
        };
        self.places.iter().copied().filter(on_side)
    }

    /// At most `limit` ranked rows on one side of a place: the first ones, or the last.
    pub(in crate::store) fn rows(
        &self,
        conn: &Connection,
        side: Side,
        end: bool,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        let mut places: Vec<(i64, i64)> = match end {
            true => self.places(side).rev().take(limit).collect(),
            false => self.places(side).take(limit).collect(),
        };
        if end {
            places.reverse();
        }
        let mut statement = conn.prepare_cached(&format!(
            "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed WHERE a.id = ?1",
            rows::ARTICLE_ROW
        ))?;
        let mut found = Vec::with_capacity(places.len());
        for (order_key, id) in places {
            let row = statement.query_row([id], rows::article_row).optional()?;
            found.extend(row.map(|row| ArticleRow { order_key, ..row }));
        }
        Ok(found)
    }
}

/// A score, with what it counts more for being new. What has no score at all is ordered by date.
fn weighed(score: f64, age: i64) -> f64 {
    let days = age.max(0) as f64 / 86_400.0;
    (score + 0.01) * (1.0 + 1.0 / (1.0 + days / FRESH))
}

const NEWEST: &str = " ORDER BY a.sort_key DESC, a.id DESC LIMIT";

fn newest(conn: &Connection, list: &List) -> Result<Vec<(i64, i64)>> {
    let (sql, values) = list.select("a.sort_key, a.id", "", None);
    conn.prepare_cached(&format!("{sql}{NEWEST} {RANKED}"))?
        .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// How well the newest articles fit the words of a search: by how often they stand there, and how
/// rare they are (BM25). Of what is said in an article the statement counts that fits best.
fn scores(
    conn: &Connection,
    candidates: &[(i64, i64)],
    search: &Search,
) -> Result<HashMap<i64, f64>> {
    // As numbers in the statement: to find them once more would cost as much as to weigh them.
    let ids: Vec<String> = candidates.iter().map(|(_, id)| id.to_string()).collect();
    let ids = ids.join(",");
    // What is new has ids that lie close together: the index reads no further.
    let (first, last) = candidates
        .iter()
        .fold((i64::MAX, i64::MIN), |(first, last), (_, id)| (first.min(*id), last.max(*id)));
    let weigh = |sql: String, expression: String| -> Result<Vec<(i64, f64)>> {
        conn.prepare(&sql)?.query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let mut said: HashMap<i64, f64> = HashMap::new();
    if let Some(expression) = expression(search, in_statements) {
        let sql = format!(
            "SELECT rowid >> 12, -bm25(search_said, 1.0, 1.0) FROM search_said
             WHERE search_said MATCH ? AND rowid BETWEEN {first} << 12 AND ({last} + 1 << 12) - 1
               AND +rowid >> 12 IN ({ids})"
        );
        for (id, score) in weigh(sql, expression)? {
            let best = said.entry(id).or_default();
            *best = best.max(score);
        }
    }
    let mut scores = said;
    scores.values_mut().for_each(|score| *score *= SAID);
    if let Some(expression) = expression(search, in_texts) {
        let sql = format!(
            "SELECT rowid, -bm25(search, {TITLE:?}, 1.0) FROM search
             WHERE search MATCH ? AND rowid BETWEEN {first} AND {last} AND +rowid IN ({ids})"
        );
        for (id, score) in weigh(sql, expression)? {
            *scores.entry(id).or_default() += score;
        }
    }
    Ok(scores)
}

/// One of the words that a search looks for, each where it looks for it. The beginning of a word
/// is no measure: what has it is in order of date.
fn expression(search: &Search, column: fn(Place) -> Option<&'static str>) -> Option<String> {
    let mut parts = Vec::new();
    for place in [Place::Anywhere, Place::Title, Place::Body, Place::Quote] {
        let Some(column) = column(place) else { continue };
        let needles = search.needles(|at| at == place);
        let telling = needles.into_iter().filter(|needle| !is_vague(needle));
        parts.extend(telling.map(|needle| format!("{column}{}", phrase(needle))));
    }
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

fn in_texts(place: Place) -> Option<&'static str> {
    match place {
        Place::Anywhere => Some(""),
        Place::Title => Some("title : "),
        Place::Body => Some("text : "),
        Place::Quote | Place::Source => None,
    }
}

fn in_statements(place: Place) -> Option<&'static str> {
    matches!(place, Place::Anywhere | Place::Quote).then_some("said : ")
}
