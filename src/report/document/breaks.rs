//! Where a line may end, by GB/T 15834-2011 (避头尾), and which marks have an empty half.

use crate::chart::is_wide;

/// What a full-width mark is for spacing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Mark {
    /// Its right half is empty: ，。）》”
    Closing,
    /// Its left half is empty: （《“
    Opening,
}

const CLOSING: &str = "，。、；：？！）》〉」』】〕〗”’";
const OPENING: &str = "（《〈「『【〔〖“‘";
/// Marks of other widths that may not begin a line.
const NOT_FIRST: &str = ")]},.;:?!%‰％℃°·・／/–～-";
/// Marks of other widths that may not end a line.
const NOT_LAST: &str = "([{／$¥￥№";

/// What the character is for spacing; `None` for all but full-width marks.
pub(in crate::report) fn mark_of(c: char) -> Option<Mark> {
    if CLOSING.contains(c) {
        Some(Mark::Closing)
    } else if OPENING.contains(c) {
        Some(Mark::Opening)
    } else {
        None
    }
}

/// Whether a line may end between two neighbours.
pub(in crate::report) fn may_break(before: char, after: char) -> bool {
    if before == ' ' {
        return after != ' ';
    }
    if after == ' ' || after == '\u{A0}' || before == '\u{A0}' {
        return false;
    }
    if mark_of(after) == Some(Mark::Closing) || mark_of(before) == Some(Mark::Opening) {
        return false;
    }
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    if before == after && matches!(before, '—' | '…') {
        return false;
    }
    // A slot for a person stays whole.
    if (before, after) == ('{', '{') || (before, after) == ('}', '}') {
        return false;
    }
    wide(before) || wide(after) || (matches!(before, '-' | '/' | '–') && after.is_alphabetic())
}

fn wide(c: char) -> bool {
    is_wide(c) || matches!(c, '—' | '…') || mark_of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assert!(!may_break('局', '，') && !may_break('（', '局') && !may_break('“', '放'));
        assert!(may_break('，', '局') && may_break('局', '（') && may_break('”', '改'));
    }

    #[test]
    fn a_number_stays_whole_with_its_per_cent_and_a_dash_in_one_piece() {
        assert!(!may_break('8', '4') && !may_break('4', '.') && !may_break('9', '%'));
        assert!(!may_break('—', '—') && !may_break('…', '…'));
        assert!(may_break('年', '2') && may_break('5', '年'));
    }

    #[test]
    fn english_breaks_at_spaces_and_after_hyphens() {
        assert!(may_break(' ', 'a') && !may_break('a', ' ') && !may_break('a', 'b'));
        assert!(may_break('-', 'y') && !may_break('f', '-'));
    }
}
