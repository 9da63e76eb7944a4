//! Cross-document entity resolution by keys. A key is shared by all articles if it is safe to say
//! that they mean the same person or organization; otherwise it belongs to one article alone.

use std::collections::HashMap;

use super::fold::fold;
use super::{Analysis, Attribution, EntityKind, SourceKind};

/// The distinct people, organizations and other entities of one article. A source and its entity
/// are merged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResolvedEntities {
    /// The entities, sources first.
    pub characters: Vec<ResolvedEntity>,
    /// For each source of the analysis, its index in `characters`.
    pub sources: Vec<usize>,
    /// For each entity of the analysis, its index in `characters`; `None` for dates, quantities and
    /// other kinds that are not resolved.
    pub entities: Vec<Option<usize>>,
}

/// A person, organization or other entity of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedEntity {
    /// The key that identifies the entity.
    pub key: EntityKey,
    /// The name as written in the article.
    pub name: String,
    /// The kind of source, if the entity is a source.
    pub source_kind: Option<SourceKind>,
    /// The kind of entity, if it is mentioned as an entity.
    pub entity_kind: Option<EntityKind>,
}

/// The identity of an entity. Keys are folded: they ignore case, accents and punctuation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EntityKey {
    /// The same entity in all articles.
    Shared(String),
    /// An entity of one article; the key is unique only together with the article's id.
    Local(String),
}

impl EntityKey {
    /// Returns the key as text.
    pub fn text(&self) -> &str {
        match self {
            EntityKey::Shared(text) | EntityKey::Local(text) => text,
        }
    }
}

impl ResolvedEntities {
    /// Resolves the sources and entities of an analysis.
    pub fn resolve(analysis: &Analysis) -> ResolvedEntities {
        let mut casting = Casting::default();
        let sources = (0..analysis.sources.len()).map(|at| casting.source(analysis, at)).collect();
        let entities =
            (0..analysis.entities.len()).map(|at| casting.entity(analysis, at)).collect();
        ResolvedEntities { characters: casting.characters, sources, entities }
    }

    /// Returns the indexes in `characters` of the sources of a statement, each once.
    pub fn speakers(&self, attribution: &Attribution) -> Vec<usize> {
        let mut speakers = Vec::new();
        for id in &attribution.source_ids {
            let character = self.sources.get(id.index());
            speakers.extend(character.filter(|character| !speakers.contains(*character)));
        }
        speakers
    }
}

#[derive(Default)]
struct Casting {
    characters: Vec<ResolvedEntity>,
    by_key: HashMap<EntityKey, usize>,
    by_entity: HashMap<usize, usize>,
}

impl Casting {
    fn source(&mut self, analysis: &Analysis, at: usize) -> usize {
        let source = &analysis.sources[at];
        let entity = source.entity.map(|id| id.index()).filter(|id| *id < analysis.entities.len());
        let place = match entity {
            Some(entity) => self.of_entity(analysis, entity),
            None => {
                let key = (source.kind == SourceKind::Person).then(|| person_key(&source.name));
                let key = key.flatten().map(EntityKey::Shared);
                let local = || format!("{}/{}", letter(source.kind), normalize_name(&source.name));
                self.add(key, local, &source.name, None)
            }
        };
        self.characters[place].source_kind.get_or_insert(source.kind);
        place
    }

    fn entity(&mut self, analysis: &Analysis, at: usize) -> Option<usize> {
        use EntityKind::{Group, Organization, Person, Place};
        let listed = matches!(analysis.entities[at].kind, Person | Organization | Place | Group);
        (listed || self.by_entity.contains_key(&at)).then(|| self.of_entity(analysis, at))
    }

    fn of_entity(&mut self, analysis: &Analysis, at: usize) -> usize {
        if let Some(place) = self.by_entity.get(&at) {
            return *place;
        }
        let entity = &analysis.entities[at];
        let (key, letter) = match entity.kind {
            EntityKind::Person => (person_key(&entity.name), 'p'),
            _ => (proper_name_key(&entity.name), 'n'),
        };
        let local = || format!("{letter}/{}", normalize_name(&entity.name));
        let place = self.add(key.map(EntityKey::Shared), local, &entity.name, Some(entity.kind));
        self.by_entity.insert(at, place);
        place
    }

    /// Returns the index of the entity with the given shared key, adding it if it is new. Entities
    /// with the same local key stay separate.
    fn add(
        &mut self,
        key: Option<EntityKey>,
        local: impl Fn() -> String,
        name: &str,
        entity_kind: Option<EntityKind>,
    ) -> usize {
        let key = match key {
            Some(key) => key,
            None => self.unused(local()),
        };
        let place = *self.by_key.entry(key.clone()).or_insert(self.characters.len());
        if place == self.characters.len() {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            self.characters.push(ResolvedEntity { key, name, source_kind: None, entity_kind });
        } else if self.characters[place].entity_kind.is_none() {
            self.characters[place].entity_kind = entity_kind;
        }
        place
    }

    fn unused(&self, local: String) -> EntityKey {
        let first = EntityKey::Local(local.clone());
        if !self.by_key.contains_key(&first) {
            return first;
        }
        let numbered = (2..).map(|n| EntityKey::Local(format!("{local}#{n}")));
        numbered.into_iter().find(|key| !self.by_key.contains_key(key)).unwrap_or(first)
    }
}

fn letter(kind: SourceKind) -> char {
    match kind {
        SourceKind::Person => 'p',
        SourceKind::Unnamed => 'u',
        SourceKind::Organization => 'b',
        SourceKind::Document => 'd',
    }
}

/// Returns the key of a person's name, if the name is complete: without titles, at least two words
/// that are names, or one after two initials.
fn person_key(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && TITLES.contains(&normalize_name(words[0]).as_str()) {
        words.remove(0);
    }
    let folded: Vec<String> = words.iter().map(|word| normalize_name(word)).collect();
    let full = folded.iter().filter(|word| is_name(word)).count();
    let initials = words.iter().map(|word| count_initials(word)).sum::<usize>();
    let safe = full >= 2 || (full == 1 && initials >= 2);
    safe.then(|| format!("p/{}", normalize_name(&words.join(" "))))
}

/// Returns whether two folded full names may belong to one person: they are equal except for middle
/// names, initials and suffixes that do not contradict each other, as "donald j. trump" and "donald
/// trump". A father and a son ("ida orr", "ida orr jr.") also match; the user is asked to tell them
/// apart.
pub fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (name_parts(one), name_parts(other));
    let full = one.len() > 1 && other.len() > 1;
    if !full || one == other || one.last() != other.last() || one[0] != other[0] {
        return false;
    }
    if count_initials(&one[0]) > 0 && one[0].chars().count() == 1 {
        return false;
    }
    let (shorter, longer) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let middle = |name: &[String]| name[1..name.len() - 1].to_vec();
    let (few, many) = (middle(shorter), middle(longer));
    // Each middle name of the shorter name must be in the longer one, in full or as an initial.
    let fits = |a: &str, b: &str| {
        a == b
            || (a.chars().count() == 1 && b.starts_with(a))
            || (b.chars().count() == 1 && a.starts_with(b))
    };
    few.len() <= 1
        && few.iter().all(|a| many.iter().any(|b| fits(a, b)))
        && !many.iter().any(|word| PARTICLES.contains(&word.as_str()))
        && (few.is_empty() || few.len() == many.len())
}

/// Returns whether a folded name is a last name alone.
pub fn is_last_name(folded: &str) -> bool {
    name_parts(folded).len() == 1
}

/// Returns the last word of a folded person's name, ignoring suffixes like "jr.".
pub fn last_name(folded: &str) -> Option<&str> {
    let ending = |word: &&str| ENDINGS.contains(&word.trim_matches(['.', ',']));
    let mut words = folded.split_whitespace().rev().skip_while(ending);
    words.next().map(|word| word.trim_end_matches(',')).or(folded.split_whitespace().next_back())
}

/// Returns the words of a person's name without titles and suffixes.
fn name_parts(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = folded.split_whitespace().map(normalize_name).collect();
    words.retain(|word| !word.is_empty());
    while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| ENDINGS.contains(&word.as_str())) {
        words.pop();
    }
    words
}

/// Returns whether a folded word is a name by itself: no initial, no particle, no "Jr.".
fn is_name(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !PARTICLES.contains(&word)
        && !ENDINGS.contains(&word)
}

/// Returns the number of initials in a word: 1 for "J.", 2 for "J.K.", 0 for "Ann".
fn count_initials(word: &str) -> usize {
    let letters: Vec<&str> = word.split('.').filter(|part| !part.is_empty()).collect();
    let single = letters.iter().all(|part| part.chars().count() == 1);
    if single { letters.len() } else { 0 }
}

/// Returns the key of an organization's, place's or group's name, unless the name is generic ("city
/// council").
fn proper_name_key(name: &str) -> Option<String> {
    let folded = normalize_name(name);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    let folded = canonical_name(folded);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let generic = folded.split(' ').all(|word| {
        GENERIC.contains(&word) || word.strip_suffix('s').is_some_and(|one| GENERIC.contains(&one))
    });
    (letters > 1 && !generic).then(|| format!("n/{folded}"))
}

/// Returns the canonical name for an alias.
fn canonical_name(folded: &str) -> &str {
    match folded {
        "us" | "usa" | "united states of america" => "united states",
        "uk" => "united kingdom",
        "uae" => "united arab emirates",
        "un" => "united nations",
        "eu" => "european union",
        other => other,
    }
}

/// Returns a name as used in keys: folded, without dots, apostrophes and a final possessive, with
/// other punctuation as single spaces.
pub(super) fn normalize_name(name: &str) -> String {
    let mut folded = fold(name);
    if let Some(owner) = folded.strip_suffix("'s") {
        folded.truncate(owner.len());
    }
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '.' | '\'' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_alphanumeric() => plain.push(c),
            _ if plain.is_empty() || plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Titles that precede names and are not part of them.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "president",
    "minister", "prime", "vice", "deputy", "foreign", "senator", "sen", "rep", "representative",
    "congressman", "congresswoman", "gov", "governor", "gen", "general", "col", "colonel", "maj",
    "major", "capt", "captain", "cmdr", "commander", "lt", "lieutenant", "sgt", "sergeant",
    "judge", "justice", "sheriff", "mayor", "secretary", "chancellor", "premier", "ambassador",
    "inspector", "detective", "chief", "rev", "reverend", "adm", "admiral", "hon", "former",
    "the", "spokesman", "spokeswoman", "spokesperson", "director", "coach",
];

/// Particles within names, which identify nobody by themselves.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "di", "da", "dos", "du", "del", "della", "la", "le", "el",
    "al", "bin", "bint", "ibn", "ter", "ten", "zu", "y", "e",
];

/// Suffixes after names, which identify nobody by themselves.
const ENDINGS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// Words from which the names of organizations are made that every town or country has.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "administration", "affair", "agency", "and", "appeal", "army", "assembly", "association",
    "authority", "authorities", "bank", "board", "bureau", "cabinet", "central", "chamber",
    "city", "coast", "college", "commerce", "commission", "committee", "company", "congress",
    "council", "county", "court", "defence", "defense", "department", "development", "district",
    "division", "economic", "education", "election", "electoral", "embassy", "energy",
    "environment", "family", "federal", "finance", "fire", "for", "force", "foreign",
    "foundation", "general", "government", "guard", "health", "high", "home", "hospital", "house",
    "industry", "information", "institute", "intelligence", "interior", "internal",
    "international", "justice", "labor", "labour", "law", "legislature", "local", "lower",
    "mayor", "media", "military", "minister", "ministry", "ministries", "national", "navy", "of",
    "office", "on", "opposition", "parliament", "party", "parties", "police", "president",
    "presidency", "press", "prime", "prosecutor", "province", "public", "region", "republic",
    "school", "security", "senate", "service", "social", "state", "statistic", "supreme", "the",
    "town", "trade", "transport", "treasury", "union", "university", "universities", "upper",
    "village", "war", "west", "east", "north", "south",
];

#[cfg(test)]
mod tests {
    use super::super::{Entity, EntityId, Source, Span};
    use super::*;

    fn entity(kind: EntityKind, name: &str) -> Entity {
        Entity { kind, name: name.into(), mentions: vec![Span::new(0, 1)] }
    }

    fn source(kind: SourceKind, name: &str, entity: Option<u32>) -> Source {
        let entity = entity.map(EntityId);
        Source { kind, name: name.into(), description: None, entity }
    }

    /// The key of one entity alone: shared ones as they are, local ones with an asterisk.
    fn key(kind: EntityKind, name: &str) -> String {
        let analysis = Analysis { entities: vec![entity(kind, name)], ..Analysis::default() };
        told(&ResolvedEntities::resolve(&analysis).characters[0].key)
    }

    fn told(key: &EntityKey) -> String {
        match key {
            EntityKey::Shared(text) => text.clone(),
            EntityKey::Local(text) => format!("*{text}"),
        }
    }

    #[test]
    fn people_share_keys_only_by_full_names() {
        for (name, expected) in [
            ("Isla Mackenzie", "p/isla mackenzie"),
            ("ISLA  MACKENZIE", "p/isla mackenzie"),
            ("Mr. Isla Mackenzie’s", "p/isla mackenzie"),
            ("Prime Minister Zoë Ek", "p/zoe ek"),
            ("Séan O’Brien", "p/sean obrien"),
            ("Ann-Marie Lee", "p/ann marie lee"),
            ("J. K. Rowen", "p/j k rowen"),
            ("J.K. Rowen", "p/jk rowen"),
            ("Marine Le Gall", "p/marine le gall"),
            ("George W. Orr", "p/george w orr"),
            ("Ida Orr Jr.", "p/ida orr jr"),
            ("李 小龙", "*p/李 小龙"),
            ("Mackenzie", "*p/mackenzie"),
            ("Mr. Mackenzie", "*p/mr mackenzie"),
            ("President Mackenzie", "*p/president mackenzie"),
            ("J. Mackenzie", "*p/j mackenzie"),
            ("Le Gall", "*p/le gall"),
            ("van Dijk", "*p/van dijk"),
            ("Orr Jr.", "*p/orr jr"),
            ("", "*p/"),
        ] {
            assert_eq!(key(EntityKind::Person, name), expected, "{name}");
        }
    }

    #[test]
    fn marks_between_the_words_of_a_name_are_one_space() {
        assert_eq!(normalize_name("«Highland» – Ferries, (West)"), "highland ferries west");
    }

    #[test]
    fn people_whose_names_differ_by_a_middle_name_may_be_one() {
        for (one, other, expected) in [
            ("donald j. trump", "donald trump", true),
            ("donald john trump", "donald j. trump", true),
            ("mr. donald trump", "donald j trump", true),
            ("ida orr jr.", "ida b. orr", true),
            ("george h. orr", "george w. orr", false),
            ("donald trump", "ivanka trump", false),
            ("donald trump", "donald trump", false),
            ("trump", "donald trump", false),
            ("j. orr", "j. b. orr", false),
            ("jan van orr", "jan orr", false),
        ] {
            assert_eq!(same_person(one, other), expected, "{one}, {other}");
            assert_eq!(same_person(other, one), expected, "{other}, {one}");
        }
        assert!(is_last_name("mr. trump") && !is_last_name("donald trump"));
        for (name, last) in [("ida orr jr.", "orr"), ("ida orr, iii", "orr"), ("jr", "jr")] {
            assert_eq!(last_name(name), Some(last), "{name}");
        }
    }

    #[test]
    fn organizations_places_and_groups_share_keys_by_proper_names() {
        for (name, expected) in [
            ("Highland Ferries", "n/highland ferries"),
            ("the Highland Ferries", "n/highland ferries"),
            ("U.N.", "n/united nations"),
            ("NATO", "n/nato"),
            ("N.A.T.O.", "n/nato"),
            ("US", "n/united states"),
            ("São Vito", "n/sao vito"),
            ("Meravian Foreign Ministry", "n/meravian foreign ministry"),
            ("Foreign Ministry", "*n/foreign ministry"),
            ("the Supreme Court", "*n/the supreme court"),
            ("Police", "*n/police"),
            ("Ministry of Health", "*n/ministry of health"),
            ("Public Prosecutor's Office", "*n/public prosecutors office"),
            ("X", "*n/x"),
            ("", "*n/"),
        ] {
            assert_eq!(key(EntityKind::Organization, name), expected, "{name}");
        }
        assert_eq!(key(EntityKind::Place, "Tehran"), key(EntityKind::Organization, "Tehran"));
        assert_ne!(key(EntityKind::Person, "Ann Lee"), key(EntityKind::Group, "Ann Lee"));
    }

    #[test]
    fn a_source_and_its_entity_are_merged_and_unnamed_sources_stay_apart() {
        let analysis = Analysis {
            entities: vec![
                entity(EntityKind::Person, "Isla Mackenzie"),
                entity(EntityKind::Date, "Monday"),
                entity(EntityKind::Place, "Oban"),
                entity(EntityKind::Other, "Ferry Report"),
            ],
            sources: vec![
                source(SourceKind::Unnamed, "officials", None),
                source(SourceKind::Person, "Isla Mackenzie", Some(0)),
                source(SourceKind::Unnamed, "Officials", None),
                source(SourceKind::Organization, "the company", None),
                source(SourceKind::Document, "Ferry Report", Some(3)),
                source(SourceKind::Document, "a report", None),
                source(SourceKind::Person, "Ann Lee", Some(77)),
            ],
            ..Analysis::default()
        };
        let cast = ResolvedEntities::resolve(&analysis);
        let keys: Vec<String> =
            cast.sources.iter().map(|at| told(&cast.characters[*at].key)).collect();
        let expected = [
            "*u/officials",
            "p/isla mackenzie",
            "*u/officials#2",
            "*b/the company",
            "n/ferry report",
            "*d/a report",
            "p/ann lee",
        ];
        assert_eq!(keys, expected);
        assert_eq!(cast.entities[0], Some(cast.sources[1]));
        assert_eq!((cast.entities[1], cast.entities[3]), (None, Some(cast.sources[4])));
        let isla = &cast.characters[cast.sources[1]];
        assert_eq!(isla.source_kind, Some(SourceKind::Person));
        assert_eq!(isla.entity_kind, Some(EntityKind::Person));
        assert_eq!(cast.characters[cast.entities[2].unwrap()].source_kind, None);
    }
}
