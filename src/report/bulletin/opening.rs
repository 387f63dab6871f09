//! Title, the words before the first section, and what stands below the last.

use super::Draft;
use super::annex::Annexed;
use crate::locale::Args;
use crate::report::document::{Attachments, Block, Geometry, Signature, Text, title_lines};

/// The title; its lines end where its words do, as far as they fit.
pub(super) fn title(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let said = |first: &str, second: &str| {
        let args = Args::none()
            .text("first", first.to_owned())
            .text("second", second.to_owned())
            .text("period", view.locale.period(view.appraisal().period))
            .text("title", view.locale.label(&view.appraisal().title));
        draft.say("bulletin-title", args)
    };
    let page = Geometry::of(false);
    let stays = |title: &String| title_lines(title, page).len() == title.lines().count();
    let ways = [("", ""), ("", "\n"), ("\n", ""), ("\n", "\n")];
    let fitting = ways.into_iter().map(|(first, second)| said(first, second)).find(stays);
    let title = fitting.unwrap_or_else(|| said("", ""));
    let lines: Vec<&str> = title.lines().map(str::trim).collect();
    lines.join("\n")
}

/// What was done and by whom; and what must be said of the data at once.
pub(super) fn opening(draft: &Draft<'_>) -> Vec<Block> {
    let view = &draft.view;
    let number = number(draft);
    let args = Args::none()
        .text("scheme", view.locale.label(&view.scheme().name))
        .text("numbered", if number.is_some() { "yes" } else { "no" })
        .text("number", number.unwrap_or_default())
        .text("office", office(draft))
        .text("period", view.locale.period(view.appraisal().period))
        .text("title", view.locale.label(&view.appraisal().title));
    let notice = view.locale.label(&view.appraisal().notice).to_owned();
    [vec![draft.say("bulletin-opening", args)], vec![notice]]
        .iter()
        .filter_map(|sentences| draft.paragraph(sentences))
        .collect()
}

/// The number of the document that the scheme is, where a source of it states one: `市效能办〔2025〕15号`.
fn number(draft: &Draft<'_>) -> Option<String> {
    let sources = draft.view.scheme().sources.iter().map(|source| source.title.as_str());
    sources.filter_map(number_in).next()
}

fn number_in(title: &str) -> Option<String> {
    let open = title.find('〔')?;
    let end = title.get(open..)?.find('号')? + open + '号'.len_utf8();
    let before = title.get(..open)?;
    let is_mark = |c: char| c.is_whitespace() || "（(，,。《》；;：:".contains(c);
    let from = before.rfind(is_mark).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let inside = title.get(open..end)?.trim_start_matches('〔').trim_end_matches('号');
    let (year, count) = inside.split_once('〕')?;
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    (is_number(year) && is_number(count)).then(|| title.get(from..end).map(str::to_owned))?
}

/// Who issues the bulletin; a place to fill in where nobody is named.
fn office(draft: &Draft<'_>) -> String {
    match draft.view.locale.label(&draft.view.appraisal().office) {
        "" => draft.word("bulletin-office"),
        office => office.to_owned(),
    }
}

/// The list of attachments and the signature.
pub(super) fn closing(draft: &Draft<'_>, annexes: &[Annexed]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !annexes.is_empty() {
        let names = annexes.iter().map(|annex| Text::new(&annex.title)).collect();
        let label = draft.word("bulletin-attachments");
        blocks.push(Block::Attachments(Attachments { label, names }));
    }
    blocks.push(Block::Signature(Signature {
        offices: vec![Text::new(&office(draft))],
        date: Text::new(&draft.word("bulletin-date")),
    }));
    blocks
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn the_number_of_a_document_is_found_in_the_title_of_a_source() {
        let found = |title| number_in(title).unwrap_or_default();
        assert_eq!(found("市效能办〔2025〕15号"), "市效能办〔2025〕15号");
        assert_eq!(
            found("《机关效能评议办法》（市效能办〔2025〕15号）第三条"),
            "市效能办〔2025〕15号"
        );
        assert_eq!(found("办法〔甲〕乙号"), "");
        assert_eq!(found("某市政府网站公布的结果"), "");
    }
}
