//! The workload that `bench/native.mjs` has written, read for the benchmarks.

use keyward::{Catalog, Instant, Ward};

/// A request: key, method, path.
pub type Call = [String; 3];

/// The ward, the calls, and the instant of all of them; the folder is named by `KEYWARD_BENCH`.
///
/// # Panics
/// If the files are not there or not as `bench/native.mjs` writes them.
pub fn workload() -> (Ward, Vec<Call>, Instant) {
    let folder = std::env::var("KEYWARD_BENCH").expect("KEYWARD_BENCH names the folder of the workload");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).expect("the workload is readable");
    let ward = Ward::from_json(&read("project.json"), Catalog::kontent_management()).expect("the project is valid");
    let requests = read("requests.tsv");
    let call = |line: &str| {
        let parts: Vec<String> = line.split('\t').map(String::from).collect();
        parts.try_into().expect("a line has three parts")
    };
    let calls = requests.lines().map(call).collect();
    (ward, calls, "2026-11-23T12:00:00Z".parse().expect("it is an instant"))
}
