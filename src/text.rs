//! Sentences from pieces.

/// A sentence with each `$` replaced by the next of `parts`.
#[inline(always)]
pub(crate) fn fill(template: &str, parts: &[&str]) -> String {
    match parts {
        [part] => fill_one(template, part),
        parts => fill_many(template, parts),
    }
}

#[inline(never)]
fn fill_one(template: &str, part: &str) -> String {
    fill_many(template, &[part])
}

#[inline(never)]
fn fill_many(template: &str, parts: &[&str]) -> String {
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
    let mut text = String::new();
    if value < 0 {
        text.push('-');
    }
    push_digits(&mut text, value.unsigned_abs());
    text
}

#[inline(never)]
fn push_digits(text: &mut String, value: u64) {
    if value > 9 {
        push_digits(text, value.div_euclid(10));
    }
    text.push(char::from(b'0' | value.rem_euclid(10) as u8));
}

/// A place in a list, in digits.
pub(crate) fn count(count: usize) -> String {
    digits(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Whether a text is made of letters, digits and some marks, all ASCII.
#[inline(never)]
pub(crate) fn consists_of(text: &[u8], marks: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || marks.iter().any(|mark| mark == byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_and_numbers_written() {
        assert_eq!(fill("`$` is not a listed $", &["a$b", "role"]), "`a$b` is not a listed role");
        for value in [0, 7, -10, 99, 100, 1_795_435_200_000, i64::MAX, i64::MIN] {
            assert_eq!(digits(value), value.to_string());
        }
    }
}
