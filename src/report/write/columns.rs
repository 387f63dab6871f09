//! A table as Parquet or Arrow, for machines: numbers are numbers, what is absent is null.

use super::super::{Cell, ColumnKind, Grid};
use crate::columnar::{self, Column, Stored, Values};
use crate::error::Error;

/// The table with the ids of its columns as names.
///
/// Ranks, counts and moves are 64-bit whole numbers, scores, rates and changes the 64-bit floats
/// nearest to what is printed, everything else text. A rank has a second column `<id>_joint`.
///
/// # Errors
/// [`Error::Document`] with what the writer says.
pub fn columns(grid: &Grid, stored: Stored) -> Result<Vec<u8>, Error> {
    let columns = grid.columns.iter().enumerate().flat_map(|(at, column)| {
        let cells = || grid.rows.iter().filter_map(move |row| row.cells.get(at));
        let name = column.id.as_str();
        match column.kind {
            ColumnKind::Text | ColumnKind::Interval | ColumnKind::Ranks => {
                vec![Column::new(name, Values::Text(cells().map(text).collect()))]
            }
            ColumnKind::Rank => vec![whole(name, cells()), joint(name, cells())],
            ColumnKind::Count | ColumnKind::Move => vec![whole(name, cells())],
            ColumnKind::Score | ColumnKind::Rate | ColumnKind::Change | ColumnKind::Number => {
                vec![Column::new(name, Values::Number(cells().map(Cell::number).collect()))]
            }
        }
    });
    columnar::whole(columns.collect(), stored, None)
        .map_err(|error| Error::Document { name: grid.id.clone(), detail: error.to_string() })
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Decimal(text) => Some(text.clone()),
        Cell::Interval(low, high) => Some(format!("{low}/{high}")),
        Cell::Ranks { best, worst, .. } => Some(format!("{best}/{worst}")),
        _ => None,
    }
}

fn whole<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Column {
    let values = cells.map(|cell| match cell {
        Cell::Rank { rank, .. } => i64::try_from(*rank).ok(),
        Cell::Count(n) => i64::try_from(*n).ok(),
        Cell::Move(places) | Cell::RealMove(places) => Some(*places),
        _ => None,
    });
    Column::new(name, Values::Whole(values.collect()))
}

fn joint<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Column {
    let values = cells.map(|cell| match cell {
        Cell::Rank { joint, .. } => Some(*joint),
        _ => None,
    });
    Column::new(&format!("{name}_joint"), Values::Truth(values.collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::{Column, GridRow, RowKind};
    use super::*;
    use crate::exact::Published;
    use crate::sheet::{self, Reading};

    #[test]
    fn what_is_written_is_read_back_and_what_is_absent_is_empty() {
        let column = |id: &str, kind| Column { id: id.into(), heading: id.into(), kind };
        let rank = Cell::Rank { rank: 1, joint: true, of: 2 };
        let score = Cell::Score { value: Published::from_steps(8439, 2), marked: false };
        let row = |cells| GridRow { kind: RowKind::Ranked, category: None, cells };
        let grid = Grid {
            id: "league".into(),
            file: String::new(),
            tab: String::new(),
            title: String::new(),
            columns: vec![
                column("rank", ColumnKind::Rank),
                column("unit", ColumnKind::Text),
                column("score", ColumnKind::Score),
            ],
            rows: vec![
                row(vec![rank, Cell::Text("市政府办公室".into()), score]),
                row(vec![Cell::Absent("无".into()), Cell::Text("乙".into()), Cell::Empty]),
            ],
            notes: Vec::new(),
        };
        let folder = tempfile::tempdir().unwrap();
        for (name, stored) in [("a.parquet", Stored::Parquet), ("a.arrow", Stored::Arrow)] {
            let bytes = columns(&grid, stored).unwrap();
            assert_eq!(bytes, columns(&grid, stored).unwrap());
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let book = sheet::open(&path, name, &Reading::default());
            assert_eq!(book.findings, []);
            assert_eq!(book.sheets[0].headings(), ["rank", "rank_joint", "unit", "score"]);
            let mut rows = Vec::new();
            let read = book.sheets[0].for_each(&mut |row| {
                rows.push([0, 1, 2, 3].map(|at| row.get(at).to_owned()).join("|"));
            });
            assert_eq!(
                (rows.join("\n").as_str(), read.rows),
                ("1|TRUE|市政府办公室|84.39\n||乙|", 2)
            );
        }
    }
}
