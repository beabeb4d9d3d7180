//! JSON text.

use crate::text::digits;
use crate::tree::{Node, Value};

/// A tree as JSON text.
pub(crate) fn text(node: Node<'_>) -> String {
    let mut json = Json::default();
    write(node, "", &mut json);
    json.0
}

fn write(node: Node<'_>, name: &str, json: &mut Json) {
    match node.value() {
        Value::Null | Value::Foreign(_) => json.word(name, "null"),
        Value::Bool(value) => json.flag(name, value),
        Value::Integer(value) => json.integer(name, value),
        Value::Number(number) => json.word(name, number),
        Value::Text(value) => json.text(name, value),
        Value::List => {
            json.list(name);
            node.items().for_each(|item| write(item.node, "", json));
            json.end_list();
        }
        Value::Object => {
            json.object(name);
            node.items().for_each(|item| write(item.node, item.name(), json));
            json.end_object();
        }
    }
}

/// JSON text that is being written. Each value has the name of its member; one in a list has none.
#[derive(Default)]
pub(crate) struct Json(pub(crate) String);

impl Json {
    /// A value that needs no quotes.
    #[inline(never)]
    pub(crate) fn word(&mut self, name: &str, word: &str) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'[' | b'{' | b'!')) {
            self.add(",");
        }
        if !name.is_empty() {
            self.quote(name);
            self.add(":");
        }
        self.add(word);
    }

    /// Text as it is.
    #[inline(never)]
    pub(crate) fn add(&mut self, text: &str) {
        self.0.push_str(text);
    }

    #[inline(never)]
    pub(crate) fn list(&mut self, name: &str) {
        self.word(name, "[");
    }

    #[inline(never)]
    pub(crate) fn end_list(&mut self) {
        self.add("]");
    }

    #[inline(never)]
    pub(crate) fn object(&mut self, name: &str) {
        self.word(name, "{");
    }

    #[inline(never)]
    pub(crate) fn end_object(&mut self) {
        self.add("}");
    }

    #[inline(never)]
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.word(name, "");
        self.quote(text);
    }

    /// A text, or no member.
    #[inline(never)]
    pub(crate) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    #[inline(never)]
    pub(crate) fn integer(&mut self, name: &str, value: i64) {
        self.word(name, &digits(value));
    }

    pub(crate) fn flag(&mut self, name: &str, value: bool) {
        self.word(name, if value { "true" } else { "false" });
    }

    #[inline(never)]
    fn quote(&mut self, value: &str) {
        self.add("\"");
        let mut written = 0;
        for (place, byte) in value.bytes().enumerate() {
            if byte < 0x20 || byte == b'"' || byte == b'\\' {
                self.add(value.get(written..place).unwrap_or_default());
                written = place.wrapping_add(1);
                self.add(match byte {
                    ..0x10 => "\\u000",
                    0x10..0x20 => "\\u001",
                    _ => "\\",
                });
                let digit = b"0123456789abcdef".get(usize::from(byte & 15));
                self.0.push(char::from(if byte < 0x20 { digit.copied().unwrap_or_default() } else { byte }));
            }
        }
        self.add(value.get(written..).unwrap_or_default());
        self.add("\"");
    }
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
