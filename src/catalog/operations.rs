//! From the operations of a catalog's document to their requirements and routes.

use std::collections::BTreeSet;

use super::check::{id, references};
use super::template::{Parameters, Readings, Segment, form, template};
use super::{Catalog, NOT_ACCEPTED, Operation};
use crate::index::Index;
use crate::problem::{ProblemCode, Report, TWICE, repeats};
use crate::requirement::{Alternative, Cube, MAX_FACTS, Requirement};
use crate::text::{consists_of, count};
use crate::tree::{Node, Value};

const _: () = assert!(MAX_FACTS == 12, "a message says so");

/// Reads operations, one after the other.
struct Reader<'t, 'c> {
    catalog: &'c mut Catalog,
    report: &'c mut Report,
    parameters: Parameters<'t>,
    /// By operation, where it stands in the document.
    nodes: Vec<Node<'t>>,
    /// The operations that are reported to be like an earlier one.
    duplicates: BTreeSet<u32>,
    /// The requirements as they are written, each with its number.
    written: Index,
}

pub(super) fn operations(document: Node<'_>, catalog: &mut Catalog, report: &mut Report) {
    let parameters = parameters(document, catalog, report);
    let mut reader = Reader {
        catalog,
        report,
        parameters,
        nodes: Vec::new(),
        duplicates: BTreeSet::new(),
        written: Index::default(),
    };
    for item in document.items_of("operations") {
        reader.operation(item.node);
    }
    reader.finish();
    check_named(document, report);
}

/// Reads what the catalog says of path parameters.
#[inline(never)]
fn parameters<'t>(document: Node<'t>, catalog: &Catalog, report: &mut Report) -> Parameters<'t> {
    let mut parameters = Parameters {
        environment: document.optional_text("environmentParameter"),
        bound: document.items_of("boundParameters").map(|it| it.node.own_text()).collect(),
        ..Parameters::default()
    };
    for item in document.items_of("identifiers") {
        if parameters.is_checked(item.name()) {
            let message = "`$` is the environment's or a bound parameter, and has no forms";
            report.add(ProblemCode::ValueInvalid, item.node, message, &[item.name()]);
        }
        if item.node.items().next().is_none() {
            let message = "the list is empty: the parameter would match nothing";
            report.add(ProblemCode::ValueInvalid, item.node, message, &[]);
        }
        report.repeated_texts(item.node, TWICE);
        let mut forms = Vec::new();
        for text in item.node.items() {
            match form(text.node.own_text(), catalog.path_rules.encoded_slash) {
                Ok(form) => {
                    let checked = form.iter().filter_map(|segment| segment.name());
                    if let Some(name) = checked.clone().find(|name| parameters.is_checked(name)) {
                        let message = "`$` is the environment's or a bound parameter, and stands in templates only";
                        report.add(ProblemCode::ValueInvalid, text.node, message, &[name]);
                    }
                    forms.push(form);
                }
                Err(message) => report.add(ProblemCode::ValueInvalid, text.node, "$", &[&message]),
            }
        }
        parameters.forms.insert(item.name(), forms);
    }
    parameters
}

/// Checks that the environment's and bound parameters stand in a template.
#[inline(never)]
fn check_named(document: Node<'_>, report: &mut Report) {
    let bound = document.items_of("boundParameters").map(|it| it.node);
    for node in document.get("environmentParameter").into_iter().chain(bound) {
        let name = node.own_text();
        // templates that cannot be read count too: they are a problem of their own
        let stands = |path: &str| path.split('{').skip(1).any(|rest| rest.trim_start().starts_with(name));
        let exactly = |path: &str| path.split('{').skip(1).any(|rest| rest.split(['}', '+']).next() == Some(name));
        let readable = |path: &str| template(path, crate::documents::EncodedSlash::Keep).is_ok();
        let mut paths = document.items_of("operations").map(|it| it.node.text("path"));
        if !paths.any(|path| if readable(path) { exactly(path) } else { stands(path) }) {
            report.add(ProblemCode::ReferenceDangling, node, "`{$}` stands in no template", &[name]);
        }
    }
}

impl<'t> Reader<'t, '_> {
    #[inline(never)]
    fn operation(&mut self, operation: Node<'t>) {
        let (own_id, method) = (operation.text("id"), operation.text("method"));
        let number = id(&mut self.catalog.operation_ids, own_id, "operation", operation, self.report);
        if !is_method(method) {
            let message = "`$` is not a method: an upper-case token other than `HEAD`";
            self.report.add_in(ProblemCode::ValueInvalid, operation, "method", message, &[method]);
        }
        self.requirements(operation);
        let template = template(operation.text("path"), self.catalog.path_rules.encoded_slash);
        let template = template.and_then(|template| match self.parameters.fault(&template) {
            Some(fault) => Err(fault),
            None => Ok(template),
        });
        let names_environment = template.as_ref().is_ok_and(|it| self.parameters.names_environment(it));
        if let Some(number) = number {
            self.catalog.operations.push(Operation { names_environment });
            self.nodes.push(operation);
            if let Ok(template) = &template
                && let Some(twin) = self.route(number, method, template)
            {
                self.duplicate(number, twin);
            }
        }
        if let Err(message) = template {
            self.report.add_in(ProblemCode::ValueInvalid, operation, "path", "$", &[&message]);
        }
    }

    /// Adds the routes of an operation; the operation that has one of them already, if any.
    fn route(&mut self, operation: u32, method: &str, template: &[Segment<'t>]) -> Option<u32> {
        let root = self.catalog.routes.root(method);
        let routes = &mut self.catalog.routes;
        let parameters = &self.parameters;
        Readings { parameters, routes, operation, environment: None, bound: Vec::new() }.add(template, root, 0)
    }

    /// Makes the routes ready, and reports operations that are alike but for case.
    fn finish(&mut self) {
        self.catalog.routes.finish();
        for (later, earlier) in self.catalog.routes.alike() {
            self.duplicate(later, earlier);
        }
    }

    #[inline(never)]
    fn duplicate(&mut self, operation: u32, twin: u32) {
        let node = usize::try_from(operation).ok().and_then(|number| self.nodes.get(number));
        if let Some(node) = node.filter(|_| self.duplicates.insert(operation)) {
            let message = "it would answer to the same requests as `$`";
            let twin = self.catalog.operation_ids.text(twin);
            self.report.add(ProblemCode::OperationDuplicate, *node, message, &[twin]);
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
        Requirement::new(alternatives, facts, &permissions.swayed_by_collection, &permissions.swayed_by_language)
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
