//! Finds people who may be the same across articles in the whole archive, as one list for the user
//! to confirm.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result};

use super::rows;
use crate::domain::identity::{is_last_name, same_person};
use crate::domain::{Subject, SubjectId};
use crate::store::{Store, StoreError};

/// The most last names that are examined (most frequent first), and the most people of each.
const LAST_NAMES: usize = 20_000;
const NAMESAKES: usize = 500;

/// People of one name who may be a person with a fuller name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeCandidate {
    /// The person with the fuller name.
    pub whole: Subject,
    /// The name that the others have in common.
    pub name: String,
    /// The others. There are several if the name is a last name, since a last name belongs to one
    /// article.
    pub others: Vec<SubjectId>,
    /// The number of statements of all the others.
    pub statements: u64,
    /// The number of articles in which the others speak or are mentioned.
    pub articles: u64,
}

impl Store {
    /// Returns people whose names differ only by a middle name, and last names whose only possible
    /// bearer in the archive is known. Those with most articles come first. Pairs that occur
    /// together in an article are left out.
    pub fn merge_candidates(&self) -> Result<Vec<MergeCandidate>, StoreError> {
        self.read(find_candidates)
    }
}

fn find_candidates(conn: &Connection) -> Result<Vec<MergeCandidate>> {
    let mut names = conn.prepare_cached(&format!(
        "SELECT last_word FROM subjects INDEXED BY subjects_last_word
         WHERE last_word IS NOT NULL GROUP BY last_word HAVING count(*) > 1
         ORDER BY count(*) DESC LIMIT {LAST_NAMES}"
    ))?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    let mut found = Vec::new();
    for name in names {
        found.extend(of_one_name(conn, &name)?);
    }
    found.sort_by_cached_key(|it| {
        (std::cmp::Reverse(it.articles), it.whole.name.clone(), it.name.clone())
    });
    Ok(found)
}

/// A person with a given last name, and the articles in which the person occurs.
struct Namesake {
    subject: Subject,
    folded: String,
    articles: BTreeSet<i64>,
}

fn of_one_name(conn: &Connection, last: &str) -> Result<Vec<MergeCandidate>> {
    let ids: Vec<(i64, String)> = conn
        .prepare_cached(&format!(
            "SELECT id, folded FROM subjects INDEXED BY subjects_last_word
             WHERE last_word = ?1 AND root = id LIMIT {NAMESAKES}"
        ))?
        .query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut all: Vec<Namesake> = Vec::new();
    for (id, folded) in ids {
        let Some(subject) = rows::subject_by_id(conn, id)? else { continue };
        let articles = conn
            .prepare_cached("SELECT article FROM appearances WHERE subject = ?1 AND standing = 2")?
            .query_map([id], |row| row.get(0))?
            .collect::<Result<BTreeSet<i64>>>()?;
        if !articles.is_empty() {
            all.push(Namesake { subject, folded, articles });
        }
    }
    Ok(group_candidates(&all))
}

fn group_candidates(all: &[Namesake]) -> Vec<MergeCandidate> {
    let (short, full): (Vec<&Namesake>, Vec<&Namesake>) =
        all.iter().partition(|it| is_last_name(&it.folded));
    let mut found: BTreeMap<(SubjectId, String), Vec<&Namesake>> = BTreeMap::new();
    let mut whole: Vec<&Namesake> = Vec::new();
    for one in &full {
        let known = |it: &&&Namesake| {
            same_person(&it.folded, &one.folded) && it.articles.is_disjoint(&one.articles)
        };
        let others: Vec<&&Namesake> = full.iter().filter(known).collect();
        let better = |it: &Namesake| {
            (it.articles.len(), it.folded.len(), std::cmp::Reverse(it.subject.id.0))
        };
        // If two candidates differ from each other, the name is ambiguous and is left out.
        let clear = others.iter().all(|a| {
            others.iter().all(|b| a.folded == b.folded || same_person(&a.folded, &b.folded))
        });
        match others.iter().max_by_key(|it| better(it)).filter(|it| better(it) > better(one)) {
            Some(best) if clear => {
                let key = (best.subject.id, one.subject.name.clone());
                found.entry(key).or_default().push(one);
            }
            _ => whole.push(one),
        }
    }
    if let [only] = whole[..] {
        for one in short {
            if full.iter().all(|it| it.articles.is_disjoint(&one.articles)) {
                let key = (only.subject.id, one.subject.name.clone());
                found.entry(key).or_default().push(one);
            }
        }
    }
    let row = |((id, name), others): ((SubjectId, String), Vec<&Namesake>)| {
        let whole = all.iter().find(|it| it.subject.id == id)?.subject.clone();
        Some(MergeCandidate {
            whole,
            name,
            statements: others.iter().map(|it| it.subject.statements).sum(),
            articles: others.iter().flat_map(|it| &it.articles).collect::<BTreeSet<_>>().len()
                as u64,
            others: others.iter().map(|it| it.subject.id).collect(),
        })
    };
    found.into_iter().filter_map(row).collect()
}
