//! From a catalog's document to its model: every rule that a document can break.

use std::borrow::Cow;

use super::operations::operations;
use super::{Catalog, Kind, Permissions, Recipients, Rule, Tier};
use crate::bits::BitSet;
use crate::documents::{EncodedSlash, Source, TrailingSlash};
use crate::index::Index;
use crate::instant::{Duration, TimeError};
use crate::path::PathRules;
use crate::problem::{FEW, ProblemCode, Report, TWICE};
use crate::reason::Reason;
use crate::routes::Routes;
use crate::text::digits;
use crate::tree::{Items, Node, Value};

/// How many texts are kept together.
const TEXTS: usize = 3;

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
pub(crate) fn references(index: &Index, list: Node<'_>, what: &str, report: &mut Report) -> Vec<u32> {
    let mut found = Vec::new();
    let mut distinct = true;
    for item in list.items() {
        let number = index.get(item.node.own_text().as_bytes());
        distinct &= number.is_some_and(|number| found.len() < FEW && !found.contains(&number));
        found.extend(number);
    }
    if !distinct {
        report.repeated_texts(list, TWICE);
        for item in list.items() {
            let id = item.node.own_text();
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
    let text = node.own_text();
    text.parse().unwrap_or_else(|error: TimeError| {
        report.add(ProblemCode::DurationInvalid, node, "`$` is $", &[text, error.as_str()]);
        Duration::hours(0)
    })
}

/// Reads the duration that a member is; nothing if there is none, or null.
#[inline(never)]
fn optional_duration(object: Node<'_>, name: &str, report: &mut Report) -> Option<Duration> {
    let node = object.get(name).filter(|node| !matches!(node.value(), Value::Null))?;
    Some(duration(node, report))
}

/// Whether a member is a word.
#[inline(never)]
fn says(object: Node<'_>, name: &str, word: &str) -> bool {
    object.optional_text(name) == Some(word)
}

pub(super) fn catalog(document: Node<'_>, report: &mut Report) -> Catalog {
    if document.text("id").is_empty() {
        report.add_in(ProblemCode::ValueInvalid, document, "id", "the id is empty", &[]);
    }
    let mut catalog = Catalog {
        permissions: Permissions::default(),
        kind_ids: Index::default(),
        kinds: Vec::new(),
        operation_ids: Index::default(),
        operations: Vec::new(),
        requirements: Vec::new(),
        facts: Index::default(),
        routes: Routes::default(),
        path_rules: PathRules {
            trailing_slash: if says(document, "trailingSlash", "ignore") {
                TrailingSlash::Ignore
            } else {
                TrailingSlash::Reject
            },
            encoded_slash: if says(document, "encodedSlash", "keep") {
                EncodedSlash::Keep
            } else {
                EncodedSlash::Reject
            },
        },
        tiers: Cow::Borrowed(DEFAULT_TIERS),
        responses: Vec::new(),
    };
    permissions(document, &mut catalog.permissions, report);
    for item in document.items_of("kinds") {
        if id(&mut catalog.kind_ids, item.name(), "kind", item.node, report).is_some() {
            catalog.kinds.push(kind(item.node, &catalog.permissions, report));
        }
    }
    if let Some(notices) = document.get("notices") {
        catalog.tiers = tiers(notices, report);
    }
    responses(document, &mut catalog.responses, report);
    operations(document, &mut catalog, report);
    catalog
}

#[inline(never)]
fn permissions(document: Node<'_>, permissions: &mut Permissions, report: &mut Report) {
    let list = document.items_of("permissions");
    for item in list.clone() {
        id(&mut permissions.ids, item.node.text("id"), "permission", item.node, report);
    }
    for item in list.clone() {
        let includes = references(&permissions.ids, item.node.member("includes"), "permission", report);
        permissions.includes.push(includes);
        report.repeated_texts(item.node.member("scopedBy"), "it stands in this list already");
    }
    set_those(&mut permissions.all_environments, list.clone(), "allEnvironments", "");
    set_those(&mut permissions.by_collection, list.clone(), "scopedBy", "collection");
    set_those(&mut permissions.by_language, list, "scopedBy", "language");
}

/// Takes in the permissions of which a member is true, or lists a word.
#[inline(never)]
fn set_those(set: &mut BitSet, permissions: Items<'_>, name: &str, word: &str) {
    let mut numbers = Vec::new();
    for (number, item) in (0..).zip(permissions) {
        let has_word = || item.node.items_of(name).any(|item| item.node.as_text() == Some(word));
        if item.node.flag(name) == Some(true) || has_word() {
            numbers.push(number);
        }
    }
    *set = BitSet::of(&numbers);
}

#[inline(never)]
fn kind(kind: Node<'_>, permissions: &Permissions, report: &mut Report) -> Kind {
    let mut recipients = Recipients::Owner;
    if let Some(node) = kind.get("recipients").filter(|_| !says(kind, "recipients", "owner")) {
        let id = node.own_text();
        match permissions.ids.get(id.as_bytes()) {
            Some(permission) => recipients = Recipients::Holders(permission),
            None => report.dangling(node, "permission", id),
        }
    }
    let lifetime = kind.get("lifetime").unwrap_or(kind);
    Kind {
        source: if says(kind, "permissions", "owner") {
            Source::Owner
        } else if says(kind, "permissions", "every") {
            Source::Every
        } else {
            Source::Own
        },
        default: optional_duration(lifetime, "default", report).unwrap_or(Duration::hours(0)),
        min: optional_duration(lifetime, "min", report).unwrap_or(Duration::hours(0)),
        max: optional_duration(lifetime, "max", report),
        overlap: optional_duration(kind, "overlap", report).unwrap_or(Duration::minutes(5)),
        recipients,
        required: Vec::new(),
    }
}

const IMMEDIATELY: &str = "immediately";
const DAY: Duration = Duration::hours(24);
const WEEK: Duration = Duration::hours(7 * 24);

/// The notice rules of Kontent.ai, which hold where a catalog has none.
static DEFAULT_TIERS: &[Tier] = &[
    Tier { up_to: None, below: Some(DAY), rules: Cow::Borrowed(&[rule(None, IMMEDIATELY)]) },
    Tier { up_to: Some(WEEK), below: None, rules: Cow::Borrowed(&[rule(Some(DAY), "one_day_before")]) },
    Tier { up_to: None, below: None, rules: Cow::Borrowed(&[rule(Some(WEEK), "one_week_before")]) },
];

const fn rule(before: Option<Duration>, name: &'static str) -> Rule {
    Rule { before, name: Cow::Borrowed(name) }
}

#[inline(never)]
fn tiers(notices: Node<'_>, report: &mut Report) -> Cow<'static, [Tier]> {
    let mut tiers = Vec::new();
    for item in notices.items() {
        tiers.push(tier(item.node, report));
    }
    Cow::Owned(tiers)
}

#[inline(never)]
fn tier(notice: Node<'_>, report: &mut Report) -> Tier {
    let (up_to, below) = (optional_duration(notice, "upTo", report), optional_duration(notice, "below", report));
    let name = notice.optional_text("rule");
    if name == Some("") {
        report.add_in(ProblemCode::ValueInvalid, notice, "rule", "the rule's name is empty", &[]);
    }
    let mut rules = Vec::new();
    let mut add = |before, otherwise: &str| {
        rules.push(Rule { before, name: Cow::Owned(name.unwrap_or(otherwise).to_owned()) });
    };
    match notice.get("before").filter(|before| before.is_list()) {
        None => add(None, IMMEDIATELY),
        Some(before) => {
            report.repeated_texts(before, TWICE);
            for item in before.items() {
                add(Some(duration(item.node, report)), item.node.own_text());
            }
        }
    }
    Tier { up_to, below, rules: Cow::Owned(rules) }
}

#[inline(never)]
fn responses(document: Node<'_>, responses: &mut Vec<(Reason, u16, Option<i64>)>, report: &mut Report) {
    for item in document.items_of("responses") {
        let (name, node) = (item.name(), item.node);
        let status = integer(node, "status").and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
        match Reason::from_name(name).filter(|reason| *reason != Reason::Permitted) {
            Some(reason) => responses.push((reason, status, integer(node, "code"))),
            None => report.add(ProblemCode::MemberUnknown, node, "`$` is not the reason of a denial", &[name]),
        }
        if !(400..=599).contains(&status) {
            let message = "the status $ of a denial is not from 400 to 599";
            report.add_in(ProblemCode::ValueInvalid, node, "status", message, &[&digits(status.into())]);
        }
    }
}

#[inline(never)]
fn integer(object: Node<'_>, name: &str) -> Option<i64> {
    match object.get(name)?.value() {
        Value::Integer(value) => Some(value),
        _ => None,
    }
}
