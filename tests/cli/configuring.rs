//! Tests of `onrecord config`: values, origins, and faulty files.

use std::fs;

use serde_json::Value;

use crate::support::Home;

/// Runs `config` with the file: status, what it wrote, what it told.
fn config(home: &Home, file: &str, args: &[&str]) -> (i32, String, String) {
    let folder = home.root().join("conf");
    fs::create_dir_all(&folder).expect("a file of the test");
    fs::write(folder.join("config.toml"), file).expect("a file of the test");
    let mut command = home.command();
    command.env("ONRECORD_CONFIG", &folder).env_remove("COLORFGBG");
    let output = command.arg("config").args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn setting(json: &str, name: &str) -> (String, String, String) {
    let all: Vec<Value> = serde_json::from_str(json).expect("a file of the test");
    let found = all.iter().find(|it| it["name"] == name).expect("it is listed");
    let of = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    (of("value"), of("default"), of("from"))
}

#[test]
fn every_setting_says_where_it_came_from() {
    let home = Home::new();
    let file = "[network]\njobs = 3\n\n[reading]\nmeasure = 66\n[look]\ntheme = \"paper\"\n";
    let (status, table, told) = config(&home, file, &[]);
    assert_eq!((status, told.as_str()), (0, ""));
    let row = |name: &str| {
        let row = table.lines().find(|line| line.starts_with(name)).expect("a row");
        row.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
    };
    assert!(row("network.jobs").starts_with("network.jobs 3 8 "), "{table}");
    assert!(row("network.jobs").ends_with("config.toml:2"), "{table}");
    assert_eq!(row("network.timeout"), "network.timeout 30 30 default");
    assert!(row("reading.measure").starts_with("reading.measure 66 78 "), "{table}");
    let (_, json, _) = config(&home, file, &["--format", "json"]);
    let (value, default, from) = setting(&json, "theme");
    assert_eq!((value.as_str(), default.as_str()), ("paper", "auto"));
    assert!(from.ends_with("config.toml:7"), "{from}");
    assert_eq!(setting(&json, "store").2, "environment (ONRECORD_STORE)");
    let (_, toml, _) = config(&home, file, &["--format", "toml"]);
    assert_eq!(config(&home, &toml, &["--format", "json"]).0, 0, "{toml}");
}

#[test]
fn faults_are_reported_and_the_rest_applies() {
    let home = Home::new();
    let file = "[look]\ntheme = \"noon\"\nicons = \"gold\"\n[lok]\nx = 1\n[reading]\nspeed = 400\n";
    let (status, json, told) = config(&home, file, &["--format", "json"]);
    assert_eq!(status, 1);
    for part in [
        "config.toml:2: there is no theme `noon`: dark, light",
        "config.toml:3: `icons` needs \"none\", \"ascii\" or \"nerd\"",
        "config.toml:4: `lok` is none of the tables",
    ] {
        assert!(told.contains(part), "{part:?} is missing in:\n{told}");
    }
    assert_eq!(setting(&json, "speed").0, "400");
    assert_eq!(setting(&json, "icons").0, "none");
}

#[test]
fn the_default_file_is_sound_and_path_tells_where_it_goes() {
    let home = Home::new();
    let (status, default, _) = config(&home, "", &["--default"]);
    assert_eq!(status, 0);
    assert!(default.contains("# measure = 78") && default.contains("[notify]"), "{default}");
    assert_eq!(config(&home, &default, &[]).0, 0);
    let (_, path, _) = config(&home, "", &["--path"]);
    assert!(path.trim().ends_with("config.toml"), "{path}");
}

#[test]
fn keys_and_themes_are_listed() {
    let home = Home::new();
    let (_, keys, _) = config(&home, "", &["keys"]);
    assert!(keys.lines().any(|line| line.starts_with("zen ") && line.contains(" z ")), "{keys}");
    let (_, themes, _) = config(&home, "", &["themes"]);
    for name in ["dark", "light", "contrast-dark", "safe-light", "terminal", "mono"] {
        assert!(themes.lines().any(|line| line.starts_with(name)), "{name}: {themes}");
    }
}
