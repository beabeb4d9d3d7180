//! The forms of the documents.

use super::shape::{Member, Shape, Words};
use crate::documents::List;

const fn required(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, shape, required: true }
}

const fn optional(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, shape, required: false }
}

/// This text.
macro_rules! word {
    ($word:literal) => {
        Shape::Word(&Words { words: &[$word], told: concat!("`$` is not `", $word, "`"), wanted: "text" })
    };
}

/// One of these texts.
macro_rules! choice {
    ($first:literal $(, $other:literal)*) => {
        Shape::Word(&Words {
            words: &[$first $(, $other)*],
            told: concat!("`$` is not `\"", $first, "\"`" $(, " or `\"", $other, "\"`")*),
            wanted: concat!("`\"", $first, "\"`" $(, " or `\"", $other, "\"`")*),
        })
    };
}

/// This text, or a list of texts.
macro_rules! selection {
    ($word:literal) => {
        Shape::Selection(&Words {
            words: &[$word],
            told: concat!("`$` is neither `\"", $word, "\"` nor a list"),
            wanted: concat!("`\"", $word, "\"` or a list"),
        })
    };
}

const TEXTS: Shape = Shape::List(&Shape::Text);
const NULLABLE_INSTANT: Shape = Shape::Nullable(&Shape::Instant);
const NOT_WITH_LIFETIME: Shape = Shape::Instead("lifetime", &NULLABLE_INSTANT);
const ALL_OR: Shape = selection!("all");
const ANY_OR: Shape = selection!("any");
const LISTS: Shape = choice!("role", "user", "environment", "key");

pub(crate) static CATALOG: Shape = Shape::Object(&[
    required("format", &word!("keyward/catalog@1")),
    required("id", &Shape::Text),
    optional("title", &Shape::Text),
    optional("source", &Shape::Text),
    required("permissions", &Shape::List(&PERMISSION)),
    required("kinds", &Shape::Map(&KIND)),
    optional("identifiers", &Shape::Map(&TEXTS)),
    optional("environmentParameter", &Shape::Text),
    optional("trailingSlash", &choice!("reject", "ignore")),
    optional("encodedSlash", &choice!("reject", "keep")),
    required("operations", &Shape::List(&OPERATION)),
    optional("boundParameters", &TEXTS),
    optional("notices", &Shape::List(&NOTICE)),
    optional("responses", &Shape::Map(&RESPONSE)),
]);

const PERMISSION: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    optional("title", &Shape::Text),
    optional("includes", &TEXTS),
    optional("allEnvironments", &Shape::Bool),
    optional("scopedBy", &Shape::List(&choice!("collection", "language"))),
]);

const KIND: Shape = Shape::Object(&[
    required("permissions", &choice!("own", "owner", "every")),
    required("lifetime", &LIFETIME),
    optional("overlap", &Shape::Text),
    optional("recipients", &Shape::Text),
]);

const LIFETIME: Shape = Shape::Object(&[
    required("default", &Shape::Text),
    required("min", &Shape::Text),
    required("max", &Shape::Nullable(&Shape::Text)),
]);

const OPERATION: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    required("method", &Shape::Text),
    required("path", &Shape::Text),
    optional("title", &Shape::Text),
    optional("group", &Shape::Text),
    optional("access", &choice!("read", "write")),
    optional("deprecated", &Shape::Bool),
    required("requires", &Shape::Map(&Shape::List(&Shape::ListOr(&Shape::Text, &ALTERNATIVE)))),
]);

const ALTERNATIVE: Shape = Shape::Object(&[required("when", &Shape::Map(&Shape::Bool)), required("allOf", &TEXTS)]);

const IMMEDIATELY_OR: Shape = Shape::Selection(&Words {
    words: &["immediately"],
    told: "`$` is neither `\"immediately\"` nor a list of durations",
    wanted: "a list",
});

const NOTICE: Shape = Shape::Object(&[
    optional("upTo", &Shape::Text),
    optional("below", &Shape::Text),
    required("before", &IMMEDIATELY_OR),
    optional("rule", &Shape::Text),
]);

const RESPONSE: Shape = Shape::Object(&[required("status", &Shape::Integer), optional("code", &Shape::Integer)]);

pub(crate) static PROJECT: Shape = Shape::Object(&[
    required("format", &word!("keyward/project@1")),
    required("id", &Shape::Text),
    optional("name", &Shape::Text),
    optional("parameters", &Shape::Map(&Shape::Text)),
    required("environments", &Shape::List(&ENVIRONMENT)),
    required("roles", &Shape::List(&ROLE)),
    required("users", &Shape::List(&USER)),
    required("keys", &Shape::List(&KEY)),
]);

/// The form of an entry of a project's list.
pub(crate) const fn entry(list: List) -> &'static Shape {
    match list {
        List::Environments => &ENVIRONMENT,
        List::Roles => &ROLE,
        List::Users => &USER,
        List::Keys => &KEY,
    }
}

const ENVIRONMENT: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    optional("name", &Shape::Text),
    optional("managementApi", &Shape::Bool),
]);

const ROLE: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    optional("name", &Shape::Text),
    required("permissions", &selection!("every")),
]);

const USER: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    optional("name", &Shape::Text),
    optional("email", &Shape::Text),
    optional("active", &Shape::Bool),
    required("roles", &Shape::List(&ASSIGNMENT)),
]);

const ASSIGNMENT: Shape = Shape::Object(&[
    required("role", &Shape::Text),
    optional("environments", &ALL_OR),
    optional("collections", &ANY_OR),
    optional("languages", &ANY_OR),
]);

const KEY: Shape = Shape::Object(&[
    required("id", &Shape::Text),
    required("kind", &Shape::Text),
    optional("name", &Shape::Text),
    required("environments", &ALL_OR),
    required("createdAt", &Shape::Instant),
    required("expiresAt", &NULLABLE_INSTANT),
    optional("notBefore", &Shape::Instant),
    optional("revokedAt", &Shape::Instant),
    optional("disabled", &Shape::Bool),
    optional("permissions", &TEXTS),
    optional("owner", &Shape::Text),
    optional("replaces", &Shape::Text),
]);

pub(crate) static CHANGES: Shape = Shape::List(&Shape::Either(
    &[
        &[required("set", &LISTS), required("value", &Shape::EntryOf("set", entry))],
        &[required("remove", &LISTS), required("id", &Shape::Text)],
        &[
            required("clone", &choice!("environment")),
            required("from", &Shape::Text),
            required("id", &Shape::Text),
            optional("name", &Shape::Text),
        ],
    ],
    "a change has a member `set`, `remove` or `clone`",
));

/// What a new key is to be.
pub(crate) static NEW_KEY: Shape = Shape::Object(&[
    optional("id", &Shape::Text),
    required("name", &Shape::Text),
    required("kind", &Shape::Text),
    required("environments", &ALL_OR),
    optional("permissions", &TEXTS),
    optional("owner", &Shape::Text),
    optional("lifetime", &Shape::Text),
    optional("expiresAt", &NOT_WITH_LIFETIME),
    optional("notBefore", &Shape::Instant),
]);

/// How long a regenerated key lives.
pub(crate) static RENEWAL: Shape = Shape::Object(&[
    optional("id", &Shape::Text),
    optional("lifetime", &Shape::Text),
    optional("expiresAt", &NOT_WITH_LIFETIME),
]);
