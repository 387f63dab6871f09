//! 问卷星.

use pingyi::finding::Kind;

use super::desk::{Desk, said};

const HEAD: &str = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,总分";

/// Rows of one rater each, with the columns of the platform before the answers.
fn rows(totals: &[&str], answers: &[&str]) -> Vec<String> {
    let row = |(number, (total, answers)): (usize, (&&str, &&str))| {
        let n = number + 1;
        format!("{n},2025/6/3 9:{n:02}:44,{n}8秒,微信,N/A,10.0.0.{n}(广西-南宁),{total},{answers}")
    };
    totals.iter().zip(answers).enumerate().map(row).collect()
}

fn desk(name: &str, questions: &str, totals: &[&str], answers: &[&str]) -> Desk {
    let head = format!("{HEAD},{questions}");
    let rows = rows(totals, answers);
    let lines: Vec<&str> =
        std::iter::once(head.as_str()).chain(rows.iter().map(String::as_str)).collect();
    Desk::new().csv(name, &lines)
}

const TEXTS: [&str; 4] = [
    "企业,满意,基本满意,不满意,满意,窗口态度好",
    "群众,满意,(跳过),基本满意,满意,(空)",
    "群众,基本满意,满意┋不满意,基本满意,不了解,",
    "企业,不满意,满意,满意,基本满意,没有",
];
const ZERO: [&str; 4] = ["0"; 4];

#[test]
fn the_stem_of_the_first_row_is_carried_on_and_skips_are_blank() {
    let questions = "1、您的身份,2、请您对市教育局的工作进行评价—业务工作,2、廉政建设,\
        3、请您对市公安局的工作进行评价—业务工作,3、廉政建设,4、您的意见和建议";
    let desk = desk("289538440_按文本_某市2025年评议_4_4.csv", questions, &ZERO, &TEXTS);
    let read = desk.read();
    assert_eq!(read.of("市教育局", "业务工作"), [("不满意", 1), ("基本满意", 1), ("满意", 2)]);
    assert_eq!(read.of("市教育局", "廉政建设"), [("基本满意", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "廉政建设"), [("不了解", 1), ("基本满意", 1), ("满意", 2)]);
    assert_eq!(read.kinds(), [Kind::MultipleMarks]);
    assert_eq!(read.appraisal.scheme.groups.len(), 2);
    assert_eq!(read.appraisal.title.zh, "某市2025年评议");
    assert!(said(&read.proposal, "init-platform"));
    assert!(!said(&read.proposal, "init-exported-unlike-name"));
    for line in ["platform = \"wjx\"", "exported = \"texts\"", "duration = \"所用时间\""] {
        assert!(read.toml().contains(line), "{line}");
    }
}

#[test]
fn rows_that_are_numbered_again_under_each_question_are_told_apart() {
    let questions = "1、您的身份,2、请您对市教育局的工作进行评价—1.业务工作,2.廉政建设,\
        3、请您对市公安局的工作进行评价—1.业务工作,2.廉政建设,4、您的意见和建议";
    let read = desk("导出.csv", questions, &ZERO, &TEXTS).read();
    assert_eq!(read.of("市教育局", "廉政建设"), [("基本满意", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "业务工作"), [("不满意", 1), ("基本满意", 2), ("满意", 1)]);
    assert_eq!(read.kinds(), [Kind::MultipleMarks]);
}

const SIX: &str = "业务工作,制度建设和落实,依法行政依法办事,政务公开和事务公开,办事效率和服务质量,廉政建设和行风服务";

fn six(unit: &str, number: u32) -> String {
    let row = |(at, name): (usize, &str)| match at {
        0 => format!("{number}、请对{unit}进行评价—{name}"),
        _ => format!("{number}、{name}"),
    };
    SIX.split(',').enumerate().map(row).collect::<Vec<_>>().join(",")
}

#[test]
fn numbers_are_options_in_the_order_of_a_scheme_that_fits_and_asked_about() {
    let questions = format!("1、您的身份,{},{}", six("市教育局", 2), six("市公安局", 3));
    let answers =
        ["1,1,2,3,4,1,1,2,2,2,2,2,2", "2,1,1,1,1,1,-3,4,4,4,4,4,4", "2,-2,1,1,1,1,1,3,3,3,3,3,3"];
    let desk = desk("289538440_按序号_评议_3_3.csv", &questions, &["5", "6", "7"], &answers);
    let read = desk.read();
    let labels: Vec<String> =
        read.appraisal.scheme.scale.levels.iter().map(|level| level.label.zh.clone()).collect();
    let level = |number: usize| labels[number - 1].as_str();
    assert_eq!(read.of("市教育局", "业务工作"), [(level(1), 2)]);
    let mut public = read.of("市公安局", "业务工作");
    public.sort_by_key(|(label, _)| labels.iter().position(|known| known == label));
    assert_eq!(public, [(level(2), 1), (level(3), 1), (level(4), 1)]);
    assert!(read.toml().contains("exported = \"numbers\""));
    assert!(read.toml().contains(&format!("\"1\" = \"{}\"", level(1))));
    for id in ["init-numbers-guessed", "init-groups-unnamed"] {
        assert!(said(&read.proposal, id), "{id}");
    }
    assert_eq!(read.kinds(), []);
}

#[test]
fn options_and_questions_that_nothing_names_are_asked_for_and_still_counted() {
    let questions = "第2题(窗口服务),第2题(办事流程),第3题(窗口服务),第3题(办事流程)";
    let answers = ["1,2,3,1", "2,2,-3,1", "1,1,1,1"];
    let desk = desk("1_按序号_评议_3_3.csv", questions, &ZERO, &answers);
    // What a clerk writes: the units in the register, the options in both files.
    let desk = desk
        .with("u001,第2题,,", "u001,市教育局,,第2题")
        .with("u002,第3题,,", "u002,市公安局,,第3题")
        .with("选项1", "满意")
        .with("选项2", "一般")
        .with("选项3", "不满意");
    let read = desk.read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 2)]);
    assert_eq!(read.of("市公安局", "窗口服务"), [("不满意", 1), ("满意", 1)]);
    for id in ["init-options-unnamed", "init-questions-unnamed"] {
        assert!(said(&read.proposal, id), "{id}");
    }
}

#[test]
fn scores_are_options_and_the_total_is_checked_and_not_counted() {
    let questions =
        "1、请对市教育局进行评价—窗口服务,1、办事流程,2、请对市公安局进行评价—窗口服务,2、办事流程";
    let answers = ["100,60,100,30", "60,60,-3,30", "100,100,100,100"];
    let totals = ["290", "150", "399"];
    let read = desk("1_按分数_评议_3_3.csv", questions, &totals, &answers).read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("100分", 2), ("60分", 1)]);
    assert_eq!(read.of("市公安局", "窗口服务"), [("100分", 2)]);
    assert_eq!(read.appraisal.scheme.indicators.n_leaves(), 2);
    let off = &read.findings[0];
    assert_eq!((read.kinds().as_slice(), off.place.row), (&[Kind::SumOffTotal][..], Some(4)));
    assert_eq!((off.fact("value"), off.fact("expected")), (Some("399"), Some("400")));
    assert!(read.toml().contains("exported = \"scores\""));
}

#[test]
fn cells_are_believed_where_the_name_of_the_file_says_otherwise() {
    let questions = "1、您的身份,2、请您对市教育局的工作进行评价—业务工作,2、廉政建设,\
        3、请您对市公安局的工作进行评价—业务工作,3、廉政建设,4、您的意见和建议";
    let read = desk("289538440_按序号_评议_4_4.csv", questions, &ZERO, &TEXTS).read();
    assert!(read.toml().contains("exported = \"texts\""));
    assert!(said(&read.proposal, "init-exported-unlike-name"));
    assert_eq!(read.of("市教育局", "业务工作"), [("不满意", 1), ("基本满意", 1), ("满意", 2)]);
}

#[test]
fn one_unit_asked_for_in_a_question_is_the_unit_of_its_row() {
    let questions = "1、您评议的单位,2、请逐项评价—业务工作,2、廉政建设";
    let answers = [
        "市教育局,满意,满意",
        "市公安局,基本满意,满意",
        "市教育局,不满意,满意",
        "市公安局,满意,满意",
    ];
    let read = desk("1_按文本_评议_4_4.csv", questions, &ZERO, &answers).read();
    assert_eq!(read.of("市教育局", "业务工作"), [("不满意", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "业务工作"), [("基本满意", 1), ("满意", 1)]);
}

#[test]
fn units_are_the_rows_where_questions_are_the_indicators() {
    let questions = "1、您对下列单位业务工作的评价—市教育局,1、市公安局,2、您对下列单位廉政建设的评价—市教育局,2、市公安局,\
        3、您最看重的方面(业务),第4题(网上),第4题(窗口)";
    let answers =
        ["满意,满意,满意,一般,,1,0", "一般,满意,满意,一般,,0,1", "不满意,一般,满意,一般,,0,0"];
    let read = desk("1_按文本_评议_3_3.csv", questions, &ZERO, &answers).read();
    assert_eq!(read.of("市教育局", "业务工作"), [("一般", 1), ("不满意", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "下列单位廉政建设"), [("一般", 3)]);
    assert_eq!(read.appraisal.units.len(), 2);
}

#[test]
fn branches_of_a_form_that_ask_the_same_are_one_answer() {
    let questions = "1、您的身份,2、请企业对市教育局进行评价—窗口服务,2、办事流程,3、请群众对市教育局进行评价—窗口服务,\
        3、办事流程,4、请企业对市公安局进行评价—窗口服务,4、办事流程,5、请群众对市公安局进行评价—窗口服务,5、办事流程";
    let answers = [
        "企业,满意,一般,(跳过),(跳过),满意,一般,(跳过),(跳过)",
        "群众,(跳过),(跳过),一般,一般,(跳过),(跳过),一般,不满意",
        "企业,满意,满意,(跳过),(跳过),满意,满意,(跳过),(跳过)",
        "群众,(跳过),(跳过),不满意,满意,(跳过),(跳过),满意,满意",
    ];
    let read = desk("1_按文本_评议_4_4.csv", questions, &ZERO, &answers).read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("不满意", 1), ("满意", 2)]);
    assert_eq!(read.of("市公安局", "办事流程"), [("一般", 1), ("不满意", 1), ("满意", 2)]);
    assert!(read.toml().contains("branches = true"));
    assert_eq!((read.kinds().len(), read.counts.values().sum::<u64>()), (0, 16));
}

#[test]
fn a_code_for_each_rater_numbers_them_and_papers_the_platform_calls_void_are_told() {
    let questions = "uid,是否有效,1、请对市教育局进行评价—窗口服务,1、办事流程,2、请对市公安局进行评价—窗口服务,2、办事流程";
    let answers = [
        "a1,有效,满意,满意,一般,满意",
        "b2,无效,一般,满意,满意,满意",
        "c3,有效,满意,满意,满意,满意",
    ];
    let read = desk("1_按文本_评议_3_3.csv", questions, &ZERO, &answers).read();
    assert!(read.toml().contains("rater = \"uid\""));
    assert!(said(&read.proposal, "init-judged"));
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 2)]);
}
