//! The pages into a file.

use std::num::NonZeroU16;
use std::sync::Arc;

use krilla::Document as File;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::face::{Faces, Role, Source};
use super::fault;
use super::glyph::{Atoms, Setting};
use super::line::{Column, Lie, Placed, lines};
use super::page::{Bookmark, Item, Kind, Layout, Node, Page, points};
use crate::chart::visible;
use crate::error::Error;
use crate::report::document::{Block, Document, FOLIO_SIZE, Geometry, Picture};
use crate::scheme::Language;

/// The file.
pub(super) fn draw(
    document: &Document,
    layout: &Layout,
    faces: &mut Faces<'_>,
) -> Result<Vec<u8>, Error> {
    let data = |source| match source {
        Source::Embedded(bytes) => bytes.into(),
        Source::Official(bytes) => Arc::new(bytes.to_vec()).into(),
    };
    let fonts: Option<Vec<Font>> =
        faces.sources().map(|source| Font::new(data(source), 0)).collect();
    let mut pen = Pen {
        fonts: fonts.ok_or_else(|| fault("a face cannot be read"))?,
        pictures: document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Picture(picture) => Some(picture),
                _ => None,
            })
            .collect(),
        told: vec![Vec::new(); layout.nodes.len()],
        is_red: false,
    };
    let mut file = File::new();
    for (page, number) in layout.pages.iter().zip(1_usize..) {
        let folio = folio(number, document.language, faces);
        pen.page(&mut file, page, &folio)?;
    }
    file.set_metadata(metadata(document));
    file.set_outline(outline(&layout.bookmarks));
    file.set_tag_tree(tree(&layout.nodes, pen.told, language(document.language)));
    file.finish().map_err(|cause| fault(format!("{cause:?}")))
}

fn language(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en-GB",
    }
}

/// No time and no number of its own: the same document has the same bytes.
fn metadata(document: &Document) -> Metadata {
    let title: Vec<String> = document.title.lines().map(visible).collect();
    let space = match document.language {
        Language::Chinese => "",
        Language::English => " ",
    };
    let author = visible(&document.author);
    let authors = if author.is_empty() { Vec::new() } else { vec![author] };
    Metadata::new()
        .title(title.join(space))
        .authors(authors)
        .language(language(document.language).to_owned())
}

/// The page number between dashes, one character in from the outer edge; its dash lies 7 mm below
/// the text. Its place is that of an upright sheet.
fn folio(number: usize, language: Language, faces: &mut Faces<'_>) -> Item {
    let size = FOLIO_SIZE as f32 / 2.0;
    let mut atoms = Atoms::default();
    let setting = Setting { size, tracking: 0.0, language };
    atoms.words(&format!("— {number} —"), Role::Folio, setting, false, faces);
    let lie = if number % 2 == 1 { Lie::Right } else { Lie::Left };
    let upright = Geometry::of(false);
    let width = points(upright.text_width()) - 2.0 * size;
    let glyphs = lines(&atoms.atoms, Column::plain(width, lie))
        .into_iter()
        .flat_map(|line| line.glyphs)
        .collect();
    let middle = points(upright.height - upright.folio()) - 9.0;
    let x = points(upright.left) + size;
    Item::Words { x, baseline: middle + 0.38 * size, glyphs, node: None }
}

struct Pen<'d> {
    fonts: Vec<Font>,
    pictures: Vec<&'d Picture>,
    /// What belongs to each node, in order.
    told: Vec<Vec<Identifier>>,
    is_red: bool,
}

impl Pen<'_> {
    fn page(&mut self, file: &mut File, page: &Page, folio: &Item) -> Result<(), Error> {
        let (width, height) = (points(page.geometry.width), points(page.geometry.height));
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| fault("page size"))?;
        let mut sheet = file.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut outcome = Ok(());
        for item in &page.items {
            outcome = outcome.and_then(|()| self.item(&mut surface, item));
        }
        // On a turned page the number stands where it stands on the others when the sheets are bound
        // (GB/T 9704-2012): the left of the upright sheet is the top of the turned one.
        let is_turned = page.geometry.width > page.geometry.height;
        if is_turned {
            surface.push_transform(&Transform::from_row(0.0, 1.0, -1.0, 0.0, width, 0.0));
        }
        outcome = outcome.and_then(|()| self.item(&mut surface, folio));
        if is_turned {
            surface.pop();
        }
        surface.finish();
        sheet.finish();
        outcome
    }

    fn item(&mut self, surface: &mut Surface<'_>, item: &Item) -> Result<(), Error> {
        match item {
            Item::Words { x, baseline, glyphs, node } => {
                let tag = match node {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => decoration(ArtifactType::PaginationOther),
                };
                let told = surface.start_tagged(tag);
                self.words(surface, *x, *baseline, glyphs);
                surface.end_tagged();
                self.tell(*node, told);
            }
            Item::Ground { x, y, width, height } => {
                surface.start_tagged(decoration(ArtifactType::Layout));
                ground(surface, Rect::from_xywh(*x, *y, *width, *height));
                surface.end_tagged();
            }
            Item::Ink { is_red } => self.is_red = *is_red,
            Item::Rule { from, to, weight } => {
                surface.start_tagged(decoration(ArtifactType::Layout));
                rule(surface, self.ink(), (*from, *to), *weight);
                surface.end_tagged();
            }
            Item::Picture { at, x, y, width, height, node } => {
                let told = surface.start_tagged(ContentTag::Other);
                let drawn = self.picture(surface, *at, (*x, *y), (*width, *height));
                surface.end_tagged();
                self.tell(Some(*node), told);
                drawn?;
            }
        }
        Ok(())
    }

    fn ink(&self) -> rgb::Color {
        if self.is_red { rgb::Color::new(255, 0, 0) } else { rgb::Color::new(0, 0, 0) }
    }

    fn tell(&mut self, node: Option<usize>, told: Identifier) {
        if let Some(list) = node.and_then(|node| self.told.get_mut(node)) {
            list.push(told);
        }
    }

    /// A line, in one piece for each face.
    fn words(&self, surface: &mut Surface<'_>, x: f32, baseline: f32, glyphs: &[Placed]) {
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint: self.ink().into(), ..Fill::default() }));
        for piece in glyphs.chunk_by(|a, b| a.atom.face == b.atom.face) {
            let Some(first) = piece.first() else { continue };
            let Some(font) = self.fonts.get(first.atom.face) else { continue };
            let size = first.atom.size;
            let mut text = String::new();
            let mut set = Vec::with_capacity(piece.len());
            for (at, glyph) in piece.iter().enumerate() {
                let start = text.len();
                text.push(glyph.atom.c);
                let next = piece.get(at + 1).map_or(glyph.x + glyph.advance, |next| next.x);
                let advance = (next - glyph.x) / size;
                let id = GlyphId::new(u32::from(glyph.atom.glyph));
                let range = start..text.len();
                set.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, range, None));
            }
            let start = Point::from_xy(x + first.x, baseline);
            surface.draw_glyphs(start, &set, font.clone(), &text, size, false);
        }
    }

    fn picture(
        &self,
        surface: &mut Surface<'_>,
        at: usize,
        place: (f32, f32),
        size: (f32, f32),
    ) -> Result<(), Error> {
        let picture = self.pictures.get(at).ok_or_else(|| fault("picture"))?;
        let tree = picture.chart.tree().map_err(|cause| fault(cause.to_string()))?;
        let size = Size::from_wh(size.0, size.1).ok_or_else(|| fault("size of a picture"))?;
        surface.push_transform(&Transform::from_translate(place.0, place.1));
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.pop();
        drawn.ok_or_else(|| fault("picture"))
    }
}

fn decoration(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn paint(red: u8, green: u8, blue: u8) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn ground(surface: &mut Surface<'_>, rect: Option<Rect>) {
    let mut path = PathBuilder::new();
    if let Some(rect) = rect {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(paint(255, 242, 0)));
        surface.draw_path(&path);
    }
}

fn rule(
    surface: &mut Surface<'_>,
    ink: rgb::Color,
    (from, to): ((f32, f32), (f32, f32)),
    weight: f32,
) {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    if let Some(path) = path.finish() {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { paint: ink.into(), width: weight, ..Stroke::default() }));
        surface.draw_path(&path);
    }
}

/// The list of headings that a reader jumps by.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = bookmarks;
    while let Some((node, after)) = outline_node(rest) {
        outline.push_child(node);
        rest = after;
    }
    outline
}

/// The first bookmark with the deeper ones that follow it, and the rest.
fn outline_node(bookmarks: &[Bookmark]) -> Option<(OutlineNode, &[Bookmark])> {
    let (first, mut rest) = bookmarks.split_first()?;
    let place = XyzDestination::new(first.page, Point::from_xy(0.0, first.y));
    let mut node = OutlineNode::new(first.text.clone(), place);
    while rest.first().is_some_and(|next| next.level > first.level) {
        let Some((child, after)) = outline_node(rest) else { break };
        node.push_child(child);
        rest = after;
    }
    Some((node, rest))
}

/// The pieces as a screen reader walks them.
fn tree(nodes: &[Node], told: Vec<Vec<Identifier>>, language: &str) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = nodes
        .iter()
        .zip(told)
        .map(|(node, told)| {
            let mut group = TagGroup::new(kind(&node.kind));
            for identifier in told {
                group.push(identifier);
            }
            Some(group)
        })
        .collect();
    // Children stand behind their parents: from the end, each is whole before it is given away.
    let mut children: Vec<Vec<TagGroup>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for at in (0..nodes.len()).rev() {
        let Some(mut group) = groups.get_mut(at).and_then(Option::take) else { continue };
        for child in children.get_mut(at).map(std::mem::take).unwrap_or_default().into_iter().rev()
        {
            group.push(child);
        }
        match nodes.get(at).and_then(|node| node.parent) {
            Some(parent) => {
                children.get_mut(parent).into_iter().for_each(|list| list.push(group.clone()))
            }
            None => roots.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for group in roots.into_iter().rev() {
        tree.push(group);
    }
    tree
}

fn kind(kind: &Kind) -> TagKind {
    match kind {
        Kind::Title => Tag::Title.into(),
        Kind::Heading(level) => {
            Tag::Hn(NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN), None).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Head => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Figure(description) => Tag::Figure(Some(description.clone())).into(),
    }
}
