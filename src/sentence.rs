//! The sentence of a decision, for people.

use crate::prelude::*;
use crate::reason::Reason;
use crate::text::fill;

/// `a`, `b` and `c`, each in backticks.
#[inline(never)]
pub(crate) fn listing(items: &[String], last: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place.saturating_add(1) == items.len() => last,
            _ => ", ",
        };
        text.push_str(&fill("$`$`", &[before, item]));
    }
    text
}

/// What is missing, as a clause.
#[inline(never)]
pub(crate) fn shortfall(missing: &[Vec<String>]) -> String {
    let mut text = String::new();
    for all in missing.iter().filter(|all| !all.is_empty()) {
        text.push_str(if text.is_empty() { "" } else { ", or " });
        text.push_str(&listing(all, " and "));
    }
    if text.is_empty() {
        text.push_str(if missing.is_empty() {
            "something that the given facts exclude"
        } else {
            "permissions that are held, but not together for one collection and language"
        });
    }
    text
}

/// One English sentence that says what was decided and why.
#[inline(never)]
pub(crate) fn sentence(
    reason: Reason,
    operation: Option<&str>,
    environment: Option<&str>,
    missing: &[Vec<String>],
    needs: &[String],
) -> String {
    let operation = operation.unwrap_or_default();
    let place = environment.map(|id| fill(" in environment `$`", &[id])).unwrap_or_default();
    let (template, parts) = match reason {
        Reason::KeyUnknown => ("The key is not known.", ["", "", ""]),
        Reason::UserUnknown => ("The user is not known.", ["", "", ""]),
        Reason::KeyRevoked => ("The key is revoked.", ["", "", ""]),
        Reason::KeyExpired => ("The key has expired.", ["", "", ""]),
        Reason::KeyNotYetValid => ("The key is not valid yet.", ["", "", ""]),
        Reason::KeyDisabled => ("The key is disabled.", ["", "", ""]),
        Reason::OwnerInactive => ("The user behind the request is not active.", ["", "", ""]),
        Reason::PathNotCanonical => ("The path is not canonical: it could be read in more than one way.", ["", "", ""]),
        Reason::OperationUnknown => ("No operation of the API answers to this request.", ["", "", ""]),
        Reason::EnvironmentUnknown | Reason::EnvironmentOutOfScope => {
            ("The key gives no access to the environment, or there is no such environment.", ["", "", ""])
        }
        Reason::ApiDeactivated => ("The Management API is deactivated$.", [&*place, "", ""]),
        Reason::KindNotAccepted => ("`$` does not accept this kind of key.", [operation, "", ""]),
        Reason::PermissionMissing => ("`$` needs $$.", [operation, &*shortfall(missing), &place]),
        Reason::FactsNeeded => {
            ("Whether `$` is permitted$ depends on $.", [operation, &place, &*listing(needs, " and ")])
        }
        Reason::Permitted => ("`$` is permitted$.", [operation, &place, ""]),
    };
    fill(template, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_what_is_missing() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let missing = [texts(&["a", "b"]), texts(&["c"])];
        assert_eq!(
            sentence(Reason::PermissionMissing, Some("op"), Some("e1"), &missing, &[]),
            "`op` needs `a` and `b`, or `c` in environment `e1`."
        );
        assert_eq!(
            sentence(Reason::FactsNeeded, Some("op"), None, &[], &texts(&["x", "y", "z"])),
            "Whether `op` is permitted depends on `x`, `y` and `z`."
        );
    }

    #[test]
    fn unknown_and_out_of_scope_environments_read_alike() {
        let of = |reason| sentence(reason, Some("op"), None, &[], &[]);
        assert_eq!(of(Reason::EnvironmentUnknown), of(Reason::EnvironmentOutOfScope));
    }
}
