//! The status of random keys against a naive oracle, second by second around every instant that matters.

use keyward::{Catalog, Instant, KeyStatus, Ward};
use proptest::prelude::*;
use serde_json::{Value, json};

const START: i64 = 1_795_435_200_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

/// A key, in milliseconds since its creation at [`START`].
#[derive(Clone, Debug)]
struct Sample {
    expires: Option<i64>,
    not_before: Option<i64>,
    revoked: Option<i64>,
    disabled: bool,
    /// Whether its owner is active; `None` if it has permissions of its own.
    owner_is_active: Option<bool>,
}

impl Sample {
    fn ward(&self) -> Ward {
        let catalog = json!({
            "format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "p"}], "operations": [],
            "kinds": {
                "own": {"permissions": "own", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}},
                "owner": {"permissions": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}},
            },
        });
        let at = |since: i64| START + since;
        let mut key = json!({
            "id": "k", "environments": "all", "createdAt": START, "expiresAt": self.expires.map(at), "disabled": self.disabled,
        });
        for (member, value) in [("notBefore", self.not_before), ("revokedAt", self.revoked)] {
            if let Some(value) = value {
                key[member] = at(value).into();
            }
        }
        if self.owner_is_active.is_some() {
            (key["kind"], key["owner"]) = ("owner".into(), "u".into());
        } else {
            (key["kind"], key["permissions"]) = ("own".into(), json!(["p"]));
        }
        let project = json!({
            "format": "keyward/project@1", "id": "p", "environments": [], "roles": [], "keys": [key],
            "users": [{"id": "u", "roles": [], "active": self.owner_is_active.unwrap_or(false)}],
        });
        Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap()
    }

    /// The status as the documentation describes it, `changesAt` left out.
    fn expected(&self, at: i64) -> Value {
        let ends = match (self.expires, self.revoked) {
            (Some(expires), Some(revoked)) => Some(expires.min(revoked)),
            (expires, revoked) => expires.or(revoked),
        };
        let left = ends.map(|ends| ends - at);
        let state = if self.revoked.is_some_and(|revoked| revoked <= at) {
            "revoked"
        } else if self.expires.is_some_and(|expires| expires <= at) {
            "expired"
        } else if self.not_before.is_some_and(|from| at < from) {
            "not_yet_valid"
        } else if self.disabled {
            "disabled"
        } else if self.owner_is_active == Some(false) {
            "owner_inactive"
        } else if self.revoked.is_some() && self.revoked == ends {
            "retiring"
        } else {
            "active"
        };
        let notice = self.expires.map(|expires| match expires {
            ..DAY => (0, "immediately"),
            DAY..=604_800_000 => (expires - DAY, "one_day_before"),
            _ => (expires - 7 * DAY, "one_week_before"),
        });
        let level = match left {
            Some(..=HOUR) => "critical",
            Some(..=DAY) => "warning",
            _ if notice.is_some_and(|(due, _)| due <= at) => "notice",
            _ => "none",
        };
        let remaining = left.filter(|left| *left > 0).map(|left| {
            let (unit, size) = [("day", DAY), ("hour", HOUR)]
                .into_iter()
                .find(|(_, size)| left >= *size)
                .unwrap_or(("minute", MINUTE));
            json!({"value": (left / size).max(1), "unit": unit})
        });
        let notices: Vec<Value> = notice.iter().map(|(due, rule)| json!({"at": START + due, "rule": rule})).collect();
        json!({
            "key": "k", "state": state, "level": level, "remaining": remaining, "notices": notices,
            "expiresAt": self.expires.map(|expires| START + expires), "endsAt": ends.map(|ends| START + ends),
        })
    }
}

fn status(ward: &Ward, at: i64) -> KeyStatus {
    ward.status("k", Instant::from_millis(START + at).unwrap()).unwrap()
}

/// A length of time that is often near a whole unit, from less than a minute to some months.
fn length() -> impl Strategy<Value = i64> {
    let unit = prop::sample::select(vec![1, MINUTE, HOUR, DAY, 7 * DAY]);
    let near = prop_oneof![Just(0_i64), -2..=2_i64, -MINUTE..=MINUTE];
    let anywhere = prop_oneof![0..2 * HOUR, 0..3 * DAY, 0..250 * DAY];
    prop_oneof![(unit, 0..30_i64, near).prop_map(|(unit, count, near)| unit * count + near), anywhere]
}

fn sample() -> impl Strategy<Value = Sample> {
    let instants =
        (prop::option::weighted(0.8, length()), prop::option::of(length()), prop::option::weighted(0.4, length()));
    let rest = (prop::bool::weighted(0.2), prop::option::of(any::<bool>()));
    (instants, rest).prop_map(|((expires, not_before, revoked), (disabled, owner_is_active))| Sample {
        expires: expires.map(|expires| expires.max(1)),
        not_before,
        revoked,
        disabled,
        owner_is_active,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_status_is_as_described_and_stays_until_it_says(sample in sample(), at in length(), places in prop::collection::vec(0.0..1.0_f64, 20)) {
        let ward = sample.ward();
        // instants before the key's creation count, too
        let at = at - HOUR;
        let found = status(&ward, at);
        let mut written = serde_json::to_value(&found).unwrap();
        let changes_at = written.as_object_mut().unwrap().remove("changesAt").unwrap();
        prop_assert_eq!(&written, &sample.expected(at));
        let last = Instant::MAX.millis() - START;
        let next = changes_at.as_i64().map_or(last, |next| next - START);
        prop_assert!(next > at);
        if !changes_at.is_null() {
            prop_assert_ne!(&sample.expected(next), &written, "it changes at `changesAt`");
        }
        let span = (next - at) as f64;
        let anywhere = places.iter().map(|place| at + (span * place) as i64);
        let near = [0, MINUTE, HOUR, DAY, 7 * DAY].into_iter().flat_map(|unit| [-1, 0, 1].map(|step| unit + step));
        let ends = [sample.expires, sample.revoked, sample.not_before, Some(next)].into_iter().flatten();
        let near_ends = ends.flat_map(|end| near.clone().map(move |left| end - left));
        for between in anywhere.chain(near_ends).filter(|between| (at..next).contains(between)) {
            prop_assert_eq!(&sample.expected(between), &written, "it does not change before `changesAt`, at {}", between);
        }
    }
}

#[test]
fn a_status_is_written_as_documented() {
    let sample = Sample {
        expires: Some(36 * HOUR),
        not_before: None,
        revoked: None,
        disabled: false,
        owner_is_active: Some(false),
    };
    let written = serde_json::to_string(&status(&sample.ward(), 0)).unwrap();
    let expected = r#"{"key":"k","state":"owner_inactive","level":"none","expiresAt":1795564800000,"endsAt":1795564800000,"remaining":{"value":1,"unit":"day"},"notices":[{"at":1795478400000,"rule":"one_day_before"}],"changesAt":1795478400000}"#;
    assert_eq!(written, expected);
}
