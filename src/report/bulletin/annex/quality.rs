//! 附件 数据质量说明: what became of rows and papers, and what was noticed.

use super::super::{Draft, fit};
use super::Sheet;
use crate::report::compose;
use crate::report::document::{Block, Text};
use crate::report::tables::{findings_grid, returns_grid};

/// Sentences, what went out and came back, and the findings by kind.
pub(super) fn sheets(draft: &Draft<'_>) -> Vec<Sheet> {
    let view = &draft.view;
    let mut said = compose::quality(view);
    said.extend(compose::void_ballots(view));
    let mut blocks: Vec<Block> =
        said.iter().filter_map(|said| draft.paragraph(std::slice::from_ref(said))).collect();
    let findings = findings_grid(view.material, view.audience, view.locale);
    if !findings.rows.is_empty() {
        let table = fit::of_grid(&fit::without(&findings, &["code"]), view.locale);
        blocks.push(Block::Table(fit::in_text(table, &findings.title)));
    }
    let returns = returns_grid(view.material, view.audience, view.locale);
    let mut table = fit::of_grid(&returns, view.locale);
    table.caption = Some(Text::new(&returns.title));
    let mut sheets = vec![Sheet::upright(blocks)];
    let placed = fit::placed(table, 1);
    sheets.extend(placed.into_iter().map(|placed| Sheet::table(placed.table, placed.is_turned)));
    sheets
}
