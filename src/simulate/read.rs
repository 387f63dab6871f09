//! From the keys of a plan file to a [`Plan`], with every mistake.

use indexmap::IndexMap;

use super::form::{AnswersForm, GroupForm, PeriodForm, PlanForm, TruthForm, UnitForm};
use super::ladder::Ladder;
use super::plan::{Answers, Cap, Pin, Plan, PlannedGroup, PlannedPeriod, PlannedUnit, Span, Truth};
use super::read_comment::nothing_said;
use super::read_file;
use crate::ballot::Weight;
use crate::error::Error;
use crate::exact::Published;
use crate::finding::{Kind, any_stop, nearest};
use crate::form::{Amount, Form};
use crate::naming::{Names, fold};
use crate::period::{Month, Period};
use crate::scheme::{Label, Mode, Scheme, shipped_ids, shipped_text};

impl Plan {
    /// Reads a plan from its text; `file` names it in findings.
    ///
    /// `beside` gives the text of a file that stands beside the plan, for the scheme.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake in the plan, or in its scheme.
    pub fn read(
        file: &str,
        text: &str,
        beside: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Plan, Error> {
        let (keys, mut form) = Form::parse::<PlanForm>(file, text);
        let scheme_text = beside(&keys.scheme);
        let known = scheme_text.as_deref().or_else(|| shipped_text(&keys.scheme));
        let Some(known) = known else {
            let finding = form.mistake(Kind::UnknownScheme, "scheme").with("value", &keys.scheme);
            let finding = finding.with_nearest(nearest(&keys.scheme, shipped_ids()));
            form.push(finding.with("expected", shipped_ids().collect::<Vec<_>>().join(" / ")));
            return Err(Error::Findings(form.into_findings()));
        };
        let scheme = Scheme::read(&keys.scheme, known)?;
        if !scheme.open_questions.is_empty() {
            return Err(Error::Findings(scheme.open_questions));
        }
        let has_remarks = !keys.remarks.about.is_empty();
        let mut reader = Reader { form: &mut form, scheme: &scheme, has_remarks };
        let plan = reader.plan(file, keys, scheme_text);
        if any_stop(form.findings()) {
            return Err(Error::Findings(form.into_findings()));
        }
        Ok(plan)
    }
}

/// Reads the keys of a plan against its scheme.
pub(super) struct Reader<'a> {
    pub(super) form: &'a mut Form,
    pub(super) scheme: &'a Scheme,
    /// Whether the plan says what raters write in their own words.
    pub(super) has_remarks: bool,
}

impl Reader<'_> {
    fn plan(&mut self, file: &str, keys: PlanForm, scheme_text: Option<String>) -> Plan {
        let (spans, units) = self.units(&keys.units, keys.made_units.unwrap_or(0));
        let mut ids = Names::default();
        for (index, unit) in units.iter().enumerate() {
            ids.add(&unit.id, index);
        }
        let groups = self.groups(&keys.groups);
        let weights = self.weights(&keys.weights);
        if keys.periods.is_empty() {
            self.mistake(Kind::EmptyList, "periods", "");
        }
        let mut periods: Vec<PlannedPeriod> = Vec::new();
        for (index, entry) in keys.periods.iter().enumerate() {
            let key = format!("periods[{}]", index + 1);
            if let Some(period) = self.period(entry, &key, &ids, &groups, !weights.is_empty()) {
                if periods.iter().any(|known| known.period == period.period) {
                    self.mistake(Kind::DuplicatePeriod, &format!("{key}.period"), &entry.period);
                }
                periods.push(period);
            }
        }
        let both = |zh: &Option<String>, en: &Option<String>| {
            let zh = zh.clone().unwrap_or_default();
            Label { en: en.clone().unwrap_or_else(|| zh.clone()), zh }
        };
        Plan {
            file: file.to_owned(),
            seed: keys.seed.unwrap_or(1),
            title: both(&Some(keys.title.clone()), &keys.title_en),
            office: both(&keys.office, &keys.office_en),
            notice: both(&keys.notice, &keys.notice_en),
            scheme_name: keys.scheme.clone(),
            scheme_text,
            scheme: self.scheme.clone(),
            spans,
            units,
            truth: self.truth(&keys.truth),
            answers: self.answers(&keys.answers),
            groups,
            weights,
            remarks: self.remarks(&keys.remarks),
            nothing_said: nothing_said(&keys.remarks),
            periods,
        }
    }

    pub(super) fn mistake(&mut self, kind: Kind, key: &str, value: &str) {
        let finding = self.form.mistake(kind, key);
        let finding = if value.is_empty() { finding } else { finding.with("value", value) };
        self.form.push(finding);
    }

    /// A number within bounds, or `usual` where there is none.
    fn number(
        &mut self,
        amount: Option<&Amount>,
        key: &str,
        usual: f64,
        bounds: (f64, f64),
    ) -> f64 {
        let Some(amount) = amount else { return usual };
        let Some(ratio) = self.form.ratio(amount, key) else { return usual };
        let number = ratio.to_f64();
        if (bounds.0..=bounds.1).contains(&number) {
            return number;
        }
        let finding = self.form.mistake(Kind::BadNumber, key).with("value", &amount.0);
        self.form.push(finding.with("expected", format!("{}–{}", bounds.0, bounds.1)));
        usual
    }

    /// The position of a name, or a mistake with the nearest one.
    pub(super) fn find(
        &mut self,
        names: &Names<usize>,
        name: &str,
        key: &str,
        kind: Kind,
    ) -> Option<usize> {
        let found = names.find(name);
        if found.is_none() {
            let finding = self.form.mistake(kind, key).with("value", name);
            self.form.push(finding.with_nearest(names.nearest(name)));
        }
        found
    }

    pub(super) fn group(&mut self, name: &str, key: &str) -> Option<usize> {
        let names = self.scheme.group_names();
        let found = names.find(name);
        if found.is_none() {
            let known: Vec<&str> =
                self.scheme.groups.iter().map(|group| group.id.as_str()).collect();
            let finding = self.form.mistake(Kind::UnknownGroup, key).with("value", name);
            let finding = finding.with_nearest(names.nearest(name));
            self.form.push(finding.with("expected", known.join(" / ")));
        }
        found
    }

    pub(super) fn leaf(&mut self, name: &str, key: &str) -> Option<usize> {
        let indicators = &self.scheme.indicators;
        let leaf = self.find(indicators.names(), name, key, Kind::UnknownIndicator)?;
        if leaf < indicators.n_leaves() {
            return Some(leaf);
        }
        self.mistake(Kind::UnknownIndicator, key, name);
        None
    }

    /// The least and greatest points, and how far they are apart.
    fn ends(&self) -> (f64, f64, f64) {
        let (best, worst) = Ladder::of(&self.scheme.scale).ends();
        (worst, best, best - worst)
    }

    // ── units ──

    fn units(&mut self, rows: &[UnitForm], made: u32) -> (Vec<Span>, Vec<PlannedUnit>) {
        let mut spans = Vec::new();
        let mut units: IndexMap<String, PlannedUnit> = IndexMap::new();
        for (index, row) in rows.iter().enumerate() {
            let key = format!("units[{}]", index + 1);
            let position = units.get_index_of(&fold(&row.id)).unwrap_or(units.len());
            spans.extend(self.span(row, position, &key));
            let score = self.stated(row.score.as_ref(), &format!("{key}.score"));
            let scores = self.by_leaf(&row.scores, &format!("{key}.scores"));
            let unit = units.entry(fold(&row.id)).or_insert_with(|| PlannedUnit {
                id: row.id.clone(),
                score: None,
                scores: vec![None; self.scheme.indicators.n_leaves()],
            });
            unit.score = unit.score.or(score);
            for (known, given) in unit.scores.iter_mut().zip(scores) {
                *known = known.or(given);
            }
        }
        for index in 0..made {
            let id = format!("u{:05}", index + 1);
            if units.contains_key(&id) {
                self.mistake(Kind::DuplicateName, "made_units", &id);
                continue;
            }
            let category = usize::try_from(index).unwrap_or(0) % self.scheme.categories.len();
            let name = Label {
                zh: format!("第{:05}单位", index + 1),
                en: format!("Unit {:05}", index + 1),
            };
            spans.push(Span { name, ..Span::plain(units.len(), category) });
            let scores = vec![None; self.scheme.indicators.n_leaves()];
            units.insert(id.clone(), PlannedUnit { id, score: None, scores });
        }
        if units.is_empty() {
            self.mistake(Kind::EmptyList, "units", "");
        }
        (spans, units.into_values().collect())
    }

    fn span(&mut self, row: &UnitForm, unit: usize, key: &str) -> Option<Span> {
        let scheme = self.scheme;
        let category = match &row.category {
            None if scheme.categories.len() == 1 => 0,
            name => {
                let name = name.as_deref().unwrap_or("");
                let key = format!("{key}.category");
                self.find(scheme.category_names(), name, &key, Kind::UnknownCategory)?
            }
        };
        Some(Span {
            name: Label {
                zh: row.name.clone(),
                en: row.name_en.clone().unwrap_or_else(|| row.name.clone()),
            },
            short: row.short.clone(),
            aliases: row.aliases.clone(),
            from: self.edge(row.from.as_ref(), &format!("{key}.from"), |p| p.months().0)?,
            to: self.edge(row.to.as_ref(), &format!("{key}.to"), |p| p.months().1)?,
            predecessors: row.predecessors.clone(),
            ..Span::plain(unit, category)
        })
    }

    /// The first or last month a span holds; the outer `None` is a mistake.
    fn edge(
        &mut self,
        text: Option<&String>,
        key: &str,
        month: fn(Period) -> Month,
    ) -> Option<Option<(String, Month)>> {
        let Some(text) = text else { return Some(None) };
        match text.parse::<Period>() {
            Ok(period) => Some(Some((text.clone(), month(period)))),
            Err(_) => {
                self.mistake(Kind::BadPeriod, key, text);
                None
            }
        }
    }

    /// A stated true score, within the scale.
    fn stated(&mut self, amount: Option<&Amount>, key: &str) -> Option<f64> {
        let (worst, best, _) = self.ends();
        amount?;
        Some(self.number(amount, key, worst, (worst, best)))
    }

    fn by_leaf(&mut self, scores: &IndexMap<String, Amount>, key: &str) -> Vec<Option<f64>> {
        let mut by_leaf = vec![None; self.scheme.indicators.n_leaves()];
        for (name, amount) in scores {
            let key = format!("{key}.{name}");
            if let Some(leaf) = self.leaf(name, &key) {
                by_leaf[leaf] = self.stated(Some(amount), &key);
            }
        }
        by_leaf
    }

    // ── truth, answers, groups ──

    fn truth(&mut self, keys: &TruthForm) -> Truth {
        let (worst, best, width) = self.ends();
        let wide = (0.0, width);
        let mut indicators = vec![0.0; self.scheme.indicators.n_leaves()];
        for (name, amount) in &keys.indicators {
            let key = format!("truth.indicators.{name}");
            if let Some(leaf) = self.leaf(name, &key) {
                indicators[leaf] = self.number(Some(amount), &key, 0.0, (-width, width));
            }
        }
        let spread = keys.indicator_spread.as_ref();
        Truth {
            mean: self.number(keys.mean.as_ref(), "truth.mean", worst + 0.7 * width, (worst, best)),
            spread: self.number(keys.spread.as_ref(), "truth.spread", 0.03 * width, wide),
            indicator_spread: self.number(spread, "truth.indicator_spread", 0.01 * width, wide),
            drift: self.number(keys.drift.as_ref(), "truth.drift", 0.008 * width, wide),
            indicators,
        }
    }

    fn answers(&mut self, keys: &AnswersForm) -> Answers {
        let mut share = |amount: &Option<Amount>, name: &str, usual: f64, most: f64| {
            self.number(amount.as_ref(), &format!("answers.{name}"), usual, (0.0, most))
        };
        Answers {
            unknown: share(&keys.unknown, "unknown", 0.03, 1.0),
            abstain: share(&keys.abstain, "abstain", 0.005, 0.5),
            blank: share(&keys.blank, "blank", 0.01, 0.5),
            rater_share: share(&keys.rater_share, "rater_share", 0.15, 0.5),
            halo_share: share(&keys.halo_share, "halo_share", 0.35, 0.5),
        }
    }

    fn groups(&mut self, keys: &IndexMap<String, GroupForm>) -> Vec<PlannedGroup> {
        let mut groups = vec![PlannedGroup::default(); self.scheme.groups.len()];
        let (_, _, width) = self.ends();
        for (name, entry) in keys {
            let key = format!("groups.{name}");
            let Some(group) = self.group(name, &key) else { continue };
            let mut number = |amount: &Option<Amount>, name: &str, usual, bounds| {
                self.number(amount.as_ref(), &format!("{key}.{name}"), usual, bounds)
            };
            groups[group] = PlannedGroup {
                raters: entry.raters,
                severity: number(&entry.severity, "severity", 0.0, (-width, width)),
                coverage: number(&entry.coverage, "coverage", 1.0, (0.0, 1.0)),
                response: number(&entry.response, "response", 0.9, (0.001, 1.0)),
            };
        }
        groups
    }

    fn weights(&mut self, keys: &[Amount]) -> Vec<(String, Weight)> {
        let mut weights = Vec::new();
        for (index, amount) in keys.iter().enumerate() {
            match Weight::parse(&amount.0) {
                Some(weight) => weights.push((amount.0.clone(), weight)),
                None => {
                    self.mistake(Kind::BadWeight, &format!("weights[{}]", index + 1), &amount.0);
                }
            }
        }
        weights
    }

    // ── periods ──

    fn period(
        &mut self,
        keys: &PeriodForm,
        key: &str,
        ids: &Names<usize>,
        groups: &[PlannedGroup],
        weighted: bool,
    ) -> Option<PlannedPeriod> {
        let Ok(period) = keys.period.parse::<Period>() else {
            self.mistake(Kind::BadPeriod, &format!("{key}.period"), &keys.period);
            return None;
        };
        let mut raters: Vec<u32> = groups.iter().map(|group| group.raters).collect();
        for (name, n) in &keys.raters {
            if let Some(group) = self.group(name, &format!("{key}.raters.{name}")) {
                raters[group] = *n;
            }
        }
        let mut scores = Vec::new();
        for (name, by_leaf) in &keys.scores {
            let key = format!("{key}.scores.{name}");
            let unit = self.find(ids, name, &key, Kind::UnknownUnit);
            let stated = self.by_leaf(by_leaf, &key);
            let stated = stated.into_iter().enumerate();
            scores.extend(stated.filter_map(|(leaf, score)| Some((unit?, leaf, score?))));
        }
        let mut unknown = Vec::new();
        for (name, share) in &keys.unknown {
            let key = format!("{key}.unknown.{name}");
            let share = self.number(Some(share), &key, 0.0, (0.0, 1.0));
            let unit = self.find(ids, name, &key, Kind::UnknownUnit);
            unknown.extend(unit.map(|unit| (unit, share)));
        }
        let files = keys.files.iter().enumerate();
        let deliveries = files
            .filter_map(|(n, file)| {
                read_file::delivery(self, file, &format!("{key}.files[{}]", n + 1), weighted)
            })
            .collect();
        if keys.files.is_empty() {
            self.mistake(Kind::NoBallots, &format!("{key}.files"), &keys.period);
        }
        let period = PlannedPeriod {
            period,
            deliveries,
            raters,
            scores,
            unknown,
            pins: self.pins(keys, key, ids),
            caps: self.caps(keys, key, ids),
            comments: self.comments(keys, key),
            manipulations: self.manipulations(keys, key, ids),
        };
        read_file::check_groups(self, &period, key);
        Some(period)
    }

    fn pins(&mut self, keys: &PeriodForm, key: &str, ids: &Names<usize>) -> Vec<Pin> {
        let mut pins: Vec<Pin> = Vec::new();
        for (index, entry) in keys.pins.iter().enumerate() {
            let key = format!("{key}.pins[{}]", index + 1);
            let unit = self.find(ids, &entry.unit, &format!("{key}.unit"), Kind::UnknownUnit);
            let leaf = self.leaf(&entry.indicator, &format!("{key}.indicator"));
            let key = format!("{key}.score");
            let score = self.published(entry.score.as_ref(), &key);
            let (Some(unit), Some(leaf), Some(score)) = (unit, leaf, score) else { continue };
            if pins.iter().any(|pin| (pin.unit, pin.leaf) == (unit, leaf)) {
                self.mistake(Kind::DuplicateName, &key, &entry.unit);
            }
            pins.push(Pin { unit, leaf, score, key });
        }
        if !(keys.pins.is_empty() && keys.caps.is_empty()) {
            self.check_pinnable(key);
        }
        pins
    }

    fn caps(&mut self, keys: &PeriodForm, key: &str, ids: &Names<usize>) -> Vec<Cap> {
        let mut caps = Vec::new();
        for (index, entry) in keys.caps.iter().enumerate() {
            let key = format!("{key}.caps[{}]", index + 1);
            let leaf = self.leaf(&entry.indicator, &format!("{key}.indicator"));
            let mut except = Vec::new();
            for name in &entry.except {
                let at = format!("{key}.except");
                except.extend(self.find(ids, name, &at, Kind::UnknownUnit));
            }
            let key = format!("{key}.below");
            let below = self.published(entry.below.as_ref(), &key);
            if let (Some(leaf), Some(below)) = (leaf, below) {
                caps.push(Cap { leaf, below, except, key });
            }
        }
        caps
    }

    /// A score that can be printed as it stands.
    fn published(&mut self, amount: Option<&Amount>, key: &str) -> Option<Published> {
        let amount = amount?;
        let ratio = self.form.ratio(amount, key)?;
        let published = self.scheme.publish(&ratio);
        if published.ratio() == ratio {
            return Some(published);
        }
        let finding = self.form.mistake(Kind::BadNumber, key).with("value", &amount.0);
        self.form.push(finding.with("expected", published.to_string()));
        None
    }

    /// A pin is found by the plain mean of answers: other schemes would need another search.
    fn check_pinnable(&mut self, key: &str) {
        let scheme = self.scheme;
        if scheme.scoring.mode != Mode::Pooled {
            let finding = self.form.mistake(Kind::BadChoice, &format!("{key}.pins"));
            self.form.push(finding.with("value", "ballot-first").with("expected", "pooled"));
        }
        let odd = [
            (scheme.scoring.trim.is_some(), "trim"),
            (!scheme.rounding.stages.is_empty(), "stages"),
        ];
        for (_, name) in odd.into_iter().filter(|(given, _)| *given) {
            self.mistake(Kind::BadChoice, &format!("{key}.pins"), name);
        }
    }
}

impl Span {
    /// A row without a name, in force at all times.
    fn plain(unit: usize, category: usize) -> Span {
        Span {
            unit,
            name: Label::default(),
            short: None,
            aliases: Vec::new(),
            category,
            from: None,
            to: None,
            predecessors: Vec::new(),
        }
    }
}
