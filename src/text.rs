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

/// Whether a text is made of letters, digits and some marks, all ASCII.
#[inline(never)]
pub(crate) fn consists_of(text: &[u8], marks: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || marks.iter().any(|mark| mark == byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled() {
        assert_eq!(fill("`$` is not a listed $", &["a$b", "role"]), "`a$b` is not a listed role");
    }
}
