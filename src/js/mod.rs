//! What JavaScript calls. Numbers go in and out through the exchange; all else as JSON text,
//! before which an error has [`REFUSED`].
//!
//! The facade in `pkg/` checks every value before it comes here. What it could not have
//! sent is answered with a denial, or an error.

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public")]

mod calls;
mod entries;
mod exchange;
mod loading;
mod state;
mod texts;
mod time;

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use exchange::Asked;
use state::State;
use texts::{answer, next, taken};

use crate::catalog::Catalog;
use crate::decide::{Judge, Question, Short, Verdict, WrongCall};
use crate::explain::{each_check, each_role};
use crate::index::Index;
use crate::json::Json;
use crate::problem::{Problem, Problems};
use crate::reason::Reason;
use crate::sentence::template;
use crate::ward::{RequestError, Ward};

/// A loaded project, held by a `Keyward`.
#[wasm_bindgen]
pub struct Core(Ward);

/// What an error's text starts with.
const REFUSED: &str = "!";

/// What the facade turns into a `KeywardError`.
#[inline(never)]
fn refused(json: &mut Json, code: &str, Problems(problems): &Problems) {
    begin_refusal(json, code);
    for Problem { code, at, message } in problems {
        add_problem(json, code.as_str(), at, message);
    }
    end_refusal(json);
}

/// An error with one problem, whose code is its own.
#[inline(never)]
fn invalid(json: &mut Json, code: &str, at: &str, message: &str) {
    begin_refusal(json, code);
    add_problem(json, code, at, message);
    end_refusal(json);
}

#[inline(never)]
fn begin_refusal(json: &mut Json, code: &str) {
    json.add(REFUSED);
    json.object("");
    json.text("code", code);
    json.list("problems");
}

#[inline(never)]
fn add_problem(json: &mut Json, code: &str, at: &str, message: &str) {
    json.object("");
    json.text("code", code);
    json.text("at", at);
    json.text("message", message);
    json.end_object();
}

fn end_refusal(json: &mut Json) {
    json.end_list();
    json.end_object();
}

/// A text, or null.
#[inline(never)]
fn nullable(json: &mut Json, name: &str, text: Option<&str>) {
    match text {
        Some(text) => json.text(name, text),
        None => json.word(name, "null"),
    }
}

#[inline(never)]
fn ids(json: &mut Json, name: &str, index: &Index) {
    json.list(name);
    for (_, id) in index.iter() {
        json.text("", id);
    }
    json.end_list();
}

/// The catalog that was read last, with its text: wards that are made one after the other share it.
static LAST_CATALOG: State<Option<(Box<str>, Arc<Catalog>)>> = State::new(None);

/// The built-in catalog, once it was needed.
static BUILT_IN: State<Option<Arc<Catalog>>> = State::new(None);

/// Why nothing was loaded.
static REFUSAL: State<String> = State::new(String::new());

/// What was loaded; why not is kept.
fn kept<T>(loaded: Result<T, Problems>) -> Option<T> {
    loaded.map_err(|problems| keep(&problems)).ok()
}

#[inline(never)]
fn keep(problems: &Problems) {
    let mut json = Json::default();
    refused(&mut json, "document_invalid", problems);
    REFUSAL.set(json.0);
}

/// A catalog from JSON text, or the built-in one.
fn catalog(text: Option<&str>) -> Result<Arc<Catalog>, Problems> {
    let Some(text) = text else {
        return Ok(BUILT_IN.with(|catalog| Arc::clone(catalog.get_or_insert_with(Catalog::built_in))));
    };
    LAST_CATALOG.with(|last| {
        if let Some((read, catalog)) = last
            && **read == *text
        {
            return Ok(Arc::clone(catalog));
        }
        let catalog = Arc::new(Catalog::from_json(text)?);
        *last = Some((text.into(), Arc::clone(&catalog)));
        Ok(catalog)
    })
}

fn wrong_call(json: &mut Json, error: WrongCall) {
    let at = match error {
        WrongCall::NoOwnerKind => "/user",
        WrongCall::EnvironmentsDiffer => "/environment",
    };
    invalid(json, "request_invalid", at, RequestError(error).as_str());
}

#[wasm_bindgen]
impl Core {
    /// Loads a project from JSON text, under a catalog from JSON text or the built-in one; they have so many bytes. The
    /// whole text is in memory at once: for one that could not be loaded through the window, with all its problems.
    /// Nothing is loaded if there are any; then [`calls::tell`] says what.
    pub fn whole(project: usize, catalog: usize) -> Option<Core> {
        let texts = taken(&[project, catalog]);
        let mut rest = texts.as_str();
        let project = next(&mut rest, project).unwrap_or_default();
        let catalog = self::catalog(next(&mut rest, catalog));
        kept(catalog.and_then(|catalog| Ward::from_whole_json(project, catalog))).map(Self)
    }

    /// Decides the first `count` questions of the exchange. 0, or twice the index of a
    /// question that cannot be asked and 1 or 2 more for why.
    pub fn decide(&self, count: u32) -> u32 {
        exchange::decide(self.0.judge(), count)
    }

    /// Decides one question, whose path is `length` bytes of the exchange. The reason's number, its answer
    /// the first of the exchange, and 32 more if the lists have moved; 64 and 1 or 2 more for a question that cannot be asked.
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
    ) -> u32 {
        let asked = Asked { who, flags, target, environment, collection, language, at };
        exchange::ask(self.0.judge(), asked, length)
    }

    /// Explains the decision of one question, as [`Core::ask`]; the length of the answer.
    #[allow(clippy::too_many_arguments, reason = "as above")]
    pub fn explain(
        &self,
        who: u32,
        flags: u32,
        target: u32,
        environment: u32,
        length: u32,
        at: f64,
        collection: u32,
        language: u32,
    ) -> usize {
        let asked = Asked { who, flags, target, environment, collection, language, at };
        let mut json = Json::default();
        let mut explain = |question: &Question<'_>| explanation(self.0.judge(), question, &mut json);
        if let Err(error) = exchange::with(asked, length, &mut explain) {
            wrong_call(&mut json, error);
        }
        answer(json)
    }

    /// Decides about every operation: a byte for each reason in the exchange. How many there are; less than 0,
    /// by 1 or 2, for a question that cannot be asked.
    pub fn reach(&self, who: u32, flags: u32, environment: u32, at: f64, collection: u32, language: u32) -> i32 {
        let asked = Asked { who, flags, target: 0, environment, collection, language, at };
        match exchange::reach(self.0.judge(), asked) {
            Ok(count) => i32::try_from(count).unwrap_or_default(),
            Err(error) => 0_i32.wrapping_sub_unsigned(exchange::code_of(error)),
        }
    }
}

impl Core {
    /// What the catalog's numbers stand for.
    fn catalog(&self, json: &mut Json) {
        let catalog = self.0.catalog();
        json.object("");
        json.list("reasons");
        for reason in Reason::ALL {
            json.text("", reason.as_str());
        }
        json.end_list();
        json.list("statuses");
        for reason in Reason::ALL {
            json.integer("", catalog.status(reason).into());
        }
        json.end_list();
        json.list("codes");
        for reason in Reason::ALL {
            match catalog.code(reason) {
                Some(code) => json.integer("", code),
                None => json.word("", "null"),
            }
        }
        json.end_list();
        ids(json, "permissions", &catalog.permissions.ids);
        ids(json, "operations", &catalog.operation_ids);
        ids(json, "methods", &catalog.routes.methods);
        ids(json, "facts", &catalog.facts);
        json.end_object();
    }

    /// The environments of the project, by number, and the collections and languages that it names, as three lists.
    fn scopes(&self, json: &mut Json) {
        json.list("");
        let environments = &self.0.project.environments.ids;
        json.list("");
        for number in 0..u32::try_from(environments.len()).unwrap_or_default() {
            nullable(json, "", environments.id(number));
        }
        json.end_list();
        ids(json, "", &self.0.project.collections);
        ids(json, "", &self.0.project.languages);
        json.end_list();
    }

    /// Applies a JSON list of changes. The lists and ids of the entries that it touched, by turns.
    fn update(&mut self, text: &str, json: &mut Json) {
        let ids = match self.0.update_ids(text) {
            Ok(ids) => ids,
            Err(problems) => return refused(json, "change_invalid", &problems),
        };
        json.list("");
        for (list, id) in ids {
            json.text("", list.entry());
            json.text("", &id);
        }
        json.end_list();
    }

    /// The project as it is now, but for its keys.
    fn frame(&self, json: &mut Json) {
        json.object("");
        self.0.project.print_frame(self.0.catalog(), json);
        json.end_object();
    }

    /// The records of some keys, which begin at a place; nothing at the end of the list.
    fn keys(&self, place: u32, json: &mut Json) {
        let keys = &self.0.project.keys;
        if usize::try_from(place).is_ok_and(|place| place >= keys.ids.len()) {
            return;
        }
        json.list("");
        for place in place..place.wrapping_add(KEYS) {
            if let Some(key) = keys.get(place) {
                self.0.project.print_key(place, key, self.0.catalog(), json);
            }
        }
        json.end_list();
    }
}

/// So many keys are written at once.
const KEYS: u32 = 1000;

/// Every check of a question in order, and which roles hold what is missing. What the decision falls short by, the
/// facade adds to the last detail.
fn explanation(judge: Judge<'_>, question: &Question<'_>, json: &mut Json) -> Result<(), WrongCall> {
    let mut missing = Vec::new();
    let mut verdict = Verdict::PERMITTED;
    judge.decide(question, &mut verdict, &mut |short| {
        if let Short::Missing(ways) = short {
            ways.missing(&mut |permission| {
                let Some(permission) = permission else { return };
                if missing.iter().all(|other| *other != permission) {
                    missing.push(permission);
                }
            });
        }
    })?;
    json.object("");
    json.list("checks");
    each_check(judge, question, &verdict, "", |check, outcome, detail| {
        json.object("");
        json.text("check", check.as_str());
        json.text("outcome", outcome.as_str());
        json.text("detail", &detail);
        json.end_object();
    });
    json.end_list();
    json.list("remedies");
    for permission in missing {
        json.object("");
        json.text("permission", judge.catalog.permissions.ids.text(permission));
        json.list("roles");
        each_role(judge, question, permission, |role| json.text("", role));
        json.end_list();
        json.end_object();
    }
    json.end_list();
    json.end_object();
    Ok(())
}

/// Makes room for questions and for their bytes.
#[wasm_bindgen]
pub fn reserve(questions: u32, bytes: u32) {
    exchange::reserve(questions, bytes);
}

/// Where the exchange is in memory: 0 questions, 1 bytes, 2 answers, 3 lists, 5 the reasons of `reach`; and 4, how many words the lists can have.
/// Where a project is read from: 6 the window, 7 how many bytes it has.
#[wasm_bindgen]
pub fn address(part: u32) -> u32 {
    match part {
        6 => u32::try_from(loading::window().0).unwrap_or_default(),
        7 => u32::try_from(loading::window().1).unwrap_or_default(),
        part => exchange::address(part),
    }
}

/// The error of a question that cannot be asked, by the code that `decide` gave.
fn wrong(code: u32, json: &mut Json) {
    let no_owner_kind = code == exchange::NO_OWNER_KIND;
    wrong_call(json, if no_owner_kind { WrongCall::NoOwnerKind } else { WrongCall::EnvironmentsDiffer });
}

/// Why nothing was loaded.
fn refusal() -> String {
    REFUSAL.take()
}

/// The sentence of a decision that has a reason, its parts to be filled in.
fn sentence_of(reason: u32) -> &'static str {
    let reason = usize::try_from(reason).ok().and_then(|reason| Reason::ALL.get(reason));
    reason.copied().map(template).unwrap_or_default()
}
