//! Decides the first so many requests of the workload: instructions are counted from outside.

use keyward::Request;
use keyward_bench_native::workload;

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("how many requests");
    let (ward, calls, at) = workload();
    let allowed = calls[..count]
        .iter()
        .filter(|[key, method, path]| ward.decide(&Request::call(key, method, path, at)).is_ok_and(|decision| decision.is_allowed()))
        .count();
    println!("{allowed}");
}
