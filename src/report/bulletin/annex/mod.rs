//! The annexes (附件): ranks, indicators, comparisons, how scores were made, how good the data are.

mod league;
mod method;
mod quality;
mod scores;
mod trends;

use super::Draft;
use crate::locale::Args;
use crate::report::document::{Annex, Block, Section, Table, Text};

/// More units than this have no line each in the annexes of indicators and comparisons: nobody reads a
/// signed paper of hundreds of pages, and the workbook holds them all.
pub(super) const MANY: usize = 400;

/// An annex: its title, and what stands in it.
pub(super) struct Annexed {
    pub(super) title: String,
    sheets: Vec<Sheet>,
}

/// Pages of one orientation.
pub(super) struct Sheet {
    is_turned: bool,
    /// Whether it begins a page whatever stands before it.
    is_apart: bool,
    blocks: Vec<Block>,
}

impl Sheet {
    fn upright(blocks: Vec<Block>) -> Sheet {
        Sheet { is_turned: false, is_apart: false, blocks }
    }

    fn is_folded(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.is_folded))
    }

    fn table(table: Table, is_turned: bool) -> Sheet {
        Sheet { is_turned, is_apart: false, blocks: vec![Block::Table(table)] }
    }
}

/// The annexes that have something in them, in order.
pub(super) fn annexes(draft: &Draft<'_>) -> Vec<Annexed> {
    let period = || draft.view.locale.period(draft.view.appraisal().period);
    let all = [
        ("bulletin-annex-league", league::sheets(draft)),
        ("bulletin-annex-scores", scores::sheets(draft)),
        ("bulletin-annex-trends", trends::sheets(draft)),
        ("bulletin-annex-method", method::sheets(draft)),
        ("bulletin-annex-quality", quality::sheets(draft)),
    ];
    all.into_iter()
        .filter(|(_, sheets)| !sheets.is_empty())
        .map(|(id, sheets)| {
            let ranked = if draft.ranked.is_empty() { "no" } else { "yes" };
            let args = Args::none().text("period", period()).text("ranked", ranked);
            let title = draft.say(id, args);
            Annexed { title, sheets }
        })
        .collect()
}

/// The annexes as parts of a document; sheets of one orientation that follow each other share one.
pub(super) fn sections(draft: &Draft<'_>, annexes: Vec<Annexed>) -> Vec<Section> {
    let several = if annexes.len() > 1 { "yes" } else { "no" };
    let mut sections: Vec<Section> = Vec::new();
    for (annex, number) in annexes.into_iter().zip(1_usize..) {
        let args = Args::none().text("several", several).count("n", number);
        let label = draft.say("bulletin-annex", args);
        let mut head = Some(Block::Annex(Annex { label, title: annex.title }));
        for sheet in annex.sheets {
            let blocks = head.take().into_iter().chain(sheet.blocks);
            match sections.last_mut() {
                Some(last) if last.is_turned == sheet.is_turned && !sheet.is_apart => {
                    last.blocks.extend(blocks);
                }
                _ => {
                    sections.push(Section { is_turned: sheet.is_turned, blocks: blocks.collect() })
                }
            }
        }
    }
    sections
}

/// Where the lines are that an annex has no room for.
fn elsewhere(draft: &Draft<'_>, tab: &str) -> Block {
    let args = Args::none().text("file", draft.word("file-workbook")).text("tab", tab);
    Block::Paragraph(Text::new(&draft.say("bulletin-elsewhere", args)))
}

/// The categories with their names as bands; empty where naming them tells nothing.
fn bands(draft: &Draft<'_>) -> Vec<(usize, String)> {
    if !draft.view.has_categories() {
        return Vec::new();
    }
    draft.view.categories().map(|category| (category, draft.category(category))).collect()
}
