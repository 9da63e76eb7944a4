//! `onrecord completions`: a script for a shell, made from the definitions of the command line.

use std::fmt::Write;

use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::Shell;

use super::Outcome;
use super::args::Args;
use super::error::Failure;
use super::output::Output;
use super::program_args::CompletionsArgs;

/// Writes the script.
pub(super) fn run(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut output = Output::new();
    output.write(&completion_script(args.shell))?;
    output.flush()?;
    Ok(Outcome::Success)
}

fn completion_script(shell: Shell) -> String {
    let mut script = Vec::new();
    let mut command = definitions();
    clap_complete::generate(shell, &mut command, "onrecord", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Zsh => with_files_in_zsh(&script),
        Shell::Fish => with_help_in_fish(&script) + &more_for_fish(&command),
        _ => script,
    }
}

/// The command line without the paths that may stand where commands do: scripts for zsh would take
/// a command for a path, and complete no command at all. What such scripts say of files is added.
fn definitions() -> Command {
    let whole = Args::command();
    let about = whole.get_about().cloned().unwrap_or_default();
    Command::new("onrecord")
        .about(about)
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments().filter(|argument| !argument.is_positional()))
        .subcommands(whole.get_subcommands())
}

/// Files are offered beside the commands.
fn with_files_in_zsh(script: &str) -> String {
    const COMMANDS: &str = "    _describe -t commands 'onrecord commands' commands \"$@\"\n";
    script.replacen(COMMANDS, &format!("{COMMANDS}    _files\n"), 1)
}

/// `help` itself is none of the commands after which it offers no more.
fn with_help_in_fish(script: &str) -> String {
    const HELP: &str = "__fish_onrecord_using_subcommand help; and not ";
    let line = |line: &str| match line.contains(HELP) {
        true => line.replacen(" help\" ", "\" ", 1) + "\n",
        false => format!("{line}\n"),
    };
    script.lines().map(line).collect()
}

/// What stands where no option does: for fish the generated script tells only of commands.
fn more_for_fish(command: &Command) -> String {
    let mut more = "complete -c onrecord -n \"__fish_onrecord_needs_command\" -F\n".to_owned();
    for below in command.get_subcommands() {
        let used = format!("__fish_onrecord_using_subcommand {}", below.get_name());
        // Nothing fails: it is written to a string.
        if !takes_paths(below) {
            let _ = writeln!(more, "complete -c onrecord -n \"{used}\" -f");
        }
        let values = below.get_positionals().flat_map(Arg::get_possible_values).collect::<Vec<_>>();
        let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        let unsaid = format!("{used}; and not __fish_seen_subcommand_from {}", names.join(" "));
        for value in &values {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let (name, help) = (value.get_name(), help.replace('\'', "\\'"));
            let _ = writeln!(more, "complete -c onrecord -n \"{unsaid}\" -f -a {name} -d '{help}'");
        }
    }
    more
}

/// Whether files may stand behind a command.
fn takes_paths(command: &Command) -> bool {
    let mut positionals = command.get_positionals();
    let path = |hint| matches!(hint, ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
    positionals.any(|argument| path(argument.get_value_hint()))
        || command.get_subcommands().any(takes_paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zsh_takes_the_first_word_for_a_command_and_offers_files_too() {
        let script = completion_script(Shell::Zsh);
        assert!(script.contains("case $line[1] in\n            (import)"), "{script}");
        assert!(!script.contains("$line[2]"), "a path would be the first word");
        let commands = script.split("_onrecord_commands() {").nth(1).unwrap();
        assert!(commands.split("\n}\n").next().unwrap().ends_with("    _files"), "{commands}");
    }

    #[test]
    fn fish_knows_what_stands_behind_commands() {
        let script = completion_script(Shell::Fish);
        let line = |of: &str, what: &str| {
            let found = |line: &&str| line.contains(of) && line.ends_with(what);
            assert!(script.lines().any(|line| found(&line)), "{of} {what}");
        };
        line(
            "using_subcommand mark; and not __fish_seen_subcommand_from read unread",
            "-f -a star -d 'Starred'",
        );
        line("using_subcommand completions; and", "-a zsh -d ''");
        assert!(!script.contains("man help\" -f -a"), "`help` offers commands");
        line("using_subcommand config; and", "-a keys -d 'The keys'");
        line("__fish_onrecord_needs_command", " -F");
        line("using_subcommand list\"", " -f");
        let with_files = |name: &str| {
            !script.contains(&format!("-n \"__fish_onrecord_using_subcommand {name}\" -f\n"))
        };
        assert!(with_files("import") && with_files("extract") && with_files("opml"));
    }
}
