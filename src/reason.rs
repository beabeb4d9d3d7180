//! Why a decision is what it is.

use crate::named::named;

named! {
    /// The outcome of a decision: the first check that failed, or [`Reason::Permitted`]. In the order of the checks.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[repr(u8)]
    #[non_exhaustive]
    pub enum Reason {
        /// The key is not listed.
        KeyUnknown = "key_unknown",
        /// The user is not listed.
        UserUnknown = "user_unknown",
        /// The key is revoked.
        KeyRevoked = "key_revoked",
        /// The key has expired.
        KeyExpired = "key_expired",
        /// The key is not valid yet.
        KeyNotYetValid = "key_not_yet_valid",
        /// The key is disabled.
        KeyDisabled = "key_disabled",
        /// The key's owner, or the user who asks, is not active.
        OwnerInactive = "owner_inactive",
        /// The path could be read in more than one way.
        PathNotCanonical = "path_not_canonical",
        /// No operation matches.
        OperationUnknown = "operation_unknown",
        /// A bound parameter in the path is not what the project says.
        ParameterOutOfScope = "parameter_out_of_scope",
        /// The environment is not listed, or not given.
        EnvironmentUnknown = "environment_unknown",
        /// The key's scope does not hold the environment.
        EnvironmentOutOfScope = "environment_out_of_scope",
        /// The environment's Management API is deactivated.
        ApiDeactivated = "api_deactivated",
        /// The operation does not accept this kind of key.
        KindNotAccepted = "kind_not_accepted",
        /// A permission is missing.
        PermissionMissing = "permission_missing",
        /// The answer depends on facts that were not given.
        FactsNeeded = "facts_needed",
        /// All checks hold.
        Permitted = "permitted",
    }
}

impl Reason {
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
