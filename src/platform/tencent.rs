//! 腾讯问卷 (wj.qq.com).
//!
//! Beside the answers stand 开始答题时间, 结束答题时间, 答题时长, 地理位置… (国家和地区, 省, 市), 用户类型, 用户标识,
//! 昵称 and 自定义字段. A matrix has a column for each row, with the stem before it.

use super::heading::{by_shared_stem, met, note, numbered};
use super::question::{Question, Tells};
use super::{Glimpse, Knowledge, Platform, Recognised};

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::Tencent,
    recognise,
    questions,
    complete: <[String]>::to_vec,
    marks: |_| Vec::new(),
    blanks: &["(空)", "(跳过)", "-2", "-3"],
};

/// The columns of its own. A city is nearer than a province, so that only it is the region.
const NOTES: [(&str, Tells); 20] = [
    ("编号", Tells::Other),
    ("序号", Tells::Other),
    ("开始答题时间", Tells::Started),
    ("结束答题时间", Tells::Submitted),
    ("答题时长", Tells::Duration),
    ("地理位置国家和地区", Tells::Other),
    ("地理位置省", Tells::Other),
    ("地理位置市", Tells::Region),
    ("IP", Tells::Device),
    ("IP地址", Tells::Device),
    ("用户类型", Tells::Other),
    ("用户标识", Tells::Other),
    ("昵称", Tells::Other),
    ("自定义字段", Tells::Person),
    ("来源", Tells::Other),
    ("用户ID", Tells::Other),
    ("语言", Tells::Other),
    ("清洗数据结果", Tells::Judged),
    ("智能清洗数据无效概率", Tells::Other),
    ("Referrer", Tells::Other),
];

const OWN: [&str; 6] =
    ["地理位置国家和地区", "地理位置省", "地理位置市", "用户类型", "用户标识", "结束答题时间"];
const SHARED: [&str; 3] = ["开始答题时间", "答题时长", "自定义字段"];

/// By two of its headings, of which one is its own.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let own = met(glimpse.headings, &OWN);
    let shared = met(glimpse.headings, &SHARED);
    let plain = !own.is_empty() && own.len() + shared.len() > 1;
    plain.then(|| Recognised::by(Platform::Tencent, own.into_iter().chain(shared).collect()))
}

fn questions(headings: &[String]) -> Vec<Question> {
    let question = |heading: &String| match (note(heading, &NOTES), numbered(heading)) {
        (Some(note), _) => note,
        (None, Some(here)) => Question { number: Some(here.number), ..Question::plain(here.text) },
        (None, None) => Question::plain(heading),
    };
    let mut all: Vec<Question> = headings.iter().map(question).collect();
    by_shared_stem(&mut all, &["：", ":", "——", "—", "_", "-", "[", "【", "（", "(", " "]);
    all
}

#[cfg(test)]
mod tests {
    use super::super::Asks;
    use super::*;

    #[test]
    fn it_is_recognised_and_its_matrices_are_taken_apart() {
        let headings: Vec<String> = [
            "编号",
            "开始答题时间",
            "结束答题时间",
            "答题时长",
            "地理位置市",
            "用户标识",
            "1.您的身份",
            "2.请评价市教育局：业务工作",
            "2.请评价市教育局：廉政建设",
            "3.意见",
        ]
        .map(str::to_owned)
        .to_vec();
        let glimpse = Glimpse { file_name: "数据.csv", headings: &headings, rows: &[] };
        let found = recognise(&glimpse).expect("recognised");
        assert_eq!(found.platform, Platform::Tencent);
        let questions = questions(&headings);
        assert_eq!(questions[4].asks, Asks::Note(Tells::Region));
        assert_eq!(questions[7].stem.as_deref(), Some("请评价市教育局"));
        assert_eq!((questions[8].text.as_str(), questions[8].number), ("廉政建设", Some(2)));
        assert_eq!((questions[9].stem.as_deref(), questions[9].text.as_str()), (None, "意见"));
    }
}
