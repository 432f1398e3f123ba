//! Places, ties, intervals, statistics and changes, by values given.

use super::*;
use crate::number::{Quantity, Ratio, Rounding, RoundingMode};

fn unit(name: &str, index: &str) -> Contender {
    Contender::published(name, None, None, Quantity::parse(index).ok())
}

fn open(name: &str, lower: i64, upper: i64) -> Contender {
    Contender {
        standing: Standing::Between {
            lower: Ratio::from_int(lower),
            upper: Ratio::from_int(upper),
            exact: true,
        },
        ..unit(name, "0")
    }
}

fn keyed(name: &str, index: &str, keys: &[Option<i64>]) -> Contender {
    Contender {
        keys: keys.iter().map(|key| key.map(Ratio::from_int)).collect(),
        ..unit(name, index)
    }
}

fn places(ranking: &Ranking) -> Vec<(&str, usize)> {
    let placed = ranking.groups()[0].placed.iter();
    placed
        .map(|own| (own.contender.unit.as_str(), own.place))
        .collect()
}

fn by(leaves: usize) -> TieRule {
    TieRule::Ordered((0..leaves).map(|leaf| format!("l{leaf}")).collect())
}

#[test]
fn leaves_part_equal_units_and_what_remains_shares() {
    let units = vec![
        keyed("a", "80", &[Some(1), Some(5)]),
        keyed("b", "80", &[Some(2), Some(1)]),
        keyed("c", "80", &[Some(1), Some(7)]),
        keyed("d", "80", &[Some(1), Some(5)]),
        keyed("e", "79.99", &[Some(9), Some(9)]),
    ];
    let ranking = Ranking::new(units, &by(2)).unwrap();
    assert_eq!(
        places(&ranking),
        [("b", 1), ("c", 2), ("a", 3), ("d", 3), ("e", 5)]
    );
    let parted: Vec<_> = ranking.groups()[0]
        .placed
        .iter()
        .map(|own| own.parted_by)
        .collect();
    assert_eq!(parted, [Some(0), Some(1), Some(1), Some(1), None]);
}

/// Units that are not placed, with the places they can come to.
fn open_places(ranking: &Ranking) -> Vec<(&str, usize, usize)> {
    let open = ranking.groups()[0].open.iter();
    open.map(|own| (own.contender.unit.as_str(), own.best, own.worst))
        .collect()
}

/// Places with the places they can become.
fn spans(ranking: &Ranking) -> Vec<(&str, usize, usize, usize)> {
    let placed = ranking.groups()[0].placed.iter();
    placed
        .map(|own| (own.contender.unit.as_str(), own.place, own.best, own.worst))
        .collect()
}

#[test]
fn a_blank_decides_nothing() {
    // What b would have at the first leaf decides; the second leaf is not asked before it.
    let units = vec![
        keyed("a", "80", &[Some(1), Some(1)]),
        keyed("b", "80", &[None, Some(2)]),
    ];
    let ranking = Ranking::new(units, &by(2)).unwrap();
    assert_eq!(spans(&ranking), [("a", 1, 1, 2)]);
    assert_eq!(open_places(&ranking), [("b", 1, 2)]);
    let undecided = &ranking.groups()[0].undecided;
    assert_eq!(
        (undecided[0].leaf, undecided[0].units.as_slice()),
        (0, &["b".to_owned()][..])
    );
}

#[test]
fn units_with_points_are_parted_though_another_has_none() {
    let units = vec![
        keyed("top", "90", &[None, None]),
        keyed("a", "80", &[Some(5), Some(1)]),
        keyed("b", "80", &[Some(4), None]),
        keyed("c", "80", &[None, Some(9)]),
        keyed("d", "80", &[Some(4), Some(2)]),
        keyed("e", "80", &[Some(4), Some(3)]),
        keyed("low", "70", &[None, None]),
    ];
    let ranking = Ranking::new(units, &by(2)).unwrap();
    // top is alone, so its blank decides nothing. c is anywhere among the five of 80. a is first of the others;
    // b, d, e follow it, e before d, and b anywhere among these three. low comes after all six.
    assert_eq!(
        spans(&ranking),
        [
            ("top", 1, 1, 1),
            ("a", 2, 2, 3),
            ("e", 3, 3, 5),
            ("d", 4, 4, 6),
            ("low", 7, 7, 7)
        ]
    );
    assert_eq!(open_places(&ranking), [("c", 2, 6), ("b", 3, 6)]);
    // The mean is of all seven, whoever has a place: (90 + 5 × 80 + 70) ÷ 7 = 80.
    let summary = &ranking.groups()[0].summary;
    assert_eq!(summary.units, 7);
    assert_eq!(summary.mean.unwrap().exact().unwrap().to_string(), "80");
}

#[test]
fn every_place_a_blank_can_come_to_is_tried() {
    // Points of 0 to 4 for every blank, ranked; least and greatest places compared.
    let given = [
        [Some(2), Some(1)],
        [None, Some(1)],
        [Some(2), None],
        [Some(1), None],
        [Some(2), Some(3)],
    ];
    let name = |at: usize| format!("u{at}");
    let ranked = |keys: &[[Option<i64>; 2]]| {
        let units = keys.iter().enumerate();
        let units = units
            .map(|(at, keys)| keyed(&name(at), "80", keys))
            .collect();
        Ranking::new(units, &by(2)).unwrap()
    };
    let mut seen = std::collections::BTreeMap::new();
    for number in 0..125_i64 {
        let mut blank = 0;
        let full = given.map(|keys| {
            keys.map(|key| {
                key.or_else(|| {
                    blank += 1;
                    Some(number / 5_i64.pow(blank - 1) % 5)
                })
            })
        });
        for (unit, place) in places(&ranked(&full)) {
            let (best, worst) = seen.entry(unit.to_owned()).or_insert((place, place));
            (*best, *worst) = ((*best).min(place), (*worst).max(place));
        }
    }
    let ranking = ranked(&given);
    let placed = spans(&ranking);
    let placed = placed
        .iter()
        .map(|(unit, _, best, worst)| (*unit, *best, *worst));
    let all: Vec<_> = placed.chain(open_places(&ranking)).collect();
    assert_eq!(all.len(), 5);
    for (unit, best, worst) in all {
        assert_eq!(seen[unit], (best, worst), "{unit}");
    }
}

#[test]
fn a_unit_with_nothing_to_score_takes_no_place() {
    let nothing = |name: &str| Contender {
        standing: Standing::NothingApplies,
        ..unit(name, "0")
    };
    let units = vec![
        unit("a", "90"),
        nothing("n"),
        open("x", 80, 95),
        unit("b", "70"),
    ];
    let ranking = Ranking::new(units, &TieRule::Shared).unwrap();
    assert_eq!(spans(&ranking), [("a", 1, 1, 2), ("b", 2, 3, 3)]);
    assert_eq!(open_places(&ranking), [("x", 1, 2)]);
    assert_eq!(ranking.groups()[0].unplaced[0].unit, "n");
}

#[test]
fn text_is_compared_composed_and_with_blanks_folded() {
    let in_group = |name: &str, group: &str, index: &str| {
        let index = Quantity::parse(index).ok();
        Contender::published(name, None, Some(group.to_owned()), index)
    };
    // The same name composed, decomposed, and with a no-break space.
    let (nfc, nfd, odd) = (
        "Sở Y tế",
        "So\u{31b}\u{309} Y te\u{302}\u{301}",
        "Sở\u{a0} Y tế ",
    );
    let (group, group_nfd) = ("Khối sở", "Kho\u{302}\u{301}i so\u{31b}\u{309}");
    for (first, second) in [(nfc, nfd), (nfd, odd), (odd, nfc)] {
        let units = vec![
            in_group(first, group, "90"),
            in_group(second, group_nfd, "80"),
        ];
        assert_eq!(Ranking::repeated(&units), [(0, 1)]);
        let refused = Ranking::new(units, &TieRule::Shared).unwrap_err();
        let unit = second.to_owned();
        assert_eq!(refused, CannotRank::UnitTwice { unit, at: (0, 1) });
        // As it was written is how it is shown.
        let now = vec![in_group(first, group, "90"), in_group("b", group_nfd, "85")];
        let now = Ranking::new(now, &TieRule::Shared).unwrap();
        assert_eq!(now.groups().len(), 1);
        assert_eq!(now.groups()[0].key.group.as_deref(), Some(group));
        assert_eq!(places(&now), [(first, 1), ("b", 2)]);
        let before = vec![in_group(second, group_nfd, "70")];
        let before = Ranking::new(before, &TieRule::Shared).unwrap();
        let changes = Changes::of(&now, &before);
        let own = &changes.groups()[0];
        assert_eq!(
            (own.left.len(), own.joined.as_slice()),
            (0, &["b".to_owned()][..])
        );
        assert_eq!(own.units[0].index.unwrap().to_string(), "20");
    }
}

#[test]
fn the_order_given_does_not_matter() {
    let units = vec![
        unit("c", "2"),
        unit("a", "2"),
        open("x", 1, 3),
        unit("b", "9"),
    ];
    let mut turned = units.clone();
    turned.reverse();
    let one = Ranking::new(units, &TieRule::Shared).unwrap();
    assert_eq!(one, Ranking::new(turned, &TieRule::Shared).unwrap());
}

#[test]
fn open_units_have_the_places_they_can_come_to() {
    let units = vec![
        unit("a", "90"),
        unit("b", "80"),
        unit("c", "70"),
        open("x", 75, 85),
        open("y", 85, 95),
    ];
    let ranking = Ranking::new(units, &TieRule::Shared).unwrap();
    let group = &ranking.groups()[0];
    let open: Vec<_> = group
        .open
        .iter()
        .map(|own| (own.contender.unit.as_str(), own.best, own.worst))
        .collect();
    // x at 85 while y is at 85 too: only a is before it. At 75: a, b and y.
    assert_eq!(open, [("y", 1, 2), ("x", 2, 4)]);
    let known: Vec<_> = group
        .placed
        .iter()
        .map(|own| (own.place, own.best, own.worst))
        .collect();
    assert_eq!(known, [(1, 1, 2), (2, 3, 4), (3, 5, 5)]);
    // Where leaves decide ties, x at 85 may also come after y at 85, and before it.
    let leaf = |own: Contender| Contender {
        keys: vec![None],
        ..own
    };
    let units = vec![leaf(open_of("x", 85)), leaf(unit("a", "85"))];
    let ranking = Ranking::new(units, &by(1)).unwrap();
    assert_eq!(
        (
            ranking.groups()[0].open[0].best,
            ranking.groups()[0].open[0].worst
        ),
        (1, 2)
    );
}

fn open_of(name: &str, value: i64) -> Contender {
    open(name, value, value)
}

#[test]
fn every_place_an_open_unit_can_come_to_is_tried() {
    // All values of all open units on a small grid, ranked; least and greatest places compared.
    let spans = [(1, 3), (2, 2), (0, 4), (3, 4)];
    let known = [("a", "2"), ("b", "3"), ("c", "1")];
    let all = |values: &[i64]| {
        let fixed = known.iter().map(|(name, index)| unit(name, index));
        let moved = values
            .iter()
            .enumerate()
            .map(|(at, value)| unit(&format!("o{at}"), &value.to_string()));
        Ranking::new(fixed.chain(moved).collect(), &TieRule::Shared).unwrap()
    };
    let mut seen: std::collections::BTreeMap<String, (usize, usize)> =
        std::collections::BTreeMap::new();
    for number in 0..625_i64 {
        let values: Vec<i64> = (0..4).map(|at| number / 5_i64.pow(at) % 5).collect();
        if values
            .iter()
            .zip(spans)
            .any(|(value, (from, to))| !(from..=to).contains(value))
        {
            continue;
        }
        for (name, place) in places(&all(&values)) {
            let (best, worst) = seen.entry(name.to_owned()).or_insert((place, place));
            (*best, *worst) = ((*best).min(place), (*worst).max(place));
        }
    }
    let fixed = known.iter().map(|(name, index)| unit(name, index));
    let moved = spans
        .iter()
        .enumerate()
        .map(|(at, (from, to))| open(&format!("o{at}"), *from, *to));
    let ranking = Ranking::new(fixed.chain(moved).collect(), &TieRule::Shared).unwrap();
    let group = &ranking.groups()[0];
    for own in &group.placed {
        assert_eq!(
            seen[&own.contender.unit],
            (own.best, own.worst),
            "{}",
            own.contender.unit
        );
    }
    for own in &group.open {
        assert_eq!(
            seen[&own.contender.unit],
            (own.best, own.worst),
            "{}",
            own.contender.unit
        );
    }
}

#[test]
fn a_blank_is_not_zero() {
    let ranking = Ranking::new(vec![unit("a", "0"), unit("b", "")], &TieRule::Shared).unwrap();
    let group = &ranking.groups()[0];
    assert_eq!(
        (group.placed.len(), group.open.len(), group.summary.units),
        (1, 1, 1)
    );
    assert_eq!((group.open[0].best, group.open[0].worst), (1, 2));
}

#[test]
fn a_unit_twice_is_refused_within_a_group_only() {
    let again = vec![unit("a", "1"), unit("b", "1"), unit("a", "2")];
    let refused = Ranking::new(again, &TieRule::Shared).unwrap_err();
    assert_eq!(
        refused,
        CannotRank::UnitTwice {
            unit: "a".to_owned(),
            at: (0, 2)
        }
    );
    let other = Contender::published("a", None, Some("g".to_owned()), None);
    assert_eq!(
        Ranking::new(vec![unit("a", "1"), other], &TieRule::Shared)
            .unwrap()
            .groups()
            .len(),
        2
    );
    let none = Ranking::new(vec![unit("a", "1")], &by(1)).unwrap_err();
    assert_eq!(
        none,
        CannotRank::NoSuchLeaves {
            unit: "a".to_owned()
        }
    );
}

#[test]
fn a_mean_too_long_to_be_held_is_still_rounded_rightly() {
    // Denominators without a common factor: their least common multiple has more than 60 digits.
    let primes = [
        99_991, 99_989, 99_971, 99_961, 99_929, 99_923, 99_907, 99_901, 99_881, 99_877, 99_871,
        99_859, 99_839,
    ];
    let values: Vec<Ratio> = primes
        .iter()
        .map(|prime| Ratio::new(prime * 80 + 1, *prime).unwrap())
        .collect();
    let mean = Mean::of(&values).unwrap();
    assert_eq!(mean.exact(), None);
    let nine = Rounding::new(9, RoundingMode::HalfUp).unwrap();
    // Added up with whole numbers of any length elsewhere: 80.000010008478759…
    let rounded = mean.rounded(nine).unwrap().to_string();
    assert_eq!(rounded, "80.000010008");
    assert!(mean.lower() < mean.upper());
}

#[test]
fn quantiles_are_those_of_spreadsheets() {
    let values: Vec<Ratio> = [1, 2, 4, 8].map(Ratio::from_int).to_vec();
    let at =
        |num, den| quantile(&values, Ratio::new(num, den).unwrap()).map(|value| value.to_string());
    // QUARTILE.INC({1;2;4;8};1) = 1.75, the median 3, the third quartile 5.
    assert_eq!(at(1, 4).as_deref(), Some("1.75"));
    assert_eq!(at(1, 2).as_deref(), Some("3"));
    assert_eq!(at(3, 4).as_deref(), Some("5"));
    assert_eq!(
        (at(0, 1), at(1, 1)),
        (Some("1".to_owned()), Some("8".to_owned()))
    );
    assert_eq!((at(5, 4), quantile(&[], Ratio::ZERO)), (None, None));
}

#[test]
fn changes_are_of_the_same_group_or_say_so() {
    let in_group = |name: &str, group: &str, index: &str| {
        Contender::published(
            name,
            None,
            Some(group.to_owned()),
            Quantity::parse(index).ok(),
        )
    };
    let before = vec![
        in_group("a", "g", "80"),
        in_group("b", "g", "90"),
        in_group("m", "h", "70"),
        in_group("z", "g", "10"),
    ];
    let now = vec![
        in_group("a", "g", "91"),
        in_group("b", "g", "90.5"),
        in_group("m", "g", "75"),
        in_group("n", "g", ""),
    ];
    let ranked = |units| Ranking::new(units, &TieRule::Shared).unwrap();
    let (now, before) = (ranked(now), ranked(before));
    let changes = Changes::of(&now, &before);
    let group = &changes.groups()[0];
    let short: Vec<_> = group
        .units
        .iter()
        .map(|own| {
            (
                own.unit.as_str(),
                own.places_gained,
                own.index.unwrap().to_string(),
                own.other_group,
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("a", Some(1), "11".to_owned(), false),
            ("b", Some(-1), "0.5".to_owned(), false),
            ("m", None, "5".to_owned(), true),
        ]
    );
    assert_eq!(
        (group.joined.as_slice(), group.left.as_slice()),
        (&["n".to_owned()][..], &["z".to_owned()][..])
    );
    // (91 + 90.5 + 75) ÷ 3 − (80 + 90 + 10) ÷ 3 = 76.5 ÷ 3
    assert_eq!(group.mean.unwrap().to_string(), "25.5");
}
