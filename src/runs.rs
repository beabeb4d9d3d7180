//! Lists that may grow long.

use crate::prelude::*;

/// A list in runs of [`RUN`] entries: as it grows it moves none of them, and takes little more room than they need.
#[derive(Clone, Debug)]
pub(crate) struct Runs<T>(Vec<Vec<T>>);

const RUN: usize = 256;

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Runs<T> {
    #[inline]
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        let place = usize::try_from(place).ok()?;
        self.0.get(place.div_euclid(RUN))?.get(place.rem_euclid(RUN))
    }

    pub(crate) fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        let place = usize::try_from(place).ok()?;
        self.0.get_mut(place.div_euclid(RUN))?.get_mut(place.rem_euclid(RUN))
    }

    pub(crate) fn push(&mut self, entry: T) {
        if self.0.last().is_none_or(|run| run.len() == RUN) {
            // the first run grows as it is filled: most lists are short
            self.0.push(Vec::with_capacity(if self.0.is_empty() { 0 } else { RUN }));
        }
        if let Some(run) = self.0.last_mut() {
            run.push(entry);
        }
    }

    /// Forgets the entry that was pushed last.
    pub(crate) fn pop(&mut self) {
        if let Some(run) = self.0.last_mut() {
            run.pop();
            if run.is_empty() {
                self.0.pop();
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        let full = self.0.len().saturating_sub(1).saturating_mul(RUN);
        full.saturating_add(self.0.last().map_or(0, Vec::len))
    }
}
