//! What a ward is asked by ids: one request, or every operation at once.

use crate::catalog::Catalog;
use crate::decide::{
    GivenEnvironment, GivenScope, Judge, NO, Principal, Question, Shortfall, Target, Verdict, WrongCall, YES,
};
use crate::decision::{Actor, Decision, Reach};
use crate::explain::{Explanation, explain, grants};
use crate::index::Index;
use crate::reason::Reason;
use crate::request::{Facts, Request, RequestError, What, Who};
use crate::sentence::shortfall;
use crate::time::Instant;
use crate::ward::Ward;

impl Ward {
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
                let Judged { verdict, lacking: Lacking { missing, needs } } = judged(self.judge(), &question)?;
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
                *slot = if *value { YES } else { NO };
            }
        }
        let scope = |id: Option<&str>, index: &Index| match id {
            None => GivenScope::Nothing,
            Some(id) => index.get(id.as_bytes()).map_or(GivenScope::Unlisted, GivenScope::Listed),
        };
        let question = Question {
            who: match request.who {
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
            collection: scope(request.facts.collection, &project.collections),
            language: scope(request.facts.language, &project.languages),
            facts: &named,
        };
        answer(&question).map_err(RequestError)
    }

    fn decision(&self, request: &Request<'_>, question: &Question<'_>, judged: Judged) -> Decision {
        let Judged { verdict, lacking: Lacking { missing, needs } } = judged;
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
            actor: self.actor(question.who),
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

/// What a question falls short by, as ids.
#[derive(Default)]
pub(crate) struct Lacking {
    /// As [`Decision::missing`].
    pub(crate) missing: Vec<Vec<String>>,
    /// As [`Decision::needs`].
    pub(crate) needs: Vec<String>,
}

impl Lacking {
    pub(crate) fn add(&mut self, part: Shortfall, catalog: &Catalog) {
        match part {
            Shortfall::Alternative => self.missing.push(Vec::new()),
            Shortfall::Permission(number) => {
                if let Some(alternative) = self.missing.last_mut() {
                    alternative.push(catalog.permissions.ids.text(number).to_owned());
                }
            }
            Shortfall::Collection => self.need("collection"),
            Shortfall::Language => self.need("language"),
            Shortfall::Fact(number) => self.need(catalog.facts.text(number)),
        }
    }

    fn need(&mut self, fact: &str) {
        let place = self.needs.partition_point(|known| known.as_str() < fact);
        self.needs.insert(place, fact.to_owned());
    }

    /// The same in words.
    pub(crate) fn clause(&self, reason: Reason) -> String {
        shortfall(reason, &self.missing, &self.needs)
    }
}

/// A verdict, and what it falls short by.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) lacking: Lacking,
}

fn judged(judge: Judge<'_>, question: &Question<'_>) -> Result<Judged, WrongCall> {
    let (mut verdict, mut lacking) = (Verdict::PERMITTED, Lacking::default());
    judge.decide(question, &mut verdict, &mut |part| lacking.add(part, judge.catalog))?;
    Ok(Judged { verdict, lacking })
}
