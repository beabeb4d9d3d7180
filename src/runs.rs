//! Lists that may grow long.

/// A list in runs of [`RUN`] entries: as it grows it moves few of them, and takes little more room than they need.
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
            self.0.push(Vec::new());
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
        match self.0.split_last() {
            Some((last, full)) => full.len().wrapping_mul(RUN).wrapping_add(last.len()),
            None => 0,
        }
    }
}
