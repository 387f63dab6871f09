//! One number worked out by hand (解释): counts, points, weights, each step, neighbours in rank.

mod error;

use super::material::View;
use super::{Audience, Cell, ColumnKind, Grid, GridRow, Material, RowKind, Seen};

use crate::estimate::{Absent, GroupEstimate, Measure, Score, Value};
use crate::exact::{Ratio, Rounding};
use crate::league::Table;
use crate::locale::{Args, Locale};
use crate::scheme::{Code, Mode};
use crate::tally::{Address, Count, WEIGHT_SCALE};

/// A number worked out: sentences and tables in the order in which a person follows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained.
    pub title: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A sentence.
    Text(String),
    /// A table.
    Grid(Grid),
}

/// Works out a unit's score on a measure.
pub fn explain(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
    unit: usize,
    measure: Measure,
) -> Explanation {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    worked_out(View::new(material, audience, locale), unit, measure, Part::Alone)
}

/// The same for a document.
pub(super) fn worked_out(view: View<'_>, unit: usize, measure: Measure, part: Part) -> Explanation {
    let mut working = Working { view, unit, part, steps: Vec::new() };
    working.result(measure);
    match measure {
        Measure::Indicator(leaf) if leaf < view.scheme().indicators.n_leaves() => {
            working.counts(leaf);
            working.over_groups(measure, &|group| group.leaves[leaf].clone());
        }
        Measure::Whole if view.scheme().scoring.mode == Mode::BallotFirst => {
            working.over_groups(measure, &|group| group.whole.clone());
        }
        _ => working.over_indicators(measure),
    }
    working.rounding(measure);
    if part == Part::Indicator {
        return working.named(measure);
    }
    if view.shows_errors() {
        working.error(measure);
        working.by_group(measure);
        working.sets(measure);
    }
    working.neighbours(measure);
    working.named(measure)
}

/// What a unit's score on a measure is explained in, or as a part of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// By itself: with its error, its sets of ranks and its neighbours.
    Alone,
    /// As the first part of a document that has the indicators below.
    Whole,
    /// As a part of such a document, where the counts and the way from them are enough.
    Indicator,
}

impl Working<'_> {
    fn named(self, measure: Measure) -> Explanation {
        let View { locale, material, .. } = self.view;
        let args = Args::none()
            .text("unit", self.view.unit(self.unit))
            .text("measure", self.view.measure(measure))
            .text("period", locale.period(material.appraisal.period));
        Explanation { title: locale.text("explain-title", args), steps: self.steps }
    }
}

struct Working<'a> {
    view: View<'a>,
    unit: usize,
    part: Part,
    steps: Vec<Step>,
}

impl Working<'_> {
    fn score(&self, measure: Measure) -> &Score {
        self.view.material.estimates.units[self.unit].score(measure)
    }

    fn say(&mut self, id: &str, args: Args<'_>) {
        self.steps.push(Step::Text(self.view.locale.text(id, args)));
    }

    /// The tables that the unit stands in on this measure: over all, then its category.
    fn tables(&self, measure: Measure) -> Vec<&Table> {
        let category = self.view.category_of(self.unit);
        [None, Some(category)]
            .into_iter()
            .filter_map(|category| self.view.material.league.table(category, measure))
            .collect()
    }

    fn result(&mut self, measure: Measure) {
        match &self.score(measure).value {
            Err(why) => {
                let why = self.view.locale.absent(self.view.scheme(), why);
                self.say("explain-absent", Args::none().text("why", why));
            }
            Ok(value) => {
                let score = self.score(measure);
                let few = if self.view.material.tells_n(score) { "no" } else { "yes" };
                let args = Args::none().text("score", value.published.to_string());
                let args = args.count("n", score.n).text("few", few);
                self.say("explain-score", args);
            }
        }
        let mut ranks = Vec::new();
        for table in self.tables(measure) {
            let scope = match table.category {
                Some(category) => self.view.category(category),
                None => self.view.locale.word("scope-all"),
            };
            let args = Args::none().text("scope", scope).count("of", table.standings.len() as u64);
            match table.standing(self.unit) {
                Some(standing) => {
                    let joint = if standing.joint { "yes" } else { "no" };
                    let args = args.text("rank", standing.rank.to_string()).text("joint", joint);
                    ranks.push(self.view.locale.text("explain-rank", args));
                }
                None => {
                    let row = table.unranked.iter().find(|row| row.unit == self.unit);
                    if let Some(row) = row {
                        let why = self.view.locale.why(self.view.scheme(), &row.why);
                        ranks
                            .push(self.view.locale.text("explain-unranked", args.text("why", why)));
                    }
                }
            }
        }
        self.steps.extend(ranks.into_iter().map(Step::Text));
    }

    /// The counts of each group on each level, with the mean they give.
    fn counts(&mut self, leaf: usize) {
        let view = self.view;
        let scale = &view.scheme().scale;
        let codes = self.codes(leaf);
        let mut columns = vec![view.column("group", ColumnKind::Text)];
        for code in &codes {
            let level = scale.level(*code).map(|level| view.locale.label(&level.label));
            let name = level.map_or_else(|| scale.name(*code), str::to_owned);
            let heading = match (scale.level(*code), scale.points(*code)) {
                (Some(_), Some(points)) => format!("{name} ({points})"),
                _ => name,
            };
            columns.push(view.named(scale.name(*code), heading, ColumnKind::Count));
        }
        columns.push(view.column("explain-n", ColumnKind::Count));
        columns.push(view.column("explain-sum", ColumnKind::Text));
        columns.push(view.column("explain-mean", ColumnKind::Text));
        let rows = (0..view.scheme().groups.len())
            .map(|group| self.count_row(group, leaf, &codes))
            .collect();
        self.say("explain-counts", Args::none());
        self.steps.push(Step::Grid(view.grid("explain-counts", columns, rows)));
    }

    /// The levels that anybody marked, best first.
    fn codes(&self, leaf: usize) -> Vec<Code> {
        let groups = (0..self.view.scheme().groups.len())
            .filter(|group| !self.group(*group).leaves[leaf].is_withheld());
        let marked = groups.flat_map(|group| self.levels(group, leaf).map(|(code, _)| code));
        let mut codes: Vec<Code> = marked.collect();
        if self.view.scheme().scale.range.is_none() {
            codes.extend(self.view.scheme().scale.codes());
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn group(&self, group: usize) -> &GroupEstimate {
        &self.view.material.estimates.units[self.unit].groups[group]
    }

    /// A score on the way: to four decimals, but as it is published where some of what it is made of is
    /// withheld. Few people's answers are whole numbers, which more decimals would give away.
    fn on_the_way(&self, value: &Value) -> String {
        match self.has_withheld() {
            true => value.published.to_string(),
            false => near(&value.exact),
        }
    }

    /// Whether something of the unit is withheld.
    fn has_withheld(&self) -> bool {
        let estimate = &self.view.material.estimates.units[self.unit];
        estimate.indicators.iter().any(Score::is_withheld) || self.has_withheld_group()
    }

    fn has_withheld_group(&self) -> bool {
        let groups = &self.view.material.estimates.units[self.unit].groups;
        groups.iter().any(|group| group.whole.is_withheld())
    }

    fn levels(&self, group: usize, leaf: usize) -> impl Iterator<Item = (Code, Count)> + '_ {
        let number = |position: usize| u16::try_from(position).unwrap_or(u16::MAX);
        let unit = u32::try_from(self.unit).unwrap_or(u32::MAX);
        let address = Address { unit, group: number(group), indicator: number(leaf) };
        self.view.material.tally.levels(address)
    }

    fn count_row(&self, group: usize, leaf: usize, codes: &[Code]) -> GridRow {
        let view = self.view;
        let scale = &view.scheme().scale;
        let estimate = self.group(group);
        let label = view.locale.label(&view.scheme().groups[group].label).to_owned();
        let mut cells = vec![Cell::Text(label)];
        // With the sum the others' counts would tell how many the withheld groups are.
        if self.has_withheld_group() {
            cells.resize(codes.len() + 3, Cell::Empty);
            cells.push(match &estimate.leaves[leaf].value {
                Ok(value) => Cell::Text(self.on_the_way(value)),
                Err(why) => Cell::Absent(view.locale.absent(view.scheme(), why)),
            });
            return GridRow { kind: RowKind::Ranked, category: None, cells };
        }
        let counts: Vec<(Code, Count)> = self.levels(group, leaf).collect();
        let of = |code: Code| counts.iter().find(|(known, _)| *known == code).map(|(_, c)| *c);
        cells.extend(codes.iter().map(|code| Cell::Count(of(*code).unwrap_or_default().n)));
        let score = &estimate.leaves[leaf];
        cells.push(Cell::Count(score.n));
        let scored = counts.iter().filter_map(|(code, count)| Some((scale.points(*code)?, *count)));
        let (mut sum, mut weights) = (Ratio::zero(), Ratio::zero());
        for (points, count) in scored {
            let weight = Ratio::fraction(count.weight, WEIGHT_SCALE);
            sum = &sum + &(&points * &weight);
            weights = &weights + &weight;
        }
        cells.push(match score.trimmed {
            0 if !weights.is_zero() => Cell::Text(format!("{sum} ÷ {weights}")),
            0 => Cell::Empty,
            trimmed => {
                let args = Args::none().count("n", trimmed);
                Cell::Text(view.locale.text("explain-trimmed", args))
            }
        });
        cells.push(match &score.value {
            Ok(value) => Cell::Text(near(&value.exact)),
            Err(why) => Cell::Absent(view.locale.absent(view.scheme(), why)),
        });
        GridRow { kind: RowKind::Ranked, category: None, cells }
    }

    /// The groups' means, weighted.
    fn over_groups(&mut self, measure: Measure, of: &dyn Fn(&GroupEstimate) -> Score) {
        let view = self.view;
        let estimate = &view.material.estimates.units[self.unit];
        let missing = self.score(measure).missing_groups.clone();
        let mut terms = Vec::new();
        let mut sum = Ratio::zero();
        for (index, group) in estimate.groups.iter().enumerate().filter(|(_, g)| g.rates) {
            let label = view.locale.label(&view.scheme().groups[index].label);
            match &of(group).value {
                Ok(value) if !missing.contains(&index) => {
                    let mean = self.on_the_way(value);
                    terms.push(format!("{label} {mean} × {}", group.weight));
                    sum = &sum + &group.weight;
                }
                // It took part, but what it said is not told.
                Err(why @ Absent::Withheld) if !missing.contains(&index) => {
                    let why = view.locale.absent(view.scheme(), why);
                    terms.push(format!("{label} [{why}] × {}", group.weight));
                    sum = &sum + &group.weight;
                }
                _ => {
                    let args = Args::none().text("group", label);
                    terms.push(view.locale.text("explain-missing", args));
                }
            }
        }
        let args = Args::none().text("terms", terms.join(" + ")).text("sum", sum.to_string());
        self.say("explain-groups", args);
    }

    /// The indicators' scores, weighted.
    fn over_indicators(&mut self, measure: Measure) {
        let view = self.view;
        let indicators = &view.scheme().indicators;
        let whole: Vec<(usize, Ratio)> = indicators.weights().iter().cloned().enumerate().collect();
        let leaves = match measure {
            Measure::Whole => &whole,
            Measure::Indicator(node) => &indicators.all()[node].leaves,
        };
        let terms: Vec<String> = leaves
            .iter()
            .map(|(leaf, weight)| {
                let score = self.score(Measure::Indicator(*leaf));
                let value = match &score.value {
                    Ok(value) => self.on_the_way(value),
                    Err(why) => view.locale.absent(view.scheme(), why),
                };
                format!("{} {value} × {weight}", view.measure(Measure::Indicator(*leaf)))
            })
            .collect();
        self.say("explain-indicators", Args::none().text("terms", terms.join(" + ")));
        self.steps.push(Step::Text(view.locale.word(match self.part {
            Part::Alone => "explain-indicators-more",
            Part::Whole | Part::Indicator => "explain-indicators-below",
        })));
    }

    fn rounding(&mut self, measure: Measure) {
        let Ok(value) = self.score(measure).value.clone() else { return };
        if self.has_withheld() {
            return;
        }
        let (numerator, denominator) = value.exact.parts();
        let short = numerator.len() + denominator.len() <= 40;
        let fraction =
            if short { format!("{numerator}/{denominator}") } else { near(&value.exact) };
        let rule = self.view.locale.word(match self.view.scheme().rounding.rule {
            Rounding::HalfUp => "method-half-up",
            Rounding::HalfEven => "method-half-even",
        });
        let args = Args::none()
            .text("exact", fraction)
            .text("near", near(&value.exact))
            .text("score", value.published.to_string())
            .text("rule", rule);
        self.say("explain-rounding", args);
    }

    /// The places around the unit in each of its tables.
    fn neighbours(&mut self, measure: Measure) {
        let view = self.view;
        let mut grids = Vec::new();
        for table in self.tables(measure) {
            let Some(at) = table.standings.iter().position(|s| s.unit == self.unit) else {
                continue;
            };
            let range = at.saturating_sub(2)..(at + 3).min(table.standings.len());
            let columns = vec![
                view.column("rank", ColumnKind::Rank),
                view.column("unit", ColumnKind::Text),
                view.column("score", ColumnKind::Score),
                view.column("explain-gap", ColumnKind::Change),
            ];
            let own = table.standings[at].published;
            let rows = table.standings[range]
                .iter()
                .map(|s| GridRow {
                    kind: if s.unit == self.unit { RowKind::Mean } else { RowKind::Ranked },
                    category: None,
                    cells: vec![
                        Cell::Rank { rank: s.rank, joint: s.joint, of: table.standings.len() },
                        view.unit_cell(s.unit),
                        Cell::Score { value: s.published, marked: false },
                        Cell::change(s.published.minus(own)),
                    ],
                })
                .collect();
            let mut grid = view.grid("explain-neighbours", columns, rows);
            let scope = match table.category {
                Some(category) => view.category(category),
                None => view.locale.word("scope-all"),
            };
            grid.title =
                view.locale.text("grid-explain-neighbours", Args::none().text("scope", scope));
            grids.push(Step::Grid(grid));
        }
        self.steps.extend(grids);
    }
}

/// A value on the way, to four decimals, marked as not exact where it is not.
fn near(value: &Ratio) -> String {
    let shown = value.publish(Rounding::HalfUp, 4);
    if shown.ratio() == *value { value.to_string() } else { format!("≈{shown}") }
}
