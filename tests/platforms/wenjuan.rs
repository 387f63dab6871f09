//! 问卷网.

use super::desk::{Desk, said};

#[test]
fn a_readable_table_in_gbk_is_taken_apart_at_the_last_underscore() {
    let desk = Desk::new().gbk(
        "All_Data_Readable.csv",
        &[
            "序号,1、您的身份,2、请评价市教育局_窗口服务,2、请评价市教育局_办事流程,3、请评价市公安局_窗口服务,\
             3、请评价市公安局_办事流程,答题时长",
            "1,企业,满意,满意,一般,满意,35秒",
            "2,群众,一般,满意,,不满意,61秒",
        ],
    );
    let read = desk.read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "办事流程"), [("不满意", 1), ("满意", 1)]);
    assert_eq!(read.kinds(), []);
    assert!(read.toml().contains("platform = \"wenjuan\""));
}

const ORIGINAL: [&str; 3] =
    ["序号,Q1,Q2_1,Q2_2,Q3_1,Q3_2,答题时长", "1,1,1,1,2,1,35秒", "2,2,2,1,-3,3,61秒"];

const CODES: [&str; 14] = [
    "Q1,您的身份,单选题",
    ",1,企业",
    ",2,群众",
    "Q2,请评价市教育局,矩阵单选题",
    ",1,满意",
    ",2,一般",
    ",3,不满意",
    "Q3,请评价市公安局,矩阵单选题",
    ",1,满意",
    ",2,一般",
    ",3,不满意",
    "Q4,其他意见,填空题",
    "Q5,您看重什么,多选题",
    ",1,效率",
];

#[test]
fn codes_are_read_by_the_table_that_comes_with_them() {
    let desk = Desk::new().gbk("All_Data_Original.csv", &ORIGINAL).gbk("code.csv", &CODES);
    let read = desk.read();
    assert_eq!(read.of("市教育局", "第1行"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "第1行"), [("一般", 1)]);
    assert_eq!(read.of("市公安局", "第2行"), [("不满意", 1), ("满意", 1)]);
    let groups: Vec<&str> =
        read.appraisal.scheme.groups.iter().map(|group| group.label.zh.as_str()).collect();
    assert_eq!(groups, ["企业", "群众"]);
    assert_eq!(read.kinds(), []);
}

#[test]
fn a_download_with_texts_and_codes_counts_once() {
    let readable = [
        "序号,1、您的身份,2、请评价市教育局_窗口服务,2、请评价市教育局_办事流程,3、请评价市公安局_窗口服务,\
         3、请评价市公安局_办事流程,答题时长",
        "1,企业,满意,满意,一般,满意,35秒",
        "2,群众,一般,满意,(跳过),不满意,61秒",
    ];
    let desk = Desk::new().gbk("All_Data_Original.csv", &ORIGINAL).gbk("code.csv", &CODES);
    let read = desk.gbk("All_Data_Readable.csv", &readable).read();
    assert!(said(&read.proposal, "init-same-papers"));
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.counts.values().sum::<u64>(), 7);
}
