//! JSON text (RFC 8259) into a tree.

use crate::problem::{ProblemCode, Report, repeats};
use crate::text::{count, fill};
use crate::tree::{Names, Node, Tree, Value};

/// The deepest nesting of a document.
const MAX_DEPTH: u32 = 64;

/// So deep nothing is read any more.
const BOTTOM: u32 = 128;

/// The name of the only member of an object that stands for a value JSON does not have.
const FOREIGN: &str = "\0";

/// Longer texts than places are numbers for.
pub(super) const TOO_LONG: usize = 1 << 31;

/// Reads JSON text. What cannot be read at all is reported at the root.
pub(super) fn parse<'s>(text: &'s str, report: &mut Report) -> Option<Tree<'s>> {
    let mut reader = Reader::new(text, report);
    let read = if text.len() < TOO_LONG { reader.value() } else { reader.fault("longer than 2 GiB") };
    if read.and_then(|()| reader.end()).is_some() {
        return Some(reader.tree);
    }
    let sentence = reader.sentence();
    // nested so deep that it was not even read to its end
    if !report.problems().iter().any(|problem| problem.code == ProblemCode::TooDeep) {
        report.add_at(ProblemCode::JsonInvalid, String::new(), "not JSON: $", &[&sentence]);
    }
    None
}

pub(super) const VALUE_ENDS: &str = "EOF while parsing a value";
const LIST_ENDS: &str = "EOF while parsing a list";
const OBJECT_ENDS: &str = "EOF while parsing an object";

/// Reads a text from its beginning on, into a tree. What gives `None` has come to a fault: the text is not JSON.
pub(super) struct Reader<'s, 'r> {
    pub(super) text: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
    pub(super) tree: Tree<'s>,
    pub(super) report: &'r mut Report,
    /// How many lists and objects are being read.
    depth: u32,
    /// What is wrong with the byte before this place.
    fault: &'static str,
}

impl<'s, 'r> Reader<'s, 'r> {
    pub(super) fn new(text: &'s str, report: &'r mut Report) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, tree: Tree::of(text), report, depth: 0, fault: "" }
    }

    /// The next byte that is no space, which is not read yet.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.step(),
                next => return next.copied(),
            }
        }
    }

    #[inline(always)]
    pub(super) const fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// Reads a byte, if it comes next.
    #[inline(never)]
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.step();
        }
        found
    }

    /// A fault at what was read last.
    #[cold]
    #[inline(never)]
    pub(super) fn fault<T>(&mut self, message: &'static str) -> Option<T> {
        self.fault = message;
        None
    }

    /// A fault at what comes next.
    #[cold]
    #[inline(never)]
    pub(super) fn fault_next<T>(&mut self, message: &'static str) -> Option<T> {
        self.step();
        self.fault(message)
    }

    /// Why the text is not JSON, and after which of its bytes that is plain.
    fn sentence(&self) -> String {
        let (mut line, mut column) = (1_usize, 0_usize);
        for byte in self.bytes.get(..self.at).unwrap_or(self.bytes) {
            column = column.wrapping_add(1);
            if *byte == b'\n' {
                (line, column) = (line.wrapping_add(1), 0);
            }
        }
        fill("$ at line $ column $", &[self.fault, &count(line), &count(column)])
    }

    /// Reads what may stand after a value that is alone.
    fn end(&mut self) -> Option<()> {
        if self.peek().is_none() { Some(()) } else { self.fault_next("trailing characters") }
    }

    /// Whether what is read is kept.
    #[inline(always)]
    pub(super) const fn is_kept(&self) -> bool {
        self.depth <= MAX_DEPTH
    }

    /// Keeps a value.
    pub(super) fn add(&mut self, value: Value<'_>) {
        if self.is_kept() {
            self.tree.add(value);
        }
    }

    /// Reads a value.
    pub(super) fn value(&mut self) -> Option<()> {
        let (word, value) = match self.peek() {
            Some(b'"') => return self.text(),
            Some(open @ (b'{' | b'[')) => return self.items(open == b'{'),
            Some(b'-' | b'0'..=b'9') => return self.number(),
            Some(b't') => ("true", Value::Bool(true)),
            Some(b'f') => ("false", Value::Bool(false)),
            Some(b'n') => ("null", Value::Null),
            Some(_) => return self.fault_next("expected value"),
            None => return self.fault(VALUE_ENDS),
        };
        self.word(word)?;
        self.add(value);
        Some(())
    }

    /// Reads a list or object, whose first byte comes next.
    fn items(&mut self, object: bool) -> Option<()> {
        self.depth = self.depth.wrapping_add(1);
        if self.depth == BOTTOM {
            return self.fault_next("recursion limit exceeded");
        }
        if self.is_kept() {
            self.tree.open(object);
        } else if self.depth == MAX_DEPTH + 1 {
            let at = self.tree.next_pointer();
            self.report.add_at(ProblemCode::TooDeep, at, "it is nested deeper than 64 levels", &[]);
            self.tree.add(if object { Value::Object } else { Value::List });
        }
        self.step();
        let (close, ends) = if object { (b'}', OBJECT_ENDS) } else { (b']', LIST_ENDS) };
        let mut names = Names::default();
        let mut first = true;
        loop {
            match self.peek() {
                Some(next) if next == close && first => break,
                Some(next) if next == close => return self.fault_next("trailing comma"),
                Some(b'"') if object => self.name(&mut names)?,
                Some(_) if object => return self.fault_next("key must be a string"),
                Some(_) => {}
                None => return self.fault(if first { ends } else { VALUE_ENDS }),
            }
            self.value()?;
            match self.peek() {
                Some(b',') => self.step(),
                Some(next) if next == close => break,
                Some(_) => return self.fault_next(if object { "expected `,` or `}`" } else { "expected `,` or `]`" }),
                None => return self.fault(ends),
            }
            first = false;
        }
        self.step();
        if self.is_kept()
            && let Some(object) = self.tree.close_read(names)
            && leave_object(object, self.report)
        {
            self.tree.unwrap_last();
        }
        self.depth = self.depth.wrapping_sub(1);
        Some(())
    }

    /// Reads a member's name, which comes next, and what stands between it and the value.
    pub(super) fn name(&mut self, names: &mut Names) -> Option<()> {
        self.text()?;
        if self.is_kept() {
            self.tree.note_name(names);
        }
        if self.eat(b':') {
            return Some(());
        }
        if self.peek().is_some() { self.fault_next("expected `:`") } else { self.fault(OBJECT_ENDS) }
    }
}

/// Reports the names that stand twice in an object; whether it stands for a value JSON does not have.
#[inline(never)]
fn leave_object(node: Node<'_>, report: &mut Report) -> bool {
    let names = node.items().names();
    for place in repeats(&names) {
        let name = names.get(place).copied().unwrap_or_default();
        let message = "the member `$` stands in this object already";
        report.add_in(ProblemCode::MemberRepeated, node, name, message, &[name]);
    }
    names == [FOREIGN] && node.get(FOREIGN).and_then(Node::as_text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_deep_as_other_values() {
        for (depth, problems) in [(64, 0), (65, 1), (66, 1), (127, 1), (10_000, 1)] {
            let mut report = Report::default();
            parse(&format!("{}1.5{}", "[".repeat(depth), "]".repeat(depth)), &mut report);
            assert_eq!(report.len(), problems, "{depth}");
        }
    }
}
