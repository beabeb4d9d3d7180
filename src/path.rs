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
    /// The path, and what stands after it.
    bytes: &'a [u8],
    /// Where each of the first segments starts; each ends one before the next, at a slash or the path's end.
    starts: [u32; MAX_SEGMENTS + 1],
    /// How many segments there are; may be more than are kept.
    count: usize,
    /// Whether any segment holds an escape.
    pub(crate) escaped: bool,
}

impl<'a> Segments<'a> {
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    #[inline(always)]
    fn bounds(&self, place: usize) -> Option<(usize, usize)> {
        let start = usize::try_from(*self.starts.get(place)?).ok()?;
        let end = usize::try_from(*self.starts.get(place.wrapping_add(1))?).ok()?.wrapping_sub(1);
        if place < self.count { Some((start, end)) } else { None }
    }

    /// The segment as it is spelt.
    pub(crate) fn get(&self, place: usize) -> Option<&'a [u8]> {
        let (start, end) = self.bounds(place)?;
        self.bytes.get(start..end)
    }

    /// The segment as it is spelt, and its first eight bytes.
    #[inline]
    pub(crate) fn with_head(&self, place: usize) -> Option<(&'a [u8], u64)> {
        let (start, end) = self.bounds(place)?;
        let segment = self.bytes.get(start..end)?;
        let bits = u32::try_from(segment.len()).unwrap_or(u32::MAX).saturating_mul(8);
        let head = match self.bytes.get(start..).and_then(<[u8]>::first_chunk::<8>) {
            Some(chunk) if bits < 64 => u64::from_le_bytes(*chunk) & !u64::MAX.wrapping_shl(bits),
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => head(segment),
        };
        Some((segment, head))
    }
}

/// The first eight bytes of a text, the first lowest.
#[inline(always)]
pub(crate) fn head(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => text.iter().rev().fold(0, |head, byte| head.wrapping_shl(8) | u64::from(*byte)),
    }
}

/// Whether two texts are the same; eight bytes at a time, the last first: ids often begin alike.
#[inline]
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
    /// [`BLOCK`] bytes stand after the path, whatever they are.
    pub(crate) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, starts: [1; MAX_SEGMENTS + 1], count: 0, escaped: false }
    }

    /// Reads the path that is `length` bytes long; `None` if it is not canonical.
    #[inline]
    pub(crate) fn read(&mut self, length: usize, rules: PathRules) -> Option<()> {
        let bytes = self.bytes;
        let path = bytes.get(..length)?;
        if length > MAX_BYTES || path.first() != Some(&b'/') {
            return None;
        }
        let path = match path.strip_suffix(b"/") {
            Some([]) => return Some(()),
            Some(shorter) if rules.trailing_slash == TrailingSlash::Ignore => shorter,
            Some(_) => return None,
            None => path,
        };
        let (blocks, _) = bytes.as_chunks::<BLOCK>();
        let (mut start, mut slashes, mut group) = (1, 0_u64, 0);
        // where the last escaped character ends
        let mut escaped = 0;
        let count = path.len().div_ceil(BLOCK);
        for place in 0..count {
            let mut found = match blocks.get(place) {
                Some(block) => classes(block),
                None => classes(&padded(path, place)),
            };
            let read = place.wrapping_mul(BLOCK);
            let last = place.wrapping_add(1) == count;
            if last {
                found = found.first(path.len().wrapping_sub(read));
            }
            if found.refused != 0 {
                return None;
            }
            while found.percents != 0 {
                let at = read.wrapping_add(usize::try_from(found.percents.trailing_zeros()).ok()?);
                if at >= escaped {
                    escaped = check_escape(path, at, rules)?;
                }
                found.percents &= found.percents.wrapping_sub(1);
            }
            slashes |= u64::from(found.slashes).wrapping_shl(u32::try_from(read.wrapping_sub(group)).ok()?);
            if !last && read.wrapping_sub(group) < GROUP.wrapping_sub(BLOCK) {
                continue;
            }
            if group == 0 {
                slashes &= !1;
            }
            while slashes != 0 {
                let end = group.wrapping_add(usize::try_from(slashes.trailing_zeros()).ok()?);
                self.push(path, start, end)?;
                start = end.wrapping_add(1);
                slashes &= slashes.wrapping_sub(1);
            }
            group = group.wrapping_add(GROUP);
        }
        self.push(path, start, path.len())?;
        self.escaped = escaped != 0;
        Some(())
    }
}

impl Segments<'_> {
    /// Takes in the next segment.
    #[inline(always)]
    fn push(&mut self, path: &[u8], start: usize, end: usize) -> Option<()> {
        if end.wrapping_sub(start) <= 2 {
            match path.get(start..end)? {
                [] | [b'.'] | [b'.', b'.'] => return None,
                _ => {}
            }
        }
        self.count = self.count.wrapping_add(1);
        if let Some(next) = self.starts.get_mut(self.count) {
            *next = u32::try_from(end).ok()?.wrapping_add(1);
        }
        Some(())
    }
}

/// How many bytes of a path are looked at in one step.
pub(crate) const BLOCK: usize = 16;
/// Of how many bytes the slashes are gone through at a time.
const GROUP: usize = 64;

/// For each byte of a block a bit: what it is.
struct Classes {
    /// What may not stand in a path.
    refused: u16,
    slashes: u16,
    percents: u16,
}

impl Classes {
    /// Those of the first bytes only.
    fn first(self, bytes: usize) -> Self {
        let inside =
            u32::try_from(bytes).ok().and_then(|bytes| u16::MAX.checked_shl(bytes)).map_or(u16::MAX, |after| !after);
        let Self { refused, slashes, percents } = self;
        Self { refused: refused & inside, slashes: slashes & inside, percents: percents & inside }
    }
}

/// The last block of a path, where it is not whole.
#[cold]
#[inline(never)]
fn padded(path: &[u8], place: usize) -> [u8; BLOCK] {
    let mut block = [b'/'; BLOCK];
    block.iter_mut().zip(path.iter().skip(place.wrapping_mul(BLOCK))).for_each(|(slot, byte)| *slot = *byte);
    block
}

/// What stands in a path: slashes, and segments of RFC 3986 `pchar` except `;`, which some servers cut at.
const ALLOWED: &[u8] = b"/%.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@";

/// By the low half of a byte, a bit for each high half with which it is allowed. No byte above 127 is.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
const ROWS: [u8; 16] = {
    let mut rows = [0; 16];
    let mut place = 0;
    #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "evaluated by the compiler")]
    while place < ALLOWED.len() {
        let byte = ALLOWED[place];
        rows[(byte & 15) as usize] |= 1 << (byte >> 4);
        place += 1;
    }
    rows
};

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
fn classes(chunk: &[u8; BLOCK]) -> Classes {
    const REFUSED: u8 = 1;
    const SLASH: u8 = 2;
    const PERCENT: u8 = 4;
    const KINDS: [u8; 256] = {
        let mut kinds = [REFUSED; 256];
        let mut place = 0;
        #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "evaluated by the compiler")]
        while place < ALLOWED.len() {
            kinds[ALLOWED[place] as usize] = match ALLOWED[place] {
                b'/' => SLASH,
                b'%' => PERCENT,
                _ => 0,
            };
            place += 1;
        }
        kinds
    };
    let mut classes = Classes { refused: 0, slashes: 0, percents: 0 };
    let mut bit = 1_u16;
    for byte in chunk {
        match KINDS.get(usize::from(*byte)).copied().unwrap_or(REFUSED) {
            0 => {}
            SLASH => classes.slashes |= bit,
            PERCENT => classes.percents |= bit,
            _ => classes.refused |= bit,
        }
        bit = bit.wrapping_shl(1);
    }
    classes
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn classes(chunk: &[u8; BLOCK]) -> Classes {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_shr, u8x16_splat, u8x16_swizzle, u64x2, v128, v128_and};
    const fn vector(bytes: [u8; BLOCK]) -> v128 {
        let both = u128::from_le_bytes(bytes);
        #[allow(clippy::cast_possible_truncation, reason = "the lower half")]
        u64x2(both as u64, both.wrapping_shr(64) as u64)
    }
    const HIGH: v128 = vector([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]);
    let bytes = vector(*chunk);
    let rows = u8x16_swizzle(const { vector(ROWS) }, v128_and(bytes, u8x16_splat(15)));
    let allowed = v128_and(rows, u8x16_swizzle(HIGH, u8x16_shr(bytes, 4)));
    let those = |byte| u8x16_bitmask(u8x16_eq(bytes, u8x16_splat(byte)));
    Classes { refused: u8x16_bitmask(u8x16_eq(allowed, u8x16_splat(0))), slashes: those(b'/'), percents: those(b'%') }
}

/// One segment's bytes, escapes resolved. An escape that is none stands for itself.
pub(crate) fn decoded(segment: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = segment;
    core::iter::from_fn(move || match rest {
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

/// Refuses an escape that some reader would take for something else. Where the character ends that starts with it.
#[inline(never)]
fn check_escape(path: &[u8], at: usize, rules: PathRules) -> Option<usize> {
    let (before, rest) = path.split_at_checked(at)?;
    let (byte, mut after) = escape(rest)?;
    match byte {
        b'/' if rules.encoded_slash == EncodedSlash::Keep => {
            let dots = ends_in_dots(before) || starts_with_dots(after);
            (!dots).then_some(())?;
        }
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
    path.len().checked_sub(after.len())
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
        code = code.wrapping_shl(6) | u32::from(byte & 0x3F);
        rest = after;
    }
    let character = char::from_u32(code)?;
    if code < least || character.is_control() { None } else { Some(rest) }
}
