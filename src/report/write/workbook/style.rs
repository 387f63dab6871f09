//! How the cells look: few colours, one face, thin rules.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::locale::{Args, Locale};
use crate::report::{Cell, RowKind};
use crate::scheme::Language;

/// The colour of headings and rules.
pub(super) const INK: Color = Color::RGB(0x1F_3A_5F);
/// The ground of the heading row.
const HEADING: Color = Color::RGB(0xE6_EC_F3);
/// The ground of a mean.
const MEAN: Color = Color::RGB(0xF3_F5_F8);
/// Rules between rows.
const RULE: Color = Color::RGB(0xD5_DB_E3);
/// What is said in passing, and what is absent.
const GREY: Color = Color::RGB(0x70_78_82);
/// The ground of a notice.
const NOTICE: Color = Color::RGB(0xFF_F4_D6);
/// A rise; blue and orange are told apart by everybody.
const RISE: Color = Color::RGB(0x0B_5C_A8);
/// A fall.
const FALL: Color = Color::RGB(0xB3_4A_00);
/// The bar behind a score.
pub(super) const BAR: Color = Color::RGB(0xD3_E2_F1);

/// What decides the format of a cell, beside the kind of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Words.
    Text,
    /// Why there is no value, or nothing.
    Absent,
    /// A score or rate with its decimals; marked with a star or not.
    Points(u8, bool),
    /// A change with its decimals.
    Change(u8),
    /// A real change with its decimals; up or down.
    RealChange(u8, bool),
    /// A whole number.
    Count,
    /// A rank; shared or not.
    Rank(bool),
    /// Places gained or lost.
    Move,
    /// The same, more than chance; up or down.
    RealMove(bool),
    /// From … to, or a set of ranks.
    Range,
    /// A number with the decimals that it has.
    Decimal,
}

impl Shape {
    /// The shape of a cell.
    pub(super) fn of(cell: &Cell) -> Shape {
        match cell {
            Cell::Text(_) => Shape::Text,
            Cell::Absent(_) | Cell::Empty => Shape::Absent,
            Cell::Score { marked, .. } => Shape::Points(cell.decimals(), *marked),
            Cell::Rate(_) | Cell::Number(_) => Shape::Points(cell.decimals(), false),
            Cell::Change(_) => Shape::Change(cell.decimals()),
            Cell::RealChange(value) => Shape::RealChange(cell.decimals(), value.steps() > 0),
            Cell::Interval(..) | Cell::Ranks { .. } => Shape::Range,
            Cell::Count(_) => Shape::Count,
            Cell::Rank { joint, .. } => Shape::Rank(*joint),
            Cell::Move(_) => Shape::Move,
            Cell::RealMove(places) => Shape::RealMove(*places > 0),
            Cell::Decimal(_) => Shape::Decimal,
        }
    }

    /// The number format: what Excel then shows is what [`Cell::shown`] prints.
    fn number_format(self, locale: &Locale) -> Option<String> {
        match self {
            Shape::Text | Shape::Absent | Shape::Decimal | Shape::Range => None,
            Shape::Points(decimals, false) => Some(zeros(decimals)),
            Shape::Points(decimals, true) => Some(format!("{}\"*\"", zeros(decimals))),
            Shape::Change(decimals) => {
                let zeros = zeros(decimals);
                Some(format!("+{zeros};-{zeros};{zeros}"))
            }
            Shape::RealChange(decimals, _) => {
                let zeros = zeros(decimals);
                Some(format!("\"▲\"+{zeros};\"▼\"-{zeros};{zeros}"))
            }
            Shape::Count => Some("0".to_owned()),
            Shape::Rank(joint) => {
                Some(around(locale, if joint { "rank-joint" } else { "rank-alone" }, "rank"))
            }
            Shape::Move => Some(format!("+0;-0;\"{}\"", literal(&locale.word("move-none")))),
            Shape::RealMove(_) => Some(format!(
                "{};{};\"{}\"",
                around(locale, "move-up", "places"),
                around(locale, "move-down", "places"),
                literal(&locale.word("move-none")),
            )),
        }
    }
}

/// The formats of a workbook, each made once.
pub(super) struct Styles {
    font: &'static str,
}

impl Styles {
    pub(super) fn new(language: Language) -> Styles {
        Styles { font: font(language) }
    }

    /// Plain text.
    pub(super) fn plain(&self) -> Format {
        Format::new()
            .set_font_name(self.font)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter)
    }

    /// Running text, over several lines.
    pub(super) fn prose(&self) -> Format {
        self.plain().set_text_wrap().set_align(FormatAlign::Top)
    }

    /// What is said in passing.
    pub(super) fn aside(&self) -> Format {
        self.prose().set_font_color(GREY).set_font_size(9)
    }

    /// The title of a sheet.
    pub(super) fn title(&self) -> Format {
        self.plain().set_bold().set_font_size(14).set_font_color(INK)
    }

    /// A heading between texts.
    pub(super) fn section(&self) -> Format {
        self.plain()
            .set_bold()
            .set_font_size(11)
            .set_font_color(INK)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(INK)
    }

    /// The name of a fact or note.
    pub(super) fn label(&self) -> Format {
        self.prose().set_font_color(GREY)
    }

    /// A fact.
    pub(super) fn fact(&self) -> Format {
        self.prose().set_bold().set_align(FormatAlign::Left)
    }

    /// A notice at the head.
    pub(super) fn notice(&self) -> Format {
        self.prose().set_background_color(NOTICE)
    }

    /// A link to another sheet.
    pub(super) fn link(&self) -> Format {
        self.prose().set_font_color(RISE)
    }

    /// A column's heading; words stand on the left, numbers on the right.
    pub(super) fn heading(&self, align: FormatAlign) -> Format {
        self.plain()
            .set_bold()
            .set_text_wrap()
            .set_font_color(INK)
            .set_background_color(HEADING)
            .set_align(align)
            .set_border_top(FormatBorder::Thin)
            .set_border_top_color(INK)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(INK)
    }

    fn cell(&self, row: RowKind, shape: Shape, locale: &Locale) -> Format {
        let mut format =
            self.plain().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(RULE);
        format = match row {
            RowKind::Ranked => format,
            RowKind::Unranked => format.set_font_color(GREY),
            RowKind::Mean => format
                .set_bold()
                .set_background_color(MEAN)
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(INK),
        };
        format = match shape {
            Shape::Text => format.set_text_wrap().set_align(FormatAlign::Left),
            Shape::Absent => {
                format.set_text_wrap().set_align(FormatAlign::Left).set_font_color(GREY)
            }
            // In the middle, as its heading: on the right it would touch words in the next column.
            Shape::Rank(_) | Shape::Range => format.set_align(FormatAlign::Center),
            Shape::RealChange(_, rises) | Shape::RealMove(rises) => {
                let colour = if rises { RISE } else { FALL };
                format.set_align(FormatAlign::Right).set_font_color(colour)
            }
            _ => format.set_align(FormatAlign::Right),
        };
        match shape.number_format(locale) {
            Some(number) => format.set_num_format(number),
            None => format,
        }
    }
}

/// The formats of the cells of one sheet, each made when it is first needed.
pub(super) struct CellFormats<'a> {
    styles: &'a Styles,
    locale: &'a Locale,
    made: BTreeMap<(u8, Shape), Format>,
}

impl<'a> CellFormats<'a> {
    pub(super) fn new(styles: &'a Styles, locale: &'a Locale) -> CellFormats<'a> {
        CellFormats { styles, locale, made: BTreeMap::new() }
    }

    /// The format of a cell in a row of this kind.
    pub(super) fn of(&mut self, row: RowKind, shape: Shape) -> &Format {
        let key = match row {
            RowKind::Ranked => 0,
            RowKind::Unranked => 1,
            RowKind::Mean => 2,
        };
        let CellFormats { styles, locale, made } = self;
        made.entry((key, shape)).or_insert_with(|| styles.cell(row, shape, locale))
    }
}

/// The face that an office machine has for the language.
pub(super) fn font(language: Language) -> &'static str {
    match language {
        Language::Chinese => "微软雅黑",
        Language::English => "Arial",
    }
}

/// `0.00` for two decimals.
fn zeros(decimals: u8) -> String {
    match decimals {
        0 => "0".to_owned(),
        decimals => format!("0.{}", "0".repeat(usize::from(decimals))),
    }
}

/// The message around its number as a number format: `并列{ $rank }` becomes `"并列"0`.
fn around(locale: &Locale, id: &str, variable: &'static str) -> String {
    // A private character stands for the number until its place is known.
    let message = locale.text(id, Args::none().text(variable, "\u{e000}"));
    let Some((before, after)) = message.split_once('\u{e000}') else {
        return "0".to_owned();
    };
    let quoted = |text: &str| match literal(text) {
        text if text.is_empty() => text,
        text => format!("\"{text}\""),
    };
    format!("{}0{}", quoted(before), quoted(after))
}

/// The text as it may stand between the quotation marks of a number format.
fn literal(text: &str) -> String {
    text.replace('"', "'")
}
