//! What is wrong with an input, and where.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::document::likely::hint;
use crate::document::place::{Path, Place};
use crate::index::Index;
use crate::named::named;
use crate::order::{repeated_places, sorted};

named! {
    /// The kinds of thing that can be wrong with a document.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ProblemCode {
        /// Not JSON text.
        JsonInvalid = "json_invalid",
        /// Nested deeper than 64 levels.
        TooDeep = "too_deep",
        /// A member that the format does not know.
        MemberUnknown = "member_unknown",
        /// A member that has to be there and is not.
        MemberMissing = "member_missing",
        /// A member that stands twice in one object.
        MemberRepeated = "member_repeated",
        /// A value of another type than the format asks for.
        TypeWrong = "type_wrong",
        /// A value of the right type that cannot be.
        ValueInvalid = "value_invalid",
        /// An entry that stands twice in one list, or an id used twice in one list.
        EntryRepeated = "entry_repeated",
        /// An id that names nothing.
        ReferenceDangling = "reference_dangling",
        /// Two operations that would answer to the same request.
        OperationDuplicate = "operation_duplicate",
        /// Not an instant.
        InstantInvalid = "instant_invalid",
        /// Not a duration.
        DurationInvalid = "duration_invalid",
        /// A lifetime shorter than its kind allows. Never of a document that is loaded.
        LifetimeTooShort = "lifetime_too_short",
        /// A lifetime longer than its kind allows. Never of a document that is loaded.
        LifetimeTooLong = "lifetime_too_long",
    }
}

named! {
    /// What a problem is in.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum DocumentKind {
        /// A project.
        Project = "project",
        /// A catalog.
        Catalog = "catalog",
        /// A list of changes to a project.
        Changes = "changes",
        /// What a new or regenerated key is to be.
        Input = "input",
        /// A question.
        Request = "request",
    }
}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The kind of problem.
    pub code: ProblemCode,
    /// What it is in.
    pub document: DocumentKind,
    /// A JSON Pointer to the place, at most 200 characters of it; empty for the whole document.
    pub at: String,
    /// One English sentence.
    pub message: String,
}

impl Problem {
    /// A problem with a place of a document.
    #[must_use]
    pub const fn new(code: ProblemCode, document: DocumentKind, at: String, message: String) -> Self {
        Self { code, document, at, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the document" } else { &self.at };
        write!(f, "{place}: {} ({})", self.message, self.code.as_str())
    }
}

/// A document, or a list of changes, that was refused: its first 1,000 problems, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// How many problems are kept.
const KEPT: usize = 1000;

/// The most characters of a text of the document in a message.
const QUOTED: usize = 100;

/// How many known ids are compared with unknown ones, over a whole reading.
const COMPARED: usize = 500_000;

/// A text of the document for a message, cut if it is long.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("`{start}…`"),
        None => format!("`{text}`"),
    }
}

/// Collects the problems of one reading.
#[derive(Debug)]
pub(crate) struct Report {
    document: DocumentKind,
    /// At least the first [`KEPT`]; sorted up to there each time that there are twice as many.
    found: Vec<Found>,
    /// Their places; whether one of them is of form there, so that what stands there could not be read.
    places: BTreeMap<Path, bool>,
    /// Whether problems are sorted: those of documents that were no text come as they are found.
    sorted: bool,
    /// Once [`KEPT`] problems are known: none behind this place is kept.
    last: Option<(Path, u8)>,
    /// How many more known ids may be compared.
    compared: usize,
    /// Whether something was left unread.
    stopped: bool,
}

#[derive(Debug)]
struct Found {
    path: Path,
    rank: u8,
    problem: Problem,
}

/// Problems of form come before those of reference at one place.
const FORM: u8 = 0;
const REFERENCE: u8 = 1;
const BESIDE: u8 = 2;

impl Report {
    pub(crate) const fn new(document: DocumentKind) -> Self {
        Self {
            document,
            found: Vec::new(),
            places: BTreeMap::new(),
            sorted: true,
            last: None,
            compared: COMPARED,
            stopped: false,
        }
    }

    /// An empty report on the same document.
    pub(crate) const fn fresh(&self) -> Self {
        Self::new(self.document)
    }

    /// A problem of form.
    pub(crate) fn form(&mut self, code: ProblemCode, place: &Place<'_>, message: fmt::Arguments<'_>) {
        self.keep(FORM, code, place, message);
    }

    /// A problem of what the document says, unless one is known there, or one of form above it.
    pub(crate) fn add(&mut self, code: ProblemCode, place: &Place<'_>, message: fmt::Arguments<'_>) {
        self.keep(REFERENCE, code, place, message);
    }

    /// An id that names nothing, with the known one that was probably meant.
    pub(crate) fn dangling(&mut self, place: &Place<'_>, what: &str, id: &str, known: &Index) {
        self.dangling_among(place, what, id, known.len(), &mut known.iter().map(|(_, id)| id));
    }

    /// An id that is none of some known ones.
    pub(crate) fn dangling_among(
        &mut self,
        place: &Place<'_>,
        what: &str,
        id: &str,
        count: usize,
        known: &mut dyn Iterator<Item = &str>,
    ) {
        let mut ending = String::new();
        if let Some(left) = self.compared.checked_sub(count) {
            self.compared = left;
            ending = hint(id, known);
        }
        let message = format_args!("{} is not a listed {what}{ending}", quoted(id));
        self.add(ProblemCode::ReferenceDangling, place, message);
    }

    /// Reports a text that is empty; whether it is.
    pub(crate) fn refuse_empty(&mut self, text: &str, what: &str, place: &Place<'_>) -> bool {
        if text.is_empty() {
            self.add(ProblemCode::ValueInvalid, place, format_args!("{what} is empty"));
        }
        text.is_empty()
    }

    /// The entries of a list that equal an earlier one. An entry with a stand-in in it is compared with none.
    pub(crate) fn repeats<T: Ord>(&self, list: &[T], place: &Place<'_>) -> Vec<usize> {
        self.repeats_among(list.len(), &|one, other| list.get(one).cmp(&list.get(other)), place)
    }

    /// [`Report::repeats`]; `compare` compares the entries at two indexes.
    fn repeats_among(&self, count: usize, compare: &dyn Fn(usize, usize) -> Ordering, place: &Place<'_>) -> Vec<usize> {
        let found = repeated_places(count, compare);
        if found.is_empty() || self.places.is_empty() {
            return found;
        }
        let read: Vec<usize> = (0..count).filter(|index| !self.is_spoilt(&place.entry(*index))).collect();
        let index = |place: usize| read.get(place).copied().unwrap_or_default();
        repeated_places(read.len(), &|one, other| compare(index(one), index(other))).into_iter().map(index).collect()
    }

    /// Reports each entry that stands twice in a list.
    pub(crate) fn repeated<T: Ord>(&mut self, list: &[T], place: &Place<'_>, what: &str) {
        self.report_repeats(&self.repeats(list, place), place, what);
    }

    fn report_repeats(&mut self, indexes: &[usize], place: &Place<'_>, what: &str) {
        for index in indexes {
            let message = format_args!("{what} stands in this list already");
            self.add(ProblemCode::EntryRepeated, &place.entry(*index), message);
        }
    }

    fn keep(&mut self, rank: u8, code: ProblemCode, place: &Place<'_>, message: fmt::Arguments<'_>) {
        self.sorted &= place.has_text();
        let key = (place.path(), rank);
        let beyond =
            if self.sorted { self.last.as_ref().is_some_and(|last| key >= *last) } else { self.found.len() >= KEPT };
        if beyond || rank == REFERENCE && (self.places.contains_key(&key.0) || self.is_unread(&key.0)) {
            return;
        }
        let problem = Problem { code, document: self.document, at: place.pointer(), message: message.to_string() };
        *self.places.entry(key.0.clone()).or_default() |= rank == FORM;
        self.found.push(Found { path: key.0, rank, problem });
        if self.sorted && self.found.len() >= KEPT.saturating_mul(2) || self.found.len() == KEPT {
            self.sort();
        }
    }

    /// Whether a problem is known at a place, or above it: what follows from the value there is not to be judged.
    pub(crate) fn knows(&self, place: &Place<'_>) -> bool {
        if self.places.is_empty() || !place.has_text() {
            return false;
        }
        let path = place.path();
        self.is_within(&path, &|_| true)
    }

    /// Whether a problem of form is known at a place or below it: a stand-in is in what was read.
    pub(crate) fn is_spoilt(&self, place: &Place<'_>) -> bool {
        if self.places.is_empty() || !place.has_text() {
            return false;
        }
        let above = Path { missing: 0, ..place.path() };
        let within = |path: &Path| path.steps.starts_with(&above.steps);
        self.places.range(&above..).take_while(|(path, _)| within(path)).any(|(_, is_form)| *is_form)
    }

    /// Whether a path is in a value that could not be read, or is not there: a stand-in is there instead.
    fn is_unread(&self, path: &Path) -> bool {
        path.is_below_missing() || self.is_within(path, &|is_form| is_form)
    }

    /// Whether a problem of some sort is known at a path or above it.
    fn is_within(&self, path: &Path, counts: &dyn Fn(bool) -> bool) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let mut above = path.clone();
        loop {
            if self.places.get(&above).is_some_and(|is_form| counts(*is_form)) {
                return true;
            }
            above.missing = 0;
            if above.steps.pop().is_none() {
                return false;
            }
        }
    }

    /// Sorts the problems, and forgets those after the first [`KEPT`].
    fn sort(&mut self) {
        if self.sorted {
            let compare =
                |one: &Found, other: &Found| (&one.path.steps, one.rank).cmp(&(&other.path.steps, other.rank));
            self.found = sorted(std::mem::take(&mut self.found), &compare);
            if let Some(last) = self.found.get(KEPT.saturating_sub(1)) {
                self.last = Some((last.path.clone(), last.rank));
            }
        }
        self.found.truncate(KEPT);
    }

    /// Whether so many problems are known that none that stands further behind is kept.
    pub(crate) const fn is_full(&self) -> bool {
        self.last.is_some()
    }

    /// Whether every problem at a place or behind it would stand behind those that are kept: reading stops there.
    pub(crate) fn stops_at(&mut self, place: &Place<'_>) -> bool {
        let stops = self.last.as_ref().is_some_and(|(last, _)| *last < place.path());
        self.stopped |= stops;
        stops
    }

    /// Whether a list could not be read at all: nothing can be said of what it lacks. An entry that could not be read
    /// lists no id.
    pub(crate) fn hides_list(&self, member: &str) -> bool {
        let is_it = |at: &str| at.is_empty() || at.strip_prefix('/') == Some(member);
        self.stopped || self.found.iter().any(|it| it.rank == FORM && is_it(&it.problem.at))
    }

    pub(crate) const fn len(&self) -> usize {
        self.found.len()
    }

    /// A problem of what the document says, beside others at the same place.
    pub(crate) fn add_beside(&mut self, code: ProblemCode, place: &Place<'_>, message: fmt::Arguments<'_>) {
        self.keep(BESIDE, code, place, message);
    }

    /// What was made, unless there is nothing, or something was reported.
    pub(crate) fn made<T>(self, made: Option<T>) -> Result<T, Problems> {
        self.strict(made)?.ok_or_else(|| Problems(Vec::new()))
    }

    /// What was made while nothing was reported.
    pub(crate) fn strict<T>(mut self, made: T) -> Result<T, Problems> {
        if self.found.is_empty() {
            return Ok(made);
        }
        self.sort();
        Err(Problems(self.found.into_iter().map(|it| it.problem).collect()))
    }
}
