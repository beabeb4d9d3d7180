//! Places in a document: where a value stands, as a path and as a JSON Pointer.

use super::tree::Value;

/// The most characters of a pointer; a longer one is cut, and ends in `…`.
const POINTER: usize = 200;

/// How many members are compared when a member is looked up by its name. One that stands further behind comes after as
/// many problems as are kept.
const LOOKED_AT: usize = 1100;

/// Stands for the place of a member that is not there: at the end of its object.
const AT_THE_END: u32 = u32::MAX;

/// A value's place: the steps that lead to it, the last one first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    above: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// The whole document; its tree, if it is kept.
    Document(Option<&'a Value<'a>>),
    /// A whole document that was not read from a text.
    Typed,
    /// A member; its order among the members in the text, or where to begin to look for it.
    Member { name: &'a str, order: Order },
    /// An entry of a list.
    Entry(usize),
    /// An entry of a list whose other entries are not kept: its tree.
    Streamed(usize, &'a Value<'a>),
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Known(usize),
    From(usize),
    Missing,
}

/// Where a place stands in the order of the text, for sorting; and which missing member it is, if it is one. Without a
/// text, names are told apart, and are in no order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path {
    pub(crate) steps: Vec<u32>,
    pub(crate) missing: u32,
}

impl Path {
    /// Whether it is the path of what a missing member would hold.
    pub(crate) fn is_below_missing(&self) -> bool {
        self.steps.split_last().is_some_and(|(_, above)| above.contains(&AT_THE_END))
    }
}

impl<'a> Place<'a> {
    /// A document of which the tree is kept.
    pub(crate) const fn tree(tree: &'a Value<'a>) -> Self {
        Self { above: None, step: Step::Document(Some(tree)) }
    }

    /// A document that was read from a text, of which no tree is kept.
    pub(crate) const fn text() -> Self {
        Self { above: None, step: Step::Document(None) }
    }

    /// A document that was not read from a text.
    pub(crate) const fn typed() -> Self {
        Self { above: None, step: Step::Typed }
    }

    /// A member.
    pub(crate) const fn member(&'a self, name: &'a str) -> Self {
        Self { above: Some(self), step: Step::Member { name, order: Order::From(0) } }
    }

    /// A member that is the one at `index` of a map without repeated members.
    pub(crate) const fn mapped(&'a self, name: &'a str, index: usize) -> Self {
        Self { above: Some(self), step: Step::Member { name, order: Order::From(index) } }
    }

    /// An entry of a list.
    pub(crate) const fn entry(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Entry(index) }
    }

    /// A member whose order in the text is known.
    pub(crate) const fn ordered(&'a self, name: &'a str, order: usize) -> Self {
        Self { above: Some(self), step: Step::Member { name, order: Order::Known(order) } }
    }

    /// A member that is not there.
    pub(super) const fn missing(&'a self, name: &'a str) -> Self {
        Self { above: Some(self), step: Step::Member { name, order: Order::Missing } }
    }

    /// An entry of which only its own tree is kept.
    pub(crate) const fn streamed(&'a self, index: usize, tree: &'a Value<'a>) -> Self {
        Self { above: Some(self), step: Step::Streamed(index, tree) }
    }

    /// From the document to this place.
    fn steps(&self) -> Vec<Step<'a>> {
        let (mut steps, mut place) = (vec![self.step], self.above);
        while let Some(above) = place {
            steps.push(above.step);
            place = above.above;
        }
        steps.reverse();
        steps
    }

    /// Whether the document was read from a text.
    pub(crate) fn has_text(&self) -> bool {
        !matches!(self.steps().first(), Some(Step::Typed))
    }

    /// Where it stands in the order of the text.
    pub(crate) fn path(&self) -> Path {
        let (mut path, mut tree, has_text) = (Path::default(), None, self.has_text());
        for step in self.steps() {
            match step {
                Step::Typed => {}
                Step::Document(document) => tree = document,
                Step::Streamed(index, entry) => {
                    tree = Some(entry);
                    path.steps.push(number(index));
                }
                Step::Entry(index) => {
                    tree = tree.and_then(|tree| tree.entry(index));
                    path.steps.push(number(index));
                }
                Step::Member { name, .. } if !has_text => path.steps.push(tag(name)),
                Step::Member { name, order } => {
                    let found = match (order, tree) {
                        (Order::Known(order), tree) => Some((order, tree.and_then(|tree| tree.value_at(order)))),
                        (Order::From(start), Some(tree)) => {
                            tree.find(name, start, LOOKED_AT).map(|(order, value)| (order, Some(value)))
                        }
                        (Order::From(_) | Order::Missing, _) => None,
                    };
                    if let Some((order, value)) = found {
                        tree = value;
                        path.steps.push(number(order));
                    } else {
                        tree = None;
                        path.steps.push(AT_THE_END);
                        path.missing = path.missing.rotate_left(5) ^ tag(name);
                    }
                }
            }
        }
        path
    }

    /// The place as a JSON Pointer (RFC 6901), cut at [`POINTER`] characters.
    pub(crate) fn pointer(&self) -> String {
        let mut text = String::new();
        let mut room = POINTER;
        for step in self.steps() {
            match step {
                Step::Document(_) | Step::Typed => {}
                Step::Entry(index) | Step::Streamed(index, _) => push(&mut text, &mut room, &index.to_string()),
                Step::Member { name, .. } => push(&mut text, &mut room, name),
            }
        }
        text
    }
}

/// Adds a step to a pointer that has room for so many characters more.
fn push(pointer: &mut String, room: &mut usize, step: &str) {
    for letter in std::iter::once(None).chain(step.chars().map(Some)) {
        let (first, second) = match letter {
            None => ('/', None),
            Some('~') => ('~', Some('0')),
            Some('/') => ('~', Some('1')),
            Some(letter) => (letter, None),
        };
        let length = 1_usize.saturating_add(usize::from(second.is_some()));
        if *room <= length {
            if *room > 0 {
                pointer.push('…');
            }
            *room = 0;
            return;
        }
        pointer.push(first);
        pointer.extend(second);
        *room = room.saturating_sub(length);
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(AT_THE_END)
}

/// Tells the names of an object's members apart; never 0.
fn tag(name: &str) -> u32 {
    let tag = |tag: u32, byte: u8| (tag ^ u32::from(byte)).wrapping_mul(16_777_619);
    name.bytes().take(POINTER).fold(2_166_136_261, tag) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_escaped_and_cut() {
        let root = Place::typed();
        let member = root.member("a/b~c");
        assert_eq!(member.entry(3).pointer(), "/a~1b~0c/3");
        assert_eq!(root.pointer(), "");
        let long = "é/".repeat(10_000);
        let place = root.member(&long);
        let pointer = place.entry(1).pointer();
        assert!(pointer.chars().count() <= POINTER && pointer.ends_with('…'), "{pointer}");
        let exact = "x".repeat(150);
        assert_eq!(root.member(&exact).pointer().len(), 151);
    }
}
