//! `code.csv` of 问卷网: what the codes in `All_Data_Original.csv` stand for.
//!
//! The table has no headings. A question begins with its code, its text and its kind (`Q4`, 题干,
//! 矩阵单选题); each row below it has a code and the option's text in the second and third column.

use std::collections::BTreeMap;
use std::path::Path;

use super::stem::subject;
use crate::platform::Asks;
use crate::sheet::{self, Reading};

use super::seen::SeenSheet;

/// What is asked, by the number of the question.
pub(super) type Codes = BTreeMap<u32, Coded>;

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Coded {
    /// What is asked.
    pub(super) text: String,
    /// Code and text of each option.
    pub(super) options: BTreeMap<String, String>,
}

/// The kinds of question, by the end of their names.
const KINDS: [&str; 6] = ["单选题", "多选题", "填空题", "排序题", "打分题", "量表题"];

/// Reads a file that is such a table; `None` where it is anything else.
pub(super) fn read(path: &Path, shown_as: &str) -> Option<Codes> {
    let book = sheet::open(path, shown_as, &Reading::default());
    let [sheet] = book.sheets.as_slice() else { return None };
    let mut rows: Vec<[String; 3]> = Vec::new();
    let first = sheet.headings();
    let at = |index: usize| first.get(index).cloned().unwrap_or_default();
    rows.push([at(0), at(1), at(2)]);
    question(&rows[0])?;
    let _ = sheet.for_each(&mut |row| {
        rows.push([0, 1, 2].map(|index| row.get(index).trim().to_owned()));
    });
    let mut codes = Codes::new();
    let mut open: Option<u32> = None;
    for row in &rows {
        if let Some(number) = question(row) {
            let coded = Coded { text: row[1].clone(), options: BTreeMap::new() };
            codes.insert(number, coded);
            open = Some(number);
        } else if let Some(coded) = open.and_then(|number| codes.get_mut(&number))
            && row[0].is_empty()
            && !row[2].is_empty()
        {
            coded.options.insert(row[1].clone(), row[2].clone());
        }
    }
    Some(codes)
}

/// The number of the question that a row begins.
fn question(row: &[String; 3]) -> Option<u32> {
    let number = row[0].trim().strip_prefix(['Q', 'q'])?.parse().ok()?;
    KINDS.iter().any(|kind| row[2].trim().ends_with(kind)).then_some(number)
}

impl SeenSheet {
    /// Puts texts in the place of codes where the table has them.
    pub(super) fn decode(&mut self, codes: &Codes) {
        for asked in self.asked.iter_mut().filter(|asked| asked.asks == Asks::Answer) {
            let Some(coded) = asked.number.and_then(|number| codes.get(&number)) else { continue };
            match &mut asked.stem {
                Some(stem) => *stem = subject(&coded.text),
                None => asked.text.clone_from(&coded.text),
            }
            asked.unnamed = false;
            asked.options.clone_from(&coded.options);
        }
        self.settle();
    }
}
