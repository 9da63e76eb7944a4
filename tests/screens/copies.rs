//! Articles that share sources and statements, and a store that knows them.

use onrecord::app::{Comparand, Effect, Message, Read, ReadAnswer};
use onrecord::domain::{Analysis, SameWords, SourceId, SourceKind, Statement, SubjectId};

use super::articles::{Story, plain, tunnel, with};
use super::marked;

const WIRE: &str = "{0m|“The mountain moved four centimetres and we moved four thousand tonnes,”} {0c|said} {0s|Ana Verrick} on Sunday, when the first train had passed.

{1s|The railway} {1c|said} {1i|trains would run through the Orrin tunnel again on Friday}. {2s|Tove Lind, an engineer,} {2c|said} {2m|the sensors had failed twice in the week before and that the owners were told “on paper, with photographs”}.

{3s|The mayor of Halden} {3c|wants} {3i|the road over the pass kept open as well}.";

const DIARY: &str = "{0s|The railway} {0c|promised} {0i|a bus for those who do not trust the mountain}.

{1d|“I would not call it a victory. I would call it a truce,”} {1s|a clerk at the station} {1c|told} everybody who asked.";

fn wire() -> Story {
    let owners = [(Some(0), 0.9), (Some(1), 0.9), (Some(2), 0.9), (Some(3), 0.4)];
    let (text, attributions) = marked::read(WIRE, &owners);
    let sources = vec![
        marked::source(SourceKind::Person, "Ana Verrick", ""),
        marked::source(SourceKind::Organization, "the railway", ""),
        marked::source(SourceKind::Person, "Tove Lind", "an engineer"),
        marked::source(SourceKind::Unnamed, "the mayor of Halden", ""),
    ];
    let analysis = marked::analysis(&text, attributions, sources, &[]);
    with(
        plain(2, "First train through the Orrin tunnel", 2, "2024-02-18T15:10:00Z"),
        text,
        analysis,
    )
}

fn diary() -> Story {
    let (text, attributions) = marked::read(DIARY, &[(Some(0), 0.9), (Some(1), 0.9)]);
    let sources = vec![
        marked::source(SourceKind::Organization, "the railway", ""),
        marked::source(SourceKind::Unnamed, "a clerk at the station", ""),
    ];
    let analysis = marked::analysis(&text, attributions, sources, &[]);
    with(plain(3, "A morning at the upper station", 3, "2024-02-17"), text, analysis)
}

/// The tunnel, and two more about it.
pub(crate) fn shelf() -> Vec<Story> {
    vec![tunnel(), wire(), diary()]
}

/// The answer to an effect that is about several articles.
pub(crate) fn reply(stories: &[Story], effect: &Effect) -> Option<Message> {
    Some(match effect {
        Effect::Read(request, Read::Comparison(ids)) => {
            let of = |id| stories.iter().find(|(article, _)| article.row.id == id);
            let found = ids.iter().filter_map(|id| of(*id));
            let one = |(article, analysis): &Story| Comparand {
                subjects: analysis.as_ref().map(subjects).unwrap_or_default(),
                article: article.clone(),
                analysis: analysis.clone(),
            };
            Message::Read(*request, ReadAnswer::Comparison(found.map(one).collect()))
        }
        Effect::Read(request, Read::SameWords(id)) => {
            let own = stories.iter().find(|(article, _)| article.row.id == *id)?;
            let others = || stories.iter().filter(|(article, _)| article.row.id != *id);
            let same = statements(own).into_iter().map(|statement| SameWords {
                statement: statement.index,
                elsewhere: others()
                    .flat_map(|other| {
                        let all = statements(other).into_iter();
                        all.map(|there| (other.0.row.clone(), there))
                    })
                    .filter(|(_, there)| folded(there) == folded(&statement))
                    .collect(),
            });
            Message::Read(
                *request,
                ReadAnswer::SameWords(same.filter(|it| !it.elsewhere.is_empty()).collect()),
            )
        }
        _ => return None,
    })
}

fn statements((article, analysis): &Story) -> Vec<Statement> {
    analysis.as_ref().map(|it| Statement::all_in(&article.body.text, it)).unwrap_or_default()
}

fn folded(statement: &Statement) -> String {
    statement.content.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Named sources are the same wherever their names are; others are somebody else everywhere.
fn subjects(analysis: &Analysis) -> Vec<(SourceId, SubjectId)> {
    let known = ["Ana Verrick", "the railway", "Tove Lind"];
    let of = |(place, name): (usize, &str)| {
        let subject = known.iter().position(|known| *known == name)?;
        Some((SourceId(place as u32), SubjectId(subject as i64 + 1)))
    };
    let names = analysis.sources.iter().map(|source| source.name.as_str());
    names.enumerate().filter_map(of).collect()
}
