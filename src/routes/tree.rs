//! A tree of segments: where the templates of a catalog lead, segment by segment.

use std::cmp::Reverse;

use super::Leaf;
use crate::path::{Segments, head};

/// No node, or no text.
pub(super) const NONE: u32 = u32::MAX;

/// What a segment may lead to, and what ends here.
#[derive(Clone, Debug)]
struct Node {
    parameter: u32,
    /// [`NONE`] for a root; and whether a literal leads from there to here.
    parent: u32,
    by_literal: bool,
    /// Whether any literal leads on from here.
    literals: bool,
    leaf: Option<Leaf>,
}

/// How a node is reached from its parent.
#[derive(Clone, Debug)]
enum Entry {
    Root,
    /// A literal: where its text stands among [`Tree::texts`], and how long it is.
    Literal(u32, u32),
    Pattern {
        before: Box<[u8]>,
        after: Box<[u8]>,
    },
    Parameter,
}

/// What a node has that is not looked at for every segment.
#[derive(Clone, Debug)]
struct Detail {
    entry: Entry,
    /// The best first.
    patterns: Vec<Pattern>,
    /// What takes all that follows.
    tail: Option<Leaf>,
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
    /// Where the text starts among [`Tree::texts`].
    text: u32,
}

const NOWHERE: Edge = Edge { head: 0, tail: 0, from: NONE, to: NONE, length: 0, text: NONE };

/// A parameter with text before it, after it, or both.
#[derive(Clone, Debug)]
struct Pattern {
    before: Box<[u8]>,
    after: Box<[u8]>,
    to: u32,
}

impl Pattern {
    /// Longer text before the parameter comes first, then longer text after it. Of two patterns that take the same
    /// segment, each text of one begins (or ends) with the other's, so the lengths in bytes order them.
    fn rank(&self) -> (Reverse<usize>, Reverse<usize>) {
        (Reverse(self.before.len()), Reverse(self.after.len()))
    }

    fn takes(&self, segment: &[u8], is_escaped: bool) -> bool {
        let rest = segment.strip_prefix(&*self.before).and_then(|rest| rest.strip_suffix(&*self.after));
        match rest {
            None | Some([]) => false,
            // an escape is one character: text after the parameter never begins within one
            Some([.., b'%'] | [.., b'%', _]) => !is_escaped,
            Some(_) => true,
        }
    }
}

/// The segments of a path, spelt or folded.
pub(super) struct Path<'a> {
    pub(super) count: usize,
    /// Whether its escapes still stand.
    pub(super) is_escaped: bool,
    pub(super) get: &'a dyn Fn(usize) -> Option<&'a [u8]>,
}

/// All templates of a catalog, a tree of segments for each method.
///
/// Invariant: a node has one parent, so one path visits no node twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// By node.
    details: Vec<Detail>,
    /// The literals of all nodes, each where its node and head say, or in the next free place: there is a power
    /// of two of them, at least twice as many as are taken.
    edges: Vec<Edge>,
    taken: usize,
    texts: Vec<u8>,
    /// Whether any node has patterns, or a tail.
    has_patterns: bool,
    has_tails: bool,
}

impl Tree {
    /// Has a reading end at a node, with a tail from there on or without; the operation of another that ends there
    /// already, if any.
    pub(super) fn end(&mut self, node: u32, tail: bool, leaf: Leaf) -> Option<Leaf> {
        self.has_tails |= tail;
        Some(*self.leaf_mut(node, tail)?.get_or_insert(leaf)).filter(|known| *known != leaf)
    }

    fn leaf_mut(&mut self, node: u32, tail: bool) -> Option<&mut Option<Leaf>> {
        Some(if tail { &mut self.detail_mut(node)?.tail } else { &mut self.node_mut(node)?.leaf })
    }

    pub(super) const fn has_patterns(&self) -> bool {
        self.has_patterns
    }

    /// The reading that a path has from a root on: where two differ, the more exact one wins.
    pub(super) fn find(&self, root: u32, segments: &Segments<'_>) -> Option<Leaf> {
        if !self.has_patterns && !self.has_tails {
            return self.search(root, segments);
        }
        self.descend(root, 0, &Path { count: segments.count(), is_escaped: true, get: &|place| segments.get(place) })
    }

    /// As [`Tree::descend`], in a tree without patterns and tails. Calls nothing: engines keep less in registers around calls.
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
            place += 1;
            while next == NONE {
                // nothing leads on from here: up, to where a parameter can stand in place of the literal that was taken
                let below = self.node(number)?;
                number = below.parent;
                place -= 1;
                if below.by_literal {
                    next = self.node(number)?.parameter;
                }
            }
            number = next;
        }
    }

    /// The best reading of the segments from `place` on. It goes no deeper than the longest template has segments.
    pub(super) fn descend(&self, number: u32, place: usize, path: &Path<'_>) -> Option<Leaf> {
        let node = self.node(number)?;
        if place >= path.count {
            return node.leaf;
        }
        let segment = (path.get)(place)?;
        let next = place + 1;
        let literal = if node.literals { self.known(number, segment) } else { NONE };
        let detail = self.detail(number)?;
        let patterns = detail.patterns.iter().filter(|pattern| pattern.takes(segment, path.is_escaped));
        let patterns = patterns.map(|pattern| pattern.to);
        let mut nodes = std::iter::once(literal).chain(patterns).chain([node.parameter]).filter(|node| *node != NONE);
        nodes.find_map(|node| self.descend(node, next, path)).or(detail.tail)
    }

    fn node(&self, place: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(place).ok()?)
    }

    fn node_mut(&mut self, place: u32) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(place).ok()?)
    }

    fn detail(&self, place: u32) -> Option<&Detail> {
        self.details.get(usize::try_from(place).ok()?)
    }

    fn detail_mut(&mut self, place: u32) -> Option<&mut Detail> {
        self.details.get_mut(usize::try_from(place).ok()?)
    }

    fn new_node(&mut self, parent: u32, entry: Entry) -> u32 {
        let place = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let by_literal = matches!(entry, Entry::Literal(..));
        self.nodes.push(Node { parameter: NONE, parent, by_literal, literals: false, leaf: None });
        self.details.push(Detail { entry, patterns: Vec::new(), tail: None });
        place
    }

    /// A new root.
    pub(super) fn root(&mut self) -> u32 {
        self.new_node(NONE, Entry::Root)
    }

    /// Where a parameter leads from a node.
    pub(super) fn parameter(&mut self, from: u32) -> u32 {
        match self.node(from) {
            Some(node) if node.parameter == NONE => {
                let next = self.new_node(from, Entry::Parameter);
                if let Some(node) = self.node_mut(from) {
                    node.parameter = next;
                }
                next
            }
            node => node.map_or(NONE, |node| node.parameter),
        }
    }

    /// Where a parameter with text before it, after it, or both leads from a node.
    pub(super) fn pattern(&mut self, from: u32, before: &[u8], after: &[u8]) -> u32 {
        let same = |known: &&Pattern| *known.before == *before && *known.after == *after;
        if let Some(known) = self.detail(from).and_then(|detail| detail.patterns.iter().find(same)) {
            return known.to;
        }
        let (before, after) = (Box::from(before), Box::from(after));
        let to = self.new_node(from, Entry::Pattern { before: Box::clone(&before), after: Box::clone(&after) });
        let new = Pattern { before, after, to };
        let Some(Detail { patterns, .. }) = self.detail_mut(from) else { return NONE };
        let place = patterns.partition_point(|known| known.rank() <= new.rank());
        patterns.insert(place, new);
        self.has_patterns = true;
        to
    }

    /// Where a literal leads from a node.
    pub(super) fn literal(&mut self, from: u32, text: &[u8]) -> u32 {
        let known = self.known(from, text);
        if known != NONE {
            return known;
        }
        let head = head(text);
        let (start, length) = (u32::try_from(self.texts.len()).unwrap_or(NONE), length(text));
        self.texts.extend_from_slice(text);
        let to = self.new_node(from, Entry::Literal(start, length));
        let Some(node) = self.node_mut(from) else { return NONE };
        node.literals = true;
        self.enter(Edge { head, tail: tail(text, head), from, to, length, text: start });
        to
    }

    /// The same tree with its texts changed, and its roots; `clash` is told of each two readings that have become one.
    pub(super) fn map(&self, change: fn(&[u8]) -> Vec<u8>, clash: &mut dyn FnMut(Leaf, &mut Leaf)) -> (Self, Vec<u32>) {
        let (mut mapped, mut roots) = (Self::default(), Vec::new());
        let mut places: Vec<u32> = Vec::new();
        let place = |places: &[u32], node: u32| {
            usize::try_from(node).ok().and_then(|node| places.get(node)).copied().unwrap_or(NONE)
        };
        for (node, Detail { entry, tail, .. }) in self.nodes.iter().zip(&self.details) {
            // a node comes after its parent
            let parent = place(&places, node.parent);
            let new = match entry {
                Entry::Root => mapped.root(),
                Entry::Parameter => mapped.parameter(parent),
                Entry::Literal(start, length) => mapped.literal(parent, &change(self.text(*start, *length))),
                Entry::Pattern { before, after } => mapped.pattern(parent, &change(before), &change(after)),
            };
            places.push(new);
            if matches!(entry, Entry::Root) {
                roots.push(new);
            }
            for (leaf, is_tail) in [(node.leaf, false), (*tail, true)] {
                if let Some(leaf) = leaf
                    && mapped.end(new, is_tail, leaf).is_some()
                    && let Some(Some(known)) = mapped.leaf_mut(new, is_tail)
                {
                    clash(leaf, known);
                }
            }
        }
        (mapped, roots)
    }

    /// The literals and the texts about parameters.
    pub(super) fn each_text(&self, visit: &mut dyn FnMut(&[u8], bool)) {
        for Detail { entry, .. } in &self.details {
            match entry {
                Entry::Root | Entry::Parameter => {}
                Entry::Literal(start, length) => visit(self.text(*start, *length), true),
                Entry::Pattern { before, after } => {
                    visit(before, false);
                    visit(after, false);
                }
            }
        }
    }

    /// Puts an edge into its place.
    fn enter(&mut self, edge: Edge) {
        self.taken += 1;
        if self.taken * 2 > self.edges.len() {
            let edges = std::mem::take(&mut self.edges);
            for _ in 0..(edges.len() * 2).max(64) {
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

    /// As [`Tree::literal_of`], where it need not be quick.
    fn known(&self, from: u32, segment: &[u8]) -> u32 {
        self.literal_of(from, segment, head(segment))
    }

    /// Whether a segment has the text of an edge whose head, tail and length are its own.
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
    fn text(&self, start: u32, length: u32) -> &[u8] {
        let bounds = usize::try_from(start).ok().zip(usize::try_from(length).ok());
        bounds.and_then(|(start, length)| self.texts.get(start..)?.get(..length)).unwrap_or_default()
    }

    /// The place that an edge is looked for at first.
    fn slot(&self, from: u32, head: u64) -> usize {
        let mixed = (head ^ u64::from(from)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 40).unwrap_or_default() & self.mask()
    }

    /// The number of edges is a power of two, or 0 before the first literal.
    fn mask(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & self.mask()
    }
}

/// The last eight bytes of a text, or all of a shorter one.
fn tail(text: &[u8], head: u64) -> u64 {
    text.last_chunk::<8>().map_or(head, |chunk| u64::from_le_bytes(*chunk))
}

fn length(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
