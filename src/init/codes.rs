//! Tables of codes that come with an export: `code.csv` of 问卷网, and the SPSS text of 腾讯问卷.
//!
//! `code.csv` has no headings. A question begins with its code and ends with its text and its kind
//! (`Q4`, 题干, 矩阵单选题); each row below it has a code and the option's text. The SPSS text names
//! columns under `VARIABLE LABELS` and options under `VALUE LABELS`, each name in quotation marks.

use std::collections::BTreeMap;
use std::path::Path;

use indexmap::IndexMap;

use super::question::{about, asked_by};
use super::seen::SeenSheet;
use super::spss_text;
use crate::platform::Asks;
use crate::sheet::{self, Reading};

/// What is asked, by the number of the question or by the heading of the column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Codes {
    questions: BTreeMap<u32, Coded>,
    columns: IndexMap<String, Coded>,
}

/// One question, or one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Coded {
    /// What is asked.
    pub(super) text: String,
    /// Code and text of each option.
    pub(super) options: BTreeMap<String, String>,
}

/// The kinds of question, by the end of their names.
const KINDS: [&str; 7] = ["单选题", "多选题", "填空题", "排序题", "打分题", "量表题", "问答题"];

/// Reads a file that is such a table; `None` where it is anything else.
pub(super) fn read(path: &Path, shown_as: &str) -> Option<Codes> {
    let book = sheet::open(path, shown_as, &Reading::default());
    let [sheet] = book.sheets.as_slice() else { return None };
    let first = sheet.headings();
    let is_spss = first.first()?.trim().eq_ignore_ascii_case("VARIABLE LABELS");
    if !is_spss && question(first).is_none() {
        return None;
    }
    let mut rows: Vec<Vec<String>> = vec![first.to_vec()];
    let _ = sheet.for_each(&mut |row| {
        let cells = (0..row.len().max(4)).map(|index| row.get(index).trim().to_owned());
        rows.push(cells.collect());
    });
    let syntax = || rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
    Some(match is_spss {
        true => Codes { columns: spss_text::columns(&syntax()), ..Codes::default() },
        false => of_rows(&rows),
    })
}

fn of_rows(rows: &[Vec<String>]) -> Codes {
    let mut codes = Codes::default();
    let mut open: Option<u32> = None;
    for row in rows {
        if let Some((number, text)) = question(row) {
            codes.questions.insert(number, Coded { text, options: BTreeMap::new() });
            open = Some(number);
        } else if let Some(coded) = open.and_then(|number| codes.questions.get_mut(&number))
            && let ("", [code, text, ..]) = (row[0].as_str(), &row[1..])
            && !text.is_empty()
        {
            coded.options.insert(code.clone(), text.clone());
        }
    }
    codes
}

/// The number and text of the question that a row begins: the kind is its last cell.
fn question(row: &[String]) -> Option<(u32, String)> {
    let number = row.first()?.trim().strip_prefix(['Q', 'q'])?.parse().ok()?;
    let mut filled = row.iter().rev().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let kind = filled.next()?;
    let text = filled.next()?;
    KINDS.iter().any(|known| kind.ends_with(known)).then(|| (number, text.to_owned()))
}

impl SeenSheet {
    /// Puts texts in the place of codes where the table has them.
    pub(super) fn decode(&mut self, codes: &Codes) {
        self.name_columns(codes);
        for asked in self.asked.iter_mut().filter(|asked| asked.asks == Asks::Answer) {
            let coded = asked.number.and_then(|number| codes.questions.get(&number));
            let Some(coded) = coded else { continue };
            match &mut asked.stem {
                Some(stem) => *stem = about(&coded.text),
                None => asked.text.clone_from(&coded.text),
            }
            // The name of a row is not in this table.
            asked.unnamed = asked.unnamed.take().filter(|name| *name == asked.text);
            asked.options.clone_from(&coded.options);
        }
        self.settle();
    }

    /// Takes headings by the names that the table has for them.
    fn name_columns(&mut self, codes: &Codes) {
        let Some(made_by) = self.made_by.as_ref().filter(|_| !codes.columns.is_empty()) else {
            return;
        };
        let coded = |column: &str| codes.columns.get(column.trim());
        let named = |heading: &String| match coded(heading) {
            Some(coded) if !coded.text.is_empty() => coded.text.clone(),
            _ => heading.clone(),
        };
        let headings: Vec<String> =
            self.columns.iter().map(|column| named(&column.heading)).collect();
        self.asked = asked_by(made_by.platform, &headings);
        for (asked, column) in self.asked.iter_mut().zip(&self.columns) {
            if let Some(coded) = coded(&column.heading) {
                asked.options.clone_from(&coded.options);
            }
        }
    }
}
