//! Miniflux, by version 1 of its own interface.

use serde_json::{Value, json};

use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Request, ServerFeed, ServerItem, Verb, Wire,
    answer,
};

/// The most entries that one answer is asked for.
const PAGE: usize = 500;

/// The most pages of entries that are read.
const MOST_PAGES: usize = 400;

/// An account at a Miniflux server. Its address is that of the server ("https://reader.example.org").
#[derive(Debug)]
pub struct Miniflux {
    login: Login,
}

impl Miniflux {
    /// Creates the account of that user. Without a user, the password is a token of the interface.
    pub fn new(login: Login) -> Miniflux {
        Miniflux { login }
    }

    fn send(&self, wire: &mut dyn Wire, request: Request) -> Result<Value, Problem> {
        let request = Request { path: format!("/v1{}", request.path), ..request };
        let request = if self.login.user.is_empty() {
            request.header("X-Auth-Token", self.login.password.clone())
        } else {
            request.header("Authorization", self.login.basic())
        };
        let received = wire.send(&request)?;
        if received.status == 204 || received.bytes.is_empty() {
            return received.ok().map(|_| Value::Null);
        }
        if received.status == 400 {
            let said = received.value().ok().and_then(|it| answer::line(&it["error_message"]));
            return Err(Problem::Refused(said.unwrap_or_else(|| "status 400".to_owned())));
        }
        received.ok()?.value()
    }

    fn get(&self, wire: &mut dyn Wire, path: &str) -> Result<Value, Problem> {
        self.send(wire, Request::get(path))
    }

    /// Reads the ids of all entries that `filter` selects, a page at a time.
    fn entry_ids(&self, wire: &mut dyn Wire, filter: &str) -> Result<Vec<String>, Problem> {
        let mut ids = Vec::new();
        for page in 0..MOST_PAGES {
            let path = format!(
                "/entries?{filter}&order=id&direction=asc&limit={PAGE}&offset={}",
                page * PAGE
            );
            let value = self.get(wire, &path)?;
            let entries = answer::list(&value, "entries")?;
            ids.extend(entries.iter().filter_map(|entry| answer::id(&entry["id"])));
            if entries.len() < PAGE {
                break;
            }
        }
        Ok(ids)
    }

    /// Returns the id of the category of that title, and creates the category if necessary.
    fn category(&self, wire: &mut dyn Wire, title: &str) -> Result<i64, Problem> {
        let known = self.get(wire, "/categories")?;
        let named = |it: &&Value| it["title"].as_str() == Some(title);
        let found = answer::whole(&known)?.iter().find(named).and_then(|it| it["id"].as_i64());
        if let Some(id) = found {
            return Ok(id);
        }
        let made =
            self.send(wire, Request::json(Verb::Post, "/categories", json!({ "title": title })))?;
        made["id"].as_i64().ok_or_else(|| Problem::Refused("no category was made".to_owned()))
    }
}

impl Kind for Miniflux {
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: true, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        self.get(wire, "/me")?;
        let version = self.get(wire, "/version").ok().and_then(|it| answer::line(&it["version"]));
        Ok(version.map_or("Miniflux".to_owned(), |version| format!("Miniflux {version}")))
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let value = self.get(wire, "/feeds")?;
        let feed = |feed: &Value| {
            let address = answer::web(&feed["feed_url"]);
            let title = answer::line(&feed["title"]).or_else(|| address.clone());
            Some(ServerFeed {
                id: answer::id(&feed["id"])?,
                title: title.unwrap_or_default(),
                site: answer::web(&feed["site_url"]),
                folders: answer::line(&feed["category"]["title"]).into_iter().collect(),
                address,
            })
        };
        Ok(answer::whole(&value)?.iter().filter_map(feed).collect())
    }

    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.entry_ids(wire, "status=unread")
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.entry_ids(wire, "starred=true")
    }

    /// Entries cannot be asked for by many ids. Pages of unread and of starred entries hold nearly all;
    /// the others are read one by one.
    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut wanted: std::collections::HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut items = Vec::new();
        let mut numbers: Vec<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        numbers.sort_unstable();
        let mut next = 0;
        while let Some(first) = numbers.get(next).copied() {
            let path = format!(
                "/entries?after_entry_id={}&order=id&direction=asc&limit={PAGE}",
                first.saturating_sub(1)
            );
            let value = self.get(wire, &path)?;
            let entries = answer::list(&value, "entries")?;
            let found = entries.iter().filter_map(item);
            items.extend(found.filter(|item| wanted.remove(item.id.as_str())));
            let last = entries.iter().filter_map(|entry| entry["id"].as_i64()).max();
            let last = last.unwrap_or(first).max(first);
            next = numbers.partition_point(|number| *number <= last);
        }
        Ok(items)
    }

    fn mark(
        &mut self,
        wire: &mut dyn Wire,
        ids: &[String],
        mark: Mark,
        on: bool,
    ) -> Result<(), Problem> {
        match mark {
            Mark::Read => {
                let status = if on { "read" } else { "unread" };
                for some in ids.chunks(PAGE) {
                    let value =
                        json!({ "entry_ids": answer::numbers_json(some), "status": status });
                    self.send(wire, Request::json(Verb::Put, "/entries", value))?;
                }
            }
            // The interface only toggles a star: the present state is read first.
            Mark::Starred => {
                for id in answer::numbers(ids) {
                    let entry = match self.get(wire, &format!("/entries/{id}")) {
                        Err(Problem::NotThisKind(_)) => continue,
                        entry => entry?,
                    };
                    if answer::truth(&entry["starred"]) == Some(!on) {
                        let path = format!("/entries/{id}/bookmark");
                        self.send(wire, Request { verb: Verb::Put, ..Request::get(path) })?;
                    }
                }
            }
        }
        Ok(())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        let request = match change {
            FeedChange::Add { address, folder } => {
                let mut value = json!({ "feed_url": address });
                if let Some(folder) = folder {
                    value["category_id"] = self.category(wire, folder)?.into();
                }
                Request::json(Verb::Post, "/feeds", value)
            }
            FeedChange::Rename { id, title } => {
                Request::json(Verb::Put, format!("/feeds/{id}"), json!({ "title": title }))
            }
            FeedChange::Move { id, folder } => {
                let folder = folder.as_deref().unwrap_or("All");
                let category = self.category(wire, folder)?;
                Request::json(Verb::Put, format!("/feeds/{id}"), json!({ "category_id": category }))
            }
            FeedChange::Remove { id } => {
                Request { verb: Verb::Delete, ..Request::get(format!("/feeds/{id}")) }
            }
        };
        self.send(wire, request).map(|_| ())
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["id"])?,
        feed: answer::id(&value["feed_id"]).or_else(|| answer::id(&value["feed"]["id"]))?,
        read: value["status"].as_str().map(|status| status != "unread"),
        starred: answer::truth(&value["starred"]),
        draft: answer::draft(&answer::Parts {
            guid: &Value::Null,
            url: &value["url"],
            title: &value["title"],
            author: &value["author"],
            markup: &value["content"],
            published: &value["published_at"],
        }),
    })
}
