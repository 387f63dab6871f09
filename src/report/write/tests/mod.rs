//! The writers on a report made by hand and on a small road walked in full.

mod machine;
mod road;
mod sample;
mod tables;
mod workbook;

use std::sync::Arc;

use self::road::Road;
use super::edition::Edition;
use super::*;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::locale::Locale;
use crate::report::{Audience, Cell, Material, findings_grid};
use crate::scheme::Language;

/// Everything that a small city writes for an audience.
fn folder(audience: Audience) -> Folder {
    let road = Road::walked();
    let report = sample::report(audience, 5);
    let findings = vec![
        Finding::new(Kind::UnknownUnit, Effect::RefuseRow, Place::file(Arc::from("甲.csv")))
            .with("value", "秘密单位二"),
    ];
    let enclosures = Enclosures {
        findings: &findings,
        inputs: road.inputs(),
        against: None,
        comments: None,
        png_scale: 0.5,
    };
    let locale = Locale::new(Language::Chinese);
    let readers = match audience {
        Audience::Internal => Readers::Internal,
        Audience::Public => Readers::Public,
    };
    let manifest = Manifest::new(&road.material(), readers, Language::Chinese, road.inputs());
    let mut made =
        Made { folder: Folder::new(manifest.with_png_scale(0.5)), missing_glyphs: Vec::new() };
    let material = &road.material();
    let under = readers.id();
    let edition = Edition { material, audience, locale: &locale, enclosures, under };
    edition.files_of(&report, &mut made).unwrap();
    made.folder
}

fn names(folder: &Folder) -> Vec<String> {
    folder.files().map(|written| written.file.clone()).collect()
}

#[test]
fn a_folder_holds_each_table_figure_and_account_once() {
    let mut expected = vec![
        "audit.csv",
        "files.csv",
        "findings.csv",
        "report.json",
        "图表/_逃_逸.png",
        "图表/_逃_逸.svg",
        "图表/市教育局.png",
        "图表/市教育局.svg",
        "图表/总排名图.png",
        "图表/总排名图.svg",
        "图表/总排名图_2.png",
        "图表/总排名图_2.svg",
        "数据表.xlsx",
        "表格/总排名.csv",
        "表格/总排名_2.csv",
    ];
    let under = |place: &str, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| format!("{place}/{name}")).collect()
    };
    assert_eq!(names(&folder(Audience::Internal)), under("internal", &expected));
    expected.drain(..3);
    assert_eq!(names(&folder(Audience::Public)), under("public", &expected));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (once, again) = (folder(Audience::Internal), folder(Audience::Internal));
    for (once, again) in once.files().zip(again.files()) {
        assert_eq!(once, again);
    }
    let out = tempfile::tempdir().unwrap();
    let first = once.write(&out.path().join("a"), &Halt::new()).unwrap();
    let second = again.write(&out.path().join("b"), &Halt::new()).unwrap();
    assert_eq!(first.written, second.written);
}

#[test]
fn nothing_in_a_public_folder_names_what_is_for_the_leaders_only() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("public");
    let written = folder(Audience::Public).write(&path, &Halt::new()).unwrap().written;
    // Pictures and the workbook are packed, and hold what the report holds.
    let packed = |file: &str| file.ends_with(".png") || file.ends_with(".xlsx");
    for Written { file, .. } in written.iter().filter(|written| !packed(&written.file)) {
        let text = String::from_utf8_lossy(&std::fs::read(path.join(file)).unwrap()).into_owned();
        for word in ["秘密", "secret", "cabinet", "u5", "2025H2.csv"] {
            assert!(!text.contains(word), "{word} in {file}");
        }
    }
}

#[test]
fn the_manifest_lists_inputs_and_outputs_by_their_hashes() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("2025H2");
    let written = folder(Audience::Internal).write(&path, &Halt::new()).unwrap().written;
    let manifest = std::fs::read_to_string(path.join(MANIFEST)).unwrap();
    assert!(!manifest.contains(&*out.path().to_string_lossy()));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let inputs: Vec<&str> = manifest["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["file"].as_str().unwrap())
        .collect();
    assert_eq!(inputs, ["2025H2.csv", "appraisal.toml", "register.csv", "scheme.toml"]);
    assert_eq!(manifest["scheme"]["sha256"], manifest["inputs"][3]["sha256"]);
    assert_eq!(manifest["options"]["audience"], "internal");
    assert_eq!(manifest["options"]["png_scale"], "0.5");
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(outputs.len() + 1, written.len());
    for (output, written) in outputs.iter().zip(&written) {
        assert_eq!(output["file"], *written.file);
        let bytes = std::fs::read(path.join(&written.file)).unwrap();
        assert_eq!(Written::of(&written.file, &bytes), *written);
    }
}

#[test]
fn the_audit_table_is_marked_for_excel_and_counts_to_the_same_tally() {
    let folder = folder(Audience::Internal);
    let audit = folder.bytes("internal/audit.csv").unwrap().unwrap();
    assert!(audit.starts_with("\u{feff}unit,unit_name,".as_bytes()));
    assert!(String::from_utf8_lossy(&audit).contains("u5,秘密单位,cabinet,"));
    // Errors cannot be had back: counts no longer know which answers are of one rater.
    let (again, first) = (Road::recounted(&audit), Road::walked().tally);
    assert!(again.iter().eq(first.iter()));
}

#[test]
fn a_figure_that_cannot_be_drawn_is_an_error_with_its_name() {
    let road = Road::walked();
    let report = sample::report(Audience::Internal, 2);
    let enclosures =
        Enclosures { findings: &[], inputs: &[], against: None, comments: None, png_scale: -1.0 };
    let locale = Locale::new(Language::English);
    let folder = Folder::new(Manifest::sample());
    let mut made = Made { folder, missing_glyphs: Vec::new() };
    let (material, audience) = (&road.material(), Audience::Internal);
    let edition = Edition { material, audience, locale: &locale, enclosures, under: "public" };
    let error = edition.files_of(&report, &mut made).unwrap_err();
    assert!(matches!(error, Error::Document { name, .. } if name == "public/charts/总排名图.png"));
}

#[test]
fn a_suspicion_is_for_the_office_and_not_for_the_public() {
    let road = Road::walked();
    let mut account = road.intake.account().clone();
    account.findings.insert((Kind::AllEqual, Effect::Flag), 7);
    account.findings.insert((Kind::AllEqual, Effect::VoidBallot), 3);
    let material = Material { account: &account, ..road.material() };
    let locale = Locale::new(Language::English);
    let told = |audience| {
        let grid = findings_grid(&material, audience, &locale);
        let counts = grid.rows.iter().filter(|row| row.cells[1] == Cell::Text("all-equal".into()));
        counts.map(|row| row.cells[3].clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(Audience::Internal), [Cell::Count(3), Cell::Count(7)]);
    assert_eq!(told(Audience::Public), [Cell::Count(3)]);
}
