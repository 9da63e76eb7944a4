//! Marking, undo and redo: what the list, the open article and the feeds show of it.

use crate::app::action::table::MarkAction;
use crate::app::changes::mark::{MarkedRow, capital, told_of};
use crate::app::command::prompt::Purpose;
use crate::app::list::Arrival;
use crate::app::{App, Change, Effect, Outcome, RequestId, Stored, Write};
use crate::domain::{ArticleId, ArticleRow, Cursor, Order, Range};

impl App {
    pub(in crate::app) fn act_mark(&mut self, action: MarkAction) -> Outcome {
        match action {
            MarkAction::Undo => self.undo(),
            MarkAction::Redo => self.redo(),
            MarkAction::ToggleRead => {
                self.mark_row(|app, row, _| app.set_read(vec![row.id], row.unread))
            }
            MarkAction::MarkRead => self.mark_row(|app, row, _| app.set_read(vec![row.id], true)),
            MarkAction::MarkUnread => {
                self.mark_row(|app, row, _| app.set_read(vec![row.id], false))
            }
            MarkAction::ToggleStar => self.mark_row(|app, row, _| {
                app.changes.set_starred(&mut app.env, vec![row.id], !row.starred)
            }),
            MarkAction::DeleteArticle => delete_rows(self, 1),
            MarkAction::TagArticle => ask_for_tags(self),
            MarkAction::MarkAbove => {
                self.mark_row(|app, _, cursor| app.set_listed_read(Range::Above(cursor)))
            }
            MarkAction::MarkBelow => {
                self.mark_row(|app, _, cursor| app.set_listed_read(Range::Below(cursor)))
            }
            MarkAction::MarkAll => self.mark_row(|app, _, _| app.set_listed_read(Range::All)),
        }
    }

    /// Takes the last change back.
    pub(in crate::app) fn undo(&mut self) -> Outcome {
        let change = self.changes.history.undo();
        self.replay(change, "Undo", "Nothing to undo.")
    }

    /// Makes the change again that was taken back last.
    pub(in crate::app) fn redo(&mut self) -> Outcome {
        let change = self.changes.history.redo();
        self.replay(change, "Redo", "Nothing to redo.")
    }

    pub(in crate::app) fn set_listed_read(&mut self, range: Range) -> Outcome {
        self.changes.set_read_in(&mut self.env, self.list.query.clone(), range, self.list.seen())
    }

    /// Marks the row that is meant, or from its place in the list on; said where there is none.
    pub(in crate::app) fn mark_row(
        &mut self,
        mark: impl FnOnce(&mut App, &MarkedRow, Cursor) -> Outcome,
    ) -> Outcome {
        let row = self.row_to_mark().map(|row| {
            let marked = MarkedRow { id: row.id, unread: row.unread, starred: row.starred };
            (marked, Cursor::of(row))
        });
        let Some((row, cursor)) = row else {
            return Outcome::say("There is no article to mark.");
        };
        // An article from elsewhere has a place in this list only where that goes by date.
        let cursor = match self.list.selected_row() {
            Some(listed) if self.list.query.order != Order::Newest => Cursor::of(listed),
            _ => cursor,
        };
        mark(self, &row, cursor)
    }

    /// Marks so many articles from the selected one on.
    pub(in crate::app) fn mark_rows(&mut self, action: MarkAction, count: usize) -> Outcome {
        let rows: Vec<_> = self.list.rows.iter().skip(self.list.selected).take(count).collect();
        let Some(first) = rows.first() else { return self.act_mark(action) };
        let (unread, starred) = (first.unread, first.starred);
        let ids = rows.iter().map(|row| row.id).collect();
        match action {
            MarkAction::ToggleStar => self.changes.set_starred(&mut self.env, ids, !starred),
            MarkAction::ToggleRead => self.set_read(ids, unread),
            MarkAction::MarkRead => self.set_read(ids, true),
            MarkAction::MarkUnread => self.set_read(ids, false),
            MarkAction::DeleteArticle => delete_rows(self, count),
            // A number means nothing to these.
            MarkAction::TagArticle
            | MarkAction::MarkAbove
            | MarkAction::MarkBelow
            | MarkAction::MarkAll
            | MarkAction::Undo
            | MarkAction::Redo => self.act_mark(action),
        }
    }

    /// The selected article's row, or the open one's where the list does not lead there.
    pub(in crate::app) fn row_to_mark(&self) -> Option<&ArticleRow> {
        let open = self.article.reader.as_ref().filter(|_| self.archive.is_detached());
        open.map(|reader| &reader.article.row).or_else(|| self.list.selected_row())
    }

    pub(in crate::app) fn set_read(&mut self, ids: Vec<ArticleId>, read: bool) -> Outcome {
        let request =
            self.changes.expect_stored(&mut self.env, Stored::Done(Change::Read(Vec::new(), read)));
        if !read {
            // An article that was just marked unread does not become read by staying open.
            self.article.wake = RequestId::default();
        }
        told_of(request, Write::SetRead(ids, read))
    }

    /// The open article has been read; said only where nothing else is to be said.
    pub(in crate::app) fn set_read_by_reading(&mut self, id: ArticleId) -> Outcome {
        let change = Change::Read(Vec::new(), true);
        let request = self
            .changes
            .expect_stored(&mut self.env, Stored::Quiet(change, self.article.opened_at));
        Outcome::from(Effect::Write(request, Write::SetRead(vec![id], true)))
    }

    pub(in crate::app) fn replay(
        &mut self,
        change: Option<Change>,
        verb: &'static str,
        nothing: &str,
    ) -> Outcome {
        let Some(change) = change else {
            return Outcome::say(nothing);
        };
        let request =
            self.changes.expect_stored(&mut self.env, Stored::Replayed(change.clone(), verb));
        let write = self.sidebar.write_of(change.clone());
        self.show_feed_change(&change);
        told_of(request, write)
    }

    /// A change was stored: the screen shows it, the history keeps it.
    pub(in crate::app) fn stored(&mut self, request: RequestId, ids: Vec<ArticleId>) -> Outcome {
        let Some(stored) = self.changes.stored.remove(&request) else { return Outcome::none() };
        let quiet = matches!(stored, Stored::Quiet(..))
            && (self.status.get().is_some() || self.article.has_current());
        let cause = match stored {
            Stored::Quiet(_, cause) => Some(cause),
            Stored::Done(_) | Stored::Replayed(..) => None,
        };
        let (change, replayed) = match stored {
            Stored::Done(Change::Read(_, read)) | Stored::Quiet(Change::Read(_, read), _) => {
                (Change::Read(ids, read), None)
            }
            Stored::Done(Change::Starred(_, starred)) => (Change::Starred(ids, starred), None),
            Stored::Done(Change::Deleted(_, title, deleted)) => {
                (Change::Deleted(ids, title, deleted), None)
            }
            Stored::Done(other) | Stored::Quiet(other, _) => (other, None),
            Stored::Replayed(change, verb) => (change, Some(verb)),
        };
        match &change {
            Change::Read(ids, read) => self.show_change(ids, |row| row.unread = !read),
            Change::Starred(ids, starred) => self.show_change(ids, |row| row.starred = *starred),
            Change::Tagged(id, _, tags) => self.article.show_tags(*id, tags),
            Change::Deleted(..)
            | Change::Removed(..)
            | Change::Renamed(..)
            | Change::Moved(..)
            | Change::Settings(..)
            | Change::Ended(..)
            | Change::Subject(..)
            | Change::QuerySaved(..)
            | Change::QueryRemoved(..)
            | Change::QueryRenamed(..)
            | Change::Corrected(_)
            | Change::Uncorrected(_) => {}
        }
        let nothing = matches!(&change, Change::Read(ids, _) | Change::Starred(ids, _) | Change::Deleted(ids, ..) if ids.is_empty());
        let reshapes = matches!(change, Change::Deleted(..));
        let mut effects = Outcome::none();
        if !quiet {
            effects.extend(Outcome::say(match (nothing, replayed) {
                (true, None) if self.list.newer > 0 => {
                    "Nothing changed: what came in above has not been shown yet.".to_string()
                }
                (true, _) => "Nothing changed.".to_string(),
                (false, Some(verb)) => format!("{verb}: {}.", change.describe()),
                (false, None) => format!("{}.", capital(&change.describe())),
            }));
        }
        match cause {
            _ if replayed.is_some() || nothing => {}
            Some(cause) => self.changes.history.push_behind(change, cause),
            None => self.changes.history.push(change),
        }
        effects.extend(match reshapes {
            true => self.list.reload(&mut self.env, Arrival::Keep),
            false => self.list.load_counts(&mut self.env),
        });
        effects.extend(self.sidebar.load_feeds(&mut self.env));
        effects.extend(self.shelves_soon());
        effects
    }

    pub(in crate::app) fn show_change(
        &mut self,
        ids: &[ArticleId],
        change: impl Fn(&mut crate::domain::ArticleRow),
    ) {
        self.list.change(ids, &change);
        if let Some(reader) =
            self.article.reader.as_mut().filter(|r| ids.contains(&r.article.row.id))
        {
            change(&mut reader.article.row);
        }
    }
}

/// Deletes so many articles from the selected one on.
fn delete_rows(app: &mut App, count: usize) -> Outcome {
    let listed = app.list.rows.iter().skip(app.list.selected).take(count);
    let ids: Vec<ArticleId> = match count {
        1 => app.row_to_mark().map(|row| row.id).into_iter().collect(),
        _ => listed.map(|row| row.id).collect(),
    };
    let Some(row) = app.row_to_mark() else {
        return Outcome::say("There is no article to delete.");
    };
    let title = row.title.clone();
    app.changes.delete(&mut app.env, ids, title)
}

/// Asks for the tags of the open article.
fn ask_for_tags(app: &mut App) -> Outcome {
    let row = app.row_to_mark().map(|row| row.id);
    let open = app.article.reader.as_ref().map(|reader| &reader.article);
    match open.filter(|article| Some(article.row.id) == row) {
        Some(article) => {
            let (id, tags) = (article.row.id, article.own_tags.join(", "));
            app.commands.ask(Purpose::ArticleTags(id), tags)
        }
        None => Outcome::say("There is no article to tag."),
    }
}

/// Gives the open article the tags that were typed.
pub(in crate::app) fn tag_article(app: &mut App, id: ArticleId, typed: &str) -> Outcome {
    let open = app.article.reader.as_ref().map(|reader| &reader.article);
    let Some(article) = open.filter(|article| article.row.id == id) else {
        return Outcome::none();
    };
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            tags.push(tag.to_owned());
        }
    }
    if tags == article.own_tags {
        return Outcome::none();
    }
    let change = Change::Tagged(id, article.own_tags.clone(), tags.clone());
    let request = app.changes.expect_stored(&mut app.env, Stored::Done(change));
    Outcome::from(Effect::Write(request, Write::SetTags(id, tags)))
}
