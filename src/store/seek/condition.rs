//! From a search to a condition in SQL.
//!
//! What is about words becomes a set of ids that the full-text indexes give, as few sets as
//! possible; all else is asked row by row. A set that is small leads: its rows are looked up. Else
//! the list is walked in its order, and each row is looked for in the sets.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::{facts, matching, names};
use crate::domain::search::{Needle, Node, Place, Search, Term};
use crate::store::{fold, tags};

/// Up to how many rows are looked up one by one rather than found on a walk through a list.
const FEW: i64 = 5_000;

/// A piece of SQL with the values of its `?`s in order.
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

/// What a part of a search comes to.
enum Part {
    /// The ids that this query gives.
    Set(Sql),
    /// A condition on `articles AS a`; never NULL.
    Test(Sql),
}

/// What a search finds.
#[derive(Debug)]
pub(in crate::store) struct Found {
    /// The condition on `articles AS a`.
    pub(in crate::store) sql: Sql,
    /// Whether so few articles come into question that they are to be looked up.
    pub(in crate::store) few: bool,
    /// Whether it asks for more than words, dates and read marks.
    pub(in crate::store) wide: bool,
    /// Whether it asks for authors.
    pub(in crate::store) authors: bool,
}

impl Found {
    /// What `search` finds at `now` (seconds since 1970 UTC).
    pub(in crate::store) fn by(conn: &Connection, search: &Search, now: i64) -> Result<Found> {
        let Some(root) = &search.root else {
            let sql = Sql::new("1", Vec::new());
            return Ok(Found { sql, few: false, wide: false, authors: false });
        };
        let root = &names::widened(conn, root)?;
        let compiler = Compiler { conn, now };
        let mut parts = match root {
            Node::All(nodes) => compiler.all(nodes)?,
            node => vec![compiler.part(node)?],
        };
        // To count how many words begin so would take as long as to read them all.
        let vague = matches!(root, Node::Is(Term::Text(_, needle)) if matching::is_vague(needle));
        let few = !vague && lead(conn, &mut parts)?;
        let mut tests = Vec::new();
        for (at, part) in parts.into_iter().enumerate() {
            let leads = few && at == 0;
            tests.push(test(part, if leads { "a.id" } else { "+a.id" }));
        }
        let sql = Sql::join(tests, " AND ");
        let wide = any(root, &|term| {
            !matches!(term, Term::Text(..) | Term::Tag(_)) && !facts::narrow(term)
        });
        let authors = any(root, &|term| facts::reads_authors(term));
        Ok(Found { sql, few, wide, authors })
    }
}

/// Whether a term of the search is so.
fn any(node: &Node, is: &impl Fn(&Term) -> bool) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(|node| any(node, is)),
        Node::Not(node) => any(node, is),
        Node::Is(term) => is(term),
    }
}

/// Puts the smallest set first; says whether it is small.
fn lead(conn: &Connection, parts: &mut [Part]) -> Result<bool> {
    let mut smallest: Option<(i64, usize)> = None;
    for (at, part) in parts.iter().enumerate() {
        if let Part::Set(set) = part {
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

fn test(part: Part, id: &str) -> Sql {
    match part {
        Part::Set(set) => Sql::new(format!("{id} IN ({})", set.text), set.values),
        Part::Test(sql) => sql,
    }
}

struct Compiler<'a> {
    conn: &'a Connection,
    now: i64,
}

impl Compiler<'_> {
    fn part(&self, node: &Node) -> Result<Part> {
        if let Some(expression) = matching::in_text(node) {
            return Ok(Part::Set(texts(expression)));
        }
        Ok(match node {
            Node::Is(term) => self.term(term)?,
            Node::Not(node) => {
                let sql = test(self.part(node)?, "+a.id");
                Part::Test(Sql::new(format!("NOT ({})", sql.text), sql.values))
            }
            Node::All(nodes) => {
                let tests = self.all(nodes)?.into_iter().map(|part| test(part, "+a.id")).collect();
                let sql = Sql::join(tests, " AND ");
                Part::Test(Sql::new(format!("({})", sql.text), sql.values))
            }
            Node::Any(nodes) => self.either(nodes)?,
        })
    }

    /// The parts of a list whose conditions all hold: those about titles and texts are one; if some
    /// are about what is said and others about who says it, these are one, too.
    fn all(&self, nodes: &[Node]) -> Result<Vec<Part>> {
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
        let about = |wanted: Place| {
            let is = |term: &Term| matches!(term, Term::Text(place, _) if *place == wanted);
            statements.iter().any(|node| any(node, &is))
        };
        if about(Place::Quote) && about(Place::Source) {
            let together = matching::in_statements(&Node::All(statements));
            parts.extend(together.map(|expression| Part::Set(said(expression))));
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

    /// One of several: sets alone are one set.
    fn either(&self, nodes: &[Node]) -> Result<Part> {
        let (texts, others): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| matching::in_text(node).is_some());
        let mut parts = Vec::new();
        if !texts.is_empty() {
            parts.push(self.part(&Node::Any(texts.into_iter().cloned().collect()))?);
        }
        for node in others {
            parts.push(self.part(node)?);
        }
        if parts.iter().all(|part| matches!(part, Part::Set(_))) {
            let sets = parts.into_iter().filter_map(|part| match part {
                Part::Set(set) => Some(set),
                Part::Test(_) => None,
            });
            return Ok(Part::Set(Sql::join(sets.collect(), " UNION ALL ")));
        }
        let tests = parts.into_iter().map(|part| test(part, "+a.id")).collect();
        let sql = Sql::join(tests, " OR ");
        Ok(Part::Test(Sql::new(format!("({})", sql.text), sql.values)))
    }

    fn term(&self, term: &Term) -> Result<Part> {
        Ok(match term {
            Term::Text(Place::Quote, needle) => {
                Part::Set(said(format!("said : {}", matching::phrase(needle))))
            }
            Term::Text(Place::Source, needle) => {
                Part::Set(said(format!("source : {}", matching::phrase(needle))))
            }
            Term::Text(Place::Anywhere | Place::Title | Place::Body, needle) => {
                Part::Set(texts(matching::phrase(needle)))
            }
            Term::Feed(needle) => Part::Test(self.feed(needle)?),
            Term::Tag(needle) => {
                let sql = tags::condition(self.conn, &fold::fold(&needle.text), needle.prefix)?;
                Part::Test(Sql::new(sql.0, sql.1))
            }
            Term::Author(needle) => Part::Test(Sql::new(
                "(instr(a.haystack, char(10)) > 0 AND
                  instr(substr(a.haystack, instr(a.haystack, char(10))), ?) > 0)",
                vec![fold::fold(&needle.text).into()],
            )),
            Term::Url(part) => Part::Test(Sql::new(
                "(instr(lower(coalesce(a.url, '')), ?) > 0)",
                vec![part.clone().into()],
            )),
            Term::Fact(fact) => Part::Test(facts::condition(fact, self.now)),
        })
    }

    /// The feeds are few: they are looked through here, and not once for each article.
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
            // Never true; for a list of nothing, or a plain 0, SQLite finds no way through the
            // indexes that are named.
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

fn texts(expression: String) -> Sql {
    Sql::new("SELECT rowid FROM search WHERE search MATCH ?", vec![expression.into()])
}

/// The articles of the statements that are found.
fn said(expression: String) -> Sql {
    let sql = "SELECT rowid >> 12 FROM search_said WHERE search_said MATCH ?";
    Sql::new(sql, vec![expression.into()])
}
