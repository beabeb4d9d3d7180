//! Every operation at once: what comes before the operation is the same for all of them, so is what is held,
//! and operations that ask for the same have the same answer.

use super::held::Held;
use super::{Caller, Judge, Question, Verdict, WrongCall, evaluation, met, size};
use crate::reason::Reason;

/// What somebody holds in an environment, or without one.
struct Standing<'a> {
    held: Held<'a>,
    /// Whether anything counts there.
    has_any: bool,
}

impl<'a> Judge<'a> {
    /// Decides about every operation in the environment that is given, in order: what [`Judge::decide`] says without a
    /// path.
    pub(crate) fn reach(self, question: &Question<'_>, mut each: impl FnMut(Reason)) -> Result<(), WrongCall> {
        let caller = self.caller(question)?.and_then(|caller| {
            self.check_caller(question, &caller, &mut { Verdict::PERMITTED })?;
            Ok(caller)
        });
        let caller = match caller {
            Ok(caller) => caller,
            Err(reason) => {
                self.catalog.operations.iter().for_each(|_| each(reason));
                return Ok(());
            }
        };
        // operations that name no environment are judged without one
        let inside = self.stand(question, &caller, Some(self.given(question.environment)));
        let outside = self.stand(question, &caller, None);
        // what each requirement was found to come to: inside, and outside
        let mut answers = vec![[None; 2]; self.catalog.requirements.len()];
        let required = self.catalog.required_of(caller.kind);
        for (operation, number) in self.catalog.operations.iter().zip(required) {
            let is_inside = operation.names_environment || !self.catalog.has_environments;
            each(match if is_inside { &inside } else { &outside } {
                Err(reason) => *reason,
                Ok(standing) => match answers.get_mut(size(*number)) {
                    None => Reason::KindNotAccepted,
                    Some([inside, outside]) => *if is_inside { inside } else { outside }
                        .get_or_insert_with(|| self.answer(*number, standing, question)),
                },
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
            held: Held::new(self, holder, environment, question, None),
            has_any: holder.has_any(self, environment),
        })
    }

    /// What a requirement comes to.
    fn answer(self, number: u32, standing: &Standing<'_>, question: &Question<'_>) -> Reason {
        match self.catalog.requirements.get(size(number)) {
            None => Reason::KindNotAccepted,
            Some(_) if !standing.has_any => Reason::PermissionMissing,
            Some(requirement) => {
                let answer = evaluation::answer(requirement, question.known(requirement), &standing.held);
                met(answer).err().unwrap_or(Reason::Permitted)
            }
        }
    }
}
