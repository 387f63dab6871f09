//! What stands in the files: for each column its texts and how often each occurs.

use std::path::Path;

use indexmap::IndexMap;

use super::words::{Word, word};
use crate::finding::Finding;
use crate::sheet::{self, Reading};

/// The most different texts of one column that are remembered.
const MAX_TEXTS: usize = 12_000;

/// One sheet, by what its columns hold.
#[derive(Debug)]
pub(super) struct SeenSheet {
    /// Position of the file among those given.
    pub(super) file: usize,
    /// The sheet, where the file is a workbook.
    pub(super) name: Option<String>,
    /// Where the headings are, where that is not the first row with content.
    pub(super) heading_row: Option<u64>,
    /// The columns from the left.
    pub(super) columns: Vec<SeenColumn>,
}

/// One column.
#[derive(Debug, Default)]
pub(super) struct SeenColumn {
    /// As written.
    pub(super) heading: String,
    /// Cells that are not empty.
    pub(super) filled: u64,
    /// The texts in the order of the file and how often each occurs; bounded.
    pub(super) texts: IndexMap<String, u64>,
}

/// How much of a column is of which kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kinds {
    /// Labels with a place in the common order.
    pub(super) levels: u64,
    /// 不了解, 弃权.
    pub(super) others: u64,
    /// Numbers.
    pub(super) numbers: u64,
    /// Several marks in one cell.
    pub(super) several: u64,
    /// Everything else that is not blank.
    pub(super) texts: u64,
}

/// Reads all sheets of a file.
pub(super) fn see(
    file: usize,
    path: &Path,
    shown_as: &str,
    heading_row: Option<u64>,
) -> (Vec<SeenSheet>, Vec<Finding>) {
    let reading = Reading { heading_row, ..Reading::default() };
    let book = sheet::open(path, shown_as, &reading);
    let mut findings = book.findings;
    let mut seen = Vec::new();
    for sheet in &book.sheets {
        let headings = sheet.headings().iter();
        let mut columns: Vec<SeenColumn> = headings
            .map(|heading| SeenColumn { heading: heading.clone(), ..SeenColumn::default() })
            .collect();
        let read = sheet.for_each(&mut |row| {
            for (index, column) in columns.iter_mut().enumerate() {
                column.note(row.get(index));
            }
        });
        findings.extend(read.findings);
        let name = sheet.place().sheet.as_deref().map(str::to_owned);
        seen.push(SeenSheet { file, name, heading_row, columns });
    }
    (seen, findings)
}

impl SeenColumn {
    fn note(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if let Some(n) = self.texts.get_mut(text) {
            *n += 1;
        } else if self.texts.len() < MAX_TEXTS {
            self.texts.insert(text.to_owned(), 1);
        }
    }

    /// How many cells hold what kind of mark.
    pub(super) fn kinds(&self) -> Kinds {
        let mut kinds = Kinds::default();
        for (text, n) in &self.texts {
            match word(text) {
                Word::Level(_) => kinds.levels += n,
                Word::Other(_) => kinds.others += n,
                Word::Number => kinds.numbers += n,
                Word::Several => kinds.several += n,
                Word::Text => kinds.texts += n,
                Word::Skipped => {}
            }
        }
        kinds
    }

    /// Whether some text occurs more than once.
    pub(super) fn repeats(&self) -> bool {
        self.texts.values().any(|n| *n > 1)
    }

    /// Whether all cells are whole numbers, as counts are.
    pub(super) fn is_counts(&self) -> bool {
        let whole = |text: &String| crate::naming::fold(text).parse::<u64>().is_ok();
        !self.texts.is_empty() && self.texts.keys().all(whole)
    }
}

impl Kinds {
    /// Most cells hold labels of a scale.
    pub(super) fn is_labels(self) -> bool {
        2 * (self.levels + self.others) >= self.all() && self.levels > 0
    }

    /// Nearly all cells hold numbers or what stands beside numbers.
    pub(super) fn is_numbers(self) -> bool {
        self.numbers > 0 && 10 * (self.numbers + self.others) >= 9 * self.all()
    }

    /// No cell holds anything that was answered.
    pub(super) fn is_empty(self) -> bool {
        self.all() == 0
    }

    fn all(self) -> u64 {
        self.levels + self.others + self.numbers + self.several + self.texts
    }
}
