//! The sentence of a decision, for people.

use crate::reason::Reason;

/// `a`, `b` and `c`, each in backticks.
pub(crate) fn listing<T: AsRef<str>>(items: &[T], last: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            let is_last = place.saturating_add(1) == items.len();
            text.push_str(if is_last { last } else { ", " });
        }
        text.push('`');
        text.push_str(item.as_ref());
        text.push('`');
    }
    text
}

fn in_environment(environment: Option<&str>) -> String {
    environment.map(|id| format!(" in environment `{id}`")).unwrap_or_default()
}

/// What is missing, as a clause.
pub(crate) fn shortfall<T: AsRef<str>>(missing: &[Vec<T>]) -> String {
    let alternatives: Vec<String> =
        missing.iter().filter(|all| !all.is_empty()).map(|all| listing(all, " and ")).collect();
    if !alternatives.is_empty() {
        alternatives.join(", or ")
    } else if missing.is_empty() {
        "something that the given facts exclude".to_owned()
    } else {
        "permissions that are held, but not together for one collection and language".to_owned()
    }
}

/// One English sentence that says what was decided and why.
pub(crate) fn sentence<T: AsRef<str>>(
    reason: Reason,
    operation: Option<&str>,
    environment: Option<&str>,
    missing: &[Vec<T>],
    needs: &[T],
) -> String {
    let operation = operation.unwrap_or_default();
    let place = in_environment(environment);
    match reason {
        Reason::KeyUnknown => "The key is not known.".to_owned(),
        Reason::UserUnknown => "The user is not known.".to_owned(),
        Reason::KeyRevoked => "The key is revoked.".to_owned(),
        Reason::KeyExpired => "The key has expired.".to_owned(),
        Reason::KeyNotYetValid => "The key is not valid yet.".to_owned(),
        Reason::KeyDisabled => "The key is disabled.".to_owned(),
        Reason::OwnerInactive => "The user behind the request is not active.".to_owned(),
        Reason::PathNotCanonical => "The path is not canonical: it could be read in more than one way.".to_owned(),
        Reason::OperationUnknown => "No operation of the API answers to this request.".to_owned(),
        Reason::EnvironmentUnknown | Reason::EnvironmentOutOfScope => {
            "The key gives no access to the environment, or there is no such environment.".to_owned()
        }
        Reason::ApiDeactivated => format!("The Management API is deactivated{place}."),
        Reason::KindNotAccepted => format!("`{operation}` does not accept this kind of key."),
        Reason::PermissionMissing => format!("`{operation}` needs {}{place}.", shortfall(missing)),
        Reason::FactsNeeded => {
            format!("Whether `{operation}` is permitted{place} depends on {}.", listing(needs, " and "))
        }
        Reason::Permitted => format!("`{operation}` is permitted{place}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_what_is_missing() {
        let missing = [vec!["a", "b"], vec!["c"]];
        assert_eq!(
            sentence(Reason::PermissionMissing, Some("op"), Some("e1"), &missing, &[]),
            "`op` needs `a` and `b`, or `c` in environment `e1`."
        );
        assert_eq!(
            sentence(Reason::FactsNeeded, Some("op"), None, &[], &["x", "y", "z"]),
            "Whether `op` is permitted depends on `x`, `y` and `z`."
        );
    }

    #[test]
    fn unknown_and_out_of_scope_environments_read_alike() {
        let of = |reason| sentence::<&str>(reason, Some("op"), None, &[], &[]);
        assert_eq!(of(Reason::EnvironmentUnknown), of(Reason::EnvironmentOutOfScope));
    }
}
