//! The bulletin as one page that opens by double-click, reads without a script and prints on A4.
//!
//! *What it is.* `templates/` holds the words' places, the looks and the script; this module fills
//! them. Each table is rendered by itself, so that a page of many long tables needs the memory of one.
//!
//! *What it promises.* The page loads nothing and sends nothing: a policy in its head forbids it.
//! Every number is printed as [`Cell::shown`](crate::report::Cell::shown) gives it. Whatever comes
//! from data is escaped; only the figures, which are ours, are put in as they are.
//!
//! *What it does not do.* It leaves out grids and figures that no section names.

pub(super) mod words;

pub(super) mod layout;
pub(super) mod table;

pub(super) mod page;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::error::Error;
use crate::locale::Locale;
use crate::naming::is_hidden;
use crate::report::Report;

use page::Page;

const BULLETIN: &str = "bulletin.html";
pub(super) const TABLE: &str = "table.html";

const TEMPLATES: [(&str, &str); 7] = [
    (BULLETIN, include_str!("../../../templates/bulletin.html")),
    (TABLE, include_str!("../../../templates/table.html")),
    ("site/frame.html", include_str!("../../../templates/site/frame.html")),
    ("site/entry.html", include_str!("../../../templates/site/entry.html")),
    ("site/finder.html", include_str!("../../../templates/site/finder.html")),
    ("site/section.html", include_str!("../../../templates/site/section.html")),
    ("site/unit.html", include_str!("../../../templates/site/unit.html")),
];
pub(super) const LOOKS: &str = concat!(
    include_str!("../../../templates/tokens.css"),
    include_str!("../../../templates/bulletin.css")
);
pub(super) const SCRIPT: &str = concat!(
    include_str!("../../../templates/spreadsheet.js"),
    include_str!("../../../templates/bulletin.js")
);

/// The bulletin as the text of one HTML page.
///
/// A unit's name in a table leads to its figure where [`Report::profiles`] has one with the same
/// title. Parts that point beyond the report's grids or figures are left out.
///
/// # Errors
/// [`Error::Document`] if a template cannot be filled, which is a fault of ours.
pub fn html(report: &Report, locale: &Locale) -> Result<String, Error> {
    let templates = Templates::new()?;
    let page = Page::new(report, locale, &templates)?;
    templates.fill(BULLETIN, &page)
}

/// The templates of the page and of the site, ready to be filled.
pub(super) struct Templates(Environment<'static>);

impl Templates {
    pub(super) fn new() -> Result<Templates, Error> {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        environment.set_syntax(syntax.map_err(|error| fault(BULLETIN, &error))?);
        // A name that the template has and the page has not is a fault, not an empty place.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source).map_err(|error| fault(name, &error))?;
        }
        Ok(Templates(environment))
    }

    pub(super) fn fill(&self, name: &str, context: impl Serialize) -> Result<String, Error> {
        let template = self.0.get_template(name);
        template
            .and_then(|template| template.render(Value::from(Serde(&context))))
            .map(|page| seen(&page))
            .map_err(|error| fault(name, &error))
    }
}

/// The page with what nobody sees written as its code, for names and texts came out of files.
fn seen(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for c in page.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(c),
            c if is_hidden(c) => out.push_str(&format!("&lt;U+{:04X}&gt;", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn fault(name: &str, error: &minijinja::Error) -> Error {
    Error::Document { name: name.to_owned(), detail: format!("{error:#}") }
}

/// Text that is ours and goes into the page as it is.
pub(super) fn ours(text: impl Into<String>) -> Value {
    Value::from_safe_string(text.into())
}
