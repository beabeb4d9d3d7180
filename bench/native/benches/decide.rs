//! The core by itself: no border, no JavaScript.

use criterion::{Criterion, criterion_group, criterion_main};
use keyward::Request;
use keyward_bench_native::workload;
use std::hint::black_box;

fn decide(criterion: &mut Criterion) {
    let (ward, calls, at) = workload();
    let mut next = calls.iter().cycle();
    criterion.bench_function("decide", |bencher| {
        bencher.iter(|| {
            let [key, method, path] = next.next().expect("it goes round");
            ward.decide(black_box(&Request::call(key, method, path, at)))
        });
    });
}

criterion_group!(benches, decide);
criterion_main!(benches);
