//! A table of a document in HTML.

use super::{escaped, run, words};
use crate::report::document::{Align, HeadCell, HeadRows, Laid, LaidCell, Table, TableSize};

/// The table with its caption and notes.
pub(super) fn table(out: &mut String, table: &Table) {
    let laid = table.laid();
    let size = match table.size {
        TableSize::Usual => "",
        TableSize::Small => " small",
        TableSize::Tiny => " tiny",
    };
    out.push_str(&format!("<div class=\"table{size}\"><table>\n"));
    if let Some(caption) = &table.caption {
        out.push_str(&format!("<caption>{}</caption>\n", words(caption)));
    }
    let widths: String = laid.widths(1000).iter().map(|width| column(*width)).collect();
    out.push_str(&format!("<colgroup>{widths}</colgroup>\n"));
    head(out, &laid);
    out.push_str("<tbody>\n");
    let height = match table.least_lines {
        0 | 1 => String::new(),
        lines => format!(" style=\"height:{}.6em\"", u32::from(lines) * 3 / 2),
    };
    for row in &laid.rows {
        out.push_str(&format!("<tr{height}>"));
        for (at, cell) in row.iter().enumerate() {
            self::cell(out, &laid, at, cell);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    for note in &table.notes {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", words(note)));
    }
    out.push_str("</div>\n");
}

/// A column, so many thousandths of the table wide.
fn column(width: u32) -> String {
    format!("<col style=\"width:{}.{}%\">", width / 10, width % 10)
}

fn head(out: &mut String, laid: &Laid<'_>) {
    let (upper, lower) = laid.heads();
    let is_double = !lower.is_empty();
    out.push_str("<thead>\n");
    for (row, is_upper) in [(&upper, true), (&lower, false)] {
        if row.is_empty() {
            continue;
        }
        out.push_str("<tr>");
        for cell in row {
            out.push_str(&heading(laid, cell, is_double && is_upper));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</thead>\n");
}

fn heading(laid: &Laid<'_>, cell: &HeadCell<'_>, reaches: bool) -> String {
    let across =
        if cell.count > 1 { format!(" colspan=\"{}\"", cell.count) } else { String::new() };
    let down = if reaches && cell.rows == HeadRows::All { " rowspan=\"2\"" } else { "" };
    let scope = if cell.count > 1 { "colgroup" } else { "col" };
    let seam = if laid.seam == Some(cell.first) { " class=\"seam\"" } else { "" };
    format!("<th scope=\"{scope}\"{across}{down}{seam}>{}</th>", escaped(cell.words))
}

fn cell(out: &mut String, laid: &Laid<'_>, at: usize, cell: &LaidCell<'_>) {
    let align = laid.columns.get(at).map(|column| column.align).unwrap_or_default();
    let mut classes = Vec::new();
    match align {
        Align::Left => {}
        Align::Centre => classes.push("centre"),
        Align::Right => classes.push("right"),
    }
    if cell.is_strong {
        classes.push("strong");
    }
    if laid.seam == Some(at) {
        classes.push("seam");
    }
    let class = match classes.join(" ") {
        none if none.is_empty() => none,
        some => format!(" class=\"{some}\""),
    };
    let words: String = cell.runs.iter().map(run).collect();
    out.push_str(&format!("<td{class}>{words}</td>"));
}
