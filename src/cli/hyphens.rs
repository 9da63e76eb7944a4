//! Allows search words that begin with a hyphen: in `onrecord search ferry -fire`, `-fire` is not
//! an option.

use std::ffi::OsString;

use clap::{ArgAction, Command};

/// The command whose words may begin with a hyphen.
const SEARCH: &str = "search";

/// Returns the process's arguments with the words of a search moved behind all options and `--`.
/// Arguments of other commands are unchanged.
pub(super) fn after_options(program: &Command, args: Vec<OsString>) -> Vec<OsString> {
    let Some(search) = program.find_subcommand(SEARCH) else { return args };
    let known = [program, search];
    let Some(place) = command_index(&known, &args).filter(|place| args[*place] == SEARCH) else {
        return args;
    };
    let mut all = args;
    let mut rest = all.split_off(place + 1).into_iter();
    let mut words = Vec::new();
    while let Some(arg) = rest.next() {
        match option_takes_next(&known, &arg) {
            _ if arg == "--" => words.extend(rest.by_ref()),
            Some(takes_next) => {
                all.push(arg);
                if takes_next {
                    all.extend(rest.next());
                }
            }
            None => words.push(arg),
        }
    }
    if !words.is_empty() {
        all.push("--".into());
        all.extend(words);
    }
    all
}

/// Returns the index of the first argument that is neither an option nor the value of one.
fn command_index(known: &[&Command], args: &[OsString]) -> Option<usize> {
    let mut place = 1;
    while let Some(takes_next) = option_takes_next(known, args.get(place)?) {
        place += 1 + usize::from(takes_next);
    }
    Some(place)
}

/// Returns whether an option takes the next argument as its value; `None` if the argument is not an
/// option. Two hyphens always begin an option: a misspelled one is reported, not searched for.
fn option_takes_next(known: &[&Command], arg: &OsString) -> Option<bool> {
    let arg = arg.to_str()?;
    let mut options = known.iter().flat_map(|command| command.get_arguments());
    if let Some(long) = arg.strip_prefix("--") {
        let found = options.find(|option| option.get_long() == Some(long));
        return Some(found.is_some_and(|option| takes_value(option.get_action())));
    }
    let mut letters = arg.strip_prefix('-')?.chars();
    let (letter, None) = (letters.next()?, letters.next()) else { return None };
    let found = options.find(|option| option.get_short() == Some(letter));
    let own = found.map(|option| takes_value(option.get_action()));
    own.or_else(|| matches!(letter, 'h' | 'V').then_some(false))
}

fn takes_value(action: &ArgAction) -> bool {
    matches!(action, ArgAction::Set | ArgAction::Append)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::args::Args;
    use super::*;

    fn turned(line: &str) -> String {
        let args = line.split(' ').map(OsString::from).collect();
        let turned = after_options(&Args::command(), args);
        turned.iter().map(|arg| arg.to_str().unwrap()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_with_a_hyphen_stand_behind_the_options() {
        for (typed, read) in [
            ("onrecord search ferry -fire", "onrecord search -- ferry -fire"),
            ("onrecord search -hat --count a", "onrecord search --count -- -hat a"),
            ("onrecord search --tag -x -y --limit=3", "onrecord search --tag -x --limit=3 -- -y"),
            ("onrecord search a -- --count -b", "onrecord search -- a --count -b"),
            ("onrecord search -h", "onrecord search -h"),
            ("onrecord search a --cuont", "onrecord search --cuont -- a"),
            ("onrecord search a --limit", "onrecord search --limit -- a"),
            ("onrecord --store search search -b", "onrecord --store search search -- -b"),
            ("onrecord --plain x", "onrecord --plain x"),
            ("onrecord list -x", "onrecord list -x"),
            ("onrecord help search", "onrecord help search"),
            ("onrecord", "onrecord"),
        ] {
            assert_eq!(turned(typed), read, "{typed}");
        }
    }
}
