//! Selects articles by the options of a command.

use chrono::Utc;

use crate::domain::search::{self, Fact, Node, Term};
use crate::domain::{
    ArticleId, ArticleRow, Cursor, Details, FeedId, Order, Query, SavedQuery, Scope, clean, fold,
};
use crate::extract;
use crate::store::Store;

use super::archive_args::{Days, Selection};
use super::error::Failure;
use super::named;
use super::output::print_stderr;

/// The number of rows that are read at a time.
const PAGE: usize = 500;

/// The selected articles.
pub(super) struct Selected {
    /// The list that contains the articles.
    pub(super) query: Query,
    feed: Option<FeedId>,
    /// The folded tag, and the feeds whose articles all have it.
    tag: Option<(String, Vec<FeedId>)>,
    starred: bool,
    after: Option<i64>,
    before: Option<i64>,
}

/// The articles that a command works on.
pub(super) enum Chosen {
    /// Articles by their ids; all of them exist.
    Articles(Vec<ArticleId>),
    /// The articles that conditions select.
    Selected(Selected),
    /// Nothing was specified.
    Nothing,
}

/// Returns the articles given by ids, or by a search and options.
pub(super) fn choose(
    store: &Store,
    ids: &[i64],
    query: Option<&str>,
    options: &Selection,
) -> Result<Chosen, Failure> {
    match (ids.is_empty(), options.is_some() || query.is_some()) {
        (true, false) => Ok(Chosen::Nothing),
        (false, true) => Err(Failure::usage("articles were given by number and by conditions")
            .hint("use one or the other")),
        (false, false) => {
            let ids: Vec<ArticleId> = ids.iter().map(|id| ArticleId(*id)).collect();
            for id in &ids {
                if store.details(*id)?.is_none() {
                    return Err(Failure::new(format!("there is no article {}", id.0))
                        .hint("`onrecord list` shows the numbers"));
                }
            }
            Ok(Chosen::Articles(ids))
        }
        (true, true) => {
            let search = query.map(check_search).transpose()?;
            let selected = Selected::new(store, options, search.as_deref(), Order::Newest)?;
            Ok(Chosen::Selected(selected))
        }
    }
}

/// Returns the articles that numbers, or a search and options, select for a command that changes
/// them (`verb`). All are found before the first is changed, because a changed article may no longer
/// be selected.
pub(super) fn ids(
    store: &Store,
    ids: &[i64],
    query: Option<&str>,
    options: &Selection,
    verb: &str,
) -> Result<Vec<ArticleId>, Failure> {
    match choose(store, ids, query, options)? {
        Chosen::Articles(ids) => Ok(ids),
        Chosen::Selected(selected) => {
            let mut ids = Vec::new();
            selected.walk(store, None, &mut |found| {
                ids.extend(found.map(|(row, _)| row.id));
                Ok::<(), Failure>(())
            })?;
            Ok(ids)
        }
        Chosen::Nothing => Err(Failure::usage(format!("no articles to {verb} were given"))
            .hint("give article numbers, or use --query, --feed, --tag, --starred, --before …")),
    }
}

/// A callback for each article, called with `None` after each page.
type Visit<'a, E> = dyn FnMut(Option<(&ArticleRow, Details)>) -> Result<(), E> + 'a;

impl Days {
    /// Returns the times of `--after` and `--before`, in seconds since 1970 UTC.
    pub(super) fn to_seconds(&self) -> Result<(Option<i64>, Option<i64>), Failure> {
        let after = day_start("after", self.after.as_deref())?;
        Ok((after, day_start("before", self.before.as_deref())?))
    }
}

/// Returns the beginning of the day in an option. Days are written as in searches.
fn day_start(option: &str, written: Option<&str>) -> Result<Option<i64>, Failure> {
    let Some(written) = written else { return Ok(None) };
    let day = match search::parse(&format!("after:{}", written.trim())) {
        Ok(search) => match search.root {
            Some(Node::Is(Term::Fact(Fact::After(day)))) => Some(day),
            _ => None,
        },
        Err(_) => None,
    };
    let day = day.ok_or_else(|| {
        Failure::usage(format!("`{written}` is not a day, as --{option} needs"))
            .hint("days are written 2024-02-18, 2024-02, 2024, today or yesterday")
    })?;
    Ok(Some(day.start_seconds(Utc::now().timestamp())))
}

/// Returns the feed that an option names.
pub(super) fn named_feed(store: &Store, named: Option<&str>) -> Result<Option<FeedId>, Failure> {
    let Some(named) = named else { return Ok(None) };
    let feeds = store.feeds()?;
    Ok(Some(named::find_feed(&feeds, named)?.id))
}

/// Returns the search if it is valid, or an error with its position.
pub(super) fn check_search(text: &str) -> Result<String, Failure> {
    let Err(fault) = search::parse(text) else { return Ok(text.to_owned()) };
    // The `x` stands for the error: trailing blanks would not be shown.
    let before = format!("{}x", text.get(..fault.span.start).unwrap_or(""));
    let column = unicode_width::UnicodeWidthStr::width(clean::one_line(&before).as_str());
    Err(Failure::usage(fault.message.clone()).with_lines(format!(
        "  {}\n  {}^",
        clean::one_line(text),
        " ".repeat(column.saturating_sub(1))
    )))
}

impl Selected {
    /// Selects by options and by a search that was checked before.
    pub(super) fn new(
        store: &Store,
        options: &Selection,
        search: Option<&str>,
        order: Order,
    ) -> Result<Selected, Failure> {
        let now = Utc::now().timestamp();
        let feed = named_feed(store, options.feed.as_deref())?;
        let saved =
            options.saved.as_deref().map(|title| saved_query(store, title, now)).transpose()?;
        let scope = match (search, saved, feed, &options.tag, options.starred) {
            (Some(text), Some(saved), ..) if !saved.text.trim().is_empty() => {
                Scope::Search(format!("({}) ({text})", saved.text))
            }
            (Some(text), ..) => Scope::Search(text.to_owned()),
            (None, Some(saved), ..) => Scope::Saved(saved.id),
            (None, None, Some(feed), ..) => Scope::Feed(feed),
            (None, None, None, Some(tag), _) => Scope::Tag(tag.clone()),
            (None, None, None, None, true) => Scope::Starred,
            (None, None, None, None, false) => Scope::All,
        };
        let query = Query {
            scope,
            unread_only: options.unread,
            unread_since: i64::MAX,
            order,
            now,
            ..Query::default()
        };
        let tag = options.tag.as_deref().map(|tag| folded_tag(store, tag)).transpose()?;
        let (after, before) = options.days.to_seconds()?;
        Ok(Selected { query, feed, tag, starred: options.starred, after, before })
    }

    /// Passes the articles to `each`, in order and at most `limit`, a page at a time.
    pub(super) fn walk<E: From<Failure>>(
        &self,
        store: &Store,
        limit: Option<u64>,
        visit: &mut Visit<E>,
    ) -> Result<(), E> {
        let mut left = limit.unwrap_or(u64::MAX);
        let mut walk = store.walk(&self.query, self.begin()).map_err(Failure::from)?;
        while left > 0 {
            let rows = walk.next(PAGE).map_err(Failure::from)?;
            for row in &rows {
                if left == 0 || !self.holds(row) {
                    continue;
                }
                let details = store.details(row.id).map_err(Failure::from)?;
                let Some(details) = details.filter(|details| self.tagged(row, details)) else {
                    continue;
                };
                visit(Some((row, details)))?;
                left -= 1;
            }
            visit(None)?;
            if rows.last().is_none_or(|last| self.is_past(last)) {
                break;
            }
        }
        Ok(())
    }

    /// Returns whether the store handles all conditions, so that it can count the articles.
    pub(super) fn is_plain(&self) -> bool {
        let feed = self.feed.is_none() || matches!(self.query.scope, Scope::Feed(_));
        let tag = self.tag.is_none() || matches!(self.query.scope, Scope::Tag(_));
        let star = !self.starred || self.query.scope == Scope::Starred;
        feed && tag && star && self.after.is_none() && self.before.is_none()
    }

    fn holds(&self, row: &ArticleRow) -> bool {
        self.feed.is_none_or(|feed| row.feed == feed)
            && (!self.starred || row.starred)
            && self.after.is_none_or(|after| row.sort_key >= after)
            && self.before.is_none_or(|before| row.sort_key < before)
    }

    fn tagged(&self, row: &ArticleRow, details: &Details) -> bool {
        let by_scope = matches!(self.query.scope, Scope::Tag(_));
        self.tag.as_ref().is_none_or(|(tag, feeds)| {
            by_scope || feeds.contains(&row.feed) || has_tag(&details.tags, tag)
        })
    }

    /// Returns the position before which no article can match.
    fn begin(&self) -> Option<Cursor> {
        let key = match self.query.order {
            Order::Newest => self.before?,
            // In an order with descending keys the oldest come first, so their keys are negated.
            Order::Oldest => 1 - self.after?,
            _ => return None,
        };
        Some(Cursor { key, id: ArticleId(i64::MIN) })
    }

    /// Returns whether no article after this row can match.
    fn is_past(&self, row: &ArticleRow) -> bool {
        match self.query.order {
            Order::Newest => self.after.is_some_and(|after| row.sort_key < after),
            Order::Oldest => self.before.is_some_and(|before| row.sort_key >= before),
            _ => false,
        }
    }
}

/// Returns a folded tag, and the feeds that have it. All their articles have it, too.
fn folded_tag(store: &Store, tag: &str) -> Result<(String, Vec<FeedId>), Failure> {
    let tag = fold::fold(tag.trim());
    let mut feeds = store.feeds()?;
    feeds.retain(|feed| {
        feed.subscription.as_ref().is_some_and(|known| has_tag(&known.settings.tags, &tag))
    });
    Ok((tag, feeds.iter().map(|feed| feed.id).collect()))
}

fn has_tag(tags: &[String], folded: &str) -> bool {
    tags.iter().any(|tag| fold::fold(tag.trim()) == folded)
}

/// Returns the saved query with that title, ignoring case.
fn saved_query(store: &Store, title: &str, now: i64) -> Result<SavedQuery, Failure> {
    let queries = store.shelves(now)?.queries;
    let wanted = title.trim().to_lowercase();
    let mut queries = queries.into_iter().map(|(query, _)| query);
    let found = queries.find(|query| query.title.trim().to_lowercase() == wanted);
    found.ok_or_else(|| {
        Failure::new(format!("there is no saved query `{title}`"))
            .hint("queries are saved in the app; `onrecord search` takes any query")
    })
}

/// Prints on standard error if articles wait to be analysed: their statements are not known yet.
pub(super) fn tell_unanalysed(store: &Store) -> Result<(), Failure> {
    // Counting more would take as long as listing them.
    const MOST: usize = 10_000;
    let count = store.articles_to_analyse(extract::VERSION, MOST)?.len();
    if count > 0 {
        let (articles, are) = match count {
            1 => ("1 article".to_owned(), "is"),
            MOST => (format!("more than {MOST} articles"), "are"),
            count => (format!("{count} articles"), "are"),
        };
        print_stderr(format_args!(
            "note: {articles} {are} not analysed yet; run `onrecord analyse`"
        ));
    }
    Ok(())
}
