//! The figure of rank sets: which ranks the data cannot rule out.

use super::super::Figure;
use super::super::material::View;
use super::figures::{figure, stated, suffix};
use crate::chart::{RankSetChart, RankSetKeys, RankSetRow};
use crate::league::Table;
use crate::locale::Args;

/// The confidence sets of the ranks of a table; absent where there are none.
pub(super) fn rank_sets(view: &View<'_>, table: &Table) -> Option<Figure> {
    let certainty = table.certainty.as_ref().filter(|_| view.shows_errors())?;
    let args = Args::none().text("scope", view.scope(table)).count("n", table.standings.len());
    let caption = view.caption(&format!("rank-sets{}", suffix(table)), "figure-rank-sets", args);
    let args = Args::none()
        .text("confidence", view.confidence())
        .count("n", certainty.n_compared)
        .text("draws", certainty.draws.to_string())
        .text("seed", certainty.seed.to_string());
    let caption = stated(view, caption, "figure-rank-sets-note", args);
    let rank = |rank: usize| u32::try_from(rank).unwrap_or(u32::MAX);
    let rows = table.standings.iter().map(|standing| {
        let set = standing.set.as_ref();
        let text = set.map_or_else(
            || view.locale.word("rank-set-none"),
            |set| {
                let args = Args::none()
                    .text("best", set.together.best.to_string())
                    .text("worst", set.together.worst.to_string());
                let same = set.together.best == set.together.worst;
                let text = if same {
                    set.together.best.to_string()
                } else {
                    view.locale.text("rank-set", args)
                };
                if set.is_borderline { format!("{text}*") } else { text }
            },
        );
        let label = view.unit(standing.unit);
        RankSetRow {
            hover: format!("{label} {} ({text})", view.rank_text(standing)),
            label,
            rank: Some(rank(standing.rank)),
            rank_text: view.rank_text(standing),
            simultaneous: set.map(|set| (rank(set.together.best), rank(set.together.worst))),
            marginal: set.map(|set| (rank(set.alone.best), rank(set.alone.worst))),
            borderline: set.is_some_and(|set| set.is_borderline),
            set_text: text,
            emphasis: false,
        }
    });
    let rows: Vec<RankSetRow> = rows.collect();
    let key = |there: bool, id: &str| if there { view.locale.word(id) } else { String::new() };
    let joint = table.standings.iter().any(|standing| standing.joint);
    let keys = RankSetKeys {
        rank: view.locale.word("key-rank"),
        simultaneous: view.locale.word("key-set-together"),
        marginal: view.locale.word("key-set-alone"),
        borderline: key(rows.iter().any(|row| row.borderline), "key-borderline"),
        joint: key(joint, "key-joint"),
    };
    let chart = RankSetChart {
        axis_title: view.locale.word("axis-rank"),
        set_heading: view.locale.word("col-ranks"),
        rows,
        keys,
        caption: caption.clone(),
    };
    Some(figure(view, &caption, chart.draw()))
}
