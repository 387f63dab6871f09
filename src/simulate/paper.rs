//! What a survey platform tells of a paper beside the answers: when, how long, from where, by whom.

use super::chance::{Chance, Stream, period_number};
use super::form::ManipulationKind;
use super::manipulation::{Tampered, is_answer};
use super::survey::Survey;
use crate::period::{Moment, Part, Period};

/// Days over which papers come in, and the hours of a day.
const DAYS: usize = 10;
/// From eight in the morning to ten in the evening.
const HOURS: (u32, usize) = (8 * 3600, 14 * 3600);
/// Where those work who belong to no unit of the register.
const ELSEWHERE: &str = "示例街道";
/// Honest raters need so many seconds for an answer, in the middle.
const SECONDS: f64 = 3.0;

/// What is told of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) submitted: String,
    pub(super) duration: String,
    pub(super) device: String,
    pub(super) own_unit: String,
}

/// What is told of the paper with these ballots, from a stream of chance of its own.
pub(super) fn told(survey: &Survey<'_>, ballots: std::ops::Range<usize>) -> Told {
    let group = usize::from(survey.ballots.groups[ballots.start]);
    let rater = survey.ballots.raters[ballots.start];
    let tampered = survey.tampering.get(&(group, rater));
    let stream = |number: u64, stream| {
        Chance::new(survey.plan.seed, stream, period_number(survey.period.period), number)
    };
    let mut chance = stream((group as u64) << 32 | u64::from(rater), Stream::Paper);
    let (mut day, mut second) = (chance.below(DAYS), chance.below(HOURS.1));
    let mut device = chance.below(1 << 24);
    let answers = ballots.clone().flat_map(|ballot| survey.ballots.answers_on(ballot));
    let answers = answers.filter(|code| is_answer(survey, **code)).map(|_| 1.0).sum::<f64>();
    let hurry = (0.35 * chance.normal()).exp();
    let mut took = 20.0 + answers * SECONDS * hurry;
    let mut own_unit = own_unit(survey, &ballots, &mut chance);
    match tampered {
        Some(Tampered { kind: ManipulationKind::StraightLining, .. }) => took = 5.0 + 0.3 * answers,
        Some(Tampered { kind: ManipulationKind::Burst, number, minutes, .. }) => {
            // All of them from one place, one after the other.
            let mut shared = stream(number.0 as u64, Stream::Burst);
            (day, second) = (shared.below(DAYS), shared.below(HOURS.1 - 3600));
            device = shared.below(1 << 24);
            second += chance.below(*minutes as usize * 60);
            took = 30.0 + answers;
        }
        Some(Tampered { kind: ManipulationKind::SelfRating, unit: Some(unit), .. }) => {
            own_unit = Some(*unit);
        }
        _ => {}
    }
    let name = own_unit.and_then(|unit| survey.span(unit)).map(|span| span.name.zh.clone());
    Told {
        submitted: moment(survey.period.period, day, second),
        duration: format!("{took:.0}秒"),
        device: format!("10.{}.{}.{}", device >> 16, device >> 8 & 255, device & 255),
        own_unit: name.unwrap_or_else(|| ELSEWHERE.to_owned()),
    }
}

/// The unit of an honest rater, who does not rate it: one in four has one.
fn own_unit(
    survey: &Survey<'_>,
    ballots: &std::ops::Range<usize>,
    chance: &mut Chance,
) -> Option<usize> {
    let drawn = chance.below(4 * survey.plan.units.len());
    let rated = ballots.clone().any(|ballot| survey.ballots.units[ballot] as usize == drawn);
    (drawn < survey.plan.units.len() && !rated).then_some(drawn)
}

/// A moment of the last month of the period.
fn moment(period: Period, day: usize, second: usize) -> String {
    let month = match period.part() {
        Part::Year => 12,
        Part::Half(half) => half * 6,
        Part::Quarter(quarter) => quarter * 3,
    };
    let first = Moment::parse(&format!("{}-{month}-1", period.year()));
    let second = u32::try_from(second).ok().map(|second| HOURS.0 + second);
    let day = i64::try_from(day).unwrap_or(0);
    first.map(|first| Moment { day: first.day + day, second }.to_string()).unwrap_or_default()
}
