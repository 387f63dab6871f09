//! The report for machines: one JSON document with everything that was computed, exact.
//!
//! The fields are described in `docs/formats-machine.md`. The order of fields and entries is fixed;
//! what is absent is `null` with the code of the reason beside it.

mod certainty;
mod count;
mod fair;
mod frames;
mod rules;
mod score;
mod severity;
mod table;
mod trend;
mod unit;

pub use frames::{league_columns, score_columns};

use serde::Serialize;

use self::count::{FindingCount, GroupReturns, WeightingOut};
use self::fair::FairPlay;
use self::rules::{Refused, Scheme};
use self::severity::SeverityOut;
use self::table::Table;
use self::trend::TrendOut;
use self::unit::{CategoryMeans, Mean, Unit};
use crate::account::RowCounts;
use crate::estimate::{self, Measure};
use crate::report::{Audience, Material, Seen};
use crate::scheme::{Label, Publication};

/// The version of the format: raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// The whole document.
#[derive(Serialize)]
struct Document<'a> {
    /// Always `pingyi-report`.
    format: &'static str,
    /// The version of the format.
    version: u32,
    /// `internal` or `public`.
    audience: &'static str,
    /// `2025H2`, `2025Q3` or `2025`.
    period: String,
    /// Title of the reports.
    title: &'a Label,
    /// Who publishes them; may be empty.
    office: &'a Label,
    /// Said at the head of every report; may be empty.
    notice: &'a Label,
    /// The rule book.
    scheme: Scheme<'a>,
    /// The units of the register, in its order.
    units: Vec<Unit<'a>>,
    /// The means over all published units: of the whole, then of each indicator.
    city: Vec<Mean<'a>>,
    /// The means of each category.
    categories: Vec<CategoryMeans<'a>>,
    /// The league tables, in the order of the scheme.
    tables: Vec<Table<'a>>,
    /// Comparisons with earlier periods.
    trends: Vec<TrendOut<'a>>,
    /// Periods that do not compare, and why.
    refused: Vec<Refused>,
    /// What went out to each group and came back.
    returns: Vec<GroupReturns<'a>>,
    /// What became of all rows; `null` in a public document.
    rows: Option<RowCounts>,
    /// How much was found of each kind; `null` in a public document.
    findings: Option<Vec<FindingCount>>,
    /// How raters were weighted to known totals; `null` in a public document.
    weightings: Option<Vec<WeightingOut<'a>>>,
    /// What the rules about papers met and do; `null` in a public document, and where it is not known.
    fair: Option<FairPlay<'a>>,
    /// Scores with the severity of raters taken out; `null` likewise.
    severity: Option<SeverityOut<'a>>,
}

/// The report for machines, as JSON with a line for each field.
///
/// For [`Audience::Public`] the categories that are for the leaders only are left out: their
/// units, tables, means and changes, the groups that rate nobody else, and every count over all
/// ballots, from which theirs could be had by subtraction. What fewer than five people of one
/// group said of a unit is left out as well, with one more group where it could be computed.
pub fn json(material: &Material<'_>, audience: Audience) -> String {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let scope = Scope { material: *material, audience };
    let appraisal = material.appraisal;
    let account = material.account;
    let internal = audience == Audience::Internal;
    let document = Document {
        format: "pingyi-report",
        version: VERSION,
        audience: audience_id(audience),
        period: appraisal.period.to_string(),
        title: &appraisal.title,
        office: &appraisal.office,
        notice: &appraisal.notice,
        scheme: rules::scheme(scope),
        units: unit::units(scope),
        city: unit::means(scope, &material.estimates.city),
        categories: unit::categories(scope),
        tables: table::tables(scope),
        trends: material.trends.iter().map(|trend| trend::trend(scope, trend)).collect(),
        refused: rules::refused(scope),
        returns: count::returns(scope),
        rows: internal.then(|| account.rows()),
        findings: internal.then(|| count::findings(account)),
        weightings: internal.then(|| count::weightings(scope)),
        fair: internal.then(|| fair::fair(scope)).flatten(),
        severity: internal.then(|| severity::severity(scope)).flatten(),
    };
    // Strings, numbers and lists always serialise; the empty text only keeps the function total.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// The code of an audience.
pub(super) fn audience_id(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "internal",
        Audience::Public => "public",
    }
}

/// The material, and who may see what of it.
#[derive(Clone, Copy)]
struct Scope<'a> {
    material: Material<'a>,
    audience: Audience,
}

impl<'a> Scope<'a> {
    /// Whether a category of the scheme is shown.
    fn shows_category(self, category: usize) -> bool {
        let publication = self.material.appraisal.scheme.categories[category].publication;
        self.audience == Audience::Internal || publication != Publication::Internal
    }

    /// Whether exact fractions are told: to the public they would say of how many answers, and much of
    /// those that are withheld.
    fn tells_n(self, score: &estimate::Score) -> bool {
        self.material.tells_n(score)
    }

    fn tells_exactly(self) -> bool {
        self.audience == Audience::Internal
    }

    /// Whether a unit is shown.
    fn shows(self, unit: usize) -> bool {
        self.shows_category(self.material.appraisal.units[unit].category)
    }

    /// Whether a group is shown: to the public, those that rate a unit it may see.
    fn shows_group(self, group: usize) -> bool {
        let appraisal = self.material.appraisal;
        let mut units = appraisal.units_in_force().filter(|(unit, _)| self.shows(*unit));
        self.audience == Audience::Internal || units.any(|(unit, _)| appraisal.rates(group, unit))
    }

    /// The id of a unit; `None` where it is not shown.
    fn unit_id(self, unit: usize) -> Option<&'a str> {
        self.shows(unit).then(|| self.material.appraisal.units[unit].id.as_str())
    }

    /// The id of an indicator; `None` for the whole.
    fn indicator_id(self, measure: Measure) -> Option<&'a str> {
        match measure {
            Measure::Whole => None,
            Measure::Indicator(index) => {
                Some(self.material.appraisal.scheme.indicators.all()[index].id.as_str())
            }
        }
    }

    /// The id of a category.
    fn category_id(self, category: usize) -> &'a str {
        &self.material.appraisal.scheme.categories[category].id
    }

    /// The id of a group.
    fn group_id(self, group: usize) -> &'a str {
        &self.material.appraisal.scheme.groups[group].id
    }

    /// The whole, then each indicator.
    fn measures(self) -> impl Iterator<Item = Measure> {
        let indicators = self.material.appraisal.scheme.indicators.all().len();
        std::iter::once(Measure::Whole).chain((0..indicators).map(Measure::Indicator))
    }
}
