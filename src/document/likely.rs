//! The known name that was probably meant.

use crate::problem::quoted;

/// In shorter names a slip is as likely another name.
const SHORTEST: usize = 3;

/// Longer names are not compared.
const LONGEST: usize = 64;

/// The end of a sentence that asks whether a known name was meant; empty if none is like the unknown one.
pub(crate) fn hint(name: &str, known: &mut dyn Iterator<Item = &str>) -> String {
    likely(name, known).map(|meant| format!("; did you mean {}?", quoted(meant))).unwrap_or_default()
}

/// The known name that is most like an unknown one, if any is: at most one slip in four letters, and three in all.
fn likely<'k>(name: &str, known: &mut dyn Iterator<Item = &'k str>) -> Option<&'k str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let most = if name.len() < SHORTEST { 0 } else { (name.len() / 4).clamp(1, 3) };
    let mut best = None;
    for candidate in known {
        if candidate.len().abs_diff(name.len()) > most {
            continue;
        }
        if candidate.eq_ignore_ascii_case(name) {
            return Some(candidate);
        }
        let slips = distance(candidate.as_bytes(), name.as_bytes());
        if slips <= most && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters have to be added, left out, replaced, or swapped with the next one.
fn distance(a: &[u8], b: &[u8]) -> usize {
    // a row for each letter of `a`: the distance of what was read of it from the first letters of `b`
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let cell = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(LONGEST);
    for (line, letter) in a.iter().enumerate() {
        let mut row = vec![line.saturating_add(1)];
        for (column, other) in b.iter().enumerate() {
            let next = column.saturating_add(1);
            let replaced = cell(&last, column).saturating_add(usize::from(letter != other));
            let changed = cell(&last, next).min(cell(&row, column)).saturating_add(1);
            let mut least = replaced.min(changed);
            if let (Some(line), Some(left)) = (line.checked_sub(1), column.checked_sub(1))
                && a.get(line) == Some(other)
                && b.get(left) == Some(letter)
            {
                least = least.min(cell(&before, left).saturating_add(1));
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Option<&'static str> {
        likely(name, &mut ["name", "role:view-content", "role:view-assets", "e1"].into_iter())
    }

    #[test]
    fn a_misspelt_name_is_recognized() {
        for name in ["nmae", "nam", "names", "Name", "NAME", "nume", "xname"] {
            assert_eq!(meant(name), Some("name"), "{name}");
        }
        assert_eq!(meant("role:veiw-contents"), Some("role:view-content"));
        for name in ["", "nmea", "namexy", "title", "e2", "zz", "role:delete-content"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
