//! All letters as files: made side by side, given on in order, a few at a time.

use rayon::prelude::*;

use super::{OfficialFaces, Pdf, document_html, docx, pdf};
use crate::error::Error;
use crate::report::Letters;

/// So many letters are made before the first of them is given on: enough for the threads, and few
/// enough for the memory.
const AT_ONCE: usize = 64;

/// Which files a letter becomes, and how.
#[derive(Debug, Clone, Copy)]
pub struct LetterForms<'a> {
    /// The faces of the PDF.
    pub faces: OfficialFaces<'a>,
    /// How many times as many pixels a picture of the DOCX has than its chart, for programs that do not
    /// draw SVG; 1 is enough for a screen.
    pub png_scale: f32,
}

/// The files of one letter.
#[derive(Debug, Clone)]
pub struct LetterFiles {
    /// The unit, by position in the register.
    pub unit: usize,
    /// The letter as DOCX.
    pub docx: Vec<u8>,
    /// The letter as PDF.
    pub pdf: Pdf,
    /// The letter as one HTML page.
    pub html: String,
    /// Places in it that a person must still fill in or look at.
    pub pending: usize,
}

/// Makes the letter of each of `units` and gives its files to `take`, in the order of `units`.
///
/// Letters are made side by side, and no more than a few dozen are in memory at once. The order and every
/// byte are the same with any number of threads.
///
/// # Errors
/// [`Error::Document`] where a letter could not be composed, and what `take` says.
pub fn letters(
    letters: &Letters<'_>,
    units: &[usize],
    forms: LetterForms<'_>,
    mut take: impl FnMut(LetterFiles) -> Result<(), Error>,
) -> Result<(), Error> {
    for some in units.chunks(AT_ONCE) {
        let made: Vec<Result<LetterFiles, Error>> =
            some.par_iter().map(|unit| files(letters, *unit, forms)).collect();
        for files in made {
            take(files?)?;
        }
    }
    Ok(())
}

fn files(letters: &Letters<'_>, unit: usize, forms: LetterForms<'_>) -> Result<LetterFiles, Error> {
    let document = letters.letter(unit);
    Ok(LetterFiles {
        unit,
        docx: docx(&document, forms.png_scale)?,
        pdf: pdf(&document, forms.faces)?,
        html: document_html(&document),
        pending: document.pending(),
    })
}
