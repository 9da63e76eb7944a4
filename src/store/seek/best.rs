//! Ranks the matches of a search by relevance and date.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result, params_from_iter};

use super::matching::{is_vague, quoted_phrase};
use crate::domain::search::{Search, SearchedPart};
use crate::domain::{ArticleId, ArticleRow, Cursor};
use crate::store::list::{ListQuery, Side};
use crate::store::rows;

/// The number of newest matches that are ranked; the others follow, newest first.
const RANKED: usize = 2_000;

/// The smallest key of a ranked row, above every date.
const BASE: i64 = 1 << 50;

/// The number of steps into which one point of a score is divided.
const STEPS: f64 = (1u64 << 32) as f64;

/// The weight of a word in the title, relative to one in the text.
const TITLE: f64 = 8.0;

/// The weight of a word in a statement, relative to one in the text.
const SAID: f64 = 2.0;

/// The number of days after which the bonus for a new article has halved.
const FRESH: f64 = 30.0;

/// The newest matches of a search, best first.
pub(in crate::store) struct Ranking {
    /// Keys and ids, both descending.
    positions: Vec<(i64, i64)>,
    /// The position, by date, of the oldest ranked article. Everything without rank comes after it.
    end: Cursor,
}

impl Ranking {
    /// Ranks the matches in `list`, which must be ordered newest first. Returns `None` if there are
    /// none.
    pub(in crate::store) fn rank_matches(
        conn: &Connection,
        list: &ListQuery,
        now: i64,
    ) -> Result<Option<Ranking>> {
        let (Some(search), candidates) = (list.search(), newest_matches(conn, list)?) else {
            return Ok(None);
        };
        let Some((key, id)) = candidates.last().copied() else { return Ok(None) };
        let scores = bm25_scores(conn, &candidates, search)?;
        let place = |(date, id): (i64, i64)| {
            let score = scores.get(&id).copied().unwrap_or(0.0);
            (BASE + (with_bonus(score, now - date) * STEPS) as i64, id)
        };
        let mut positions: Vec<(i64, i64)> = candidates.into_iter().map(place).collect();
        positions.sort_unstable_by(|one, other| other.cmp(one));
        Ok(Some(Ranking { positions, end: Cursor { key, id: ArticleId(id) } }))
    }

    /// Returns the position, by date, after which the rows without rank come.
    pub(in crate::store) fn end_of_ranked(&self) -> Cursor {
        self.end
    }

    /// Returns keys and ids of the ranked rows on one side of a position.
    pub(in crate::store) fn positions(
        &self,
        side: Side,
    ) -> impl DoubleEndedIterator<Item = (i64, i64)> {
        let on_side = move |position: &(i64, i64)| match side {
            None => true,
            Some((comparison, cursor)) => {
                let order = position.cmp(&(cursor.key, cursor.id.0));
                match comparison {
                    "<" => order.is_lt(),
                    "<=" => order.is_le(),
                    ">" => order.is_gt(),
                    _ => order.is_ge(),
                }
            }
        };
        self.positions.iter().copied().filter(on_side)
    }

    /// Reads at most `limit` ranked rows on one side of a position: the first rows, or the last if
    /// `end` is set.
    pub(in crate::store) fn read_rows(
        &self,
        conn: &Connection,
        side: Side,
        end: bool,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        let mut places: Vec<(i64, i64)> = match end {
            true => self.positions(side).rev().take(limit).collect(),
            false => self.positions(side).take(limit).collect(),
        };
        if end {
            places.reverse();
        }
        let mut statement = conn.prepare_cached(&format!(
            "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed WHERE a.id = ?1",
            rows::article_columns::SQL
        ))?;
        let mut found = Vec::with_capacity(places.len());
        for (order_key, id) in places {
            let row = statement.query_row([id], rows::article_row).optional()?;
            found.extend(row.map(|row| ArticleRow { order_key, ..row }));
        }
        Ok(found)
    }
}

/// Returns a score with the bonus for a new article. Articles without any score are ordered by
/// date.
fn with_bonus(score: f64, age: i64) -> f64 {
    let days = age.max(0) as f64 / 86_400.0;
    (score + 0.01) * (1.0 + 1.0 / (1.0 + days / FRESH))
}

const NEWEST: &str = " ORDER BY a.sort_key DESC, a.id DESC LIMIT";

fn newest_matches(conn: &Connection, list: &ListQuery) -> Result<Vec<(i64, i64)>> {
    let (sql, values) = list.select("a.sort_key, a.id", "", None);
    conn.prepare_cached(&format!("{sql}{NEWEST} {RANKED}"))?
        .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Returns how well the newest articles match the words of a search, by frequency and rarity
/// (BM25). Among an article's statements, the best one counts.
fn bm25_scores(
    conn: &Connection,
    candidates: &[(i64, i64)],
    search: &Search,
) -> Result<HashMap<i64, f64>> {
    // The ids are written into the statement: searching again would cost as much as scoring.
    let ids: Vec<String> = candidates.iter().map(|(_, id)| id.to_string()).collect();
    let ids = ids.join(",");
    // New articles have ids that are close together, so the index reads only that range.
    let (first, last) = candidates
        .iter()
        .fold((i64::MAX, i64::MIN), |(first, last), (_, id)| (first.min(*id), last.max(*id)));
    let weigh = |sql: String, expression: String| -> Result<Vec<(i64, f64)>> {
        conn.prepare(&sql)?.query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let mut said: HashMap<i64, f64> = HashMap::new();
    if let Some(expression) = ranking_expression(search, in_statements) {
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
    if let Some(expression) = ranking_expression(search, in_texts) {
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

/// Returns the full-text expression of any word that the search looks for, each in its columns.
/// Prefixes are left out: they do not affect the rank.
fn ranking_expression(
    search: &Search,
    column: fn(SearchedPart) -> Option<&'static str>,
) -> Option<String> {
    let mut parts = Vec::new();
    for place in
        [SearchedPart::Anywhere, SearchedPart::Title, SearchedPart::Body, SearchedPart::Quote]
    {
        let Some(column) = column(place) else { continue };
        let needles = search.needles(|at| at == place);
        let telling = needles.into_iter().filter(|needle| !is_vague(needle));
        parts.extend(telling.map(|needle| format!("{column}{}", quoted_phrase(needle))));
    }
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

fn in_texts(place: SearchedPart) -> Option<&'static str> {
    match place {
        SearchedPart::Anywhere => Some(""),
        SearchedPart::Title => Some("title : "),
        SearchedPart::Body => Some("text : "),
        SearchedPart::Quote | SearchedPart::Source => None,
    }
}

fn in_statements(place: SearchedPart) -> Option<&'static str> {
    matches!(place, SearchedPart::Anywhere | SearchedPart::Quote).then_some("said : ")
}
