//! Words with emphasis, and the places that are left to people.

use crate::chart::visible;

/// How a run of words stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// A place that a person must fill in (`{{待审}}`): on yellow ground, with its braces.
    Pending,
}

/// Words of one emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words, without control characters.
    pub text: String,
    /// How they stand out.
    pub emphasis: Emphasis,
}

/// Words in runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    runs: Vec<Run>,
}

impl Text {
    /// Plain words; whatever stands in double braces, such as `{{待审：原因}}`, becomes
    /// [`Emphasis::Pending`].
    ///
    /// Characters that cannot be seen are dropped; a line feed becomes a space.
    pub fn new(text: &str) -> Text {
        Text::of(text, Emphasis::Plain)
    }

    /// Bold words; places in double braces as in [`Text::new`].
    pub fn strong(text: &str) -> Text {
        Text::of(text, Emphasis::Strong)
    }

    /// The same with `more` behind it.
    #[must_use]
    pub fn then(mut self, more: Text) -> Text {
        self.runs.extend(more.runs);
        self
    }

    /// The runs, in order; none is empty.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The words without their emphasis.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether a person must still fill something in.
    pub fn is_pending(&self) -> bool {
        self.runs.iter().any(|run| run.emphasis == Emphasis::Pending)
    }

    fn of(text: &str, emphasis: Emphasis) -> Text {
        let text = visible(text);
        let mut made = Text::default();
        let mut rest = text.as_str();
        while let Some((before, inside, after)) = slot(rest) {
            made.push(before, emphasis);
            made.push(&format!("{{{{{inside}}}}}"), Emphasis::Pending);
            rest = after;
        }
        made.push(rest, emphasis);
        made
    }

    fn push(&mut self, text: &str, emphasis: Emphasis) {
        if !text.is_empty() {
            self.runs.push(Run { text: text.to_owned(), emphasis });
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::new(&text)
    }
}

/// What stands before, in and after the first pair of double braces.
fn slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (inside, after) = rest.split_once("}}")?;
    Some((before, inside, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_double_braces_waits_for_a_person() {
        let text = Text::new("主要原因是{{待审：原因}}，下一步{{待审}}。");
        let pending: Vec<&str> = text
            .runs()
            .iter()
            .filter(|run| run.emphasis == Emphasis::Pending)
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(pending, ["{{待审：原因}}", "{{待审}}"]);
        assert_eq!(text.plain(), "主要原因是{{待审：原因}}，下一步{{待审}}。");
        assert!(text.is_pending() && !Text::new("一对{单}括号}}").is_pending());
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        assert_eq!(Text::new("甲\u{0}乙\n丙\u{202e}").plain(), "甲乙 丙");
        assert!(Text::new("").runs().is_empty());
    }
}
