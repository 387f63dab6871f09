//! Reads a formula from left to right, by the order of operators in spreadsheets.

use pingyi::report::Formula;

use super::{Sheets, Value, cells};

pub(super) struct Parser<'a> {
    sheets: &'a Sheets<'a>,
    formula: &'a Formula,
    rest: &'a str,
}

impl<'a> Parser<'a> {
    pub(super) fn new(sheets: &'a Sheets<'a>, formula: &'a Formula) -> Parser<'a> {
        Parser { sheets, formula, rest: &formula.text }
    }

    /// The formula to its end.
    pub(super) fn whole(mut self) -> Value {
        let value = self.comparison();
        assert_eq!(self.rest, "", "{}", self.formula.text);
        value
    }

    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The first of some signs that stands next.
    fn any(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        signs.iter().copied().find(|sign| self.take(sign))
    }

    fn comparison(&mut self) -> Value {
        let value = self.joined();
        let Some(sign) = self.any(&[">=", "<=", ">", "<"]) else { return value };
        let next = self.joined();
        let (a, b) = (self.sheets.plain(&value), self.sheets.plain(&next));
        let holds = match sign {
            ">=" => a >= b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a < b,
        };
        Value::Number(if holds { 1.0 } else { 0.0 })
    }

    fn joined(&mut self) -> Value {
        let mut value = self.sum();
        while self.take("&") {
            let next = self.sum();
            value = Value::Text(self.sheets.text(&value) + &self.sheets.text(&next));
        }
        value
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        while let Some(sign) = self.any(&["+", "-"]) {
            let next = self.product();
            let (a, b) = (self.sheets.plain(&value), self.sheets.plain(&next));
            value = Value::Number(if sign == "+" { a + b } else { a - b });
        }
        value
    }

    fn product(&mut self) -> Value {
        let mut value = self.power();
        while let Some(sign) = self.any(&["*", "/"]) {
            let next = self.power();
            let (a, b) = (self.sheets.plain(&value), self.sheets.plain(&next));
            value = Value::Number(if sign == "*" { a * b } else { a / b });
        }
        value
    }

    fn power(&mut self) -> Value {
        let mut value = self.signed();
        while self.take("^") {
            let next = self.signed();
            value = Value::Number(self.sheets.plain(&value).powf(self.sheets.plain(&next)));
        }
        value
    }

    fn signed(&mut self) -> Value {
        if self.take("-") {
            let value = self.atom();
            return Value::Number(-self.sheets.plain(&value));
        }
        self.atom()
    }

    fn atom(&mut self) -> Value {
        if self.take("(") {
            let value = self.comparison();
            assert!(self.take(")"), "{}", self.formula.text);
            return value;
        }
        if self.take("{") {
            let (place, rest) = self.rest.split_once('}').expect("a range");
            self.rest = rest;
            let place: usize = place.parse().expect("a place");
            return Value::Cells(cells(&self.formula.spans[place]));
        }
        if self.take("\"") {
            return self.quoted();
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        match word.parse() {
            Ok(number) => Value::Number(number),
            Err(_) if word == "TRUE" => Value::Number(1.0),
            Err(_) => self.call(word),
        }
    }

    /// A text, in which a quotation mark stands twice.
    fn quoted(&mut self) -> Value {
        let mut text = String::new();
        loop {
            let (before, rest) = self.rest.split_once('"').expect("the end of a text");
            text.push_str(before);
            self.rest = rest;
            if !self.take("\"") {
                return Value::Text(text);
            }
            text.push('"');
        }
    }

    fn call(&mut self, name: &str) -> Value {
        assert!(self.take("("), "{name} in {}", self.formula.text);
        let mut given = vec![self.comparison()];
        while self.take(",") {
            given.push(self.comparison());
        }
        assert!(self.take(")"), "{}", self.formula.text);
        self.sheets.call(name, &given)
    }
}
