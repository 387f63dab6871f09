//! What another program, in another language, makes of the same ballots: see `recompute.py`.

use pingyi::estimate::Measure;
use pingyi::exact::Published;

use crate::office::Office;

const SCHEME: &str = r#"
id = "oracle"
name = "核对"
[scale]
levels = [
  { label = "满意", points = 100 },
  { label = "基本满意", points = 80 },
  { label = "一般", points = 60 },
  { label = "不满意", points = 30 },
  { label = "不了解", kind = "unknown" },
]
[[indicators]]
label = "工作"
weight = 50
[[indicators]]
label = "作风"
weight = 30
[[indicators]]
label = "廉洁"
weight = 20
[[groups]]
label = "领导"
[[groups]]
label = "企业"
[[groups]]
label = "群众"
[[categories]]
label = "一类"
[[categories]]
label = "二类"
[weights."一类"]
"领导" = 30
"企业" = 30
"群众" = 40
[weights."二类"]
"领导" = 50
"企业" = 0
"群众" = 50
[rates]
satisfied = ["满意", "基本满意"]
dissatisfied = ["不满意"]
[scoring]
min_n_unit = 8
min_n_group = 3
[ranking]
tables = ["overall", "category"]
[reliability]
below = "mark"
"#;

const REGISTER: &str = "编号,全称,类别\n1,甲局,一类\n2,乙局,一类\n3,丙局,一类\n\
                        4,丁局,二类\n5,戊局,二类\n6,己局,二类\n7,庚局,二类\n";

fn shown(value: Option<Published>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[test]
fn an_independent_program_comes_to_the_same_scores_rates_and_ranks() {
    let office = Office::with_register(SCHEME, REGISTER).ballots(include_str!("ballots.csv"));
    let road = office.walk();
    assert_eq!(road.kinds(), []);
    let measures: Vec<Measure> = (0..3).map(Measure::Indicator).chain([Measure::Whole]).collect();
    let mut lines =
        vec!["unit,工作,作风,廉洁,whole,n,satisfied,dissatisfied,rank,rank_in_category".to_owned()];
    for (index, unit) in road.appraisal.units.iter().enumerate() {
        let estimate = &road.estimates.units[index];
        let rank = |category| {
            let table = road.league.table(category, Measure::Whole).unwrap();
            table.standing(index).map(|standing| standing.rank.to_string()).unwrap_or_default()
        };
        let rate =
            |rate: &Option<pingyi::estimate::Rate>| shown(rate.as_ref().map(|r| r.published));
        let mut cells = vec![unit.name.zh.clone()];
        cells.extend(measures.iter().map(|m| shown(estimate.score(*m).published())));
        cells.push(estimate.whole.n.to_string());
        cells.push(rate(&estimate.whole_rates.satisfied));
        cells.push(rate(&estimate.whole_rates.dissatisfied));
        cells.extend([rank(None), rank(Some(unit.category))]);
        lines.push(cells.join(","));
    }
    let mean = |m: &Measure| shown(road.estimates.city.of(*m).map(|mean| mean.published));
    let means: Vec<String> = measures.iter().map(mean).collect();
    lines.push(format!("mean,{},,,,,", means.join(",")));
    assert_eq!(lines.join("\n") + "\n", include_str!("expected.csv"));
}
