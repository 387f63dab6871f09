//! Words by which answers, units and groups are told apart without a scheme.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::exact::Ratio;
use crate::naming::fold;
use crate::scheme::{MarkKind, shipped_ids, shipped_text};

/// Answers in the order in which offices commonly list them, best first; one line is one step.
///
/// The order is proposed, never the points: 满意 is the best of one scale and the second of another.
const ORDER: [&[&str]; 21] = [
    &["非常满意", "非常好", "非常同意", "完全同意", "very satisfied", "strongly agree"],
    &["很满意", "十分满意", "很好", "很同意"],
    &["优秀", "优", "a", "excellent", "★★★★★", "五星", "5星"],
    &["满意", "satisfied", "同意", "agree"],
    &["好", "good"],
    &["比较满意", "较满意", "比较同意", "较同意", "rather satisfied"],
    &["良好", "良", "比较好", "较好", "b", "★★★★", "四星", "4星"],
    &["基本满意", "基本同意", "fairly satisfied"],
    &["合格", "称职", "达标", "pass"],
    &["基本合格", "基本称职"],
    &["一般", "中", "中等", "一般满意", "尚可", "average", "fair", "neutral", "中立", "c"],
    &["★★★", "三星", "3星"],
    &["不太满意", "较不满意", "比较不满意", "不够满意", "不太同意", "rather dissatisfied"],
    &["★★", "二星", "2星", "d"],
    &["较差", "比较差", "不太好", "below average"],
    &["不满意", "不同意", "dissatisfied", "disagree"],
    &["不合格", "不称职", "不达标", "fail"],
    &["差", "不好", "poor", "bad", "e"],
    &["很不满意", "十分不满意", "很差", "很不同意", "very poor"],
    &["非常不满意", "非常差", "非常不同意", "完全不同意", "极不满意", "very dissatisfied"],
    &["★", "一星", "1星", "strongly disagree"],
];

const UNKNOWN: [&str; 13] = [
    "不了解",
    "不清楚",
    "不知道",
    "不熟悉",
    "没接触",
    "没有接触",
    "未接触",
    "不了解情况",
    "说不清",
    "无法评价",
    "don't know",
    "dont know",
    "unknown",
];

const ABSTAIN: [&str; 5] = ["弃权", "不评价", "未投票", "abstain", "abstention"];

/// Texts by which survey platforms and typists say that nothing was answered.
const SKIPPED: [&str; 9] =
    ["(跳过)", "(空)", "-2", "-3", "空白", "未填", "未作答", "未答", "(skipped)"];

/// How the names of public bodies end.
const UNIT_ENDS: [&str; 44] = [
    "局",
    "办",
    "委",
    "院",
    "厅",
    "中心",
    "会",
    "部",
    "室",
    "队",
    "所",
    "站",
    "公司",
    "街道",
    "乡",
    "镇",
    "处",
    "科",
    "署",
    "行",
    "馆",
    "校",
    "社",
    "团",
    "场",
    "庭",
    "台",
    "集团",
    "大学",
    "学校",
    "医院",
    "银行",
    "法院",
    "工商联",
    "文联",
    "科协",
    "社科联",
    "残联",
    "妇联",
    "侨联",
    "编办",
    "政府",
    "支行",
    "海关",
];

/// Words of which one stands in the English name of a public body.
const UNIT_WORDS: [&str; 18] = [
    "bureau",
    "office",
    "department",
    "commission",
    "committee",
    "court",
    "centre",
    "center",
    "hospital",
    "agency",
    "authority",
    "council",
    "ministry",
    "station",
    "brigade",
    "federation",
    "subdistrict",
    "township",
];

/// The number of an option: `3`, or a code of LimeSurvey, `A3`, `AO03`. From 1.
pub(super) fn option_number(text: &str) -> Option<usize> {
    let folded = fold(text);
    let digits = folded.strip_prefix("ao").or_else(|| folded.strip_prefix('a')).unwrap_or(&folded);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| is_number && *number > 0)
}

/// What kind of mark a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// An answer, with its place in the common order.
    Level(usize),
    /// 不了解, 弃权.
    Other(MarkKind),
    /// A number.
    Number,
    /// Several marks at once.
    Several,
    /// Nothing was answered.
    Skipped,
    /// Something else.
    Text,
}

/// What a text in a cell looks like, without any scheme.
pub(super) fn word(text: &str) -> Word {
    let folded = fold(text);
    if folded.is_empty() {
        return Word::Skipped;
    }
    if let Some(word) = single(&folded) {
        return word;
    }
    let parts = text.split(['┋', ';', '；', '、', ',', '，', '|', '/', '\n', '+']);
    let parts: Vec<String> = parts.map(fold).filter(|part| !part.is_empty()).collect();
    let several = parts.len() > 1 && parts.iter().all(|part| single(part).is_some());
    if several { Word::Several } else { Word::Text }
}

fn single(folded: &str) -> Option<Word> {
    let known = known().get(folded).copied();
    known.or_else(|| Ratio::parse(folded).is_ok().then_some(Word::Number))
}

/// The known words, folded once.
fn known() -> &'static BTreeMap<String, Word> {
    static KNOWN: OnceLock<BTreeMap<String, Word>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let steps = ORDER.iter().enumerate();
        let levels = steps.flat_map(|(place, words)| words.iter().map(move |w| (w, place)));
        let levels = levels.map(|(word, place)| (fold(word), Word::Level(place)));
        let others = [
            (&UNKNOWN[..], Word::Other(MarkKind::Unknown)),
            (&ABSTAIN[..], Word::Other(MarkKind::Abstain)),
            (&SKIPPED[..], Word::Skipped),
        ];
        let others =
            others.into_iter().flat_map(|(words, kind)| words.iter().map(move |w| (fold(w), kind)));
        levels.chain(others).collect()
    })
}

/// Whether a text is a label of a scale: an answer, “don't know” or “abstain”.
pub(super) fn is_label(text: &str) -> bool {
    matches!(word(text), Word::Level(_) | Word::Other(_))
}

/// Whether a name looks like that of a public body.
pub(super) fn is_unit_like(name: &str) -> bool {
    let folded = fold(name);
    // 市政府办公室(机关): what stands in brackets behind the name says nothing.
    let bare = folded.split('(').next().unwrap_or(&folded);
    let bare = if bare.is_empty() { folded.as_str() } else { bare };
    let long = bare.chars().count() > 1;
    (long && UNIT_ENDS.iter().any(|end| bare.ends_with(end)))
        || name.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| UNIT_WORDS.contains(&w))
}

/// Whether a name is an indicator of a shipped scheme.
pub(super) fn is_shipped_indicator(name: &str) -> bool {
    let folded = fold(name);
    shipped_labels().contains(&folded)
}

/// The longest indicator of a shipped scheme that a text holds, folded.
pub(super) fn shipped_indicator_in(text: &str) -> Option<String> {
    let folded = fold(text);
    let held = shipped_labels().iter().filter(|label| folded.contains(label.as_str()));
    held.filter(|label| label.chars().count() > 2).max_by_key(|label| label.len()).cloned()
}

/// The folded labels of all shipped indicators, read once.
fn shipped_labels() -> &'static [String] {
    static LABELS: OnceLock<Vec<String>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let texts = shipped_ids().filter_map(|id| Some((id, shipped_text(id)?)));
        let schemes = texts.filter_map(|(id, text)| crate::scheme::Scheme::read(id, text).ok());
        let mut labels: Vec<String> = Vec::new();
        for scheme in schemes {
            for leaf in scheme.indicators.leaves() {
                let names = std::iter::once(&leaf.label.zh).chain(&leaf.aliases);
                labels.extend(names.filter(|l| *l != crate::form::REQUIRED).map(|l| fold(l)));
            }
        }
        labels
    })
}

/// Parts of headings by which a column names the kind of rater.
const GROUP_WORDS: [&str; 12] = [
    "身份",
    "主体",
    "群体",
    "组别",
    "评议组",
    "层面",
    "人员类别",
    "人员类型",
    "票种",
    "票别",
    "role",
    "group",
];

/// Headings of columns that hold a rater's number where it repeats from row to row.
const RATER_WORDS: [&str; 9] =
    ["编号", "用户id", "uid", "答题序号", "序号", "id", "评议员", "用户标识", "no"];

/// Parts of headings of columns that are no answers, whatever stands in them.
const NO_ANSWER: [&str; 26] = [
    "时间",
    "时长",
    "日期",
    "电话",
    "手机",
    "年龄",
    "序号",
    "编号",
    "备注",
    "意见",
    "建议",
    "总分",
    "合计",
    "总计",
    "平均",
    "小计",
    "姓名",
    "性别",
    "来源",
    "地理位置",
    "总票",
    "发出",
    "收回",
    "回收",
    "有效票",
    "来自ip",
];

/// Whether a heading names the kind of rater.
pub(super) fn is_group_heading(heading: &str) -> bool {
    let folded = fold(heading);
    GROUP_WORDS.iter().any(|word| folded.contains(word))
}

/// Whether a heading may be that of a rater's number.
pub(super) fn is_rater_heading(heading: &str) -> bool {
    let folded = fold(heading);
    RATER_WORDS.contains(&folded.as_str())
}

/// Whether a column is no answer by its heading.
pub(super) fn is_no_answer(heading: &str) -> bool {
    let folded = fold(heading);
    NO_ANSWER.iter().any(|word| folded.contains(word))
}
