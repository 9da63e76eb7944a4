//! Accounts at servers: what is read here is read there, and the other way round.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use onrecord::domain::Query;

use crate::desk::{Desk, Ran};
use crate::support::response::Response;
use crate::support::server::Request;

const SECRET: &str = "open-sesame-7391";

fn json(text: &str) -> Response {
    Response::ok(text).kind("application/json")
}

fn plain(text: &str) -> Response {
    Response::ok(text).kind("text/plain")
}

/// An article of the server: read, starred.
type Items = BTreeMap<u64, (bool, bool)>;

/// A server that speaks the Google Reader API as FreshRSS does, with its articles.
#[derive(Clone, Default)]
struct Reader {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    items: Items,
    /// How many tokens for changes have been given out; only the last one is good.
    tokens: usize,
    /// Answers 503 while it is down.
    is_down: bool,
    changes: usize,
}

impl Reader {
    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().expect("no panic"));
    }

    fn items(&self) -> Items {
        self.state.lock().expect("no panic").items.clone()
    }

    fn answer(&self, request: &Request) -> Response {
        let mut state = self.state.lock().expect("no panic");
        if state.is_down {
            return Response::status(503);
        }
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        if path.ends_with("/accounts/ClientLogin") {
            let right = request.text().contains(&format!("Passwd={SECRET}"));
            return if right { plain("SID=x\nAuth=ann/token\n") } else { Response::status(401) };
        }
        if request.header("authorization") != Some("GoogleLogin auth=ann/token") {
            return Response::status(401);
        }
        let path = path.trim_start_matches("/api/greader.php/reader/api/0");
        match path {
            "/user-info" => json(r#"{"userId":"1","userName":"ann"}"#),
            "/token" => {
                state.tokens += 1;
                plain(&format!("T{}", state.tokens))
            }
            "/subscription/list" => json(
                r#"{"subscriptions":[{"id":"feed/4","title":"Gazette","url":"https://news.example/feed",
                "htmlUrl":"https://news.example/","categories":[{"id":"user/-/label/Local","label":"Local"}]}]}"#,
            ),
            "/stream/items/ids" => ids(&state.items, query),
            "/stream/items/contents" => contents(&state.items, &request.text()),
            "/edit-tag" => edit(&mut state, &request.text()),
            _ => Response::status(404),
        }
    }
}

/// Ids in decimal form, three at a time.
fn ids(items: &Items, query: &str) -> Response {
    let starred = query.contains("starred");
    let from: usize = query
        .split('&')
        .find_map(|part| part.strip_prefix("c=").and_then(|at| at.parse().ok()))
        .unwrap_or(0);
    let wanted: Vec<u64> = items
        .iter()
        .filter(|(_, (read, star))| if starred { *star } else { !read })
        .map(|(id, _)| *id)
        .collect();
    let page: Vec<String> =
        wanted.iter().skip(from).take(3).map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let more = if wanted.len() > from + 3 {
        format!(r#","continuation":"{}""#, from + 3)
    } else {
        String::new()
    };
    json(&format!(r#"{{"itemRefs":[{}]{more}}}"#, page.join(",")))
}

/// Contents with ids in hexadecimal form.
fn contents(items: &Items, form: &str) -> Response {
    let wanted = form.split('&').filter_map(|part| part.strip_prefix("i=")?.parse::<u64>().ok());
    let item = |id: u64| {
        let (read, starred) = items[&id];
        let mut states = vec![r#""user/-/state/com.google/reading-list""#];
        states.extend(read.then_some(r#""user/-/state/com.google/read""#));
        states.extend(starred.then_some(r#""user/-/state/com.google/starred""#));
        format!(
            r#"{{"id":"tag:google.com,2005:reader/item/{id:016x}","title":"Story {id}",
            "published":1700000000,"categories":[{}],"origin":{{"streamId":"feed/4"}},
            "canonical":[{{"href":"https://news.example/{id}"}}],
            "summary":{{"content":"<p>\"It is {id},\" said Ann Roe.</p>"}}}}"#,
            states.join(",")
        )
    };
    let all: Vec<String> = wanted.map(item).collect();
    json(&format!(r#"{{"items":[{}]}}"#, all.join(",")))
}

fn edit(state: &mut State, form: &str) -> Response {
    if !form.contains(&format!("T=T{}", state.tokens)) || state.tokens == 0 {
        return Response::status(401);
    }
    let on = form.contains("a=user");
    for part in form.split('&') {
        let Some(id) = part.strip_prefix("i=").and_then(|id| id.parse::<u64>().ok()) else {
            continue;
        };
        let Some(item) = state.items.get_mut(&id) else { continue };
        if form.contains("starred") { item.1 = on } else { item.0 = on }
    }
    state.changes += 1;
    // Every token is good for one change: the next one has expired.
    state.tokens += 1;
    plain("OK")
}

struct Account {
    desk: Desk,
    reader: Reader,
}

impl Account {
    fn new(items: u64) -> Account {
        let (desk, reader) = (Desk::new(), Reader::default());
        reader.with(|state| state.items = (1..=items).map(|id| (id, (false, false))).collect());
        let answering = reader.clone();
        desk.server.route("*", move |request| answering.answer(request));
        let account = Account { desk, reader };
        let added = account.run(&[
            "account",
            "add",
            "greader",
            &account.address(),
            "--user",
            "ann",
            "--password-command",
            "printf",
            SECRET,
        ]);
        assert_eq!(added.status, 0, "{added:?}");
        assert!(added.out.contains("Google Reader API, ann"), "{added:?}");
        account
    }

    fn address(&self) -> String {
        self.desk.server.url("/api/greader.php")
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.desk.run(args)
    }

    fn sync(&self) -> Ran {
        let ran = self.run(&["sync"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        ran
    }

    /// The articles here by number: read, starred.
    fn here(&self) -> Items {
        let rows =
            self.desk.home.store().page(&Query::default(), onrecord::domain::Edge::Start, 500);
        let rows = rows.expect("a page").rows;
        let item = |row: onrecord::domain::ArticleRow| {
            let number =
                row.title.rsplit(' ').next().and_then(|it| it.parse().ok()).expect("a number");
            (number, (!row.unread, row.starred))
        };
        rows.into_iter().map(item).collect()
    }

    fn mark(&self, how: &str, number: u64) {
        let id = self.desk.home.row(&format!("Story {number}")).id.0.to_string();
        let ran = self.run(&["mark", how, &id]);
        assert_eq!(ran.status, 0, "{ran:?}");
    }

    fn in_step(&self) {
        assert_eq!(self.here(), self.reader.items());
    }
}

#[test]
fn what_is_read_here_is_read_there_and_the_other_way_round() {
    let account = Account::new(8);
    let first = account.sync();
    assert!(first.out.contains("8 new articles, 1 feed"), "{first:?}");
    account.in_step();
    assert_eq!(account.desk.home.row("Story 3").feed_title, "Gazette");
    account.mark("read", 1);
    account.mark("star", 2);
    account.reader.with(|state| {
        state.items.insert(4, (true, false));
        state.items.insert(5, (false, true));
        state.items.insert(9, (false, false));
    });
    let second = account.sync();
    assert!(
        second.out.contains("1 new article, 1 feed, 2 changes sent")
            || second.out.contains("2 changes sent"),
        "{second:?}"
    );
    account.in_step();
    assert_eq!(account.reader.items()[&1], (true, false));
    assert_eq!(account.here()[&5], (false, true));
    // Nothing new: a few requests, and nothing is sent.
    let before = account.desk.server.requests().len();
    let quiet = account.sync();
    assert!(
        quiet.out.contains("0 new articles") && quiet.out.contains("0 changes sent"),
        "{quiet:?}"
    );
    assert!(account.desk.server.requests().len() - before <= 8, "few requests");
    // Unread again elsewhere, long after it was fetched.
    account.reader.with(|state| {
        state.items.insert(1, (false, false));
    });
    account.sync();
    account.in_step();
}

#[test]
fn changes_wait_while_the_server_is_down_and_leave_with_an_undo() {
    let account = Account::new(4);
    account.sync();
    account.reader.with(|state| state.is_down = true);
    account.mark("read", 1);
    account.mark("read", 2);
    account.mark("unread", 2);
    let down = account.run(&["sync"]);
    assert_eq!(down.status, 1, "{down:?}");
    assert!(down.told.contains("503"), "{down:?}");
    let list = account.run(&["account", "list"]);
    assert!(list.out.contains("1 change waiting") && list.out.contains("failed"), "{list:?}");
    account.reader.with(|state| state.is_down = false);
    let sent = account.sync();
    assert!(sent.out.contains("1 change sent"), "{sent:?}");
    account.in_step();
    assert_eq!(account.reader.items()[&1], (true, false));
}

#[test]
fn the_password_is_in_no_file_and_no_message() {
    let account = Account::new(2);
    account.sync();
    account.reader.with(|state| state.is_down = true);
    let down = account.run(&["sync"]);
    let list = account.run(&["account", "list"]);
    for ran in [down, list, account.run(&["check"]), account.run(&["opml", "export"])] {
        assert!(!ran.out.contains(SECRET) && !ran.told.contains(SECRET), "{ran:?}");
    }
    // Where it is taken from is in the store: here the command prints it, so look at another source.
    let desk = Desk::new();
    let file = desk.home.write("secret", format!("{SECRET}\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("it works");
    }
    let reader = account.reader.clone();
    reader.with(|state| state.is_down = false);
    desk.server.route("*", move |request| reader.answer(request));
    let address = desk.server.url("/api/greader.php");
    let file = file.display().to_string();
    let added = desk.run(&[
        "account",
        "add",
        "greader",
        &address,
        "--user",
        "ann",
        "--password-file",
        &file,
    ]);
    assert_eq!(added.status, 0, "{added:?}");
    assert_eq!(desk.run(&["sync"]).status, 0);
    for entry in std::fs::read_dir(desk.home.root()).expect("it works") {
        let path = entry.expect("it works").path();
        if path.is_file() && path.file_name().expect("it works") != "secret" {
            let bytes = std::fs::read(&path).expect("it works");
            let found = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
}

#[test]
fn what_is_wrong_with_an_account_is_said() {
    let desk = Desk::new();
    let reader = Reader::default();
    desk.server.route("*", move |request| reader.answer(request));
    let address = desk.server.url("/api/greader.php");
    let add = |kind: &str, address: &str, password: &str| {
        desk.run(&[
            "account",
            "add",
            kind,
            address,
            "--user",
            "ann",
            "--password-command",
            "printf",
            password,
        ])
    };
    let wrong = add("greader", &address, "wrong");
    assert!(
        wrong.status == 1 && wrong.told.contains("refuses the user or the password"),
        "{wrong:?}"
    );
    let elsewhere = Desk::new();
    let other = add("miniflux", &elsewhere.server.url("/nothing"), SECRET);
    assert!(
        other.status == 1 && other.told.contains("check the address and the kind"),
        "{other:?}"
    );
    let kind = add("pigeon", &address, SECRET);
    assert!(kind.status == 2 && kind.told.contains("greader, miniflux"), "{kind:?}");
    let login = add("greader", "http://ann:secret@127.0.0.1:9/", SECRET);
    assert!(login.status == 2 && !login.told.contains("secret@"), "{login:?}");
    let none = desk.run(&["account", "add", "greader", &address, "--user", "ann"]);
    assert!(none.status == 2 && none.told.contains("--password-command"), "{none:?}");
}
