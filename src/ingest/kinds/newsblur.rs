//! NewsBlur, by its interface for programs.

use std::collections::HashMap;

use serde_json::Value;

use super::request::escaped;
use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Received, Request, ServerFeed, ServerItem,
    Wire, answer,
};

/// The most articles that one call may ask for or mark.
const MOST_ITEMS: usize = 100;

/// An account at NewsBlur. Its address is that of the service ("https://newsblur.com").
#[derive(Debug)]
pub struct NewsBlur {
    login: Login,
    /// The session's cookie, as it is sent back.
    session: Option<String>,
}

impl NewsBlur {
    /// For that user.
    pub fn new(login: Login) -> NewsBlur {
        NewsBlur { login, session: None }
    }

    /// Sends a request; signs in where there is no session, or where it has ended.
    fn ask(&mut self, wire: &mut dyn Wire, request: &Request) -> Result<Value, Problem> {
        if let Some(session) = &self.session {
            match read(&wire.send(&request.clone().header("Cookie", session.clone()))?) {
                Err(Problem::SignIn) => self.session = None,
                other => return other,
            }
        }
        let session = self.begin(wire)?;
        let value = read(&wire.send(&request.clone().header("Cookie", session.clone()))?);
        self.session = Some(session);
        value
    }

    fn begin(&self, wire: &mut dyn Wire) -> Result<String, Problem> {
        let fields = fields(&[("username", &self.login.user), ("password", &self.login.password)]);
        let received = wire.send(&Request::form("/api/login", fields))?;
        let value = received.clone().ok()?.value()?;
        if answer::truth(&value["authenticated"]) != Some(true) {
            return Err(match value["authenticated"] {
                Value::Null => Problem::NotThisKind("no \"authenticated\" in it".to_owned()),
                _ => Problem::SignIn,
            });
        }
        let cookies = received.cookies.iter().filter_map(|cookie| cookie.split(';').next());
        let session = cookies.map(str::trim).find(|cookie| cookie.starts_with("newsblur_session"));
        let session = session.map(str::to_owned);
        session.ok_or_else(|| Problem::NotThisKind("no session in its answer".to_owned()))
    }

    /// A change, by its fields.
    fn put(
        &mut self,
        wire: &mut dyn Wire,
        path: &str,
        values: &[(&str, &str)],
    ) -> Result<(), Problem> {
        self.ask(wire, &Request::form(path, fields(values))).map(|_| ())
    }

    /// The folders of all feeds, by the feeds' names; the top is none.
    fn folders(&mut self, wire: &mut dyn Wire) -> Result<Folders, Problem> {
        let value = self.ask(wire, &Request::get(FEEDS))?;
        Ok(folders_of(&value))
    }
}

const FEEDS: &str = "/reader/feeds?include_favicons=false&flat=true";

type Folders = HashMap<String, Vec<String>>;

/// From an answer with flat folders: titles with the feeds that are in them.
fn folders_of(value: &Value) -> Folders {
    let mut folders = Folders::new();
    for (title, feeds) in value["flat_folders"].as_object().into_iter().flatten() {
        if let Some(title) = answer::line(&Value::from(title.as_str())) {
            for feed in answer::ids(feeds) {
                folders.entry(feed).or_default().push(title.clone());
            }
        }
    }
    folders
}

impl Kind for NewsBlur {
    /// Its call to mark a feed read goes by the dates of the articles, so it would mark one that
    /// came in late.
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: true, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        self.session = Some(self.begin(wire)?);
        Ok("NewsBlur".to_owned())
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let value = self.ask(wire, &Request::get(FEEDS))?;
        let mut folders = folders_of(&value);
        let feeds = value["feeds"].as_object();
        let feeds = feeds.ok_or_else(|| Problem::NotThisKind("no \"feeds\" in it".to_owned()))?;
        Ok(feeds
            .iter()
            .map(|(id, feed)| {
                let address = answer::web(&feed["feed_address"]);
                let title = answer::line(&feed["feed_title"]).or_else(|| address.clone());
                ServerFeed {
                    id: id.clone(),
                    title: title.unwrap_or_default(),
                    site: answer::web(&feed["feed_link"]),
                    folders: folders.remove(id).unwrap_or_default(),
                    address,
                }
            })
            .collect())
    }

    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        let value = self.ask(wire, &Request::get("/reader/unread_story_hashes"))?;
        let feeds = value["unread_feed_story_hashes"].as_object();
        let feeds = feeds.ok_or_else(|| Problem::NotThisKind("no list of unread".to_owned()))?;
        Ok(feeds.values().flat_map(answer::ids).collect())
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        let value = self.ask(wire, &Request::get("/reader/starred_story_hashes"))?;
        answer::list(&value, "starred_story_hashes")?;
        Ok(answer::ids(&value["starred_story_hashes"]))
    }

    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut items = Vec::new();
        for some in ids.chunks(MOST_ITEMS) {
            let names: Vec<String> = some.iter().map(|id| format!("h={}", escaped(id))).collect();
            let path = format!("/reader/river_stories?{}", names.join("&"));
            let value = self.ask(wire, &Request::get(path))?;
            items.extend(answer::list(&value, "stories")?.iter().filter_map(item));
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
        // Only marking as read takes several at once.
        let (path, most) = match (mark, on) {
            (Mark::Read, true) => ("/reader/mark_story_hashes_as_read", MOST_ITEMS),
            (Mark::Read, false) => ("/reader/mark_story_hash_as_unread", 1),
            (Mark::Starred, true) => ("/reader/mark_story_hash_as_starred", 1),
            (Mark::Starred, false) => ("/reader/mark_story_hash_as_unstarred", 1),
        };
        for some in ids.chunks(most) {
            let names: Vec<(&str, &str)> =
                some.iter().map(|id| ("story_hash", id.as_str())).collect();
            self.put(wire, path, &names)?;
        }
        Ok(())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        match change {
            FeedChange::Add { address, folder } => {
                let folder = folder.as_deref().unwrap_or("");
                self.put(wire, "/reader/add_url", &[("url", address), ("folder", folder)])
            }
            FeedChange::Rename { id, title } => {
                self.put(wire, "/reader/rename_feed", &[("feed_id", id), ("feed_title", title)])
            }
            FeedChange::Move { id, folder } => {
                let to = folder.as_deref().unwrap_or("");
                for from in self.folders(wire)?.remove(id).unwrap_or_else(top) {
                    if from != to {
                        let values = [("feed_id", id.as_str()), ("in_folder", &from)];
                        let values = [values[0], values[1], ("to_folder", to)];
                        self.put(wire, "/reader/move_feed_to_folder", &values)?;
                    }
                }
                Ok(())
            }
            FeedChange::Remove { id } => {
                for folder in self.folders(wire)?.remove(id).unwrap_or_else(top) {
                    let values = [("feed_id", id.as_str()), ("in_folder", folder.as_str())];
                    self.put(wire, "/reader/delete_feed", &values)?;
                }
                Ok(())
            }
        }
    }
}

/// The folder of a feed that is in none.
fn top() -> Vec<String> {
    vec![String::new()]
}

fn fields(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The value of an answer that did what was asked.
fn read(received: &Received) -> Result<Value, Problem> {
    let value = received.clone().ok()?.value()?;
    if answer::truth(&value["authenticated"]) == Some(false) {
        return Err(Problem::SignIn);
    }
    match value["code"].as_i64() {
        Some(code) if code < 0 => {
            let why = answer::line(&value["message"]);
            Err(Problem::Refused(why.unwrap_or_else(|| "it does not say why".to_owned())))
        }
        _ => Ok(value),
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["story_hash"])?,
        feed: answer::id(&value["story_feed_id"])?,
        read: answer::truth(&value["read_status"]),
        starred: Some(answer::truth(&value["starred"]).unwrap_or(false)),
        draft: answer::draft(&answer::Parts {
            guid: &value["id"],
            url: &value["story_permalink"],
            title: &value["story_title"],
            author: &value["story_authors"],
            markup: &value["story_content"],
            published: &value["story_timestamp"],
        }),
    })
}
