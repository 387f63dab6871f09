//! Half-years, quarters and years: `2024H1`, `2024Q3`, `2024`.
//!
//! *What it is.* The name of the time an appraisal covers, with the two comparisons an office
//! makes: 环比 with [`Period::previous`] and 同比 with [`Period::same_of_last_year`].
//!
//! *What it promises.* Periods of one kind are ordered in time; reading what is printed gives the
//! same period.
//!
//! *What it does not do.* A period knows no date finer than a month, and nothing asks the clock;
//! [`Moment`] reads the times that stand in files.
//!
//! ```
//! use pingyi::period::Period;
//! let period: Period = "2025年上半年".parse()?;
//! assert_eq!(period.to_string(), "2025H1");
//! assert_eq!(period.previous().to_string(), "2024H2");
//! # Ok::<(), pingyi::period::NotAPeriod>(())
//! ```

mod moment;

pub use moment::{Moment, duration};

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

/// A month, counted from year 0, so that spans compare as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A year, or one of its halves or quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i32,
    part: Part,
}

/// Which part of the year a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The first or second half, 1 or 2.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// The whole year.
    Year,
}

/// The text names no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("2024H1 | 2024Q3 | 2024")
    }
}

impl std::error::Error for NotAPeriod {}

impl Period {
    /// The half-year `half` (1 or 2) of `year`.
    pub fn half(year: i32, half: u8) -> Option<Period> {
        matches!(half, 1 | 2).then_some(Period { year, part: Part::Half(half) })
    }

    /// The whole `year`.
    pub fn year_of(year: i32) -> Period {
        Period { year, part: Part::Year }
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Which part of the year.
    pub fn part(self) -> Part {
        self.part
    }

    /// 环比: the period just before this one, of the same kind.
    pub fn previous(self) -> Period {
        let (year, part) = match self.part {
            Part::Year => (self.year - 1, Part::Year),
            Part::Half(1) => (self.year - 1, Part::Half(2)),
            Part::Half(n) => (self.year, Part::Half(n - 1)),
            Part::Quarter(1) => (self.year - 1, Part::Quarter(4)),
            Part::Quarter(n) => (self.year, Part::Quarter(n - 1)),
        };
        Period { year, part }
    }

    /// 同比: the same part of the year before.
    pub fn same_of_last_year(self) -> Period {
        Period { year: self.year - 1, ..self }
    }

    /// The first and last month.
    pub fn months(self) -> (Month, Month) {
        let (first, length) = match self.part {
            Part::Year => (0, 12),
            Part::Half(n) => (6 * (i32::from(n) - 1), 6),
            Part::Quarter(n) => (3 * (i32::from(n) - 1), 3),
        };
        let start = self.year * 12 + first;
        (Month(start), Month(start + length - 1))
    }
}

impl Month {
    /// The month `month` (1 to 12) of `year`.
    pub fn new(year: i32, month: u8) -> Option<Month> {
        ((1..=12).contains(&month) && (1900..=2999).contains(&year))
            .then(|| Month(year * 12 + i32::from(month) - 1))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Year => write!(f, "{}", self.year),
            Part::Half(n) => write!(f, "{}H{n}", self.year),
            Part::Quarter(n) => write!(f, "{}Q{n}", self.year),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    /// Reads `2024H1`, `2024-H1`, `2024年上半年`, `2024Q3`, `2024年第三季度`, `2024`, `2024年`.
    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
        let folded = folded.to_uppercase();
        let year = folded.get(..4).ok_or(NotAPeriod)?;
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAPeriod);
        }
        let year: i32 = year.parse().map_err(|_| NotAPeriod)?;
        if !(1900..=2999).contains(&year) {
            return Err(NotAPeriod);
        }
        let rest = folded.get(4..).unwrap_or("");
        let rest = rest.strip_prefix('-').filter(|rest| !rest.is_empty()).unwrap_or(rest);
        let rest = rest.strip_prefix('年').unwrap_or(rest).trim_end_matches("年度");
        let part = match rest {
            "" | "度" => Part::Year,
            "H1" | "上半年" => Part::Half(1),
            "H2" | "下半年" => Part::Half(2),
            _ => Part::Quarter(quarter(rest).ok_or(NotAPeriod)?),
        };
        Ok(Period { year, part })
    }
}

/// `Q3`, `第三季度`, `3季度` → 3.
fn quarter(text: &str) -> Option<u8> {
    let name = text.strip_prefix('Q').or_else(|| {
        let name = text.strip_prefix('第').unwrap_or(text);
        name.strip_suffix("季度")
    })?;
    match name {
        "1" | "一" => Some(1),
        "2" | "二" => Some(2),
        "3" | "三" => Some(3),
        "4" | "四" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_the_offices_own_words() {
        for (text, shown) in [
            ("2024H1", "2024H1"),
            ("2024-h2", "2024H2"),
            ("２０２４年下半年", "2024H2"),
            ("2024年第三季度", "2024Q3"),
            ("2024年", "2024"),
            ("2024年度", "2024"),
        ] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), shown);
        }
        for bad in [
            "",
            "24H1",
            "2024H3",
            "2024Q5",
            "上半年",
            "2024-13",
            "年2024",
            "三三三三",
            "20-24",
            "-2024",
        ] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_period_before_a_first_half_is_last_years_second() {
        let period: Period = "2025H1".parse().unwrap();
        assert_eq!(period.previous().to_string(), "2024H2");
        assert_eq!(period.same_of_last_year().to_string(), "2024H1");
        let quarter: Period = "2025Q1".parse().unwrap();
        assert_eq!(quarter.previous().to_string(), "2024Q4");
    }

    #[test]
    fn months_span_the_period() {
        let (first, last) = "2024Q3".parse::<Period>().unwrap().months();
        assert_eq!((first, last), (Month::new(2024, 7).unwrap(), Month::new(2024, 9).unwrap()));
    }
}
