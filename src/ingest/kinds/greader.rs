//! The Google Reader API, as FreshRSS, Miniflux, The Old Reader, BazQux and Inoreader offer it.

use serde_json::Value;

use super::request::escaped;
use super::{
    Abilities, FeedChange, Kind, Login, Mark, Problem, Received, Request, ServerFeed, ServerItem,
    Wire, answer,
};

/// The most ids that one answer is asked for.
const PAGE: usize = 10_000;

/// The most pages of ids that are read.
const MOST_PAGES: usize = 50;

/// The most articles that one request names.
const MOST_ITEMS: usize = 100;

const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const ALL: &str = "user/-/state/com.google/reading-list";

/// An account by the Google Reader API. Its address is the one below which `/accounts/ClientLogin` and
/// `/reader/api/0` stand (FreshRSS: "…/api/greader.php").
#[derive(Debug)]
pub struct GoogleReader {
    login: Login,
    /// The token of the session.
    auth: Option<String>,
    /// The token that changes need; it expires.
    token: Option<String>,
}

impl GoogleReader {
    /// Creates the account of that user. Without a user, the password is a token ("OAuth" or "GoogleLogin").
    pub fn new(login: Login) -> GoogleReader {
        let auth = login.user.is_empty().then(|| login.password.clone());
        GoogleReader { login, auth, token: None }
    }

    /// Signs in, and keeps the token of the session.
    fn client_login(&mut self, wire: &mut dyn Wire) -> Result<(), Problem> {
        if self.login.user.is_empty() {
            return Err(Problem::SignIn);
        }
        let fields = [("Email", &self.login.user), ("Passwd", &self.login.password)];
        let mut form: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).clone())).collect();
        form.push(("service".to_owned(), "reader".to_owned()));
        let received = wire.send(&Request::form("/accounts/ClientLogin", form))?;
        if matches!(received.status, 400 | 401 | 403) {
            return Err(Problem::SignIn);
        }
        let text = String::from_utf8_lossy(&received.ok()?.bytes).into_owned();
        let auth = text.lines().find_map(|line| line.strip_prefix("Auth="));
        let auth = auth.map(|auth| auth.trim().to_owned()).filter(|auth| !auth.is_empty());
        self.auth = Some(
            auth.ok_or_else(|| Problem::NotThisKind("no \"Auth=\" in its answer".to_owned()))?,
        );
        self.token = None;
        Ok(())
    }

    /// Sends a request with the session's token; signs in again once if that has ended.
    fn send(&mut self, wire: &mut dyn Wire, request: &Request) -> Result<Received, Problem> {
        for attempt in 0..2 {
            if self.auth.is_none() {
                self.client_login(wire)?;
            }
            let auth = self.auth.clone().unwrap_or_default();
            let scheme = if self.login.user.is_empty() {
                format!("Bearer {auth}")
            } else {
                format!("GoogleLogin auth={auth}")
            };
            let received = wire.send(&request.clone().header("Authorization", scheme))?;
            if received.status != 401 || attempt == 1 || self.login.user.is_empty() {
                return Ok(received);
            }
            self.auth = None;
        }
        Err(Problem::SignIn)
    }

    fn get(&mut self, wire: &mut dyn Wire, path: &str) -> Result<Value, Problem> {
        self.send(wire, &Request::get(format!("/reader/api/0{path}")))?.ok()?.value()
    }

    /// Sends a form with the token for changes; fetches another one once if that has expired.
    fn post(
        &mut self,
        wire: &mut dyn Wire,
        path: &str,
        fields: &[(&str, String)],
    ) -> Result<Received, Problem> {
        for attempt in 0..2 {
            if self.token.is_none() {
                let got = self.send(wire, &Request::get("/reader/api/0/token"))?.ok()?;
                self.token = Some(String::from_utf8_lossy(&got.bytes).trim().to_owned());
            }
            let mut form: Vec<(String, String)> =
                fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            form.push(("T".to_owned(), self.token.clone().unwrap_or_default()));
            let sent = self.send(wire, &Request::form(format!("/reader/api/0{path}"), form))?;
            if matches!(sent.status, 400 | 401) && attempt == 0 {
                self.token = None;
                continue;
            }
            return sent.ok();
        }
        Err(Problem::SignIn)
    }

    /// Reads the ids of all items of a stream, over all continuations.
    fn ids(&mut self, wire: &mut dyn Wire, query: &str) -> Result<Vec<String>, Problem> {
        let mut ids = Vec::new();
        let mut next: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let more = next.as_deref().map_or(String::new(), |it| format!("&c={}", escaped(it)));
            let value =
                self.get(wire, &format!("/stream/items/ids?{query}&n={PAGE}&output=json{more}"))?;
            let found = answer::list_or_none(&value, "itemRefs");
            ids.extend(found.iter().filter_map(|item| decimal(&answer::id(&item["id"])?)));
            next = answer::id(&value["continuation"]);
            if next.is_none() || found.is_empty() {
                break;
            }
        }
        Ok(ids)
    }
}

/// Returns an id of an item in decimal form: "tag:google.com,2005:reader/item/000000000000001f" and
/// "000000000000001f" are 31. Decimal ids stay.
fn decimal(id: &str) -> Option<String> {
    let (hex, short) = match id.rsplit_once('/') {
        Some((_, hex)) => (true, hex),
        None => (id.len() == 16 && id.starts_with('0'), id),
    };
    if hex {
        return u64::from_str_radix(short, 16).ok().map(|number| (number as i64).to_string());
    }
    Some(short.to_owned()).filter(|short| !short.is_empty())
}

impl Kind for GoogleReader {
    fn abilities(&self) -> Abilities {
        Abilities { add: true, arrange: true, feed_read: false }
    }

    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem> {
        let value = self.get(wire, "/user-info?output=json")?;
        let user = answer::line(&value["userName"]).or_else(|| answer::line(&value["userEmail"]));
        Ok(user.map_or("Google Reader API".to_owned(), |user| format!("Google Reader API, {user}")))
    }

    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem> {
        let value = self.get(wire, "/subscription/list?output=json")?;
        let feed = |feed: &Value| {
            let id = answer::id(&feed["id"])?;
            let address = answer::web(&feed["url"])
                .or_else(|| id.strip_prefix("feed/").and_then(|url| answer::web(&url.into())));
            let title = answer::line(&feed["title"]).or_else(|| address.clone());
            let labels = feed["categories"].as_array().map_or(&[][..], Vec::as_slice);
            Some(ServerFeed {
                title: title.unwrap_or_default(),
                site: answer::web(&feed["htmlUrl"]),
                folders: labels.iter().filter_map(|it| answer::line(&it["label"])).collect(),
                address,
                id,
            })
        };
        Ok(answer::list(&value, "subscriptions")?.iter().filter_map(feed).collect())
    }

    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.ids(wire, &format!("s={}&xt={}", escaped(ALL), escaped(READ)))
    }

    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem> {
        self.ids(wire, &format!("s={}", escaped(STARRED)))
    }

    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem> {
        let mut items = Vec::new();
        for some in ids.chunks(MOST_ITEMS) {
            let fields: Vec<(&str, String)> = some.iter().map(|id| ("i", id.clone())).collect();
            let path = "/stream/items/contents?output=json";
            let value = self.post(wire, path, &fields)?.value()?;
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
        let state = match mark {
            Mark::Read => READ,
            Mark::Starred => STARRED,
        };
        for some in ids.chunks(MOST_ITEMS) {
            let mut fields: Vec<(&str, String)> = some.iter().map(|id| ("i", id.clone())).collect();
            fields.push((if on { "a" } else { "r" }, state.to_owned()));
            self.post(wire, "/edit-tag", &fields)?;
        }
        Ok(())
    }

    fn change(&mut self, wire: &mut dyn Wire, change: &FeedChange) -> Result<(), Problem> {
        let label = |folder: &str| format!("user/-/label/{folder}");
        let mut fields: Vec<(&str, String)> = Vec::new();
        match change {
            FeedChange::Add { address, folder } => {
                fields.extend([("ac", "subscribe".to_owned()), ("s", format!("feed/{address}"))]);
                fields.extend(folder.as_deref().map(|folder| ("a", label(folder))));
            }
            FeedChange::Rename { id, title } => {
                fields.extend([("ac", "edit".to_owned()), ("s", id.clone()), ("t", title.clone())]);
            }
            FeedChange::Move { id, folder } => {
                let feeds = self.feeds(wire)?;
                let now = feeds.into_iter().find(|feed| feed.id == *id);
                fields.extend([("ac", "edit".to_owned()), ("s", id.clone())]);
                let old = now.map(|feed| feed.folders).unwrap_or_default();
                let old = old.iter().filter(|it| Some(it.as_str()) != folder.as_deref());
                fields.extend(old.map(|old| ("r", label(old))));
                fields.extend(folder.as_deref().map(|folder| ("a", label(folder))));
            }
            FeedChange::Remove { id } => {
                fields.extend([("ac", "unsubscribe".to_owned()), ("s", id.clone())]);
            }
        }
        self.post(wire, "/subscription/edit", &fields).map(|_| ())
    }
}

fn item(value: &Value) -> Option<ServerItem> {
    let states = answer::ids(&value["categories"]);
    let has = |state: &str| states.iter().any(|it| it.ends_with(state));
    let link = value["canonical"][0]["href"].as_str().or(value["alternate"][0]["href"].as_str());
    let link = link.map_or(Value::Null, Value::from);
    let content = ["summary", "content"]
        .iter()
        .map(|name| &value[*name]["content"])
        .find(|it| it.is_string())
        .unwrap_or(&Value::Null);
    Some(ServerItem {
        id: decimal(&answer::id(&value["id"])?)?,
        feed: answer::id(&value["origin"]["streamId"])?,
        read: Some(has("/state/com.google/read")),
        starred: Some(has("/state/com.google/starred")),
        draft: answer::draft(&answer::Parts {
            guid: &Value::Null,
            url: &link,
            title: &value["title"],
            author: &value["author"],
            markup: content,
            published: &value["published"],
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_all_forms_are_one() {
        for id in ["31", "000000000000001f", "tag:google.com,2005:reader/item/000000000000001f"] {
            assert_eq!(decimal(id).as_deref(), Some("31"), "{id}");
        }
        let negative = "tag:google.com,2005:reader/item/ffffffffffffffff";
        assert_eq!(decimal(negative).as_deref(), Some("-1"));
        assert_eq!(decimal("tag:google.com,2005:reader/item/xyz"), None);
    }
}
