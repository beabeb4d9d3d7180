//! From a catalog's document to its model: every rule that a document can break.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::template::{Forms, Segment, forms, readings, template};
use super::{Catalog, Kind, Operation, Permissions, Recipients, Tier};
use crate::bits::BitSet;
use crate::documents::{
    AlternativeDocument, CatalogDocument, KindDocument, NoticeDocument, OperationDocument, ScopeBy,
};
use crate::index::Index;
use crate::instant::{Duration, TimeError};
use crate::path::PathRules;
use crate::problem::{Place, ProblemCode, Report, repeats};
use crate::reason::Reason;
use crate::requirement::{Alternative, Cube, MAX_FACTS, Requirement};
use crate::routes::Routes;

const ROOT: Place<'static> = Place::Root;
const DEFAULT_OVERLAP: &str = "PT5M";

/// Checks an id and adds it to its list.
pub(crate) fn id(index: &mut Index, id: &str, what: &str, place: &Place<'_>, report: &mut Report) -> Option<u32> {
    if id.is_empty() {
        report.add(ProblemCode::ValueInvalid, place, "the id is empty");
        return None;
    }
    let added = index.insert(id);
    if added.is_none() {
        report.add(ProblemCode::EntryRepeated, place, format!("the id `{id}` is used by an earlier {what}"));
    }
    added
}

/// Checks a list of references: each listed, none twice.
pub(crate) fn references(
    index: &Index,
    list: &[String],
    what: &str,
    place: &Place<'_>,
    report: &mut Report,
) -> Vec<u32> {
    report.repeated_texts(list, place);
    let mut found = Vec::with_capacity(list.len());
    for (entry, id) in list.iter().enumerate() {
        match index.get(id.as_bytes()) {
            Some(number) => found.push(number),
            None => report.dangling(&place.entry(entry), what, id),
        }
    }
    found
}

pub(crate) fn duration(text: &str, place: &Place<'_>, report: &mut Report) -> Duration {
    text.parse().unwrap_or_else(|error: TimeError| {
        report.add(ProblemCode::DurationInvalid, place, format!("`{text}` is {error}"));
        Duration::hours(0)
    })
}

pub(super) fn catalog(document: CatalogDocument, report: &mut Report) -> Catalog {
    if document.id.is_empty() {
        report.add(ProblemCode::ValueInvalid, &ROOT.member("id"), "the id is empty");
    }
    let permissions = permissions(&document, report);
    let mut kind_ids = Index::default();
    let mut kinds = Vec::new();
    let place = ROOT.member("kinds");
    for (name, kind) in &document.kinds {
        let place = place.member(name);
        if id(&mut kind_ids, name, "kind", &place, report).is_some() {
            kinds.push(read_kind(kind, &permissions, &place, report));
        }
    }
    let mut catalog = Catalog {
        permissions,
        kind_ids,
        kinds,
        operation_ids: Index::default(),
        operations: Vec::new(),
        facts: Index::default(),
        routes: Routes::default(),
        path_rules: PathRules {
            trailing_slash: document.trailing_slash.unwrap_or_default(),
            encoded_slash: document.encoded_slash.unwrap_or_default(),
        },
        tiers: tiers(document.notices.as_deref(), report),
        responses: responses(&document, report),
        document: CatalogDocument::default(),
    };
    operations(&document, &mut catalog, report);
    catalog.document = document;
    catalog
}

fn permissions(document: &CatalogDocument, report: &mut Report) -> Permissions {
    let mut permissions = Permissions::default();
    let root = ROOT.member("permissions");
    for (entry, permission) in document.permissions.iter().enumerate() {
        id(&mut permissions.ids, &permission.id, "permission", &root.entry(entry).member("id"), report);
    }
    let number = |id: &String| permissions.ids.get(id.as_bytes());
    permissions.includes = vec![Vec::new(); permissions.ids.len()];
    for (entry, permission) in document.permissions.iter().enumerate() {
        let place = root.entry(entry);
        let list = permission.includes.as_deref().unwrap_or_default();
        let includes = references(&permissions.ids, list, "permission", &place.member("includes"), report);
        let slot =
            number(&permission.id).and_then(|number| permissions.includes.get_mut(usize::try_from(number).ok()?));
        if let Some(slot) = slot {
            *slot = includes;
        }
        let scopes = permission.scoped_by.as_deref().unwrap_or_default();
        for entry in repeats(scopes.iter()) {
            let place = place.member("scopedBy");
            report.add(ProblemCode::EntryRepeated, &place.entry(entry), "it stands in this list already");
        }
    }
    let those = |wanted: &dyn Fn(&crate::documents::PermissionDocument) -> bool| {
        BitSet::of(document.permissions.iter().filter(|permission| wanted(permission)).filter_map(|it| number(&it.id)))
    };
    let scoped = |by: ScopeBy| those(&|it| it.scoped_by.as_ref().is_some_and(|scopes| scopes.contains(&by)));
    let (by_collection, by_language) = (scoped(ScopeBy::Collection), scoped(ScopeBy::Language));
    let all_environments = those(&|it| it.all_environments == Some(true));
    Permissions { by_collection, by_language, all_environments, ..permissions }
}

fn read_kind(kind: &KindDocument, permissions: &Permissions, place: &Place<'_>, report: &mut Report) -> Kind {
    let recipients = match kind.recipients.as_deref() {
        None | Some("owner") => Recipients::Owner,
        Some(id) => match permissions.ids.get(id.as_bytes()) {
            Some(permission) => Recipients::Holders(permission),
            None => {
                report.dangling(&place.member("recipients"), "permission", id);
                Recipients::Owner
            }
        },
    };
    let lifetime = place.member("lifetime");
    let max = kind.lifetime.max.as_deref();
    Kind {
        source: kind.permissions,
        default: duration(&kind.lifetime.default, &lifetime.member("default"), report),
        min: duration(&kind.lifetime.min, &lifetime.member("min"), report),
        max: max.map(|text| duration(text, &lifetime.member("max"), report)),
        overlap: duration(kind.overlap.as_deref().unwrap_or(DEFAULT_OVERLAP), &place.member("overlap"), report),
        recipients,
    }
}

/// The notice rules of Kontent.ai, which hold where a catalog has none.
fn default_tiers() -> Vec<Tier> {
    let tier = |up_to, below, before, rule: &str| Tier { up_to, below, before, immediately: rule.into() };
    let (day, week) = (Duration::hours(24), Duration::hours(7 * 24));
    vec![
        tier(None, Some(day), None, "immediately"),
        tier(Some(week), None, Some(vec![(day, "one_day_before".into())]), ""),
        tier(None, None, Some(vec![(week, "one_week_before".into())]), ""),
    ]
}

fn tiers(notices: Option<&[NoticeDocument]>, report: &mut Report) -> Vec<Tier> {
    let Some(notices) = notices else { return default_tiers() };
    let root = ROOT.member("notices");
    let mut tiers = Vec::new();
    for (entry, notice) in notices.iter().enumerate() {
        let place = root.entry(entry);
        let mut bound =
            |text: &Option<String>, name| text.as_deref().map(|text| duration(text, &place.member(name), report));
        let (up_to, below) = (bound(&notice.up_to, "upTo"), bound(&notice.below, "below"));
        if notice.rule.as_deref() == Some("") {
            report.add(ProblemCode::ValueInvalid, &place.member("rule"), "the rule's name is empty");
        }
        let before = notice.before.as_deref().map(|texts| {
            let mut thresholds = Vec::new();
            let place = place.member("before");
            report.repeated_texts(texts, &place);
            for (entry, text) in texts.iter().enumerate() {
                let place = place.entry(entry);
                let rule = notice.rule.as_deref().unwrap_or(text);
                thresholds.push((duration(text, &place, report), rule.into()));
            }
            thresholds
        });
        let immediately = notice.rule.as_deref().unwrap_or("immediately").into();
        tiers.push(Tier { up_to, below, before, immediately });
    }
    tiers
}

fn responses(document: &CatalogDocument, report: &mut Report) -> [(u16, Option<i64>); 16] {
    let mut responses = Reason::ALL.map(|reason| (reason.status(), None));
    let root = ROOT.member("responses");
    for (name, response) in document.responses.iter().flatten() {
        let place = root.member(name);
        let reason = Reason::from_name(name).filter(|reason| *reason != Reason::Permitted);
        match reason.and_then(|reason| responses.get_mut(reason as usize)) {
            Some(slot) => *slot = (response.status, response.code),
            None => report.add(ProblemCode::MemberUnknown, &place, format!("`{name}` is not the reason of a denial")),
        }
        if !(400..=599).contains(&response.status) {
            let message = format!("the status {} of a denial is not from 400 to 599", response.status);
            report.add(ProblemCode::ValueInvalid, &place.member("status"), message);
        }
    }
    responses
}

fn operations(document: &CatalogDocument, catalog: &mut Catalog, report: &mut Report) {
    let forms = forms(document, report);
    let root = ROOT.member("operations");
    let mut shapes: BTreeMap<(&str, Vec<Option<&str>>), &str> = BTreeMap::new();
    for (entry, operation) in document.operations.iter().enumerate() {
        let place = root.entry(entry);
        let number = id(&mut catalog.operation_ids, &operation.id, "operation", &place.member("id"), report);
        if !is_method(&operation.method) {
            let message = format!("`{}` is not a method: an upper-case token other than `HEAD`", operation.method);
            report.add(ProblemCode::ValueInvalid, &place.member("method"), message);
        }
        let requires = requirements(operation, catalog, &place, report);
        let at = place.member("path");
        let Some(parts) = template(&operation.path, catalog.path_rules.encoded_slash, &at, report) else { continue };
        let environment = document.environment_parameter.as_deref();
        let names_environment =
            parts.iter().any(|part| matches!(part, Segment::Parameter(name) if environment == Some(name)));
        let shape =
            parts.iter().map(|part| if let Segment::Literal(text) = part { Some(*text) } else { None }).collect();
        let Some(number) = number else { continue };
        catalog.operations.push(Operation { names_environment, requires });
        match shapes.entry((&operation.method, shape)) {
            Entry::Occupied(twin) => duplicate(twin.get(), &place, report),
            Entry::Vacant(vacant) => {
                vacant.insert(&operation.id);
                add_readings(&parts, operation, number, &forms, document, catalog, &place, report);
            }
        }
    }
}

fn duplicate(twin: &str, place: &Place<'_>, report: &mut Report) {
    report.add(ProblemCode::OperationDuplicate, place, format!("it would answer to the same requests as `{twin}`"));
}

#[allow(clippy::too_many_arguments, reason = "one loop body with a name")]
fn add_readings(
    parts: &[Segment<'_>],
    operation: &OperationDocument,
    number: u32,
    forms: &Forms<'_>,
    document: &CatalogDocument,
    catalog: &mut Catalog,
    place: &Place<'_>,
    report: &mut Report,
) {
    let environment = document.environment_parameter.as_deref();
    for reading in readings(parts, forms, environment, &place.member("path"), report) {
        if let Some(twin) = catalog.routes.add(&operation.method, &reading, number) {
            duplicate(catalog.operation_ids.text(twin), place, report);
            return;
        }
    }
}

fn is_method(method: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !method.is_empty() && method.bytes().all(token) && method != "HEAD"
}

/// The requirement of each kind, in the order of the kinds.
fn requirements(
    operation: &OperationDocument,
    catalog: &mut Catalog,
    place: &Place<'_>,
    report: &mut Report,
) -> Box<[Option<Requirement>]> {
    let root = place.member("requires");
    let mut requires: Vec<Option<Requirement>> = vec![None; catalog.kind_ids.len()];
    let mut named: Vec<&str> = Vec::new();
    for (kind, alternatives) in &operation.requires {
        let place = root.member(kind);
        let number = catalog.kind_ids.get(kind.as_bytes()).and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            report.dangling(&place, "kind", kind);
        }
        for (fact, _) in alternatives.iter().flat_map(|alternative| alternative.when.iter().flatten()) {
            if !named.contains(&fact.as_str()) {
                named.push(fact);
            }
        }
        let requirement = requirement(alternatives, catalog, &place, report);
        if let Some(slot) = number.and_then(|number| requires.get_mut(number)) {
            *slot = Some(requirement);
        }
    }
    if named.len() > MAX_FACTS {
        let message = format!("its conditions name {} different facts; at most {MAX_FACTS} can be tried", named.len());
        report.add(ProblemCode::ValueInvalid, &root, message);
    }
    requires.into_boxed_slice()
}

fn requirement(
    documents: &[AlternativeDocument],
    catalog: &mut Catalog,
    place: &Place<'_>,
    report: &mut Report,
) -> Requirement {
    let mut facts: Vec<u32> = Vec::new();
    let mut alternatives = Vec::new();
    for entry in repeats(documents.iter()) {
        report.add(ProblemCode::EntryRepeated, &place.entry(entry), "this alternative stands in the list already");
    }
    for (entry, alternative) in documents.iter().enumerate() {
        let place = place.entry(entry);
        let mut condition = Cube::default();
        let conditions = alternative.when.as_deref().unwrap_or_default();
        for twice in repeats(conditions.iter().map(|(fact, _)| fact)) {
            let fact = conditions.get(twice).map(|(fact, _)| fact.as_str()).unwrap_or_default();
            report.add(ProblemCode::EntryRepeated, &place.member("when"), format!("`{fact}` stands in it already"));
        }
        for (fact, wanted) in conditions {
            if fact.is_empty() || fact == "collection" || fact == "language" {
                let place = place.member("when");
                let message = format!("`{fact}` cannot be the name of a yes/no fact");
                report.add(ProblemCode::ValueInvalid, &place.member(fact), message);
            }
            let number = catalog.facts.intern(fact);
            let bit = facts.iter().position(|known| *known == number).unwrap_or_else(|| {
                facts.push(number);
                facts.len().saturating_sub(1)
            });
            let bit = 1_u16.checked_shl(u32::try_from(bit).unwrap_or(u32::MAX)).unwrap_or(0);
            condition.mask |= bit;
            if *wanted {
                condition.value |= bit;
            }
        }
        let place = if alternative.when.is_some() { place.member("allOf") } else { place };
        let all_of = references(&catalog.permissions.ids, &alternative.all_of, "permission", &place, report);
        alternatives.push(Alternative::new(condition, all_of));
    }
    let any = |set: &BitSet| alternatives.iter().flat_map(|it: &Alternative| &it.all_of).any(|it| set.contains(*it));
    let (by_collection, by_language) = (any(&catalog.permissions.by_collection), any(&catalog.permissions.by_language));
    Requirement::new(alternatives, facts, by_collection, by_language)
}
