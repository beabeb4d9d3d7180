//! Which operation a method and path name.

mod tree;

use crate::index::Index;
use crate::order::sorted;
use crate::path::{Segments, decoded};
use tree::{NONE, Path, Tree};

/// Where a reading of a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// Tells a template and its forms from all others.
    id: u32,
    pub(crate) operation: u32,
    /// What names the environment.
    pub(crate) environment: Option<Taken>,
    /// Where the bound parameters stand among [`Routes::bound`], if there are any.
    bound: u32,
}

/// What a parameter takes of a path: a segment without the text about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The place of the segment.
    pub(crate) place: u8,
    /// How many bytes of it stand before the parameter.
    pub(crate) before: u16,
    /// How many bytes of it stand after the parameter.
    pub(crate) after: u16,
}

/// A bound parameter by its number, and what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) parameter: u32,
    pub(crate) taken: Taken,
}

/// What a path is, under one method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Operation(Leaf),
    Nothing,
    /// Other routers read it otherwise: as another template, or in other forms.
    ReadOtherwise,
}

/// Of two readings that become one where case and escapes do not count, neither is certain.
const AMBIGUOUS: u32 = NONE;

/// All templates of a catalog.
///
/// A path is read twice: as it is spelt, and as other routers read it, with escapes decoded and the case of ASCII
/// letters ignored. Both readings have to end at the same leaf.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    pub(crate) methods: Index,
    /// By the method's number, the number of its root.
    roots: Vec<u32>,
    spelt: Tree,
    /// The templates folded, and their roots; `None` where folding changes none of them.
    folded: Option<(Tree, Vec<u32>)>,
    /// All literals, folded, in order: a segment that folds to none of these is read alike.
    literals: Vec<Vec<u8>>,
    bound: Vec<Vec<Bound>>,
    leaves: u32,
}

impl Routes {
    /// Has a reading of a template end at a node, as a tail or not; the operation of another that ends there already,
    /// if any.
    pub(crate) fn end(
        &mut self,
        node: u32,
        tail: bool,
        operation: u32,
        environment: Option<Taken>,
        bound: &[Bound],
    ) -> Option<u32> {
        let place = if bound.is_empty() { NONE } else { u32::try_from(self.bound.len()).unwrap_or(NONE) };
        let leaf = Leaf { id: self.leaves, operation, environment, bound: place };
        self.leaves += 1;
        if !bound.is_empty() {
            self.bound.push(bound.to_vec());
        }
        self.spelt.end(node, tail, leaf).map(|known| known.operation).filter(|known| *known != operation)
    }

    /// Makes ready what paths are read by a second time. Call it once all templates are in.
    pub(crate) fn finish(&mut self) {
        let (mut literals, mut changed) = (Vec::new(), false);
        self.spelt.each_text(&mut |text, is_literal| {
            let folded = fold(text);
            changed |= folded != text;
            if is_literal {
                literals.push(folded);
            }
        });
        self.literals = sorted(literals, &Ord::cmp);
        self.literals.dedup();
        self.folded = changed.then(|| self.spelt.map(fold, &mut |_, known| known.make_ambiguous()));
    }

    /// Each two operations whose templates are alike but for the case of ASCII letters, the later one first.
    pub(crate) fn alike(&self) -> Vec<(u32, u32)> {
        let (mut alike, mut has_upper) = (Vec::new(), false);
        self.spelt.each_text(&mut |text, _| has_upper |= text.iter().any(u8::is_ascii_uppercase));
        if has_upper {
            self.spelt.map(<[u8]>::to_ascii_lowercase, &mut |leaf, known| {
                if leaf.operation != known.operation {
                    alike.push((leaf.operation.max(known.operation), leaf.operation.min(known.operation)));
                }
            });
        }
        alike
    }

    /// The number of a method, `HEAD` being judged as `GET`.
    pub(crate) fn method(&self, method: &str) -> Option<u32> {
        self.methods.get(if method == "HEAD" { b"GET" } else { method.as_bytes() })
    }

    /// The bound parameters of a reading.
    pub(crate) fn bound(&self, leaf: &Leaf) -> &[Bound] {
        let bound = usize::try_from(leaf.bound).ok().and_then(|place| self.bound.get(place));
        bound.map(Vec::as_slice).unwrap_or_default()
    }

    /// What a path names under a method: of all readings, the most exact one.
    pub(crate) fn find(&self, method: Option<u32>, segments: &Segments<'_>) -> Found {
        let Some(method) = method.and_then(|method| usize::try_from(method).ok()) else { return Found::Nothing };
        let Some(root) = self.roots.get(method) else { return Found::Nothing };
        let leaf = self.spelt.find(*root, segments);
        if (segments.folds() || self.folded.is_some()) && !self.is_read_alike(method, *root, segments, leaf) {
            return Found::ReadOtherwise;
        }
        leaf.map_or(Found::Nothing, Found::Operation)
    }

    /// Whether other routers read a path as it is read here.
    fn is_read_alike(&self, method: usize, root: u32, segments: &Segments<'_>, leaf: Option<Leaf>) -> bool {
        if !self.spelt.has_patterns() && !self.has_folding_literal(segments) {
            return true;
        }
        let folded: Vec<Vec<u8>> = (0..segments.count()).map_while(|place| segments.get(place)).map(fold).collect();
        let (tree, root) = match &self.folded {
            Some((tree, roots)) => (tree, roots.get(method).copied().unwrap_or(NONE)),
            None => (&self.spelt, root),
        };
        let otherwise = tree.descend(
            root,
            0,
            &Path { count: segments.count(), is_escaped: false, get: &|place| folded.get(place).map(Vec::as_slice) },
        );
        otherwise.map(|leaf| leaf.id) == leaf.map(|leaf| leaf.id)
    }

    /// Whether a segment that folding may change is a literal once it is folded.
    fn has_folding_literal(&self, segments: &Segments<'_>) -> bool {
        let mut folded_bytes = [0; 64];
        let mut segments = (0..segments.count()).map_while(|place| segments.get(place));
        segments.any(|segment| {
            if self.folded.is_none() && !segment.iter().any(|byte| *byte == b'%' || byte.is_ascii_uppercase()) {
                return false;
            }
            let mut length = 0_usize;
            for (slot, byte) in folded_bytes.iter_mut().zip(folding(segment)) {
                *slot = byte;
                length += 1;
            }
            // what may not have fitted is looked at more closely
            let is_literal = |text: &[u8]| self.literals.binary_search_by(|literal| (**literal).cmp(text)).is_ok();
            length == folded_bytes.len() || folded_bytes.get(..length).is_some_and(is_literal)
        })
    }

    /// Where the readings of a method's templates begin.
    pub(crate) fn root(&mut self, method: &str) -> u32 {
        if self.methods.insert(method).is_some() {
            let root = self.spelt.root();
            self.roots.push(root);
        }
        let root = self.method(method).and_then(|method| self.roots.get(usize::try_from(method).ok()?));
        root.copied().unwrap_or(NONE)
    }

    /// Where a parameter leads from a node, with text before it, after it, or neither.
    pub(crate) fn parameter(&mut self, from: u32, before: &[u8], after: &[u8]) -> u32 {
        if before.is_empty() && after.is_empty() {
            self.spelt.parameter(from)
        } else {
            self.spelt.pattern(from, before, after)
        }
    }

    /// Where a literal leads from a node.
    pub(crate) fn literal(&mut self, from: u32, text: &[u8]) -> u32 {
        self.spelt.literal(from, text)
    }
}

impl Leaf {
    const fn make_ambiguous(&mut self) {
        self.id = AMBIGUOUS;
    }
}

/// A segment as other routers may read it.
fn folding(segment: &[u8]) -> impl Iterator<Item = u8> {
    decoded(segment).map(|byte| byte.to_ascii_lowercase())
}

fn fold(segment: &[u8]) -> Vec<u8> {
    folding(segment).collect()
}

#[cfg(test)]
mod tests;
