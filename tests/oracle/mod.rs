//! A naive oracle: decisions written straight from the contract, over JSON, with plain strings, lists and
//! recursion. It shares no code with `src/`; [`asked`] puts the ward's own answer into the same form.

#![allow(dead_code, reason = "each test file uses its part")]

use keyward::{Decision, Facts, Instant, Reason, Request, Ward, What, Who};
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

/// One segment of one reading of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Literal(String),
    Parameter { environment: bool },
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
        let Ok((_, Some(in_path))) = self.sought(request, &mut Value::Null) else { return false };
        text(request, "path").is_some() && find(&self.project["environments"], &in_path).is_some() && in_path != given
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

        let (operation, in_path) = self.sought(request, decision)?;
        decision["operation"] = operation["id"].clone();
        let environment = in_path.as_deref().or(text(request, "environment"));
        let parameter = text(self.catalog, "environmentParameter").map(|name| format!("{{{name}}}"));
        let in_template = |name: &String| text(operation, "path").unwrap().split('/').any(|segment| segment == name);
        require(environment.is_some() || !parameter.as_ref().is_some_and(in_template), "environment_unknown")?;
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

    /// Checks 7 and 8: the operation, and the environment's id as the path spells it, decoded.
    fn sought(self, request: &Value, decision: &mut Value) -> Result<(&'a Value, Option<String>), &'static str> {
        if let Some(id) = text(request, "operation") {
            return Ok((find(&self.catalog["operations"], id).ok_or("operation_unknown")?, None));
        }
        let (method, path) = (text(request, "method").unwrap(), text(request, "path").unwrap());
        let ignore = text(self.catalog, "trailingSlash") == Some("ignore");
        let keep = text(self.catalog, "encodedSlash") == Some("keep");
        let segments = canonical(path, ignore, keep).ok_or("path_not_canonical")?;
        let readings = self.readings(method);
        require(!readings.iter().any(|(_, reading)| misspelt(reading, &segments)), "path_not_canonical")?;
        if decision.is_object() {
            decision["path"] = json!(format!("/{}", segments.join("/")));
        }
        let (operation, reading) = best(&readings, &segments).ok_or("operation_unknown")?;
        let place = reading.iter().position(|part| *part == Part::Parameter { environment: true });
        let decoded = |place: usize| String::from_utf8(decode(segments[place])).unwrap();
        Ok((operation, place.map(decoded)))
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
        let forms: Vec<Vec<Part>> = match parameter(first) {
            None => vec![vec![Part::Literal((*first).to_owned())]],
            Some(name) => {
                let environment = text(self.catalog, "environmentParameter") == Some(name);
                let part = |segment: &str| match parameter(segment) {
                    Some(_) => Part::Parameter { environment },
                    None => Part::Literal(segment.to_owned()),
                };
                match self.catalog.get("identifiers").and_then(|forms| forms.get(name)) {
                    None => vec![vec![Part::Parameter { environment }]],
                    Some(forms) => {
                        let forms = forms.as_array().unwrap().iter();
                        forms.map(|form| form.as_str().unwrap().split('/').map(part).collect()).collect()
                    }
                }
            }
        };
        let rests = self.expanded(rest);
        forms.iter().flat_map(|form| rests.iter().map(move |rest| [form.as_slice(), rest].concat())).collect()
    }

    /// Check 13: every unknown fact, collection and language in every way.
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
                let met = |it: &&Value| held(&all_of(it), collection, language);
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

    fn holds(self, holder: &Holder<'_>, permission: &str, collection: &str, language: &str) -> bool {
        let everywhere = holder.key.is_none_or(|key| key["environments"] == "all");
        match holder.source {
            "every" => true,
            "own" => self.gives(&holder.key.unwrap()["permissions"], permission, everywhere),
            _ => {
                let assignments = list(holder.owner.unwrap(), "roles").iter();
                let covers = |it: &&Value| match it.get("environments") {
                    Some(Value::Array(_)) => holder.environment.is_some_and(|id| names(&it["environments"], id)),
                    _ => true,
                };
                let mut pool: Vec<&Value> = assignments.filter(covers).collect();
                let scopes = &find(&self.catalog["permissions"], permission).unwrap()["scopedBy"];
                for (scope, member, id) in
                    [("collection", "collections", collection), ("language", "languages", language)]
                {
                    if names(scopes, scope) {
                        let specific = pool.iter().any(|it| names(&it[member], id));
                        pool.retain(|it| if specific { names(&it[member], id) } else { !it[member].is_array() });
                    }
                }
                pool.iter().any(|assignment| {
                    let role = find(&self.project["roles"], text(assignment, "role").unwrap()).unwrap();
                    self.gives(&role["permissions"], permission, everywhere)
                })
            }
        }
    }

    /// Whether a list of permissions, or `"every"`, gives one of them on a key for all environments or for some.
    fn gives(self, list: &Value, permission: &str, everywhere: bool) -> bool {
        let all = self.catalog["permissions"].as_array().unwrap();
        let counts =
            |id: &str| everywhere || find(&self.catalog["permissions"], id).unwrap()["allEnvironments"] != true;
        let mut seen: Vec<&str> = Vec::new();
        let mut open = match list {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => all.iter().filter_map(|it| text(it, "id")).collect::<Vec<_>>(),
        };
        while let Some(id) = open.pop().filter(|_| !seen.contains(&permission)) {
            if counts(id) && !seen.contains(&id) {
                seen.push(id);
                let included = find(&self.catalog["permissions"], id).and_then(|it| it["includes"].as_array());
                open.extend(included.into_iter().flatten().filter_map(Value::as_str));
            }
        }
        seen.contains(&permission)
    }
}

/// The name of a segment that is a parameter.
pub fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Of the readings that match, the one with the leftmost literal. No two can be alike: the catalog is refused.
pub fn best<'r, T>(readings: &'r [(T, Vec<Part>)], segments: &[&str]) -> Option<&'r (T, Vec<Part>)> {
    let matching = readings.iter().filter(|(_, reading)| matched(reading, segments) == segments.len());
    let shape = |reading: &[Part]| reading.iter().map(|it| matches!(it, Part::Parameter { .. })).collect::<Vec<_>>();
    matching.filter(|(_, reading)| reading.len() == segments.len()).min_by_key(|(_, reading)| shape(reading))
}

/// How many segments from the left a reading takes.
fn matched(reading: &[Part], segments: &[&str]) -> usize {
    let takes = |(part, segment): &(&Part, &&str)| match part {
        Part::Literal(literal) => literal == **segment,
        Part::Parameter { .. } => true,
    };
    reading.iter().zip(segments).take_while(takes).count()
}

/// Whether a segment decodes to a literal that it could match, and is spelt otherwise.
pub fn misspelt(reading: &[Part], segments: &[&str]) -> bool {
    let place = matched(reading, segments);
    match (reading.get(place), segments.get(place)) {
        (Some(Part::Literal(literal)), Some(segment)) => decode(literal) == decode(segment),
        _ => false,
    }
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
        && !decoded.split('/').any(|piece| piece == "." || piece == "..")
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
    let named = named(request);
    let call = |path| What::Call { method: text(request, "method").unwrap(), path };
    let request = Request {
        who: who(request),
        what: text(request, "path").map_or_else(|| What::Operation(text(request, "operation").unwrap()), call),
        environment: text(request, "environment"),
        facts: facts(request, &named),
        at: at(request),
    };
    ward.decide(&request).map_err(|_| WrongCall)
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
    let actor = decision
        .actor
        .as_ref()
        .map(|actor| json!({"type": if actor.is_user { "user" } else { "key" }, "id": actor.id, "name": actor.name}));
    json!({
        "allowed": decision.is_allowed(), "reason": decision.reason.as_str(), "status": decision.status,
        "code": decision.code, "operation": decision.operation, "environment": decision.environment,
        "path": decision.path, "actor": actor, "missing": decision.missing, "needs": decision.needs,
        "until": decision.until.map(Instant::millis),
    })
}

/// Runs a property over generated cases, always the same ones.
pub fn check<S: Strategy>(cases: u32, seed: u64, strategy: &S, property: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let run = |case| {
        property(case);
        Ok(())
    };
    TestRunner::new(config).run(strategy, run).unwrap();
}
