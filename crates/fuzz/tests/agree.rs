//! A short run of the comparisons of engine and oracle, and of lanes and rows.

#![expect(clippy::panic, reason = "a test stops at what should not happen")]

use par_index_fuzz::agree::{Extent, Tally, Way, agree};

fn short(way: Way, sets: u64, each: u64) -> Tally {
    let extent = Extent {
        seed: 20_241_130,
        first: 0,
        sets,
        each,
        threads: 2,
    };
    agree(way, extent, |_| ())
        .unwrap_or_else(|found| panic!("set {}: {}", found.set, found.message))
}

/// Fewer values, or hardly a set that weighs anything, would mean that little was compared.
#[test]
fn engine_and_oracle() {
    let tally = short(Way::Pairs, 60, 4);
    assert_eq!((tally.sets, tally.cases), (60, 240));
    assert!(tally.weighed > 30, "{tally:?}");
    assert!(tally.values > 240 * 100, "{tally:?}");
}

#[test]
fn lanes_and_rows() {
    let tally = short(Way::Lanes, 48, 40);
    assert_eq!((tally.sets, tally.cases), (48, 1_920));
    assert!(tally.in_lanes > 400, "{tally:?}");
    assert!(tally.values > 1_920 * 50, "{tally:?}");
}
