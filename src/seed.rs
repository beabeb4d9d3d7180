//! The seed of the hash tables.
//!
//! Ids come from documents, which others may have written. With a known seed, somebody can choose ids that all fall on
//! one place of a table, and loading them takes quadratic time. Answers and orders never depend on the seed: tables are
//! only looked up, and what is listed stands in the order of its numbers.

use std::hash::Hasher;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
use hashbrown::HashTable;

/// The seed of tables made from now on; 0 if nobody has set one.
static SEED: AtomicU64 = AtomicU64::new(0);

/// Sets the seed of the hash tables of every catalog and project loaded from now on.
///
/// The seed decides how long hostile ids can make a table work, never what a
/// ward answers. Without this call, native programs use the random seed of the
/// standard library's own hash tables. On `wasm32`, which has no source of
/// randomness, the seed is a constant then: call this with a random number of
/// the host before you load a document that somebody else has written.
///
/// What is loaded already keeps its seed. 0 stands for the default.
///
/// # Example
/// ```
/// keyward::seed_hashes(0x9E37_79B9_7F4A_7C15); // a random number of the host
/// ```
pub fn seed_hashes(seed: u64) {
    SEED.store(seed, Ordering::Relaxed);
}

#[cfg(not(target_arch = "wasm32"))]
fn default_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    use std::sync::LazyLock;

    static RANDOM: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u8));
    *RANDOM
}

#[cfg(target_arch = "wasm32")]
const fn default_seed() -> u64 {
    0x9E37_79B9_7F4A_7C15
}

/// Adds a number to a table of numbers. `hash_of` hashes what a number stands for once more when the table grows; it is a
/// trait object, so that growing is compiled once.
#[inline(never)]
pub(crate) fn enter(table: &mut HashTable<u32>, hash: u64, number: u32, hash_of: &dyn Fn(u32) -> u64) {
    table.insert_unique(hash, number, |number| hash_of(*number));
}

/// Hashes what one table holds. A table keeps its seed for life.
#[derive(Clone, Debug)]
pub(crate) struct Hash {
    first: u64,
    /// Derived from `first`. It must be as secret: whoever knows it can choose ids of one hash for every `first`.
    shared: SharedSeed,
}

impl Default for Hash {
    fn default() -> Self {
        Self::seeded(match SEED.load(Ordering::Relaxed) {
            0 => default_seed(),
            seed => seed,
        })
    }
}

impl Hash {
    const fn seeded(seed: u64) -> Self {
        Self { first: seed, shared: SharedSeed::from_u64(seed) }
    }

    pub(crate) fn bytes(&self, bytes: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.first, &self.shared);
        hasher.write(bytes);
        hasher.finish()
    }

    pub(crate) fn of<T: std::hash::Hash + ?Sized>(&self, value: &T) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.first, &self.shared);
        value.hash(&mut hasher);
        hasher.finish()
    }
}
