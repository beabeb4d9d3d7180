//! Which paths are judged at all: those that every reader reads alike.
//!
//! The root cause of most bypasses is that the guard and the router read
//! different strings. A path that is not canonical is refused, not mended.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd;

use crate::document::{EncodedSlash, TrailingSlash};
use crate::routes::Taken;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use simd::classes;

/// The longest path that is judged, in bytes.
pub(crate) const MAX_BYTES: usize = 8192;

/// The most segments that a template can have, and so the most that are kept of a path.
pub(crate) const MAX_SEGMENTS: usize = 32;

/// How to read the two marks on which routers differ.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PathRules {
    pub(crate) trailing_slash: TrailingSlash,
    pub(crate) encoded_slash: EncodedSlash,
}

/// The segments of a canonical path.
#[derive(Debug)]
pub(crate) struct Segments<'a> {
    /// The path, and what stands after it.
    bytes: &'a [u8],
    /// Where each of the first segments ends; the next starts after the slash there.
    ends: [u16; MAX_SEGMENTS],
    /// How many segments there are; may be more than are kept.
    count: usize,
    /// Whether any segment holds an escape.
    pub(crate) escaped: bool,
    /// Whether an upper-case letter stands in it; at times in what stands after it.
    upper: bool,
}

impl<'a> Segments<'a> {
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// Whether it may read otherwise where escapes are decoded and case does not count.
    pub(crate) const fn folds(&self) -> bool {
        self.escaped || self.upper
    }

    /// What a parameter takes, as it is spelt.
    pub(crate) fn taken(&self, taken: Taken) -> Option<&'a [u8]> {
        let segment = self.get(usize::from(taken.place))?.get(usize::from(taken.before)..)?;
        segment.get(..segment.len().checked_sub(usize::from(taken.after))?)
    }

    fn bounds(&self, place: usize) -> Option<(usize, usize)> {
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| usize::from(*end));
        let (start, end) = (before + 1, usize::from(*self.ends.get(place)?));
        if place < self.count { Some((start, end)) } else { None }
    }

    /// The segment as it is spelt.
    pub(crate) fn get(&self, place: usize) -> Option<&'a [u8]> {
        let (start, end) = self.bounds(place)?;
        self.bytes.get(start..end)
    }

    /// The segment as it is spelt, and its first eight bytes.
    pub(crate) fn with_head(&self, place: usize) -> Option<(&'a [u8], u64)> {
        let (start, end) = self.bounds(place)?;
        let segment = self.bytes.get(start..end)?;
        let head = match self.bytes.get(start..).and_then(<[u8]>::first_chunk::<8>) {
            // without a branch: lengths are as good as random
            Some(chunk) => {
                let beyond = 8_usize.saturating_sub(segment.len()) * 8;
                u64::from_le_bytes(*chunk) & u64::MAX >> beyond
            }
            None => head(segment),
        };
        Some((segment, head))
    }
}

/// The first eight bytes of a text, the first lowest.
pub(crate) fn head(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => short_head(text),
    }
}

fn short_head(text: &[u8]) -> u64 {
    text.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte))
}

/// Whether two texts are the same; eight bytes at a time, the last first: ids often begin alike.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) else {
        return head(one) == head(other);
    };
    let (mut one, mut other) = (one, other);
    let mut alike = last == other_last;
    while let (true, Some((a, one_rest)), Some((b, other_rest))) =
        (alike, one.split_first_chunk::<8>(), other.split_first_chunk::<8>())
    {
        alike = a == b;
        (one, other) = (one_rest, other_rest);
    }
    alike
}

/// Does something with the segments of a path; `None` if it is not canonical.
pub(crate) fn with_segments<T>(path: &[u8], rules: PathRules, run: impl FnOnce(&Segments<'_>) -> T) -> Option<T> {
    let mut segments = Segments::of(path);
    segments.read(path.len(), rules)?;
    Some(run(&segments))
}

impl<'a> Segments<'a> {
    /// Those of a path that is the beginning of some bytes, to be read. Reading is quicker where at least
    /// [`GROUP`] bytes stand after the path, whatever they are.
    pub(crate) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, ends: [0; MAX_SEGMENTS], count: 0, escaped: false, upper: false }
    }

    /// Reads the path that is `length` bytes long; `None` if it is not canonical.
    pub(crate) fn read(&mut self, length: usize, rules: PathRules) -> Option<()> {
        let path = self.bytes.get(..length)?;
        if length > MAX_BYTES || path.first() != Some(&b'/') {
            return None;
        }
        let path = match path.strip_suffix(b"/") {
            Some([]) => return Some(()),
            Some(shorter) if rules.trailing_slash == TrailingSlash::Ignore => shorter,
            Some(_) => return None,
            None => path,
        };
        // the slash at the beginning ends no segment
        let (mut start, mut others) = (1, !1);
        // where the last escaped character ends
        let mut escaped = 0;
        let mut read = 0_usize;
        while read < path.len() {
            let Classes { refused, upper, slashes, percents } = classes(self.bytes, path, read);
            self.upper |= upper;
            if refused {
                return None;
            }
            if percents != 0 {
                escaped = check_escapes(path, read, percents, escaped, rules)?;
            }
            let mut slashes = slashes & others;
            while slashes != 0 {
                let end = read + slashes.trailing_zeros() as usize;
                self.push(path, start, end)?;
                start = end + 1;
                slashes &= slashes - 1;
            }
            others = u64::MAX;
            read += GROUP;
        }
        self.escaped = escaped != 0;
        self.push(path, start, path.len())
    }

    /// Takes in the next segment.
    fn push(&mut self, path: &[u8], start: usize, end: usize) -> Option<()> {
        if end - start <= 2 {
            match path.get(start..end)? {
                [] | [b'.'] | [b'.', b'.'] => return None,
                _ => {}
            }
        }
        if let Some(slot) = self.ends.get_mut(self.count) {
            #[allow(clippy::cast_possible_truncation, reason = "a path is not so long")]
            let end = end as u16;
            *slot = end;
        }
        self.count += 1;
        Some(())
    }
}

/// How many bytes of a path are looked at in one step.
pub(crate) const GROUP: usize = 64;

/// What those bytes of a group are that belong to the path.
struct Classes {
    /// Whether any may not stand in a path.
    refused: bool,
    /// Whether any is an upper-case letter.
    upper: bool,
    /// A bit for each.
    slashes: u64,
    percents: u64,
}

/// What stands in a path: slashes, and segments of RFC 3986 `pchar` except `;`, which some servers cut at.
const ALLOWED: &[u8] = b"/%.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@";

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
fn classes(_: &[u8], path: &[u8], read: usize) -> Classes {
    const REFUSED: u8 = 1;
    const SLASH: u8 = 2;
    const PERCENT: u8 = 4;
    const UPPER: u8 = 8;
    const KINDS: [u8; 256] = {
        let mut kinds = [REFUSED; 256];
        let mut place = 0;
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        while place < ALLOWED.len() {
            kinds[ALLOWED[place] as usize] = match ALLOWED[place] {
                b'/' => SLASH,
                b'%' => PERCENT,
                b'A'..=b'Z' => UPPER,
                _ => 0,
            };
            place += 1;
        }
        kinds
    };
    let mut classes = Classes { refused: false, upper: false, slashes: 0, percents: 0 };
    let mut bit = 1_u64;
    for byte in path.iter().skip(read).take(GROUP) {
        match KINDS.get(usize::from(*byte)).copied().unwrap_or(REFUSED) {
            0 => {}
            SLASH => classes.slashes |= bit,
            PERCENT => classes.percents |= bit,
            UPPER => classes.upper = true,
            _ => classes.refused = true,
        }
        bit <<= 1;
    }
    classes
}

/// One segment's bytes, escapes resolved. An escape that is none stands for itself.
pub(crate) fn decoded(segment: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = segment;
    std::iter::from_fn(move || match rest {
        [b'%', high, low, after @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
            rest = after;
            Some(hex(*high)? << 4 | hex(*low)?)
        }
        [byte, after @ ..] => {
            rest = after;
            Some(*byte)
        }
        [] => None,
    })
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// The next escape of a segment that starts with one.
fn escape(segment: &[u8]) -> Option<(u8, &[u8])> {
    match segment {
        [b'%', high, low, rest @ ..] => Some((hex(*high)? << 4 | hex(*low)?, rest)),
        _ => None,
    }
}

/// Checks the escapes of a group, but for those of a character that has been checked, up to `checked`. Where the last one ends.
fn check_escapes(path: &[u8], read: usize, percents: u64, checked: usize, rules: PathRules) -> Option<usize> {
    let (mut percents, mut checked) = (percents, checked);
    while percents != 0 {
        let at = read + percents.trailing_zeros() as usize;
        if at >= checked {
            checked = check_escape(path, at, rules)?;
        }
        percents &= percents - 1;
    }
    Some(checked)
}

/// Refuses an escape that some reader would take for something else. Where the character ends that starts with it.
fn check_escape(path: &[u8], at: usize, rules: PathRules) -> Option<usize> {
    let (before, rest) = path.split_at_checked(at)?;
    let (byte, mut after) = escape(rest)?;
    match byte {
        b'/' if rules.encoded_slash == EncodedSlash::Keep => {
            let dots = ends_in_dots(before) || starts_with_dots(after);
            (!dots).then_some(())?;
        }
        // some servers cut a segment at `;`, and resolve what is left
        b';' if ends_in_dots(before) => return None,
        b'/' | b'\\' | 0..=0x1F | 0x7F => return None,
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => return None,
        b'%' => {
            if let [high, low, ..] = after
                && hex(*high).is_some()
                && hex(*low).is_some()
            {
                return None;
            }
        }
        0x80.. => after = check_utf8(byte, after)?,
        _ => {}
    }
    Some(path.len() - after.len())
}

/// Whether what stands between the last slash, encoded or not, and the end is `.` or `..`.
fn ends_in_dots(path: &[u8]) -> bool {
    match path {
        [before @ .., b'.', b'.'] | [before @ .., b'.'] => {
            matches!(before, [.., b'/'] | [.., b'%', b'2', b'F' | b'f'])
        }
        _ => false,
    }
}

/// Whether what stands before the next slash, encoded or not, is `.` or `..`.
fn starts_with_dots(path: &[u8]) -> bool {
    match path {
        [b'.', b'.', after @ ..] | [b'.', after @ ..] => {
            matches!(after, [] | [b'/', ..] | [b'%', b'2', b'F' | b'f', ..])
        }
        _ => false,
    }
}

/// Reads the rest of an escaped character; `None` if it is not UTF-8, or a C1 control.
fn check_utf8(lead: u8, mut rest: &[u8]) -> Option<&[u8]> {
    let (more, bits, least) = match lead {
        0xC0..=0xDF => (1, lead & 0x1F, 0x80),
        0xE0..=0xEF => (2, lead & 0x0F, 0x800),
        0xF0..=0xF7 => (3, lead & 0x07, 0x1_0000),
        _ => return None,
    };
    let mut code = u32::from(bits);
    for _ in 0..more {
        let (byte, after) = escape(rest)?;
        if byte & 0xC0 != 0x80 {
            return None;
        }
        code = code << 6 | u32::from(byte & 0x3F);
        rest = after;
    }
    let character = char::from_u32(code)?;
    if code < least || character.is_control() { None } else { Some(rest) }
}
