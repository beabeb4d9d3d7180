//! What is told of a project's entries beside decisions: their ids, names and owners.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::documents::List;
use crate::project::Project;

/// Every entry, five values each: list, number, id, name, owner's number.
pub(super) fn all(project: &Project) -> Array {
    let entries = Array::new();
    for list in [List::Environments, List::Users, List::Keys] {
        for (number, _) in project.ids(list).iter() {
            push(&entries, project, list, number);
        }
    }
    entries
}

/// The entries at some places; no id for those that are no longer listed.
pub(super) fn at(project: &Project, places: &[(List, u32)]) -> Array {
    let entries = Array::new();
    for (list, number) in places.iter().filter(|(list, _)| *list != List::Roles) {
        push(&entries, project, *list, *number);
    }
    entries
}

fn push(entries: &Array, project: &Project, list: List, number: u32) {
    let (name, owner) = match list {
        List::Users => (project.users.get(number).and_then(|user| user.name.as_deref()), None),
        List::Keys => project.keys.get(number).map(|key| (key.name(), key.owner())).unwrap_or_default(),
        List::Roles | List::Environments => (None, None),
    };
    entries.push(&JsValue::from_str(list.entry()));
    entries.push(&number.into());
    entries.push(&JsValue::from(project.ids(list).id(number)));
    entries.push(&JsValue::from(name));
    entries.push(&JsValue::from(owner));
}
