//! Headings by which a column is known without any declaration.

use super::layout::Role;
use crate::appraisal::Particular;
use crate::naming::{GROUP_HEADINGS, UNIT_HEADINGS, fold};

/// The role of a column whose heading is known without any declaration.
pub fn known_role(heading: &str) -> Option<Role> {
    let folded = fold(heading);
    let known = |names: &&[&str]| names.iter().any(|name| fold(name) == folded);
    KNOWN.iter().find(|(_, names)| known(names)).map(|(role, _)| *role)
}

/// Whether a column of this heading is left unread without being noted.
pub fn is_left_unread(heading: &str) -> bool {
    UNREAD.contains(&fold(heading).as_str())
}

/// Headings by which a column is known, in Chinese and English.
pub(super) const KNOWN: [(Role, &[&str]); 7] = [
    (
        Role::Rater,
        &[
            "评议人",
            "评议人编号",
            "评议人代码",
            "评议人id",
            "票号",
            "选票编号",
            "选票号",
            "问卷编号",
            "评议票编号",
            "评议票号",
            "答卷编号",
            "填表人编号",
            "rater",
            "rater_id",
            "rater id",
            "rater no",
            "rater code",
            "评议员",
            "评议员编号",
            "评议人序号",
            "测评人",
            "测评人编号",
            "测评票号",
            "测评票编号",
            "投票人",
            "投票人编号",
            "ballot",
            "ballot_id",
            "respondent",
            "respondent_id",
        ],
    ),
    (Role::Group, &GROUP_HEADINGS),
    (Role::Unit, &UNIT_HEADINGS),
    (
        Role::Indicator,
        &[
            "指标",
            "评议指标",
            "评议项目",
            "评议内容",
            "项目",
            "测评项目",
            "测评内容",
            "测评指标",
            "评价指标",
            "评价项目",
            "评价内容",
            "indicator",
            "indicator_id",
            "indicator id",
        ],
    ),
    (
        Role::Answer,
        &[
            "作答",
            "评价",
            "答案",
            "档次",
            "选项",
            "评议结果",
            "评议意见",
            "评价结果",
            "评价等次",
            "测评结果",
            "测评等次",
            "评议等次",
            "满意程度",
            "等级",
            "分数",
            "得分",
            "answer",
            "level",
            "score",
        ],
    ),
    (Role::Weight, &["权重", "权数", "票权", "权重和", "weight"]),
    (Role::Count, &["票数", "数量", "张数", "人数", "计数", "票数(张)", "count", "n", "votes"]),
];

/// What survey platforms call the sum of all scores.
pub(super) const TOTAL: &str = "总分";

/// Columns of our own audit table that carry nothing new, and the usual columns of survey exports.
pub(super) const UNREAD: [&str; 14] = [
    "unit_name",
    "group_name",
    "indicator_name",
    "level_name",
    "points",
    "序号",
    "提交答卷时间",
    "所用时间",
    "来源",
    "来源详情",
    "来自ip",
    "备注",
    "note",
    TOTAL,
];

/// Headings by which a column is known that tells something beside the answers.
pub(super) const PARTICULARS: [(Particular, &[&str]); 9] = [
    (Particular::Started, &["开始答题时间", "开始时间", "开始填写时间", "started", "start time"]),
    (
        Particular::Submitted,
        &[
            "提交答卷时间",
            "提交时间",
            "结束答题时间",
            "填写时间",
            "交卷时间",
            "submitted",
            "submit time",
            "submission time",
        ],
    ),
    (
        Particular::Duration,
        &["所用时间", "答题时长", "用时", "答题用时", "填写时长", "duration", "time taken"],
    ),
    (
        Particular::Device,
        &["来自ip", "ip", "ip地址", "设备", "设备号", "设备编号", "device", "ip address"],
    ),
    (Particular::Region, &["地区", "来自地区", "答题地区", "所在地区", "地理位置", "region"]),
    (
        Particular::OwnUnit,
        &["所在单位", "工作单位", "评议人单位", "评议人所在单位", "本单位", "own unit", "own_unit"],
    ),
    (Particular::Screener, &["甄别题", "是否办理过业务", "是否办过业务", "screener"]),
    (Particular::Cluster, &["群", "抽样群", "整群", "抽样单元", "初级抽样单元", "cluster", "psu"]),
    (Particular::Stratum, &["层", "抽样层", "分层", "层别", "stratum"]),
];
