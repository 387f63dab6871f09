//! Times and durations as survey platforms and spreadsheets write them.

/// A point in time on the clock of the files; time zones are not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// The second of the day; absent where only the day is written.
    pub second: Option<u32>,
}

impl Moment {
    /// The first second it can mean, since 1970-01-01.
    pub fn start(self) -> i64 {
        self.day * 86_400 + i64::from(self.second.unwrap_or(0))
    }

    /// The last second it can mean: a day without a time goes on to its end.
    pub fn end(self) -> i64 {
        self.day * 86_400 + i64::from(self.second.unwrap_or(86_399))
    }

    /// Seconds since 1970-01-01, where the time of day is written.
    pub fn seconds(self) -> Option<i64> {
        Some(self.day * 86_400 + i64::from(self.second?))
    }

    /// Reads `2025/6/3 9:05:07`, `2025-06-03T09:05`, `2025年6月3日 下午3:05`, `2025.6.3`,
    /// `2025/06/03 3:05:07 PM GMT+8`, `03-Jun-2025 09:05:07` and the like.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = without_zone(text.trim());
        let afternoon = text.contains("下午") || text.to_ascii_lowercase().ends_with("pm");
        let morning = text.contains("上午") || text.to_ascii_lowercase().ends_with("am");
        let (named, text) = month_by_number(text);
        let mut numbers = numbers(&text)?;
        // Where the month has a name, the day stands first.
        if named && numbers.len() > 2 && numbers[2] > 31 {
            numbers.swap(0, 2);
        }
        let (date, clock) = numbers.split_at_checked(3)?;
        let [year, month, day] = date else { return None };
        let day = day_number(*year, *month, *day)?;
        let second = match clock {
            [] => None,
            [hour, minute, rest @ ..] if rest.len() <= 1 => {
                let second = rest.first().copied().unwrap_or(0);
                let hour = match hour {
                    1..=11 if afternoon => hour + 12,
                    12 if morning => 0,
                    hour => *hour,
                };
                (hour < 24 && *minute < 60 && second < 60)
                    .then_some(Some(hour * 3600 + minute * 60 + second))?
            }
            _ => return None,
        };
        Some(Moment { day, second })
    }
}

impl std::fmt::Display for Moment {
    /// `2025-06-03 09:05:07`, or the day alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = date(self.day);
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        match self.second {
            Some(second) => {
                let (hour, minute) = (second / 3600, second / 60 % 60);
                write!(f, " {hour:02}:{minute:02}:{:02}", second % 60)
            }
            None => Ok(()),
        }
    }
}

/// The text before ` GMT+8` or ` UTC`, which Google Forms writes behind the time of day.
fn without_zone(text: &str) -> &str {
    let zone = text.char_indices().find(|(at, _)| {
        [" GMT", " UTC"].iter().any(|zone| text[*at..].starts_with(zone))
            && text[..*at].contains(':')
    });
    zone.map_or(text, |(at, _)| text[..at].trim_end())
}

/// A text with the English short name of a month, if there is one, as a number.
fn month_by_number(text: &str) -> (bool, String) {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.to_ascii_lowercase();
    let found = (1..).zip(NAMES).find(|(_, name)| text.contains(&format!("-{name}-")));
    match found {
        Some((number, name)) => (true, text.replace(name, &format!("{number}"))),
        None => (false, text),
    }
}

/// The whole numbers of a date with its separators; a fraction of a second and a zone are dropped.
/// `None` where anything else stands between them.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let mut text = text.to_ascii_lowercase();
    for word in ["上午", "下午", "am", "pm"] {
        text = text.replace(word, " ");
    }
    let text = text.trim().trim_end_matches('z');
    let text = match text.rfind('.') {
        // `09:05:07.123`: what follows a point after a colon is a fraction.
        Some(point) if text[..point].contains(':') => &text[..point],
        _ => text,
    };
    let separates = |c: char| " t/-.:年月日时分秒点号,，".contains(c) || c.is_whitespace();
    let parts = text.split(separates).filter(|part| !part.is_empty());
    parts.map(|part| (part.len() <= 4).then(|| part.parse().ok()).flatten()).collect()
}

/// The number of a day of the Gregorian calendar since 1970-01-01; `None` where there is none.
///
/// Howard Hinnant, “chrono-compatible low-level date algorithms”, `days_from_civil`.
fn day_number(year: u32, month: u32, day: u32) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !(1900..=9999).contains(&year) || day == 0 || day > length {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let shifted = i64::from(if month > 2 { year } else { year - 1 });
    let (era, of_era) = (shifted / 400, shifted % 400);
    let months = i64::from((month + 9) % 12);
    let of_year = (153 * months + 2) / 5 + i64::from(day) - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// The date of a day since 1970-01-01: the same source, `civil_from_days`.
fn date(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + later, month, day)
}

/// A duration in seconds: `123秒`, `2分3秒`, `1小时2分`, `0:02:03`, `2:03` (minutes and seconds),
/// `2m3s`, or a plain number of seconds, of which a fraction is dropped.
pub fn duration(text: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    if text.contains([':', '：']) {
        let parts: Option<Vec<u32>> =
            text.split([':', '：']).map(|part| part.trim().parse().ok()).collect();
        return match parts?.as_slice() {
            [minutes, seconds] if *seconds < 60 => sum(0, *minutes, *seconds),
            [hours, minutes, seconds] if *minutes < 60 && *seconds < 60 => {
                sum(*hours, *minutes, *seconds)
            }
            _ => None,
        };
    }
    let mut rest = text.as_str();
    let mut parts = [0_u32; 3];
    let mut seen = 0;
    for (part, units) in parts.iter_mut().zip(UNITS) {
        rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        let after = match after.strip_prefix('.') {
            Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
            None => after,
        };
        let unit = after.trim_start();
        let ended = units.iter().find_map(|unit_name| unit.strip_prefix(unit_name));
        let Some(ended) = ended.filter(|_| !number.is_empty()) else { continue };
        *part = number.parse().ok()?;
        seen += 1;
        rest = ended;
    }
    match (seen, rest.trim().is_empty()) {
        (1.., true) => sum(parts[0], parts[1], parts[2]),
        (0, false) => rest.trim().split('.').next()?.parse().ok().filter(|_| is_decimal(rest)),
        _ => None,
    }
}

/// Hours, minutes and seconds by name; the longer name first.
const UNITS: [&[&str]; 3] = [
    &["个小时", "小时", "时", "hours", "hour", "h"],
    &["分钟", "分", "minutes", "minute", "min", "m"],
    &["秒钟", "秒", "seconds", "second", "sec", "s"],
];

fn is_decimal(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(|number| number >= 0.0 && number.is_finite())
}

fn sum(hours: u32, minutes: u32, seconds: u32) -> Option<u32> {
    hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stands_before_a_month_that_has_a_name() {
        let told = |text| Moment::parse(text).map(|moment| moment.to_string());
        assert_eq!(told("03-Nov-2026 08:41:05").as_deref(), Some("2026-11-03 08:41:05"));
        assert_eq!(told("3-jan-2026").as_deref(), Some("2026-01-03"));
        assert_eq!(told("32-Jan-2026"), None);
        assert_eq!(told("2026-Nov-03").as_deref(), Some("2026-11-03"));
    }

    #[test]
    fn a_moment_is_read_as_platforms_and_spreadsheets_write_it() {
        let at = |text: &str| Moment::parse(text).and_then(Moment::seconds);
        let nine = 1_748_941_507; // 2025-06-03 09:05:07
        for text in ["2025/6/3 9:05:07", "2025-06-03T09:05:07", "2025-06-03 09:05:07.250Z"] {
            assert_eq!(at(text), Some(nine), "{text}");
        }
        assert_eq!(at("2025年6月3日 9时5分7秒"), Some(nine));
        assert_eq!(at("2025/6/3 下午9:05:07"), Some(nine + 12 * 3600));
        assert_eq!(at("2025/6/3 9:05 PM"), Some(nine - 7 + 12 * 3600));
        assert_eq!(at("2025/06/03 9:05:07 PM GMT+8"), Some(nine + 12 * 3600));
        assert_eq!(at("2025/6/3 上午 9:05:07 GMT-03:30"), Some(nine));
        let day = Moment::parse("2025.6.3").map(|moment| (moment.day, moment.second));
        assert_eq!(day, Some((nine / 86_400, None)));
        assert_eq!(at("1970-01-01 00:00:00"), Some(0));
        for text in ["2025-06-03 09:05:07", "2024-02-29", "2000-12-31", "1999-03-01 23:59:59"] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()), Some(text.to_owned()));
        }
        assert_eq!(at("2024-02-29 00:00:00"), Some(1_709_164_800));
        for text in ["", "昨天", "2025-02-29", "2025-13-01", "2025-6-3 25:00", "20250603", "9:05"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_duration_is_read_in_all_its_forms() {
        let cases = [
            ("123秒", Some(123)),
            ("2分3秒", Some(123)),
            ("1小时2分3秒", Some(3723)),
            ("1小时3秒", Some(3603)),
            ("2分钟", Some(120)),
            ("123", Some(123)),
            ("123.7", Some(123)),
            (" 2m 3s ", Some(123)),
            ("0:02:03", Some(123)),
            ("2:03", Some(123)),
            ("", None),
            ("很快", None),
            ("3秒2分", None),
            ("2:75", None),
            ("-5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(duration(text), expected, "{text}");
        }
    }
}
