//! Checks of a document's form: what each value may be is a table.

use crate::documents::List;
use crate::instant::{Instant, TimeError};
use crate::problem::{ProblemCode, Report};
use crate::text::{digits, fill};
use crate::tree::{Node, Value};

/// What a value may be.
pub(crate) enum Shape {
    Text,
    Bool,
    Integer,
    Instant,
    /// One of some texts.
    Word(&'static Words),
    /// One of some texts, or a list of any.
    Selection(&'static Words),
    Nullable(&'static Self),
    List(&'static Self),
    /// An object whose members are names of the document's own.
    Map(&'static Self),
    Object(&'static [Member]),
    /// An object if it is no list.
    ListOr(&'static Self, &'static Self),
    /// An object of the shape whose first member it has; else this is told.
    Either(&'static [&'static [Member]], &'static str),
    /// Only without another member of the same object.
    Instead(&'static str, &'static Self),
    /// An entry of the list that another member of the same object names.
    EntryOf(&'static str, fn(List) -> &'static Self),
}

/// Texts that a value may be.
pub(crate) struct Words {
    pub(crate) words: &'static [&'static str],
    /// Of a text that is none of them.
    pub(crate) told: &'static str,
    /// What a value that is no text has to be.
    pub(crate) wanted: &'static str,
}

/// A member of an object.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) shape: &'static Shape,
    pub(crate) required: bool,
}

/// Reports what is wrong with a value's form.
pub(crate) fn check(node: Node<'_>, shape: &Shape, report: &mut Report) {
    check_in(node, node, shape, report);
}

fn check_in(object: Node<'_>, node: Node<'_>, shape: &Shape, report: &mut Report) {
    let value = node.value();
    let inner = match (shape, value) {
        (Shape::Nullable(_), Value::Null)
        | (Shape::Bool, Value::Bool(_))
        | (Shape::Integer, Value::Integer(_))
        | (Shape::Text, Value::Text(_)) => return,
        (Shape::Word(words) | Shape::Selection(words), Value::Text(text)) => {
            if !words.words.contains(&text) {
                report.add(ProblemCode::ValueInvalid, node, words.told, &[text]);
            }
            return;
        }
        (Shape::Instant, _) => return instant(node, report),
        (Shape::Nullable(shape), _) => return check_in(object, node, shape, report),
        (Shape::ListOr(shape, _) | Shape::List(shape), Value::List) | (Shape::Map(shape), Value::Object) => shape,
        (Shape::Selection(_), Value::List) => &Shape::Text,
        (Shape::ListOr(_, shape), _) => return check(node, shape, report),
        (Shape::Object(members), Value::Object) => return check_members(node, members, report),
        (Shape::Either(shapes, otherwise), Value::Object) => {
            let first = |members: &&&[Member]| members.first().is_some_and(|first| node.get(first.name).is_some());
            return match shapes.iter().find(first) {
                Some(members) => check_members(node, members, report),
                None => report.add(ProblemCode::MemberMissing, node, otherwise, &[]),
            };
        }
        (Shape::Instead(other, shape), _) => {
            if object.get(other).is_some() {
                report.add(ProblemCode::ValueInvalid, node, "give either `$` or `expiresAt`", &[other]);
            }
            return check_in(object, node, shape, report);
        }
        (Shape::EntryOf(member, entry), _) => {
            if let Some(list) = List::with_entry(object.text(member)) {
                check(node, entry(list), report);
            }
            return;
        }
        _ => return other_type(node, shape, report),
    };
    for item in node.items() {
        if item.name().is_empty() && matches!(value, Value::Object) {
            report.add(ProblemCode::ValueInvalid, node, "a name in it is empty", &[]);
        }
        check(item.node, inner, report);
    }
}

// What is told is in functions of its own here and where projects are read: engines compile a function when it is first
// called, and anew when it is called often, with all that is in it.

/// Reports a value of another type.
#[cold]
#[inline(never)]
fn other_type(node: Node<'_>, shape: &Shape, report: &mut Report) {
    let wanted = match shape {
        Shape::Bool => "true or false",
        Shape::Integer => "a whole number",
        Shape::List(_) => "a list",
        Shape::Map(_) | Shape::Object(_) | Shape::Either(..) => "an object",
        Shape::Word(words) | Shape::Selection(words) => words.wanted,
        _ => "text",
    };
    report.add(ProblemCode::TypeWrong, node, "it is $, and has to be $", &[node.kind(), wanted]);
}

/// Reports a member that no value of the form has.
#[cold]
#[inline(never)]
fn unknown(node: Node<'_>, name: &str, members: &[Member], report: &mut Report) {
    let like = members.iter().find(|member| is_like(member.name, name));
    let hint = like.map(|member| fill("; did you mean `$`?", &[member.name])).unwrap_or_default();
    report.add(ProblemCode::MemberUnknown, node, "the member `$` is not known$", &[name, &hint]);
}

/// No form has more members.
const MOST: usize = 16;

fn check_members(node: Node<'_>, members: &[Member], report: &mut Report) {
    let mut found: [Option<Node<'_>>; MOST] = [None; MOST];
    // members mostly come in the order of the form
    let mut next = 0;
    for item in node.items() {
        let Some(place) = place_of(item.name(), members, next) else {
            unknown(item.node, item.name(), members, report);
            continue;
        };
        next = place.wrapping_add(1);
        if let Some(slot) = found.get_mut(place) {
            slot.get_or_insert(item.node);
        }
    }
    for (Member { name, shape, required }, value) in members.iter().zip(found) {
        match value {
            Some(value) => check_in(node, value, shape, report),
            None if *required => {
                report.add_in(ProblemCode::MemberMissing, node, name, "the member `$` is missing", &[name]);
            }
            None => {}
        }
    }
}

/// Where a name stands among members, looked for from a place on, and then before it.
fn place_of(name: &str, members: &[Member], from: usize) -> Option<usize> {
    let mut place = from;
    for _ in members {
        let member = members.get(place).or_else(|| {
            place = 0;
            members.first()
        });
        if member.is_some_and(|member| member.name == name) {
            return Some(place);
        }
        place = place.wrapping_add(1);
    }
    None
}

fn instant(node: Node<'_>, report: &mut Report) {
    if read_instant(node).is_some() {
        return;
    }
    let found = match node.value() {
        Value::Text(text) | Value::Number(text) => fill("`$`", &[text]),
        Value::Integer(millis) => fill("`$`", &[&digits(millis)]),
        _ => node.kind().to_owned(),
    };
    report.add(ProblemCode::InstantInvalid, node, "$ is $", &[&found, TimeError::Instant.as_str()]);
}

/// The instant that a value is.
pub(crate) fn read_instant(node: Node<'_>) -> Option<Instant> {
    match node.value() {
        Value::Integer(millis) => Instant::from_millis(millis),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a name is a misspelt form of a known one.
fn is_like(known: &str, name: &str) -> bool {
    known.eq_ignore_ascii_case(name) || one_edit_apart(known.as_bytes(), name.as_bytes())
}

fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    match (a, b) {
        ([_, rest_a @ ..], [_, rest_b @ ..]) if rest_a == rest_b => true,
        ([a1, a2, rest_a @ ..], [b1, b2, rest_b @ ..]) if a1 == b2 && a2 == b1 && rest_a == rest_b => true,
        ([_, rest @ ..], other) | (other, [_, rest @ ..]) if rest == other => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_recognized() {
        for name in ["nmae", "name", "nam", "names", "Name", "nume", "xname"] {
            assert!(is_like("name", name), "{name}");
        }
        for name in ["", "nmea", "namexy", "title"] {
            assert!(!is_like("name", name), "{name}");
        }
    }
}
