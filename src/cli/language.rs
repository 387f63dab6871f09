//! In which language the program speaks: asked for, by the environment, or Chinese.

use std::ffi::OsString;

use pingyi::scheme::Language;

/// The language of help and messages: `--lang` anywhere on the line, else `PINGYI_LANG`, else the
/// locale of the system where it is English, else Chinese.
pub(super) fn choose(
    arguments: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Language {
    let asked = asked(arguments).or_else(|| environment("PINGYI_LANG"));
    if let Some(language) = asked.as_deref().and_then(named) {
        return language;
    }
    // The first of them that is set decides, as it does for every other program.
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let system = system.iter().filter_map(|name| environment(name)).find(|value| !value.is_empty());
    match system {
        Some(value) if value.starts_with("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// The language that a word names.
pub(super) fn named(word: &str) -> Option<Language> {
    match word.to_lowercase().as_str() {
        "zh" | "zh-cn" | "zh_cn" | "中文" => Some(Language::Chinese),
        "en" | "english" | "英文" => Some(Language::English),
        _ => None,
    }
}

/// The value of `--lang`, before the line is understood: its mistakes are told in it.
fn asked(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => return words.next().map(std::borrow::Cow::into_owned),
            Some(value) if value.starts_with('=') => return Some(value[1..].to_owned()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(line: &str, environment: &[(&str, &str)]) -> Language {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        choose(&words, &|name| {
            let value = environment.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_line_goes_before_the_environment_and_chinese_is_the_rest() {
        assert_eq!(chosen("pingyi check", &[]), Language::Chinese);
        assert_eq!(chosen("pingyi check --lang en", &[("PINGYI_LANG", "zh")]), Language::English);
        assert_eq!(chosen("pingyi --lang=zh check", &[("LANG", "en_GB")]), Language::Chinese);
        assert_eq!(chosen("pingyi check", &[("PINGYI_LANG", "en")]), Language::English);
        assert_eq!(chosen("pingyi check", &[("LANG", "en_GB.UTF-8")]), Language::English);
        let both = [("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_GB.UTF-8")];
        assert_eq!(chosen("pingyi check", &both), Language::Chinese);
        assert_eq!(chosen("pingyi check", &[("LANG", "C.UTF-8")]), Language::Chinese);
    }
}
