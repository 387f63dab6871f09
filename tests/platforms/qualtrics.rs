//! Qualtrics.

use pingyi::finding::{Effect, Kind};

use super::desk::Desk;

const NAMES: &str = "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,\
    ResponseId,DistributionChannel,UserLanguage,Q1,Q2_1,Q2_2,Q3_1,Q3_2,Q4_TEXT";
const ASKED: &str = "Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,\
    Recorded Date,Response ID,Distribution Channel,User Language,您的身份,\"请评价\n市教育局 - 业务工作\",\
    \"请评价\n市教育局 - 廉政建设\",请评价市公安局 - 业务工作,请评价市公安局 - 廉政建设,意见 - Text";
const IMPORT: &str = "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",,,,,,,,,,,\
    \"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",,,,";

fn paper(start: &str, status: &str, finished: &str, answers: &str) -> String {
    format!(
        "{start},{start},{status},192.0.2.7,100,180,{finished},{start},R_1,anonymous,ZH-S,{answers},"
    )
}

fn papers() -> [String; 4] {
    [
        paper("2025-06-20 09:30:00", "IP Address", "True", "企业,满意,一般,满意,满意"),
        paper("2025-06-20 09:40:00", "IP Address", "True", "群众,一般,一般,不满意,满意"),
        paper("2025-06-20 08:00:00", "Survey Preview", "True", "企业,满意,满意,满意,满意"),
        paper("2025-06-20 10:00:00", "IP Address", "False", "群众,满意,,,"),
    ]
}

#[test]
fn three_rows_of_headings_become_one_and_trials_are_left_out() {
    let papers = papers();
    let mut lines = vec![NAMES, ASKED, IMPORT];
    lines.extend(papers.iter().map(String::as_str));
    let read = Desk::new().csv("机关评议_2025.csv", &lines).read();
    for line in ["platform = \"qualtrics\"", "heading_rows = 3", "duration = \"Duration"] {
        assert!(read.toml().contains(line), "{line}\n{}", read.toml());
    }
    assert_eq!(read.of("市教育局", "业务工作"), [("一般", 1), ("满意", 2)]);
    assert_eq!(read.of("市公安局", "业务工作"), [("不满意", 1), ("满意", 1)]);
    assert_eq!(read.kinds(), [Kind::TrialPaper, Kind::UnfinishedPaper]);
    assert_eq!(read.findings[0].effect, Effect::RefuseRow);
    // Line breaks within a cell of the headings count as rows in no editor but those of Excel.
    assert_eq!(read.findings[0].place.row, Some(6));
}

#[test]
fn two_rows_of_headings_are_enough() {
    let papers = papers();
    let lines = [NAMES, ASKED, &papers[0], &papers[1]];
    let read = Desk::new().csv("机关评议.csv", &lines).read();
    assert!(read.toml().contains("heading_rows = 2"), "{}", read.toml());
    assert_eq!(read.of("市教育局", "廉政建设"), [("一般", 2)]);
}
