//! A sheet of SVG under the pen: shapes, text, groups with a hover title. Everything is in pixels.

use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};

use super::face::{self, Weight};
use super::palette::{Colour, INK, WHITE};
use super::typeset::{Escaped, identifier, typeset, visible};
use super::{Caption, Chart};

/// Which end of a text its x position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) ink: Colour,
    pub(super) anchor: Anchor,
}

impl Type {
    pub(super) const fn new(size: f64) -> Self {
        Self { size, weight: Weight::Regular, ink: INK, anchor: Anchor::Start }
    }

    pub(super) const fn bold(self) -> Self {
        self.weight(Weight::Bold)
    }

    pub(super) const fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    pub(super) const fn ink(mut self, ink: Colour) -> Self {
        self.ink = ink;
        self
    }

    pub(super) const fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    pub(super) const fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    /// The width in pixels of `text` in this type.
    pub(super) fn width(&self, text: &str) -> f64 {
        face::width(&typeset(text), self.size, self.weight)
    }
}

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) colour: Colour,
    pub(super) width: f64,
    /// An SVG dash pattern; empty for a solid line.
    pub(super) dash: &'static str,
}

impl Stroke {
    pub(super) const fn new(colour: Colour, width: f64) -> Self {
        Self { colour, width, dash: "" }
    }

    pub(super) const fn dashed(mut self, dash: &'static str) -> Self {
        self.dash = dash;
        self
    }
}

/// The body of a picture while it is drawn; its height is known at the end.
pub(super) struct Canvas {
    id: String,
    width: f64,
    body: String,
    missing: BTreeSet<char>,
}

impl Canvas {
    /// An empty sheet; `name` becomes the prefix of every id in it.
    pub(super) fn new(name: &str, width: f64) -> Self {
        Self { id: identifier(name), width, body: String::new(), missing: BTreeSet::new() }
    }

    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Text whose middle height is `y`: hanzi and figures of the face both centre on 0.37 em.
    pub(super) fn text(&mut self, x: f64, y: f64, text: &str, style: &Type) {
        let clean = typeset(text);
        if clean.trim().is_empty() {
            return;
        }
        face::collect_missing(&clean, &mut self.missing);
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if style.weight == Weight::Bold { " font-weight=\"700\"" } else { "" };
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{weight}",
            Px(x),
            Px(y + 0.37 * style.size),
            Px(style.size),
            style.ink
        ));
        self.put(format_args!(">{}</text>\n", Escaped(&clean)));
    }

    /// Several lines of text, `line_height` apart, whose common middle is `y`.
    pub(super) fn lines(
        &mut self,
        x: f64,
        y: f64,
        lines: &[String],
        line_height: f64,
        style: &Type,
    ) {
        let first = y - line_height * (lines.len().saturating_sub(1)) as f64 / 2.0;
        for (index, line) in lines.iter().enumerate() {
            self.text(x, first + line_height * index as f64, line, style);
        }
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.put(format_args!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n",
            Px(from.0),
            Px(from.1),
            Px(to.0),
            Px(to.1),
            stroke
        ));
    }

    /// An open path through `points`.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.put(format_args!("<path d=\"{}\" fill=\"none\"{stroke}/>\n", Points(points, false)));
    }

    /// A path written in SVG's own path language.
    pub(super) fn path(&mut self, data: &str, stroke: Stroke) {
        self.put(format_args!("<path d=\"{data}\" fill=\"none\"{stroke}/>\n"));
    }

    /// A filled area, with a rim if `rim` is given.
    pub(super) fn polygon(&mut self, points: &[(f64, f64)], fill: Colour, rim: Option<Stroke>) {
        let rim = rim.map(|s| s.to_string()).unwrap_or_default();
        self.put(format_args!("<path d=\"{}\" fill=\"{fill}\"{rim}/>\n", Points(points, true)));
    }

    pub(super) fn rect(&mut self, frame: Frame, fill: impl Display, radius: f64) {
        let corner = if radius > 0.0 { format!(" rx=\"{}\"", Px(radius)) } else { String::new() };
        self.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{corner}/>\n",
            Px(frame.left),
            Px(frame.top),
            Px(frame.width()),
            Px(frame.height())
        ));
    }

    pub(super) fn circle(
        &mut self,
        x: f64,
        y: f64,
        radius: f64,
        fill: Colour,
        rim: Option<Stroke>,
    ) {
        let rim = rim.map(|s| s.to_string()).unwrap_or_default();
        let (x, y, radius) = (Px(x), Px(y), Px(radius));
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"{rim}/>\n"
        ));
    }

    /// Draws a group; pointing at anything in it shows `hover`.
    pub(super) fn group(&mut self, hover: &str, draw: impl FnOnce(&mut Self)) {
        let hover = visible(hover);
        self.put(format_args!("<g>"));
        if !hover.trim().is_empty() {
            self.put(format_args!("<title>{}</title>", Escaped(&hover)));
        }
        self.put(format_args!("\n"));
        draw(self);
        self.put(format_args!("</g>\n"));
    }

    /// Defines a diagonal hatch and returns the paint that uses it.
    pub(super) fn hatch(&mut self) -> String {
        let id = format!("{}-hatch", self.id);
        self.put(format_args!(
            "<defs><pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#f6f7f8\"/>\
             <rect width=\"1.5\" height=\"6\" fill=\"#d3d7dc\"/></pattern></defs>\n"
        ));
        format!("url(#{id})")
    }

    /// Closes the picture at `height` pixels.
    pub(super) fn finish(self, caption: &Caption, height: f64) -> Chart {
        let (id, width, height) = (&self.id, whole(self.width), whole(height));
        let mut svg = String::with_capacity(self.body.len() + 1024);
        svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        let head = format!(
            " width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{}\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{WHITE}\"/>\n",
            face::FAMILIES,
            Escaped(&visible(&caption.title)),
            Escaped(&visible(&caption.description)),
        );
        svg.push_str(&head);
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        Chart::new(caption.name.clone(), svg, (width, height), self.missing.into_iter().collect())
    }

    /// Writing into a string cannot fail, so the result carries nothing.
    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        let written = self.body.write_fmt(arguments);
        debug_assert!(written.is_ok());
    }
}

/// A rectangle in pixels; y grows downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Frame {
    pub(super) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub(super) fn width(&self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    pub(super) fn height(&self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }
}

/// A length with at most one decimal: fine enough for print, and short.
pub(super) struct Px(pub(super) f64);

impl Display for Px {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        let text = format!("{value:.1}");
        let text = text.strip_suffix(".0").unwrap_or(&text);
        out.write_str(if text == "-0" { "0" } else { text })
    }
}

impl Display for Stroke {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, " stroke=\"{}\" stroke-width=\"{}\"", self.colour, Px(self.width))?;
        if !self.dash.is_empty() {
            write!(out, " stroke-dasharray=\"{}\"", self.dash)?;
        }
        out.write_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
    }
}

struct Points<'a>(&'a [(f64, f64)], bool);

impl Display for Points<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (x, y)) in self.0.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            write!(out, "{command}{} {}", Px(*x), Px(*y))?;
        }
        out.write_str(if self.1 { "Z" } else { "" })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the length is clamped to what a picture may have"
)]
fn whole(length: f64) -> u32 {
    length.ceil().clamp(1.0, 1_000_000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_one_decimal_at_most_and_no_negative_zero() {
        let written: Vec<String> =
            [1.0, 1.25, -0.01, 12.349, f64::NAN].iter().map(|v| Px(*v).to_string()).collect();
        assert_eq!(written, ["1", "1.2", "0", "12.3", "0"]);
    }
}
