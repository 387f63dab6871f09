//! The road as a library: from a folder of survey files to a league table.
//!
//! Run with `cargo run --release --example road -- sample-data`.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::tally::Tally;

fn main() -> Result<(), pingyi::error::Error> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "sample-data".to_owned());
    let appraisal = Appraisal::open(&folder, None)?;
    let intake = Intake::check(&appraisal)?;
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);

    let rows = intake.account().rows();
    println!("{}: {} rows, {} accepted", appraisal.period, rows.rows, rows.accepted);
    for (index, indicator) in appraisal.scheme.indicators.all().iter().enumerate() {
        let Some(table) = league.table(None, Measure::Indicator(index)) else { continue };
        println!("\n{}", indicator.label.zh);
        for standing in table.standings.iter().take(3) {
            let joint = if standing.joint { "=" } else { "" };
            let unit = &appraisal.units[standing.unit].name.zh;
            println!("{:>4}{joint:<2}{}  {unit}", standing.rank, standing.published);
        }
    }
    Ok(())
}
