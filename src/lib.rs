//! keyward decides what an API key may do, at the place where the request is.
//!
//! A [`Catalog`] says what an API offers, a project says who holds what, and a
//! [`Ward`] made of both answers questions: who asks, for what, when. The core
//! is total: it reads no clock, draws no random numbers, and does not panic.
//!
//! keyward does not authenticate: whoever calls it has proved which key this is.

mod bits;
mod catalog;
mod decide;
pub mod documents;
mod explain;
mod index;
mod instant;
mod path;
mod problem;
mod project;
mod reason;
mod requirement;
mod routes;
mod sentence;
mod ward;

mod json;

#[cfg(target_arch = "wasm32")]
mod js;

pub use catalog::Catalog;
pub use explain::{Check, Explanation, Outcome, Remedy};
pub use instant::{Duration, Instant, TimeError};
pub use problem::{Problem, ProblemCode, Problems};
pub use reason::Reason;
pub use ward::{Actor, Decision, Facts, Request, RequestError, Ward, What, Who};
