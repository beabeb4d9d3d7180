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
#[doc = include_str!("../docs/rust.md")]
struct Page;

mod bits;
mod catalog;
mod decide;
mod decision;
mod document;
mod ending;
mod explain;
mod index;
pub mod lane;
mod lifecycle;
mod lifetime;
mod named;
mod notice;
pub mod numbers;
mod order;
mod pages;
mod path;
mod problem;
mod project;
mod questions;
mod reason;
mod request;
mod requirement;
mod routes;
mod seed;
mod sentence;
mod status;
mod time;
mod ward;

/// The documents as plain data. Nothing in them is checked: [`Catalog::new`] and [`Ward::new`] take them, and refuse
/// what cannot be.
pub mod documents {
    pub use crate::document::{
        Access, AlternativeDocument, AssignmentDocument, CatalogDocument, CatalogFormat, Change, EncodedSlash,
        EnvironmentDocument, KeyDocument, KeyInput, KindDocument, LifetimeDocument, List, Map, NoticeDocument,
        OperationDocument, PermissionDocument, ProjectDocument, ProjectFormat, RenewalInput, Response, RoleDocument,
        ScopeBy, Selection, Source, TrailingSlash, UserDocument,
    };
}

pub use catalog::Catalog;
pub use decision::{Actor, Decision, Reach};
pub use document::KONTENT_MANAGEMENT;
pub use ending::EndingKey;
pub use explain::{Check, Explanation, Grant, GrantedPermission, Outcome, Remedy, RemedyOn};
pub use lifecycle::{LifecycleError, NewKey, Regenerated};
pub use lifetime::Lifetime;
pub use notice::{Notice, Recipient, Threshold};
pub use problem::{DocumentKind, Problem, ProblemCode, Problems};
pub use reason::Reason;
pub use request::{Facts, Request, RequestError, What, Who};
pub use seed::seed_hashes;
pub use status::{KeyStatus, Level, Remaining, State, Unit};
pub use time::{Duration, Instant, TimeError};
pub use ward::Ward;
