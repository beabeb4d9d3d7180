//! Which reading of a path wins, and which paths other routers read otherwise.

use super::*;
use crate::path::{PathRules, with_segments};

fn add(routes: &mut Routes, method: &str, template: &str, operation: u32) -> Option<u32> {
    let (mut environment, mut tail) = (None, false);
    let mut node = routes.root(method);
    for (place, segment) in (0..).zip(template.split('/').skip(1)) {
        let Some((before, rest)) = segment.split_once('{') else {
            node = routes.literal(node, segment.as_bytes());
            continue;
        };
        let (name, after) = rest.split_once('}').unwrap();
        if name == "env" {
            let length = |text: &str| u16::try_from(text.len()).unwrap();
            environment = Some(Taken { place, before: length(before), after: length(after) });
        }
        tail = name.ends_with('+');
        if !tail {
            node = routes.parameter(node, before.as_bytes(), after.as_bytes());
        }
    }
    routes.end(node, tail, operation, environment, &[])
}

fn routes(templates: &[&str]) -> Routes {
    let mut routes = Routes::default();
    for (operation, template) in (0..).zip(templates) {
        assert_eq!(add(&mut routes, "GET", template, operation), None);
    }
    routes.finish();
    routes
}

fn find(routes: &Routes, path: &str) -> Found {
    let get = routes.method("GET");
    with_segments(path.as_bytes(), PathRules::default(), |segments| routes.find(get, segments)).unwrap()
}

fn operation(routes: &Routes, path: &str) -> Option<u32> {
    match find(routes, path) {
        Found::Operation(leaf) => Some(leaf.operation),
        Found::Nothing => None,
        Found::ReadOtherwise => Some(99),
    }
}

#[test]
fn the_most_exact_reading_wins() {
    let found = routes(&["/items/{id}", "/items/codename/{codename}", "/items/{id}/variants", "/{env}/x/y/{z}"]);
    for (path, wanted) in [
        ("/items/codename", Some(0)),
        ("/items/codename/variants", Some(1)),
        ("/items/a/variants", Some(2)),
        ("/items/x/y/z", Some(3)),
        ("/items/a/b", None),
        ("/items", None),
        ("/items/Codename/x", Some(99)),
    ] {
        assert_eq!(operation(&found, path), wanted, "{path}");
    }
    let Found::Operation(leaf) = find(&found, "/e/x/y/z") else { panic!("not found") };
    assert_eq!(leaf.environment, Some(Taken { place: 0, before: 0, after: 0 }));

    let found = routes(&["/{a}", "/ab{a}", "/ab{a}c", "/a{a}cc", "/{a}c", "/{a+}", "/{a}/x", "/abcc"]);
    for (path, wanted) in [
        ("/abcc", 7),
        ("/abxc", 2),
        ("/abc", 1),
        ("/axcc", 3),
        ("/xc", 4),
        ("/c", 0),
        ("/c/x", 6),
        ("/abxc/x", 6),
        ("/c/y", 5),
        ("/c/x/y/z", 5),
        ("/a%20bc", 4),
    ] {
        assert_eq!(operation(&found, path), Some(wanted), "{path}");
    }
}

#[test]
fn text_about_a_parameter_never_matches_a_part_of_an_escape() {
    let found = routes(&["/{a}0", "/x/{a}20"]);
    assert_eq!(operation(&found, "/a%20"), None);
    assert_eq!(operation(&found, "/a%200"), Some(0));
    assert_eq!(operation(&found, "/x/a%20"), None);
}

#[test]
fn a_path_that_other_routers_read_otherwise_is_refused() {
    let found = routes(&["/a:b/c", "/a%2Cb", "/{any}/d@e", "/{any}", "/userInfo", "/files/{a}.json"]);
    for path in
        ["/a%3Ab/c", "/a%3ab/C", "/a,b", "/a%2cb", "/x/d%40e", "/x/D@e", "/userinfo", "/USERINFO", "/files/x.JSON"]
    {
        assert_eq!(find(&found, path), Found::ReadOtherwise, "{path}");
    }
    for (path, wanted) in
        [("/a:b/c", 0), ("/a%2Cb", 1), ("/x/d@e", 2), ("/a%3Bb", 3), ("/UserInf", 3), ("/userInfo", 4)]
    {
        assert_eq!(operation(&found, path), Some(wanted), "{path}");
    }
    // spelt otherwise, these are two templates; folded, nobody can tell which
    let found = routes(&["/a%2Cb", "/a,b", "/c"]);
    assert_eq!(
        [operation(&found, "/a,b"), operation(&found, "/a%2Cb"), operation(&found, "/c")],
        [Some(99), Some(99), Some(2)]
    );
    let long = format!("/{}", "x".repeat(100));
    let found = routes(&[&*long, "/{a}"]);
    assert_eq!(operation(&found, &long), Some(0));
    assert_eq!(operation(&found, &long.to_uppercase()), Some(99));
    assert_eq!(operation(&found, &format!("{}Y", long)), Some(1));
}

#[test]
fn the_same_template_twice_is_told() {
    let mut found = routes(&["/a/{b}"]);
    assert_eq!(add(&mut found, "GET", "/a/{env}", 7), Some(0));
    assert_eq!(add(&mut found, "PUT", "/a/{env}", 7), None);
    assert_eq!(add(&mut found, "GET", "/a/{b+}", 8), None);
    assert_eq!(add(&mut found, "GET", "/a/{c+}", 9), Some(8));
    assert_eq!(add(&mut found, "GET", "/A/x{c}", 10), None);
    assert_eq!(add(&mut found, "GET", "/a/X{c}", 11), None);
    assert_eq!(found.alike(), [(11, 10)]);
}
