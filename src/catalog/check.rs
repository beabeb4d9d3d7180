//! From a catalog's document to its model: every rule that a document can break.

use super::template::{Forms, Segment, add_readings, forms, template};
use super::{Catalog, Kind, NOT_ACCEPTED, Operation, Permissions, Recipients, Tier};
use crate::bits::BitSet;
use crate::documents::{EncodedSlash, Source, TrailingSlash};
use crate::index::Index;
use crate::instant::{Duration, TimeError};
use crate::path::PathRules;
use crate::prelude::*;
use crate::problem::{FEW, ProblemCode, Report, TWICE, repeats};
use crate::reason::Reason;
use crate::requirement::{Alternative, Cube, MAX_FACTS, Requirement};
use crate::routes::Routes;
use crate::text::{count, digits};
use crate::tree::{Items, Node, Value};

/// How many texts are kept together.
pub(crate) const TEXTS: usize = 3;

/// An id, and what is kept beside it: the entry's name, and its address for mail.
pub(crate) fn texts<'t>(id: &'t str, entry: Node<'t>) -> [Option<&'t str>; TEXTS] {
    [Some(id), entry.optional_text("name"), entry.optional_text("email")]
}

/// Checks an id and adds it to its list. A kind's is the name of its member; that of others stands in the member `id`.
#[inline(never)]
pub(crate) fn id(index: &mut Index, id: &str, what: &str, entry: Node<'_>, report: &mut Report) -> Option<u32> {
    let place = if what == "kind" { entry } else { entry.get("id")? };
    if id.is_empty() {
        report.add(ProblemCode::ValueInvalid, place, "the id is empty", &[]);
        return None;
    }
    let added = index.insert_with(&texts(id, entry));
    if added.is_none() {
        report.add(ProblemCode::EntryRepeated, place, "the id `$` is used by an earlier $", &[id, what]);
    }
    added
}

/// Checks a list of references: each listed, none twice.
#[inline(never)]
pub(crate) fn references(index: &Index, list: Items<'_>, what: &str, report: &mut Report) -> Vec<u32> {
    let mut found = Vec::new();
    let mut distinct = true;
    for item in list.clone() {
        let number = item.node.as_text().and_then(|id| index.get(id.as_bytes()));
        distinct &= number.is_some_and(|number| found.len() < FEW && !found.contains(&number));
        found.extend(number);
    }
    if !distinct {
        report.repeated_texts(list.clone(), TWICE);
        for item in list {
            let id = item.node.as_text().unwrap_or_default();
            if index.get(id.as_bytes()).is_none() {
                report.dangling(item.node, what, id);
            }
        }
    }
    found
}

/// Reads the duration that a text is.
#[inline(never)]
fn duration(node: Node<'_>, report: &mut Report) -> Duration {
    let text = node.as_text().unwrap_or_default();
    text.parse().unwrap_or_else(|error: TimeError| {
        report.add(ProblemCode::DurationInvalid, node, "`$` is $", &[text, error.as_str()]);
        Duration::hours(0)
    })
}

pub(super) fn catalog(document: Node<'_>, report: &mut Report) -> Catalog {
    if document.text("id").is_empty() {
        report.add_in(ProblemCode::ValueInvalid, document, "id", "the id is empty", &[]);
    }
    let mut catalog = Catalog {
        permissions: permissions(document, report),
        kind_ids: Index::default(),
        kinds: Vec::new(),
        operation_ids: Index::default(),
        operations: Vec::new(),
        requirements: Vec::new(),
        required: Vec::new(),
        facts: Index::default(),
        routes: Routes::default(),
        path_rules: PathRules {
            trailing_slash: match document.text("trailingSlash") {
                "ignore" => TrailingSlash::Ignore,
                _ => TrailingSlash::Reject,
            },
            encoded_slash: match document.text("encodedSlash") {
                "keep" => EncodedSlash::Keep,
                _ => EncodedSlash::Reject,
            },
        },
        tiers: Vec::new(),
        responses: Reason::ALL.map(|reason| (reason.status(), None)),
    };
    for item in document.items_of("kinds") {
        if id(&mut catalog.kind_ids, item.name, "kind", item.node, report).is_some() {
            let kind = read_kind(item.node, &catalog.permissions, report);
            catalog.kinds.push(kind);
        }
    }
    catalog.tiers = match document.get("notices") {
        Some(_) => Vec::new(),
        None => default_tiers(),
    };
    for item in document.items_of("notices") {
        catalog.tiers.push(tier(item.node, report));
    }
    for item in document.items_of("responses") {
        response(item.name, item.node, &mut catalog.responses, report);
    }
    catalog.required.resize(catalog.kinds.len(), Vec::new());
    operations(document, &mut catalog, report);
    catalog
}

fn permissions(document: Node<'_>, report: &mut Report) -> Permissions {
    let mut permissions = Permissions::default();
    let list = document.items_of("permissions");
    for item in list.clone() {
        id(&mut permissions.ids, item.node.text("id"), "permission", item.node, report);
    }
    permissions.includes.resize_with(permissions.ids.len(), Vec::new);
    let (mut by_collection, mut by_language, mut all_environments) = (Vec::new(), Vec::new(), Vec::new());
    for item in list {
        let includes = references(&permissions.ids, item.node.items_of("includes"), "permission", report);
        let scopes = item.node.items_of("scopedBy");
        report.repeated_texts(scopes.clone(), "it stands in this list already");
        let texts = scopes.texts();
        let Some(number) = permissions.ids.get(item.node.text("id").as_bytes()) else { continue };
        if let Some(slot) = usize::try_from(number).ok().and_then(|number| permissions.includes.get_mut(number)) {
            *slot = includes;
        }
        if texts.contains(&"collection") {
            by_collection.push(number);
        }
        if texts.contains(&"language") {
            by_language.push(number);
        }
        if item.node.flag("allEnvironments") == Some(true) {
            all_environments.push(number);
        }
    }
    permissions.by_collection = BitSet::of(&by_collection);
    permissions.by_language = BitSet::of(&by_language);
    permissions.all_environments = BitSet::of(&all_environments);
    permissions
}

fn read_kind(kind: Node<'_>, permissions: &Permissions, report: &mut Report) -> Kind {
    let mut recipients = Recipients::Owner;
    if let Some(node) = kind.get("recipients") {
        let id = node.as_text().unwrap_or_default();
        match permissions.ids.get(id.as_bytes()) {
            _ if id == "owner" => {}
            Some(permission) => recipients = Recipients::Holders(permission),
            None => report.dangling(node, "permission", id),
        }
    }
    let lifetime = kind.get("lifetime").unwrap_or(kind);
    let mut read = |object: Node<'_>, name: &str| {
        let node = object.get(name).filter(|node| node.value() != Value::Null);
        node.map(|node| duration(node, report))
    };
    Kind {
        source: match kind.text("permissions") {
            "owner" => Source::Owner,
            "every" => Source::Every,
            _ => Source::Own,
        },
        default: read(lifetime, "default").unwrap_or(Duration::hours(0)),
        min: read(lifetime, "min").unwrap_or(Duration::hours(0)),
        max: read(lifetime, "max"),
        overlap: read(kind, "overlap").unwrap_or(Duration::minutes(5)),
        recipients,
    }
}

/// The notice rules of Kontent.ai, which hold where a catalog has none.
fn default_tiers() -> Vec<Tier> {
    let (day, week) = (Duration::hours(24), Duration::hours(7 * 24));
    let tier = |up_to, below, before: Option<(Duration, &str)>| Tier {
        up_to,
        below,
        before: before.map(|(before, rule)| vec![(before, rule.into())]),
        immediately: "immediately".into(),
    };
    vec![
        tier(None, Some(day), None),
        tier(Some(week), None, Some((day, "one_day_before"))),
        tier(None, None, Some((week, "one_week_before"))),
    ]
}

fn tier(notice: Node<'_>, report: &mut Report) -> Tier {
    let mut bound = |name| notice.get(name).map(|node| duration(node, report));
    let (up_to, below) = (bound("upTo"), bound("below"));
    let rule = notice.optional_text("rule");
    if rule == Some("") {
        report.add_in(ProblemCode::ValueInvalid, notice, "rule", "the rule's name is empty", &[]);
    }
    let before = notice.get("before").filter(|before| before.is_list()).map(|before| {
        report.repeated_texts(before.items(), TWICE);
        let mut thresholds = Vec::new();
        for item in before.items() {
            let rule = rule.or(item.node.as_text()).unwrap_or_default();
            thresholds.push((duration(item.node, report), rule.into()));
        }
        thresholds
    });
    Tier { up_to, below, before, immediately: rule.unwrap_or("immediately").into() }
}

fn response(name: &str, node: Node<'_>, responses: &mut [(u16, Option<i64>); 16], report: &mut Report) {
    let integer = |name| match node.get(name)?.value() {
        Value::Integer(value) => Some(value),
        _ => None,
    };
    let status = integer("status").and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
    let reason = Reason::from_name(name).filter(|reason| *reason != Reason::Permitted);
    match reason.and_then(|reason| responses.get_mut(reason as usize)) {
        Some(slot) => *slot = (status, integer("code")),
        None => report.add(ProblemCode::MemberUnknown, node, "`$` is not the reason of a denial", &[name]),
    }
    if !(400..=599).contains(&status) {
        let message = "the status $ of a denial is not from 400 to 599";
        report.add_in(ProblemCode::ValueInvalid, node, "status", message, &[&digits(status.into())]);
    }
}

fn operations(document: Node<'_>, catalog: &mut Catalog, report: &mut Report) {
    let encoded_slash = catalog.path_rules.encoded_slash;
    let forms = forms(document, encoded_slash, report);
    let environment = document.optional_text("environmentParameter");
    let mut shapes = Index::default();
    let mut twins: Vec<&str> = Vec::new();
    for item in document.items_of("operations") {
        let operation = item.node;
        let (own_id, method) = (operation.text("id"), operation.text("method"));
        let number = id(&mut catalog.operation_ids, own_id, "operation", operation, report);
        if !is_method(method) {
            let message = "`$` is not a method: an upper-case token other than `HEAD`";
            report.add_in(ProblemCode::ValueInvalid, operation, "method", message, &[method]);
        }
        let requires = requirements(operation, catalog, report);
        let Some(parts) = template(operation, encoded_slash, report) else { continue };
        let names_environment = parts.iter().any(|part| environment.is_some() && part.parameter() == environment);
        let Some(number) = number else { continue };
        catalog.operations.push(Operation { names_environment });
        for (required, number) in catalog.required.iter_mut().zip(requires) {
            required.push(number);
        }
        let shape = shape(method, &parts);
        match shapes.get(shape.as_bytes()).and_then(|twin| twins.get(usize::try_from(twin).ok()?)) {
            Some(twin) => duplicate(twin, operation, report),
            None => {
                shapes.insert(&shape);
                twins.push(own_id);
                add_all(method, &parts, number, &forms, environment, catalog, operation, report);
            }
        }
    }
}

/// What the templates of a method that are alike but for parameter names have in common.
fn shape(method: &str, parts: &[Segment<'_>]) -> String {
    let mut shape = method.to_owned();
    for part in parts {
        shape.push('/');
        shape.push_str(if let Segment::Literal(text) = part { text } else { "{}" });
    }
    shape
}

fn duplicate(twin: &str, operation: Node<'_>, report: &mut Report) {
    let message = "it would answer to the same requests as `$`";
    report.add(ProblemCode::OperationDuplicate, operation, message, &[twin]);
}

#[allow(clippy::too_many_arguments, reason = "one loop body with a name")]
fn add_all(
    method: &str,
    parts: &[Segment<'_>],
    number: u32,
    forms: &Forms<'_>,
    environment: Option<&str>,
    catalog: &mut Catalog,
    operation: Node<'_>,
    report: &mut Report,
) {
    let (routes, ids) = (&mut catalog.routes, &catalog.operation_ids);
    let mut twin = None;
    add_readings(parts, forms, environment, operation, report, &mut |reading| {
        twin = routes.add(method, reading, number);
        twin.is_none()
    });
    if let Some(twin) = twin {
        duplicate(ids.text(twin), operation, report);
    }
}

fn is_method(method: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !method.is_empty() && method.bytes().all(token) && method != "HEAD"
}

/// The requirement of each kind, in the order of the kinds.
fn requirements(operation: Node<'_>, catalog: &mut Catalog, report: &mut Report) -> Vec<u32> {
    let mut requires = vec![NOT_ACCEPTED; catalog.kind_ids.len()];
    let mut named: Vec<&str> = Vec::new();
    for kind in operation.items_of("requires") {
        let number = catalog.kind_ids.get(kind.name.as_bytes()).and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            report.dangling(kind.node, "kind", kind.name);
        }
        for alternative in kind.node.items() {
            for fact in alternative.node.items_of("when") {
                if !named.contains(&fact.name) {
                    named.push(fact.name);
                }
            }
        }
        let requirement = requirement(kind.node, catalog, report);
        if let Some(slot) = number.and_then(|number| requires.get_mut(number)) {
            *slot = catalog.number_of(requirement);
        }
    }
    if named.len() > MAX_FACTS {
        let message = "its conditions name $ different facts; at most $ can be tried";
        let numbers = [&*count(named.len()), &count(MAX_FACTS)];
        report.add_in(ProblemCode::ValueInvalid, operation, "requires", message, &numbers);
    }
    requires
}

fn requirement(list: Node<'_>, catalog: &mut Catalog, report: &mut Report) -> Requirement {
    let mut facts: Vec<u32> = Vec::new();
    let mut alternatives = Vec::new();
    let message = "this alternative stands in the list already";
    report.repeated_objects(list.items(), &["when", "allOf"], message);
    for item in list.items() {
        let mut condition = Cube::default();
        if let Some(when) = item.node.get("when") {
            let names = when.items().names();
            for twice in repeats(&names) {
                let fact = names.get(twice).copied().unwrap_or_default();
                report.add(ProblemCode::EntryRepeated, when, "`$` stands in it already", &[fact]);
            }
            for fact in when.items() {
                let name = fact.name;
                if name.is_empty() || name == "collection" || name == "language" {
                    let message = "`$` cannot be the name of a yes/no fact";
                    report.add(ProblemCode::ValueInvalid, fact.node, message, &[name]);
                }
                let number = catalog.facts.intern(name);
                let bit = facts.iter().position(|known| *known == number).unwrap_or_else(|| {
                    facts.push(number);
                    facts.len().saturating_sub(1)
                });
                let bit = 1_u16.checked_shl(u32::try_from(bit).unwrap_or(u32::MAX)).unwrap_or(0);
                condition.mask |= bit;
                if fact.node.value() == Value::Bool(true) {
                    condition.value |= bit;
                }
            }
        }
        let all_of = if item.node.is_list() { item.node.items() } else { item.node.items_of("allOf") };
        let all_of = references(&catalog.permissions.ids, all_of, "permission", report);
        alternatives.push(Alternative::new(condition, all_of));
    }
    let (mut by_collection, mut by_language) = (false, false);
    for Alternative { all_of, .. } in &alternatives {
        for permission in all_of {
            by_collection |= catalog.permissions.by_collection.contains(*permission);
            by_language |= catalog.permissions.by_language.contains(*permission);
        }
    }
    Requirement::new(alternatives, facts, by_collection, by_language)
}
