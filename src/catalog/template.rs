//! Path templates and the forms of their parameters.

use std::collections::BTreeMap;

use crate::documents::{CatalogDocument, EncodedSlash};
use crate::path::{MAX_SEGMENTS, PathRules, with_segments};
use crate::problem::{Place, ProblemCode, Report};
use crate::routes::Part;

/// The most readings that one template can have, all forms of its parameters multiplied.
const MAX_READINGS: usize = 4096;

/// One segment of a template or form as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    Literal(&'a str),
    Parameter(&'a str),
}

/// The forms of each parameter, checked.
pub(super) type Forms<'a> = BTreeMap<&'a str, Vec<Vec<Segment<'a>>>>;

fn segment(text: &str, encoded_slash: EncodedSlash) -> Option<Segment<'_>> {
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        return plain.then_some(Segment::Parameter(name));
    }
    let rules = PathRules { encoded_slash, ..PathRules::default() };
    let path = format!("/{text}");
    with_segments(path.as_bytes(), rules, |segments| segments.count())
        .filter(|count| *count == 1)
        .map(|_| Segment::Literal(text))
}

/// Reads the forms of the path parameters.
pub(super) fn forms<'a>(document: &'a CatalogDocument, report: &mut Report) -> Forms<'a> {
    let mut forms = Forms::new();
    let root = Place::Root.member("identifiers");
    for (parameter, texts) in document.identifiers.iter().flatten() {
        let place = root.member(parameter);
        if texts.is_empty() {
            report.add(ProblemCode::ValueInvalid, &place, "the list is empty: the parameter would match nothing");
        }
        report.repeated_texts(texts, &place);
        let mut read = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let place = place.entry(index);
            let parts: Option<Vec<_>> =
                text.split('/').map(|part| segment(part, document.encoded_slash.unwrap_or_default())).collect();
            let one = |parts: &Vec<Segment<'_>>| {
                parts.iter().filter(|part| matches!(part, Segment::Parameter(_))).count() == 1
            };
            match parts.filter(one) {
                Some(parts) => read.push(parts),
                None => report.add(
                    ProblemCode::ValueInvalid,
                    &place,
                    format!(
                        "`{text}` is not a form: literal segments and one `{{name}}`, such as `codename/{{codename}}`"
                    ),
                ),
            }
        }
        forms.insert(parameter.as_str(), read);
    }
    forms
}

/// Reads one template.
pub(super) fn template<'a>(
    path: &'a str,
    encoded_slash: EncodedSlash,
    place: &Place<'_>,
    report: &mut Report,
) -> Option<Vec<Segment<'a>>> {
    let parts: Option<Vec<_>> = match path.strip_prefix('/') {
        Some("") => Some(Vec::new()),
        Some(rest) => rest.split('/').map(|part| segment(part, encoded_slash)).collect(),
        None => None,
    };
    let Some(parts) = parts else {
        let message = format!("`{path}` is not a path template: `/`, then segments that are canonical or `{{name}}`");
        report.add(ProblemCode::ValueInvalid, place, message);
        return None;
    };
    for (index, part) in parts.iter().enumerate() {
        if let Segment::Parameter(name) = part
            && parts.iter().take(index).any(|earlier| earlier == part)
        {
            report.add(ProblemCode::ValueInvalid, place, format!("`{{{name}}}` stands twice in `{path}`"));
            return None;
        }
    }
    Some(parts)
}

/// Every way to read a template: each parameter in each of its forms.
pub(super) fn readings(
    template: &[Segment<'_>],
    forms: &Forms<'_>,
    environment: Option<&str>,
    place: &Place<'_>,
    report: &mut Report,
) -> Vec<Vec<Part>> {
    let mut readings: Vec<Vec<Part>> = vec![Vec::new()];
    for segment in template {
        match segment {
            Segment::Literal(text) => readings.iter_mut().for_each(|parts| parts.push(Part::Literal((*text).into()))),
            Segment::Parameter(name) => {
                let names_environment = environment == Some(name);
                let one = [vec![Segment::Parameter(name)]];
                let forms = forms.get(name).map_or(one.as_slice(), Vec::as_slice);
                if readings.len().saturating_mul(forms.len()) > MAX_READINGS {
                    let message = format!("the forms of its parameters multiply to more than {MAX_READINGS} readings");
                    report.add(ProblemCode::ValueInvalid, place, message);
                    return Vec::new();
                }
                let extended = readings.iter().flat_map(|parts| {
                    forms.iter().map(|form| {
                        let form = form.iter().map(|part| match part {
                            Segment::Literal(text) => Part::Literal((*text).into()),
                            Segment::Parameter(_) => Part::Parameter(names_environment),
                        });
                        parts.iter().cloned().chain(form).collect()
                    })
                });
                readings = extended.collect();
            }
        }
    }
    if readings.iter().any(|parts| parts.len() > MAX_SEGMENTS) {
        report.add(ProblemCode::ValueInvalid, place, format!("it has more than {MAX_SEGMENTS} segments"));
        return Vec::new();
    }
    readings
}
