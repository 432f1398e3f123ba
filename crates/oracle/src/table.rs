//! Rows of a table (semantics §3, Tables).

use crate::case::Value;
use crate::cells::Reading;
use crate::json::Json;
use crate::number::{self, whole};
use crate::world::{Range, World};

/// What `rows` or `row-share` may give, and whether that is undecided
pub(crate) fn readings(
    world: &World<'_, '_>,
    kind: &str,
    payload: &Json,
    fact: &str,
) -> Result<(Vec<Reading>, bool), String> {
    let rows = match world.range(fact)? {
        Range::One(Value::Table(rows)) => Some(rows),
        Range::These(values) => match values.as_slice() {
            [Value::Table(rows)] => Some(rows.clone()),
            _ => None,
        },
        _ => None,
    };
    let Some(rows) = rows else {
        let most = number::count(world.case.kind(fact)?.1, "max_rows")?.unwrap_or(1000);
        let readings = if kind == "rows" {
            counts(0, most)
        } else {
            shares(most)
        };
        return Ok((readings, true));
    };
    let conditions = payload.list("where");
    if kind == "rows" {
        let (sure, undecided) = tally(rows.items(), conditions)?;
        return Ok((counts(sure, sure + undecided), undecided > 0));
    }
    let among = payload.list("among");
    for row in rows.items() {
        for condition in among {
            if row.given(condition.need("column")?).is_none() {
                let rows = i64::try_from(rows.items().len()).map_err(|fault| fault.to_string())?;
                return Ok((shares(rows), true));
            }
        }
    }
    let mut counted = Vec::new();
    for row in rows.items() {
        if meets(row, among)? == Some(true) {
            counted.push(row.clone());
        }
    }
    let of = i64::try_from(counted.len()).map_err(|fault| fault.to_string())?;
    if of == 0 {
        return Ok((vec![Reading::Empty], false));
    }
    let (sure, undecided) = tally(&counted, conditions)?;
    let readings = (sure..=sure + undecided)
        .map(|part| Reading::Number(whole(100 * part) / whole(of)))
        .collect();
    Ok((readings, undecided > 0))
}

fn counts(from: i64, to: i64) -> Vec<Reading> {
    (from..=to)
        .map(|count| Reading::Number(whole(count)))
        .collect()
}

/// The share of any part of any whole up to so many rows
fn shares(most: i64) -> Vec<Reading> {
    let mut shares = vec![Reading::Empty];
    for of in 1..=most {
        for part in 0..=of {
            let share = Reading::Number(whole(100 * part) / whole(of));
            if !shares.contains(&share) {
                shares.push(share);
            }
        }
    }
    shares
}

/// How many rows surely meet the conditions, and of how many that is undecided
fn tally(rows: &[Json], conditions: &[Json]) -> Result<(i64, i64), String> {
    let (mut sure, mut undecided) = (0, 0);
    for row in rows {
        match meets(row, conditions)? {
            Some(true) => sure += 1,
            Some(false) => {}
            None => undecided += 1,
        }
    }
    Ok((sure, undecided))
}

/// Whether a row meets all conditions; `None` if a missing cell decides
fn meets(row: &Json, conditions: &[Json]) -> Result<Option<bool>, String> {
    let mut answer = Some(true);
    for condition in conditions {
        match row.given(condition.need("column")?) {
            None => answer = None,
            Some(cell) => {
                if !cell_meets(cell, condition)? {
                    return Ok(Some(false));
                }
            }
        }
    }
    Ok(answer)
}

fn cell_meets(cell: &Json, condition: &Json) -> Result<bool, String> {
    if let Some(is) = condition.given("is")
        && cell != is
    {
        return Ok(false);
    }
    if let Some(least) = number::optional(condition, "at_least")?
        && number::number(cell)? < least
    {
        return Ok(false);
    }
    if let Some(most) = number::optional(condition, "at_most")?
        && number::number(cell)? > most
    {
        return Ok(false);
    }
    let words = condition.words("one_of");
    Ok(words.is_empty()
        || cell
            .word()
            .is_some_and(|word| words.iter().any(|one| one == word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn a_missing_cell_that_decides_is_undecided() {
        let rows = read(
            r#"[{"a": true, "n": 5}, {"a": true}, {"a": false}, {"n": 9}, {"a": null, "n": 1}]"#,
        );
        let conditions = read(r#"[{"column": "a", "is": true}, {"column": "n", "at_least": 3}]"#);
        // The first row meets both; the second and fourth are undecided; the last fails on n.
        assert_eq!(
            tally(rows.unwrap().items(), conditions.unwrap().items()),
            Ok((1, 2))
        );
    }
}
