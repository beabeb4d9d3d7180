//! Every operation at once: what comes before the operation is the same for all of them, so is what is held,
//! and operations that ask for the same have the same answer.

use super::held::Held;
use super::{Caller, Given, Judge, Question, Verdict, WrongCall, met, size, ways};
use crate::reason::Reason;

/// Who asks in some environment, and what each requirement of the catalog was found to come to.
struct Standing<'a> {
    required: &'a [u32],
    held: Held<'a>,
    answers: Vec<Option<Reason>>,
}

impl<'a> Judge<'a> {
    /// Decides about every operation in the environment that is given: what [`Judge::decide`] says without a path.
    pub(crate) fn reach(self, question: &Question<'_>, reasons: &mut Vec<Reason>) -> Result<(), WrongCall> {
        let caller = self.caller(question)?;
        match self.stand(question, caller) {
            Ok(mut standing) => {
                let Standing { required, held, answers } = &mut standing;
                reasons.extend(required.iter().map(|number| self.answer(*number, held, answers, question)));
            }
            Err(reason) => reasons.resize(self.catalog.operations.len(), reason),
        }
        Ok(())
    }

    fn stand(self, question: &Question<'_>, caller: Result<Caller<'a>, Reason>) -> Result<Standing<'a>, Reason> {
        let caller = caller?;
        let mut verdict = Verdict::PERMITTED;
        self.check_caller(question, &caller, &mut verdict)?;
        let environment = match question.environment {
            Given::Listed(number) => self.project.environments.get(number).map(|_| number).ok_or(()),
            Given::Unlisted | Given::Nothing => Err(()),
        };
        let environment = self.check_environment(&caller, Some(environment), &mut verdict)?;
        Ok(Standing {
            required: self.catalog.required_of(caller.kind),
            held: Held::new(self, self.holder(&caller), environment, question.facts, (true, true)),
            answers: vec![None; self.catalog.requirements.len()],
        })
    }

    /// What a requirement comes to, found out once.
    #[inline]
    fn answer(self, number: u32, held: &Held<'_>, answers: &mut [Option<Reason>], question: &Question<'_>) -> Reason {
        let Some(answer) = answers.get_mut(size(number)) else { return Reason::KindNotAccepted };
        if let Some(reason) = answer {
            return *reason;
        }
        let reason = self.catalog.requirements.get(size(number)).map_or(Reason::KindNotAccepted, |requirement| {
            met(ways::answer(requirement, question.facts.of(requirement), held)).err().unwrap_or(Reason::Permitted)
        });
        *answer.insert(reason)
    }
}
