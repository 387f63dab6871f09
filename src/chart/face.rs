//! The embedded typeface: how wide a text is, which characters it lacks, and the font database of
//! the PNG writer.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb;
use ttf_parser::Face;

/// The CSS list that every SVG names: the embedded face first, then what a reader's machine may have.
pub(super) const FAMILIES: &str =
    "'Pingyi Sans','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif";

const FAMILY: &str = "Pingyi Sans";
static REGULAR: &[u8] = include_bytes!("../../fonts/PingyiSans-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../fonts/PingyiSans-Bold.otf");

/// One of the two embedded weights; weights in between are not synthesised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The advance width of `text` in pixels at `size` pixels per em.
///
/// Kerning is left out: it only ever moves Latin pairs closer, so the true width is at most this.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let metrics = metrics(weight);
    let units: u32 = text.chars().map(|c| metrics.advance(c)).sum();
    f64::from(units) / metrics.units_per_em * size
}

/// Adds the characters of `text` that the embedded face cannot draw to `missing`.
pub(super) fn collect_missing(text: &str, missing: &mut BTreeSet<char>) {
    let face = &metrics(Weight::Regular).face;
    let lacks =
        |c: &char| !is_invisible(*c) && face.as_ref().is_none_or(|f| f.glyph_index(*c).is_none());
    missing.extend(text.chars().filter(lacks));
}

/// The bytes of the embedded face, regular and bold, for documents that embed it.
pub(crate) fn bytes() -> [&'static [u8]; 2] {
    [REGULAR, BOLD]
}

/// The two embedded faces and nothing of the machine, so that a PNG is the same everywhere.
pub(super) fn database() -> Arc<fontdb::Database> {
    static DATABASE: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    Arc::clone(DATABASE.get_or_init(|| {
        let mut database = fontdb::Database::new();
        for bytes in [REGULAR, BOLD] {
            database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        database.set_sans_serif_family(FAMILY);
        database.set_serif_family(FAMILY);
        Arc::new(database)
    }))
}

/// Variation selectors choose a form of the character before them and have no width of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

struct Metrics {
    face: Option<Face<'static>>,
    units_per_em: f64,
    ascii: Vec<u32>,
}

impl Metrics {
    fn of(bytes: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0).ok();
        let units_per_em = face.as_ref().map_or(1000.0, |f| f64::from(f.units_per_em()));
        let mut metrics = Self { face, units_per_em, ascii: Vec::new() };
        metrics.ascii = (0..128u8).map(|b| metrics.look_up(char::from(b))).collect();
        metrics
    }

    fn advance(&self, c: char) -> u32 {
        let known = usize::try_from(u32::from(c)).ok().and_then(|i| self.ascii.get(i));
        known.copied().unwrap_or_else(|| self.look_up(c))
    }

    /// A character that the face lacks is drawn as a box or by another face: count it as one em.
    fn look_up(&self, c: char) -> u32 {
        if is_invisible(c) {
            return 0;
        }
        let face = self.face.as_ref();
        let advance = face.and_then(|f| f.glyph_hor_advance(f.glyph_index(c)?));
        advance.map_or(1000, u32::from)
    }
}

fn metrics(weight: Weight) -> &'static Metrics {
    static METRICS: OnceLock<[Metrics; 2]> = OnceLock::new();
    let [regular, bold] = METRICS.get_or_init(|| [Metrics::of(REGULAR), Metrics::of(BOLD)]);
    match weight {
        Weight::Regular => regular,
        Weight::Bold => bold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hanzi_is_one_em_wide_and_a_digit_a_little_more_than_half() {
        assert!((width("局", 20.0, Weight::Regular) - 20.0).abs() < 0.01);
        let digit = width("8", 100.0, Weight::Regular);
        assert!((50.0..60.0).contains(&digit), "{digit}");
        assert!((width("1", 100.0, Weight::Regular) - digit).abs() < 0.01, "figures are tabular");
    }

    #[test]
    fn a_rare_hanzi_is_reported_missing_and_a_common_one_is_not() {
        let mut missing = BTreeSet::new();
        collect_missing("𠮷祥街道办事处\u{FE00}", &mut missing);
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), ['𠮷']);
    }

    #[test]
    fn the_database_holds_the_two_embedded_faces_and_nothing_else() {
        let database = database();
        let weights: Vec<u16> = database.faces().map(|face| face.weight.0).collect();
        assert_eq!(weights, [400, 700]);
        assert!(database.faces().all(|face| face.families.iter().any(|(name, _)| name == FAMILY)));
    }
}
