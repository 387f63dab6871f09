//! The PDF and the layout behind it.

use super::face::Faces;
use super::page::{Item, Layout};
use super::{OfficialFaces, body};
use crate::report::document::{
    Block, Document, Heading, Level, Section, Table, TableColumn, TableRow, Text, sample,
};
use crate::report::write::pdf;
use crate::scheme::Language;

fn layout(document: &Document) -> Layout {
    let mut faces = Faces::new(OfficialFaces::default(), document.language).unwrap();
    body::lay_out(document, &mut faces)
}

/// The lines of a page with their left and right edges and baselines.
fn lines(layout: &Layout, page: usize) -> Vec<(String, f32, f32, f32)> {
    let lines = layout.pages[page].items.iter().filter_map(|item| match item {
        Item::Words { x, baseline, glyphs, .. } => {
            let text: String = glyphs.iter().map(|glyph| glyph.atom.c).collect();
            let last = glyphs.last().unwrap();
            Some((text, x + glyphs[0].x, x + last.x + last.advance, *baseline))
        }
        _ => None,
    });
    lines.collect()
}

#[test]
fn a_full_page_of_hanzi_is_twenty_two_lines_of_twenty_eight() {
    let layout = layout(&sample::hanzi(28 * 22 * 2));
    assert_eq!(layout.pages.len(), 3, "two characters go over for the indent");
    let first = lines(&layout, 0);
    assert_eq!(first.len(), 22);
    assert_eq!(first[0].0.chars().count(), 26, "two characters are the indent");
    assert!(first[1..].iter().all(|line| line.0.chars().count() == 28));
    let second = lines(&layout, 1);
    assert_eq!(second.len(), 22);
    assert!(second.iter().all(|line| line.0.chars().count() == 28));
    assert_eq!(lines(&layout, 2)[0].0.chars().count(), 2);
}

#[test]
fn lines_end_at_the_margins_and_stand_at_equal_distances() {
    let layout = layout(&sample::hanzi(28 * 22));
    let lines = lines(&layout, 0);
    for line in &lines[1..] {
        assert!((line.1 - 79.35).abs() < 0.05, "left {}", line.1);
        assert!((line.2 - 521.6).abs() < 0.5, "right {}", line.2);
    }
    for pair in lines.windows(2) {
        assert!((pair[1].3 - pair[0].3 - 28.95).abs() < 0.01);
    }
    let millimetres = |points: f32| points / 72.0 * 25.4;
    // The em square of the first line begins a little below the margin of 37 mm.
    let top = millimetres(lines[0].3 - 0.88 * 16.0);
    assert!((37.0..40.0).contains(&top), "{top}");
}

#[test]
fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
    for language in [Language::Chinese, Language::English] {
        let layout = layout(&sample::document(language));
        for page in 0..layout.pages.len() {
            for (text, ..) in lines(&layout, page) {
                let text = text.trim();
                assert!(!text.starts_with(['，', '。', '）', '”', '；', '、']), "{text}");
                assert!(!text.ends_with(['（', '“', '《', '〔']), "{text}");
            }
        }
    }
}

#[test]
fn no_line_goes_beyond_its_margin_by_more_than_the_white_of_a_mark() {
    for language in [Language::Chinese, Language::English] {
        let layout = layout(&sample::document(language));
        for (at, page) in layout.pages.iter().enumerate() {
            let right = (page.geometry.width - page.geometry.right) as f32 / 20.0;
            for (text, left, end, _) in lines(&layout, at) {
                assert!(left >= page.geometry.left as f32 / 20.0 - 0.1, "{text}");
                let white = if text
                    .trim_end()
                    .chars()
                    .next_back()
                    .is_some_and(|c| "，。；、）”：".contains(c))
                {
                    8.1
                } else {
                    0.3
                };
                let space = if text.ends_with(' ') { 8.0 } else { 0.0 };
                assert!(
                    end <= right + white + space,
                    "{text} ends at {end}, the margin is {right}"
                );
            }
        }
    }
}

/// What a reader is told of the PDF, without spaces.
fn told(layout: &Layout) -> String {
    let words = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Words { glyphs, node: Some(_), .. } => Some(glyphs),
        _ => None,
    });
    words.flatten().map(|glyph| glyph.atom.c).filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_pdf_says_what_the_docx_says_in_the_same_order() {
    use std::io::Read as _;
    let plain = [Language::Chinese, Language::English].map(sample::document);
    for document in plain.into_iter().chain([sample::with_red_head(Language::Chinese)]) {
        let bytes = crate::report::write::docx(&document, 1.0).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        let parsed = resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
        let words: String = parsed
            .descendants()
            .filter(|node| node.tag_name().name() == "t")
            .filter_map(|node| node.text())
            .flat_map(str::chars)
            .filter(|c| !c.is_whitespace())
            .collect();
        assert_eq!(told(&layout(&document)), words);
    }
}

#[test]
fn nothing_of_a_paragraph_is_lost() {
    let text =
        "共发出940份（其中“两代表一委员”120份），收回890份，有效860份；有效率96.63%——高于上年。"
            .repeat(9);
    let document = Document {
        sections: vec![Section::upright(vec![Block::Paragraph(Text::new(&text))])],
        ..Document::default()
    };
    let layout = layout(&document);
    let set: String = lines(&layout, 0).into_iter().map(|line| line.0).collect();
    assert_eq!(set, text);
}

#[test]
fn the_same_document_has_the_same_bytes() {
    for language in [Language::Chinese, Language::English] {
        let document = sample::document(language);
        let first = pdf(&document, OfficialFaces::default()).unwrap();
        assert_eq!(first, pdf(&document, OfficialFaces::default()).unwrap());
        assert!(first.bytes.starts_with(b"%PDF-1.7"));
        assert!(first.missing.is_empty(), "{:?}", first.missing);
        let holds = |word: &[u8]| first.bytes.windows(word.len()).any(|part| part == word);
        assert!(holds(b"/StructTreeRoot") && !holds(b"CreationDate"));
        let language: &[u8] = match language {
            Language::Chinese => b"zh-CN",
            Language::English => b"en-GB",
        };
        assert!(holds(language));
    }
}

#[test]
fn a_character_that_no_face_has_is_told() {
    let document = Document {
        sections: vec![Section::upright(vec![Block::Paragraph(Text::new("𠮷祥街道"))])],
        ..Document::default()
    };
    assert_eq!(pdf(&document, OfficialFaces::default()).unwrap().missing, ['𠮷']);
}

#[test]
fn an_official_face_that_is_none_is_refused() {
    let official = OfficialFaces { body: Some(b"not a font"), ..OfficialFaces::default() };
    assert!(pdf(&sample::hanzi(3), official).is_err());
}

#[test]
fn the_heading_of_a_table_stands_on_every_page_of_it() {
    let layout = layout(&sample::document(Language::Chinese));
    let pages = (0..layout.pages.len())
        .filter(|page| lines(&layout, *page).iter().filter(|line| line.0 == "名次").count() == 2);
    assert!(pages.count() >= 2);
}

#[test]
fn a_kept_table_is_not_parted_from_its_caption_or_in_itself() {
    use crate::report::document::{Table, TableColumn, TableRow};
    let row = |at: usize| TableRow {
        cells: vec![Text::new(&format!("第{at}行"))],
        ..TableRow::default()
    };
    let table = Table {
        caption: Some(Text::new("题")),
        columns: vec![TableColumn { heading: "头".into(), ..TableColumn::default() }],
        rows: (1..=6).map(row).collect(),
        notes: vec![Text::new("注")],
        is_kept: true,
        ..Table::default()
    };
    for blank in 0..22 {
        let blocks = vec![Block::Blank(blank), Block::Table(table.clone())];
        let document = Document { sections: vec![Section::upright(blocks)], ..Document::default() };
        let layout = layout(&document);
        let pages: Vec<usize> =
            (0..layout.pages.len()).map(|page| lines(&layout, page).len()).collect();
        assert!(pages.iter().all(|lines| [0, 9].contains(lines)), "after {blank}: {pages:?}");
    }
}

#[test]
fn a_heading_in_english_stands_above_two_lines_of_what_it_heads() {
    for count in 1..=6 {
        for blank in 0..20 {
            let heading = Heading::new(Level::Second, "Heading");
            let words = "lorem ipsum dolor sit amet ".repeat(2 * count);
            let blocks = vec![
                Block::Blank(blank),
                Block::Heading(heading),
                Block::Paragraph(Text::new(&words)),
            ];
            let sections = vec![Section::upright(blocks)];
            let document =
                Document { sections, language: Language::English, ..Document::default() };
            let layout = layout(&document);
            for page in 0..layout.pages.len() {
                let lines = lines(&layout, page);
                let last = lines.last().map(|line| line.0.clone()).unwrap_or_default();
                assert!(!last.contains("Heading"), "{count} after {blank}: {lines:?}");
            }
        }
    }
}

#[test]
fn no_page_has_the_last_row_of_a_table_alone_and_no_note_is_parted() {
    let cells = |at: usize| vec![Text::new(&format!("行{at}"))];
    for count in 20..60 {
        let rows = (0..count).map(|at| TableRow { cells: cells(at), is_strong: false });
        let table = Table {
            columns: vec![TableColumn { heading: "单位".into(), ..TableColumn::default() }],
            rows: rows.collect(),
            notes: vec![Text::new(&"注".repeat(90))],
            ..Table::default()
        };
        let blocks = vec![Block::Table(table)];
        let document =
            Document { sections: vec![Section { is_turned: false, blocks }], ..sample::hanzi(0) };
        let layout = layout(&document);
        let on = |page: usize, start: char| {
            lines(&layout, page).iter().filter(|line| line.0.starts_with(start)).count()
        };
        for page in 0..layout.pages.len() {
            let (rows, notes) = (on(page, '行'), on(page, '注'));
            assert!(![1, 2].contains(&rows), "{count} rows, {rows} of them on page {page}");
            assert!([0, 3].contains(&notes), "{count} rows, {notes} lines of the note");
        }
    }
}

#[test]
fn a_heading_of_a_narrow_column_is_set_smaller_rather_than_torn() {
    let layout = layout(&sample::document(Language::English));
    let set: Vec<String> = (0..layout.pages.len())
        .flat_map(|page| lines(&layout, page))
        .map(|line| line.0.trim().to_owned())
        .collect();
    assert!(set.iter().any(|line| line == "Rank"));
    assert!(!set.iter().any(|line| line == "Ran" || line == "Indicato"));
}

#[test]
fn a_signature_does_not_stand_alone() {
    use crate::report::document::Signature;
    for blank in 14..22 {
        let signature = Signature {
            offices: vec![Text::new("市效能办")],
            date: Text::new("2026年1月15日"),
        };
        let blocks = vec![
            Block::Blank(blank),
            Block::Paragraph(Text::new("特此通报。")),
            Block::Signature(signature),
        ];
        let document = Document { sections: vec![Section::upright(blocks)], ..Document::default() };
        let layout = layout(&document);
        let last = lines(&layout, layout.pages.len() - 1);
        assert_eq!(last.len(), 3, "after {blank} lines");
        // The office is centred over the date, which ends four characters in.
        assert!((last[2].2 - (521.6 - 4.0 * 15.75)).abs() < 0.5);
        let middle = |line: &(String, f32, f32, f32)| (line.1 + line.2) / 2.0;
        assert!((middle(&last[1]) - middle(&last[2])).abs() < 8.0);
    }
}

/// Where upright rules stand on a page: their distance from the left, and from where to where.
fn uprights(layout: &Layout, page: usize) -> Vec<(f32, f32, f32)> {
    let items = layout.pages[page].items.iter();
    let uprights = items.filter_map(|item| match item {
        Item::Rule { from, to, .. } if (from.0 - to.0).abs() < 0.01 => Some((from.0, from.1, to.1)),
        _ => None,
    });
    uprights.collect()
}

#[test]
fn no_upright_rule_goes_through_a_band_and_no_page_ends_with_one() {
    let layout = layout(&sample::with_red_head(Language::Chinese));
    let mut bands = 0;
    for page in 0..layout.pages.len() {
        let set = lines(&layout, page);
        let lowest = set.iter().map(|line| line.3).fold(0.0, f32::max);
        for (text, left, _, baseline) in &set {
            if text == "党群部门" && *baseline < lowest {
                bands += 1;
                let within = |rule: &&(f32, f32, f32)| {
                    rule.0 > left + 1.0
                        && rule.0 < left + 60.0
                        && rule.1 < *baseline
                        && *baseline < rule.2
                };
                assert!(uprights(&layout, page).iter().find(within).is_none());
            }
        }
    }
    assert_eq!(bands, 2, "each has rows below it on its page");
}

#[test]
fn the_name_at_the_head_is_red_and_35_mm_below_the_top_of_the_text() {
    let layout = layout(&sample::with_red_head(Language::Chinese));
    let items = &layout.pages[0].items;
    assert!(matches!(items[0], Item::Ink { is_red: true }));
    let (name, left, right, baseline) = lines(&layout, 0).swap_remove(0);
    assert_eq!(name, "市机关效能建设领导小组办公室文件", "on one line");
    assert!((left + right - 79.35 - 521.6).abs() < 2.0, "centred");
    let size = match &items[1] {
        Item::Words { glyphs, .. } => glyphs[0].atom.size,
        other => panic!("{other:?}"),
    };
    // The em square reaches 0.88 above the baseline.
    let top = (baseline - 0.88 * size) / 72.0 * 25.4;
    assert!((72.0..76.0).contains(&top), "{top} mm from the edge: 37 and 35, and a little");
    let red = items.iter().skip_while(|item| !matches!(item, Item::Ink { is_red: false })).skip(1);
    let red: Vec<&Item> =
        red.skip_while(|item| !matches!(item, Item::Ink { is_red: true })).take(2).collect();
    assert!(matches!(red[1], Item::Rule { from, to, .. } if (to.0 - from.0 - 442.25).abs() < 0.1));
}

#[test]
fn headings_that_follow_each_other_stay_together() {
    use crate::report::document::{Heading, Level};
    for blank in 0..22 {
        let heading = |level, text| Block::Heading(Heading::new(level, text));
        let blocks = vec![
            Block::Blank(blank),
            heading(Level::First, "评议结果"),
            heading(Level::Second, "总体情况"),
            Block::Paragraph(Text::new("如下。")),
        ];
        let document = Document { sections: vec![Section::upright(blocks)], ..Document::default() };
        let layout = layout(&document);
        assert_eq!(lines(&layout, layout.pages.len() - 1).len(), 3, "after {blank} lines");
    }
}

#[test]
fn a_heading_is_not_the_last_line_of_a_page() {
    for blank in 0..22 {
        let blocks = vec![
            Block::Blank(blank),
            Block::Heading(crate::report::document::Heading::new(
                crate::report::document::Level::First,
                "工作要求",
            )),
            Block::Paragraph(Text::new("逐项整改。")),
        ];
        let document = Document { sections: vec![Section::upright(blocks)], ..Document::default() };
        let layout = layout(&document);
        let page = layout.pages.len() - 1;
        assert_eq!(lines(&layout, page).len(), 2, "after {blank} lines");
    }
}

#[test]
fn a_cell_higher_than_a_page_goes_on_and_an_empty_document_is_one_page() {
    use crate::report::document::{Table, TableColumn, TableRow};
    let long = "意见".repeat(2000);
    let table = Table {
        columns: vec![TableColumn { heading: "意见".into(), ..TableColumn::default() }],
        rows: vec![TableRow { cells: vec![Text::new(&long)], is_strong: false }],
        ..Table::default()
    };
    let document = Document {
        sections: vec![Section::upright(vec![Block::Table(table)])],
        ..Document::default()
    };
    let layout = layout(&document);
    let set: usize = (0..layout.pages.len())
        .flat_map(|page| lines(&layout, page))
        .map(|line| line.0.chars().count())
        .sum();
    assert_eq!(set, 4000 + 2 * layout.pages.len());
    assert!(layout.pages.len() > 2);
    assert_eq!(pdf(&Document::default(), OfficialFaces::default()).unwrap().pages, 1);
}
