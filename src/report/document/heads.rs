//! The heading of a table: one row, or two where columns stand under a common heading.

use super::table::{Laid, Table, heading_share};

/// A cell of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct HeadCell<'a> {
    pub(in crate::report) words: &'a str,
    /// The first column below it, and how many there are.
    pub(in crate::report) first: usize,
    pub(in crate::report) count: usize,
    pub(in crate::report) rows: HeadRows,
}

/// The rows of a heading that a cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum HeadRows {
    /// The only row, or both.
    All,
    /// The upper one of two, over several columns.
    Upper,
    /// The lower one of two.
    Lower,
}

impl Table {
    /// Makes columns wider whose common heading has a word that is wider than they are together.
    pub(in crate::report) fn make_room_for_groups(&mut self) {
        for columns in self.columns.chunk_by_mut(|a, b| a.group == b.group) {
            let Some(group) = columns.first().map(|first| first.group.as_str()) else { continue };
            if group.is_empty() {
                continue;
            }
            let wanted = heading_share(group);
            let mut missing =
                wanted.saturating_sub(columns.iter().map(|column| column.share).sum());
            let mut left = u32::try_from(columns.len()).unwrap_or(1);
            for column in columns {
                let part = missing.div_ceil(left.max(1));
                column.share += part;
                missing -= part;
                left = left.saturating_sub(1);
            }
        }
    }
}

impl<'a> Laid<'a> {
    /// The cells of the heading: those that begin in the upper row, then those of the lower.
    pub(in crate::report) fn heads(&self) -> (Vec<HeadCell<'a>>, Vec<HeadCell<'a>>) {
        let (mut upper, mut lower): (Vec<HeadCell<'a>>, Vec<HeadCell<'a>>) = Default::default();
        for (at, column) in self.columns.iter().enumerate() {
            let words = column.heading.as_str();
            if column.group.is_empty() {
                upper.push(HeadCell { words, first: at, count: 1, rows: HeadRows::All });
                continue;
            }
            lower.push(HeadCell { words, first: at, count: 1, rows: HeadRows::Lower });
            match upper.last_mut() {
                Some(last)
                    if last.rows == HeadRows::Upper
                        && last.words == column.group
                        && self.seam != Some(at) =>
                {
                    last.count += 1;
                }
                _ => upper.push(HeadCell {
                    words: &column.group,
                    first: at,
                    count: 1,
                    rows: HeadRows::Upper,
                }),
            }
        }
        (upper, lower)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Table, TableColumn, TableRow};

    #[test]
    fn neighbours_under_one_heading_are_joined_but_not_over_the_seam() {
        let column = |heading: &str, group: &str| TableColumn {
            heading: heading.into(),
            group: group.into(),
            ..TableColumn::default()
        };
        let mut table = Table {
            columns: vec![column("得分", "本期"), column("名次", "本期"), column("变化", "")],
            rows: vec![TableRow::default(); 2],
            ..Table::default()
        };
        let shown = |table: &Table| {
            let laid = table.laid();
            let (upper, lower) = laid.heads();
            let upper: Vec<_> =
                upper.iter().map(|cell| (cell.words.to_owned(), cell.first, cell.count)).collect();
            (upper, lower.len())
        };
        let (upper, lower) = shown(&table);
        assert_eq!(upper, [("本期".to_owned(), 0, 2), ("变化".to_owned(), 2, 1)]);
        assert_eq!(lower, 2);
        table.columns.truncate(2);
        table.is_folded = true;
        let (upper, lower) = shown(&table);
        assert_eq!(upper, [("本期".to_owned(), 0, 2), ("本期".to_owned(), 2, 2)]);
        assert_eq!(lower, 4);
    }
}
