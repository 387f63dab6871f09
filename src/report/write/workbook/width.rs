//! How wide a text stands in a sheet, and how many lines it needs.

use unicode_width::UnicodeWidthStr as _;

/// A face for hanzi sets letters and figures a little wider than the face by which a spreadsheet
/// counts its column widths.
const WIDER: f64 = 1.12;

/// Points between the base lines of a text.
const LINE: f64 = 16.0;

/// The width of the widest line, in the characters by which column widths are counted.
pub(super) fn of(text: &str) -> f64 {
    let widest = text.lines().map(|line| line.width()).max().unwrap_or(0);
    u32::try_from(widest).map_or(f64::MAX, |columns| f64::from(columns) * WIDER)
}

/// How many lines a text needs in a column of this width.
pub(super) fn lines(text: &str, width: f64) -> u16 {
    let mut lines: u16 = 0;
    for line in text.lines() {
        let mut left = of(line);
        lines = lines.saturating_add(1);
        while left > width && lines < 40 {
            left -= width;
            lines = lines.saturating_add(1);
        }
    }
    lines.max(1)
}

/// The height of a row with so many lines, in points.
pub(super) fn height(lines: u16) -> f64 {
    f64::from(lines).mul_add(LINE, 4.0).min(409.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_are_twice_as_wide_as_letters_and_long_texts_take_more_lines() {
        assert!((of("市教育局") - 2.0 * of("abcd")).abs() < 1e-9);
        assert_eq!(lines("短", 10.0), 1);
        assert_eq!(lines("一二三四五六七八九十", 10.0), 3);
        assert_eq!(lines("甲\n乙", 10.0), 2);
        assert_eq!(lines("", 10.0), 1);
        assert!(height(3) > height(1));
    }
}
