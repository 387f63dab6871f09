//! `pingyi check` (核查): how the files were read, what became of their rows, and what was found.

use pingyi::account::{FileAccount, GroupReturns, RowCounts, Screen};
use pingyi::appraisal::Appraisal;
use pingyi::locale::{Args, Locale};
use pingyi::report::write::findings_csv;
use pingyi::scheme::Scheme;
use pingyi::sheet::{Format as Stored, Packing};
use serde_json::json;

use super::print::{self, Aligned};
use super::road::{self, Checked};
use super::terminal::{Terminal, harmless};
use super::wanted::{Format, Wanted};
use super::{Outcome, fair, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let checked = road::check(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &checked.inputs, terminal)?;
    match wanted.format {
        Format::Json => {
            let text = print::json(&machine(&checked, terminal.locale()));
            print::deliver(&text, wanted, terminal)?;
            return Ok(findings::status(&checked.findings));
        }
        Format::Csv => {
            let table = findings_csv(&checked.findings, terminal.locale());
            print::deliver(&table, wanted, terminal)?;
            return Ok(findings::status(&checked.findings));
        }
        Format::Table | Format::Columns(_) => {}
    }
    let text = people(&checked, terminal.locale());
    terminal.print(&text)?;
    findings::show(&checked.findings, terminal);
    for sentence in screened(&checked, terminal.locale()) {
        terminal.note(&sentence);
    }
    if let Some(out) = &wanted.out {
        print::write_whole(out, &findings_csv(&checked.findings, terminal.locale()))?;
    }
    Ok(findings::status(&checked.findings))
}

fn people(checked: &Checked, locale: &Locale) -> String {
    let Checked { appraisal, account, .. } = checked;
    let args = Args::none()
        .text("title", harmless(locale.label(&appraisal.title)))
        .text("period", locale.period(appraisal.period))
        .text("scheme", harmless(locale.label(&appraisal.scheme.name)));
    let heading = locale.text("check-heading", args);
    let rows = files(&account.files, account.rows(), locale);
    let papers = papers(appraisal, &account.returns.groups, account.returns.total(), locale);
    format!("{heading}\n\n{rows}\n{papers}\n{}\n", locale.word("check-note"))
}

/// What became of the rows of each file.
fn files(files: &[FileAccount], total: RowCounts, locale: &Locale) -> String {
    let mut table = Aligned::default();
    for id in ["check-file", "check-stored", "check-layout"] {
        table = table.column(locale.word(id), false);
    }
    for id in ["check-rows", "check-accepted", "check-void", "check-refused"] {
        table = table.column(locale.word(id), true);
    }
    let counts = |rows: RowCounts| {
        [rows.rows, rows.accepted, rows.void, rows.refused].map(|n| n.to_string())
    };
    for file in files {
        let name = match &file.sheet {
            Some(sheet) => format!("{} [{sheet}]", file.file),
            None => file.file.clone(),
        };
        let stored = file.format.map_or_else(String::new, |format| stored(format, locale));
        let layout = file.layout.map(|layout| locale.word(&format!("layout-{}", code(&layout))));
        let mut cells = vec![name, stored, layout.unwrap_or_default()];
        cells.extend(counts(file.rows));
        table.row(cells);
    }
    let mut cells = vec![locale.word("check-total"), String::new(), String::new()];
    cells.extend(counts(total));
    table.row(cells);
    table.text()
}

/// What went out to each group, came back and counts.
fn papers(
    appraisal: &Appraisal,
    groups: &[GroupReturns],
    total: GroupReturns,
    locale: &Locale,
) -> String {
    let mut table = Aligned::default().column(locale.word("check-group"), false);
    for id in ["check-issued", "check-returned", "check-found", "check-valid", "check-void-papers"]
    {
        table = table.column(locale.word(id), true);
    }
    let names = appraisal.scheme.groups.iter().map(|group| locale.label(&group.label).to_owned());
    let lines = names.zip(groups.iter()).map(|(name, group)| (name, group.clone()));
    for (name, group) in lines.chain(std::iter::once((locale.word("check-total"), total))) {
        let written = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let void = group.found.saturating_sub(group.valid);
        table.row(vec![
            name,
            written(group.issued),
            written(group.returned),
            group.found.to_string(),
            group.valid.to_string(),
            void.to_string(),
        ]);
    }
    table.text()
}

/// What the rules about papers met, a sentence for each that met anything.
fn screened(checked: &Checked, locale: &Locale) -> Vec<String> {
    let Some(screen) = screen_of(checked) else { return Vec::new() };
    let rules = &checked.appraisal.scheme.rules;
    let met = screen.by_rule.iter().filter(|hits| hits.ballots > 0);
    let said = met.filter_map(|hits| {
        let rule = rules.get(hits.rule)?;
        let args = Args::none()
            .text("rule", locale.kind(rule.when.finding()))
            .text("effect", locale.effect(rule.effect))
            .count("papers", hits.papers)
            .count("all-papers", screen.papers)
            .count("ballots", hits.ballots);
        Some(locale.text("check-rule-met", args))
    });
    let mut said: Vec<String> = said.collect();
    if !said.is_empty() {
        said.push(locale.word("check-rules-note"));
    }
    said
}

fn screen_of(checked: &Checked) -> Option<Screen> {
    let parts = checked.parts.iter().map(|(appraisal, intake)| (appraisal, intake));
    fair::screen(&checked.appraisal, parts)
}

/// How a file is stored: `UTF-8 ,` or `xlsx`.
fn stored(format: Stored, locale: &Locale) -> String {
    match format {
        Stored::Xlsx => "xlsx".to_owned(),
        Stored::Xls => "xls".to_owned(),
        Stored::Parquet => "parquet".to_owned(),
        Stored::Arrow => "arrow".to_owned(),
        Stored::Text { encoding, delimiter, packed, .. } => {
            let delimiter = match delimiter {
                b',' => locale.word("delimiter-comma"),
                b';' => locale.word("delimiter-semicolon"),
                b'\t' => locale.word("delimiter-tab"),
                other => char::from(other).to_string(),
            };
            let packed = match packed {
                None => "",
                Some(Packing::Gzip) => " gz",
                Some(Packing::Zstandard) => " zst",
            };
            format!("{} {delimiter}{packed}", encoding.id())
        }
    }
}

/// The name of a choice as the TOML files write it.
pub(super) fn code(choice: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(choice).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn machine(checked: &Checked, locale: &Locale) -> serde_json::Value {
    let Checked { appraisal, account, findings, .. } = checked;
    let files: Vec<_> = account
        .files
        .iter()
        .map(|file| {
            json!({
                "file": file.file,
                "sheet": file.sheet,
                "layout": file.layout,
                "rows": file.rows,
                "blank_rows": file.blank_rows,
            })
        })
        .collect();
    let groups = appraisal.scheme.groups.iter().zip(&account.returns.groups);
    let returns: Vec<_> = groups
        .map(|(group, returns)| {
            json!({
                "group": group.id,
                "issued": returns.issued,
                "returned": returns.returned,
                "found": returns.found,
                "valid": returns.valid,
                "ballots": returns.ballots,
            })
        })
        .collect();
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.kind.id(),
                "effect": finding.effect,
                "file": finding.place.file.as_deref(),
                "sheet": finding.place.sheet.as_deref(),
                "row": finding.place.row,
                "column": finding.place.column.as_deref(),
                "key": finding.place.key.as_deref(),
                "message": locale.finding(finding),
            })
        })
        .collect();
    json!({
        "period": appraisal.period.to_string(),
        "scheme": appraisal.scheme.id,
        "rows": account.rows(),
        "files": files,
        "returns": returns,
        "screen": screen_of(checked).map(|screen| screen_json(&appraisal.scheme, &screen)),
        "findings": found,
    })
}

fn screen_json(scheme: &Scheme, screen: &Screen) -> serde_json::Value {
    let rules = screen.by_rule.iter().filter_map(|hits| {
        let rule = scheme.rules.get(hits.rule)?;
        Some(json!({
            "rule": hits.rule + 1,
            "when": rule.when,
            "effect": rule.effect,
            "papers": hits.papers,
            "ballots": hits.ballots,
        }))
    });
    json!({
        "papers": screen.papers,
        "ballots": screen.ballots,
        "rules": rules.collect::<Vec<_>>(),
    })
}
