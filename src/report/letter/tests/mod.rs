//! The letters of a small city, and those of the sample data.

mod city;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use self::city::{City, Plan};
use super::Letters;
use crate::locale::Locale;
use crate::report::document::{Block, Document, Table};
use crate::report::write::{self, LetterFiles, LetterForms, OfficialFaces};
use crate::report::{Audience, Cell, Fair, Material, ToldMaterial, league_grids};
use crate::scheme::Language;

/// Every word of a document, its figures' too, a line each.
fn words(document: &Document) -> String {
    let mut lines = vec![document.title.clone()];
    lines.extend(document.number.iter().chain(&document.addressees).map(|text| text.plain()));
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Annex(annex) => lines.extend([annex.label.clone(), annex.title.clone()]),
            Block::Picture(picture) => {
                lines.extend([picture.description.clone(), picture.chart.svg().to_owned()]);
            }
            Block::Table(table) => lines.extend(table.columns.iter().map(|c| c.heading.clone())),
            _ => {}
        }
        lines.extend(block.texts().into_iter().map(|text| text.plain()));
    }
    lines.join("\n")
}

/// The letters of a city by the id of the unit.
fn letters(city: &City, language: Language) -> BTreeMap<String, Document> {
    let (material, told, locale) = (city.material(), city.told(), Locale::new(language));
    let told = told.material(&material);
    let letters = Letters::of(&material, &told, Some(&city.comments), &locale);
    let of = |unit: usize| (city.appraisal.units[unit].id.clone(), letters.letter(unit));
    letters.units().into_iter().map(of).collect()
}

fn chinese(plan: &Plan) -> BTreeMap<String, Document> {
    letters(&City::of(plan), Language::Chinese)
}

fn all_words(plan: &Plan) -> BTreeMap<String, String> {
    chinese(plan).iter().map(|(id, letter)| (id.clone(), words(letter))).collect()
}

/// Every part of a DOCX that is text.
fn unpacked(files: &LetterFiles) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&files.docx)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".png") {
            continue;
        }
        part.read_to_string(&mut text).unwrap();
    }
    text
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

#[test]
fn every_unit_in_force_gets_a_letter_of_its_own() {
    let city = City::of(&Plan::default());
    let letters = letters(&city, Language::Chinese);
    assert_eq!(letters.len(), 14);
    for (unit, _) in city.appraisal.units_in_force() {
        let unit = &city.appraisal.units[unit];
        let letter = &letters[&unit.id];
        let name = unit.name.zh.as_str();
        assert_eq!(letter.addressees.as_ref().unwrap().plain(), format!("{name}："));
        assert_eq!(letter.title, "关于2025年下半年\n某市评议结果的反馈函");
        assert!(letter.pending() >= 4, "{name}");
    }
}

#[test]
fn score_and_rank_are_those_of_the_league_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let (appraisal, intake, tally, estimates, league) = city::walk(&folder, "2025H2");
    let material = Material {
        appraisal: &appraisal,
        account: intake.account(),
        tally: &tally,
        estimates: &estimates,
        parts: &[],
        is_told: false,
        league: &league,
        trends: &[],
        history: &[],
        refused: &[],
        fair: Fair::default(),
    };
    let (told, locale) = (ToldMaterial::of(&material), Locale::new(Language::Chinese));
    let told = told.material(&material);
    let all = Letters::of(&material, &told, None, &locale);
    let mut seen = 0;
    for grid in league_grids(&told, Audience::Public, &locale) {
        let is_whole = !grid.id.contains("indicator");
        let column = |id: &str| grid.columns.iter().position(|column| column.id == id).unwrap();
        let (rank, name, score) = (column("rank"), column("unit"), column("score"));
        for row in grid.rows.iter().filter(|_| is_whole) {
            let Cell::Rank { rank, joint, of } = row.cells[rank] else { continue };
            let unit = row.cells[name].shown(&locale);
            let unit = appraisal.units.iter().position(|u| u.name.zh == unit).unwrap();
            let said = words(&all.letter(unit));
            let score = row.cells[score].shown(&locale).replace('*', "");
            let how = if joint { "并列" } else { "列" };
            assert!(said.contains(&format!("总得分{score}分")), "{score} in {said}");
            let place = format!("有{of}个参加排名，你单位{how}第{rank}名");
            assert!(said.contains(&place), "{place} in {said}");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} places of the sample data");
}

#[test]
fn what_few_people_said_by_group_is_in_no_form() {
    let city = City::of(&Plan::default());
    let (material, told, locale) = (city.material(), city.told(), Locale::new(Language::Chinese));
    let told = told.material(&material);
    let all = Letters::of(&material, &told, Some(&city.comments), &locale);
    let unit = city.unit("u1");
    let hidden: Vec<String> = [2, 3]
        .map(|group| city.estimates.units[unit].groups[group].whole.published().unwrap())
        .map(|score| score.to_string())
        .to_vec();
    let forms = LetterForms { faces: OfficialFaces::default(), png_scale: 0.2 };
    let mut made = Vec::new();
    write::letters(&all, &[unit], forms, |files| {
        made.push(files);
        Ok(())
    })
    .unwrap();
    let document = all.letter(unit);
    let texts =
        [unpacked(&made[0]), made[0].html.clone(), write::pdf_words(&document), words(&document)];
    for text in &texts {
        // Those of enough people are in every form, without how many they are.
        assert!(text.contains("群众") && text.contains("基层"));
        assert!(text.contains("作答人数较少"));
        for word in hidden.iter().map(String::as_str).chain(["企业评议组", "领导评议组"])
        {
            assert!(!text.contains(word), "{word}");
        }
    }
    let table = tables(&document).into_iter().find(|table| table.rows.len() == 2).unwrap();
    let headings: Vec<&str> = table.columns.iter().map(|c| c.heading.as_str()).collect();
    assert_eq!(headings, ["评议主体", "权重（%）", "得分", "与总得分之差"]);
}

#[test]
fn a_unit_for_the_leaders_is_named_in_no_other_letter() {
    for (id, said) in all_words(&Plan::default()) {
        let secret =
            ["秘密一局", "秘密二局", "内参甲局", "内参乙局", "内参丙局", "内参丁局", "内参戊局"];
        let own = ["s1", "s2", "q1", "q2", "q3", "q4", "q5"];
        for (unit, name) in own.iter().zip(secret) {
            assert_eq!(said.contains(name), id == *unit, "{name} in the letter to {id}");
        }
        for category in ["秘密类别", "内参类别"] {
            assert!(!id.starts_with('u') || !said.contains(category), "{category} to {id}");
        }
    }
}

#[test]
fn a_unit_for_the_leaders_sees_its_own_score_and_a_mean_of_five() {
    let plan = Plan::default();
    let city = City::of(&plan);
    let letters = letters(&city, Language::Chinese);
    let score = |id: &str| city.estimates.units[city.unit(id)].whole.published().unwrap();
    let mean = |at: usize| {
        city.estimates.categories[at].of(crate::estimate::Measure::Whole).unwrap().published
    };
    for (id, category, sees_mean) in [("s1", 2, false), ("q1", 3, true)] {
        let said = words(&letters[id]);
        assert!(said.contains(&format!("总得分{}分", score(id))));
        assert!(!said.contains("参加排名") && !said.contains("等次为"), "{said}");
        let told = format!("平均得分{}分", mean(category));
        assert_eq!(said.contains(&told), sees_mean, "{id}");
        assert!(!said.contains("本类最高") && !said.contains("最低至最高"), "{id}");
        // Nobody but the unit sees its letter, and still no group of three is in it.
        assert!(!said.contains("领导评议组"), "{id}");
    }
}

/// Two letters hold, of a third unit, what the public report holds and no more: whatever else is known of
/// the third, they stay as they are.
#[test]
fn letters_do_not_move_with_what_is_hidden_from_their_readers() {
    let plan = |turns: &[(&'static str, usize)]| Plan {
        turns: turns.iter().copied().collect(),
        has_past: false,
        ..Plan::default()
    };
    let usual = chinese(&plan(&[]));
    // Units for the leaders do otherwise: no letter to anybody else changes, but for the mean of five.
    let other = chinese(&plan(&[("s2", 3), ("q2", 1)]));
    let changed = |other: &BTreeMap<String, Document>| -> Vec<String> {
        let ids = usual.keys().filter(|id| usual[*id] != other[*id]);
        ids.cloned().collect()
    };
    assert_eq!(changed(&other), ["q1", "q2", "q3", "q4", "q5", "s2"]);
    // Two of the five do as the other did: the mean is the same, and so is all that the rest may learn.
    let swapped = chinese(&plan(&[("q2", 11), ("q3", 10)]));
    assert_eq!(changed(&swapped), ["q2", "q3"]);
}

#[test]
fn units_without_a_rank_are_told_why() {
    let said = all_words(&Plan::default());
    assert!(said["u4"].contains("没有得分，原因是"), "{}", said["u4"]);
    assert!(!said["u4"].contains("附件"), "nothing to reply to");
    assert!(said["u5"].contains("未列入排名"), "{}", said["u5"]);
    assert!(said["u6"].contains("人数过少"), "{}", said["u6"]);
    assert!(!said["u6"].contains("总得分"), "{}", said["u6"]);
    let single = &said["u7"];
    assert!(single.contains("总得分") && !single.contains("各评议主体对你单位的打分"));
}

#[test]
fn comments_are_counted_scrubbed_and_praise_stands_apart() {
    let letters = chinese(&Plan::default());
    let said = words(&letters["u1"]);
    assert!(said.contains("文字意见4条：批评3条、表扬1条。"), "{said}");
    assert!(said.contains("态度冷淡") && !said.contains("13877665544"), "{said}");
    let of = |caption: &str| {
        let tables = tables(&letters["u1"]);
        let mut tables = tables.into_iter();
        tables
            .find(|table| table.caption.as_ref().is_some_and(|c| c.plain() == caption))
            .unwrap()
            .clone()
    };
    let praise = of("表扬摘录");
    assert_eq!(praise.rows.len(), 1);
    assert!(praise.rows[0].cells[1].plain().contains("点赞"));
    assert_eq!(of("批评、建议和其他意见摘录").rows.len(), 2);
    assert!(words(&letters["u3"]).contains("没有收到对你单位的文字意见"));
}

#[test]
fn the_form_begins_with_what_is_weakest_and_most_complained_of() {
    let letters = chinese(&Plan::default());
    let form = tables(&letters["u1"]).pop().unwrap();
    let headings: Vec<&str> = form.columns.iter().map(|c| c.heading.as_str()).collect();
    assert_eq!(headings, ["问题", "整改措施", "责任人", "时限", "结果"]);
    let problems: Vec<String> = form.rows.iter().map(|row| row.cells[0].plain()).collect();
    assert!(problems.iter().any(|problem| problem.contains("批评和建议")), "{problems:?}");
    assert!(problems.ends_with(&[String::new(), String::new()]), "{problems:?}");
    let body = words(&letters["u1"]);
    assert!(body.contains("{{待审：反馈时限}}") && body.contains("{{待审：复核申请时限}}"));
}

/// What no letter may hold, whatever the scheme: a message that is missing, a hole, a mark too many.
fn reads_well(id: &str, document: &Document) {
    let said = words(document);
    let shown: String =
        said.lines().filter(|line| !line.starts_with('<')).collect::<Vec<_>>().join("\n");
    for hole in
        ["letter-", "{ $", "（）", "()", "。。", "，。", "：。", "、。", "“”", " .", "..", "  "]
    {
        assert!(!shown.contains(hole), "{hole:?} in the letter to {id}: {shown}");
    }
    for section in &document.sections {
        assert!(section.blocks.len() > 1, "{id}");
        let texts = section.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) | Block::Flush(text) => Some(text.plain()),
            _ => None,
        });
        texts
            .for_each(|text| assert!(text.ends_with(['。', '）', '.', ')', '：']), "{id}: {text}"));
    }
}

#[test]
fn letters_read_well_under_any_scheme_in_both_languages() {
    let usual = Plan::default();
    let one = {
        let (head, rest) = usual.scheme.split_once("    { id = \"service\"").unwrap();
        let (_, tail) = rest.split_once("]\ngroups").unwrap();
        Plan { scheme: format!("{head}]\ngroups{tail}"), ..usual.clone() }
    };
    let alone = Plan {
        register: "id,name,category\nu1,市教育局,open\n".into(),
        has_past: false,
        ..usual.clone()
    };
    let bare = Plan {
        scheme: usual
            .scheme
            .lines()
            .filter(|line| !line.starts_with("rates") && !line.starts_with("grading"))
            .collect::<Vec<_>>()
            .join("\n"),
        office: "",
        has_past: false,
        ..usual.clone()
    };
    let (_, after) = usual.scheme.split_once("[scale]").unwrap();
    let points = Plan {
        scheme: bare
            .scheme
            .replace(after.trim_end(), "\nrange = { min = 0, max = 100, step = 20 }"),
        ..usual.clone()
    };
    assert!(points.scheme.contains("range") && !points.scheme.contains("levels"));
    for plan in [usual, one, alone, bare, points] {
        let city = City::of(&plan);
        for language in [Language::Chinese, Language::English] {
            for (id, letter) in letters(&city, language) {
                reads_well(&id, &letter);
            }
        }
    }
}

#[test]
fn the_same_city_gives_the_same_bytes_on_one_thread_and_on_two() {
    let city = City::of(&Plan::default());
    let (material, told, locale) = (city.material(), city.told(), Locale::new(Language::Chinese));
    let told = told.material(&material);
    let all = Letters::of(&material, &told, Some(&city.comments), &locale);
    let units = all.units();
    let forms = LetterForms { faces: OfficialFaces::default(), png_scale: 0.1 };
    let made = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut made = Vec::new();
        pool.install(|| {
            write::letters(&all, &units[..4], forms, |files| {
                made.push((files.unit, files.docx, files.pdf.bytes, files.html));
                Ok(())
            })
        })
        .unwrap();
        made
    };
    let once = made(1);
    assert_eq!(once.iter().map(|(unit, ..)| *unit).collect::<Vec<_>>(), units[..4]);
    assert!(once == made(2), "the bytes are the same");
}

#[test]
fn a_name_that_looks_like_html_is_escaped() {
    let letters = chinese(&Plan::default());
    let page = write::document_html(&letters["u3"]);
    assert!(page.contains("市&lt;b&gt;&amp;局："), "{page}");
    assert!(!page.contains("<b>&"), "the name is nowhere as it is");
    assert!(page.contains("default-src 'none'") && !page.contains("<script"));
}
