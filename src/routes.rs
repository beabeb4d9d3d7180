//! Which operation a method and path name.

use crate::index::Index;
use crate::path::{Segments, decoded, head, same};
use crate::prelude::*;

/// One segment of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Matches itself.
    Literal(Box<str>),
    /// Matches one segment; `true` where it is the environment's id.
    Parameter(bool),
}

/// Where a reading of a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) operation: u32,
    /// The place of the segment that names the environment.
    pub(crate) environment: Option<u8>,
}

/// What a path is, under one method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Operation(Leaf),
    Nothing,
    /// A segment is spelt otherwise than the literal that it decodes to.
    Misspelt,
}

#[derive(Clone, Debug, Default)]
struct Node {
    literals: Vec<Literal>,
    /// Where each literal is, by its head; 0 for nowhere, else its place and one more. Probed one after the other.
    slots: Box<[u32]>,
    parameter: Option<u32>,
    leaf: Option<Leaf>,
}

#[derive(Clone, Debug)]
struct Literal {
    /// The first eight bytes: tells most segments apart at once.
    head: u64,
    text: Box<[u8]>,
    node: u32,
}

impl Literal {
    /// Whether it is a segment that starts like it.
    fn is(&self, segment: &[u8]) -> bool {
        self.text.len() == segment.len() && (segment.len() <= 8 || same(&self.text, segment))
    }
}

/// All templates of a catalog, a tree of segments for each method.
///
/// Invariant: a node has one parent, so one path visits no node twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    pub(crate) methods: Index,
    /// By the method's number, the number of its root.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    escaped_literals: bool,
}

impl Routes {
    /// Adds one template; the operation that has the same one already, if any.
    pub(crate) fn add(&mut self, method: &str, parts: &[Part], operation: u32) -> Option<u32> {
        let mut node = self.root(method);
        let mut environment = None;
        for (place, part) in parts.iter().enumerate() {
            node = match part {
                Part::Literal(text) => self.literal(node, text.as_bytes()),
                Part::Parameter(names_environment) => {
                    if *names_environment {
                        environment = u8::try_from(place).ok();
                    }
                    self.parameter(node)
                }
            };
        }
        let slot = &mut self.node_mut(node)?.leaf;
        match slot {
            Some(taken) if taken.operation != operation => Some(taken.operation),
            Some(_) => None,
            None => {
                *slot = Some(Leaf { operation, environment });
                None
            }
        }
    }

    /// The number of a method, `HEAD` being judged as `GET`.
    pub(crate) fn method(&self, method: &str) -> Option<u32> {
        self.methods.get(if method == "HEAD" { b"GET" } else { method.as_bytes() })
    }

    /// What a path names under a method: of all readings, the one with the leftmost literal.
    pub(crate) fn find(&self, method: Option<u32>, segments: &Segments<'_>) -> Found {
        let Some(root) = method.and_then(|method| self.roots.get(usize::try_from(method).ok()?)) else {
            return Found::Nothing;
        };
        if (segments.escaped || self.escaped_literals) && self.misspelt(*root, 0, segments) {
            return Found::Misspelt;
        }
        self.search(*root, 0, segments).map_or(Found::Nothing, Found::Operation)
    }

    fn search(&self, node: u32, place: usize, segments: &Segments<'_>) -> Option<Leaf> {
        let (mut node, mut place) = (self.node(node)?, place);
        while place < segments.count() {
            let (segment, head) = segments.with_head(place)?;
            place = place.saturating_add(1);
            node = match (node.literal_of(segment, head), node.parameter) {
                (Some(next), None) | (None, Some(next)) => self.node(next)?,
                (Some(literal), Some(parameter)) => {
                    if let Some(leaf) = self.search(literal, place, segments) {
                        return Some(leaf);
                    }
                    self.node(parameter)?
                }
                (None, None) => return None,
            }
        }
        node.leaf
    }

    /// Whether a segment decodes to a literal that it could match, and is spelt otherwise.
    fn misspelt(&self, node: u32, place: usize, segments: &Segments<'_>) -> bool {
        let (Some(node), Some(segment)) = (self.node(node), segments.get(place)) else { return false };
        let other = |literal: &Literal| *literal.text != *segment && decoded(&literal.text).eq(decoded(segment));
        let next = place.saturating_add(1);
        node.literals.iter().any(other)
            || node.literal(segment).is_some_and(|literal| self.misspelt(literal, next, segments))
            || node.parameter.is_some_and(|parameter| self.misspelt(parameter, next, segments))
    }

    fn node(&self, place: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(place).ok()?)
    }

    fn node_mut(&mut self, place: u32) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(place).ok()?)
    }

    fn new_node(&mut self) -> u32 {
        let place = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node::default());
        place
    }

    fn root(&mut self, method: &str) -> u32 {
        if self.methods.insert(method).is_some() {
            let root = self.new_node();
            self.roots.push(root);
        }
        let root = self.method(method).and_then(|method| self.roots.get(usize::try_from(method).ok()?));
        root.copied().unwrap_or(u32::MAX)
    }

    fn literal(&mut self, node: u32, text: &[u8]) -> u32 {
        if let Some(next) = self.node(node).and_then(|node| node.literal(text)) {
            return next;
        }
        self.escaped_literals |= text.contains(&b'%');
        let next = self.new_node();
        if let Some(node) = self.node_mut(node) {
            node.literals.push(Literal { head: head(text), text: text.into(), node: next });
            node.fill_slots();
        }
        next
    }

    fn parameter(&mut self, node: u32) -> u32 {
        if let Some(next) = self.node(node).and_then(|node| node.parameter) {
            return next;
        }
        let next = self.new_node();
        if let Some(node) = self.node_mut(node) {
            node.parameter = Some(next);
        }
        next
    }
}

impl Node {
    fn literal(&self, segment: &[u8]) -> Option<u32> {
        self.literal_of(segment, head(segment))
    }

    #[inline]
    fn literal_of(&self, segment: &[u8], head: u64) -> Option<u32> {
        match self.literals.as_slice() {
            [] => return None,
            [only] => return if only.head == head && only.is(segment) { Some(only.node) } else { None },
            _ => {}
        }
        let mut slot = self.slot(head);
        loop {
            // there are twice as many slots as literals, so that an empty one comes
            let place = usize::try_from(self.slots.get(slot)?.checked_sub(1)?).ok()?;
            let literal = self.literals.get(place)?;
            if literal.head == head && literal.is(segment) {
                return Some(literal.node);
            }
            slot = self.after(slot);
        }
    }

    /// The slot that a head is looked for in first: there is a power of two of them.
    fn slot(&self, head: u64) -> usize {
        let mixed = (head ^ (head >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
        usize::try_from(mixed).unwrap_or_default() & self.slots.len().wrapping_sub(1)
    }

    const fn after(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.slots.len().wrapping_sub(1)
    }

    fn fill_slots(&mut self) {
        let count = self.literals.len().saturating_mul(2).next_power_of_two();
        self.slots = vec![0; count].into_boxed_slice();
        for (place, literal) in (1_u32..).zip(&self.literals) {
            let mut slot = self.slot(literal.head);
            while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = self.after(slot);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = place;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::{PathRules, with_segments};

    fn routes(templates: &[&str]) -> Routes {
        let mut routes = Routes::default();
        for (operation, template) in (0..).zip(templates) {
            let parts: Vec<Part> =
                template
                    .split('/')
                    .skip(1)
                    .map(|part| {
                        if part.starts_with('{') {
                            Part::Parameter(part == "{env}")
                        } else {
                            Part::Literal(part.into())
                        }
                    })
                    .collect();
            assert_eq!(routes.add("GET", &parts, operation), None);
        }
        routes
    }

    fn find(routes: &Routes, path: &str) -> Found {
        let get = routes.method("GET");
        with_segments(path.as_bytes(), PathRules::default(), |segments| routes.find(get, segments)).unwrap()
    }

    fn operation(routes: &Routes, path: &str) -> Option<u32> {
        match find(routes, path) {
            Found::Operation(leaf) => Some(leaf.operation),
            _ => None,
        }
    }

    #[test]
    fn the_reading_with_the_leftmost_literal_wins() {
        let routes = routes(&["/items/{id}", "/items/codename/{codename}", "/items/{id}/variants", "/{env}/x/y/{z}"]);
        for (path, wanted) in [
            ("/items/codename", Some(0)),
            ("/items/codename/variants", Some(1)),
            ("/items/a/variants", Some(2)),
            ("/items/x/y/z", Some(3)),
            ("/items/a/b", None),
            ("/items", None),
            ("/items/Codename/x", None),
        ] {
            assert_eq!(operation(&routes, path), wanted, "{path}");
        }
        assert_eq!(find(&routes, "/e/x/y/z"), Found::Operation(Leaf { operation: 3, environment: Some(0) }));
    }

    #[test]
    fn a_literal_spelt_otherwise_is_not_canonical() {
        let routes = routes(&["/a:b/c", "/a%2Cb", "/{any}/d@e", "/{any}"]);
        for path in ["/a%3Ab/c", "/a%3ab", "/a,b", "/a%2cb", "/x/d%40e"] {
            assert_eq!(find(&routes, path), Found::Misspelt, "{path}");
        }
        for (path, wanted) in [("/a:b/c", Some(0)), ("/a%2Cb", Some(1)), ("/x/d@e", Some(2)), ("/a%3Bb", Some(3))] {
            assert_eq!(operation(&routes, path), wanted, "{path}");
        }
    }

    #[test]
    fn the_same_template_twice_is_told() {
        let mut routes = routes(&["/a/{b}"]);
        assert_eq!(routes.add("GET", &[Part::Literal("a".into()), Part::Parameter(true)], 7), Some(0));
        assert_eq!(routes.add("PUT", &[Part::Literal("a".into()), Part::Parameter(true)], 7), None);
    }
}
