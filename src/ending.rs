//! Which keys end soon, and who is told about a key.

use serde::Serialize;

use crate::notice::{Recipient, recipients};
use crate::order::sorted;
use crate::project::Key;
use crate::status::{Remaining, State, status};
use crate::time::{Duration, Instant, TimeError};
use crate::ward::Ward;

/// A key that ends soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EndingKey {
    /// The key's id.
    pub key: String,
    /// Its name.
    pub name: Option<String>,
    /// Its kind: `management`.
    pub kind: String,
    /// When it ends: the earlier of its expiry and its revocation.
    pub ends_at: Instant,
    /// When it expires; `None` if never, which means that it is to be revoked.
    pub expires_at: Option<Instant>,
    /// Its state at that instant.
    pub state: State,
    /// The time left until it ends.
    pub remaining: Option<Remaining>,
    /// The ids of living keys that replace it. While there is one, its end is not announced.
    pub replaced_by: Vec<String>,
    /// The active users who are told about the key, each once.
    pub recipients: Vec<Recipient>,
}

impl Ward {
    /// The keys that end within a duration from an instant, its end included, soonest first; keys that end together are
    /// in the order of the project. Keys that are over by then or disabled are left out.
    ///
    /// # Errors
    /// The duration ends after 9999.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let ending = ward.keys_ending(at, &"P30D".parse()?)?;
    /// assert_eq!(ending[0].key, "k1");
    /// # Ok::<(), TimeError>(())
    /// ```
    pub fn keys_ending(&self, at: Instant, within: &Duration) -> Result<Vec<EndingKey>, TimeError> {
        let last = at.plus(within).ok_or(TimeError::Instant)?;
        let successors = self.successors(at);
        let keys = &self.project.keys;
        let mut ending = Vec::new();
        for (number, id, key) in keys.iter() {
            let ends_at = Instant::from_millis(key.ends_at());
            let Some(ends_at) = ends_at.filter(|ends_at| *ends_at <= last && key.lives(at) && !key.is_disabled())
            else {
                continue;
            };
            let Some(status) = status(&self.catalog, &self.project, number, at) else { continue };
            let first = successors.partition_point(|(replaced, _)| *replaced < number);
            let of_key = successors.iter().skip(first).take_while(|(replaced, _)| *replaced == number);
            ending.push(EndingKey {
                key: id.to_owned(),
                name: keys.name(number).map(str::to_owned),
                kind: self.catalog.kind_ids.text(key.kind()).to_owned(),
                ends_at,
                expires_at: status.expires_at,
                state: status.state,
                remaining: status.remaining,
                replaced_by: of_key.map(|(_, by)| keys.ids.text(*by).to_owned()).collect(),
                recipients: recipients(&self.catalog, &self.project, key),
            });
        }
        Ok(sorted(ending, &|one, other| one.ends_at.cmp(&other.ends_at)))
    }

    /// Pairs of numbers, sorted: a listed key, and a living key that replaces it.
    fn successors(&self, at: Instant) -> Vec<(u32, u32)> {
        let keys = &self.project.keys;
        let living = keys.iter().filter(|(_, _, key)| key.lives(at) && !key.is_disabled());
        let replaced = |(number, _, key): (u32, &str, &Key)| Some((keys.ids.get(key.replaces()?.as_bytes())?, number));
        sorted(living.filter_map(replaced).filter(|(replaced, by)| replaced != by).collect(), &Ord::cmp)
    }

    /// The active users who are told about a key before it expires, each once; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.recipients_of("k1").unwrap()[0].user, "ada");
    /// ```
    #[must_use]
    pub fn recipients_of(&self, key: &str) -> Option<Vec<Recipient>> {
        let keys = &self.project.keys;
        let key = keys.get(keys.ids.get(key.as_bytes())?)?;
        Some(recipients(&self.catalog, &self.project, key))
    }
}
