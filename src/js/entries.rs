//! What is told of a project's entries beside decisions: their numbers, ids, names and owners.

use crate::documents::List;
use crate::json;
use crate::prelude::*;
use crate::project::Project;
use crate::tree::{Tree, Value};

/// A key or, if it `is_user`, a user: its number, id, name and owner's number. Nothing if it is not listed.
pub(super) fn entry(project: &Project, is_user: bool, number: Option<u32>) -> String {
    let mut entry = Tree::default();
    entry.open(false);
    let list = if is_user { List::Users } else { List::Keys };
    let (name, owner) = match number {
        Some(number) if is_user => (project.users.name(number), None),
        Some(number) => (project.keys.name(number), project.keys.get(number).and_then(|key| key.owner())),
        None => (None, None),
    };
    if let Some((number, id)) = number.and_then(|number| Some((number, project.ids(list).id(number)?))) {
        entry.add(Value::Integer(number.into()));
        entry.add(Value::Text(id));
        entry.add(name.map_or(Value::Null, Value::Text));
        entry.add(owner.map_or(Value::Null, |owner| Value::Integer(owner.into())));
    }
    entry.end();
    json::text(entry.root())
}
