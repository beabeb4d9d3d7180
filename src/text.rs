//! Sentences from pieces.

use crate::prelude::*;

/// A sentence with each `$` replaced by the next of `parts`.
pub(crate) fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut parts = parts.iter();
    for letter in template.chars() {
        match letter {
            '$' => text.push_str(parts.next().copied().unwrap_or_default()),
            letter => text.push(letter),
        }
    }
    text
}

/// A whole number in digits.
#[inline(never)]
pub(crate) fn digits(value: i64) -> String {
    let text = unsigned(value.unsigned_abs());
    if value < 0 { fill("-$", &[&text]) } else { text }
}

/// A whole number that is not below zero, in digits.
#[inline(never)]
pub(crate) fn unsigned(value: u64) -> String {
    let mut text = String::new();
    let mut unit = 1_u64;
    while value.checked_div(unit).is_some_and(|rest| rest > 9) {
        unit = unit.saturating_mul(10);
    }
    while unit > 0 {
        let digit = value.checked_div(unit).unwrap_or_default().rem_euclid(10);
        text.push(char::from(b'0' | digit as u8));
        unit = unit.div_euclid(10);
    }
    text
}

/// A place in a list, in digits.
pub(crate) fn count(count: usize) -> String {
    digits(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_and_numbers_written() {
        assert_eq!(fill("`$` is not a listed $", &["a$b", "role"]), "`a$b` is not a listed role");
        for value in [0, 7, -10, 99, 100, 1_795_435_200_000, i64::MAX, i64::MIN] {
            assert_eq!(digits(value), value.to_string());
            assert_eq!(unsigned(value.cast_unsigned()), value.cast_unsigned().to_string());
        }
    }
}
