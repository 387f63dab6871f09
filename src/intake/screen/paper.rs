//! Papers one by one: what each holds in sum, and the rules that judge it by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::{Field, Hit};
use crate::appraisal::Layout;
use crate::intake::candidates::Candidate;
use crate::intake::particular::Person;
use crate::scheme::{Code, MarkKind, Quantity, Scale, Test};

/// Papers that a thread takes at least at once.
const PAPERS: usize = 1 << 12;

/// Ballots that a thread takes at once.
const PIECE: usize = 1 << 15;

/// What each code of the scale is to the screen.
pub(super) struct Classes {
    /// By code: whether it is an answer, the best one, or next to the best.
    classes: Vec<Class>,
    /// By code: its points.
    pub(super) points: Vec<Option<f64>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// “Don't know”, an abstention.
    Other,
    Answer,
    NearBest,
    Best,
}

impl Classes {
    /// The best answer is the first level, and the greatest number of a range. Next to it is the
    /// second level, and a number that is lower by one step or by a twentieth of the range.
    pub(super) fn of(scale: &Scale) -> Classes {
        let answers = |code: &Code| scale.kind(*code) == MarkKind::Answer;
        let labelled: Vec<Code> =
            scale.codes().filter(|code| scale.level(*code).is_some() && answers(code)).collect();
        let numbers: Vec<Code> =
            scale.codes().filter(|code| scale.level(*code).is_none() && answers(code)).collect();
        let near = numbers.len().saturating_sub(1 + (numbers.len() / 20).max(1));
        let classes = scale.codes().map(|code| {
            if numbers.last() == Some(&code) || labelled.first() == Some(&code) {
                Class::Best
            } else if labelled.get(1) == Some(&code) || numbers[near..].contains(&code) {
                Class::NearBest
            } else if answers(&code) {
                Class::Answer
            } else {
                Class::Other
            }
        });
        let points = scale.codes().map(|code| scale.points(code).map(|points| points.to_f64()));
        Classes { classes: classes.collect(), points: points.collect() }
    }

    fn class(&self, code: Code) -> Class {
        self.classes.get(usize::from(code.0)).copied().unwrap_or(Class::Other)
    }

    /// Whether a code is an answer to the question.
    pub(super) fn is_answer(&self, code: Code) -> bool {
        self.class(code) != Class::Other
    }
}

/// What a paper holds in sum.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) rater: u32,
    pub(super) group: u16,
    /// Its ballots, in the order of the field.
    pub(super) ballots: Range<usize>,
    /// Sheet and row of the ballot that stands first.
    pub(super) sheet: u32,
    pub(super) row: u32,
    /// Answers asked for on these ballots.
    asked: u64,
    /// Of these, left blank.
    blank: u64,
    /// Answers proper, without “don't know” and abstentions.
    pub(super) answers: u64,
    best: u64,
    near: u64,
    /// The answer that all are; `None` where they differ.
    same: Option<Code>,
}

impl Paper {
    /// Whether every answer is the best one.
    pub(super) fn is_best(&self) -> bool {
        self.answers > 0 && self.best == self.answers
    }

    fn units(&self) -> u64 {
        self.ballots.len() as u64
    }

    /// A paper whose first ballot has this position in the field.
    fn new(rater: u32, group: u16, position: usize) -> Paper {
        Paper {
            rater,
            group,
            ballots: position..position,
            sheet: 0,
            row: 0,
            asked: 0,
            blank: 0,
            answers: 0,
            best: 0,
            near: 0,
            same: None,
        }
    }

    /// Adds a ballot on which so many answers were asked for.
    fn add(&mut self, sums: &Sums, n_asked: usize) {
        self.asked += n_asked.max(sums.marked) as u64;
        self.blank += n_asked.saturating_sub(sums.marked) as u64;
        if sums.answers == 0 {
            return;
        }
        self.same = match self.answers {
            0 => sums.same,
            _ => self.same.filter(|same| sums.same == Some(*same)),
        };
        self.answers += sums.answers;
        self.best += sums.best;
        self.near += sums.near;
    }
}

/// What one combination of answers holds in sum.
struct Sums {
    /// Answers that were not left blank.
    marked: usize,
    answers: u64,
    best: u64,
    near: u64,
    same: Option<Code>,
}

impl Sums {
    fn of(answers: &[Code], classes: &Classes) -> Sums {
        let given = || answers.iter().copied().filter(|code| classes.is_answer(*code));
        let of = |class: Class| given().filter(|code| classes.class(*code) == class).count() as u64;
        let first = given().next();
        Sums {
            marked: answers.iter().filter(|code| **code != Code::BLANK).count(),
            answers: given().count() as u64,
            best: of(Class::Best),
            near: of(Class::NearBest),
            same: first.filter(|first| given().all(|code| code == *first)),
        }
    }
}

impl Field<'_> {
    /// All papers: one pass over the ballots, each by the sums of its combination of answers.
    pub(super) fn papers(&self, classes: &Classes) -> Vec<Paper> {
        let asked: Vec<Asked> =
            self.sheets.iter().map(|sheet| Asked::of(sheet.plan.as_ref())).collect();
        let (columns, patterns) = (&self.candidates.all.columns, &self.candidates.lists.patterns);
        let sums: Vec<Sums> = (0_u32..)
            .take(patterns.len())
            .map(|number| Sums::of(patterns.get(number), classes))
            .collect();
        // A paper lies in one piece: each begins where a rater does.
        let rater = |place: usize| columns.raters[self.order.get(place)];
        let n = self.order.len();
        let start = |piece: usize| {
            let from = n.min(piece * PIECE);
            (from..n).find(|place| *place == 0 || rater(*place) != rater(place - 1)).unwrap_or(n)
        };
        let pieces = (0..n.div_ceil(PIECE)).into_par_iter();
        let of_piece = |piece| self.papers_of(start(piece)..start(piece + 1), &asked, &sums);
        pieces.map(of_piece).collect::<Vec<Vec<Paper>>>().concat()
    }

    /// The papers at some places of the order.
    fn papers_of(&self, places: Range<usize>, asked: &[Asked], sums: &[Sums]) -> Vec<Paper> {
        let (columns, patterns) = (&self.candidates.all.columns, &self.candidates.lists.patterns);
        let mut papers: Vec<Paper> = Vec::new();
        let mut first = usize::MAX;
        for position in places {
            let ballot = self.order.get(position);
            let rater = columns.raters[ballot];
            if papers.last().is_none_or(|paper| paper.rater != rater) {
                self.close(papers.last_mut(), first);
                papers.push(Paper::new(rater, self.candidates.groups()[rater as usize], position));
                first = usize::MAX;
            }
            let Some(paper) = papers.last_mut() else { continue };
            paper.ballots.end = position + 1;
            first = self.candidates.earlier(first, ballot);
            let sums = &sums[columns.patterns[ballot] as usize];
            let sheet = self.candidates.sheet_of(ballot);
            let n_asked = asked[sheet].on(columns.units[ballot], patterns.n_leaves());
            paper.add(sums, n_asked);
        }
        self.close(papers.last_mut(), first);
        papers
    }

    /// Notes where a paper begins, once its first ballot is known.
    fn close(&self, paper: Option<&mut Paper>, first: usize) {
        if let Some(paper) = paper {
            let Candidate { sheet, row, .. } = self.candidates.at(first);
            (paper.sheet, paper.row) = (sheet, row);
        }
    }

    /// The papers that a rule meets which looks at each by itself.
    pub(super) fn papers_that_meet(
        &self,
        test: &Test,
        papers: &[Paper],
        classes: &Classes,
    ) -> Vec<Hit> {
        let hit = |paper: &Paper| {
            let facts = match test {
                Test::ForcedDistribution { .. } => self.distribution(test, paper, classes)?,
                _ => self.facts(test, paper)?,
            };
            Some(Hit { ballots: self.of(paper), place: self.place(paper), facts })
        };
        papers.par_iter().with_min_len(PAPERS).filter_map(hit).collect()
    }

    /// What is to be said of a paper that meets the rule; `None` where it does not.
    fn facts(&self, test: &Test, paper: &Paper) -> Option<Vec<(&'static str, String)>> {
        // Nearly every paper meets no rule: what is to be said is put into words for those that do.
        let n = || ("value", paper.answers.to_string());
        let units = || ("units", paper.units().to_string());
        let asked = || ("expected", paper.asked.to_string());
        let blank = || ("value", paper.blank.to_string());
        match test {
            Test::AllMaximum { least_units } => {
                (paper.is_best() && paper.units() >= *least_units).then(|| vec![n(), units()])
            }
            Test::AllEqual { least_units } => {
                // One answer is equal to itself.
                let same = paper.same.filter(|_| paper.answers > 1)?;
                let level = || ("level", self.appraisal.scheme.scale.name(same));
                (paper.units() >= *least_units).then(|| vec![n(), units(), level()])
            }
            Test::NearMaximum { exceptions, least_units } => {
                let few = (1..=*exceptions).contains(&paper.near)
                    && paper.best + paper.near == paper.answers
                    && paper.best > paper.near;
                let other = || ("other", paper.near.to_string());
                (few && paper.units() >= *least_units).then(|| vec![n(), units(), other()])
            }
            Test::Incomplete => (paper.blank > 0).then(|| vec![blank(), asked()]),
            Test::MissingShare { share } => {
                let limit = Quantity::Share(*share);
                (!limit.is_above(paper.blank, paper.asked) && paper.asked > 0)
                    .then(|| vec![blank(), asked(), ("limit", limit.to_string())])
            }
            Test::TooFast { seconds, millis_per_answer } => {
                let marks = paper.asked - paper.blank;
                let limit = (marks * millis_per_answer).max(seconds * 1000);
                let took = self.person(paper)?.seconds()?;
                let shown = ("limit", limit.div_ceil(1000).to_string());
                (took * 1000 < limit).then(|| vec![("value", marks.to_string()), shown])
            }
            _ => out_of_bounds(test, self.person(paper)?),
        }
    }

    /// Whether more or fewer answers stand at some levels than prescribed.
    fn distribution(
        &self,
        test: &Test,
        paper: &Paper,
        classes: &Classes,
    ) -> Option<Vec<(&'static str, String)>> {
        let Test::ForcedDistribution { names, codes, at_most, at_least } = test else {
            return None;
        };
        let marks = self.ballots_of(paper).flat_map(|ballot| self.answers_of(ballot));
        let (mut n, mut all) = (0, 0);
        for code in marks {
            let named = codes.binary_search(code).is_ok();
            n += u64::from(named);
            // “Don't know” is one of the answers only where it is what is counted.
            all += u64::from(named || classes.is_answer(*code));
        }
        let most = at_most.filter(|most| most.is_below(n, all)).map(|most| ("most", most));
        let least = at_least.filter(|least| least.is_above(n, all)).map(|least| ("least", least));
        let (detail, limit) = most.or(least)?;
        Some(vec![
            ("level", names.join(" / ")),
            ("value", n.to_string()),
            ("detail", detail.to_owned()),
            ("limit", limit.to_string()),
        ])
    }
}

/// Rules about when and where a paper was filled in, and by whom.
fn out_of_bounds(test: &Test, person: &Person) -> Option<Vec<(&'static str, String)>> {
    match test {
        Test::OutOfDates { from, to } => {
            let moment = person.moment()?;
            let early = from.is_some_and(|from| moment.end() < from.start());
            let late = to.is_some_and(|to| moment.start() > to.end());
            let shown = |bound: &Option<_>| bound.as_ref().map(ToString::to_string);
            let expected =
                format!("{} – {}", shown(from).unwrap_or_default(), shown(to).unwrap_or_default());
            (early || late).then(|| vec![("expected", expected.trim().to_owned())])
        }
        Test::OutOfRegion { allowed } => {
            let region = person.region.as_deref()?;
            let inside = allowed.iter().any(|text| region.contains(text.as_str()));
            (!inside).then(|| vec![("expected", allowed.join(" / "))])
        }
        Test::FailedScreener { values } => {
            let failed = person.screener.iter().find(|answer| values.contains(answer))?;
            Some(vec![("value", failed.clone())])
        }
        _ => None,
    }
}

/// How many answers a sheet asks for on a ballot.
enum Asked {
    /// As many on every unit.
    Each(usize),
    /// By unit, in the wide layout.
    ByUnit(BTreeMap<u32, usize>),
    /// Every indicator of the scheme: rows that are not there are blank.
    All,
}

impl Asked {
    fn of(plan: Option<&crate::intake::Plan>) -> Asked {
        match plan {
            // Where branches of a form ask the same, it is asked once.
            Some(plan) if matches!(plan.layout, Layout::Wide | Layout::RaterUnit) => {
                let asked: BTreeSet<(usize, usize)> =
                    plan.cells.iter().map(|(_, unit, leaf)| (*unit, *leaf)).collect();
                if plan.layout == Layout::RaterUnit {
                    return Asked::Each(asked.len());
                }
                let mut by_unit: BTreeMap<u32, usize> = BTreeMap::new();
                for (unit, _) in asked {
                    *by_unit.entry(u32::try_from(unit).unwrap_or(u32::MAX)).or_default() += 1;
                }
                Asked::ByUnit(by_unit)
            }
            _ => Asked::All,
        }
    }

    fn on(&self, unit: u32, n_leaves: usize) -> usize {
        match self {
            Asked::Each(n) => *n,
            Asked::ByUnit(by_unit) => by_unit.get(&unit).copied().unwrap_or(n_leaves),
            Asked::All => n_leaves,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Scheme;

    fn classes(scale: &str) -> Vec<Class> {
        let head = "id='m'\nname='n'\nindicators=[{label='a'}]\ngroups=[{label='g'}]\n";
        Classes::of(&Scheme::read("m", &format!("{head}scale={scale}")).unwrap().scale).classes
    }

    #[test]
    fn the_best_answer_and_the_next_are_known_on_every_scale() {
        use Class::{Answer, Best, NearBest, Other};
        let labels = "{levels=[{label='满意',points=9},{label='一般',points=5},\
            {label='不满意',points=1},{label='不了解',kind='unknown'}]}";
        assert_eq!(classes(labels), [Best, NearBest, Answer, Other]);
        let halves = classes("{range={min=8,max=10,step=0.5,void=[8]}}");
        assert_eq!(halves, [Other, Answer, Answer, NearBest, Best]);
        let hundred = classes("{range={min=0,max=100}}");
        let near = hundred.iter().filter(|class| **class == NearBest).count();
        assert_eq!((near, hundred[100], hundred[94]), (5, Best, Answer));
    }
}
