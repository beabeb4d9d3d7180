//! Path templates and the forms of their parameters.

use crate::documents::EncodedSlash;
use crate::index::Index;
use crate::path::{MAX_SEGMENTS, PathRules, with_segments};
use crate::prelude::*;
use crate::problem::{ProblemCode, Report, TWICE};
use crate::routes::Part;
use crate::text::{count, fill};
use crate::tree::Node;

/// The most readings that one template can have, all forms of its parameters multiplied.
const MAX_READINGS: usize = 4096;

/// One segment of a template or form as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    Literal(&'a str),
    Parameter(&'a str),
}

impl<'a> Segment<'a> {
    /// The parameter's name.
    pub(super) const fn parameter(self) -> Option<&'a str> {
        if let Segment::Parameter(name) = self { Some(name) } else { None }
    }
}

/// The forms of each parameter, checked.
#[derive(Default)]
pub(super) struct Forms<'a> {
    parameters: Index,
    forms: Vec<Vec<Vec<Segment<'a>>>>,
}

impl<'a> Forms<'a> {
    fn of(&self, parameter: &str) -> Option<&[Vec<Segment<'a>>]> {
        let place = self.parameters.get(parameter.as_bytes())?;
        Some(self.forms.get(usize::try_from(place).ok()?)?)
    }
}

fn segment(text: &str, encoded_slash: EncodedSlash) -> Option<Segment<'_>> {
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        return plain.then_some(Segment::Parameter(name));
    }
    let rules = PathRules { encoded_slash, ..PathRules::default() };
    let path = fill("/$", &[text]);
    with_segments(path.as_bytes(), rules, |segments| segments.count())
        .filter(|count| *count == 1)
        .map(|_| Segment::Literal(text))
}

/// The segments of a text, if each is one.
#[inline(never)]
fn parts(text: &str, encoded_slash: EncodedSlash) -> Option<Vec<Segment<'_>>> {
    let mut parts = Vec::new();
    for part in text.split('/') {
        parts.push(segment(part, encoded_slash)?);
    }
    Some(parts)
}

/// Reads the forms of the path parameters.
pub(super) fn forms<'a>(document: Node<'a>, encoded_slash: EncodedSlash, report: &mut Report) -> Forms<'a> {
    let mut forms = Forms::default();
    for item in document.items_of("identifiers") {
        let texts = item.node.items();
        if texts.clone().next().is_none() {
            let message = "the list is empty: the parameter would match nothing";
            report.add(ProblemCode::ValueInvalid, item.node, message, &[]);
        }
        report.repeated_texts(texts.clone(), TWICE);
        let mut read = Vec::new();
        for form in texts {
            let text = form.node.as_text().unwrap_or_default();
            let one = |parts: &Vec<Segment<'_>>| parts.iter().filter(|part| part.parameter().is_some()).count() == 1;
            match parts(text, encoded_slash).filter(one) {
                Some(parts) => read.push(parts),
                None => {
                    let message = "`$` is not a form: literal segments and one `{name}`, such as `codename/{codename}`";
                    report.add(ProblemCode::ValueInvalid, form.node, message, &[text]);
                }
            }
        }
        if forms.parameters.insert(item.name).is_some() {
            forms.forms.push(read);
        }
    }
    forms
}

/// Reads the template of an operation.
pub(super) fn template<'a>(
    operation: Node<'a>,
    encoded_slash: EncodedSlash,
    report: &mut Report,
) -> Option<Vec<Segment<'a>>> {
    let path = operation.text("path");
    let found = match path.strip_prefix('/') {
        Some("") => Some(Vec::new()),
        Some(rest) => parts(rest, encoded_slash),
        None => None,
    };
    let Some(parts) = found else {
        let message = "`$` is not a path template: `/`, then segments that are canonical or `{name}`";
        report.add_in(ProblemCode::ValueInvalid, operation, "path", message, &[path]);
        return None;
    };
    for (index, part) in parts.iter().enumerate() {
        if let Segment::Parameter(name) = part
            && parts.iter().take(index).any(|earlier| earlier == part)
        {
            report.add_in(ProblemCode::ValueInvalid, operation, "path", "`{$}` stands twice in `$`", &[name, path]);
            return None;
        }
    }
    Some(parts)
}

/// Adds every way to read a template, each parameter in each of its forms, until `add` says no.
pub(super) fn add_readings(
    template: &[Segment<'_>],
    forms: &Forms<'_>,
    environment: Option<&str>,
    operation: Node<'_>,
    report: &mut Report,
    add: &mut dyn FnMut(&[Part]) -> bool,
) {
    let (mut readings, mut longest) = (1_usize, 0_usize);
    for segment in template {
        let forms = segment.parameter().and_then(|name| forms.of(name));
        let length = forms.map_or(Some(1), |forms| forms.iter().map(Vec::len).max());
        readings = readings.saturating_mul(forms.map_or(1, <[_]>::len));
        longest = longest.saturating_add(length.unwrap_or_default());
        if readings > MAX_READINGS {
            let message = "the forms of its parameters multiply to more than $ readings";
            report.add_in(ProblemCode::ValueInvalid, operation, "path", message, &[&count(MAX_READINGS)]);
            return;
        }
    }
    if longest > MAX_SEGMENTS {
        let message = "it has more than $ segments";
        report.add_in(ProblemCode::ValueInvalid, operation, "path", message, &[&count(MAX_SEGMENTS)]);
        return;
    }
    extend(&mut Vec::new(), template, forms, environment, add);
}

/// Adds the readings that begin as `reading` and go on as a template; whether `add` agreed.
fn extend(
    reading: &mut Vec<Part>,
    template: &[Segment<'_>],
    forms: &Forms<'_>,
    environment: Option<&str>,
    add: &mut dyn FnMut(&[Part]) -> bool,
) -> bool {
    let Some((first, rest)) = template.split_first() else { return add(reading) };
    let one = [vec![*first]];
    let choices = first.parameter().and_then(|name| forms.of(name)).unwrap_or(&one);
    let names_environment = environment.is_some() && first.parameter() == environment;
    choices.iter().all(|form| {
        let length = reading.len();
        for part in form {
            reading.push(match part {
                Segment::Literal(text) => Part::Literal((*text).into()),
                Segment::Parameter(_) => Part::Parameter(names_environment),
            });
        }
        let agreed = extend(reading, rest, forms, environment, add);
        reading.truncate(length);
        agreed
    })
}
