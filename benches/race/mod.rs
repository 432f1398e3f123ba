//! Contenders that score the same units take turns, and the least time of each counts: what else runs on
//! the machine only ever adds.

use std::time::{Duration, Instant};

/// Something that scores all units once.
pub(crate) type Contender<'c> = (&'static str, Box<dyn FnMut() + 'c>);

/// Runs them so many rounds and prints what each took: after the others have used the caches, and once
/// more at once. Ratios are to the first.
pub(crate) fn race(mut contenders: Vec<Contender<'_>>, units: usize, rounds: usize) {
    let mut least = vec![[Duration::MAX; 2]; contenders.len()];
    for _ in 0..rounds {
        for ((_, run), least) in contenders.iter_mut().zip(&mut least) {
            for least in least {
                let from = Instant::now();
                run();
                *least = from.elapsed().min(*least);
            }
        }
    }
    println!("{:36} caches used by others   in the caches", "");
    for ((name, _), own) in contenders.iter().zip(&least) {
        let shown = own.iter().zip(&least[0]).map(|(own, base)| {
            let nanos = own.as_secs_f64() * 1e9 / f64::from(u32::try_from(units).unwrap());
            let ratio = own.as_secs_f64() / base.as_secs_f64();
            format!("{ratio:.2} x  ({nanos:.0} ns a unit)")
        });
        println!("{name:36} {}", shown.collect::<Vec<_>>().join("   "));
    }
}
