//! Comments in free text (意见): how many of what, the list that the office works through, and what a
//! unit gets to read.

use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, RowKind};
use crate::appraisal::Appraisal;
use crate::comment::{Comment, Comments, Counts, Stance, UnitCounts};
use crate::exact::Ratio;
use crate::locale::{Args, Locale};
use crate::scheme::Publication;

/// Decimals of the share that is closed, in per cent.
const DECIMALS: u8 = 1;

/// How many comments of which stance, as a part of a sentence; stances of nobody are left out.
pub(in crate::report) fn by_stance(counts: &Counts, locale: &Locale) -> String {
    let order = [Stance::Complaint, Stance::Suggestion, Stance::Praise, Stance::Other];
    let said = order.into_iter().filter(|stance| counts.of(*stance) > 0);
    let parts: Vec<String> = said
        .map(|stance| {
            let id = format!("comment-said-{}", stance.id());
            locale.text(&id, Args::none().count("n", counts.of(stance)))
        })
        .collect();
    locale.series(&parts)
}

/// How many comments of which stance and topic: by unit, then by topic.
///
/// The public gets them by topic alone: by unit most cells are a comment or two. What is for the leaders
/// only is in no public table and in no sum of one; so the public does not learn how many there are in all
/// either.
pub fn comment_grids(
    comments: &Comments,
    appraisal: &Appraisal,
    audience: Audience,
    locale: &Locale,
) -> Vec<Grid> {
    let words = Words { comments, appraisal, locale };
    let shown = |counts: &UnitCounts| {
        let is_internal = |unit| appraisal.publication(unit) == Publication::Internal;
        audience == Audience::Internal || !counts.unit.is_some_and(is_internal)
    };
    let counts: Vec<UnitCounts> = comments.by_unit().into_iter().filter(shown).collect();
    let sum = UnitCounts::sum(&counts);
    let mut topics = words.topics(&sum);
    if audience == Audience::Public {
        topics.notes = words.notes(audience);
        return vec![topics];
    }
    let mut units = words.units(&counts, &sum);
    units.notes = words.notes(audience);
    vec![units, topics]
}

/// The list of all comments (意见清单), with columns for the office to fill in. It is read back as
/// `tracking_file`.
pub fn comment_list_grid(comments: &Comments, appraisal: &Appraisal, locale: &Locale) -> Grid {
    let words = Words { comments, appraisal, locale };
    let columns = [
        ("id", ColumnKind::Text),
        ("unit", ColumnKind::Text),
        ("stance", ColumnKind::Text),
        ("topics", ColumnKind::Text),
        ("times", ColumnKind::Count),
        ("text", ColumnKind::Text),
        ("mentioned", ColumnKind::Text),
        ("status", ColumnKind::Text),
        ("judged", ColumnKind::Text),
        ("passed-to", ColumnKind::Text),
        ("reply", ColumnKind::Text),
        ("date", ColumnKind::Text),
    ];
    let row = |comment: &Comment| {
        let followed = &comment.followed;
        let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
        let written = |text: &str| text_or_nothing(text.to_owned());
        let cells = vec![
            Cell::Text(comment.id.clone()),
            Cell::Text(words.unit(comment.unit)),
            Cell::Text(words.stance(comment.stance)),
            text_or_nothing(words.topics_of(comment)),
            Cell::Count(comment.times),
            Cell::Text(comment.text.shown(locale)),
            text_or_nothing(words.names(&comment.mentioned)),
            text(comment.status().map(|s| locale.word(&format!("comment-status-{}", s.id())))),
            text(followed.stance.map(|stance| words.stance(stance))),
            text(followed.unit.map(|unit| words.unit(Some(unit)))),
            written(&followed.reply),
            written(&followed.date),
        ];
        plain(cells)
    };
    let rows = comments.comments.iter().map(row).collect();
    let mut grid = words.grid("list", &columns, rows);
    grid.drop_columns(&["mentioned"]);
    grid
}

/// What a unit gets to read, complaints first and praise last; nothing where it may read nothing.
pub fn unit_comments_grid(
    comments: &Comments,
    unit: usize,
    appraisal: &Appraisal,
    locale: &Locale,
) -> Option<Grid> {
    let words = Words { comments, appraisal, locale };
    let mut quoted = comments.quoted(unit);
    if quoted.is_empty() {
        return None;
    }
    quoted.sort_by_key(|quoted| match quoted.comment.stance {
        Stance::Complaint => 0,
        Stance::Suggestion => 1,
        Stance::Other => 2,
        Stance::Praise => 3,
    });
    let columns = [
        ("stance", ColumnKind::Text),
        ("topics", ColumnKind::Text),
        ("times", ColumnKind::Count),
        ("text", ColumnKind::Text),
    ];
    let rows = quoted.iter().map(|quoted| {
        plain(vec![
            Cell::Text(words.stance(quoted.comment.stance)),
            text_or_nothing(words.topics_of(quoted.comment)),
            Cell::Count(quoted.times),
            Cell::Text(quoted.text.shown(locale)),
        ])
    });
    let rows = rows.collect();
    let name = words.unit(Some(unit));
    let mut grid = words.grid("unit", &columns, rows);
    let args = || Args::none().text("unit", name.clone());
    grid.title = locale.text("comment-unit-title", args());
    let period = comments.period.to_string();
    grid.file = locale.text("comment-unit-file", args().text("period", period));
    Some(grid)
}

/// What is needed to say something of comments.
struct Words<'a> {
    comments: &'a Comments,
    appraisal: &'a Appraisal,
    locale: &'a Locale,
}

impl Words<'_> {
    fn units(&self, counts: &[UnitCounts], sum: &UnitCounts) -> Grid {
        let has_categories = self.appraisal.scheme.categories.len() > 1;
        let mut columns = vec![self.column("unit", ColumnKind::Text)];
        columns.extend(has_categories.then(|| self.column("category", ColumnKind::Text)));
        columns.push(self.column("said", ColumnKind::Count));
        columns.extend(self.stance_columns());
        let topics: Vec<usize> =
            (0..sum.topics.len()).filter(|topic| sum.topics[*topic].total() > 0).collect();
        for topic in &topics {
            let topic = &self.comments.topics[*topic];
            let heading = self.locale.label(&topic.label).to_owned();
            let id = format!("topic-{}", topic.id);
            columns.push(Column { id, heading, kind: ColumnKind::Count });
        }
        columns.push(self.column("without-topic", ColumnKind::Count));
        columns.extend(self.work_columns());
        let row = |counts: &UnitCounts, kind, name: String| {
            let category = counts.unit.map(|unit| self.appraisal.units[unit].category);
            let mut cells = vec![Cell::Text(name)];
            if has_categories {
                let label = |category: usize| &self.appraisal.scheme.categories[category].label;
                let name = category.map(|category| self.locale.label(label(category)).to_owned());
                cells.push(name.map_or(Cell::Empty, Cell::Text));
            }
            cells.push(Cell::Count(counts.all.total()));
            cells.extend(stance_cells(&counts.all));
            cells.extend(topics.iter().map(|topic| Cell::Count(counts.topics[*topic].total())));
            cells.push(Cell::Count(counts.without_topic.total()));
            cells.extend(self.work_cells(&counts.all));
            GridRow { kind, category, cells }
        };
        let mut rows = Vec::new();
        for own in counts {
            let kind = if own.unit.is_some() { RowKind::Ranked } else { RowKind::Unranked };
            rows.push(row(own, kind, self.unit(own.unit)));
        }
        if !counts.is_empty() {
            rows.push(row(sum, RowKind::Mean, self.locale.word("comment-all")));
        }
        Grid { columns, ..self.grid("units", &[], rows) }
    }

    fn topics(&self, sum: &UnitCounts) -> Grid {
        let mut columns = vec![self.column("topic", ColumnKind::Text)];
        columns.push(self.column("said", ColumnKind::Count));
        columns.extend(self.stance_columns());
        columns.extend(self.work_columns());
        let row = |counts: &Counts, kind, name: String| {
            let mut cells = vec![Cell::Text(name), Cell::Count(counts.total())];
            cells.extend(stance_cells(counts));
            cells.extend(self.work_cells(counts));
            GridRow { kind, category: None, cells }
        };
        let mut topics: Vec<(usize, &Counts)> = sum.topics.iter().enumerate().collect();
        topics.retain(|(_, counts)| counts.total() > 0);
        // What is said most stands first.
        topics.sort_by_key(|(at, counts)| (std::cmp::Reverse(counts.total()), *at));
        let label = |at: usize| self.locale.label(&self.comments.topics[at].label).to_owned();
        let mut rows: Vec<GridRow> = topics
            .into_iter()
            .map(|(at, counts)| row(counts, RowKind::Ranked, label(at)))
            .collect();
        if sum.without_topic.total() > 0 {
            let name = self.locale.word("comment-col-without-topic");
            rows.push(row(&sum.without_topic, RowKind::Unranked, name));
        }
        if sum.all.total() > 0 {
            rows.push(row(&sum.all, RowKind::Mean, self.locale.word("comment-all")));
        }
        let mut grid = Grid { columns, ..self.grid("topics", &[], rows) };
        grid.notes = vec![
            self.locale.word("comment-note-topics"),
            self.locale.word("comment-note-handle"),
            self.locale.word("comment-note-words"),
        ];
        grid
    }

    /// What became of the rows, for the office: sums of everything, published or not.
    fn notes(&self, audience: Audience) -> Vec<String> {
        if audience == Audience::Public {
            return Vec::new();
        }
        let (received, locale) = (&self.comments.received, self.locale);
        let args = Args::none()
            .count("cells", received.cells)
            .count("nothing", received.nothing)
            .count("refused", received.refused)
            .count("comments", received.comments);
        let mut notes = vec![locale.text("comment-note-received", args)];
        if received.of_several > 0 {
            let args = Args::none().count("n", received.of_several);
            notes.push(locale.text("comment-note-several", args));
        }
        let merged = Args::none().count("merged", self.comments.comments.len());
        notes.push(locale.text("comment-note-merged", merged));
        let struck = received.struck.iter().map(|(secret, n)| {
            let what = locale.word(&format!("comment-struck-{}", secret.id()));
            let args = Args::none().text("what", what).text("n", n.to_string());
            locale.text("comment-note-struck-one", args)
        });
        let groups = self.appraisal.scheme.groups.iter().zip(&received.by_group);
        let groups = groups.map(|(group, n)| {
            let args = Args::none().text("group", locale.label(&group.label).to_owned());
            locale.text("comment-note-group", args.text("n", n.to_string()))
        });
        let lists: [(&str, Vec<String>); 2] =
            [("comment-note-struck", struck.collect()), ("comment-note-groups", groups.collect())];
        for (id, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            notes.push(locale.text(id, Args::none().text("list", locale.list(&list))));
        }
        notes
    }

    fn stance_columns(&self) -> Vec<Column> {
        let column = |stance: Stance| Column {
            id: stance.id().to_owned(),
            heading: self.stance(stance),
            kind: ColumnKind::Count,
        };
        Stance::ALL.into_iter().map(column).collect()
    }

    fn work_columns(&self) -> Vec<Column> {
        let counts = ["merged", "to-handle", "working", "closed"];
        let mut columns: Vec<Column> =
            counts.iter().map(|id| self.column(id, ColumnKind::Count)).collect();
        columns.push(self.column("closed-rate", ColumnKind::Rate));
        columns
    }

    fn work_cells(&self, counts: &Counts) -> [Cell; 5] {
        let share = Ratio::fraction(counts.closed * 100, counts.to_handle);
        let share = share.publish(self.appraisal.scheme.rounding.rule, DECIMALS);
        [
            Cell::Count(counts.merged),
            Cell::Count(counts.to_handle),
            Cell::Count(counts.working),
            Cell::Count(counts.closed),
            if counts.to_handle > 0 { Cell::Rate(share) } else { Cell::Empty },
        ]
    }

    fn column(&self, id: &str, kind: ColumnKind) -> Column {
        let heading = self.locale.word(&format!("comment-col-{id}"));
        Column { id: id.to_owned(), heading, kind }
    }

    fn grid(&self, id: &str, columns: &[(&str, ColumnKind)], rows: Vec<GridRow>) -> Grid {
        let title = self.locale.word(&format!("comment-{id}-title"));
        let period = Args::none().text("period", self.comments.period.to_string());
        Grid {
            id: format!("comments-{id}"),
            file: self.locale.text(&format!("comment-{id}-file"), period),
            tab: title.clone(),
            title,
            columns: columns.iter().map(|(id, kind)| self.column(id, *kind)).collect(),
            rows,
            notes: Vec::new(),
        }
    }

    fn unit(&self, unit: Option<usize>) -> String {
        match unit {
            Some(unit) => self.locale.label(&self.appraisal.units[unit].name).to_owned(),
            None => self.locale.word("comment-no-unit"),
        }
    }

    fn names(&self, units: &[usize]) -> String {
        let names: Vec<String> = units.iter().map(|unit| self.unit(Some(*unit))).collect();
        self.locale.list(&names)
    }

    fn stance(&self, stance: Stance) -> String {
        self.locale.word(&format!("comment-stance-{}", stance.id()))
    }

    fn topics_of(&self, comment: &Comment) -> String {
        let label = |topic: &usize| self.locale.label(&self.comments.topics[*topic].label);
        let labels: Vec<&str> = comment.topics.iter().map(label).collect();
        self.locale.list(&labels)
    }
}

fn stance_cells(counts: &Counts) -> [Cell; 4] {
    counts.said.map(Cell::Count)
}

fn text_or_nothing(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn plain(cells: Vec<Cell>) -> GridRow {
    GridRow { kind: RowKind::Ranked, category: None, cells }
}
