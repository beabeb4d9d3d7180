//! What is wrong with an input, and where.

use std::collections::BTreeSet;
use std::fmt;

/// The kinds of thing that can be wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// Not JSON text.
    JsonInvalid,
    /// Nested deeper than 64 levels.
    TooDeep,
    /// A member that the format does not know.
    MemberUnknown,
    /// A member that has to be there and is not.
    MemberMissing,
    /// A member that stands twice in one object.
    MemberRepeated,
    /// A value of another type than the format asks for.
    TypeWrong,
    /// A value of the right type that cannot be.
    ValueInvalid,
    /// An entry that stands twice in one list, or an id used twice in one list.
    EntryRepeated,
    /// An id that names nothing.
    ReferenceDangling,
    /// Two operations that would answer to the same request.
    OperationDuplicate,
    /// Not an instant.
    InstantInvalid,
    /// Not a duration.
    DurationInvalid,
    /// A lifetime shorter than its kind allows. Never of a document that is loaded.
    LifetimeTooShort,
    /// A lifetime longer than its kind allows. Never of a document that is loaded.
    LifetimeTooLong,
}

impl ProblemCode {
    /// The code as it is written in errors: `member_unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JsonInvalid => "json_invalid",
            Self::TooDeep => "too_deep",
            Self::MemberUnknown => "member_unknown",
            Self::MemberMissing => "member_missing",
            Self::MemberRepeated => "member_repeated",
            Self::TypeWrong => "type_wrong",
            Self::ValueInvalid => "value_invalid",
            Self::EntryRepeated => "entry_repeated",
            Self::ReferenceDangling => "reference_dangling",
            Self::OperationDuplicate => "operation_duplicate",
            Self::InstantInvalid => "instant_invalid",
            Self::DurationInvalid => "duration_invalid",
            Self::LifetimeTooShort => "lifetime_too_short",
            Self::LifetimeTooLong => "lifetime_too_long",
        }
    }
}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem.
    pub code: ProblemCode,
    /// A JSON Pointer to the place; empty for the whole document.
    pub at: String,
    /// One English sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the document" } else { &self.at };
        write!(f, "{place}: {} ({})", self.message, self.code.as_str())
    }
}

/// A document, or a list of changes, that was refused: every problem of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A place in a document, as a chain back to its root. Costs nothing until it is written out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Root,
    Member(&'a Self, &'a str),
    Entry(&'a Self, usize),
}

impl<'a> Place<'a> {
    pub(crate) const fn member(&'a self, name: &'a str) -> Self {
        Place::Member(self, name)
    }

    pub(crate) const fn entry(&'a self, index: usize) -> Self {
        Place::Entry(self, index)
    }

    /// The place as a JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Member(parent, name) => {
                let mut text = parent.pointer();
                text.push('/');
                text.push_str(&name.replace('~', "~0").replace('/', "~1"));
                text
            }
            Place::Entry(parent, index) => {
                let mut text = parent.pointer();
                text.push('/');
                text.push_str(&index.to_string());
                text
            }
        }
    }
}

/// The places of a list that hold what an earlier place holds.
pub(crate) fn repeats<T: Ord>(list: impl ExactSizeIterator<Item = T>) -> Vec<usize> {
    if list.len() < 2 {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    list.enumerate().filter_map(|(place, item)| (!seen.insert(item)).then_some(place)).collect()
}

/// Collects the problems of one reading.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Problem>);

impl Report {
    pub(crate) fn add(&mut self, code: ProblemCode, at: &Place<'_>, message: impl Into<String>) {
        self.0.push(Problem { code, at: at.pointer(), message: message.into() });
    }

    pub(crate) fn add_at(&mut self, code: ProblemCode, at: String, message: String) {
        self.0.push(Problem { code, at, message });
    }

    pub(crate) fn dangling(&mut self, at: &Place<'_>, what: &str, id: &str) {
        self.add(ProblemCode::ReferenceDangling, at, format!("`{id}` is not a listed {what}"));
    }

    /// Reports each text that stands twice in a list.
    pub(crate) fn repeated_texts(&mut self, list: &[String], at: &Place<'_>) {
        for place in repeats(list.iter()) {
            let text = list.get(place).map(String::as_str).unwrap_or_default();
            self.add(ProblemCode::EntryRepeated, &at.entry(place), format!("`{text}` stands in this list already"));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_a_json_pointer() {
        let kinds = Place::Root.member("kinds");
        let odd = kinds.member("a/b~c");
        assert_eq!(odd.entry(3).pointer(), "/kinds/a~1b~0c/3");
        assert_eq!(Place::Root.pointer(), "");
    }
}
