//! Trees as whatever `serde` writes.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

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
