//! The words of a file, whatever its format.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// How much of one packed part is looked at. Our own parts are far smaller.
const MAX_PART: u64 = 1 << 30;

/// The texts of a file: one, or that of each part of a document. Pictures and PDF have none: what they
/// show stands in a page or a document of the same words.
pub(super) fn plain_text<'a>(name: &str, bytes: &'a [u8]) -> Vec<Cow<'a, str>> {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html" | "svg" | "xml") => {
            vec![Cow::Owned(without_tags(&String::from_utf8_lossy(bytes)))]
        }
        Some("csv" | "json" | "js" | "css" | "txt" | "md") => vec![String::from_utf8_lossy(bytes)],
        Some("docx" | "xlsx") => parts(bytes).into_iter().map(Cow::Owned).collect(),
        _ => Vec::new(),
    }
}

fn parts(bytes: &[u8]) -> Vec<String> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut texts = Vec::new();
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        // What the libraries bring along, such as the theme called Office, is no word of ours.
        let is_text = |name: Cow<'_, str>| {
            let is_ours = !name.contains("/theme/") && !name.ends_with("docProps/app.xml");
            is_ours && (name.ends_with(".xml") || name.ends_with(".rels"))
        };
        if part.name().is_ok_and(is_text) {
            let mut text = String::new();
            if part.take(MAX_PART).read_to_string(&mut text).is_ok() {
                texts.push(without_tags(&text));
            }
        }
    }
    texts
}

/// A text of marks with a line for each tag, and attributes kept: an alternative text is a text too.
fn without_tags(text: &str) -> String {
    let spaced = text.replace(['<', '>', '"'], "\n");
    match spaced.contains('&') {
        true => ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&#x27;'", "&amp;&"]
            .iter()
            .filter_map(|pair| pair.split_once(';'))
            .fold(spaced, |text, (name, plain)| text.replace(&format!("{name};"), plain)),
        false => spaced,
    }
}
