//! The appeal pack (复核材料): a unit's score from the counts to the rank, every step written out, for those
//! who must answer its objection.

use super::document::{
    Annex, Attachments, Block, Document, Heading, Level, Section, Signature, Table, TableSize, Text,
};
use super::explain::{Explanation, Part, Step, worked_out};
use super::material::View;
use super::tables::counts_of;
use super::{Audience, Cell, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::appraisal::InputFile;
use crate::estimate::Score;
use crate::locale::{Args, Locale};
use crate::scheme::Measure;

/// A table of more columns is set in the smallest type, so that its numbers stay on a line.
const WIDE: usize = 7;

/// What answers an objection.
#[derive(Debug, Clone)]
pub struct Appeal {
    /// The document to be signed.
    pub document: Document,
    /// The counts on the unit, by group, indicator and level.
    pub counts: Grid,
}

/// The pack of a unit: the whole and each indicator worked out, what became of ballots on it, the files
/// that were read, and the counts. It holds no rater; for [`Audience::Public`] no count of few people either, so
/// that the unit may have it.
pub fn appeal(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
    unit: usize,
    inputs: &[InputFile],
) -> Appeal {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let name = || Args::none().text("unit", view.unit(unit));
    let mut blocks = vec![Block::Paragraph(lead(&view, unit))];
    for measure in view.measures() {
        let part = if measure == Measure::Whole { Part::Whole } else { Part::Indicator };
        let explanation = worked_out(view, unit, measure, part);
        blocks.push(heading(&view.measure(measure)));
        blocks.extend(steps(&explanation, locale));
        if measure == Measure::Whole && view.scheme().indicators.all().len() == 1 {
            break;
        }
    }
    blocks.extend(void(&view, unit));
    blocks.extend(files(&view, inputs));
    let counts = counts_of(&view, unit);
    let title = locale.text("appeal-counts", name());
    blocks.push(Block::Attachments(Attachments {
        label: locale.word("appeal-attachment"),
        names: vec![Text::new(&title)],
    }));
    blocks.push(Block::Signature(Signature {
        offices: vec![Text::new(locale.label(&material.appraisal.office))],
        date: Text::new(&locale.word("appeal-date")),
    }));
    blocks.push(Block::Annex(Annex { label: locale.word("appeal-annex"), title }));
    blocks.push(Block::Table(Table {
        size: TableSize::Small,
        is_folded: counts.rows.len() > 40,
        ..Table::of_grid(&counts, locale)
    }));
    let period = locale.period(material.appraisal.period);
    let document = Document {
        language: locale.language(),
        title: locale.text("appeal-title", name().text("period", period)),
        author: locale.label(&material.appraisal.office).to_owned(),
        sections: vec![Section::upright(blocks)],
        ..Document::default()
    };
    Appeal { document, counts }
}

fn heading(text: &str) -> Block {
    Block::Heading(Heading::new(Level::First, Text::new(text)))
}

/// What the document is for.
fn lead(view: &View<'_>, unit: usize) -> Text {
    let estimate = &view.material.estimates.units[unit];
    let groups = estimate.groups.iter().map(|group| &group.whole);
    let is_whole = !estimate.indicators.iter().chain(groups).any(Score::is_withheld);
    let args = Args::none()
        .text("unit", view.unit(unit))
        .text("whole", if is_whole { "yes" } else { "no" })
        .text("period", view.locale.period(view.appraisal().period))
        .text("scheme", view.locale.label(&view.scheme().name));
    Text::new(&view.locale.text("appeal-lead", args))
}

fn steps(explanation: &Explanation, locale: &Locale) -> Vec<Block> {
    let block = |step: &Step| match step {
        Step::Text(sentence) => Block::Paragraph(Text::new(sentence)),
        Step::Grid(grid) => Block::Table(Table {
            caption: Some(Text::new(&grid.title)),
            size: if grid.columns.len() > WIDE { TableSize::Tiny } else { TableSize::Small },
            is_kept: true,
            ..Table::of_grid(grid, locale)
        }),
    };
    explanation.steps.iter().map(block).collect()
}

/// Ballots on the unit that were void, by rule; nothing where nobody looked.
fn void(view: &View<'_>, unit: usize) -> Vec<Block> {
    if view.material.fair.screen.is_none() {
        return Vec::new();
    }
    let locale = view.locale;
    let hits = view.met().filter(|hits| view.voids(hits.rule));
    let parts: Vec<String> = hits
        .filter_map(|hits| {
            let n = hits.by_unit.get(unit).copied().filter(|n| *n > 0)?;
            let args = Args::none().text("rule", view.rule_name(hits.rule)).count("n", n);
            Some(locale.text("fair-void-of", args))
        })
        .collect();
    let told = match parts.is_empty() {
        true => locale.word("appeal-void-none"),
        false => locale.text("appeal-void", Args::none().text("rules", locale.list(&parts))),
    };
    vec![heading(&locale.word("appeal-ballots")), Block::Paragraph(Text::new(&told))]
}

/// The files that were read, by their hashes; without names for a unit, for a file may be called after another.
fn files(view: &View<'_>, inputs: &[InputFile]) -> Vec<Block> {
    let locale = view.locale;
    let named = |(at, input): (usize, &InputFile)| match view.audience {
        Audience::Internal => input.file.clone(),
        Audience::Public => (at + 1).to_string(),
    };
    let mut inputs: Vec<&InputFile> = inputs.iter().chain(&view.appraisal().inputs).collect();
    inputs.sort_by(|a, b| (&a.file, &a.sha256).cmp(&(&b.file, &b.sha256)));
    inputs.dedup_by(|a, b| a.file == b.file && a.sha256 == b.sha256);
    let row = |(at, input): (usize, &&InputFile)| GridRow {
        kind: RowKind::Ranked,
        category: None,
        cells: vec![Cell::Text(named((at, input))), Cell::Text(input.sha256.clone())],
    };
    let rows = inputs.iter().enumerate().map(row).collect();
    let columns = vec![
        view.column("file", ColumnKind::Text),
        view.named("sha256".to_owned(), "SHA-256".to_owned(), ColumnKind::Text),
    ];
    let table = Table::of_grid(&view.grid("files", columns, rows), locale);
    let args = Args::none().text("version", env!("CARGO_PKG_VERSION"));
    vec![
        heading(&locale.word("appeal-files")),
        Block::Paragraph(Text::new(&locale.text("appeal-files-lead", args))),
        Block::Table(Table { size: TableSize::Tiny, ..table }),
    ]
}
