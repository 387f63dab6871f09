//! The names of the periods below a plot.

use super::canvas::{Frame, Stroke};
use super::lettering::wrap;
use super::page::SMALL;
use super::palette::{FAINT, INK};
use super::pen::Plot;

/// Writes the periods below the plot, wrapped to the space between two of them; where even that is too
/// narrow, only every second, third … is written, counted back from the last. Returns the lower edge.
pub(super) fn draw_periods(plot: &Plot<'_>, periods: &[String], y: f64, frame: Frame) -> f64 {
    let style = SMALL.ink(INK).middle();
    let room = frame.width() / (periods.len().saturating_sub(1).max(1)) as f64;
    let shown = |step: usize| {
        let limit = (room * step as f64 - 8.0).min(96.0);
        let last = periods.len().saturating_sub(1);
        let chosen = (0..periods.len()).filter(move |i| (last - i).is_multiple_of(step));
        chosen.map(move |i| (i, limit)).collect::<Vec<_>>()
    };
    let narrow = |step: usize| {
        shown(step).iter().any(|(i, limit)| {
            let lines = periods.get(*i).map(|p| wrap(p, style.size, style.weight, *limit));
            lines.is_some_and(|lines| lines.len() > 2)
        })
    };
    let step = (1..=periods.len().max(1)).find(|step| !narrow(*step)).unwrap_or(1);
    let mut most = 0;
    for (index, limit) in shown(step) {
        let Some(period) = periods.get(index) else {
            continue;
        };
        let lines = wrap(period, style.size, style.weight, limit);
        most = most.max(lines.len());
        plot.mark((index as f64, y), |canvas, x, y| {
            canvas.line((x, y), (x, y + 4.0), Stroke::new(FAINT, 1.0));
            let middle = y + 7.0 + 13.0 * lines.len() as f64 / 2.0;
            canvas.lines(x, middle, &lines, 13.0, &style);
        });
    }
    frame.bottom + 8.0 + 13.0 * most as f64
}
