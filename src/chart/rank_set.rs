//! Ranks with their confidence sets: a dot for the rank, a bar for every rank that could be the true one.

use super::canvas::{Canvas, Frame, Stroke};
use super::marks::{Sample, bar, legend};
use super::page::{self, MARGIN, SMALL};
use super::palette::{Colour, GRID, INK, WHITE};
use super::pen::Plot;
use super::table::{Line, Table};
use super::{Caption, Chart};

/// Which ranks each unit could truly have; rows are drawn from top to bottom in the order given.
///
/// The axis runs from rank 1 to the number of rows with a rank, or to the greatest rank that is shown.
#[derive(Debug, Clone, Default)]
pub struct RankSetChart {
    /// The words around the figure.
    pub caption: Caption,
    /// What the axis shows, for example that rank 1 is the best.
    pub axis_title: String,
    /// The heading over the sets as printed.
    pub set_heading: String,
    /// One row per unit.
    pub rows: Vec<RankSetRow>,
    /// What the legend calls the marks.
    pub keys: RankSetKeys,
}

/// Words of the legend; an empty one leaves its entry out.
#[derive(Debug, Clone, Default)]
pub struct RankSetKeys {
    /// The dot.
    pub rank: String,
    /// The light bar.
    pub simultaneous: String,
    /// The dark bar.
    pub marginal: String,
    /// The dashed rim of a borderline set.
    pub borderline: String,
    /// The line that joins dots of equal rank.
    pub joint: String,
}

/// A unit's rank and the ranks that it could truly have.
#[derive(Debug, Clone, Default)]
pub struct RankSetRow {
    /// The unit's name.
    pub label: String,
    /// Its rank, from 1; absent draws no dot. Neighbouring rows of equal rank are joined by a line.
    pub rank: Option<u32>,
    /// The rank as printed, joint ranks as “1=” or “并列1”; empty for a unit that is not ranked.
    pub rank_text: String,
    /// The best and worst rank of the set that holds for all units together, drawn light and thick.
    pub simultaneous: Option<(u32, u32)>,
    /// The best and worst rank of the set that holds for this unit alone, drawn dark and thin.
    pub marginal: Option<(u32, u32)>,
    /// Whether other random numbers could move an end of the set; the bar has a dashed rim.
    pub borderline: bool,
    /// The set as printed, for example “3–9”, or why there is none.
    pub set_text: String,
    /// Whether the row is set off by bold type and a band.
    pub emphasis: bool,
    /// What pointing at the row's marks shows.
    pub hover: String,
}

/// The light bar: every unit together.
const ALL: Colour = Colour(0xc3, 0xd9, 0xea);
/// The dark bar: this unit alone.
const ALONE: Colour = Colour(0x5f, 0x9f, 0xcf);
const HEADING: f64 = 92.0;

impl RankSetChart {
    /// Draws the figure. It grows with the rows; without rows it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.rows.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let top = self.legend(&mut canvas, top);
        let heading = SMALL.width(&self.set_heading).min(HEADING);
        let mut table = Table::lay(self.lines(), 250.0, heading, 0.0);
        let (left, width) = (table.frame.left, table.frame.width());
        let title = page::height_above(&self.axis_title, width, &SMALL) + 16.0;
        let over = page::height_above(&self.set_heading, table.value_width, &SMALL);
        let bottom = top + title.max(over);
        table.hang(bottom + 6.0);
        page::above(&mut canvas, left, bottom - 16.0, &self.axis_title, width, &SMALL);
        let (x, room) = (table.value_right, table.value_width);
        page::above(&mut canvas, x, bottom, &self.set_heading, room, &SMALL.end());
        self.plot(&mut canvas, &table);
        page::foot(canvas, &self.caption, table.frame.bottom + 2.0)
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let lines = self.rows.iter().map(|row| Line {
            rank: &row.rank_text,
            label: &row.label,
            value: &row.set_text,
            there: row.rank.is_some(),
            emphasis: row.emphasis,
        });
        lines.collect()
    }

    fn legend(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let keys = &self.keys;
        let joint = Sample::Joined(INK);
        let items = [
            (Sample::Shape(0, INK), &keys.rank),
            (Sample::Bar(ALONE, false), &keys.marginal),
            (Sample::Bar(ALL, false), &keys.simultaneous),
            (Sample::Bar(ALL, true), &keys.borderline),
            (joint, &keys.joint),
        ];
        let items = items.into_iter().filter(|(_, name)| !name.trim().is_empty());
        let items: Vec<_> = items.map(|(sample, name)| (sample, name.as_str())).collect();
        if items.is_empty() {
            return top;
        }
        legend(canvas, (MARGIN, top - 2.0), items.into_iter(), &SMALL.ink(INK)) + 6.0
    }

    /// The last rank of the axis.
    fn last_rank(&self) -> u32 {
        let ranked = self.rows.iter().filter(|row| row.rank.is_some()).count();
        let shown = self.rows.iter().flat_map(|row| {
            let ends = [row.simultaneous, row.marginal].into_iter().flatten();
            ends.flat_map(|(a, b)| [a, b]).chain(row.rank)
        });
        let ranked = u32::try_from(ranked).unwrap_or(u32::MAX);
        shown.chain([ranked, 1]).max().unwrap_or(1)
    }

    fn plot(&self, canvas: &mut Canvas, table: &Table<'_>) {
        let last = self.last_rank();
        // A rank is a cell of the axis, so that a set of one rank can be seen.
        let (start, end) = (0.5, f64::from(last) + 0.5);
        let plot = Plot::new(canvas, table.frame, start..end, 0.0..table.rows.total);
        for index in 0..self.rows.len() {
            let middle = table.rows.at(index).0;
            plot.mark((start, middle), |canvas, _, y| table.words(canvas, index, y));
        }
        for tick in ticks(last, table.frame.width()) {
            let x = f64::from(tick);
            plot.rule((x, 0.0), (x, table.rows.total), GRID, 1.0);
            plot.mark((x, 0.0), |canvas, x, y| {
                canvas.text(x, y - 12.0, &tick.to_string(), &SMALL.middle());
            });
        }
        for (index, row) in self.rows.iter().enumerate() {
            let (middle, height) = table.rows.at(index);
            plot.mark((start, middle), |canvas, _, y| {
                canvas.group(&row.hover, |canvas| draw_bars(canvas, &plot, row, (y, height)));
            });
        }
        self.draw_joints(&plot, table);
        for (index, row) in self.rows.iter().enumerate() {
            let Some(rank) = row.rank else {
                continue;
            };
            plot.mark((f64::from(rank), table.rows.at(index).0), |canvas, x, y| {
                canvas.group(&row.hover, |canvas| {
                    canvas.circle(x, y, 4.4, INK, Some(Stroke::new(WHITE, 1.0)));
                });
            });
        }
    }

    /// Joins the dots of neighbouring rows that share a rank.
    fn draw_joints(&self, plot: &Plot<'_>, table: &Table<'_>) {
        for (index, pair) in self.rows.windows(2).enumerate() {
            let [Some(rank), Some(next)] =
                [pair.first(), pair.last()].map(|r| r.and_then(|r| r.rank))
            else {
                continue;
            };
            if rank == next {
                let (x, here) = (f64::from(rank), table.rows.at(index).0);
                plot.rule((x, here), (x, table.rows.at(index + 1).0), INK, 1.8);
            }
        }
    }
}

fn draw_bars(canvas: &mut Canvas, plot: &Plot<'_>, row: &RankSetRow, (y, height): (f64, f64)) {
    let thick = f64::min(height * 0.62, 17.0);
    let sets = [(row.simultaneous, ALL, thick), (row.marginal, ALONE, thick * 0.46)];
    // The rim belongs to the outer bar, and to the inner one where there is no other.
    let mut rim = row.borderline;
    for (set, colour, thick) in sets {
        let Some((a, b)) = set else {
            continue;
        };
        let edge = |rank: u32, side: f64| plot.pixel((f64::from(rank) + side, 0.0)).0;
        let (left, right) = (edge(a.min(b), -0.5), edge(a.max(b), 0.5));
        let middle = f64::midpoint(left, right);
        // Among hundreds of units a cell is thinner than a line.
        let half = f64::max((right - left) / 2.0 - 0.6, 1.2);
        let frame = Frame::new(middle - half, y - thick / 2.0, middle + half, y + thick / 2.0);
        bar(canvas, frame, colour, rim);
        rim = false;
    }
}

/// Rank 1, round ranks, and the last; as many as `width` pixels have room for.
fn ticks(last: u32, width: f64) -> Vec<u32> {
    let room = width / 34.0;
    let powers = (0..9u32).map(|power| 10u32.pow(power));
    let mut steps = powers.flat_map(|power| [1u32, 2, 5].map(|unit| unit.saturating_mul(power)));
    let step = steps.find(|step| f64::from(last / step) <= room).unwrap_or(u32::MAX);
    let mut ticks = vec![1];
    let mut next = step;
    while next < last {
        // A round rank too near to one of the two ends gives way to it.
        let clear = |end: u32| f64::from(next.abs_diff(end)) >= 0.6 * f64::from(step);
        if next > 1 && clear(1) && clear(last) {
            ticks.push(next);
        }
        next = next.saturating_add(step);
    }
    if last > 1 {
        ticks.push(last);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticks_begin_with_rank_1_and_end_with_the_last() {
        assert_eq!(ticks(8, 340.0), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(ticks(41, 340.0), [1, 5, 10, 15, 20, 25, 30, 35, 41]);
        assert_eq!(ticks(300, 340.0), [1, 50, 100, 150, 200, 250, 300]);
        assert_eq!((ticks(1, 340.0), ticks(2, 340.0)), (vec![1], vec![1, 2]));
        assert!(ticks(u32::MAX, 120.0).len() < 10);
    }
}
