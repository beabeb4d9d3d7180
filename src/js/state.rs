//! What the module keeps between calls. There is one thread, and no call within a call.

use spin::Mutex;

/// A value that one call at a time looks at.
pub(super) struct State<T>(Mutex<T>);

impl<T> State<T> {
    pub(super) const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    #[inline(always)]
    pub(super) fn with<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        // waiting would be for ever
        let Some(mut value) = self.0.try_lock() else { std::arch::wasm32::unreachable() };
        look(&mut value)
    }

    pub(super) fn set(&self, value: T) {
        self.with(|kept| *kept = value);
    }
}

impl<T: Default> State<T> {
    pub(super) fn take(&self) -> T {
        self.with(std::mem::take)
    }
}
