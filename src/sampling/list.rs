//! A register of raters (评议人名册): who could be asked.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, any_stop};
use crate::naming::fold;
use crate::sheet::{self, Reading, Row, Sheet};

/// Headings of the column with the group.
const GROUP: [&str; 5] = ["group", "评议主体", "主体", "组别", "rater group"];
/// Headings of the column with the stratum within the group.
const STRATUM: [&str; 5] = ["stratum", "层", "分层", "抽样层", "层别"];
/// Headings of a column by which a rater is known.
const ID: [&str; 8] =
    ["id", "编号", "评议人编号", "rater", "工号", "证件号", "证件号码", "身份证号"];
/// Headings of a column that only counts the rows.
const ROW_NUMBER: [&str; 4] = ["序号", "行号", "no", "no."];

/// The raters of a register, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaterList {
    /// The file, as findings call it.
    pub file: String,
    /// Its headings.
    pub headings: Vec<String>,
    /// The raters, in the order of the file.
    pub raters: Vec<Listed>,
    /// What was noticed; never a stop.
    pub findings: Vec<Finding>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// One rater of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The group, in its shortest spelling.
    pub group: String,
    /// The stratum within the group; empty where there is none.
    pub stratum: String,
    /// All cells, one for each heading.
    pub cells: Vec<String>,
    /// By what the rater is known: the id, or else all cells. Never printed.
    pub(super) identity: Vec<String>,
}

/// Where the columns stand.
struct Columns {
    group: usize,
    stratum: Option<usize>,
    id: Option<usize>,
    /// The columns whose cells tell raters apart where there is no id, in the order of their names.
    content: Vec<usize>,
}

impl RaterList {
    /// Reads a register of raters: a column with the group, perhaps one with a stratum and one with
    /// an id, and any others, which are kept.
    ///
    /// A row that stands twice counts once. `shown_as` is the name by which findings call the file.
    ///
    /// # Errors
    /// [`Error::Findings`] where the file cannot be read, has no column for the group, or a row has
    /// no group, or two rows that differ carry one id.
    pub fn read(path: &Path, shown_as: &str) -> Result<RaterList, Error> {
        let book = sheet::open(path, shown_as, &Reading::default());
        let mut reader = Reader { findings: book.findings, known: BTreeMap::new() };
        let mut list = RaterList {
            file: shown_as.to_owned(),
            headings: Vec::new(),
            raters: Vec::new(),
            findings: Vec::new(),
            sha256: book.sha256,
        };
        if let Some(sheet) = book.sheets.first() {
            list.headings = sheet.headings().to_vec();
            reader.read(sheet, &mut list.raters);
        }
        if any_stop(&reader.findings) {
            return Err(Error::Findings(reader.findings));
        }
        one_spelling(&mut list.raters);
        list.findings = reader.findings;
        Ok(list)
    }
}

struct Reader {
    findings: Vec<Finding>,
    /// The row and the cells of each rater seen.
    known: BTreeMap<Vec<String>, (u64, Vec<String>)>,
}

impl Reader {
    fn read(&mut self, sheet: &Sheet, raters: &mut Vec<Listed>) {
        let Some(columns) = self.columns(sheet) else { return };
        let read = sheet.for_each(&mut |row| {
            if let Some(listed) = self.rater(sheet, &columns, &row) {
                raters.push(listed);
            }
        });
        self.findings.extend(read.findings);
    }

    fn columns(&mut self, sheet: &Sheet) -> Option<Columns> {
        let folded: Vec<String> = sheet.headings().iter().map(|heading| fold(heading)).collect();
        let find = |names: &[&str]| {
            names.iter().find_map(|name| folded.iter().position(|heading| *heading == fold(name)))
        };
        let Some(group) = find(&GROUP) else {
            let place = sheet.place().at_row(sheet.heading_row());
            let finding = Finding::new(Kind::MissingColumn, Effect::Stop, place);
            let finding = finding.with("value", GROUP[1]).with("detail", "rater-list");
            self.findings.push(finding.with("expected", sheet.headings().join(" / ")));
            return None;
        };
        // A running number tells the order of the rows, which must not matter.
        let counts = |heading: &String| ROW_NUMBER.iter().any(|name| fold(name) == *heading);
        let mut content: Vec<usize> =
            (0..folded.len()).filter(|i| !folded[*i].is_empty() && !counts(&folded[*i])).collect();
        content.sort_by(|a, b| folded[*a].cmp(&folded[*b]));
        Some(Columns { group, stratum: find(&STRATUM), id: find(&ID), content })
    }

    fn rater(&mut self, sheet: &Sheet, columns: &Columns, row: &Row<'_>) -> Option<Listed> {
        let place = sheet.place().at_row(row.number());
        let n_headings = sheet.headings().len();
        if row.len() > n_headings {
            let finding = Finding::new(Kind::RaggedRow, Effect::Stop, place);
            let finding = finding.with("value", row.len().to_string());
            self.findings.push(finding.with("expected", n_headings.to_string()));
            return None;
        }
        let cell = |index: usize| row.get(index).trim();
        if fold(cell(columns.group)).is_empty() {
            self.findings.push(Finding::new(Kind::RaterWithoutGroup, Effect::Stop, place));
            return None;
        }
        let content: Vec<String> = columns.content.iter().map(|i| cell(*i).to_owned()).collect();
        let id = columns.id.map(|i| fold(cell(i))).filter(|id| !id.is_empty());
        let identity = id.map_or_else(|| content.clone(), |id| vec![id]);
        if let Some((other, same)) = self.known.get(&identity) {
            // Two rows that differ would make the sample depend on which of them is taken.
            let effect = if *same == content { Effect::RefuseRow } else { Effect::Stop };
            let finding = Finding::new(Kind::RepeatedRater, effect, place);
            self.findings.push(finding.with("other", other.to_string()));
            return None;
        }
        self.known.insert(identity.clone(), (row.number(), content));
        Some(Listed {
            group: cell(columns.group).to_owned(),
            stratum: columns.stratum.map(|i| cell(i).to_owned()).unwrap_or_default(),
            cells: (0..n_headings).map(|index| row.get(index).to_owned()).collect(),
            identity,
        })
    }
}

/// Spellings of one group or stratum become the shortest of them, whichever row comes first.
fn one_spelling(raters: &mut [Listed]) {
    let mut spellings: BTreeMap<String, String> = BTreeMap::new();
    for text in raters.iter().flat_map(|rater| [&rater.group, &rater.stratum]) {
        let known = spellings.entry(fold(text)).or_insert_with(|| text.clone());
        if (text.len(), text.as_str()) < (known.len(), known.as_str()) {
            known.clone_from(text);
        }
    }
    for rater in raters {
        for text in [&mut rater.group, &mut rater.stratum] {
            if let Some(one) = spellings.get(&fold(text)) {
                text.clone_from(one);
            }
        }
    }
}
