//! LimeSurvey.

use pingyi::finding::Kind;

use super::desk::{Desk, said};

/// Every field quoted, `;` between them, a mark before them and an empty line at the end.
fn export(lines: &[&[&str]]) -> Vec<u8> {
    let line = |cells: &&[&str]| {
        let cells = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        cells.collect::<Vec<_>>().join(";") + "\r\n"
    };
    format!("\u{feff}{}\r\n", lines.iter().map(line).collect::<String>()).into_bytes()
}

#[test]
fn full_headings_and_long_answers_are_read_and_what_was_not_handed_in_is_told() {
    let bytes = export(&[
        &[
            "答复 ID",
            "提交日期",
            "最后一页",
            "起始语言",
            "您的身份",
            "请评价市教育局 (业务工作)",
            "请评价市教育局 (廉政建设)",
            "请评价市公安局 (业务工作)",
            "请评价市公安局 (廉政建设)",
            "意见",
        ],
        &[
            "1",
            "2025-06-20 09:30:00",
            "3",
            "zh-Hans",
            "企业",
            "满意",
            "一般",
            "满意",
            "不满意",
            "好;\n很好",
        ],
        &["2", "2025-06-20 09:40:00", "3", "zh-Hans", "群众", "满意", "满意", "N/A", "满意", ""],
        &["3", "", "2", "zh-Hans", "群众", "一般", "", "", "", ""],
    ]);
    let read = Desk::new().bytes("results-survey318.csv", &bytes).read();
    assert!(said(&read.proposal, "init-platform"));
    assert!(read.toml().contains("platform = \"limesurvey\""), "{}", read.toml());
    assert_eq!(read.of("市教育局", "业务工作"), [("一般", 1), ("满意", 2)]);
    assert_eq!(read.of("市公安局", "业务工作"), [("满意", 1)]);
    assert_eq!(read.kinds(), [Kind::UnfinishedPaper]);
}

#[test]
fn codes_of_questions_and_answers_stand_for_what_a_person_writes_down() {
    let bytes = export(&[
        &[
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            "seed",
            "G01",
            "Q1[SQ001]",
            "Q1[SQ002]",
            "Q2[SQ001]",
            "Q2[SQ002]",
        ],
        &["1", "2025-06-20 09:30:00", "3", "zh-Hans", "77", "A2", "A1", "A3", "A1", "A4"],
        &["2", "2025-06-20 09:40:00", "3", "zh-Hans", "78", "A1", "A1", "A1", "", "A1"],
    ]);
    let proposal = Desk::new().bytes("results.csv", &bytes).propose();
    let toml = super::desk::file(&proposal, "appraisal.toml");
    for line in ["exported = \"numbers\"", "\"A3\" = ", "\"Q1[SQ002]\" = { unit = "] {
        assert!(toml.contains(line), "{line}\n{toml}");
    }
}
