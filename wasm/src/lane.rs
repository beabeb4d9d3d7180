//! The fast lane: questions and answers as numbers in memory that JavaScript writes and reads. `facade/lib/lane.ts` is
//! the other side.
//!
//! # Layout
//!
//! There are four parts, whose places [`place`] tells. [`reserve`] makes room in the first three and may move them; the
//! lists move as they grow.
//!
//! - *bytes*: paths, ids and facts. A single question has its path, and an id that is looked up, at the start, and its
//!   facts at [`FACTS_PLACE`]. What stands after a path is read along with it, so the part is longer than the paths by
//!   [`READ_AHEAD`]. The facts of a question are a byte for each fact of the catalog, by its number: 1 does not hold,
//!   2 holds, anything else is not known.
//! - *questions*, for many at once: twelve 32-bit words each. Who (a number, or [`NONE`]); flags ([`Flag`]); the number
//!   of the method or of the operation; the environment, where an
//!   unlisted one is [`UNLISTED`] or below; the start of the path among the bytes; its length; the
//!   collection; the language; the start of the facts among the bytes, or [`NONE`]; an unused word; and the instant, a
//!   64-bit float.
//! - *answers*: six 32-bit words each. The reason; the operation; the environment; the start of its list among the
//!   lists, or [`NONE`]; and `until`, a 64-bit float that is NaN for null.
//! - *lists*: 32-bit words, what the answers fall short by. A list begins with its length. For `permission_missing`,
//!   each alternative is [`ALTERNATIVE`] and then the permissions that are missing; for `facts_needed`, the facts by
//!   number, [`COLLECTION`] and [`LANGUAGE`]; for
//!   [`Core::reach`], the reasons of all operations.
//!
//! A single question comes as arguments, and its answer is the first of the answers.

mod question;

use std::cell::RefCell;

use keyward::lane::{LONGEST_PATH, List, Question, READ_AHEAD, Shortfall, Verdict};
use keyward::{Reason, RequestError};
use wasm_bindgen::prelude::*;

use crate::errors::wrong_request;
use crate::millis;
use crate::ward::Core;

use self::question::{Words, question_of};

/// Sizes of a question and of an answer, in 64-bit words.
const QUESTION: usize = 6;
const ANSWER: usize = 3;

/// An id that is not listed; a fact that is not known; nothing.
const NONE: u32 = u32::MAX;
/// An environment, collection or language that is given and not listed. Of environments, the numbers below it stand for
/// the ids that [`name_unlisted`] took in, in order.
const UNLISTED: u32 = u32::MAX - 1;
/// In a list: the next alternative, or a scope.
const ALTERNATIVE: u32 = u32::MAX;
const COLLECTION: u32 = u32::MAX - 1;
const LANGUAGE: u32 = u32::MAX - 2;

/// Where the facts of a single question stand among the bytes.
pub(crate) const FACTS_PLACE: usize = LONGEST_PATH + READ_AHEAD;

/// What a question is, as bits.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Flag {
    /// It is asked about a user, not a key.
    AsksUser = 1,
    /// It names an operation, not a method and a path.
    NamesOperation = 2,
    /// A single one has facts.
    GivesFacts = 4,
    /// Only the reason of a single one is wanted.
    Brief = 8,
}

/// What stands in an answer's number beside a reason.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Mark {
    /// With the reason, as a bit: the lists have moved.
    Moved = 32,
    /// From here on the question cannot be asked. [`Core::refuse`] tells why.
    Wrong = 64,
    /// `at` is not an instant.
    NoInstant = 65,
}

/// A part of the lane; and how many words there is room for in the lists.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Part {
    Bytes = 0,
    Questions = 1,
    Answers = 2,
    Lists = 3,
    ListsRoom = 4,
}

/// The lists whose ids can be looked up.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Ids {
    Keys = 0,
    Users = 1,
    Environments = 2,
    Collections = 3,
    Languages = 4,
}

impl From<Ids> for List {
    fn from(ids: Ids) -> Self {
        match ids {
            Ids::Keys => Self::Keys,
            Ids::Users => Self::Users,
            Ids::Environments => Self::Environments,
            Ids::Collections => Self::Collections,
            Ids::Languages => Self::Languages,
        }
    }
}

struct Lane {
    bytes: Vec<u8>,
    questions: Vec<u64>,
    answers: Vec<u64>,
    lists: Vec<u32>,
    /// The ids of unlisted environments that the next questions give beside a path.
    unlisted: Vec<String>,
    /// Why the last question could not be asked.
    refusal: Option<RequestError>,
}

thread_local! {
    static LANE: RefCell<Lane> = const {
        RefCell::new(Lane {
            bytes: Vec::new(),
            questions: Vec::new(),
            answers: Vec::new(),
            lists: Vec::new(),
            unlisted: Vec::new(),
            refusal: None,
        })
    };
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Makes room for a number of questions with their answers, and for a number of bytes.
#[wasm_bindgen]
pub fn reserve(questions: u32, bytes: u32) {
    LANE.with_borrow_mut(|lane| {
        lane.questions.resize(size(questions) * QUESTION, 0);
        lane.answers.resize(size(questions) * ANSWER, 0);
        lane.bytes.resize(size(bytes), 0);
    });
}

/// Where a part of the lane is in memory.
#[wasm_bindgen]
pub fn place(part: Part) -> u32 {
    LANE.with_borrow(|lane| {
        let place = match part {
            Part::Bytes => lane.bytes.as_ptr().addr(),
            Part::Questions => lane.questions.as_ptr().addr(),
            Part::Answers => lane.answers.as_ptr().addr(),
            Part::Lists => lane.lists.as_ptr().addr(),
            Part::ListsRoom => lane.lists.capacity(),
        };
        u32::try_from(place).unwrap_or_default()
    })
}

const fn pack(low: u32, high: u32) -> u64 {
    low as u64 | (high as u64) << 32
}

/// Answers a question: appends its shortfall to the lists, and writes the rest at the beginning of `answers`.
fn answer(
    core: &Core,
    question: &Question<'_>,
    answers: &mut [u64],
    lists: &mut Vec<u32>,
) -> Result<Reason, RequestError> {
    let start = lists.len();
    let Verdict { reason, operation, environment, until, .. } =
        core.ward.decide_resolved(question, &mut |shortfall| {
            if lists.len() == start {
                lists.push(0);
            }
            lists.push(match shortfall {
                Shortfall::Alternative => ALTERNATIVE,
                Shortfall::Permission(number) | Shortfall::Fact(number) => number,
                Shortfall::Collection => COLLECTION,
                Shortfall::Language => LANGUAGE,
            });
        })?;
    let length = u32::try_from(lists.len() - start).unwrap_or_default();
    let list = match lists.get_mut(start) {
        Some(slot) => {
            *slot = length - 1;
            u32::try_from(start).unwrap_or(NONE)
        }
        None => NONE,
    };
    if let [first, second, third, ..] = answers {
        *first = pack(reason as u32, operation.unwrap_or(NONE));
        *second = pack(environment.unwrap_or(NONE), list);
        *third = until.map_or(f64::NAN, millis).to_bits();
    }
    Ok(reason)
}

/// Takes in the id of an unlisted environment for a question of the next call that also has a path, since the path may
/// name the same one. Returns the number that stands for it in the question.
#[wasm_bindgen(js_name = nameUnlisted)]
pub fn name_unlisted(id: &str) -> u32 {
    LANE.with_borrow_mut(|lane| {
        lane.unlisted.push(id.to_owned());
        u32::try_from(lane.unlisted.len()).map_or(UNLISTED, |count| UNLISTED - count)
    })
}

#[wasm_bindgen]
impl Core {
    /// Answers one question, whose path is `length` bytes long. Returns the reason's number, perhaps with a [`Mark`].
    #[allow(clippy::too_many_arguments, reason = "numbers are what crosses at no cost")]
    pub fn ask(
        &self,
        who: u32,
        flags: u32,
        target: u32,
        environment: u32,
        length: u32,
        at: f64,
        collection: u32,
        language: u32,
    ) -> i32 {
        let words = Words { who, flags, target, environment, collection, language, at };
        LANE.with_borrow_mut(|lane| {
            let Lane { bytes, answers, lists, unlisted, refusal, .. } = lane;
            let Some(question) = words.single(bytes, length, unlisted) else { return Mark::NoInstant as i32 };
            let capacity = lists.capacity();
            let answered = if words.has(Flag::Brief) {
                reason_of(self, &question)
            } else {
                lists.clear();
                answer(self, &question, answers, lists)
            };
            unlisted.clear();
            match answered {
                Ok(reason) if lists.capacity() == capacity => reason as i32,
                Ok(reason) => reason as i32 | Mark::Moved as i32,
                Err(error) => {
                    *refusal = Some(error);
                    Mark::Wrong as i32
                }
            }
        })
    }

    /// Answers the first `count` questions. Returns how many were answered: fewer than `count` if one cannot be asked,
    /// for which [`Core::refuse`] gives the reason.
    #[wasm_bindgen(js_name = askMany)]
    pub fn ask_many(&self, count: u32) -> u32 {
        LANE.with_borrow_mut(|lane| {
            let Lane { questions, bytes, answers, lists, unlisted, refusal } = lane;
            lists.clear();
            *refusal = None;
            let places = questions.chunks_exact(QUESTION).zip(answers.chunks_exact_mut(ANSWER));
            let mut answered = count;
            for (index, (words, answers)) in (0..count).zip(places) {
                let result =
                    question_of(words, bytes, unlisted).map(|question| answer(self, &question, answers, lists));
                if let Some(Ok(_)) = result {
                    continue;
                }
                *refusal = result.and_then(Result::err);
                answered = index;
                break;
            }
            unlisted.clear();
            answered
        })
    }

    /// Throws why the last question could not be asked; does nothing if its `at` is not an instant.
    pub fn refuse() -> Result<(), JsValue> {
        match LANE.with_borrow_mut(|lane| lane.refusal.take()) {
            Some(error) => Err(wrong_request(error)),
            None => Ok(()),
        }
    }

    /// Decides about every operation of the catalog, for a single question without a path. The numbers of their reasons
    /// are the first of the lists; gives [`Mark::Moved`], or 0.
    pub fn reach(
        &self,
        who: u32,
        flags: u32,
        environment: u32,
        at: f64,
        collection: u32,
        language: u32,
    ) -> Result<i32, JsValue> {
        let words = Words {
            who,
            flags: flags | Flag::NamesOperation as u32,
            target: NONE,
            environment,
            collection,
            language,
            at,
        };
        LANE.with_borrow_mut(|lane| {
            let Lane { bytes, lists, .. } = lane;
            let no_instant = || crate::instant(at).err().unwrap_or(JsValue::UNDEFINED);
            let question = words.single(bytes, 0, &[]).ok_or_else(no_instant)?;
            let capacity = lists.capacity();
            lists.clear();
            lists.push(0);
            self.ward.reach_resolved(&question, |reason| lists.push(reason as u32)).map_err(wrong_request)?;
            let count = u32::try_from(lists.len() - 1).unwrap_or_default();
            if let Some(length) = lists.first_mut() {
                *length = count;
            }
            Ok(if lists.capacity() == capacity { 0 } else { Mark::Moved as i32 })
        })
    }

    /// The number of the id in the first `length` bytes; less than 0 if it is not listed.
    pub fn find(&self, ids: Ids, length: u32) -> i32 {
        LANE.with_borrow(|lane| self.number(ids, lane.bytes.get(..size(length)).unwrap_or_default()))
    }

    /// [`Core::find`] for an id that may be too long for the bytes.
    #[wasm_bindgen(js_name = findText)]
    pub fn find_text(&self, ids: Ids, id: &str) -> i32 {
        self.number(ids, id.as_bytes())
    }

    fn number(&self, ids: Ids, id: &[u8]) -> i32 {
        self.ward.number_of(ids.into(), id).and_then(|number| number.try_into().ok()).unwrap_or(-1)
    }

    /// The id of an entry.
    pub fn id(&self, ids: Ids, number: u32) -> Option<String> {
        self.ward.id_of(ids.into(), number).map(str::to_owned)
    }

    /// The number of a key's owner; less than 0 if it has none.
    pub fn owner(&self, key: u32) -> i32 {
        self.ward.owner_of(key).and_then(|owner| owner.try_into().ok()).unwrap_or(-1)
    }

    /// The name of a key or user.
    pub fn name(&self, is_user: bool, number: u32) -> Option<String> {
        self.ward.name_of(is_user, number).map(str::to_owned)
    }

    /// What an answer falls short by, as a clause: a list of the answers, with the number of the reason.
    pub fn shortfall(&self, reason: u8, list: &[u32]) -> String {
        let is_missing = reason == Reason::PermissionMissing as u8;
        let part = |number: &u32| match (is_missing, *number) {
            (true, ALTERNATIVE) => Shortfall::Alternative,
            (true, number) => Shortfall::Permission(number),
            (false, COLLECTION) => Shortfall::Collection,
            (false, LANGUAGE) => Shortfall::Language,
            (false, number) => Shortfall::Fact(number),
        };
        let reason = if is_missing { Reason::PermissionMissing } else { Reason::FactsNeeded };
        self.ward.shortfall(reason, &mut list.iter().map(part))
    }
}

fn reason_of(core: &Core, question: &Question<'_>) -> Result<Reason, RequestError> {
    Ok(core.ward.decide_resolved(question, &mut |_| {})?.reason)
}
