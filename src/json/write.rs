//! Trees as JSON text, and as whatever `serde` writes.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::text::digits;
use crate::tree::{Node, Value};

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value() {
            // a tree that is written holds none but whole numbers
            Value::Null | Value::Foreign(_) | Value::Number(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Integer(value) => serializer.serialize_i64(value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List => {
                let mut list = serializer.serialize_seq(None)?;
                for item in self.items() {
                    list.serialize_element(&item.node)?;
                }
                list.end()
            }
            Value::Object => {
                let mut object = serializer.serialize_map(None)?;
                for item in self.items() {
                    object.serialize_entry(item.name, &item.node)?;
                }
                object.end()
            }
        }
    }
}

/// A tree as JSON text.
pub(super) fn json(node: Node<'_>) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: Node<'_>, text: &mut String) {
    let (open, close) = match node.value() {
        Value::Null | Value::Foreign(_) => return text.push_str("null"),
        Value::Bool(value) => return text.push_str(if value { "true" } else { "false" }),
        Value::Integer(value) => return text.push_str(&digits(value)),
        Value::Number(number) => return text.push_str(number),
        Value::Text(value) => return quote(value, text),
        Value::List => ('[', ']'),
        Value::Object => ('{', '}'),
    };
    text.push(open);
    for (place, item) in node.items().enumerate() {
        if place > 0 {
            text.push(',');
        }
        if open == '{' {
            quote(item.name, text);
            text.push(':');
        }
        write(item.node, text);
    }
    text.push(close);
}

fn quote(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\0'..='\u{1F}' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or_default();
                let code = u32::from(letter);
                text.push_str("\\u00");
                text.extend([digit(code.wrapping_shr(4)), digit(code & 15)]);
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
}
