//! Arithmetic in step: the same for several vectors that stand side by side.

use pulp::Arch;

/// How many vectors stand side by side.
pub(super) const LANES: usize = 8;

/// One number of each of the vectors that stand side by side.
pub(super) type Lanes = [f64; LANES];

/// Does arithmetic over lanes with the widest instructions of the processor. Each number is computed as with
/// any others: the bits are the same on every machine. What it calls must be inlined.
#[inline(always)]
pub(super) fn in_step<T>(work: impl FnOnce() -> T) -> T {
    Arch::new().dispatch(work)
}

/// A sum of products, for each of the vectors.
#[inline(always)]
pub(super) fn combined(weights: &[f64], values: &[Lanes]) -> Lanes {
    let mut sum = [0.0; LANES];
    for (weight, lanes) in weights.iter().zip(values) {
        for (sum, value) in sum.iter_mut().zip(lanes) {
            *sum += weight * value;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_instructions_give_the_bits_of_sums_one_by_one() {
        let weights: Vec<f64> = (1..60).map(|n| 1.0 / f64::from(n)).collect();
        let values: Vec<Lanes> =
            (1..60).map(|n| std::array::from_fn(|lane| (n * 7 + lane) as f64 / 3.0)).collect();
        let wide = in_step(|| combined(&weights, &values));
        for (lane, sum) in wide.iter().enumerate() {
            let mut one = 0.0_f64;
            weights.iter().zip(&values).for_each(|(weight, lanes)| one += weight * lanes[lane]);
            assert_eq!(sum.to_bits(), one.to_bits());
        }
    }
}
