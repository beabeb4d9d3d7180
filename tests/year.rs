//! A year of a project with a thousand keys, and of a job that tells people, at times late, twice, or not for a week.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};

use keyward::documents::{Change, KeyDocument, Selection};
use keyward::{Catalog, Instant, Lifetime, NewKey, Ward};

const START: i64 = 1_795_435_200_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

fn at(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

/// Numbers that look random. The same seed gives the same ones.
struct Dice(u64);

/// Three seeds, counted up from the environment variable `SEED` or from a fresh number, which a failing test prints.
fn seeds() -> [u64; 3] {
    let seed = match std::env::var("SEED") {
        Ok(seed) => seed.parse().expect("`SEED` is a number"),
        Err(_) => RandomState::new().hash_one(()),
    };
    println!("to repeat this run, set SEED={seed}");
    [0, 1, 2].map(|step| seed.wrapping_add(step))
}

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// What the test knows of a key, by itself.
struct Known {
    created: i64,
    expires: i64,
    revoked: i64,
    disabled: bool,
    successors: Vec<String>,
}

type Book = BTreeMap<String, Known>;

/// How long before the end each rule falls due, by the length of the life.
type Rules = fn(i64) -> Vec<(&'static str, i64)>;

fn kontents_rules(life: i64) -> Vec<(&'static str, i64)> {
    if life < DAY {
        vec![("immediately", life)]
    } else if life <= 7 * DAY {
        vec![("one_day_before", DAY)]
    } else {
        vec![("one_week_before", 7 * DAY)]
    }
}

fn three_reminders(_: i64) -> Vec<(&'static str, i64)> {
    vec![("P60D", 60 * DAY), ("P30D", 30 * DAY), ("P7D", 7 * DAY)]
}

/// Whether a key lives, is not disabled, and no living key replaces it.
fn is_told(book: &Book, key: &Known, now: i64) -> bool {
    let lives = |key: &Known| now < key.expires && now < key.revoked;
    lives(key) && !key.disabled && !key.successors.iter().any(|id| lives(&book[id]))
}

fn learn(book: &mut Book, key: &KeyDocument) {
    let known = Known {
        created: key.created_at.millis(),
        expires: key.expires_at.unwrap().millis(),
        revoked: i64::MAX,
        disabled: false,
        successors: Vec::new(),
    };
    book.insert(key.id.clone(), known);
    if let Some(old) = &key.replaces {
        book.get_mut(old).unwrap().successors.push(key.id.clone());
    }
}

fn random_life(dice: &mut Dice) -> i64 {
    match dice.below(4) {
        0 => HOUR * (1 + dice.below(23)),
        1 => DAY + HOUR * dice.below(7 * 24),
        2 => 8 * DAY + HOUR * dice.below(60 * 24),
        _ => 60 * DAY + HOUR * dice.below(340 * 24),
    }
}

fn create(ward: &mut Ward, book: &mut Book, dice: &mut Dice, now: i64) {
    let input = NewKey {
        name: "key".to_owned(),
        kind: "management".to_owned(),
        environments: Selection::All,
        permissions: Some(vec!["key:read-content".to_owned()]),
        lifetime: Lifetime::Until(at(now + random_life(dice))),
        ..NewKey::default()
    };
    let key = ward.create_key(&input, &format!("k{}", book.len()), at(now)).unwrap();
    learn(book, &key);
}

/// Something happens to a random key.
fn happen(ward: &mut Ward, book: &mut Book, dice: &mut Dice, now: i64) {
    let id = format!("k{}", dice.below(i64::try_from(book.len()).unwrap()));
    let known = &book[&id];
    if now >= known.revoked {
        return;
    }
    match dice.below(6) {
        0 => {
            let revoked = ward.revoke_key(&id, at(now)).unwrap().revoked_at.unwrap().millis();
            book.get_mut(&id).unwrap().revoked = revoked;
        }
        1 => {
            let mut key = ward.key_document(&id).unwrap();
            let disabled = !key.disabled.unwrap_or(false);
            key.disabled = Some(disabled);
            ward.update(&[Change::SetKey(key)]).unwrap();
            book.get_mut(&id).unwrap().disabled = disabled;
        }
        _ if !known.disabled => {
            let lifetime = Lifetime::Until(at(now + random_life(dice)));
            let made = ward.regenerate_key(&id, &lifetime, &format!("k{}", book.len()), at(now)).unwrap();
            if let Some(revoked) = made.retired.revoked_at {
                book.get_mut(&id).unwrap().revoked = revoked.millis();
            }
            learn(book, &made.key);
        }
        _ => {}
    }
}

/// The thresholds of a key's life in order. What falls before its creation is left out, unless all do: then the last
/// one falls at its creation.
fn thresholds(key: &Known, rules: Rules) -> Vec<(i64, &'static str)> {
    let rules = rules(key.expires - key.created);
    let all = rules.iter().map(|(rule, before)| (key.expires - before, *rule));
    let in_life: Vec<_> = all.filter(|(due, _)| *due >= key.created).collect();
    if in_life.is_empty() { vec![(key.created, rules[rules.len() - 1].0)] } else { in_life }
}

fn a_year(catalog: &Catalog, rules: Rules, seed: u64) {
    let dice = &mut Dice(seed);
    let project = r#"{"format": "keyward/project@1", "id": "p", "environments": [], "roles": [{"id": "pm", "permissions": "every"}],
        "users": [{"id": "ada", "email": "ada@example.com", "roles": [{"role": "pm"}]}], "keys": []}"#;
    let mut ward = Ward::from_json(project, catalog.clone()).unwrap();
    let mut book = Book::new();
    for _ in 0..1000 {
        let created = START - HOUR * dice.below(30 * 24);
        create(&mut ward, &mut book, dice, created);
    }
    let mut sent = BTreeSet::new();
    let mut told: BTreeMap<(String, &str), i64> = BTreeMap::new();
    let (mut now, mut runs, mut outages) = (START, 0, 0);
    while now < START + 365 * DAY {
        for (id, key) in &book {
            let come: Vec<_> = thresholds(key, rules).into_iter().filter(|(due, _)| *due <= now).collect();
            let Some((_, rule)) = come.last().filter(|_| is_told(&book, key, now)) else { continue };
            let times = told.entry((id.clone(), *rule)).or_default();
            *times = (*times).max(1);
        }
        let due: Vec<_> = ward.notices(at(now)).into_iter().filter(|notice| !sent.contains(&notice.id)).collect();
        for notice in due {
            let key = &book[&notice.key];
            assert!(now < key.expires && now < key.revoked, "{} is dead at {now}", notice.key);
            let expected = thresholds(key, rules).into_iter().rfind(|(due, _)| *due <= now).unwrap();
            assert_eq!((notice.at.millis(), notice.rule.as_str()), expected, "the tightest that has come");
            assert_eq!(notice.recipients.len(), 1);
            assert!(sent.insert(notice.id.clone()), "{} was told twice", notice.id);
            let times = told.get_mut(&(notice.key.clone(), expected.1)).expect("nobody should be told of this key");
            assert_eq!(std::mem::replace(times, 2), 1, "{} was told twice by another id", notice.id);
        }
        assert!(told.values().all(|times| *times == 2), "a notice was lost at {now}");
        runs += 1;
        let rests = dice.below(20);
        outages += i64::from(rests == 0);
        let pause = if rests == 0 { DAY + HOUR * dice.below(20 * 24) } else { HOUR * (1 + dice.below(30)) };
        let mut happenings: Vec<i64> = (0..dice.below(5)).map(|_| now + HOUR * dice.below(pause / HOUR)).collect();
        happenings.sort_unstable();
        for when in happenings {
            happen(&mut ward, &mut book, dice, when);
            if dice.below(4) == 0 {
                create(&mut ward, &mut book, dice, when);
            }
        }
        now += pause;
    }
    assert!(runs > 100 && outages > 0 && sent.len() > 300, "{runs} runs, {outages} outages, {} told", sent.len());
}

#[test]
fn everyone_is_told_once_of_each_threshold_by_kontents_rules() {
    for seed in seeds() {
        a_year(&Catalog::kontent_management(), kontents_rules, seed);
    }
}

#[test]
fn everyone_is_told_once_of_each_threshold_by_three_reminders() {
    let catalog = Catalog::from_json(
        r#"{"format": "keyward/catalog@1", "id": "c", "operations": [],
            "permissions": [{"id": "key:read-content"}, {"id": "tell"}],
            "kinds": {"management": {"permissions": "own", "recipients": "tell",
                "lifetime": {"default": "P1Y", "min": "PT1M", "max": "P5Y"}}},
            "notices": [{"before": ["P60D", "P30D", "P7D"]}]}"#,
    )
    .unwrap();
    for seed in seeds() {
        a_year(&catalog, three_reminders, seed);
    }
}
