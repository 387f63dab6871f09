//! Comments: nothing that tells who wrote gets out, like ones are one, and what the office wrote stays.

use std::collections::BTreeMap;

use crate::harness::{Folder, Run, files};

/// Made up, every word and number of it.
const SYNTHETIC: &str = include_str!("synthetic.csv");

/// The sound folder with comments and further files; `keys` go into the period.
fn folder(keys: &str, rules: &str, more: &[(&str, &str)]) -> Folder {
    let mut all = files::sound();
    let appraisal = String::from_utf8(all["appraisal.toml"].clone()).expect("text");
    let period = "period = \"2024H1\"\n";
    let appraisal = appraisal.replace(period, &format!("{period}{keys}"));
    let appraisal = appraisal.replace("\n[[periods]]", &format!("\n{rules}[[periods]]"));
    let appraisal = appraisal + "[[periods.comments]]\nfiles = [\"comments.csv\"]\n";
    all.insert("appraisal.toml".to_owned(), appraisal.into_bytes());
    for (name, text) in more {
        all.insert((*name).to_owned(), text.as_bytes().to_vec());
    }
    Folder::with(&all)
}

fn with_comments(text: &str) -> Folder {
    folder("", "", &[("comments.csv", text)])
}

fn run(folder: &Folder, line: &str) -> Run {
    folder.run(&line.split(' ').collect::<Vec<_>>())
}

fn written(folder: &Folder, run: &Run) -> BTreeMap<String, String> {
    let read = |name: &String| {
        let bytes = std::fs::read(folder.path().join(name)).expect("it is written");
        (name.clone(), String::from_utf8(bytes).expect("text"))
    };
    run.written.iter().map(read).collect()
}

/// The rows of a CSV that was written, without its mark.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// The column of a list, without its heading.
fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|own| own == heading).expect("a column");
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

fn list(folder: &Folder) -> Vec<Vec<String>> {
    let run = run(folder, "comments --out 意见 --lang zh");
    let name = "意见/意见清单-2024H1.csv";
    assert!(run.written.iter().any(|known| known == name), "{run:?}");
    let text = std::fs::read_to_string(folder.path().join(name)).expect("it is written");
    rows(&text)
}

#[test]
fn what_tells_who_wrote_is_found_nowhere() {
    let secrets = [
        "13877665544",
        "0771-5851234",
        "11010519491231002X",
        "6222021234567890128",
        "桂A12345",
        "zhang.san@example.com",
        "zhangsan_88",
        "赵铁柱",
    ];
    let mut text = "单位,意见,评议主体,提交时间,来自IP,昵称\n".to_owned();
    for secret in secrets {
        let lead = if secret == "zhangsan_88" { "微信：" } else { "" };
        text += &format!(
            "市教育局,办事太慢，找过三次，请联系{lead}{secret}谢谢,企业,2024-05-06 07:08:09,203.0.113.77,小明明\n"
        );
    }
    // A cell of the unit that somebody filled in by mistake.
    text += "我是赵铁柱13877665544,意见,企业,2024-05-06 07:08:09,203.0.113.77,小明明\n";
    let rules = "[comments]\nnames = \"names.csv\"\nquote = \"all\"\n";
    let folder = folder("", rules, &[("comments.csv", &text), ("names.csv", "姓名\n赵铁柱\n")]);
    for language in ["zh", "en"] {
        let run = run(&folder, &format!("comments --out {language} --lang {language}"));
        assert_eq!(run.status, 1, "{}", run.err);
        let mut all = written(&folder, &run);
        assert_eq!(all.len(), 4, "{:?}", all.keys());
        all.insert("out".to_owned(), run.out.clone());
        all.insert("err".to_owned(), run.err.clone());
        for (name, text) in &all {
            for secret in secrets.iter().chain(&["13877665544", "203.0.113", "07:08", "小明明"])
            {
                assert!(!text.contains(secret), "{secret} stands in {name}:\n{text}");
            }
        }
    }
    let run = run(&folder, "comments --lang zh");
    assert!(run.out.contains("已隐去：〔电话〕 2 处、〔身份证号〕 1 处、〔银行卡号〕 1 处、〔车牌〕 1 处、〔邮箱〕 1 处"), "{}", run.out);
    assert!(run.err.contains("名册中没有“我是〔…〕〔…〕”"), "{}", run.err);
}

#[test]
fn a_comment_that_would_be_a_formula_loses_the_sign_that_makes_it_one() {
    let folder =
        with_comments("单位,意见\n市教育局,=cmd|' /C calc'!A0\n市教育局,+1+1\n市教育局,@SUM(A1)\n");
    let list = list(&folder);
    let texts = column(&list, "意见");
    assert_eq!(texts, ["1+1", "cmd|' /C calc'!A0", "SUM(A1)"]);
}

#[test]
fn the_order_of_rows_and_files_changes_no_byte() {
    let (head, body) = SYNTHETIC.split_once('\n').expect("a heading");
    let lines: Vec<&str> = body.lines().collect();
    let given = |lines: &[&str]| {
        let folder = with_comments(&format!("{head}\n{}\n", lines.join("\n")));
        let run = run(&folder, "comments --out 意见 --lang zh");
        (written(&folder, &run), run.out)
    };
    let straight = given(&lines);
    let mut turned = lines.clone();
    turned.reverse();
    assert_eq!(given(&turned), straight);
    turned.rotate_left(17);
    assert_eq!(given(&turned), straight);
    // And the list is in neither of these orders.
    let place = |text: &str| lines.iter().position(|line| line.contains(text));
    let list = rows(&straight.0["意见/意见清单-2024H1.csv"]);
    let places: Vec<_> = column(&list, "意见").iter().filter_map(|text| place(text)).collect();
    assert!(places.windows(2).any(|pair| pair[0] > pair[1]));
    assert!(places.windows(2).any(|pair| pair[0] < pair[1]));
}

#[test]
fn comments_that_say_nearly_the_same_are_one_and_none_is_lost() {
    let folder = with_comments(SYNTHETIC);
    let list = list(&folder);
    let times: u64 = column(&list, "相近条数").iter().map(|n| n.parse::<u64>().expect("n")).sum();
    let said =
        SYNTHETIC.lines().skip(1).filter(|line| !line.ends_with(",无") && !line.ends_with(','));
    // One of them names two units.
    assert_eq!(usize::try_from(times).expect("small"), said.count() + 1);
    assert_eq!((list.len() - 1, times), (21, 35), "{list:#?}");
}

#[test]
fn praise_stands_apart_and_a_negation_turns_it() {
    let text = "单位,意见\n市教育局,服务热情\n市教育局,服务不热情\n市教育局,没有推诿\n市教育局,建议增设窗口\n\
                市教育局,态度好就是太慢\n";
    let list = list(&with_comments(text));
    let told: BTreeMap<String, String> =
        column(&list, "意见").into_iter().zip(column(&list, "性质")).collect();
    for (text, stance) in [
        ("服务热情", "表扬"),
        ("服务不热情", "批评"),
        ("没有推诿", "表扬"),
        ("建议增设窗口", "建议"),
        ("态度好就是太慢", "批评"),
    ] {
        assert_eq!(told[text], stance, "{text}");
    }
    let statuses: BTreeMap<String, String> =
        column(&list, "意见").into_iter().zip(column(&list, "办理状态")).collect();
    assert_eq!((statuses["服务热情"].as_str(), statuses["服务不热情"].as_str()), ("", "待办"));
}

#[test]
fn what_the_office_wrote_is_carried_on() {
    let first = "单位,意见\n市教育局,办事太慢\n市教育局,停车场太小\n市教育局,就这样吧\n,市教育局的窗口没人\n";
    let list = list(&with_comments(first));
    let ids: BTreeMap<String, String> =
        column(&list, "意见").into_iter().zip(column(&list, "意见编号")).collect();
    let line = |text: &str, rest: &str| format!("{},{rest}\n", ids[text]);
    let filled = "意见编号,办理状态,改判性质,转办单位,答复,日期\n".to_owned()
        + &line("办事太慢", "办结,,,已增加窗口,2024-07-01")
        + &line("停车场太小", "办理中,,,'=正在规划,")
        + &line("就这样吧", ",表扬,,,")
        + &line("市教育局的窗口没人", ",,教育局,,");
    // Somebody wrote the first once more, with a full stop, and another comment came.
    let second = format!("{first}市教育局,办事太慢。\n市教育局,网上系统难用\n");
    let files = [("comments.csv", second.as_str()), ("list.csv", filled.as_str())];
    let folder = folder("tracking_file = \"list.csv\"\n", "", &files);
    let carried = self::list(&folder);
    let row = |text: &str| {
        let at = column(&carried, "意见").iter().position(|own| own == text);
        &carried[at.unwrap_or_else(|| panic!("{text} in {carried:#?}")) + 1]
    };
    let of = |text: &str, heading: &str| {
        row(text)[carried[0].iter().position(|own| own == heading).expect("a column")].clone()
    };
    let id = &ids["办事太慢"];
    let done = carried.iter().find(|row| row[0] == *id).expect("it keeps its id");
    assert!(done.contains(&"办结".to_owned()) && done.contains(&"已增加窗口".to_owned()));
    assert!(done.contains(&"2".to_owned()), "{done:?}");
    assert_eq!(of("停车场太小", "办理状态"), "办理中");
    assert_eq!(of("停车场太小", "答复"), "'=正在规划");
    assert_eq!(of("就这样吧", "性质"), "表扬");
    assert_eq!(of("市教育局的窗口没人", "单位"), "市教育局");
    assert_eq!(of("网上系统难用", "办理状态"), "待办");
    let json = run(&folder, "comments --format json --lang zh");
    let told: Vec<serde_json::Value> = serde_json::from_str(&json.out).expect("JSON");
    let unit = told.iter().find(|row| row["unit"] == "市教育局").expect("the unit");
    assert_eq!((&unit["to-handle"], &unit["closed"]), (&4.into(), &1.into()), "{unit}");
    assert_eq!(unit["closed-rate"], 25.0, "{unit}");
}

#[test]
fn a_year_takes_the_lists_of_both_halves() {
    let list = list(&with_comments("单位,意见\n市教育局,办事太慢\n"));
    let line = |status: &str| format!("意见编号,办理状态,答复\n{},{status},已办\n", list[1][0]);
    let folder = with_comments("单位,意见\n市教育局,办事太慢\n");
    let path = folder.path().join("appraisal.toml");
    let keys = std::fs::read_to_string(&path).expect("keys");
    let (head, first) = keys.split_once("[[periods]]").expect("a period");
    let first = first.replacen("\n", "\ntracking_file = \"h1.csv\"\n", 1);
    let second = first.replace("2024H1", "2024H2").replace("h1.csv", "h2.csv");
    let second = second.replace("ballots.csv", "ballots2.csv");
    let keys = format!("{head}[[periods]]{first}\n[[periods]]{second}");
    let ballots = std::fs::read(folder.path().join("ballots.csv")).expect("ballots");
    for (name, bytes) in [
        ("appraisal.toml", keys.into_bytes()),
        ("ballots2.csv", ballots),
        ("h1.csv", line("办结").into_bytes()),
        ("h2.csv", line("办理中").into_bytes()),
    ] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let json = run(&folder, "comments --period 2024 --format json --lang zh");
    assert_eq!((json.status, json.err.as_str()), (0, ""));
    let told: Vec<serde_json::Value> = serde_json::from_str(&json.out).expect("JSON");
    let unit = told.iter().find(|row| row["unit"] == "市教育局").expect("the unit");
    assert_eq!((&unit["said"], &unit["merged"]), (&2.into(), &1.into()), "{unit}");
    assert_eq!((&unit["working"], &unit["closed"]), (&1.into(), &0.into()), "{unit}");
}

#[test]
fn a_list_that_is_being_filled_in_is_not_written_over() {
    let folder = with_comments("单位,意见\n市教育局,办事太慢\n");
    assert_eq!(run(&folder, "comments --out out").status, 0);
    assert_eq!(run(&folder, "comments --out out").status, 0, "the same bytes again");
    let path = folder.path().join("out/意见清单-2024H1.csv");
    let text = std::fs::read_to_string(&path).expect("a list").replace("待办", "办结");
    std::fs::write(&path, &text).expect("written");
    assert_eq!(run(&folder, "comments --out out").status, 2);
    assert_eq!(std::fs::read_to_string(&path).expect("a list"), text);
}

#[test]
fn a_unit_reads_what_the_office_lets_it() {
    let text = "单位,意见\n市教育局,办事太慢。\n市教育局,办事太慢！\n市教育局,办理营业执照的窗口太少排队时间太长\n\
                市教育局,办理营业执照的窗口太少排队时间很长\n";
    let quoted = |quote: &str| {
        let rules = format!("[comments]\nquote = \"{quote}\"\n");
        let folder = folder("", &rules, &[("comments.csv", text)]);
        let run = run(&folder, "comments --out out --lang zh");
        let name = "out/各单位/市教育局-意见-2024H1.csv";
        written(&folder, &run).get(name).map(|text| rows(text).len() - 1)
    };
    assert_eq!(quoted("none"), None);
    assert_eq!(quoted("merged"), Some(2));
    assert_eq!(quoted("all"), Some(3));
}

#[test]
fn nothing_of_an_internal_unit_is_public() {
    let text = "单位,意见\n市教育局,办事太慢\n市委办公室,办事太慢\n市委办公室,红包\n";
    let scheme = String::from_utf8(files::sound()["scheme.toml"].clone()).expect("text");
    let internal = "{ label = \"党群部门\", publication = \"internal\" }";
    let scheme = scheme.replace("{ label = \"党群部门\" }", internal);
    let folder = folder("", "", &[("comments.csv", text), ("scheme.toml", &scheme)]);
    let run = run(&folder, "comments --audience public --out out --lang zh");
    assert_eq!(run.status, 0, "{}", run.err);
    let mut all = written(&folder, &run);
    assert_eq!(all.len(), 1, "{:?}", all.keys());
    all.insert("out".to_owned(), run.out);
    for (name, text) in all {
        for hidden in ["市委办公室", "廉洁", ",2,", ",3,", " 3 ", "红包"] {
            assert!(!text.contains(hidden), "{hidden} stands in {name}:\n{text}");
        }
    }
}

#[test]
fn a_comment_goes_to_each_unit_it_names_and_one_of_none_is_kept() {
    let text =
        "单位,意见\n市教育局、市委办,互相推诿\n,市教育局的电话打不通\n市教育局,无\n市教育局,\n";
    let folder = with_comments(text);
    let list = list(&folder);
    let mut units = column(&list, "单位");
    units.sort();
    assert_eq!(units, ["市委办公室", "市教育局", "未指明单位"]);
    assert_eq!(column(&list, "文中提到"), ["", "", "市教育局"]);
    let run = run(&folder, "comments --lang zh");
    let said = "读到 4 格，其中空白或没有意见的 2 格，未读入的 0 格，意见 2 条。";
    assert!(run.out.contains(said), "{}", run.out);
}

#[test]
fn comments_can_stand_in_the_export_of_ballots_or_in_a_column_for_each_unit() {
    let ballots = "评议人编号,评议主体,单位,业务工作,办事效率,开放题\n\
                   1,企业,市教育局,满意,一般,窗口太少\n2,群众,市委办公室,基本满意,不了解,无\n";
    let more = "[[periods.comments]]\nfiles = [\"ballots.csv\"]\ncolumns.text = \"开放题\"\n\
                [[periods.ballots]]\nfiles = [\"more.csv\"]\n";
    let units = "[periods.comments.units]\n\"对教育局的意见\" = \"教育局\"\n\"对市委办的意见\" = \"市委办\"\n";
    let wide = "对教育局的意见,对市委办的意见\n电话打不通,\n,很热情\n";
    let folder = folder("", "", &[("comments.csv", wide), ("ballots.csv", ballots)]);
    let path = folder.path().join("appraisal.toml");
    let keys = std::fs::read_to_string(&path).expect("keys");
    let (before, _) = more.split_once("[[periods.ballots]]").expect("a part");
    let keys =
        keys.replace("[[periods.comments]]", &format!("{before}[[periods.comments]]")) + units;
    std::fs::write(&path, keys).expect("written");
    let list = list(&folder);
    let mut told: Vec<(String, String)> =
        column(&list, "单位").into_iter().zip(column(&list, "意见")).collect();
    told.sort();
    let expected = [("市委办公室", "很热情"), ("市教育局", "电话打不通"), ("市教育局", "窗口太少")];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let mut expected = expected;
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn the_dictionary_is_printed_and_an_edited_one_is_used() {
    let folder = with_comments("单位,意见\n市教育局,班车太挤\n");
    let printed = run(&folder, "comments --dictionary");
    assert!(printed.out.contains("[[topics]]") && printed.out.contains("服务态度"));
    let topics = "praise = [\"好\"]\ncomplaint = [\"挤\"]\n\
                  [[topics]]\nid = \"bus\"\nname = \"班车\"\nwords = [\"班车\"]\n";
    let rules = "[comments]\ntopics = \"topics.toml\"\n";
    let files = [("comments.csv", "单位,意见\n市教育局,班车太挤\n"), ("topics.toml", topics)];
    let list = list(&self::folder("", rules, &files));
    assert_eq!(column(&list, "主题"), ["班车"]);
    assert_eq!(column(&list, "性质"), ["批评"]);
}

#[test]
fn a_period_without_comments_is_told() {
    let run = Folder::sound().run(&["comments", "--lang", "en"]);
    assert_eq!((run.status, run.out.as_str()), (64, ""));
    assert!(run.err.contains("has no files of comments"), "{}", run.err);
}
