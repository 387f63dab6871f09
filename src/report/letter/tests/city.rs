//! A small city with every kind of unit: ranked, scored only, without ballots, with too few, of one group,
//! and of two categories that are for the leaders only.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tempfile::TempDir;

use crate::appraisal::Appraisal;
use crate::comment::Comments;
use crate::estimate::Estimates;
use crate::intake::Intake;
use crate::league::League;
use crate::report::{Fair, Material, Past, ToldMaterial};
use crate::tally::Tally;
use crate::trend::{Exercise, Trend};

const SCHEME: &str = r#"
id = "probe"
name = "小样评议办法"
name_en = "Probe"
indicators = [
    { id = "work", label = "业务", label_en = "Work" },
    { id = "service", label = "服务", label_en = "Service" },
    { id = "law", label = "法治", label_en = "Law" },
    { id = "open", label = "公开", label_en = "Openness" },
]
groups = [
    { id = "public", label = "群众", weight = 40 },
    { id = "grass", label = "基层", weight = 30 },
    { id = "firms", label = "企业评议组", weight = 20 },
    { id = "cabinet", label = "领导评议组", weight = 10 },
]
categories = [
    { id = "open", label = "公开类" },
    { id = "scored", label = "只计分类", publication = "score-only" },
    { id = "secret", label = "秘密类别", publication = "internal" },
    { id = "inner", label = "内参类别", publication = "internal" },
]
scoring = { min_n_unit = 10, min_n_group = 1 }
error = { draws = 200 }
rates = { satisfied = ["满意"], dissatisfied = ["不满意"] }
ranking = { tables = ["overall", "category"] }
grading = { thresholds = [{ grade = "优秀", from = 80 }, { grade = "合格" }] }

[scale]
levels = [
    { id = "good", label = "满意", points = 100, polarity = "positive" },
    { id = "fair", label = "一般", points = 60, polarity = "neutral" },
    { id = "bad", label = "不满意", points = 0, polarity = "negative" },
    { id = "unknown", label = "不了解", kind = "unknown" },
]
"#;

const REGISTER: &str = "\
id,name,category
u1,市教育局,open
u2,市公安局,open
u3,市<b>&局,open
u4,市文联,open
u5,市地震局,scored
u6,薄评局,open
u7,单评局,open
s1,秘密一局,secret
s2,秘密二局,secret
q1,内参甲局,inner
q2,内参乙局,inner
q3,内参丙局,inner
q4,内参丁局,inner
q5,内参戊局,inner
";

const COMMENTS: &str = "\
单位,意见
市教育局,窗口工作人员态度冷淡
市教育局,窗口工作人员态度冷淡！
市教育局,办事流程太复杂，请联系13877665544
市教育局,服务很热情，点赞
市公安局,希望网上也能办理
";

/// What a city is made of; every text can be put otherwise.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) scheme: String,
    pub(super) register: String,
    pub(super) office: &'static str,
    /// What each unit starts its wheel of answers at, where it is not its place.
    pub(super) turns: BTreeMap<&'static str, usize>,
    pub(super) has_past: bool,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            scheme: SCHEME.to_owned(),
            register: REGISTER.to_owned(),
            office: "某市效能办",
            turns: BTreeMap::new(),
            has_past: true,
        }
    }
}

/// The folder and every stop of the road over it.
pub(super) struct City {
    _folder: TempDir,
    pub(super) appraisal: Appraisal,
    intake: Intake,
    tally: Tally,
    pub(super) estimates: Estimates,
    league: League,
    trends: Vec<Trend>,
    history: Vec<Past>,
    pub(super) comments: Comments,
}

type Walked = (Appraisal, Intake, Tally, Estimates, League);

impl City {
    pub(super) fn of(plan: &Plan) -> City {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let past = "{ period = \"2025H1\", ballots = [{ files = [\"2025H1.csv\"] }] },";
        write(
            "appraisal.toml",
            &format!(
                "title = \"某市评议\"\ntitle_en = \"Appraisal\"\noffice = \"{}\"\n\
                 scheme = \"scheme.toml\"\nregister = \"register.csv\"\nperiods = [{}\n\
                 {{ period = \"2025H2\", ballots = [{{ files = [\"2025H2.csv\"] }}], \
                 comments = [{{ files = [\"comments.csv\"] }}] }}]\n",
                plan.office,
                if plan.has_past { past } else { "" }
            ),
        );
        write("scheme.toml", &plan.scheme);
        write("register.csv", &plan.register);
        write("comments.csv", COMMENTS);
        write("2025H1.csv", &ballots(plan, 2));
        write("2025H2.csv", &ballots(plan, 3));
        let (mut trends, mut history) = (Vec::new(), Vec::new());
        let (appraisal, intake, tally, estimates, league) = walk(folder.path(), "2025H2");
        if plan.has_past {
            let (then, _, _, scores, ranks) = walk(folder.path(), "2025H1");
            let later = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
            let earlier = Exercise { appraisal: &then, estimates: &scores, league: &ranks };
            trends.push(Trend::compare(earlier, later).unwrap());
            history.push(Past { appraisal: then, estimates: scores, league: ranks });
        }
        let comments = Comments::read(&appraisal).unwrap();
        City {
            _folder: folder,
            appraisal,
            intake,
            tally,
            estimates,
            league,
            trends,
            history,
            comments,
        }
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material {
            appraisal: &self.appraisal,
            account: self.intake.account(),
            tally: &self.tally,
            estimates: &self.estimates,
            parts: &[],
            is_told: false,
            league: &self.league,
            trends: &self.trends,
            history: &self.history,
            refused: &[],
            fair: Fair::default(),
        }
    }

    pub(super) fn told(&self) -> ToldMaterial {
        ToldMaterial::of(&self.material())
    }

    pub(super) fn unit(&self, id: &str) -> usize {
        self.appraisal.units.iter().position(|unit| unit.id == id).unwrap()
    }
}

/// One period of a folder.
pub(super) fn walk(folder: &std::path::Path, period: &str) -> Walked {
    let appraisal = Appraisal::open(folder, period.parse().ok()).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    (appraisal, intake, tally, estimates, league)
}

/// Ballots of four groups of unlike size. The answers turn in a wheel of so many levels, from a place of
/// the unit's own.
fn ballots(plan: &Plan, wheel: usize) -> String {
    let n_indicators = plan.scheme.matches("label_en").count();
    let names = ["业务", "服务", "法治", "公开"];
    let mut text = format!("评议人,评议主体,单位,{}\n", names[..n_indicators].join(","));
    let units = plan.register.lines().skip(1).enumerate().map(|(at, line)| {
        let mut cells = line.split(',');
        let (id, name) = (cells.next().unwrap(), cells.next().unwrap());
        (plan.turns.get(id).copied().unwrap_or(at), id, name)
    });
    for (start, id, name) in units {
        let sizes: [(&str, usize); 4] = match id {
            "u4" => continue,
            "u6" => [("群众", 3), ("基层", 0), ("企业评议组", 0), ("领导评议组", 0)],
            "u7" => [("群众", 12), ("基层", 0), ("企业评议组", 0), ("领导评议组", 0)],
            _ => [("群众", 13), ("基层", 11), ("企业评议组", 7), ("领导评议组", 3)],
        };
        for (group, size) in sizes {
            for rater in 0..size {
                let level = |at: usize| {
                    let turn = start * 5 + rater * (at + 2) + group.len() + at;
                    let marks = match plan.scheme.contains("range") {
                        true => ["100", "60", "0"],
                        false => ["满意", "一般", "不满意"],
                    };
                    marks[if turn.is_multiple_of(4) { turn % wheel } else { turn % 2 }]
                };
                let answers: Vec<&str> = (0..n_indicators).map(level).collect();
                writeln!(text, "{group}{rater},{group},{name},{}", answers.join(",")).unwrap();
            }
        }
    }
    text
}
