//! Fitting words into columns: wrapping for Chinese and Latin, one size for a whole column of labels,
//! and pushing labels apart. Nothing is ever cut.

use super::face::{self, Weight};
use super::typeset::{is_wide, typeset};

/// A column of labels set in one size, each in as few lines as that size allows.
pub(super) struct Labels {
    /// Pixels per em.
    pub(super) size: f64,
    pub(super) line_height: f64,
    /// The lines of each label, in the order given.
    pub(super) lines: Vec<Vec<String>>,
    /// The widest line in pixels.
    pub(super) width: f64,
}

impl Labels {
    /// Sets `labels` no wider than `limit`: at `size` on one line if they fit, else a little smaller,
    /// else wrapped at the smallest size.
    pub(super) fn fit<'a>(
        labels: impl Iterator<Item = (&'a str, Weight)>,
        size: f64,
        limit: f64,
    ) -> Self {
        let labels: Vec<(String, Weight)> = labels.map(|(t, w)| (typeset(t), w)).collect();
        let widest =
            labels.iter().map(|(text, weight)| face::width(text, 1.0, *weight)).fold(0.0, f64::max);
        let fits = |candidate: &f64| widest * candidate <= limit;
        let smallest = size - 1.5;
        let size = [size, size - 0.5, size - 1.0].into_iter().find(fits).unwrap_or(smallest);
        let lines: Vec<Vec<String>> =
            labels.iter().map(|(text, weight)| wrap(text, size, *weight, limit)).collect();
        let width = labels.iter().zip(&lines).flat_map(|((_, weight), lines)| {
            lines.iter().map(|line| face::width(line, size, *weight))
        });
        Self { size, line_height: size * 1.12, width: width.fold(0.0, f64::max), lines }
    }

    /// The height in pixels of the tallest label.
    pub(super) fn height(&self) -> f64 {
        let most = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        self.line_height * most as f64
    }

    /// The lines of one label.
    pub(super) fn of(&self, index: usize) -> &[String] {
        self.lines.get(index).map_or(&[], Vec::as_slice)
    }
}

/// Breaks `text` into as few lines of at most `limit` pixels as possible, of about equal length.
///
/// A word that is wider than the limit is broken inside: a label may look odd but is never cut.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let text = typeset(text);
    let pieces = pieces(text.trim(), size, weight, limit);
    let fewest = fill(&pieces, limit).len();
    if fewest <= 1 {
        return fill(&pieces, limit);
    }
    // The narrowest column that still needs no more lines balances them.
    let (mut narrow, mut wide) = (limit / fewest as f64 * 0.5, limit);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        let trial = fill(&pieces, middle);
        let fits = trial.iter().all(|line| face::width(line, size, weight) <= middle);
        if fits && trial.len() <= fewest { wide = middle } else { narrow = middle }
    }
    fill(&pieces, wide)
}

/// Breaks running text into lines of at most `limit` pixels, each as full as it can be.
pub(super) fn flow(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let text = typeset(text);
    fill(&pieces(text.trim(), size, weight, limit), limit)
}

/// Moves `wanted` centres apart so that the intervals of `heights` do not overlap and stay between
/// `top` and `bottom`, each as near to its wish as the others allow. The order of wishes is kept.
pub(super) fn spread(wanted: &[f64], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let wish = |i: usize| wanted.get(i).copied().unwrap_or(0.0);
    let height = |i: usize| heights.get(i).copied().unwrap_or(0.0);
    order.sort_by(|a, b| wish(*a).total_cmp(&wish(*b)).then(a.cmp(b)));
    // Pool neighbours that collide into one block at the mean of their wishes.
    let mut blocks: Vec<Block> = Vec::new();
    for index in order {
        let mut block = Block {
            start: wish(index) - height(index) / 2.0,
            members: vec![index],
            size: height(index),
        };
        block.start = block.start.min(bottom - block.size).max(top);
        while let Some(above) = blocks.pop_if(|above| above.start + above.size > block.start) {
            block = above.join(block, top, bottom);
        }
        blocks.push(block);
    }
    let mut centres = vec![0.0; wanted.len()];
    for block in blocks {
        let mut edge = block.start;
        for index in block.members {
            if let Some(centre) = centres.get_mut(index) {
                *centre = edge + height(index) / 2.0;
            }
            edge += height(index);
        }
    }
    centres
}

struct Block {
    start: f64,
    size: f64,
    members: Vec<usize>,
}

impl Block {
    fn join(mut self, below: Self, top: f64, bottom: f64) -> Self {
        let (a, b) = (self.members.len() as f64, below.members.len() as f64);
        let start = (self.start * a + (below.start - self.size) * b) / (a + b);
        self.size += below.size;
        self.members.extend(below.members);
        self.start = start.min(bottom - self.size).max(top);
        self
    }
}

/// A run that stays together, its width, and whether a space stands before it.
struct Piece {
    text: String,
    width: f64,
    gap: f64,
}

fn pieces(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<char> = None;
    let space = face::width(" ", size, weight);
    for c in text.chars() {
        let width = face::width(c.encode_utf8(&mut [0; 4]), size, weight);
        match pieces.last_mut() {
            _ if c == ' ' => {}
            Some(last)
                if before.is_some_and(|b| !may_break(b, c)) && last.width + width <= limit =>
            {
                last.text.push(c);
                last.width += width;
            }
            _ => {
                let gap = if before == Some(' ') { space } else { 0.0 };
                pieces.push(Piece { text: c.to_string(), width, gap });
            }
        }
        before = Some(c);
    }
    pieces
}

fn fill(pieces: &[Piece], limit: f64) -> Vec<String> {
    let mut lines: Vec<(String, f64)> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some((line, width)) if *width + piece.gap + piece.width <= limit + 1e-6 => {
                if piece.gap > 0.0 {
                    line.push(' ');
                }
                line.push_str(&piece.text);
                *width += piece.gap + piece.width;
            }
            _ => lines.push((piece.text.clone(), piece.width)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Chinese may break between any two characters, except before closing and after opening marks.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）》」』】〕〉”’%％)]},.;:?!·…—";
    const OPENING: &str = "（《「『【〔〈“‘([{";
    if before == ' ' {
        return true;
    }
    if CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    is_wide(before) || is_wide(after) || matches!(before, '-' | '/' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_balanced_and_no_wider_than_the_limit() {
        let text = "Municipal Human Resources and Social Security Bureau";
        let lines = wrap(text, 12.0, Weight::Regular, 220.0);
        assert_eq!(lines, ["Municipal Human Resources", "and Social Security Bureau"]);
        assert!(lines.iter().all(|line| face::width(line, 12.0, Weight::Regular) <= 220.0));
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_closing_bracket() {
        let lines = wrap("市发展和改革委员会（粮食局）", 10.0, Weight::Regular, 71.0);
        assert_eq!(lines.concat(), "市发展和改革委员会（粮食局）");
        assert!(
            lines.iter().all(|line| !line.starts_with('）') && !line.ends_with('（')),
            "{lines:?}"
        );
    }

    #[test]
    fn nothing_is_lost_when_a_word_is_wider_than_the_column() {
        let lines = wrap("Donaudampfschifffahrt", 12.0, Weight::Bold, 40.0);
        assert_eq!(lines.concat(), "Donaudampfschifffahrt");
        assert!(
            lines.iter().all(|line| face::width(line, 12.0, Weight::Bold) <= 40.0),
            "{lines:?}"
        );
        assert_eq!(wrap("", 12.0, Weight::Regular, 40.0), Vec::<String>::new());
    }

    #[test]
    fn a_period_breaks_after_its_year() {
        assert_eq!(wrap("2024年上半年", 12.0, Weight::Regular, 45.0), ["2024年", "上半年"]);
    }

    #[test]
    fn labels_that_collide_are_spread_and_keep_their_order() {
        let centres = spread(&[50.0, 51.0, 49.0, 90.0], &[10.0; 4], 0.0, 100.0);
        assert_eq!(centres, [50.0, 60.0, 40.0, 90.0]);
        let low = spread(&[99.0, 99.0, 99.0], &[10.0; 3], 0.0, 100.0);
        assert_eq!(low, [75.0, 85.0, 95.0]);
        assert!(spread(&[], &[], 0.0, 1.0).is_empty());
    }
}
