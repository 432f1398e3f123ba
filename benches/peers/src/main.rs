//! The same sheet and the same units scored by par-index, by loops written by hand and by other engines.
//!
//! Every cell of every contender is compared with the exact one, and wrong ones are counted. Then they
//! take turns, and the least time of each counts: what else runs on the machine only ever adds.

mod by_cel;
mod by_hand;
mod by_rego;
mod by_zen;
#[path = "../../columns/mod.rs"]
mod columns;
mod own;
mod race;
mod sheet;
mod table;
mod ternary;
#[path = "../../workload/mod.rs"]
mod workload;
mod wrong;

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

use columns::{Columns, LEAVES, Points, fixed, floats};
use own::{Own, hundredths};
use par_index::eval::Assessment;
use par_index::lanes::Detail;
use race::Contender;
use rust_decimal::Decimal;
use sheet::{Peer, Sheet, Shown};
use workload::{Unit, by_decimal, by_f64};
use wrong::Wrong;

/// Distinct units that are compared, and that fast contenders are timed with.
const UNITS: usize = 10_000;
/// Distinct units that slow contenders are timed with.
const FEW: usize = 1_000;
const ROUNDS: usize = 20;
/// Facts of the first leaf and of the first in bands, left unanswered in turn.
const ONE_OPEN: [&str; 2] = ["yes_0", "bands_0_part"];

/// Exact hundredths of every leaf and of the total of a unit.
type Exact = ([i64; LEAVES], i64);

/// What every unit gets, by rows from its file; the decimal walk must come to the same totals.
fn exact(own: &Own, units: &[Unit]) -> Vec<Exact> {
    let one = |unit: &Unit| {
        let (leaves, total) = own.by_file(unit);
        assert_eq!(by_decimal(unit).hundredths(), total);
        assert_eq!(leaves.iter().sum::<i64>(), total);
        (leaves, total)
    };
    units.iter().map(one).collect()
}

/// Compares a peer's cells, and enters it for the race with few units.
fn peer<P: Peer + 'static>(
    (name, package): (&str, &'static str),
    peer: P,
    units: &Rc<Vec<Unit>>,
    exact: &[Exact],
) -> Contender {
    let peer = Rc::new(RefCell::new(peer));
    let mut sheet = Sheet::new();
    let mut wrong = Wrong::default();
    for (unit, exact) in units.iter().zip(exact) {
        let mut peer = peer.borrow_mut();
        let input = peer.input(unit, None);
        peer.score(&input, &mut sheet).expect("points");
        let leaves = sheet.leaves.map(Shown::hundredths);
        wrong.count(&leaves, sheet.total.hundredths(), exact);
    }
    let open = one_open(&mut *peer.borrow_mut(), &units[0]);
    let few = units.iter().take(FEW);
    let inputs: Vec<P::Input> = few.map(|unit| peer.borrow().input(unit, None)).collect();
    let (again, units) = (Rc::clone(&peer), Rc::clone(units));
    let mut spare = Sheet::new();
    Contender::new((name, package), wrong, FEW, move || {
        let mut peer = peer.borrow_mut();
        for input in &inputs {
            peer.score(black_box(input), black_box(&mut sheet))
                .expect("points");
        }
    })
    .from_answers(move || {
        let mut peer = again.borrow_mut();
        for unit in units.iter().take(FEW) {
            let input = peer.input(black_box(unit), None);
            peer.score(&input, black_box(&mut spare)).expect("points");
        }
    })
    .one_open(open)
}

/// What is said of a unit that leaves a yes or no unanswered, and of one that leaves a share.
fn one_open<P: Peer>(peer: &mut P, unit: &Unit) -> String {
    let names = sheet::names();
    let [yes, share] = ONE_OPEN;
    let mut say = |fact: &str, leaf: usize| {
        let mut sheet = Sheet::new();
        let without = names.iter().position(|name| name == fact);
        let input = peer.input(unit, without);
        let said = peer.score(&input, &mut sheet);
        let points = |points: P::Number| points.hundredths();
        said.map_or_else(
            |said| said.chars().take(80).collect(),
            |()| format!("{} of {}", points(sheet.leaves[leaf]), points(sheet.total)),
        )
    };
    format!(
        "{yes}: {}; {share}: {}",
        say(yes, 0),
        say(share, workload::YES_NO)
    )
}

/// The loops by hand, portable and for the machine.
fn by_hand(units: &Rc<Vec<Unit>>, exact: &[Exact]) -> Vec<Contender> {
    let portable = "by hand: columns in whole hundredths, portable";
    let native = "by hand: columns in whole hundredths, native";
    let whole = by_hand::whole;
    let contenders = vec![
        column_loop(portable, (whole, fixed), units, exact),
        column_loop(native, (whole, by_hand::native_fixed), units, exact),
    ];
    assert!(contenders.iter().all(|loops| loops.wrong.is_none()));
    contenders
}

fn by_hand_in_floats(units: &Rc<Vec<Unit>>, exact: &[Exact]) -> [Contender; 2] {
    let binary = by_hand::binary;
    let native = by_hand::native_floats;
    [
        column_loop(
            "by hand: columns in f64, portable",
            (binary, floats),
            units,
            exact,
        ),
        column_loop(
            "by hand: columns in f64, native",
            (binary, native),
            units,
            exact,
        ),
    ]
}

type ColumnsOf<T> = fn(&[Unit]) -> Columns<T>;
type Loop<T> = fn(&Columns<T>, &mut Points<T>);

fn column_loop<T: Shown>(
    name: &str,
    (columns_of, run): (ColumnsOf<T>, Loop<T>),
    units: &Rc<Vec<Unit>>,
    exact: &[Exact],
) -> Contender {
    let columns = columns_of(units);
    let mut points = Points::new(UNITS);
    run(&columns, &mut points);
    let mut wrong = Wrong::default();
    for (at, exact) in exact.iter().enumerate() {
        let leaves = std::array::from_fn(|leaf| points.leaves[leaf][at].hundredths());
        wrong.count(&leaves, points.totals[at].hundredths(), exact);
    }
    let mut again = Points::new(UNITS);
    let units = Rc::clone(units);
    Contender::new((name, ""), wrong, UNITS, move || {
        run(black_box(&columns), black_box(&mut points));
    })
    .from_answers(move || run(&columns_of(black_box(&units)), black_box(&mut again)))
}

/// A walk by hand, a unit at a time; it reads answers as they are, and keeps no leaf.
fn walk<T: Shown>(
    name: (&str, &'static str),
    total: fn(&Unit) -> T,
    units: &Rc<Vec<Unit>>,
    exact: &[Exact],
) -> Contender {
    let mut wrong = Wrong::totals_only();
    for (unit, (_, exact)) in units.iter().zip(exact) {
        wrong.count_total(total(unit).hundredths(), *exact);
    }
    let units = Rc::clone(units);
    Contender::new(name, wrong, UNITS, move || {
        for unit in units.iter() {
            black_box(total(black_box(unit)));
        }
    })
}

/// par-index by lanes.
fn by_lanes(own: &Own, units: &Rc<Vec<Unit>>, exact: &[Exact]) -> Vec<Contender> {
    let vectors = if cfg!(feature = "simd") {
        "with `simd`"
    } else {
        "portable"
    };
    let lanes = Rc::new(own.lanes());
    let table = Rc::new(own::table(&lanes, units));
    let mut contenders = Vec::new();
    for (name, detail) in [("every leaf", Detail::Leaves), ("totals", Detail::Totals)] {
        let mut scores = lanes.score(&table, detail).expect("scores");
        assert_eq!(scores.units_by_row(), 0);
        let mut wrong = Wrong::default();
        if detail == Detail::Totals {
            wrong = Wrong::totals_only();
        }
        for (at, exact) in exact.iter().enumerate() {
            let total = hundredths(scores.computed(at));
            match detail {
                Detail::Totals => wrong.count_total(total, exact.1),
                Detail::Leaves => wrong.count(&own::leaves(&scores, at), total, exact),
            }
        }
        assert!(wrong.is_none());
        let (again, table, units) = (Rc::clone(&lanes), Rc::clone(&table), Rc::clone(units));
        let lanes = Rc::clone(&lanes);
        let name = format!("par-index: lanes {vectors}, {name}");
        let contender = Contender::new((&name, "par-index"), wrong, UNITS, move || {
            let scores = black_box(&mut scores);
            lanes
                .score_into(black_box(&table), detail, scores)
                .expect("scores");
        });
        contenders.push(contender.from_answers(move || {
            let table = own::table(&again, black_box(&units));
            black_box(again.score(&table, detail).expect("scores"));
        }));
    }
    contenders
}

/// par-index by rows: a unit at a time, with all columns and indices, and with the ledger.
fn by_rows(own: &Rc<Own>, units: &Rc<Vec<Unit>>, exact: &[Exact]) -> [Contender; 2] {
    let (mut totals, mut cards) = (Wrong::totals_only(), Wrong::default());
    for (unit, exact) in units.iter().zip(exact) {
        let assessment = own.assessment(unit);
        totals.count_total(own.total(&assessment), exact.1);
        let (leaves, total) = own.card(&assessment);
        cards.count(&leaves, total, exact);
    }
    assert!(totals.is_none() && cards.is_none());
    let few = units.iter().take(FEW);
    let assessments = Rc::new(few.map(|unit| own.assessment(unit)).collect::<Vec<_>>());
    let enter = |name, wrong, score: fn(&Own, &Assessment)| {
        let (ready, made) = (Rc::clone(own), Rc::clone(own));
        let (assessments, units) = (Rc::clone(&assessments), Rc::clone(units));
        Contender::new((name, "par-index"), wrong, FEW, move || {
            for assessment in assessments.iter() {
                score(&ready, black_box(assessment));
            }
        })
        .from_answers(move || {
            for unit in units.iter().take(FEW) {
                score(&made, &made.assessment(black_box(unit)));
            }
        })
    };
    [
        enter("par-index: rows, totals", totals, |own, assessment| {
            black_box(own.scorer.totals(assessment).expect("totals"));
        }),
        enter("par-index: rows, full ledger", cards, |own, assessment| {
            let card = own.scorer.score(assessment).expect("a score");
            black_box((card.criteria().len(), card.areas().len()));
        })
        .one_open(own.one_open(&units[0], ONE_OPEN)),
    ]
}

/// The other engines, with the sheet written down in one way.
fn peers<D, T>(units: &Rc<Vec<Unit>>, exact: &[Exact]) -> [Contender; 5]
where
    D: by_zen::Number,
    T: by_cel::Number + by_rego::Number,
{
    let title = |engine: &str| format!("{engine}, {}", D::WRITING.name());
    let expressions = title("zen: compiled expressions");
    let graph = title("zen: decision graph");
    let cel = title("CEL: compiled programs");
    let machine = title("Rego: virtual machine");
    let interpreter = title("Rego: interpreter");
    let zen = by_zen::Expressions::<D>::new();
    [
        peer((&expressions, "zen-expression"), zen, units, exact),
        peer(
            (&graph, "zen-engine"),
            by_zen::Graph::<D>::new(),
            units,
            exact,
        ),
        peer((&cel, "cel"), by_cel::Cel::<T>::new(), units, exact),
        peer(
            (&machine, "regorus"),
            by_rego::Machine::<T>::new(),
            units,
            exact,
        ),
        peer(
            (&interpreter, "regorus"),
            by_rego::Interpreted::<T>::new(),
            units,
            exact,
        ),
    ]
}

/// Points in proportion that fall exactly between two hundredths: where a float may go astray.
fn halves(units: &[Unit]) -> usize {
    let shares = units.iter().flat_map(|unit| &unit.proportion);
    let is_half = |&&(part, whole): &&(i64, i64)| {
        let in_between = part * 10 >= whole * 7 && part * 10 < whole * 9;
        in_between && part * 4_000 % (whole * 9) == 0 && part * 4_000 / (whole * 9) % 2 == 1
    };
    shares.filter(is_half).count()
}

fn main() {
    let rounds = std::env::args().nth(1).map_or(ROUNDS, |rounds| {
        rounds
            .parse()
            .expect("the only argument is the number of rounds")
    });
    let own = Rc::new(Own::new());
    let units: Rc<Vec<Unit>> = Rc::new((0..UNITS).map(Unit::new).collect());
    let exact = exact(&own, &units);
    let mut contenders = by_hand(&units, &exact);
    contenders.extend(by_lanes(&own, &units, &exact));
    contenders.extend(by_hand_in_floats(&units, &exact));
    contenders.push(walk(
        ("by hand: rows in f64, totals", ""),
        by_f64,
        &units,
        &exact,
    ));
    let decimals = ("by hand: rows in decimals, totals", "rust_decimal");
    contenders.push(walk(decimals, by_decimal, &units, &exact));
    contenders.extend(by_rows(&own, &units, &exact));
    contenders.extend(peers::<Decimal, f64>(&units, &exact));
    contenders.extend(peers::<by_zen::Whole, i64>(&units, &exact));
    race::race(&mut contenders, rounds);
    println!(
        "{LEAVES} leaves, {UNITS} distinct units, least of {rounds} rounds; \
         {} cells are exactly between two hundredths\n",
        halves(&units)
    );
    table::print(&contenders, UNITS * LEAVES, UNITS);
}
