//! `pingyi plan draw` (抽样): a stratified sample from a register of raters.

use std::path::Path;

use clap::ArgMatches;
use pingyi::locale::Args;
use pingyi::report::write::csv;
use pingyi::sampling::{RaterList, Refusal, Request, Reserve, Wish, drawn_grid, sample_grid};

use super::super::simulate::refuse_other_files;
use super::super::terminal::{Terminal, harmless};
use super::super::wanted::Wanted;
use super::super::{Outcome, Trouble, findings, print};
use super::given;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let request = request(matches, terminal)?;
    let seed = given::text(matches, "seed").filter(|seed| !seed.is_empty());
    let Some(seed) = seed else {
        return Err(Trouble::Usage(terminal.locale().word("usage-plan-draw-seed")));
    };
    let register = given::text(matches, "register").unwrap_or_default();
    let path = Path::new(&register);
    let shown = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let list = RaterList::read(path, shown.as_deref().unwrap_or(&register))?;
    findings::show(&list.findings, terminal);
    let drawn = list.draw(&request, &seed).map_err(|why| refused(&why, terminal))?;
    let locale = terminal.locale();
    let bytes = csv(&drawn_grid(&list, &drawn, locale), locale);
    let Some(out) = &wanted.out else {
        terminal.print_bytes(&bytes)?;
        return Ok(findings::status(&list.findings));
    };
    let args = Args::none().text("seed", harmless(&seed)).text("sha256", list.sha256.as_str());
    let note = locale.text("plan-note-draw", args);
    let summary = print::grid_text(&sample_grid(&drawn, vec![note], locale), locale);
    refuse_other_files(Path::new(""), [(&*out.to_string_lossy(), bytes.as_slice())].into_iter())?;
    print::write_whole(out, &bytes)?;
    terminal.print(&summary)?;
    Ok(findings::status(&list.findings))
}

fn request(matches: &ArgMatches, terminal: &Terminal) -> Result<Request, Trouble> {
    let take = given::counts(matches, "take", terminal)?;
    let total = given::counts(matches, "total", terminal)?.into_iter().next();
    let is_equal = given::text(matches, "share").as_deref() == Some("equal");
    let wish = match (take.is_empty(), total) {
        (false, Some(_)) => {
            let args = Args::none().text("argument", "--take").text("value", "--total");
            return Err(Trouble::Usage(terminal.locale().text("usage-twice", args)));
        }
        (true, None) => {
            return Err(Trouble::Usage(terminal.locale().word("usage-plan-draw-what")));
        }
        (true, Some((_, total))) if is_equal => Wish::Equal(total),
        (true, Some((_, total))) => Wish::Proportional(total),
        (false, None) => Wish::Given(named(take, terminal)?),
    };
    Ok(Request { wish, reserve: reserve(matches, terminal)? })
}

fn named(
    take: Vec<(Option<String>, u64)>,
    terminal: &Terminal,
) -> Result<Vec<(String, u64)>, Trouble> {
    let one = |(name, count): (Option<String>, u64)| {
        name.map(|name| (name, count)).ok_or_else(|| {
            let args = Args::none().text("argument", "--take").text("value", count.to_string());
            Trouble::Usage(terminal.locale().text("usage-plan-needs-group", args))
        })
    };
    take.into_iter().map(one).collect()
}

fn reserve(matches: &ArgMatches, terminal: &Terminal) -> Result<Reserve, Trouble> {
    let Some(text) = given::text(matches, "reserve") else { return Ok(Reserve::None) };
    let trimmed = text.trim();
    let share = trimmed.strip_suffix('%').or_else(|| trimmed.strip_suffix('％'));
    let reserve = match share {
        Some(share) => given::whole(share).map(Reserve::PerCent),
        None => given::whole(trimmed).map(Reserve::Count),
    };
    reserve.ok_or_else(|| given::bad("reserve", &text, "expected-reserve", terminal))
}

fn refused(why: &Refusal, terminal: &Terminal) -> Trouble {
    let locale = terminal.locale();
    match why {
        Refusal::Unknown { value, nearest, expected } => {
            let known: Vec<&str> = expected.iter().map(String::as_str).collect();
            given::unknown(value, nearest.as_deref(), &known, terminal)
        }
        Refusal::Repeated(name) => {
            let args = Args::none().text("value", harmless(name));
            Trouble::Usage(locale.text("usage-plan-draw-twice", args))
        }
        Refusal::TooFew { name, asked, there } => {
            let id = match name {
                Some(_) => "usage-plan-draw-few",
                None => "usage-plan-draw-few-in-all",
            };
            let args = Args::none()
                .text("value", harmless(name.as_deref().unwrap_or_default()))
                .text("asked", asked.to_string())
                .text("there", there.to_string());
            Trouble::Usage(locale.text(id, args))
        }
    }
}
