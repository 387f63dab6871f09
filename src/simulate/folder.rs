//! What stands beside the ballots: `appraisal.toml`, the register, the returns, the true scores.

use super::GeneratedFile;
use super::form::Sheets;
use super::manipulation::Tampered;
use super::plan::{Comments, Container, Delivery, Plan};
use super::survey::Survey;
use super::truth::Scores;
use crate::error::Error;
use crate::exact::Ratio;
use crate::naming::neutral_cell;

/// Papers that came back and could not be used, one in so many.
const LOST: u64 = 50;

/// `appraisal.toml` over the files of each period.
pub(super) fn appraisal(plan: &Plan, files: &[Vec<(usize, Vec<String>)>]) -> GeneratedFile {
    let mut lines = Vec::new();
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{key} = {}", quoted(value)));
        }
    };
    for (key, label) in [("title", &plan.title), ("office", &plan.office), ("notice", &plan.notice)]
    {
        line(key, &label.zh);
        if label.en != label.zh {
            line(&format!("{key}_en"), &label.en);
        }
    }
    line("scheme", &plan.scheme_name);
    line("register", "register.csv");
    for (period, files) in plan.periods.iter().zip(files) {
        lines.push(format!("\n[[periods]]\nperiod = {}", quoted(&period.period.to_string())));
        lines.push(format!("returns_file = {}", quoted(&returns_name(plan, &period.period))));
        for (delivery, names) in files {
            lines.extend(source(&period.deliveries[*delivery], names));
        }
        lines.extend(period.comments.as_ref().map(Comments::source));
    }
    lines.push(String::new());
    GeneratedFile { name: "appraisal.toml".to_owned(), bytes: lines.join("\n").into_bytes() }
}

/// How the files of one entry are to be read. Encoding and delimiter are left to be detected.
fn source(delivery: &Delivery, names: &[String]) -> Vec<String> {
    let mut lines = vec!["\n[[periods.ballots]]".to_owned()];
    match names {
        [one] => lines.push(format!("files = [{}]", quoted(one))),
        many => {
            lines.push("files = [".to_owned());
            lines.extend(many.iter().map(|name| format!("  {},", quoted(name))));
            lines.push("]".to_owned());
        }
    }
    let layout = serde_json::to_value(delivery.layout).unwrap_or_default();
    lines.push(format!("layout = {layout}"));
    let by_sheet = delivery.container == Container::Workbook && delivery.sheets == Sheets::Group;
    if by_sheet {
        lines.push("group_from = \"sheet-name\"".to_owned());
    } else if delivery.splits_groups() {
        lines.push("group_from = \"file-name\"".to_owned());
    }
    if delivery.splits_units() {
        lines.push("unit_from = \"file-name\"".to_owned());
    }
    lines
}

/// A text as a TOML string: what JSON escapes, TOML reads.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

pub(super) fn csv_file(name: String, rows: Vec<Vec<String>>) -> Result<GeneratedFile, Error> {
    let failed = |detail: String| Error::Document { name: name.clone(), detail };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| neutral_cell(cell)))
            .map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    Ok(GeneratedFile { name: name.clone(), bytes })
}

/// The register: one row for each name a unit had.
pub(super) fn register(plan: &Plan) -> Result<GeneratedFile, Error> {
    let headings = ["编号", "全称", "英文名", "简称", "别名", "类别", "启用", "停用", "前身"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    for span in &plan.spans {
        let month =
            |edge: &Option<(String, _)>| edge.as_ref().map_or("", |(text, _)| text).to_owned();
        let english = Some(&span.name.en).filter(|en| **en != span.name.zh);
        rows.push(vec![
            plan.units[span.unit].id.clone(),
            span.name.zh.clone(),
            english.cloned().unwrap_or_default(),
            span.short.clone().unwrap_or_default(),
            span.aliases.join("、"),
            plan.scheme.categories[span.category].label.zh.clone(),
            month(&span.from),
            month(&span.to),
            span.predecessors.join("、"),
        ]);
    }
    csv_file("register.csv".to_owned(), rows)
}

fn returns_name(plan: &Plan, period: &crate::period::Period) -> String {
    // Beside the ballots, where these have a folder of their own.
    let own = plan.periods.iter().find(|known| known.period == *period);
    let first = own.and_then(|own| own.deliveries.first());
    match first.and_then(|delivery| delivery.name.rsplit_once('/')) {
        Some((folder, _)) if !folder.contains('{') => format!("{folder}/returns.csv"),
        _ => format!("returns-{period}.csv"),
    }
}

/// What went out and came back: never less than what is in the files.
pub(super) fn returns(survey: &Survey<'_>) -> Result<GeneratedFile, Error> {
    let plan = survey.plan;
    let mut rows = vec![["评议主体", "发出", "收回"].map(str::to_owned).to_vec()];
    for (group, entry) in plan.scheme.groups.iter().enumerate() {
        let raters = u64::from(survey.period.raters[group]);
        if raters == 0 {
            continue;
        }
        let returned = raters + raters / LOST;
        let issued = sent_out(returned, plan.groups[group].response);
        rows.push(vec![entry.label.zh.clone(), issued.to_string(), returned.to_string()]);
    }
    csv_file(returns_name(plan, &survey.period.period), rows)
}

/// The papers that must have gone out for so many to come back, never fewer.
fn sent_out(returned: u64, response: f64) -> u64 {
    let sent = Ratio::whole(returned).to_f64() / response;
    format!("{sent:.0}").parse::<u64>().unwrap_or(returned).max(returned)
}

/// The true scores from which the ballots were drawn.
pub(super) fn truth(plan: &Plan, truth: &[Scores]) -> Result<GeneratedFile, Error> {
    let headings = ["period", "unit", "unit_name", "indicator", "indicator_name", "score"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    for (period, scores) in plan.periods.iter().zip(truth) {
        let spans = plan.spans_in_force(period.period);
        for (unit, scores) in scores.iter().enumerate() {
            let Some(span) = spans[unit] else { continue };
            for (leaf, score) in plan.scheme.indicators.leaves().iter().zip(scores) {
                rows.push(vec![
                    period.period.to_string(),
                    plan.units[unit].id.clone(),
                    span.name.zh.clone(),
                    leaf.id.clone(),
                    leaf.label.zh.clone(),
                    format!("{score:.2}"),
                ]);
            }
        }
    }
    csv_file("truth.csv".to_owned(), rows)
}

/// Who tampered with a paper: period, what, group, rater as in the files, unit.
pub(super) fn tampered(survey: &Survey<'_>) -> Vec<Vec<String>> {
    let plan = survey.plan;
    let row = |((group, rater), tampered): (&(usize, u32), &Tampered)| {
        let kind = serde_json::to_value(tampered.kind).unwrap_or_default();
        vec![
            survey.period.period.to_string(),
            kind.as_str().unwrap_or_default().to_owned(),
            plan.scheme.groups[*group].id.clone(),
            plan.rater_name(*group, *rater),
            tampered.unit.map(|unit| plan.units[unit].id.clone()).unwrap_or_default(),
        ]
    };
    survey.tampering.iter().map(row).collect()
}

/// The file of those; none where nobody did.
pub(super) fn manipulations(mut rows: Vec<Vec<String>>) -> Result<Option<GeneratedFile>, Error> {
    if rows.is_empty() {
        return Ok(None);
    }
    let headings = ["period", "kind", "group", "rater", "unit"];
    rows.insert(0, headings.map(str::to_owned).to_vec());
    csv_file("manipulations.csv".to_owned(), rows).map(Some)
}
