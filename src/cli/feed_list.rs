//! Imports lists of feeds from other feed readers: OPML, and Newsboat's `urls`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::domain::{FeedId, Following, QueryChange, clean};
use crate::ingest::newsboat::{self, Urls};
use crate::ingest::{self, IngestError};
use crate::store::Store;

use super::error::Failure;
use super::feeds::Changes;
use super::output::{Output, print_stderr};
use super::paths::printable_path;

/// The result of importing a list.
pub(super) struct Listed {
    /// The feeds of the list.
    pub(super) feeds: Vec<FeedId>,
    /// The number of feeds that were not followed before.
    pub(super) new: usize,
    /// Whether parts of the list could not be read.
    pub(super) has_faults: bool,
}

/// Reads a file. Returns its name for messages, and its content.
pub(super) fn read_list_file(file: &Path) -> Result<(String, Vec<u8>), Failure> {
    let is_input = file == Path::new("-");
    let name = if is_input { "standard input".to_owned() } else { printable_path(file) };
    let most = ingest::MOST_BYTES + 1;
    let mut bytes = Vec::new();
    let done = if is_input {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    match done {
        Ok(_) => Ok((name, bytes)),
        Err(error) => Err(Failure::cannot_read(&name, &IngestError::from(error))),
    }
}

/// Returns whether the content is a list of feeds.
pub(super) fn is_list(bytes: &[u8]) -> bool {
    newsboat::is_urls(bytes) || ingest::opml::read(bytes).is_ok()
}

/// Follows the feeds of a list with the given changes, and saves its searches. Feeds that are
/// followed already only get additional tags, and a search whose title is taken is skipped.
pub(super) fn import_list(
    store: &mut Store,
    name: &str,
    bytes: &[u8],
    changes: &Changes,
) -> Result<Listed, Failure> {
    let list = match newsboat::is_urls(bytes) {
        true => newsboat::read(bytes),
        false => ingest::opml::read(bytes).map(|outline| Urls {
            feeds: outline.feeds,
            problems: outline.problems,
            ..Urls::default()
        }),
    };
    let list = list.map_err(|error| Failure::cannot_read(name, &error))?;
    let told = |kind: &str, text: &str| {
        print_stderr(format_args!("{kind}: {}", clean::one_line(&format!("{name}: {text}"))));
    };
    list.problems.iter().for_each(|problem| told("error", problem));
    let mut listed = Listed { feeds: Vec::new(), new: 0, has_faults: !list.problems.is_empty() };
    for following in &list.feeds {
        let (id, is_new) = follow_or_tag(store, following.clone(), changes)?;
        listed.feeds.push(id);
        listed.new += usize::from(is_new);
    }
    let mut notes = list.notes.clone();
    let saved = save_searches(store, &list.searches, &mut notes)?;
    notes.iter().for_each(|note| told("note", note));
    let known = listed.feeds.len() - listed.new;
    let mut output = Output::new();
    output.write(&format!("{} now followed, {known} followed already", listed.new))?;
    match (saved, list.searches.len()) {
        (_, 0) => {}
        (1, _) => output.write(", 1 search saved")?,
        (saved, _) => output.write(&format!(", {saved} searches saved"))?,
    }
    output.write("\n")?;
    output.flush()?;
    Ok(listed)
}

fn follow_or_tag(
    store: &mut Store,
    mut following: Following,
    changes: &Changes,
) -> Result<(FeedId, bool), Failure> {
    following.info.title = clean::one_line(&following.info.title);
    following.own_title = following.own_title.map(|title| clean::one_line(&title));
    changes.apply_to(&mut following.settings);
    Ok(store.subscribe(&following)?)
}

/// Saves searches and returns their number. A search whose title is taken is skipped, with a note.
fn save_searches(
    store: &mut Store,
    searches: &[(String, String)],
    notes: &mut Vec<String>,
) -> Result<usize, Failure> {
    let known = store.saved_queries()?;
    let mut saved = 0;
    for (title, text) in searches {
        let holder = known.iter().find(|query| query.title.eq_ignore_ascii_case(title.trim()));
        match holder {
            Some(query) if query.text == *text => {}
            Some(_) => notes.push(format!(
                "the query \"{title}\" was not taken over: another search has that name"
            )),
            None => {
                store.change_query(&QueryChange::Save(title.clone(), text.clone()))?;
                saved += 1;
            }
        }
    }
    Ok(saved)
}
