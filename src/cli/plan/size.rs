//! `pingyi plan size` (样本量): the raters needed in each group.

use std::path::PathBuf;

use clap::ArgMatches;
use pingyi::locale::{Args, Locale};
use pingyi::naming::Names;
use pingyi::report::Cell;
use pingyi::sampling::{
    Allocation, Design, GroupDesign, Judging, Size, Target, Unreachable, basis_grid, size_grid,
};

use super::super::print::{self, Tables};
use super::super::road;
use super::super::terminal::Terminal;
use super::super::wanted::Wanted;
use super::super::{Outcome, Status, Trouble, findings};
use super::given::{
    self, CORRELATION, EFFECT, Given, OPEN_SHARE, POINTS, SHARE, UNITS, WHOLE_CORRELATION,
};

/// The options that say what is wanted.
const TARGETS: [&str; 3] = ["half-width", "difference", "reliability"];

/// A design, and where it comes from.
struct Basis {
    design: Design,
    /// How groups may be called on the line.
    names: Names<usize>,
    /// Units that each group judges, where an earlier period tells.
    units: Vec<f64>,
    /// The period of the answers; absent for assumptions.
    period: Option<String>,
    /// Correlation of answers to two indicators, as taken.
    answers: f64,
    locale: Locale,
    status: Status,
}

impl Basis {
    /// The groups as they are printed.
    fn labels(&self) -> Vec<String> {
        self.design.groups.iter().map(|group| group.name.clone()).collect()
    }
}

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let target = target(matches, terminal)?;
    let correlation = given::number(matches, "correlation", CORRELATION, terminal)?.unwrap_or(0.0);
    let answers = given::number(matches, "answer-correlation", WHOLE_CORRELATION, terminal)?;
    let answers = answers.unwrap_or(1.0);
    let spread = given::numbers(matches, "spread", POINTS, terminal)?;
    let weight = given::numbers(matches, "weight", POINTS, terminal)?;
    let assumes = !spread.is_empty() && given::text(matches, "folder").is_none();
    let mut basis = match assumes {
        true => assumed(&weight, wanted, terminal)?,
        false => observed(wanted, correlation, answers, terminal)?,
    };
    basis.design.correlation = correlation;
    put_in(matches, &spread, assumes, &mut basis, terminal)?;
    let allocation = match given::text(matches, "allocation").as_deref() {
        Some("proportional") => Allocation::Proportional,
        Some("equal") => Allocation::Equal,
        _ => Allocation::Optimal,
    };
    let size =
        basis.design.size(target, allocation).map_err(|why| refused(&why, target, terminal))?;
    let tables = tables(&basis, &size, target, allocation);
    print::tables(&tables, wanted, &basis.locale, terminal)?;
    Ok(basis.status)
}

/// What is wanted: one of three.
fn target(matches: &ArgMatches, terminal: &Terminal) -> Result<Target, Trouble> {
    let named: Vec<&str> =
        TARGETS.into_iter().filter(|id| given::text(matches, id).is_some()).collect();
    if let [one, other, ..] = named[..] {
        let args = Args::none().text("argument", format!("--{one}"));
        let args = args.text("value", format!("--{other}"));
        return Err(Trouble::Usage(terminal.locale().text("usage-twice", args)));
    }
    if let Some(width) = given::number(matches, "half-width", POINTS, terminal)? {
        return Ok(Target::HalfWidth(width));
    }
    if let Some(difference) = given::number(matches, "difference", POINTS, terminal)? {
        return Ok(Target::Difference(difference));
    }
    match given::number(matches, "reliability", OPEN_SHARE, terminal)? {
        Some(least) => Ok(Target::Reliability(least)),
        None => Err(Trouble::Usage(terminal.locale().word("usage-plan-target"))),
    }
}

/// The design of an earlier period.
fn observed(
    wanted: &Wanted,
    correlation: f64,
    answers: f64,
    terminal: &mut Terminal,
) -> Result<Basis, Trouble> {
    let folder = match wanted.folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => wanted.folder.clone(),
    };
    let walked = road::walk(&folder, wanted.period, terminal)?;
    let in_folder = Wanted { folder, out: wanted.out.clone(), ..Wanted::default() };
    print::spare_inputs(&in_folder, &walked.inputs, terminal)?;
    let scheme = &walked.appraisal.scheme;
    let locale = wanted.locale(scheme);
    if !walked.appraisal.parts().is_empty() {
        let args = Args::none().text("period", terminal.locale().period(walked.appraisal.period));
        return Err(Trouble::Usage(terminal.locale().text("usage-plan-year", args)));
    }
    findings::show(&walked.findings, terminal);
    let returns = &walked.account.returns;
    let (appraisal, tally, estimates) = (&walked.appraisal, &walked.tally, &walked.estimates);
    let mut design = Design::observed(appraisal, tally, estimates, returns, correlation, answers);
    for (known, group) in design.groups.iter_mut().zip(&scheme.groups) {
        known.name = locale.label(&group.label).to_owned();
    }
    for (known, category) in design.categories.iter_mut().zip(&scheme.categories) {
        known.name = locale.label(&category.label).to_owned();
    }
    let units = (0..scheme.groups.len()).map(|group| {
        let rated = appraisal.units_in_force().filter(|(unit, _)| appraisal.rates(group, *unit));
        rated.count() as f64
    });
    Ok(Basis {
        design,
        names: scheme.group_names().clone(),
        units: units.collect(),
        period: Some(locale.period(appraisal.period)),
        answers,
        status: findings::status(&walked.findings),
        locale,
    })
}

/// A design of nothing but assumptions.
fn assumed(weight: &[Given], wanted: &Wanted, terminal: &Terminal) -> Result<Basis, Trouble> {
    let mut names = Names::default();
    let mut groups = Vec::new();
    for (index, given) in weight.iter().enumerate() {
        let Some(name) = &given.name else {
            let args =
                Args::none().text("argument", "--weight").text("value", given.value.to_string());
            return Err(Trouble::Usage(terminal.locale().text("usage-plan-needs-group", args)));
        };
        if names.add(name, index).is_some() {
            let args = Args::none().text("value", name);
            return Err(Trouble::Usage(terminal.locale().text("usage-plan-draw-twice", args)));
        }
        groups.push(GroupDesign::new(name));
    }
    let sum: f64 = weight.iter().map(|given| given.value).sum();
    let mut judging: Vec<Judging> =
        weight.iter().map(|given| Judging::new(given.value / sum, 0.0)).collect();
    if groups.is_empty() {
        groups.push(GroupDesign::new(""));
        judging.push(Judging::new(1.0, 0.0));
    }
    let language = wanted.language.unwrap_or(terminal.locale().language());
    Ok(Basis {
        units: vec![0.0; groups.len()],
        design: Design::assumed(groups, judging),
        names,
        period: None,
        answers: 1.0,
        locale: Locale::new(language),
        status: Status::Done,
    })
}

/// Puts what the line says into the design.
fn put_in(
    matches: &ArgMatches,
    spread: &[Given],
    assumes: bool,
    basis: &mut Basis,
    terminal: &Terminal,
) -> Result<(), Trouble> {
    let labels = basis.labels();
    let over = |given: &[Given]| given::spread_over(given, &basis.names, &labels, terminal);
    let option = |id: &str, range| over(&given::numbers(matches, id, range, terminal)?);
    let (spreads, per_rater) = (over(spread)?, option("per-rater", UNITS)?);
    let (units, response) = (option("units", UNITS)?, option("response", SHARE)?);
    let population = counted_over(matches, basis, terminal)?;
    let number = |id: &str, range| given::number(matches, id, range, terminal);
    let between = number("between", POINTS)?;
    let design = &mut basis.design;
    design.design_effect = number("design-effect", EFFECT)?.unwrap_or(design.design_effect);
    design.confidence = number("confidence", OPEN_SHARE)?.unwrap_or(design.confidence);
    design.power = number("power", OPEN_SHARE)?.unwrap_or(design.power);
    for category in &mut design.categories {
        category.between = between.or(category.between);
        for (group, judging) in category.judging.iter_mut().enumerate() {
            judging.spread = spreads[group].unwrap_or(judging.spread);
            let known = units[group].or(Some(basis.units[group]).filter(|units| *units > 0.0));
            if let Some((per_rater, units)) = per_rater[group].zip(known) {
                *judging = judging.judging(per_rater.min(units), units);
            }
        }
    }
    for (index, group) in design.groups.iter_mut().enumerate() {
        group.population = population[index].or(group.population);
        group.response = response[index].or(group.response);
        if assumes && spreads[index].is_none() {
            let args = Args::none().text("value", group.name.as_str());
            return Err(Trouble::Usage(terminal.locale().text("usage-plan-spread-missing", args)));
        }
    }
    Ok(())
}

/// The people of each group.
fn counted_over(
    matches: &ArgMatches,
    basis: &Basis,
    terminal: &Terminal,
) -> Result<Vec<Option<u64>>, Trouble> {
    let counts = given::counts(matches, "population", terminal)?;
    let mut people = vec![None; basis.design.groups.len()];
    for (name, count) in counts {
        let given = [Given { name, value: 1.0 }];
        let where_to = given::spread_over(&given, &basis.names, &basis.labels(), terminal)?;
        for (place, here) in people.iter_mut().zip(where_to) {
            if here.is_some() && (given[0].name.is_some() || place.is_none()) {
                *place = Some(count);
            }
        }
    }
    Ok(people)
}

fn refused(why: &Unreachable, target: Target, terminal: &Terminal) -> Trouble {
    let locale = terminal.locale();
    Trouble::Usage(match why {
        Unreachable::Best { reached, .. } if !reached.is_finite() => {
            locale.word("usage-plan-too-few-on-unit")
        }
        Unreachable::Best { category, reached } => {
            let digits = if matches!(target, Target::Reliability(_)) { 3 } else { 2 };
            let category = if category.is_empty() { "none" } else { category };
            let args = Args::none().text("category", category);
            locale
                .text("usage-plan-unreachable", args.text("reached", format!("{reached:.digits$}")))
        }
        Unreachable::NoSpread => locale.word("usage-plan-between-missing"),
        Unreachable::NoPopulation(group) => {
            locale.text("usage-plan-population-missing", Args::none().text("value", group.as_str()))
        }
    })
}

/// The table asked for, and what it was worked out from.
fn tables(basis: &Basis, size: &Size, target: Target, allocation: Allocation) -> Tables {
    let Basis { design, locale, .. } = basis;
    let (confidence, power) = (percent(design.confidence), percent(design.power));
    let with = |value: f64| {
        let args = Args::none().text("value", plain(value)).text("confidence", confidence.clone());
        args.text("power", power.clone())
    };
    let wanted = match target {
        Target::HalfWidth(width) => locale.text("plan-note-half-width", with(width)),
        Target::Difference(difference) => locale.text("plan-note-difference", with(difference)),
        Target::Reliability(least) => locale.text("plan-note-reliability", with(least)),
    };
    let allocation = match allocation {
        Allocation::Optimal => "optimal",
        Allocation::Proportional => "proportional",
        Allocation::Equal => "equal",
    };
    let effect = Args::none().text("effect", plain(design.design_effect));
    let mut notes = vec![
        wanted,
        locale.text("plan-note-allocation", Args::none().text("allocation", allocation)),
        locale.text("plan-note-columns", with(0.0)),
    ];
    let mut from = basis_grid(design, locale);
    from.notes.push(
        locale.text("plan-note-effect", effect.text("correlation", plain(design.correlation))),
    );
    if let Some(period) = &basis.period {
        let args = Args::none().text("period", period.as_str());
        let args = args.text("correlation", plain(basis.answers));
        from.notes.push(locale.text("plan-note-now", args));
        let silent: Vec<&str> = design
            .groups
            .iter()
            .enumerate()
            .filter(|(index, _)| {
                design.categories.iter().all(|category| category.judging[*index].weight <= 0.0)
            })
            .map(|(_, group)| group.name.as_str())
            .collect();
        if !silent.is_empty() {
            let args = Args::none().text("groups", locale.list(&silent));
            notes.push(locale.text("plan-note-silent", args));
        }
    }
    let mut grid = size_grid(design, size, notes, locale);
    // A category that nobody rates has nothing to say.
    grid.rows.retain(|row| {
        row.category.is_none() || row.cells.iter().skip(1).any(|cell| *cell != Cell::Empty)
    });
    Tables::Many(vec![grid, from])
}

/// A number as people write it: without zeros that say nothing.
fn plain(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn percent(share: f64) -> String {
    format!("{}%", plain(share * 100.0))
}
