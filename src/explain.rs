//! How a decision came about, check by check.

use serde::Serialize;

use crate::decide::{Judge, Principal, Question, Target, Verdict};
use crate::document::Source;
use crate::index::Index;
use crate::named::named;
use crate::project::{Key, NEVER, Role};
use crate::questions::Judged;
use crate::reason::Reason;
use crate::time::Instant;

/// Every check in order, who gives what is needed, and who can give what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The fourteen checks.
    pub checks: Vec<Check>,
    /// With [`Reason::Permitted`] and [`Reason::FactsNeeded`]: each alternative that is met in some way.
    pub grants: Vec<Grant>,
    /// With [`Reason::PermissionMissing`]: each permission that is missing.
    pub remedies: Vec<Remedy>,
}

/// An alternative that is met in some way, and who gives its permissions in these ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// Its place in the operation's list for this kind of key.
    pub alternative: usize,
    /// In the order of the alternative, then of assignments: every way in which each permission is held.
    pub permissions: Vec<GrantedPermission>,
}

/// One way in which a permission is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantedPermission {
    /// The permission's id.
    pub permission: String,
    /// What is written down: the permission, one that includes it, or `every`.
    pub listed: String,
    /// The role's id; `None` where the key itself holds the permission.
    pub role: Option<String>,
    /// The place of the assignment in the user's list; `None` where the key itself holds the permission.
    pub assignment: Option<usize>,
}

/// One check of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// The reason of a denial by this check.
    pub check: Reason,
    /// How it went.
    pub outcome: Outcome,
    /// What was looked at, in English.
    pub detail: String,
}

named! {
    /// How a check went.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Outcome {
        /// It holds.
        Holds = "holds",
        /// It fails: it is the reason of the denial.
        Fails = "fails",
        /// It does not apply to this question.
        Skipped = "skipped",
        /// An earlier one failed.
        NotReached = "not_reached",
    }
}

/// Who can be given one missing permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// The permission's id.
    pub permission: String,
    /// Whether the key itself is to be given it, or its owner a role.
    pub on: RemedyOn,
    /// The ids of the roles that hold it; none where the key itself is to be given it.
    pub roles: Vec<String>,
}

named! {
    /// Who is to be given a missing permission.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum RemedyOn {
        /// The key itself.
        Key = "key",
        /// Its owner, by a role.
        Role = "role",
    }
}

/// The fourteen checks by their reasons; the first and the last each stand for two.
const CHECKS: [Reason; 14] = [
    Reason::KeyUnknown,
    Reason::KeyRevoked,
    Reason::KeyExpired,
    Reason::KeyNotYetValid,
    Reason::KeyDisabled,
    Reason::OwnerInactive,
    Reason::PathNotCanonical,
    Reason::OperationUnknown,
    Reason::ParameterOutOfScope,
    Reason::EnvironmentUnknown,
    Reason::EnvironmentOutOfScope,
    Reason::ApiDeactivated,
    Reason::KindNotAccepted,
    Reason::PermissionMissing,
];

/// By reason, what a check's detail says if it holds, fails, is skipped; the last of a row is for what is peculiar to it.
static DETAILS: [[&str; 4]; 16] = [
    ["the key `$` is listed", "the key is not listed", "", ""],
    ["the user `$` is listed", "the user is not listed", "", ""],
    ["the key will be revoked at $", "the key was revoked at $", NOT_A_KEY, "the key is not revoked"],
    ["the key expires at $", "the key expired at $", NOT_A_KEY, "the key never expires"],
    ["the key is valid already", "the key is valid from $", NOT_A_KEY, ""],
    ["the key is not disabled", "the key is disabled", NOT_A_KEY, ""],
    ["the user `$` is active", "the user `$` is not active", "the key has no owner", ""],
    ["the path reads in one way only", "the path could be read in more than one way", "the operation was named", ""],
    ["it is `$`", "no operation matches", "", ""],
    [
        "the bound parameters in the path are the project's",
        "a bound parameter in the path is not the project's",
        "nothing in the path is bound",
        "",
    ],
    ["the environment is listed", "the environment is not listed, or not given", NO_ENVIRONMENT, ""],
    [
        "`$` is in the key's scope",
        "the environment is not in the key's scope",
        "all environments are in scope",
        "the request names no environment, and the key is limited to some",
    ],
    ["the Management API of `$` is active", "the Management API of `$` is not active", NO_ENVIRONMENT, ""],
    ["keys of kind `$` are accepted", "keys of kind `$` are not accepted", "", ""],
    [
        "the permissions of its owner meet the requirement",
        "missing: $",
        "the key's own permissions meet the requirement",
        "the key holds every permission, and meets the requirement",
    ],
    ["", "depends on $", "", ""],
];

const NOT_A_KEY: &str = "a user was asked about, not a key";
const NO_ENVIRONMENT: &str = "the request names no environment";

/// Explains a verdict.
pub(crate) fn explain(judge: Judge<'_>, question: &Question<'_>, judged: &Judged) -> Explanation {
    let Judged { verdict, lacking } = judged;
    Explanation {
        checks: checks(judge, question, verdict, &lacking.clause(verdict.reason)),
        grants: grants(judge, question, verdict),
        remedies: remedies(judge, question, &lacking.missing),
    }
}

/// Who gives what a question that is permitted, or depends on facts, needs.
pub(crate) fn grants(judge: Judge<'_>, question: &Question<'_>, verdict: &Verdict) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::new();
    if !matches!(verdict.reason, Reason::Permitted | Reason::FactsNeeded) {
        return grants;
    }
    let permissions = &judge.catalog.permissions.ids;
    judge.grants(question, verdict, &mut |source| match (source.held, grants.last_mut()) {
        (Some(giver), Some(grant)) => grant.permissions.push(GrantedPermission {
            permission: permissions.text(giver.permission).to_owned(),
            listed: giver.listed.map_or("every", |listed| permissions.text(listed)).to_owned(),
            role: giver.assignment.map(|(role, _)| judge.project.roles.ids.text(role).to_owned()),
            assignment: giver.assignment.map(|(_, place)| place),
        }),
        _ => grants.push(Grant { alternative: source.alternative, permissions: Vec::new() }),
    });
    grants
}

/// Every check in order. `shortfall` is what the decision falls short by.
fn checks(judge: Judge<'_>, question: &Question<'_>, verdict: &Verdict, shortfall: &str) -> Vec<Check> {
    let key = key_of(judge, question);
    let owner = match question.who {
        Principal::Key(_) => key.and_then(Key::owner),
        Principal::User(number) => number,
    };
    let subject = Subject { judge, question, verdict, shortfall, key, owner };
    let mut failed = false;
    let check = |check| {
        let check = match (check, verdict.reason, question.who) {
            (Reason::KeyUnknown, _, Principal::User(_)) => Reason::UserUnknown,
            (Reason::PermissionMissing, Reason::FactsNeeded, _) => Reason::FactsNeeded,
            (check, ..) => check,
        };
        let outcome = if failed {
            Outcome::NotReached
        } else if check == verdict.reason {
            Outcome::Fails
        } else if subject.skips(check) {
            Outcome::Skipped
        } else {
            Outcome::Holds
        };
        failed |= outcome == Outcome::Fails;
        Check { check, outcome, detail: subject.detail(check, outcome) }
    };
    CHECKS.into_iter().map(check).collect()
}

/// What helps with each permission that is missing.
fn remedies(judge: Judge<'_>, question: &Question<'_>, missing: &[Vec<String>]) -> Vec<Remedy> {
    let key = key_of(judge, question);
    let kind = key.and_then(|key| judge.catalog.kind(key.kind()));
    let on = if kind.is_some_and(|kind| kind.source == Source::Own) { RemedyOn::Key } else { RemedyOn::Role };
    let all_environments = key.is_none_or(Key::is_for_all);
    let mut remedies: Vec<Remedy> = Vec::new();
    for permission in missing.iter().flatten() {
        if remedies.iter().any(|known| known.permission == *permission) {
            continue;
        }
        let number = judge.catalog.permissions.ids.get(permission.as_bytes());
        let holds = |role: &Role| number.is_some_and(|it| role.grant().on_key(all_environments).contains(it));
        let roles = judge.project.roles.iter().filter(|(.., role)| on == RemedyOn::Role && holds(role));
        let roles = roles.map(|(_, id, _)| id.to_owned()).collect();
        remedies.push(Remedy { permission: permission.clone(), on, roles });
    }
    remedies
}

fn key_of<'a>(judge: Judge<'a>, question: &Question<'_>) -> Option<&'a Key> {
    match question.who {
        Principal::Key(number) => judge.project.keys.get(number?),
        Principal::User(_) => None,
    }
}

struct Subject<'a> {
    judge: Judge<'a>,
    question: &'a Question<'a>,
    verdict: &'a Verdict,
    shortfall: &'a str,
    key: Option<&'a Key>,
    owner: Option<u32>,
}

impl Subject<'_> {
    /// Whether a check does not apply to the question.
    fn skips(&self, check: Reason) -> bool {
        match check {
            Reason::KeyRevoked | Reason::KeyExpired | Reason::KeyNotYetValid | Reason::KeyDisabled => {
                self.key.is_none()
            }
            Reason::OwnerInactive => self.owner.is_none(),
            Reason::PathNotCanonical => matches!(self.question.target, Target::Operation(_)),
            Reason::ParameterOutOfScope => !self.verdict.is_bound,
            Reason::EnvironmentUnknown | Reason::ApiDeactivated => !self.verdict.names_environment,
            _ => false,
        }
    }

    fn detail(&self, check: Reason, outcome: Outcome) -> String {
        let at = self.key.map_or(NEVER, |key| match check {
            Reason::KeyRevoked => key.revoked_at(),
            Reason::KeyExpired => key.expires_at,
            Reason::KeyNotYetValid => key.not_before(),
            _ => NEVER,
        });
        let place = match outcome {
            Outcome::Holds => self.place_if_it_holds(check, at),
            Outcome::Fails if check == Reason::EnvironmentOutOfScope && !self.verdict.names_environment => 3,
            outcome => outcome as usize,
        };
        let details = DETAILS.get(check as usize).filter(|_| outcome != Outcome::NotReached);
        let template = details.and_then(|details| details.get(place)).copied().unwrap_or("an earlier check failed");
        let at = Instant::from_millis(at).map(|at| at.to_string()).unwrap_or_default();
        let part = match self.entry(check) {
            Some((index, number)) => index.text(number),
            None if at.is_empty() => self.shortfall,
            None => &at,
        };
        template.replace('$', part)
    }

    /// Which of the [`DETAILS`] a check has that holds.
    fn place_if_it_holds(&self, check: Reason, at: i64) -> usize {
        match check {
            Reason::KeyRevoked | Reason::KeyExpired if at == NEVER => 3,
            Reason::EnvironmentOutOfScope if self.key.is_none_or(Key::is_for_all) => 2,
            Reason::PermissionMissing => {
                let kind = self.key.and_then(|key| self.judge.catalog.kind(key.kind()));
                match kind.map(|kind| kind.source) {
                    Some(Source::Own) => 2,
                    Some(Source::Every) => 3,
                    Some(Source::Owner) | None => 0,
                }
            }
            _ => 0,
        }
    }

    /// The entry that a check looks at.
    fn entry(&self, check: Reason) -> Option<(&Index, u32)> {
        let (project, catalog) = (self.judge.project, self.judge.catalog);
        let (index, number) = match check {
            Reason::KeyUnknown | Reason::UserUnknown => match self.question.who {
                Principal::Key(number) => (&project.keys.ids, number),
                Principal::User(number) => (&project.users.ids, number),
            },
            Reason::OwnerInactive => (&project.users.ids, self.owner),
            Reason::OperationUnknown => (&catalog.operation_ids, self.verdict.operation),
            Reason::EnvironmentOutOfScope | Reason::ApiDeactivated => {
                (&project.environments.ids, self.verdict.environment)
            }
            Reason::KindNotAccepted => {
                (&catalog.kind_ids, self.key.map_or_else(|| catalog.owner_kind(), |key| Some(key.kind())))
            }
            _ => return None,
        };
        Some((index, number?))
    }
}
