//! `par-index generate`: made-up units for a criteria set.

use par_index::diagnostic::Message;
use par_index::file::{AssessmentFile, FactValue};
use par_index::model::CriteriaSet;
use par_index::sample::{Odds, Samples};

use super::Session;
use super::criteria::named;
use crate::batch::args::{GenerateArgs, Rows};
use crate::batch::marks::unambiguous;
use crate::emit::Stream;
use crate::failure::{Exit, Failure};
use crate::load::{compile, day_given};

/// Bytes that are written in one go.
const BUFFER: usize = 1 << 16;

pub(crate) fn run(args: &GenerateArgs, session: &mut Session) -> Result<Exit, Failure> {
    let given = args.as_of.as_deref().map(day_given).transpose()?;
    let set = named(&args.criteria, &mut session.sources)?;
    let as_of = given.unwrap_or(set.file().in_force.until);
    let scorer = compile(set, &args.criteria)?;
    let odds = Odds {
        missing: args.missing,
        not_applicable: args.not_applicable,
        ..Odds::default()
    };
    let samples = Samples::new(&scorer, args.seed, as_of, odds);
    let set = scorer.criteria_set();
    let mut stream = Stream::open(args.output.as_deref())?;
    let mut text = Vec::new();
    if args.format == Rows::Csv {
        head(set, &mut text);
    }
    for number in 0..args.units {
        let unit = samples.unit(number).map_err(|error| not_made(&error))?;
        match args.format {
            Rows::Csv => row(&unit, set, &mut text)?,
            Rows::Jsonl => {
                serde_json::to_writer(&mut text, &unit).map_err(|error| not_made(&error))?;
            }
        }
        if args.format == Rows::Jsonl {
            text.push(b'\n');
        }
        if text.len() >= BUFFER {
            if !stream.write(&text)? {
                return Ok(Exit::Done);
            }
            text.clear();
        }
    }
    stream.write(&text)?;
    stream.finish()?;
    Ok(Exit::Done)
}

fn not_made(error: &dyn std::error::Error) -> Failure {
    Failure::Run(Message::new(
        format!("không tạo được đơn vị: {error}"),
        format!("a unit cannot be made: {error}"),
    ))
}

fn head(set: &CriteriaSet, into: &mut Vec<u8>) {
    into.extend_from_slice(b"unit,group,nature,not-applicable");
    for fact in set.facts() {
        into.push(b',');
        into.extend_from_slice(fact.id.as_str().as_bytes());
    }
    into.push(b'\n');
}

/// The columns that `batch` reads.
fn row(unit: &AssessmentFile, set: &CriteriaSet, into: &mut Vec<u8>) -> Result<(), Failure> {
    let claims: Vec<&str> = unit
        .not_applicable
        .iter()
        .map(|claim| claim.at.as_str())
        .collect();
    into.extend_from_slice(unit.unit.id.as_str().as_bytes());
    into.push(b',');
    into.extend_from_slice(
        unit.unit
            .group
            .as_ref()
            .map_or("", |id| id.as_str())
            .as_bytes(),
    );
    into.push(b',');
    into.extend_from_slice(
        unit.nature
            .map_or("", par_index::file::Nature::word)
            .as_bytes(),
    );
    into.push(b',');
    into.extend_from_slice(claims.join(" ").as_bytes());
    for fact in set.facts() {
        into.push(b',');
        let outside = || unit.external.iter().find(|result| result.fact == fact.id);
        let value = unit
            .facts
            .get(&fact.id)
            .or_else(|| outside().map(|result| &result.value));
        match value {
            None | Some(FactValue::Unanswered) => {}
            Some(FactValue::YesNo(yes)) => into.extend_from_slice(yes.to_string().as_bytes()),
            Some(FactValue::Number(number)) => {
                into.extend_from_slice(unambiguous(*number).as_bytes());
            }
            Some(FactValue::Text(text)) => into.extend_from_slice(text.as_bytes()),
            Some(rows @ FactValue::Rows(_)) => {
                let json = serde_json::to_string(rows).map_err(|error| not_made(&error))?;
                into.push(b'"');
                into.extend_from_slice(json.replace('"', "\"\"").as_bytes());
                into.push(b'"');
            }
        }
    }
    into.push(b'\n');
    Ok(())
}
