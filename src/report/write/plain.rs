//! Text from other people's files, made safe to open in a spreadsheet or a terminal and to name a
//! file with.

use std::collections::BTreeSet;

use crate::naming::is_hidden;

/// The longest name of a file without its extension, in characters; 80 hanzi are 240 bytes, and
/// the common file systems take 255.
const LONGEST_NAME: usize = 80;

/// Names that Windows keeps for devices, whatever follows after a dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name for a file or a sheet: without the characters that `forbidden` lists and those nobody
/// sees, at most `longest` characters (as UTF-16 counts them), and unlike every name in `taken`,
/// whatever the case of its letters.
pub(super) fn unlike(
    name: &str,
    forbidden: &str,
    longest: usize,
    taken: &mut BTreeSet<String>,
) -> String {
    let allowed = |c: char| {
        if forbidden.contains(c) || c.is_control() || is_hidden(c) { '_' } else { c }
    };
    let clean: String = name.chars().map(allowed).collect();
    let clean = match clean.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '\'') {
        "" => "_",
        clean => clean,
    };
    for n in 1_usize.. {
        let suffix = if n == 1 { String::new() } else { format!("_{n}") };
        let stem = cut(clean, longest - suffix.len());
        let candidate = format!("{}{suffix}", stem.trim_end_matches([' ', '.', '\'']));
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
    }
    clean.to_owned()
}

/// A name for a file that every system takes.
pub(super) fn file_stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    let forbidden = "/\\:*?\"<>|";
    let head = name.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    match DEVICES.contains(&head.trim_end_matches(|c: char| c.is_ascii_digit())) {
        true => unlike(&format!("_{name}"), forbidden, LONGEST_NAME, taken),
        false => unlike(name, forbidden, LONGEST_NAME, taken),
    }
}

/// The first `longest` units of UTF-16, without splitting a character.
pub(super) fn cut(text: &str, longest: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > longest {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_short_and_unlike_each_other() {
        let mut taken = BTreeSet::new();
        assert_eq!(file_stem("../a/b", &mut taken), "_a_b");
        assert_eq!(file_stem("Nul", &mut taken), "_Nul");
        assert_eq!(file_stem("nul.txt", &mut taken), "_nul.txt");
        assert_eq!(file_stem("COM1", &mut taken), "_COM1");
        assert_eq!(file_stem("Combined Bureau", &mut taken), "Combined Bureau");
        assert_eq!(file_stem("总表", &mut taken), "总表");
        assert_eq!(file_stem("总表", &mut taken), "总表_2");
        assert_eq!(file_stem("ABC", &mut taken), "ABC");
        assert_eq!(file_stem("abc", &mut taken), "abc_2");
        assert_eq!(file_stem(" . ", &mut taken), "_");
        let long = "长".repeat(200);
        assert_eq!(file_stem(&long, &mut taken).chars().count(), 80);
        assert_eq!(file_stem(&long, &mut taken).chars().count(), 80);
    }

    #[test]
    fn a_name_is_cut_between_characters() {
        assert_eq!(cut("𠮷𠮷", 3), "𠮷");
        assert_eq!(cut("abc", 3), "abc");
    }
}
