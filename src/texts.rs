//! Short texts, each held once, without an allocation of its own.

use crate::path::same;

/// Records of texts, one after the other in few big pieces. A record is never changed.
///
/// Each text of a record stands after its length and one more, six bits in each byte, the lowest first; bit 6 says that
/// another byte follows. Zero is a text that is not there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pieces: Vec<String>,
}

/// How long a piece is at most, unless it holds a single record: places in it have 16 bits.
const PIECE: usize = 65_000;

/// More than the length of a text takes.
const LENGTH: usize = 6;

impl Texts {
    /// Adds a record; where it is. `None` if there is no room.
    pub(crate) fn push(&mut self, texts: &[Option<&str>]) -> Option<u32> {
        let mut room = 0_usize;
        for text in texts {
            room = room.wrapping_add(LENGTH).wrapping_add(text.map_or(0, str::len));
        }
        let full = |piece: &String| !piece.is_empty() && piece.len().wrapping_add(room) > PIECE;
        match self.pieces.last() {
            Some(last) if !full(last) => {}
            Some(_) => self.pieces.push(String::with_capacity(room.max(PIECE))),
            None => self.pieces.push(String::new()),
        }
        let number = u32::try_from(self.pieces.len().saturating_sub(1)).ok().filter(|number| *number < 0xFFFF)?;
        let piece = self.pieces.last_mut()?;
        let start = u32::try_from(piece.len()).ok()?;
        for text in texts {
            push_number(piece, u32::try_from(text.map_or(0, |text| text.len().wrapping_add(1))).ok()?);
            piece.push_str(text.unwrap_or_default());
        }
        Some(number.wrapping_shl(16) | start)
    }

    /// Whether this is the first text of a record; [`u32::MAX`] is none.
    #[inline(always)]
    pub(crate) fn begins(&self, record: u32, text: &[u8]) -> bool {
        let at = usize::try_from(record & 0xFFFF).ok();
        let piece = usize::try_from(record >> 16).ok().and_then(|piece| self.pieces.get(piece));
        let rest = piece.zip(at).and_then(|(piece, at)| piece.as_bytes().get(at..));
        match rest.and_then(<[u8]>::split_first) {
            Some((length @ 1..64, rest)) => {
                rest.get(..usize::from(length.wrapping_sub(1))).is_some_and(|first| same(first, text))
            }
            _ => self.get(record, 0).is_some_and(|first| first.as_bytes() == text),
        }
    }

    /// A text of a record.
    pub(crate) fn get(&self, record: u32, place: usize) -> Option<&str> {
        let piece = self.pieces.get(usize::try_from(record.wrapping_shr(16)).ok()?)?;
        let mut at = usize::try_from(record & 0xFFFF).ok()?;
        let mut left = place;
        loop {
            let (length, start) = match piece.as_bytes().get(at) {
                Some(length @ 0..64) => (u32::from(*length), at.wrapping_add(1)),
                _ => read_number(piece, at)?,
            };
            let end = start.checked_add(usize::try_from(length.saturating_sub(1)).ok()?)?;
            if left == 0 {
                return if length == 0 { None } else { piece.get(start..end) };
            }
            left = left.wrapping_sub(1);
            at = end;
        }
    }
}

/// Adds a number as letters below 128, six bits in each.
pub(crate) fn push_number(text: &mut String, mut number: u32) {
    while number >= 64 {
        text.push(char::from((number & 63 | 64) as u8));
        number = number.wrapping_shr(6);
    }
    text.push(char::from(number as u8));
}

/// The number at a place, and the place after it.
#[inline(never)]
pub(crate) fn read_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let (mut number, mut shift) = (0_u32, 0);
    for (place, byte) in (at..).zip(text.as_bytes().get(at..)?) {
        number |= u32::from(byte & 63).checked_shl(shift)?;
        if byte & 64 == 0 {
            return Some((number, place.wrapping_add(1)));
        }
        shift = shift.wrapping_add(6);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_comes_out() {
        let mut texts = Texts::default();
        let long = "ž".repeat(100_000);
        let words = ["", "a", "čtyřicet dva", &"x".repeat(62), &"x".repeat(63), &"x".repeat(5000), &long];
        let mut records = Vec::new();
        for number in 0..3000 {
            let record: Vec<_> = (0..3).map(|place| words.get((number * 7 + place * 3) % 11).copied()).collect();
            records.push((texts.push(&record).unwrap(), record));
        }
        for (place, record) in records {
            let read: Vec<_> = (0..3).map(|text| texts.get(place, text)).collect();
            assert_eq!(read, record);
        }
    }

    #[test]
    fn numbers_of_every_length_are_read_back() {
        let mut text = String::new();
        let numbers = [0, 1, 63, 64, 4095, 4096, 1 << 24, u32::MAX];
        numbers.iter().for_each(|number| push_number(&mut text, *number));
        let mut at = 0;
        for number in numbers {
            let (read, after) = read_number(&text, at).unwrap();
            assert_eq!(read, number);
            at = after;
        }
        assert_eq!(at, text.len());
    }
}
