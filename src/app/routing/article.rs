//! The open article: its texts, hits, selection and marks, where other parts take part.

use crate::app::action::table::SelectAction;
use crate::app::article::full_text::{counterpart, same_text};
use crate::app::article::newer::Newer;
use crate::app::article::selecting::Selecting;
use crate::app::article::selecting::drag::Grip;
use crate::app::{Action, App, Code, Focus, Key, Outcome, RequestId};
use crate::domain::{
    Analysis, Article, ArticleId, Destination, Export, ExportFormat, Exported, TextSource,
};

impl App {
    /// Keeps what was found where the text is another one; one that has not been turned to is
    /// shown at once.
    pub(in crate::app) fn found_newer(
        &mut self,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Outcome {
        self.article.newer = Newer::default();
        let (Some(found), Some(reader)) = (found, self.article.reader.as_ref()) else {
            return Outcome::none();
        };
        let shown = &reader.article;
        let edited = found.0.row.id == shown.row.id
            && found.0.text_source == shown.text_source
            && found.0.text_hash != shown.text_hash;
        if !edited || self.article.coming.is_some() {
            return Outcome::none();
        }
        if !reader.opened {
            return self.show_article(Some(found));
        }
        self.article.newer.found = Some(Box::new(found));
        Outcome::none()
    }

    /// Shows the text as it is now; nothing if it is shown already.
    pub(in crate::app) fn show_newer(&mut self) -> Outcome {
        if !self.article.is_outdated() {
            return Outcome::none();
        }
        let found = self.article.newer.found.take().map(|found| *found);
        self.show_article(found)
    }

    /// The open article's hits are those of the search that the list shows.
    pub(in crate::app) fn find_hits(&mut self) {
        let text = self.search_text().unwrap_or("").to_owned();
        if let Some(reader) = self.article.reader.as_mut() {
            reader.find_hits(&text);
        }
    }

    pub(in crate::app) fn step_hits(&mut self, forward: bool) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else {
            return Outcome::say("No article is open.");
        };
        let count = reader.hits.spans.len();
        let text = match (reader.step_hit(forward), count) {
            (Some(place), _) => format!("Hit {place} of {count}."),
            (None, 0) if reader.hits.of.as_deref().unwrap_or("").is_empty() => {
                let key = self.env.keymap.key_of(Action::Search).unwrap_or_default();
                format!("There is no search: {key} searches.")
            }
            (None, 0) => "The search's words do not stand in this text.".into(),
            (None, _) if forward => "This is the last hit.".into(),
            (None, _) => "This is the first hit.".into(),
        };
        let told = Outcome::say(text);
        if self.focus.reads() { told.and(self.mark_opened()) } else { told }
    }

    /// Another text of an article is the one that is shown.
    pub(in crate::app) fn text_changed(&mut self, request: RequestId, id: ArticleId) -> Outcome {
        let fetched = self.article.no_longer_fetched(request);
        if !fetched && request != self.article.text_request {
            return Outcome::none();
        }
        let open = self.article.reader.as_ref().is_some_and(|reader| reader.article.row.id == id);
        if !open || self.article.coming.is_some_and(|coming| coming != id) {
            if fetched {
                return Outcome::say("A full text has come; its article shows it.");
            }
            return Outcome::none();
        }
        self.article.load(&mut self.env, id, self.focus.reads())
    }

    /// Shows the open article as it is now, with another text or the same: the place stays, or is
    /// near where it was.
    pub(in crate::app) fn swap_text(
        &mut self,
        article: Article,
        analysis: Option<Analysis>,
    ) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        let analysis = match analysis {
            Some(analysis) if same_text(&reader.article, &article) => {
                self.renew(article, analysis);
                return Outcome::none();
            }
            other => other,
        };
        let place = if reader.article.body.text == article.body.text {
            reader.place()
        } else {
            counterpart(&reader.article.body.text, reader.place(), &article.body.text)
        };
        let words = article.row.words;
        let told = match article.text_source {
            same if same == reader.article.text_source => Outcome::none(),
            TextSource::Page => {
                Outcome::say(format!("The full text from its page, {words} words."))
            }
            TextSource::Feed => Outcome::say(format!("The feed's text, {words} words.")),
        };
        let opened = reader.opened;
        *reader = crate::app::Reader::new(article, analysis);
        reader.opened = opened;
        self.side.select(None);
        self.side.top = 0;
        self.lay_out();
        if let Some(reader) = self.article.reader.as_mut() {
            reader.go_to(place);
        }
        told
    }

    /// The mouse was pressed at a cell: what was selected is no more, and what is in the text there
    /// may be the beginning of a selection.
    pub(in crate::app) fn press(&mut self, x: u16, y: u16) {
        self.article.leave_selection();
        self.article.grip = None;
        let area = self.layout().and_then(|layout| layout.body);
        let (Some(area), Some(reader)) = (area, self.article.reader.as_ref()) else { return };
        if !area.holds(x, y) || self.article.is_turning() {
            return;
        }
        let row = (y - area.y).checked_sub(reader.head_rows());
        let line = row.map(|row| reader.top + usize::from(row));
        let at = line.and_then(|line| reader.character_near(line, reader.text_column(x - area.x)));
        self.article.grip = at.map(|at| Grip { article: reader.article.row.id, at });
    }

    /// The mouse is drawn to a cell while it is held; past the text's border the text goes along.
    pub(in crate::app) fn draw(&mut self, x: u16, y: u16) -> Outcome {
        let area = self.layout().and_then(|layout| layout.body);
        let (Some(area), Some(grip)) = (area, self.article.grip) else { return Outcome::none() };
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        if self.overlays.is_open() || reader.article.row.id != grip.article {
            self.article.grip = None;
            return Outcome::none();
        }
        let first = area.y + reader.head_rows();
        let row = match y {
            y if y < first => {
                reader.scroll(-1);
                0
            }
            y if y >= area.y + area.height => {
                reader.scroll(1);
                reader.rows.saturating_sub(1)
            }
            y => usize::from(y - first),
        };
        let column = reader.text_column(x.saturating_sub(area.x));
        let last = (reader.top + row).min(reader.lines.len().saturating_sub(1));
        let near = (0..=last).rev().find_map(|line| reader.character_near(line, column));
        let Some(cursor) = near else { return Outcome::none() };
        if cursor != grip.at || self.article.selecting.is_some() {
            let article = (grip.article, reader.article.text_hash.clone());
            self.article.choice = None;
            self.article.selecting = Some(Selecting::new(article, grip.at, cursor));
        }
        Outcome::none()
    }

    /// Takes a key where the letter of a mark is waited for.
    pub(in crate::app) fn mark_key(&mut self, key: Key) -> Option<Outcome> {
        let sets = self.article.places.asking.take()?;
        let again = !sets
            && self.env.keymap.lookup_in(self.context(), &[key])
                == crate::app::keys::keymap::Lookup::Action(crate::app::Action::GoToMark);
        let letter = key.typed().filter(|letter| letter.is_alphabetic());
        Some(match letter {
            _ if key.code == Code::Esc => Outcome::none(),
            _ if again => self.go_to_mark('\''),
            Some(letter) if sets => self.article.set_mark(letter),
            Some(letter) => self.go_to_mark(letter),
            None => Outcome::say("A mark is a letter."),
        })
    }

    /// Goes to a mark; to where the reader was before the last jump, where that is asked for.
    pub(in crate::app) fn go_to_mark(&mut self, letter: char) -> Outcome {
        if letter == '\'' {
            let Some(last) = self.article.places.last.clone() else {
                return Outcome::say("There is no place to go back to yet.");
            };
            self.note_jump();
            return self.go_to_place(last);
        }
        match self.article.places.marks.get(&letter).copied() {
            Some((id, view)) => self.open_article(id, view),
            None => {
                let set: String = self.article.places.marks().collect();
                let set =
                    if set.is_empty() { "none is set".to_owned() } else { format!("set: {set}") };
                Outcome::fail(format!("There is no mark {letter}; {set}."))
            }
        }
    }

    pub(in crate::app) fn act_on_selection(&mut self, action: SelectAction) -> Outcome {
        match action {
            SelectAction::SetMark => self.article.ask_for_mark(true),
            SelectAction::GoToMark => self.article.ask_for_mark(false),
            SelectAction::JumpBack => self.jump(true),
            SelectAction::JumpForward => self.jump(false),
            SelectAction::CopyQuote => self.copy_quote(),
            SelectAction::Select => self.begin_selection(),
            SelectAction::WordRight
            | SelectAction::WordLeft
            | SelectAction::LineStart
            | SelectAction::LineEnd
            | SelectAction::SwapEnds
            | SelectAction::CopySelection => {
                let key = self.env.keymap.key_of(Action::Select).unwrap_or_default();
                Outcome::say(format!("Nothing is selected; {key} begins to select."))
            }
        }
    }

    /// What an action means while text is selected; none where it means what it always does.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other action leaves the selection")]
    pub(in crate::app) fn act_while_selecting(&mut self, action: Action) -> Option<Outcome> {
        use Action::*;
        self.article.selection()?;
        match action {
            CopySelection | CopyLink => Some(self.article.copy_selection()),
            Back | Quit | Stop => {
                self.article.leave_selection();
                Some(Outcome::none())
            }
            Select | Open => Some(self.select_statement_here()),
            NextQuote | PreviousQuote | NextStatement | PreviousStatement | NextSource
            | PreviousSource => {
                // To another statement as always, and its words are what is selected then.
                let effects = self.act_on_panes(action.part());
                self.article.select_current();
                Some(effects)
            }
            FocusLeft | FocusRight | Down | Up | PageDown | PageUp | HalfDown | HalfUp | Top
            | Bottom | NextParagraph | PreviousParagraph | WordRight | WordLeft | LineStart
            | LineEnd | SwapEnds => {
                self.article.move_selection(action);
                Some(Outcome::none())
            }
            SelectContent | SelectSource | SelectCue | CopyQuote | Redraw | Help | Themes
            | NextTheme | ToggleLinkNumbers | ToggleStar => None,
            _ => {
                self.article.leave_selection();
                None
            }
        }
    }

    /// Begins at the current statement if it can be seen, else at the first visible character.
    pub(in crate::app) fn begin_selection(&mut self) -> Outcome {
        let effects = self.set_focus(Focus::Body);
        let Some(reader) = self.article.reader.as_ref().filter(|_| self.article.coming.is_none())
        else {
            return effects;
        };
        let current = reader.current_attribution().filter(|_| reader.current_in_view());
        let current = current.map(|found| found.extent().start);
        let shown = reader.lines.iter().skip(reader.top);
        let shown = || shown.clone().find_map(|line| line.pieces.first()).map(|it| it.span.start);
        let text = &reader.article.body.text;
        let start = current.or_else(shown).filter(|at| text.is_char_boundary(*at));
        let Some(at) = start.filter(|at| *at < text.len()) else {
            return effects.and(Outcome::say("There is no text to select here."));
        };
        let article = (reader.article.row.id, reader.article.text_hash.clone());
        self.article.selecting = Some(Selecting::new(article, at, at));
        effects
    }

    /// Selects the words of the statement at the cursor; where they are selected already, nothing.
    pub(in crate::app) fn select_statement_here(&mut self) -> Outcome {
        let Some((selecting, reader)) = self.article.selected_in() else { return Outcome::none() };
        let at = selecting.cursor;
        let found = reader.attribution_at(at).or(reader.current);
        let before = self.article.selection();
        let Some(found) = found else {
            return Outcome::say("No statement stands here: move into one, or on to the next.");
        };
        if let Some(reader) = self.article.reader.as_mut() {
            reader.select(found);
        }
        self.follow_body();
        self.article.select_current();
        if self.article.selection() == before {
            self.article.leave_selection();
        }
        Outcome::none()
    }

    /// The current statement goes to the clipboard with the line that says where it is from.
    pub(in crate::app) fn copy_quote(&mut self) -> Outcome {
        let reader = self.article.reader.as_ref();
        let current = reader.and_then(|it| Some((it.article.row.id, it.current?)));
        let Some((article, statement)) = current else {
            let key = self.env.keymap.key_of(Action::NextQuote).unwrap_or_default();
            return Outcome::say(format!("No statement is current; {key} goes to the next."));
        };
        self.write_out(Export {
            what: Exported::Quotation(article, statement),
            format: ExportFormat::Text,
            to: Destination::Clipboard,
        })
    }
}
