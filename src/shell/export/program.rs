//! A program that is given something on its standard input: it has neither our keys nor our screen,
//! what it writes is kept, and it ends with us.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::domain::clean;
use crate::export::ExportPart;

use super::{ExportError, Sink};

/// The most bytes that are kept of what a program writes.
const KEPT: u64 = 16 * 1024;

/// How often it is looked whether the program has ended, or is to end.
const LOOK: Duration = Duration::from_millis(20);

/// How long, after it has ended, its last words are waited for: what it started may hold the pipe.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// The most characters of a program's words that are told.
const TOLD: usize = 160;

/// A program that runs.
pub(super) struct Program {
    name: String,
    input: Option<ChildStdin>,
    output: Output,
    errors: Output,
    ended: Receiver<io::Result<ExitStatus>>,
}

/// What a program writes to one of its two outputs, kept by a thread of its own.
struct Output {
    kept: Arc<Mutex<Vec<u8>>>,
    done: Receiver<()>,
}

impl Program {
    /// Starts a program, word by word, without a shell. It is killed once `stop` is set.
    pub(super) fn start(words: &[String], stop: &Arc<AtomicBool>) -> Result<Program, ExportError> {
        let Some((program, arguments)) = words.split_first() else {
            return Err(ExportError::refused("no program is named", "write its name first"));
        };
        let mut command = Command::new(program);
        command.args(arguments);
        Program::run(clean::one_line(program), command, stop)
    }

    /// Starts a line of the system's shell.
    pub(super) fn shell(line: &str, stop: &Arc<AtomicBool>) -> Result<Program, ExportError> {
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.arg(flag).arg(line);
        Program::run(clean::one_line(line), command, stop)
    }

    fn run(
        name: String,
        mut command: Command,
        stop: &Arc<AtomicBool>,
    ) -> Result<Program, ExportError> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let failed = |error: io::Error| {
            if error.kind() == io::ErrorKind::NotFound {
                let message = format!("there is no program {name}");
                ExportError::refused(message, "check its spelling, and $PATH")
            } else {
                ExportError::refused(format!("{name} cannot be run: {error}"), "name another")
            }
        };
        let mut child = command.spawn().map_err(failed)?;
        let input = child.stdin.take();
        let output = Output::keep(child.stdout.take())?;
        let errors = Output::keep(child.stderr.take())?;
        let (sender, ended) = mpsc::channel();
        let stop = Arc::clone(stop);
        spawn("wait", move || drop(sender.send(wait(child, &stop))))?;
        Ok(Program { name, input, output, errors, ended })
    }

    /// Ends its input and waits until it has ended: what is to be told of it.
    ///
    /// # Errors
    /// In words, where it ends with a fault.
    pub(super) fn finish(mut self) -> Result<String, ExportError> {
        drop(self.input.take());
        let ended = self.ended.recv().map_err(|_| ExportError::Stopped)?;
        let status = ended.map_err(|error| ExportError::Unwritable(self.name.clone(), error))?;
        let (written, complained) = (self.output.first_line(), self.errors.first_line());
        if status.success() {
            return Ok(match written.or(complained) {
                Some(line) => format!("{}: {line}", self.name),
                None => format!("{} has taken it", self.name),
            });
        }
        let how = match status.code() {
            Some(code) => format!("ended with status {code}"),
            None => "was ended".to_owned(),
        };
        let why = complained.or(written).map(|line| format!(": {line}")).unwrap_or_default();
        Err(ExportError::refused(format!("{} {how}{why}", self.name), ""))
    }
}

impl Sink for Program {
    type Error = ExportError;

    fn put(&mut self, part: ExportPart) -> Result<(), ExportError> {
        let (ExportPart::Text(text) | ExportPart::File(_, text)) = part;
        let Some(input) = &mut self.input else { return Ok(()) };
        match input.write_all(text.as_bytes()) {
            // It has read all that it wants.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.input = None;
                Ok(())
            }
            done => done.map_err(|error| ExportError::Unwritable(self.name.clone(), error)),
        }
    }

    fn takes_files(&self) -> bool {
        false
    }
}

impl Output {
    fn keep(stream: Option<impl Read + Send + 'static>) -> Result<Output, ExportError> {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let (sender, done) = mpsc::channel();
        let keep = Arc::clone(&kept);
        spawn("output", move || {
            let Some(mut stream) = stream else { return };
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = stream.read(&mut bytes) {
                let mut kept = keep.lock().unwrap_or_else(PoisonError::into_inner);
                let room = (KEPT as usize).saturating_sub(kept.len());
                kept.extend_from_slice(&bytes[..count.min(room)]);
            }
            let _ = sender.send(());
        })?;
        Ok(Output { kept, done })
    }

    /// The first line that says anything, safe to show.
    fn first_line(&self) -> Option<String> {
        let _ = self.done.recv_timeout(LAST_WORDS);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&kept);
        let line = text.lines().map(clean::one_line).find(|line| !line.is_empty())?;
        match line.char_indices().nth(TOLD) {
            Some((at, _)) => Some(format!("{}…", &line[..at])),
            None => Some(line),
        }
    }
}

/// Waits for a program's end; kills it once `stop` is set.
fn wait(mut child: Child, stop: &AtomicBool) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if stop.load(Ordering::Relaxed) {
            kill_group(&child);
            child.kill()?;
            return child.wait();
        }
        thread::sleep(LOOK);
    }
}

/// Kills what a program has started, too: it leads a group of its own.
#[cfg(unix)]
fn kill_group(child: &Child) {
    let group = format!("-{}", child.id());
    let mut kill = Command::new("kill");
    kill.args(["-KILL", "--", &group]);
    // Where there is no such program, the one that we started is still killed.
    let _ = kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

#[cfg(not(unix))]
fn kill_group(_child: &Child) {}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), ExportError> {
    let started = thread::Builder::new().name(name.into()).spawn(work);
    started.map(drop).map_err(|error| ExportError::refused(error.to_string(), "try again"))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str, input: &str) -> Result<String, String> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut program = Program::shell(line, &stop).unwrap();
        program.put(ExportPart::Text(input.into())).unwrap();
        program.finish().map_err(|error| error.to_string())
    }

    #[test]
    fn what_it_says_and_how_it_ends_is_told() {
        assert_eq!(told("wc -c", "four"), Ok("wc -c: 4".into()));
        assert_eq!(told("cat >/dev/null", "x"), Ok("cat >/dev/null has taken it".into()));
        let failed = told("echo no >&2; exit 3", "x").unwrap_err();
        assert_eq!(failed, "echo no >&2; exit 3 ended with status 3: no");
        let odd = told("printf '\\033[31mred\\n'", "x").unwrap();
        assert!(odd.ends_with(": red"), "{odd}");
    }

    #[test]
    fn no_shell_reads_the_words_of_a_command() {
        let stop = Arc::new(AtomicBool::new(false));
        let words = ["printf", "%s", "$(id) ; *"].map(String::from);
        let program = Program::start(&words, &stop).unwrap();
        assert_eq!(program.finish().unwrap(), "printf: $(id) ; *");
        let missing = Program::start(&["no-such-program-here".to_owned()], &stop);
        let missing = missing.map(|_| ()).unwrap_err().to_string();
        assert_eq!(missing, "there is no program no-such-program-here");
    }

    #[test]
    fn a_program_that_reads_nothing_or_writes_without_end_does_no_harm() {
        assert!(told("true", &"x".repeat(1 << 20)).is_ok());
        let endless = told("yes | head -c 300000", "x").unwrap();
        assert!(endless.ends_with(": y"), "{endless}");
    }

    #[test]
    fn what_a_shell_has_started_is_killed_too() {
        let stop = Arc::new(AtomicBool::new(false));
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // The pipe is open for writing as long as the last of them lives.
        let line = format!("(echo here; sleep 600) > '{}'", pipe.display());
        let program = Program::shell(&line, &stop).unwrap();
        let mut reader = std::fs::File::open(&pipe).unwrap();
        let mut said = [0; 5];
        reader.read_exact(&mut said).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert_eq!(reader.read(&mut said).unwrap(), 0, "nobody holds it any more");
        assert!(program.finish().is_err());
    }

    #[test]
    fn it_is_killed_when_we_end() {
        let stop = Arc::new(AtomicBool::new(false));
        let program = Program::start(&["sleep".to_owned(), "600".to_owned()], &stop).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert_eq!(program.finish().unwrap_err().to_string(), "sleep was ended");
    }
}
