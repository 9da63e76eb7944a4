//! Nextcloud News, by version 1.3 of its interface.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Received, Request, ServerFeed, ServerItem,
    Verb, Wire, answer,
};

/// Where the interface is, below the address of the account.
const INTERFACE: &str = "/index.php/apps/news/api/v1-3";

/// Articles in one answer, and names in one call.
const PAGE: usize = 200;

/// An account on a Nextcloud. Its address is that of the Nextcloud.
#[derive(Debug)]
pub struct Nextcloud {
    login: Login,
}

impl Nextcloud {
    /// For that user; the password may be one for a single program.
    pub fn new(login: Login) -> Nextcloud {
        Nextcloud { login }
    }

    fn send(&self, wire: &mut dyn Wire, request: Request) -> Result<Received, Problem> {
        let request = Request { path: format!("{INTERFACE}{}", request.path), ..request };
        let received = wire.send(&request.header("Authorization", self.login.basic()))?;
        match received.status {
            409 => Err(Problem::Refused("it has that already".to_owned())),
            422 => Err(Problem::Refused("it cannot read that".to_owned())),
            _ => received.ok(),
        }
    }

    fn get(&self, wire: &mut dyn Wire, path: &str) -> Result<Value, Problem> {
        self.send(wire, Request::get(path))?.value()
    }

    /// A change; what it names and is gone is done with.
    fn put(&self, wire: &mut dyn Wire, path: &str, value: Value) -> Result<Received, Problem> {
        self.send(wire, Request::json(Verb::Post, path, value))
    }

    /// Folders by their names on the server.
    fn folders(&self, wire: &mut dyn Wire) -> Result<HashMap<String, String>, Problem> {
        let value = self.get(wire, "/folders")?;
        let folders = answer::list(&value, "folders")?.iter();
        Ok(folders
            .filter_map(|folder| Some((answer::id(&folder["id"])?, answer::line(&folder["name"])?)))
            .collect())
    }

    /// The number of the folder of that title, made where there is none; null for no folder.
    fn folder(&self, wire: &mut dyn Wire, title: Option<&str>) -> Result<Value, Problem> {
        let Some(title) = title else { return Ok(Value::Null) };
        let known = self.folders(wire)?;
        let mut id = known.into_iter().find(|(_, name)| name == title).map(|(id, _)| id);
        if id.is_none() {
            let made = self.put(wire, "/folders", json!({ "name": title }))?.value()?;
            id =
                answer::list(&made, "folders")?.iter().find_map(|folder| answer::id(&folder["id"]));
        }
        let number = id.and_then(|id| id.parse::<i64>().ok());
        number.map(Value::from).ok_or_else(|| Problem::Unknown(format!("the folder \"{title}\"")))
    }

    /// Articles from the newest down to the one of that number, page by page.
    fn walk(
        &self,
        wire: &mut dyn Wire,
        query: &str,
        (from, to): (i64, i64),
        mut each: impl FnMut(i64, &Value),
    ) -> Result<(), Problem> {
        let mut offset = from;
        loop {
            let path = format!("/items?{query}&id=0&batchSize={PAGE}&offset={offset}");
            let value = self.get(wire, &path)?;
            let mut lowest = None;
            for item in answer::list(&value, "items")? {
                let Some(number) = answer::id(&item["id"]).and_then(|id| id.parse().ok()) else {
                    continue;
                };
                each(number, item);
                lowest = Some(lowest.map_or(number, |lowest: i64| lowest.min(number)));
            }
            match lowest {
                // A page that does not go on downwards would go on for ever.
                Some(lowest) if lowest > to && (offset == 0 || lowest < offset) => offset = lowest,
                _ => return Ok(()),
            }
        }
    }

    fn names(&self, wire: &mut dyn Wire, query: &str) -> Result<Vec<String>, Problem> {
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        self.walk(wire, query, (0, 0), |number, _| {
            if seen.insert(number) {
                ids.push(number.to_string());
            }
        })?;
        Ok(ids)
    }
}

impl Kind for Nextcloud {
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: true, feed_read: true }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        let value = self.get(wire, "/version")?;
        let version = answer::line(&value["version"]);
        let version = version.ok_or_else(|| Problem::NotThisKind("no version".to_owned()))?;
        Ok(format!("Nextcloud News {version}"))
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let folders = self.folders(wire)?;
        let value = self.get(wire, "/feeds")?;
        let feeds = answer::list(&value, "feeds")?.iter();
        Ok(feeds
            .filter_map(|feed| {
                let address = answer::web(&feed["url"]);
                let title = answer::line(&feed["title"]).or_else(|| address.clone());
                let folder = answer::id(&feed["folderId"]).and_then(|id| folders.get(&id));
                Some(ServerFeed {
                    id: answer::id(&feed["id"])?,
                    title: title.unwrap_or_default(),
                    site: answer::web(&feed["link"]),
                    folders: folder.into_iter().cloned().collect(),
                    address,
                })
            })
            .collect())
    }

    /// There is no list of names alone: the articles come with them.
    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "type=3&getRead=false")
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "type=2&getRead=true")
    }

    /// There is no call for articles by name: the pages from the newest to the oldest are read.
    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let wanted: HashSet<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let (Some(&from), Some(&to)) = (wanted.iter().max(), wanted.iter().min()) else {
            return Ok(Vec::new());
        };
        let mut items: HashMap<i64, ServerItem> = HashMap::new();
        let range = (from.saturating_add(1), to);
        self.walk(wire, "type=3&getRead=true", range, |number, value| {
            if let Some(item) = wanted.contains(&number).then(|| item(value)).flatten() {
                items.insert(number, item);
            }
        })?;
        Ok(items.into_values().collect())
    }

    fn mark(
        &mut self,
        wire: &mut dyn Wire,
        ids: &[String],
        mark: Mark,
        on: bool,
    ) -> Result<(), Problem> {
        let verb = match (mark, on) {
            (Mark::Read, true) => "read",
            (Mark::Read, false) => "unread",
            (Mark::Starred, true) => "star",
            (Mark::Starred, false) => "unstar",
        };
        for some in ids.chunks(PAGE) {
            let names = answer::numbers_json(some);
            self.put(wire, &format!("/items/{verb}/multiple"), json!({ "itemIds": names }))?;
        }
        Ok(())
    }

    fn mark_feed_read(
        &mut self,
        wire: &mut dyn Wire,
        feed: &str,
        newest: &str,
    ) -> Result<(), Problem> {
        let newest: i64 =
            newest.parse().map_err(|_| Problem::Unknown(format!("the article {newest}")))?;
        let path = format!("/feeds/{}/read", number(feed)?);
        self.put(wire, &path, json!({ "newestItemId": newest })).map(|_| ())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        match change {
            FeedChange::Add { address, folder } => {
                let folder = self.folder(wire, folder.as_deref())?;
                self.put(wire, "/feeds", json!({ "url": address, "folderId": folder }))?;
            }
            FeedChange::Rename { id, title } => {
                let path = format!("/feeds/{}/rename", number(id)?);
                self.put(wire, &path, json!({ "feedTitle": title }))?;
            }
            FeedChange::Move { id, folder } => {
                let folder = self.folder(wire, folder.as_deref())?;
                let path = format!("/feeds/{}/move", number(id)?);
                self.put(wire, &path, json!({ "folderId": folder }))?;
            }
            FeedChange::Remove { id } => {
                let path = format!("/feeds/{}", number(id)?);
                self.send(wire, Request { verb: Verb::Delete, ..Request::get(path) })?;
            }
        }
        Ok(())
    }
}

/// A name that goes into a path: a number, as the server gives them.
fn number(id: &str) -> Result<i64, Problem> {
    id.parse().map_err(|_| Problem::Unknown(format!("the feed {id}")))
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["id"])?,
        feed: answer::id(&value["feedId"])?,
        read: answer::truth(&value["unread"]).map(|unread| !unread),
        starred: answer::truth(&value["starred"]),
        draft: answer::draft(&answer::Parts {
            guid: &value["guid"],
            url: &value["url"],
            title: &value["title"],
            author: &value["author"],
            markup: &value["body"],
            published: &value["pubDate"],
        }),
    })
}
