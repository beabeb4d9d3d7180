//! A naive oracle: decisions written straight from the contract, over JSON, with plain strings, lists and
//! recursion. It shares no code with `src/`; [`asked`] puts the ward's own answer into the same form.

#![allow(dead_code, reason = "each test file uses its part")]

mod grants;

use std::collections::BTreeMap;

use keyward::{Decision, Explanation, Facts, Instant, Reason, Request, Ward, What, Who};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};

/// A question that cannot be asked.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongCall;

/// A catalog and a project that are known to be sound.
#[derive(Clone, Copy)]
pub struct Oracle<'a> {
    pub catalog: &'a Value,
    pub project: &'a Value,
}

/// One segment of one reading of a template: literal text, a parameter with text about it, or a tail. Only a
/// parameter of the template itself, not of a form, has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Literal(String),
    Parameter { before: String, name: Option<String>, after: String },
    Tail,
}

pub fn text<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member)?.as_str()
}

pub fn list<'a>(object: &'a Value, member: &str) -> &'a [Value] {
    object.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn find<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    list.as_array()?.iter().find(|entry| entry["id"] == *id)
}

fn names(list: &Value, id: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|entry| entry == id))
}

/// An instant of a document in milliseconds.
pub fn millis(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => Some(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()),
        value => value.as_i64(),
    }
}

fn require(holds: bool, reason: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(reason) }
}

fn status(reason: &str) -> u64 {
    match reason {
        "permitted" => 200,
        "path_not_canonical" => 400,
        "key_unknown" | "user_unknown" => 401,
        "api_deactivated" => 404,
        _ => 403,
    }
}

/// Whose permissions count: a kind's `permissions`, and the key or user that has them.
struct Holder<'a> {
    source: &'a str,
    key: Option<&'a Value>,
    owner: Option<&'a Value>,
    environment: Option<&'a str>,
}

impl<'a> Oracle<'a> {
    /// The decision in the form of the vectors, every member there.
    pub fn decide(self, request: &Value) -> Result<Value, WrongCall> {
        let mut decision = json!({
            "operation": null, "environment": null, "path": null, "actor": null, "missing": [], "needs": [], "until": null,
        });
        if self.environments_differ(request) {
            return Err(WrongCall);
        }
        let reason = match self.kind_of_users() {
            None if request.get("user").is_some() => return Err(WrongCall),
            kind => self.checks(request, kind, &mut decision).err().unwrap_or("permitted"),
        };
        let response = self.catalog.get("responses").and_then(|responses| responses.get(reason));
        let member = |name: &str| response.and_then(|response| response.get(name)).cloned();
        decision["reason"] = json!(reason);
        decision["allowed"] = json!(reason == "permitted");
        decision["status"] = member("status").unwrap_or(json!(status(reason)));
        decision["code"] = member("code").unwrap_or(Value::Null);
        Ok(decision)
    }

    /// The only kind that has its owner's permissions.
    fn kind_of_users(self) -> Option<&'a str> {
        let kinds = self.catalog["kinds"].as_object().unwrap();
        let owners: Vec<_> = kinds.iter().filter(|(_, kind)| kind["permissions"] == "owner").collect();
        if let [(kind, _)] = owners[..] { Some(kind) } else { None }
    }

    fn environments_differ(self, request: &Value) -> bool {
        let Some(given) = text(request, "environment") else { return false };
        let Ok((_, taken)) = self.sought(request, &mut Value::Null) else { return false };
        let Some(in_path) = text(self.catalog, "environmentParameter").and_then(|name| taken.get(name)) else {
            return false;
        };
        text(request, "path").is_some() && in_path != given
    }

    fn checks(self, request: &Value, user_kind: Option<&str>, decision: &mut Value) -> Result<(), &'static str> {
        let users = &self.project["users"];
        let (key, kind, owner) = match text(request, "key") {
            Some(id) => {
                let key = find(&self.project["keys"], id).ok_or("key_unknown")?;
                (Some(key), text(key, "kind"), text(key, "owner").and_then(|owner| find(users, owner)))
            }
            None => {
                let user = find(users, text(request, "user").unwrap()).ok_or("user_unknown")?;
                (None, user_kind, Some(user))
            }
        };
        let (kind, named) = (kind.unwrap(), owner.or(key).unwrap());
        let sort = if owner.is_some() { "user" } else { "key" };
        decision["actor"] = json!({"type": sort, "id": named["id"], "name": named.get("name")});
        if let Some(key) = key {
            let at = request["at"].as_i64().unwrap();
            let instant = |name: &str| key.get(name).and_then(millis);
            let (from, revoked, end) = (instant("notBefore"), instant("revokedAt"), instant("expiresAt"));
            decision["until"] = json!([from, revoked, end].into_iter().flatten().filter(|it| *it > at).min());
            require(revoked.is_none_or(|revoked| at < revoked), "key_revoked")?;
            require(end.is_none_or(|end| at < end), "key_expired")?;
            require(from.is_none_or(|from| from <= at), "key_not_yet_valid")?;
            require(key.get("disabled") != Some(&json!(true)), "key_disabled")?;
        }
        require(owner.is_none_or(|owner| owner.get("active") != Some(&json!(false))), "owner_inactive")?;

        let (operation, taken) = self.sought(request, decision)?;
        decision["operation"] = operation["id"].clone();
        let bound = list(self.catalog, "boundParameters").iter().filter_map(Value::as_str);
        let is_wanted = |name: &str| match (self.project.get("parameters").and_then(|it| it.get(name)), taken.get(name))
        {
            (Some(wanted), Some(taken)) => wanted == taken,
            _ => true,
        };
        require(bound.into_iter().all(is_wanted), "parameter_out_of_scope")?;
        let parameter = text(self.catalog, "environmentParameter");
        let names_environment =
            parameter.is_some_and(|parameter| text(operation, "path").unwrap().contains(&format!("{{{parameter}}}")));
        let in_path = parameter.and_then(|parameter| taken.get(parameter)).map(String::as_str);
        let environment = match (parameter, names_environment) {
            (Some(_), false) => None,
            _ => in_path.or(text(request, "environment")),
        };
        require(environment.is_some() || !names_environment, "environment_unknown")?;
        let listed = environment.map(|id| find(&self.project["environments"], id).ok_or("environment_unknown"));
        let listed = listed.transpose()?;
        let in_scope =
            |key: &Value| key["environments"] == "all" || environment.is_some_and(|id| names(&key["environments"], id));
        require(key.is_none_or(in_scope), "environment_out_of_scope")?;
        decision["environment"] = json!(environment);
        let deactivated = |listed: &Value| listed.get("managementApi") == Some(&json!(false));
        require(!listed.is_some_and(deactivated), "api_deactivated")?;

        let alternatives = operation["requires"].get(kind).ok_or("kind_not_accepted")?.as_array().unwrap();
        let source = text(&self.catalog["kinds"][kind], "permissions").unwrap();
        self.ways(alternatives, &Holder { source, key, owner, environment }, &request["facts"], decision)
    }

    /// Checks 7 and 8: the operation, and what each parameter of its template takes of the path, decoded.
    fn sought(
        self,
        request: &Value,
        decision: &mut Value,
    ) -> Result<(&'a Value, BTreeMap<String, String>), &'static str> {
        if let Some(id) = text(request, "operation") {
            return Ok((find(&self.catalog["operations"], id).ok_or("operation_unknown")?, BTreeMap::new()));
        }
        let (method, path) = (text(request, "method").unwrap(), text(request, "path").unwrap());
        let ignore = text(self.catalog, "trailingSlash") == Some("ignore");
        let keep = text(self.catalog, "encodedSlash") == Some("keep");
        let segments = canonical(path, ignore, keep).ok_or("path_not_canonical")?;
        let readings = self.readings(method);
        require(!is_read_otherwise(&readings, &segments), "path_not_canonical")?;
        if decision.is_object() {
            decision["path"] = json!(format!("/{}", segments.join("/")));
        }
        let (operation, reading) = best(&readings, &segments).ok_or("operation_unknown")?;
        let mut taken = BTreeMap::new();
        for (part, segment) in reading.iter().zip(&segments) {
            if let Part::Parameter { before, name: Some(name), after } = part {
                let rest = segment.strip_prefix(before.as_str()).unwrap().strip_suffix(after.as_str()).unwrap();
                taken.insert(name.clone(), String::from_utf8(decode(rest)).unwrap());
            }
        }
        Ok((operation, taken))
    }

    /// Every reading of every template of a method: each parameter in each of its forms.
    pub fn readings(self, method: &str) -> Vec<(&'a Value, Vec<Part>)> {
        let method = if method == "HEAD" { "GET" } else { method };
        let operations = list(self.catalog, "operations").iter().filter(|it| it["method"] == method);
        let readings = |operation: &'a Value| {
            let segments: Vec<&str> = operation["path"].as_str().unwrap().split('/').skip(1).collect();
            let segments = if segments == [""] { Vec::new() } else { segments };
            self.expanded(&segments).into_iter().map(move |reading| (operation, reading))
        };
        operations.flat_map(readings).collect()
    }

    fn expanded(self, segments: &[&str]) -> Vec<Vec<Part>> {
        let Some((first, rest)) = segments.split_first() else { return vec![Vec::new()] };
        let forms = self.catalog.get("identifiers").and_then(|forms| forms.get(parameter(first)?));
        let forms: Vec<Vec<Part>> = match forms {
            None => vec![vec![part(first, true)]],
            Some(forms) => {
                let forms = forms.as_array().unwrap().iter().map(|form| form.as_str().unwrap());
                forms.map(|form| form.split('/').map(|segment| part(segment, false)).collect()).collect()
            }
        };
        let rests = self.expanded(rest);
        forms.iter().flat_map(|form| rests.iter().map(move |rest| [form.as_slice(), rest].concat())).collect()
    }

    /// Check 14: every unknown fact, collection and language in every way.
    fn ways(
        self,
        alternatives: &[Value],
        holder: &Holder<'_>,
        known: &Value,
        decision: &mut Value,
    ) -> Result<(), &'static str> {
        let mut facts: Vec<&str> = alternatives
            .iter()
            .filter_map(|it| it.get("when")?.as_object())
            .flatten()
            .map(|(fact, _)| &**fact)
            .collect();
        facts.sort_unstable();
        facts.dedup();
        facts.retain(|fact| known.get(fact).is_none());
        let covered = holder.source != "owner" || !self.covering(holder).is_empty();
        let collections = self.candidates("collections", known.get("collection"));
        let languages = self.candidates("languages", known.get("language"));
        let held = |permissions: &Value, collection: &str, language: &str| {
            let mut permissions = permissions.as_array().unwrap().iter();
            permissions.all(|it| self.holds(holder, it.as_str().unwrap(), collection, language))
        };
        let all_of = |alternative: &'_ Value| alternative.get("allOf").unwrap_or(alternative).clone();
        let agrees = |alternative: &Value, way: usize| {
            alternative.get("when").and_then(Value::as_object).is_none_or(|when| {
                when.iter().all(|(fact, wanted)| match facts.iter().position(|unknown| unknown == fact) {
                    Some(place) => json!(way >> place & 1 == 1) == *wanted,
                    None => known[fact] == *wanted,
                })
            })
        };

        let number = 1 << facts.len();
        let mut answers = vec![vec![vec![false; number]; languages.len()]; collections.len()];
        for (c, collection) in collections.iter().enumerate() {
            for (l, language) in languages.iter().enumerate() {
                let met = |it: &&Value| covered && held(&all_of(it), collection, language);
                let met: Vec<&Value> = alternatives.iter().filter(met).collect();
                for (way, answer) in answers[c][l].iter_mut().enumerate() {
                    *answer = met.iter().any(|alternative| agrees(alternative, way));
                }
            }
        }
        let every = || answers.iter().flatten().flatten();
        if every().all(|permitted| *permitted) {
            return Ok(());
        }
        if every().any(|permitted| *permitted) {
            let mut needs = Vec::new();
            if answers.iter().any(|one| answers.iter().any(|other| one != other)) {
                needs.push("collection");
            }
            if answers.iter().any(|by_language| by_language.iter().any(|other| *other != by_language[0])) {
                needs.push("language");
            }
            for (place, fact) in facts.iter().enumerate() {
                let differs = |ways: &Vec<bool>| (0..number).any(|way| ways[way] != ways[way ^ (1 << place)]);
                if answers.iter().flatten().any(differs) {
                    needs.push(fact);
                }
            }
            needs.sort_unstable();
            decision["needs"] = json!(needs);
            return Err("facts_needed");
        }
        let possible = alternatives.iter().filter(|it| (0..number).any(|way| agrees(it, way)));
        let missing = possible.map(|alternative| {
            let held_somehow = |permission: &Value| {
                let permission = json!([permission]);
                collections.iter().any(|c| languages.iter().any(|l| held(&permission, c, l)))
            };
            let permissions = all_of(alternative);
            json!(permissions.as_array().unwrap().iter().filter(|it| !held_somehow(it)).collect::<Vec<_>>())
        });
        decision["missing"] = missing.collect();
        Err("permission_missing")
    }

    /// The known collection or language; else each that is named anywhere, and a fresh one.
    fn candidates(self, member: &str, known: Option<&'a Value>) -> Vec<&'a str> {
        if let Some(known) = known {
            return vec![known.as_str().unwrap()];
        }
        let assignments = list(self.project, "users").iter().flat_map(|user| list(user, "roles"));
        let named = assignments.flat_map(|assignment| list(assignment, member)).map(|name| name.as_str().unwrap());
        let mut candidates: Vec<&str> = named.chain(["named nowhere"]).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// The owner's role assignments that count in the environment.
    fn covering(self, holder: &Holder<'a>) -> Vec<&'a Value> {
        let covers = |it: &&Value| match it.get("environments") {
            Some(Value::Array(_)) => holder.environment.is_some_and(|id| names(&it["environments"], id)),
            _ => true,
        };
        list(holder.owner.unwrap(), "roles").iter().filter(covers).collect()
    }

    fn holds(self, holder: &Holder<'a>, permission: &str, collection: &str, language: &str) -> bool {
        let limited = |id: &str| self.is_limited(holder, id);
        match holder.source {
            "every" => true,
            "own" => self.gives(&holder.key.unwrap()["permissions"], permission, &|id| !limited(id)),
            _ => self.covering(holder).iter().any(|assignment| {
                let counts = |id: &str| !limited(id) && self.reaches(holder, assignment, id, collection, language);
                let role = find(&self.project["roles"], text(assignment, "role").unwrap()).unwrap();
                self.gives(&role["permissions"], permission, &counts)
            }),
        }
    }

    /// Whether a permission counts on keys for all environments only, and this is not one.
    fn is_limited(self, holder: &Holder<'a>, permission: &str) -> bool {
        let everywhere = holder.key.is_none_or(|key| key["environments"] == "all");
        !everywhere && find(&self.catalog["permissions"], permission).unwrap()["allEnvironments"] == true
    }

    /// Whether an assignment counts for a permission in a collection and language.
    fn reaches(
        self,
        holder: &Holder<'a>,
        assignment: &Value,
        permission: &str,
        collection: &str,
        language: &str,
    ) -> bool {
        let mut pool = self.covering(holder);
        let scopes = &find(&self.catalog["permissions"], permission).unwrap()["scopedBy"];
        for (scope, member, id) in [("collection", "collections", collection), ("language", "languages", language)] {
            if names(scopes, scope) {
                let specific = pool.iter().any(|it| names(&it[member], id));
                pool.retain(|it| if specific { names(&it[member], id) } else { !it[member].is_array() });
            }
        }
        pool.contains(&assignment)
    }

    /// Whether a list of permissions, or `"every"`, gives one of them by way of those that count.
    fn gives(self, list: &Value, permission: &str, counts: &dyn Fn(&str) -> bool) -> bool {
        let all = self.catalog["permissions"].as_array().unwrap();
        let mut seen: Vec<&str> = Vec::new();
        let mut open = match list {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => all.iter().filter_map(|it| text(it, "id")).collect::<Vec<_>>(),
        };
        while let Some(id) = open.pop().filter(|_| !seen.contains(&permission)) {
            if !seen.contains(&id) && counts(id) {
                seen.push(id);
                let included = find(&self.catalog["permissions"], id).and_then(|it| it["includes"].as_array());
                open.extend(included.into_iter().flatten().filter_map(Value::as_str));
            }
        }
        seen.contains(&permission)
    }
}

/// The name of a segment that is a parameter and nothing else.
pub fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.ends_with('+'))
}

/// A segment of a template or of a form.
fn part(segment: &str, is_named: bool) -> Part {
    let Some((before, rest)) = segment.split_once('{') else { return Part::Literal(segment.to_owned()) };
    let (name, after) = rest.split_once('}').unwrap();
    if name.ends_with('+') {
        return Part::Tail;
    }
    let name = is_named.then(|| name.to_owned());
    Part::Parameter { before: before.to_owned(), name, after: after.to_owned() }
}

/// A text as its characters, of which an escape is one.
fn spelt(text: &str) -> Vec<String> {
    let mut characters = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (character, after) = rest.split_at(if is_escape(rest) { 3 } else { first.len_utf8() });
        characters.push(character.to_owned());
        rest = after;
    }
    characters
}

fn is_escape(text: &str) -> bool {
    matches!(text.as_bytes(), [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// A text as the characters that a router finds in it that decodes escapes and ignores the case of ASCII letters.
fn folded(text: &str) -> Vec<String> {
    let text = String::from_utf8(decode(text)).unwrap().to_ascii_lowercase();
    text.chars().map(String::from).collect()
}

/// How exactly a part takes a segment, the smallest best; nothing if it does not.
fn exactness(part: &Part, segment: &str, read: fn(&str) -> Vec<String>) -> Option<(u8, isize, isize)> {
    let segment = read(segment);
    match part {
        Part::Literal(literal) => (read(literal) == segment).then_some((0, 0, 0)),
        Part::Parameter { before, after, .. } => {
            let (before, after) = (read(before), read(after));
            let takes =
                segment.len() > before.len() + after.len() && segment.starts_with(&before) && segment.ends_with(&after);
            let has_text = !before.is_empty() || !after.is_empty();
            takes.then_some((if has_text { 1 } else { 2 }, -(before.len() as isize), -(after.len() as isize)))
        }
        Part::Tail => Some((3, 0, 0)),
    }
}

/// The readings that take the segments most exactly: none, one, or several that nothing tells apart.
fn most_exact<'r, T>(
    readings: &'r [(T, Vec<Part>)],
    segments: &[&str],
    read: fn(&str) -> Vec<String>,
) -> Vec<&'r (T, Vec<Part>)> {
    let taken = |(_, reading): &(T, Vec<Part>)| {
        let fits = match reading.last() {
            Some(Part::Tail) => segments.len() >= reading.len(),
            _ => segments.len() == reading.len(),
        };
        let parts = fits.then_some(reading.iter().zip(segments))?;
        parts.map(|(part, segment)| exactness(part, segment, read)).collect::<Option<Vec<_>>>()
    };
    let best = readings.iter().filter_map(taken).min();
    readings.iter().filter(|reading| best.is_some() && taken(reading) == best).collect()
}

/// Of the readings that match, the most exact one. No two can be alike: the catalog is refused.
pub fn best<'r, T>(readings: &'r [(T, Vec<Part>)], segments: &[&str]) -> Option<&'r (T, Vec<Part>)> {
    most_exact(readings, segments, spelt).first().copied()
}

/// A reading but for the names of its parameters.
fn nameless<T>((_, reading): &(T, Vec<Part>)) -> Vec<Part> {
    let nameless = |part: &Part| match part {
        Part::Parameter { before, after, .. } => {
            Part::Parameter { before: before.clone(), name: None, after: after.clone() }
        }
        part => part.clone(),
    };
    reading.iter().map(nameless).collect()
}

/// Whether other routers take segments to be of another template, or in other forms, or cannot tell.
pub fn is_read_otherwise<T>(readings: &[(T, Vec<Part>)], segments: &[&str]) -> bool {
    let distinct = |read| {
        let mut found: Vec<Vec<Part>> = most_exact(readings, segments, read).into_iter().map(nameless).collect();
        found.dedup();
        found
    };
    distinct(spelt) != distinct(folded)
}

/// The segments of a path that is canonical by §5, literals apart.
pub fn canonical(path: &str, ignore_trailing_slash: bool, keep_encoded_slash: bool) -> Option<Vec<&str>> {
    let mut segments: Vec<&str> = path.strip_prefix('/').filter(|_| path.len() <= 8192)?.split('/').collect();
    if segments == [""] {
        return Some(Vec::new());
    }
    if ignore_trailing_slash && segments.last() == Some(&"") {
        segments.pop();
    }
    let sound = !segments.is_empty() && segments.iter().all(|segment| is_canonical(segment, keep_encoded_slash));
    sound.then_some(segments)
}

fn is_canonical(segment: &str, keep_encoded_slash: bool) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,=:@%".contains(c);
    if segment.is_empty() || !segment.chars().all(allowed) {
        return false;
    }
    let escaped = |place: usize| {
        let digits = segment.get(place..place + 2).filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        digits.map(|digits| u8::from_str_radix(digits, 16).unwrap() as char)
    };
    let sound = |place: usize| match escaped(place + 1) {
        None | Some('\\') => false,
        Some('/') => keep_encoded_slash,
        Some('%') => escaped(place + 3).is_none(),
        Some(c) => !c.is_ascii_alphanumeric() && !"-._~".contains(c),
    };
    let Ok(decoded) = String::from_utf8(decode(segment)) else { return false };
    segment.match_indices('%').all(|(place, _)| sound(place))
        && !decoded.contains(char::is_control)
        && !decoded.split('/').any(|piece| matches!(piece.split(';').next(), Some("." | "..")))
}

/// A text's bytes, each `%` and two hex digits resolved once.
pub fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let escape = rest.strip_prefix('%').and_then(|rest| rest.get(..2)).filter(|it| !it.contains('+'));
        match escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                rest = &rest[3..];
            }
            None => {
                let c = rest.chars().next().unwrap();
                decoded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    decoded
}

/// What a ward says to a request of the vectors' form.
pub fn asked(ward: &Ward, request: &Value) -> Result<Decision, WrongCall> {
    with_request(request, |request| ward.decide(request).map_err(|_| WrongCall))
}

/// The same, with every check and what would help.
pub fn explained(ward: &Ward, request: &Value) -> Result<(Decision, Explanation), WrongCall> {
    with_request(request, |request| ward.explain(request).map_err(|_| WrongCall))
}

fn with_request<T>(request: &Value, ask: impl FnOnce(&Request<'_>) -> T) -> T {
    let named = named(request);
    let call = |path| What::Call { method: text(request, "method").unwrap(), path };
    let request = Request {
        who: who(request),
        what: text(request, "path").map_or_else(|| What::Operation(text(request, "operation").unwrap()), call),
        environment: text(request, "environment"),
        facts: facts(request, &named),
        at: at(request),
    };
    ask(&request)
}

/// What a ward says of every operation, asked as by a request that names an environment.
pub fn reached(ward: &Ward, request: &Value) -> Result<Vec<(String, Reason)>, WrongCall> {
    let (named, environment) = (named(request), text(request, "environment").unwrap());
    ward.reach(who(request), environment, facts(request, &named), at(request)).map_err(|_| WrongCall)
}

fn who(request: &Value) -> Who<'_> {
    text(request, "key").map_or_else(|| Who::User(text(request, "user").unwrap()), Who::Key)
}

fn named(request: &Value) -> Vec<(&str, bool)> {
    match &request["facts"] {
        Value::Object(facts) => facts.iter().filter_map(|(fact, value)| Some((&**fact, value.as_bool()?))).collect(),
        _ => Vec::new(),
    }
}

fn facts<'a>(request: &'a Value, named: &'a [(&'a str, bool)]) -> Facts<'a> {
    let scope = |name: &str| request.get("facts").and_then(|facts| text(facts, name));
    Facts { collection: scope("collection"), language: scope("language"), named }
}

fn at(request: &Value) -> Instant {
    Instant::from_millis(request["at"].as_i64().unwrap()).unwrap()
}

/// A ward's decision in the oracle's form.
pub fn printed(decision: &Decision) -> Value {
    let mut printed = json!(decision);
    assert_eq!(printed["message"], json!(decision.message()));
    printed.as_object_mut().unwrap().remove("message");
    printed
}

/// Runs a property over generated cases: new ones each time, or those of the seed in `KEYWARD_SEED`. A failure names
/// its seed.
pub fn check<S: Strategy>(cases: u32, number: u64, strategy: &S, property: impl Fn(S::Value)) {
    let given = std::env::var("KEYWARD_SEED").ok().and_then(|seed| seed.parse().ok());
    let now = || std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as u64;
    let seed = given.unwrap_or_else(now);
    let rng_seed = RngSeed::Fixed(seed.wrapping_add(number));
    let config = Config { cases, failure_persistence: None, rng_seed, ..Config::default() };
    let run = |case| {
        property(case);
        Ok(())
    };
    if let Err(error) = TestRunner::new(config).run(strategy, run) {
        panic!("{error}\nrun it again with KEYWARD_SEED={seed}");
    }
}
