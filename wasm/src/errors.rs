//! What is refused, as the facade's `KeywardError`; and results as JavaScript values.

use keyward::{DocumentKind, LifecycleError, ProblemCode, Problems, RequestError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

// facade/lib/errors.ts has both. scripts/glue.mjs has them handed over, so that an error is of the class that the package
// exports.
#[wasm_bindgen(raw_module = "facade")]
extern "C" {
    /// A `KeywardError` with these problems.
    fn failure(code: &str, problems: JsValue) -> JsValue;
    /// Keeps the message of a panic.
    pub(crate) fn panicked(message: &str);
}

/// A problem of a call's arguments.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    document: DocumentKind,
    at: &'a str,
    message: &'a str,
}

/// A result as a JavaScript value of the form that `JSON.parse` gives.
pub(crate) fn to_js(value: &(impl Serialize + ?Sized)) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn error(code: &str, problems: &(impl Serialize + ?Sized)) -> JsValue {
    match to_js(problems) {
        Ok(problems) => failure(code, problems),
        Err(error) => error,
    }
}

/// An error with every problem of a document.
pub(crate) fn refused(code: &str, Problems(problems): &Problems) -> JsValue {
    error(code, problems)
}

/// An error with one problem.
pub(crate) fn wrong(code: &str, at: &str, message: &str) -> JsValue {
    error(code, [Problem { code, document: DocumentKind::Request, at, message }].as_slice())
}

/// The error of a question that cannot be asked.
pub(crate) fn wrong_request(error: RequestError) -> JsValue {
    let mut at = String::from("/");
    at.push_str(error.member());
    wrong("request_invalid", &at, &error.to_string())
}

/// An error with the problems of an input: a single one of a kind that has an error of its own is thrown as that.
pub(crate) fn refused_input(otherwise: &str, problems: &Problems) -> JsValue {
    use ProblemCode::{DurationInvalid, InstantInvalid, LifetimeTooLong, LifetimeTooShort};
    let code = match problems.0.as_slice() {
        [
            keyward::Problem {
                code: code @ (DurationInvalid | InstantInvalid | LifetimeTooLong | LifetimeTooShort),
                ..
            },
        ] => code.as_str(),
        _ => otherwise,
    };
    refused(code, problems)
}

/// The error of a key that cannot be made, regenerated or revoked.
pub(crate) fn refused_key(error: &LifecycleError) -> JsValue {
    if let LifecycleError::Invalid(problems) = error {
        return refused_input("change_invalid", problems);
    }
    wrong(error.code(), "", &error.to_string())
}
