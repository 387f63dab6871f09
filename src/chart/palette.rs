//! Colours that stay apart for colour-blind readers and on a grey printer, and the contrast rule.

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const BLACK: Colour = Colour(0, 0, 0);
/// Titles and unit names.
pub(super) const INK: Colour = Colour(0x22, 0x27, 0x2e);
/// Subtitles, axis labels, values that only accompany.
pub(super) const SOFT: Colour = Colour(0x5a, 0x63, 0x6e);
/// Lines of what is not emphasised.
pub(super) const FAINT: Colour = Colour(0xb4, 0xbb, 0xc3);
/// Grid lines.
pub(super) const GRID: Colour = Colour(0xe3, 0xe6, 0xea);
/// Bands behind emphasised rows and the range of a category.
pub(super) const BAND: Colour = Colour(0xee, 0xf3, 0xf8);

/// Okabe and Ito (2008) with orange, sky blue and yellow darkened so that a dot of any of them has a
/// contrast of at least 3 : 1 with white paper.
const SERIES: [Colour; 8] = [
    Colour(0x00, 0x72, 0xb2),
    Colour(0xd5, 0x5e, 0x00),
    Colour(0x00, 0x8f, 0x68),
    Colour(0xc0, 0x6a, 0x98),
    Colour(0x3d, 0x42, 0x4a),
    Colour(0xa8, 0x7a, 0x00),
    Colour(0x3f, 0x92, 0xc8),
    Colour(0x7b, 0x3f, 0x9e),
];

/// The colour of a series; they repeat after eight, the mark's shape does not change with them.
pub(super) fn series(index: usize) -> Colour {
    SERIES.get(index % SERIES.len()).copied().unwrap_or(INK)
}

/// A darker form of `colour` that can be read as text on white (contrast at least 4.5).
pub(super) fn text_form(colour: Colour) -> Colour {
    let steps = (0..=20u8).map(|step| mix(colour, BLACK, f64::from(step) / 20.0));
    steps.into_iter().find(|c| contrast(*c, WHITE) >= 4.5).unwrap_or(BLACK)
}

/// The ink for text on `ground`: dark where it can be read, else white or black, whichever is plainer.
pub(super) fn ink_on(ground: Colour) -> Colour {
    if contrast(INK, ground) >= 4.5 {
        INK
    } else if contrast(WHITE, ground) >= contrast(BLACK, ground) {
        WHITE
    } else {
        BLACK
    }
}

/// A colour for `position` 0..1 on a ramp from pale yellow (low) over green to blue (high).
///
/// Lightness falls all the way, so the order survives a grey printer, but never so far that dark text
/// could not be read on it. Positions outside are clamped.
pub(super) fn ramp(position: f64) -> Colour {
    const STOPS: [Colour; 5] = [
        Colour(0xfd, 0xf8, 0xe1),
        Colour(0xde, 0xf0, 0xd0),
        Colour(0xae, 0xdc, 0xca),
        Colour(0x7a, 0xc1, 0xcd),
        Colour(0x4b, 0x9b, 0xc8),
    ];
    between(&STOPS, position)
}

/// A colour for a level on the good side: 0 is the mildest, 1 the strongest.
pub(super) fn good(strength: f64) -> Colour {
    between(&[Colour(0xa9, 0xcd, 0xe6), Colour(0x1d, 0x65, 0xa3)], strength)
}

/// A colour for a level on the bad side: 0 is the mildest, 1 the strongest.
pub(super) fn bad(strength: f64) -> Colour {
    between(&[Colour(0xf6, 0xc3, 0x92), Colour(0xc2, 0x50, 0x12)], strength)
}

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio).
pub(super) fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// `share` of the way from `from` to `to`, 0..1.
pub(super) fn mix(from: Colour, to: Colour, share: f64) -> Colour {
    let share = share.clamp(0.0, 1.0);
    let one = |a: u8, b: u8| nearest_byte(f64::from(a) + (f64::from(b) - f64::from(a)) * share);
    Colour(one(from.0, to.0), one(from.1, to.1), one(from.2, to.2))
}

fn between(stops: &[Colour], position: f64) -> Colour {
    let position = if position.is_finite() { position.clamp(0.0, 1.0) } else { 0.0 };
    let place = position * (stops.len().saturating_sub(1)) as f64;
    let mut left = 0.0;
    for pair in stops.windows(2) {
        if let [from, to] = pair {
            if place <= left + 1.0 {
                return mix(*from, *to, place - left);
            }
            left += 1.0;
        }
    }
    stops.last().copied().unwrap_or(WHITE)
}

fn luminance(Colour(r, g, b): Colour) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to 0..=255 first"
)]
fn nearest_byte(value: f64) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

impl std::fmt::Display for Colour {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_any_colour_of_the_ramps_has_contrast_of_at_least_4_5() {
        for step in 0..=400 {
            let position = f64::from(step) / 400.0;
            for ground in [ramp(position), good(position), bad(position)] {
                let ratio = contrast(ink_on(ground), ground);
                assert!(ratio >= 4.5, "{ground} at {position}: {ratio}");
            }
        }
    }

    #[test]
    fn the_ramp_grows_darker_all_the_way_so_that_it_survives_a_grey_printer() {
        let shades: Vec<f64> = (0..=50).map(|i| luminance(ramp(f64::from(i) / 50.0))).collect();
        assert!(shades.windows(2).all(|pair| pair[0] > pair[1]), "{shades:?}");
    }

    #[test]
    fn every_series_is_seen_on_white_and_its_text_form_is_readable() {
        for index in 0..8 {
            assert!(contrast(series(index), WHITE) >= 3.0, "{}", series(index));
            assert!(contrast(text_form(series(index)), WHITE) >= 4.5);
        }
        assert!(contrast(SOFT, WHITE) >= 4.5 && contrast(SOFT, BAND) >= 4.5);
    }

    #[test]
    fn series_next_to_each_other_differ_for_readers_without_red_or_green_cones() {
        // Viénot, Brettel and Mollon (1999), in linear RGB.
        let protan = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];
        let deutan = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];
        for matrix in [protan, deutan] {
            let seen = |index: usize| {
                let Colour(r, g, b) = series(index);
                let rgb = [linear(r), linear(g), linear(b)];
                matrix
                    .map(|row| row.iter().zip(rgb).map(|(k, v)| k * v).sum::<f64>().max(0.0).cbrt())
            };
            for a in 0..4 {
                for b in 0..a {
                    let far = seen(a)
                        .iter()
                        .zip(seen(b))
                        .map(|(x, y)| (x - y).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    assert!(far > 0.1, "series {a} and {b} are only {far} apart");
                }
            }
        }
    }

    #[test]
    fn a_position_that_is_not_a_number_still_has_a_colour() {
        assert_eq!(ramp(f64::NAN), ramp(0.0));
        assert_eq!(ramp(7.0), ramp(1.0));
    }
}
