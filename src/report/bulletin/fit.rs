//! Tables onto pages: which columns, which type, upright or turned, in one piece or in several.

use crate::locale::Locale;
use crate::report::Grid;
use crate::report::document::{Geometry, Table, TableColumn, TableRow, TableSize, Text};

/// A table on the pages that it fits.
pub(super) struct Placed {
    pub(super) is_turned: bool,
    pub(super) table: Table,
}

/// The named columns of a grid that it has, in the order of the names.
pub(super) fn pick(grid: &Grid, ids: &[&str]) -> Grid {
    let chosen: Vec<usize> = ids
        .iter()
        .filter_map(|id| grid.columns.iter().position(|column| column.id == *id))
        .collect();
    keep(grid, &chosen)
}

/// A grid without the named columns.
pub(super) fn without(grid: &Grid, ids: &[&str]) -> Grid {
    let chosen: Vec<usize> = (0..grid.columns.len())
        .filter(|at| !ids.contains(&grid.columns[*at].id.as_str()))
        .collect();
    keep(grid, &chosen)
}

fn keep(grid: &Grid, chosen: &[usize]) -> Grid {
    let mut kept = Grid { columns: Vec::new(), rows: Vec::new(), ..grid.clone() };
    kept.columns = chosen.iter().filter_map(|at| grid.columns.get(*at).cloned()).collect();
    kept.rows = grid.rows.clone();
    for row in &mut kept.rows {
        row.cells = chosen.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
    }
    kept
}

/// The table of a grid with its notes.
pub(super) fn of_grid(grid: &Grid, locale: &Locale) -> Table {
    Table::of_grid(grid, locale)
}

/// The table of a grid whose rows stand below bands of their categories, in the order of these.
pub(super) fn banded(grid: &Grid, locale: &Locale, names: &[(usize, String)]) -> Table {
    let mut sorted = Grid { rows: Vec::new(), ..grid.clone() };
    let mut bands: Vec<(usize, &str)> = Vec::new();
    for (category, name) in names {
        let own: Vec<_> =
            grid.rows.iter().filter(|row| row.category == Some(*category)).cloned().collect();
        if !own.is_empty() {
            bands.push((sorted.rows.len(), name));
            sorted.rows.extend(own);
        }
    }
    sorted.rows.extend(grid.rows.iter().filter(|row| row.category.is_none()).cloned());
    let mut table = Table::of_grid(&sorted, locale);
    for (at, name) in bands.into_iter().rev() {
        table.rows.insert(at, TableRow { cells: vec![Text::new(name)], is_strong: false });
        table.bands.iter_mut().for_each(|band| *band += 1);
        table.bands.insert(0, at);
    }
    table
}

/// A table among paragraphs: upright, in the largest type that it fits in.
pub(super) fn in_text(mut table: Table, caption: &str) -> Table {
    table.caption = Some(Text::new(caption));
    let sizes = [TableSize::Usual, TableSize::Small, TableSize::Tiny];
    let fitting = sizes.into_iter().find(|size| fits(&table, *size, false));
    table.size = fitting.unwrap_or(TableSize::Tiny);
    table.is_kept = true;
    table
}

/// A table of so few rows is not parted from its notes.
const FEW_ROWS: usize = 8;

/// A table on pages of its own: upright, else turned, else cut into several between columns, of which
/// each begins with the first `keys` columns.
pub(super) fn placed(mut table: Table, keys: usize) -> Vec<Placed> {
    table.is_kept = table.rows.len() <= FEW_ROWS;
    let ways = [
        (false, TableSize::Small),
        (false, TableSize::Tiny),
        (true, TableSize::Small),
        (true, TableSize::Tiny),
    ];
    for (is_turned, size) in ways {
        if fits(&table, size, is_turned) {
            return vec![Placed { is_turned, table: Table { size, ..table } }];
        }
    }
    // Long words may stand on two lines before a row stands on two pages.
    let narrow = squeezed(&table);
    if fits(&narrow, TableSize::Tiny, true) {
        return vec![Placed { is_turned: true, table: Table { size: TableSize::Tiny, ..narrow } }];
    }
    let pieces = cut(&table, keys);
    pieces.into_iter().map(|table| Placed { is_turned: true, table }).collect()
}

/// The same with its widest columns made narrower until it fits a turned page in the smallest type; none
/// becomes narrower than eight characters.
fn squeezed(table: &Table) -> Table {
    /// In tenths of an em.
    const LEAST: u32 = 85;
    const STEP: u32 = 5;
    let mut table = table.clone();
    while !fits(&table, TableSize::Tiny, true) {
        let widest = table.columns.iter_mut().max_by_key(|column| column.share);
        match widest.filter(|column| column.share >= LEAST + STEP) {
            Some(column) => column.share -= STEP,
            None => break,
        }
    }
    table
}

/// Pieces that fit on a turned page in small type.
fn cut(table: &Table, keys: usize) -> Vec<Table> {
    let room = room(TableSize::Small, true);
    let key: u32 = table.columns.iter().take(keys).map(|column| column.share).sum();
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    let mut filled = u32::MAX;
    for (at, column) in table.columns.iter().enumerate().skip(keys) {
        // Columns under a common heading stay together.
        let goes_on =
            at > keys && !column.group.is_empty() && column.group == table.columns[at - 1].group;
        match pieces.last_mut() {
            Some(piece) if goes_on || filled.saturating_add(column.share) <= room => piece.push(at),
            _ => {
                pieces.push((0..keys).chain([at]).collect());
                filled = key;
            }
        }
        filled = filled.saturating_add(column.share);
    }
    let last = pieces.len().saturating_sub(1);
    let one = |(count, columns): (usize, Vec<usize>)| {
        let mut piece = with_columns(table, &columns);
        piece.size = TableSize::Small;
        // What explains the table stands below its end, what names it above its beginning.
        if count < last {
            piece.notes.clear();
        }
        if count > 0 {
            piece.caption = None;
        }
        piece
    };
    pieces.into_iter().enumerate().map(one).collect()
}

fn with_columns(table: &Table, columns: &[usize]) -> Table {
    let chosen: Vec<TableColumn> =
        columns.iter().filter_map(|at| table.columns.get(*at).cloned()).collect();
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        if table.bands.contains(&at) {
            return row.clone();
        }
        let cells = columns.iter().map(|at| row.cells.get(*at).cloned().unwrap_or_default());
        TableRow { cells: cells.collect(), is_strong: row.is_strong }
    });
    Table { columns: chosen, rows: rows.collect(), ..table.clone() }
}

/// Whether the columns are as wide as what stands in them.
pub(super) fn fits(table: &Table, size: TableSize, is_turned: bool) -> bool {
    table.columns.iter().map(|column| column.share).sum::<u32>() <= room(size, is_turned)
}

/// The width of a page in tenths of an em of a type.
pub(super) fn room(size: TableSize, is_turned: bool) -> u32 {
    Geometry::of(is_turned).text_width() / size.half_points()
}

/// Cuts a long table into pages of two blocks side by side, the first of them below the title.
///
/// Each piece is read from its left block to its right before the next page begins.
pub(super) fn in_two_blocks(table: &Table, first: usize, others: usize) -> Vec<Table> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < table.rows.len() {
        let room = if pieces.is_empty() { first } else { others } * 2;
        let mut to = (from + room).min(table.rows.len());
        // A band goes with what it names.
        while to > from + 1 && to < table.rows.len() && table.bands.contains(&(to - 1)) {
            to -= 1;
        }
        let bands = table.bands.iter().filter(|band| (from..to).contains(band));
        pieces.push(Table {
            rows: table.rows.get(from..to).unwrap_or_default().to_vec(),
            bands: bands.map(|band| band - from).collect(),
            notes: Vec::new(),
            is_folded: true,
            ..table.clone()
        });
        from = to;
    }
    if let Some(last) = pieces.last_mut() {
        last.notes.clone_from(&table.notes);
    }
    for piece in pieces.iter_mut().skip(1) {
        piece.caption = None;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize, bands: Vec<usize>) -> Table {
        let cells = |at: usize| vec![Text::new(&at.to_string()), Text::new("某局")];
        Table {
            columns: vec![TableColumn { share: 20, ..TableColumn::default() }; 2],
            rows: (0..rows).map(|at| TableRow { cells: cells(at), is_strong: false }).collect(),
            notes: vec![Text::new("注")],
            bands,
            ..Table::default()
        }
    }

    #[test]
    fn a_long_table_goes_on_page_by_page_and_no_band_ends_one() {
        let pieces = in_two_blocks(&table(25, vec![0, 9]), 5, 6);
        let rows: Vec<usize> = pieces.iter().map(|piece| piece.rows.len()).collect();
        assert_eq!(rows, [9, 12, 4], "the tenth row is a band and goes with the eleventh");
        assert_eq!((&pieces[0].bands, &pieces[1].bands), (&vec![0], &vec![0]));
        let notes: Vec<usize> = pieces.iter().map(|piece| piece.notes.len()).collect();
        assert_eq!(notes, [0, 0, 1]);
    }

    #[test]
    fn a_table_that_is_too_wide_is_cut_between_columns_and_keeps_its_first() {
        let mut wide = table(2, vec![]);
        wide.columns = (0..9)
            .map(|at| TableColumn {
                heading: at.to_string(),
                group: if at == 6 || at == 7 { "同".into() } else { String::new() },
                share: 140,
                ..TableColumn::default()
            })
            .collect();
        let pieces = placed(wide, 1);
        let heads: Vec<String> = pieces
            .iter()
            .map(|piece| piece.table.columns.iter().map(|c| c.heading.as_str()).collect())
            .collect();
        assert_eq!(heads.concat().replace('0', ""), "12345678");
        assert!(heads.len() > 1 && heads.iter().all(|head| head.starts_with('0')));
        assert!(heads.iter().any(|head| head.contains("67")));
        assert!(pieces.iter().all(|piece| piece.is_turned));
    }
}
