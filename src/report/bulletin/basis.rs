//! 评议基本情况: by which rules, over whom, by whom, and what came back.

use super::{Draft, Portion, fit};
use crate::account::GroupReturns;
use crate::exact::Ratio;
use crate::locale::Args;
use crate::report::compose::returns;
use crate::report::document::Block;
use crate::report::tables;
use crate::scheme::Publication;

/// More names than this are only counted.
const NAMED: usize = 12;

/// The section.
pub(super) fn basis(draft: &Draft<'_>) -> Vec<Block> {
    let what = vec![period(draft), objects(draft), asked(draft), raters(draft)];
    let mut blocks: Vec<Block> = draft.paragraph(&what).into_iter().collect();
    blocks.extend(draft.paragraph(&[came_back(draft), by_group(draft).unwrap_or_default()]));
    blocks.extend(returns_table(draft));
    let portion = Portion { heading: String::new(), blocks };
    draft.section(&draft.word("bulletin-section-basis"), vec![portion])
}

fn period(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let args = Args::none().text("period", view.locale.period(view.appraisal().period));
    draft.say("bulletin-basis-period", args)
}

/// How many units, by category.
fn objects(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let parts: Vec<String> = view
        .categories()
        .filter_map(|category| {
            let n = view.units().filter(|unit| view.category_of(*unit) == category).count();
            let level = match view.scheme().categories[category].publication {
                Publication::Ranked => "ranked",
                Publication::ScoreOnly => "score-only",
                Publication::Internal => "internal",
            };
            let args = Args::none().text("category", view.category(category)).text("level", level);
            (n > 0).then(|| draft.say("bulletin-basis-category", args.count("n", n)))
        })
        .collect();
    let args = Args::none()
        .count("units", view.units().count())
        .text("several", if parts.len() > 1 { "yes" } else { "no" })
        .text("categories", view.locale.series(&parts));
    draft.say("bulletin-basis-objects", args)
}

/// On what the units were judged.
fn asked(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let names: Vec<String> = view.leaves().map(|leaf| view.measure(leaf)).collect();
    let args = Args::none()
        .count("n", names.len())
        .text("named", if names.len() <= NAMED { "yes" } else { "no" })
        .text("indicators", view.locale.series(&names));
    draft.say("bulletin-basis-indicators", args)
}

/// Who judged.
fn raters(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let groups = view.scheme().groups.iter().enumerate();
    let names: Vec<&str> = groups
        .filter(|(at, _)| view.shows_group(*at))
        .map(|(_, group)| view.locale.label(&group.label))
        .collect();
    let args = Args::none()
        .count("n", names.len())
        .text("named", if names.len() <= NAMED { "yes" } else { "no" })
        .text("groups", view.locale.series(&names));
    draft.say("bulletin-basis-groups", args)
}

/// 发出、收回、有效 in all.
fn came_back(draft: &Draft<'_>) -> String {
    let total = draft.view.returns_in_all();
    if total.found == 0 && total.valid == 0 && total.returned.is_none() {
        return draft.word("bulletin-basis-nothing");
    }
    returns(&draft.view)
}

/// The groups that returned most and least.
fn by_group(draft: &Draft<'_>) -> Option<String> {
    let view = &draft.view;
    let rates = rates(&view.returns());
    let (best, worst) =
        (rates.iter().max_by(|a, b| a.1.cmp(&b.1))?, rates.iter().min_by(|a, b| a.1.cmp(&b.1))?);
    if best.1 == worst.1 {
        return None;
    }
    let name = |group: usize| view.locale.label(&view.scheme().groups[group].label).to_owned();
    let shown = |rate: &Ratio| view.scheme().publish(&(rate * &Ratio::whole(100))).to_string();
    let args = Args::none()
        .text("best", name(best.0))
        .text("best-rate", shown(&best.1))
        .text("worst", name(worst.0))
        .text("worst-rate", shown(&worst.1));
    Some(draft.say("bulletin-basis-by-group", args))
}

/// The share that came back of each group of which both numbers are written down.
pub(super) fn rates(groups: &[(usize, &GroupReturns)]) -> Vec<(usize, Ratio)> {
    let rate = |group: &GroupReturns| match (group.issued, group.returned) {
        (Some(issued), Some(returned)) if issued > 0 => Some(Ratio::fraction(returned, issued)),
        _ => None,
    };
    groups.iter().filter_map(|(at, group)| Some((*at, rate(group)?))).collect()
}

/// The table by group, where there are several.
fn returns_table(draft: &Draft<'_>) -> Option<Block> {
    let view = &draft.view;
    if view.returns().len() < 2 {
        return None;
    }
    let grid = tables::returns_grid(view.material, view.audience, view.locale);
    let registered = grid.columns.iter().any(|column| column.id == "returned");
    let columns: &[&str] = if registered {
        &["group", "issued", "returned", "return-rate", "valid", "valid-rate"]
    } else {
        &["group", "found", "valid", "valid-rate"]
    };
    let caption = grid.title.clone();
    let mut table = fit::of_grid(&fit::pick(&grid, columns), view.locale);
    table.notes.clear();
    Some(Block::Table(fit::in_text(table, &caption)))
}
