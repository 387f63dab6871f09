//! The names of a made-up city in both languages.

use pingyi::chart::Polarity;

pub(super) const UNITS: [(&str, &str); 41] = [
    ("市政府办公室", "Municipal Government Office"),
    ("市发展和改革委员会", "Municipal Development and Reform Commission"),
    ("市教育局", "Municipal Education Bureau"),
    ("市科学技术局", "Municipal Science and Technology Bureau"),
    ("市工业和信息化局", "Municipal Industry and Information Technology Bureau"),
    ("市民族宗教事务局", "Municipal Ethnic and Religious Affairs Bureau"),
    ("市公安局", "Municipal Public Security Bureau"),
    ("市民政局", "Municipal Civil Affairs Bureau"),
    ("市司法局", "Municipal Justice Bureau"),
    ("市财政局", "Municipal Finance Bureau"),
    ("市人力资源和社会保障局", "Municipal Human Resources and Social Security Bureau"),
    ("市自然资源和规划局", "Municipal Natural Resources and Planning Bureau"),
    ("市生态环境局", "Municipal Ecology and Environment Bureau"),
    ("市住房和城乡建设局", "Municipal Housing and Urban-Rural Development Bureau"),
    ("市交通运输局", "Municipal Transport Bureau"),
    ("市水利局", "Municipal Water Resources Bureau"),
    ("市农业农村局", "Municipal Agriculture and Rural Affairs Bureau"),
    ("市商务局", "Municipal Commerce Bureau"),
    ("市文化广电和旅游局", "Municipal Culture, Broadcasting and Tourism Bureau"),
    ("市卫生健康委员会", "Municipal Health Commission"),
    ("市退役军人事务局", "Municipal Veterans Affairs Bureau"),
    ("市应急管理局", "Municipal Emergency Management Bureau"),
    ("市审计局", "Municipal Audit Bureau"),
    ("市市场监督管理局", "Municipal Administration for Market Regulation"),
    ("市体育局", "Municipal Sports Bureau"),
    ("市统计局", "Municipal Bureau of Statistics"),
    ("市医疗保障局", "Municipal Healthcare Security Bureau"),
    (
        "市行政审批服务局（政务服务中心）",
        "Municipal Administrative Approval and Government Services Bureau",
    ),
    ("市信访局", "Municipal Petitions Bureau"),
    ("市国有资产监督管理委员会", "State-owned Assets Supervision and Administration Commission"),
    ("市城市管理综合行政执法局", "Municipal Urban Management and Law Enforcement Bureau"),
    ("市园林绿化局", "Municipal Parks and Greening Bureau"),
    ("市税务局", "Municipal Tax Service"),
    ("市气象局", "Municipal Meteorological Bureau"),
    ("市邮政管理局", "Municipal Postal Administration"),
    ("市烟草专卖局", "Municipal Tobacco Monopoly Bureau"),
    ("国网供电公司", "State Grid Power Supply Company"),
    ("市水务集团", "Municipal Water Group"),
    ("市燃气公司", "Municipal Gas Company"),
    ("市公交公司", "Municipal Bus Company"),
    ("市残疾人联合会", "Municipal Disabled Persons’ Federation"),
];

pub(super) const INDICATORS: [(&str, &str); 8] = [
    ("依法行政", "Lawful administration"),
    ("办事效率和服务质量", "Efficiency and quality of service"),
    ("政务公开", "Openness"),
    ("工作作风", "Conduct"),
    ("廉洁自律", "Integrity"),
    ("解决实际问题", "Solving real problems"),
    ("服务态度", "Courtesy"),
    ("总体评价", "Overall"),
];

pub(super) const LEVELS: [(&str, &str, Polarity); 5] = [
    ("满意", "Satisfied", Polarity::Positive),
    ("基本满意", "Fairly satisfied", Polarity::Positive),
    ("一般", "Neither", Polarity::Neutral),
    ("不满意", "Dissatisfied", Polarity::Negative),
    ("不了解", "Cannot say", Polarity::Apart),
];

/// Kinds of units; a unit belongs to one of them by its place in the list.
pub(super) const CATEGORIES: [(&str, &str); 4] = [
    ("综合管理部门", "General administration"),
    ("执法监管部门", "Enforcement and regulation"),
    ("社会服务部门", "Social services"),
    ("公共服务企业", "Public utilities"),
];

/// Kinds of raters.
pub(super) const GROUPS: [(&str, &str); 4] = [
    ("党代表、人大代表、政协委员", "Delegates and committee members"),
    ("企业经营者", "Business people"),
    ("社区居民", "Residents"),
    ("服务对象", "Service users"),
];
