//! From the operations of a catalog's document to their requirements and routes.

use hashbrown::HashTable;

use super::check::{id, references};
use super::template::{Parameters, Readings, Segment, form, template};
use super::{Catalog, NOT_ACCEPTED, Operation, place as index};
use crate::document::place::Place;
use crate::document::{AlternativeDocument, CatalogDocument, EncodedSlash, Map, OperationDocument};
use crate::order::sorted;
use crate::problem::{ProblemCode, Report, quoted};
use crate::requirement::{Alternative, FactValues, MAX_FACTS, Requirement};
use crate::seed::{Hash, enter};

/// Stands between an operation's id that is empty or repeated and what makes it another one.
const STAND_IN: char = '\0';

/// Reads operations, one after the other.
struct Reader<'d, 'c> {
    catalog: &'c mut Catalog,
    report: &'c mut Report,
    parameters: Parameters<'d>,
    /// By operation, where it stands in the document's list.
    places: Vec<usize>,
    /// The documents of the requirements, by their numbers, and these by the hashes of the documents.
    documents: Vec<&'d [AlternativeDocument]>,
    known: HashTable<u32>,
    hash: Hash,
    /// Whether all ids of permissions could be read, and of kinds, which are names of members.
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
    let parameters = parameters(document, catalog, place, report);
    let kinds_known = !report.hides_list("kinds");
    let (places, documents, known, hash) = (Vec::new(), Vec::new(), HashTable::new(), Hash::default());
    let mut reader =
        Reader { catalog, report, parameters, places, documents, known, hash, permissions_known, kinds_known };
    let list = place.member("operations");
    for (index, operation) in document.operations.iter().enumerate() {
        reader.operation(operation, index, &list.entry(index));
    }
    reader.finish(&list);
    if !report.hides_list("operations") {
        check_named(document, place, report);
    }
}

/// Reads what the catalog says of path parameters.
fn parameters<'d>(
    document: &'d CatalogDocument,
    catalog: &Catalog,
    place: &Place<'_>,
    report: &mut Report,
) -> Parameters<'d> {
    let mut parameters = Parameters {
        environment: document.environment_parameter.as_deref(),
        bound: document.bound_parameters.iter().flatten().map(String::as_str).collect(),
        ..Parameters::default()
    };
    let identifiers = place.member("identifiers");
    for (index, (name, texts)) in document.identifiers.iter().flatten().enumerate() {
        let place = identifiers.mapped(name, index);
        if parameters.is_checked(name) {
            let message = format_args!("{} is the environment's or a bound parameter, and has no forms", quoted(name));
            report.add(ProblemCode::ValueInvalid, &place, message);
        }
        if texts.is_empty() {
            let message = format_args!("the list is empty: the parameter would match nothing");
            report.add(ProblemCode::ValueInvalid, &place, message);
        }
        report.repeated(texts, &place, "the form");
        let mut forms = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let place = place.entry(index);
            match form(text, catalog.path_rules.encoded_slash) {
                Ok(form) => {
                    let checked = form.iter().filter_map(|segment| segment.name());
                    if let Some(name) = checked.clone().find(|name| parameters.is_checked(name)) {
                        let message = format_args!(
                            "{} is the environment's or a bound parameter, and stands in templates only",
                            quoted(name)
                        );
                        report.add(ProblemCode::ValueInvalid, &place, message);
                    }
                    forms.push(form);
                }
                Err(message) => report.add(ProblemCode::ValueInvalid, &place, format_args!("{message}")),
            }
        }
        parameters.forms.push((name, forms));
    }
    parameters.forms = sorted(parameters.forms, &|(one, _), (other, _)| one.cmp(other));
    parameters
}

/// Checks that the environment's and bound parameters stand in a template.
fn check_named(document: &CatalogDocument, place: &Place<'_>, report: &mut Report) {
    let mut check = |name: &str, place: &Place<'_>| {
        // templates that cannot be read count too: they are a problem of their own; one that is no text is empty
        let stands =
            |path: &str| path.is_empty() || path.split('{').skip(1).any(|rest| rest.trim_start().starts_with(name));
        let exactly = |path: &str| path.split('{').skip(1).any(|rest| rest.split(['}', '+']).next() == Some(name));
        let readable = |path: &str| template(path, EncodedSlash::Keep).is_ok();
        let mut paths = document.operations.iter().map(|operation| operation.path.as_str());
        if !paths.any(|path| if readable(path) { exactly(path) } else { stands(path) }) {
            let message = format_args!("`{{{name}}}` stands in no template");
            report.add(ProblemCode::ReferenceDangling, place, message);
        }
    };
    if let Some(name) = &document.environment_parameter {
        check(name, &place.member("environmentParameter"));
    }
    let bound = place.member("boundParameters");
    for (index, name) in document.bound_parameters.iter().flatten().enumerate() {
        check(name, &bound.entry(index));
    }
}

impl<'d> Reader<'d, '_> {
    fn operation(&mut self, operation: &'d OperationDocument, index: usize, place: &Place<'_>) {
        let OperationDocument { id: own_id, method, path, .. } = operation;
        let ids = &mut self.catalog.operation_ids;
        let number = id(ids, own_id, [None; 2], "operation", &place.member("id"), self.report)
            // what has no id of its own is checked too, as if it had one
            .or_else(|| ids.insert(&format!("{own_id}{STAND_IN}{index}")));
        if !is_method(method) {
            let message = format_args!("{} is not a method: an upper-case token other than `HEAD`", quoted(method));
            self.report.add(ProblemCode::ValueInvalid, &place.member("method"), message);
        }
        self.requirements(&operation.requires, &place.member("requires"));
        let template = template(path, self.catalog.path_rules.encoded_slash);
        let template = template.and_then(|template| match self.parameters.fault(&template) {
            Some(fault) => Err(fault),
            None => Ok(template),
        });
        let names_environment = template.as_ref().is_ok_and(|it| self.parameters.names_environment(it));
        if let Some(number) = number {
            self.catalog.operations.push(Operation { names_environment });
            self.places.push(index);
            if let Ok(template) = &template
                && let Some(twin) = self.route(number, method, template)
            {
                self.duplicate(twin, place);
            }
        }
        if let Err(message) = template {
            self.report.add(ProblemCode::ValueInvalid, &place.member("path"), format_args!("{message}"));
        }
    }

    /// Adds the routes of an operation; the operation that has one of them already, if any.
    fn route(&mut self, operation: u32, method: &str, template: &[Segment<'d>]) -> Option<u32> {
        let root = self.catalog.routes.root(method);
        let routes = &mut self.catalog.routes;
        let parameters = &self.parameters;
        Readings { parameters, routes, operation, environment: None, bound: Vec::new() }.add(template, root, 0)
    }

    /// Makes the routes ready, and reports operations that are alike but for case.
    fn finish(&mut self, list: &Place<'_>) {
        self.catalog.routes.finish();
        for (later, earlier) in self.catalog.routes.alike() {
            let index = usize::try_from(later).ok().and_then(|number| self.places.get(number));
            if let Some(index) = index {
                self.duplicate(earlier, &list.entry(*index));
            }
        }
    }

    /// Reports an operation that is like another one; once, however many there are.
    fn duplicate(&mut self, twin: u32, place: &Place<'_>) {
        let id = self.catalog.operation_ids.text(twin);
        let id = id.split_once(STAND_IN).map_or(id, |(own_id, _)| own_id);
        let message = format_args!("it would answer to the same requests as {}", quoted(id));
        self.report.add(ProblemCode::OperationDuplicate, place, message);
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
        let hash = self.hash.of(alternatives);
        let is_it = |number: &u32| self.documents.get(index(*number)).is_some_and(|known| *known == alternatives);
        // once there is a problem, each requirement is read: every problem is told
        if self.report.len() == 0
            && let Some(known) = self.known.find(hash, is_it)
        {
            return *known;
        }
        let requirement = self.read_requirement(alternatives, place);
        let number = u32::try_from(self.catalog.requirements.len()).unwrap_or(NOT_ACCEPTED);
        self.catalog.requirements.push(requirement);
        self.documents.push(alternatives);
        let Self { documents, known, hash: hasher, .. } = self;
        enter(known, hash, number, &|number| documents.get(index(number)).map_or(0, |known| hasher.of(*known)));
        number
    }

    fn read_requirement(&mut self, documents: &[AlternativeDocument], place: &Place<'_>) -> Requirement {
        if documents.is_empty() {
            let message = format_args!("the list is empty; say `[[]]` to ask for nothing, or leave the kind out");
            self.report.add(ProblemCode::ValueInvalid, place, message);
        }
        let (mut facts, mut alternatives) = (Vec::new(), Vec::new());
        let sorted: Vec<_> = documents.iter().map(AlternativeDocument::sorted).collect();
        self.report.repeated(&sorted, place, "the alternative");
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
        Requirement::new(alternatives, facts, &permissions.swayed_by_collection, &permissions.swayed_by_language)
    }

    /// Reads a condition on facts, which are added to those that are numbered already.
    fn condition(&mut self, when: &Map<bool>, place: &Place<'_>, facts: &mut Vec<u32>) -> FactValues {
        let mut condition = FactValues::default();
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
    let is_token = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !method.is_empty() && method != "HEAD" && method.bytes().all(is_token)
}
