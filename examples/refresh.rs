//! What a refresh costs: the program itself against a server on this machine. Its processor time
//! and peak memory for many feeds that are new, then for the same feeds unchanged.
//!
//! `cargo build --release && cargo run --release --example refresh [FEEDS [ARTICLES [WORDS]]]`
//! (on Linux: the figures are those of /proc).

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

#[path = "../tests/support/response.rs"]
#[allow(dead_code, missing_docs, unreachable_pub)]
mod response;
#[path = "../tests/support/server.rs"]
#[allow(dead_code, missing_docs, unreachable_pub)]
mod server;

use response::Response;
use server::Server;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<usize>());
    let mut next = |usual| numbers.next().unwrap_or(Ok(usual));
    let (feeds, articles, words) = (next(100)?, next(100)?, next(600)?);
    let program = program()?;
    let folder = tempfile::tempdir()?;
    let server = Server::start();
    let mut list = String::from("<opml version=\"2.0\"><head/><body>");
    let mut chance = Chance(7);
    for feed in 0..feeds {
        let path = format!("/{feed}.xml");
        let text = rss(feed, articles, words, &mut chance);
        server.serve(&path, Response::rss(text).etag("\"v1\"").packed("gzip"));
        write!(list, "<outline text=\"Feed {feed}\" xmlUrl=\"{}\"/>", server.url(&path))?;
    }
    fs::write(folder.path().join("feeds.opml"), list + "</body></opml>")?;
    println!("{feeds} feeds of {articles} articles of {words} words, {}", program.display());
    for (what, args) in [
        ("OPML import", &["opml", "import", "feeds.opml"][..]),
        ("first refresh", &["refresh"]),
        ("second refresh (304)", &["refresh"]),
        ("third refresh (304)", &["refresh"]),
    ] {
        let run = run(&program, folder.path(), args)?;
        println!(
            "{what:<22} {:6.2} s CPU ({:.2} user, {:.2} system)  {:6.2} s  {:5.0} MB peak  {}",
            run.user + run.system,
            run.user,
            run.system,
            run.wall.as_secs_f64(),
            run.peak_kib as f64 / 1024.0,
            run.last
        );
    }
    Ok(())
}

/// The program beside this one.
fn program() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).ok_or("no folder of the program")?;
    let program = folder.join("onrecord");
    if !program.exists() {
        return Err(format!("{} is not there: build it first", program.display()).into());
    }
    Ok(program)
}

/// What one run cost.
struct Run {
    user: f64,
    system: f64,
    wall: Duration,
    peak_kib: u64,
    last: String,
}

fn run(program: &Path, home: &Path, args: &[&str]) -> Outcome<Run> {
    let before = children()?;
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args(args)
        .env("ONRECORD_STORE", home.join("store.db"))
        .env("ONRECORD_CONFIG", home.join("config"))
        .current_dir(home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kib = 0;
    while child.try_wait()?.is_none() {
        // The peak never falls: what was read last counts.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak_kib = number.unwrap_or(0).max(peak_kib);
        thread::sleep(Duration::from_millis(2));
    }
    let wall = begun.elapsed();
    let output = child.wait_with_output()?;
    let after = children()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("it failed: {text}").into());
    }
    let last = text.lines().last().unwrap_or("").to_owned();
    Ok(Run { user: after.0 - before.0, system: after.1 - before.1, wall, peak_kib, last })
}

/// The processor time of all ended children of this process: user and system, in seconds.
fn children() -> Outcome<(f64, f64)> {
    const TICKS: f64 = 100.0;
    let text = fs::read_to_string("/proc/self/stat")?;
    let (_, rest) = text.rsplit_once(')').ok_or("an odd /proc/self/stat")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let field = |place: usize| -> Outcome<f64> {
        let field: &&str = fields.get(place).ok_or("an odd /proc/self/stat")?;
        Ok(field.parse::<f64>()? / TICKS)
    };
    // Fields 16 and 17 of the line; the first two stand before the bracket.
    Ok((field(13)?, field(14)?))
}

/// A feed with whole articles in it.
fn rss(feed: usize, articles: usize, words: usize, chance: &mut Chance) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Feed {feed}</title><link>https://feed{feed}.example/</link>"
    );
    for article in 0..articles {
        let (hour, day) = (article % 24, article / 24 % 28 + 1);
        let _ = write!(
            text,
            "<item><guid isPermaLink=\"false\">f{feed}a{article}</guid><title>{}</title>\
             <link>https://feed{feed}.example/{article}</link>\
             <pubDate>Thu, {day:02} Feb 2024 {hour:02}:00:00 GMT</pubDate>\
             <category>News</category><content:encoded><![CDATA[",
            chance.sentence(7)
        );
        let mut left = words;
        while left > 0 {
            let _ = write!(text, "<p>");
            for _ in 0..4 {
                let length = left.min(15);
                left -= length;
                let _ = write!(text, "{}. ", chance.sentence(length));
            }
            let _ = writeln!(text, "<a href=\"/more/{article}\">More</a> &amp; on.</p>");
        }
        text.push_str("]]></content:encoded></item>");
    }
    text + "</channel></rss>"
}

/// Numbers without a pattern, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Words of an invented language of 20,000, some far more frequent than others.
    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::new();
        for word in 0..words {
            if word > 0 {
                sentence.push(' ');
            }
            let mut rank = (20_000_f64.powf(self.next()) - 1.0) as usize;
            loop {
                const SYLLABLES: [&str; 12] =
                    ["ta", "ri", "on", "se", "ma", "li", "den", "ko", "ur", "pe", "sta", "ve"];
                sentence.push_str(SYLLABLES[rank % 12]);
                rank /= 12;
                if rank == 0 {
                    break;
                }
            }
        }
        sentence
    }
}
