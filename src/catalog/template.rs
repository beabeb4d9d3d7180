//! Path templates and the forms of their parameters.

use crate::document::place::Place;
use crate::document::{CatalogDocument, EncodedSlash, OperationDocument};
use crate::index::Index;
use crate::path::{MAX_SEGMENTS, PathRules, with_segments};
use crate::problem::{ProblemCode, Report, quoted, repeats};
use crate::routes::{Leaf, Routes};
use crate::text::{between_slashes, consists_of};

/// The most readings that one template can have, all forms of its parameters multiplied.
const MAX_READINGS: usize = 4096;

const _: () = assert!(MAX_READINGS == 4096 && MAX_SEGMENTS == 32, "messages say so");

/// The parameter that a segment of a template or form is.
fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The forms of each parameter, checked; and the parameter that is the environment's id.
#[derive(Default)]
pub(super) struct Forms<'a> {
    parameters: Index,
    forms: Vec<Vec<&'a str>>,
    environment: Option<&'a str>,
}

impl<'a> Forms<'a> {
    /// What may stand for a segment of a template: itself, unless it is a parameter that has forms.
    fn of<'f>(&'f self, segment: &'f &'a str) -> &'f [&'a str] {
        let place = parameter(segment).and_then(|name| self.parameters.get(name.as_bytes()));
        let forms = place.and_then(|place| self.forms.get(usize::try_from(place).ok()?));
        forms.map_or(std::slice::from_ref(segment), Vec::as_slice)
    }

    /// Whether a segment is the environment's id.
    pub(super) fn is_environment(&self, segment: &str) -> bool {
        self.environment.is_some() && parameter(segment) == self.environment
    }
}

fn is_segment(text: &str, encoded_slash: EncodedSlash) -> bool {
    if let Some(name) = parameter(text) {
        return !name.is_empty() && consists_of(name.as_bytes(), b"_-.");
    }
    let path = format!("/{text}");
    let rules = PathRules { encoded_slash, ..PathRules::default() };
    with_segments(path.as_bytes(), rules, |segments| segments.count()) == Some(1)
}

/// The segments of a text, if each is one.
#[inline(never)]
fn segments(text: &str, encoded_slash: EncodedSlash) -> Option<Vec<&str>> {
    let segments = between_slashes(text);
    segments.iter().all(|segment| is_segment(segment, encoded_slash)).then_some(segments)
}

/// Reads the forms of the path parameters.
pub(super) fn forms<'a>(
    document: &'a CatalogDocument,
    encoded_slash: EncodedSlash,
    place: &Place<'_>,
    report: &mut Report,
) -> Forms<'a> {
    let environment = document.environment_parameter.as_deref();
    let mut forms = Forms { environment, ..Forms::default() };
    let identifiers = place.member("identifiers");
    for (index, (name, list)) in document.identifiers.iter().flatten().enumerate() {
        let place = identifiers.mapped(name, index);
        if list.is_empty() {
            let message = format_args!("the list is empty: the parameter would match nothing");
            report.add(ProblemCode::ValueInvalid, &place, message);
        }
        report.repeated(list, &place, "the form");
        let mut read = Vec::new();
        for (index, text) in list.iter().enumerate() {
            let segments = segments(text, encoded_slash).unwrap_or_default();
            if segments.iter().filter(|segment| parameter(segment).is_some()).count() == 1 {
                read.push(text.as_str());
            } else {
                let message = format_args!(
                    "{} is not a form: literal segments and one `{{name}}`, such as `codename/{{codename}}`",
                    quoted(text)
                );
                report.add(ProblemCode::ValueInvalid, &place.entry(index), message);
            }
        }
        if forms.parameters.insert(name).is_some() {
            forms.forms.push(read);
        }
    }
    forms
}

/// Reads the template of an operation.
pub(super) fn template<'a>(
    operation: &'a OperationDocument,
    encoded_slash: EncodedSlash,
    place: &Place<'_>,
    report: &mut Report,
) -> Option<Vec<&'a str>> {
    let path = operation.path.as_str();
    let found = match path.strip_prefix('/') {
        Some("") => Some(Vec::new()),
        Some(rest) => segments(rest, encoded_slash),
        None => None,
    };
    let Some(segments) = found else {
        let message = format_args!(
            "{} is not a path template: `/`, then segments that are canonical or `{{name}}`",
            quoted(path)
        );
        report.add(ProblemCode::ValueInvalid, place, message);
        return None;
    };
    for index in repeats(&segments) {
        if let Some(name) = segments.get(index).and_then(|segment| parameter(segment)) {
            let message = format_args!("`{{{name}}}` stands twice in {}", quoted(path));
            report.add(ProblemCode::ValueInvalid, place, message);
            return None;
        }
    }
    Some(segments)
}

/// Checks that a template has neither too many readings nor too long ones.
pub(super) fn is_bounded(template: &[&str], forms: &Forms<'_>, place: &Place<'_>, report: &mut Report) -> bool {
    let mut exceeds = |message: &str| {
        report.add(ProblemCode::ValueInvalid, place, format_args!("{message}"));
        false
    };
    let (mut readings, mut longest) = (1_usize, 0_usize);
    for segment in template {
        let forms = forms.of(segment);
        let length = forms.iter().map(|form| between_slashes(form).len()).max();
        readings = readings.saturating_mul(forms.len());
        longest = longest.wrapping_add(length.unwrap_or_default());
        if readings > MAX_READINGS {
            return exceeds("the forms of its parameters multiply to more than 4096 readings");
        }
    }
    longest <= MAX_SEGMENTS || exceeds("it has more than 32 segments")
}

/// Has an operation found by every reading of its template, each parameter in each of its forms; the operation that has
/// a reading already, if any.
pub(super) fn add_readings(
    template: &[&str],
    from: u32,
    length: u8,
    leaf: &mut Leaf,
    forms: &Forms<'_>,
    routes: &mut Routes,
) -> Option<u32> {
    let Some((first, rest)) = template.split_first() else { return routes.end(from, *leaf) };
    let is_environment = forms.is_environment(first);
    forms.of(first).iter().find_map(|form| {
        let (mut node, mut length) = (from, length);
        for segment in between_slashes(form) {
            node = if parameter(segment).is_some() {
                if is_environment {
                    leaf.environment = Some(length);
                }
                routes.parameter(node)
            } else {
                routes.literal(node, segment.as_bytes())
            };
            length = length.wrapping_add(1);
        }
        add_readings(rest, node, length, leaf, forms, routes)
    })
}
