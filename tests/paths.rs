//! Paths: known bypasses, which paths are judged at all, and that common routers read those alike.

mod oracle;

use std::cell::RefCell;
use std::collections::BTreeMap;

use keyward::{Catalog, Reason, Ward};
use oracle::{Oracle, Part, asked, best, canonical, decode, is_read_otherwise, list, text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const RULES: [(&str, &str); 4] = [("reject", "reject"), ("reject", "keep"), ("ignore", "reject"), ("ignore", "keep")];

/// A catalog of templates, each with its method and the permission it asks for, and a ward with a key for each of them.
fn ward(templates: &[(&str, &str, &str)], (trailing_slash, encoded_slash): (&str, &str)) -> (Value, Ward) {
    let operation = |(method, path, permission): &(&str, &str, &str)| {
        let id = format!("{method} {path}");
        json!({"id": id, "method": method, "path": path, "requires": {"own": [[permission]]}})
    };
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c",
        "permissions": [{"id": "public"}, {"id": "protected"}],
        "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
        "identifiers": {
            "item": ["{id}", "codename/{codename}", "external-id/{external_id}"],
            "person": ["{id}", "me", "{first}/{last}"],
        },
        "trailingSlash": trailing_slash, "encodedSlash": encoded_slash,
        "operations": templates.iter().map(operation).collect::<Vec<_>>(),
    });
    let keys = ["public", "protected"].map(|id| {
        json!({"id": id, "kind": "own", "environments": "all", "createdAt": 1_795_435_200_000_i64, "expiresAt": null, "permissions": [id]})
    });
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [], "roles": [], "users": [], "keys": keys,
    });
    let loaded = Catalog::from_json(&catalog.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    (catalog, Ward::from_json(&project.to_string(), loaded).unwrap())
}

fn decide(ward: &Ward, key: &str, method: &str, path: &str) -> keyward::Decision {
    asked(ward, &json!({"key": key, "method": method, "path": path, "at": 1_795_435_200_000_i64})).unwrap()
}

#[test]
fn a_form_is_of_any_segments() {
    let templates = [("GET", "/people/{person}", "public"), ("GET", "/people/{person}/posts", "public")];
    let (_, ward) = ward(&templates, ("reject", "reject"));
    for (path, template) in [
        ("/people/ada", Some("/people/{person}")),
        ("/people/me", Some("/people/{person}")),
        ("/people/ada/lovelace", Some("/people/{person}")),
        ("/people/me/posts", Some("/people/{person}/posts")),
        ("/people/ada/posts", Some("/people/{person}/posts")),
        ("/people/ada/lovelace/posts", Some("/people/{person}/posts")),
        // other readers take it for the form `me`
        ("/people/Me", None),
        ("/people/ada/lovelace/letters", None),
    ] {
        let decision = decide(&ward, "public", "GET", path);
        let expected = template.map(|template| format!("GET {template}"));
        assert_eq!(decision.operation, expected, "{path}: {:?}", decision.reason);
    }
}

#[test]
fn no_bypass_is_allowed() {
    const TEMPLATES: [(&str, &str, &str); 14] = [
        ("GET", "/", "public"),
        ("GET", "/public", "public"),
        ("GET", "/public/{page}", "public"),
        ("GET", "/public/{page}/{part}", "public"),
        ("GET", "/api/{name}", "public"),
        ("GET", "/items", "public"),
        ("GET", "/items/{item}", "public"),
        ("GET", "/secret", "protected"),
        ("GET", "/secret/{rest}", "protected"),
        ("GET", "/secret/{rest}/{more}", "protected"),
        ("POST", "/secret", "protected"),
        ("GET", "/admin", "protected"),
        ("GET", "/admin/{rest}", "protected"),
        ("GET", "/user/{id}/comments", "protected"),
    ];
    let vectors: Value = serde_json::from_str(include_str!("vectors/url-bypass.json")).unwrap();
    let vectors = vectors.as_array().unwrap();
    assert_eq!(vectors.len(), 46);
    for rules in RULES {
        let (_, ward) = ward(&TEMPLATES, rules);
        for path in ["/", "/public", "/public/page", "/api/secret", "/items", "/items/codename/secret"] {
            assert!(decide(&ward, "public", "GET", path).is_allowed(), "{path} under {rules:?}");
        }
        for path in ["/secret", "/secret/x", "/admin", "/user/1/comments"] {
            assert!(decide(&ward, "protected", "GET", path).is_allowed(), "{path} under {rules:?}");
        }
        for vector in vectors {
            let (method, path) = (text(vector, "method").unwrap(), text(vector, "path").unwrap());
            for method in [method, "GET", "HEAD", "POST"] {
                let decision = decide(&ward, "public", method, path);
                assert!(!decision.is_allowed(), "{} under {rules:?}", vector["id"]);
                assert!(decision.status >= 400);
            }
        }
    }
}

/// Overlapping templates, and literals that can be spelt in several ways.
const TEMPLATES: [(&str, &str, &str); 18] = [
    ("GET", "/", "public"),
    ("GET", "/{x}.b", "protected"),
    ("GET", "/x{x}/b", "protected"),
    ("GET", "/b/b/{x+}", "public"),
    ("GET", "/b/userInfo", "public"),
    ("GET", "/a", "protected"),
    ("GET", "/{x}", "public"),
    ("GET", "/a/{x}", "public"),
    ("GET", "/{x}/a", "protected"),
    ("GET", "/items/{item}", "public"),
    ("GET", "/items/{item}/variants", "protected"),
    ("GET", "/a:b/{x}/c", "public"),
    ("GET", "/{x}/{y}/c@d", "protected"),
    ("GET", "/caf%C3%A9/{x}", "public"),
    ("GET", "/50%25", "protected"),
    ("GET", "/%3B", "protected"),
    ("GET", "/a,b", "protected"),
    ("GET", "/{x}/{y}/{z}/{v}", "public"),
];

const SEGMENTS: [&str; 38] = [
    "userInfo",
    "USERinfo",
    "q.b",
    "x%2Eq.B",
    "a",
    "b",
    "items",
    "variants",
    "codename",
    "external-id",
    "a:b",
    "a%3Ab",
    "a%3ab",
    "c",
    "c@d",
    "c%40d",
    "caf%C3%A9",
    "caf%c3%a9",
    "50%25",
    "a,b",
    "a%2Cb",
    "A",
    "%3B",
    "%3b",
    "x%3Fy",
    "x%23",
    "x%20y",
    "x%25y",
    "...",
    ".hidden",
    "a.",
    "~",
    "%2F",
    "x%2fy",
    "%25%25",
    "%E2%80%AE",
    "%EF%BC%8F",
    "%25%C3%A9",
];

const MISCHIEF: [&str; 47] = [
    "..%3B",
    "%2F.%3bx",
    "/",
    "//",
    ".",
    "..",
    "/.",
    "/..",
    "%2e",
    "%2E%2e",
    "%2F..",
    "..%2F",
    "%2F.%2F",
    "%5C",
    "\\",
    ";",
    ";a=b",
    "?",
    "#",
    "%",
    "%2",
    "%zz",
    "%%41",
    "%61",
    "%41",
    "%7E",
    "%2D",
    "%00",
    "%0d%0a",
    "%1F",
    "%7F",
    "%C2%80",
    "%C2%9F",
    "%C2%A0",
    "%C0%AF",
    "%E0%80%AF",
    "%ED%A0%80",
    "%F4%90%80%80",
    "%F0%9F%94%91",
    "%FF",
    "%C3",
    "%2541",
    "%252F",
    "%25%34%31",
    " ",
    "é",
    "\u{0}",
];

/// Paths of good segments, spoilt by up to two pieces of mischief; or any text at all.
fn paths() -> impl Strategy<Value = String> {
    let clean = vec(select(SEGMENTS.as_slice()), 0..5).prop_map(|segments| format!("/{}", segments.join("/")));
    let spoilt = (clean.clone(), vec((any::<prop::sample::Index>(), select(MISCHIEF.as_slice())), 1..3));
    let spoilt = spoilt.prop_map(|(mut path, mischief)| {
        for (place, piece) in mischief {
            let places: Vec<usize> = path.char_indices().map(|(place, _)| place).chain([path.len()]).collect();
            path.insert_str(*place.get(&places), piece);
        }
        path
    });
    let bytes = vec(any::<u8>(), 0..12).prop_map(|bytes| format!("/{}", String::from_utf8_lossy(&bytes)));
    let escaped = vec(any::<u8>(), 0..6)
        .prop_map(|bytes| bytes.iter().fold("/x".to_owned(), |path, byte| format!("{path}%{byte:02X}")));
    prop_oneof![3 => clean, 4 => spoilt, 1 => bytes, 1 => escaped]
}

#[test]
fn a_path_is_judged_exactly_if_it_is_canonical() {
    let seen: RefCell<BTreeMap<Reason, u32>> = RefCell::default();
    let wards = RULES.map(|rules| (rules, ward(&TEMPLATES, rules)));
    let oracles = wards.each_ref().map(|(_, (catalog, _))| Oracle { catalog, project: &Value::Null }.readings("GET"));
    oracle::check(30_000, 1, &paths(), |path| {
        for ((rules, (_, ward)), readings) in wards.iter().zip(&oracles) {
            let segments = canonical(&path, rules.0 == "ignore", rules.1 == "keep");
            let judged = segments.filter(|segments| !is_read_otherwise(readings, segments));
            let decision = decide(ward, "public", "GET", &path);
            assert_eq!(decision.reason != Reason::PathNotCanonical, judged.is_some(), "{path:?} under {rules:?}");
            let spelt = judged.map(|segments| format!("/{}", segments.join("/")));
            assert_eq!(decision.path, spelt, "{path:?} under {rules:?}");
            *seen.borrow_mut().entry(decision.reason).or_default() += 1;
        }
    });
    let seen = seen.into_inner();
    for reason in [Reason::PathNotCanonical, Reason::OperationUnknown, Reason::PermissionMissing, Reason::Permitted] {
        assert!(seen[&reason] > 1000, "{seen:?}");
    }
}

#[test]
fn a_long_path_is_judged_up_to_8192_bytes() {
    let deep = format!("/{}", ["a"; 4096].join("/"));
    let (_, strict) = ward(&TEMPLATES, ("reject", "reject"));
    let (_, lenient) = ward(&TEMPLATES, ("ignore", "reject"));
    for (ward, path, reason) in [
        (&strict, format!("/{}", "x".repeat(8191)), Reason::Permitted),
        (&strict, format!("/{}", "x".repeat(8192)), Reason::PathNotCanonical),
        (&lenient, format!("/{}/", "x".repeat(8190)), Reason::Permitted),
        (&lenient, format!("/{}/", "x".repeat(8191)), Reason::PathNotCanonical),
        (&strict, format!("/{}", "%20".repeat(2730)), Reason::Permitted),
        (&strict, deep.clone(), Reason::OperationUnknown),
        (&strict, deep + "a", Reason::PathNotCanonical),
    ] {
        assert_eq!(decide(ward, "public", "GET", &path).reason, reason, "{} bytes", path.len());
    }
}

/// What a router may make of a path before it looks for a route: path parameters stripped, backslashes turned,
/// slashes merged, dot segments resolved, escapes decoded once or twice. Where `%2F` is kept, it decodes segments.
fn routed(path: &str, decodings: usize, keep_encoded_slash: bool) -> Vec<String> {
    let stripped: Vec<&str> = path.split('/').map(|segment| segment.split(';').next().unwrap_or_default()).collect();
    let mut segments = resolved(&stripped.join("/").replace('\\', "/"));
    for _ in 0..decodings {
        let once = |segment: &str| String::from_utf8_lossy(&decode(segment)).into_owned();
        segments = if keep_encoded_slash {
            segments.iter().map(|segment| once(segment)).collect()
        } else {
            resolved(&once(&format!("/{}", segments.join("/"))).replace('\\', "/"))
        };
    }
    segments
}

fn resolved(path: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment.to_owned()),
        }
    }
    segments
}

/// The operation of a route table whose templates are decoded as often as the path is, but at most once. It may
/// ignore the case of letters.
fn route(
    readings: &[(&Value, Vec<Part>)],
    segments: &[String],
    decodings: usize,
    ignores_case: bool,
) -> Option<String> {
    let read = |text: &str| {
        let text = if decodings > 0 { String::from_utf8(decode(text)).unwrap() } else { text.to_owned() };
        if ignores_case { text.to_ascii_lowercase() } else { text }
    };
    let part = |part: &Part| match part {
        Part::Literal(literal) => Part::Literal(read(literal)),
        Part::Parameter { before, name, after } => {
            Part::Parameter { before: read(before), name: name.clone(), after: read(after) }
        }
        Part::Tail => Part::Tail,
    };
    let readings: Vec<_> = readings.iter().map(|(it, parts)| (it, parts.iter().map(part).collect())).collect();
    let lower = |segment: &String| if ignores_case { segment.to_ascii_lowercase() } else { segment.clone() };
    let segments: Vec<String> = segments.iter().map(lower).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    best(&readings, &segments).map(|(operation, _)| operation["id"].as_str().unwrap().to_owned())
}

#[test]
fn routers_that_mend_a_path_find_the_operation_that_was_judged() {
    let found = RefCell::new(0);
    let wards = RULES.map(|rules| (rules, ward(&TEMPLATES, rules)));
    let oracles = wards.each_ref().map(|(_, (catalog, _))| Oracle { catalog, project: &Value::Null }.readings("GET"));
    oracle::check(20_000, 2, &paths(), |path| {
        for ((rules, (_, ward)), readings) in wards.iter().zip(&oracles) {
            let decision = decide(ward, "protected", "GET", &path);
            if decision.path.is_none() {
                continue;
            }
            for (decodings, ignores_case) in [(0, false), (1, false), (2, false), (1, true), (2, true)] {
                let segments = routed(&path, decodings, rules.1 == "keep");
                let routed = route(readings, &segments, decodings, ignores_case);
                assert_eq!(routed, decision.operation, "{path:?} under {rules:?}, decoded {decodings} times");
            }
            *found.borrow_mut() += u32::from(decision.operation.is_some());
        }
    });
    assert!(found.into_inner() > 10_000);
}

#[test]
fn a_router_that_mends_would_be_fooled_by_paths_that_are_refused() {
    let (catalog, ward) = ward(&TEMPLATES, ("reject", "reject"));
    let readings = Oracle { catalog: &catalog, project: &Value::Null }.readings("GET");
    for path in ["/b/../a", "//a", "/%61", "/a;x", "/b/%2e%2e/a", "/b%2F..%2Fa", "/%2561", "/b\\..\\a"] {
        assert!(
            (0..=2).any(|decodings| route(&readings, &routed(path, decodings, false), decodings, false)
                == Some("GET /a".into()))
        );
        assert_eq!(decide(&ward, "protected", "GET", path).reason, Reason::PathNotCanonical, "{path}");
    }
    assert_eq!(list(&catalog, "operations").len(), TEMPLATES.len());
}
