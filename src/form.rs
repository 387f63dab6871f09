//! TOML files that people write: every mistake at once, with its key and line.
//!
//! *What it is.* [`Form::parse`] reads a TOML text into a type `T` whose JSON Schema says what
//! belongs where. Whatever does not fit is cut out and listed, so that the rest can be checked too.
//!
//! *What it promises.* Decimals keep the text that was written (`82.5` never becomes a float).
//! Unknown keys are mistakes, not silence.
//!
//! *What it does not do.* It knows nothing of schemes or appraisals; what keys mean together is
//! checked by the module that owns `T`.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::exact::{NotADecimal, Ratio};
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::naming::hidden_character;

/// What a shipped scheme writes where the office must decide.
pub const REQUIRED: &str = "REQUIRED";

/// A decimal number as it was written, or [`REQUIRED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amount(pub String);

/// A TOML text with the mistakes found in it so far.
#[derive(Debug)]
pub struct Form {
    file: Arc<str>,
    /// Where the lines of the text end.
    breaks: Vec<usize>,
    rows: BTreeMap<String, u64>,
    findings: Vec<Finding>,
}

impl Form {
    /// Reads `text`; what does not fit `T` is left at its default and listed.
    pub fn parse<T: Default + DeserializeOwned + JsonSchema>(file: &str, text: &str) -> (T, Form) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let (rows, findings) = (BTreeMap::new(), Vec::new());
        let mut form = Form { file: Arc::from(file), breaks, rows, findings };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let row = error.span().map(|span| form.row_of(span.start));
            let place = Place { row, ..Place::file(form.file.clone()) };
            let detail = error.message();
            form.push(Finding::new(Kind::NotToml, Effect::Stop, place).with("detail", detail));
        }
        if !errors.is_empty() {
            return (T::default(), form);
        }
        let mut value = form.convert_table(table.get_ref(), "");
        let schema = schemars::schema_for!(T).to_value();
        Check { form: &mut form, root: &schema }.prune(&mut value, &schema, "");
        match serde_json::from_value(value) {
            Ok(read) => (read, form),
            Err(error) => {
                let place = Place::file(form.file.clone());
                let finding = Finding::new(Kind::NotToml, Effect::Stop, place);
                form.push(finding.with("detail", error.to_string()));
                (T::default(), form)
            }
        }
    }

    /// A finding at a key, with the line of the key or of the nearest key above it.
    pub fn at(&self, kind: Kind, effect: Effect, path: &str) -> Finding {
        let place = Place::key(self.file.clone(), path);
        Finding::new(kind, effect, Place { row: self.row(path), ..place })
    }

    /// A mistake at a key.
    pub fn mistake(&self, kind: Kind, path: &str) -> Finding {
        self.at(kind, Effect::Stop, path)
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The findings so far.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// All findings, in the order of the file.
    pub fn into_findings(mut self) -> Vec<Finding> {
        // Of a text that is not TOML nothing was read; that keys are missing says nothing more.
        if self.findings.iter().any(|finding| finding.kind == Kind::NotToml) {
            self.findings.retain(|finding| finding.kind == Kind::NotToml);
        }
        self.findings.sort_by_key(|finding| finding.place.row);
        self.findings.dedup();
        self.findings
    }

    /// The exact value of an amount; `None` and a mistake, or an open question, where it has none.
    pub fn ratio(&mut self, amount: &Amount, path: &str) -> Option<Ratio> {
        if amount.0 == REQUIRED {
            let finding = self.mistake(Kind::RequiredValue, path);
            self.push(finding);
            return None;
        }
        match Ratio::parse(amount.0.trim()) {
            Ok(ratio) => Some(ratio),
            Err(NotADecimal::Form | NotADecimal::TooLong) => {
                let finding = self.mistake(Kind::BadNumber, path).with("value", &amount.0);
                self.push(finding.with("expected", "12.5"));
                None
            }
        }
    }

    fn row(&self, path: &str) -> Option<u64> {
        let mut path = path;
        loop {
            if let Some(row) = self.rows.get(path) {
                return Some(*row);
            }
            path = &path[..path.rfind(['.', '['])?];
        }
    }

    /// The line of a byte, from 1.
    fn row_of(&self, offset: usize) -> u64 {
        self.breaks.partition_point(|at| *at < offset) as u64 + 1
    }

    fn convert_table(&mut self, table: &DeTable<'_>, path: &str) -> Value {
        let mut map = Map::new();
        for (key, value) in table {
            let path = join(path, key.get_ref());
            self.rows.insert(path.clone(), self.row_of(key.span().start));
            map.insert(key.get_ref().to_string(), self.convert(value, &path));
        }
        Value::Object(map)
    }

    /// Texts may have lines and tabs, and nothing else that is not seen: they are printed.
    fn check_seen(&mut self, text: &str, path: &str) {
        let plain: String = text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
        let place = Place { row: self.row(path), ..Place::key(self.file.clone(), path) };
        self.findings.extend(hidden_character(&plain, place));
    }

    fn convert(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Value {
        match value.get_ref() {
            DeValue::String(value) => {
                self.check_seen(value, path);
                Value::String(value.to_string())
            }
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(time) => Value::String(time.to_string()),
            DeValue::Integer(integer) => {
                let digits = integer.as_str().replace('_', "");
                match i64::from_str_radix(&digits, integer.radix()) {
                    Ok(number) => Value::from(number),
                    Err(_) => Value::String(digits),
                }
            }
            // A float keeps the text that was written.
            DeValue::Float(float) => Value::String(float.as_str().replace('_', "")),
            DeValue::Table(table) => self.convert_table(table, path),
            DeValue::Array(array) => {
                let items = array.iter().enumerate().map(|(index, item)| {
                    let path = format!("{path}[{}]", index + 1);
                    self.rows.insert(path.clone(), self.row_of(item.span().start));
                    self.convert(item, &path)
                });
                Value::Array(items.collect())
            }
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Holds a value against a JSON Schema as `schemars` writes it, cutting out what does not fit.
struct Check<'a> {
    form: &'a mut Form,
    root: &'a Value,
}

impl Check<'_> {
    /// Cuts misfits out of `value`; false where `value` itself does not fit.
    fn prune(&mut self, value: &mut Value, schema: &Value, path: &str) -> bool {
        let schema = self.resolve(schema);
        if let Some(options) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
            return self.prune_options(value, options, path);
        }
        if let Some(choices) = schema.get("enum").or_else(|| schema.get("const")) {
            return self.check_choice(value, choices, path);
        }
        if !fits_type(value, schema.get("type")) {
            let expected = type_name(schema.get("type"));
            let finding = self.form.mistake(Kind::WrongType, path).with("value", shown(value));
            self.form.push(finding.with("expected", expected));
            return false;
        }
        match value {
            Value::Object(map) => self.prune_object(map, &schema, path),
            Value::Array(items) => self.prune_items(items, &schema, path),
            _ => self.check_range(value, &schema, path),
        }
    }

    fn resolve(&self, schema: &Value) -> Value {
        let mut schema = schema.clone();
        while let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let pointer = name.trim_start_matches('#');
            schema = self.root.pointer(pointer).cloned().unwrap_or(Value::Bool(true));
        }
        schema
    }

    fn prune_options(&mut self, value: &mut Value, options: &Value, path: &str) -> bool {
        let options: Vec<Value> =
            options.as_array().into_iter().flatten().map(|o| self.resolve(o)).collect();
        let constants: Vec<Value> = options
            .iter()
            .flat_map(|o| match (o.get("const"), o.get("enum")) {
                (Some(constant), _) => vec![constant.clone()],
                (_, Some(Value::Array(choices))) => choices.clone(),
                _ => Vec::new(),
            })
            .collect();
        if constants.contains(value) {
            return true;
        }
        let structured = options.iter().find(|o| {
            o.get("const").is_none() && o.get("enum").is_none() && fits_type(value, o.get("type"))
        });
        match structured {
            Some(option) => self.prune(value, option, path),
            None => self.check_choice(value, &Value::Array(constants), path),
        }
    }

    fn check_choice(&mut self, value: &Value, choices: &Value, path: &str) -> bool {
        let choices = match choices {
            Value::Array(choices) => choices.clone(),
            one => vec![one.clone()],
        };
        if choices.contains(value) {
            return true;
        }
        let names: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
        let given = shown(value);
        let finding = self.form.mistake(Kind::BadChoice, path).with("value", &given);
        let finding = finding.with_nearest(nearest(&given, names.iter().copied()));
        self.form.push(finding.with("expected", names.join(" / ")));
        false
    }

    fn prune_object(&mut self, map: &mut Map<String, Value>, schema: &Value, path: &str) -> bool {
        let empty = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        let other = schema.get("additionalProperties").unwrap_or(&Value::Bool(true));
        let mut cut = Vec::new();
        for (key, value) in map.iter_mut() {
            let path = join(path, key);
            let fits = match (properties.get(key), other) {
                (Some(property), _) => self.prune(value, property, &path),
                (None, Value::Bool(false)) => {
                    let near = nearest(key, properties.keys().map(String::as_str));
                    let finding = self.form.mistake(Kind::UnknownKey, &path).with("value", key);
                    self.form.push(finding.with_nearest(near));
                    false
                }
                (None, Value::Bool(true)) => true,
                (None, schema) => self.prune(value, schema, &path),
            };
            if !fits {
                cut.push(key.clone());
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten().filter_map(Value::as_str) {
            if !map.contains_key(key) {
                let finding = self.form.mistake(Kind::MissingKey, &join(path, key));
                self.form.push(finding.with("value", key));
            }
        }
        map.retain(|key, _| !cut.contains(key));
        true
    }

    fn prune_items(&mut self, items: &mut Vec<Value>, schema: &Value, path: &str) -> bool {
        let Some(schema) = schema.get("items") else {
            return true;
        };
        let mut index = 0;
        items.retain_mut(|item| {
            index += 1;
            self.prune(item, schema, &format!("{path}[{index}]"))
        });
        true
    }

    fn check_range(&mut self, value: &Value, schema: &Value, path: &str) -> bool {
        let Some(number) = value.as_i64() else {
            return true;
        };
        let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
        let low = bound("minimum").unwrap_or(i64::MIN);
        let high = bound("maximum").unwrap_or(i64::MAX);
        if (low..=high).contains(&number) {
            return true;
        }
        let finding = self.form.mistake(Kind::BadNumber, path).with("value", number.to_string());
        self.form.push(finding.with("expected", format!("{low}–{high}")));
        false
    }
}

fn fits_type(value: &Value, expected: Option<&Value>) -> bool {
    let one = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" | "number" => value.is_number(),
        "null" => value.is_null(),
        _ => true,
    };
    match expected {
        Some(Value::String(name)) => one(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(one),
        _ => true,
    }
}

fn type_name(expected: Option<&Value>) -> String {
    match expected {
        Some(Value::String(name)) => name.clone(),
        Some(Value::Array(names)) => {
            let names: Vec<&str> =
                names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect();
            names.join(" / ")
        }
        _ => String::new(),
    }
}

/// The value as a message shows it, cut to a line.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.chars().take(60).collect()
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(Amount(match value {
            Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A decimal number, or its text; REQUIRED where the office must decide.",
            "type": ["number", "string"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    #[schemars(extend("required" = ["id"]))]
    struct Sample {
        id: Option<String>,
        weight: Option<Amount>,
        decimals: Option<u8>,
        mode: Option<Mode>,
        entries: Vec<Entry>,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum Mode {
        /// One.
        Pooled,
        /// Two.
        BallotFirst,
    }

    #[derive(Debug, Default, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    struct Entry {
        label: Option<String>,
    }

    #[test]
    fn a_decimal_keeps_the_text_that_was_written() {
        let (sample, form) =
            Form::parse::<Sample>("s.toml", "id = 'a'\nweight = 0.10\ndecimals = 2\n");
        assert_eq!(form.findings(), &[]);
        assert_eq!(sample.weight, Some(Amount("0.10".into())));
        assert_eq!((sample.id.as_deref(), sample.decimals), (Some("a"), Some(2)));
    }

    #[test]
    fn every_mistake_is_listed_with_its_key_and_line() {
        let text = "weigth = 1\ndecimals = 'x'\nmode = 'poolde'\n[[entries]]\nlabel = 3\n\
                    [[entries]]\nlabel = 'b'\ncolour = 'red'\n";
        let (sample, form) = Form::parse::<Sample>("s.toml", text);
        let found: Vec<_> = form
            .into_findings()
            .iter()
            .map(|f| (f.kind, f.place.key.as_deref().unwrap_or("").to_owned(), f.place.row))
            .collect();
        for expected in [
            (Kind::MissingKey, "id", None),
            (Kind::UnknownKey, "weigth", Some(1)),
            (Kind::WrongType, "decimals", Some(2)),
            (Kind::BadChoice, "mode", Some(3)),
            (Kind::WrongType, "entries[1].label", Some(5)),
            (Kind::UnknownKey, "entries[2].colour", Some(8)),
        ] {
            let expected = (expected.0, expected.1.to_owned(), expected.2);
            assert!(found.contains(&expected), "{expected:?} not in {found:?}");
        }
        assert_eq!(found.len(), 6);
        assert_eq!(sample.entries[1].label.as_deref(), Some("b"));
        assert_eq!(sample.mode, None);
    }

    #[test]
    fn what_is_not_toml_is_said_with_its_line() {
        let (_, form) = Form::parse::<Sample>("s.toml", "id = 'a'\nmode = = 3\n");
        assert_eq!(form.findings()[0].kind, Kind::NotToml);
        assert_eq!(form.findings()[0].place.row, Some(2));
    }
}
