//! A catalog and a project, loaded and ready to decide.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::decide::{
    GivenEnvironment, Judge, KnownFacts, Needed, Principal, Question, ScopeFact, Shortfall, Target, Verdict, WrongCall,
};
use crate::decision::{Actor, Decision, Reach};
use crate::document::{Change, KeyDocument, ProjectDocument};
use crate::explain::{Explanation, explain, grants};
use crate::index::Index;
use crate::instant::Instant;
use crate::notice::{Notice, Planner};
use crate::problem::Problems;
use crate::project::{Project, Touched};
use crate::reason::Reason;
use crate::request::{Facts, Request, RequestError, What, Who};
use crate::status::{KeyStatus, status};

/// A catalog and a project, loaded and ready to decide.
///
/// ```
/// use keyward::{Catalog, Request, Ward};
/// let project = r#"{
///   "format": "keyward/project@1", "id": "p",
///   "environments": [{ "id": "e1" }],
///   "roles": [{ "id": "taxonomist", "permissions": ["role:manage-taxonomy"] }],
///   "users": [{ "id": "ada", "roles": [{ "role": "taxonomist" }] }],
///   "keys": [{ "id": "k1", "kind": "personal", "owner": "ada", "environments": "all",
///              "createdAt": "2026-11-23T12:00:00Z", "expiresAt": "2027-05-23T12:00:00Z" }]
/// }"#;
/// let ward = Ward::from_json(project, Catalog::kontent_management())?;
/// let at = "2026-12-01T00:00:00Z".parse()?;
/// let decision = ward.decide(&Request::call("k1", "GET", "/v2/projects/e1/types", at))?;
/// assert_eq!(decision.reason.as_str(), "permission_missing");
/// assert_eq!(decision.missing, [["role:manage-content-types"]]);
/// assert!(ward.decide(&Request::call("k1", "GET", "/v2/projects/e1/taxonomies", at))?.is_allowed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ward {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) project: Project,
}

impl Ward {
    pub(crate) const fn of(project: Project, catalog: Arc<Catalog>) -> Self {
        Self { catalog, project }
    }

    /// The catalog that this ward decides by.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.catalog().status(Reason::KeyUnknown), 401);
    /// ```
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What a page shows of one key; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let status = ward.status("k1", at).unwrap();
    /// assert_eq!((status.state.as_str(), status.level.as_str()), ("active", "notice"));
    /// ```
    #[must_use]
    pub fn status(&self, key: &str, at: Instant) -> Option<KeyStatus> {
        status(&self.catalog, &self.project, self.project.keys.ids.get(key.as_bytes())?, at)
    }

    /// The notices that are due: of each key that lives the tightest threshold that has come.
    /// Leave out those that were sent.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let [notice] = &ward.notices(at)[..] else { panic!() };
    /// assert_eq!(notice.recipients[0].email.as_deref(), Some("ada@example.com"));
    /// ```
    #[must_use]
    pub fn notices(&self, at: Instant) -> Vec<Notice> {
        Planner::new(&self.catalog, &self.project).due_at(at)
    }

    /// The notices that fall due from one instant up to another, in order.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let until = "2027-01-01T00:00:00Z".parse().unwrap();
    /// assert!(ward.forecast(at, until).is_empty()); // it was due on 2026-11-28
    /// ```
    #[must_use]
    pub fn forecast(&self, from: Instant, to: Instant) -> Vec<Notice> {
        Planner::new(&self.catalog, &self.project).due_between(from, to)
    }

    /// Decides one request.
    ///
    /// # Errors
    /// A question that cannot be asked of this catalog and path.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let request = Request::call("k1", "DELETE", "/v2/projects/e1/items/x", at);
    /// let decision = ward.decide(&request)?;
    /// assert_eq!(decision.reason, Reason::PermissionMissing);
    /// # Ok::<(), RequestError>(())
    /// ```
    pub fn decide(&self, request: &Request<'_>) -> Result<Decision, RequestError> {
        self.ask(request, |question| {
            let judged = judged(self.judge(), question)?;
            Ok(self.decision(request, question, judged))
        })
    }

    /// The decision, every check in order, and which roles hold what is missing.
    /// For administrators: never part of a response to the caller.
    ///
    /// # Errors
    /// As [`Ward::decide`].
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let request = Request::call("k1", "DELETE", "/v2/projects/e1/types/x", at);
    /// let (decision, explanation) = ward.explain(&request)?;
    /// assert_eq!(decision.missing.len(), 1);
    /// assert_eq!(explanation.remedies[0].permission, decision.missing[0][0]);
    /// # Ok::<(), RequestError>(())
    /// ```
    pub fn explain(&self, request: &Request<'_>) -> Result<(Decision, Explanation), RequestError> {
        self.ask(request, |question| {
            let judged = judged(self.judge(), question)?;
            let explanation = explain(self.judge(), question, &judged);
            Ok((self.decision(request, question, judged), explanation))
        })
    }

    /// Every operation of the catalog for one key or user in one environment.
    ///
    /// # Errors
    /// As [`Ward::decide`].
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let reach = ward.reach(Who::Key("k1"), "e1", Facts::default(), at)?;
    /// assert_eq!(reach.len(), 106);
    /// # Ok::<(), RequestError>(())
    /// ```
    pub fn reach(
        &self,
        who: Who<'_>,
        environment: &str,
        facts: Facts<'_>,
        at: Instant,
    ) -> Result<Vec<(String, Reason)>, RequestError> {
        let request = Request { who, what: What::Operation(""), environment: Some(environment), facts, at };
        self.ask(&request, |question| {
            let mut operations = self.catalog.operation_ids.iter();
            let mut reach = Vec::new();
            self.judge().reach(question, |reason| {
                reach.extend(operations.next().map(|(_, operation)| (operation.to_owned(), reason)));
            })?;
            Ok(reach)
        })
    }

    /// As [`Ward::reach`], with what each answer falls short by, or rests on. For administrators.
    ///
    /// # Errors
    /// As [`Ward::decide`].
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let reach = ward.reach_in_detail(Who::Key("k1"), "e1", Facts::default(), at)?;
    /// assert!(reach.iter().any(|entry| !entry.missing.is_empty()));
    /// # Ok::<(), RequestError>(())
    /// ```
    pub fn reach_in_detail(
        &self,
        who: Who<'_>,
        environment: &str,
        facts: Facts<'_>,
        at: Instant,
    ) -> Result<Vec<Reach>, RequestError> {
        let request = Request { who, what: What::Operation(""), environment: Some(environment), facts, at };
        self.ask(&request, |question| {
            let mut reach = Vec::new();
            for (number, operation) in self.catalog.operation_ids.iter() {
                let question = Question { target: Target::Operation(Some(number)), ..*question };
                let (verdict, missing, needs) = judged(self.judge(), &question)?;
                reach.push(Reach {
                    operation: operation.to_owned(),
                    allowed: verdict.reason == Reason::Permitted,
                    reason: verdict.reason,
                    missing,
                    needs,
                    grants: grants(self.judge(), &question, &verdict),
                });
            }
            Ok(reach)
        })
    }

    /// The project as it is now: instants as numbers, no defaults filled in.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.to_document().keys.len(), 1);
    /// ```
    #[must_use]
    pub fn to_document(&self) -> ProjectDocument {
        self.project.to_document(&self.catalog)
    }

    /// The record of one key; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.key_document("k1").unwrap().owner.as_deref(), Some("ada"));
    /// ```
    #[must_use]
    pub fn key_document(&self, id: &str) -> Option<KeyDocument> {
        let number = self.project.keys.ids.get(id.as_bytes())?;
        Some(self.project.key_document(number, self.project.keys.get(number)?, &self.catalog))
    }

    /// The project as it is now, as JSON text.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(ward.to_json().starts_with(r#"{"format":"keyward/project@1""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_document().to_json()
    }

    /// The record of one key as JSON text; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(ward.key_json("k1").is_some() && ward.key_json("k2").is_none());
    /// ```
    #[must_use]
    pub fn key_json(&self, id: &str) -> Option<String> {
        serde_json::to_string(&self.key_document(id)?).ok()
    }

    /// Applies changes in order, all or nothing.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// use keyward::documents::{Change, List};
    /// ward.update(&[Change::Remove(List::Keys, "k1".to_owned())])?;
    /// assert!(ward.status("k1", at).is_none());
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn update(&mut self, changes: &[Change]) -> Result<(), Problems> {
        self.project.update(changes, &self.catalog).map(drop)
    }

    /// Applies changes that are a JSON list.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// ward.update_from_json(r#"[{ "set": "environment", "value": { "id": "e2" } }]"#)?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn update_from_json(&mut self, changes: &str) -> Result<(), Problems> {
        self.update_ids(changes).map(drop)
    }

    /// [`Ward::update_from_json`], and which ids it touched.
    pub(crate) fn update_ids(&mut self, changes: &str) -> Result<Touched, Problems> {
        self.project.update_from_json(changes, &self.catalog)
    }

    pub(crate) fn judge(&self) -> Judge<'_> {
        Judge { catalog: &self.catalog, project: &self.project }
    }

    /// Turns ids into numbers and asks.
    fn ask<T>(
        &self,
        request: &Request<'_>,
        answer: impl FnOnce(&Question<'_>) -> Result<T, WrongCall>,
    ) -> Result<T, RequestError> {
        let project = &self.project;
        let mut named = vec![0; self.catalog.facts.len()];
        for (fact, value) in request.facts.named {
            let number = self.catalog.facts.get(fact.as_bytes());
            if let Some(slot) = number.and_then(|number| named.get_mut(usize::try_from(number).ok()?)) {
                *slot = if *value { KnownFacts::YES } else { KnownFacts::NO };
            }
        }
        let scope = |id: Option<&str>, index: &Index| match id {
            None => ScopeFact::Unknown,
            Some(id) => index.get(id.as_bytes()).map_or(ScopeFact::Other, ScopeFact::Named),
        };
        let question = Question {
            principal: match request.who {
                Who::Key(id) => Principal::Key(project.keys.ids.get(id.as_bytes())),
                Who::User(id) => Principal::User(project.users.ids.get(id.as_bytes())),
            },
            target: match request.what {
                What::Call { method, path } => Target::Call {
                    method: self.catalog.routes.method(method),
                    bytes: path.as_bytes(),
                    length: path.len(),
                },
                What::Operation(id) => Target::Operation(self.catalog.operation_ids.get(id.as_bytes())),
            },
            environment: match request.environment {
                None => GivenEnvironment::Nothing,
                Some(id) => GivenEnvironment::Named(id.as_bytes()),
            },
            at: request.at,
            facts: KnownFacts {
                collection: scope(request.facts.collection, &project.collections),
                language: scope(request.facts.language, &project.languages),
                named: &named,
            },
        };
        answer(&question).map_err(RequestError)
    }

    fn decision(&self, request: &Request<'_>, question: &Question<'_>, (verdict, missing, needs): Judged) -> Decision {
        let path = match request.what {
            What::Call { path, .. } if verdict.reason > Reason::PathNotCanonical => {
                Some(if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path }.to_owned())
            }
            _ => None,
        };
        Decision {
            reason: verdict.reason,
            status: self.catalog.status(verdict.reason),
            code: self.catalog.code(verdict.reason),
            operation: verdict.operation.map(|number| self.catalog.operation_ids.text(number).to_owned()),
            environment: verdict.environment.map(|number| self.project.environments.ids.text(number).to_owned()),
            path,
            actor: self.actor(question.principal),
            missing,
            needs,
            until: verdict.until.and_then(Instant::from_millis),
        }
    }

    fn actor(&self, principal: Principal) -> Option<Actor> {
        let user = |number| {
            let users = &self.project.users;
            let id = users.ids.id(number)?.to_owned();
            Some(Actor { is_user: true, id, name: users.name(number).map(str::to_owned) })
        };
        match principal {
            Principal::User(number) => user(number?),
            Principal::Key(number) => {
                let keys = &self.project.keys;
                let key = keys.get(number?)?;
                match key.owner() {
                    Some(owner) => user(owner),
                    None => Some(Actor {
                        is_user: false,
                        id: keys.ids.text(number?).to_owned(),
                        name: keys.name(number?).map(str::to_owned),
                    }),
                }
            }
        }
    }
}

/// A verdict; what is missing; and what has to be known, sorted.
pub(crate) type Judged = (Verdict, Vec<Vec<String>>, Vec<String>);

/// Decides a question, with what it falls short by as ids.
fn judged(judge: Judge<'_>, question: &Question<'_>) -> Result<Judged, WrongCall> {
    let (mut missing, mut needs) = (Vec::new(), Vec::new());
    let mut verdict = Verdict::PERMITTED;
    judge.decide(question, &mut verdict, &mut |shortfall| match shortfall {
        Shortfall::Missing(evaluation) => {
            evaluation.missing(&mut |permission| match (permission, missing.last_mut()) {
                (Some(permission), Some(last)) => {
                    let last: &mut Vec<String> = last;
                    last.push(judge.catalog.permissions.ids.text(permission).to_owned());
                }
                _ => missing.push(Vec::new()),
            })
        }
        Shortfall::Needs(evaluation) => evaluation.needs(&mut |fact| {
            let fact = match fact {
                Needed::Collection => "collection",
                Needed::Language => "language",
                Needed::Named(number) => judge.catalog.facts.text(number),
            };
            let place = needs.partition_point(|known: &String| known.as_str() < fact);
            needs.insert(place, fact.to_owned());
        }),
    })?;
    Ok((verdict, missing, needs))
}
