//! Ids that were chosen to fall on one place of a hash table.

mod attempts;

use std::time::Duration;

use attempts::{assert_in_ten, ensure};
use cpu_time::ThreadTime;
use keyward::{Catalog, Ward, seed_hashes};

/// What foldhash derives its second inner seed by, as its version 0.2 does on machines of 64 bits.
fn second_inner_seed(seed: u64) -> u64 {
    let mix = |number: u64| {
        let product = u128::from(number) * 0xBE54_66CF_34E9_0C6C;
        product as u64 ^ (product >> 64) as u64
    };
    let seed = (0..6).fold(seed, |seed, _| mix(seed));
    seed | 1 << 63 | 1 << 31 | 1
}

/// A seed, and eight bytes that cancel it out: all ids of sixteen bytes that end so have the same hash.
fn known_seed() -> (u64, String) {
    let ending = |seed| String::from_utf8(second_inner_seed(seed).to_le_bytes().to_vec()).ok();
    let plain = |text: &str| text.chars().all(|letter| letter >= ' ' && letter != '"' && letter != '\\');
    (1_u64..).find_map(|seed| Some((seed, ending(seed).filter(|text| plain(text))?))).unwrap()
}

/// A project whose environments have ids with one ending.
fn project(ending: &str, count: usize) -> String {
    let environments: Vec<String> = (0..count).map(|number| format!(r#"{{"id":"{number:08}{ending}"}}"#)).collect();
    let list = environments.join(",");
    format!(r#"{{"format":"keyward/project@1","id":"p","environments":[{list}],"roles":[],"users":[],"keys":[]}}"#)
}

/// The shortest time that loading a text takes with a seed, and the ward.
fn load(text: &str, seed: u64) -> (Duration, Ward) {
    seed_hashes(seed);
    let catalog = Catalog::kontent_management();
    let mut shortest = Duration::MAX;
    let mut ward = None;
    for _ in 0..3 {
        let start = ThreadTime::now();
        ward = Some(Ward::from_json(text, catalog.clone()).unwrap());
        shortest = start.elapsed().min(shortest);
    }
    (shortest, ward.unwrap())
}

/// One test, as the seed is the process's.
#[test]
fn ids_that_collide_under_one_seed_load_in_linear_time_under_others() {
    let (known, ending) = known_seed();
    let [few, more, many] = [750, 3_000, 40_000].map(|count| project(&ending, count));
    for other in [known ^ 1, known.rotate_left(32), 0] {
        assert_in_ten(|| {
            let times = [load(&more, other).0, load(&many, other).0];
            ensure(times[1] < times[0] * 40, || format!("3,000 and 40,000 ids take {times:?} with the seed {other}"))
        });
    }
    let [one, another] = [known ^ 1, 0].map(|seed| load(&many, seed).1.to_document());
    assert!(one == another, "a seed changes nothing but the time");

    // the ids do collide: with the seed they were chosen for, time grows with the square
    assert_in_ten(|| {
        let times = [load(&few, known).0, load(&more, known).0];
        let unknown = load(&more, known ^ 1).0;
        ensure(times[1] > times[0] * 8, || format!("750 and 3,000 ids take {times:?}"))?;
        ensure(times[1] > unknown * 5, || format!("3,000 ids take {times:?}, and {unknown:?} with another seed"))
    });
    assert_eq!(load(&more, known).1.to_document(), load(&more, 0).1.to_document());
}
