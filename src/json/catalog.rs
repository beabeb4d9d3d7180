//! Catalogs from JSON.

use super::Reading;
use super::node::Node;
use super::read::{Fields, Value, boolean, integer, text, texts};
use crate::documents::{
    Access, AlternativeDocument, CatalogDocument, EncodedSlash, KindDocument, LifetimeDocument, NoticeDocument,
    OperationDocument, PermissionDocument, Response, ScopeBy, Source, TrailingSlash,
};
use crate::problem::{Place, ProblemCode, Report};

pub(super) fn read(text: &str) -> Reading<CatalogDocument> {
    let mut report = Report::default();
    let node = Node::read(text, &mut report);
    let document = match &node {
        Some(node) => Value { node, place: &Place::Root, report: &mut report }.object(&MEMBERS, catalog),
        None => CatalogDocument::default(),
    };
    Reading { document, problems: report.into_problems() }
}

const MEMBERS: [&str; 13] = [
    "format",
    "id",
    "title",
    "source",
    "permissions",
    "kinds",
    "identifiers",
    "environmentParameter",
    "trailingSlash",
    "encodedSlash",
    "operations",
    "notices",
    "responses",
];

fn catalog(fields: &mut Fields<'_, '_, '_>) -> CatalogDocument {
    fields.format("keyward/catalog@1");
    let trailing_slash = [("reject", TrailingSlash::Reject), ("ignore", TrailingSlash::Ignore)];
    let encoded_slash = [("reject", EncodedSlash::Reject), ("keep", EncodedSlash::Keep)];
    CatalogDocument {
        id: fields.required("id", text),
        title: fields.optional("title", text),
        source: fields.optional("source", text),
        permissions: fields.required("permissions", |list| list.list(permission)),
        kinds: fields.required("kinds", |kinds| kinds.map(kind)),
        identifiers: fields.optional("identifiers", |forms| forms.map(texts)),
        environment_parameter: fields.optional("environmentParameter", text),
        trailing_slash: fields.optional("trailingSlash", |value| value.choice(&trailing_slash)),
        encoded_slash: fields.optional("encodedSlash", |value| value.choice(&encoded_slash)),
        operations: fields.required("operations", |list| list.list(operation)),
        notices: fields.optional("notices", |list| list.list(notice)),
        responses: fields.optional("responses", |responses| responses.map(response)),
    }
}

fn permission(value: Value<'_, '_, '_>) -> PermissionDocument {
    value.object(&["id", "title", "includes", "allEnvironments", "scopedBy"], |fields| PermissionDocument {
        id: fields.required("id", text),
        title: fields.optional("title", text),
        includes: fields.optional("includes", texts),
        all_environments: fields.optional("allEnvironments", boolean),
        scoped_by: fields.optional("scopedBy", |list| {
            let words = [("collection", Some(ScopeBy::Collection)), ("language", Some(ScopeBy::Language))];
            list.list(|value| value.choice(&words)).into_iter().flatten().collect()
        }),
    })
}

fn kind(value: Value<'_, '_, '_>) -> KindDocument {
    let sources = [("own", Source::Own), ("owner", Source::Owner), ("every", Source::Every)];
    value.object(&["permissions", "lifetime", "overlap", "recipients"], |fields| KindDocument {
        permissions: fields.required("permissions", |value| value.choice(&sources)),
        lifetime: fields.required("lifetime", |value| {
            value.object(&["default", "min", "max"], |fields| LifetimeDocument {
                default: fields.required("default", text),
                min: fields.required("min", text),
                max: fields.required("max", |value| value.nullable(text)),
            })
        }),
        overlap: fields.optional("overlap", text),
        recipients: fields.optional("recipients", text),
    })
}

fn operation(value: Value<'_, '_, '_>) -> OperationDocument {
    let members = ["id", "method", "path", "title", "group", "access", "deprecated", "requires"];
    value.object(&members, |fields| OperationDocument {
        id: fields.required("id", text),
        method: fields.required("method", text),
        path: fields.required("path", text),
        title: fields.optional("title", text),
        group: fields.optional("group", text),
        access: fields
            .optional("access", |value| value.choice(&[("read", Some(Access::Read)), ("write", Some(Access::Write))]))
            .flatten(),
        deprecated: fields.optional("deprecated", boolean),
        requires: fields.required("requires", |kinds| kinds.map(|list| list.list(alternative))),
    })
}

fn alternative(value: Value<'_, '_, '_>) -> AlternativeDocument {
    if let Node::List(_) = value.node {
        return AlternativeDocument { when: None, all_of: texts(value) };
    }
    value.object(&["when", "allOf"], |fields| AlternativeDocument {
        when: Some(fields.required("when", |facts| facts.map(boolean))),
        all_of: fields.required("allOf", texts),
    })
}

fn notice(value: Value<'_, '_, '_>) -> NoticeDocument {
    value.object(&["upTo", "below", "before", "rule"], |fields| NoticeDocument {
        up_to: fields.optional("upTo", text),
        below: fields.optional("below", text),
        before: fields.required("before", |mut value| match value.node {
            Node::Text(text) if text == "immediately" => None,
            Node::Text(text) => {
                let message = format!("`{text}` is neither `\"immediately\"` nor a list of durations");
                value.problem(ProblemCode::ValueInvalid, message);
                None
            }
            _ => Some(texts(value)),
        }),
        rule: fields.optional("rule", text),
    })
}

fn response(value: Value<'_, '_, '_>) -> Response {
    let read = |fields: &mut Fields<'_, '_, '_>| Response {
        status: fields.required("status", |value| u16::try_from(integer(value)).unwrap_or(0)),
        code: fields.optional("code", integer),
    };
    value.try_object(&["status", "code"], read).unwrap_or(Response { status: 0, code: None })
}
