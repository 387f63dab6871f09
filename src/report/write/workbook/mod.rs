//! The workbook: an office document that prints as it stands, with one sheet for each table.
//!
//! Every number is a number, shown with the digits that are printed elsewhere. Where
//! [`Report::formulas`] says how it follows from others, its cell holds the formula and the number as its
//! result; no text is ever a formula, whatever it begins with. The same report gives the same bytes.

mod about;
mod formula;
mod style;
mod table;
mod width;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::style::Styles;
use super::plain::{cut, unlike};
use crate::error::Error;
use crate::locale::{Args, Locale};
use crate::naming::visible;
use crate::report::Report;

/// What Excel allows in the name of a sheet.
const LONGEST_TAB: usize = 31;

/// What Excel does not allow in the name of a sheet.
const NOT_IN_TABS: &str = "[]:*?/\\'";

/// What Excel allows in a header or footer, less some room for its codes.
const LONGEST_HEADER: usize = 200;

/// The paper size A4, as Excel numbers it.
const A4: u8 = 9;

/// The report as a workbook: first what it is about, then one sheet for each table, in order.
///
/// # Errors
/// [`Error::Document`] where a table is larger than a sheet can be.
pub fn workbook(report: &Report, locale: &Locale) -> Result<Vec<u8>, Error> {
    compose(report, locale).map_err(|error| Error::Document {
        name: locale.word("file-workbook"),
        detail: error.to_string(),
    })
}

fn compose(report: &Report, locale: &Locale) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new(locale.language());
    let mut taken = BTreeSet::from(["history".to_owned()]);
    let tab =
        |name: &str, taken: &mut BTreeSet<String>| unlike(name, NOT_IN_TABS, LONGEST_TAB, taken);
    let about = tab(&locale.word("book-about"), &mut taken);
    let tabs: Vec<String> = report.grids.iter().map(|grid| tab(&grid.tab, &mut taken)).collect();

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let first = about::sheet(report, &tabs, locale, &styles)?;
    workbook.push_worksheet(finish(first, &about, report, locale)?);
    let mut formulas = formula::by_cell(&report.formulas, &tabs);
    for ((grid, tab), at) in report.grids.iter().zip(&tabs).zip(0..) {
        let own = formulas.remove(&at).unwrap_or_default();
        let sheet = table::sheet(grid, &own, &about, locale, &styles)?;
        workbook.push_worksheet(finish(sheet, tab, report, locale)?);
    }
    workbook.save_to_buffer()
}

/// What is said of the document itself. The date is fixed: a report carries no clock.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new()
        .set_title(visible(&report.title))
        .set_author(visible(&report.office))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    Ok(properties)
}

/// What all sheets share: name, paper, header and footer.
fn finish(
    mut sheet: Worksheet,
    tab: &str,
    report: &Report,
    locale: &Locale,
) -> Result<Worksheet, XlsxError> {
    sheet.set_name(tab)?;
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_screen_gridlines(false);
    sheet.set_margins(0.6, 0.6, 0.75, 0.75, 0.35, 0.35);
    let font = style::font(locale.language());
    let line = |text: &str| visible(text).replace('\n', " ").replace('&', "&&");
    let title = line(&report.title);
    let office = line(&report.office);
    let title = cut(&title, LONGEST_HEADER.saturating_sub(office.len().min(60)));
    let office = cut(&office, 60);
    // The spaces keep a title that begins with a year from being read as part of the type size.
    sheet.set_header(format!("&L&\"{font}\"&9 {title}&R&\"{font}\"&9 {office}"));
    let pages = Args::none().text("page", "&P").text("pages", "&N");
    sheet.set_footer(format!("&C&\"{font}\"&9 {}", locale.text("book-pages", pages)));
    Ok(sheet)
}
