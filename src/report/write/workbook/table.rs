//! One table as a sheet: title, frozen headings with filters, real numbers, notes below.

use rust_xlsxwriter::{
    ColNum, ConditionalFormatDataBar, ConditionalFormatType, FormatAlign, Formula, RowNum, Url,
    Worksheet, XlsxError,
};

use super::formula::OfTable;
use super::style::{self, CellFormats, Shape, Styles};
use super::width;
use crate::locale::Locale;
use crate::naming::visible;
use crate::report::write::plain::cut;
use crate::report::{Cell, ColumnKind, Grid, RowKind};

/// The row of the headings; the title stands above it.
const HEADINGS: RowNum = 1;
/// The narrowest and widest a column may be, in characters.
const NARROWEST: f64 = 7.0;
const WIDEST: f64 = 42.0;
/// The room in a column of ranks for why there is none.
const REASON: f64 = 14.0;
/// What a cell's text keeps from its edges, and what the arrow of a filter takes.
const PADDING: f64 = 1.6;
const ARROW: f64 = 2.4;
/// From this width on a table is printed across the page. Up to it, the forty units of a city stand on
/// one upright page, set a little smaller.
const WIDE: f64 = 140.0;
/// Notes run at least as wide as this, though the table be narrower.
const NOTES: f64 = 64.0;
/// The width of a column that nobody set.
const UNSET: f64 = 8.43;
/// The most text that a cell takes.
const LONGEST_CELL: usize = 32_000;

pub(super) fn sheet(
    grid: &Grid,
    formulas: &OfTable,
    about: &str,
    locale: &Locale,
    styles: &Styles,
) -> Result<Worksheet, XlsxError> {
    let shown = shown(grid, locale);
    let widths = widths(grid, &shown);
    let mut sheet = Worksheet::new();
    title(&mut sheet, grid, about, locale, styles)?;
    headings(&mut sheet, grid, &widths, styles)?;
    rows(&mut sheet, grid, formulas, &shown, &widths, CellFormats::new(styles, locale))?;
    signs(&mut sheet, grid)?;
    notes(&mut sheet, grid, &widths, locale, styles)?;
    frame(&mut sheet, grid, &widths)?;
    Ok(sheet)
}

/// What a person reads in each cell.
fn shown(grid: &Grid, locale: &Locale) -> Vec<Vec<String>> {
    let row = |cells: &[Cell]| cells.iter().map(|cell| visible(&cell.shown(locale))).collect();
    grid.rows.iter().map(|line| row(&line.cells)).collect()
}

/// How wide each column is, in characters. A heading may run over two lines.
fn widths(grid: &Grid, shown: &[Vec<String>]) -> Vec<f64> {
    let columns = grid.columns.iter().enumerate();
    columns
        .map(|(index, column)| {
            let heading = width::of(&column.heading);
            let heading = (heading / 2.0 + ARROW).max((heading + ARROW).min(12.0));
            let cells = grid.rows.iter().zip(shown);
            let cells =
                cells.filter_map(|(row, shown)| Some((row.cells.get(index)?, shown.get(index)?)));
            // Why a unit has no rank runs over lines, or it would push the page sideways.
            let room = |cell: &Cell| match (column.kind, cell) {
                (ColumnKind::Rank, Cell::Absent(_)) => REASON,
                _ => WIDEST,
            };
            let body = cells.map(|(cell, text)| width::of(text).min(room(cell)));
            let body = body.fold(0.0, f64::max);
            (heading.max(body) + PADDING).clamp(NARROWEST, WIDEST)
        })
        .collect()
}

fn title(
    sheet: &mut Worksheet,
    grid: &Grid,
    about: &str,
    locale: &Locale,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let link = Url::new(format!("internal:'{about}'!A1"));
    let text = text(&grid.title);
    let tip = locale.word("book-back");
    if text.is_empty() {
        return Ok(());
    }
    sheet.write_url_with_options(0, 0, link, text, tip, Some(&styles.title()))?;
    sheet.set_row_height(0, 28)?;
    Ok(())
}

fn headings(
    sheet: &mut Worksheet,
    grid: &Grid,
    widths: &[f64],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for ((column, width), at) in grid.columns.iter().zip(widths).zip(0_u16..) {
        let align = match column.kind {
            ColumnKind::Text => FormatAlign::Left,
            // On the right it would hide behind the arrow of the filter.
            _ => FormatAlign::Center,
        };
        let heading = text(&column.heading);
        sheet.write_string_with_format(HEADINGS, at, &heading, &styles.heading(align))?;
        sheet.set_column_width(at, *width)?;
        lines = lines.max(width::lines(&heading, width - PADDING));
    }
    sheet.set_row_height(HEADINGS, width::height(lines) + 4.0)?;
    Ok(())
}

fn rows(
    sheet: &mut Worksheet,
    grid: &Grid,
    formulas: &OfTable,
    shown: &[Vec<String>],
    widths: &[f64],
    mut formats: CellFormats<'_>,
) -> Result<(), XlsxError> {
    sheet.set_default_row_height(width::height(1));
    for (((row, texts), at), index) in grid.rows.iter().zip(shown).zip(HEADINGS + 1..).zip(0..) {
        let mut lines = 1;
        for (((cell, text), width), column) in row.cells.iter().zip(texts).zip(widths).zip(0_u16..)
        {
            let format = formats.of(row.kind, Shape::of(cell));
            let formula = formulas.get(&(index, usize::from(column)));
            match cell.number() {
                Some(number) if let Some(formula) = formula => {
                    // What is seen before the spreadsheet has worked it out is the printed number.
                    let formula = Formula::new(formula).set_result(number.to_string());
                    sheet.write_formula_with_format(at, column, formula, format)?
                }
                Some(number) => sheet.write_number_with_format(at, column, number, format)?,
                None if let Some(formula) = formula => {
                    lines = lines.max(width::lines(text, width - PADDING));
                    let formula = Formula::new(formula).set_result(text.as_str());
                    sheet.write_formula_with_format(at, column, formula, format)?
                }
                None if text.is_empty() => sheet.write_blank(at, column, format)?,
                None => {
                    lines = lines.max(width::lines(text, width - PADDING));
                    let text = cut(text, LONGEST_CELL);
                    sheet.write_string_with_format(at, column, text, format)?
                }
            };
        }
        if lines > 1 {
            sheet.set_row_height(at, width::height(lines))?;
        }
    }
    Ok(())
}

/// A bar behind the score that a league table ranks.
fn signs(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let Some(first) = row_number(0) else { return Ok(()) };
    if let (Some(bars), Some(ranked)) = (bars(grid), filtered(grid)) {
        let bar = ConditionalFormatDataBar::new()
            .set_solid_fill(true)
            .set_border_off(true)
            .set_fill_color(style::BAR)
            .set_minimum(ConditionalFormatType::Number, bars.from)
            .set_maximum(ConditionalFormatType::Highest, 0);
        sheet.add_conditional_format(first, bars.column, ranked, bars.column, &bar)?;
    }
    Ok(())
}

/// The bars behind the scores of a league table.
struct Bars {
    column: ColNum,
    from: f64,
}

/// Scores differ by little, so bars from zero would all look alike: these begin a little below
/// the lowest score, and a note below the table says so.
fn bars(grid: &Grid) -> Option<Bars> {
    let (index, column) =
        grid.columns.iter().zip(0_u16..).enumerate().find_map(|(index, at)| {
            (grid.id.starts_with("league") && at.0.id == "score").then_some((index, at.1))
        })?;
    let ranked = grid.rows.iter().filter(|row| row.kind == RowKind::Ranked);
    let scores: Vec<f64> = ranked.filter_map(|row| row.cells.get(index)?.number()).collect();
    let lowest = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (highest > lowest).then_some(Bars { column, from: lowest - (highest - lowest) / 8.0 })
}

/// The last row that is filtered and sorted: units that are not ranked and means stay below.
fn filtered(grid: &Grid) -> Option<RowNum> {
    row_number(grid.rows.iter().rposition(|row| row.kind == RowKind::Ranked)?)
}

fn notes(
    sheet: &mut Worksheet,
    grid: &Grid,
    widths: &[f64],
    locale: &Locale,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut last = last_column(grid);
    let mut room: f64 = widths.iter().sum();
    while room < NOTES {
        last += 1;
        room += UNSET;
    }
    let Some(first) = row_number(grid.rows.len()) else { return Ok(()) };
    let bars = bars(grid).map(|_| locale.word("book-bars"));
    for (note, at) in grid.notes.iter().chain(&bars).zip(first + 1..) {
        let note = text(note);
        sheet.set_row_height(at, width::height(width::lines(&note, room - PADDING)))?;
        sheet.merge_range(at, 0, at, last, &note, &styles.aside())?;
    }
    Ok(())
}

/// Filters, frozen panes and what is printed.
fn frame(sheet: &mut Worksheet, grid: &Grid, widths: &[f64]) -> Result<(), XlsxError> {
    if let (Some(last), false) = (filtered(grid), grid.columns.is_empty()) {
        sheet.autofilter(HEADINGS, 0, last, last_column(grid))?;
    }
    let named = grid.columns.iter().zip(1_u16..).find(|(column, _)| column.id == "unit");
    let named = named.or_else(|| grid.columns.iter().zip(1_u16..).next());
    let frozen = named.map_or(0, |(_, columns)| columns);
    sheet.set_freeze_panes(HEADINGS + 1, frozen)?;
    sheet.set_repeat_rows(0, HEADINGS)?;
    if widths.iter().sum::<f64>() > WIDE {
        sheet.set_landscape();
    }
    Ok(())
}

fn text(text: &str) -> String {
    cut(&visible(text), LONGEST_CELL).to_owned()
}

/// The row of the sheet in which a row of the table stands.
pub(super) fn row_number(row: usize) -> Option<RowNum> {
    RowNum::try_from(row).ok()?.checked_add(HEADINGS + 1)
}

fn last_column(grid: &Grid) -> ColNum {
    ColNum::try_from(grid.columns.len()).map_or(ColNum::MAX, |n| n.saturating_sub(1))
}
