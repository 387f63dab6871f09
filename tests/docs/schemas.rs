//! The JSON Schemas in `docs/`, and the tables of keys made from them.

use std::fmt::Write;

use serde_json::Value;

use crate::{same_as_file, text, with_part};

#[test]
fn the_schema_of_appraisal_toml_in_docs_is_the_one_the_program_makes() {
    same_as_file("docs/appraisal.schema.json", &pretty(&pingyi::appraisal::json_schema()));
}

#[test]
fn the_schema_of_plan_toml_in_docs_is_the_one_the_program_makes() {
    same_as_file("docs/plan.schema.json", &pretty(&pingyi::simulate::json_schema()));
}

#[test]
fn formats_lists_every_key_of_appraisal_toml_as_the_program_has_them() {
    let keys = reference(&pingyi::appraisal::json_schema());
    let made = with_part(&text("docs/formats.md"), "appraisal keys", &keys);
    same_as_file("docs/formats.md", &made);
}

fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n"
}

/// The keys of a schema as Markdown tables: the root, then each part below it.
fn reference(schema: &Value) -> String {
    let mut out = String::new();
    tables(schema, schema, "", &mut out);
    out
}

fn tables(root: &Value, part: &Value, path: &str, out: &mut String) {
    let title = if path.is_empty() { "At the top" } else { path };
    let lead = part["description"].as_str().unwrap_or_default();
    let _ = writeln!(out, "**`{title}`** {lead}\n\n| key | value | meaning |\n|---|---|---|");
    let required: Vec<&str> =
        part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = part["properties"].as_object().expect("a table has keys");
    let mut below = Vec::new();
    for (key, entry) in properties {
        let (value, inner) = value(root, entry);
        let must = if required.contains(&key.as_str()) { ", needed" } else { "" };
        let meaning = entry["description"].as_str().unwrap_or_default().replace('\n', " ");
        let _ = writeln!(out, "| `{key}` | {value}{must} | {meaning} |");
        if let Some((inner, mark)) = inner {
            below.push((
                format!("{path}{}{key}{mark}", if path.is_empty() { "" } else { "." }),
                inner,
            ));
        }
    }
    out.push('\n');
    for (path, inner) in below {
        tables(root, inner, &path, out);
    }
}

type Inner<'a> = Option<(&'a Value, &'static str)>;

/// What a key holds, in words, and the table below it where it holds one.
fn value<'a>(root: &'a Value, entry: &'a Value) -> (String, Inner<'a>) {
    let entry = resolve(root, entry);
    if let Some(choices) = choices(entry) {
        return (choices, None);
    }
    match kind(entry) {
        "array" => {
            let items = resolve(root, &entry["items"]);
            match kind(items) {
                "object" => ("list of tables".to_owned(), Some((items, "[]"))),
                other => (format!("list of {other}s"), None),
            }
        }
        "object" if entry.get("properties").is_some() => ("table".to_owned(), Some((entry, ""))),
        "object" => {
            let values = resolve(root, &entry["additionalProperties"]);
            match values.get("properties") {
                Some(_) => ("table of tables".to_owned(), Some((values, ".*"))),
                None => (format!("table of {}s", kind(values)), None),
            }
        }
        other => (other.to_owned(), None),
    }
}

fn resolve<'a>(root: &'a Value, mut entry: &'a Value) -> &'a Value {
    loop {
        let option = entry["anyOf"].as_array().and_then(|options| {
            options.iter().find(|option| option["type"].as_str() != Some("null"))
        });
        let named =
            entry["$ref"].as_str().and_then(|name| root.pointer(name.trim_start_matches('#')));
        match option.or(named) {
            Some(next) => entry = next,
            None => return entry,
        }
    }
}

fn kind(entry: &Value) -> &str {
    let types = &entry["type"];
    let named =
        types.as_array().and_then(|types| types.iter().find(|t| t.as_str() != Some("null")));
    match named.unwrap_or(types).as_str() {
        Some("integer") => "whole number",
        Some(other) => other,
        None => panic!("no type in {entry}"),
    }
}

fn choices(entry: &Value) -> Option<String> {
    let options = entry["oneOf"].as_array()?;
    let names = options.iter().filter_map(|option| option["const"].as_str());
    Some(names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}
