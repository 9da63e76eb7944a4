//! What the scorer is told of a phrase and of somebody whom it may mean.

use super::clause::{self, Place};
use super::gender;
use super::nominal::{Sort, sort_of};
use super::phrase::{Pointer, Shape};
use super::referent::{Referent, Whom};
use super::topic::{self, Topic};
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;

/// How many features a candidate has.
pub(super) const COUNT: usize = 84 + topic::COUNT;

/// The features of a phrase and a candidate.
pub(super) type Features = [f32; COUNT];

/// What is known where the phrase stands.
pub(super) struct Context<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) entities: &'a Entities,
    /// How many statements there were before.
    pub(super) statements: usize,
    /// Whether the phrase is the source of a statement.
    pub(super) speaks: bool,
    /// The content of the statement, if the phrase is its source.
    pub(super) content: &'a [Span],
    /// The referent that owns the phrase's noun ("her" brother), if it is known.
    pub(super) owner: Option<usize>,
    /// The last name of that owner.
    pub(super) family: Option<String>,
}

/// Where a candidate stands among the candidates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Its place by how recently it was mentioned, from 0 on, among all.
    pub(super) rank: usize,
    /// Its place among those of its kind and of a gender that fits.
    pub(super) fitting: usize,
    /// Whether another candidate is called by the phrase's noun.
    pub(super) other_called: bool,
    /// Whether another candidate certainly has the phrase's gender.
    pub(super) other_gender: bool,
    /// Whether its mention comes after the phrase.
    pub(super) after: bool,
    /// Its mention that lies next to the phrase, with how it stands.
    pub(super) last: Option<(Span, Place)>,
    /// Whether its mention stands within what somebody says.
    pub(super) told: bool,
    /// What the network says of the two, if it says anything.
    pub(super) network: f32,
}

/// A row of features that is filled from the left.
struct Row {
    values: Features,
    at: usize,
}

impl Row {
    fn push(&mut self, value: f32) {
        if let Some(place) = self.values.get_mut(self.at) {
            *place = value;
        }
        self.at += 1;
    }

    fn flag(&mut self, value: bool) {
        self.push(f32::from(u8::from(value)));
    }
}

/// The features of "nobody of these".
pub(super) fn none(
    pointer: &Pointer,
    context: &Context<'_, '_>,
    fitting: usize,
    called: bool,
) -> Features {
    let mut row = Row { values: [0.0; COUNT], at: 0 };
    shape(&mut row, pointer);
    row.flag(context.speaks);
    row.flag(true);
    row.flag(fitting == 0);
    row.flag(fitting == 1);
    row.flag(fitting > 1);
    row.flag(called);
    row.flag(pointer.owner.is_some());
    row.values
}

fn shape(row: &mut Row, pointer: &Pointer) {
    for shape in Shape::ALL {
        row.flag(pointer.shape == shape);
    }
}

/// The features of a candidate.
pub(super) fn features(
    pointer: &Pointer,
    referent: &Referent,
    standing: Standing,
    context: &Context<'_, '_>,
    topic: &Topic,
) -> Features {
    let mut row = Row { values: [0.0; COUNT], at: 0 };
    shape(&mut row, pointer);
    row.flag(context.speaks);
    // Six places that only "nobody of these" fills.
    row.at += 6;
    kinds(&mut row, pointer, referent);
    distance(&mut row, pointer, referent, standing, context);
    speech(&mut row, referent, context);
    sex(&mut row, pointer, referent, standing);
    description(&mut row, pointer, referent, standing, context);
    // What is new stands last, so that the places before it stay what they were.
    row.at = COUNT - topic::COUNT;
    topic.iter().for_each(|value| row.push(*value));
    debug_assert!(row.at <= COUNT, "{} features", row.at);
    row.values
}

/// What the candidate is, and whether the phrase can mean such a thing: 12.
fn kinds(row: &mut Row, pointer: &Pointer, referent: &Referent) {
    let kind = |wanted: EntityKind| matches!(referent.whom, Whom::Named(_, kind) if kind == wanted);
    let sort = |wanted: Sort| referent.whom == Whom::Unnamed(wanted);
    let pair = matches!(referent.whom, Whom::Pair(..));
    row.flag(kind(EntityKind::Person));
    row.flag(kind(EntityKind::Organization));
    row.flag(kind(EntityKind::Place));
    row.flag(kind(EntityKind::Group));
    row.flag(sort(Sort::Person) && !referent.plural);
    row.flag(sort(Sort::Person) && referent.plural);
    row.flag(sort(Sort::Body));
    row.flag(sort(Sort::Document));
    row.flag(pair);
    let person = matches!(pointer.shape, Shape::He | Shape::Kin | Shape::Person);
    row.flag(person && (referent.plural || !referent.is_person()));
    row.flag(pointer.plural != referent.plural);
    row.flag(matches!(pointer.shape, Shape::It | Shape::Body) && referent.is_person());
}

/// How far the candidate is, and how it stood in its clause: 24.
fn distance(
    row: &mut Row,
    pointer: &Pointer,
    referent: &Referent,
    standing: Standing,
    context: &Context<'_, '_>,
) {
    let document = context.document;
    let here = clause::token_at(document, pointer.span.start);
    let (span, place) = standing.last.unwrap_or((pointer.span, Place::default()));
    let there = clause::token_at(document, span.start);
    let sentence = |at| clause::sentence_of(document, at);
    let paragraph = |at| clause::paragraph_of(document, at);
    let sentences = sentence(here).abs_diff(sentence(there));
    let paragraphs = paragraph(here).abs_diff(paragraph(there));
    row.push(crate::extract::net::ln(1.0 + sentences as f32) / 2.0);
    row.flag(sentences == 0);
    row.flag(sentences == 1);
    row.flag(paragraphs == 0);
    row.flag(paragraphs == 1);
    row.push(crate::extract::net::ln(1.0 + here.abs_diff(there) as f32) / 4.0);
    row.push(1.0 / (1.0 + standing.rank as f32));
    row.flag(standing.fitting == 0);
    row.flag(standing.fitting == 1);
    row.push(1.0 / (1.0 + standing.fitting as f32));
    row.push(crate::extract::net::ln(1.0 + referent.seen as f32) / 2.0);
    row.push(crate::extract::net::ln(1.0 + referent.total as f32) / 2.0);
    row.flag(place.subject);
    row.flag(place.owner);
    row.flag(place.hangs);
    row.flag(place.object);
    row.flag(place.opens);
    row.flag(place.quoted);
    row.flag(place.subject && sentences == 1);
    row.flag(place.subject && sentences == 0);
    row.flag(standing.after);
    let opens = document.units.get(sentence(here)).is_some_and(|unit| here < unit.tokens.start + 2);
    row.flag(opens && place.subject && sentences == 1);
    row.flag(paragraphs > 0 && sentences == 1);
    // Whom the statement is told: "he told Orr".
    row.flag(standing.after && place.object);
}

/// What the candidate has said so far: 8.
fn speech(row: &mut Row, referent: &Referent, context: &Context<'_, '_>) {
    let ago = context.statements + 1 - referent.spoke.min(context.statements);
    let spoke = referent.spoke > 0;
    row.flag(spoke && ago == 1);
    row.flag(spoke && ago == 2);
    row.flag(spoke);
    row.push(crate::extract::net::ln(1.0 + referent.statements as f32) / 2.0);
    row.flag(spoke && ago == 1 && context.speaks);
    let names_itself = context.content.iter().any(|span| names_in(referent, *span, context));
    row.flag(context.speaks && names_itself);
    row.flag(context.speaks && context.statements == 0);
    row.flag(spoke && ago > 4);
}

/// Whether the candidate is mentioned by name within `span`.
fn names_in(referent: &Referent, span: Span, context: &Context<'_, '_>) -> bool {
    let Whom::Named(id, _) = referent.whom else { return false };
    context.entities.within(span).any(|(_, other)| other == id)
}

/// What is known of "he" and "she", and what the network says: 9.
fn sex(row: &mut Row, pointer: &Pointer, referent: &Referent, standing: Standing) {
    let product = pointer.female * referent.female;
    row.flag(product > 0.9);
    row.flag(product > 0.0 && product <= 0.9);
    row.flag(product < -0.9);
    row.flag((-0.9..0.0).contains(&product));
    row.flag(pointer.female != 0.0 && referent.female == 0.0);
    row.flag(product == 0.0 && standing.other_gender);
    row.push(standing.network);
    row.push(product);
    row.flag(pointer.female == 0.0);
}

/// How what the phrase says fits what the text says of the candidate: 15.
fn description(
    row: &mut Row,
    pointer: &Pointer,
    referent: &Referent,
    standing: Standing,
    context: &Context<'_, '_>,
) {
    let noun = pointer.noun.as_str();
    let called = !noun.is_empty() && referent.nouns.iter().any(|known| known == noun);
    row.flag(called);
    row.flag(called && !pointer.more.is_empty());
    row.flag(!called && standing.other_called);
    let in_name = |word: &str| referent.words.iter().any(|part| part == word);
    row.flag(!noun.is_empty() && in_name(noun));
    row.push(share(pointer, referent, &in_name));
    row.flag(
        sort_of(noun) == Some(Sort::Body)
            && matches!(referent.whom, Whom::Named(_, EntityKind::Organization)),
    );
    let family = context.family.as_deref().filter(|_| pointer.shape == Shape::Kin);
    row.flag(family.is_some_and(|family| in_name(&family.to_lowercase())));
    row.flag(pointer.shape == Shape::Kin && referent.nouns.iter().any(|noun| gender::is_kin(noun)));
    row.flag(
        pointer.owner.is_some()
            && context.owner.is_some_and(|owner| is_owner(owner, referent, context)),
    );
    row.flag(!referent.nouns.is_empty());
    row.flag(referent.words.len() > 1);
    row.flag(demonym(noun, referent));
    row.flag(context.owner.is_none() && pointer.owner.is_some());
    row.flag(pointer.owner.is_some() && !called && pointer.shape != Shape::Kin);
    row.flag(standing.told);
}

fn is_owner(owner: usize, referent: &Referent, context: &Context<'_, '_>) -> bool {
    let Whom::Named(id, _) = referent.whom else { return false };
    context.entities.list.get(owner).is_some() && id.index() == owner
}

/// The share of the phrase's further words that the text uses of the candidate.
fn share(pointer: &Pointer, referent: &Referent, in_name: &dyn Fn(&str) -> bool) -> f32 {
    if pointer.more.is_empty() {
        return 0.0;
    }
    let used = |word: &&String| in_name(word) || referent.told.contains(*word);
    pointer.more.iter().filter(used).count() as f32 / pointer.more.len() as f32
}

/// Whether the phrase is the word for a people ("the Swede") and the text has the country's word
/// in what it says of the candidate ("Swedish").
fn demonym(noun: &str, referent: &Referent) -> bool {
    let Some(stem) = noun.get(..4).filter(|_| noun.len() >= 4) else { return false };
    referent.told.iter().any(|word| word.starts_with(stem))
}
