//! Published rankings and means are reproduced from the seeds.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::path::Path;

use par_index::number::{Quantity, Rounding};
use par_index::ranking::{Changes, Contender, Ranking, TieRule};

fn ranking(seed: &str) -> Ranking {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/published");
    let text = std::fs::read_to_string(folder.join(seed)).unwrap();
    let units = text.lines().skip(1).map(|line| {
        let (unit, index) = (line.split(',').next(), line.split(',').next_back());
        let index = Quantity::parse(index.unwrap()).unwrap();
        Contender::published(unit.unwrap(), None, None, Some(index))
    });
    Ranking::new(units.collect(), &TieRule::Shared).unwrap()
}

#[test]
fn the_printed_mean_of_twenty_departments_is_reproduced() {
    let ranking = ranking("thanh-hoa-2024.csv");
    let group = &ranking.groups()[0];
    let mean = group.summary.mean.unwrap();
    assert_eq!(group.summary.units, 20);
    assert_eq!(
        mean.rounded(Rounding::TWO_PLACES).unwrap().to_string(),
        "85.41"
    );
    // The 20 figures add up to 1708.24.
    assert_eq!(mean.exact().unwrap().to_string(), "85.412");
    let shared = group.placed.iter().filter(|own| own.sharing > 1);
    let shared: Vec<_> = shared.map(|own| own.place).collect();
    assert_eq!(shared, [2, 2, 13, 13]);
    // The 10th and 11th are 85.26 and 85.10.
    assert_eq!(group.summary.median.unwrap().to_string(), "85.18");
}

#[test]
fn the_printed_difference_of_national_means_is_reproduced() {
    let [before, now] = ["national-mean-2023.csv", "national-mean-2024.csv"].map(ranking);
    let changes = Changes::of(&now, &before);
    assert_eq!(changes.groups()[0].mean.unwrap().to_string(), "1.39");
    assert_eq!(
        changes.groups()[0].units[0].index.unwrap().to_string(),
        "1.39"
    );
}
