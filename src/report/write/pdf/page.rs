//! Pages being filled from the top, and what stands on them; all lengths in points from the top left.

use super::line::{Line, Placed};
use crate::report::document::Geometry;

/// What a piece is for a reader who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading(u8),
    Paragraph,
    Caption,
    Table,
    Row,
    Head,
    Cell,
    /// With its description.
    Figure(String),
}

/// A node of the tree of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Option<usize>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// A line of words; without a node it is decoration, such as a repeated heading.
    Words { x: f32, baseline: f32, glyphs: Vec<Placed>, node: Option<usize> },
    /// The yellow ground of what waits for a person.
    Ground { x: f32, y: f32, width: f32, height: f32 },
    /// From here to the next of its kind, words and rules are red, or black again.
    Ink { is_red: bool },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), weight: f32 },
    /// A picture, by its position among the pictures of the document.
    Picture { at: usize, x: f32, y: f32, width: f32, height: f32, node: usize },
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub(super) geometry: Geometry,
    pub(super) items: Vec<Item>,
}

/// A place to jump to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    /// From 1.
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// The pages, the pieces on them and the places to jump to.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) pages: Vec<Page>,
    pub(super) nodes: Vec<Node>,
    pub(super) bookmarks: Vec<Bookmark>,
}

/// Points of a length in twips.
pub(super) fn points(twips: u32) -> f32 {
    twips as f32 / 20.0
}

/// A hair's breadth, for sums of floats.
const HAIR: f32 = 0.05;

/// Pages being filled.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) layout: Layout,
    geometry: Geometry,
    /// How far down the page is filled.
    pub(super) y: f32,
}

impl Flow {
    pub(super) fn new(geometry: Geometry) -> Flow {
        let mut flow = Flow { layout: Layout::default(), geometry, y: 0.0 };
        flow.turn(geometry);
        flow
    }

    /// Begins a page, perhaps of another orientation.
    pub(super) fn turn(&mut self, geometry: Geometry) {
        self.geometry = geometry;
        self.layout.pages.push(Page { geometry, items: Vec::new() });
        self.y = points(geometry.top);
    }

    /// Begins a page like the last.
    pub(super) fn next_page(&mut self) {
        self.turn(self.geometry);
    }

    /// Whether nothing stands on the page yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.y <= self.top() + HAIR
            && self.layout.pages.last().is_none_or(|page| page.items.is_empty())
    }

    pub(super) fn left(&self) -> f32 {
        points(self.geometry.left)
    }

    pub(super) fn width(&self) -> f32 {
        points(self.geometry.text_width())
    }

    /// The height of the text area.
    pub(super) fn height(&self) -> f32 {
        points(self.geometry.text_height())
    }

    pub(super) fn geometry(&self) -> Geometry {
        self.geometry
    }

    /// Whether so much fits below.
    pub(super) fn has_room(&self, height: f32) -> bool {
        self.y + height <= self.top() + self.height() + HAIR
    }

    /// Begins a page where so much does not fit, unless the page is empty.
    pub(super) fn make_room(&mut self, height: f32) {
        if !self.has_room(height) && !self.is_fresh() {
            self.next_page();
        }
    }

    /// A node below `parent`.
    pub(super) fn node(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.layout.nodes.push(Node { kind, parent });
        self.layout.nodes.len() - 1
    }

    pub(super) fn push(&mut self, item: Item) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// Sets a line into a box `height` high whose top is at `y`.
    pub(super) fn line(&mut self, line: &Line, x: f32, y: f32, height: f32, node: Option<usize>) {
        let Some(first) = line.glyphs.first() else { return };
        let size = first.atom.size;
        // The em square of a Chinese face reaches 0.88 above its baseline; it is centred in the box.
        let baseline = y + (height - size) / 2.0 + 0.88 * size;
        for ground in grounds(line) {
            let (from, to) = ground;
            self.push(Item::Ground {
                x: x + from,
                y: baseline - 0.95 * size,
                width: to - from,
                height: 1.15 * size,
            });
        }
        self.push(Item::Words { x, baseline, glyphs: line.glyphs.clone(), node });
    }

    /// Marks the place for jumping to.
    pub(super) fn bookmark(&mut self, level: u8, text: String) {
        let page = self.layout.pages.len().saturating_sub(1);
        self.layout.bookmarks.push(Bookmark { level, text, page, y: self.y });
    }

    fn top(&self) -> f32 {
        points(self.geometry.top)
    }
}

/// From where to where what waits for a person stands.
fn grounds(line: &Line) -> Vec<(f32, f32)> {
    let mut found: Vec<(f32, f32)> = Vec::new();
    let mut is_open = false;
    for glyph in &line.glyphs {
        let (from, to) = (glyph.x, glyph.x + glyph.advance);
        match found.last_mut() {
            Some(last) if glyph.atom.is_pending && is_open => last.1 = to,
            _ if glyph.atom.is_pending => found.push((from, to)),
            _ => {}
        }
        is_open = glyph.atom.is_pending;
    }
    found
}
