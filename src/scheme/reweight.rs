//! The same scheme with other weights, for what-if questions.

use std::collections::BTreeMap;

use super::{Indicators, Scheme};
use crate::exact::Ratio;

/// Weights that are asked for, as shares of 0 to 1, by position in the scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reweighting {
    /// Of groups: the share in every category that the group rates.
    pub groups: BTreeMap<usize, Ratio>,
    /// Of indicators: the share among those with the same indicator above.
    pub indicators: BTreeMap<usize, Ratio>,
}

/// Why weights cannot be as asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unweighable {
    /// Weights that belong together sum to more than 1.
    TooMuch,
    /// They sum to less than 1, and no other has a weight that could take the rest.
    NothingLeft,
}

impl Scheme {
    /// The scheme with other weights; those that are not named share the rest as they do now.
    ///
    /// A group that does not rate a category still does not, and the grading, the ranking and all
    /// else stay as they are.
    ///
    /// # Errors
    /// [`Unweighable`] where the weights asked for leave no sum of 1.
    pub fn reweighted(&self, wanted: &Reweighting) -> Result<Scheme, Unweighable> {
        let mut scheme = self.clone();
        for category in &mut scheme.categories {
            let members: Vec<usize> = (0..category.weights.len()).collect();
            share_out(&mut category.weights, &members, &wanted.groups)?;
        }
        let usual: Option<Vec<Ratio>> = scheme.groups.iter().map(|g| g.weight.clone()).collect();
        if let Some(mut usual) = usual {
            let members: Vec<usize> = (0..usual.len()).collect();
            // Each category has been settled; what stands here is only shown.
            if share_out(&mut usual, &members, &wanted.groups).is_ok() {
                for (group, weight) in scheme.groups.iter_mut().zip(usual) {
                    group.weight = Some(weight);
                }
            }
        }
        if !wanted.indicators.is_empty() {
            scheme.indicators = self.indicators.reweighted(&wanted.indicators)?;
        }
        Ok(scheme)
    }
}

impl Indicators {
    fn reweighted(&self, wanted: &BTreeMap<usize, Ratio>) -> Result<Indicators, Unweighable> {
        let mut all = self.all().to_vec();
        let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (index, indicator) in all.iter().enumerate() {
            families.entry(indicator.parent).or_default().push(index);
        }
        let mut shares: Vec<Ratio> =
            all.iter().map(|one| one.weight.clone().unwrap_or_else(Ratio::zero)).collect();
        for members in families.values() {
            share_out(&mut shares, members, wanted)?;
            let sum = members.iter().fold(Ratio::zero(), |sum, at| &sum + &shares[*at]);
            for member in members {
                let share = shares[*member].divided_by(&sum);
                shares[*member] = share.unwrap_or_else(Ratio::zero);
            }
        }
        for indicator in &mut all {
            indicator.leaves.clear();
        }
        let mut whole = Vec::new();
        for leaf in 0..self.n_leaves() {
            let mut weight = Ratio::one();
            let mut at = Some(leaf);
            while let Some(here) = at {
                all[here].leaves.push((leaf, weight.clone()));
                weight = &weight * &shares[here];
                at = all[here].parent;
            }
            whole.push(weight);
        }
        for (indicator, share) in all.iter_mut().zip(shares) {
            indicator.weight = Some(share);
        }
        Ok(Indicators::new(all, self.n_leaves(), whole))
    }
}

/// Gives the named members their share, and the rest to the others in proportion; the sum stays what it
/// was. A weight of zero stays zero.
fn share_out(
    weights: &mut [Ratio],
    members: &[usize],
    wanted: &BTreeMap<usize, Ratio>,
) -> Result<(), Unweighable> {
    let named = |at: &usize| wanted.contains_key(at) && !weights[*at].is_zero();
    let sum_of = |of: &dyn Fn(&usize) -> bool, value: &dyn Fn(usize) -> Ratio| {
        let chosen = members.iter().filter(|at| of(at));
        chosen.fold(Ratio::zero(), |sum, at| &sum + &value(*at))
    };
    let given = |at: usize| wanted.get(&at).cloned().unwrap_or_else(Ratio::zero);
    let held = |at: usize| weights[at].clone();
    if !members.iter().any(named) {
        return Ok(());
    }
    let asked = sum_of(&named, &given);
    let others = sum_of(&|at| !named(at), &held);
    let whole = sum_of(&|_| true, &held);
    let left = &Ratio::one() - &asked;
    if left.is_negative() {
        return Err(Unweighable::TooMuch);
    }
    if others.is_zero() && !left.is_zero() {
        return Err(Unweighable::NothingLeft);
    }
    let new: Vec<Ratio> = members
        .iter()
        .map(|at| {
            let share = match named(at) {
                true => given(*at),
                false => (&left * &weights[*at]).divided_by(&others).unwrap_or_else(Ratio::zero),
            };
            &share * &whole
        })
        .collect();
    for (at, weight) in members.iter().zip(new) {
        weights[*at] = weight;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str) -> Ratio {
        Ratio::parse(text).unwrap()
    }

    fn shared(weights: &[&str], wanted: &[(usize, &str)]) -> Result<Vec<Ratio>, Unweighable> {
        let mut weights: Vec<Ratio> = weights.iter().map(|weight| share(weight)).collect();
        let members: Vec<usize> = (0..weights.len()).collect();
        let wanted = wanted.iter().map(|(at, text)| (*at, share(text))).collect();
        share_out(&mut weights, &members, &wanted).map(|()| weights)
    }

    fn ratios(texts: &[&str]) -> Vec<Ratio> {
        texts.iter().map(|text| share(text)).collect()
    }

    #[test]
    fn the_others_share_the_rest_as_they_did_before() {
        let weights = shared(&["20", "20", "60"], &[(0, "0.6")]).unwrap();
        assert_eq!(weights, ratios(&["60", "10", "30"]));
        let weights = shared(&["20", "20", "60"], &[(0, "0"), (1, "0.5")]).unwrap();
        assert_eq!(weights, ratios(&["0", "50", "50"]));
    }

    #[test]
    fn who_does_not_rate_gets_no_weight() {
        let weights = shared(&["0", "40", "60"], &[(0, "0.5")]).unwrap();
        assert_eq!(weights, ratios(&["0", "40", "60"]));
    }

    #[test]
    fn weights_that_leave_no_sum_of_one_are_refused() {
        let wanted = [(0, "0.7"), (1, "0.4")];
        assert_eq!(shared(&["20", "20", "60"], &wanted), Err(Unweighable::TooMuch));
        let wanted = [(0, "0.5"), (1, "0.4")];
        assert_eq!(shared(&["50", "50"], &wanted), Err(Unweighable::NothingLeft));
        assert!(shared(&["50", "50"], &[(0, "0.5"), (1, "0.5")]).is_ok());
    }

    #[test]
    fn leaves_weigh_what_the_indicators_above_them_give() {
        let text = crate::scheme::shipped_text("xiaoneng-6").unwrap();
        let scheme = Scheme::read("xiaoneng-6", text).unwrap();
        let indicators = [(0, share("0.5"))].into_iter().collect();
        let wanted = Reweighting { indicators, ..Reweighting::default() };
        let weights = scheme.reweighted(&wanted).unwrap().indicators.weights().to_vec();
        assert_eq!(weights, ratios(&["0.5", "0.1", "0.1", "0.1", "0.1", "0.1"]));
    }
}
