//! From the operations of a catalog's document to their requirements and routes.

use super::check::{id, references};
use super::template::{self, Forms, add_readings, forms, is_bounded};
use super::{Catalog, NOT_ACCEPTED, Operation};
use crate::index::Index;
use crate::problem::{ProblemCode, Report, repeats};
use crate::requirement::{Alternative, Cube, MAX_FACTS, Requirement};
use crate::routes::Leaf;
use crate::text::{consists_of, count};
use crate::tree::{Node, Value};

const _: () = assert!(MAX_FACTS == 12, "a message says so");

/// Reads operations, one after the other.
struct Reader<'t, 'c> {
    catalog: &'c mut Catalog,
    report: &'c mut Report,
    forms: Forms<'t>,
    /// The templates of all methods but for parameter names; beside each the operation that has it.
    shapes: Index,
    /// The requirements as they are written, each with its number.
    written: Index,
}

pub(super) fn operations(document: Node<'_>, catalog: &mut Catalog, report: &mut Report) {
    let forms = forms(document, catalog.path_rules.encoded_slash, report);
    let mut reader = Reader { catalog, report, forms, shapes: Index::default(), written: Index::default() };
    for item in document.items_of("operations") {
        reader.operation(item.node);
    }
}

impl Reader<'_, '_> {
    #[inline(never)]
    fn operation(&mut self, operation: Node<'_>) {
        let (own_id, method) = (operation.text("id"), operation.text("method"));
        let number = id(&mut self.catalog.operation_ids, own_id, "operation", operation, self.report);
        if !is_method(method) {
            let message = "`$` is not a method: an upper-case token other than `HEAD`";
            self.report.add_in(ProblemCode::ValueInvalid, operation, "method", message, &[method]);
        }
        self.requirements(operation);
        let template = template::template(operation, self.catalog.path_rules.encoded_slash, self.report);
        let (Some(template), Some(number)) = (template, number) else { return };
        let names_environment = template.iter().any(|segment| self.forms.is_environment(segment));
        self.catalog.operations.push(Operation { names_environment });
        let shape = shape(method, operation.text("path"));
        let twin = match self.shapes.get(shape.as_bytes()) {
            Some(place) => self.shapes.beside(place, 1),
            None => {
                self.shapes.insert_with(&[Some(&shape), Some(own_id)]);
                if !is_bounded(&template, &self.forms, operation, self.report) {
                    return;
                }
                let mut leaf = Leaf { operation: number, environment: None };
                let root = self.catalog.routes.root(method);
                let twin = add_readings(&template, root, 0, &mut leaf, &self.forms, &mut self.catalog.routes);
                twin.and_then(|twin| self.catalog.operation_ids.id(twin))
            }
        };
        if let Some(twin) = twin {
            let message = "it would answer to the same requests as `$`";
            self.report.add(ProblemCode::OperationDuplicate, operation, message, &[twin]);
        }
    }

    /// Reads what an operation requires of each kind.
    #[inline(never)]
    fn requirements(&mut self, operation: Node<'_>) {
        self.catalog.kinds.iter_mut().for_each(|kind| kind.required.push(NOT_ACCEPTED));
        let mut facts = Vec::new();
        for kind in operation.items_of("requires") {
            let id = kind.name();
            let kind_number = self.catalog.kind_ids.get(id.as_bytes());
            if kind_number.is_none() {
                self.report.dangling(kind.node, "kind", id);
            }
            let number = self.requirement(kind.node);
            let place = |number: u32| usize::try_from(number).ok();
            if let Some(requirement) = place(number).and_then(|place| self.catalog.requirements.get(place)) {
                for fact in &requirement.facts {
                    place_of(*fact, &mut facts);
                }
            }
            let kind = kind_number.and_then(place).and_then(|kind| self.catalog.kinds.get_mut(kind));
            if let Some(last) = kind.and_then(|kind| kind.required.last_mut()) {
                *last = number;
            }
        }
        if facts.len() > MAX_FACTS {
            let message = "its conditions name $ different facts; at most 12 can be tried";
            self.report.add_in(ProblemCode::ValueInvalid, operation, "requires", message, &[&count(facts.len())]);
        }
    }

    /// The number of a requirement: most operations ask for what some other asks for.
    #[inline(never)]
    fn requirement(&mut self, list: Node<'_>) -> u32 {
        let written = list.written(&[]);
        // once there is a problem, each requirement is read: every problem is told
        if self.report.len() == 0
            && let Some(known) = self.written.get(written.as_bytes())
        {
            return known;
        }
        self.written.insert(&written);
        let requirement = self.read_requirement(list);
        let number = self.catalog.requirements.len();
        self.catalog.requirements.push(requirement);
        u32::try_from(number).unwrap_or(NOT_ACCEPTED)
    }

    fn read_requirement(&mut self, list: Node<'_>) -> Requirement {
        let mut facts = Vec::new();
        let mut alternatives = Vec::new();
        let message = "this alternative stands in the list already";
        self.report.repeated_objects(list, &["when", "allOf"], message);
        for item in list.items() {
            let condition = item.node.get("when").map(|when| self.condition(when, &mut facts)).unwrap_or_default();
            let all_of = if item.node.is_list() { item.node } else { item.node.member("allOf") };
            let all_of = references(&self.catalog.permissions.ids, all_of, "permission", self.report);
            alternatives.push(Alternative::new(condition, all_of));
        }
        let permissions = &self.catalog.permissions;
        Requirement::new(alternatives, facts, &permissions.by_collection, &permissions.by_language)
    }

    /// Reads a condition on facts, which are added to those that are numbered already.
    #[inline(never)]
    fn condition(&mut self, when: Node<'_>, facts: &mut Vec<u32>) -> Cube {
        let mut condition = Cube::default();
        let names = when.items().names();
        for twice in repeats(&names) {
            let fact = names.get(twice).copied().unwrap_or_default();
            self.report.add(ProblemCode::EntryRepeated, when, "`$` stands in it already", &[fact]);
        }
        for fact in when.items() {
            let name = fact.name();
            if matches!(name, "" | "collection" | "language") {
                let message = "`$` cannot be the name of a yes/no fact";
                self.report.add(ProblemCode::ValueInvalid, fact.node, message, &[name]);
            }
            let place = place_of(self.catalog.facts.intern(name), facts);
            let bit = 1_u16.checked_shl(place).unwrap_or(0);
            condition.mask |= bit;
            if matches!(fact.node.value(), Value::Bool(true)) {
                condition.value |= bit;
            }
        }
        condition
    }
}

/// What the templates of a method that are alike but for parameter names have in common.
fn shape(method: &str, path: &str) -> String {
    let mut shape = method.to_owned();
    let mut in_name = false;
    for byte in path.bytes() {
        in_name &= byte != b'}';
        if !in_name {
            shape.push(char::from(byte));
        }
        in_name |= byte == b'{';
    }
    shape
}

/// The place of a number in a list, to which it is added if need be.
#[inline(never)]
fn place_of(number: u32, list: &mut Vec<u32>) -> u32 {
    let place = list.iter().position(|known| *known == number).unwrap_or(list.len());
    if place == list.len() {
        list.push(number);
    }
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn is_method(method: &str) -> bool {
    let token = consists_of(method.as_bytes(), b"!#$%&'*+-.^_`|~");
    token && !method.is_empty() && method != "HEAD" && !method.bytes().any(|byte| byte.is_ascii_lowercase())
}
