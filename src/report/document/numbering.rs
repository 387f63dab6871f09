//! The numbers of headings, which each writer prints as words.

use super::{Heading, Level};
use crate::scheme::Language;

/// Counts headings on the way through a document.
#[derive(Debug, Clone)]
pub(in crate::report) struct Numbers {
    language: Language,
    counts: [usize; 4],
}

impl Numbers {
    pub(in crate::report) fn new(language: Language) -> Numbers {
        Numbers { language, counts: [0; 4] }
    }

    /// Begins again, as every annex does.
    pub(in crate::report) fn restart(&mut self) {
        self.counts = [0; 4];
    }

    /// What stands before the heading, with the space that follows it; empty where it has no number.
    pub(in crate::report) fn before(&mut self, heading: &Heading) -> String {
        if !heading.is_numbered {
            return String::new();
        }
        let depth = usize::from(heading.level.number());
        let mut count = 0;
        for (at, slot) in self.counts.iter_mut().enumerate() {
            if at + 1 == depth {
                *slot += 1;
                count = *slot;
            } else if at + 1 > depth {
                *slot = 0;
            }
        }
        match self.language {
            Language::Chinese => chinese(heading.level, count),
            Language::English => self.english(depth),
        }
    }

    /// 1. and 1.1 and 1.1.1; a level that was passed over counts as its first.
    fn english(&self, depth: usize) -> String {
        let shown: Vec<String> =
            self.counts.iter().take(depth).map(|count| (*count).max(1).to_string()).collect();
        let dot = if depth == 1 { "." } else { "" };
        format!("{}{dot} ", shown.join("."))
    }
}

fn chinese(level: Level, count: usize) -> String {
    match level {
        Level::First => format!("{}、", numeral(count)),
        Level::Second => format!("（{}）", numeral(count)),
        Level::Third => format!("{count}."),
        Level::Fourth => format!("（{count}）"),
    }
}

/// 一 to 九十九; beyond that in figures.
fn numeral(count: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or("");
    match count {
        1..=9 => digit(count).to_owned(),
        10..=19 => format!("十{}", digit(count % 10)),
        20..=99 => format!("{}十{}", digit(count / 10), digit(count % 10)),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(language: Language, levels: &[Level]) -> Vec<String> {
        let mut numbers = Numbers::new(language);
        levels.iter().map(|level| numbers.before(&Heading::new(*level, "题"))).collect()
    }

    #[test]
    fn headings_are_numbered_by_the_standard() {
        use Level::{First, Fourth, Second, Third};
        let levels = [First, Second, Third, Fourth, Fourth, Second, First, Second];
        let shown = numbers(Language::Chinese, &levels);
        assert_eq!(shown, ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "二、", "（一）"]);
        let shown = numbers(Language::English, &levels);
        assert_eq!(shown, ["1. ", "1.1 ", "1.1.1 ", "1.1.1.1 ", "1.1.1.2 ", "1.2 ", "2. ", "2.1 "]);
    }

    #[test]
    fn numerals_go_on_after_ten() {
        let shown: Vec<String> = [10, 11, 20, 21, 99, 100].into_iter().map(numeral).collect();
        assert_eq!(shown, ["十", "十一", "二十", "二十一", "九十九", "100"]);
    }

    #[test]
    fn a_heading_without_a_number_does_not_count() {
        let mut numbers = Numbers::new(Language::Chinese);
        let plain = Heading { is_numbered: false, ..Heading::new(Level::First, "前言") };
        assert_eq!(numbers.before(&plain), "");
        assert_eq!(numbers.before(&Heading::new(Level::First, "基本情况")), "一、");
    }
}
