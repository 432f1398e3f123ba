//! The knapsack against going through everything.

use super::*;

/// A small generator of repeatable numbers.
fn numbers(mut state: u64) -> impl FnMut(u64) -> i128 {
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i128::from((state >> 33) % below)
    }
}

fn random(seed: u64, groups: usize, choices: usize) -> Vec<Vec<Choice>> {
    let mut number = numbers(seed);
    (0..groups)
        .map(|_| {
            let mut group = vec![Choice::NOTHING];
            for _ in 0..choices {
                group.push(Choice {
                    cost: number(12),
                    worth: number(20) - 4,
                    size: 1,
                });
            }
            group
        })
        .collect()
}

fn all(groups: &[Vec<Choice>]) -> Vec<Choice> {
    groups.iter().fold(vec![Choice::NOTHING], |sums, group| {
        sums.iter()
            .flat_map(|sum| group.iter().map(|own| sum.plus(*own).unwrap()))
            .collect()
    })
}

#[test]
fn equals_going_through_everything() {
    for seed in 0..600 {
        let groups = random(seed, 1 + (seed % 6) as usize, 1 + (seed % 3) as usize);
        let every = all(&groups);
        for limit in [0, 1, 5, 13, 30, 200] {
            let solved = solve(&groups, Aim::MostWorth(limit)).unwrap();
            let most = every
                .iter()
                .filter(|own| own.cost <= limit)
                .map(|own| own.worth)
                .max()
                .unwrap();
            let least = every
                .iter()
                .filter(|own| own.cost <= limit && own.worth == most)
                .map(|own| own.cost)
                .min()
                .unwrap();
            assert!(solved.proven);
            assert_eq!(
                (solved.worth, solved.cost, solved.bound),
                (most, least, most),
                "{seed} {limit}"
            );
            let solved = solve(&groups, Aim::LeastCost(limit));
            let least = every
                .iter()
                .filter(|own| own.worth >= limit)
                .map(|own| own.cost)
                .min();
            match least {
                None => assert_eq!(solved, Err(Unsolved::OutOfReach), "{seed} {limit}"),
                Some(least) => {
                    let solved = solved.unwrap();
                    assert_eq!(
                        (solved.cost, solved.bound),
                        (least, least),
                        "{seed} {limit}"
                    );
                    let picked = solved
                        .picks
                        .iter()
                        .zip(&groups)
                        .fold(Choice::NOTHING, |sum, (pick, group)| {
                            sum.plus(group[*pick]).unwrap()
                        });
                    assert_eq!((picked.cost, picked.worth), (solved.cost, solved.worth));
                }
            }
        }
    }
}

#[test]
fn a_bound_is_never_passed() {
    // The bound of the relaxed problem lies on the right side of the optimum.
    for seed in 0..300 {
        let groups = random(seed, 5, 2);
        let problem = Problem::new(&groups, Aim::MostWorth(15));
        let (_, price) = problem.greedy().unwrap();
        if let Some(price) = price {
            let rest = groups
                .iter()
                .map(|group| {
                    group
                        .iter()
                        .map(|own| price.profit(*own).unwrap())
                        .max()
                        .unwrap()
                })
                .sum();
            let bound = problem.relaxed(price, rest).unwrap();
            assert!(
                bound >= solve(&groups, Aim::MostWorth(15)).unwrap().worth,
                "{seed}"
            );
        }
    }
}
