//! Reading the parts of a document: each function gives what it can, and reports what it cannot.

use super::node::Node;
use crate::documents::Selection;
use crate::instant::{Instant, TimeError};
use crate::problem::{Place, ProblemCode, Report};

/// One value of a document: what it is, where it stands, where problems go.
pub(super) struct Value<'n, 'p, 'r> {
    pub(super) node: &'n Node,
    pub(super) place: &'p Place<'p>,
    pub(super) report: &'r mut Report,
}

impl<'n> Value<'n, '_, '_> {
    pub(super) fn problem(&mut self, code: ProblemCode, message: impl Into<String>) {
        self.report.add(code, self.place, message);
    }

    fn wrong(&mut self, wanted: &str) {
        let found = self.node.kind();
        self.problem(ProblemCode::TypeWrong, format!("it is {found}, and has to be {wanted}"));
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy + Default>(mut self, words: &[(&str, T)]) -> T {
        let found = match self.node {
            Node::Text(text) => words.iter().find(|(word, _)| word == text),
            _ => None,
        };
        if let Some((_, value)) = found {
            return *value;
        }
        let words: Vec<String> = words.iter().map(|(word, _)| format!("`\"{word}\"`")).collect();
        let wanted = words.join(" or ");
        match self.node {
            Node::Text(text) => self.problem(ProblemCode::ValueInvalid, format!("`{text}` is not {wanted}")),
            _ => self.wrong(&wanted),
        }
        T::default()
    }

    pub(super) fn nullable<T>(self, read: impl FnOnce(Self) -> T) -> Option<T> {
        if *self.node == Node::Null { None } else { Some(read(self)) }
    }

    pub(super) fn list<T>(mut self, mut read: impl FnMut(Value<'n, '_, '_>) -> T) -> Vec<T> {
        let Node::List(nodes) = self.node else {
            self.wrong("a list");
            return Vec::new();
        };
        let entry = |(index, node)| read(Value { node, place: &self.place.entry(index), report: self.report });
        nodes.iter().enumerate().map(entry).collect()
    }

    /// `"all"`, `"any"` or `"every"`, or a list.
    pub(super) fn selection(mut self, everything: &str) -> Selection {
        match self.node {
            Node::Text(text) if text == everything => Selection::All,
            Node::Text(text) => {
                let message = format!("`{text}` is neither `\"{everything}\"` nor a list");
                self.problem(ProblemCode::ValueInvalid, message);
                Selection::All
            }
            Node::List(_) => Selection::Only(texts(self)),
            _ => {
                self.wrong(&format!("`\"{everything}\"` or a list"));
                Selection::All
            }
        }
    }

    /// An object whose members are names of the document's own.
    pub(super) fn map<T>(mut self, mut read: impl FnMut(Value<'n, '_, '_>) -> T) -> Vec<(String, T)> {
        let Node::Object(members) = self.node else {
            self.wrong("an object");
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(members.len());
        for (name, node) in members {
            if name.is_empty() {
                self.problem(ProblemCode::ValueInvalid, "a name in it is empty");
            }
            let place = self.place.member(name);
            entries.push((name.clone(), read(Value { node, place: &place, report: self.report })));
        }
        entries
    }

    /// An object of known members. `read` takes each it knows; others are reported.
    pub(super) fn object<T: Default>(self, names: &[&str], read: impl FnOnce(&mut Fields<'n, '_, '_>) -> T) -> T {
        self.try_object(names, read).unwrap_or_default()
    }

    pub(super) fn try_object<T>(
        mut self,
        names: &[&str],
        read: impl FnOnce(&mut Fields<'n, '_, '_>) -> T,
    ) -> Option<T> {
        let Node::Object(members) = self.node else {
            self.wrong("an object");
            return None;
        };
        for (name, _) in members.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
            let message = format!("the member `{name}` is not known{}", did_you_mean(name, names));
            self.report.add(ProblemCode::MemberUnknown, &self.place.member(name), message);
        }
        Some(read(&mut Fields { members, place: self.place, report: self.report }))
    }
}

pub(super) fn text(mut value: Value<'_, '_, '_>) -> String {
    match value.node {
        Node::Text(text) => text.clone(),
        _ => {
            value.wrong("text");
            String::new()
        }
    }
}

pub(super) fn boolean(mut value: Value<'_, '_, '_>) -> bool {
    match value.node {
        Node::Bool(value) => *value,
        _ => {
            value.wrong("true or false");
            false
        }
    }
}

pub(super) fn integer(mut value: Value<'_, '_, '_>) -> i64 {
    match value.node {
        Node::Integer(value) if value.unsigned_abs() < 1 << 53 => *value,
        _ => {
            value.wrong("a whole number");
            0
        }
    }
}

pub(super) fn instant(mut value: Value<'_, '_, '_>) -> Instant {
    let instant = match value.node {
        Node::Integer(millis) => Instant::from_millis(*millis),
        Node::Text(text) => text.parse().ok(),
        _ => None,
    };
    instant.unwrap_or_else(|| {
        let found = match value.node {
            Node::Text(text) => format!("`{text}`"),
            Node::Integer(millis) => format!("`{millis}`"),
            Node::Number(number) => format!("`{number}`"),
            other => other.kind(),
        };
        value.problem(ProblemCode::InstantInvalid, format!("{found} is {}", TimeError::Instant));
        Instant::MIN
    })
}

pub(super) fn texts(value: Value<'_, '_, '_>) -> Vec<String> {
    value.list(text)
}

/// A known name that is close to a misspelt one.
fn did_you_mean(name: &str, names: &[&str]) -> String {
    let like = |known: &&&str| known.eq_ignore_ascii_case(name) || one_edit_apart(known.as_bytes(), name.as_bytes());
    names.iter().find(like).map(|known| format!("; did you mean `{known}`?")).unwrap_or_default()
}

fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let tail = |list: &[u8], from: usize| list.get(from..).map(<[u8]>::to_vec);
    tail(a, 1) == tail(b, 1) && tail(a, 1).is_some()
        || tail(a, 1).as_deref() == Some(b)
        || tail(b, 1).as_deref() == Some(a)
        || matches!((a, b), ([a1, a2, rest_a @ ..], [b1, b2, rest_b @ ..]) if a1 == b2 && a2 == b1 && rest_a == rest_b)
}

/// The members of one object.
pub(super) struct Fields<'n, 'p, 'r> {
    members: &'n [(String, Node)],
    place: &'p Place<'p>,
    report: &'r mut Report,
}

impl<'n> Fields<'n, '_, '_> {
    pub(super) fn optional<T>(&mut self, name: &str, read: impl FnOnce(Value<'n, '_, '_>) -> T) -> Option<T> {
        let (_, node) = self.members.iter().find(|(member, _)| member == name)?;
        Some(read(Value { node, place: &self.place.member(name), report: self.report }))
    }

    pub(super) fn try_required<T>(&mut self, name: &str, read: impl FnOnce(Value<'n, '_, '_>) -> T) -> Option<T> {
        let value = self.optional(name, read);
        if value.is_none() {
            let message = format!("the member `{name}` is missing");
            self.report.add(ProblemCode::MemberMissing, &self.place.member(name), message);
        }
        value
    }

    pub(super) fn required<T: Default>(&mut self, name: &str, read: impl FnOnce(Value<'n, '_, '_>) -> T) -> T {
        self.try_required(name, read).unwrap_or_default()
    }

    /// The document's format, which has to be this one.
    pub(super) fn format(&mut self, format: &str) {
        self.required("format", |mut value| match value.node {
            Node::Text(found) if found != format => {
                value.problem(ProblemCode::ValueInvalid, format!("`{found}` is not `{format}`"));
            }
            _ => drop(text(value)),
        });
    }
}
