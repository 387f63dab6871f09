//! The material with everything taken out that may not leave the office.

use super::Audience;
use super::fair::Fair;
use super::material::{Material, Past};
use crate::disclosure::{Side, Told, told_trend};
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
    /// Takes out what may not leave the office.
    pub fn of(material: &Material<'_>) -> ToldMaterial {
        let Material { appraisal, estimates, league, parts, .. } = material;
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
            fair: Fair { screen: whole.fair.screen, ..Fair::default() },
            is_told: true,
            ..*whole
        }
    }
}

/// The material as an audience may see it.
#[derive(Debug, Clone)]
pub enum Seen<'a> {
    /// As it was: for the office, or told already.
    Whole(Material<'a>),
    /// What may be told, taken from the whole.
    Told(Material<'a>, Box<ToldMaterial>),
}

impl<'a> Seen<'a> {
    /// The material with everything taken out that `audience` must not see.
    pub fn by(audience: Audience, material: &Material<'a>) -> Seen<'a> {
        match audience == Audience::Internal || material.is_told {
            true => Seen::Whole(*material),
            false => Seen::Told(*material, Box::new(ToldMaterial::of(material))),
        }
    }

    /// The material to write from.
    pub fn material(&self) -> Material<'_> {
        match self {
            Seen::Whole(material) => *material,
            Seen::Told(whole, told) => told.material(whole),
        }
    }
}
