//! Brings the articles of an account into the states that its server's lists tell.

use std::collections::{HashMap, HashSet};

use rusqlite::{Result, Transaction, params};

use super::{ServerLists, state};
use crate::domain::AccountId;

/// What a server's lists say of one of its articles.
struct Seen {
    server: String,
    article: i64,
    story: i64,
    /// Whether it is read and starred here.
    here: [bool; 2],
    /// The same on the server.
    there: [bool; 2],
    /// Whether a change of it waits.
    waits: [bool; 2],
}

/// The names of the states in the order of [`Seen`].
const STATES: [&str; 2] = ["read", "starred"];

/// Brings the articles of an account into the server's states. Copies of one story share their state here:
/// a story is read or starred if one of its copies is on the server, and the others' change waits.
pub(super) fn apply(
    tx: &Transaction,
    account: AccountId,
    lists: &ServerLists,
    now: i64,
) -> Result<usize> {
    let all = seen(tx, account, lists)?;
    let mut wanted: HashMap<i64, [bool; 2]> = HashMap::new();
    for one in &all {
        let story = wanted.entry(one.story).or_default();
        for (state, wanted) in story.iter_mut().enumerate() {
            // A change that waits counts as if it had arrived.
            *wanted |= if one.waits[state] { one.here[state] } else { one.there[state] };
        }
    }
    let last: i64 =
        tx.query_row("SELECT coalesce(max(id), 0) FROM account_changes", [], |row| row.get(0))?;
    let mut changed = HashSet::new();
    for (state, on) in [(0, true), (0, false), (1, true), (1, false)] {
        let ids: Vec<i64> = all
            .iter()
            .filter(|one| one.here[state] != on && wanted[&one.story][state] == on)
            .filter(|one| !one.waits[state])
            .map(|one| one.article)
            .collect();
        let ids = match state {
            0 => state::set_read(tx, ids, on, now)?,
            _ => state::set_starred(tx, ids, on)?,
        };
        changed.extend(ids);
    }
    // The server knows already what came from it. Of another account's articles it does not.
    tx.execute(
        "DELETE FROM account_changes WHERE account = ?1 AND id > ?2",
        params![account.0, last],
    )?;
    let mut wait = tx.prepare_cached(
        "INSERT INTO account_changes (account, item, state, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
    )?;
    for one in &all {
        for (state, name) in STATES.iter().enumerate() {
            let wanted = wanted[&one.story][state];
            if wanted != one.there[state] && !one.waits[state] {
                wait.execute(params![account.0, one.server, name, wanted])?;
            }
        }
    }
    Ok(changed.len())
}

/// Reads all articles of an account with their states here and on the server.
fn seen(tx: &Transaction, account: AccountId, lists: &ServerLists) -> Result<Vec<Seen>> {
    let mut statement = tx.prepare_cached(
        "SELECT i.server, i.article, a.story, a.read_at IS NOT NULL, a.starred,
           (SELECT group_concat(state) FROM account_changes AS c
            WHERE c.account = i.account AND c.item = i.server)
         FROM account_items AS i JOIN articles AS a ON a.id = i.article WHERE i.account = ?1",
    )?;
    let rows = statement.query_map([account.0], |row| {
        let server: String = row.get(0)?;
        let waiting: Option<String> = row.get(5)?;
        let waits = |state: &str| {
            waiting.as_deref().is_some_and(|all| all.split(',').any(|one| one == state))
        };
        Ok(Seen {
            article: row.get(1)?,
            story: row.get(2)?,
            here: [row.get(3)?, row.get(4)?],
            there: [!lists.unread.contains(&server), lists.starred.contains(&server)],
            waits: [waits("read"), waits("starred")],
            server,
        })
    })?;
    rows.collect()
}
