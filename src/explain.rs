//! How a decision came about, check by check.

use crate::decide::{Asker, Judge, Question, Target, Verdict};
use crate::documents::Source;
use crate::instant::Instant;
use crate::prelude::*;
use crate::project::{Key, NEVER};
use crate::reason::Reason;
use crate::sentence;
use crate::text::fill;
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
            Some(key) => Some(key.kind()),
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
        let (project, catalog) = (self.judge.project, self.judge.catalog);
        let environment = self.verdict.environment.map(|it| project.environments.ids.text(it)).unwrap_or_default();
        let (template, part) = match check {
            Reason::KeyUnknown | Reason::UserUnknown => match (holds, self.question.asker) {
                (true, Asker::Key(Some(number))) => ("the key `$` is listed", project.keys.ids.text(number)),
                (true, Asker::User(Some(number))) => ("the user `$` is listed", project.users.ids.text(number)),
                (_, Asker::Key(_)) => ("the key is not listed", ""),
                (_, Asker::User(_)) => ("the user is not listed", ""),
            },
            Reason::KeyRevoked | Reason::KeyExpired | Reason::KeyNotYetValid | Reason::KeyDisabled => {
                return self.key().map(|key| key_detail(check, key, holds)).unwrap_or_default();
            }
            Reason::OwnerInactive => {
                let owner = self.owner().map(|owner| project.users.ids.text(owner)).unwrap_or_default();
                (if holds { "the user `$` is active" } else { "the user `$` is not active" }, owner)
            }
            Reason::PathNotCanonical if holds => ("the path reads in one way only", ""),
            Reason::PathNotCanonical => ("the path could be read in more than one way", ""),
            Reason::OperationUnknown => match self.verdict.operation {
                Some(number) => ("it is `$`", catalog.operation_ids.text(number)),
                None => ("no operation matches", ""),
            },
            Reason::EnvironmentUnknown if holds => ("the environment is listed", ""),
            Reason::EnvironmentUnknown => ("the environment is not listed, or not given", ""),
            Reason::EnvironmentOutOfScope if self.key().is_none_or(Key::is_for_all) => {
                ("all environments are in scope", "")
            }
            Reason::EnvironmentOutOfScope if holds => ("`$` is in the key's scope", environment),
            Reason::EnvironmentOutOfScope if self.verdict.names_environment => {
                ("the environment is not in the key's scope", "")
            }
            Reason::EnvironmentOutOfScope => ("the request names no environment, and the key is limited to some", ""),
            Reason::ApiDeactivated if holds => ("the Management API of `$` is active", environment),
            Reason::ApiDeactivated => ("the Management API of `$` is not active", environment),
            Reason::KindNotAccepted if holds => ("keys of kind `$` are accepted", self.kind()),
            Reason::KindNotAccepted => ("keys of kind `$` are not accepted", self.kind()),
            Reason::PermissionMissing | Reason::FactsNeeded | Reason::Permitted => return self.permission_detail(),
        };
        fill(template, &[part])
    }

    fn permission_detail(&self) -> String {
        let kind = self.key().and_then(|key| self.judge.catalog.kind(key.kind())).map(|kind| kind.source);
        match (self.verdict.reason, kind) {
            (Reason::PermissionMissing, _) => fill("missing: $", &[&sentence::shortfall(self.missing)]),
            (Reason::FactsNeeded, _) => fill("depends on $", &[&sentence::listing(self.needs, " and ")]),
            (_, Some(Source::Own)) => "the key's own permissions meet the requirement".to_owned(),
            (_, Some(Source::Every)) => "the key holds every permission, and meets the requirement".to_owned(),
            (_, Some(Source::Owner) | None) => "the permissions of its owner meet the requirement".to_owned(),
        }
    }
}

fn key_detail(check: Reason, key: &Key, holds: bool) -> String {
    let (template, at) = match check {
        Reason::KeyRevoked if key.revoked_at() == NEVER => ("the key is not revoked", NEVER),
        Reason::KeyRevoked if holds => ("the key will be revoked at $", key.revoked_at()),
        Reason::KeyRevoked => ("the key was revoked at $", key.revoked_at()),
        Reason::KeyExpired if key.expires_at == NEVER => ("the key never expires", NEVER),
        Reason::KeyExpired if holds => ("the key expires at $", key.expires_at),
        Reason::KeyExpired => ("the key expired at $", key.expires_at),
        Reason::KeyNotYetValid if holds => ("the key is valid already", NEVER),
        Reason::KeyNotYetValid => ("the key is valid from $", key.not_before()),
        _ if holds => ("the key is not disabled", NEVER),
        _ => ("the key is disabled", NEVER),
    };
    fill(template, &[&Instant::from_millis(at).map(Instant::text).unwrap_or_default()])
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
    let mut remedies = Vec::new();
    for permission in permissions {
        let number = judge.catalog.permissions.ids.get(permission.as_bytes());
        let mut roles = Vec::new();
        for (_, id, role) in judge.project.roles.iter() {
            if number.is_some_and(|number| role.grant().on_key(all_environments).contains(number)) {
                roles.push(id.to_owned());
            }
        }
        remedies.push(Remedy { permission: permission.to_owned(), roles });
    }
    remedies
}
