//! Findings as a person reads them: by kind, what stops the run first, a few places of each.

use pingyi::finding::{Effect, Finding, Kind};
use pingyi::locale::Args;

use super::Status;
use super::terminal::{Dress, Terminal, harmless};

/// How many findings of one kind are told in full.
const TOLD: usize = 5;

/// Shows the findings on standard error; with `--quiet` only those that stop the run.
pub(super) fn show(findings: &[Finding], terminal: &mut Terminal) {
    for (effect, kind, members) in grouped(findings) {
        if terminal.is_quiet() && effect != Effect::Stop {
            continue;
        }
        let heading = heading(effect, kind, members.len(), terminal);
        terminal.say(&heading);
        for finding in members.iter().take(TOLD) {
            let line = line(finding, terminal);
            terminal.say(&line);
        }
        if members.len() > TOLD {
            let args = Args::none().count("n", members.len() - TOLD);
            let rest = terminal.locale().text("findings-more", args);
            terminal.say(&format!("  {rest}"));
        }
    }
}

/// The status of a command that ended with these findings.
pub(super) fn status(findings: &[Finding]) -> Status {
    if pingyi::finding::any_stop(findings) {
        Status::Stopped
    } else if findings.is_empty() {
        Status::Done
    } else {
        Status::Noted
    }
}

/// The findings of each effect and kind, what stops the run first; in each their own order.
fn grouped(findings: &[Finding]) -> Vec<(Effect, Kind, Vec<&Finding>)> {
    let mut groups: Vec<(Effect, Kind, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let key = (finding.effect, finding.kind);
        match groups.iter_mut().find(|(effect, kind, _)| (*effect, *kind) == key) {
            Some((_, _, members)) => members.push(finding),
            None => groups.push((finding.effect, finding.kind, vec![finding])),
        }
    }
    groups.sort_by_key(|(effect, kind, _)| (*effect, *kind));
    groups
}

fn heading(effect: Effect, kind: Kind, n: usize, terminal: &Terminal) -> String {
    let locale = terminal.locale();
    let dress = match effect {
        Effect::Stop => Dress::Red,
        Effect::Flag => Dress::Dim,
        _ => Dress::Yellow,
    };
    let args = Args::none()
        .text("kind", terminal.dressed(&locale.kind(kind), Dress::Bold))
        .text("effect", terminal.dressed(&locale.effect(effect), dress))
        .text("code", kind.id())
        .count("n", n);
    locale.text("findings-heading", args)
}

fn line(finding: &Finding, terminal: &Terminal) -> String {
    let locale = terminal.locale();
    let place = harmless(&locale.place(&finding.place));
    let message = harmless(&locale.finding(finding));
    if place.is_empty() {
        return format!("  {message}");
    }
    let args = Args::none().text("place", place).text("message", message);
    format!("  {}", locale.text("findings-line", args))
}
