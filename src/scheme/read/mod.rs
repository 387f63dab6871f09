//! From the keys of a scheme file to a [`Scheme`], with every mistake.

mod bands;
mod caution;
mod grading;
mod groups;
mod indicators;
mod names;
mod rules;
mod scale;
mod scoring;
#[cfg(test)]
mod tests;
mod weights;

use self::caution::caution;
use self::grading::read_grading;
use self::groups::{read_categories, read_groups};
use self::indicators::read_indicators;
use self::rules::read_rules;
use self::scale::read_scale;
use self::scoring::{read_annual, read_rates, read_scoring};
use super::form::SchemeForm;
use super::*;
use crate::error::Error;
use crate::exact::MAX_DECIMALS;
use crate::finding::{Kind, any_stop};
use crate::form::Form;

impl Scheme {
    /// Reads a scheme from its text; `file` names it in findings.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake at once.
    pub fn read(file: &str, text: &str) -> Result<Scheme, Error> {
        let (keys, mut form) = Form::parse::<SchemeForm>(file, text);
        let scheme = read_scheme(keys, &mut form);
        let findings = form.into_findings();
        let (open, rest): (Vec<_>, Vec<_>) = findings
            .into_iter()
            .partition(|finding| finding.kind == Kind::RequiredValue);
        if any_stop(&rest) {
            return Err(Error::Findings(rest.into_iter().chain(open).collect()));
        }
        Ok(Scheme {
            open_questions: open,
            cautions: rest,
            ..scheme
        })
    }
}

fn read_scheme(keys: SchemeForm, form: &mut Form) -> Scheme {
    let scale = read_scale(&keys, form);
    let indicators = read_indicators(&keys, form);
    let groups = read_groups(&keys.groups, keys.scoring.normalise_weights, form);
    let mut group_names = Names::default();
    for (index, group) in groups.iter().enumerate() {
        let names = [&group.id, &group.label.zh, &group.label.en];
        add_names(
            &mut group_names,
            names.into_iter().chain(&group.aliases),
            index,
        );
    }
    let (categories, category_names) = read_categories(&keys, &groups, &group_names, form);
    caution(&scale, form);
    Scheme {
        rates: read_rates(&keys, &scale, form),
        scoring: read_scoring(&keys, &scale, form),
        grading: read_grading(&keys, form),
        annual: read_annual(&keys, form),
        rules: read_rules(&keys, form),
        rounding: RoundingRule {
            decimals: keys.rounding.decimals.unwrap_or(2).min(MAX_DECIMALS),
            rule: keys.rounding.rule.unwrap_or_default(),
            stages: keys.rounding.stages,
        },
        ranking: Ranking {
            tables: keys
                .ranking
                .tables
                .unwrap_or_else(|| vec![RankedBy::Category, RankedBy::Indicator]),
            compare: keys.ranking.compare.unwrap_or_default(),
            ties: keys.ranking.ties.unwrap_or_default(),
            tie_breakers: keys.ranking.tie_breakers,
        },
        name: label(&keys.name, keys.name_en.as_deref()),
        note: label(keys.note.as_deref().unwrap_or(""), keys.note_en.as_deref()),
        language: keys.language.unwrap_or_default(),
        sources: keys
            .sources
            .into_iter()
            .map(|s| Source {
                title: s.title,
                url: s.url,
                fidelity: s.fidelity,
                covers: s.covers,
            })
            .collect(),
        id: keys.id,
        scale,
        indicators,
        groups,
        categories,
        group_names,
        category_names,
        open_questions: Vec::new(),
        cautions: Vec::new(),
    }
}

fn label(zh: &str, en: Option<&str>) -> Label {
    Label {
        zh: zh.to_owned(),
        en: en.unwrap_or(zh).to_owned(),
    }
}

fn add_names<'a>(
    names: &mut Names<usize>,
    spellings: impl Iterator<Item = &'a String>,
    target: usize,
) {
    for spelling in spellings {
        names.add(spelling, target);
    }
}
