//! Random rules and cells, for the laws of bounds and of flat rules.

use proptest::prelude::*;

use super::node::{Case, Node, NodeKind, PartNode, PartPolicy, Score};
use super::{
    Band, BandPoints, Cell, CellValue, Condition, Edge, Empty, Line, Measure, Scale, Term, Terms,
    Test,
};
use crate::number::Ratio;

pub(crate) const POINT: i64 = 1_000_000_000;

fn number_cell((lo, width): (i64, i64)) -> Cell {
    Cell::given(CellValue::Number { lo, hi: lo + width })
}

/// Cells 0–3 are numbers, 4 a choice of four, 5 days late.
pub(crate) fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let number = (0_i64..6, prop_oneof![3 => Just(0_i64), 4 => 0_i64..7]);
    (
        proptest::collection::vec(number, 4),
        1_u64..16,
        (0_i64..4, 0_i64..5, any::<bool>()),
    )
        .prop_map(|(numbers, choice, (lo, width, none))| {
            let mut cells: Vec<Cell> = numbers.into_iter().map(number_cell).collect();
            cells.push(Cell::given(CellValue::Choice(choice)));
            cells.push(Cell::given(CellValue::Days {
                lo,
                hi: lo + width - 1,
                none: none || width == 0,
            }));
            cells
        })
}

fn empty() -> impl Strategy<Value = Empty> {
    prop_oneof![
        Just(Empty::Undeclared),
        Just(Empty::Full),
        Just(Empty::LeaveDenominator),
        Just(Empty::Points(POINT / 4)),
    ]
}

fn terms(cells: &[usize], den: i64, factor: i64) -> Terms {
    Terms {
        terms: cells.iter().map(|&cell| Term { cell, factor }).collect(),
        den,
    }
}

fn measure() -> impl Strategy<Value = Measure> {
    let share = |part: &'static [usize], whole: &'static [usize]| {
        empty().prop_map(move |empty| Measure::Share {
            part: terms(part, 1, 1),
            whole: terms(whole, 1, 1),
            tasks: false,
            empty,
        })
    };
    prop_oneof![
        Just(Measure::Number(terms(&[0], 1, 1))),
        Just(Measure::Number(terms(&[0, 1], 10, 1))),
        Just(Measure::Number(Terms {
            terms: Box::new([
                Term {
                    cell: 0,
                    factor: 10
                },
                Term { cell: 1, factor: 1 }
            ]),
            den: 10,
        })),
        share(&[0], &[1]),
        share(&[0], &[0, 1]),
        share(&[0, 1], &[2]),
        share(&[0, 1], &[0, 1, 2, 3]),
        share(&[0, 1], &[1, 2]),
        empty().prop_map(|empty| Measure::Share {
            part: terms(&[0], 1, 1),
            whole: Terms {
                terms: Box::new([
                    Term { cell: 1, factor: 1 },
                    Term {
                        cell: 2,
                        factor: -1
                    }
                ]),
                den: 1,
            },
            tasks: false,
            empty,
        }),
        empty().prop_map(|empty| Measure::Choice {
            cell: 4,
            timely: true,
            empty
        }),
        Just(Measure::Choice {
            cell: 4,
            timely: false,
            empty: Empty::Undeclared
        }),
        Just(Measure::Days {
            cell: 5,
            when_none: POINT / 8
        }),
        empty().prop_map(|empty| Measure::Growth {
            now: Term { cell: 0, factor: 1 },
            base: Term { cell: 1, factor: 1 },
            empty,
        }),
        empty().prop_map(|empty| Measure::Weighted {
            answers: Box::new([
                (Term { cell: 0, factor: 1 }, 100),
                (Term { cell: 1, factor: 1 }, 60),
                (Term { cell: 2, factor: 1 }, 0),
            ]),
            weight_den: 1,
            empty,
        }),
    ]
}

fn ratio(value: i64) -> Ratio {
    Ratio::from_int(value)
}

fn scale(choice: bool) -> BoxedStrategy<Scale> {
    if choice {
        return proptest::collection::vec(proptest::option::weighted(0.9, 0_i64..5), 4)
            .prop_map(|points| {
                Scale::Options(
                    points
                        .into_iter()
                        .map(|p| p.map(|p| p * POINT / 4))
                        .collect(),
                )
            })
            .boxed();
    }
    let limits = (
        proptest::sample::subsequence(vec![1_i64, 2, 3, 25, 33, 50, 75, 100], 2),
        any::<[bool; 4]>(),
    );
    let points = proptest::collection::vec(0_i64..5, 3);
    let bands = (limits, points).prop_map(|((limits, flags), points)| {
        let edge = |at: i64, included| {
            Some(Edge {
                at: ratio(at),
                included,
            })
        };
        let constant = |points: i64| BandPoints::Constant(points * POINT / 4);
        Scale::Bands(Box::new([
            Band {
                from: None,
                to: edge(limits[0], flags[0]),
                points: constant(points[0]),
            },
            Band {
                from: edge(limits[0], !flags[0]),
                to: edge(limits[1], flags[1]),
                points: if flags[2] {
                    constant(points[1])
                } else {
                    let (at_from, at_to) = (points[0] * POINT / 4, points[1] * POINT / 4);
                    let line = Line::through(ratio(limits[0]), at_from, ratio(limits[1]), at_to);
                    BandPoints::Linear {
                        line: line.unwrap(),
                        at_from,
                        at_to,
                    }
                },
            },
            // Sometimes a gap: the value at the upper limit is in no band.
            Band {
                from: edge(limits[1], !flags[1] && flags[3]),
                to: None,
                points: constant(points[2]),
            },
        ]))
    });
    prop_oneof![
        4 => bands,
        1 => (1_i64..100, proptest::option::of(0_i64..50)).prop_map(|(full, floor)| Scale::Proportional {
            points: POINT,
            full_at: ratio(full),
            floor: floor.map(|floor| ratio(floor.min(full))),
            line: Line::through(Ratio::ZERO, 0, ratio(full), POINT).unwrap(),
        }),
        1 => (1_i64..5).prop_map(|each| Scale::PerItem { each: each * POINT / 8, cap: POINT }),
        1 => (1_i64..5).prop_map(|each| Scale::Deduction { from: POINT, each: each * POINT / 8, floor: 0 }),
        1 => (0_i64..50, 51_i64..100, any::<bool>()).prop_map(|(a, b, turned)| {
            let (worst, best) = if turned { (ratio(b), ratio(a)) } else { (ratio(a), ratio(b)) };
            let line = Line::through(worst, 0, best, POINT).unwrap();
            Scale::Goalposts { worst, best, at_worst: 0, at_best: POINT, line }
        }),
    ]
    .boxed()
}

fn condition() -> impl Strategy<Value = Condition> {
    (measure(), 0_i64..100, any::<bool>(), 1_u64..8).prop_map(|(measure, at, upper, options)| {
        let test = if matches!(measure, Measure::Choice { .. }) {
            Test::OneOf(options)
        } else {
            let edge = Some(Edge {
                at: ratio(at),
                included: true,
            });
            if upper {
                Test::Between(None, edge)
            } else {
                Test::Between(edge, None)
            }
        };
        Condition { measure, test }
    })
}

fn score_node() -> impl Strategy<Value = Node> {
    let knock_out = proptest::collection::vec(condition(), 0..2);
    (measure(), knock_out)
        .prop_flat_map(|(measure, knock_out)| {
            let choice = matches!(measure, Measure::Choice { .. });
            (Just(measure), Just(knock_out), scale(choice))
        })
        .prop_map(|(measure, knock_out, scale)| {
            let knock_out = if matches!(scale, Scale::Deduction { .. }) {
                knock_out
            } else {
                Vec::new()
            };
            node(NodeKind::Score(Box::new(Score {
                measure,
                scale,
                knock_out: knock_out.into(),
            })))
        })
}

fn node(kind: NodeKind) -> Node {
    Node {
        kind,
        max: POINT,
        place: 0,
        free: None,
    }
}

pub(crate) fn any_node() -> impl Strategy<Value = Node> {
    let cases = (
        proptest::collection::vec(
            (proptest::collection::vec(condition(), 1..3), 0_i64..5),
            1..3,
        ),
        0_i64..5,
    )
        .prop_map(|(cases, otherwise)| {
            let cases = cases
                .into_iter()
                .map(|(when, points)| Case {
                    when: when.into(),
                    points: points * POINT / 4,
                })
                .collect();
            node(NodeKind::Cases {
                cases,
                otherwise: otherwise * POINT / 4,
            })
        });
    let gate = (
        proptest::collection::vec(condition(), 1..3),
        score_node(),
        0_i64..5,
    )
        .prop_map(|(when, then, otherwise)| {
            node(NodeKind::Gate {
                when: when.into(),
                then: Box::new(then),
                otherwise: otherwise * POINT / 4,
            })
        });
    let sum =
        (score_node(), score_node(), proptest::option::of(1_i64..8)).prop_map(|(a, b, cap)| {
            let part = |node, bit| PartNode {
                node,
                policy: PartPolicy::NotAllowed,
                bit,
            };
            let parts = Box::new([part(a, 1), part(b, 2)]);
            Node {
                kind: NodeKind::Sum {
                    parts,
                    cap: cap.map(|cap| cap * POINT / 4),
                },
                max: 2 * POINT,
                place: 0,
                free: None,
            }
        });
    prop_oneof![4 => score_node(), 2 => cases, 2 => gate, 1 => sum]
}
