//! Merges mentions into entities: short names with full ones, acronyms with what they stand for.

use std::collections::HashMap;

use super::agree::is_name;
use super::border::LANDS;
use super::institution::PARTS;
use super::kind::last_name;
use super::spelling::{alias, folded, plain, spoken};
use super::{Entities, Name};
use crate::domain::{Entity, EntityId, EntityKind};
use crate::extract::lexicon;

/// Returns the entities mentioned by `names`, which must be in the order of the text.
pub(super) fn merge_mentions(text: &str, names: &[Name]) -> Entities {
    let mut merger = Merger {
        text,
        entities: Vec::new(),
        pronouns: Vec::new(),
        guessed: Vec::new(),
        index: Index::default(),
    };
    // Full names first, because a headline may use the short name before.
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        let piece = name.span.of(text);
        if piece.contains(' ') {
            merger.person(piece, name);
        }
    }
    for name in names.iter().filter(|name| name.kind == EntityKind::Organization) {
        merger.acronym(name.span.of(text));
    }
    for pair in names.windows(2) {
        merger.explained(&pair[0], &pair[1]);
    }
    let ids: Vec<usize> = names.iter().map(|name| merger.find(name)).collect();
    for (name, id) in names.iter().zip(&ids) {
        merger.entities[*id].mentions.push(name.span);
    }
    order(merger, names, &ids)
}

/// Numbers the entities by their first mentions.
fn order(merger: Merger<'_>, names: &[Name], ids: &[usize]) -> Entities {
    let mut place: HashMap<usize, u32> = HashMap::new();
    let (mut list, mut pronouns) = (Vec::new(), Vec::new());
    for id in ids {
        place.entry(*id).or_insert_with(|| {
            list.push(merger.entities[*id].clone());
            pronouns.push(merger.pronouns[*id]);
            list.len() as u32 - 1
        });
    }
    let mentions =
        names.iter().zip(ids).map(|(name, id)| (name.span, EntityId(place[id]))).collect();
    Entities { list, mentions, pronouns }
}

/// The most people with one last name that are distinguished.
const NAMESAKES: usize = 20;

/// Finds entities by the names that they may have.
#[derive(Default)]
struct Index {
    by_name: HashMap<(EntityKind, String), usize>,
    /// People by last name, in the order of appearance.
    by_last: HashMap<String, Vec<usize>>,
    /// People by given name.
    by_given: HashMap<String, Vec<usize>>,
    /// People by the last words of their names, if these are two or more.
    by_end: HashMap<String, usize>,
    /// People by the first two or more words of longer names.
    by_front: HashMap<String, usize>,
    /// People by middle name.
    by_middle: HashMap<String, Vec<usize>>,
    /// Organizations by the initials of their names.
    by_initials: HashMap<String, usize>,
    /// Organizations by the short name in brackets after the full one.
    by_short: HashMap<String, usize>,
    /// Organizations by the first words of their names.
    by_beginning: HashMap<String, usize>,
}

struct Merger<'a> {
    text: &'a str,
    entities: Vec<Entity>,
    pronouns: Vec<Option<&'static str>>,
    /// For each entity, whether its pronoun is only a guess from a given name.
    guessed: Vec<bool>,
    index: Index,
}

impl Merger<'_> {
    /// Returns the entity that `name` mentions, or a new one if none matches.
    fn find(&mut self, name: &Name) -> usize {
        let piece = name.span.of(self.text);
        if let Some(id) = self.index.by_short.get(piece).filter(|_| is_name(name.kind)) {
            return *id;
        }
        let id = match name.kind {
            EntityKind::Person => self.person(piece, name),
            EntityKind::Organization => self.organization(piece),
            kind => self.plain(kind, piece),
        };
        let surer = self.guessed[id] && !name.guessed && name.pronoun.is_some();
        if self.pronouns[id].is_none() || surer {
            self.pronouns[id] = name.pronoun;
            self.guessed[id] = name.guessed;
        }
        id
    }

    fn add(&mut self, kind: EntityKind, name: &str, key: String) -> usize {
        let id = self.entities.len();
        self.entities.push(Entity { kind, name: name.to_string(), mentions: Vec::new() });
        self.pronouns.push(None);
        self.guessed.push(false);
        self.index.by_name.insert((kind, key), id);
        id
    }

    fn person(&mut self, piece: &str, name: &Name) -> usize {
        let whole = name.family.as_ref().map(|family| format!("{piece} {family}"));
        let shown = whole.as_deref().unwrap_or(piece);
        let key = folded(shown);
        let known = self.index.by_name.get(&(EntityKind::Person, key.clone())).copied();
        if let Some(id) = known.filter(|id| self.same_gender(*id, name)) {
            return id;
        }
        let last = last_name(&key).to_string();
        if let Some(id) = self.same_person(&key, &last, name) {
            if shown.len() > self.entities[id].name.len() && shown.contains(' ') {
                self.entities[id].name = shown.to_string();
                self.index_parts(id, &key);
            }
            self.index.by_name.entry((EntityKind::Person, key)).or_insert(id);
            return id;
        }
        // "Mrs Orr" beside "Mr Orr" keeps the title that distinguishes them.
        let courtesy = name.title.filter(|_| known.is_some() && !shown.contains(' '));
        let titled = courtesy.map(|title| format!("{} {shown}", title.of(self.text)));
        let id = self.add(EntityKind::Person, titled.as_deref().unwrap_or(shown), key.clone());
        self.pronouns[id] = name.pronoun;
        self.guessed[id] = name.guessed;
        self.index.by_last.entry(last).or_default().push(id);
        self.index_parts(id, &key);
        id
    }

    /// Adds a person to the index by given name, and by the last two or three words of the name.
    fn index_parts(&mut self, id: usize, key: &str) {
        let words: Vec<&str> = key.split(' ').collect();
        if words.len() > 1 {
            let given = self.index.by_given.entry(words[0].to_string()).or_default();
            if !given.contains(&id) {
                given.push(id);
            }
        }
        if words.len() > 2 {
            let front = words[..words.len() - 1].join(" ");
            self.index.by_front.entry(front).or_insert(id);
        }
        for from in 1..words.len().saturating_sub(1) {
            self.index.by_end.entry(words[from..].join(" ")).or_insert(id);
            if from > 1 {
                self.index.by_front.entry(words[..from].join(" ")).or_insert(id);
            }
            let middle = self.index.by_middle.entry(words[from].to_string()).or_default();
            if !middle.contains(&id) {
                middle.push(id);
            }
        }
    }

    /// Returns whether nothing shows that a name and a person have different genders.
    fn same_gender(&self, id: usize, name: &Name) -> bool {
        match (self.pronouns[id], name.pronoun) {
            (Some(known), Some(here)) => known == here,
            _ => true,
        }
    }

    /// Returns the known person of whose name `key` is another form.
    fn same_person(&self, key: &str, last: &str, name: &Name) -> Option<usize> {
        let namesakes = self.index.by_last.get(last).map_or(&[][..], Vec::as_slice);
        if !key.contains(' ') {
            // "Isaac" is Crystal Isaac: a title is better evidence than the given name of a person
            // without namesakes. But "Mrs Orr" may be the wife.
            let wife = name.title.is_some_and(|title| title.of(self.text).starts_with("Mrs"));
            let fits = |id: &&usize| {
                name.title.is_none()
                    || self.same_gender(**id, name)
                    || !wife && self.guessed[**id] && namesakes.len() == 1
            };
            let by_last = namesakes.iter().take(NAMESAKES).find(fits);
            let only = |people: &&Vec<usize>| people.len() == 1;
            let given = || self.index.by_given.get(key).filter(only)?.first();
            // "Vega" is "Ana Vega Ruiz".
            let middle = || self.index.by_middle.get(key).filter(only)?.first();
            return by_last.or_else(given).or_else(middle).copied();
        }
        // "van der Berg" is "Ann van der Berg".
        if let Some(id) = self.index.by_end.get(key) {
            return Some(*id);
        }
        // "Maria do Céu" is "Maria do Céu Évora".
        if let Some(id) = self.index.by_front.get(key) {
            return Some(*id);
        }
        // "Ann B. Lee" and "Ann Lee" are one; "Bob Lee" and "Ann Lee" are two.
        let given = key.split(' ').next().unwrap_or("");
        namesakes
            .iter()
            .take(NAMESAKES)
            .find(|id| {
                let known = folded(&self.entities[**id].name);
                let same = known.split(' ').next().is_some_and(|first| first == given);
                // "Al Rashid" was "Omar Al Rashid".
                same || !known.contains(' ') || key.ends_with(&format!(" {known}"))
            })
            .copied()
    }

    fn organization(&mut self, name: &str) -> usize {
        let key = plain(name);
        if let Some(id) = self.index.by_name.get(&(EntityKind::Organization, key.clone())) {
            return *id;
        }
        let short = name.replace('.', "");
        let acronym = short.len() >= 2 && short.chars().all(char::is_uppercase);
        if let Some(id) = acronym.then(|| self.index.by_initials.get(&short)).flatten() {
            return *id;
        }
        // "Corvo" is "Corvo Networks", of which the text spoke before.
        if let Some(id) = self.index.by_beginning.get(&key) {
            return *id;
        }
        let id = self.add(EntityKind::Organization, name, key.clone());
        if let Some((beginning, last)) = key.rsplit_once(' ')
            && !beginning.contains(" of ")
            && !beginning.ends_with(" of")
            && !PARTS.contains(&last)
            && !lexicon::list("places by name", beginning)
            && !lexicon::list("peoples", beginning)
            && !lexicon::list("org words", beginning)
        {
            self.index.by_beginning.entry(beginning.to_string()).or_insert(id);
        }
        id
    }

    /// Records the short name in brackets after the name of an organization: "Rowan Institute of
    /// Tides (Rowtides)".
    fn explained(&mut self, name: &Name, short: &Name) {
        let between = &self.text[name.span.end.min(short.span.start)..short.span.start];
        let closed = self.text[short.span.end..].starts_with(')');
        let piece = short.span.of(self.text);
        let bodies = name.kind == EntityKind::Organization && is_name(short.kind);
        if bodies && between == " (" && closed && is_short_for(piece, name.span.of(self.text)) {
            let id = self.organization(name.span.of(self.text));
            self.index.by_short.insert(piece.to_string(), id);
        }
    }

    /// Records the initials of an organization's full name.
    fn acronym(&mut self, name: &str) {
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|initial| initial.is_uppercase())
            .collect();
        if initials.chars().count() >= 2 && name.contains(' ') {
            let id = self.organization(name);
            // "FBI" is the US Federal Bureau of Investigation.
            let land = LANDS.iter().find_map(|land| name.strip_prefix(land)?.strip_prefix(' '));
            let without = land.map(|_| initials[1..].to_string());
            for initials in without.into_iter().chain([initials]) {
                if initials.len() >= 2 {
                    self.index.by_initials.entry(initials).or_insert(id);
                }
            }
        }
    }

    fn plain(&mut self, kind: EntityKind, name: &str) -> usize {
        let key = spoken(alias(&plain(name)));
        if let Some(id) = self.index.by_name.get(&(kind, key.clone())) {
            let id = *id;
            let known = &mut self.entities[id].name;
            let longer = name.len() > known.len() && kind == EntityKind::Place;
            let quieter = spoken(known) != *known && spoken(name) == name;
            if longer || quieter && name.len() == known.len() {
                *known = name.to_string();
            }
            return id;
        }
        self.add(kind, name, key)
    }
}

/// Returns whether `short` may stand for `name`: it is one word, whose letters occur in the name in
/// that order.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let first = short.chars().next().is_some_and(char::is_uppercase);
    let one = !short.contains(' ') && (2..=16).contains(&short.len()) && short.len() < name.len();
    let all = short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .all(|letter| letters.any(|c| c == letter));
    first && one && all && name.contains(' ')
}
