//! The page in a browser.

use pingyi::locale::Locale;
use pingyi::report::write::html;
use pingyi::scheme::Language;

use super::sample;

#[test]
fn look() {
    for (language, name) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let page = html(&sample::report(language), &Locale::new(language)).unwrap();
        std::fs::write(format!("/tmp/html-look/{name}.html"), page).unwrap();
    }
}
