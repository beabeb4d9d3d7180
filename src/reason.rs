//! Why a decision is what it is.

use serde::Serialize;

/// The outcome of a decision: the first check that failed, or [`Reason::Permitted`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
#[non_exhaustive]
pub enum Reason {
    /// The key is not listed.
    KeyUnknown,
    /// The user is not listed.
    UserUnknown,
    /// The key is revoked.
    KeyRevoked,
    /// The key has expired.
    KeyExpired,
    /// The key is not valid yet.
    KeyNotYetValid,
    /// The key is disabled.
    KeyDisabled,
    /// The key's owner, or the user who asks, is not active.
    OwnerInactive,
    /// The path could be read in more than one way.
    PathNotCanonical,
    /// No operation matches.
    OperationUnknown,
    /// A bound parameter in the path is not what the project says.
    ParameterOutOfScope,
    /// The environment is not listed, or not given.
    EnvironmentUnknown,
    /// The key's scope does not hold the environment.
    EnvironmentOutOfScope,
    /// The environment's Management API is deactivated.
    ApiDeactivated,
    /// The operation does not accept this kind of key.
    KindNotAccepted,
    /// A permission is missing.
    PermissionMissing,
    /// The answer depends on facts that were not given.
    FactsNeeded,
    /// All checks hold.
    Permitted,
}

impl Reason {
    /// All reasons, in the order of the checks.
    pub const ALL: [Self; 17] = [
        Self::KeyUnknown,
        Self::UserUnknown,
        Self::KeyRevoked,
        Self::KeyExpired,
        Self::KeyNotYetValid,
        Self::KeyDisabled,
        Self::OwnerInactive,
        Self::PathNotCanonical,
        Self::OperationUnknown,
        Self::ParameterOutOfScope,
        Self::EnvironmentUnknown,
        Self::EnvironmentOutOfScope,
        Self::ApiDeactivated,
        Self::KindNotAccepted,
        Self::PermissionMissing,
        Self::FactsNeeded,
        Self::Permitted,
    ];

    /// The reason as it is written: `permission_missing`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeyUnknown => "key_unknown",
            Self::UserUnknown => "user_unknown",
            Self::KeyRevoked => "key_revoked",
            Self::KeyExpired => "key_expired",
            Self::KeyNotYetValid => "key_not_yet_valid",
            Self::KeyDisabled => "key_disabled",
            Self::OwnerInactive => "owner_inactive",
            Self::PathNotCanonical => "path_not_canonical",
            Self::OperationUnknown => "operation_unknown",
            Self::ParameterOutOfScope => "parameter_out_of_scope",
            Self::EnvironmentUnknown => "environment_unknown",
            Self::EnvironmentOutOfScope => "environment_out_of_scope",
            Self::ApiDeactivated => "api_deactivated",
            Self::KindNotAccepted => "kind_not_accepted",
            Self::PermissionMissing => "permission_missing",
            Self::FactsNeeded => "facts_needed",
            Self::Permitted => "permitted",
        }
    }

    /// The reason that is written so.
    ///
    /// # Example
    /// ```
    /// assert_eq!(keyward::Reason::from_name("permitted"), Some(keyward::Reason::Permitted));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }

    /// The HTTP status, unless the catalog names another.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Permitted => 200,
            Self::PathNotCanonical => 400,
            Self::KeyUnknown | Self::UserUnknown => 401,
            Self::ApiDeactivated => 404,
            _ => 403,
        }
    }
}
