//! What is said about an input: complete in both languages, and harmless where it is shown.

use pingyi::error::Error;
use pingyi::finding::{Finding, any_stop};
use pingyi::locale::Locale;
use pingyi::scheme::Language;

thread_local! {
    static LOCALES: [Locale; 2] = [Language::Chinese, Language::English].map(Locale::new);
}

/// Runs with each language.
pub(super) fn each_language(mut run: impl FnMut(&Locale)) {
    LOCALES.with(|locales| locales.iter().for_each(&mut run));
}

/// Runs with one language, where what is said is not the question.
pub(super) fn in_chinese<R>(run: impl FnOnce(&Locale) -> R) -> R {
    LOCALES.with(|locales| run(&locales[0]))
}

/// Every finding has its sentence and place in both languages. A long list is cut.
pub(super) fn findings(found: &[Finding]) {
    each_language(|locale| {
        for finding in found.iter().take(50) {
            assert!(!locale.finding(finding).is_empty());
            let _ = locale.place(&finding.place);
            let _ = locale.kind(finding.kind);
        }
    });
}

/// An error has its sentence, and one of findings has a stop among them.
pub(super) fn error(error: &Error) {
    if let Error::Findings(found) = error {
        assert!(any_stop(found), "an error without a stop: {found:?}");
        findings(found);
    }
    each_language(|locale| assert!(!locale.error(error).is_empty()));
}

/// A text for people holds nothing that steers a terminal or turns the direction of writing.
pub(super) fn harmless(text: &str) {
    let harmful = |c: &char| match c {
        '\n' | '\r' | '\t' | '\u{feff}' => false,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        c => c.is_control(),
    };
    let found = text.chars().find(harmful);
    assert!(found.is_none(), "{found:?} in {text:.2000}");
}
