//! Who gets a folder of their own.

/// The folder of the office and its leaders.
pub(super) const INTERNAL: &str = "internal";
/// The folder for anybody.
pub(super) const PUBLIC: &str = "public";
/// The folder of letters, one folder in it for each unit.
pub(super) const UNITS: &str = "units";

/// Who a report is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// The office, the public and the units, each in a folder of their own.
    #[default]
    All,
    /// The office and its leaders.
    Internal,
    /// Anybody.
    Public,
    /// The units: a letter for each.
    Units,
}

impl Readers {
    /// All of them, in the order in which they are named.
    pub const ALL: [Readers; 4] =
        [Readers::All, Readers::Internal, Readers::Public, Readers::Units];

    /// Stable id, in manifests and on the command line: `all`, `internal`, `public`, `units`.
    pub fn id(self) -> &'static str {
        match self {
            Readers::All => "all",
            Readers::Internal => INTERNAL,
            Readers::Public => PUBLIC,
            Readers::Units => UNITS,
        }
    }

    /// Those with an id.
    pub fn named(id: &str) -> Option<Readers> {
        Readers::ALL.into_iter().find(|readers| readers.id() == id)
    }

    /// Whether the office is among them, which may know everything.
    pub fn include_office(self) -> bool {
        matches!(self, Readers::All | Readers::Internal)
    }

    /// Whether the public is among them.
    pub fn include_public(self) -> bool {
        matches!(self, Readers::All | Readers::Public)
    }

    /// Whether the units are among them.
    pub fn include_units(self) -> bool {
        matches!(self, Readers::All | Readers::Units)
    }
}
