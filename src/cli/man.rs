//! `onrecord man`: writes the manual, generated from the definitions behind `--help`.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::Outcome;
use super::args::Args;
use super::error::Failure;
use super::output::Output;
use super::paths::printable_path;
use super::program_args::ManArgs;

/// Writes one page with all commands, or one page per command into a folder.
pub(super) fn run(args: &ManArgs) -> Result<Outcome, Failure> {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &args.output else {
        let mut output = Output::new();
        output.write(&tidy_page(
            &single_page(&command).map_err(|error| Failure::cannot_write(&error))?,
        ))?;
        output.flush()?;
        return Ok(Outcome::Success);
    };
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    visit_all(&command, &mut |command| {
        let path = folder.join(format!("{}.1", page_name(command)));
        let page = page_of(command).map_err(|error| unwritable(&path, &error))?;
        fs::write(&path, tidy_page(&page)).map_err(|error| unwritable(&path, &error))
    })?;
    Ok(Outcome::Success)
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", printable_path(path)))
        .hint("give a folder with write permission by --output")
}

/// Calls `visit` for a command and all its subcommands.
fn visit_all(
    command: &Command,
    visit: &mut dyn FnMut(&Command) -> Result<(), Failure>,
) -> Result<(), Failure> {
    visit(command)?;
    let mut shown = command.get_subcommands().filter(|below| !below.is_hide_set());
    shown.try_for_each(|below| visit_all(below, visit))
}

/// Returns the name of a command's page: "onrecord-feeds-set".
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// Returns the page of one command.
fn page_of(command: &Command) -> io::Result<String> {
    let man = man(command);
    let mut page = Vec::new();
    page.extend(page_header(command).bytes());
    man.render_name_section(&mut page)?;
    page.extend(sections_of(command, "SH")?.bytes());
    if command.get_version().is_some() {
        man.render_version_section(&mut page)?;
    }
    Ok(to_ascii(page))
}

/// Returns one page of all commands, in which each subcommand has a section.
fn single_page(command: &Command) -> io::Result<String> {
    let mut page = page_of(command)?;
    let mut below = Vec::new();
    let mut all = |found: &Command| {
        below.push(found.clone());
        Ok(())
    };
    // Writing to memory does not fail.
    let _ = visit_all(command, &mut all);
    for command in below.iter().skip(1) {
        let mut roff = Roff::default();
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        roff.control("SH", [name.to_uppercase().as_str()]);
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        roff.text([roman(format!("{about}."))]);
        page.push_str(&text_of(&roff)?);
        page.push_str(&sections_of(command, "SS")?);
    }
    Ok(page)
}

fn man(command: &Command) -> Man {
    Man::new(command.clone())
}

/// Returns the header of a page. It has no date, so that pages of one version are identical.
fn page_header(command: &Command) -> String {
    let name = page_name(command).to_uppercase();
    let version = env!("CARGO_PKG_VERSION");
    format!(".TH {name} 1 \"\" \"onrecord {version}\" \"onrecord manual\"\n")
}

/// Returns a page without constructs that checkers complain about: trailing blanks, breaks around
/// empty lines, repeated definitions.
fn tidy_page(page: &str) -> String {
    const QUOTE: [&str; 2] = [".ie \\n(.g .ds Aq \\(aq", ".el .ds Aq '"];
    let mut tidy = QUOTE.join("\n") + "\n";
    for line in page.lines().map(str::trim_end).filter(|line| !QUOTE.contains(line)) {
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.replace(".br\n\n.br\n", ".sp\n")
}

/// Returns the sections of a command under headings of the given macro: synopsis, options,
/// subcommands, and notes.
fn sections_of(command: &Command, heading: &str) -> io::Result<String> {
    let man = man(command);
    let mut page = Vec::new();
    man.render_synopsis_section(&mut page)?;
    if heading == "SH" {
        man.render_description_section(&mut page)?;
    }
    if command.get_arguments().any(|argument| !argument.is_hide_set()) {
        man.render_options_section(&mut page)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let page = to_ascii(page).replace("\n.SH ", &format!("\n.{heading} "));
    Ok(page + &notes_of(command, heading)?)
}

/// Returns the notes below a command's help, with their lines unchanged.
fn notes_of(command: &Command, heading: &str) -> io::Result<String> {
    let Some(notes) = command.get_after_long_help().or_else(|| command.get_after_help()) else {
        return Ok(String::new());
    };
    let mut roff = Roff::default();
    roff.control(heading, ["NOTES"]);
    roff.control("nf", []);
    for line in notes.to_string().lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    text_of(&roff)
}

fn text_of(roff: &Roff) -> io::Result<String> {
    let mut bytes = Vec::new();
    roff.to_writer(&mut bytes)?;
    Ok(to_ascii(bytes))
}

/// Returns the text in ASCII: groff reads other characters by their numbers in any locale.
fn to_ascii(bytes: Vec<u8>) -> String {
    let mut text = String::with_capacity(bytes.len());
    for c in String::from_utf8_lossy(&bytes).chars() {
        match c.is_ascii() {
            true => text.push(c),
            false => text.push_str(&format!("\\[u{:04X}]", u32::from(c))),
        }
    }
    text
}
