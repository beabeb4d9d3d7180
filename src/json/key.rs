//! What a new key is to be, from JSON.

use super::Reading;
use super::project::reading;
use super::read::{Fields, instant, text, texts};
use crate::documents::Selection;
use crate::lifecycle::{Lifetime, NewKey};
use crate::problem::ProblemCode;

/// A new key, and the id that it is to have.
pub(super) fn new_key(json: &str) -> Reading<(NewKey, Option<String>)> {
    let members = ["id", "name", "kind", "environments", "permissions", "owner", "lifetime", "expiresAt", "notBefore"];
    reading(json, |value| {
        value.object(&members, |fields| {
            let key = NewKey {
                name: fields.required("name", text),
                kind: fields.required("kind", text),
                environments: fields
                    .try_required("environments", |value| value.selection("all"))
                    .unwrap_or(Selection::All),
                permissions: fields.optional("permissions", texts),
                owner: fields.optional("owner", text),
                lifetime: lifetime(fields),
                not_before: fields.optional("notBefore", instant),
            };
            (key, fields.optional("id", text))
        })
    })
}

/// How long a regenerated key lives, and the id that it is to have.
pub(super) fn renewal(json: &str) -> Reading<(Lifetime, Option<String>)> {
    reading(json, |value| {
        value.object(&["id", "lifetime", "expiresAt"], |fields| (lifetime(fields), fields.optional("id", text)))
    })
}

/// `lifetime` or `expiresAt`, not both.
fn lifetime(fields: &mut Fields<'_, '_, '_>) -> Lifetime {
    let lifetime = fields.optional("lifetime", text);
    let expires_at = fields.optional("expiresAt", |mut value| {
        if lifetime.is_some() {
            value.problem(ProblemCode::ValueInvalid, "give either `lifetime` or `expiresAt`");
        }
        value.nullable(instant)
    });
    match (lifetime, expires_at) {
        (Some(duration), _) => Lifetime::For(duration),
        (None, Some(Some(end))) => Lifetime::Until(end),
        (None, Some(None)) => Lifetime::Forever,
        (None, None) => Lifetime::Default,
    }
}
