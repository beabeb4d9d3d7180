//! Trees as JSON text.

use crate::prelude::*;
use crate::text::digits;
use crate::tree::{Node, Value};

/// A tree as JSON text.
pub(crate) fn text(node: Node<'_>) -> String {
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
            quote(item.name(), text);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn values_are_written_without_spaces() {
        let mut tree = Tree::default();
        tree.open(true);
        tree.put("a", Value::Integer(-1));
        tree.put("\"\\\n\u{1f}\u{7f}é", Value::Text("\0/\u{2028}"));
        tree.begin("list", false);
        for value in [Value::Null, Value::Bool(true), Value::Bool(false), Value::List, Value::Object] {
            tree.add(value);
        }
        tree.end();
        tree.end();
        let wanted = r#"{"a":-1,"\"\\\u000a\u001fé":"\u0000/ ","list":[null,true,false,[],{}]}"#;
        assert_eq!(text(tree.root()), wanted.replace('é', "\u{7f}é").replace("/ ", "/\u{2028}"));
    }
}
