//! What an operation asks of one kind of key.

/// Alternatives, one of which has to be met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requirement {
    pub(crate) alternatives: Box<[Alternative]>,
    /// The facts its conditions name, by their numbers in the catalog. At most [`MAX_FACTS`].
    pub(crate) facts: Box<[u32]>,
    /// Whether a role assignment's collections limit any of its permissions.
    pub(crate) by_collection: bool,
    /// Whether a role assignment's languages limit any of its permissions.
    pub(crate) by_language: bool,
}

/// The most different facts that the conditions of one operation can name.
pub(crate) const MAX_FACTS: usize = 12;

/// Permissions that are all needed, under a condition.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) condition: Cube,
    pub(crate) all_of: Box<[u32]>,
}

/// A condition on facts: each bit of `mask` is a place in [`Requirement::facts`]
/// whose fact has to be as the same bit of `value` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cube {
    pub(crate) mask: u16,
    pub(crate) value: u16,
}

impl Cube {
    /// Whether the facts at hand exclude this condition.
    pub(crate) const fn excluded_by(self, known: Self) -> bool {
        (self.value ^ known.value) & self.mask & known.mask != 0
    }

    /// Whether the condition holds where every fact is as `facts` says.
    pub(crate) const fn holds(self, facts: u16) -> bool {
        (facts ^ self.value) & self.mask == 0
    }
}
