//! The bulletin: sentences, tables and figures in the order in which an office reads them.

mod fair;
mod figures;
mod funnel;
mod notes;
mod quadrants;
mod rank_sets;
mod summary;
mod sure;
mod weighting;

pub(super) use self::fair::void_ballots;
pub(super) use self::notes::notes;
pub(super) use self::summary::{
    composition, direction, indicators, magnitude, quality, refused, returns,
};
pub(super) use self::sure::apart;
use super::material::View;
use super::{Audience, Figure, Grid, Material, Part, Report, Section, Seen};
use super::{calculation, tables};
use crate::estimate::Measure;
use crate::locale::{Args, Locale};

/// More units than this get no figure each; a page of them would open in nobody's browser.
const MAX_PROFILES: usize = 200;

/// More lines than this of counts go into `audit.csv` alone.
const MAX_AUDIT_LINES: usize = 60_000;

/// More lines than this of what depends on a rule are folded away.
const MAX_OPEN_LINES: usize = 40;

impl Report {
    /// Composes everything that is said about a period to an audience in a language.
    pub fn compose(material: &Material<'_>, audience: Audience, locale: &Locale) -> Report {
        let seen = Seen::by(audience, material);
        let material = &seen.material();
        let view = View::new(material, audience, locale);
        let mut body = Body::new(view);
        body.basis();
        body.results();
        body.categories();
        body.certainty();
        body.indicators();
        body.levels();
        body.trends();
        let profiles = body.profiles();
        body.rest();
        let appraisal = material.appraisal;
        let formulas = calculation::formulas(&view, &mut body.grids);
        Report {
            audience,
            language: locale.language(),
            period: appraisal.period,
            title: locale.text(
                "report-title",
                Args::none()
                    .text("title", locale.label(&appraisal.title))
                    .text("period", locale.period(appraisal.period)),
            ),
            office: locale.label(&appraisal.office).to_owned(),
            notice: locale.label(&appraisal.notice).to_owned(),
            facts: summary::facts(&view),
            summary: summary::sentences(&view),
            sections: body.sections,
            grids: body.grids,
            figures: body.figures,
            profiles,
            notes: notes(&view),
            formulas,
        }
    }
}

/// The report as it grows.
struct Body<'a> {
    view: View<'a>,
    /// Each league table, until it has its place; the mean below one costs the square of its units.
    leagues: Vec<Option<Grid>>,
    grids: Vec<Grid>,
    figures: Vec<Figure>,
    sections: Vec<Section>,
}

impl<'a> Body<'a> {
    fn new(view: View<'a>) -> Body<'a> {
        let View { material, locale, audience } = view;
        let leagues = tables::league_grids(material, audience, locale);
        Body {
            view,
            leagues: leagues.into_iter().map(Some).collect(),
            grids: Vec::new(),
            figures: Vec::new(),
            sections: Vec::new(),
        }
    }

    fn grid(&mut self, grid: Grid) -> Part {
        self.grids.push(grid);
        Part::Grid(self.grids.len() - 1)
    }

    fn figure(&mut self, figure: Figure) -> Part {
        self.figures.push(figure);
        Part::Figure(self.figures.len() - 1)
    }

    fn section(&mut self, id: &str, paragraphs: Vec<String>, parts: Vec<Part>) {
        if parts.is_empty() && paragraphs.is_empty() {
            return;
        }
        // A scheme may have no bands and a first period no past: what is there is numbered in turn.
        let args = Args::none()
            .text("title", self.view.locale.word(&format!("section-{id}")))
            .count("n", self.sections.len() + 1);
        let title = self.view.locale.text("section-numbered", args);
        self.sections.push(Section { id: id.to_owned(), title, paragraphs, parts });
    }

    fn basis(&mut self) {
        let View { material, locale, audience } = self.view;
        let part = self.grid(tables::returns_grid(material, audience, locale));
        self.section("basis", summary::basis(&self.view), vec![part]);
    }

    /// The overall table, where the scheme ranks over all.
    fn results(&mut self) {
        let mut parts = Vec::new();
        let tables: Vec<_> = self.view.tables().collect();
        for table in tables {
            if table.category.is_none() && table.measure == Measure::Whole {
                parts.push(self.figure(figures::league(&self.view, table)));
            }
        }
        parts.extend(
            self.league_parts(|category, measure| category.is_none() && measure == Measure::Whole),
        );
        self.section("results", Vec::new(), parts);
    }

    fn categories(&mut self) {
        let mut parts = Vec::new();
        let categories: Vec<usize> = self.view.categories().collect();
        for category in categories {
            let wanted = |c: Option<usize>, m: Measure| c == Some(category) && m == Measure::Whole;
            let tables: Vec<_> =
                self.view.tables().filter(|t| wanted(t.category, t.measure)).collect();
            for table in tables {
                parts.push(self.figure(figures::league(&self.view, table)));
            }
            parts.extend(self.league_parts(wanted));
        }
        if self.view.has_categories() {
            let View { material, locale, audience } = self.view;
            parts.push(self.grid(tables::means_grid(material, audience, locale)));
        }
        self.section("categories", summary::categories(&self.view), parts);
    }

    /// How sure the results are, for those who must defend them.
    fn certainty(&mut self) {
        let View { material, locale, audience } = self.view;
        let mut parts = Vec::new();
        let whole: Vec<_> = self.view.tables().filter(|t| t.measure == Measure::Whole).collect();
        let sets = whole.into_iter().filter_map(|table| rank_sets::rank_sets(&self.view, table));
        let tables = sure::tables(&self.view);
        let funnels = tables.into_iter().filter_map(|table| funnel::funnel(&self.view, table));
        for figure in sets.chain(funnels).collect::<Vec<_>>() {
            parts.push(self.figure(figure));
        }
        // That of the whole is for looking up; that of the indicators is for the workbook.
        for grid in tables::error_grids(material, audience, locale) {
            let is_read = grid.id == "errors";
            if let (Part::Grid(index), true) = (self.grid(grid), is_read) {
                parts.push(Part::Folded(index));
            }
        }
        if self.view.shows_errors() {
            self.section("certainty", sure::certainty(&self.view), parts);
        }
    }

    fn indicators(&mut self) {
        let View { material, locale, audience } = self.view;
        let mut parts = Vec::new();
        if self.has_indicators() {
            parts.push(self.figure(figures::heatmap(&self.view)));
            if let Some(quadrants) = quadrants::quadrants(&self.view) {
                parts.push(self.figure(quadrants));
            }
            parts.push(self.grid(tables::scores_grid(material, audience, locale)));
        }
        let leagues =
            self.league_parts(|category, measure| category.is_none() && measure != Measure::Whole);
        parts.extend(leagues.into_iter().map(|part| match part {
            Part::Grid(index) => Part::Folded(index),
            part => part,
        }));
        self.section("indicators", summary::indicators(&self.view), parts);
        // One table for each indicator in each category is for looking up, not for reading.
        let _ =
            self.league_parts(|category, measure| category.is_some() && measure != Measure::Whole);
    }

    /// Whether there is more to say of a unit than its score on the whole.
    fn has_indicators(&self) -> bool {
        self.view.scheme().indicators.n_leaves() > 1
    }

    /// The league tables that are wanted; each is wanted once.
    fn league_parts(&mut self, wanted: impl Fn(Option<usize>, Measure) -> bool) -> Vec<Part> {
        let tables: Vec<bool> =
            self.view.tables().map(|table| wanted(table.category, table.measure)).collect();
        let wanted = self.leagues.iter_mut().zip(tables).filter(|(_, wanted)| *wanted);
        let chosen: Vec<Grid> = wanted.filter_map(|(grid, _)| grid.take()).collect();
        chosen.into_iter().map(|grid| self.grid(grid)).collect()
    }

    fn levels(&mut self) {
        let View { material, locale, audience } = self.view;
        let mut parts = Vec::new();
        if !self.view.scheme().scale.bins().is_empty() {
            parts.push(self.figure(figures::levels(&self.view)));
            parts.push(self.grid(tables::levels_grid(material, audience, locale)));
        }
        if self.view.has_rates() {
            parts.push(self.grid(tables::rates_grid(material, audience, locale)));
        }
        self.section("levels", Vec::new(), parts);
    }

    fn trends(&mut self) {
        let View { material, locale, audience } = self.view;
        let mut parts = Vec::new();
        if !material.history.is_empty() {
            parts.push(self.figure(figures::trend(&self.view)));
            for bump in figures::bumps(&self.view) {
                parts.push(self.figure(bump));
            }
        }
        for grid in tables::trend_grids(material, audience, locale) {
            parts.push(self.grid(grid));
        }
        self.section("trends", summary::trends(&self.view), parts);
    }

    fn profiles(&mut self) -> Vec<Figure> {
        let units: Vec<usize> = self.view.in_order();
        if units.is_empty() || units.len() > MAX_PROFILES || !self.has_indicators() {
            return Vec::new();
        }
        self.section(
            "profiles",
            vec![self.view.locale.word("profiles-lead")],
            vec![Part::Profiles],
        );
        units.into_iter().map(|unit| figures::profile(&self.view, unit)).collect()
    }

    /// What the workbook and the folder hold beside the bulletin.
    fn rest(&mut self) {
        let View { material, locale, audience } = self.view;
        let findings = tables::findings_grid(material, audience, locale);
        let parts = if findings.rows.is_empty() { Vec::new() } else { vec![self.grid(findings)] };
        let mut paragraphs = summary::quality(&self.view);
        paragraphs.extend(fair::void_ballots(&self.view));
        self.section("quality", paragraphs, parts);
        self.weighting();
        self.fair_play();
        // Cells of one group can be small enough to point at a rater: never in public.
        if audience == Audience::Internal {
            self.grids.push(tables::groups_grid(material, audience, locale));
            self.grids.push(tables::groups_detail_grid(material, audience, locale));
            if material.tally.iter().count() <= MAX_AUDIT_LINES {
                self.grids.push(tables::audit_grid(material, audience, locale));
            }
        }
    }

    /// Weights to known totals, where there are any; the public has them among the notes.
    fn weighting(&mut self) {
        let View { material, locale, audience } = self.view;
        if audience == Audience::Public {
            return;
        }
        let grid = tables::weighting_grid(material, audience, locale);
        let parts = grid.into_iter().map(|grid| self.grid(grid)).collect();
        self.section("weighting", weighting::weighting(&self.view), parts);
    }

    /// What the rules about papers met and do, and who marks high or low: for the office alone.
    fn fair_play(&mut self) {
        let View { material, locale, audience } = self.view;
        if audience == Audience::Public {
            return;
        }
        let mut grids = tables::hits_grids(material, audience, locale);
        grids.extend(tables::effect_grids(material, audience, locale));
        let parts =
            self.on_page(grids, &["fair-rules", "fair-groups", "fair-units", "fair-changes"]);
        self.section("fair", fair::fair(&self.view), parts);
        let grids = tables::severity_grids(material, audience, locale);
        let parts = self.on_page(grids, &["severity-units", "severity-groups", "severity-own"]);
        self.section("severity", fair::severity(&self.view), parts);
    }

    /// Takes all tables, and gives those that stand on the page; folded where they are for looking up.
    fn on_page(&mut self, grids: Vec<Grid>, shown: &[&str]) -> Vec<Part> {
        let mut parts = Vec::new();
        for grid in grids {
            let stands = shown.contains(&grid.id.as_str());
            let long = grid.id == "fair-changes" && grid.rows.len() > MAX_OPEN_LINES;
            let folded = long || ["fair-units", "severity-own"].contains(&grid.id.as_str());
            match self.grid(grid) {
                Part::Grid(index) if stands && folded => parts.push(Part::Folded(index)),
                part if stands => parts.push(part),
                _ => {}
            }
        }
        parts
    }
}
