//! keyward decides what an API key may do, at the place where the request is.
//!
//! A [`Catalog`] says what an API offers, a project says who holds what, and a
//! [`Ward`] made of both answers questions: who asks, for what, when. The core
//! is total: it reads no clock, draws no random numbers, and does not panic.
//!
//! keyward does not authenticate: whoever calls it has proved which key this is.

#![deny(missing_docs)]
#![warn(unreachable_pub)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod bits;
mod catalog;
mod decide;
pub mod documents;
mod explain;
mod index;
mod instant;
pub mod lane;
mod lifecycle;
mod notice;
mod path;
mod plain;
mod problem;
mod project;
mod reason;
mod requirement;
mod routes;
mod runs;
mod sentence;
mod status;
mod table;
mod text;
mod texts;
mod tree;
mod ward;

mod json;

pub use catalog::Catalog;
pub use explain::{Check, Explanation, Outcome, Remedy};
pub use instant::{Duration, Instant, TimeError};
pub use json::KONTENT_MANAGEMENT;
pub use lifecycle::{LifecycleError, Lifetime, NewKey, Regenerated};
pub use notice::{Notice, Recipient, Threshold};
pub use problem::{Problem, ProblemCode, Problems};
pub use reason::Reason;
pub use status::{KeyStatus, Level, Remaining, State, Unit};
pub use ward::{Actor, Decision, Facts, Request, RequestError, Ward, What, Who};
