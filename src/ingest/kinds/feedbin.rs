//! Feedbin, by version 2 of its interface.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Received, Request, ServerFeed, ServerItem,
    Verb, Wire, answer,
};

/// The most articles that one call may ask for.
const MOST_ITEMS: usize = 100;
/// The most articles that one call may mark.
const MOST_MARKED: usize = 1_000;

/// An account at Feedbin. Its address is that of the service ("https://api.feedbin.com").
#[derive(Debug)]
pub struct Feedbin {
    login: Login,
}

impl Feedbin {
    /// For that user.
    pub fn new(login: Login) -> Feedbin {
        Feedbin { login }
    }

    /// The answer, whatever its status.
    fn raw(&self, wire: &mut dyn Wire, request: Request) -> Result<Received, Problem> {
        let request = Request { path: format!("/v2{}", request.path), ..request };
        Ok(wire.send(&request.header("Authorization", self.login.basic()))?)
    }

    fn get(&self, wire: &mut dyn Wire, path: &str) -> Result<Value, Problem> {
        self.raw(wire, Request::get(path))?.ok()?.value()
    }

    fn names(&self, wire: &mut dyn Wire, path: &str) -> Result<Vec<String>, Problem> {
        let value = self.get(wire, path)?;
        answer::whole(&value)?;
        Ok(answer::ids(&value))
    }

    /// Makes a thing; that there is one already (302) is as good.
    fn make(&self, wire: &mut dyn Wire, path: &str, value: Value) -> Result<Received, Problem> {
        let received = self.raw(wire, Request::json(Verb::Post, path, value))?;
        if received.status == 302 { Ok(received) } else { received.ok() }
    }

    /// Deletes a thing; that there is none any more is as good.
    fn delete(&self, wire: &mut dyn Wire, path: String) -> Result<(), Problem> {
        let received = self.raw(wire, Request { verb: Verb::Delete, ..Request::get(path) })?;
        if received.status == 404 { Ok(()) } else { received.ok().map(|_| ()) }
    }

    /// The name of the subscription to that feed.
    fn subscription(&self, wire: &mut dyn Wire, feed: &str) -> Result<String, Problem> {
        let value = self.get(wire, "/subscriptions.json")?;
        let known = answer::whole(&value)?.iter();
        let mut of_feed = known.filter(|one| answer::id(&one["feed_id"]).as_deref() == Some(feed));
        let id = of_feed.find_map(|one| answer::id(&one["id"]));
        id.ok_or_else(|| Problem::Unknown(format!("the feed {feed}")))
    }

    /// Takes the feed out of all folders but that one, and puts it there.
    fn place(&self, wire: &mut dyn Wire, feed: &str, folder: Option<&str>) -> Result<(), Problem> {
        let value = self.get(wire, "/taggings.json")?;
        for tagging in answer::whole(&value)? {
            let is_of_feed = answer::id(&tagging["feed_id"]).as_deref() == Some(feed);
            let is_elsewhere = is_of_feed && tagging["name"].as_str() != folder;
            if let Some(id) = answer::id(&tagging["id"]).filter(|_| is_elsewhere) {
                self.delete(wire, format!("/taggings/{id}.json"))?;
            }
        }
        if let Some(name) = folder {
            let feed: i64 =
                feed.parse().map_err(|_| Problem::Unknown(format!("the feed {feed}")))?;
            self.make(wire, "/taggings.json", json!({ "feed_id": feed, "name": name }))?;
        }
        Ok(())
    }

    /// Follows an address, or says which feeds there are where it names several.
    fn add(&self, wire: &mut dyn Wire, address: &str, folder: Option<&str>) -> Result<(), Problem> {
        let request =
            Request::json(Verb::Post, "/subscriptions.json", json!({ "feed_url": address }));
        let received = self.raw(wire, request)?;
        let made = match received.status {
            300 => {
                let value = received.value()?;
                let feeds = answer::whole(&value)?.iter();
                let feeds: Vec<String> =
                    feeds.filter_map(|feed| answer::line(&feed["feed_url"])).take(10).collect();
                let why = format!("several feeds are there, name one: {}", feeds.join(" "));
                return Err(Problem::Refused(why));
            }
            404 => return Err(Problem::Refused("it finds no feed there".to_owned())),
            302 => None,
            _ => answer::id(&received.ok()?.value()?["feed_id"]),
        };
        let Some(folder) = folder else { return Ok(()) };
        let feed = match made {
            Some(feed) => Some(feed),
            None => {
                let value = self.get(wire, "/subscriptions.json")?;
                let known = answer::whole(&value)?.iter();
                let mut there = known.filter(|one| one["feed_url"].as_str() == Some(address));
                there.find_map(|one| answer::id(&one["feed_id"]))
            }
        };
        match feed {
            Some(feed) => self.place(wire, &feed, Some(folder)),
            None => Err(Problem::Unknown("the feed that it follows already".to_owned())),
        }
    }
}

impl Kind for Feedbin {
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: true, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        self.raw(wire, Request::get("/authentication.json"))?.ok()?;
        Ok("Feedbin, version 2".to_owned())
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let taggings = self.get(wire, "/taggings.json")?;
        let mut folders: HashMap<String, Vec<String>> = HashMap::new();
        for tagging in answer::whole(&taggings)? {
            let feed = answer::id(&tagging["feed_id"]);
            if let (Some(feed), Some(name)) = (feed, answer::line(&tagging["name"])) {
                folders.entry(feed).or_default().push(name);
            }
        }
        let value = self.get(wire, "/subscriptions.json")?;
        let feeds = answer::whole(&value)?.iter();
        Ok(feeds
            .filter_map(|feed| {
                let id = answer::id(&feed["feed_id"])?;
                let address = answer::web(&feed["feed_url"]);
                let title = answer::line(&feed["title"]).or_else(|| address.clone());
                Some(ServerFeed {
                    title: title.unwrap_or_default(),
                    site: answer::web(&feed["site_url"]),
                    folders: folders.remove(&id).unwrap_or_default(),
                    address,
                    id,
                })
            })
            .collect())
    }

    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "/unread_entries.json")
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.names(wire, "/starred_entries.json")
    }

    /// An answer about an article does not tell its state.
    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut items = Vec::new();
        for some in ids.chunks(MOST_ITEMS) {
            let path = format!("/entries.json?ids={}", answer::numbers(some).join(","));
            let value = self.get(wire, &path)?;
            items.extend(answer::whole(&value)?.iter().filter_map(item));
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
        let (list, is_delete) = match mark {
            Mark::Read => ("unread_entries", on),
            Mark::Starred => ("starred_entries", !on),
        };
        let path = if is_delete { format!("/{list}/delete.json") } else { format!("/{list}.json") };
        for some in ids.chunks(MOST_MARKED) {
            let value = json!({ list: answer::numbers_json(some) });
            self.raw(wire, Request::json(Verb::Post, path.as_str(), value))?.ok()?;
        }
        Ok(())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        match change {
            FeedChange::Add { address, folder } => self.add(wire, address, folder.as_deref()),
            FeedChange::Rename { id, title } => {
                let path = format!("/subscriptions/{}.json", self.subscription(wire, id)?);
                let request = Request::json(Verb::Patch, path, json!({ "title": title }));
                self.raw(wire, request)?.ok().map(|_| ())
            }
            FeedChange::Move { id, folder } => self.place(wire, id, folder.as_deref()),
            FeedChange::Remove { id } => match self.subscription(wire, id) {
                Ok(id) => self.delete(wire, format!("/subscriptions/{id}.json")),
                Err(Problem::Unknown(_)) => Ok(()),
                Err(problem) => Err(problem),
            },
        }
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["id"])?,
        feed: answer::id(&value["feed_id"])?,
        read: None,
        starred: None,
        draft: answer::draft(&answer::Parts {
            guid: &Value::Null,
            url: &value["url"],
            title: &value["title"],
            author: &value["author"],
            markup: &value["content"],
            published: &value["published"],
        }),
    })
}
