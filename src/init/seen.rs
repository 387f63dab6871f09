//! What stands in the files: for each column its texts and how often each occurs.

use std::path::Path;

use indexmap::IndexMap;

use super::exported::exported;
use super::question::{Asked, asked, asked_by};
use super::words::{Word, is_unit_like, option_number, word};
use crate::finding::Finding;
use crate::platform::{Asks, Exported, Glimpse, Recognised, recognise};
use crate::sheet::{self, Book, Reading, Sheet};

/// How many rows are looked at to tell which platform made a file.
const FIRST_ROWS: usize = 20;

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
    /// What each column asks.
    pub(super) asked: Vec<Asked>,
    /// The platform that made it, where that is plain.
    pub(super) made_by: Option<Recognised>,
    /// How it writes options; absent where no platform is recognised.
    pub(super) exported: Option<Exported>,
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
    /// Whether options may be written as codes such as `A1`.
    pub(super) coded: bool,
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
    let plain = Reading { heading_row, ..Reading::default() };
    let book = sheet::open(path, shown_as, &plain);
    let made_by = book.sheets.iter().find_map(|sheet| recognised(sheet, shown_as));
    let Some(made_by) = made_by else { return columns_of(file, &book, heading_row, None) };
    // What the platform leaves away in headings is only known now.
    let heading_rows = heading_rows(&made_by);
    let reading = Reading { platform: Some(made_by.platform), heading_rows, ..plain };
    let book = sheet::open(path, shown_as, &reading);
    columns_of(file, &book, heading_row, Some(&made_by))
}

fn heading_rows(made_by: &Recognised) -> Option<u64> {
    Some(made_by.heading_rows).filter(|rows| *rows > 1)
}

fn recognised(sheet: &Sheet, file_name: &str) -> Option<Recognised> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let n = sheet.headings().len();
    let _ = sheet.for_each(&mut |row| {
        if rows.len() < FIRST_ROWS {
            rows.push((0..n).map(|index| row.get(index).to_owned()).collect());
        }
    });
    recognise(&Glimpse { file_name, headings: sheet.headings(), rows: &rows })
}

fn columns_of(
    file: usize,
    book: &Book,
    heading_row: Option<u64>,
    made_by: Option<&Recognised>,
) -> (Vec<SeenSheet>, Vec<Finding>) {
    let mut findings = book.findings.clone();
    let mut seen = Vec::new();
    let coded = made_by.is_some_and(|made_by| made_by.exported == Some(Exported::Numbers));
    for sheet in &book.sheets {
        let headings = sheet.headings().iter();
        let mut columns: Vec<SeenColumn> = headings
            .map(|heading| SeenColumn { heading: heading.clone(), coded, ..SeenColumn::default() })
            .collect();
        let read = sheet.for_each(&mut |row| {
            for (index, column) in columns.iter_mut().enumerate() {
                column.note(row.get(index));
            }
        });
        findings.extend(read.findings);
        let name = sheet.place().sheet.as_deref().map(str::to_owned);
        let asked = match made_by {
            Some(made_by) => asked_by(made_by.platform, sheet.headings()),
            None => asked(sheet.headings()),
        };
        let made_by = made_by.cloned();
        let mut sheet =
            SeenSheet { file, name, heading_row, columns, asked, made_by, exported: None };
        sheet.settle();
        seen.push(sheet);
    }
    (seen, findings)
}

impl SeenSheet {
    /// How many rows the headings take, where it is not one.
    pub(super) fn heading_rows(&self) -> Option<u64> {
        self.made_by.as_ref().and_then(heading_rows)
    }

    /// What the cells say about the questions and about how options are written.
    pub(super) fn settle(&mut self) {
        if self.made_by.is_some() {
            self.read_letters();
            self.set_several_apart();
            self.exported = exported(self);
            self.drop_empty_stem();
        }
    }

    /// `A.满意`: the letter is the place of the option in its question and no part of it.
    fn read_letters(&mut self) {
        for (column, asked) in self.columns.iter_mut().zip(&mut self.asked) {
            let filled = column.texts.keys().filter(|text| word(text) != Word::Skipped);
            let bare: Option<Vec<(String, String)>> =
                filled.map(|text| Some((text.clone(), without_letter(text)?.to_owned()))).collect();
            let Some(bare) = bare.filter(|bare| !bare.is_empty()) else { continue };
            if asked.asks != Asks::Answer || !asked.options.is_empty() {
                continue;
            }
            asked.options = bare.into_iter().collect();
            let texts = std::mem::take(&mut column.texts);
            for (text, n) in texts {
                let text = asked.options.get(&text).cloned().unwrap_or(text);
                *column.texts.entry(text).or_default() += n;
            }
        }
    }

    /// Questions that allow several options have a column for each, with 0 and 1 in it.
    fn set_several_apart(&mut self) {
        let is_mark = |column: &SeenColumn| {
            let mark = |text: &String| matches!(&**text, "0" | "1");
            column.texts.keys().all(|text| mark(text) || word(text) == Word::Skipped)
                && column.texts.keys().any(mark)
        };
        let marks: Vec<bool> = self.columns.iter().map(is_mark).collect();
        let alone = |number: Option<u32>| {
            self.asked.iter().filter(|asked| asked.number == number).count() < 2
        };
        let numbers: Vec<u32> = self.asked.iter().filter_map(|asked| asked.number).collect();
        let several = |number: u32| {
            let mut columns =
                self.asked.iter().zip(&marks).filter(|(a, _)| a.number == Some(number));
            !alone(Some(number)) && columns.all(|(_, mark)| *mark)
        };
        let several: Vec<u32> = numbers.into_iter().filter(|number| several(*number)).collect();
        for asked in &mut self.asked {
            if asked.number.is_some_and(|number| several.contains(&number)) {
                asked.asks = Asks::Beside;
            }
        }
    }

    /// The stem of the only matrix says nothing where neither it nor its rows name a public body.
    fn drop_empty_stem(&mut self) {
        let mut stems: Vec<&str> =
            self.asked.iter().filter_map(|asked| asked.stem.as_deref()).collect();
        stems.sort_unstable();
        stems.dedup();
        let [stem] = stems.as_slice() else { return };
        let rows = self.asked.iter().filter(|asked| asked.stem.is_some());
        let (bodies, rows): (Vec<&Asked>, Vec<&Asked>) =
            rows.partition(|asked| is_unit_like(&asked.text));
        if bodies.len() < rows.len() && !is_unit_like(stem) {
            self.asked.iter_mut().for_each(|asked| asked.stem = None);
        }
    }
}

/// The option behind a capital letter and a full stop.
fn without_letter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    Some(rest.strip_prefix(['.', '．', '、'])?.trim()).filter(|rest| !rest.is_empty())
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
                Word::Text if self.coded && option_number(text).is_some() => kinds.numbers += n,
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

    /// Cells in which anything was answered.
    pub(super) fn n_answered(self) -> u64 {
        self.all()
    }

    fn all(self) -> u64 {
        self.levels + self.others + self.numbers + self.several + self.texts
    }
}
