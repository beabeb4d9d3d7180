//! What is told of a project's entries beside decisions: their ids, names and owners.

use crate::documents::List;
use crate::json;
use crate::project::Project;
use crate::tree::{Tree, Value};

/// Every entry, five values each: list, number, id, name, owner's number.
pub(super) fn all(project: &Project) -> String {
    let mut entries = Tree::default();
    entries.open(false);
    for list in [List::Environments, List::Users, List::Keys] {
        for (number, _) in project.ids(list).iter() {
            push(&mut entries, project, list, number);
        }
    }
    entries.end();
    json::text(entries.root())
}

/// The entries at some places; no id for those that are no longer listed.
pub(super) fn at(project: &Project, places: &[(List, u32)]) -> String {
    let mut entries = Tree::default();
    entries.open(false);
    for (list, number) in places.iter().filter(|(list, _)| *list != List::Roles) {
        push(&mut entries, project, *list, *number);
    }
    entries.end();
    json::text(entries.root())
}

fn push(entries: &mut Tree, project: &Project, list: List, number: u32) {
    let (name, owner) = match list {
        List::Users => (project.users.get(number).and_then(|user| user.name.as_deref()), None),
        List::Keys => project.keys.get(number).map(|key| (key.name(), key.owner())).unwrap_or_default(),
        List::Roles | List::Environments => (None, None),
    };
    entries.add(Value::Text(list.entry()));
    entries.add(Value::Integer(number.into()));
    for text in [project.ids(list).id(number), name] {
        entries.add(text.map_or(Value::Null, Value::Text));
    }
    entries.add(owner.map_or(Value::Null, |owner| Value::Integer(owner.into())));
}
