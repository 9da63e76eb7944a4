//! Fever's interface (version 3), as FreshRSS, Miniflux and others offer it: reading and marking.

use std::collections::{BTreeMap, HashMap};

use md5::{Digest, Md5};
use serde_json::Value;

use super::{Abilities, Kind, Login, Mark, Problem, Request, ServerFeed, ServerItem, Wire, answer};

/// The most articles that one answer holds.
const MOST_ITEMS: usize = 50;

/// An account by Fever's interface. Its address is that of the interface ("…/fever/",
/// "…/api/fever.php").
#[derive(Debug)]
pub struct Fever {
    key: String,
}

impl Fever {
    /// For that user. The interface knows both by one hash.
    pub fn new(login: &Login) -> Fever {
        let hash = Md5::digest(format!("{}:{}", login.user, login.password));
        Fever { key: hash.iter().map(|byte| format!("{byte:02x}")).collect() }
    }

    /// Asks for what the query names. Every answer says whether the key is right.
    fn ask(
        &self,
        wire: &mut dyn Wire,
        query: &str,
        fields: &[(&str, &str)],
    ) -> Result<Value, Problem> {
        let mut form = vec![("api_key".to_owned(), self.key.clone())];
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let request = Request::form(format!("?api{query}"), form);
        let value = wire.send(&request)?.ok()?.value()?;
        if answer::id(&value["api_version"]).is_none() {
            return Err(Problem::NotThisKind("no \"api_version\" in its answer".to_owned()));
        }
        match answer::truth(&value["auth"]) {
            Some(true) => Ok(value),
            _ => Err(Problem::SignIn),
        }
    }
}

impl Kind for Fever {
    /// Feeds are changed on the server's pages. Its call to mark a feed read goes by the dates of
    /// the articles, so it would mark one that came in late; they are marked one by one.
    fn abilities(&self) -> Abilities {
        Abilities { add: false, arrange: false, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        let value = self.ask(wire, "", &[])?;
        let version = answer::id(&value["api_version"]).unwrap_or_default();
        Ok(format!("Fever, version {version}"))
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let groups = self.ask(wire, "&groups", &[])?;
        let titles: HashMap<String, String> = answer::list_or_none(&groups, "groups")
            .iter()
            .filter_map(|group| Some((answer::id(&group["id"])?, answer::line(&group["title"])?)))
            .collect();
        let value = self.ask(wire, "&feeds", &[])?;
        let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in answer::list_or_none(&value, "feeds_groups") {
            let title = answer::id(&pair["group_id"]).and_then(|id| titles.get(&id).cloned());
            let Some(title) = title else { continue };
            for feed in answer::ids(&pair["feed_ids"]) {
                folders.entry(feed).or_default().push(title.clone());
            }
        }
        let feeds = answer::list(&value, "feeds")?.iter();
        Ok(feeds
            .filter_map(|feed| {
                let id = answer::id(&feed["id"])?;
                let address = answer::web(&feed["url"]);
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
        names(&self.ask(wire, "&unread_item_ids", &[])?, "unread_item_ids")
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        names(&self.ask(wire, "&saved_item_ids", &[])?, "saved_item_ids")
    }

    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut items = Vec::new();
        for some in ids.chunks(MOST_ITEMS) {
            let query = format!("&items&with_ids={}", answer::numbers(some).join(","));
            let value = self.ask(wire, &query, &[])?;
            items.extend(answer::list(&value, "items")?.iter().filter_map(item));
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
        let state = match (mark, on) {
            (Mark::Read, true) => "read",
            (Mark::Read, false) => "unread",
            (Mark::Starred, true) => "saved",
            (Mark::Starred, false) => "unsaved",
        };
        for id in ids {
            self.ask(wire, "", &[("mark", "item"), ("as", state), ("id", id)])?;
        }
        Ok(())
    }
}

/// The names of that member, which has to be there.
fn names(value: &Value, member: &str) -> Result<Vec<String>, Problem> {
    match &value[member] {
        Value::Null => Err(Problem::NotThisKind(format!("no \"{member}\" in its answer"))),
        found => Ok(answer::ids(found)),
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    Some(ServerItem {
        id: answer::id(&value["id"])?,
        feed: answer::id(&value["feed_id"])?,
        read: answer::truth(&value["is_read"]),
        starred: answer::truth(&value["is_saved"]),
        draft: answer::draft(&answer::Parts {
            guid: &Value::Null,
            url: &value["url"],
            title: &value["title"],
            author: &value["author"],
            markup: &value["html"],
            published: &value["created_on_time"],
        }),
    })
}
