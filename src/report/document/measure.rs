//! The measures of GB/T 9704-2012, in twips (a twentieth of a point), the unit of both writers.
//!
//! The standard asks for 22 lines of 28 characters in an area of 156 mm by 225 mm. Word's 三号 is
//! 16 pt, and 28 of them are 448 pt in 442.25 pt; the old type size was 15.75 pt. So characters are
//! set a quarter of a point closer: 28 × 15.75 pt = 441 pt. Lines are 28.95 pt: 22 of them are
//! 636.9 pt in 637.8 pt. (29 pt, which is often written, gives 638 pt and only 21 lines.)

use super::breaks::may_break;
use super::{Attachments, Signature};
use crate::chart::is_wide;
use crate::scheme::Language;

/// From one line of the body to the next, in twips.
pub(in crate::report) const LINE: u32 = 579;
/// From one character of the body to the next, in twips.
pub(in crate::report) const CHARACTER: u32 = 315;
/// How much closer than their size the characters of a Chinese body stand, in twips.
pub(in crate::report) const TRACKING: u32 = 5;
/// 三号, in half-points.
pub(in crate::report) const BODY_SIZE: u32 = 32;
/// 二号, in half-points.
pub(in crate::report) const TITLE_SIZE: u32 = 44;
/// The name at the head (发文机关标志) where it is short, in half-points; one that is longer than a line
/// is set smaller.
pub(in crate::report) const MASTHEAD_SIZE: u32 = 120;
/// From the top of the text to the name at the head: 35 mm, in twips.
pub(in crate::report) const MASTHEAD_ABOVE: u32 = 1984;
/// From the number to the red rule: 4 mm, in twips.
pub(in crate::report) const MASTHEAD_RULE: u32 = 227;
/// 四号, of page numbers, in half-points.
pub(in crate::report) const FOLIO_SIZE: u32 = 28;
/// 五号, of notes below a table, in half-points.
pub(in crate::report) const NOTE_SIZE: u32 = 21;
/// From one line of a note to the next, in twips.
pub(in crate::report) const NOTE_LINE: u32 = 320;

/// A4, in twips.
const SHORT_SIDE: u32 = 11906;
const LONG_SIDE: u32 = 16838;
/// 37, 35, 28 and 26 mm, in twips.
const HEAD: u32 = 2098;
const FOOT: u32 = 1984;
const BOUND: u32 = 1587;
const OUTER: u32 = 1474;

/// A page and its margins, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Geometry {
    pub(in crate::report) width: u32,
    pub(in crate::report) height: u32,
    pub(in crate::report) top: u32,
    pub(in crate::report) bottom: u32,
    pub(in crate::report) left: u32,
    pub(in crate::report) right: u32,
}

impl Geometry {
    /// An upright page, or one on its side: then its head is at the left edge of the upright sheet,
    /// and the margins turn with it.
    pub(in crate::report) fn of(is_turned: bool) -> Geometry {
        if is_turned {
            Geometry {
                width: LONG_SIDE,
                height: SHORT_SIDE,
                top: BOUND,
                bottom: OUTER,
                left: FOOT,
                right: HEAD,
            }
        } else {
            Geometry {
                width: SHORT_SIDE,
                height: LONG_SIDE,
                top: HEAD,
                bottom: FOOT,
                left: BOUND,
                right: OUTER,
            }
        }
    }

    /// The width between the margins.
    pub(in crate::report) fn text_width(self) -> u32 {
        self.width - self.left - self.right
    }

    /// The height between the margins.
    pub(in crate::report) fn text_height(self) -> u32 {
        self.height - self.top - self.bottom
    }

    /// From the foot of the page to the foot of the page number, whose dash lies 7 mm below the text.
    pub(in crate::report) fn folio(self) -> u32 {
        /// 7 mm and half a line of 18 pt.
        const BELOW: u32 = 397 + 180;
        self.bottom.saturating_sub(BELOW)
    }
}

/// How wide a text is in ems, by rule of thumb: a Chinese character is one, any other half of one.
pub(in crate::report) fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f64 {
    if is_wide(c) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…') { 1.0 } else { 0.5 }
}

/// The size of the name at the head in half-points, so that it stands on one line.
pub(in crate::report) fn masthead_size(name: &str, geometry: Geometry) -> u32 {
    // A hair less than the width, so that no writer breaks the line.
    let room = f64::from(geometry.text_width()) * 0.98 / 10.0;
    let fitting = format!("{:.0}", (room / ems(name).max(1.0)).floor());
    fitting.parse().unwrap_or(MASTHEAD_SIZE).clamp(BODY_SIZE, MASTHEAD_SIZE)
}

/// How far the lines of a signature end from the right margin, in twips: the offices, and the date,
/// which ends four characters in. An office is centred over the date as far as the page allows.
pub(in crate::report) fn signature_indents(signature: &Signature) -> (Vec<u32>, u32) {
    let date = 4 * CHARACTER;
    let half = |text: &str| twips(ems(text) / 2.0);
    let offices = signature.offices.iter().map(|office| {
        let centre = date + half(&signature.date.plain());
        centre.saturating_sub(half(&office.plain()))
    });
    (offices.collect(), date)
}

/// The indents of a list of attachments, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct AttachmentIndents {
    /// Before the label.
    pub(in crate::report) first: u32,
    /// From the label to the numbers.
    pub(in crate::report) label: u32,
    /// From the numbers to the names; 0 where there is only one name.
    pub(in crate::report) number: u32,
}

/// The indents of a list of attachments.
pub(in crate::report) fn attachment_indents(
    attachments: &Attachments,
    language: Language,
) -> AttachmentIndents {
    let first = match language {
        Language::Chinese => 2 * CHARACTER,
        Language::English => 0,
    };
    let number = match attachments.names.len() {
        0 | 1 => 0,
        2..=9 => CHARACTER * 5 / 4,
        _ => CHARACTER * 7 / 4,
    };
    // Latin letters are wider than the rule of thumb as often as narrower.
    let spare = match language {
        Language::Chinese => 0,
        Language::English => CHARACTER / 2,
    };
    AttachmentIndents { first, label: twips(ems(&attachments.label)) + spare, number }
}

fn twips(ems: f64) -> u32 {
    // Whole halves of an em, so the text is that of a whole number.
    format!("{:.0}", ems * f64::from(CHARACTER)).parse().unwrap_or(0)
}

/// The lines of a title: as it says where it has line feeds, else as few as fit, about equally long.
pub(in crate::report) fn title_lines(title: &str, geometry: Geometry) -> Vec<String> {
    let limit = f64::from(geometry.text_width()) / f64::from(TITLE_SIZE * 10);
    let asked: Vec<&str> = title.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let limit = limit.floor();
    let set = |line: &&str| hung(balanced(&bracketed(pieces(line), limit), limit), limit);
    asked.iter().flat_map(set).collect()
}

/// What stands in brackets as one piece, where it fits a line.
fn bracketed(pieces: Vec<String>, limit: f64) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let is_open =
        |piece: &str| piece.rfind(OPENING).is_some_and(|at| !piece[at..].contains(CLOSING));
    for piece in pieces {
        match whole.last_mut() {
            Some(last) if is_open(last) && ems(last) + ems(&piece) <= limit => {
                last.push_str(&piece);
            }
            _ => whole.push(piece),
        }
    }
    whole
}

/// Brackets at the head of a line go to the end of the one before, where they fit: they belong to the
/// word before them.
fn hung(mut lines: Vec<String>, limit: f64) -> Vec<String> {
    for at in 1..lines.len() {
        let line = &lines[at];
        let Some(end) = line.find(CLOSING).filter(|_| line.starts_with(OPENING)) else { continue };
        let (group, rest) = line.split_at(end + CLOSING.len_utf8());
        let before = format!("{}{group}", lines[at - 1]);
        if !rest.trim().is_empty() && ems(&before) <= limit {
            let rest = rest.trim_start().to_owned();
            lines[at - 1] = before;
            lines[at] = rest;
        }
    }
    lines
}

/// The brackets of Chinese text; those of letters have spaces around them, at which lines end.
const OPENING: char = '（';
const CLOSING: char = '）';

/// The lines of a heading of a table in a column of so many twips, in type of so many half-points. Words
/// of letters stay one piece: programs break them at spaces.
pub(in crate::report) fn heading_lines(text: &str, width: u32, half_points: u32) -> Vec<String> {
    let limit = f64::from(width) / f64::from(half_points.max(1) * 10);
    if text.is_ascii() || ems(text) <= limit {
        return vec![text.to_owned()];
    }
    balanced(&pieces(text), limit)
}

/// As few lines of at most `limit` ems as possible, none much longer than the others.
fn balanced(pieces: &[String], limit: f64) -> Vec<String> {
    let mut best = filled(pieces, limit);
    let fewest = best.len();
    let mut narrower = limit - 0.5;
    while narrower >= 2.0 {
        let lines = filled(pieces, narrower);
        if lines.len() > fewest {
            break;
        }
        best = lines;
        narrower -= 0.5;
    }
    best
}

/// The text cut where a line may end; a space stays at the end of its piece.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let ends = before.is_none_or(|before| may_break(before, c));
        match pieces.last_mut() {
            Some(last) if !ends => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

/// How wide the longest piece of a text is that no line may part, in ems.
pub(in crate::report) fn longest_piece(text: &str) -> f64 {
    pieces(text).iter().map(|piece| ems(piece.trim_end())).fold(0.0, f64::max)
}

fn filled(pieces: &[String], limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if ems(line) + ems(piece.trim_end()) <= limit => line.push_str(piece),
            _ => lines.push(piece.clone()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_parts_no_brackets_and_begins_no_line_with_them() {
        let page = Geometry::of(false);
        let lines =
            title_lines("关于2025年下半年\n示例市万人评议机关（合成数据）结果的反馈函", page);
        assert_eq!(lines, ["关于2025年下半年", "示例市万人评议机关（合成数据）", "结果的反馈函"]);
        let long = format!("某市（{}）的通报", "很".repeat(30));
        let lines = title_lines(&long, page);
        assert_eq!(lines.concat(), long);
        assert!(lines.iter().all(|line| ems(line) <= 20.0), "{lines:?}");
    }

    #[test]
    fn twenty_two_lines_of_twenty_eight_characters_fill_the_page_and_no_more_fit() {
        let page = Geometry::of(false);
        assert_eq!(page.text_height() / LINE, 22);
        assert_eq!(page.text_width() / CHARACTER, 28);
        assert_eq!(BODY_SIZE * 10 - TRACKING, CHARACTER);
    }

    #[test]
    fn margins_agree_with_the_standard_to_a_tenth_of_a_millimetre() {
        let page = Geometry::of(false);
        let millimetres = |twips: u32| f64::from(twips) / 1440.0 * 25.4;
        for (twips, asked) in [
            (page.width, 210.0),
            (page.height, 297.0),
            (page.top, 37.0),
            (page.bottom, 35.0),
            (page.left, 28.0),
            (page.right, 26.0),
            (page.text_width(), 156.0),
            (page.text_height(), 225.0),
        ] {
            assert!((millimetres(twips) - asked).abs() < 0.1, "{twips} twips, {asked} mm");
        }
        let turned = Geometry::of(true);
        assert_eq!((turned.text_width(), turned.text_height()), (12756, 8845));
    }

    #[test]
    fn a_long_title_has_lines_of_about_equal_length() {
        let page = Geometry::of(false);
        let lines = title_lines("关于2025年下半年全市机关效能评议结果的通报", page);
        assert_eq!(lines, ["关于2025年下半年全市机", "关效能评议结果的通报"]);
        assert_eq!(title_lines("关于评议结果\n的通报", page), ["关于评议结果", "的通报"]);
        let english = "Results of the appraisal of municipal bodies in the second half of 2025";
        let lines = title_lines(english, page);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), english);
    }
}
