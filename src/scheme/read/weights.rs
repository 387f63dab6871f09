//! Weights of entries that belong together.

use super::names::is_known;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};

/// Weights of entries that belong together: all given and summing to 1 or 100, or none given.
pub(super) fn read_weights(
    weights: &[Option<&Amount>],
    path_of: &dyn Fn(usize) -> String,
    normalise: bool,
    form: &mut Form,
) -> Vec<Option<Ratio>> {
    if weights.iter().all(Option::is_none) {
        return vec![Some(Ratio::one()); weights.len()];
    }
    let mut sum = Ratio::zero();
    let mut complete = true;
    let mut read = Vec::new();
    for (index, weight) in weights.iter().enumerate() {
        let path = path_of(index);
        let value = match weight {
            Some(amount) => form.ratio(amount, &path),
            None if is_known(&path, form) => None,
            None => {
                let finding = form.mistake(Kind::SomeWeightsMissing, &path);
                form.push(finding);
                None
            }
        };
        if let Some(value) = &value {
            if value.is_negative() {
                let finding = form.mistake(Kind::NegativeWeight, &path);
                form.push(finding.with("value", value.to_string()));
            }
            sum = &sum + value;
        }
        complete &= value.is_some();
        read.push(value);
    }
    let accepted = sum == Ratio::one() || sum == Ratio::whole(100) || (normalise && !sum.is_zero());
    if complete && !accepted {
        let finding = form.mistake(Kind::WeightsSum, &path_of(0));
        form.push(finding.with("value", sum.to_string()));
    }
    read
}
