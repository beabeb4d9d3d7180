//! Sentences from pieces.

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
pub(crate) fn digits(value: i64) -> String {
    let mut digits = [0_u8; 20];
    let mut rest = value.unsigned_abs();
    let mut length = 0_usize;
    for slot in digits.iter_mut().rev() {
        *slot = b'0' | rest.rem_euclid(10) as u8;
        length = length.saturating_add(1);
        rest = rest.div_euclid(10);
        if rest == 0 {
            break;
        }
    }
    let mut text = String::from(if value < 0 { "-" } else { "" });
    text.extend(digits.iter().skip(digits.len().saturating_sub(length)).map(|digit| char::from(*digit)));
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
        for value in [0, 7, -10, 1_795_435_200_000, i64::MAX, i64::MIN] {
            assert_eq!(digits(value), value.to_string());
        }
    }
}
