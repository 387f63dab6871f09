//! The first sheet: what the workbook is about, the result in sentences, and where to find what.

use rust_xlsxwriter::{Format, RowNum, Url, Worksheet, XlsxError};

use super::style::Styles;
use super::width;
use crate::locale::Locale;
use crate::naming::visible;
use crate::report::Report;

/// The widths of the two columns together, in characters: they fill an upright page.
const WIDTH: f64 = 98.0;
/// How narrow and how wide the column of names may be.
const NAMES: (f64, f64) = (22.0, 44.0);

/// The sheet; `tabs` are the names of the sheets of the tables.
pub(super) fn sheet(
    report: &Report,
    tabs: &[String],
    locale: &Locale,
    styles: &Styles,
) -> Result<Worksheet, XlsxError> {
    // The name of a sheet stands on one line.
    let longest = tabs.iter().map(|tab| width::of(tab)).fold(0.0, f64::max);
    let names = (longest + 2.0).clamp(NAMES.0, NAMES.1);
    let mut page = Page { sheet: Worksheet::new(), row: 0, styles, names };
    page.sheet.set_column_width(0, names)?;
    page.sheet.set_column_width(1, WIDTH - names)?;
    page.head(report, locale)?;
    if !report.facts.is_empty() {
        page.section(&locale.word("book-facts"))?;
        for (name, value) in &report.facts {
            page.pair(name, value, &styles.fact())?;
        }
    }
    if !report.summary.is_empty() {
        page.section(&locale.word("book-summary"))?;
        for sentence in &report.summary {
            page.across(sentence, &styles.prose())?;
        }
    }
    page.section(&locale.word("book-contents"))?;
    for (grid, tab) in report.grids.iter().zip(tabs) {
        page.entry(tab, &grid.title)?;
    }
    if !report.notes.is_empty() {
        page.section(&locale.word("book-notes"))?;
        for (name, text) in &report.notes {
            page.pair(name, text, &styles.prose())?;
        }
    }
    Ok(page.sheet)
}

/// The sheet and the next free row.
struct Page<'a> {
    sheet: Worksheet,
    row: RowNum,
    styles: &'a Styles,
    /// The width of the first column.
    names: f64,
}

impl Page<'_> {
    fn head(&mut self, report: &Report, locale: &Locale) -> Result<(), XlsxError> {
        let title = self.styles.title().set_font_size(16).set_text_wrap();
        let text = visible(&report.title);
        // The title is set larger than the text by which widths are counted.
        let lines = width::lines(&text, WIDTH / 1.6);
        self.merged(&text, &title, f64::from(lines).mul_add(26.0, 8.0))?;
        let period = locale.period(report.period);
        let by = if report.office.is_empty() {
            period
        } else {
            format!("{} · {period}", report.office)
        };
        self.across(&by, &self.styles.label())?;
        if !report.notice.is_empty() {
            self.row += 1;
            self.across(&report.notice, &self.styles.notice())?;
        }
        Ok(())
    }

    /// A heading, after an empty row.
    fn section(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.merged(heading, &self.styles.section(), 22.0)
    }

    /// A text over both columns.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = visible(text);
        let lines = width::lines(&text, WIDTH - 2.0);
        self.merged(&text, format, width::height(lines))
    }

    /// A name and what it stands for.
    fn pair(&mut self, name: &str, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (name, text) = (visible(name), visible(text));
        let lines = self.lines(&name, &text);
        self.sheet.set_row_height(self.row, width::height(lines))?;
        self.sheet.write_string_with_format(self.row, 0, name, &self.styles.label())?;
        self.sheet.write_string_with_format(self.row, 1, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// How many lines a row has.
    fn lines(&self, name: &str, text: &str) -> u16 {
        let text = width::lines(text, WIDTH - self.names - 2.0);
        text.max(width::lines(name, self.names - 1.0))
    }

    /// A sheet and its title.
    fn entry(&mut self, tab: &str, title: &str) -> Result<(), XlsxError> {
        let title = visible(title);
        let target = Url::new(format!("internal:'{tab}'!A1"));
        let lines = self.lines(tab, &title);
        self.sheet.set_row_height(self.row, width::height(lines))?;
        let link = self.styles.link();
        self.sheet.write_url_with_options(self.row, 0, target, tab, "", Some(&link))?;
        self.sheet.write_string_with_format(self.row, 1, title, &self.styles.prose())?;
        self.row += 1;
        Ok(())
    }

    fn merged(&mut self, text: &str, format: &Format, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height)?;
        self.sheet.merge_range(self.row, 0, self.row, 1, text, format)?;
        self.row += 1;
        Ok(())
    }
}
