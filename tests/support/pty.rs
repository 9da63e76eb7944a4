//! The program in a real pseudo-terminal: keys go in, the screen and the raw bytes come out.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::{Home, news, wait_for};

/// The size of a terminal in columns and rows, for tests that do not depend on it.
pub const SIZE: (u16, u16) = (100, 30);

/// Opens the app with some imported articles, and waits until it shows them.
pub fn open_with_news(home: &Home) -> Pty {
    news(home);
    let mut pty = Pty::start(home, SIZE, &["news"]);
    pty.wait("Central bank");
    pty
}

/// A running program and the terminal that it runs in.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    /// The terminal's settings before the program began.
    settings: String,
}

/// The output of the program.
struct Seen {
    raw: Vec<u8>,
    parser: vt100::Parser,
}

/// The result of a program that has ended.
pub struct Ended {
    pub status: portable_pty::ExitStatus,
    pub raw: Vec<u8>,
    /// The screen after the end.
    pub screen: String,
    /// The settings of the terminal that were not restored.
    pub left_behind: Vec<String>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("at least one cell")
}

impl Pty {
    /// Starts `onrecord` with arguments in a terminal of that size.
    pub fn start(home: &Home, (columns, rows): (u16, u16), args: &[&str]) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(args);
        Pty::run(home, (columns, rows), command, &[])
    }

    /// Starts any program, with more variables.
    pub fn run(
        home: &Home,
        (columns, rows): (u16, u16),
        mut command: CommandBuilder,
        variables: &[(&str, &str)],
    ) -> Pty {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        command.env_clear();
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home.root());
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Arc::new(Mutex::new(Seen { raw: Vec::new(), parser }));
        let sink = Arc::clone(&seen);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count) = output.read(&mut bytes)
                && count > 0
            {
                let mut seen = sink.lock().expect("nobody panicked");
                seen.raw.extend_from_slice(&bytes[..count]);
                seen.parser.process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().expect("a writer");
        Pty {
            master: pair.master,
            writer: Some(writer),
            child,
            seen,
            reader: Some(reader),
            settings,
        }
    }

    /// Types: characters as they are, `<enter>`, `<esc>`, `<ctrl-r>`, `<down>`, … by name.
    pub fn keys(&mut self, keys: &str) -> &mut Pty {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
            let (bytes, after) = match named {
                Some((name, after)) if name.len() > 1 => (named_key(name), after),
                _ => (c.to_string(), &rest[c.len_utf8()..]),
            };
            self.bytes(bytes.as_bytes());
            if bytes == "\u{1b}" {
                // With the next key at its heels, Escape would read as Alt and that key.
                std::thread::sleep(std::time::Duration::from_millis(150));
            }
            rest = after;
        }
        self
    }

    /// Sends bytes as the terminal would.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Pty {
        let writer = self.writer.as_mut().expect("nobody else writes");
        writer.write_all(bytes).expect("the program listens");
        writer.flush().expect("the program listens");
        self
    }

    /// Sends bytes all at once, more than the terminal holds; fails if the program stops reading.
    pub fn burst(&mut self, bytes: &[u8]) -> &mut Pty {
        let mut writer = self.writer.take().expect("nobody else writes");
        let bytes = bytes.to_owned();
        let sent = std::thread::spawn(move || {
            writer.write_all(&bytes).and_then(|()| writer.flush()).map(|()| writer)
        });
        wait_for("the program to read its keys", || sent.is_finished().then_some(()));
        let writer = sent.join().expect("nobody panicked").expect("the program listens");
        self.writer = Some(writer);
        self
    }

    /// Returns the screen, one line per row.
    pub fn screen(&self) -> String {
        self.seen.lock().expect("nobody panicked").parser.screen().contents()
    }

    /// Returns the content of a cell of the terminal.
    pub fn cell(&self, row: u16, column: u16) -> String {
        let seen = self.seen.lock().expect("nobody panicked");
        let cell = seen.parser.screen().cell(row, column);
        cell.map_or_else(String::new, |cell| cell.contents().to_owned())
    }

    /// All bytes that have reached the terminal.
    pub fn raw(&self) -> Vec<u8> {
        self.seen.lock().expect("nobody panicked").raw.clone()
    }

    /// Waits until the screen shows `text`.
    pub fn wait(&mut self, text: &str) -> &mut Pty {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen does not show `text` any more.
    pub fn wait_gone(&mut self, text: &str) -> &mut Pty {
        self.wait_until(&format!("{text:?} to go"), |screen| !screen.contains(text))
    }

    /// Waits until the screen is as `good` wants it.
    pub fn wait_until(&mut self, what: &str, good: impl Fn(&str) -> bool) -> &mut Pty {
        let begun = std::time::Instant::now();
        while !good(&self.screen()) {
            let late = begun.elapsed() > super::PATIENCE;
            let ended = self.child.try_wait().expect("a status");
            assert!(!late && ended.is_none(), "no {what} ({ended:?}):\n{}", self.screen());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Pty {
        // Both at once: what the program draws for the new size is to meet a screen of that size.
        let mut seen = self.seen.lock().expect("nobody panicked");
        seen.parser.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("the terminal changes its size");
        drop(seen);
        self
    }

    /// Sends a signal by its name.
    pub fn signal(&mut self, name: &str) -> &mut Pty {
        let id = self.process().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &id]).status();
        assert!(sent.expect("kill runs").success());
        self
    }

    /// The number of the program's process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits for the program's end.
    pub fn end(mut self) -> Ended {
        let screen = self.screen();
        let child = &mut self.child;
        let status = wait_for(&format!("the end of the program:\n{screen}"), || {
            child.try_wait().expect("a status")
        });
        let settings = format!("{:?}", self.master.get_termios());
        // The reader's thread ends once nobody holds the other side any more.
        let reader = self.reader.take().expect("it is there");
        wait_for("the last bytes", || reader.is_finished().then_some(()));
        let seen = self.seen.lock().expect("nobody panicked");
        let screen = seen.parser.screen();
        let mouse = screen.mouse_protocol_mode();
        let faults = [
            (screen.alternate_screen(), "the alternate screen is still shown"),
            (screen.hide_cursor(), "the cursor is hidden"),
            (screen.bracketed_paste(), "pastes are still bracketed"),
            (mouse != vt100::MouseProtocolMode::None, "the mouse is still captured"),
            (settings != self.settings, "the terminal's settings differ"),
            (screen.bold() || screen.inverse(), "the style is not reset"),
        ];
        let left_behind =
            faults.iter().filter(|(wrong, _)| *wrong).map(|(_, what)| (*what).into()).collect();
        Ended { status, raw: seen.raw.clone(), screen: screen.contents(), left_behind }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn named_key(name: &str) -> String {
    let control = |c: char| ((c as u8) & 0x1f) as char;
    match name {
        "enter" => "\r".into(),
        "esc" => "\u{1b}".into(),
        "tab" => "\t".into(),
        "space" => " ".into(),
        "backspace" => "\u{7f}".into(),
        "up" => "\u{1b}[A".into(),
        "down" => "\u{1b}[B".into(),
        "right" => "\u{1b}[C".into(),
        "left" => "\u{1b}[D".into(),
        "home" => "\u{1b}[H".into(),
        "end" => "\u{1b}[F".into(),
        "pageup" => "\u{1b}[5~".into(),
        "pagedown" => "\u{1b}[6~".into(),
        _ => match name.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
            Some(c) => control(c).to_string(),
            None => panic!("no key is called {name}"),
        },
    }
}

impl Ended {
    /// The program ended well and left the terminal as it was.
    pub fn well(&self) {
        assert!(self.status.success(), "{:?}\n{}", self.status, self.screen);
        self.terminal_is_as_it_was();
    }

    /// The terminal is as it was before.
    pub fn terminal_is_as_it_was(&self) {
        assert_eq!(self.left_behind, Vec::<String>::new(), "{}", self.screen);
        let raw = String::from_utf8_lossy(&self.raw);
        assert!(raw.contains("\u{1b}[?1049h"), "the reader never took the terminal over: {raw}");
    }
}
