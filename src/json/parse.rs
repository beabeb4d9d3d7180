//! JSON text (RFC 8259) into a tree.

use crate::prelude::*;
use crate::problem::{ProblemCode, Report, repeats};
use crate::text::{count, fill};
use crate::tree::{Node, Tree, Value};

/// The deepest nesting of a document.
const MAX_DEPTH: u32 = 64;

/// So deep nothing is read any more.
const BOTTOM: u32 = 128;

/// The name of the only member of an object that stands for a value JSON does not have.
const FOREIGN: &str = "\0";

/// Longer texts than places are numbers for.
const TOO_LONG: usize = 1 << 31;

/// Reads JSON text. What cannot be read at all is reported at the root.
pub(super) fn parse<'s>(text: &'s str, report: &mut Report) -> Option<Tree<'s>> {
    let mut tree = Tree::of(text);
    let mut reader = Reader::new(text);
    let read = reader.value(&mut tree, report).and_then(|()| reader.end());
    match read {
        Ok(()) => Some(tree),
        // nested so deep that it was not even read to its end
        Err(_) if report.problems().iter().any(|problem| problem.code == ProblemCode::TooDeep) => None,
        Err(fault) => {
            report.add_at(ProblemCode::JsonInvalid, String::new(), "not JSON: $", &[&fault.sentence(text)]);
            None
        }
    }
}

/// Why a text is not JSON, and after which of its bytes that is plain.
pub(super) struct Fault {
    message: &'static str,
    pub(super) at: usize,
}

impl Fault {
    #[cold]
    fn sentence(&self, text: &str) -> String {
        let before = text.as_bytes().get(..self.at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        fill("$ at line $ column $", &[self.message, &count(line), &count(column)])
    }
}

pub(super) type Read<T> = Result<T, Fault>;

pub(super) const VALUE_ENDS: &str = "EOF while parsing a value";
const LIST_ENDS: &str = "EOF while parsing a list";
const OBJECT_ENDS: &str = "EOF while parsing an object";

/// Reads a text from its beginning on.
pub(super) struct Reader<'s> {
    pub(super) text: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
}

/// The lists and objects that are being read.
#[derive(Default)]
struct Nesting {
    depth: u32,
    /// A bit for each, the innermost lowest: whether it is an object.
    objects: u128,
}

impl Nesting {
    const fn in_object(&self) -> bool {
        self.objects & 1 == 1
    }

    /// Whether what is read is kept.
    const fn is_kept(&self) -> bool {
        self.depth <= MAX_DEPTH
    }
}

impl<'s> Reader<'s> {
    pub(super) const fn new(text: &'s str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
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
        self.at = self.at.saturating_add(1);
    }

    /// Reads a byte, if it comes next.
    #[inline]
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.step();
        }
        found
    }

    /// A fault at what was read last.
    #[cold]
    pub(super) fn fault<T>(&self, message: &'static str) -> Read<T> {
        Err(Fault { message, at: self.at.min(self.bytes.len()) })
    }

    /// A fault at what comes next.
    #[cold]
    pub(super) fn fault_next<T>(&mut self, message: &'static str) -> Read<T> {
        self.step();
        self.fault(message)
    }

    /// Reads what may stand after a value that is alone.
    pub(super) fn end(&mut self) -> Read<()> {
        if self.peek().is_none() { Ok(()) } else { self.fault_next("trailing characters") }
    }

    /// Reads a value, and adds it to a tree.
    pub(super) fn value(&mut self, tree: &mut Tree<'s>, report: &mut Report) -> Read<()> {
        if self.bytes.len() >= TOO_LONG {
            return self.fault("longer than 2 GiB");
        }
        let mut nesting = Nesting::default();
        loop {
            match self.peek() {
                Some(b'"') => self.text(tree, report, nesting.is_kept())?,
                Some(open @ (b'{' | b'[')) => {
                    let object = open == b'{';
                    if self.enter(object, &mut nesting, tree, report)? {
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => self.number(tree, nesting.is_kept())?,
                Some(b't') => self.word("true", Value::Bool(true), tree, nesting.is_kept())?,
                Some(b'f') => self.word("false", Value::Bool(false), tree, nesting.is_kept())?,
                Some(b'n') => self.word("null", Value::Null, tree, nesting.is_kept())?,
                Some(_) => return self.fault_next("expected value"),
                None => return self.fault(VALUE_ENDS),
            }
            while nesting.depth > 0 {
                if self.goes_on(&nesting, tree, report)? {
                    break;
                }
                leave(&mut nesting, tree, report);
            }
            if nesting.depth == 0 {
                return Ok(());
            }
        }
    }

    /// Reads the beginning of a list or object; whether there is anything in it, of which the name has been read.
    fn enter(&mut self, object: bool, nesting: &mut Nesting, tree: &mut Tree<'s>, report: &mut Report) -> Read<bool> {
        if nesting.depth.saturating_add(1) == BOTTOM {
            return self.fault_next("recursion limit exceeded");
        }
        if nesting.depth < MAX_DEPTH {
            tree.open(object);
        } else if nesting.depth == MAX_DEPTH {
            report.add_at(ProblemCode::TooDeep, tree.next_pointer(), "it is nested deeper than 64 levels", &[]);
            tree.add(if object { Value::Object } else { Value::List });
        }
        nesting.depth = nesting.depth.saturating_add(1);
        nesting.objects = nesting.objects.wrapping_shl(1) | u128::from(object);
        self.step();
        match self.peek() {
            Some(b'}') if object => self.step(),
            Some(b']') if !object => self.step(),
            Some(b'"') if object => return self.name(tree, report, nesting.is_kept()).map(|()| true),
            Some(_) if object => return self.fault_next("key must be a string"),
            Some(_) => return Ok(true),
            None => return self.fault(if object { OBJECT_ENDS } else { LIST_ENDS }),
        }
        leave(nesting, tree, report);
        Ok(false)
    }

    /// Reads what follows a value in a list or object: its end, or the beginning of what comes next; whether that is it.
    #[inline]
    fn goes_on(&mut self, nesting: &Nesting, tree: &mut Tree<'s>, report: &mut Report) -> Read<bool> {
        let object = nesting.in_object();
        match self.peek() {
            Some(b',') => {}
            Some(b'}') if object => {
                self.step();
                return Ok(false);
            }
            Some(b']') if !object => {
                self.step();
                return Ok(false);
            }
            Some(_) => return self.fault_next(if object { "expected `,` or `}`" } else { "expected `,` or `]`" }),
            None => return self.fault(if object { OBJECT_ENDS } else { LIST_ENDS }),
        }
        self.step();
        match self.peek() {
            Some(b'"') if object => self.name(tree, report, nesting.is_kept())?,
            Some(b'}') if object => return self.fault_next("trailing comma"),
            Some(b']') if !object => return self.fault_next("trailing comma"),
            Some(_) if object => return self.fault_next("key must be a string"),
            Some(_) => {}
            None => return self.fault(VALUE_ENDS),
        }
        Ok(true)
    }

    /// Reads a member's name, which comes next, and what stands between it and the value.
    pub(super) fn name(&mut self, tree: &mut Tree<'s>, report: &mut Report, kept: bool) -> Read<()> {
        self.text(tree, report, kept)?;
        if self.eat(b':') {
            return Ok(());
        }
        if self.peek().is_some() { self.fault_next("expected `:`") } else { self.fault(OBJECT_ENDS) }
    }
}

/// Ends the list or object that is innermost.
fn leave(nesting: &mut Nesting, tree: &mut Tree<'_>, report: &mut Report) {
    nesting.objects = nesting.objects.wrapping_shr(1);
    nesting.depth = nesting.depth.saturating_sub(1);
    if nesting.depth >= MAX_DEPTH {
        return;
    }
    if let Some(object) = tree.close_read()
        && leave_object(object, report)
    {
        tree.unwrap_last();
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
