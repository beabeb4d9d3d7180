//! A ward as JavaScript holds it, and its plain calls.

use keyward::{Facts, Instant, Reason, Request, Ward, What, Who, lane::List};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::catalogs::catalog;
use crate::errors::{refused, to_js, wrong_request};
use crate::instant;

/// A loaded project, held by a `Keyward`.
#[wasm_bindgen]
pub struct Core {
    pub(crate) ward: Ward,
}

/// What the catalog's numbers stand for, by number.
#[derive(Serialize)]
struct Names<'a> {
    /// Of each reason.
    statuses: Vec<u16>,
    /// Of each reason.
    codes: Vec<Option<f64>>,
    permissions: Vec<&'a str>,
    operations: Vec<&'a str>,
    methods: Vec<&'a str>,
    facts: Vec<&'a str>,
}

/// A request in text, as JavaScript hands it over: what is not given is `undefined`.
#[wasm_bindgen]
pub struct Asked {
    who: String,
    is_user: bool,
    environment: Option<String>,
    collection: Option<String>,
    language: Option<String>,
    /// Facts that hold, and facts that do not.
    named: Vec<(String, bool)>,
    at: Instant,
}

#[wasm_bindgen]
impl Asked {
    /// Who asks, when, and where.
    #[wasm_bindgen(constructor)]
    pub fn new(who: String, is_user: bool, environment: Option<String>, at: f64) -> Result<Self, JsValue> {
        let at = instant(at)?;
        Ok(Self { who, is_user, environment, collection: None, language: None, named: Vec::new(), at })
    }

    /// Adds what is known of the collection and the language.
    pub fn scoped(&mut self, collection: Option<String>, language: Option<String>) {
        self.collection = collection;
        self.language = language;
    }

    /// Adds a named fact.
    pub fn fact(&mut self, name: String, holds: bool) {
        self.named.push((name, holds));
    }
}

impl Asked {
    /// Calls `ask` with who asks, and what is known.
    fn with<T>(&self, ask: impl FnOnce(Who<'_>, Facts<'_>) -> T) -> T {
        let named: Vec<(&str, bool)> = self.named.iter().map(|(name, holds)| (name.as_str(), *holds)).collect();
        let who = if self.is_user { Who::User(&self.who) } else { Who::Key(&self.who) };
        ask(who, Facts { collection: self.collection.as_deref(), language: self.language.as_deref(), named: &named })
    }
}

#[wasm_bindgen]
impl Core {
    /// Loads a project from JSON text, under a catalog from JSON text or the built-in one.
    pub fn load(project: &str, catalog_text: Option<String>) -> Result<Core, JsValue> {
        let ward = Ward::from_json(project, catalog(catalog_text)?);
        Ok(Self { ward: ward.map_err(|problems| refused("document_invalid", &problems))? })
    }

    /// What the catalog's numbers stand for.
    pub fn names(&self) -> Result<JsValue, JsValue> {
        let ids = |list| self.ward.ids(list).map(|(_, id)| id).collect();
        let catalog = self.ward.catalog();
        #[allow(clippy::cast_precision_loss, reason = "as JSON.parse reads it")]
        let code = |reason| catalog.code(reason).map(|code| code as f64);
        to_js(&Names {
            statuses: Reason::ALL.map(|reason| catalog.status(reason)).to_vec(),
            codes: Reason::ALL.map(code).to_vec(),
            permissions: ids(List::Permissions),
            operations: ids(List::Operations),
            methods: ids(List::Methods),
            facts: ids(List::Facts),
        })
    }

    /// The project as JSON text.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> String {
        self.ward.to_document().to_json()
    }

    /// Applies changes that are a JSON list, all or none.
    pub fn update(&mut self, changes: &str) -> Result<(), JsValue> {
        self.ward.update_from_json(changes).map_err(|problems| refused("change_invalid", &problems))
    }

    /// Every check of a request for a method and path, or else for an operation; and what would help.
    pub fn explain(
        &self,
        asked: &Asked,
        method: &str,
        path: &str,
        operation: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let what = match &operation {
            Some(operation) => What::Operation(operation),
            None => What::Call { method, path },
        };
        let Asked { environment, at, .. } = asked;
        let explained = asked.with(|who, facts| {
            self.ward.explain(&Request { who, what, environment: environment.as_deref(), facts, at: *at })
        });
        let (_, explained) = explained.map_err(wrong_request)?;
        to_js(&explained)
    }

    /// What every operation of the catalog comes to, in detail.
    #[wasm_bindgen(js_name = reachDetail)]
    pub fn reach_detail(&self, asked: &Asked) -> Result<JsValue, JsValue> {
        let Asked { environment, at, .. } = asked;
        let environment = environment.as_deref().unwrap_or_default();
        let reach = asked.with(|who, facts| self.ward.reach_in_detail(who, environment, facts, *at));
        to_js(&reach.map_err(wrong_request)?)
    }
}
