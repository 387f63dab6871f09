//! The keys of a scheme file, described from the types that read it, so that nothing can drift.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::form::SchemeForm;
use super::rule::RuleKind;

/// The JSON Schema of a scheme file, so that editors complete and check it.
pub fn json_schema() -> Value {
    let mut schema = schemars::schema_for!(SchemeForm).to_value();
    tidy(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), Value::from("Pingyi scheme"));
    }
    schema
}

/// The keys of a scheme file as Markdown: a table for each part, then the meaning of each choice.
///
/// In English, made from the same descriptions as [`json_schema`].
pub fn key_reference() -> String {
    let schema = json_schema();
    let mut parts = Parts { root: &schema, text: String::new() };
    parts.part("", &schema, false);
    parts.text + &effects()
}

/// What follows from each kind of finding where the scheme has no rule, and what else may.
fn effects() -> String {
    let mut table = "\n| `when` | without a rule | allowed |\n|---|---|---|\n".to_owned();
    for kind in RuleKind::ALL {
        let (name, usual) = (choice_name(&kind), choice_name(&kind.usual_effect()));
        let allowed = kind.possible_effects().iter().map(choice_name);
        let allowed: Vec<String> = allowed.map(|name| format!("`{name}`")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| `{name}` | `{usual}` | {} |", allowed.join(", "));
    }
    table
}

/// The name of a choice as a scheme file writes it.
pub(super) fn choice_name(choice: &impl Serialize) -> String {
    let value = serde_json::to_value(choice).ok();
    let name = value.as_ref().and_then(Value::as_str);
    name.unwrap_or_default().to_owned()
}

/// Takes out what says nothing to people: absent defaults, `null` (TOML has none), Rust's formats.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            let says_nothing = |value: &Value| match value {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                Value::Object(map) => map.is_empty(),
                _ => false,
            };
            if map.get("default").is_some_and(says_nothing) {
                map.shift_remove("default");
            }
            if map.get("format").is_some_and(Value::is_string) {
                map.shift_remove("format");
            }
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(options)) = map.get_mut("anyOf") {
                options.retain(|option| option.get("type") != Some(&Value::from("null")));
                if let [Value::Object(only)] = options.as_slice() {
                    let only = only.clone();
                    map.shift_remove("anyOf");
                    map.extend(only);
                }
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// The reference as it grows, part by part.
struct Parts<'a> {
    root: &'a Value,
    text: String,
}

impl<'a> Parts<'a> {
    /// Writes the part at `path`, then the parts under it.
    fn part(&mut self, path: &str, schema: &'a Value, repeated: bool) {
        let heading = match (path, repeated) {
            ("", _) => "### Top of the file".to_owned(),
            (path, true) => format!("### `[[{path}]]`"),
            (path, false) => format!("### `[{path}]`"),
        };
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            return;
        };
        let mut table = format!("{heading}\n\n{}\n", described(schema));
        table.push_str("\n| key | value | default | meaning |\n|---|---|---|---|\n");
        let mut choices = String::new();
        for (key, property) in properties {
            self.row(&mut table, key, property, is_required(schema, key));
            self.choices(&mut choices, key, property);
        }
        if !choices.is_empty() {
            table.push('\n');
            table.push_str(&choices);
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&table);
        for (key, property) in properties {
            let items = property.get("items");
            let below = self.resolve(items.unwrap_or(property));
            if below.get("properties").is_some() {
                let path = match path {
                    "" => key.clone(),
                    path => format!("{path}.{key}"),
                };
                self.part(&path, below, items.is_some());
            }
        }
    }

    fn row(&self, table: &mut String, key: &str, property: &Value, required: bool) {
        let default = match property.get("default") {
            _ if required => "needed".to_owned(),
            Some(Value::String(text)) => format!("`{text}`"),
            Some(other) => format!("`{other}`"),
            None => "–".to_owned(),
        };
        let value = self.value(property);
        let meaning = described(property);
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| `{key}` | {value} | {default} | {meaning} |");
    }

    /// The kind of value a key takes.
    fn value(&self, property: &Value) -> String {
        if let Some(items) = property.get("items") {
            return format!("list: {}", self.value(items));
        }
        let name = property.get("$ref").and_then(Value::as_str);
        if name.is_some_and(|name| name.ends_with("/Amount")) {
            return "number".to_owned();
        }
        let schema = self.resolve(property);
        if let Some(choices) = choices_of(schema) {
            let names: Vec<String> = choices.map(|(name, _)| format!("`{name}`")).collect();
            return names.join(", ");
        }
        let bound = |key: &str| property.get(key).map(Value::to_string);
        match (bound("minimum"), bound("maximum")) {
            (Some(low), Some(high)) => format!("whole number, {low}–{high}"),
            _ if schema.get("type") == Some(&Value::from("string")) => "text".to_owned(),
            _ if schema.get("type") == Some(&Value::from("boolean")) => {
                "`true`, `false`".to_owned()
            }
            _ => "table".to_owned(),
        }
    }

    /// What each choice of a key means.
    fn choices(&self, text: &mut String, key: &str, property: &Value) {
        let items = property.get("items");
        let schema = self.resolve(items.unwrap_or(property));
        for (name, meaning) in choices_of(schema).into_iter().flatten() {
            let _ = match items {
                Some(_) => writeln!(text, "- `{key} = [\"{name}\"]`: {meaning}"),
                None => writeln!(text, "- `{key} = \"{name}\"`: {meaning}"),
            };
        }
    }

    fn resolve<'b>(&self, schema: &'b Value) -> &'b Value
    where
        'a: 'b,
    {
        let name = schema.get("$ref").and_then(Value::as_str);
        let pointer = name.map(|name| name.trim_start_matches('#'));
        pointer.and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }
}

fn is_required(schema: &Value, key: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|keys| keys.iter().any(|known| known == key))
}

/// The description on one line.
fn described(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str);
    text.unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of the choices with their meaning, where the value is one of several words.
fn choices_of(schema: &Value) -> Option<impl Iterator<Item = (&str, String)>> {
    let options = schema.get("oneOf")?.as_array()?;
    Some(options.iter().filter_map(|option| {
        let name = option.get("const")?.as_str()?;
        Some((name, described(option)))
    }))
}
