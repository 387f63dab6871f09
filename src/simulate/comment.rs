//! Comments: what raters write in their own words, drawn from the remarks of the plan.

use super::GeneratedFile;
use super::chance::{Chance, Stream, period_number};
use super::folder::csv_file;
use super::plan::{Comments, Plan, PlannedPeriod, Remarks};
use super::truth::Scores;
use crate::error::Error;

/// Share of the unkind comments that are put as a suggestion.
const SUGGESTED: f64 = 0.4;
/// What moves the balance to praise: people who write are kinder than the scores tell.
const KINDNESS: f64 = 0.4;
/// The number that some leave: a hotline that everybody knows, nobody's own.
const CALL_BACK: &str = "，请回电13800138000";
/// The number of the stream that orders the rows; no comment has it.
const ORDER: u64 = u64::MAX;

/// The file of comments of a period; none where the plan asks for none.
pub(super) fn comments(
    plan: &Plan,
    period: &PlannedPeriod,
    truth: &Scores,
) -> Result<Option<GeneratedFile>, Error> {
    let Some(wanted) = &period.comments else { return Ok(None) };
    let writers = Writers::of(plan, period);
    let chance =
        |number: u64| Chance::new(plan.seed, Stream::Comment, period_number(period.period), number);
    let mut rows = Vec::new();
    for number in 0..u64::from(wanted.n) + u64::from(wanted.nothing) {
        let mut chance = chance(number);
        let Some((group, unit)) = writers.draw(&mut chance) else { break };
        let mut text = match number < u64::from(wanted.n) {
            true => remark(plan, &truth[unit], &mut chance),
            false => drawn(&plan.nothing_said, &mut chance),
        };
        if number < u64::from(wanted.phones) {
            text.push_str(CALL_BACK);
        }
        rows.push(writers.row(group, unit, text));
    }
    let mut order = chance(ORDER);
    for last in (1..rows.len()).rev() {
        rows.swap(last, order.below(last + 1));
    }
    rows.insert(0, ["评议主体", "单位", "意见建议"].map(str::to_owned).to_vec());
    csv_file(wanted.name.clone(), rows).map(Some)
}

/// Who may write about whom.
struct Writers<'a> {
    plan: &'a Plan,
    /// Each group with the raters up to and with it, and the units that it rates.
    groups: Vec<(usize, u64, Vec<usize>)>,
    /// The name of each unit in force.
    names: Vec<Option<&'a str>>,
}

impl<'a> Writers<'a> {
    fn of(plan: &'a Plan, period: &PlannedPeriod) -> Writers<'a> {
        let spans = plan.spans_in_force(period.period);
        let mut groups = Vec::new();
        let mut raters = 0;
        for (group, n) in period.raters.iter().enumerate() {
            let rates = |unit: &usize| {
                spans[*unit].is_some_and(|span| plan.rates(group, *unit, span.category))
            };
            let units: Vec<usize> = (0..spans.len()).filter(rates).collect();
            if *n > 0 && !units.is_empty() {
                raters += u64::from(*n);
                groups.push((group, raters, units));
            }
        }
        let names = spans.iter().map(|span| span.map(|span| span.name.zh.as_str())).collect();
        Writers { plan, groups, names }
    }

    /// A rater's group and the unit they write about.
    fn draw(&self, chance: &mut Chance) -> Option<(usize, usize)> {
        let raters = usize::try_from(self.groups.last()?.1).unwrap_or(usize::MAX);
        let rater = chance.below(raters) as u64;
        let (group, _, units) = self.groups.iter().find(|(_, upto, _)| rater < *upto)?;
        Some((*group, *units.get(chance.below(units.len()))?))
    }

    fn row(&self, group: usize, unit: usize, text: String) -> Vec<String> {
        let group = self.plan.scheme.groups[group].label.zh.clone();
        vec![group, self.names[unit].unwrap_or_default().to_owned(), text]
    }
}

/// A remark on a unit: the better its true score, the likelier it is praise.
fn remark(plan: &Plan, scores: &[f64], chance: &mut Chance) -> String {
    let Some(about) = plan.remarks.get(chance.below(plan.remarks.len())) else {
        return String::new();
    };
    let spread = plan.truth.spread.max(plan.truth.indicator_spread);
    let better = about.leaf.map_or(0.0, |leaf| scores[leaf] - plan.truth.mean);
    let lean = KINDNESS + if spread > 0.0 { better / spread } else { 0.0 };
    let praises = chance.share() < 1.0 / (1.0 + (-lean).exp());
    let suggests = chance.share() < SUGGESTED;
    drawn(about.texts(praises, suggests), chance)
}

/// One of these texts; nothing where there are none.
fn drawn(texts: &[String], chance: &mut Chance) -> String {
    texts.get(chance.below(texts.len())).cloned().unwrap_or_default()
}

impl Remarks {
    /// The remarks of a stance, or of the next one that has any.
    fn texts(&self, praises: bool, suggests: bool) -> &[String] {
        let wanted = match (praises, suggests) {
            (true, _) => [&self.praise, &self.suggestion, &self.complaint],
            (false, true) => [&self.suggestion, &self.complaint, &self.praise],
            (false, false) => [&self.complaint, &self.suggestion, &self.praise],
        };
        wanted.into_iter().find(|texts| !texts.is_empty()).map_or(&[], Vec::as_slice)
    }
}

impl Comments {
    /// How the appraisal names the file.
    pub(super) fn source(&self) -> String {
        format!("\n[[periods.comments]]\nfiles = [{}]", super::folder::quoted(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::simulate::{Plan, simulate};

    const PLAN: &str = "title='t'\nscheme='xiaoneng-6'\nmade_units=6\n\
        groups={public={raters=40},leaders={raters=10}}\n\
        [[units]]\nid='best'\nname='好单位'\ncategory='government'\nscore=95\n\
        [[units]]\nid='worst'\nname='差单位'\ncategory='government'\nscore=40\n\
        [remarks]\nnothing=['无']\n\
        [[remarks.about]]\nindicator='efficiency'\npraise=['快']\ncomplaint=['慢']\nsuggestion=['请快些']\n\
        [[periods]]\nperiod='2025H1'\nfiles=[{name='b.csv'}]\n";

    fn rows(comments: &str) -> Vec<Vec<String>> {
        let plan = Plan::read("plan.toml", &format!("{PLAN}{comments}"), &|_| None).unwrap();
        let files = simulate(&plan).unwrap();
        let file = files.iter().find(|file| file.name == "said.csv").unwrap();
        let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn as_many_comments_are_made_as_asked_and_the_appraisal_names_their_file() {
        let wanted = "comments={name='said.csv',n=200,nothing=20,phones=3}\n";
        let rows = rows(wanted);
        assert_eq!(rows.len(), 220);
        assert_eq!(rows.iter().filter(|row| row[2] == "无").count(), 20);
        assert_eq!(rows.iter().filter(|row| row[2].contains("13800138000")).count(), 3);
        let plan = Plan::read("plan.toml", &format!("{PLAN}{wanted}"), &|_| None).unwrap();
        let files = simulate(&plan).unwrap();
        let file = files.iter().find(|file| file.name == "appraisal.toml").unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.contains("[[periods.comments]]\nfiles = [\"said.csv\"]"), "{text}");
    }

    #[test]
    fn good_units_are_praised_and_bad_ones_are_not() {
        let rows = rows("comments={name='said.csv',n=2000}\n");
        let praised = |unit: &str| {
            let own: Vec<_> = rows.iter().filter(|row| row[1] == unit).collect();
            (own.iter().filter(|row| row[2] == "快").count(), own.len())
        };
        let ((best, of_best), (worst, of_worst)) = (praised("好单位"), praised("差单位"));
        assert!(of_best > 150 && of_worst > 150, "{of_best} {of_worst}");
        assert!(best * 10 > of_best * 9, "{best} of {of_best}");
        assert!(worst * 10 < of_worst, "{worst} of {of_worst}");
    }

    #[test]
    fn ballots_are_the_same_with_comments_and_without() {
        let made = |comments: &str| {
            let plan = Plan::read("plan.toml", &format!("{PLAN}{comments}"), &|_| None).unwrap();
            let files = simulate(&plan).unwrap();
            files.into_iter().find(|file| file.name == "b.csv").unwrap().bytes
        };
        assert!(made("") == made("comments={name='said.csv',n=50}\n"));
    }

    #[test]
    fn what_is_wrong_with_comments_is_told() {
        let told = |comments: &str| {
            let read = Plan::read("plan.toml", &format!("{PLAN}{comments}"), &|_| None);
            let Err(Error::Findings(findings)) = read else { panic!("nothing is told") };
            let one = |f: &crate::finding::Finding| {
                (f.kind.id().to_owned(), f.place.key.as_deref().unwrap_or_default().to_owned())
            };
            findings.iter().map(one).collect::<Vec<_>>()
        };
        let wrong = |kind: &str, key: &str| vec![(kind.to_owned(), key.to_owned())];
        let name = "periods[1].comments.name";
        assert_eq!(told("comments={name='../said.csv',n=5}\n"), wrong("bad-choice", name));
        let phones = "periods[1].comments.phones";
        assert_eq!(told("comments={name='s.csv',n=5,phones=6}\n"), wrong("bad-number", phones));
    }
}
