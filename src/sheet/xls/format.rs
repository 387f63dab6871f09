//! Which numbers are days, clock times or durations: the number format says it.

/// What a number format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shows {
    /// A number or a text.
    #[default]
    Number,
    /// A day, a time of day or both.
    Moment,
    /// Hours, minutes or seconds that may go beyond a day: `[h]:mm`.
    Duration,
}

/// What a format of Excel's own shows, by its number (\[MS-XLS\] 2.5.165, ECMA-376 §18.8.30). 27–36
/// and 50–58 are days in East Asian versions.
pub(super) fn built_in(number: u16) -> Shows {
    match number {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shows::Moment,
        46 => Shows::Duration,
        _ => Shows::Number,
    }
}

/// What a format shows by its code, such as `yyyy"年"m"月"d"日"`; only its first section counts.
pub(super) fn by_code(code: &str) -> Shows {
    let mut characters = code.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            // The next character stands for itself.
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let is_one =
                    |letter: char| !inside.is_empty() && inside.chars().all(|c| c == letter);
                if ['h', 'm', 's'].into_iter().any(is_one) {
                    return Shows::Duration;
                }
            }
            ';' => return Shows::Number,
            'A' | 'a' if matches!(characters.peek(), Some('/' | 'M' | 'm' | 'P' | 'p')) => {
                return Shows::Moment;
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return Shows::Moment,
            _ => {}
        }
    }
    Shows::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_its_number_is() {
        for (code, expected) in [
            ("yyyy\"年\"m\"月\"d\"日\"", Shows::Moment),
            ("H:MM:SS;@", Shows::Moment),
            ("[h]:mm:ss", Shows::Duration),
            ("[ss]", Shows::Duration),
            ("上午/下午h\"时\"", Shows::Moment),
            ("AM/PM", Shows::Moment),
            ("#,##0\\ [$\u{20bd}-46D]", Shows::Number),
            ("[Red]0.00", Shows::Number),
            ("0\"d\"", Shows::Number),
            ("0_d", Shows::Number),
            ("0;d", Shows::Number),
            ("General", Shows::Number),
            ("\"", Shows::Number),
            ("[", Shows::Number),
            ("", Shows::Number),
        ] {
            assert_eq!(by_code(code), expected, "{code}");
        }
        assert_eq!([14, 46, 31, 2].map(built_in)[1], Shows::Duration);
    }
}
