//! Choosing a link: by its number, or one after another; opening it or copying its address.

use crate::app::action::table::LinkAction;
use crate::app::keys::keymap::Lookup;
use crate::app::{Action, App, Code, Effect, Focus, Key, OnScreen, Outcome, Reader};
use crate::text::line::NoteKind;

/// A link that is being chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The digits typed so far.
    pub typed: String,
    /// The link's number, from 1; none where nothing is chosen yet.
    pub number: Option<usize>,
    /// Whether its address is to be copied, not opened.
    pub copy: bool,
}

impl App {
    /// Opens the link of that number, or copies its address; where the article has no links, the
    /// action means what it means without a number.
    pub(in crate::app) fn link_of_number(&mut self, action: Action, number: usize) -> Outcome {
        let count = self.article.reader.as_ref().map_or(0, |reader| reader.links.entries.len());
        match number {
            _ if count == 0 && action != Action::Open => self.act(action),
            _ if count == 0 => Outcome::say("This article has no links."),
            _ if number > count => {
                Outcome::say(format!("There is no link {number}: the last one is {count}."))
            }
            _ => self.take_link(number, action == Action::CopyLink),
        }
    }

    /// A key while a link is being chosen. What means nothing here ends the choice.
    pub(in crate::app) fn choose(&mut self, key: Key) -> Outcome {
        let Some(choice) = self.article.choice.as_mut() else { return Outcome::none() };
        if let Some(digit) = digit(key).filter(|digit| *digit != '0' || !choice.typed.is_empty()) {
            return self.choose_digit(digit);
        }
        let action = match (key.code, self.env.keymap.lookup(self.focus, &[key])) {
            (Code::Backspace, _) if choice.typed.len() > 1 => {
                choice.typed.pop();
                choice.number = choice.typed.parse().ok();
                return Outcome::none();
            }
            (Code::Enter, _) => Action::Open,
            (Code::Esc | Code::Backspace, _) => Action::Back,
            (_, Lookup::Action(action)) => action,
            _ => return Outcome::none(),
        };
        let (number, copy) = (choice.number, choice.copy);
        match (action, number) {
            (Action::Down | Action::FocusNext | Action::Links, _) => self.walk(true),
            (Action::Up | Action::FocusPrevious, _) => self.walk(false),
            (Action::Open, Some(number)) => self.take_link(number, copy),
            (Action::CopyLink, Some(number)) => self.take_link(number, true),
            (Action::OpenAddress, Some(number)) => self.take_link(number, false),
            (Action::SavePage, Some(number)) => {
                self.article.choice = None;
                let links = self.article.reader.as_ref().map(|reader| &reader.links);
                let entry = links.and_then(|links| links.get(number));
                let address = entry.map(|entry| entry.shown.clone()).unwrap_or_default();
                self.env.save_page(&address)
            }
            (Action::CopyLink, None) if copy => self.copy_own_address(),
            (Action::Open, None) => Outcome::none(),
            (Action::Back | Action::Leave | Action::Quit, _) => {
                self.article.choice = None;
                Outcome::none()
            }
            (action, _) => {
                self.article.choice = None;
                self.act(action)
            }
        }
    }

    /// One more digit: what can only be one link is taken at once.
    fn choose_digit(&mut self, digit: char) -> Outcome {
        let (Some(choice), Some(reader)) =
            (self.article.choice.as_mut(), self.article.reader.as_ref())
        else {
            return Outcome::none();
        };
        choice.typed.push(digit);
        let count = reader.links.entries.len();
        match choice.typed.parse::<usize>().ok().filter(|number| *number <= count) {
            Some(number) if number.saturating_mul(10) > count => {
                let copy = choice.copy;
                self.take_link(number, copy)
            }
            Some(number) => {
                choice.number = Some(number);
                Outcome::none()
            }
            None => {
                let text = format!("There is no link {}: the last one is {count}.", choice.typed);
                self.article.choice = None;
                Outcome::say(text)
            }
        }
    }

    /// To the next link or the one before, round and round.
    fn walk(&mut self, forward: bool) -> Outcome {
        let (Some(choice), Some(reader)) =
            (self.article.choice.as_mut(), self.article.reader.as_mut())
        else {
            return Outcome::none();
        };
        let count = reader.links.entries.len().max(1);
        let number = match choice.number {
            Some(number) if forward => number % count + 1,
            Some(number) => (number + count - 2) % count + 1,
            None => reader.link_in_view(),
        };
        choice.typed.clear();
        choice.number = Some(number);
        reader.reveal_link(number);
        self.mark_opened()
    }

    pub(in crate::app) fn act_on_links(&mut self, action: LinkAction) -> Outcome {
        if action == LinkAction::ToggleLinkNumbers {
            return self.toggle_link_numbers();
        }
        let coming = self.article.coming.is_some();
        let Some(reader) = self.article.reader.as_ref().filter(|_| !coming) else {
            let text = if coming { "The article is on its way." } else { "No article is open." };
            return Outcome::say(text);
        };
        let has_links = !reader.links.entries.is_empty();
        match action {
            LinkAction::OpenAddress => match reader.article.url.clone() {
                Some(address) => self.open_address(&address),
                None => self.has_no_address(),
            },
            LinkAction::CopyLink if !has_links => self.copy_own_address(),
            LinkAction::Links if !has_links => Outcome::say("This article has no links."),
            LinkAction::CopyLink => self.begin_choice(true),
            LinkAction::Links => self.begin_choice(false),
            LinkAction::ToggleLinkNumbers => self.toggle_link_numbers(),
        }
    }

    /// Begins to choose a link, to copy its address or to open it.
    fn begin_choice(&mut self, copy: bool) -> Outcome {
        let effects = self.set_focus(Focus::Body);
        self.article.choice = Some(Choice { copy, ..Choice::default() });
        if !copy {
            let _ = self.walk(true);
        }
        effects
    }

    fn toggle_link_numbers(&mut self) -> Outcome {
        self.env.look.link_numbers = !self.env.look.link_numbers;
        self.lay_out();
        let told = Outcome::say(match self.env.look.link_numbers {
            true => "The links' numbers are shown.",
            false => "The links' numbers are hidden.",
        });
        told.and(self.env.remember(LINK_NUMBERS))
    }

    /// Opens a link, or copies its address.
    fn take_link(&mut self, number: usize, copy: bool) -> Outcome {
        self.article.choice = None;
        let entry =
            self.article.reader.as_ref().and_then(|reader| reader.links.get(number)).cloned();
        match entry {
            Some(entry) if copy => self.copy_address(entry.shown),
            Some(entry) => self.open_address(&entry.shown),
            None => Outcome::none(),
        }
    }

    fn open_address(&mut self, address: &str) -> Outcome {
        let Some(address) = crate::text::address::openable(address) else {
            let text = format!("Only http, https and mailto are opened, and not {address}");
            return Outcome::fail(text);
        };
        let mut effects = Outcome::say(format!("Opening {address}"));
        effects.extend(self.mark_opened());
        effects.push(Effect::Screen(OnScreen::Open(address)));
        effects
    }

    fn copy_own_address(&mut self) -> Outcome {
        self.article.choice = None;
        let address = self.article.reader.as_ref().and_then(|reader| reader.article.url.as_deref());
        match address.map(|it| crate::text::address::openable(it).unwrap_or_else(|| it.to_owned()))
        {
            Some(address) => self.copy_address(address),
            None => self.has_no_address(),
        }
    }

    fn copy_address(&mut self, address: String) -> Outcome {
        let told = Outcome::say(format!("Copied {address}"));
        told.and(Effect::Screen(OnScreen::Copy(address)))
    }

    fn has_no_address(&mut self) -> Outcome {
        Outcome::say("This article has no address of its own.")
    }
}

/// The setting that says whether the links' numbers are shown, in the store.
pub const LINK_NUMBERS: &str = "link-numbers";

fn digit(key: Key) -> Option<char> {
    key.typed().filter(char::is_ascii_digit)
}

impl Reader {
    /// The number of the link whose number or address stands at a line and a column.
    pub fn link_at(&self, line: usize, column: u16) -> Option<usize> {
        let notes = &self.lines.get(line)?.notes;
        notes.iter().find_map(|note| {
            let end = usize::from(note.column) + crate::text::cells::text_width(&note.text);
            let here = note.column <= column && usize::from(column) < end;
            match note.kind {
                NoteKind::Number { number, .. } | NoteKind::Address(number) if here => Some(number),
                NoteKind::Marker
                | NoteKind::Number { .. }
                | NoteKind::Label
                | NoteKind::Heading
                | NoteKind::Address(_)
                | NoteKind::Detail => None,
            }
        })
    }

    /// The first link from the top of what is visible on; the last one below all of them.
    fn link_in_view(&self) -> usize {
        let in_text = self.links.places.iter();
        let mut in_text = in_text.filter(|place| self.line_of(place.span.start) >= self.top);
        let listed = || {
            let notes = self.lines.iter().skip(self.top).flat_map(|line| &line.notes);
            notes.into_iter().find_map(|note| match note.kind {
                NoteKind::Address(number) => Some(number),
                NoteKind::Marker
                | NoteKind::Number { .. }
                | NoteKind::Label
                | NoteKind::Heading
                | NoteKind::Detail => None,
            })
        };
        in_text.next().map(|place| place.number).or_else(listed).unwrap_or(1)
    }

    /// Brings the words of a link into view, or where it has none its line in the list.
    fn reveal_link(&mut self, number: usize) {
        let place = self.links.places.iter().find(|place| place.number == number);
        if let Some(span) = place.map(|place| place.span) {
            return self.reveal(span);
        }
        let is_it = |line: &crate::text::line::Line| {
            line.notes.iter().any(|note| note.kind == NoteKind::Address(number))
        };
        if let Some(line) = self.lines.iter().position(is_it) {
            self.reveal_lines(line, line);
        }
    }
}

#[cfg(test)]
#[path = "choosing_tests.rs"]
mod tests;
