//! Comparisons of times: a thread’s own processor time, so that waiting for the processor does not count.

/// Makes a comparison of times until it holds, at most ten times. What else the machine does can spoil some attempts; a
/// time that grows too fast spoils all of them.
pub fn assert_in_ten(attempt: impl Fn() -> Result<(), String>) {
    let mut last = Ok(());
    for _ in 0..10 {
        last = attempt();
        if last.is_ok() {
            return;
        }
    }
    last.unwrap_or_else(|error| panic!("{error}, in each of ten attempts"));
}

/// `Err` with the message, unless it holds.
pub fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}
