//! Trees as JSON text.

use crate::text::digits;
use crate::tree::{Node, Value};

/// A value as JSON text, without spaces.
#[must_use]
pub(crate) fn text(node: Node<'_>) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: Node<'_>, text: &mut String) {
    let (first, last) = match node.value() {
        Value::Bool(true) => return text.push_str("true"),
        Value::Bool(false) => return text.push_str("false"),
        Value::Integer(value) => return text.push_str(&digits(value)),
        Value::Text(value) => return quote(value, text),
        Value::List => ('[', ']'),
        Value::Object => ('{', '}'),
        // a tree that is written holds none but whole numbers
        Value::Null | Value::Foreign(_) | Value::Number(_) => return text.push_str("null"),
    };
    let mut before = first;
    for item in node.items() {
        text.push(before);
        before = ',';
        if first == '{' {
            quote(item.name, text);
            text.push(':');
        }
        write(item.node, text);
    }
    if before == first {
        text.push(first);
    }
    text.push(last);
}

/// Writes a text in quotes, what cannot stand there escaped.
fn quote(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => {
                text.push('\\');
                text.push(letter);
            }
            '\0'..' ' => {
                text.push_str("\\u00");
                for digit in [u32::from(letter) >> 4, u32::from(letter) & 15] {
                    text.push(char::from_digit(digit, 16).unwrap_or_default());
                }
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
