//! A table as Parquet, for machines: numbers are numbers, what is absent is null.

use polars::frame::DataFrame;
use polars::prelude::{Column, NamedFrom, ParquetWriter, Series};

use super::super::{Cell, ColumnKind, Grid};
use crate::error::Error;

/// The table with the ids of its columns as names.
///
/// Ranks, counts and moves are 64-bit whole numbers, scores, rates and changes the 64-bit floats
/// nearest to what is printed, everything else text. A rank has a second column `<id>_joint`.
///
/// # Errors
/// [`Error::Document`] with what the Parquet writer says.
pub fn parquet(grid: &Grid) -> Result<Vec<u8>, Error> {
    let columns = grid.columns.iter().enumerate().flat_map(|(at, column)| {
        let cells = || grid.rows.iter().filter_map(move |row| row.cells.get(at));
        let name = column.id.as_str();
        match column.kind {
            ColumnKind::Text | ColumnKind::Interval | ColumnKind::Ranks => {
                vec![texts(name, cells())]
            }
            ColumnKind::Rank => vec![whole(name, cells()), joint(name, cells())],
            ColumnKind::Count | ColumnKind::Move => vec![whole(name, cells())],
            ColumnKind::Score | ColumnKind::Rate | ColumnKind::Change | ColumnKind::Number => {
                vec![numbers(name, cells())]
            }
        }
    });
    let columns: Vec<Column> = columns.map(Column::from).collect();
    let fault = |error: polars::error::PolarsError| Error::Document {
        name: grid.id.clone(),
        detail: error.to_string(),
    };
    let mut frame = DataFrame::new(grid.rows.len(), columns).map_err(fault)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).set_parallel(false).finish(&mut frame).map_err(fault)?;
    Ok(bytes)
}

fn texts<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Series {
    let values: Vec<Option<String>> = cells
        .map(|cell| match cell {
            Cell::Text(text) | Cell::Decimal(text) => Some(text.clone()),
            Cell::Interval(low, high) => Some(format!("{low}/{high}")),
            Cell::Ranks { best, worst, .. } => Some(format!("{best}/{worst}")),
            _ => None,
        })
        .collect();
    Series::new(name.into(), values)
}

fn whole<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Series {
    let values: Vec<Option<i64>> = cells
        .map(|cell| match cell {
            Cell::Rank { rank, .. } => i64::try_from(*rank).ok(),
            Cell::Count(n) => i64::try_from(*n).ok(),
            Cell::Move(places) | Cell::RealMove(places) => Some(*places),
            _ => None,
        })
        .collect();
    Series::new(name.into(), values)
}

fn joint<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Series {
    let values: Vec<Option<bool>> = cells
        .map(|cell| match cell {
            Cell::Rank { joint, .. } => Some(*joint),
            _ => None,
        })
        .collect();
    Series::new(format!("{name}_joint").into(), values)
}

fn numbers<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> Series {
    Series::new(name.into(), cells.map(Cell::number).collect::<Vec<Option<f64>>>())
}

#[cfg(test)]
mod tests {
    use polars::prelude::{ParquetReader, SerReader};

    use super::super::super::{Column, GridRow, RowKind};
    use super::*;
    use crate::exact::Published;

    #[test]
    fn what_is_written_is_read_back_and_what_is_absent_is_null() {
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
        let bytes = parquet(&grid).unwrap();
        assert_eq!(bytes, parquet(&grid).unwrap());
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        let names: Vec<&str> = frame.get_column_names().iter().map(|name| name.as_str()).collect();
        assert_eq!(names, ["rank", "rank_joint", "unit", "score"]);
        let scores = frame.column("score").unwrap().f64().unwrap();
        assert_eq!((scores.get(0), scores.get(1)), (Some(84.39), None));
        assert_eq!(frame.column("rank").unwrap().null_count(), 1);
    }
}
