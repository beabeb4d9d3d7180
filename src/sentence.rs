//! The sentence of a decision, for people.

use crate::reason::Reason;

/// `a`, `b` and `c`, each in backticks.
pub(crate) fn listing(items: &[String]) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place.saturating_add(1) == items.len() => " and ",
            _ => ", ",
        };
        text.push_str(&format!("{before}`{item}`"));
    }
    text
}

/// What a decision falls short by, as a clause: what is missing, or what has to be known.
pub(crate) fn shortfall(reason: Reason, missing: &[Vec<String>], needs: &[String]) -> String {
    if reason != Reason::PermissionMissing {
        return listing(needs);
    }
    let mut text = String::new();
    for all in missing.iter().filter(|all| !all.is_empty()) {
        text.push_str(if text.is_empty() { "" } else { ", or " });
        text.push_str(&listing(all));
    }
    if text.is_empty() {
        text.push_str(if missing.is_empty() {
            "conditions that the given facts rule out"
        } else {
            "permissions that are not held together for any one collection and language"
        });
    }
    text
}

/// The phrase that stands for `$2` where an environment is known; `$` stands for its id.
pub const PLACE: &str = " in environment `$`";

/// The sentence of a reason. `$0` stands for the operation, `$1` for what the decision falls short by, `$2` for where.
#[must_use]
pub const fn template(reason: Reason) -> &'static str {
    match reason {
        Reason::KeyUnknown => "The key is not known.",
        Reason::UserUnknown => "The user is not known.",
        Reason::KeyRevoked => "The key is revoked.",
        Reason::KeyExpired => "The key has expired.",
        Reason::KeyNotYetValid => "The key is not valid yet.",
        Reason::KeyDisabled => "The key is disabled.",
        Reason::OwnerInactive => "The user behind the request is not active.",
        Reason::PathNotCanonical => {
            "The path is not canonical: it can be read in more than one way, or it includes an origin or a query."
        }
        Reason::OperationUnknown => {
            "No operation matches this request: check the path and the method (in capitals), or the operation's id."
        }
        Reason::ParameterOutOfScope | Reason::EnvironmentUnknown | Reason::EnvironmentOutOfScope => {
            "The environment or resource does not exist, is missing from the request, or is outside the key's scope."
        }
        Reason::ApiDeactivated => "The Management API is deactivated$2.",
        Reason::KindNotAccepted => "`$0` does not accept this kind of key.",
        Reason::PermissionMissing => "`$0` needs $1$2.",
        Reason::FactsNeeded => "Whether `$0` is permitted$2 depends on $1.",
        Reason::Permitted => "`$0` is permitted$2.",
    }
}

/// One English sentence that says what was decided and why. For JavaScript, `facade/lib/sentence.ts` does the same.
pub(crate) fn sentence(
    reason: Reason,
    operation: Option<&str>,
    environment: Option<&str>,
    missing: &[Vec<String>],
    needs: &[String],
) -> String {
    let place = environment.map(|id| PLACE.replacen('$', id, 1)).unwrap_or_default();
    let parts = [operation.unwrap_or_default(), &shortfall(reason, missing, needs), &place];
    let mut pieces = template(reason).split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (number, rest) in pieces.filter_map(|piece| piece.split_at_checked(1)) {
        text.push_str(number.parse().ok().and_then(|number: usize| parts.get(number)).copied().unwrap_or_default());
        text.push_str(rest);
    }
    text
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
    fn what_is_unknown_and_what_is_out_of_scope_read_alike() {
        let of = |reason| sentence(reason, Some("op"), None, &[], &[]);
        assert_eq!(of(Reason::EnvironmentUnknown), of(Reason::ParameterOutOfScope));
        assert_eq!(of(Reason::EnvironmentUnknown), of(Reason::EnvironmentOutOfScope));
    }
}
