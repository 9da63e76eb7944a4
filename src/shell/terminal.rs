//! The terminal: taken over, drawn on, and given back as it was, whatever happens.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use crate::app::Size;
use crate::domain::clean;

use super::clipboard;
use super::guard;
use super::report;
use super::rows::Rows;

/// Whether the terminal is ours at the moment.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether it was told to leave the order of characters to us.
static ORDER_LEFT: AtomicBool = AtomicBool::new(false);

/// Why the reader cannot run somewhere: it needs a terminal for keys and screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// There is no screen.
    #[error("standard output is not a terminal")]
    Output,
    /// There are no keys.
    #[error("standard input is not a terminal")]
    Input,
    /// Text can only be written line by line.
    #[error("the terminal cannot move its cursor (TERM=dumb)")]
    Dumb,
}

/// Why the reader cannot run here, if it cannot.
pub fn unusable() -> Option<Unusable> {
    if !io::stdout().is_terminal() {
        return Some(Unusable::Output);
    }
    if !io::stdin().is_terminal() && !has_controlling_terminal() {
        return Some(Unusable::Input);
    }
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    dumb.then_some(Unusable::Dumb)
}

/// Where standard input is something else, keys are read from the terminal itself.
fn has_controlling_terminal() -> bool {
    cfg!(unix) && std::fs::File::open("/dev/tty").is_ok()
}

/// The terminal while it is ours; given back when dropped.
pub struct Screen {
    terminal: Terminal<Rows<CrosstermBackend<Pending>>>,
    pending: Pending,
}

/// The bytes of a frame until it is whole, so that it reaches the terminal in one piece, and not
/// at all if drawing it fails half way.
#[derive(Clone, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// Takes the terminal over: raw mode, the alternate screen, the mouse, pastes as one event.
    ///
    /// # Errors
    /// Where there is no terminal. Nothing of it is changed then.
    pub fn enter() -> io::Result<Screen> {
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let entered = || {
            let mut out = io::stdout();
            execute!(out, EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)?;
            let pending = Pending::default();
            let terminal = Terminal::new(Rows::new(CrosstermBackend::new(pending.clone())))?;
            Ok(Screen { terminal, pending })
        };
        entered().inspect_err(|_| restore())
    }

    /// The size of the terminal now.
    pub fn size(&self) -> Option<Size> {
        let size = self.terminal.size().ok()?;
        Some(Size { columns: size.width, rows: size.height })
    }

    /// Draws a frame; what has changed since the last one goes out at once.
    ///
    /// # Errors
    /// Where the terminal has gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.pending, BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        queue!(self.pending, EndSynchronizedUpdate)?;
        let frame = self.pending.0.take();
        // Every changed cell, and a cursor that is shown, is led by a move (CSI row ; column H).
        if !frame.contains(&b'H') {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }

    /// Makes the next frame draw every cell.
    ///
    /// # Errors
    /// Where the terminal has gone.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal where its cursor is, and the answer comes where
        // the thread of the keys waits for them: it would be waited for in vain.
        let area = self.terminal.get_frame().area();
        self.terminal.resize(area)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// The size of the terminal.
pub fn size() -> Size {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { columns, rows }
}

/// Asks the terminal to put `text` on the clipboard, and the program that keeps one where there is a
/// screen of our own. Whether they do is not told.
///
/// # Errors
/// In words, where the text is too long for the terminal and there is no such program, or the
/// terminal has gone.
pub fn copy(text: &str) -> Result<(), String> {
    let handed_over = clipboard::hand_over(text);
    let Some(sequence) = clipboard::sequence_here(text) else {
        let too_long = "That is too long for the clipboard of a terminal.";
        return if handed_over { Ok(()) } else { Err(too_long.into()) };
    };
    tell(&sequence)
}

/// Writes a sequence that moves no cursor and changes no cell.
///
/// # Errors
/// In words, where the terminal has gone.
pub(super) fn tell(sequence: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let written = out.write_all(sequence.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| format!("The terminal cannot be written to: {error}"))
}

/// Tells the terminal to leave text that runs from right to left in the order in which we draw it
/// (ECMA-48, BDSM reset: "explicit"). Those that never change the order pass over it.
pub(super) fn leave_order() {
    ORDER_LEFT.store(true, Ordering::SeqCst);
    let _ = tell("\x1b[8l");
}

/// Gives the terminal back as it was, if it is ours. Safe to call at any time and from any thread.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    if ORDER_LEFT.swap(false, Ordering::SeqCst) {
        let _ = tell("\x1b[8h");
    }
    // Each for itself: where one fails, the others still count.
    let _ = execute!(out, EndSynchronizedUpdate, SetAttribute(Attribute::Reset));
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// From now on a panic gives the terminal back before it is told, and leaves a report, unless it
/// is a caught one.
pub fn install_panic_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !guard::catches(&panic.to_string()) {
                restore();
                previous(panic);
                if let Some(path) = report::leave(panic) {
                    let told = format!(
                        "A fault in onrecord ended it. What was stored is safe. A report that holds \
                         nothing of what you read is in {}\n",
                        clean::one_line(&path.to_string_lossy())
                    );
                    let _ = io::stderr().write_all(told.as_bytes());
                }
            }
        }));
    });
}
