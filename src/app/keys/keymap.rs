//! The keymap: TOML tables from keys to actions, checked, with every fault reported at once.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::domain::line_of;

use crate::app::action::Action;
use crate::app::comfort::tables;
use crate::app::keys::macros::{self, Macro, Value};
use crate::app::{Focus, Key};

/// The keymap that comes with the program.
pub const DEFAULT: &str = include_str!("../../../assets/keymap.toml");

/// The keymaps that can be chosen instead, with their names: what they change of the default.
pub const PRESETS: &[(&str, &str)] = &[
    ("default", ""),
    ("newsboat", include_str!("../../../assets/keymaps/newsboat.toml")),
    ("vim", include_str!("../../../assets/keymaps/vim.toml")),
];

/// The key that quits where no other does.
const WAY_OUT: &str = "ctrl-c";

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere, unless the pane says otherwise.
    Global,
    /// In the article list.
    List,
    /// In the article.
    Body,
    /// In the sources.
    Sources,
    /// In the screen and the pane of feeds, and where feeds are chosen.
    Feeds,
    /// In the screens of the archive: sources, dossiers, comparisons.
    Screens,
    /// While text is selected.
    Select,
    /// In the panel of corrections.
    Correct,
    /// There, while something is chosen from a list.
    Choice,
    /// There, while the passages of a statement are adjusted.
    Passages,
}

const CONTEXTS: [(&str, Context); 10] = [
    ("global", Context::Global),
    ("list", Context::List),
    ("body", Context::Body),
    ("sources", Context::Sources),
    ("feeds", Context::Feeds),
    ("screens", Context::Screens),
    ("select", Context::Select),
    ("correct", Context::Correct),
    ("choice", Context::Choice),
    ("passages", Context::Passages),
];

/// Keys to actions.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bindings: BTreeMap<(Context, Vec<Key>), Option<Bound>>,
    /// What keys do that do more than one action.
    macros: Vec<Macro>,
}

/// What a key is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Action(Action),
    /// Its place among the macros.
    Macro(usize),
}

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Action(Action),
    /// Several steps; see `Keymap::steps`.
    Macro(usize),
    /// The beginning of something.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The default keymap.
    pub fn standard() -> Keymap {
        let mut keymap = Keymap::default();
        let faults = keymap.read("keymap.toml", DEFAULT);
        debug_assert!(faults.is_empty(), "{faults:?}");
        keymap
    }

    /// The default keymap with what the preset of that name changes.
    pub fn preset(name: &str) -> Keymap {
        let mut keymap = Keymap::standard();
        if let Some((_, changes)) = PRESETS.iter().find(|(known, _)| *known == name) {
            let faults = keymap.read(name, changes);
            debug_assert!(faults.is_empty(), "{faults:?}");
        }
        keymap
    }

    /// Reads bindings from TOML over the present ones. What is sound is taken; the rest is
    /// reported, a line each: file, line, fault.
    pub fn read(&mut self, file: &str, text: &str) -> Vec<String> {
        let tables = CONTEXTS.map(|(name, _)| name);
        let mut faults = tables::read(text, &tables, |table, key, value, _| {
            match CONTEXTS.iter().find(|(name, _)| *name == table) {
                Some((_, context)) => self.bind(*context, key, value),
                None => Ok(()),
            }
        });
        let later = self.clashes().into_iter().chain(self.keep_a_way_out());
        faults.extend(later.map(|(key, fault)| (find_line(text, &key), fault)));
        tables::told(file, faults)
    }

    fn bind(&mut self, context: Context, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        let keys = Key::parse_sequence(key)?;
        let bound = match macros::read(key, value)? {
            Value::Nothing => None,
            Value::Action(action) => Some(Bound::Action(action)),
            Value::Macro(steps) => {
                self.macros.push(steps);
                Some(Bound::Macro(self.macros.len() - 1))
            }
        };
        self.bindings.insert((context, keys), bound);
        Ok(())
    }

    /// Sequences that hide longer ones which begin alike. The hidden ones are dropped.
    fn clashes(&mut self) -> Vec<(String, String)> {
        let bound: Vec<(Context, Vec<Key>)> = self
            .bindings
            .iter()
            .filter(|(_, action)| action.is_some())
            .map(|(binding, _)| binding.clone())
            .collect();
        let mut clashes = Vec::new();
        for (context, keys) in &bound {
            let hiding = bound.iter().find(|(other, shorter)| {
                (other == context || *other == Context::Global || *context == Context::Global)
                    && shorter.len() < keys.len()
                    && keys.starts_with(shorter)
            });
            if let Some((_, shorter)) = hiding {
                let (long, short) = (write(keys), write(shorter));
                clashes.push((
                    long.clone(),
                    format!("`{long}` can never be typed: `{short}` is bound already"),
                ));
                self.bindings.remove(&(*context, keys.clone()));
            }
        }
        clashes
    }

    /// Gives `quit` its Control-C back where no key of a pane is left for it.
    fn keep_a_way_out(&mut self) -> Option<(String, String)> {
        // What stops also quits, once there is nothing to stop.
        let ways = [Action::Quit, Action::Stop];
        let quits = |focus: &Focus| {
            self.bindings.iter().any(|((_, keys), bound)| match bound {
                Some(Bound::Action(action)) => {
                    ways.contains(action) && Lookup::Action(*action) == self.lookup(*focus, keys)
                }
                _ => false,
            })
        };
        if [Focus::List, Focus::Body, Focus::Sources, Focus::Feeds].iter().all(quits) {
            return None;
        }
        let way_out = Key::parse_sequence(WAY_OUT).ok()?;
        self.bindings.retain(|(_, keys), _| !keys.starts_with(&way_out));
        self.bindings.insert((Context::Global, way_out), Some(Bound::Action(Action::Quit)));
        let fault = format!("no key was left to quit: `{WAY_OUT}` does");
        Some((WAY_OUT.to_owned(), fault))
    }

    /// What `keys` mean while `focus` has the focus.
    pub fn lookup(&self, focus: Focus, keys: &[Key]) -> Lookup {
        self.lookup_in(focus.context(), keys)
    }

    /// What `keys` mean in a context.
    pub fn lookup_in(&self, context: Context, keys: &[Key]) -> Lookup {
        let contexts = [context, Context::Global];
        for context in contexts {
            match self.bindings.get(&(context, keys.to_vec())) {
                Some(Some(Bound::Action(action))) => return Lookup::Action(*action),
                Some(Some(Bound::Macro(place))) => return Lookup::Macro(*place),
                Some(None) => return Lookup::Nothing,
                None => {}
            }
        }
        let longer = self.bindings.iter().any(|((context, bound), action)| {
            action.is_some()
                && contexts.contains(context)
                && bound.len() > keys.len()
                && bound.starts_with(keys)
        });
        if longer { Lookup::Prefix } else { Lookup::Nothing }
    }

    /// The keys of an action, written out, each once: the shortest first.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let bound =
            self.bindings.iter().filter(|(_, other)| **other == Some(Bound::Action(action)));
        let mut keys: Vec<String> = bound.map(|((_, keys), _)| write(keys)).collect();
        keys.sort_by_key(|key| (key.chars().count(), key.clone()));
        keys.dedup();
        keys
    }

    /// The shortest key of an action in a context; none where no key means it there.
    pub fn key_in(&self, context: Context, action: Action) -> Option<String> {
        let means = |keys: &&Vec<Key>| self.lookup_in(context, keys) == Lookup::Action(action);
        let bound = self.bindings.keys().filter(|(of, _)| [context, Context::Global].contains(of));
        let keys = bound.map(|(_, keys)| keys).filter(means).map(|keys| write(keys));
        keys.min_by_key(|key| (key.chars().count(), key.clone()))
    }

    /// What a key does that does more than one action.
    pub fn steps(&self, place: usize) -> Option<&Macro> {
        self.macros.get(place)
    }

    /// The keys that do more than one action, written out, and what they do.
    pub fn macros(&self) -> impl Iterator<Item = (String, &Macro)> {
        self.bindings.iter().filter_map(|((_, keys), bound)| match bound {
            Some(Bound::Macro(place)) => Some((write(keys), self.macros.get(*place)?)),
            _ => None,
        })
    }

    /// The first key of an action, for hints.
    pub fn key_of(&self, action: Action) -> Option<String> {
        self.keys_of(action).into_iter().next()
    }
}

fn write(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// The line that binds `key`, for faults that are found after reading.
fn find_line(text: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    text.find(&quoted).map_or(1, |offset| line_of(text, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        Keymap::standard().read("keys.toml", text)
    }

    #[test]
    fn the_default_keymap_is_sound_and_reaches_every_action() {
        assert_eq!(Keymap::default().read("keymap.toml", DEFAULT), Vec::<String>::new());
        let keymap = Keymap::standard();
        let named = [
            "mark-read",
            "mark-unread",
            "focus-list",
            "focus-body",
            "focus-sources",
            "remove-query",
            "widen-text",
            "narrow-text",
            "line-spacing",
        ];
        for (action, name, ..) in crate::app::action::ACTIONS {
            let reached = !keymap.keys_of(*action).is_empty() || named.contains(name);
            assert!(reached, "no key for {name}");
        }
    }

    #[test]
    fn presets_are_sound_and_quit() {
        for (name, changes) in PRESETS {
            let mut keymap = Keymap::standard();
            assert_eq!(keymap.read(name, changes), Vec::<String>::new());
            assert!(!Keymap::preset(name).keys_of(Action::Quit).is_empty(), "{name}");
        }
        let keymap = Keymap::preset("newsboat");
        let look = |key: &str| keymap.lookup(Focus::List, &Key::parse_sequence(key).unwrap());
        assert_eq!(look("n"), Lookup::Action(Action::NextUnread));
        assert_eq!(look("g"), Lookup::Action(Action::Sort));
        assert_eq!(look("j"), Lookup::Action(Action::Down));
    }

    #[test]
    fn all_faults_are_reported_together_with_their_lines() {
        let text = "[global]\n\"x\" = \"quit\"\n\"super-x\" = \"quit\"\n\"y\" = \"qit\"\n\n[lost]\n\"a\" = \"quit\"\n\n[list]\n\"x x\" = \"down\"\n\"z\" = 3\n";
        assert_eq!(
            faults(text),
            [
                "keys.toml:3: `super-x` is not a key: `super` is no modifier",
                "keys.toml:4: `qit` is no action; did you mean `quit`?",
                "keys.toml:6: `lost` is none of the tables [global], [list], [body], [sources], [feeds], [screens], [select], [correct], [choice], [passages]",
                "keys.toml:10: `x x` can never be typed: `x` is bound already",
                "keys.toml:11: `z` needs the name of an action in quotation marks",
            ]
        );
        assert_eq!(faults("[global\n"), ["keys.toml:1: unclosed table, expected `]`"]);
    }

    #[test]
    fn a_users_table_changes_single_keys_and_none_unbinds() {
        let mut keymap = Keymap::standard();
        assert!(keymap.read("k", "[global]\n\"q\" = \"none\"\n\"Q\" = \"quit\"\n").is_empty());
        let look = |key: &str| keymap.lookup(Focus::List, &Key::parse_sequence(key).unwrap());
        assert_eq!(look("q"), Lookup::Nothing);
        assert_eq!(look("Q"), Lookup::Action(Action::Quit));
        assert_eq!(look("j"), Lookup::Action(Action::Down));
        assert_eq!(look("g"), Lookup::Prefix);
        assert_eq!(look("g g"), Lookup::Action(Action::Top));
    }

    #[test]
    fn a_key_may_do_several_things_and_its_help_says_so() {
        let mut keymap = Keymap::standard();
        let text = "[list]\n\"Z\" = [\"mark-read\", \":sort named\"]\n[global]\n\"f2\" = \":theme dark\"\n\"f3\" = { do = [\"toggle-star\"], help = \"keep it\" }\n";
        assert_eq!(keymap.read("k", text), Vec::<String>::new());
        let told: Vec<String> =
            keymap.macros().map(|(keys, it)| format!("{keys}: {}", it.told())).collect();
        assert_eq!(told, ["f2: :theme dark", "f3: keep it", "Z: mark-read, :sort named"]);
        let key = Key::parse_sequence("Z").unwrap();
        assert_eq!(keymap.lookup(Focus::Body, &key), Lookup::Nothing);
        assert!(matches!(keymap.lookup(Focus::List, &key), Lookup::Macro(_)));
        assert!(keymap.read("k", "[list]\n\"Z\" = \"none\"\n").is_empty());
        assert_eq!(keymap.lookup(Focus::List, &key), Lookup::Nothing);
    }

    #[test]
    fn what_is_wrong_with_a_key_of_several_steps_is_reported_with_its_line() {
        let text = "[global]\n\"f2\" = [\"mark-raed\"]\n\"f3\" = \":exprot markdown\"\n\"f4\" = []\n\"f5\" = [\"down\", 3]\n\"f6\" = { do = \"down\", hlep = \"x\" }\n\"f7\" = { help = \"x\" }\n\"f8\" = [\":sort nmaed\"]\n";
        assert_eq!(
            faults(text),
            [
                "keys.toml:2: `mark-raed` is no action; did you mean `mark-read`?",
                "keys.toml:3: `exprot` is no command; did you mean `export`?",
                "keys.toml:4: `f4` has nothing to do",
                "keys.toml:5: `f5` needs the name of an action in quotation marks",
                "keys.toml:6: `f6`: `hlep` is neither `do` nor `help`",
                "keys.toml:7: `f7` has nothing to do: `do` is missing",
                "keys.toml:8: `nmaed` is no order: newest, oldest, named, unnamed, statements, share, best; did you mean `named`?",
            ]
        );
    }

    #[test]
    fn quitting_never_loses_its_last_key() {
        let quit = Key::parse_sequence("ctrl-c").unwrap();
        let fault = "no key was left to quit: `ctrl-c` does";
        for (text, line) in [
            ("[global]\n\"q\" = \"none\"\n\"ctrl-c\" = \"none\"\n", 3),
            ("[global]\n\"ctrl-c\" = \"down\"\n\"q\" = \"up\"\n", 2),
            ("[body]\n\"q\" = \"none\"\n\"ctrl-c\" = \"none\"\n", 3),
            ("[global]\n\"q\" = \"none\"\n\"ctrl-c\" = \"none\"\n\"ctrl-c x\" = \"down\"\n", 3),
        ] {
            let mut keymap = Keymap::standard();
            assert_eq!(keymap.read("k", text), [format!("k:{line}: {fault}")], "{text}");
            for focus in [Focus::List, Focus::Body, Focus::Sources] {
                assert_eq!(keymap.lookup(focus, &quit), Lookup::Action(Action::Quit), "{text}");
            }
        }
    }
}
