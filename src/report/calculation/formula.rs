//! A formula as data: a text with places for ranges of other tables.

use crate::exact::Rounding;
use crate::scheme::Scheme;

/// A range of cells in one column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The table, by its position in the report.
    pub grid: usize,
    /// The column, from 0.
    pub column: usize,
    /// The first row, from 0.
    pub first: usize,
    /// The last row.
    pub last: usize,
}

impl Span {
    /// One cell.
    pub fn cell(grid: usize, row: usize, column: usize) -> Span {
        Span { grid, column, first: row, last: row }
    }
}

/// How the number in a cell follows from other cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The table of the cell, by its position in the report.
    pub grid: usize,
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The formula in the English names of functions, with `{0}`, `{1}` … for the ranges.
    pub text: String,
    /// The ranges.
    pub spans: Vec<Span>,
}

/// `value` rounded as the scheme rounds: a formula around a formula.
pub(super) fn rounded(scheme: &Scheme, value: &str) -> String {
    let decimals = scheme.rounding.decimals;
    match scheme.rounding.rule {
        Rounding::HalfUp => format!("ROUND({value},{decimals})"),
        // Halves to the even digit: doubled and halved where nothing but a half is left.
        Rounding::HalfEven => {
            let scaled = format!("({value})*10^{decimals}");
            format!(
                "IF(ABS(ABS({scaled}-TRUNC({scaled}))-0.5)<0.000000001,\
                 2*ROUND({scaled}/2,0)/10^{decimals},ROUND({value},{decimals}))"
            )
        }
    }
}
