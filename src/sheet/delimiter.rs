//! What separates the cells of a line.

/// The delimiters that are looked for, the likeliest first.
const CANDIDATES: [u8; 4] = *b",;\t|";

/// As much text as is looked at.
const SAMPLE: usize = 1 << 16;

/// As many records below the heading as must agree with it.
const RECORDS: usize = 20;

/// The delimiter by which the first record has several cells and the next ones as many.
///
/// A comma where none does: the file then has a single column.
pub(super) fn detect(text: &[u8]) -> u8 {
    let sample = &text[..text.len().min(SAMPLE)];
    let whole = sample.len() == text.len();
    let mut best = (0, 1, b',');
    for delimiter in CANDIDATES {
        let (agreeing, n_cells) = agreement(sample, whole, delimiter);
        if n_cells > 1 && (agreeing, n_cells) > (best.0, best.1) {
            best = (agreeing, n_cells, delimiter);
        }
    }
    best.2
}

/// How many records have as many cells as the first, and how many cells that is.
fn agreement(sample: &[u8], whole: bool, delimiter: u8) -> (usize, usize) {
    let mut counts: Vec<usize> = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(sample)
        .into_byte_records()
        .map_while(Result::ok)
        .filter(|record| record.iter().any(|cell| !cell.is_empty()))
        .take(RECORDS + 1)
        .map(|record| record.len())
        .collect();
    // The last record of a cut sample is cut as well.
    if !whole && counts.len() > 1 && counts.len() <= RECORDS {
        counts.pop();
    }
    let first = counts.first().copied().unwrap_or(0);
    let agreeing = counts.iter().skip(1).filter(|&&count| count == first);
    (agreeing.count(), first)
}

/// The delimiter which a first line `sep=;` names, and the length of that line with its break.
pub(super) fn named(text: &str) -> Option<(u8, usize)> {
    let length = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = &text[..length];
    let unquoted = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let (name, value) = unquoted.split_at_checked(4)?;
    let &[delimiter] = value.as_bytes() else {
        return None;
    };
    if !name.eq_ignore_ascii_case("sep=") || !delimiter.is_ascii() || delimiter == b'"' {
        return None;
    }
    let rest = &text[length..];
    let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    Some((delimiter, length + line_break))
}

#[cfg(test)]
mod tests {
    use super::{detect, named};

    #[test]
    fn the_delimiter_on_which_the_rows_agree_is_taken() {
        assert_eq!(detect("单位;意见\n甲;好,很好\n乙;\"差;很差\"\n".as_bytes()), b';');
        assert_eq!(detect("单位\t作答\n甲\t满意\n".as_bytes()), b'\t');
        assert_eq!(detect("单位,满意|一般|不满意\n甲,满意\n乙,一般\n".as_bytes()), b',');
        assert_eq!(detect("单位|作答\n".as_bytes()), b'|');
        assert_eq!(detect("\"甲,乙,丙\";丁\n1;2\n".as_bytes()), b';');
        assert_eq!(detect("单位\n甲\n".as_bytes()), b',');
        assert_eq!(detect(b""), b',');
    }

    #[test]
    fn a_sample_that_is_cut_off_does_not_mislead() {
        let row = format!("{};{},{}\n", "a".repeat(9_000), "b".repeat(9_000), "c");
        assert_eq!(detect(format!("x;y\n{}", row.repeat(9)).as_bytes()), b';');
    }

    #[test]
    fn a_sep_line_names_the_delimiter() {
        assert_eq!(named("sep=;\r\na;b"), Some((b';', 7)));
        assert_eq!(named("SEP=\t\na"), Some((b'\t', 6)));
        assert_eq!(named("\"sep=,\"\ra"), Some((b',', 8)));
        assert_eq!(named("sep=|"), Some((b'|', 5)));
        assert_eq!(named("sep=;;\na"), None);
        assert_eq!(named("单位,作答\n"), None);
        assert_eq!(named("sep=。\n"), None);
    }
}
