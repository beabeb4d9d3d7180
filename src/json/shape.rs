//! Checks of a document's form: what each value may be is a table.

use crate::instant::{Instant, TimeError};
use crate::prelude::*;
use crate::problem::{ProblemCode, Report};
use crate::text::{digits, fill};
use crate::tree::{Node, Value};

/// What a value may be.
pub(crate) enum Shape {
    Text,
    Bool,
    Integer,
    Instant,
    /// This text.
    Format(&'static str),
    /// One of these texts.
    Choice(&'static [&'static str]),
    Nullable(&'static Self),
    List(&'static Self),
    /// An object whose members are names of the document's own.
    Map(&'static Self),
    Object(&'static [Member]),
    /// This text, or a list of texts, for which the second stands in a sentence.
    Selection(&'static str, &'static str),
    /// An object if it is no list.
    ListOr(&'static Self, &'static Self),
    /// An object of the shape whose first member it has; else this is told.
    Either(&'static [&'static [Member]], &'static str),
    /// Only without another member of the same object.
    Instead(&'static str, &'static Self),
    /// What another member of the same object names.
    Named(&'static str, &'static [(&'static str, &'static Self)]),
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
    let fits = match (shape, value) {
        (Shape::Text | Shape::Format(_) | Shape::Choice(_) | Shape::Selection(..), Value::Text(text)) => {
            let wanted = match shape {
                Shape::Format(format) if *format != text => fill("not `$`", &[format]),
                Shape::Choice(words) if !words.contains(&text) => fill("not $", &[&choice(words)]),
                Shape::Selection(word, list) if *word != text => fill("neither `\"$\"` nor $", &[word, list]),
                _ => return,
            };
            return report.add(ProblemCode::ValueInvalid, node, "`$` is $", &[text, &wanted]);
        }
        (Shape::Instant, _) => return instant(node, report),
        (Shape::Nullable(_), Value::Null) | (Shape::Bool, Value::Bool(_)) | (Shape::Integer, Value::Integer(_)) => true,
        (Shape::Nullable(shape), _) => return check_in(object, node, shape, report),
        (Shape::List(shape) | Shape::ListOr(shape, _), Value::List) => {
            node.items().for_each(|item| check(item.node, shape, report));
            true
        }
        (Shape::Selection(..), Value::List) => {
            node.items().for_each(|item| check(item.node, &Shape::Text, report));
            true
        }
        (Shape::ListOr(_, shape), _) => return check(node, shape, report),
        (Shape::Map(shape), Value::Object) => {
            for item in node.items() {
                if item.name.is_empty() {
                    report.add(ProblemCode::ValueInvalid, node, "a name in it is empty", &[]);
                }
                check(item.node, shape, report);
            }
            true
        }
        (Shape::Object(members), Value::Object) => {
            check_members(node, members, report);
            true
        }
        (Shape::Either(shapes, otherwise), Value::Object) => {
            let first = |members: &&&[Member]| members.first().is_some_and(|first| node.get(first.name).is_some());
            match shapes.iter().find(first) {
                Some(members) => check_members(node, members, report),
                None => report.add(ProblemCode::MemberMissing, node, otherwise, &[]),
            }
            true
        }
        (Shape::Instead(other, shape), _) => {
            if object.get(other).is_some() {
                report.add(ProblemCode::ValueInvalid, node, "give either `$` or `expiresAt`", &[other]);
            }
            return check_in(object, node, shape, report);
        }
        (Shape::Named(member, shapes), _) => {
            let name = object.text(member);
            let shape = shapes.iter().find(|(other, _)| *other == name);
            return if let Some((_, shape)) = shape {
                check(node, shape, report)
            };
        }
        _ => false,
    };
    if !fits {
        let wanted = match shape {
            Shape::Bool => "true or false",
            Shape::Integer => "a whole number",
            Shape::List(_) => "a list",
            Shape::Map(_) | Shape::Object(_) | Shape::Either(..) => "an object",
            Shape::Choice(words) => &choice(words),
            Shape::Selection(word, list) if list.len() == LIST.len() => &fill("`\"$\"` or $", &[word, list]),
            Shape::Selection(..) => "a list",
            _ => "text",
        };
        report.add(ProblemCode::TypeWrong, node, "it is $, and has to be $", &[node.kind(), wanted]);
    }
}

/// How a list of texts is called beside the word that may stand for it.
pub(crate) const LIST: &str = "a list";

/// The words that a text can be, for a sentence.
fn choice(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        text.push_str(&fill(if text.is_empty() { "`\"$\"`" } else { " or `\"$\"`" }, &[word]));
    }
    text
}

/// No form has more members.
const MOST: usize = 16;

fn check_members(node: Node<'_>, members: &[Member], report: &mut Report) {
    let mut found: [Option<Node<'_>>; MOST] = [None; MOST];
    // members mostly come in the order of the form
    let mut next = 0;
    for item in node.items() {
        let is = |member: &Member| member.name == item.name;
        let ahead =
            members.get(next..).and_then(|ahead| ahead.iter().position(is)).map(|place| next.wrapping_add(place));
        if let Some(place) = ahead.or_else(|| members.iter().position(is)) {
            next = place.wrapping_add(1);
            if let Some(slot) = found.get_mut(place) {
                slot.get_or_insert(item.node);
            }
        } else {
            let like = members.iter().find(|member| is_like(member.name, item.name));
            let hint = like.map(|member| fill("; did you mean `$`?", &[member.name])).unwrap_or_default();
            report.add(ProblemCode::MemberUnknown, item.node, "the member `$` is not known$", &[item.name, &hint]);
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
