//! An article's two texts: the feed's and its page's, fetched and switched between.

use crate::domain::{Article, TextSource};

use crate::app::{Action, Effect, Environment, Net, OpenArticle, Outcome, RequestId, Write};

/// How many characters of the text at the top of the screen are looked for in the other text.
const LANDMARK: usize = 48;

impl OpenArticle {
    /// `f`: the full text from the article's page, or back to the feed's.
    pub(in crate::app) fn full_text(&mut self, env: &mut Environment) -> Outcome {
        let Some(article) = self.reader.as_ref().map(|reader| &reader.article) else {
            return Outcome::say("No article is open.");
        };
        let (id, shown) = (article.row.id, article.text_source);
        if article.has_other_text {
            let other = match shown {
                TextSource::Feed => TextSource::Page,
                TextSource::Page => TextSource::Feed,
            };
            let request = env.next_request();
            self.text_request = request;
            return Outcome::from(Effect::Write(request, Write::ShowText(id, other)));
        }
        if shown == TextSource::Page {
            return Outcome::say("This is the page's text; the feed gave none.");
        }
        if article.url.is_none() {
            return Outcome::say("This article names no page that its full text could come from.");
        }
        if self.fetching.iter().any(|(_, other)| *other == id) {
            let stop = env.keymap.key_of(Action::Back).unwrap_or_default();
            return Outcome::say(format!("Its page is being fetched; {stop} stops it."));
        }
        let request = env.next_request();
        self.fetching.push((request, id));
        Outcome::from(Effect::Net(request, Net::FetchPage(id)))
    }

    /// Stops all pages that are being fetched.
    pub(in crate::app) fn stop_fetching(&mut self) -> Outcome {
        if self.fetching.is_empty() {
            return Outcome::none();
        }
        let told = Outcome::say("Stopped; the text stays as it was.");
        let stopped = std::mem::take(&mut self.fetching);
        let stopped = stopped.into_iter().map(|(request, _)| Effect::Cancel(request));
        told.and(stopped.collect::<Outcome>())
    }

    /// A page could not be fetched; whether one was being fetched for that request.
    pub(in crate::app) fn no_longer_fetched(&mut self, request: RequestId) -> bool {
        let place = self.fetching.iter().position(|(id, _)| *id == request);
        place.map(|place| self.fetching.remove(place)).is_some()
    }
}

/// Whether two articles show the same.
pub(in crate::app) fn same_text(one: &Article, other: &Article) -> bool {
    one.body == other.body
        && one.row.title == other.row.title
        && (&one.url, &one.enclosures) == (&other.url, &other.enclosures)
        && one.text_source == other.text_source
}

/// The byte of `new` that answers to byte `at` of `old`: where the same words stand, or else as far
/// down in proportion.
pub(in crate::app) fn counterpart(old: &str, at: usize, new: &str) -> usize {
    if at == 0 {
        return 0;
    }
    let start = (0..=at.min(old.len())).rev().find(|at| old.is_char_boundary(*at)).unwrap_or(0);
    let rest = old[start..].trim_start();
    let end = rest.char_indices().nth(LANDMARK).map_or(rest.len(), |(end, _)| end);
    let landmark = rest[..end].lines().next().unwrap_or("").trim_end();
    if let Some(found) = new.find(landmark).filter(|_| landmark.len() > 12) {
        return found;
    }
    let proportion = start as u128 * new.len() as u128 / old.len().max(1) as u128;
    let near = usize::try_from(proportion).unwrap_or(0).min(new.len());
    (0..=near).rev().find(|at| new.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_where_the_same_words_stand_or_as_far_down() {
        let old = "The lead of it.\n\nThe ferry left at nine in the morning, and late.";
        let new =
            format!("{}The ferry left at nine in the morning, and late. More.", "x".repeat(99));
        assert_eq!(counterpart(old, 0, &new), 0);
        assert_eq!(counterpart(old, 17, &new), 99);
        assert_eq!(counterpart(&"ab".repeat(50), 50, &"漢".repeat(100)), 150);
        assert_eq!(counterpart("abc", 3, ""), 0);
        assert_eq!(counterpart("", 9, "abc"), 0);
    }
}
