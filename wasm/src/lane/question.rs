//! Questions, from the numbers that stand for them.

use keyward::lane::{GivenEnvironment, GivenScope, Question, Target, Who};

use super::{FACTS_PLACE, Flag, NONE, UNLISTED, size};
use crate::instant_of;

const fn low(word: u64) -> u32 {
    (word & 0xFFFF_FFFF) as u32
}

const fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

fn listed(number: u32) -> Option<u32> {
    if number == NONE { None } else { Some(number) }
}

const fn scope(number: u32) -> GivenScope {
    match number {
        NONE => GivenScope::Nothing,
        UNLISTED => GivenScope::Unlisted,
        number => GivenScope::Listed(number),
    }
}

/// Numbers from here on stand for unlisted environments. No list is that long.
const FIRST_UNLISTED: u32 = 1 << 31;

/// An unlisted environment whose id was not taken in gets an empty id, which matches none.
fn environment(number: u32, unlisted: &[String]) -> GivenEnvironment<'_> {
    match number {
        NONE => GivenEnvironment::Nothing,
        FIRST_UNLISTED.. => {
            let place = size(UNLISTED - number).checked_sub(1);
            let id = place.and_then(|place| unlisted.get(place));
            GivenEnvironment::Named(id.map(String::as_bytes).unwrap_or_default())
        }
        number => GivenEnvironment::Listed(number),
    }
}

/// A question as numbers, without its path and facts.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) who: u32,
    pub(super) flags: u32,
    pub(super) target: u32,
    pub(super) environment: u32,
    pub(super) collection: u32,
    pub(super) language: u32,
    pub(super) at: f64,
}

impl Words {
    pub(super) const fn has(self, flag: Flag) -> bool {
        self.flags & flag as u32 != 0
    }

    /// `None` if `at` is not an instant.
    fn question<'a>(
        self,
        bytes: &'a [u8],
        length: usize,
        facts: &'a [u8],
        unlisted: &'a [String],
    ) -> Option<Question<'a>> {
        let (who, target) = (listed(self.who), listed(self.target));
        Some(Question {
            who: if self.has(Flag::AsksUser) { Who::User(who) } else { Who::Key(who) },
            target: if self.has(Flag::NamesOperation) {
                Target::Operation(target)
            } else {
                Target::Call { method: target, bytes, length }
            },
            environment: environment(self.environment, unlisted),
            at: instant_of(self.at)?,
            collection: scope(self.collection),
            language: scope(self.language),
            facts,
        })
    }

    /// A single question, from the start of the bytes.
    pub(super) fn single<'a>(self, bytes: &'a [u8], length: u32, unlisted: &'a [String]) -> Option<Question<'a>> {
        let facts = if self.has(Flag::GivesFacts) { bytes.get(FACTS_PLACE..) } else { None };
        self.question(bytes, size(length), facts.unwrap_or_default(), unlisted)
    }
}

/// One of many questions.
pub(super) fn question_of<'a>(words: &[u64], bytes: &'a [u8], unlisted: &'a [String]) -> Option<Question<'a>> {
    let [who, target, path, scopes, facts, at] = *words else { return None };
    let words = Words {
        who: low(who),
        flags: high(who),
        target: low(target),
        environment: high(target),
        collection: low(scopes),
        language: high(scopes),
        at: f64::from_bits(at),
    };
    let facts = listed(low(facts)).and_then(|start| bytes.get(size(start)..)).unwrap_or_default();
    words.question(bytes.get(size(low(path))..)?, size(high(path)), facts, unlisted)
}
