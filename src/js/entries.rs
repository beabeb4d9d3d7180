//! What is told of a project's entries beside decisions: their numbers, ids, names and owners.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::documents::List;
use crate::project::Project;

/// A key or, if it `is_user`, a user: its number, id, name and owner's number. Nothing if it is not listed.
pub(super) fn entry(project: &Project, is_user: bool, number: Option<u32>) -> Array {
    let entry = Array::new();
    let list = if is_user { List::Users } else { List::Keys };
    let (name, owner) = match number {
        Some(number) if is_user => (project.users.name(number), None),
        Some(number) => (project.keys.name(number), project.keys.get(number).and_then(|key| key.owner())),
        None => (None, None),
    };
    if let Some((number, id)) = number.and_then(|number| Some((number, project.ids(list).id(number)?))) {
        entry.push(&number.into());
        entry.push(&JsValue::from_str(id));
        entry.push(&JsValue::from(name));
        entry.push(&JsValue::from(owner));
    }
    entry
}
