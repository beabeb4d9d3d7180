//! Questions and answers as numbers in memory that JavaScript writes and reads.
//!
//! One question alone comes as arguments; its path is at the start of the bytes, its facts [`PATH_ROOM`] after it.
//! Of many, each is twelve 32-bit words: who (a number, or `NONE`), flags, the number of the
//! method or operation, the environment, the path's start and length among the bytes,
//! collection, language, the start of the facts among the bytes, an unused word, and the
//! instant as a 64-bit float. An answer is six: reason, operation, environment, the start
//! of its list, and `until` as a 64-bit float.

use super::state::State;
use crate::decide::{Asker, Given, Judge, KnownFacts, Needed, Question, ScopeFact, Short, Target, Verdict, WrongCall};
use crate::instant::Instant;
use crate::path::{GROUP, MAX_BYTES};
use crate::reason::Reason;

const QUESTION: usize = 6;
const ANSWER: usize = 3;

/// An id that is not listed; a fact that is not known; nothing.
const NONE: u32 = u32::MAX;
/// An environment, collection or language that is given and not listed.
const OTHER: u32 = u32::MAX - 1;
/// In a list: the next alternative, or a scope.
const ALTERNATIVE: u32 = u32::MAX;
const COLLECTION: u32 = u32::MAX - 1;
const LANGUAGE: u32 = u32::MAX - 2;

const ASKS_USER: u32 = 1;
const NAMES_OPERATION: u32 = 2;
const GIVES_FACTS: u32 = 4;
/// Only the reason is wanted.
const BRIEF: u32 = 8;

/// The room for the path of one question: the longest one, and a group after it.
const PATH_ROOM: usize = MAX_BYTES + GROUP;

/// Added to the code of a question that cannot be asked.
const WRONG: u32 = 64;
const MOVED: u32 = 32;
pub(super) const NO_OWNER_KIND: u32 = 1;
const ENVIRONMENTS_DIFFER: u32 = 2;

struct Exchange {
    questions: Vec<u64>,
    bytes: Vec<u8>,
    answers: Vec<u64>,
    lists: Vec<u32>,
    reasons: Vec<Reason>,
}

static EXCHANGE: State<Exchange> = State::new(Exchange {
    questions: Vec::new(),
    bytes: Vec::new(),
    answers: Vec::new(),
    lists: Vec::new(),
    reasons: Vec::new(),
});

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

pub(super) fn reserve(questions: u32, bytes: u32) {
    EXCHANGE.with(|exchange| {
        exchange.questions.resize(size(questions).saturating_mul(QUESTION), 0);
        exchange.answers.resize(size(questions).saturating_mul(ANSWER), 0);
        exchange.bytes.resize(size(bytes), 0);
    });
}

pub(super) fn address(part: u32) -> u32 {
    EXCHANGE.with(|exchange| {
        let address = match part {
            0 => exchange.questions.as_ptr().addr(),
            1 => exchange.bytes.as_ptr().addr(),
            2 => exchange.answers.as_ptr().addr(),
            3 => exchange.lists.as_ptr().addr(),
            4 => exchange.lists.capacity(),
            _ => exchange.reasons.as_ptr().addr(),
        };
        u32::try_from(address).unwrap_or_default()
    })
}

const fn low(word: u64) -> u32 {
    (word & 0xFFFF_FFFF) as u32
}

const fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

const fn pack(low: u32, high: u32) -> u64 {
    low as u64 | (high as u64).wrapping_shl(32)
}

fn listed(number: u32) -> Option<u32> {
    if number == NONE { None } else { Some(number) }
}

fn scope(number: u32) -> ScopeFact {
    match number {
        NONE => ScopeFact::Unknown,
        OTHER => ScopeFact::Other,
        number => ScopeFact::Named(number),
    }
}

/// Who asks for what, as words.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) who: u32,
    pub(super) flags: u32,
    pub(super) target: u32,
    pub(super) environment: u32,
    pub(super) collection: u32,
    pub(super) language: u32,
    pub(super) at: f64,
}

/// `None` for words that no question has.
#[inline(always)]
fn question<'a>(asked: Asked, path: &'a [u8], length: usize, facts: &'a [u8]) -> Option<Question<'a>> {
    #[allow(clippy::cast_possible_truncation, reason = "what does not fit is refused just below")]
    let whole = asked.at as i64;
    #[allow(clippy::cast_precision_loss, reason = "a difference is refused")]
    let exact = whole as f64 == asked.at;
    let who = listed(asked.who);
    Some(Question {
        asker: if asked.flags & ASKS_USER != 0 { Asker::User(who) } else { Asker::Key(who) },
        target: if asked.flags & NAMES_OPERATION != 0 {
            Target::Operation(listed(asked.target))
        } else {
            Target::Call { method: listed(asked.target), bytes: path, length }
        },
        environment: match asked.environment {
            NONE => Given::Nothing,
            OTHER => Given::Unlisted,
            number => Given::Listed(number),
        },
        at: Instant::from_millis(whole).filter(|_| exact)?,
        facts: KnownFacts { collection: scope(asked.collection), language: scope(asked.language), named: facts },
    })
}

fn question_of<'a>(words: &[u64], bytes: &'a [u8]) -> Option<Question<'a>> {
    let [who, target, path, scopes, facts, at] = *words else { return None };
    let asked = Asked {
        who: low(who),
        flags: high(who),
        target: low(target),
        environment: high(target),
        collection: low(scopes),
        language: high(scopes),
        at: f64::from_bits(at),
    };
    let facts = listed(low(facts)).and_then(|start| bytes.get(size(start)..)).unwrap_or_default();
    question(asked, bytes.get(size(low(path))..)?, size(high(path)), facts)
}

pub(super) const fn code_of(error: WrongCall) -> u32 {
    match error {
        WrongCall::NoOwnerKind => NO_OWNER_KIND,
        WrongCall::EnvironmentsDiffer => ENVIRONMENTS_DIFFER,
    }
}

/// Decides one question. The reason's number, and [`MOVED`] if the lists are elsewhere now; or [`WRONG`] and more
/// for one that cannot be asked.
pub(super) fn ask(judge: Judge<'_>, asked: Asked, length: u32) -> u32 {
    EXCHANGE.with(|exchange| {
        let Exchange { bytes, answers, lists, .. } = exchange;
        let facts = if asked.flags & GIVES_FACTS != 0 { bytes.get(PATH_ROOM..) } else { None };
        let Some(question) = question(asked, bytes, size(length), facts.unwrap_or_default()) else {
            return Reason::KeyUnknown as u32;
        };
        if asked.flags & BRIEF != 0 {
            let mut verdict = Verdict::PERMITTED;
            return match judge.decide(&question, &mut verdict, &mut |_| {}) {
                Ok(()) => verdict.reason as u32,
                Err(error) => WRONG.saturating_add(code_of(error)),
            };
        }
        let room = lists.capacity();
        lists.clear();
        match answer_to(judge, &question, answers, lists) {
            Ok(reason) => reason | if lists.capacity() == room { 0 } else { MOVED },
            Err(error) => WRONG.saturating_add(code_of(error)),
        }
    })
}

pub(super) fn decide(judge: Judge<'_>, count: u32) -> u32 {
    EXCHANGE.with(|exchange| {
        let Exchange { questions, bytes, answers, lists, .. } = exchange;
        lists.clear();
        let places = questions.chunks_exact(QUESTION).zip(answers.chunks_exact_mut(ANSWER));
        for (index, (words, answer)) in (0_u32..count).zip(places) {
            let Some(question) = question_of(words, bytes) else {
                answer.copy_from_slice(&nothing());
                continue;
            };
            if let Err(error) = answer_to(judge, &question, answer, lists) {
                return index.saturating_mul(2).saturating_add(code_of(error));
            }
        }
        0
    })
}

/// The answer to words that no question has: nobody is known.
const fn nothing() -> [u64; ANSWER] {
    [pack(Reason::KeyUnknown as u32, NONE), pack(NONE, NONE), f64::NAN.to_bits()]
}

/// Decides a question: its answer at the beginning of `answers`, what it falls short by on the lists. The reason's number.
#[inline(always)]
fn answer_to(
    judge: Judge<'_>,
    question: &Question<'_>,
    answers: &mut [u64],
    lists: &mut Vec<u32>,
) -> Result<u32, WrongCall> {
    let start = lists.len();
    let mut verdict = Verdict::PERMITTED;
    judge.decide(question, &mut verdict, &mut |short| {
        lists.push(0);
        match short {
            Short::Missing(ways) => {
                ways.missing(&mut |permission| lists.push(permission.unwrap_or(ALTERNATIVE)));
            }
            Short::Needs(ways) => ways.needs(&mut |fact| {
                lists.push(match fact {
                    Needed::Collection => COLLECTION,
                    Needed::Language => LANGUAGE,
                    Needed::Named(number) => number,
                });
            }),
        }
    })?;
    let length = u32::try_from(lists.len().saturating_sub(start)).unwrap_or_default();
    let list = match lists.get_mut(start) {
        Some(slot) => {
            *slot = length.saturating_sub(1);
            u32::try_from(start).unwrap_or(NONE)
        }
        None => NONE,
    };
    #[allow(clippy::cast_precision_loss, reason = "an instant, and so exact")]
    let until = verdict.until.map_or(f64::NAN, |millis| millis as f64);
    if let [first, second, third, ..] = answers {
        *first = pack(verdict.reason as u32, verdict.operation.unwrap_or(NONE));
        *second = pack(verdict.environment.unwrap_or(NONE), list);
        *third = until.to_bits();
    }
    Ok(verdict.reason as u32)
}

/// Asks one question in another way.
#[inline(never)]
pub(super) fn with(
    asked: Asked,
    length: u32,
    ask: &mut dyn FnMut(&Question<'_>) -> Result<(), WrongCall>,
) -> Result<(), WrongCall> {
    let unknown = Question {
        asker: Asker::Key(None),
        target: Target::Operation(None),
        environment: Given::Nothing,
        at: Instant::MIN,
        facts: KnownFacts { collection: ScopeFact::Unknown, language: ScopeFact::Unknown, named: &[] },
    };
    EXCHANGE.with(|exchange| {
        let facts = if asked.flags & GIVES_FACTS != 0 { exchange.bytes.get(PATH_ROOM..) } else { None };
        ask(&question(asked, &exchange.bytes, size(length), facts.unwrap_or_default()).unwrap_or(unknown))
    })
}

/// Decides about every operation; the reasons' numbers at [`address`] 5. How many there are.
pub(super) fn reach(judge: Judge<'_>, asked: Asked) -> Result<u32, WrongCall> {
    let mut reasons = EXCHANGE.with(|exchange| std::mem::take(&mut exchange.reasons));
    reasons.clear();
    with(asked, 0, &mut |question| judge.reach(question, &mut reasons))?;
    let count = u32::try_from(reasons.len()).unwrap_or_default();
    EXCHANGE.with(|exchange| exchange.reasons = reasons);
    Ok(count)
}
