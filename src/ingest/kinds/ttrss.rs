//! Tiny Tiny RSS, by its JSON interface (level 15 and later; older ones answer the same).

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Request, ServerFeed, ServerItem, Verb, Wire,
    answer,
};
use crate::ingest::FetchError;

/// The most articles that one answer holds.
const PAGE: usize = 200;
/// How often a list is read, because it changed meanwhile.
const MOST_TURNS: usize = 5;

/// An account at a Tiny Tiny RSS. Its address is that of the server's pages.
#[derive(Debug)]
pub struct TinyTiny {
    login: Login,
    session: Option<String>,
}

impl TinyTiny {
    /// For that user.
    pub fn new(login: Login) -> TinyTiny {
        TinyTiny { login, session: None }
    }

    /// Asks for an operation; signs in where there is no session, or where it has ended.
    fn ask(&mut self, wire: &mut dyn Wire, op: &str, values: &Value) -> Result<Value, Problem> {
        if let Some(session) = self.session.clone() {
            match call(wire, op, values, Some(&session)) {
                Err(Problem::SignIn) => self.session = None,
                other => return other,
            }
        }
        let session = self.begin(wire)?;
        let answer = call(wire, op, values, Some(&session));
        self.session = Some(session);
        answer
    }

    fn begin(&self, wire: &mut dyn Wire) -> Result<String, Problem> {
        let values = json!({ "user": self.login.user, "password": self.login.password });
        let content = call(wire, "login", &values, None)?;
        let session = answer::id(&content["session_id"]);
        session.ok_or_else(|| Problem::NotThisKind("no session in its answer".to_owned()))
    }

    /// The names of all articles that are shown so. The server pages by counting, in an order that
    /// leaves open what comes first of one moment, and lists change while they are read. So the list
    /// is read until it has as many articles as the server counts, or until nothing is added.
    fn names(
        &mut self,
        wire: &mut dyn Wire,
        shown: &str,
        (counter, field): (&str, &str),
    ) -> Result<Vec<String>, Problem> {
        let mut names: HashSet<String> = HashSet::new();
        for turn in 0..MOST_TURNS {
            let before = names.len();
            self.add_names(wire, shown, &mut names)?;
            let counters = self.ask(wire, "getCounters", &json!({}))?;
            let mut counters = answer::whole(&counters)?.iter();
            let found = counters.find(|one| answer::id(&one["id"]).as_deref() == Some(counter));
            let count =
                found.and_then(|one| answer::id(&one[field])).and_then(|id| id.parse().ok());
            if names.len() >= count.unwrap_or(0) || (turn > 0 && names.len() == before) {
                return Ok(names.into_iter().collect());
            }
        }
        Err(FetchError::broken("the list of articles changes all the time").into())
    }

    /// Reads the list once.
    fn add_names(
        &mut self,
        wire: &mut dyn Wire,
        shown: &str,
        names: &mut HashSet<String>,
    ) -> Result<(), Problem> {
        let mut seen = HashSet::new();
        let mut skip = 0;
        loop {
            let values = json!({
                "feed_id": -4, "view_mode": shown, "limit": PAGE, "skip": skip,
                "show_content": false, "show_excerpt": false, "order_by": "date_reverse",
            });
            let content = self.ask(wire, "getHeadlines", &values)?;
            let page = answer::whole(&content)?;
            let before = seen.len();
            seen.extend(page.iter().filter_map(|item| answer::id(&item["id"])));
            skip += page.len();
            // A server that gives the same page for ever adds nothing.
            if page.len() < PAGE || seen.len() == before {
                names.extend(seen);
                return Ok(());
            }
        }
    }
}

impl Kind for TinyTiny {
    /// Its call to mark a feed read has no bound; its interface cannot rename or move feeds.
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: false, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        self.session = None;
        let content = self.ask(wire, "getVersion", &json!({}))?;
        let version = answer::line(&content["version"]).unwrap_or_default();
        Ok(format!("Tiny Tiny RSS {version}"))
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let categories = self.ask(wire, "getCategories", &json!({}))?;
        let titles: HashMap<String, String> = answer::whole(&categories)?
            .iter()
            .filter_map(|one| Some((answer::id(&one["id"])?, answer::line(&one["title"])?)))
            // 0 and below are no folders of the user's.
            .filter(|(id, _)| id.parse::<i64>().is_ok_and(|id| id > 0))
            .collect();
        let content = self.ask(wire, "getFeeds", &json!({ "cat_id": -3 }))?;
        let feeds = answer::whole(&content)?.iter();
        Ok(feeds
            .filter_map(|feed| {
                let address = answer::web(&feed["feed_url"]);
                let title = answer::line(&feed["title"]).or_else(|| address.clone());
                let folder = answer::id(&feed["cat_id"]).and_then(|id| titles.get(&id));
                Some(ServerFeed {
                    id: answer::id(&feed["id"])?,
                    title: title.unwrap_or_default(),
                    site: None,
                    folders: folder.into_iter().cloned().collect(),
                    address,
                })
            })
            .collect())
    }

    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "unread", ("global-unread", "counter"))
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "marked", ("-1", "auxcounter"))
    }

    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut items = Vec::new();
        for some in ids.chunks(PAGE) {
            let values = json!({ "article_id": answer::numbers(some).join(",") });
            let content = self.ask(wire, "getArticle", &values)?;
            items.extend(answer::whole(&content)?.iter().filter_map(item));
        }
        items.retain(|item| ids.contains(&item.id));
        Ok(items)
    }

    fn mark(
        &mut self,
        wire: &mut dyn Wire,
        ids: &[String],
        mark: Mark,
        on: bool,
    ) -> Result<(), Problem> {
        // Field 0: starred; field 2: unread.
        let (field, mode) = match mark {
            Mark::Starred => (0, i32::from(on)),
            Mark::Read => (2, i32::from(!on)),
        };
        for some in ids.chunks(PAGE) {
            let names = answer::numbers(some).join(",");
            let values = json!({ "article_ids": names, "field": field, "mode": mode });
            self.ask(wire, "updateArticle", &values)?;
        }
        Ok(())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        match change {
            FeedChange::Add { address, folder } => {
                let folder = match folder {
                    Some(title) => self.folder(wire, title)?,
                    None => 0,
                };
                let values = json!({ "feed_url": address, "category_id": folder });
                let status = &self.ask(wire, "subscribeToFeed", &values)?["status"];
                match status["code"].as_i64() {
                    // It follows it already, or it does now.
                    Some(0 | 1) => Ok(()),
                    code => {
                        let why = answer::line(&status["message"]).unwrap_or_else(|| {
                            format!("it cannot follow that (code {})", code.unwrap_or(-1))
                        });
                        Err(Problem::Refused(why))
                    }
                }
            }
            FeedChange::Remove { id } => {
                match self.ask(wire, "unsubscribeFeed", &json!({ "feed_id": id })) {
                    // It has gone already.
                    Err(Problem::Refused(why)) if why == "FEED_NOT_FOUND" => Ok(()),
                    other => other.map(|_| ()),
                }
            }
            FeedChange::Rename { .. } => Err(Problem::Cannot("rename a feed")),
            FeedChange::Move { .. } => Err(Problem::Cannot("move a feed")),
        }
    }
}

impl TinyTiny {
    /// The number of the folder of that title; its interface cannot make one.
    fn folder(&mut self, wire: &mut dyn Wire, title: &str) -> Result<i64, Problem> {
        let content = self.ask(wire, "getCategories", &json!({ "include_empty": true }))?;
        let mut known = answer::whole(&content)?.iter();
        let found = known.find(|one| one["title"].as_str() == Some(title));
        let id = found.and_then(|one| answer::id(&one["id"])).and_then(|id| id.parse().ok());
        id.ok_or_else(|| Problem::Unknown(format!("the folder \"{title}\"; make it there first")))
    }
}

/// One call: an operation with its values.
fn call(
    wire: &mut dyn Wire,
    op: &str,
    values: &Value,
    session: Option<&str>,
) -> Result<Value, Problem> {
    let mut all: Map<String, Value> = values.as_object().cloned().unwrap_or_default();
    all.insert("op".to_owned(), op.into());
    if let Some(session) = session {
        all.insert("sid".to_owned(), session.into());
    }
    let request = Request::json(Verb::Post, "/api/", Value::Object(all));
    let mut value = wire.send(&request)?.ok()?.value()?;
    match value["status"].as_i64() {
        Some(0) => Ok(value["content"].take()),
        Some(_) => Err(match value["content"]["error"].as_str() {
            Some("LOGIN_ERROR" | "NOT_LOGGED_IN") => Problem::SignIn,
            Some("API_DISABLED") => Problem::SwitchedOff,
            _ => {
                let why = answer::line(&value["content"]["error"]);
                Problem::Refused(why.unwrap_or_else(|| "it does not say why".to_owned()))
            }
        }),
        None => Err(Problem::NotThisKind("no \"status\" in its answer".to_owned())),
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["id"])?,
        feed: answer::id(&value["feed_id"])?,
        read: answer::truth(&value["unread"]).map(|unread| !unread),
        starred: answer::truth(&value["marked"]),
        draft: answer::draft(&answer::Parts {
            // Its own, not the one of the feed.
            guid: &Value::Null,
            url: &value["link"],
            title: &value["title"],
            author: &value["author"],
            markup: &value["content"],
            published: &value["updated"],
        }),
    })
}
