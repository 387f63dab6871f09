//! Exact fractions and the one place where a score is rounded.
//!
//! *What it is.* [`Ratio`] is an exact fraction of any size; [`Published`] is a score as it is
//! printed, a whole number of `10⁻ᵈ`. [`Rounding`] leads from the first to the second.
//!
//! *What it promises.* Sums and products lose nothing; [`Ratio::publish`] is the only rounding of
//! a score in the crate, so that ranking on published values and printing them cannot disagree.
//!
//! *What it does not do.* It knows nothing of units or indicators, and it never goes through a
//! floating-point number on the way to a published value.
//!
//! ```
//! use pingyi::exact::{Ratio, Rounding};
//! let mean = Ratio::fraction(84985, 1000);
//! assert_eq!(mean.publish(Rounding::HalfUp, 2).to_string(), "84.99");
//! assert_eq!(mean.publish(Rounding::HalfEven, 2).to_string(), "84.98");
//! ```

use std::fmt;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

/// The most decimals a score may be published with.
pub const MAX_DECIMALS: u8 = 4;

/// The most digits before and behind the decimal point that [`Ratio::parse`] reads.
const MAX_INTEGER_DIGITS: usize = 12;
const MAX_FRACTION_DIGITS: usize = 9;

/// The most digits of a numerator or denominator that is read.
const MAX_PART_DIGITS: usize = 40;

/// An exact fraction in lowest terms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(BigRational);

/// Why a text is not a decimal number that Pingyi computes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADecimal {
    /// The text is not of the form `-12.5`.
    Form,
    /// More than 12 digits before or 9 behind the point.
    TooLong,
}

/// How a score half-way between two published values is rounded.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 四舍五入: halves away from zero. What most offices mean.
    #[default]
    HalfUp,
    /// 四舍六入五成双: halves to the even digit (GB/T 8170-2008).
    HalfEven,
}

/// A value as it is printed: a whole number of `10⁻ᵈ`, `d` from 0 to [`MAX_DECIMALS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    steps: i64,
    decimals: u8,
}

impl Ratio {
    /// Zero.
    pub fn zero() -> Ratio {
        Ratio(BigRational::zero())
    }

    /// One.
    pub fn one() -> Ratio {
        Ratio(BigRational::one())
    }

    /// A whole number.
    pub fn whole(value: impl Into<BigIntLike>) -> Ratio {
        Ratio(BigRational::from_integer(value.into().0))
    }

    /// `numerator / denominator`; zero where the denominator is zero, which callers exclude.
    pub fn fraction(numerator: impl Into<BigIntLike>, denominator: impl Into<BigIntLike>) -> Ratio {
        let denominator = denominator.into().0;
        if denominator.is_zero() {
            return Ratio::zero();
        }
        Ratio(BigRational::new(numerator.into().0, denominator))
    }

    /// Reads decimal text such as `82.5`, `-3` or `.5`: never through a float.
    pub fn parse(text: &str) -> Result<Ratio, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (integer.is_empty() && fraction.is_empty())
            || !all_digits(integer)
            || !all_digits(fraction)
        {
            return Err(NotADecimal::Form);
        }
        let fraction = fraction.trim_end_matches('0');
        let integer = integer.trim_start_matches('0');
        if integer.len() > MAX_INTEGER_DIGITS || fraction.len() > MAX_FRACTION_DIGITS {
            return Err(NotADecimal::TooLong);
        }
        let joined = format!("0{integer}{fraction}");
        let value: BigInt = joined.parse().map_err(|_| NotADecimal::Form)?;
        let value = if negative { -value } else { value };
        Ok(Ratio(BigRational::new(value, power_of_ten(fraction.len()))))
    }

    /// The quotient, or `None` where the divisor is zero.
    pub fn divided_by(&self, divisor: &Ratio) -> Option<Ratio> {
        (!divisor.0.is_zero()).then(|| Ratio(&self.0 / &divisor.0))
    }

    /// The mean of `values` with `weights`, or `None` where the weights sum to zero.
    pub fn weighted_mean<'a>(
        pairs: impl IntoIterator<Item = (&'a Ratio, &'a Ratio)>,
    ) -> Option<Ratio> {
        let mut sum = (BigInt::zero(), BigInt::one());
        let mut whole = (BigInt::zero(), BigInt::one());
        for (value, weight) in pairs {
            let (value, weight) = (&value.0, &weight.0);
            let denominator = value.denom() * weight.denom();
            add_unreduced(&mut sum, value.numer() * weight.numer(), &denominator);
            add_unreduced(&mut whole, weight.numer().clone(), weight.denom());
        }
        // In lowest terms once, at the end: that is what costs.
        (!whole.0.is_zero()).then(|| Ratio(BigRational::new(sum.0 * whole.1, sum.1 * whole.0)))
    }

    /// Rounds once. The only way from a fraction to a printed score.
    pub fn publish(&self, rounding: Rounding, decimals: u8) -> Published {
        round_quotient(self.0.numer(), self.0.denom(), rounding, decimals)
    }

    /// The published mean of many fractions, or `None` where there are none.
    ///
    /// The sum is taken over a common denominator without reducing it, because the denominators
    /// of a thousand units' scores multiply into a number that is cheap to divide by once and
    /// very dear to keep in lowest terms.
    pub fn publish_mean(values: &[Ratio], rounding: Rounding, decimals: u8) -> Option<Published> {
        if values.is_empty() {
            return None;
        }
        let terms = values.iter().map(|v| (v.0.numer().clone(), v.0.denom().clone())).collect();
        let (numerator, denominator) = sum_unreduced(terms);
        let denominator = denominator * BigInt::from(values.len());
        Some(round_quotient(&numerator, &denominator, rounding, decimals))
    }

    /// The numerator and denominator in lowest terms, as text.
    pub fn parts(&self) -> (String, String) {
        (self.0.numer().to_string(), self.0.denom().to_string())
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The nearest floating-point number, for drawing only.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The decimal text if the fraction ends within nine decimals, else `None`.
    fn terminating(&self) -> Option<String> {
        let scaled = self.0.numer() * power_of_ten(MAX_FRACTION_DIGITS);
        let (quotient, rest) = scaled.div_rem(self.0.denom());
        rest.is_zero().then(|| {
            let text = place_point(&quotient, MAX_FRACTION_DIGITS);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        })
    }
}

/// A whole number that converts into a [`Ratio`] without loss.
#[derive(Debug, Clone)]
pub struct BigIntLike(BigInt);

macro_rules! whole_numbers {
    ($($t:ty),*) => { $(impl From<$t> for BigIntLike {
        fn from(value: $t) -> Self { BigIntLike(BigInt::from(value)) }
    })* };
}
whole_numbers!(i32, i64, i128, u8, u16, u32, u64, u128, usize);

macro_rules! operators {
    ($($trait:ident $method:ident),*) => { $(
        impl $trait<&Ratio> for &Ratio {
            type Output = Ratio;
            fn $method(self, other: &Ratio) -> Ratio { Ratio($trait::$method(&self.0, &other.0)) }
        }
    )* };
}
operators!(Add add, Sub sub, Mul mul);

impl fmt::Display for Ratio {
    /// `82.5` where the decimals end, else `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.terminating() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

impl std::str::FromStr for Ratio {
    type Err = NotADecimal;

    /// Reads what [`fmt::Display`] writes: decimal text, or `numerator/denominator`.
    fn from_str(text: &str) -> Result<Ratio, NotADecimal> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Ratio::parse(text);
        };
        for part in [numerator.strip_prefix('-').unwrap_or(numerator), denominator] {
            if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NotADecimal::Form);
            }
            if part.len() > MAX_PART_DIGITS {
                return Err(NotADecimal::TooLong);
            }
        }
        let numerator: BigInt = numerator.parse().map_err(|_| NotADecimal::Form)?;
        let denominator: BigInt = denominator.parse().map_err(|_| NotADecimal::Form)?;
        if !denominator.is_positive() {
            return Err(NotADecimal::Form);
        }
        Ok(Ratio(BigRational::new(numerator, denominator)))
    }
}

impl Published {
    /// `steps · 10^-decimals`.
    pub fn from_steps(steps: i64, decimals: u8) -> Published {
        Published { steps, decimals: decimals.min(MAX_DECIMALS) }
    }

    /// The nearest value to a float that can be printed with so many decimals, halves by the float's
    /// exact value; `None` where it is no number or too large.
    ///
    /// For what is a float by nature, such as a standard error; scores and rates are fractions.
    pub fn near(value: f64, decimals: u8) -> Option<Published> {
        let decimals = decimals.min(MAX_DECIMALS);
        let text = format!("{value:.*}", usize::from(decimals));
        // Printed with all decimals, the digits alone are the steps.
        let digits: String = text.chars().filter(|c| *c != '.').collect();
        let steps = value.is_finite().then(|| digits.parse().ok()).flatten()?;
        Some(Published { steps, decimals })
    }

    /// The whole number of `10⁻ᵈ`.
    pub fn steps(self) -> i64 {
        self.steps
    }

    /// The number of decimals printed.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The exact value that is printed.
    pub fn ratio(self) -> Ratio {
        Ratio::fraction(self.steps, 10_i64.pow(u32::from(self.decimals)))
    }

    /// The number for a spreadsheet cell or a chart: the float nearest to what is printed.
    pub fn to_f64(self) -> f64 {
        self.ratio().to_f64()
    }

    /// `self − earlier`, as a reader subtracts two printed values.
    ///
    /// `None` where the two were published with different decimals.
    pub fn minus(self, earlier: Published) -> Option<Published> {
        if self.decimals != earlier.decimals {
            return None;
        }
        let steps = self.steps.checked_sub(earlier.steps)?;
        Some(Published { steps, decimals: self.decimals })
    }

    /// With an explicit sign: `+0.31`, `-0.20`, `0.00`.
    pub fn signed(self) -> String {
        if self.steps > 0 { format!("+{self}") } else { self.to_string() }
    }
}

impl PartialOrd for Published {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Published {
    /// By value; at equal value, fewer decimals first, so that the order is total.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let scale =
            |p: &Published| i128::from(p.steps) * 10_i128.pow(u32::from(MAX_DECIMALS - p.decimals));
        scale(self).cmp(&scale(other)).then(self.decimals.cmp(&other.decimals))
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&place_point(&BigInt::from(self.steps), usize::from(self.decimals)))
    }
}

impl Serialize for Published {
    /// As text, so that `84.30` keeps its last zero.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Rounds `numerator / denominator` (denominator above zero) to `decimals`.
fn round_quotient(
    numerator: &BigInt,
    denominator: &BigInt,
    rounding: Rounding,
    decimals: u8,
) -> Published {
    let decimals = decimals.min(MAX_DECIMALS);
    let scaled = numerator.abs() * power_of_ten(usize::from(decimals));
    let (floor, rest) = scaled.div_rem(denominator);
    let up = match (&rest * 2_u8).cmp(denominator) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => rounding == Rounding::HalfUp || floor.is_odd(),
    };
    let steps = if up { floor + 1_u8 } else { floor };
    // Points have at most 12 digits before the point, so a mean of them fits; the clamp only
    // keeps the function total.
    let steps = steps.to_i64().unwrap_or(i64::MAX);
    let steps = if numerator.is_negative() { -steps } else { steps };
    Published { steps, decimals }
}

/// Adds fractions pairwise over the product of their denominators, without reducing.
fn sum_unreduced(mut terms: Vec<(BigInt, BigInt)>) -> (BigInt, BigInt) {
    while terms.len() > 1 {
        terms = terms
            .chunks(2)
            .map(|pair| match pair {
                [(a, b), (c, d)] if b == d => (a + c, b.clone()),
                [(a, b), (c, d)] => (a * d + c * b, b * d),
                _ => pair[0].clone(),
            })
            .collect();
    }
    terms.pop().unwrap_or_else(|| (BigInt::zero(), BigInt::one()))
}

/// The bits of a common denominator from which on it is kept the least one.
const LONG: u64 = 512;

/// Adds a fraction without bringing the sum into lowest terms.
fn add_unreduced(sum: &mut (BigInt, BigInt), numerator: BigInt, denominator: &BigInt) {
    let (known, common) = sum;
    if common == denominator {
        *known += numerator;
    } else if common.bits() + denominator.bits() < LONG {
        *known = &*known * denominator + numerator * &*common;
        *common *= denominator;
    } else {
        let least = common.lcm(denominator);
        *known = &*known * (&least / &*common) + numerator * (&least / denominator);
        *common = least;
    }
}

fn power_of_ten(exponent: usize) -> BigInt {
    BigInt::from(10_u8).pow(u32::try_from(exponent).unwrap_or(0))
}

/// Writes `value · 10^-decimals` in decimal text.
fn place_point(value: &BigInt, decimals: usize) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", value.abs().to_string(), width = decimals + 1);
    let (integer, fraction) = digits.split_at(digits.len() - decimals);
    let point = if decimals == 0 { "" } else { "." };
    format!("{sign}{integer}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(text: &str, rounding: Rounding, decimals: u8) -> String {
        Ratio::parse(text).unwrap().publish(rounding, decimals).to_string()
    }

    #[test]
    fn a_score_is_rounded_once_and_never_by_stages() {
        // GB/T 8170-2008 §3.3: 8.53459 is 8.53, not 8.54 by way of 8.535.
        assert_eq!(published("8.53459", Rounding::HalfUp, 2), "8.53");
        assert_eq!(published("8.53459", Rounding::HalfEven, 2), "8.53");
    }

    #[test]
    fn a_half_goes_up_or_to_even_as_the_scheme_says() {
        let mean = Ratio::parse("849.85").unwrap().divided_by(&Ratio::whole(10)).unwrap();
        assert_eq!(mean.publish(Rounding::HalfUp, 2).to_string(), "84.99");
        assert_eq!(mean.publish(Rounding::HalfEven, 2).to_string(), "84.98");
        assert_eq!(published("-0.125", Rounding::HalfUp, 2), "-0.13");
        assert_eq!(published("-0.125", Rounding::HalfEven, 2), "-0.12");
        assert_eq!(published("0.5", Rounding::HalfUp, 0), "1");
    }

    #[test]
    fn decimal_text_is_read_exactly_or_refused() {
        assert_eq!(Ratio::parse(".5").unwrap(), Ratio::fraction(1, 2));
        assert_eq!(Ratio::parse("+007.50").unwrap().to_string(), "7.5");
        for bad in ["", ".", "-", "1e5", "1,5", "０", "NaN", "--1"] {
            assert_eq!(Ratio::parse(bad), Err(NotADecimal::Form), "{bad}");
        }
        assert_eq!(Ratio::parse("1234567890123"), Err(NotADecimal::TooLong));
        assert_eq!(Ratio::parse("0.1234567891"), Err(NotADecimal::TooLong));
    }

    #[test]
    fn what_a_ratio_prints_it_reads_again() {
        for (n, d) in [(1, 3), (-250, 3), (165, 2), (0, 1), (7, 1)] {
            let ratio = Ratio::fraction(n, d);
            assert_eq!(ratio.to_string().parse::<Ratio>().unwrap(), ratio);
        }
        for bad in ["1/0", "1_0/3", "+1/3", "1/-3", "/3", "1/", "1/2/3"] {
            assert!(bad.parse::<Ratio>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mean_of_many_is_the_mean_of_all_at_once() {
        let values: Vec<Ratio> = (1..=97).map(|i| Ratio::fraction(i * i, i + 100)).collect();
        let ones = vec![Ratio::one(); values.len()];
        let slow = Ratio::weighted_mean(values.iter().zip(&ones)).unwrap();
        let fast = Ratio::publish_mean(&values, Rounding::HalfUp, 4).unwrap();
        assert_eq!(slow.publish(Rounding::HalfUp, 4), fast);
        assert_eq!(Ratio::publish_mean(&[], Rounding::HalfUp, 2), None);
    }

    #[test]
    fn published_values_order_and_subtract_as_printed() {
        let a = Published::from_steps(8439, 2);
        let b = Published::from_steps(8431, 2);
        assert!(a > b);
        assert_eq!(a.minus(b).unwrap().signed(), "+0.08");
        assert_eq!(a.minus(Published::from_steps(84, 0)), None);
        assert_eq!(Published::from_steps(-5, 2).to_string(), "-0.05");
    }
}
