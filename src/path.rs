//! Which paths are judged at all: those that every reader reads alike.
//!
//! The root cause of most bypasses is that the guard and the router read
//! different strings. A path that is not canonical is refused, not mended.

use crate::documents::{EncodedSlash, TrailingSlash};

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
    path: &'a [u8],
    /// Start and end of the first segments.
    ends: [(u16, u16); MAX_SEGMENTS],
    /// How many segments there are; may be more than are kept.
    count: usize,
    /// Whether any segment holds an escape.
    pub(crate) escaped: bool,
}

impl<'a> Segments<'a> {
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// The segment as it is spelt.
    pub(crate) fn get(&self, place: usize) -> Option<&'a [u8]> {
        let (start, end) = *self.ends.get(place)?;
        if place < self.count { self.path.get(usize::from(start)..usize::from(end)) } else { None }
    }
}

const SLASH: u8 = 1;
const PLAIN: u8 = 2;
const DOT: u8 = 3;
const PERCENT: u8 = 4;

/// What each byte of a path is: 0 for what may not stand there. Segments are made of
/// RFC 3986 `pchar` except `;`, which some servers cut at.
const CLASSES: [u8; 256] = {
    const PLAIN_BYTES: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@";
    let mut classes = [0; 256];
    let mut place = 0;
    #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "evaluated by the compiler")]
    {
        while place < PLAIN_BYTES.len() {
            classes[PLAIN_BYTES[place] as usize] = PLAIN;
            place += 1;
        }
        classes[b'/' as usize] = SLASH;
        classes[b'.' as usize] = DOT;
        classes[b'%' as usize] = PERCENT;
    }
    classes
};

/// The segments of a path, or `None` if it is not canonical.
pub(crate) fn segments(path: &[u8], rules: PathRules) -> Option<Segments<'_>> {
    if path.len() > MAX_BYTES || path.first() != Some(&b'/') {
        return None;
    }
    let path = match path.strip_suffix(b"/") {
        Some([]) => return Some(Segments { path, ends: [(0, 0); MAX_SEGMENTS], count: 0, escaped: false }),
        Some(shorter) if rules.trailing_slash == TrailingSlash::Ignore => shorter,
        Some(_) => return None,
        None => path,
    };
    let mut found = Segments { path, ends: [(0, 0); MAX_SEGMENTS], count: 0, escaped: false };
    // One step per byte; a segment ends at the next slash, or at the path's end.
    let (mut start, mut only_dots, mut escaped) = (1_usize, true, false);
    for (place, byte) in path.iter().enumerate().skip(1) {
        match CLASSES.get(usize::from(*byte)).copied().unwrap_or(0) {
            PLAIN => only_dots = false,
            SLASH => {
                found.push(start, place, only_dots, escaped, rules)?;
                (start, only_dots, escaped) = (place.saturating_add(1), true, false);
            }
            DOT => {}
            PERCENT => (only_dots, escaped) = (false, true),
            _ => return None,
        }
    }
    found.push(start, path.len(), only_dots, escaped, rules)?;
    Some(found)
}

impl Segments<'_> {
    #[inline]
    fn push(&mut self, start: usize, end: usize, only_dots: bool, escaped: bool, rules: PathRules) -> Option<()> {
        let length = end.checked_sub(start)?;
        if length == 0 || (only_dots && length <= 2) {
            return None;
        }
        if escaped {
            self.escaped = true;
            check_escapes(self.path.get(start..end)?, rules)?;
        }
        if let Some(slot) = self.ends.get_mut(self.count) {
            *slot = (u16::try_from(start).ok()?, u16::try_from(end).ok()?);
        }
        self.count = self.count.saturating_add(1);
        Some(())
    }
}

/// One segment's bytes, escapes resolved. An escape that is none stands for itself.
pub(crate) fn decoded(segment: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = segment;
    std::iter::from_fn(move || match rest {
        [b'%', high, low, after @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
            rest = after;
            Some(hex(*high)?.wrapping_shl(4) | hex(*low)?)
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
        b'0'..=b'9' => Some(digit.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(digit.wrapping_sub(b'a').wrapping_add(10)),
        b'A'..=b'F' => Some(digit.wrapping_sub(b'A').wrapping_add(10)),
        _ => None,
    }
}

/// The next escape of a segment that starts with one.
fn escape(segment: &[u8]) -> Option<(u8, &[u8])> {
    match segment {
        [b'%', high, low, rest @ ..] => Some((hex(*high)?.wrapping_shl(4) | hex(*low)?, rest)),
        _ => None,
    }
}

/// Refuses every escape that some reader would take for something else.
fn check_escapes(segment: &[u8], rules: PathRules) -> Option<()> {
    let mut rest = segment;
    let mut piece = Piece::default();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            piece.add(*first == b'.');
            rest = after;
            continue;
        }
        let (byte, after) = escape(rest)?;
        rest = after;
        match byte {
            b'/' if rules.encoded_slash == EncodedSlash::Keep => {
                piece.end()?;
                piece = Piece::default();
                continue;
            }
            b'/' | b'\\' | 0..=0x1F | 0x7F => return None,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => return None,
            b'%' => {
                if let [high, low, ..] = rest
                    && hex(*high).is_some()
                    && hex(*low).is_some()
                {
                    return None;
                }
            }
            0x80.. => rest = check_utf8(byte, rest)?,
            _ => {}
        }
        piece.add(false);
    }
    piece.end()
}

/// What stands between two encoded slashes of a segment.
#[derive(Default)]
struct Piece {
    length: u16,
    other_than_dots: bool,
}

impl Piece {
    fn add(&mut self, dot: bool) {
        self.length = self.length.saturating_add(1);
        self.other_than_dots |= !dot;
    }

    /// `None` for a piece `.` or `..`.
    fn end(&self) -> Option<()> {
        let dots = !self.other_than_dots && (self.length == 1 || self.length == 2);
        if dots { None } else { Some(()) }
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
        code = code.wrapping_shl(6) | u32::from(byte & 0x3F);
        rest = after;
    }
    let character = char::from_u32(code)?;
    if code < least || character.is_control() { None } else { Some(rest) }
}
