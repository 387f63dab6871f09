//! What the script of the entry page reads: the same cells as the tables, packed.

use serde::Serialize;
use serde_json::Value;

use super::super::html::table::exact;
use super::super::html::words::{Words, named};
use super::{Edition, Maker, Place};
use crate::locale::Args;
use crate::naming::is_hidden;
use crate::report::{Board, Cell, Entry};

/// The columns' words that the script needs, by their id without `col-`.
const COLUMNS: [&str; 10] =
    ["rank", "unit", "category", "score", "grade", "n", "change", "move", "interval", "ranks"];

#[derive(Serialize)]
struct Data<'a> {
    /// Name, category and page of each unit.
    units: Vec<(String, usize, String)>,
    scope: &'a str,
    categories: &'a [String],
    grades: &'a [String],
    measures: &'a [String],
    periods: &'a [String],
    /// Sentences, each once.
    notes: Vec<&'a str>,
    words: Words,
}

/// What the script reads at once, and each board with the name by which it asks for it.
pub(super) struct Packed {
    pub(super) data: String,
    pub(super) boards: Vec<(String, String)>,
}

#[derive(Serialize)]
struct BoardData {
    /// Whether the units are ranked over all categories.
    overall: bool,
    entries: Vec<Vec<Value>>,
    means: Vec<Option<[Value; 3]>>,
    /// Positions in [`Data::notes`], for all units and for each category.
    notes: Vec<Vec<usize>>,
}

/// The data of the entry page as JSON that is safe between the marks of a script.
pub(super) fn data(maker: &Maker<'_>) -> Result<Packed, serde_json::Error> {
    let Edition { site, locale, .. } = maker.edition();
    let finder = &site.finder;
    let mut notes: Vec<&str> = Vec::new();
    let boards = finder.boards.iter().map(|board| {
        let said = board.notes.iter().map(|said| {
            let places = said.iter().map(|note| {
                notes.iter().position(|known| known == note).unwrap_or_else(|| {
                    notes.push(note);
                    notes.len() - 1
                })
            });
            places.collect()
        });
        let said = said.collect();
        let packed = BoardData { notes: said, ..packed_board(maker, board) };
        let name = format!("board-{}-{}", board.period, board.measure);
        Ok((name, harmless(&serde_json::to_string(&packed)?)))
    });
    let boards = boards.collect::<Result<Vec<_>, serde_json::Error>>()?;
    let units = site.units.iter().enumerate();
    let mut words = named(locale, "col", &COLUMNS);
    let shown = Args::none().text("shown", "{shown}").text("all", "{all}");
    words.insert("shown".to_owned(), locale.text("site-shown", shown));
    words.insert("within".to_owned(), locale.word("col-rank-in-category"));
    words.extend(named(locale, "site", &["all-categories", "all-grades"]));
    let data = Data {
        units: units
            .map(|(at, unit)| {
                (unit.name.clone(), unit.category, maker.link(Place::Entry, Place::Unit(at)))
            })
            .collect(),
        scope: &finder.scope,
        categories: &finder.categories,
        grades: &finder.grades,
        measures: &finder.measures,
        periods: &finder.periods,
        notes,
        words,
    };
    Ok(Packed { data: harmless(&serde_json::to_string(&data)?), boards })
}

fn packed_board(maker: &Maker<'_>, board: &Board) -> BoardData {
    let pack = |cell: &Cell| packed(maker, cell);
    let means = board.means.iter().map(|mean| {
        let mean = mean.as_ref()?;
        Some([Value::from(mean.name.as_str()), pack(&mean.score), pack(&mean.change)])
    });
    BoardData {
        overall: board.entries.iter().any(|entry| entry.overall.rank != Cell::Empty),
        entries: board.entries.iter().map(|entry| packed_entry(entry, pack)).collect(),
        means: means.collect(),
        notes: Vec::new(),
    }
}

/// Unit, score, n, interval, change, then rank, set, grade and move over all and in the category;
/// without empty ones at the end.
fn packed_entry(entry: &Entry, pack: impl Fn(&Cell) -> Value) -> Vec<Value> {
    let (overall, within) = (&entry.overall, &entry.within);
    let cells = [
        &entry.score,
        &entry.n,
        &entry.interval,
        &entry.change,
        &overall.rank,
        &overall.set,
        &overall.grade,
        &overall.moved,
        &within.rank,
        &within.set,
        &within.grade,
        &within.moved,
    ];
    let filled = cells.iter().rposition(|cell| **cell != Cell::Empty).map_or(0, |last| last + 1);
    let cells = cells[..filled].iter().map(|cell| pack(cell));
    std::iter::once(Value::from(entry.unit)).chain(cells).collect()
}

/// The text, with its number where the text does not read as it, or `null` where it has none.
fn packed(maker: &Maker<'_>, cell: &Cell) -> Value {
    let shown = cell.shown(maker.edition().locale);
    match (cell, exact(cell)) {
        (Cell::Absent(_), _) => Value::from(vec![Value::from(shown), Value::Null]),
        (_, Some(number)) if number != shown && !matches!(cell, Cell::Interval(..)) => {
            let number = number.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
            Value::from(vec![Value::from(shown), number.map_or(Value::Null, Value::Number)])
        }
        _ => Value::from(shown),
    }
}

/// Nothing that could end the script or mislead who reads the page as text.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if is_hidden(c) => {
                out.push_str(&format!("\\u003cU+{:04X}\\u003e", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
