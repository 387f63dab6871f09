//! SPSS syntax that names columns and options: `VARIABLE LABELS` and `VALUE LABELS`.
//!
//! Source: IBM SPSS Statistics Command Syntax Reference. A command ends with a period; names stand
//! before their label, which is in quotation marks; `/` begins another list of names; `A TO B` is
//! all columns from one to the other.

use indexmap::IndexMap;

use super::codes::Coded;

/// A piece of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Slash,
    End,
}

/// What a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Columns,
    Options,
    Other,
}

/// Columns by name with what they ask and their options.
pub(super) fn columns(syntax: &str) -> IndexMap<String, Coded> {
    let mut columns: IndexMap<String, Coded> = IndexMap::new();
    for command in tokens(syntax).split(|token| *token == Token::End) {
        let words = command.iter().take(2).map(|token| match token {
            Token::Word(word) => word.to_ascii_uppercase(),
            _ => String::new(),
        });
        let words: Vec<String> = words.collect();
        let what = match (words.first().map(String::as_str), words.get(1).map(String::as_str)) {
            (Some("VARIABLE" | "VAR"), Some("LABELS")) => Command::Columns,
            (Some("VALUE" | "VAL"), Some("LABELS")) => Command::Options,
            _ => Command::Other,
        };
        match what {
            Command::Columns => name_columns(&command[2..], &mut columns),
            Command::Options => name_options(&command[2..], &mut columns),
            Command::Other => {}
        }
    }
    columns
}

fn name_columns(tokens: &[Token], columns: &mut IndexMap<String, Coded>) {
    let mut names: Vec<&str> = Vec::new();
    for token in tokens {
        match token {
            Token::Word(name) => names.push(name),
            Token::Text(text) => {
                for name in names.drain(..) {
                    columns.entry(name.to_owned()).or_default().text.clone_from(text);
                }
            }
            Token::Slash | Token::End => {}
        }
    }
}

fn name_options(tokens: &[Token], columns: &mut IndexMap<String, Coded>) {
    for list in tokens.split(|token| *token == Token::Slash) {
        let mut words: Vec<&str> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        for token in list {
            match token {
                Token::Word(word) => words.push(word),
                Token::Text(text) => {
                    let Some(code) = words.pop() else { continue };
                    named.extend(expanded(&words, columns));
                    words.clear();
                    for name in &named {
                        let coded = columns.entry(name.clone()).or_default();
                        coded.options.insert(code.to_owned(), text.clone());
                    }
                }
                Token::Slash | Token::End => {}
            }
        }
    }
}

/// The names, with those between `A TO B` in the order of the columns.
fn expanded(words: &[&str], columns: &IndexMap<String, Coded>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        if !word.eq_ignore_ascii_case("to") {
            names.push((*word).to_owned());
            continue;
        }
        let first = names.last().and_then(|name| columns.get_index_of(name));
        let last = words.peek().and_then(|name| columns.get_index_of(**name));
        if let (Some(first), Some(last)) = (first, last) {
            names.extend((first + 1..last).filter_map(|at| Some(columns.get_index(at)?.0.clone())));
        }
    }
    names
}

fn tokens(syntax: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = syntax.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '/' => tokens.push(Token::Slash),
            '.' => tokens.push(Token::End),
            '\'' | '"' => {
                let end = rest.find(first).unwrap_or(rest.len());
                tokens.push(Token::Text(rest[..end].to_owned()));
                rest = rest.get(end + 1..).unwrap_or("");
            }
            c if c.is_whitespace() || c == ',' => {}
            c => {
                let ends = |c: char| c.is_whitespace() || "/'\",".contains(c);
                let end = rest.find(ends).unwrap_or(rest.len());
                let word = format!("{c}{}", &rest[..end]);
                rest = &rest[end..];
                let bare = word.strip_suffix('.').unwrap_or(&word);
                tokens.push(Token::Word(bare.to_owned()));
                tokens.extend((bare.len() < word.len()).then_some(Token::End));
            }
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_options_are_named_also_from_one_to_another() {
        let columns = columns(
            "VARIABLE LABELS\n  Q1 '1.您的身份'\n  Q2_1 '2.甲局:业务'\n  Q2_2 '2.甲局:廉政/公开'.\n\
             VALUE LABELS\n  Q1 1 '企业' 2 '群众' /\n  Q2_1 TO Q2_2 1 '满意' 2 \"一般\".\nEXECUTE.",
        );
        assert_eq!(columns["Q2_2"].text, "2.甲局:廉政/公开");
        let options = |name: &str| columns[name].options.values().cloned().collect::<Vec<_>>();
        assert_eq!(options("Q1"), ["企业", "群众"]);
        assert_eq!(
            (options("Q2_1"), options("Q2_2").len()),
            (vec!["满意".into(), "一般".into()], 2)
        );
        assert_eq!(columns.len(), 3);
    }
}
