//! Headings that take several rows.

use rust_xlsxwriter::{Format, Workbook};

use super::{Reading, lines, open_as, rows};
use crate::platform::Platform;

const STACKED: &str = "票号,市教育局,,市公安局,,意见\n\n,业务工作,廉政建设,业务工作,廉政建设,\n1,满意,一般,满意,满意,\n";

fn reading(heading_rows: u64) -> Reading {
    Reading { heading_rows: Some(heading_rows), ..Reading::default() }
}

#[test]
fn a_cell_that_spans_columns_goes_on_to_the_right_while_something_stands_below() {
    let book = open_as(STACKED.as_bytes(), &reading(2));
    let sheet = &book.sheets[0];
    let expected = [
        "票号",
        "市教育局 / 业务工作",
        "市教育局 / 廉政建设",
        "市公安局 / 业务工作",
        "市公安局 / 廉政建设",
        "意见",
    ];
    assert_eq!(sheet.headings(), expected);
    assert_eq!(sheet.heading_row(), 1);
    let (rows, read) = rows(sheet);
    assert_eq!(rows, ["4: 1|满意|一般|满意|满意|"]);
    assert_eq!((read.blank_rows, read.findings), (0, Vec::new()));
}

#[test]
fn merged_cells_of_a_workbook_are_stacked_alike() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    sheet.merge_range(0, 0, 1, 0, "票号", &format).unwrap();
    sheet.merge_range(0, 1, 0, 2, "市教育局", &format).unwrap();
    sheet.write_row(1, 1, ["业务工作", "廉政建设"]).unwrap();
    sheet.write_row(2, 0, ["1", "满意", "一般"]).unwrap();
    let book = open_as(&book.save_to_buffer().unwrap(), &reading(2));
    let sheet = &book.sheets[0];
    assert_eq!(sheet.headings(), ["票号", "市教育局 / 业务工作", "市教育局 / 廉政建设"]);
    assert_eq!(rows(sheet).0, ["3: 1|满意|一般"]);
}

#[test]
fn a_name_that_is_written_twice_is_kept_once_and_nothing_below_the_headings_stops() {
    let book = open_as("Finished,Q1\n ｆinished,身份\n1,企业\n".as_bytes(), &reading(2));
    assert_eq!(book.sheets[0].headings(), ["Finished", "Q1 / 身份"]);
    let book = open_as("票号,意见\n,好\n".as_bytes(), &reading(3));
    assert_eq!(book.sheets[0].headings(), ["票号", "意见 / 好"]);
    assert_eq!(lines(&book.findings), ["header-only Stop 1"]);
}

#[test]
fn a_trial_is_left_out_and_a_paper_without_an_end_is_kept_and_told() {
    let text = "StartDate,Status,Finished,Q1\n开始,状态,完成,身份\n1,Survey Preview,True,企业\n\
                2,IP Address,False,群众\n3,IP Address,True,群众\n";
    let platform = Some(Platform::Qualtrics);
    let book = open_as(text.as_bytes(), &Reading { platform, ..reading(2) });
    let (rows, read) = rows(&book.sheets[0]);
    assert_eq!(rows, ["4: 2|IP Address|False|群众", "5: 3|IP Address|True|群众"]);
    let column =
        ["trial-paper RefuseRow 3 Status / 状态", "unfinished-paper Flag 4 Finished / 完成"];
    assert_eq!(lines(&read.findings), column);
    assert_eq!((read.rows, read.left_out), (2, 1));
}
