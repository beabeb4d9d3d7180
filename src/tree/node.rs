//! What a tree holds: its values, read one after the other.

use super::{Cell, Tree, mark, number, size};

/// One value on the way to another: where it is, where what contains it is, and its place there.
#[derive(Clone, Copy)]
pub(super) struct Step {
    parent: u32,
    at: u32,
    place: usize,
}

/// A value, without the values in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Integer(i64),
    /// As it is written.
    Number(&'t str),
    Text(&'t str),
    Foreign(&'t str),
    List,
    Object,
}

/// One value of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) at: u32,
}

/// Where nothing is.
const NOWHERE: u32 = u32::MAX;

impl<'t> Node<'t> {
    #[inline(never)]
    pub(crate) fn value(self) -> Value<'t> {
        let (start, end, make): (_, _, fn(_) -> _) = match self.tree.cell(self.at) {
            Cell::Null => return Value::Null,
            Cell::Bool(value) => return Value::Bool(value),
            Cell::Integer(value) => return Value::Integer(value),
            Cell::Number(start, end) => (start, end, Value::Number),
            Cell::Text(start, end) => (start, end, Value::Text),
            Cell::Foreign(start, end) => (start, end, Value::Foreign),
            Cell::List(_) => return Value::List,
            Cell::Object(_) => return Value::Object,
        };
        make(self.tree.slice(start, end))
    }

    /// What it is, for a sentence.
    pub(crate) fn kind(self) -> &'t str {
        match self.value() {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Integer(_) | Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List => "a list",
            Value::Object => "an object",
            Value::Foreign(description) => description,
        }
    }

    /// The entries of a list or the members of an object; of anything else none.
    #[inline(never)]
    pub(crate) fn items(self) -> Items<'t> {
        let (end, named) = match self.tree.cell(self.at) {
            Cell::List(end) => (end, false),
            Cell::Object(end) => (end, true),
            _ => (0, false),
        };
        Items { tree: self.tree, next: self.at.wrapping_add(1), end, named }
    }

    /// The first member of a name.
    #[inline(always)]
    pub(crate) fn get(self, name: &str) -> Option<Self> {
        let at = self.place_of(name);
        if at == NOWHERE { None } else { Some(Self { tree: self.tree, at }) }
    }

    /// The first member of a name, or what holds nothing.
    #[inline(always)]
    pub(crate) fn member(self, name: &str) -> Self {
        Self { tree: self.tree, at: self.place_of(name) }
    }

    /// Where the first member of a name is.
    #[inline(never)]
    fn place_of(self, name: &str) -> u32 {
        let Self { tree, at } = self;
        let Cell::Object(end) = tree.cell(at) else { return NOWHERE };
        let (marked, marks) = tree.marked;
        if marked == at && marks != 0 && marks & mark(name.as_bytes()) == 0 {
            return NOWHERE;
        }
        let mut at = at.wrapping_add(1);
        while at < end {
            let value = at.wrapping_add(1);
            if let Cell::Text(start, end) = tree.cell(at)
                && size(end.wrapping_sub(start)) == name.len()
                && tree.bytes(start, end) == name.as_bytes()
            {
                return value;
            }
            at = tree.after(value);
        }
        NOWHERE
    }

    /// The name of a member.
    #[inline(never)]
    fn name(self) -> &'t str {
        match self.tree.cell(self.at.wrapping_sub(1)) {
            Cell::Text(start, end) => self.tree.slice(start, end),
            _ => "",
        }
    }

    pub(crate) fn as_text(self) -> Option<&'t str> {
        if let Value::Text(text) = self.value() { Some(text) } else { None }
    }

    /// The text that it is; nothing if it is none.
    #[inline(never)]
    pub(crate) fn own_text(self) -> &'t str {
        self.as_text().unwrap_or_default()
    }

    /// A member's text; nothing if there is none.
    #[inline(never)]
    pub(crate) fn text(self, name: &str) -> &'t str {
        self.optional_text(name).unwrap_or_default()
    }

    /// The text of a member that is there; nothing if it is no text.
    #[inline(never)]
    pub(crate) fn optional_text(self, name: &str) -> Option<&'t str> {
        self.get(name).map(Node::own_text)
    }

    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        self.get(name).map(|node| matches!(node.value(), Value::Bool(true)))
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self.tree.cell(self.at), Cell::List(_))
    }

    /// The entries or members of a member.
    #[inline(never)]
    pub(crate) fn items_of(self, name: &str) -> Items<'t> {
        self.member(name).items()
    }

    /// The value in an order of members that is always the same: two that read alike are alike.
    #[inline(never)]
    pub(crate) fn written(self, members: &[&str]) -> String {
        let mut text = String::new();
        if matches!(self.value(), Value::Object) {
            for name in members {
                text.push(';');
                if let Some(node) = self.get(name) {
                    node.write_into(&mut text);
                }
            }
        } else {
            self.write_into(&mut text);
        }
        text
    }

    fn write_into(self, text: &mut String) {
        match self.value() {
            Value::Text(value) => push_text(text, value),
            Value::Bool(value) => text.push(if value { 'y' } else { 'n' }),
            _ => text.push('('),
        }
        let items = self.items();
        let named = items.named;
        for item in items {
            if named {
                push_text(text, item.name());
            }
            item.node.write_into(text);
        }
        text.push(')');
    }

    /// The place as a JSON Pointer (RFC 6901).
    #[inline(never)]
    pub(crate) fn pointer(self) -> String {
        let mut text = String::new();
        let mut trail = self.tree.trail.take();
        let mut depth = 0_usize;
        let mut above = 0;
        while above < self.at {
            let mut items = Node { tree: self.tree, at: above }.items();
            let mut step = Step { parent: above, at: items.next.wrapping_add(u32::from(items.named)), place: 0 };
            if let Some(known) = trail.get(depth)
                && known.parent == above
                && known.at <= self.at
            {
                step = *known;
            }
            while self.tree.after(step.at) <= self.at {
                step.at = self.tree.after(step.at).wrapping_add(u32::from(items.named));
                step.place = step.place.wrapping_add(1);
            }
            if step.at > self.at || step.at >= items.end {
                break;
            }
            if items.named {
                items.next = step.at.wrapping_sub(1);
                push_step(&mut text, items.next().map(Item::name).unwrap_or_default());
            } else {
                push_step(&mut text, &crate::text::count(step.place));
            }
            match trail.get_mut(depth) {
                Some(known) => *known = step,
                None => trail.push(step),
            }
            depth = depth.wrapping_add(1);
            above = step.at;
        }
        self.tree.trail.set(trail);
        text
    }
}

/// Adds a text such that it is told where it ends.
fn push_text(text: &mut String, value: &str) {
    text.push('"');
    push_number(text, number(value.len()));
    text.push_str(value);
}

/// Adds a number as letters below 128, six bits in each.
fn push_number(text: &mut String, mut number: u32) {
    while number >= 64 {
        text.push(char::from((number & 63 | 64) as u8));
        number = number.wrapping_shr(6);
    }
    text.push(char::from(number as u8));
}

/// Adds one step to a JSON Pointer.
pub(crate) fn push_step(pointer: &mut String, step: &str) {
    pointer.push('/');
    for letter in step.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            letter => pointer.push(letter),
        }
    }
}

/// What a list or object holds.
#[derive(Clone)]
pub(crate) struct Items<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) next: u32,
    pub(super) end: u32,
    pub(super) named: bool,
}

impl<'t> Items<'t> {
    /// The names of members.
    #[inline(always)]
    pub(crate) fn names(self) -> Vec<&'t str> {
        self.all(true)
    }

    /// The texts that the entries are; nothing for one that is none.
    #[inline(always)]
    pub(crate) fn texts(self) -> Vec<&'t str> {
        self.all(false)
    }

    #[inline(never)]
    fn all(self, names: bool) -> Vec<&'t str> {
        let mut all = Vec::new();
        for item in self {
            all.push(if names { item.name() } else { item.node.own_text() });
        }
        all
    }
}

/// A list's entry, or a member.
#[derive(Clone, Copy)]
pub(crate) struct Item<'t> {
    named: bool,
    pub(crate) node: Node<'t>,
}

impl<'t> Item<'t> {
    /// A member's name; nothing for an entry.
    #[inline(always)]
    pub(crate) fn name(self) -> &'t str {
        if self.named { self.node.name() } else { "" }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Item<'t>;

    #[inline(always)]
    fn next(&mut self) -> Option<Item<'t>> {
        let at = self.step();
        if at == 0 { None } else { Some(Item { named: self.named, node: Node { tree: self.tree, at } }) }
    }
}

impl Items<'_> {
    /// Where the next value is; 0 after the last.
    #[inline(never)]
    fn step(&mut self) -> u32 {
        if self.next >= self.end {
            return 0;
        }
        let at = self.next.wrapping_add(u32::from(self.named));
        self.next = self.tree.after(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_differ_are_written_otherwise() {
        let objects: [&[&str]; 5] = [&["a", "b"], &["b", "a"], &["a:y)b"], &["ay)1\"b"], &["a"]];
        let mut seen = Vec::new();
        for (named, names) in [true, false].into_iter().flat_map(|named| objects.map(|names| (named, names))) {
            let mut tree = Tree::default();
            tree.open(false);
            tree.open(named);
            for name in names {
                tree.add(Value::Text(name));
                if named {
                    tree.add(Value::Bool(true));
                }
            }
            tree.close();
            seen.push(tree.close().written(&[]));
        }
        for (place, text) in seen.iter().enumerate() {
            assert!(!seen.iter().take(place).any(|other| other == text), "{text}");
        }
    }

    #[test]
    fn a_place_is_written_as_a_json_pointer() {
        let mut tree = Tree::default();
        tree.open(true);
        for name in ["x", "a/b~c"] {
            tree.add(Value::Text(name));
            tree.open(false);
            for value in 0..4 {
                tree.add(Value::Integer(value));
            }
            tree.close();
        }
        tree.close();
        let root = tree.root();
        let entry = |name: &str, place| root.items_of(name).nth(place).unwrap().node.pointer();
        assert_eq!(entry("a/b~c", 3), "/a~1b~0c/3");
        assert_eq!(entry("a/b~c", 1), "/a~1b~0c/1");
        assert_eq!(entry("x", 0), "/x/0");
        assert_eq!(root.get("x").unwrap().pointer(), "/x");
        assert_eq!(root.pointer(), "");
    }
}
