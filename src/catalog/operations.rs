//! From the operations of a catalog's document to their requirements and routes.

use std::collections::BTreeMap;

use super::check::{id, references};
use super::template::{self, Forms, add_readings, forms, is_bounded};
use super::{Catalog, NOT_ACCEPTED, Operation};
use crate::document::place::Place;
use crate::document::{AlternativeDocument, CatalogDocument, Map, OperationDocument};
use crate::index::Index;
use crate::problem::{ProblemCode, Report, quoted};
use crate::requirement::{Alternative, Cube, MAX_FACTS, Requirement};
use crate::routes::Leaf;
use crate::text::consists_of;

/// Reads operations, one after the other.
struct Reader<'d, 'c> {
    catalog: &'c mut Catalog,
    report: &'c mut Report,
    forms: Forms<'d>,
    /// The templates of all methods but for parameter names; beside each the operation that has it.
    shapes: Index,
    /// The requirements that were read, each with its number.
    known: BTreeMap<&'d [AlternativeDocument], u32>,
    /// Whether all ids of permissions could be read, and of kinds.
    permissions_known: bool,
    kinds_known: bool,
}

pub(super) fn operations(
    document: &CatalogDocument,
    permissions_known: bool,
    catalog: &mut Catalog,
    place: &Place<'_>,
    report: &mut Report,
) {
    let forms = forms(document, catalog.path_rules.encoded_slash, place, report);
    let (shapes, known, kinds_known) = (Index::default(), BTreeMap::new(), !report.hides_ids_of("kinds"));
    let mut reader = Reader { catalog, report, forms, shapes, known, permissions_known, kinds_known };
    let list = place.member("operations");
    for (index, operation) in document.operations.iter().enumerate() {
        reader.operation(operation, &list.entry(index));
    }
}

impl<'d> Reader<'d, '_> {
    fn operation(&mut self, operation: &'d OperationDocument, place: &Place<'_>) {
        let OperationDocument { id: own_id, method, path, .. } = operation;
        let ids = &mut self.catalog.operation_ids;
        let number = id(ids, own_id, [None, None], "operation", &place.member("id"), self.report);
        if !is_method(method) {
            let message = format_args!("{} is not a method: an upper-case token other than `HEAD`", quoted(method));
            self.report.add(ProblemCode::ValueInvalid, &place.member("method"), message);
        }
        self.requirements(&operation.requires, &place.member("requires"));
        let encoded_slash = self.catalog.path_rules.encoded_slash;
        let template = template::template(operation, encoded_slash, &place.member("path"), self.report);
        let (Some(template), Some(number)) = (template, number) else { return };
        let names_environment = template.iter().any(|segment| self.forms.is_environment(segment));
        self.catalog.operations.push(Operation { names_environment });
        let shape = shape(method, path);
        let twin = match self.shapes.get(shape.as_bytes()) {
            Some(place) => self.shapes.beside(place, 1),
            None => {
                self.shapes.insert_with(&[Some(&shape), Some(own_id)]);
                if !is_bounded(&template, &self.forms, &place.member("path"), self.report) {
                    return;
                }
                let mut leaf = Leaf { operation: number, environment: None };
                let root = self.catalog.routes.root(method);
                let twin = add_readings(&template, root, 0, &mut leaf, &self.forms, &mut self.catalog.routes);
                twin.and_then(|twin| self.catalog.operation_ids.id(twin))
            }
        };
        if let Some(twin) = twin {
            let message = format_args!("it would answer to the same requests as {}", quoted(twin));
            self.report.add(ProblemCode::OperationDuplicate, place, message);
        }
    }

    /// Reads what an operation requires of each kind.
    fn requirements(&mut self, requires: &'d Map<Vec<AlternativeDocument>>, place: &Place<'_>) {
        self.catalog.kinds.iter_mut().for_each(|kind| kind.required.push(NOT_ACCEPTED));
        for (index, (id, alternatives)) in requires.iter().enumerate() {
            let place = place.mapped(id, index);
            let kind = self.catalog.kind_ids.get(id.as_bytes());
            if kind.is_none() && self.kinds_known {
                self.report.dangling(&place, "kind", id, &self.catalog.kind_ids);
            }
            let number = self.requirement(alternatives, &place);
            let kind = kind.and_then(|kind| self.catalog.kinds.get_mut(usize::try_from(kind).ok()?));
            if let Some(last) = kind.and_then(|kind| kind.required.last_mut()) {
                *last = number;
            }
        }
    }

    /// The number of a requirement: most operations ask for what some other asks for.
    fn requirement(&mut self, alternatives: &'d [AlternativeDocument], place: &Place<'_>) -> u32 {
        // once there is a problem, each requirement is read: every problem is told
        if self.report.len() == 0
            && let Some(known) = self.known.get(alternatives)
        {
            return *known;
        }
        let requirement = self.read_requirement(alternatives, place);
        let number = u32::try_from(self.catalog.requirements.len()).unwrap_or(NOT_ACCEPTED);
        self.catalog.requirements.push(requirement);
        self.known.insert(alternatives, number);
        number
    }

    fn read_requirement(&mut self, documents: &[AlternativeDocument], place: &Place<'_>) -> Requirement {
        if documents.is_empty() {
            let message = format_args!("the list is empty; say `[[]]` to ask for nothing, or leave the kind out");
            self.report.add(ProblemCode::ValueInvalid, place, message);
        }
        let (mut facts, mut alternatives) = (Vec::new(), Vec::new());
        self.report.repeated(documents, place, "the alternative");
        for (index, document) in documents.iter().enumerate() {
            let place = place.entry(index);
            let condition = document.when.as_ref().map(|when| self.condition(when, &place.member("when"), &mut facts));
            let list_place = if document.when.is_some() { place.member("allOf") } else { place };
            let ids = if self.permissions_known { Some(&self.catalog.permissions.ids) } else { None };
            let all_of = references(ids, &document.all_of, "permission", &list_place, self.report);
            alternatives.push(Alternative::new(condition.unwrap_or_default(), all_of));
        }
        if facts.len() > MAX_FACTS {
            let count = facts.len();
            let message = format_args!("its conditions name {count} different facts; at most {MAX_FACTS} can be tried");
            self.report.add(ProblemCode::ValueInvalid, place, message);
        }
        let permissions = &self.catalog.permissions;
        Requirement::new(alternatives, facts, &permissions.by_collection, &permissions.by_language)
    }

    /// Reads a condition on facts, which are added to those that are numbered already.
    fn condition(&mut self, when: &Map<bool>, place: &Place<'_>, facts: &mut Vec<u32>) -> Cube {
        let mut condition = Cube::default();
        for (index, (name, value)) in when.iter().enumerate() {
            if matches!(name.as_str(), "" | "collection" | "language") {
                let message = format_args!("`{name}` cannot be the name of a yes/no fact");
                self.report.add(ProblemCode::ValueInvalid, &place.mapped(name, index), message);
            }
            let place = place_of(self.catalog.facts.intern(name), facts);
            let bit = 1_u16.checked_shl(place).unwrap_or(0);
            condition.mask |= bit;
            if *value {
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
