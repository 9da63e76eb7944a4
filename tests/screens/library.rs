//! An archive in memory: subjects and dossiers, made from the stories on the desk.

use onrecord::app::{Effect, Message, Read, ReadAnswer, Write, WriteAnswer};
use onrecord::domain::{
    Appearance, Dossier, DossierPage, DossierQuery, Entity, EntityKind, Source, SourceKind,
    Statement, Subject, SubjectChange, SubjectId, SubjectIn, SubjectOrder, SubjectPage,
    SubjectQuery,
};

use super::articles::Story;

/// The merges, and the size of the archive.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// So many rows that stand for themselves, beside the stories' sources.
    pub(crate) more: u64,
    /// Whether effects get no answers.
    pub(crate) silent: bool,
    merged: Vec<(String, String)>,
    split: Vec<(String, i64)>,
}

impl Library {
    /// Returns the store's answer to an effect.
    pub(crate) fn answer(&mut self, effect: Effect, stories: &[Story]) -> Option<Message> {
        if self.silent {
            return None;
        }
        Some(match effect {
            Effect::Read(request, Read::Subjects(query, offset, limit)) => Message::Read(
                request,
                ReadAnswer::Subjects(self.page(&query, offset, limit, stories)),
            ),
            Effect::Read(request, Read::Dossier(query, offset, limit)) => {
                let found = self.dossier(&query, offset, limit, stories);
                Message::Read(request, ReadAnswer::Dossier(found.map(Box::new)))
            }
            Effect::Read(request, Read::Subject(article, which)) => {
                let story = stories.iter().find(|(it, _)| it.row.id == article)?;
                let analysis = story.1.as_ref()?;
                let name = match which {
                    SubjectIn::Source(id) => &analysis.sources.get(id.index())?.name,
                    SubjectIn::Entity(id) => &analysis.entities.get(id.index())?.name,
                };
                let name = self.called(name, article.0);
                let names = self.names(stories);
                let place = names.iter().position(|other| *other == name);
                Message::Read(request, ReadAnswer::Subject(place.map(|at| SubjectId(at as i64))))
            }
            Effect::Read(request, Read::Named(words)) => {
                let words = words.to_lowercase();
                let mut found = self.subjects(stories);
                found.retain(|it| {
                    let name = it.name.to_lowercase();
                    words.split_whitespace().all(|word| name.contains(word))
                });
                Message::Read(request, ReadAnswer::Named(found))
            }
            Effect::Write(request, Write::ChangeSubject(change)) => {
                Message::Write(request, WriteAnswer::SubjectChanged(self.change(change, stories)))
            }
            _ => return None,
        })
    }

    /// The name of the subject that a name stands for in an article.
    fn called(&self, name: &str, article: i64) -> String {
        if self.split.contains(&(name.to_owned(), article)) {
            return format!("{name} (another)");
        }
        let merged = self.merged.iter().find(|(one, _)| one == name);
        merged.map_or_else(|| name.to_owned(), |(_, other)| other.clone())
    }

    /// Every name that there ever was; a subject's id is its place here.
    fn names(&self, stories: &[Story]) -> Vec<String> {
        let mut names = Vec::new();
        for (_, analysis) in stories {
            let Some(analysis) = analysis else { continue };
            let sources = analysis.sources.iter().map(|it: &Source| it.name.clone());
            let entities = analysis.entities.iter().map(|it: &Entity| it.name.clone());
            names.extend(sources.chain(entities));
        }
        let mut known: Vec<String> = Vec::new();
        for name in names {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        known.extend(self.split.iter().map(|(name, _)| format!("{name} (another)")));
        known
    }

    fn subjects(&self, stories: &[Story]) -> Vec<Subject> {
        let all = self.names(stories).into_iter().enumerate();
        let subject = |(at, name): (usize, String)| {
            let says = self.appearances(&name, false, stories);
            let about = self.appearances(&name, true, stories);
            let dates = || {
                let either = if says.is_empty() { &about } else { &says };
                either.iter().map(|it| it.row.sort_key)
            };
            let sources =
                stories.iter().filter_map(|(_, it)| it.as_ref()).flat_map(|it| &it.sources);
            let entities =
                stories.iter().filter_map(|(_, it)| it.as_ref()).flat_map(|it| &it.entities);
            let own = name.trim_end_matches(" (another)");
            Subject {
                id: SubjectId(at as i64),
                source_kind: sources.filter(|it| it.name == own).map(|it| it.kind).next(),
                entity_kind: entities.filter(|it| it.name == own).map(|it| it.kind).next(),
                statements: says.iter().map(|it| it.statements.len() as u64).sum(),
                articles: says.len() as u64,
                mentioned_in: about.len() as u64,
                first: dates().min(),
                last: dates().max(),
                over_time: vec![0, 0, 1, 0, 2, 0, 0, 5, 3, 0, 1, 8],
                name,
            }
        };
        all.map(subject).collect()
    }

    fn appearances(&self, name: &str, about: bool, stories: &[Story]) -> Vec<Appearance> {
        let mut found = Vec::new();
        for (article, analysis) in stories {
            let Some(analysis) = analysis else { continue };
            let called = |other: &str| self.called(other, article.row.id.0) == name;
            let own = analysis.sources.iter().find(|it| called(&it.name));
            let mentions: usize = (analysis.entities.iter())
                .filter(|it| called(&it.name))
                .map(|it| it.mentions.len())
                .sum();
            let spans = analysis.entities.iter().filter(|it| called(&it.name));
            let spans: Vec<_> = spans.flat_map(|it| it.mentions.iter().copied()).collect();
            let statements = Statement::all_in(&article.body.text, analysis);
            let statements: Vec<Statement> = (statements.into_iter())
                .filter(|it| {
                    let by = it.speaker_names().as_deref().is_some_and(called);
                    let names = analysis.attributions[it.index].content.iter().any(|content| {
                        spans.iter().any(|it| content.start <= it.start && it.end <= content.end)
                    });
                    if about { !by && names } else { by }
                })
                .collect();
            if statements.is_empty() && (!about || mentions == 0) {
                continue;
            }
            found.push(Appearance {
                row: article.row.clone(),
                url: None,
                name: own.map_or(name, |it| &it.name).to_owned(),
                description: own.and_then(|it| it.description.clone()),
                mentions: mentions as u32,
                statements,
            });
        }
        found.sort_by_key(|it| std::cmp::Reverse((it.row.sort_key, it.row.id)));
        found
    }

    fn page(
        &self,
        query: &SubjectQuery,
        offset: u64,
        limit: usize,
        stories: &[Story],
    ) -> SubjectPage {
        let mut rows: Vec<Subject> = self.subjects(stories);
        rows.retain(|row| {
            let wanted = query.filter.to_lowercase();
            let kinds = &query.source_kinds;
            let counted = if query.entities { row.mentioned_in } else { row.statements };
            let whole = !matches!(row.entity_kind, Some(EntityKind::Date | EntityKind::Quantity));
            counted > 0
                && (whole || !query.entities)
                && row.name.to_lowercase().contains(&wanted)
                && (kinds.is_empty() || row.source_kind.is_some_and(|kind| kinds.contains(&kind)))
                && query.after.is_none_or(|after| row.last >= Some(after))
                && query.before.is_none_or(|before| row.first < Some(before))
        });
        match query.order {
            SubjectOrder::Name => rows.sort_by(|one, other| one.name.cmp(&other.name)),
            SubjectOrder::Last => rows.sort_by_key(|row| std::cmp::Reverse(row.last)),
            _ => rows.sort_by_key(|row| std::cmp::Reverse(row.statements)),
        }
        let total = rows.len() as u64 + self.more;
        let mut page: Vec<Subject> = rows.into_iter().skip(offset as usize).take(limit).collect();
        let from = offset + page.len() as u64;
        page.extend((from..total.min(offset + limit as u64)).map(numbered));
        SubjectPage { rows: page, offset, total }
    }

    fn dossier(
        &self,
        query: &DossierQuery,
        offset: u64,
        limit: usize,
        stories: &[Story],
    ) -> Option<(Dossier, DossierPage)> {
        let all = self.subjects(stories);
        let subject = all.iter().find(|it| it.id == query.subject)?.clone();
        let named = |names: Vec<&String>| -> Vec<Subject> {
            names
                .iter()
                .filter_map(|name| all.iter().find(|it| it.name == **name))
                .cloned()
                .collect()
        };
        let merged = self.merged.iter().filter(|(_, into)| *into == subject.name);
        let merged = named(merged.map(|(one, _)| one).collect());
        let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_owned();
        let perhaps: Vec<Subject> = (all.iter())
            .filter(|it| it.id != subject.id && it.statements > 0)
            .filter(|it| last(&it.name) == last(&subject.name))
            .cloned()
            .collect();
        let mut speakers: Vec<(Subject, u64)> = Vec::new();
        for it in
            self.appearances(&subject.name, true, stories).iter().flat_map(|it| &it.statements)
        {
            let by = all.iter().find(|other| it.speaker_names().as_deref() == Some(&*other.name));
            let known = speakers.iter().position(|(other, _)| Some(other) == by);
            match (by, known) {
                (_, Some(at)) => speakers[at].1 += 1,
                (Some(by), None) => speakers.push((by.clone(), 1)),
                _ => {}
            }
        }
        let mut articles = self.appearances(&subject.name, query.about, stories);
        articles.retain(|it| {
            query.feed.is_none_or(|feed| it.row.feed == feed)
                && query.after.is_none_or(|after| it.row.sort_key >= after)
                && query.before.is_none_or(|before| it.row.sort_key < before)
        });
        let total = articles.len() as u64;
        let articles = articles.into_iter().skip(offset as usize).take(limit).collect();
        let page = DossierPage { articles, offset, total };
        Some((Dossier { subject, merged, perhaps, speakers }, page))
    }

    fn change(&mut self, change: SubjectChange, stories: &[Story]) -> SubjectId {
        let names = self.names(stories);
        let name = |id: SubjectId| names[id.0 as usize].clone();
        match change {
            SubjectChange::Merge(one, other) => {
                self.merged.push((name(one), name(other)));
                other
            }
            SubjectChange::Unmerge(one, _) => {
                self.merged.retain(|(merged, _)| *merged != name(one));
                one
            }
            SubjectChange::Split(one, article) => {
                self.split.push((name(one), article.0));
                one
            }
            SubjectChange::Unsplit(one, article) => {
                self.split.retain(|it| *it != (name(one), article.0));
                one
            }
        }
    }
}

/// A subject of which only the number is known.
fn numbered(number: u64) -> Subject {
    Subject {
        id: SubjectId(1_000_000 + number as i64),
        name: format!("Speaker {number}"),
        source_kind: Some(SourceKind::Person),
        entity_kind: None,
        statements: 1,
        articles: 1,
        mentioned_in: 0,
        first: Some(1_700_000_000),
        last: Some(1_700_000_000),
        over_time: Vec::new(),
    }
}
