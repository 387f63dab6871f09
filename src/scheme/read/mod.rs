//! From the keys of a scheme file to a [`Scheme`], with every mistake.

mod bands;
mod caution;
mod chance;
mod grading;
mod groups;
mod indicators;
mod names;
mod ranking;
mod rules;
mod scale;
mod scoring;
mod test;
#[cfg(test)]
mod tests;
mod weights;

use self::caution::caution;
use self::chance::{read_comparison, read_error, read_reliability};
use self::grading::read_grading;
use self::groups::{read_categories, read_groups};
use self::indicators::read_indicators;
use self::names::{check_filled, check_id};
use self::ranking::read_ranking;
use self::rules::read_rules;
use self::scale::read_scale;
use self::scoring::{read_annual, read_rates, read_rounding, read_scoring};
use super::form::{SchemeForm, SourceForm};
use super::*;
use crate::error::Error;
use crate::finding::{Kind, any_stop};
use crate::form::Form;

impl Scheme {
    /// Reads a scheme from its text; `file` names it in findings.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake at once.
    pub fn read(file: &str, text: &str) -> Result<Scheme, Error> {
        let (keys, mut form) = Form::parse::<SchemeForm>(file, text);
        // A text that is not TOML leaves no keys, and their absence would only hide the reason.
        if form.findings().iter().any(|f| f.kind == Kind::NotToml) {
            return Err(Error::Findings(form.into_findings()));
        }
        let scheme = read_scheme(keys, &mut form);
        let findings = form.into_findings();
        let (open, rest): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.kind == Kind::RequiredValue);
        if any_stop(&rest) {
            return Err(Error::Findings(rest.into_iter().chain(open).collect()));
        }
        Ok(Scheme { open_questions: open, cautions: rest, ..scheme })
    }
}

fn read_scheme(keys: SchemeForm, form: &mut Form) -> Scheme {
    check_filled(&keys.name, "name", "name", form);
    check_filled(&keys.id, "id", "id", form);
    if !keys.id.is_empty() {
        check_id(&keys.id, "id", form);
    }
    let normalise = keys.scoring.normalise_weights;
    let scale = read_scale(&keys.scale, form);
    let indicators = read_indicators(&keys, form);
    let (groups, group_names) = read_groups(&keys.groups, normalise, form);
    let (categories, category_names) = read_categories(&keys, &groups, &group_names, form);
    caution(&scale, form);
    Scheme {
        rates: read_rates(&keys.rates, &scale, form),
        scoring: read_scoring(&keys.scoring, &scale, form),
        grading: read_grading(keys.grading.as_ref(), &keys.ranking, &scale, form),
        annual: read_annual(&keys.annual, normalise, form),
        error: read_error(&keys.error, form),
        comparison: read_comparison(&keys.comparison, form),
        reliability: read_reliability(&keys.reliability, form),
        rules: read_rules(&keys.rules, &scale, form),
        rounding: read_rounding(&keys.rounding, form),
        ranking: read_ranking(&keys.ranking, &keys.rates, form),
        name: label(&keys.name, keys.name_en.as_deref()),
        note: label(keys.note.as_deref().unwrap_or(""), keys.note_en.as_deref()),
        language: keys.language.unwrap_or_default(),
        sources: read_sources(keys.sources, form),
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

fn read_sources(sources: Vec<SourceForm>, form: &mut Form) -> Vec<Source> {
    for (index, source) in sources.iter().enumerate() {
        let path = format!("sources[{}].title", index + 1);
        check_filled(&source.title, &path, "title", form);
    }
    let read = sources.into_iter().map(|source| Source {
        title: source.title,
        url: source.url,
        fidelity: source.fidelity,
        covers: source.covers,
    });
    read.collect()
}

fn label(zh: &str, en: Option<&str>) -> Label {
    Label { zh: zh.to_owned(), en: en.unwrap_or(zh).to_owned() }
}
