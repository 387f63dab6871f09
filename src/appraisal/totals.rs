//! Known totals to which raters are weighted: margins with the total of each level.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::form::{CellTotalForm, PeriodForm, TotalsForm};
use super::open::Opening;
use super::{Appraisal, BallotSource, InputFile};
use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::form::Amount;
use crate::naming::{GROUP_HEADINGS, fold};
use crate::period::Period;
use crate::sheet::{self, Reading, Sheet};
use crate::statistic::raking::Bounds;

/// Between attributes that make one margin together, and between their levels.
const TOGETHER: [char; 2] = ['×', '*'];
/// Between levels that share one total.
const EITHER: char = '|';

/// The known totals of a group, or of all raters, in one listed period.
#[derive(Debug, Clone)]
pub struct Totals {
    /// Where they are written.
    pub place: Place,
    /// The listed period.
    pub period: Period,
    /// Position of the group in the scheme; all raters where absent.
    pub group: Option<usize>,
    /// The margins, at least one.
    pub margins: Vec<Margin>,
    /// How far a weight may lie from the median weight.
    pub bounds: Option<Bounds>,
}

/// One margin: an attribute of raters, or several together, with the total of each level.
#[derive(Debug, Clone)]
pub struct Margin {
    /// Where it is written.
    pub place: Place,
    /// Its attributes, folded.
    pub attributes: Vec<String>,
    /// The attributes as written, with × between them.
    pub name: String,
    /// The levels.
    pub levels: Vec<Level>,
    /// For the folded texts of the attributes, the position of the level.
    index: BTreeMap<Vec<String>, usize>,
}

/// One level of a margin.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Where it is written.
    pub place: Place,
    /// As written.
    pub name: String,
    /// How many there are, zero or more.
    pub total: Ratio,
}

impl Totals {
    /// Whether they are about raters of this group in this listed period.
    pub fn cover(&self, period: Period, group: usize) -> bool {
        self.period == period && self.group.is_none_or(|own| own == group)
    }
}

impl Margin {
    fn new(place: Place, name: &str) -> Margin {
        let parts: Vec<&str> = name.split(TOGETHER).map(str::trim).collect();
        Margin {
            place,
            attributes: parts.iter().map(|part| fold(part)).collect(),
            name: parts.join("×"),
            levels: Vec::new(),
            index: BTreeMap::new(),
        }
    }

    /// The level on which a rater of these attributes stands; the texts are folded.
    pub fn level(&self, texts: &[String]) -> Option<usize> {
        self.index.get(texts).copied()
    }

    /// Adds a level; what was there before, where it was listed already or has other attributes.
    fn add(&mut self, level: Level) -> Result<(), Repeated> {
        let parts: Vec<&str> = match self.attributes.len() {
            1 => vec![&level.name],
            _ => level.name.split(TOGETHER).collect(),
        };
        if parts.len() != self.attributes.len() {
            return Err(Repeated::OtherAttributes);
        }
        let mut keys: Vec<Vec<String>> = vec![Vec::new()];
        for part in parts {
            let names: Vec<String> = part.split([EITHER, '｜']).map(fold).collect();
            let longer = |key: &Vec<String>| {
                let key = key.clone();
                let with = move |name: &String| [key.clone(), vec![name.clone()]].concat();
                names.iter().map(with).collect::<Vec<_>>()
            };
            keys = keys.iter().flat_map(longer).collect();
        }
        let number = self.levels.len();
        for key in keys {
            if let Some(known) = self.index.insert(key, number) {
                return Err(Repeated::Level(known));
            }
        }
        self.levels.push(level);
        Ok(())
    }

    fn sum(&self) -> Ratio {
        self.levels.iter().fold(Ratio::zero(), |sum, level| &sum + &level.total)
    }
}

/// Why a level cannot be added.
enum Repeated {
    Level(usize),
    OtherAttributes,
}

/// A level as it is written, before its margin is known.
struct Line {
    place: Place,
    margin: String,
    level: String,
    total: Ratio,
}

impl Opening<'_> {
    /// Takes the totals of one listed period; its ballot sources must be known.
    pub(super) fn totals(
        &mut self,
        keys: &PeriodForm,
        period: Period,
        path: &str,
        appraisal: &mut Appraisal,
    ) {
        for (number, entry) in keys.totals.iter().enumerate() {
            let key = format!("{path}.totals[{}]", number + 1);
            let group = match &entry.group {
                None => None,
                Some(name) => match self.group(name, &format!("{key}.group"), appraisal) {
                    None => continue,
                    group => group,
                },
            };
            let lines = self.lines(entry, &key);
            let place = self.place(&key);
            if lines.is_empty() {
                let finding = self.form.mistake(Kind::EmptyList, &format!("{key}.margins"));
                self.form.push(finding);
            }
            let bounds = self.bounds(entry, &key);
            let margins = self.margins(lines);
            self.keep(Totals { place, period, group, margins, bounds }, appraisal);
        }
        let Some(file) = &keys.totals_file else { return };
        if self.is_inside(file, &format!("{path}.totals_file")) {
            self.totals_file(file, period, appraisal);
        }
    }

    fn place(&self, key: &str) -> Place {
        self.form.at(Kind::TotalsDiffer, Effect::Stop, key).place
    }

    fn lines(&mut self, entry: &TotalsForm, key: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        for (margin, levels) in &entry.margins {
            for (level, total) in levels {
                let path = format!("{key}.margins.{margin}.{level}");
                self.line(&path, margin.clone(), level.clone(), total, &mut lines);
            }
        }
        for (number, CellTotalForm { levels, total }) in entry.cells.iter().enumerate() {
            let path = format!("{key}.cells[{}]", number + 1);
            let mut parts: Vec<(&String, &String)> = levels.iter().collect();
            // The order in which attributes are named says nothing.
            parts.sort_unstable();
            let (margin, level): (Vec<&str>, Vec<&str>) =
                parts.iter().map(|(a, b)| (a.as_str(), b.as_str())).unzip();
            match total {
                Some(total) => {
                    self.line(&path, margin.join("×"), level.join("×"), total, &mut lines)
                }
                None => self.mistake(Kind::MissingKey, &format!("{path}.total"), "total"),
            }
        }
        lines
    }

    fn line(
        &mut self,
        path: &str,
        margin: String,
        level: String,
        total: &Amount,
        lines: &mut Vec<Line>,
    ) {
        let Some(ratio) = self.form.ratio(total, path) else { return };
        if ratio.is_negative() {
            let finding = self.form.mistake(Kind::BadNumber, path).with("value", &total.0);
            self.form.push(finding.with("expected", "12000"));
            return;
        }
        lines.push(Line { place: self.place(path), margin, level, total: ratio });
    }

    fn bounds(&mut self, entry: &TotalsForm, key: &str) -> Option<Bounds> {
        if entry.least.is_none() && entry.most.is_none() {
            return None;
        }
        let mut read = |amount: &Option<Amount>, name: &str, usual: f64, fits: fn(f64) -> bool| {
            let Some(amount) = amount else { return usual };
            let path = format!("{key}.{name}");
            let Some(ratio) = self.form.ratio(amount, &path) else { return usual };
            if !fits(ratio.to_f64()) {
                let finding = self.form.mistake(Kind::BadNumber, &path).with("value", &amount.0);
                let expected = if name == "least" { "0–1" } else { "1–1000" };
                self.form.push(finding.with("expected", expected));
            }
            ratio.to_f64()
        };
        let least = read(&entry.least, "least", 0.0, |least| (0.0..=1.0).contains(&least));
        let most = read(&entry.most, "most", 1000.0, |most| (1.0..=1000.0).contains(&most));
        Some(Bounds { least, most })
    }

    /// Lines of one group put together to margins, in the order in which they are written.
    fn margins(&mut self, lines: Vec<Line>) -> Vec<Margin> {
        let mut margins: IndexMap<Vec<String>, Margin> = IndexMap::new();
        for Line { place, margin, level, total } in lines {
            let fresh = Margin::new(place.clone(), &margin);
            let margin = margins.entry(fresh.attributes.clone()).or_insert(fresh);
            let name = level.trim().to_owned();
            let Err(why) = margin.add(Level { place: place.clone(), name: name.clone(), total })
            else {
                continue;
            };
            let finding = match why {
                Repeated::Level(known) => {
                    let known = margin.levels.get(known).map_or(name.clone(), |l| l.name.clone());
                    Finding::new(Kind::DuplicateName, Effect::Stop, place).with("other", known)
                }
                Repeated::OtherAttributes => {
                    let finding = Finding::new(Kind::UnknownReference, Effect::Stop, place);
                    finding.with("expected", &margin.name)
                }
            };
            self.further.push(finding.with("value", &name));
        }
        margins.into_values().collect()
    }

    /// Checks totals and keeps them.
    fn keep(&mut self, totals: Totals, appraisal: &mut Appraisal) {
        if appraisal.scheme.scoring.trim.is_some() {
            let finding = Finding::new(Kind::WeightWithTrim, Effect::Stop, totals.place.clone());
            self.further.push(finding);
        }
        let twice = |known: &&Totals| {
            known.period == totals.period
                && (known.group == totals.group || known.group.is_none() || totals.group.is_none())
        };
        if let Some(known) = appraisal.totals.iter().find(twice) {
            // Whoever stands in two of them would be weighted twice.
            let label = |totals: &Totals| match totals.group {
                Some(group) => appraisal.scheme.groups[group].label.zh.clone(),
                None => "totals".to_owned(),
            };
            let finding = Finding::new(Kind::DuplicateName, Effect::Stop, totals.place.clone());
            let finding = finding.with("value", label(&totals));
            self.further.push(finding.with("other", label(known)));
        }
        let declared = declared(&appraisal.sources, totals.period);
        for margin in &totals.margins {
            for attribute in margin.attributes.iter().filter(|a| !declared.contains_key(*a)) {
                let known: Vec<&str> = declared.values().copied().collect();
                let place = margin.place.clone();
                let finding = Finding::new(Kind::UnknownReference, Effect::Stop, place);
                let finding = finding.with("value", attribute);
                let finding = finding.with_nearest(nearest(attribute, known.iter().copied()));
                self.further.push(finding.with("expected", known.join(" / ")));
            }
        }
        self.check_sums(&totals);
        appraisal.totals.push(totals);
    }

    /// Margins of the same people add up alike.
    fn check_sums(&mut self, totals: &Totals) {
        let Some((first, others)) = totals.margins.split_first() else { return };
        let sum = first.sum();
        for margin in others {
            let own = margin.sum();
            if own != sum {
                let place = margin.place.clone();
                let finding = Finding::new(Kind::TotalsDiffer, Effect::Stop, place);
                let finding = finding.with("value", &margin.name).with("total", own.to_string());
                let finding = finding.with("other", &first.name);
                self.further.push(finding.with("expected", sum.to_string()));
            }
        }
    }

    /// Reads a table of margin, level, group and total.
    fn totals_file(&mut self, name: &str, period: Period, appraisal: &mut Appraisal) {
        let book = sheet::open(&self.folder.join(name), name, &Reading::default());
        self.inputs.push(InputFile { file: name.to_owned(), sha256: book.sha256 });
        self.further.extend(book.findings);
        let Some(sheet) = book.sheets.first() else { return };
        let mut groups: IndexMap<Option<usize>, Vec<Line>> = IndexMap::new();
        self.table(sheet, appraisal, &mut groups);
        for (group, lines) in groups {
            let place = lines.first().map_or(Place::file(name), |line| line.place.clone());
            let margins = self.margins(lines);
            self.keep(Totals { place, period, group, margins, bounds: None }, appraisal);
        }
    }

    fn table(
        &mut self,
        sheet: &Sheet,
        appraisal: &Appraisal,
        groups: &mut IndexMap<Option<usize>, Vec<Line>>,
    ) {
        let column = |names: &[&str]| {
            let known = |heading: &String| names.iter().any(|name| fold(name) == fold(heading));
            sheet.headings().iter().position(known)
        };
        let group = column(&GROUP_HEADINGS);
        let needed = [
            (column(&["margin", "属性", "项目", "attribute"]), "属性"),
            (column(&["level", "取值", "类别", "value"]), "取值"),
            (column(&["total", "总数", "人数", "总人数"]), "总数"),
        ];
        let [(Some(margin), _), (Some(level), _), (Some(total), _)] = needed else {
            for (_, heading) in needed.iter().filter(|(column, _)| column.is_none()) {
                self.missing_column(sheet, heading);
            }
            return;
        };
        let mut found = Vec::new();
        let read = sheet.for_each(&mut |row| {
            let place = sheet.place().at_row(row.number());
            let name = group.map_or("", |column| row.get(column)).trim();
            let names = appraisal.scheme.group_names();
            let group = if name.is_empty() { None } else { names.find(name) };
            if group.is_none() && !name.is_empty() {
                let finding = Finding::new(Kind::UnknownGroup, Effect::Stop, place.clone());
                let finding = finding.with("value", name).with_nearest(names.nearest(name));
                found
                    .push(finding.with("expected", super::delivery::group_list(&appraisal.scheme)));
                return;
            }
            match Ratio::parse(&fold(row.get(total))) {
                Ok(ratio) if !ratio.is_negative() => groups.entry(group).or_default().push(Line {
                    place,
                    margin: row.get(margin).to_owned(),
                    level: row.get(level).to_owned(),
                    total: ratio,
                }),
                _ => {
                    let at = place.at_column(sheet.headings()[total].as_str());
                    let finding = Finding::new(Kind::BadCount, Effect::Stop, at);
                    found.push(finding.with("value", row.get(total)));
                }
            }
        });
        self.further.extend(read.findings);
        self.further.extend(found);
    }
}

/// The attributes that the ballots of a listed period bring with them: folded, and as written.
fn declared(sources: &[BallotSource], period: Period) -> BTreeMap<String, &str> {
    let sources = sources.iter().filter(|source| source.period == period);
    let names = sources.flat_map(|source| &source.mapping.attributes);
    names.map(|name| (fold(name), name.as_str())).collect()
}
