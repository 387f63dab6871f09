//! The functions of a spreadsheet.

use statrs::function::beta::beta_reg;

use super::{Place, Sheets, Value};

impl Sheets<'_> {
    pub(super) fn call(&self, name: &str, given: &[Value]) -> Value {
        let plain = |at: usize| self.plain(&given[at]);
        Value::Number(match name {
            "IF" => return given[if plain(0) > 0.0 { 1 } else { 2 }].clone(),
            "FIXED" => {
                let decimals = plain(1).to_string().parse().expect("decimals");
                let value = rounded(plain(0), plain(1));
                return Value::Text(format!("{value:.decimals$}"));
            }
            "SUM" => self.all(given).iter().sum(),
            "MIN" => self.all(given).into_iter().fold(f64::INFINITY, f64::min),
            "MAX" => self.all(given).into_iter().fold(f64::NEG_INFINITY, f64::max),
            "AVERAGE" => mean(&self.all(given)),
            "SUMPRODUCT" => {
                let pairs = self.numbers(&given[0]).into_iter().zip(self.numbers(&given[1]));
                pairs.map(|(a, b)| a.unwrap_or(0.0) * b.unwrap_or(0.0)).sum()
            }
            "SUMIF" => {
                let met = range(&given[0]).iter().zip(self.numbers(&given[2]));
                let met = met.filter(|(cell, _)| self.meets(**cell, &given[1]));
                met.filter_map(|(_, number)| number).sum()
            }
            "COUNTIF" | "COUNTIFS" => self.rows(given).len() as f64,
            "AVERAGEIFS" => {
                let numbers = self.numbers(&given[0]);
                let rows = self.rows(&given[1..]).into_iter();
                mean(&rows.filter_map(|row| numbers[row]).collect::<Vec<_>>())
            }
            "ROUND" => rounded(plain(0), plain(1)),
            "TRUNC" => plain(0).trunc(),
            "ABS" => plain(0).abs(),
            "SQRT" => plain(0).sqrt(),
            "LN" => plain(0).ln(),
            "EXP" => plain(0).exp(),
            "BETAINV" => beta_quantile(plain(0), plain(1), plain(2)),
            name => panic!("{name} is not known"),
        })
    }

    fn numbers(&self, value: &Value) -> Vec<Option<f64>> {
        range(value).iter().map(|cell| self.number(*cell)).collect()
    }

    /// All numbers that are given, in ranges or alone.
    fn all(&self, given: &[Value]) -> Vec<f64> {
        let numbers = given.iter().flat_map(|value| match value {
            Value::Cells(_) => self.numbers(value),
            value => vec![Some(self.plain(value))],
        });
        numbers.flatten().collect()
    }

    /// The rows that meet every pair of a range and a criterion.
    fn rows(&self, given: &[Value]) -> Vec<usize> {
        let meets = |row: usize| {
            given.chunks(2).all(|pair| match pair {
                [Value::Cells(cells), criterion] => self.meets(cells[row], criterion),
                pair => panic!("{pair:?}"),
            })
        };
        (0..range(&given[0]).len()).filter(|row| meets(*row)).collect()
    }

    fn meets(&self, cell: Place, criterion: &Value) -> bool {
        let text = self.shown(cell);
        match criterion {
            Value::Text(wanted) if wanted == "<>" => !text.is_empty(),
            Value::Text(wanted) => match (wanted.strip_prefix("<>"), wanted.strip_prefix('>')) {
                (Some(other), _) => text != other,
                (_, Some(than)) => self.number(cell) > than.parse().ok(),
                _ => text == *wanted,
            },
            value => panic!("{value:?} is no criterion"),
        }
    }
}

fn range(value: &Value) -> &[Place] {
    match value {
        Value::Cells(cells) => cells,
        value => panic!("{value:?} is no range"),
    }
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// As spreadsheets do: away from zero, and forgiving the last bits.
fn rounded(value: f64, decimals: f64) -> f64 {
    let scale = 10_f64.powf(decimals);
    let value = value * scale;
    (value.abs() + 0.5 + 1e-9).floor() * value.signum() / scale
}

/// By halving: nothing of how the library finds it.
fn beta_quantile(chance: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if beta_reg(a, b, middle) < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
