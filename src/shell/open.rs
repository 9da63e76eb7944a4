//! Opens addresses with the browser: the configured one, $BROWSER, or what the system has for it.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

use crate::domain::clean;

/// What the surroundings say about opening addresses.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// The command of the configuration.
    pub(super) browser: Option<Vec<String>>,
    /// $BROWSER: commands parted by colons, to be tried in turn.
    pub(super) variable: Option<String>,
    /// Whether there is a screen to open a window on.
    pub(super) display: bool,
}

impl Surroundings {
    /// As they are now.
    pub(super) fn now(browser: Option<Vec<String>>) -> Surroundings {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let screens = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];
        let display = !cfg!(all(unix, not(target_os = "macos")))
            || screens.iter().any(|name| set(name).is_some());
        Surroundings { browser, variable: set("BROWSER"), display }
    }

    /// The commands that open `address`, to be tried in turn; none where there is nothing to open
    /// it with.
    fn commands(&self, address: &str) -> Vec<Vec<String>> {
        let words = |command: &[&str]| command.iter().map(|word| (*word).to_owned()).collect();
        if let Some(browser) = self.browser.as_ref().filter(|words| !words.is_empty()) {
            return vec![with_address(browser.clone(), "{}", address)];
        }
        if let Some(variable) = &self.variable {
            let commands = variable.split(':').filter(|command| !command.trim().is_empty());
            let split = |command: &str| command.split_whitespace().map(str::to_owned).collect();
            return commands.map(|it| with_address(split(it), "%s", address)).collect();
        }
        if !self.display {
            return Vec::new();
        }
        let openers: &[&[&str]] = if cfg!(target_os = "macos") {
            &[&["open"]]
        } else if cfg!(windows) {
            // No shell stands between, which would read signs in the address as its own.
            &[&["rundll32.exe", "url.dll,FileProtocolHandler"]]
        } else {
            &[&["xdg-open"], &["wslview"], &["gio", "open"]]
        };
        openers.iter().map(|it| with_address(words(it), "{}", address)).collect()
    }
}

/// A command with the address in the place of `sign`, or else as its last word.
fn with_address(mut words: Vec<String>, sign: &str, address: &str) -> Vec<String> {
    if words.iter().any(|word| word.contains(sign)) {
        words.iter_mut().for_each(|word| *word = word.replace(sign, address));
    } else {
        words.push(address.to_owned());
    }
    words
}

/// Opens `address` beside the reader, on a thread of its own that also waits for the program's end.
/// `failed` is told where it did not start, or ended with a fault.
pub(super) fn open(
    surroundings: &Surroundings,
    address: String,
    failed: impl FnOnce(String) + Send + 'static,
) {
    let commands = surroundings.commands(&address);
    if commands.is_empty() {
        failed(format!(
            "There is no screen here for a browser, and $BROWSER names none. The address: {address}"
        ));
        return;
    }
    let work = move || {
        if let Err(reason) = run(&commands) {
            failed(format!("{reason}. The address: {address}"));
        }
    };
    // Where the system gives no thread, more than this fails, and says so.
    let _ = thread::Builder::new().name("open".into()).spawn(work);
}

/// Runs the first of the commands that there is, to its end.
fn run(commands: &[Vec<String>]) -> Result<(), String> {
    for words in commands {
        let Some((program, arguments)) = words.split_first() else { continue };
        let shown = clean::one_line(program);
        let ended = match start(program, arguments).and_then(|mut child| child.wait()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("{shown} cannot be run: {error}")),
            Ok(ended) => ended,
        };
        return match ended.success() {
            true => Ok(()),
            false => Err(format!("{shown} could not open it ({ended})")),
        };
    }
    let programs: Vec<String> = commands
        .iter()
        .filter_map(|words| words.first())
        .map(|program| clean::one_line(program))
        .collect();
    Err(format!("No program to open addresses with was found ({})", programs.join(", ")))
}

/// Starts a program that neither reads our keys nor writes on our screen, nor ends with us.
pub(super) fn start(program: &str, arguments: &[String]) -> io::Result<std::process::Child> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://a.example/x?y=%s&z=$(id)";

    fn check(surroundings: &Surroundings, expected: &[&[&str]]) {
        assert_eq!(surroundings.commands(ADDRESS), expected, "{surroundings:?}");
    }

    #[test]
    fn the_configured_command_goes_before_the_variable() {
        let words = |text: &str| Some(text.split(' ').map(str::to_owned).collect());
        let variable = Some("lynx:w3m -o x=%s ".to_owned());
        let none = Surroundings { browser: None, variable: None, display: false };
        check(&none, &[]);
        let by_variable = Surroundings { variable: variable.clone(), ..none.clone() };
        let spliced = format!("x={ADDRESS}");
        check(&by_variable, &[&["lynx", ADDRESS], &["w3m", "-o", &spliced]]);
        let configured = Surroundings { browser: words("firefox --new {} -x"), ..by_variable };
        check(&configured, &[&["firefox", "--new", ADDRESS, "-x"]]);
        let bare = Surroundings { browser: words("firefox"), ..configured };
        check(&bare, &[&["firefox", ADDRESS]]);
    }

    #[test]
    fn without_a_screen_the_address_is_told() {
        let (sender, told) = std::sync::mpsc::channel();
        let nothing = Surroundings::default();
        open(&nothing, ADDRESS.into(), move |reason| sender.send(reason).unwrap());
        let told = told.recv().unwrap();
        assert!(told.contains("no screen") && told.ends_with(ADDRESS), "{told}");
    }

    #[cfg(unix)]
    #[test]
    fn the_address_is_one_word_and_no_shell_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let script = format!("printf '%s|' \"$@\" > '{}'", out.display());
        let browser = ["sh", "-c", &script, "sh"].map(str::to_owned).to_vec();
        let surroundings = Surroundings { browser: Some(browser), ..Surroundings::default() };
        assert_eq!(run(&surroundings.commands(ADDRESS)), Ok(()));
        assert_eq!(std::fs::read_to_string(out).unwrap(), format!("{ADDRESS}|"));
    }

    #[cfg(unix)]
    #[test]
    fn what_fails_is_told_and_what_is_missing_is_passed_over() {
        let told = |command: &str| {
            let (sender, told) = std::sync::mpsc::channel();
            let surroundings =
                Surroundings { variable: Some(command.into()), ..Surroundings::default() };
            open(&surroundings, ADDRESS.into(), move |reason| sender.send(reason).unwrap());
            told.recv().unwrap_or_else(|_| "nothing".into())
        };
        assert_eq!(told("/no/such/browser:true"), "nothing");
        let failed = told("/no/such/browser:false");
        assert!(failed.starts_with("false could not open it") && failed.ends_with(ADDRESS));
        let missing = told("/no/such/browser");
        assert!(missing.contains("was found (/no/such/browser)"), "{missing}");
    }
}
