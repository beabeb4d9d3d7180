//! Which operation a method and path name.

use crate::index::Index;
use crate::path::{Segments, decoded, head};
use crate::text::consists_of;

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

/// No node, or no text.
const NONE: u32 = u32::MAX;

/// What a segment may lead to, and what ends here.
#[derive(Clone, Debug)]
struct Node {
    parameter: u32,
    /// [`NONE`] for a root; and whether a literal leads from there to here.
    parent: u32,
    by_literal: bool,
    /// Whether any literal leads on from here.
    literals: bool,
    /// The last of those literals that can be spelt otherwise, among [`Routes::odd`].
    odd: u32,
    leaf: Option<Leaf>,
}

/// A literal that leads from one node to another.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The first eight bytes, and the last: they tell all of most segments.
    head: u64,
    tail: u64,
    /// [`NONE`] where there is no edge.
    from: u32,
    to: u32,
    length: u32,
    /// Where the text starts among [`Routes::texts`].
    text: u32,
}

const NOWHERE: Edge = Edge { head: 0, tail: 0, from: NONE, to: NONE, length: 0, text: NONE };

/// A literal that other segments decode to as well.
#[derive(Clone, Debug)]
struct Odd {
    /// Where it stands among [`Routes::texts`].
    start: u32,
    end: u32,
    /// The one before it that leads on from the same node.
    before: u32,
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
    /// The literals of all nodes, each where its node and head say, or in the next free place: there is a power
    /// of two of them, at least twice as many as are taken.
    edges: Vec<Edge>,
    taken: usize,
    texts: Vec<u8>,
    odd: Vec<Odd>,
    escaped_literals: bool,
}

impl Routes {
    /// Has a reading of a template end at a node; the operation of another that ends there already, if any.
    pub(crate) fn end(&mut self, node: u32, leaf: Leaf) -> Option<u32> {
        let taken = self.node_mut(node)?.leaf.get_or_insert(leaf).operation;
        if taken == leaf.operation { None } else { Some(taken) }
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
        if !self.odd.is_empty() && (segments.escaped || self.escaped_literals) && self.misspelt(*root, 0, segments) {
            return Found::Misspelt;
        }
        self.search(*root, segments).map_or(Found::Nothing, Found::Operation)
    }

    /// Of all readings, the one with the leftmost literal. Calls nothing: engines keep less in registers around calls.
    fn search(&self, root: u32, segments: &Segments<'_>) -> Option<Leaf> {
        let (mut number, mut place) = (root, 0);
        loop {
            let node = self.node(number)?;
            let mut next = NONE;
            if place == segments.count() {
                if node.leaf.is_some() {
                    return node.leaf;
                }
            } else {
                if node.literals {
                    let (segment, head) = segments.with_head(place)?;
                    next = self.literal_of(number, segment, head);
                }
                if next == NONE {
                    next = node.parameter;
                }
            }
            place = place.wrapping_add(1);
            while next == NONE {
                // nothing leads on from here: up, to where a parameter can stand in place of the literal that was taken
                let below = self.node(number)?;
                number = below.parent;
                place = place.wrapping_sub(1);
                if below.by_literal {
                    next = self.node(number)?.parameter;
                }
            }
            number = next;
        }
    }

    /// Whether a segment decodes to a literal that it could match, and is spelt otherwise.
    #[inline(never)]
    fn misspelt(&self, number: u32, place: usize, segments: &Segments<'_>) -> bool {
        let (Some(node), Some(segment)) = (self.node(number), segments.get(place)) else { return false };
        let mut odd = node.odd;
        while let Some(literal) = usize::try_from(odd).ok().and_then(|odd| self.odd.get(odd)) {
            let text = self.text(literal.start, literal.end);
            if text != segment && decoded(text).eq(decoded(segment)) {
                return true;
            }
            odd = literal.before;
        }
        let next = place.saturating_add(1);
        self.misspelt(self.known(number, segment), next, segments) || self.misspelt(node.parameter, next, segments)
    }

    fn node(&self, place: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(place).ok()?)
    }

    fn node_mut(&mut self, place: u32) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(place).ok()?)
    }

    fn new_node(&mut self, parent: u32, by_literal: bool) -> u32 {
        let place = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { parameter: NONE, parent, by_literal, literals: false, odd: NONE, leaf: None });
        place
    }

    /// Where the readings of a method's templates begin.
    pub(crate) fn root(&mut self, method: &str) -> u32 {
        if self.methods.insert(method).is_some() {
            let root = self.new_node(NONE, false);
            self.roots.push(root);
        }
        let root = self.method(method).and_then(|method| self.roots.get(usize::try_from(method).ok()?));
        root.copied().unwrap_or(NONE)
    }

    /// Where a parameter leads from a node.
    pub(crate) fn parameter(&mut self, from: u32) -> u32 {
        match self.node(from) {
            Some(node) if node.parameter == NONE => {
                let next = self.new_node(from, false);
                if let Some(node) = self.node_mut(from) {
                    node.parameter = next;
                }
                next
            }
            node => node.map_or(NONE, |node| node.parameter),
        }
    }

    /// Where a literal leads from a node.
    #[inline(never)]
    pub(crate) fn literal(&mut self, from: u32, text: &[u8]) -> u32 {
        let known = self.known(from, text);
        if known != NONE {
            return known;
        }
        let head = head(text);
        self.escaped_literals |= text.contains(&b'%');
        let to = self.new_node(from, true);
        let (start, length) = (u32::try_from(self.texts.len()).unwrap_or(NONE), length(text));
        self.texts.extend_from_slice(text);
        let place = u32::try_from(self.odd.len()).unwrap_or(NONE);
        let Some(node) = self.node_mut(from) else { return NONE };
        node.literals = true;
        // what is not escaped in a canonical path has one spelling
        if !consists_of(text, b"-._~") {
            let before = std::mem::replace(&mut node.odd, place);
            self.odd.push(Odd { start, end: start.wrapping_add(length), before });
        }
        self.enter(Edge { head, tail: tail(text, head), from, to, length, text: start });
        to
    }

    /// Puts an edge into its place.
    #[inline(never)]
    fn enter(&mut self, edge: Edge) {
        self.taken = self.taken.wrapping_add(1);
        if self.taken.wrapping_mul(2) > self.edges.len() {
            let edges = std::mem::take(&mut self.edges);
            for _ in 0..edges.len().wrapping_mul(2).max(64) {
                self.edges.push(NOWHERE);
            }
            for edge in &edges {
                if edge.from != NONE {
                    self.put(*edge);
                }
            }
        }
        self.put(edge);
    }

    fn put(&mut self, edge: Edge) {
        let mut slot = self.slot(edge.from, edge.head);
        while self.edges.get(slot).is_some_and(|taken| taken.from != NONE) {
            slot = self.after(slot);
        }
        if let Some(free) = self.edges.get_mut(slot) {
            *free = edge;
        }
    }

    /// Where a literal leads; [`NONE`] for a segment that is none.
    #[inline(always)]
    fn literal_of(&self, from: u32, segment: &[u8], head: u64) -> u32 {
        let mut slot = self.slot(from, head);
        while let Some(edge) = self.edges.get(slot) {
            if edge.from == from && edge.head == head {
                let known = edge.tail == tail(segment, head) && edge.length == length(segment);
                if known && (segment.len() <= 16 || self.has_text(edge, segment)) {
                    return edge.to;
                }
            } else if edge.from == NONE {
                return NONE;
            }
            slot = self.after(slot);
        }
        NONE
    }

    /// As [`Routes::literal_of`], where it need not be quick.
    #[inline(never)]
    fn known(&self, from: u32, segment: &[u8]) -> u32 {
        self.literal_of(from, segment, head(segment))
    }

    /// Whether a segment has the text of an edge whose head, tail and length are its own.
    #[inline(always)]
    fn has_text(&self, edge: &Edge, segment: &[u8]) -> bool {
        let rest = usize::try_from(edge.text).ok().and_then(|start| self.texts.get(start..)).unwrap_or_default();
        let mut pairs = rest.as_chunks::<8>().0.iter().zip(segment.as_chunks::<8>().0);
        loop {
            match pairs.next() {
                Some((known, other)) if known != other => return false,
                Some(_) => {}
                None => return rest.len() >= segment.len(),
            }
        }
    }

    /// The text of a literal.
    fn text(&self, start: u32, end: u32) -> &[u8] {
        let bounds = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        bounds.and_then(|(start, end)| self.texts.get(start..end)).unwrap_or_default()
    }

    /// The place that an edge is looked for at first.
    fn slot(&self, from: u32, head: u64) -> usize {
        let mixed = (head ^ u64::from(from)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 40).unwrap_or_default() & self.edges.len().wrapping_sub(1)
    }

    fn after(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.edges.len().wrapping_sub(1)
    }
}

/// The last eight bytes of a text, or all of a shorter one.
fn tail(text: &[u8], head: u64) -> u64 {
    text.last_chunk::<8>().map_or(head, |chunk| u64::from_le_bytes(*chunk))
}

fn length(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::{PathRules, with_segments};

    fn add(routes: &mut Routes, method: &str, template: &str, operation: u32) -> Option<u32> {
        let mut leaf = Leaf { operation, environment: None };
        let mut node = routes.root(method);
        for (place, segment) in (0..).zip(template.split('/').skip(1)) {
            if segment == "{env}" {
                leaf.environment = Some(place);
            }
            node = match segment.strip_prefix('{') {
                Some(_) => routes.parameter(node),
                None => routes.literal(node, segment.as_bytes()),
            };
        }
        routes.end(node, leaf)
    }

    fn routes(templates: &[&str]) -> Routes {
        let mut routes = Routes::default();
        for (operation, template) in (0..).zip(templates) {
            assert_eq!(add(&mut routes, "GET", template, operation), None);
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
        assert_eq!(add(&mut routes, "GET", "/a/{env}", 7), Some(0));
        assert_eq!(add(&mut routes, "PUT", "/a/{env}", 7), None);
    }
}
