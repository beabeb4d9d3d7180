//! Whether the caller has left enough of the engine's stack.
//!
//! An engine throws where its stack ends, in whatever function it then is: in the midst of a call that would leave the
//! instance half changed, and of no use. So the facade calls [`check_stack`] first, which has nothing to leave behind.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

thread_local! {
    static VALUE: Cell<u64> = const { Cell::new(0) };
}

/// Another value each time, which no compiler can know.
#[inline(never)]
fn value() -> u64 {
    VALUE.with(|value| value.replace(value.get().rotate_left(7) ^ 0x9E37_79B9))
}

/// Keeps a value on the stack while something else is computed.
macro_rules! keep {
    ($($inner:tt)*) => {{
        let kept = value();
        let inner: u64 = $($inner)*;
        (inner ^ kept).rotate_left(1)
    }};
}
macro_rules! keep_8 {
    ($($inner:tt)*) => { keep!(keep!(keep!(keep!(keep!(keep!(keep!(keep!($($inner)*)))))))) };
}
macro_rules! keep_64 {
    ($($inner:tt)*) => { keep_8!(keep_8!(keep_8!(keep_8!(keep_8!(keep_8!(keep_8!(keep_8!($($inner)*)))))))) };
}

/// Needs about 4 kB of the stack, and so many times more. What is kept is kept in the frame of this function: engines
/// make a frame, and see whether there is room for it, when a function begins, even if it ends at once.
#[inline(never)]
fn frames(more: u32) -> u64 {
    match more.checked_sub(1) {
        None => 0,
        Some(more) => keep_64!(keep_64!(keep_64!(keep_64!(keep_64!(keep_64!(keep_64!(keep_64!(frames(more))))))))),
    }
}

/// Throws the engine's own error if there is not so much of the stack left, in units of about 4 kB.
#[wasm_bindgen(js_name = checkStack)]
pub fn check_stack(units: u32) -> u32 {
    u32::from(frames(units.saturating_sub(1)) != 0)
}
