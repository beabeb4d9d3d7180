//! A JSON value as a tree of cells: it forgets nothing, neither the order of members nor those that stand twice.
//! Its texts stand where they were read, or in a buffer of its own.

use std::cell;

mod node;

use node::Step;
pub(crate) use node::{Items, Node, Value, push_step};

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
