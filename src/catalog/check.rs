//! From a catalog's document to its model: every rule that a document can break.

use std::borrow::Cow;

use super::operations::operations;
use super::{Catalog, Kind, Permissions, Recipients, Rule, Tier};
use crate::bits::BitSet;
use crate::document::place::Place;
use crate::document::{
    CatalogDocument, KindDocument, Map, NoticeDocument, PermissionDocument, Response, ScopeBy, refused_status,
};
use crate::index::{Details, Index};
use crate::order::PAIRWISE_LIMIT;
use crate::path::PathRules;
use crate::problem::{ProblemCode, Report, quoted};
use crate::reason::Reason;
use crate::routes::Routes;
use crate::time::{Duration, Instant, TimeError};

/// Checks an id and adds it to its list, with what is kept beside it.
pub(crate) fn id(
    index: &mut Index,
    id: &str,
    details: Details<'_>,
    what: &str,
    place: &Place<'_>,
    report: &mut Report,
) -> Option<u32> {
    if report.refuse_empty(id, "the id", place) {
        return None;
    }
    let added = index.insert_with(id, details);
    if added.is_none() {
        let message = format_args!("the id {} is used by an earlier {what}", quoted(id));
        report.add(ProblemCode::EntryRepeated, place, message);
    }
    added
}

/// Checks a list of references: each listed, none twice. `None`: what is listed is not known.
pub(crate) fn references(
    index: Option<&Index>,
    list: &[String],
    what: &str,
    place: &Place<'_>,
    report: &mut Report,
) -> Vec<u32> {
    let mut found = Vec::new();
    let mut distinct = true;
    for id in list {
        let number = index.and_then(|index| index.get(id.as_bytes()));
        distinct &= number.is_some_and(|number| found.len() < PAIRWISE_LIMIT && !found.contains(&number));
        found.extend(number);
    }
    if !distinct {
        for repeated in report.repeats(list, place) {
            let id = list.get(repeated).map_or("", String::as_str);
            let message = format_args!("{} stands in this list already", quoted(id));
            report.add(ProblemCode::EntryRepeated, &place.entry(repeated), message);
        }
        for (entry, id) in list.iter().enumerate() {
            if let Some(index) = index.filter(|index| index.get(id.as_bytes()).is_none()) {
                report.dangling(&place.entry(entry), what, id, index);
            }
        }
    }
    found
}

/// Reads the duration that a text is.
pub(crate) fn duration(text: &str, place: &Place<'_>, report: &mut Report) -> Option<Duration> {
    let refused = |error: TimeError| {
        report.add(ProblemCode::DurationInvalid, place, format_args!("{} is {error}", quoted(text)));
    };
    text.parse().map_err(refused).ok()
}

/// Reads the duration of a member that can be left out.
fn optional_duration(text: Option<&str>, place: &Place<'_>, report: &mut Report) -> Option<Duration> {
    duration(text?, place, report)
}

impl Catalog {
    /// Checks a document and makes it ready.
    pub(crate) fn load(document: &CatalogDocument, place: &Place<'_>, report: &mut Report) -> Self {
        report.refuse_empty(&document.id, "the id", &place.member("id"));
        let bound = document.bound_parameters.as_deref().unwrap_or_default();
        let mut catalog = Self {
            permissions: Permissions::default(),
            kind_ids: Index::default(),
            kinds: Vec::new(),
            operation_ids: Index::default(),
            operations: Vec::new(),
            requirements: Vec::new(),
            facts: Index::default(),
            has_environments: document.environment_parameter.is_some(),
            bound_parameters: bound.iter().map(|name| name.as_str().into()).collect(),
            routes: Routes::default(),
            path_rules: PathRules {
                trailing_slash: document.trailing_slash.unwrap_or_default(),
                encoded_slash: document.encoded_slash.unwrap_or_default(),
            },
            tiers: Cow::Borrowed(DEFAULT_TIERS),
            responses: Vec::new(),
        };
        report.repeated(bound, &place.member("boundParameters"), "the parameter");
        let permissions_known = !report.hides_list("permissions");
        let known = |permissions| if permissions_known { Some(permissions) } else { None };
        permissions(
            &document.permissions,
            &mut catalog.permissions,
            permissions_known,
            &place.member("permissions"),
            report,
        );
        let kinds = place.member("kinds");
        for (index, (name, document)) in document.kinds.iter().enumerate() {
            let place = kinds.mapped(name, index);
            let number = id(&mut catalog.kind_ids, name, [None; 2], "kind", &place, report);
            let kind = kind(document, known(&catalog.permissions.ids), &place, report);
            if number.is_some() {
                catalog.kinds.push(kind);
            }
        }
        operations(document, permissions_known, &mut catalog, place, report);
        if let Some(notices) = &document.notices {
            catalog.tiers = tiers(notices, &place.member("notices"), report);
        }
        if let Some(document) = &document.responses {
            responses(document, &mut catalog.responses, &place.member("responses"), report);
        }
        catalog
    }
}

fn permissions(
    documents: &[PermissionDocument],
    permissions: &mut Permissions,
    known: bool,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (index, document) in documents.iter().enumerate() {
        let place = place.entry(index);
        id(&mut permissions.ids, &document.id, [None; 2], "permission", &place.member("id"), report);
    }
    for (index, document) in documents.iter().enumerate() {
        let place = place.entry(index);
        let ids = if known { Some(&permissions.ids) } else { None };
        let includes = document.includes.as_deref().unwrap_or_default();
        let includes = references(ids, includes, "permission", &place.member("includes"), report);
        permissions.includes.push(includes);
        report.repeated(document.scoped_by.as_deref().unwrap_or_default(), &place.member("scopedBy"), "it");
    }
    permissions.all_environments = those(documents, |it| it.all_environments == Some(true));
    permissions.by_collection = those(documents, |it| it.is_scoped_by(ScopeBy::Collection));
    permissions.by_language = those(documents, |it| it.is_scoped_by(ScopeBy::Language));
    permissions.finish();
}

impl PermissionDocument {
    fn is_scoped_by(&self, scope: ScopeBy) -> bool {
        self.scoped_by.iter().flatten().any(|other| *other == scope)
    }
}

/// The numbers of some permissions.
fn those(documents: &[PermissionDocument], is_one: impl Fn(&PermissionDocument) -> bool) -> BitSet {
    let numbers: Vec<u32> =
        (0_u32..).zip(documents).filter(|(_, document)| is_one(document)).map(|(number, _)| number).collect();
    BitSet::of(&numbers)
}

/// 2024-01-01T00:00:00Z, from which the limits of kinds are measured.
const MEASURED_FROM: i64 = 1_704_067_200_000;

/// Where a duration ends that begins at [`MEASURED_FROM`]; that may lie after 9999.
fn measured(duration: &Duration) -> i64 {
    Instant::from_millis(MEASURED_FROM).map_or(i64::MAX, |from| from.millis_plus(duration))
}

fn kind(document: &KindDocument, permissions: Option<&Index>, place: &Place<'_>, report: &mut Report) -> Kind {
    let mut recipients = Recipients::Owner;
    if let Some(id) = document.recipients.as_deref().filter(|id| *id != "owner") {
        match permissions.map(|permissions| (permissions, permissions.get(id.as_bytes()))) {
            Some((_, Some(permission))) => recipients = Recipients::Holders(permission),
            Some((permissions, None)) => report.dangling(&place.member("recipients"), "permission", id, permissions),
            None => {}
        }
    }
    let (limits, lifetime) = (&document.lifetime, place.member("lifetime"));
    let default = duration(&limits.default, &lifetime.member("default"), report);
    let min = duration(&limits.min, &lifetime.member("min"), report);
    let max = optional_duration(limits.max.as_deref(), &lifetime.member("max"), report);
    let mut order =
        |shorter: Option<Duration>, longer: Option<Duration>, member: &str, text: &str, limit: [&str; 2]| {
            if let Some((shorter, longer)) = shorter.zip(longer)
                && measured(&shorter) > measured(&longer)
            {
                let message = format_args!("`{text}` is {}, `{}`", limit[0], limit[1]);
                report.add(ProblemCode::ValueInvalid, &lifetime.member(member), message);
            }
        };
    let longest = ["over `max`", limits.max.as_deref().unwrap_or_default()];
    order(min, default, "default", &limits.default, ["under `min`", &limits.min]);
    order(default, max, "default", &limits.default, longest);
    order(min, max, "min", &limits.min, longest);
    let overlap = optional_duration(document.overlap.as_deref(), &place.member("overlap"), report);
    Kind {
        source: document.permissions,
        default: default.unwrap_or(Duration::hours(0)),
        min: min.unwrap_or(Duration::hours(0)),
        max,
        overlap: overlap.unwrap_or(Duration::minutes(5)),
        recipients,
        required: Vec::new(),
    }
}

const IMMEDIATELY: &str = "immediately";
const DAY: Duration = Duration::hours(24);
const WEEK: Duration = Duration::hours(7 * 24);

/// The notice rules of Kontent.ai, which hold where a catalog has none.
pub(crate) static DEFAULT_TIERS: &[Tier] = &[
    Tier { up_to: None, below: Some(DAY), rules: Cow::Borrowed(&[rule(None, IMMEDIATELY)]) },
    Tier { up_to: Some(WEEK), below: None, rules: Cow::Borrowed(&[rule(Some(DAY), "one_day_before")]) },
    Tier { up_to: None, below: None, rules: Cow::Borrowed(&[rule(Some(WEEK), "one_week_before")]) },
];

const fn rule(before: Option<Duration>, name: &'static str) -> Rule {
    Rule { before, name: Cow::Borrowed(name) }
}

fn tiers(notices: &[NoticeDocument], place: &Place<'_>, report: &mut Report) -> Cow<'static, [Tier]> {
    report.repeated(notices, place, "the tier");
    let tiers = notices.iter().enumerate().map(|(index, notice)| tier(notice, &place.entry(index), report));
    Cow::Owned(tiers.collect())
}

fn tier(notice: &NoticeDocument, place: &Place<'_>, report: &mut Report) -> Tier {
    let up_to = optional_duration(notice.up_to.as_deref(), &place.member("upTo"), report);
    let below = optional_duration(notice.below.as_deref(), &place.member("below"), report);
    let mut rules = Vec::new();
    let name = notice.rule.as_deref();
    let mut add = |before, otherwise: &str| {
        rules.push(Rule { before, name: Cow::Owned(name.unwrap_or(otherwise).to_owned()) });
    };
    match &notice.before {
        None => add(None, IMMEDIATELY),
        Some(list) => {
            let place = place.member("before");
            if list.is_empty() {
                let message = format_args!("the list is empty; say `\"immediately\"`, or how long before the expiry");
                report.add(ProblemCode::ValueInvalid, &place, message);
            }
            report.repeated(list, &place, "the duration");
            for (index, text) in list.iter().enumerate() {
                add(duration(text, &place.entry(index), report), text);
            }
        }
    }
    if let Some(name) = name {
        report.refuse_empty(name, "the rule's name", &place.member("rule"));
    }
    Tier { up_to, below, rules: Cow::Owned(rules) }
}

/// The reasons that are one answer to the holder of a key: what an API says to them must not tell them apart.
const ALIKE: [&str; 3] = ["parameter_out_of_scope", "environment_unknown", "environment_out_of_scope"];

fn responses(
    document: &Map<Response>,
    responses: &mut Vec<(Reason, u16, Option<i64>)>,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (index, (name, Response { status, code })) in document.iter().enumerate() {
        let place = place.mapped(name, index);
        if !(400..=599).contains(status) {
            let message = refused_status(i64::from(*status));
            report.add(ProblemCode::ValueInvalid, &place.member("status"), format_args!("{message}"));
        }
        match Reason::from_name(name).filter(|reason| *reason != Reason::Permitted) {
            Some(reason) => responses.push((reason, *status, *code)),
            None => {
                let message = format_args!("{} is not the reason of a denial", quoted(name));
                report.add(ProblemCode::MemberUnknown, &place, message);
            }
        }
    }
    let answers = ALIKE.map(|name| document.iter().find(|(other, _)| other == name).map(|(_, response)| *response));
    let [first, others @ ..] = answers;
    if !ALIKE.iter().any(|name| report.is_spoilt(&place.member(name)))
        && others.iter().any(|other| *other != first)
        && let Some(name) = ALIKE.iter().zip(answers).find_map(|(name, answer)| answer.map(|_| name))
    {
        let message = format_args!(
            "`{}` are one answer to a key's holder: give all of them the same, or none",
            ALIKE.join("`, `")
        );
        report.add(ProblemCode::ValueInvalid, &place.member(name), message);
    }
}
