//! Tables of a document, and how they are laid out in one block or in two side by side.

use super::measure::{ems, longest_piece};
use super::text::{Run, Text};
use crate::chart::is_wide;
use crate::locale::Locale;
use crate::report::{Column, ColumnKind, Grid, RowKind};

/// A table; its heading is repeated on every page and no row is split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The line above it; `None` prints none.
    pub caption: Option<Text>,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows; a cell that is missing at the end is empty.
    pub rows: Vec<TableRow>,
    /// Notes below it.
    pub notes: Vec<Text>,
    /// How large its type is.
    pub size: TableSize,
    /// Whether it stands in two blocks side by side, the first half of its rows to the left.
    pub is_folded: bool,
    /// How many lines a row has at least, where people write into it by hand; 0 as 1.
    pub least_lines: u8,
    /// Whether it stands on one page with its notes where they fit one, as a small table should.
    pub is_kept: bool,
    /// The rows that are bands, by position: their first cell stands over all columns, names the rows
    /// below it, and is never the last on a page.
    pub bands: Vec<usize>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableColumn {
    /// Its heading.
    pub heading: String,
    /// A heading above it that neighbours with the same one share; empty where there is none.
    pub group: String,
    /// Its share of the width; only the proportions count, and 0 is as 1.
    pub share: u32,
    /// How its cells are set.
    pub align: Align,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// From the left: words.
    #[default]
    Left,
    /// In the middle: ranks, and numbers of one length.
    Centre,
    /// To the right: numbers that are read digit below digit.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// As many cells as there are columns.
    pub cells: Vec<Text>,
    /// Whether it is set bold: a mean, a sum.
    pub is_strong: bool,
}

/// The type of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableSize {
    /// 小四, 12 pt.
    #[default]
    Usual,
    /// 五号, 10.5 pt: many columns.
    Small,
    /// 小五, 9 pt: what else does not fit.
    Tiny,
}

impl TableSize {
    /// In half-points.
    pub(in crate::report) fn half_points(self) -> u32 {
        match self {
            TableSize::Usual => 24,
            TableSize::Small => 21,
            TableSize::Tiny => 18,
        }
    }

    /// From line to line in twips.
    pub(in crate::report) fn line(self) -> u32 {
        match self {
            TableSize::Usual => 360,
            TableSize::Small => 310,
            TableSize::Tiny => 260,
        }
    }
}

impl Table {
    /// The table of a report, with columns as wide as what stands in them.
    ///
    /// It has no caption: `grid.title` may stand as that or as the title of an annex.
    pub fn of_grid(grid: &Grid, locale: &Locale) -> Table {
        let rows: Vec<TableRow> = grid
            .rows
            .iter()
            .map(|row| TableRow {
                cells: row.cells.iter().map(|cell| Text::new(&cell.shown(locale))).collect(),
                is_strong: row.kind == RowKind::Mean,
            })
            .collect();
        let columns = grid.columns.iter().enumerate().map(|(at, column)| TableColumn {
            heading: column.heading.clone(),
            group: String::new(),
            share: share(column, &rows, at),
            align: align(column.kind),
        });
        Table {
            columns: columns.collect(),
            notes: grid.notes.iter().map(|note| Text::new(note)).collect(),
            rows,
            ..Table::default()
        }
    }

    /// The columns and rows as they stand on the page.
    pub(in crate::report) fn laid(&self) -> Laid<'_> {
        let per_block = self.columns.len();
        if !self.is_folded || self.rows.len() < 2 {
            let rows = (0..self.rows.len()).map(|at| self.cells(at)).collect();
            return Laid { columns: self.columns.iter().collect(), rows, seam: None };
        }
        let mut half = self.rows.len().div_ceil(2);
        // A band stands above what it names.
        while half < self.rows.len() && self.bands.contains(&(half - 1)) {
            half += 1;
        }
        let rows = (0..half).map(|at| {
            let mut row = self.cells(at);
            row.extend(self.cells(at + half));
            row
        });
        Laid {
            columns: self.columns.iter().chain(&self.columns).collect(),
            rows: rows.collect(),
            seam: Some(per_block),
        }
    }

    /// The cells of a row; empty ones where the table has ended.
    fn cells(&self, at: usize) -> Vec<LaidCell<'_>> {
        let row = self.rows.get(at);
        let is_band = row.is_some() && self.bands.contains(&at);
        let cell = |at: usize| LaidCell {
            runs: row.and_then(|row| row.cells.get(at)).map_or(&[], Text::runs),
            is_strong: row.is_some_and(|row| row.is_strong),
            is_band,
            span: if is_band { self.columns.len().max(1) } else { 1 },
        };
        let count = if is_band { 1 } else { self.columns.len() };
        (0..count).map(cell).collect()
    }
}

/// A table as it stands on the page.
#[derive(Debug)]
pub(in crate::report) struct Laid<'a> {
    pub(in crate::report) columns: Vec<&'a TableColumn>,
    /// The cells of each, which together reach over all columns.
    pub(in crate::report) rows: Vec<Vec<LaidCell<'a>>>,
    /// The column at which the second block begins.
    pub(in crate::report) seam: Option<usize>,
}

/// A cell on the page; without words where the table ends in its second block.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct LaidCell<'a> {
    pub(in crate::report) runs: &'a [Run],
    pub(in crate::report) is_strong: bool,
    /// Whether it names the rows below it.
    pub(in crate::report) is_band: bool,
    /// Over how many columns it reaches.
    pub(in crate::report) span: usize,
}

impl Laid<'_> {
    /// The widths of the columns; together they are `width`.
    pub(in crate::report) fn widths(&self, width: u32) -> Vec<u32> {
        let shares: Vec<u64> =
            self.columns.iter().map(|column| u64::from(column.share.max(1))).collect();
        let total: u64 = shares.iter().sum::<u64>().max(1);
        let mut widths = Vec::with_capacity(shares.len());
        let (mut passed, mut edge) = (0, 0);
        for share in shares {
            passed += share;
            let next = u32::try_from(u64::from(width) * passed / total).unwrap_or(width);
            widths.push(next - edge);
            edge = next;
        }
        widths
    }
}

fn align(kind: ColumnKind) -> Align {
    match kind {
        ColumnKind::Text => Align::Left,
        ColumnKind::Rank | ColumnKind::Ranks | ColumnKind::Interval | ColumnKind::Move => {
            Align::Centre
        }
        ColumnKind::Score
        | ColumnKind::Rate
        | ColumnKind::Count
        | ColumnKind::Change
        | ColumnKind::Number => Align::Right,
    }
}

/// Tenths of an em: the longest cell on one line, up to fourteen, or the heading on two lines, or its
/// longest word where that is longer.
fn share(column: &Column, rows: &[TableRow], at: usize) -> u32 {
    let heading = column.heading.as_str();
    let width = |row: &TableRow| {
        let bold = if row.is_strong { BOLD } else { 1.0 };
        let text = row.cells.get(at).map(Text::plain).unwrap_or_default();
        // What stands in the place of a rank may go on below itself.
        match column.kind {
            ColumnKind::Rank if text.is_ascii() => longest_piece(&text) + WORD,
            _ => in_figures(&text) * bold,
        }
    };
    let longest = rows.iter().map(width).fold(0.0, f64::max);
    tenths(longest.clamp(1.5, 14.0)).max(heading_share(heading))
}

/// Tenths of an em that a heading needs: half of it, but no word parted.
pub(super) fn heading_share(heading: &str) -> u32 {
    let word = if heading.is_ascii() { longest_piece(heading) + WORD } else { 0.0 };
    // Two lines of whole characters; a word of two is not parted.
    let halved = if ems(heading) > 2.0 { (ems(heading) / 2.0).ceil() } else { ems(heading) };
    tenths(halved.max(word))
}

/// With what stands free beside the words, in tenths of an em.
fn tenths(ems: f64) -> u32 {
    format!("{:.0}", (ems + 0.9) * 10.0).parse().unwrap_or(1)
}

/// How much wider bold figures are.
const BOLD: f64 = 1.06;

/// How much wider a word is than half an em for each letter, in ems, bold or in a wide face: letters
/// must not be parted.
const WORD: f64 = 0.5;

/// How wide words and figures of a table are, in ems: in some faces figures are wider than half an em,
/// and a number must not be parted.
fn in_figures(text: &str) -> f64 {
    let more = |c: char| match c {
        '0'..='9' => 0.07,
        'a'..='z' => 0.05,
        'A'..='Z' => 0.15,
        '▲' | '▼' => 0.5,
        _ => 0.0,
    };
    // Where Chinese and figures meet, writers leave a gap.
    let meet = |(a, b): (char, char)| is_wide(a) != is_wide(b) && a != ' ' && b != ' ';
    let gaps = text.chars().zip(text.chars().skip(1)).filter(|pair| meet(*pair)).count();
    let gaps: f64 = std::iter::repeat_n(0.25, gaps).sum();
    ems(text) + text.chars().map(more).sum::<f64>() + gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize) -> Table {
        let row = |at: usize| TableRow {
            cells: vec![Text::new(&at.to_string()), Text::new("市教育局")],
            is_strong: false,
        };
        let column = |share| TableColumn { share, ..TableColumn::default() };
        Table {
            columns: vec![column(1), column(2)],
            rows: (1..=rows).map(row).collect(),
            is_folded: true,
            ..Table::default()
        }
    }

    fn shown(cell: LaidCell<'_>) -> String {
        cell.runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn in_two_blocks_the_second_goes_on_where_the_first_ends() {
        let table = table(5);
        let laid = table.laid();
        let first: Vec<String> = laid.rows.iter().map(|row| shown(row[0])).collect();
        let second: Vec<String> = laid.rows.iter().map(|row| shown(row[2])).collect();
        assert_eq!(first, ["1", "2", "3"]);
        assert_eq!(second, ["4", "5", ""]);
        assert_eq!(laid.seam, Some(2));
    }

    #[test]
    fn a_band_reaches_over_its_block_and_is_not_the_last_of_it() {
        let mut table = table(6);
        table.bands = vec![0, 2];
        let laid = table.laid();
        let spans: Vec<Vec<usize>> =
            laid.rows.iter().map(|row| row.iter().map(|cell| cell.span).collect()).collect();
        // The third row is a band, so that the fourth goes with it into the first block.
        assert_eq!(spans, [vec![2, 1, 1], vec![1, 1, 1, 1], vec![2, 1, 1], vec![1, 1, 1, 1]]);
        assert!(laid.rows[0][0].is_band && !laid.rows[0][1].is_band);
        assert_eq!(shown(laid.rows[3][0]), "4");
    }

    #[test]
    fn a_table_of_the_report_keeps_its_cells_and_gives_words_more_room_than_figures() {
        use crate::report::{Cell, GridRow};
        use crate::scheme::Language;
        let column =
            |heading: &str, kind| Column { id: heading.into(), heading: heading.into(), kind };
        let row = |kind, name: &str, n| GridRow {
            kind,
            category: None,
            cells: vec![Cell::Text(name.into()), Cell::Count(n)],
        };
        let grid = Grid {
            id: "counts".into(),
            file: "counts".into(),
            tab: "counts".into(),
            title: "有效票".into(),
            columns: vec![column("单位", ColumnKind::Text), column("有效票", ColumnKind::Count)],
            rows: vec![
                row(RowKind::Ranked, "市人力资源和社会保障局", 860),
                row(RowKind::Mean, "平均", 791),
            ],
            notes: vec!["注".into()],
        };
        let table = Table::of_grid(&grid, &Locale::new(Language::Chinese));
        let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
        assert_eq!(aligns, [Align::Left, Align::Right]);
        // Eleven characters and their padding; three figures, or a heading of three on two lines.
        assert_eq!((table.columns[0].share, table.columns[1].share), (119, 29));
        assert_eq!(table.rows[0].cells[1].plain(), "860");
        assert_eq!([table.rows[0].is_strong, table.rows[1].is_strong], [false, true]);
        assert_eq!(table.notes[0].plain(), "注");
    }

    #[test]
    fn widths_are_in_proportion_and_fill_the_width() {
        let table = table(4);
        let widths = table.laid().widths(8845);
        assert_eq!(widths.iter().sum::<u32>(), 8845);
        assert!(widths.iter().zip([1474, 2948, 1474, 2949]).all(|(w, near)| w.abs_diff(near) <= 1));
        assert!(Table::default().laid().widths(100).is_empty());
    }
}
