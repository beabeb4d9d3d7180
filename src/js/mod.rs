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
mod time;

use alloc::sync::Arc;

use wasm_bindgen::prelude::*;

use exchange::Asked;
use state::State;

use crate::catalog::Catalog;
use crate::decide::WrongCall;
use crate::explain::{Explanation, explain};
use crate::index::Index;
use crate::instant::Instant;
use crate::json::{self, KONTENT_MANAGEMENT};
use crate::prelude::*;
use crate::problem::{Problem, Problems};
use crate::reason::Reason;
use crate::sentence::sentence;
use crate::text::fill;
use crate::tree::{Node, Tree, Value};
use crate::ward::{RequestError, Ward, judged};

/// A panic says nothing: its messages, and what writes them, would be much of the module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// In place of the standard library's allocator, which is four times as large.
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

/// A loaded project, held by a `Keyward`.
#[wasm_bindgen]
pub struct Core(Ward);

/// What an error's text starts with.
const REFUSED: &str = "!";

/// A tree as JSON text.
fn out(tree: &Tree<'_>) -> String {
    json::text(tree.root())
}

/// What the facade turns into a `KeywardError`.
fn refused(code: &str, Problems(problems): &Problems) -> String {
    let mut tree = Tree::default();
    tree.open(true);
    tree.put("code", Value::Text(code));
    tree.begin("problems", false);
    for Problem { code, at, message } in problems {
        add_problem(&mut tree, code.as_str(), at, message);
    }
    ended(tree)
}

fn add_problem(tree: &mut Tree, code: &str, at: &str, message: &str) {
    tree.open(true);
    tree.put("code", Value::Text(code));
    tree.put("at", Value::Text(at));
    tree.put("message", Value::Text(message));
    tree.end();
}

/// An error with one problem, whose code is its own.
fn invalid(code: &str, at: &str, message: &str) -> String {
    let mut tree = Tree::default();
    tree.open(true);
    tree.put("code", Value::Text(code));
    tree.begin("problems", false);
    add_problem(&mut tree, code, at, message);
    ended(tree)
}

/// An error whose problems are listed.
fn ended(mut tree: Tree<'_>) -> String {
    tree.end();
    tree.end();
    fill("$$", &[REFUSED, &out(&tree)])
}

/// The text that either is.
fn either(answer: Result<String, String>) -> String {
    answer.unwrap_or_else(|error| error)
}

fn texts<'a>(tree: &mut Tree, texts: impl IntoIterator<Item = &'a str>) {
    tree.open(false);
    for text in texts {
        tree.add(Value::Text(text));
    }
    tree.end();
}

fn ids(tree: &mut Tree, index: &Index) {
    texts(tree, index.iter().map(|(_, id)| id));
}

/// The catalog that was read last, with its text: wards that are made one after the other share it.
static LAST_CATALOG: State<Option<(Box<str>, Arc<Catalog>)>> = State::new(None);

/// Why nothing was loaded.
static REFUSAL: State<String> = State::new(String::new());

/// What was loaded; why not is kept.
fn kept<T>(loaded: Result<T, String>) -> Option<T> {
    loaded.map_err(|error| REFUSAL.set(error)).ok()
}

/// A catalog from JSON text, or the built-in one.
fn catalog(text: Option<&str>) -> Result<Arc<Catalog>, String> {
    let Some(text) = text else { return Ok(Catalog::kontent_management()) };
    LAST_CATALOG.with(|last| {
        if let Some((read, catalog)) = last
            && **read == *text
        {
            return Ok(Arc::clone(catalog));
        }
        let catalog =
            Catalog::from_json(text).map(Arc::new).map_err(|problems| refused("document_invalid", &problems))?;
        *last = Some((text.into(), Arc::clone(&catalog)));
        Ok(catalog)
    })
}

fn wrong_call(error: WrongCall) -> String {
    let at = match error {
        WrongCall::NoOwnerKind => "/user",
        WrongCall::EnvironmentsDiffer => "/environment",
    };
    invalid("request_invalid", at, RequestError(error).as_str())
}

#[wasm_bindgen]
impl Core {
    /// Loads a project from JSON text, under a catalog from JSON text or the built-in one. The whole text is in memory
    /// at once: for one that could not be loaded through the window, with all its problems. Nothing is loaded
    /// if there are any; then [`calls::tell`] says what.
    pub fn whole(project: &str, catalog: Option<String>) -> Option<Core> {
        let load = |catalog| {
            Ward::from_whole_json(project, catalog).map_err(|problems| refused("document_invalid", &problems))
        };
        kept(self::catalog(catalog.as_deref()).and_then(load)).map(Self)
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

    /// Explains the decision of one question, as [`Core::ask`].
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
    ) -> String {
        let asked = Asked { who, flags, target, environment, collection, language, at };
        exchange::with(asked, length, |question| {
            let judged = judged(self.0.judge(), question)?;
            Ok(out(&explanation(&explain(self.0.judge(), question, &judged))))
        })
        .unwrap_or_else(wrong_call)
    }

    /// Decides about every operation: a byte for each reason in the exchange. How many there are; less than 0,
    /// by 1 or 2, for a question that cannot be asked.
    pub fn reach(&self, who: u32, flags: u32, environment: u32, at: f64, collection: u32, language: u32) -> i32 {
        let asked = Asked { who, flags, target: 0, environment, collection, language, at };
        match exchange::reach(self.0.judge(), asked) {
            Ok(count) => i32::try_from(count).unwrap_or_default(),
            Err(error) => 0_i32.saturating_sub_unsigned(exchange::code_of(error)),
        }
    }
}

impl Core {
    /// What the catalog's numbers stand for.
    fn catalog(&self) -> String {
        let catalog = self.0.catalog();
        let mut tree = Tree::default();
        tree.open(true);
        tree.add(Value::Text("reasons"));
        texts(&mut tree, Reason::ALL.iter().map(|reason| reason.as_str()));
        tree.begin("statuses", false);
        for reason in Reason::ALL {
            tree.add(Value::Integer(catalog.status(reason).into()));
        }
        tree.end();
        tree.begin("codes", false);
        for reason in Reason::ALL {
            tree.add(catalog.code(reason).map_or(Value::Null, Value::Integer));
        }
        tree.end();
        let indexes = [
            ("permissions", &catalog.permissions.ids),
            ("operations", &catalog.operation_ids),
            ("methods", &catalog.routes.methods),
            ("facts", &catalog.facts),
        ];
        for (name, index) in indexes {
            tree.add(Value::Text(name));
            ids(&mut tree, index);
        }
        tree.end();
        out(&tree)
    }

    /// The environments of the project, by number, and the collections and languages that it names, as three lists.
    fn scopes(&self) -> String {
        let mut tree = Tree::default();
        tree.open(false);
        let environments = &self.0.project.environments.ids;
        tree.open(false);
        for number in 0..u32::try_from(environments.len()).unwrap_or_default() {
            tree.add(environments.id(number).map_or(Value::Null, Value::Text));
        }
        tree.end();
        ids(&mut tree, &self.0.project.collections);
        ids(&mut tree, &self.0.project.languages);
        tree.end();
        out(&tree)
    }

    /// Applies a JSON list of changes. The lists and ids of the entries that it touched, by turns.
    fn update(&mut self, text: &str) -> String {
        let ids = match self.0.update_ids(text) {
            Ok(ids) => ids,
            Err(problems) => return refused("change_invalid", &problems),
        };
        let mut touched = Tree::default();
        touched.open(false);
        for (list, id) in ids {
            touched.add(Value::Text(list.entry()));
            touched.add(Value::Text(&id));
        }
        touched.end();
        out(&touched)
    }

    /// The project as it is now, but for its keys.
    fn frame(&self) -> String {
        let mut tree = Tree::default();
        tree.open(true);
        self.0.project.print_frame(self.0.catalog(), &mut tree);
        tree.end();
        out(&tree)
    }

    /// The records of some keys, which begin at a place; nothing at the end of the list.
    fn keys(&self, place: u32) -> String {
        let keys = &self.0.project.keys;
        let end = place.saturating_add(KEYS);
        if usize::try_from(place).is_ok_and(|place| place >= keys.ids.len()) {
            return String::new();
        }
        let mut tree = Tree::default();
        tree.open(false);
        for place in place..end {
            if let Some(key) = keys.get(place) {
                self.0.project.print_key(place, key, self.0.catalog(), &mut tree);
            }
        }
        tree.end();
        out(&tree)
    }
}

/// So many keys are written at once.
const KEYS: u32 = 1000;

fn explanation(explanation: &Explanation) -> Tree<'static> {
    let mut tree = Tree::default();
    tree.open(true);
    tree.begin("checks", false);
    for check in &explanation.checks {
        tree.open(true);
        tree.put("check", Value::Text(check.check.as_str()));
        tree.put("outcome", Value::Text(check.outcome.as_str()));
        tree.put("detail", Value::Text(&check.detail));
        tree.end();
    }
    tree.end();
    tree.begin("remedies", false);
    for remedy in &explanation.remedies {
        tree.open(true);
        tree.put("permission", Value::Text(&remedy.permission));
        tree.add(Value::Text("roles"));
        texts(&mut tree, remedy.roles.iter().map(String::as_str));
        tree.end();
    }
    tree.end();
    tree.end();
    tree
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
fn wrong(code: u32) -> String {
    wrong_call(if code == exchange::NO_OWNER_KIND { WrongCall::NoOwnerKind } else { WrongCall::EnvironmentsDiffer })
}

/// RFC 3339 text as milliseconds, or NaN.
#[wasm_bindgen]
#[allow(clippy::cast_precision_loss, reason = "in range, and so exact")]
pub fn instant(text: &str) -> f64 {
    text.parse::<Instant>().map_or(f64::NAN, |instant| instant.millis() as f64)
}

/// Why nothing was loaded.
fn refusal() -> String {
    REFUSAL.take()
}

/// The sentence of a decision: its reason, and a JSON list of the operation, the environment, what is missing
/// and what has to be known.
fn message(reason: u32, parts: &str) -> String {
    let Some(reason) = usize::try_from(reason).ok().and_then(|reason| Reason::ALL.get(reason)) else {
        return String::new();
    };
    let tree = json::tree(parts);
    let mut parts = tree.root().items();
    let mut next = || parts.next().map(|item| item.node);
    let [operation, environment] = [next(), next()].map(|node| node.and_then(Node::as_text));
    let missing: Vec<_> = next().into_iter().flat_map(Node::items).map(|all| owned(all.node)).collect();
    let needs = next().map(owned).unwrap_or_default();
    sentence(*reason, operation, environment, &missing, &needs)
}

/// The texts of a list.
fn owned(list: Node<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for item in list.items() {
        texts.push(item.node.as_text().unwrap_or_default().to_owned());
    }
    texts
}

/// The built-in catalog as JSON text.
fn kontent_management() -> String {
    KONTENT_MANAGEMENT.to_owned()
}
