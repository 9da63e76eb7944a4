//! Noun phrases: where they begin and end around a verb, with what describes them.

use super::clause::Clause;
use super::lexicon;
use super::tag::Tag;

/// How far, in items, a phrase reaches at most.
const REACH: usize = 45;

impl Clause<'_> {
    /// Where the noun phrase ends (exclusive) that begins with the item `at`, without what follows
    /// with a preposition. `at` itself where none begins there.
    pub(super) fn noun_phrase(&self, at: usize) -> usize {
        if self.tag(at) == Tag::Prp {
            let own = matches!(
                self.lower(at + 1).as_str(),
                "himself" | "herself" | "themselves" | "itself"
            );
            return at + 1 + usize::from(own);
        }
        let (mut end, mut noun) = (at, false);
        while end < at + REACH {
            let next = self.tag(end + 1);
            let goes_on = match self.tag(end) {
                Tag::Dt => end == at || !noun || self.tag(end - 1) == Tag::Dt,
                Tag::PrpS => end == at || !noun,
                Tag::Cd | Tag::Jj => true,
                Tag::Nn | Tag::Nns | Tag::Nnp => {
                    noun = true;
                    !(end > at
                        && lexicon::list("weekdays", &self.lower(end))
                        && noun
                        && self.tag(end - 1) != Tag::Dt)
                }
                Tag::Pos => {
                    let had = noun;
                    noun = false;
                    had
                }
                Tag::Rb => !noun && matches!(next, Tag::Jj | Tag::Cd | Tag::Dt | Tag::Vbn),
                Tag::Vbn | Tag::Vbg => !noun && (next.is_noun() || next == Tag::Jj) && end > at,
                Tag::Comma => {
                    !noun && self.tag(end.wrapping_sub(1)) == Tag::Jj && matches!(next, Tag::Jj)
                }
                Tag::Cc => self.and_joins(end, noun),
                Tag::Open => {
                    let close = (end + 1..end + 6).find(|close| self.tag(*close) == Tag::Close);
                    match close {
                        Some(close) if noun => {
                            end = close;
                            true
                        }
                        _ => false,
                    }
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        while end > at && matches!(self.tag(end - 1), Tag::Cc | Tag::Comma | Tag::Rb) {
            end -= 1;
        }
        end
    }

    /// Whether "and" joins two nouns (or two adjectives) of one phrase here.
    fn and_joins(&self, at: usize, noun: bool) -> bool {
        let next = self.tag(at + 1);
        match noun {
            false => next == Tag::Jj,
            true => next.is_noun() || matches!(next, Tag::Dt | Tag::PrpS | Tag::Cd | Tag::Jj),
        }
    }

    /// As `noun_phrase`, with what hangs on it: "of …", "for …", "in …".
    pub(super) fn long_phrase(&self, at: usize) -> usize {
        let mut end = self.noun_phrase(at);
        if end == at {
            return at;
        }
        while self.links(end) {
            let next = self.noun_phrase(end + 1);
            if next == end + 1 || lexicon::list("weekdays", &self.lower(end + 1)) {
                break;
            }
            end = next;
        }
        end
    }

    /// As `long_phrase`, with a description after a comma: "Ann Lee, the captain of the ship,".
    pub(super) fn described_phrase(&self, at: usize) -> usize {
        let end = self.long_phrase(at);
        if end == at || self.tag(end) != Tag::Comma {
            return end;
        }
        let start = end + 1;
        let opens = matches!(
            self.tag(start),
            Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Jj | Tag::Nns | Tag::Nnp | Tag::Cd
        );
        let next = self.long_phrase(start);
        let closed = matches!(
            self.tag(next),
            Tag::Stop | Tag::Comma | Tag::End | Tag::Quote | Tag::Colon | Tag::Wp
        );
        let date = lexicon::list("weekdays", &self.lower(start));
        if opens && next > start && closed && !date { next } else { end }
    }

    /// Past ", who …" after a phrase that ends at `end`, where it goes on to the sentence's end or to
    /// a quotation; `end` where nothing of the kind follows.
    pub(super) fn with_relative(&self, end: usize) -> usize {
        let start = end + usize::from(self.tag(end) == Tag::Comma);
        let adverb = self.tag(start) == Tag::Rb && self.tag(start + 1) == Tag::Dt;
        if self.tag(start) != Tag::Wp && !adverb {
            return end;
        }
        let closes = |at: &usize| match self.tag(*at) {
            Tag::Stop | Tag::End | Tag::Quote | Tag::Colon => true,
            Tag::Comma => matches!(self.tag(at + 1), Tag::Quote | Tag::Vbg),
            _ => false,
        };
        (start..=self.items.len()).find(closes).unwrap_or(end)
    }

    /// Whether the item is a preposition that hangs a noun on the noun before.
    pub(super) fn links(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::To => true,
            Tag::In => matches!(
                self.lower(at).as_str(),
                "of" | "for"
                    | "from"
                    | "in"
                    | "at"
                    | "with"
                    | "on"
                    | "about"
                    | "against"
                    | "between"
                    | "among"
                    | "over"
                    | "within"
                    | "inside"
                    | "near"
                    | "under"
                    | "behind"
                    | "across"
                    | "outside"
                    | "around"
                    | "like"
                    | "toward"
                    | "towards"
                    | "including"
                    | "by"
                    | "into"
                    | "without"
            ),
            _ => false,
        }
    }

    /// Where the phrase begins that ends with the item `last`: nouns, what describes them before,
    /// and what hangs on them by prepositions.
    pub(super) fn phrase_before(&self, last: usize) -> usize {
        let mut start = self.nouns_before(last);
        for _ in 0..6 {
            let Some(link) = start.checked_sub(1) else { break };
            let before = link.checked_sub(1);
            let noun_before = before.is_some_and(|at| self.ends_noun(at));
            let joined = match self.tag(link) {
                Tag::In | Tag::To => noun_before && self.links(link),
                Tag::Cc => noun_before && self.may_join(link),
                Tag::Vbn => noun_before,
                Tag::Comma => before.is_some_and(|_| self.lists(link, start)),
                _ => false,
            };
            if !joined {
                break;
            }
            start = self.nouns_before(link - 1);
        }
        start
    }

    /// Whether the item can end a noun phrase.
    pub(super) fn ends_noun(&self, at: usize) -> bool {
        let tag = self.tag(at);
        tag.is_noun()
            || matches!(tag, Tag::Prp | Tag::Close | Tag::Cd)
            || (tag == Tag::Dt && self.word(at).len() > 3)
    }

    /// Whether "and" at `link` joins the subject's two halves, and not two sentences.
    fn may_join(&self, link: usize) -> bool {
        if !matches!(self.lower(link).as_str(), "and" | "or" | "&") {
            return false;
        }
        let start = self.nouns_before(link - 1);
        match start.checked_sub(1).map(|at| self.tag(at)) {
            None | Some(Tag::Stop | Tag::Colon | Tag::Quote) => true,
            Some(Tag::Comma) => true,
            Some(Tag::In) => !self.links(start - 1) || self.in_subject(start - 1),
            _ => false,
        }
    }

    fn in_subject(&self, link: usize) -> bool {
        !self.items[..link]
            .iter()
            .rev()
            .take(12)
            .any(|item| item.tag.is_verb() || item.tag == Tag::Comma)
    }

    /// Whether the comma at `link` stands in a list "A, B and C" that the phrase ends.
    fn lists(&self, link: usize, start: usize) -> bool {
        let joined = (start..start + 8).any(|at| self.tag(at) == Tag::Cc);
        let before = self.nouns_before(link - 1);
        joined && self.ends_noun(link - 1) && before == 0
    }

    /// Where the plain noun phrase begins that ends with the item `last`.
    fn nouns_before(&self, last: usize) -> usize {
        if self.tag(last) == Tag::Prp && !self.word(last).ends_with("sel") {
            let own = self.lower(last).ends_with("self") || self.lower(last).ends_with("selves");
            return if own && last > 0 { self.nouns_before(last - 1) } else { last };
        }
        let mut start = last;
        if self.tag(last) == Tag::Close {
            let open = (last.saturating_sub(8)..last).rev().find(|at| self.tag(*at) == Tag::Open);
            match open.filter(|at| *at > 0) {
                Some(open) => start = open - 1,
                None => return last,
            }
        }
        while start > 0 && last - start < REACH {
            let at = start - 1;
            let goes_on = match self.tag(at) {
                Tag::Dt | Tag::PrpS | Tag::Cd | Tag::Jj | Tag::Pos => {
                    self.tag(start) != Tag::Dt || self.tag(at) == Tag::Dt
                }
                Tag::Nn if self.tag(start) == Tag::Nnp && self.opens_with_time(at) => false,
                tag if tag.is_noun() => {
                    !matches!(self.tag(start), Tag::Dt | Tag::PrpS | Tag::Prp) && !self.dates(at)
                }
                Tag::Vbn | Tag::Vbg => {
                    start > 1
                        && matches!(
                            self.tag(at.wrapping_sub(1)),
                            Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Pos | Tag::In | Tag::Cc
                        )
                }
                Tag::Rb => {
                    matches!(self.tag(start), Tag::Jj | Tag::Cd | Tag::Dt) && self.degree(at)
                }
                Tag::Cc => self.tag(start) == Tag::Jj && at > 0 && self.tag(at - 1) == Tag::Jj,
                Tag::Comma => self.adjectives_before(at),
                _ => false,
            };
            if !goes_on {
                break;
            }
            start = at;
        }
        start
    }

    /// "a separate, senior, US official": whether a comma parts adjectives after an article.
    fn adjectives_before(&self, comma: usize) -> bool {
        let Some(mut at) = comma.checked_sub(1).filter(|at| self.tag(*at) == Tag::Jj) else {
            return false;
        };
        while at > 0 && matches!(self.tag(at), Tag::Jj | Tag::Comma) {
            at -= 1;
        }
        matches!(self.tag(at), Tag::Dt | Tag::PrpS | Tag::Pos)
    }

    /// "In an interview Orr said": a common noun in an opening phrase, before the name that speaks.
    fn opens_with_time(&self, noun: usize) -> bool {
        let word = self.lower(noun);
        let role = lexicon::list("roles", &word)
            || lexicon::list("titles", &word)
            || word.ends_with("er")
            || word.ends_with("or");
        !role && self.tag(0) == Tag::In && !self.groups.iter().any(|group| group.start < noun)
    }

    fn degree(&self, at: usize) -> bool {
        !matches!(
            self.lower(at).as_str(),
            "however"
                | "instead"
                | "meanwhile"
                | "still"
                | "now"
                | "later"
                | "then"
                | "today"
                | "recently"
        )
    }

    fn dates(&self, at: usize) -> bool {
        lexicon::list("weekdays", &self.lower(at))
    }
}
