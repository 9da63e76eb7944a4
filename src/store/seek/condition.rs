//! Translates a search to a condition in SQL.
//!
//! Conditions on words become sets of ids from the full-text indexes, as few sets as possible.
//! Everything else is tested row by row. A small set leads: its rows are looked up. Otherwise the
//! list is read in its order, and each row is looked up in the sets.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::{facts, matching, names};
use crate::domain::search::{Needle, Node, Search, SearchedPart, Term};
use crate::store::{fold, tags};

/// Up to this many rows are looked up one by one rather than found while reading a list.
const FEW: i64 = 5_000;

/// A piece of SQL with the values of its parameters in order.
#[derive(Debug, Default)]
pub(in crate::store) struct Sql {
    pub(in crate::store) text: String,
    pub(in crate::store) values: Vec<Value>,
}

impl Sql {
    pub(super) fn new(text: impl Into<String>, values: Vec<Value>) -> Sql {
        Sql { text: text.into(), values }
    }

    fn join(parts: Vec<Sql>, between: &str) -> Sql {
        let mut joined = Sql::default();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                joined.text.push_str(between);
            }
            joined.text.push_str(&part.text);
            joined.values.extend(part.values);
        }
        joined
    }
}

/// The translation of a part of a search.
enum SearchCondition {
    /// The ids that this query gives.
    Set(Sql),
    /// A condition on `articles AS a`; never NULL.
    Test(Sql),
}

/// The translation of a search.
#[derive(Debug)]
pub(in crate::store) struct FoundArticles {
    /// The condition on `articles AS a`.
    pub(in crate::store) sql: Sql,
    /// Whether so few articles can match that they are looked up.
    pub(in crate::store) few: bool,
    /// Whether the search has conditions other than words, dates and read state.
    pub(in crate::store) wide: bool,
    /// Whether the search has conditions on authors.
    pub(in crate::store) authors: bool,
}

impl FoundArticles {
    /// Translates `search` at time `now` (seconds since 1970 UTC).
    pub(in crate::store) fn for_search(
        conn: &Connection,
        search: &Search,
        now: i64,
    ) -> Result<FoundArticles> {
        let Some(root) = &search.root else {
            let sql = Sql::new("1", Vec::new());
            return Ok(FoundArticles { sql, few: false, wide: false, authors: false });
        };
        let root = &names::expand_names(conn, root)?;
        let compiler = Compiler { conn, now };
        let mut parts = match root {
            Node::All(nodes) => compiler.all(nodes)?,
            node => vec![compiler.part(node)?],
        };
        // Counting the matches of a prefix would take as long as reading them all.
        let vague = matches!(root, Node::Is(Term::Text(_, needle)) if matching::is_vague(needle));
        let few = !vague && lead_smallest(conn, &mut parts)?;
        let mut tests = Vec::new();
        for (at, part) in parts.into_iter().enumerate() {
            let leads = few && at == 0;
            tests.push(condition_of(part, if leads { "a.id" } else { "+a.id" }));
        }
        let sql = Sql::join(tests, " AND ");
        let wide = any_term(root, &|term| {
            !matches!(term, Term::Text(..) | Term::Tag(_) | Term::OwnTag(_))
                && !facts::is_in_list_index(term)
        });
        let authors = any_term(root, &|term| facts::reads_authors(term));
        Ok(FoundArticles { sql, few, wide, authors })
    }
}

/// Returns whether `is` holds for any term of the search.
fn any_term(node: &Node, is: &impl Fn(&Term) -> bool) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(|node| any_term(node, is)),
        Node::Not(node) => any_term(node, is),
        Node::Is(term) => is(term),
    }
}

/// Moves the smallest set to the front. Returns whether it is small.
fn lead_smallest(conn: &Connection, parts: &mut [SearchCondition]) -> Result<bool> {
    let mut smallest: Option<(i64, usize)> = None;
    for (at, part) in parts.iter().enumerate() {
        if let SearchCondition::Set(set) = part {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {FEW})", set.text);
            let size: i64 = conn
                .prepare_cached(&sql)?
                .query_row(params_from_iter(&set.values), |row| row.get(0))?;
            smallest = smallest.min(Some((size, at))).or(Some((size, at)));
        }
    }
    match smallest.filter(|(size, _)| *size < FEW) {
        Some((_, at)) => {
            parts.swap(0, at);
            Ok(true)
        }
        None => Ok(false),
    }
}

fn condition_of(part: SearchCondition, id: &str) -> Sql {
    match part {
        SearchCondition::Set(set) => Sql::new(format!("{id} IN ({})", set.text), set.values),
        SearchCondition::Test(sql) => sql,
    }
}

struct Compiler<'a> {
    conn: &'a Connection,
    now: i64,
}

impl Compiler<'_> {
    fn part(&self, node: &Node) -> Result<SearchCondition> {
        if let Some(expression) = matching::in_text(node) {
            return Ok(SearchCondition::Set(text_matches(expression)));
        }
        Ok(match node {
            Node::Is(term) => self.term(term)?,
            Node::Not(node) => {
                let sql = condition_of(self.part(node)?, "+a.id");
                SearchCondition::Test(Sql::new(format!("NOT ({})", sql.text), sql.values))
            }
            Node::All(nodes) => {
                let tests =
                    self.all(nodes)?.into_iter().map(|part| condition_of(part, "+a.id")).collect();
                let sql = Sql::join(tests, " AND ");
                SearchCondition::Test(Sql::new(format!("({})", sql.text), sql.values))
            }
            Node::Any(nodes) => self.either(nodes)?,
        })
    }

    /// Translates conditions that must all hold. Those on titles and texts become one set; if some
    /// are on contents and others on sources of statements, these become one set, too.
    fn all(&self, nodes: &[Node]) -> Result<Vec<SearchCondition>> {
        let (mut texts, mut statements, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for node in nodes {
            if matching::in_text(node).is_some() {
                texts.push(node.clone());
            } else if matching::in_statements(node).is_some() {
                statements.push(node.clone());
            } else {
                others.push(node);
            }
        }
        let mut parts = Vec::new();
        if !texts.is_empty() {
            parts.push(self.part(&Node::All(texts))?);
        }
        let about = |wanted: SearchedPart| {
            let is = |term: &Term| matches!(term, Term::Text(place, _) if *place == wanted);
            statements.iter().any(|node| any_term(node, &is))
        };
        if about(SearchedPart::Quote) && about(SearchedPart::Source) {
            let together = matching::in_statements(&Node::All(statements));
            parts.extend(
                together.map(|expression| SearchCondition::Set(statement_matches(expression))),
            );
        } else {
            for node in &statements {
                parts.push(self.part(node)?);
            }
        }
        for node in others {
            parts.push(self.part(node)?);
        }
        Ok(parts)
    }

    /// Translates conditions of which one must hold. If all of them are sets, the result is one
    /// set.
    fn either(&self, nodes: &[Node]) -> Result<SearchCondition> {
        let (texts, others): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| matching::in_text(node).is_some());
        let mut parts = Vec::new();
        if !texts.is_empty() {
            parts.push(self.part(&Node::Any(texts.into_iter().cloned().collect()))?);
        }
        for node in others {
            parts.push(self.part(node)?);
        }
        if parts.iter().all(|part| matches!(part, SearchCondition::Set(_))) {
            let sets = parts.into_iter().filter_map(|part| match part {
                SearchCondition::Set(set) => Some(set),
                SearchCondition::Test(_) => None,
            });
            return Ok(SearchCondition::Set(Sql::join(sets.collect(), " UNION ALL ")));
        }
        let tests = parts.into_iter().map(|part| condition_of(part, "+a.id")).collect();
        let sql = Sql::join(tests, " OR ");
        Ok(SearchCondition::Test(Sql::new(format!("({})", sql.text), sql.values)))
    }

    fn term(&self, term: &Term) -> Result<SearchCondition> {
        Ok(match term {
            Term::Text(SearchedPart::Quote, needle) => SearchCondition::Set(statement_matches(
                format!("said : {}", matching::quoted_phrase(needle)),
            )),
            Term::Text(SearchedPart::Source, needle) => SearchCondition::Set(statement_matches(
                format!("source : {}", matching::quoted_phrase(needle)),
            )),
            Term::Text(
                SearchedPart::Anywhere | SearchedPart::Title | SearchedPart::Body,
                needle,
            ) => SearchCondition::Set(text_matches(matching::quoted_phrase(needle))),
            Term::Feed(needle) => SearchCondition::Test(self.feed(needle)?),
            Term::Tag(needle) => {
                let sql = tags::tag_condition(self.conn, &fold::fold(&needle.text), needle.prefix)?;
                SearchCondition::Test(Sql::new(sql.0, sql.1))
            }
            Term::OwnTag(needle) => {
                let sql = tags::own_tag_condition(&fold::fold(&needle.text), needle.prefix);
                SearchCondition::Test(Sql::new(sql.0, sql.1))
            }
            Term::Author(needle) => SearchCondition::Test(Sql::new(
                "(instr(a.haystack, char(10)) > 0 AND
                  instr(substr(a.haystack, instr(a.haystack, char(10))), ?) > 0)",
                vec![fold::fold(&needle.text).into()],
            )),
            Term::Url(part) => SearchCondition::Test(Sql::new(
                "(instr(lower(coalesce(a.url, '')), ?) > 0)",
                vec![part.clone().into()],
            )),
            Term::Fact(fact) => SearchCondition::Test(facts::fact_condition(fact, self.now)),
        })
    }

    /// Feeds are few: they are searched here, not once for each article.
    fn feed(&self, needle: &Needle) -> Result<Sql> {
        let wanted = fold::fold(&needle.text);
        let mut feeds = tags::feeds_with(self.conn, &wanted)?;
        let mut statement =
            self.conn.prepare_cached("SELECT id, coalesce(own_title, title), origin FROM feeds")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (title, origin): (String, String) = (row.get(1)?, row.get(2)?);
            if fold::fold(&title).contains(&wanted) || fold::fold(&origin).contains(&wanted) {
                feeds.push(row.get(0)?);
            }
        }
        if feeds.is_empty() {
            // Never true. For an empty list or a plain 0, SQLite finds no plan with the indexes
            // that are named.
            return Ok(Sql::new("+a.feed < 0", Vec::new()));
        }
        let feeds = feeds.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let sql = format!(
            "(a.feed IN ({feeds}) OR a.story IN (SELECT c.story FROM articles AS c
              INDEXED BY articles_copies WHERE c.lead = 0 AND c.shown = 1 AND c.feed IN ({feeds})))"
        );
        Ok(Sql::new(sql, Vec::new()))
    }
}

fn text_matches(expression: String) -> Sql {
    Sql::new("SELECT rowid FROM search WHERE search MATCH ?", vec![expression.into()])
}

/// Returns the articles of the matching statements.
fn statement_matches(expression: String) -> Sql {
    let sql = "SELECT rowid >> 12 FROM search_said WHERE search_said MATCH ?";
    Sql::new(sql, vec![expression.into()])
}
