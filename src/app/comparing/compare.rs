//! What several articles share, and what only one has: a pure comparison of their analyses.

use std::collections::BTreeMap;

use crate::app::Comparand;
use crate::domain::{SourceId, Statement, SubjectId};

use super::alike::{Alike, Wording, pairs};

/// What a comparison has found: rows with a cell for every article, in which statements stand by
/// their index in the article's analysis, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Sources that speak in several of the articles: in most of them first.
    pub sources: Vec<SharedSource>,
    /// Statements that stand in several of them: in most of them first.
    pub said: Vec<SharedStatement>,
    /// For every article, what only it has.
    pub only: Vec<Vec<Only>>,
}

/// A source that speaks in several articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSource {
    /// Who it is.
    pub subject: SubjectId,
    /// Its fullest name in any of the articles.
    pub name: String,
    /// What it says in each.
    pub cells: Vec<Vec<usize>>,
}

/// A statement that stands in several articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedStatement {
    /// Whether in the same words, wherever it stands, or in how similar ones.
    pub alike: Alike,
    /// Whether it is ascribed to different sources.
    pub disputed: bool,
    /// Where it stands in each.
    pub cells: Vec<Vec<usize>>,
}

/// What one article alone has of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    /// The sources, of a statement of several all of them; empty: nobody is named.
    pub sources: Vec<SourceId>,
    /// What it says that no other article has.
    pub statements: Vec<usize>,
}

/// A statement of one of the articles.
struct Said {
    column: usize,
    statement: Statement,
    sources: Vec<SourceId>,
    subjects: Vec<SubjectId>,
    wording: Wording,
}

/// Compares articles. What is found does not depend on their order, but for the cells', and every
/// statement stands in a row.
pub fn compare(articles: &[Comparand]) -> Compared {
    let all: Vec<Said> = articles.iter().enumerate().flat_map(statements).collect();
    let sources = shared_sources(articles, &all);
    let said = shared_statements(articles.len(), &all);
    let mut only: Vec<Vec<Only>> = vec![Vec::new(); articles.len()];
    for found in &all {
        let index = found.statement.index;
        let in_source = |it: &SharedSource| it.cells[found.column].contains(&index);
        let in_said = |it: &SharedStatement| it.cells[found.column].contains(&index);
        if sources.iter().any(in_source) || said.iter().any(in_said) {
            continue;
        }
        let own = &mut only[found.column];
        match own.iter_mut().find(|it| it.sources == found.sources) {
            Some(known) => known.statements.push(index),
            None => own.push(Only { sources: found.sources.clone(), statements: vec![index] }),
        }
    }
    Compared { sources, said, only }
}

fn statements((column, comparand): (usize, &Comparand)) -> Vec<Said> {
    let Some(analysis) = comparand.analysis.as_ref() else { return Vec::new() };
    let said = |statement: Statement| {
        let found = analysis.attributions.get(statement.index);
        let sources = found.map(|it| it.source_ids.clone()).unwrap_or_default();
        let mut subjects: Vec<SubjectId> = Vec::new();
        for id in &sources {
            let known = comparand.subjects.iter().find(|(known, _)| known == id);
            let known = known.map(|(_, subject)| *subject);
            subjects.extend(known.filter(|subject| !subjects.contains(subject)));
        }
        let wording = Wording::of(&statement.content);
        Said { column, subjects, sources, wording, statement }
    };
    Statement::all_in(&comparand.article.body.text, analysis).into_iter().map(said).collect()
}

fn shared_sources(articles: &[Comparand], all: &[Said]) -> Vec<SharedSource> {
    let mut by_subject: BTreeMap<SubjectId, SharedSource> = BTreeMap::new();
    for found in all {
        for subject in &found.subjects {
            let shared = by_subject.entry(*subject).or_insert_with(|| SharedSource {
                subject: *subject,
                name: String::new(),
                cells: vec![Vec::new(); articles.len()],
            });
            shared.cells[found.column].push(found.statement.index);
            let known = &articles[found.column].subjects;
            for (id, speaker) in found.sources.iter().zip(&found.statement.speakers) {
                if known.contains(&(*id, *subject)) && fuller(&speaker.name, &shared.name) {
                    shared.name.clone_from(&speaker.name);
                }
            }
        }
    }
    let mut shared: Vec<SharedSource> =
        by_subject.into_values().filter(|it| spread(&it.cells) > 1).collect();
    let count = |it: &SharedSource| it.cells.iter().map(Vec::len).sum::<usize>();
    shared.sort_by_cached_key(|it| {
        let most = std::cmp::Reverse((spread(&it.cells), count(it)));
        (most, it.name.clone(), it.subject)
    });
    shared
}

/// Whether a name says more than another; of equally long ones, the first in the alphabet.
fn fuller(name: &str, than: &str) -> bool {
    let length = |name: &str| name.chars().count();
    (length(name), std::cmp::Reverse(name)) > (length(than), std::cmp::Reverse(than))
}

/// In how many articles something stands.
fn spread(cells: &[Vec<usize>]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn shared_statements(columns: usize, all: &[Said]) -> Vec<SharedStatement> {
    let wordings: Vec<Wording> = all.iter().map(|it| it.wording.clone()).collect();
    let mut pairs = pairs(&wordings);
    pairs.retain(|(one, other, _)| all[*one].column != all[*other].column);
    // Those that share words are one; those that are only similar join what they are most like.
    let mut groups = Groups::new(all.len());
    for (one, other, _) in pairs.iter().filter(|(.., alike)| *alike > Alike::Similar) {
        groups.join(*one, *other);
    }
    let mut similar = vec![false; all.len()];
    for (one, other, alike) in &pairs {
        if *alike == Alike::Similar && groups.of(*one) != groups.of(*other) {
            groups.join(*one, *other);
            similar[groups.of(*one)] = true;
        }
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..all.len() {
        found.entry(groups.of(index)).or_default().push(index);
    }
    let joined: Vec<usize> =
        (0..all.len()).filter(|it| similar[*it]).map(|it| groups.of(it)).collect();
    let mut shared: Vec<(String, SharedStatement)> = Vec::new();
    for (group, members) in found {
        let mut cells = vec![Vec::new(); columns];
        for member in &members {
            cells[all[*member].column].push(all[*member].statement.index);
        }
        if spread(&cells) > 1 {
            let mut keys: Vec<String> = members.iter().map(|it| all[*it].wording.key()).collect();
            keys.sort_unstable();
            let alike = match keys.first() == keys.last() {
                true => Alike::Same,
                false if joined.contains(&group) => Alike::Similar,
                false => Alike::Partly,
            };
            let key = keys.into_iter().next().unwrap_or_default();
            shared.push((key, SharedStatement { alike, disputed: disputed(all, &members), cells }));
        }
    }
    shared.sort_by(|(key, one), (other_key, other)| {
        let most = |it: &SharedStatement| std::cmp::Reverse((spread(&it.cells), it.alike));
        most(one).cmp(&most(other)).then_with(|| key.cmp(other_key))
    });
    shared.into_iter().map(|(_, shared)| shared).collect()
}

/// Whether statements are ascribed to sources that are not the same; who names nobody differs from
/// nobody.
fn disputed(all: &[Said], members: &[usize]) -> bool {
    let of = |index: &usize| &all[*index];
    let named: Vec<&Said> =
        members.iter().map(of).filter(|it| !it.statement.speakers.is_empty()).collect();
    let agree = |one: &Said, other: &Said| {
        one.subjects.iter().any(|subject| other.subjects.contains(subject))
            || one
                .statement
                .speakers
                .iter()
                .any(|a| other.statement.speakers.iter().any(|b| same_name(&a.name, &b.name)))
    };
    let disagrees =
        |(place, one): (usize, &&Said)| named[place + 1..].iter().any(|other| !agree(one, other));
    named.iter().enumerate().any(disagrees)
}

/// Whether two names can be one's: all words of the shorter are in the longer.
pub fn same_name(one: &str, other: &str) -> bool {
    let folded = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (folded(one), folded(other));
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    within(&one, &other) || within(&other, &one)
}

/// Things that are joined into groups, each known by one of its members.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count).collect())
    }

    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
