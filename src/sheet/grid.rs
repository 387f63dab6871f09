//! The cells of a workbook, in a stream, into rows.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use memchr::memchr_iter;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::value::Value;
use super::xls::Xls;

/// Columns that Excel has.
const COLUMNS: u32 = 16_384;

/// A workbook that is being read.
pub(super) enum Grid<'a> {
    // Boxed, because both are large.
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    Xls(Box<Xls>),
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) is_visible: bool,
}

/// One row of cells; the memory is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    start: usize,
    end: usize,
    is_formula: bool,
}

impl Line {
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn get(&self, index: usize) -> &str {
        let range = self.cells.get(index).map(|cell| cell.start..cell.end);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    pub(super) fn is_formula(&self, index: usize) -> bool {
        self.cells.get(index).is_some_and(|cell| cell.is_formula)
    }

    pub(super) fn n_bytes(&self) -> usize {
        self.text.len()
    }

    /// Takes the cells of a line of text without quotation marks.
    pub(super) fn split(&mut self, text: &str, delimiter: u8) {
        self.clear();
        self.text.push_str(text);
        let mut start = 0;
        for end in memchr_iter(delimiter, text.as_bytes()).chain([text.len()]) {
            self.cells.push(Cell { start, end, is_formula: false });
            start = end + 1;
        }
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    fn set(&mut self, column: usize, value: Value<'_>, is_formula: bool) {
        if matches!(value, Value::Empty) && !is_formula {
            return;
        }
        self.write(column, |text| value.write(text));
        self.cells[column].is_formula = is_formula;
    }

    /// Fills the cell of a column with what `write` appends, and gives what that gave.
    pub(super) fn write<T>(&mut self, column: usize, write: impl FnOnce(&mut String) -> T) -> T {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::default());
        }
        let start = self.text.len();
        let given = write(&mut self.text);
        self.cells[column] = Cell { start, end: self.text.len(), is_formula: false };
        given
    }
}

/// Why a walk over cells ends before the last.
pub(super) enum Halt {
    Enough,
    Damaged,
}

/// Takes one cell: row and column from 0, value, and whether a formula made it.
pub(super) type EachCell<'f> = dyn FnMut(u32, u32, Value<'_>, bool) -> ControlFlow<Halt> + 'f;

impl<'a> Grid<'a> {
    /// Opens an archive that has been checked. The error is a short detail.
    pub(super) fn xlsx(bytes: &'a [u8]) -> Result<Grid<'a>, String> {
        let book = guard(|| Xlsx::new(Cursor::new(bytes)).map_err(xlsx_detail))?;
        Ok(Grid::Xlsx(Box::new(book)))
    }

    /// Opens a compound file. The error is a short detail.
    pub(super) fn xls(bytes: &[u8]) -> Result<Grid<'a>, String> {
        Ok(Grid::Xls(Box::new(Xls::open(bytes)?)))
    }

    /// The sheets that hold cells, in the order of the workbook.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let sheets = match self {
            Grid::Xlsx(book) => book.sheets_metadata(),
            Grid::Xls(book) => return book.listed(),
        };
        let with_cells = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
        sheets
            .iter()
            .filter(with_cells)
            .map(|sheet| Listed {
                name: sheet.name.clone(),
                is_visible: sheet.visible == SheetVisible::Visible,
            })
            .collect()
    }

    /// Hands over the rows of a sheet from top to bottom, numbered as Excel shows them, until
    /// told to stop. Rows that the file does not hold are left out.
    pub(super) fn rows(
        &mut self,
        sheet: &str,
        each: &mut dyn FnMut(u64, &Line) -> ControlFlow<()>,
    ) -> Result<(), String> {
        let mut line = Line::default();
        let mut current: Option<u32> = None;
        let halted = self.cells(sheet, &mut |row, column, value, is_formula| {
            if let Some(done) = current.filter(|&current| current != row) {
                if each(u64::from(done) + 1, &line).is_break() {
                    return ControlFlow::Break(Halt::Enough);
                }
                line.clear();
            }
            if column >= COLUMNS || current.is_some_and(|current| row < current) {
                return ControlFlow::Break(Halt::Damaged);
            }
            current = Some(row);
            line.set(column as usize, value, is_formula);
            ControlFlow::Continue(())
        })?;
        match (halted, current) {
            (ControlFlow::Break(Halt::Damaged), _) => Err("damaged".to_owned()),
            (ControlFlow::Continue(()), Some(last)) => {
                let _ = each(u64::from(last) + 1, &line);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<ControlFlow<Halt>, String> {
        match self {
            Grid::Xlsx(book) => xlsx_cells(book, sheet, each),
            Grid::Xls(book) => book.cells(sheet, each),
        }
    }
}

fn xlsx_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    each: &mut EachCell<'_>,
) -> Result<ControlFlow<Halt>, String> {
    let mut cells = guard(|| book.worksheet_cells_reader(sheet).map_err(xlsx_detail))?;
    while let Some(cell) = guard(|| cells.next_cell_with_formula_metadata().map_err(xlsx_detail))? {
        let (row, column) = cell.pos;
        let flow = each(row, column, Value::from(&cell.value), cell.formula.is_some());
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Runs the parser of a foreign crate, which may panic on bytes made to harm; that is bad news
/// about the file and no reason to end the program.
fn guard<T>(parse: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| Err("damaged".to_owned()))
}

fn xlsx_detail(error: XlsxError) -> String {
    match error {
        XlsxError::Password => "encrypted".to_owned(),
        other => other.to_string(),
    }
}
