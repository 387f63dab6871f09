//! How the letter begins, and the result on the whole: score, place, grade and rates, in words that the
//! data support.

use super::known::Place;
use super::{Block, Letter};
use crate::estimate::{Measure, Rate};
use crate::league::{Side, Standing, Why};
use crate::locale::Args;
use crate::scheme::{GradingRule, MissingGroup};

impl Letter<'_, '_> {
    pub(super) fn opening(&self) -> Vec<Block> {
        let (view, locale) = (&self.view, self.view.locale);
        let appraisal = view.appraisal();
        let office = locale.label(&appraisal.office);
        let args = Args::none()
            .text("scheme", locale.label(&view.scheme().name))
            .text("has-office", if office.is_empty() { "no" } else { "yes" })
            .text("office", office)
            .text("period", locale.period(appraisal.period))
            .text("title", locale.label(&appraisal.title))
            .count("papers", view.returns_in_all().valid);
        self.paragraph(vec![self.text("letter-opening", args)]).into_iter().collect()
    }

    pub(super) fn result(&self) -> Vec<Block> {
        let mut first = vec![self.score_told()];
        if self.has_score() {
            first.extend(self.missing());
            first.extend(self.rates());
        }
        let mut second = Vec::new();
        if self.is_internal() {
            second.push(self.word("letter-internal"));
        }
        second.extend(self.mean_told());
        second.extend(self.ranks());
        second.extend(self.side_told());
        second.extend(self.rank_caution());
        second.extend(self.grade());
        let parts = [first, second, self.ends_told(), self.changes_told()];
        parts.into_iter().filter_map(|sentences| self.paragraph(sentences)).collect()
    }

    fn score_told(&self) -> String {
        let (view, score) = (&self.view, &self.estimate.whole);
        if self.is_withheld() {
            return self.word(match view.appraisal().was_internal(self.unit) {
                true => "letter-withheld-part",
                false => "letter-withheld",
            });
        }
        match &score.value {
            Err(why) => {
                let why = view.locale.absent(view.scheme(), why);
                self.text("letter-no-score", Args::none().text("why", why))
            }
            Ok(value) => {
                let error = view.material.estimates.error(self.unit, Measure::Whole);
                let interval = error.map(|error| view.span(error.interval).shown(view.locale));
                let args = Args::none()
                    .text("score", value.published.to_string())
                    .count("n", score.n)
                    .text("few", if view.material.tells_n(score) { "no" } else { "yes" })
                    .text("known", if interval.is_some() { "yes" } else { "no" })
                    .text("interval", interval.unwrap_or_default())
                    .text("confidence", view.confidence());
                self.text("letter-score", args)
            }
        }
    }

    /// What was done about groups of which too few answered.
    fn missing(&self) -> Option<String> {
        if self.estimate.whole.missing_groups.is_empty() {
            return None;
        }
        Some(self.word(match self.view.scheme().scoring.missing_group {
            MissingGroup::Renormalise => "letter-missing-renormalise",
            MissingGroup::CategoryMean => "letter-missing-category-mean",
            MissingGroup::Zero => "letter-missing-zero",
            MissingGroup::Unranked => "letter-missing-unranked",
        }))
    }

    fn rates(&self) -> Option<String> {
        let rates = &self.estimate.whole_rates;
        let told = |id: &str, rate: &Option<Rate>| {
            let args = Args::none().text("rate", rate.as_ref()?.published.to_string());
            Some(self.text(id, args))
        };
        let wanted = &self.view.scheme().rates;
        let list: Vec<String> = [
            (!wanted.satisfied.is_empty(), "letter-rate-satisfied", &rates.satisfied),
            (!wanted.dissatisfied.is_empty(), "letter-rate-dissatisfied", &rates.dissatisfied),
            (self.view.has_knowledge(), "letter-rate-knowledge", &rates.knowledge),
        ]
        .into_iter()
        .filter(|(wanted, ..)| *wanted)
        .filter_map(|(_, id, rate)| told(id, rate))
        .collect();
        let args = Args::none().text("list", self.view.locale.list(&list));
        (!list.is_empty()).then(|| self.text("letter-rates", args))
    }

    /// Where the unit stands in each table, or why it does not; nothing for a unit without a score, which
    /// was told already.
    fn ranks(&self) -> Vec<String> {
        let places = self.letters.known.places(self.unit);
        if !self.has_score() {
            return Vec::new();
        }
        let first = places.first().and_then(|place| place.row.err()).map(|row| &row.why);
        if let Some(why) = first.filter(|why| {
            places.iter().all(|place| place.row.err().is_some_and(|row| row.why == **why))
        }) {
            return vec![self.unranked("letter-unranked-all", None, why)];
        }
        let told = |place: &Place<'_>| match place.row {
            Ok(standing) => self.rank(place, standing),
            Err(row) => self.unranked("letter-unranked", Some(place), &row.why),
        };
        places.iter().map(told).collect()
    }

    /// How sure what was said of ranks is; nothing where nothing was.
    fn rank_caution(&self) -> Option<String> {
        let places = self.letters.known.places(self.unit);
        let is_set = places.iter().any(|place| place.row.is_ok_and(|row| row.set.is_some()));
        (is_set && self.has_score()).then(|| self.text("letter-rank-caution", self.sure()))
    }

    fn unranked(&self, id: &str, place: Option<&Place<'_>>, why: &Why) -> String {
        let view = &self.view;
        let scope = place.map(|place| view.scope(place.table)).unwrap_or_default();
        let why = view.locale.why(view.scheme(), why);
        let args = Args::none().text("why", why);
        self.text(id, if place.is_some() { args.text("scope", scope) } else { args })
    }

    fn rank(&self, place: &Place<'_>, standing: &Standing) -> String {
        let of = place.table.standings.len();
        let set = standing.set.map(|set| set.together);
        let kind = match set {
            None => "unknown",
            Some(set) if set.best == set.worst => "sole",
            Some(set) if set.best == 1 && set.worst == of => "all",
            Some(_) => "some",
        };
        let bound = |rank: Option<usize>| rank.map(|rank| rank.to_string()).unwrap_or_default();
        let args = Args::none()
            .text("scope", self.view.scope(place.table))
            .count("of", of)
            .text("joint", if standing.joint { "yes" } else { "no" })
            .text("rank", standing.rank.to_string())
            .text("set", kind)
            .text("best", bound(set.map(|set| set.best)))
            .text("worst", bound(set.map(|set| set.worst)));
        self.text("letter-rank", args)
    }

    /// The mean of the category.
    fn mean_told(&self) -> Option<String> {
        let mean = self.peers.filter(|_| self.has_score())?.mean(Measure::Whole)?;
        let scope = self.view.category(self.view.category_of(self.unit));
        let args = Args::none().text("scope", scope).text("mean", mean.to_string());
        Some(self.text("letter-mean", args))
    }

    /// Where the unit surely is above or below the mean of the ranked units of its category. Of where it is
    /// neither, the words on its rank said enough.
    fn side_told(&self) -> Option<String> {
        let places = self.letters.known.places(self.unit);
        let has_categories = self.view.has_categories();
        let is_own = |place: &&Place<'_>| place.table.category.is_some() || !has_categories;
        let row = places.iter().find(is_own)?.row.ok()?;
        let side = match row.against_mean.as_ref()?.side {
            Side::Above => "above",
            Side::Below => "below",
            Side::Neither => return None,
        };
        Some(self.text("letter-side", Args::none().text("side", side)))
    }

    fn grade(&self) -> Option<String> {
        let places = self.letters.known.places(self.unit);
        let grade = places.iter().find_map(|place| place.row.ok()?.grade)?;
        let label = match &self.view.scheme().grading.as_ref()?.rule {
            GradingRule::Thresholds(grades) => grades.get(grade).map(|(label, _)| label),
            GradingRule::Quota { grades, .. } => grades.get(grade).map(|(label, _)| label),
        };
        let grade = self.view.locale.label(label?);
        Some(self.text("letter-grade", Args::none().text("grade", grade)))
    }
}
