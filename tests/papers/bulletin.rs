//! The bulletin (通报): all its sections, the page's numbers, the measures of GB/T 9704, nothing that
//! the public may not know, and no hole where a scheme lacks something.

use std::collections::BTreeSet;

use pingyi::locale::Locale;
use pingyi::report::document::{Block, Document, Level};
use pingyi::report::write::{OfficialFaces, docx, pdf};
use pingyi::report::{Audience, Report, bulletin};
use pingyi::scheme::{Language, Publication};
use resvg::usvg::roxmltree::Document as Xml;

use super::city::{self, City};
use super::parts::{Docx, cells, number, texts};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];
const AUDIENCES: [Audience; 2] = [Audience::Internal, Audience::Public];

/// The bulletin on a city.
fn of(city: &City, audience: Audience, language: Language) -> Document {
    bulletin(&city.material(), None, audience, &Locale::new(language))
}

fn sample(audience: Audience, language: Language) -> Document {
    of(city::sample(), audience, language)
}

fn headings(document: &Document, level: Level) -> Vec<String> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let of_level = blocks.filter_map(|block| match block {
        Block::Heading(heading) if heading.level == level => Some(heading.text.plain()),
        _ => None,
    });
    of_level.collect()
}

fn annexes(document: &Document) -> Vec<(String, String)> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let annexes = blocks.filter_map(|block| match block {
        Block::Annex(annex) => Some((annex.label.clone(), annex.title.clone())),
        _ => None,
    });
    annexes.collect()
}

#[test]
fn the_bulletin_of_the_sample_city_has_all_its_sections() {
    let document = sample(Audience::Internal, Language::Chinese);
    let title = "关于2025年下半年\n示例市万人评议机关（合成数据）结果的通报";
    assert_eq!(document.title, title);
    let sections: Vec<String> = headings(&document, Level::First).into_iter().take(6).collect();
    assert_eq!(
        sections,
        [
            "评议基本情况",
            "评议结果",
            "六项指标评议结果",
            "主要特点和变化",
            "存在的突出问题",
            "工作要求"
        ]
    );
    let found = annexes(&document);
    let labels: Vec<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["附件1", "附件2", "附件3", "附件4", "附件5"]);
    let listed = document.sections[0].blocks.iter().find_map(|block| match block {
        Block::Attachments(list) => Some(list),
        _ => None,
    });
    let listed: Vec<String> = listed.unwrap().names.iter().map(|name| name.plain()).collect();
    assert_eq!(listed, found.into_iter().map(|(_, title)| title).collect::<Vec<_>>());
    assert!(matches!(document.sections[0].blocks.last(), Some(Block::Signature(_))));
    let said = texts(&document).concat();
    for slot in ["发文字号", "主送机关", "方案文号", "成文日期", "整改情况报送"]
    {
        assert!(said.contains(&format!("{{{{待审：{slot}")), "{slot}");
    }
    assert!(said.contains("垂直管理单位（内部）"), "what is internal is marked");
    assert!(document.sections.iter().any(|section| section.is_turned), "wide tables are turned");
}

#[test]
fn every_number_in_its_tables_is_on_the_page() {
    for audience in AUDIENCES {
        let material = city::sample().material();
        let locale = Locale::new(Language::Chinese);
        let report = Report::compose(&material, audience, &locale);
        let rows = report.grids.iter().flat_map(|grid| &grid.rows);
        let on_page: BTreeSet<String> =
            rows.flat_map(|row| &row.cells).map(|cell| cell.shown(&locale)).collect();
        let document = bulletin(&material, None, audience, &locale);
        let cells = cells(&document);
        let numbers: Vec<&String> = cells
            .iter()
            .filter(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.contains("有效票n"))
            .collect();
        assert!(numbers.len() > 900, "{}", numbers.len());
        for cell in numbers {
            assert!(on_page.contains(cell), "{cell} is not on the page");
        }
    }
}

#[test]
fn the_public_reads_of_no_internal_unit_and_of_no_interval() {
    let city = city::sample();
    for language in LANGUAGES {
        let document = sample(Audience::Public, language);
        let bytes = docx(&document, 0.5).unwrap();
        let said = format!("{document:?}{}", Docx::open(&bytes).words());
        let locale = Locale::new(language);
        let mut hidden = 0;
        for (at, unit) in city.appraisal.units.iter().enumerate() {
            if city.appraisal.publication(at) == Publication::Internal {
                hidden += 1;
                assert!(!said.contains(locale.label(&unit.name)), "{}", unit.id);
                assert!(!said.contains(locale.label(&city.appraisal.category(at).label)));
            }
        }
        assert!(hidden > 3, "the sample has units for the leaders only");
        for word in ["col-interval", "col-ranks", "col-against-mean", "col-p"] {
            assert!(!cells(&document).contains(&locale.word(word)), "{word}");
        }
        let caution = locale.word("note-caution");
        assert_eq!(texts(&document).concat().matches(&caution).count(), 1, "said once");
        let inside = sample(Audience::Internal, language);
        assert!(cells(&inside).contains(&locale.word("col-interval")));
        assert!(cells(&inside).contains(&locale.word("col-ranks")));
    }
}

#[test]
fn no_change_that_may_be_chance_is_called_one() {
    let said = texts(&sample(Audience::Internal, Language::Chinese)).concat();
    // No score of a unit changed by more than chance; one indicator of one unit did.
    assert!(said.contains("没有一个单位的变化可以认定"));
    assert!(said.contains("市纪委监委机关“廉政建设和行风服务”（+7.54分）"));
    assert!(!said.contains("得分下降的单位"), "nothing fell, so the part falls away");
}

#[test]
fn the_paper_has_the_measures_of_the_standard() {
    let document = sample(Audience::Internal, Language::Chinese);
    let taken = Docx::open(&docx(&document, 0.5).unwrap());
    let body = taken.body();
    let sections: Vec<_> =
        body.descendants().filter(|node| node.tag_name().name() == "sectPr").collect();
    let upright = *sections.first().unwrap();
    let millimetres = |twips: f64| twips / 1440.0 * 25.4;
    for (element, attribute, asked) in [
        ("pgSz", "w", 210.0),
        ("pgSz", "h", 297.0),
        ("pgMar", "top", 37.0),
        ("pgMar", "bottom", 35.0),
        ("pgMar", "left", 28.0),
        ("pgMar", "right", 26.0),
    ] {
        let found = millimetres(number(upright, element, attribute));
        assert!((found - asked).abs() < 0.1, "{element} {attribute}: {found} mm, not {asked}");
    }
    let styles = Xml::parse(&taken.texts["word/styles.xml"]).unwrap();
    let style = |id: &str| {
        let is_it = |node: &resvg::usvg::roxmltree::Node<'_, '_>| {
            node.attributes().any(|value| value.name() == "styleId" && value.value() == id)
        };
        styles.descendants().find(is_it).unwrap()
    };
    // Type is in half-points, lines and characters in twips.
    let defaults =
        styles.descendants().find(|node| node.tag_name().name() == "docDefaults").unwrap();
    assert!((number(defaults, "sz", "val") - 32.0).abs() < 0.1, "16 pt");
    assert!((number(style("Title"), "sz", "val") - 44.0).abs() < 0.1, "22 pt");
    let line = number(style("Normal"), "spacing", "line");
    let height = number(upright, "pgSz", "h")
        - number(upright, "pgMar", "top")
        - number(upright, "pgMar", "bottom");
    assert!((22.0..23.0).contains(&(height / line)), "{} lines", height / line);
    let width = number(upright, "pgSz", "w")
        - number(upright, "pgMar", "left")
        - number(upright, "pgMar", "right");
    // Characters of 16 pt stand a quarter of a point closer.
    assert!((28.0..29.0).contains(&(width / (320.0 - 5.0))), "{}", width / 315.0);
    for (part, side) in [("word/footer1.xml", "right"), ("word/footer2.xml", "left")] {
        let footer = Xml::parse(&taken.texts[part]).unwrap();
        // One character of 14 pt from the outer edge.
        assert!((number(footer.root(), "ind", side) - 280.0).abs() < 0.1, "{part}");
    }
    assert!((number(style("Footer"), "sz", "val") - 28.0).abs() < 0.1, "14 pt");
}

#[test]
fn the_number_of_a_turned_page_stands_where_the_others_do_when_the_sheets_are_bound() {
    let document = sample(Audience::Internal, Language::Chinese);
    let taken = Docx::open(&docx(&document, 0.5).unwrap());
    let body = taken.body();
    let sections: Vec<_> =
        body.descendants().filter(|node| node.tag_name().name() == "sectPr").collect();
    let upright = *sections.first().unwrap();
    // As far from the foot of the sheet, and one character from the edge of the text.
    let turned = sections.iter().find(|section| number(**section, "pgSz", "w") > 16000.0).unwrap();
    let named: Vec<&str> = turned
        .children()
        .filter_map(|node| node.attributes().find(|a| a.name() == "id"))
        .map(|a| a.value())
        .collect();
    assert_eq!(named, ["rId6", "rId7"], "the footers of turned pages");
    let outer = number(upright, "pgSz", "w") - number(upright, "pgMar", "right") - 280.0;
    let inner = number(upright, "pgMar", "left") + 280.0;
    for (part, is_odd) in [("word/footer3.xml", true), ("word/footer4.xml", false)] {
        let footer = Xml::parse(&taken.texts[part]).unwrap();
        let from = number(footer.root(), "tblpPr", "tblpY");
        let to = from + number(footer.root(), "trHeight", "val");
        let (found, asked) = if is_odd { (to, outer) } else { (from, inner) };
        assert!((found - asked).abs() < 0.1, "{part}: {found}, not {asked}");
        let across = number(footer.root(), "tblpPr", "tblpX");
        assert!((across - number(upright, "pgMar", "footer")).abs() < 0.1, "{part}: {across}");
    }
}

#[test]
fn every_part_of_the_docx_is_well_formed_and_there() {
    for (audience, language) in
        [(Audience::Internal, Language::Chinese), (Audience::Public, Language::English)]
    {
        let taken = Docx::open(&docx(&sample(audience, language), 0.5).unwrap());
        for (name, text) in &taken.texts {
            assert!(Xml::parse(text).is_ok(), "{name}");
        }
        for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            let parsed = Xml::parse(&taken.texts[rels]).unwrap();
            for target in parsed.descendants().filter_map(|node| node.attribute("Target")) {
                let name = format!("{folder}{target}");
                assert!(taken.names.contains(&name), "{rels} names {name}");
            }
        }
        let types = Xml::parse(&taken.texts["[Content_Types].xml"]).unwrap();
        for part in types.descendants().filter_map(|node| node.attribute("PartName")) {
            assert!(taken.names.contains(&part.trim_start_matches('/').to_owned()), "{part}");
        }
    }
}

#[test]
fn the_same_bulletin_has_the_same_bytes() {
    let language = Language::English;
    let (once, again) = (sample(Audience::Public, language), sample(Audience::Public, language));
    assert_eq!(once, again);
    assert_eq!(docx(&once, 0.5).unwrap(), docx(&again, 0.5).unwrap());
    let faces = OfficialFaces::default;
    let made = pdf(&once, faces()).unwrap();
    assert_eq!(made, pdf(&again, faces()).unwrap());
    assert!(made.missing.is_empty(), "{:?}", made.missing);
}

/// What no sentence may hold: a variable or a message that was not filled in, marks without words
/// between them.
const HOLES: [&str; 20] = [
    "{$",
    "{ $",
    "bulletin-",
    "note-",
    "summary-",
    "，，",
    "，。",
    "。。",
    "、、",
    "；；",
    "；。",
    "：。",
    "（）",
    "，；",
    "  ",
    " ,",
    ",,",
    ", .",
    "..",
    "()",
];

fn has_no_holes(document: &Document, what: &str) {
    for text in texts(document) {
        for hole in HOLES {
            assert!(!text.contains(hole), "{what}: “{hole}” in “{text}”");
        }
        assert!(!text.trim().is_empty(), "{what}: an empty paragraph");
    }
    for section in &document.sections {
        for pair in section.blocks.windows(2) {
            if let [Block::Heading(one), Block::Heading(next)] = pair {
                let is_empty = one.rest.is_none() && next.level <= one.level;
                assert!(!is_empty, "{what}: nothing below “{}”", one.text.plain());
            }
        }
    }
    let made = pdf(document, OfficialFaces::default()).unwrap();
    assert!(made.pages > 0 && made.missing.is_empty(), "{what}: {:?}", made.missing);
}

#[test]
fn a_scheme_that_lacks_something_reads_without_holes() {
    for small in city::SMALL {
        let city = small.walk();
        for language in LANGUAGES {
            for audience in AUDIENCES {
                let document = of(&city, audience, language);
                has_no_holes(&document, &format!("{} {audience:?} {language:?}", small.name));
                let sections = headings(&document, Level::First);
                let locale = Locale::new(language);
                let word = |id: &str| locale.word(id);
                assert!(sections.contains(&word("bulletin-section-demands")), "{}", small.name);
                assert!(!sections.contains(&word("bulletin-section-changes")), "{}", small.name);
            }
        }
    }
}

#[test]
fn a_planted_unit_is_for_the_leaders_only() {
    let small = city::SMALL.iter().find(|small| small.name == "secret").unwrap();
    let city = small.walk();
    let inside = format!("{:?}", of(&city, Audience::Internal, Language::Chinese));
    assert!(inside.contains("秘密单位") && inside.contains("秘密类别"));
    let outside = of(&city, Audience::Public, Language::Chinese);
    let said = format!("{outside:?}");
    assert!(!said.contains("秘密"), "{:?}", texts(&outside));
    assert!(said.contains("市教育局"));
}

#[test]
fn complaints_are_told_by_topic_and_those_on_internal_units_to_the_office_alone() {
    let small = city::SMALL.iter().find(|small| small.name == "secret").unwrap();
    let mut rows = String::from("单位,意见\n");
    for n in 1..=6 {
        rows.push_str(&format!("市教育局,第{n}次去办事，窗口人员态度冷淡，爱理不理\n"));
        rows.push_str(&format!("秘密单位,第{n}次去办事，排队太久，办事拖拉\n"));
    }
    rows.push_str("市公安局,服务热情周到，值得表扬\n");
    let (city, comments) = small.walk_with_comments(&rows);
    let said = |audience| {
        let locale = Locale::new(Language::Chinese);
        let document = bulletin(&city.material(), Some(&comments), audience, &locale);
        has_no_holes(&document, "comments");
        texts(&document).concat()
    };
    let (inside, outside) = (said(Audience::Internal), said(Audience::Public));
    assert!(inside.contains("本期收到书面意见13条：批评12条、表扬1条"), "{inside}");
    assert!(outside.contains("本期收到书面意见7条：批评6条、表扬1条"), "{outside}");
    assert!(outside.contains("意见提出办理要求"), "what is complained of is to be dealt with");
    assert!(!outside.contains("秘密"));
}

#[test]
fn grades_are_listed_with_their_units() {
    let small = city::SMALL.iter().find(|small| small.name == "graded").unwrap();
    let said = texts(&of(&small.walk(), Audience::Internal, Language::Chinese)).concat();
    assert!(said.contains("优秀1个：市教育局。"), "{said}");
    assert!(said.contains("合格1个：市公安局。"), "{said}");
    assert!(said.contains("不合格0个。"), "{said}");
}

#[test]
fn a_bulletin_on_a_thousand_units_is_a_bulletin_still() {
    let city = city::large(1200);
    for audience in AUDIENCES {
        let document = bulletin(&city.material(), None, audience, &Locale::new(Language::Chinese));
        let made = pdf(&document, OfficialFaces::default()).unwrap();
        assert!((20..80).contains(&made.pages), "{} pages", made.pages);
        let cells = cells(&document);
        for unit in 1..=1200 {
            let name = format!("第{unit}局");
            assert!(cells.contains(&name), "{name} is ranked and not listed");
        }
        assert!(texts(&document).iter().all(|text| text.chars().count() < 1500));
    }
}
