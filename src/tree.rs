//! A JSON value as a tree of cells: it forgets nothing, neither the order of members nor those that stand twice.
//! Its texts stand where they were read, or in a buffer of its own.

use crate::prelude::*;
use crate::texts::push_number;

use core::cell;

/// One value, or one member's name. What it contains follows it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cell {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no whole one, or too large, as it is written.
    Number(u32, u32),
    /// From one place up to another: in what was read, or behind it in the buffer.
    Text(u32, u32),
    /// A value that JSON does not have (`NaN`, a function), by its description.
    Foreign(u32, u32),
    /// Up to the cell after its last one.
    List(u32),
    /// Names and values by turns, up to the cell after the last one.
    Object(u32),
}

/// A tree, or one that is being made: each value is added after the one before it.
#[derive(Default)]
pub(crate) struct Tree<'s> {
    /// What was read.
    source: &'s str,
    cells: Vec<Cell>,
    /// The texts that do not stand there.
    texts: String,
    /// The lists and objects that are being made.
    open: Vec<u32>,
    /// Where the last value that was pointed at was found: the next is likely to be close behind.
    trail: cell::Cell<Vec<Step>>,
    /// The object that was looked at last, and the marks of its members' names.
    marked: (u32, u64),
}

/// A bit that two names seldom share; the factors tell the names of documents apart.
#[inline(always)]
fn mark(name: &[u8]) -> u64 {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return 1 };
    let mark = u32::from(*first).wrapping_mul(59).wrapping_add(u32::from(*last).wrapping_mul(50));
    1_u64.wrapping_shl(mark.wrapping_add(number(name.len())))
}

/// The names of an object's members that are read.
#[derive(Default)]
pub(crate) struct Names {
    /// Their marks.
    seen: u64,
    /// Whether two may be the same, or one is empty or begins with a control character. Quick, and seldom wrong.
    odd: bool,
}

/// One value on the way to another: where it is, where what contains it is, and its place there.
#[derive(Clone, Copy)]
struct Step {
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
    tree: &'t Tree<'t>,
    at: u32,
}

/// Where nothing is.
const NOWHERE: u32 = u32::MAX;

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[inline(always)]
fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl<'s> Tree<'s> {
    /// A tree of what stands in a text.
    pub(crate) fn of(source: &'s str) -> Self {
        Self { source, ..Self::default() }
    }

    /// The value that was added first.
    pub(crate) fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }

    #[inline(always)]
    fn push(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    /// Adds a value, or the name of the member whose value is added next. Of lists and objects, an empty one.
    #[inline(always)]
    pub(crate) fn add(&mut self, value: Value<'_>) {
        match value {
            Value::Text(text) => self.add_text(text),
            value => self.add_value(value),
        }
    }

    #[inline(never)]
    fn add_text(&mut self, text: &str) {
        let start = self.text_end();
        self.texts.push_str(text);
        self.push(Cell::Text(start, self.text_end()));
    }

    #[inline(never)]
    fn add_value(&mut self, value: Value<'_>) {
        let end = number(self.cells.len()).wrapping_add(1);
        let cell = match value {
            Value::Null => Cell::Null,
            Value::Bool(value) => Cell::Bool(value),
            Value::Integer(value) => Cell::Integer(value),
            Value::Text(text) | Value::Foreign(text) => return self.add_text(text),
            Value::Number(text) => {
                let start = self.text_end();
                self.texts.push_str(text);
                Cell::Number(start, self.text_end())
            }
            Value::List => Cell::List(end),
            Value::Object => Cell::Object(end),
        };
        self.push(cell);
    }

    fn text_end(&self) -> u32 {
        number(self.source.len().wrapping_add(self.texts.len()))
    }

    /// Adds a text that stands in what was read.
    #[inline]
    pub(crate) fn add_read(&mut self, start: usize, end: usize) {
        self.push(Cell::Text(number(start), number(end)));
    }

    /// Adds a member.
    #[inline(always)]
    pub(crate) fn put(&mut self, name: &str, value: Value<'_>) {
        match value {
            Value::Text(text) => self.put_two(name, text),
            value => self.put_value(name, value),
        }
    }

    #[inline(never)]
    fn put_two(&mut self, name: &str, text: &str) {
        self.add_text(name);
        self.add_text(text);
    }

    #[inline(never)]
    fn put_value(&mut self, name: &str, value: Value<'_>) {
        self.add_text(name);
        self.add_value(value);
    }

    /// Adds a member to the object that is being made, unless it has one of that name. It is what another tree
    /// begins with: a name, and a text or an empty list.
    pub(crate) fn put_once(&mut self, member: &Tree<'_>) -> Option<()> {
        let name = member.root().as_text()?;
        let value = Node { tree: member, at: 1 }.value();
        let mut names = Items { tree: self, next: 1, end: number(self.cells.len()), named: true };
        if names.any(|item| item.name() == name) || !matches!(value, Value::Text(_) | Value::List) {
            return None;
        }
        self.put_value(name, value);
        Some(())
    }

    /// Adds a member, if it has a value.
    pub(crate) fn put_some(&mut self, name: &str, value: Option<Value<'_>>) {
        if let Some(value) = value {
            self.put_value(name, value);
        }
    }

    /// Adds a text member, null if it has none.
    pub(crate) fn put_text(&mut self, name: &str, text: Option<&str>) {
        self.put_value(name, text.map_or(Value::Null, Value::Text));
    }

    /// Begins a member that is an object, or else a list.
    pub(crate) fn begin(&mut self, name: &str, object: bool) {
        self.add(Value::Text(name));
        self.open(object);
    }

    /// Begins an object, or else a list: what is added next is in it.
    #[inline(never)]
    pub(crate) fn open(&mut self, object: bool) {
        self.open.push(number(self.cells.len()));
        self.push(if object { Cell::Object(u32::MAX) } else { Cell::List(u32::MAX) });
    }

    /// Ends the list or object that was begun last, and gives it.
    #[inline(never)]
    pub(crate) fn close(&mut self) -> Node<'_> {
        let at = self.open.pop().unwrap_or_default();
        let end = number(self.cells.len());
        self.set(at, if let Cell::Object(_) = self.cell(at) { Cell::Object(end) } else { Cell::List(end) });
        Node { tree: self, at }
    }

    /// Ends the list or object that was begun last.
    pub(crate) fn end(&mut self) {
        let _ = self.close();
    }

    /// Turns the object at the end, which holds one text, into the value that the text describes.
    pub(crate) fn unwrap_last(&mut self) {
        let Some(last) = self.cells.pop() else { return };
        self.cells.pop();
        self.cells.pop();
        self.push(if let Cell::Text(start, end) = last { Cell::Foreign(start, end) } else { last });
    }

    /// The place of what is added next; that of the object for a member's name.
    pub(crate) fn next_pointer(&self) -> String {
        Node { tree: self, at: number(self.cells.len()) }.pointer()
    }

    /// Takes in the name that was added last.
    #[inline]
    pub(crate) fn note_name(&self, names: &mut Names) {
        if let Some(Cell::Text(start, end)) = self.cells.last() {
            let name = self.bytes(*start, *end);
            let bit = mark(name);
            names.odd |= names.seen & bit != 0 || name.first().is_none_or(|first| *first < 0x20);
            names.seen |= bit;
        }
    }

    /// Ends the list or object that was begun last, which has these names, and gives it if they are odd.
    pub(crate) fn close_read(&mut self, names: Names) -> Option<Node<'_>> {
        let at = self.close().at;
        self.marked = (at, names.seen);
        names.odd.then_some(Node { tree: self, at })
    }

    /// Forgets everything, and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.marked = (0, 0);
        self.cells.clear();
        self.texts.clear();
        self.open.clear();
        self.trail.take();
    }

    fn set(&mut self, at: u32, cell: Cell) {
        if let Some(slot) = self.cells.get_mut(size(at)) {
            *slot = cell;
        }
    }

    #[inline(always)]
    fn cell(&self, at: u32) -> Cell {
        self.cells.get(size(at)).copied().unwrap_or(Cell::Null)
    }

    /// The cell after a value.
    #[inline(always)]
    fn after(&self, at: u32) -> u32 {
        match self.cell(at) {
            Cell::List(end) | Cell::Object(end) => end,
            _ => at.wrapping_add(1),
        }
    }

    /// The bytes of a text.
    #[inline(always)]
    fn bytes(&self, start: u32, end: u32) -> &[u8] {
        let (start, end) = (size(start), size(end));
        let bytes = match start.checked_sub(self.source.len()) {
            Some(start) => self.texts.as_bytes().get(start..end.wrapping_sub(self.source.len())),
            None => self.source.as_bytes().get(start..end),
        };
        bytes.unwrap_or_default()
    }

    #[inline(always)]
    fn slice(&self, start: u32, end: u32) -> &str {
        let (start, end) = (size(start), size(end));
        let text = match start.checked_sub(self.source.len()) {
            Some(start) => self.texts.get(start..end.wrapping_sub(self.source.len())),
            None => self.source.get(start..end),
        };
        text.unwrap_or_default()
    }
}

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
    tree: &'t Tree<'t>,
    next: u32,
    end: u32,
    named: bool,
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
