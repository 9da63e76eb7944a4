//! The chapters of the help.

/// The chapters of the help, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Chapter {
    Sourcing,
    Moving,
    Panes,
    Marking,
    Links,
    List,
    News,
    Feeds,
    Search,
    Archive,
    Screens,
    Correcting,
    Panel,
    Copying,
    Commands,
    Look,
    Program,
}

impl Chapter {
    /// All chapters, in the order of the help.
    pub const ALL: [Chapter; 17] = [
        Chapter::Sourcing,
        Chapter::Moving,
        Chapter::Panes,
        Chapter::Marking,
        Chapter::Links,
        Chapter::List,
        Chapter::News,
        Chapter::Feeds,
        Chapter::Search,
        Chapter::Archive,
        Chapter::Screens,
        Chapter::Correcting,
        Chapter::Panel,
        Chapter::Copying,
        Chapter::Commands,
        Chapter::Look,
        Chapter::Program,
    ];

    /// The heading in the help.
    pub fn title(self) -> &'static str {
        match self {
            Chapter::Sourcing => "Who said what",
            Chapter::Moving => "Moving",
            Chapter::Panes => "Panes",
            Chapter::Marking => "Marking",
            Chapter::Links => "Links",
            Chapter::List => "What the list shows",
            Chapter::News => "News",
            Chapter::Feeds => "In the screen of feeds",
            Chapter::Search => "Searching",
            Chapter::Archive => "The whole archive",
            Chapter::Screens => "In the screens of the archive",
            Chapter::Correcting => "Correcting",
            Chapter::Panel => "In the panel of corrections",
            Chapter::Copying => "Copying and exporting",
            Chapter::Commands => "Commands, marks, jumps",
            Chapter::Look => "The look",
            Chapter::Program => "The program",
        }
    }
}
