//! Path templates and the forms of their parameters: how they are written, and the routes they make.

use crate::document::EncodedSlash;
use crate::path::{MAX_BYTES, MAX_SEGMENTS, PathRules, with_segments};
use crate::problem::quoted;
use crate::routes::{Bound, Routes, Taken};

/// The most readings that one template can have, all forms of its parameters multiplied.
const MAX_READINGS: usize = 4096;

/// A segment of a template or of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    Literal(&'a str),
    /// `{name}`, with text before it, after it, or both.
    Parameter {
        before: &'a str,
        name: &'a str,
        after: &'a str,
    },
    /// `{name+}`: one or more whole segments.
    Tail(&'a str),
}

impl<'a> Segment<'a> {
    /// The name of its parameter.
    pub(super) const fn name(self) -> Option<&'a str> {
        match self {
            Self::Literal(_) => None,
            Self::Parameter { name, .. } | Self::Tail(name) => Some(name),
        }
    }

    /// How many bytes it takes of a path at least, with the slash before it.
    const fn shortest(self) -> usize {
        match self {
            Self::Literal(text) => 1 + text.len(),
            Self::Parameter { before, after, .. } => 2 + before.len() + after.len(),
            Self::Tail(_) => 2,
        }
    }

    /// Reads a segment. What is wrong with it is said with a word on how it is written here.
    fn read(text: &'a str, encoded_slash: EncodedSlash) -> Result<Self, String> {
        if text.starts_with(':') {
            return Err(format!("`{text}` starts with `:`; a parameter is written `{{name}}`"));
        }
        if text.contains('*') {
            return Err(format!("`{text}` has a `*`; what takes all the rest of a path is written `{{name+}}`"));
        }
        if text.contains(['<', '>']) {
            return Err(format!("`{text}` has a `<` or `>`; a parameter is written `{{name}}`"));
        }
        let (before, name, after) = match text.split_once('{') {
            None => (text, None, ""),
            Some((before, rest)) => match rest.split_once('}') {
                Some((name, after)) => (before, Some(name), after),
                None => {
                    return Err(format!("`{text}` has a brace that is not closed; a parameter is written `{{name}}`"));
                }
            },
        };
        if before.contains('}') || after.contains(['{', '}']) {
            return Err(format!(
                "`{text}` has a brace too many; a segment has at most one parameter `{{name}}`, with text before or after it"
            ));
        }
        let tail = name.and_then(|name| name.strip_suffix('+'));
        if tail.is_some() && !(before.is_empty() && after.is_empty()) {
            return Err(format!("`{text}` has text about a tail; a tail `{{name+}}` is whole segments"));
        }
        let path = format!("/{before}{}{after}", if name.is_some() { "x" } else { "" });
        let rules = PathRules { encoded_slash, ..PathRules::default() };
        if with_segments(path.as_bytes(), rules, |segments| segments.count()) != Some(1) {
            return Err(if text.is_empty() {
                "it has an empty segment".to_owned()
            } else {
                format!("`{text}` is not a canonical segment of a path")
            });
        }
        let Some(name) = name else { return Ok(Self::Literal(text)) };
        let name = tail.unwrap_or(name);
        if !is_name(name) {
            return Err(format!(
                "`{name}` is not the name of a parameter: a letter or `_`, then letters, digits, `_` and `-`"
            ));
        }
        Ok(if tail.is_some() { Self::Tail(name) } else { Self::Parameter { before, name, after } })
    }
}

fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Reads segments with slashes between them; the last may be a tail.
fn segments(text: &str, encoded_slash: EncodedSlash) -> Result<Vec<Segment<'_>>, String> {
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for part in text.split('/') {
        if let Some(Segment::Tail(name)) = segments.last() {
            return Err(format!("`{{{name}+}}` is not the last segment; a tail takes all the rest of a path"));
        }
        let segment = Segment::read(part, encoded_slash)?;
        if let Some(name) = segment.name()
            && segments.iter().any(|earlier| earlier.name() == Some(name))
        {
            return Err(format!("the parameter `{name}` stands in it twice"));
        }
        segments.push(segment);
    }
    Ok(segments)
}

/// Reads the template of an operation.
pub(super) fn template(path: &str, encoded_slash: EncodedSlash) -> Result<Vec<Segment<'_>>, String> {
    match path.strip_prefix('/') {
        Some("") => Ok(Vec::new()),
        Some(rest) => segments(rest, encoded_slash).and_then(|segments| {
            let shortest: usize = segments.iter().map(|segment| segment.shortest()).sum();
            let fits = shortest <= MAX_BYTES;
            if fits { Ok(segments) } else { Err(format!("it is longer than the {MAX_BYTES} bytes of a path")) }
        }),
        None => Err("it does not start with `/`".to_owned()),
    }
    .map_err(|what| format!("{} is not a path template: {what}", quoted(path)))
}

/// Reads a form of a parameter.
pub(super) fn form(text: &str, encoded_slash: EncodedSlash) -> Result<Vec<Segment<'_>>, String> {
    let told = |what: &str| format!("{} is not a form: {what}", quoted(text));
    let segments = segments(text, encoded_slash).map_err(|what| told(&what))?;
    if segments.iter().any(|segment| matches!(segment, Segment::Tail(_))) {
        return Err(told("a form has no tail"));
    }
    Ok(segments)
}

/// What a catalog says of the parameters of its templates.
#[derive(Default)]
pub(super) struct Parameters<'a> {
    /// The forms of those that have any, in the order of their names.
    pub(super) forms: Vec<(&'a str, Vec<Vec<Segment<'a>>>)>,
    /// The one that is the environment's id.
    pub(super) environment: Option<&'a str>,
    /// Those to which a project gives a value.
    pub(super) bound: Vec<&'a str>,
}

impl<'a> Parameters<'a> {
    /// Whether a parameter names the environment, or is bound.
    pub(super) fn is_checked(&self, name: &str) -> bool {
        self.environment == Some(name) || self.bound.contains(&name)
    }

    /// Whether a template names the environment.
    pub(super) fn names_environment(&self, template: &[Segment<'_>]) -> bool {
        self.environment.is_some() && template.iter().any(|segment| segment.name() == self.environment)
    }

    /// The forms of a segment: of a parameter that is a whole segment and has any.
    fn forms_of(&self, segment: Segment<'a>) -> Option<&[Vec<Segment<'a>>]> {
        match segment {
            Segment::Parameter { before: "", name, after: "" } => {
                let place = self.forms.binary_search_by_key(&name, |(name, _)| name).ok()?;
                self.forms.get(place).map(|(_, forms)| forms.as_slice())
            }
            _ => None,
        }
    }

    /// What is wrong with a template beyond its segments: too many readings, too long a one, a tail that is compared.
    pub(super) fn fault(&self, template: &[Segment<'a>]) -> Option<String> {
        let (mut readings, mut longest) = (1_usize, 0_usize);
        for segment in template {
            if let Segment::Tail(name) = segment
                && self.is_checked(name)
            {
                return Some(format!(
                    "`{name}` is the environment's or a bound parameter, so it is written `{{{name}}}`, not as a tail"
                ));
            }
            let forms = self.forms_of(*segment);
            readings = readings.saturating_mul(forms.map_or(1, <[_]>::len));
            longest = longest.saturating_add(forms.map_or(1, |forms| forms.iter().map(Vec::len).max().unwrap_or(1)));
            if readings > MAX_READINGS {
                return Some(format!("the forms of its parameters multiply to more than {MAX_READINGS} readings"));
            }
        }
        (longest > MAX_SEGMENTS).then(|| format!("it has more than {MAX_SEGMENTS} segments"))
    }
}

/// Adds the routes of one operation: every reading of its template, each parameter in each of its forms.
pub(super) struct Readings<'a, 'c> {
    pub(super) parameters: &'c Parameters<'a>,
    pub(super) routes: &'c mut Routes,
    pub(super) operation: u32,
    /// What the reading takes so far that names the environment, or is bound.
    pub(super) environment: Option<Taken>,
    pub(super) bound: Vec<Bound>,
}

impl<'a> Readings<'a, '_> {
    /// Adds what follows `length` segments that lead to a node. The operation that has one of the readings already,
    /// if any.
    pub(super) fn add(&mut self, template: &[Segment<'a>], from: u32, length: u8) -> Option<u32> {
        let end = |it: &mut Self, tail| it.routes.end(from, tail, it.operation, it.environment, &it.bound);
        let (first, rest) = match template.split_first() {
            None => return end(self, false),
            Some((Segment::Tail(_), _)) => return end(self, true),
            Some((first, rest)) => (*first, rest),
        };
        let parameters = self.parameters;
        let Some(forms) = parameters.forms_of(first) else {
            let bound = self.bound.len();
            let node = self.step(first, from, length, true);
            let twin = self.add(rest, node, length.saturating_add(1));
            self.bound.truncate(bound);
            return twin;
        };
        forms.iter().find_map(|form| {
            let (mut node, mut length) = (from, length);
            for segment in form {
                node = self.step(*segment, node, length, false);
                length = length.saturating_add(1);
            }
            self.add(rest, node, length)
        })
    }

    /// Where a segment leads; one of a template itself may name the environment, or be bound.
    fn step(&mut self, segment: Segment<'a>, from: u32, place: u8, is_named: bool) -> u32 {
        let (before, name, after) = match segment {
            Segment::Literal(text) => return self.routes.literal(from, text.as_bytes()),
            Segment::Parameter { before, name, after } => (before, name, after),
            Segment::Tail(name) => ("", name, ""),
        };
        if is_named {
            let length = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
            let taken = Taken { place, before: length(before), after: length(after) };
            if self.parameters.environment == Some(name) {
                self.environment = Some(taken);
            }
            let number = self.parameters.bound.iter().position(|bound| *bound == name);
            if let Some(parameter) = number.and_then(|number| u32::try_from(number).ok()) {
                self.bound.push(Bound { parameter, taken });
            }
        }
        self.routes.parameter(from, before.as_bytes(), after.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_read_and_other_notations_refused() {
        let read = |path| template(path, EncodedSlash::Keep);
        let parameter = |before, name, after| Segment::Parameter { before, name, after };
        assert_eq!(read("/").unwrap(), []);
        assert_eq!(
            read("/v{n}/a:b/{id}:go/{x}.json/{_p-1+}").unwrap(),
            [
                parameter("v", "n", ""),
                Segment::Literal("a:b"),
                parameter("", "id", ":go"),
                parameter("", "x", ".json"),
                Segment::Tail("_p-1")
            ]
        );
        for (path, word) in [
            ("/:id", "`{name}`"),
            ("/a/:id", "`{name}`"),
            ("/:{id}", "`{name}`"),
            ("/*", "`{name+}`"),
            ("/a*", "`{name+}`"),
            ("/{id*}", "`{name+}`"),
            ("/<id>", "`{name}`"),
            ("/<int:id>", "`{name}`"),
            ("/{id", "not closed"),
            ("/id}", "too many"),
            ("/{a}{b}", "too many"),
            ("/{a}-{b}", "too many"),
            ("/{{a}}", "too many"),
            ("/{}", "name of a parameter"),
            ("/{1a}", "name of a parameter"),
            ("/{a.b}", "name of a parameter"),
            ("/{a?}", "name of a parameter"),
            ("/{a+}/b", "not the last"),
            ("/{a+}/{b+}", "not the last"),
            ("/x{a+}", "text about a tail"),
            ("/{a}/{a}", "twice"),
            ("/a/", "empty segment"),
            ("//a", "empty segment"),
            ("a", "start with `/`"),
            ("/..", "canonical"),
            ("/a;b", "canonical"),
            ("/%61{a}", "canonical"),
            ("/%{a}", "canonical"),
            ("/%C3{a}", "canonical"),
            ("/{a}%2F..", "canonical"),
        ] {
            let message = read(path).expect_err(path);
            assert!(message.contains(word), "{message}");
        }
        for text in ["{a+}", "{a}/{a}", "{a}/", "", ":a"] {
            form(text, EncodedSlash::Keep).expect_err(text);
        }
        assert_eq!(form("me", EncodedSlash::Keep).unwrap(), [Segment::Literal("me")]);
        assert_eq!(form("{a}/{b}", EncodedSlash::Keep).unwrap(), [parameter("", "a", ""), parameter("", "b", "")]);
        assert_eq!(form("x/{a}.b", EncodedSlash::Keep).unwrap(), [Segment::Literal("x"), parameter("", "a", ".b")]);
    }
}
