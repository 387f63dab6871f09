//! A table: its heading repeated on every page, no row split, columns of fixed widths.

use super::run::{Look, runs, words};
use super::styles::cell_id;
use crate::report::document::{Align, HeadCell, HeadRows, Laid, LaidCell, Table, heading_lines};
use crate::scheme::Language;

/// Between a cell's edge and its words, in twips: above and below, left and right.
const PADDING: (u32, u32) = (30, 80);
/// Rules in eighths of a point: within the table, and around it.
const THIN: u32 = 4;
const THICK: u32 = 8;

/// The table alone, `width` twips wide.
pub(super) fn table(table: &Table, width: u32, language: Language) -> String {
    let laid = table.laid();
    let widths = laid.widths(width);
    let grid: String =
        widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let mut rows = vec![head(table, &laid, &widths, language)];
    let last = laid.rows.len().saturating_sub(1);
    rows.extend(laid.rows.iter().enumerate().map(|(at, row)| {
        // Neither the first row nor the last two stand alone on a page, nor the notes without a row.
        let is_end = at == 0 || at + 2 >= last;
        let has_more = at < last || !table.notes.is_empty();
        let keeps = has_more && (table.is_kept || is_end);
        body_row(table, &laid, (row, keeps), &widths, language)
    }));
    format!("<w:tbl>{}<w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", properties(width), rows.concat())
}

fn properties(width: u32) -> String {
    let edge = |name: &str, size: u32| {
        format!(r#"<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>"#)
    };
    let borders = [
        edge("top", THICK),
        edge("left", THICK),
        edge("bottom", THICK),
        edge("right", THICK),
        edge("insideH", THIN),
        edge("insideV", THIN),
    ]
    .concat();
    let (above, beside) = PADDING;
    let side = |name: &str, twips: u32| format!(r#"<w:{name} w:w="{twips}" w:type="dxa"/>"#);
    let padding =
        [side("top", above), side("left", beside), side("bottom", above), side("right", beside)]
            .concat();
    format!(
        r#"<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"#
    )
}

/// The heading, in one row or in two; Word repeats the rows that say so.
fn head(table: &Table, laid: &Laid<'_>, widths: &[u32], language: Language) -> String {
    let style = cell_id(table.size, true);
    let (upper, lower) = laid.heads();
    let is_double = !lower.is_empty();
    let set = |head: &HeadCell<'_>, merge: &str, is_empty: bool| {
        let width = widths.iter().skip(head.first).take(head.count).sum();
        let span = match head.count {
            1 => String::new(),
            count => format!(r#"<w:gridSpan w:val="{count}"/>"#),
        };
        let words = if is_empty { "" } else { head.words };
        Cell {
            width,
            joined: format!("{span}{merge}"),
            is_seam: laid.seam == Some(head.first),
            style: &style,
            align: Align::Centre,
            keeps: true,
        }
        .xml(&broken(words, width, table, language))
    };
    let first = upper.iter().map(|head| match head.rows {
        HeadRows::All if is_double => set(head, r#"<w:vMerge w:val="restart"/>"#, false),
        _ => set(head, "", false),
    });
    let mut rows = vec![first.collect::<String>()];
    if is_double {
        let mut second: Vec<(usize, String)> =
            lower.iter().map(|head| (head.first, set(head, "", false))).collect();
        let passed = upper.iter().filter(|head| head.rows == HeadRows::All);
        second.extend(passed.map(|head| (head.first, set(head, "<w:vMerge/>", true))));
        second.sort_by_key(|(first, _)| *first);
        rows.push(second.into_iter().map(|(_, xml)| xml).collect());
    }
    let row = |cells: &String| {
        format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
    };
    rows.iter().map(row).collect()
}

/// A heading whose lines are about equally long: 置信 over 名次, not 置信名 over 次.
fn broken(heading: &str, width: u32, table: &Table, language: Language) -> String {
    let room = width.saturating_sub(2 * PADDING.1);
    let lines = heading_lines(heading, room, table.size.half_points());
    let lines: Vec<String> =
        lines.iter().map(|line| words(line, Look::default(), language)).collect();
    lines.join("<w:r><w:br/></w:r>")
}

fn body_row(
    table: &Table,
    laid: &Laid<'_>,
    (row, keeps): (&[LaidCell<'_>], bool),
    widths: &[u32],
    language: Language,
) -> String {
    let mut at = 0;
    let mut cells = String::new();
    for content in row {
        let look = Look { bold: content.is_strong.then_some(true), ..Look::default() };
        let words = runs(content.runs, look, language);
        let joined = match content.span {
            1 => String::new(),
            span => format!(r#"<w:gridSpan w:val="{span}"/>"#),
        };
        let align = match laid.columns.get(at) {
            Some(column) if !content.is_band => column.align,
            _ => Align::Left,
        };
        let cell = Cell {
            width: widths.iter().skip(at).take(content.span).sum(),
            joined,
            is_seam: laid.seam == Some(at),
            style: &cell_id(table.size, content.is_band),
            align,
            keeps: keeps || content.is_band,
        };
        cells.push_str(&cell.xml(&words));
        at += content.span;
    }
    let height = match u32::from(table.least_lines) {
        0 | 1 => String::new(),
        lines => format!(
            r#"<w:trHeight w:val="{}" w:hRule="atLeast"/>"#,
            lines * table.size.line() + 2 * PADDING.0
        ),
    };
    format!("<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
}

struct Cell<'a> {
    width: u32,
    /// Over which columns and rows it reaches, as elements.
    joined: String,
    /// Whether it begins the second block: then a double rule stands to its left.
    is_seam: bool,
    style: &'a str,
    align: Align,
    /// Whether it stays on the page of the row below.
    keeps: bool,
}

impl Cell<'_> {
    fn xml(&self, words: &str) -> String {
        let Cell { width, joined, style, .. } = self;
        let seam = if self.is_seam {
            r#"<w:tcBorders><w:left w:val="double" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>"#
        } else {
            ""
        };
        let jc = match self.align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
        };
        let keep = if self.keeps { "<w:keepNext/>" } else { "" };
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{joined}{seam}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:jc w:val="{jc}"/></w:pPr>{words}</w:p></w:tc>"#
        )
    }
}
