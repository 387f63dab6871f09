//! A document as one HTML page that opens by double-click, without a script, and prints on A4.
//!
//! The page loads nothing and sends nothing: a policy in its head forbids it. Whatever comes from data is
//! escaped; only the figures, which are ours, are put in as they are.

mod table;
#[cfg(test)]
mod tests;

use crate::chart::{Escaped, visible};
use crate::report::document::{
    Annex, Attachments, Block, Document, Emphasis, Heading, Numbers, Picture, Run, Section,
    Signature, Text,
};
use crate::scheme::Language;

const LOOKS: &str = include_str!("../../../templates/paper.css");

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The document as the text of one HTML page. The same document gives the same text.
pub fn document_html(document: &Document) -> String {
    let mut page =
        Page { out: String::new(), numbers: Numbers::new(document.language), pictures: 0 };
    page.head(document);
    page.opening(document);
    for (at, section) in document.sections.iter().enumerate() {
        page.section(section, at > 0);
    }
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page {
    out: String,
    numbers: Numbers,
    pictures: usize,
}

impl Page {
    fn head(&mut self, document: &Document) {
        let language = match document.language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        let title: Vec<String> = document.title.lines().map(escaped).collect();
        let gap = match document.language {
            Language::Chinese => "",
            Language::English => " ",
        };
        let author = match escaped(&document.author) {
            author if author.is_empty() => String::new(),
            author => format!("<meta name=\"author\" content=\"{author}\">\n"),
        };
        self.out.push_str(&format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n{author}\
             <title>{}</title>\n<style>\n{LOOKS}</style>\n</head>\n<body>\n<main>\n",
            title.join(gap)
        ));
    }

    fn opening(&mut self, document: &Document) {
        if !document.title.trim().is_empty() {
            let title: Vec<String> = document.title.lines().map(escaped).collect();
            self.out.push_str(&format!("<h1>{}</h1>\n", title.join("<br>")));
        }
        if let Some(number) = &document.number {
            self.paragraph("number", number);
        }
        if let Some(addressees) = &document.addressees {
            self.paragraph("flush", addressees);
        }
    }

    fn section(&mut self, section: &Section, is_later: bool) {
        let turned = if section.is_turned { " turned" } else { "" };
        let annex = if is_later { " annex" } else { "" };
        self.out.push_str(&format!("<section class=\"part{annex}{turned}\">\n"));
        for block in &section.blocks {
            self.block(block);
        }
        self.out.push_str("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.paragraph("indent", text),
            Block::Flush(text) => self.paragraph("flush", text),
            Block::Blank(lines) => {
                for _ in 0..*lines {
                    self.out.push_str("<div class=\"blank\"></div>\n");
                }
            }
            Block::Attachments(attachments) => self.attachments(attachments),
            Block::Signature(signature) => self.signature(signature),
            Block::Annex(annex) => self.annex(annex),
            Block::Table(table) => table::table(&mut self.out, table),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn paragraph(&mut self, class: &str, text: &Text) {
        self.out.push_str(&format!("<p class=\"{class}\">{}</p>\n", words(text)));
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.number() + 1;
        let number = escaped_kept(&self.numbers.before(heading));
        let text = words(&heading.text);
        match &heading.rest {
            None => self.out.push_str(&format!("<h{level}>{number}{text}</h{level}>\n")),
            Some(rest) => self.out.push_str(&format!(
                "<div class=\"indent\"><h{level} class=\"runs-on\">{number}{text}</h{level}>{}</div>\n",
                words(rest)
            )),
        }
    }

    fn annex(&mut self, annex: &Annex) {
        self.numbers.restart();
        let title: String = annex.title.lines().map(escaped).collect::<Vec<_>>().join("<br>");
        self.out.push_str(&format!(
            "<p class=\"annex-label\">{}</p>\n<h2>{title}</h2>\n",
            escaped(&annex.label)
        ));
    }

    fn attachments(&mut self, attachments: &Attachments) {
        let is_one = attachments.names.len() == 1;
        let names = attachments.names.iter().enumerate().map(|(at, name)| {
            let number = if is_one { String::new() } else { format!("{}. ", at + 1) };
            format!("<li>{number}{}</li>", words(name))
        });
        self.out.push_str(&format!(
            "<div class=\"attachments\"><b>{}</b><ol>{}</ol></div>\n",
            escaped_kept(&attachments.label),
            names.collect::<String>()
        ));
    }

    fn signature(&mut self, signature: &Signature) {
        let lines = signature.offices.iter().chain([&signature.date]);
        let lines: String = lines.map(|line| format!("<p>{}</p>", words(line))).collect();
        self.out.push_str(&format!("<div class=\"signature\">{lines}</div>\n"));
    }

    fn picture(&mut self, picture: &Picture) {
        let caption = picture.caption.as_ref();
        let caption = caption.map(|text| format!("<figcaption>{}</figcaption>", words(text)));
        self.pictures += 1;
        self.out.push_str(&format!(
            "<figure aria-label=\"{}\"><div class=\"drawing\">{}</div>{}</figure>\n",
            escaped(&picture.description),
            picture.chart.svg(),
            caption.unwrap_or_default()
        ));
    }
}

/// Words with their emphasis.
fn words(text: &Text) -> String {
    text.runs().iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let text = Escaped(&run.text);
    match run.emphasis {
        Emphasis::Plain => text.to_string(),
        Emphasis::Strong => format!("<strong>{text}</strong>"),
        Emphasis::Pending => format!("<mark>{text}</mark>"),
    }
}

/// Text of data, without what cannot be seen.
fn escaped(text: &str) -> String {
    Escaped(visible(text).trim()).to_string()
}

/// The same with the spaces at its ends.
fn escaped_kept(text: &str) -> String {
    Escaped(&visible(text)).to_string()
}
