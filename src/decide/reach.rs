//! Every operation at once: what comes before the operation is the same for all of them, so is what is held,
//! and operations that ask for the same have the same answer.

use super::held::Held;
use super::{Caller, Judge, Question, Verdict, WrongCall, met, size, ways};
use crate::reason::Reason;

/// What somebody holds in an environment or without one, and what each requirement of the catalog was found to come to.
struct Standing<'a> {
    held: Held<'a>,
    /// Whether anything counts there.
    stands: bool,
    answers: Vec<Option<Reason>>,
}

impl<'a> Judge<'a> {
    /// Decides about every operation in the environment that is given: what [`Judge::decide`] says without a path.
    pub(crate) fn reach(self, question: &Question<'_>, reasons: &mut Vec<Reason>) -> Result<(), WrongCall> {
        let caller = self.caller(question)?.and_then(|caller| {
            self.check_caller(question, &caller, &mut { Verdict::PERMITTED })?;
            Ok(caller)
        });
        let caller = match caller {
            Ok(caller) => caller,
            Err(reason) => {
                reasons.resize(self.catalog.operations.len(), reason);
                return Ok(());
            }
        };
        let environment = self.given(question.environment);
        // operations that name no environment are judged without one
        let mut inside = self.stand(question, &caller, Some(environment));
        let mut outside = self.stand(question, &caller, None);
        let required = self.catalog.required_of(caller.kind);
        for (operation, number) in self.catalog.operations.iter().zip(required) {
            let is_inside = operation.names_environment || !self.catalog.has_environments;
            let standing = if is_inside { &mut inside } else { &mut outside };
            reasons.push(match standing {
                Ok(standing) => self.answer(*number, standing, question),
                Err(reason) => *reason,
            });
        }
        Ok(())
    }

    fn stand(
        self,
        question: &Question<'_>,
        caller: &Caller<'a>,
        environment: Option<Result<u32, ()>>,
    ) -> Result<Standing<'a>, Reason> {
        let environment = self.check_environment(caller, environment, &mut { Verdict::PERMITTED })?;
        let holder = self.holder(caller);
        Ok(Standing {
            held: Held::new(self, holder, environment, question.facts, None),
            stands: holder.stands(self, environment),
            answers: vec![None; self.catalog.requirements.len()],
        })
    }

    /// What a requirement comes to, found out once.
    #[inline]
    fn answer(self, number: u32, standing: &mut Standing<'_>, question: &Question<'_>) -> Reason {
        let Standing { held, stands, answers } = standing;
        let Some(answer) = answers.get_mut(size(number)) else { return Reason::KindNotAccepted };
        if let Some(reason) = answer {
            return *reason;
        }
        let reason = match self.catalog.requirements.get(size(number)) {
            None => Reason::KindNotAccepted,
            Some(_) if !*stands => Reason::PermissionMissing,
            Some(requirement) => {
                met(ways::answer(requirement, question.facts.of(requirement), held)).err().unwrap_or(Reason::Permitted)
            }
        };
        *answer.insert(reason)
    }
}
