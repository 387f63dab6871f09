//! How an export writes options: as texts, as their numbers, or as scores.
//!
//! The name of the file may say it (按文本, 按序号, 按分数). The cells decide where they contradict it.

use super::seen::{SeenColumn, SeenSheet};
use super::words::{Word, word};
use crate::exact::Ratio;
use crate::naming::fold;
use crate::platform::{Asks, Exported};

/// Options of a question are seldom more than this.
const MAX_OPTIONS: i32 = 20;

/// Where no name says it, whole numbers up to this are taken for options, and larger ones for
/// what a rater gave.
const MAX_UNSAID: i32 = 9;

/// How options are written in the columns of answers.
///
/// Numbers that nothing explains are taken for the numbers of options, because taking them for
/// scores would turn a scale round on which 1 is the best.
pub(super) fn exported(sheet: &SeenSheet) -> Option<Exported> {
    let said = sheet.made_by.as_ref()?.exported;
    let columns = answer_columns(sheet);
    if columns.iter().any(|column| column.kinds().is_labels()) {
        return Some(Exported::Texts);
    }
    let values: Vec<Ratio> = columns.iter().flat_map(|column| values(column)).collect();
    if values.is_empty() {
        return said.or(Some(Exported::Texts));
    }
    let up_to = |most: i32| {
        let is_option = |value: &Ratio| {
            value.parts().1 == "1" && *value >= Ratio::whole(1) && *value <= Ratio::whole(most)
        };
        values.iter().all(is_option)
    };
    Some(match said {
        Some(Exported::Numbers) if !up_to(MAX_OPTIONS) => Exported::Scores,
        Some(said) => said,
        None if adds_up(sheet, &columns) => Exported::Scores,
        None if up_to(MAX_UNSAID) => Exported::Numbers,
        None => Exported::Texts,
    })
}

/// The columns that hold answers to matrices, or to any question where there is no matrix.
fn answer_columns(sheet: &SeenSheet) -> Vec<&SeenColumn> {
    let pairs = || sheet.columns.iter().zip(&sheet.asked);
    let answers = || pairs().filter(|(_, asked)| asked.asks == Asks::Answer);
    let rows: Vec<&SeenColumn> =
        answers().filter(|(_, asked)| asked.stem.is_some()).map(|(column, _)| column).collect();
    let marked = |column: &&SeenColumn| column.kinds().is_labels() || column.kinds().is_numbers();
    if rows.is_empty() {
        answers().map(|(column, _)| column).filter(marked).collect()
    } else {
        rows
    }
}

/// The numbers of a column, each once.
fn values(column: &SeenColumn) -> Vec<Ratio> {
    let number = |text: &String| match word(text) {
        Word::Number => Ratio::parse(&fold(text)).ok(),
        _ => None,
    };
    column.texts.keys().filter_map(number).collect()
}

/// Whether the total of all rows is the sum of all answers.
fn adds_up(sheet: &SeenSheet, columns: &[&SeenColumn]) -> bool {
    let total = sheet.columns.iter().zip(&sheet.asked).find(|(_, a)| a.asks == Asks::Total);
    let Some((total, _)) = total else { return false };
    let sum = |column: &SeenColumn| {
        let times = |(text, n): (&String, &u64)| match word(text) {
            Word::Number => Ratio::parse(&fold(text)).ok().map(|value| &value * &Ratio::whole(*n)),
            _ => None,
        };
        column.texts.iter().filter_map(times).fold(Ratio::whole(0), |sum, value| &sum + &value)
    };
    let answered = columns.iter().map(|column| sum(column));
    let answered = answered.fold(Ratio::whole(0), |sum, value| &sum + &value);
    answered > Ratio::whole(0) && answered == sum(total)
}
