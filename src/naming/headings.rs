//! Headings by which a column of units or of rater groups is known in any table.

/// Headings of the unit that is rated, or that something is said of; compared as [`fold`](super::fold) does.
pub const UNIT_HEADINGS: [&str; 18] = [
    "单位",
    "单位名称",
    "被评单位",
    "被评议单位",
    "评议对象",
    "评议单位",
    "受评单位",
    "部门",
    "单位编号",
    "unit",
    "unit name",
    "unit_id",
    "unit id",
    "被测评单位",
    "测评单位",
    "被评议对象",
    "测评对象",
    "被评议部门",
];

/// Headings of the rater group; compared as [`fold`](super::fold) does.
pub const GROUP_HEADINGS: [&str; 18] = [
    "评议主体",
    "主体",
    "评议主体类别",
    "评议人类别",
    "评议人身份",
    "组别",
    "评议组",
    "群体",
    "评议群体",
    "group",
    "rater group",
    "rater_group",
    "group_id",
    "group id",
    "评议主体编号",
    "评议人组别",
    "主体类别",
    "测评主体",
];
