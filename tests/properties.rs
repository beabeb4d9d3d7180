//! Random catalogs, projects and requests: the ward against the naive oracle, and against itself.

mod oracle;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use keyward::{Catalog, Decision, Problem, Reason, Ward};
use oracle::{Oracle, WrongCall, asked, explained, find, list, millis, printed, reached, text};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Random bytes that say every choice. Where they end, the first choice is taken: cases shrink.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % bound
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == bound - 1
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    fn some<T: Clone>(&mut self, choices: &[T]) -> Vec<T> {
        choices.iter().filter(|_| self.one_in(2)).cloned().collect()
    }

    fn some_or_first<T: Clone>(&mut self, choices: &[T]) -> Vec<T> {
        let some = self.some(choices);
        if some.is_empty() { choices[..1].to_vec() } else { some }
    }
}

const PERMISSIONS: [&str; 5] = ["p0", "p1", "p2", "p3", "p4"];
const FACTS: [&str; 3] = ["f0", "f1", "f2"];
const KINDS: [&str; 3] = ["own", "owner", "every"];
const ENVIRONMENTS: [&str; 3] = ["e0", "e 1", "é:2"];
const ROLES: [&str; 3] = ["r0", "r1", "r2"];
const USERS: [&str; 3] = ["u0", "u1", "u2"];
const KEYS: [&str; 6] = ["k0", "k1", "k2", "k3", "k4", "k5"];
const COLLECTIONS: [&str; 4] = ["c0", "c1", "c2", "c3"];
const LANGUAGES: [&str; 4] = ["l0", "l1", "l2", "l3"];
const START: i64 = 1_795_435_200_000;
const INSTANTS: [i64; 5] = [START + 1000, START + 2000, START + 3000, START + 4000, START + 5000];

fn conditions<'a>(dice: &mut Dice<'_>, facts: &[&'a str], count: usize) -> BTreeMap<&'a str, bool> {
    (0..count).map(|_| (dice.pick(facts), dice.one_in(2))).collect()
}

fn alternatives(dice: &mut Dice<'_>) -> Value {
    let mut alternatives: Vec<Value> = Vec::new();
    for _ in 0..dice.below(4) {
        let mut all_of: Vec<&str> = vec![dice.pick(&PERMISSIONS)];
        match dice.below(4) {
            0 => all_of.clear(),
            1 => all_of.extend(PERMISSIONS.iter().find(|other| **other != all_of[0])),
            _ => {}
        }
        let count = dice.below(4);
        let when = conditions(dice, &FACTS, count);
        let alternative = if dice.one_in(2) { json!({"when": when, "allOf": all_of}) } else { json!(all_of) };
        if !alternatives.contains(&alternative) {
            alternatives.push(alternative);
        }
    }
    json!(alternatives)
}

fn catalog(dice: &mut Dice<'_>) -> Value {
    let permissions = PERMISSIONS.map(|id| {
        let mut permission = json!({"id": id, "scopedBy": dice.some(&["collection", "language"])});
        if dice.one_in(3) {
            permission["includes"] = json!(dice.some(&PERMISSIONS));
        }
        if dice.one_in(4) {
            permission["allEnvironments"] = json!(true);
        }
        permission
    });
    let kind =
        |source: &str| json!({"permissions": source, "lifetime": {"default": "P6M", "min": "PT1M", "max": null}});
    let mut kinds: BTreeMap<&str, Value> = KINDS.into_iter().map(|source| (source, kind(source))).collect();
    if dice.one_in(16) {
        kinds.insert("second", kind("owner"));
    }
    let mut catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "permissions": permissions, "kinds": kinds,
        "identifiers": {"x": dice.some_or_first(&["{id}", "k/{k}", "{m}/a", "b/{q}/a"])},
        "trailingSlash": dice.pick(&["reject", "ignore"]), "encodedSlash": dice.pick(&["reject", "keep"]),
        "responses": {"key_revoked": {"status": 401}, "permission_missing": {"status": 403, "code": 16}},
    });
    let mut operations: Vec<Value> = Vec::new();
    for number in 0..=dice.below(8) {
        let mut path: Vec<&str> = Vec::new();
        for _ in 0..dice.below(5) {
            let segment = dice.pick(&[
                "a", "{x}", "{env}", "b", "{y}", "k", "a:b", "%2C", "{z}", "{sub}", "{y}:go", "{z}.a", "k{q}",
                "a{y}:go", "A", "{env}-e", "s{sub}",
            ]);
            let name = name_in(segment);
            if name.is_none() || path.iter().all(|other| name_in(other) != name) {
                path.push(segment);
            }
        }
        if dice.one_in(6) {
            path.push("{t+}");
        }
        let mut requires = json!({});
        for kind in KINDS {
            let alternatives = alternatives(dice);
            if !dice.one_in(4) && alternatives != json!([]) {
                requires[kind] = alternatives;
            }
        }
        let (id, path) = (format!("o{number}"), format!("/{}", path.join("/")));
        let method = dice.pick(&["GET", "GET", "GET", "POST"]);
        operations.push(json!({"id": id, "method": method, "path": path, "requires": requires}));
    }
    catalog["operations"] = json!(operations);
    if !dice.one_in(4) {
        catalog["environmentParameter"] = json!("env");
    }
    if !dice.one_in(3) {
        catalog["boundParameters"] = json!(["sub"]);
    }
    without_unnamed(&mut catalog);
    catalog
}

/// The name of the parameter in a segment.
fn name_in(segment: &str) -> Option<&str> {
    segment.split_once('{')?.1.split('}').next()
}

/// Takes away the environment's and bound parameters that no template names.
fn without_unnamed(catalog: &mut Value) {
    let paths: Vec<String> = list(catalog, "operations").iter().map(|it| it["path"].to_string()).collect();
    for (member, parameter) in [("environmentParameter", "{env}"), ("boundParameters", "{sub}")] {
        if !paths.iter().any(|path| path.contains(parameter)) {
            catalog.as_object_mut().unwrap().remove(member);
        }
    }
}

/// Loads a catalog less the operations that it refuses for answering to the same requests as an earlier one.
fn load(catalog: &mut Value) -> Catalog {
    let problems = match Catalog::from_json(&catalog.to_string()) {
        Ok(loaded) => return loaded,
        Err(problems) => problems.0,
    };
    let place = |problem: &Problem| {
        assert_eq!(problem.code.as_str(), "operation_duplicate", "{problem} in {catalog}");
        problem.at.strip_prefix("/operations/").unwrap().parse().unwrap()
    };
    let mut places: Vec<usize> = problems.iter().map(place).collect();
    places.sort_unstable();
    for place in places.into_iter().rev() {
        catalog["operations"].as_array_mut().unwrap().remove(place);
    }
    without_unnamed(catalog);
    load(catalog)
}

fn environment(dice: &mut Dice<'_>, id: &str) -> Value {
    let mut environment = json!({"id": id});
    if dice.one_in(8) {
        environment["managementApi"] = json!(false);
    }
    environment
}

fn role(dice: &mut Dice<'_>, id: &str) -> Value {
    let every = dice.one_in(8);
    json!({"id": id, "permissions": if every { json!("every") } else { json!(dice.some(&PERMISSIONS)) }})
}

fn user(dice: &mut Dice<'_>, id: &str) -> Value {
    let mut roles: Vec<Value> = Vec::new();
    let count = if dice.one_in(4) { 12 } else { 5 };
    for _ in 0..dice.below(count) {
        let mut assignment = json!({"role": dice.pick(&ROLES)});
        for (member, all, ids) in [
            ("environments", "all", &ENVIRONMENTS[..]),
            ("collections", "any", &COLLECTIONS[..]),
            ("languages", "any", &LANGUAGES[..]),
        ] {
            match dice.below(4) {
                0 => {}
                1 => assignment[member] = json!(all),
                _ => assignment[member] = json!(dice.some_or_first(ids)),
            }
        }
        if !roles.contains(&assignment) {
            roles.push(assignment);
        }
    }
    let mut user = json!({"id": id, "name": format!("user {id}"), "roles": roles});
    if dice.one_in(8) {
        user["active"] = json!(false);
    }
    user
}

fn key(dice: &mut Dice<'_>, id: &str) -> Value {
    let kind = dice.pick(&KINDS);
    let environments = if dice.one_in(2) { json!("all") } else { json!(dice.some_or_first(&ENVIRONMENTS)) };
    let expires_at = if dice.one_in(2) { Value::Null } else { json!(dice.pick(&INSTANTS)) };
    let mut key =
        json!({"id": id, "kind": kind, "environments": environments, "createdAt": START, "expiresAt": expires_at});
    if kind == "own" {
        key["permissions"] = json!(dice.some(&PERMISSIONS));
        key["name"] = json!(format!("key {id}"));
    } else {
        key["owner"] = json!(dice.pick(&USERS));
    }
    for member in ["notBefore", "revokedAt"] {
        if dice.one_in(6) {
            key[member] = json!(dice.pick(&INSTANTS));
        }
    }
    if dice.one_in(12) {
        key["disabled"] = json!(true);
    }
    key
}

fn project(dice: &mut Dice<'_>, catalog: &Value) -> Value {
    let mut project = json!({
        "format": "keyward/project@1", "id": "p",
        "environments": ENVIRONMENTS.map(|id| environment(dice, id)),
        "roles": ROLES.map(|id| role(dice, id)),
        "users": USERS.map(|id| user(dice, id)),
        "keys": KEYS.map(|id| key(dice, id)),
    });
    if catalog.get("boundParameters").is_some() && !dice.one_in(4) {
        project["parameters"] = json!({"sub": dice.pick(&["a", "é:2"])});
    }
    project
}

/// A path that one of the templates takes, or nearly.
fn path(dice: &mut Dice<'_>, catalog: &Value, operation: &Value) -> String {
    let mut path = String::new();
    for segment in operation["path"].as_str().unwrap().split('/').skip(1) {
        let forms = oracle::parameter(segment).map(|name| list(&catalog["identifiers"], name));
        let form = match forms {
            None | Some([]) => segment,
            Some(forms) => dice.pick(forms.iter().map(|form| form.as_str().unwrap()).collect::<Vec<_>>().as_slice()),
        };
        for part in form.split('/') {
            path.push('/');
            let Some((before, rest)) = part.split_once('{') else {
                path.push_str(&if dice.one_in(16) { part.to_ascii_uppercase() } else { part.to_owned() });
                continue;
            };
            let (name, after) = rest.split_once('}').unwrap();
            path.push_str(before);
            path.push_str(match name {
                "env" | "id" | "sub" if !dice.one_in(3) => {
                    dice.pick(&["e0", "e%201", "%C3%A9:2", "%c3%a9%3A2", "e1", "a"])
                }
                "t+" if dice.one_in(2) => dice.pick(&["a/b", "x/y/z", "b/"]),
                _ => dice.pick(&[
                    "k", "a", "b", "v", "%25", "x%2Fy", "%20", "a%3Ab", "c.d", "%3B", "K", "x:go", "x%3Ago", "x.A",
                    "x%25a",
                ]),
            });
            path.push_str(after);
        }
    }
    if dice.one_in(4) {
        let places: Vec<usize> = path.char_indices().map(|(place, _)| place).chain([path.len()]).collect();
        let place = dice.pick(&places);
        path.insert_str(place, dice.pick(&["/", "/a", ".", "/..", "%2F", "%61", ";", "%", "%252e", "é", "?", "%2C"]));
    }
    if dice.one_in(6) {
        path.push('/');
    }
    path
}

fn request(dice: &mut Dice<'_>, catalog: &Value) -> Value {
    let at = dice.pick(&INSTANTS) + dice.pick(&[-1, 0, 1]);
    let mut request = json!({"at": at, "facts": {}});
    match dice.below(16) {
        15 => request["user"] = json!("nobody"),
        14 => request["key"] = json!("none"),
        10..14 => request["user"] = json!(dice.pick(&USERS)),
        _ => request["key"] = json!(dice.pick(&KEYS)),
    }
    let operation = dice.pick(list(catalog, "operations"));
    match dice.below(9) {
        8 => request["operation"] = json!("none"),
        5..8 => request["operation"] = operation["id"].clone(),
        choice => {
            request["path"] = json!(path(dice, catalog, &operation));
            request["method"] = operation["method"].clone();
            if choice == 4 {
                request["method"] = json!(dice.pick(&["HEAD", "POST", "get"]));
            }
        }
    }
    if dice.one_in(2) {
        request["environment"] = json!(dice.pick(&["e0", "e 1", "é:2", "e1"]));
    }
    for fact in FACTS {
        if dice.one_in(2) {
            request["facts"][fact] = json!(dice.one_in(2));
        }
    }
    for (fact, ids) in [("collection", ["c0", "c1", "c3", "cx"]), ("language", ["l0", "l1", "l3", "lx"])] {
        if dice.one_in(2) {
            request["facts"][fact] = json!(dice.pick(&ids));
        }
    }
    request
}

/// A loaded catalog and project, as documents too.
struct World {
    catalog: Value,
    project: Value,
    ward: Ward,
}

impl World {
    fn new(dice: &mut Dice<'_>) -> Self {
        Self::with_others(dice, 0)
    }

    /// Its catalog has so many permissions that nobody holds, before the others: sets of them are words of 64.
    fn with_others(dice: &mut Dice<'_>, count: usize) -> Self {
        let mut catalog = catalog(dice);
        let others = (0..count).map(|number| json!({"id": format!("other-{number}")}));
        catalog["permissions"].as_array_mut().unwrap().splice(0..0, others);
        let loaded = load(&mut catalog);
        let project = project(dice, &catalog);
        let ward = Ward::from_json(&project.to_string(), loaded).unwrap_or_else(|it| panic!("{it} in {project}"));
        Self { catalog, project, ward }
    }

    /// The same catalog with another project.
    fn with(&self, project: &Value) -> Ward {
        let catalog = Catalog::from_json(&self.catalog.to_string()).unwrap();
        Ward::from_json(&project.to_string(), catalog).unwrap_or_else(|it| panic!("{it} in {project}"))
    }

    fn requests(&self, dice: &mut Dice<'_>, count: usize) -> Vec<Value> {
        (0..count).map(|_| request(dice, &self.catalog)).collect()
    }
}

/// Runs a property over `cases` strings of dice, new ones each time.
fn check(cases: u32, seed: u64, property: impl Fn(&mut Dice<'_>)) {
    oracle::check(cases, seed, &vec(any::<u8>(), 0..4000), |bytes| property(&mut Dice(bytes.iter())));
}

fn allows(ward: &Ward, request: &Value) -> bool {
    asked(ward, request).is_ok_and(|decision| decision.is_allowed())
}

#[test]
fn the_oracle_decides_as_the_vectors_say() {
    let groups: Value = serde_json::from_str(include_str!("vectors/decisions.json")).unwrap();
    let catalog: Value = serde_json::from_str(include_str!("../catalogs/kontent-management-v2.json")).unwrap();
    let mut count = 0;
    for group in groups.as_array().unwrap() {
        let oracle = Oracle { catalog: &catalog, project: &group["project"] };
        for case in list(group, "cases") {
            let decision = oracle.decide(&case["request"]).unwrap();
            let expect = |member: &str| match &case["expect"][member] {
                Value::Null if ["missing", "needs"].contains(&member) => json!([]),
                expected => expected.clone(),
            };
            for member in
                ["allowed", "status", "reason", "operation", "environment", "path", "missing", "needs", "until"]
            {
                assert_eq!(decision[member], expect(member), "{member} of {}", case["request"]);
            }
            for member in ["type", "id"] {
                assert_eq!(decision["actor"][member], expect("actor")[member], "actor of {}", case["request"]);
            }
            count += 1;
        }
    }
    assert_eq!(count, 2400);
}

#[test]
fn the_oracle_keeps_the_rules_that_are_easily_got_wrong() {
    let rules: Value = serde_json::from_str(include_str!("vectors/rules.json")).unwrap();
    let oracle = Oracle { catalog: &rules["catalog"], project: &rules["project"] };
    for case in list(&rules, "cases") {
        let request = &case["request"];
        match text(case, "throws") {
            Some("instant_invalid") => {}
            Some(_) => assert_eq!(oracle.decide(request), Err(WrongCall), "{request}"),
            None => {
                let decision = oracle.decide(request).unwrap();
                for (member, wanted) in case["expect"].as_object().unwrap() {
                    assert_eq!(decision[member], *wanted, "{member} of {request}");
                }
            }
        }
    }
}

#[test]
fn the_oracle_finds_the_most_exact_template() {
    let groups: Value = serde_json::from_str(include_str!("vectors/templates.json")).unwrap();
    for group in groups.as_array().unwrap() {
        let operation = |path: &Value| json!({"id": path, "method": "GET", "path": path});
        let operations: Vec<Value> = list(group, "templates").iter().map(operation).collect();
        let catalog = json!({"operations": operations});
        let readings = Oracle { catalog: &catalog, project: &Value::Null }.readings("GET");
        for case in list(group, "paths") {
            let segments: Vec<&str> = text(case, "path").unwrap().split('/').skip(1).collect();
            let found = oracle::best(&readings, &segments).map(|(operation, _)| &operation["id"]);
            assert_eq!(found.unwrap_or(&Value::Null), &case["template"], "{case} of {}", group["templates"]);
        }
    }
}

#[test]
fn the_ward_decides_as_the_oracle() {
    let seen: RefCell<BTreeMap<Reason, u32>> = RefCell::default();
    let wrong_calls = RefCell::new(0);
    check(4000, 1, |dice| {
        let others = dice.pick(&[0, 0, 0, 62, 130]);
        let world = World::with_others(dice, others);
        let oracle = Oracle { catalog: &world.catalog, project: &world.project };
        for request in world.requests(dice, 24) {
            let decision = asked(&world.ward, &request);
            match &decision {
                Ok(decision) => *seen.borrow_mut().entry(decision.reason).or_default() += 1,
                Err(WrongCall) => *wrong_calls.borrow_mut() += 1,
            }
            let printed = decision.as_ref().map(printed).map_err(|_| WrongCall);
            assert_eq!(printed, oracle.decide(&request), "{request}\n{}\n{}", world.catalog, world.project);
        }
    });
    let seen = seen.into_inner();
    assert!(Reason::ALL.iter().all(|reason| seen.get(reason).is_some_and(|count| *count > 50)), "{seen:?}");
    assert!(wrong_calls.into_inner() > 50);
}

#[test]
fn grants_name_everything_that_the_oracle_finds_to_give_a_permission() {
    let by_role = Cell::new(0);
    check(3000, 9, |dice| {
        let others = dice.pick(&[0, 0, 0, 62, 130]);
        let world = World::with_others(dice, others);
        let oracle = Oracle { catalog: &world.catalog, project: &world.project };
        for request in world.requests(dice, 12) {
            let Ok((decision, explanation)) = explained(&world.ward, &request) else { continue };
            let expected = oracle.grants(&request, &oracle.decide(&request).unwrap());
            assert_eq!(json!(explanation.grants), expected, "{request}\n{}\n{}", world.catalog, world.project);
            let granted = || explanation.grants.iter().flat_map(|grant| &grant.permissions);
            if decision.is_allowed() && granted().any(|grant| grant.assignment.is_some()) {
                by_role.set(by_role.get() + 1);
            }
        }
    });
    assert!(by_role.get() > 200, "{} were permitted by roles", by_role.get());
}

#[test]
fn reach_says_of_each_operation_what_decide_says() {
    let compared = Cell::new(0);
    check(1000, 8, |dice| {
        let others = dice.pick(&[0, 0, 0, 62, 130]);
        let world = World::with_others(dice, others);
        for mut request in world.requests(dice, 8) {
            let environment = request.get("environment").cloned().unwrap_or(json!("e0"));
            request = json!({"at": request["at"], "facts": request["facts"], "environment": environment,
                "key": request["key"], "user": request["user"]});
            let Ok(reached) = reached(&world.ward, &request) else {
                request["operation"] = json!("o0");
                assert!(asked(&world.ward, &request).is_err(), "{request}");
                continue;
            };
            assert_eq!(reached.len(), list(&world.catalog, "operations").len());
            for (operation, reason) in reached {
                request["operation"] = json!(operation);
                let decided = asked(&world.ward, &request).map(|decision| decision.reason);
                assert_eq!(decided, Ok(reason), "{request}\n{}\n{}", world.catalog, world.project);
                compared.set(compared.get() + 1);
            }
        }
    });
    assert!(compared.get() > 10_000);
}

#[test]
fn twelve_facts_are_tried_in_every_way() {
    const TWELVE: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let most_needs = Cell::new(0);
    check(500, 2, |dice| {
        let mut world = World::new(dice);
        let mut requires = json!({});
        for kind in KINDS {
            let mut alternatives: Vec<Value> = Vec::new();
            for _ in 0..4 + dice.below(10) {
                let facts = 2 + dice.below(3);
                let when = conditions(dice, &TWELVE, facts);
                let alternative =
                    json!({"when": when, "allOf": dice.pick(&[&["p0"][..], &["p1"], &["p2", "p3"], &[]])});
                if !alternatives.contains(&alternative) {
                    alternatives.push(alternative);
                }
            }
            requires[kind] = json!(alternatives);
        }
        world.catalog["environmentParameter"] = json!("env");
        world.catalog["operations"] = json!([{"id": "o", "method": "GET", "path": "/{env}", "requires": requires}]);
        world.project.as_object_mut().unwrap().remove("parameters");
        without_unnamed(&mut world.catalog);
        world.ward = world.with(&world.project);
        let oracle = Oracle { catalog: &world.catalog, project: &world.project };
        for _ in 0..4 {
            let mut request = json!({"operation": "o", "environment": "e0", "at": START + 500, "facts": {}});
            let (who, id) = if dice.one_in(3) { ("key", dice.pick(&KEYS)) } else { ("user", dice.pick(&USERS)) };
            request[who] = json!(id);
            for fact in TWELVE {
                if dice.one_in(4) {
                    request["facts"][fact] = json!(dice.one_in(2));
                }
            }
            let decision = asked(&world.ward, &request);
            let needs = decision.as_ref().map_or(0, |decision| decision.needs.len());
            most_needs.set(most_needs.get().max(needs));
            let printed = decision.as_ref().map(printed).map_err(|_| WrongCall);
            assert_eq!(printed, oracle.decide(&request), "{request}\n{}\n{}", world.catalog, world.project);
        }
    });
    // `tests/decisions.rs` has a case that needs all fourteen
    assert!(most_needs.get() >= 10, "at most {} facts were needed", most_needs.get());
}

#[test]
fn a_project_that_holds_less_permits_less() {
    // Requirements never ask for the absence of a permission, so to hold less is to be permitted less. An
    // assignment that names a collection or language is not taken away: others for "any" would come to count.
    let permitted_before = RefCell::new(0);
    check(1200, 3, |dice| {
        let world = World::new(dice);
        let mut less = world.project.clone();
        let (k, r, user) = (dice.below(KEYS.len()), dice.below(ROLES.len()), dice.below(USERS.len()));
        let (mut key, mut role) = (less["keys"][k].take(), less["roles"][r].take());
        match dice.below(9) {
            0 => shorten(dice, key.get_mut("permissions")),
            1 if role["permissions"] == "every" => role["permissions"] = json!(dice.some(&PERMISSIONS)),
            1 => shorten(dice, role.get_mut("permissions")),
            2 if key["environments"] == "all" => key["environments"] = json!(dice.some_or_first(&ENVIRONMENTS)),
            2 if list(&key, "environments").len() > 1 => shorten(dice, key.get_mut("environments")),
            3 => {
                key["revokedAt"] =
                    json!(dice.pick(&INSTANTS).min(key.get("revokedAt").and_then(millis).unwrap_or(i64::MAX)))
            }
            4 => key["expiresAt"] = json!(dice.pick(&INSTANTS).min(millis(&key["expiresAt"]).unwrap_or(i64::MAX))),
            5 => key["disabled"] = json!(true),
            6 => less["users"][user]["active"] = json!(false),
            7 => less["environments"][dice.below(3)]["managementApi"] = json!(false),
            _ => {
                let names_none = |it: &Value| !it["collections"].is_array() && !it["languages"].is_array();
                less["users"][user]["roles"].as_array_mut().unwrap().retain(|it| !names_none(it));
            }
        }
        (less["keys"][k], less["roles"][r]) = (key, role);
        let ward = world.with(&less);
        for request in world.requests(dice, 24) {
            *permitted_before.borrow_mut() += u32::from(allows(&world.ward, &request));
            assert!(
                !allows(&ward, &request) || allows(&world.ward, &request),
                "{request}\n{}\n{}\n{less}",
                world.catalog,
                world.project
            );
        }
    });
    assert!(permitted_before.into_inner() > 1000);
}

fn shorten(dice: &mut Dice<'_>, entries: Option<&mut Value>) {
    if let Some(entries) = entries.and_then(Value::as_array_mut).filter(|entries| !entries.is_empty()) {
        entries.remove(dice.below(entries.len()));
    }
}

#[test]
fn a_specific_assignment_hides_those_for_any() {
    // Why the property above takes away no such assignment: without it, more is permitted.
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "p0", "scopedBy": ["collection"]}],
        "kinds": {"owner": {"permissions": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
        "operations": [{"id": "o", "method": "GET", "path": "/", "requires": {"owner": [["p0"]]}}],
    });
    let ward = |assignments: Value| {
        let project = json!({
            "format": "keyward/project@1", "id": "p", "environments": [], "keys": [],
            "roles": [{"id": "r0", "permissions": []}, {"id": "r1", "permissions": ["p0"]}],
            "users": [{"id": "u0", "roles": assignments}],
        });
        Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap()
    };
    let request = json!({"user": "u0", "operation": "o", "at": START, "facts": {"collection": "c0"}});
    assert!(!allows(&ward(json!([{"role": "r1"}, {"role": "r0", "collections": ["c0"]}])), &request));
    assert!(allows(&ward(json!([{"role": "r1"}])), &request));
}

#[test]
fn time_alone_never_permits_but_at_not_before() {
    let ended = RefCell::new(0);
    check(1000, 4, |dice| {
        let world = World::new(dice);
        for request in world.requests(dice, 12) {
            let Ok(decision) = asked(&world.ward, &request) else { continue };
            let at = request["at"].as_i64().unwrap();
            for later in at + 1..=at + 6 {
                let mut request = request.clone();
                request["at"] = json!(dice.pick(&[later, later * 2 - START, START + 5001]).max(at));
                let then = asked(&world.ward, &request).unwrap();
                let later = request["at"].as_i64().unwrap();
                if decision.until.is_none_or(|until| later < until.millis()) {
                    assert_eq!(then, decision, "before `until`: {request}\n{}\n{}", world.catalog, world.project);
                }
                let key = text(&request, "key").and_then(|id| find(&world.project["keys"], id));
                let from = key.and_then(|key| key.get("notBefore")).and_then(millis);
                if from.is_none_or(|from| from <= at || later < from) {
                    assert!(
                        decision.is_allowed() || !then.is_allowed(),
                        "{request}\n{}\n{}",
                        world.catalog,
                        world.project
                    );
                }
                *ended.borrow_mut() += u32::from(decision.is_allowed() && !then.is_allowed());
            }
        }
    });
    assert!(ended.into_inner() > 100);
}

#[test]
fn what_is_told_later_does_not_change_a_settled_answer() {
    let settled: RefCell<BTreeMap<Reason, u32>> = RefCell::default();
    check(1000, 5, |dice| {
        let world = World::new(dice);
        for request in world.requests(dice, 16) {
            let Ok(decision) = asked(&world.ward, &request) else { continue };
            let mut fuller = request.clone();
            for (fact, values) in [
                ("f0", [json!(true), json!(false)]),
                ("f1", [json!(true), json!(false)]),
                ("f2", [json!(true), json!(false)]),
                ("collection", [json!("c0"), json!("c of no assignment")]),
                ("language", [json!("l1"), json!("l of no assignment")]),
            ] {
                if request["facts"].get(fact).is_none() && dice.one_in(2) {
                    fuller["facts"][fact] = dice.pick(&values);
                }
            }
            let then = asked(&world.ward, &fuller).unwrap();
            *settled.borrow_mut().entry(decision.reason).or_default() += 1;
            let open = decision.reason == Reason::FactsNeeded;
            assert!(
                open || then.reason == decision.reason,
                "{request}\n{fuller}\n{}\n{}",
                world.catalog,
                world.project
            );
            assert_eq!(open, !decision.needs.is_empty(), "{request}\n{}\n{}", world.catalog, world.project);
            let asked_for = |need: &String| request["facts"].get(need).is_none();
            assert!(decision.needs.iter().all(asked_for), "{request}\n{}\n{}", world.catalog, world.project);
        }
    });
    let settled = settled.into_inner();
    assert!([Reason::Permitted, Reason::PermissionMissing, Reason::FactsNeeded].iter().all(|it| settled[it] > 100));
}

#[test]
fn a_document_that_was_printed_reads_the_same() {
    check(800, 6, |dice| {
        let world = World::new(dice);
        let printed = world.ward.to_document().to_json();
        let printed: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(printed, world.project);
        let again = world.with(&printed);
        assert_eq!(again.to_document(), world.ward.to_document());
        for request in world.requests(dice, 12) {
            assert_eq!(asked(&again, &request), asked(&world.ward, &request), "{request}");
        }
    });
}

/// A change, sound or not, among ids that are listed, were removed, or never were.
fn change(dice: &mut Dice<'_>) -> Value {
    let environments = ["e0", "e 1", "é:2", "e3"];
    match dice.below(8) {
        0 => json!({"set": "role", "value": {"id": dice.pick(&["r0", "r1", "r2", "r3"]),
                    "permissions": [dice.pick(&["p0", "p1", "p2", "p3", "p4", "p5"])]}}),
        1 => {
            let id = dice.pick(&["u0", "u1", "u2", "u3"]);
            json!({"set": "user", "value": user(dice, id)})
        }
        2 => {
            let id = dice.pick(&environments);
            json!({"set": "environment", "value": environment(dice, id)})
        }
        3 => {
            let id = dice.pick(&["k0", "k1", "k6", "k7"]);
            json!({"set": "key", "value": key(dice, id)})
        }
        4 => json!({"clone": "environment", "from": dice.pick(&environments), "id": dice.pick(&["e3", "e4", "e0"])}),
        5 => json!({"remove": "key", "id": dice.pick(&["k0", "k1", "k2", "k3", "k4", "k5", "k6"])}),
        _ => match dice.below(3) {
            0 => json!({"remove": "role", "id": dice.pick(&["r0", "r1", "r2", "r3"])}),
            1 => json!({"remove": "user", "id": dice.pick(&["u0", "u1", "u2", "u3"])}),
            _ => json!({"remove": "environment", "id": dice.pick(&environments)}),
        },
    }
}

/// The project after one change; nothing if the change is impossible in itself.
fn changed(mut project: Value, change: &Value) -> Option<Value> {
    let sort = ["set", "remove", "clone"].iter().find_map(|verb| text(change, verb)).unwrap();
    let (entry, id) = match change.get("set") {
        Some(_) => (Some(change["value"].clone()), text(&change["value"], "id").unwrap()),
        None => (None, text(change, "id").unwrap()),
    };
    let entries = &mut project[format!("{sort}s")];
    let listed = entries.as_array().unwrap().iter().position(|entry| entry["id"] == *id);
    let copied = text(change, "from").map(|from| find(entries, from).cloned());
    let entries = entries.as_array_mut().unwrap();
    match (entry, copied, listed) {
        (Some(entry), _, Some(place)) => entries[place] = entry,
        (Some(entry), _, None) => entries.push(entry),
        (None, Some(Some(mut copy)), None) => {
            copy["id"] = json!(id);
            entries.push(copy);
        }
        (None, None, Some(place)) => drop(entries.remove(place)),
        _ => return None,
    }
    Some(project)
}

/// A project with its lists in the order of their ids.
fn sorted(mut project: Value) -> Value {
    for list in ["environments", "roles", "users", "keys"] {
        project[list].as_array_mut().unwrap().sort_by_key(|entry| entry["id"].to_string());
    }
    project
}

#[test]
fn updates_come_to_the_same_as_loading_what_they_lead_to() {
    let (done, refused) = (RefCell::new(0), RefCell::new(0));
    check(1000, 7, |dice| {
        let mut world = World::new(dice);
        let catalog = world.catalog.to_string();
        for _ in 0..6 {
            let changes: Vec<Value> = (0..dice.below(4)).map(|_| change(dice)).collect();
            // every step has to lead to a project that could be loaded
            let step = |project: Value, change: &Value| {
                let next = changed(project, change)?;
                Ward::from_json(&next.to_string(), Catalog::from_json(&catalog).unwrap()).is_ok().then_some(next)
            };
            let wanted = changes.iter().try_fold(world.project.clone(), step);
            let before = world.ward.to_document();
            let result = world.ward.update_from_json(&json!(changes).to_string());
            assert_eq!(result.is_ok(), wanted.is_some(), "{result:?} of {}\n{}", json!(changes), world.project);
            match wanted {
                None => {
                    *refused.borrow_mut() += 1;
                    assert_eq!(world.ward.to_document(), before, "{}\n{}", json!(changes), world.project);
                }
                Some(wanted) => {
                    *done.borrow_mut() += changes.len();
                    let document: Value = serde_json::from_str(&world.ward.to_document().to_json()).unwrap();
                    assert_eq!(sorted(document), sorted(wanted.clone()), "{}\n{}", json!(changes), world.project);
                    world.project = wanted;
                }
            }
            let loaded = world.with(&world.project);
            for request in world.requests(dice, 6) {
                let decision: Result<Decision, WrongCall> = asked(&world.ward, &request);
                assert_eq!(decision, asked(&loaded, &request), "{request}\n{}", world.project);
            }
        }
    });
    assert!(done.into_inner() > 500 && refused.into_inner() > 500);
}
