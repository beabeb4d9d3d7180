//! What is wrong with an input, and where.

use std::fmt;

use serde::Serialize;

use crate::index::Index;
use crate::text::fill;
use crate::tree::{Node, push_step};

/// The kinds of thing that can be wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// What a text is that stands twice in a list of ids.
pub(crate) const TWICE: &str = "`$` stands in this list already";

/// The places of a list that hold what an earlier place holds.
#[inline(never)]
pub(crate) fn repeats(list: &[&str]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut seen = Index::default();
    for (place, text) in list.iter().enumerate() {
        let repeated = match list.get(..place) {
            Some(earlier) if list.len() <= FEW => earlier.contains(text),
            _ => seen.insert(text).is_none(),
        };
        if repeated {
            places.push(place);
        }
    }
    places
}

/// So many entries of a list are compared one with another.
pub(crate) const FEW: usize = 16;

/// Collects the problems of one reading.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Problem>);

impl Report {
    /// A problem with a value: a sentence, in which `parts` stand for each `$`.
    #[inline(always)]
    pub(crate) fn add(&mut self, code: ProblemCode, node: Node<'_>, message: &str, parts: &[&str]) {
        match parts {
            [] => self.add_one(code, node, message, ""),
            [part] => self.add_one(code, node, message, part),
            parts => self.add_many(code, node, message, parts),
        }
    }

    #[inline(never)]
    fn add_one(&mut self, code: ProblemCode, node: Node<'_>, message: &str, part: &str) {
        self.add_many(code, node, message, &[part]);
    }

    #[inline(never)]
    fn add_many(&mut self, code: ProblemCode, node: Node<'_>, message: &str, parts: &[&str]) {
        self.add_at(code, node.pointer(), message, parts);
    }

    /// A problem with a member, which need not be there.
    #[inline(always)]
    pub(crate) fn add_in(&mut self, code: ProblemCode, node: Node<'_>, member: &str, message: &str, parts: &[&str]) {
        match parts {
            [] => self.add_one_in(code, node, member, message, ""),
            [part] => self.add_one_in(code, node, member, message, part),
            parts => self.add_many_in(code, node, member, message, parts),
        }
    }

    #[inline(never)]
    fn add_one_in(&mut self, code: ProblemCode, node: Node<'_>, member: &str, message: &str, part: &str) {
        self.add_many_in(code, node, member, message, &[part]);
    }

    #[inline(never)]
    fn add_many_in(&mut self, code: ProblemCode, node: Node<'_>, member: &str, message: &str, parts: &[&str]) {
        let mut at = node.pointer();
        push_step(&mut at, member);
        self.add_at(code, at, message, parts);
    }

    #[inline(never)]
    pub(crate) fn add_at(&mut self, code: ProblemCode, at: String, message: &str, parts: &[&str]) {
        self.0.push(Problem { code, at, message: fill(message, parts) });
    }

    pub(crate) fn dangling(&mut self, node: Node<'_>, what: &str, id: &str) {
        self.add(ProblemCode::ReferenceDangling, node, "`$` is not a listed $", &[id, what]);
    }

    /// Reports each text that stands twice in a list.
    #[inline(never)]
    pub(crate) fn repeated_texts(&mut self, list: Node<'_>, message: &str) {
        self.repeated(list, &list.items().texts(), message);
    }

    /// Reports each object of some members, or list, that stands twice in a list.
    #[inline(never)]
    pub(crate) fn repeated_objects(&mut self, list: Node<'_>, members: &[&str], message: &str) {
        if list.items().nth(1).is_none() {
            return;
        }
        let mut written = Vec::new();
        for item in list.items() {
            written.push(item.node.written(members));
        }
        let mut texts = Vec::new();
        for text in &written {
            texts.push(text.as_str());
        }
        self.repeated(list, &texts, message);
    }

    fn repeated(&mut self, list: Node<'_>, texts: &[&str], message: &str) {
        let (mut items, mut next) = (list.items(), 0);
        for place in repeats(texts) {
            let item = items.nth(place.wrapping_sub(next));
            next = place.wrapping_add(1);
            if let (Some(item), Some(text)) = (item, texts.get(place)) {
                self.add(ProblemCode::EntryRepeated, item.node, message, &[text]);
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        &self.0
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.0
    }

    /// What was made while nothing was reported.
    pub(crate) fn strict<T>(self, made: T) -> Result<T, Problems> {
        if self.0.is_empty() { Ok(made) } else { Err(Problems(self.0)) }
    }
}
