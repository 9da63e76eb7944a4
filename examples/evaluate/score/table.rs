//! The scores as a table: for each class a row a measure, each cell precision, recall and F1.

use std::fmt;

use super::tally::{Count, Tally};
use super::{ROLES, Scores};

impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let classes = [
            ("ALL", &self.all),
            ("DIRECT AND MIXED QUOTES", &self.direct),
            ("INDIRECT", &self.indirect),
        ];
        for (name, tally) in classes {
            let Count { found, gold, .. } = tally.usable;
            writeln!(out, "== {name}: gold {gold} predicted {found}")?;
            class(out, tally)?;
        }
        writeln!(out, "   (each cell: precision recall F1)")
    }
}

fn class(out: &mut fmt::Formatter, tally: &Tally) -> fmt::Result {
    write!(out, "   {:8} ", "")?;
    for head in ["cue", "source", "content", "all three"] {
        write!(out, "{head:^22}")?;
    }
    writeln!(out)?;
    row(out, "exact", Some(tally.exact), tally.exact_all)?;
    for (name, roles) in
        [("overlap", tally.overlap), ("linked", tally.linked), ("token", tally.token)]
    {
        let mut all = Count::default();
        roles.into_iter().for_each(|role| all += role);
        row(out, name, Some(roles), all)?;
    }
    row(out, "usable", None, tally.usable)
}

fn row(
    out: &mut fmt::Formatter,
    name: &str,
    roles: Option<[Count; ROLES]>,
    all: Count,
) -> fmt::Result {
    write!(out, "   {name:8} ")?;
    match roles {
        Some(roles) => roles.into_iter().try_for_each(|role| cell(out, role))?,
        None => write!(out, "{:width$}", "", width = 22 * ROLES)?,
    }
    cell(out, all)?;
    writeln!(out)
}

fn cell(out: &mut fmt::Formatter, count: Count) -> fmt::Result {
    let [precision, recall, mean] = count.percent();
    write!(out, "{precision:6.1} {recall:6.1} {mean:6.1}  ")
}
