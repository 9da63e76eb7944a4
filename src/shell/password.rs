//! Reads the secret of an account from where the user keeps it.

use std::env;
use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::domain::SecretSource;

/// The most bytes of a secret that are read.
const MOST_BYTES: u64 = 64 * 1024;

/// Returns the secret that `source` names.
///
/// # Errors
///
/// Returns a sentence that says what is wrong and what to do. It never contains the secret.
pub fn read(source: &SecretSource) -> Result<String, String> {
    let text = match source {
        SecretSource::Variable(name) => env::var(name)
            .map_err(|_| format!("the environment variable {name} is not set, or is no text"))?,
        SecretSource::File(path) => read_file(path)?,
        SecretSource::Command(line) => run(line)?,
    };
    let first = text.lines().next().unwrap_or("").to_owned();
    if first.is_empty() { Err("the secret is empty".to_owned()) } else { Ok(first) }
}

fn read_file(path: &str) -> Result<String, String> {
    let wrong = |error: std::io::Error| format!("{path}: {error}");
    let file = File::open(path).map_err(wrong)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(wrong)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(format!("{path} can be read by others; `chmod 600 {path}` makes it yours"));
        }
    }
    let mut text = String::new();
    file.take(MOST_BYTES).read_to_string(&mut text).map_err(wrong)?;
    Ok(text)
}

fn run(line: &[String]) -> Result<String, String> {
    let Some((program, arguments)) = line.split_first() else {
        return Err("the password command is empty".to_owned());
    };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| format!("the password command {program} cannot be run: {error}"))?;
    let mut text = String::new();
    let read =
        child.stdout.take().map_or(Ok(0), |out| out.take(MOST_BYTES).read_to_string(&mut text));
    let status =
        child.wait().map_err(|error| format!("the password command {program}: {error}"))?;
    read.map_err(|error| format!("the password command {program}: {error}"))?;
    if !status.success() {
        return Err(format!("the password command {program} ended with {status}"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_the_first_line_of_what_a_command_writes() {
        let line =
            |words: &[&str]| SecretSource::Command(words.iter().map(|it| (*it).into()).collect());
        assert_eq!(read(&line(&["printf", "open\nsesame\n"])), Ok("open".to_owned()));
        assert!(read(&line(&["false"])).is_err_and(|why| why.contains("false")));
        assert!(read(&line(&["there-is-no-such-program"])).is_err());
        assert!(read(&line(&[])).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "sesame\n").unwrap();
        let source = SecretSource::File(path.display().to_string());
        let mode = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode));
        mode(0o644).unwrap();
        assert!(
            read(&source).is_err_and(|why| why.contains("chmod 600") && !why.contains("sesame"))
        );
        mode(0o600).unwrap();
        assert_eq!(read(&source), Ok("sesame".to_owned()));
    }
}
