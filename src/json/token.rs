//! The texts, numbers and words of JSON text.

use super::parse::{Reader, VALUE_ENDS};
use crate::problem::ProblemCode;
use crate::tree::Value;

/// Stands for half of a surrogate pair.
const BROKEN: &str = "\u{FFFF}\u{FDD0}\u{FFFF}";

/// Stands for a character that is written in hexadecimal digits.
const HEX: u8 = 0;

const TEXT_ENDS: &str = "EOF while parsing a string";

impl Reader<'_, '_> {
    /// Reads a text, which comes next.
    pub(super) fn text(&mut self) -> Option<()> {
        self.step();
        let start = self.at;
        self.at = plain(self.bytes, start);
        match self.bytes.get(self.at) {
            Some(b'"') => {
                if self.is_kept() {
                    self.tree.add_read(start, self.at);
                }
                self.step();
                Some(())
            }
            Some(b'\\') => self.escaped(start),
            _ => self.text_fault(),
        }
    }

    /// A text that comes to what cannot stand in it.
    #[cold]
    fn text_fault(&mut self) -> Option<()> {
        match self.bytes.get(self.at) {
            None => self.fault(TEXT_ENDS),
            Some(_) => self.fault_next("control character (\\u0000-\\u001F) found while parsing a string"),
        }
    }

    /// Reads a text from its first escape on.
    #[inline(never)]
    fn escaped(&mut self, mut start: usize) -> Option<()> {
        let mut text = String::new();
        let mut broken = false;
        loop {
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {}
                _ => return self.text_fault(),
            }
            self.step();
            let Some(letter) = self.bytes.get(self.at) else { return self.fault(TEXT_ENDS) };
            self.step();
            let letter = match letter {
                b'"' | b'\\' | b'/' => *letter,
                b'b' => 8,
                b'f' => 12,
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'u' => HEX,
                _ => return self.fault("invalid escape"),
            };
            if letter != HEX {
                text.push(char::from(letter));
            } else if let Some(character) = self.character()? {
                text.push(character);
            } else {
                broken = true;
                text.push_str(BROKEN);
            }
            start = self.at;
            self.at = plain(self.bytes, start);
        }
        self.step();
        if broken && self.is_kept() {
            let message = "the text is not well-formed Unicode: it holds half of a surrogate pair";
            self.report.add_at(ProblemCode::ValueInvalid, self.tree.next_pointer(), message, &[]);
        }
        self.add(Value::Text(&text));
        Some(())
    }

    /// Reads the digits of an escaped character, and of its second half; `None` if the other half is not there.
    fn character(&mut self) -> Option<Option<char>> {
        let unit = self.unit()?;
        if !(0xD800..0xDC00).contains(&unit) {
            return Some(char::from_u32(unit));
        }
        let first = self.at;
        if self.bytes.get(first..).is_some_and(|rest| rest.starts_with(b"\\u")) {
            self.at = first.wrapping_add(2);
            if let Some(low @ 0xDC00..0xE000) = self.unit() {
                let bits = (unit & 0x3FF).wrapping_shl(10) | (low & 0x3FF);
                return Some(char::from_u32(bits.wrapping_add(0x1_0000)));
            }
        }
        self.at = first;
        Some(None)
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<4>);
        self.at = self.at.wrapping_add(4);
        let Some(digits) = digits else { return self.fault(TEXT_ENDS) };
        let mut unit = 0_u32;
        for digit in digits {
            let Some(value) = char::from(*digit).to_digit(16) else { return self.fault("invalid escape") };
            unit = unit.wrapping_shl(4) | value;
        }
        Some(unit)
    }

    /// Reads a word, whose first letter comes next.
    #[inline(never)]
    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        for letter in word.bytes() {
            match self.bytes.get(self.at) {
                Some(next) => {
                    self.step();
                    if *next != letter {
                        return self.fault("expected ident");
                    }
                }
                None => return self.fault(VALUE_ENDS),
            }
        }
        Some(())
    }

    /// Reads a number, which comes next.
    pub(super) fn number(&mut self) -> Option<()> {
        let start = self.at;
        self.skip(b"-");
        let first = self.at;
        self.digits()?;
        if self.bytes.get(first) == Some(&b'0') && self.at.wrapping_sub(first) > 1 {
            self.at = first.wrapping_add(1);
            return self.fault_next("invalid number");
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        self.add(whole(text).map_or(Value::Number(text), Value::Integer));
        Some(())
    }

    /// Reads one of these letters, if it comes next.
    #[inline(never)]
    fn skip(&mut self, letters: &[u8]) -> bool {
        let found = self.bytes.get(self.at).is_some_and(|next| letters.iter().any(|letter| letter == next));
        if found {
            self.step();
        }
        found
    }

    /// Reads digits: at least one.
    #[inline(never)]
    fn digits(&mut self) -> Option<()> {
        match self.bytes.get(self.at) {
            Some(b'0'..=b'9') => {}
            Some(_) => return self.fault_next("invalid number"),
            None => return self.fault(VALUE_ENDS),
        }
        while let Some(b'0'..=b'9') = self.bytes.get(self.at) {
            self.step();
        }
        Some(())
    }
}

/// Where a text ends that is read from a place on, or needs a closer look: at a quote, a backslash or a control character.
fn plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let (quote, backslash) = (word ^ (ONES * 0x22), word ^ (ONES * 0x5C));
        // the lowest bit that comes out right is of the first such byte; those above may be wrong
        let found = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let found = found & (ONES * 0x80);
        if found != 0 {
            return at.wrapping_add(usize::try_from(found.trailing_zeros().wrapping_shr(3)).unwrap_or_default());
        }
        at = at.wrapping_add(8);
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, 0..=0x1F | b'"' | b'\\')) {
        at = at.wrapping_add(1);
    }
    at
}

/// The whole number that a number's text comes to, if it is one that every host can hold.
#[inline(never)]
fn whole(text: &str) -> Option<i64> {
    let (mut value, mut exponent) = (0_i64, 0_i32);
    let mut bytes = text.bytes();
    let mut in_fraction = false;
    for byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                value = longer(value, byte)?;
                exponent = exponent.wrapping_sub(i32::from(in_fraction));
            }
            b'.' => in_fraction = true,
            b'e' | b'E' => break,
            _ => {}
        }
    }
    let (mut shift, mut down) = (0_i32, false);
    for byte in bytes {
        match byte {
            // as far as a text can be long
            b'0'..=b'9' if shift < 100_000_000 => shift = shift.wrapping_mul(10).wrapping_add(i32::from(byte & 15)),
            _ => down |= byte == b'-',
        }
    }
    exponent = exponent.wrapping_add(if down { shift.wrapping_neg() } else { shift });
    while value != 0 && exponent != 0 {
        if exponent > 0 {
            value = longer(value, b'0')?;
            exponent = exponent.wrapping_sub(1);
        } else if value.rem_euclid(10) == 0 {
            value = value.div_euclid(10);
            exponent = exponent.wrapping_add(1);
        } else {
            return None;
        }
    }
    let value = if text.starts_with('-') { value.wrapping_neg() } else { value };
    Some(value).filter(|value| value.unsigned_abs() < 1 << 53)
}

/// A number with a digit more.
fn longer(value: i64, digit: u8) -> Option<i64> {
    (value < i64::MAX / 10).then(|| value.wrapping_mul(10).wrapping_add(i64::from(digit & 15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_at_the_first_byte_that_cannot_stand_in_it() {
        let before = "aé 0z~\u{7F}\u{80}ž]\u{10FFFF}ÿ\u{FFFD}!#[^".as_bytes();
        for length in 0..before.len() {
            for byte in 0..=255_u8 {
                let mut bytes = before[..length].to_vec();
                bytes.extend([byte, b'x', b'"', b'x', 0, b'"', b'\\', b'x', b'x', b'x', b'x']);
                let end = if byte < 0x20 || byte == b'"' || byte == b'\\' { length } else { length + 2 };
                assert_eq!(plain(&bytes, 0), end, "{byte} after {length}");
                assert_eq!(plain(&bytes[..=length], 0), end.min(length + 1), "{byte} after {length}");
            }
        }
    }

    #[test]
    fn whole_numbers_are_recognized_however_they_are_written() {
        for (text, value) in [
            ("1.0", Some(1)),
            ("-0.0", Some(0)),
            ("1.5e1", Some(15)),
            ("1500E-2", Some(15)),
            ("-12.50e+1", Some(-125)),
            ("0e999999999999", Some(0)),
            ("9007199254740991.0", Some(9_007_199_254_740_991)),
            ("9007199254740992.0", None),
            ("1.5", None),
            ("1e-400", None),
            ("1e400", None),
            ("1e999999999999", None),
            ("123456789012345678901234567890", None),
        ] {
            assert_eq!(whole(text), value, "{text}");
        }
    }
}
