//! The material with everything taken out that may not leave the office.

use super::material::{Material, Past};
use crate::disclosure::{Hidden, Side, Told, told_trend};
use crate::estimate::Estimates;
use crate::trend::Trend;

/// What the public and the units may be told; [`ToldMaterial::material`] is what a public report, a
/// letter or a public table is made of.
#[derive(Debug, Clone)]
pub struct ToldMaterial {
    told: Told,
    trends: Vec<Trend>,
    history: Vec<Past>,
}

impl ToldMaterial {
    /// Takes out what may not leave the office; `parts` are the estimates of the parts of a year, empty
    /// for a half-year.
    pub fn of(material: &Material<'_>, parts: &[Estimates]) -> ToldMaterial {
        let Material { appraisal, estimates, league, .. } = material;
        let told = Told::of(appraisal, estimates, league, parts);
        let before: Vec<(&Past, Told)> = material
            .history
            .iter()
            .map(|past| (past, Told::of(&past.appraisal, &past.estimates, &past.league, &[])))
            .collect();
        let now = Side { appraisal, told: &told };
        let trends = material.trends.iter().filter_map(|trend| {
            // A comparison with a period of which nobody knows what was told is not told.
            let (past, told) =
                before.iter().find(|(past, _)| past.estimates.period == trend.earlier)?;
            Some(told_trend(trend, Side { appraisal: &past.appraisal, told }, now))
        });
        let trends = trends.collect();
        let history = before.into_iter().map(|(past, told)| Past {
            appraisal: past.appraisal.clone(),
            estimates: told.estimates,
            league: told.league,
        });
        let history = history.collect();
        ToldMaterial { told, trends, history }
    }

    /// The material to write from; `whole` is that from which this was taken.
    pub fn material<'a>(&'a self, whole: &Material<'a>) -> Material<'a> {
        Material {
            estimates: &self.told.estimates,
            league: &self.told.league,
            trends: &self.trends,
            history: &self.history,
            ..*whole
        }
    }

    /// What is withheld.
    pub fn hidden(&self) -> &Hidden {
        &self.told.hidden
    }

    /// What may be told of the period.
    pub fn told(&self) -> &Told {
        &self.told
    }
}
