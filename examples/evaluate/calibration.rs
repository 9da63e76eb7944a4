//! Whether confidence is what it says: of statements at 0.7, seven in ten should be usable.

use std::fmt;

/// Statements by their confidence, in ten bins; displayed as a line a bin.
#[derive(Default)]
pub(crate) struct Calibration([Bin; 10]);

#[derive(Default)]
struct Bin {
    statements: usize,
    usable: usize,
    confidence: f64,
}

impl Calibration {
    /// Counts a statement.
    pub(crate) fn add(&mut self, confidence: f64, usable: bool) {
        let last = self.0.len() - 1;
        let bin = &mut self.0[((confidence * 10.0) as usize).min(last)];
        bin.statements += 1;
        bin.usable += usize::from(usable);
        bin.confidence += confidence;
    }

    /// How far confidence and truth lie apart, on the average over all statements, in percent.
    fn error(&self) -> f64 {
        let apart = self.0.iter().map(|bin| (bin.confidence - bin.usable as f64).abs());
        let statements: usize = self.0.iter().map(|bin| bin.statements).sum();
        100.0 * apart.sum::<f64>() / statements.max(1) as f64
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        writeln!(out, "== CONFIDENCE: error {:.1}", self.error())?;
        writeln!(out, "   {:8} {:>6} {:>6} {:>9} {:>6}", "", "found", "usable", "expected", "is")?;
        for (place, bin) in self.0.iter().enumerate() {
            let Bin { statements, usable, confidence } = bin;
            write!(out, "   {:.1}-{:.1}  ", place as f64 / 10.0, (place + 1) as f64 / 10.0)?;
            write!(out, "{statements:6} {usable:6} ")?;
            match statements {
                0 => writeln!(out, "{:>9} {:>6}", "-", "-")?,
                _ => {
                    let percent = |sum: f64| 100.0 * sum / *statements as f64;
                    writeln!(out, "{:9.1} {:6.1}", percent(*confidence), percent(*usable as f64))?;
                }
            }
        }
        writeln!(out, "   (usable in percent: as confidence has it, and as it is)")
    }
}
