//! Exporting and piping: what is before the reader, to a file, the clipboard, a program.

use std::path::PathBuf;

use crate::domain::{Destination, Export, ExportFormat, Exported};

use super::parse::{To, What};
use super::words::quoted;
use crate::app::{App, Effect, FileTask, Outcome};

/// The most characters of a file's name, without its ending.
const LONGEST: usize = 60;

impl App {
    /// Writes something out.
    ///
    /// # Errors
    /// Says what there is not.
    pub(in crate::app) fn export(
        &mut self,
        what: What,
        format: ExportFormat,
        to: To,
    ) -> Result<Outcome, String> {
        let to = match to {
            To::Clipboard => Destination::Clipboard,
            To::File(path) => Destination::File(path),
            To::Named => Destination::File(PathBuf::from(self.file_name(what, format))),
        };
        let what = self.exported(what)?;
        Ok(self.write_out(Export { what, format, to }))
    }

    /// Gives the selection, or else the article, to a program or the shell.
    ///
    /// # Errors
    /// Says what there is not.
    pub(in crate::app) fn pipe(
        &mut self,
        format: ExportFormat,
        program: Result<Vec<String>, String>,
    ) -> Result<Outcome, String> {
        let what = self.exported(What::Here)?;
        let to = program.map_or_else(Destination::Shell, Destination::Command);
        Ok(self.write_out(Export { what, format, to }))
    }

    pub(in crate::app) fn write_out(&mut self, export: Export) -> Outcome {
        let text = match &export.to {
            Destination::File(path) => format!("Writing {} …", path.display()),
            Destination::Clipboard => "Copying …".to_owned(),
            Destination::Command(words) => {
                format!("Running {} …", words.first().map_or("", String::as_str))
            }
            Destination::Shell(line) => format!("Running {line} …"),
        };
        let request = self.request();
        Outcome::say(text).and(Effect::File(request, FileTask::Export(export)))
    }

    fn exported(&self, what: What) -> Result<Exported, String> {
        let reader = self.article.reader.as_ref();
        let article = || {
            let shown = reader.map(|reader| reader.article.row.id);
            let id = shown.or_else(|| self.list.selected_row().map(|row| row.id));
            id.ok_or_else(|| "No article is open".to_owned())
        };
        match what {
            What::Here if self.overlays.dossier_query().is_some() => self.exported(What::Dossier),
            What::Here if self.article.selection().is_some() => self.exported(What::Selection),
            What::Here | What::Article => Ok(Exported::Articles(vec![article()?])),
            What::Selection => {
                let span = self.article.selection().ok_or("Nothing is selected")?;
                Ok(Exported::Passage(article()?, span))
            }
            What::Statement => {
                let current = reader.and_then(|reader| reader.current);
                let current = current.ok_or("No statement is current: go to one first")?;
                Ok(Exported::Quotation(article()?, current))
            }
            What::List => Ok(Exported::List(self.list.query.clone())),
            What::Dossier => {
                let shown = self.overlays.dossier_query().ok_or("No dossier is shown")?;
                Ok(Exported::Dossier(shown))
            }
            What::Corrections => Ok(Exported::Corrections),
        }
    }

    /// The line that is proposed where the reader asks for an export.
    pub(in crate::app) fn proposed_export(&self) -> String {
        let what = match () {
            () if self.overlays.dossier_query().is_some() => "dossier ",
            () if self.article.selection().is_some() => "selection ",
            () => "",
        };
        let name = self.file_name(What::Here, ExportFormat::Markdown);
        format!("{what}markdown {}", quoted(&name))
    }

    /// A name for a file: the title in small letters, and the form's ending.
    fn file_name(&self, what: What, format: ExportFormat) -> String {
        let title = match what {
            What::List => self.scope_title(),
            What::Corrections => "corrections".to_owned(),
            What::Here | What::Dossier if self.overlays.dossier().is_some() => {
                self.overlays.dossier().map_or_else(String::new, |view| view.name())
            }
            What::Here | What::Article | What::Selection | What::Statement | What::Dossier => self
                .article
                .reader
                .as_ref()
                .map_or_else(String::new, |it| it.article.row.title.clone()),
        };
        let ending = ExportFormat::ALL.iter().find(|(known, ..)| *known == format);
        let ending = ending.map_or("", |(.., ending)| *ending);
        match format {
            // It is a folder.
            ExportFormat::Brat => name(&title),
            ExportFormat::Markdown
            | ExportFormat::Html
            | ExportFormat::Json
            | ExportFormat::Csv
            | ExportFormat::Text => format!("{}.{ending}", name(&title)),
        }
    }
}

/// Letters and digits of a title, in small letters, a hyphen for everything between them.
fn name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        let word = word.to_lowercase();
        if !name.is_empty() && name.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    if name.is_empty() { "untitled".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn files_are_named_after_titles() {
        assert_eq!(name("Ferry halts: “no fuel”, says crew"), "ferry-halts-no-fuel-says-crew");
        assert_eq!(name("../../etc/passwd\u{1b}"), "etc-passwd");
        assert_eq!(name(" — "), "untitled");
        assert_eq!(name("Çeşme’de"), "çeşme-de");
        assert!(name(&"word ".repeat(100)).len() < 62 && name(&"x".repeat(500)).len() == 60);
    }
}
