//! The bytes of a path, sixteen in a step: `node bench/run.mjs --without simd` shows what that gives.

use std::arch::wasm32::{
    u8x16_all_true, u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_min, u8x16_shr, u8x16_splat, u8x16_sub, u8x16_swizzle,
    u64x2, v128, v128_and, v128_any_true, v128_or,
};

use super::{ALLOWED, Classes, GROUP};

type Block = [u8; 16];

/// By the low half of a byte, a bit for each high half with which it is allowed. No byte above 127 is.
const ROWS: Block = {
    let mut rows = [0; 16];
    let mut place = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while place < ALLOWED.len() {
        let byte = ALLOWED[place];
        rows[(byte & 15) as usize] |= 1 << (byte >> 4);
        place += 1;
    }
    rows
};

const fn vector(bytes: Block) -> v128 {
    let both = u128::from_le_bytes(bytes);
    #[allow(clippy::cast_possible_truncation, reason = "the lower half")]
    u64x2(both as u64, (both >> 64) as u64)
}

/// Zero for each byte that is not allowed.
fn allowed(bytes: v128) -> v128 {
    const HIGH: v128 = vector([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]);
    let rows = u8x16_swizzle(const { vector(ROWS) }, v128_and(bytes, u8x16_splat(15)));
    v128_and(rows, u8x16_swizzle(HIGH, u8x16_shr(bytes, 4)))
}

fn bits([a, b, c, d]: [v128; 4], byte: u8) -> u64 {
    let bits = |block| u64::from(u8x16_bitmask(u8x16_eq(block, u8x16_splat(byte))));
    bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
}

pub(super) fn classes(bytes: &[u8], path: &[u8], read: usize) -> Classes {
    let inside = match path.len() - read {
        left @ 0..GROUP => !(u64::MAX << left),
        _ => u64::MAX,
    };
    let blocks = match bytes.get(read..).and_then(<[u8]>::first_chunk::<GROUP>) {
        Some(group) => blocks(group),
        None => blocks(&padded(path, read)),
    };
    let [a, b, c, d] = blocks;
    let all = [allowed(a), allowed(b), allowed(c), allowed(d)];
    let least = u8x16_min(u8x16_min(all[0], all[1]), u8x16_min(all[2], all[3]));
    let upper = |block| u8x16_lt(u8x16_sub(block, u8x16_splat(b'A')), u8x16_splat(26));
    let percent = |block| u8x16_eq(block, u8x16_splat(b'%'));
    let any = v128_or(v128_or(percent(a), percent(b)), v128_or(percent(c), percent(d)));
    Classes {
        upper: v128_any_true(v128_or(v128_or(upper(a), upper(b)), v128_or(upper(c), upper(d)))),
        refused: !u8x16_all_true(least) && bits(all, 0) & inside != 0,
        slashes: bits(blocks, b'/') & inside,
        percents: if v128_any_true(any) { bits(blocks, b'%') & inside } else { 0 },
    }
}

fn blocks(group: &[u8; GROUP]) -> [v128; 4] {
    match group.as_chunks::<16>().0 {
        [a, b, c, d] => [vector(*a), vector(*b), vector(*c), vector(*d)],
        _ => [u8x16_splat(0); 4],
    }
}

/// The last group of a path, where it is not whole.
fn padded(path: &[u8], read: usize) -> [u8; GROUP] {
    let mut group = [b'/'; GROUP];
    group.iter_mut().zip(path.iter().skip(read)).for_each(|(slot, byte)| *slot = *byte);
    group
}
