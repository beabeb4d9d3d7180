//! How a decision came about, check by check.

use crate::bits::BitSet;
use crate::decide::{Asker, Judge, Question, Target, Verdict};
use crate::documents::Source;
use crate::instant::Instant;
use crate::project::{Key, NEVER};
use crate::reason::Reason;
use crate::sentence;
use crate::ward::Judged;

/// Every check in order, and which roles hold what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The thirteen checks.
    pub checks: Vec<Check>,
    /// Which roles hold what is missing.
    pub remedies: Vec<Remedy>,
}

/// One check of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The reason of a denial by this check.
    pub check: Reason,
    /// How it went.
    pub outcome: Outcome,
    /// What was looked at, in English.
    pub detail: String,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It fails: it is the reason of the denial.
    Fails,
    /// It does not apply to this question.
    Skipped,
    /// An earlier one failed.
    NotReached,
}

impl Outcome {
    /// The outcome as it is written: `not_reached`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::Skipped => "skipped",
            Self::NotReached => "not_reached",
        }
    }
}

/// The roles that hold one missing permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The permission's id.
    pub permission: String,
    /// The ids of the roles.
    pub roles: Vec<String>,
}

/// The thirteen checks by their reasons; the first and the last each stand for two.
const CHECKS: [Reason; 13] = [
    Reason::KeyUnknown,
    Reason::KeyRevoked,
    Reason::KeyExpired,
    Reason::KeyNotYetValid,
    Reason::KeyDisabled,
    Reason::OwnerInactive,
    Reason::PathNotCanonical,
    Reason::OperationUnknown,
    Reason::EnvironmentUnknown,
    Reason::EnvironmentOutOfScope,
    Reason::ApiDeactivated,
    Reason::KindNotAccepted,
    Reason::PermissionMissing,
];

/// Explains a verdict.
pub(crate) fn explain(judge: Judge<'_>, question: &Question<'_>, judged: &Judged) -> Explanation {
    let (verdict, missing, needs) = judged;
    let facts = Subject { judge, question, verdict, missing, needs };
    let mut checks = Vec::with_capacity(CHECKS.len());
    let mut failed = false;
    for check in CHECKS {
        let check = match (check, verdict.reason, question.asker) {
            (Reason::KeyUnknown, _, Asker::User(_)) => Reason::UserUnknown,
            (Reason::PermissionMissing, Reason::FactsNeeded, _) => Reason::FactsNeeded,
            (check, ..) => check,
        };
        let outcome = match facts.skipped(check) {
            _ if failed => Outcome::NotReached,
            _ if check == verdict.reason => Outcome::Fails,
            true => Outcome::Skipped,
            false => Outcome::Holds,
        };
        failed |= outcome == Outcome::Fails;
        let detail = match outcome {
            Outcome::NotReached => "an earlier check failed".to_owned(),
            Outcome::Skipped => facts.why_skipped(check).to_owned(),
            Outcome::Holds | Outcome::Fails => facts.detail(check, outcome == Outcome::Holds),
        };
        checks.push(Check { check, outcome, detail });
    }
    Explanation { checks, remedies: remedies(judge, question, missing) }
}

struct Subject<'a> {
    judge: Judge<'a>,
    question: &'a Question<'a>,
    verdict: &'a Verdict,
    missing: &'a [Vec<String>],
    needs: &'a [String],
}

impl<'a> Subject<'a> {
    fn key(&self) -> Option<&'a Key> {
        match self.question.asker {
            Asker::Key(number) => self.judge.project.keys.get(number?),
            Asker::User(_) => None,
        }
    }

    fn owner(&self) -> Option<u32> {
        match self.question.asker {
            Asker::Key(_) => self.key()?.owner(),
            Asker::User(number) => number,
        }
    }

    fn kind(&self) -> &'a str {
        let kind = match self.key() {
            Some(key) => Some(key.kind),
            None => self.judge.catalog.owner_kind(),
        };
        kind.map(|kind| self.judge.catalog.kind_ids.text(kind)).unwrap_or_default()
    }

    /// Whether a check does not apply to the question.
    fn skipped(&self, check: Reason) -> bool {
        match check {
            Reason::KeyRevoked | Reason::KeyExpired | Reason::KeyNotYetValid | Reason::KeyDisabled => {
                self.key().is_none()
            }
            Reason::OwnerInactive => self.owner().is_none(),
            Reason::PathNotCanonical => matches!(self.question.target, Target::Operation(_)),
            Reason::EnvironmentUnknown | Reason::ApiDeactivated => !self.verdict.names_environment,
            _ => false,
        }
    }

    const fn why_skipped(&self, check: Reason) -> &'static str {
        match check {
            Reason::OwnerInactive => "the key has no owner",
            Reason::PathNotCanonical => "the operation was named",
            Reason::EnvironmentUnknown | Reason::ApiDeactivated => "the request names no environment",
            _ => "a user was asked about, not a key",
        }
    }

    fn detail(&self, check: Reason, holds: bool) -> String {
        let project = self.judge.project;
        let environment = self.verdict.environment.map(|it| project.environments.ids.text(it)).unwrap_or_default();
        match check {
            Reason::KeyUnknown | Reason::UserUnknown => match (holds, self.question.asker) {
                (true, Asker::Key(Some(number))) => format!("the key `{}` is listed", project.keys.ids.text(number)),
                (true, Asker::User(Some(number))) => format!("the user `{}` is listed", project.users.ids.text(number)),
                (_, Asker::Key(_)) => "the key is not listed".to_owned(),
                (_, Asker::User(_)) => "the user is not listed".to_owned(),
            },
            Reason::KeyRevoked | Reason::KeyExpired | Reason::KeyNotYetValid | Reason::KeyDisabled => {
                self.key().map(|key| key_detail(check, key, holds)).unwrap_or_default()
            }
            Reason::OwnerInactive => {
                let owner = self.owner().map(|owner| project.users.ids.text(owner)).unwrap_or_default();
                format!("the user `{owner}` is {}active", if holds { "" } else { "not " })
            }
            Reason::PathNotCanonical if holds => "the path reads in one way only".to_owned(),
            Reason::PathNotCanonical => "the path could be read in more than one way".to_owned(),
            Reason::OperationUnknown => match self.verdict.operation {
                Some(number) => format!("it is `{}`", self.judge.catalog.operation_ids.text(number)),
                None => "no operation matches".to_owned(),
            },
            Reason::EnvironmentUnknown if holds => "the environment is listed".to_owned(),
            Reason::EnvironmentUnknown => "the environment is not listed, or not given".to_owned(),
            Reason::EnvironmentOutOfScope => self.scope_detail(environment, holds),
            Reason::ApiDeactivated => {
                format!("the Management API of `{environment}` is {}active", if holds { "" } else { "not " })
            }
            Reason::KindNotAccepted => {
                format!("keys of kind `{}` are {}accepted", self.kind(), if holds { "" } else { "not " })
            }
            Reason::PermissionMissing | Reason::FactsNeeded | Reason::Permitted => self.permission_detail(),
        }
    }

    fn scope_detail(&self, environment: &str, holds: bool) -> String {
        if self.key().is_none_or(Key::is_for_all) {
            "all environments are in scope".to_owned()
        } else if holds {
            format!("`{environment}` is in the key's scope")
        } else if self.verdict.names_environment {
            "the environment is not in the key's scope".to_owned()
        } else {
            "the request names no environment, and the key is limited to some".to_owned()
        }
    }

    fn permission_detail(&self) -> String {
        match self.verdict.reason {
            Reason::PermissionMissing => format!("missing: {}", sentence::shortfall(self.missing)),
            Reason::FactsNeeded => format!("depends on {}", sentence::listing(self.needs, " and ")),
            _ => {
                let kind = self.key().and_then(|key| self.judge.catalog.kind(key.kind)).map(|kind| kind.source);
                let whose = match kind {
                    Some(Source::Own) => "the key's own permissions meet",
                    Some(Source::Every) => "the key holds every permission, and meets",
                    Some(Source::Owner) | None => "the permissions of its owner meet",
                };
                format!("{whose} the requirement")
            }
        }
    }
}

fn key_detail(check: Reason, key: &Key, holds: bool) -> String {
    let when = |millis: i64| Instant::from_millis(millis).map(|at| at.to_string()).unwrap_or_default();
    match check {
        Reason::KeyRevoked if key.revoked_at == NEVER => "the key is not revoked".to_owned(),
        Reason::KeyRevoked if holds => format!("the key will be revoked at {}", when(key.revoked_at)),
        Reason::KeyRevoked => format!("the key was revoked at {}", when(key.revoked_at)),
        Reason::KeyExpired if key.expires_at == NEVER => "the key never expires".to_owned(),
        Reason::KeyExpired if holds => format!("the key expires at {}", when(key.expires_at)),
        Reason::KeyExpired => format!("the key expired at {}", when(key.expires_at)),
        Reason::KeyNotYetValid if holds => "the key is valid already".to_owned(),
        Reason::KeyNotYetValid => format!("the key is valid from {}", when(key.not_before)),
        _ if holds => "the key is not disabled".to_owned(),
        _ => "the key is disabled".to_owned(),
    }
}

fn remedies(judge: Judge<'_>, question: &Question<'_>, missing: &[Vec<String>]) -> Vec<Remedy> {
    let mut permissions: Vec<&str> = Vec::new();
    for permission in missing.iter().flatten() {
        if !permissions.contains(&permission.as_str()) {
            permissions.push(permission);
        }
    }
    let all_environments = match question.asker {
        Asker::Key(number) => number.and_then(|number| judge.project.keys.get(number)).is_none_or(Key::is_for_all),
        Asker::User(_) => true,
    };
    let remedy = |permission: &str| {
        let number = judge.catalog.permissions.ids.get(permission.as_bytes());
        let roles = judge.project.roles.iter();
        let holds = |held: &BitSet| number.is_some_and(|number| held.contains(number));
        let holding = roles.filter(|(_, _, role)| holds(role.grant().on_key(all_environments)));
        Remedy { permission: permission.to_owned(), roles: holding.map(|(_, id, _)| id.to_owned()).collect() }
    };
    permissions.into_iter().map(remedy).collect()
}
