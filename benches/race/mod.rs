//! Contenders that score the same units take turns, and the least time of each counts: what else runs on
//! the machine only ever adds.

use std::ops::Range;
use std::time::{Duration, Instant};

/// Something that scores a range of the units once.
pub(crate) type Contender<'c> = (&'static str, Box<dyn FnMut(Range<usize>) + 'c>);

/// Lets them score so many units some at a time, in so many rounds over all of them, and prints what each
/// took: after the others have used the caches, and once more at once. Ratios are to the first.
pub(crate) fn race(
    mut contenders: Vec<Contender<'_>>,
    units: usize,
    at_a_time: usize,
    rounds: usize,
) {
    let parts = units.div_ceil(at_a_time);
    let mut least = vec![vec![[Duration::MAX; 2]; parts]; contenders.len()];
    for _ in 0..rounds {
        for part in 0..parts {
            let from = part * at_a_time;
            let range = from..(from + at_a_time).min(units);
            for ((_, run), least) in contenders.iter_mut().zip(&mut least) {
                for least in &mut least[part] {
                    let from = Instant::now();
                    run(range.clone());
                    *least = from.elapsed().min(*least);
                }
            }
        }
    }
    let sum = |parts: &[[Duration; 2]], pass: usize| -> f64 {
        let nanos = parts.iter().map(|least| least[pass].as_secs_f64() * 1e9);
        nanos.sum::<f64>() / f64::from(u32::try_from(units).unwrap())
    };
    println!("{:36} caches used by others   in the caches", "");
    for ((name, _), own) in contenders.iter().zip(&least) {
        let shown = [0, 1].map(|pass| {
            let (own, base) = (sum(own, pass), sum(&least[0], pass));
            format!("{:.2} x  ({own:.0} ns a unit)", own / base)
        });
        println!("{name:36} {}", shown.join("   "));
    }
}
