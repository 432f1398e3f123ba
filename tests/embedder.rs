//! What people who embed the library write by nature compiles, and means what it says.

#![expect(
    clippy::panic_in_result_fn,
    reason = "a test says what should not happen, and reads as a main would"
)]

use par_index::file::{
    ActionFile, ActionsFile, Appraisal, AppraisalRecord, AssessmentFile, Citation, Claims,
    CriteriaFile, Document, EvidenceRequirement, ExternalResult, FactValue, NotApplicableClaim,
    PlanFile, PublishedFile, PublishedUnit, Round, ScenarioFile, ScenariosFile, SetReference,
    Support, TaskResultFile, Text, UnitFile,
};
use par_index::number::{Date, DateError, NumberError, Quantity};
use par_index::{Assessment, CriteriaSet, Error, Id, IdError, ReformPlan, Scorer, State};

#[test]
fn names_dates_and_numbers_are_parsed() -> Result<(), Error> {
    let id: Id = "c1.1".parse()?;
    let day: Date = "2024-02-29".parse()?;
    let points: Quantity = "12.50".parse()?;
    assert_eq!(
        (id.as_str(), day.to_string(), points.to_string()),
        ("c1.1", "2024-02-29".into(), "12.5".into())
    );
    assert_eq!(
        "C1".parse::<Id>(),
        Err(IdError::BadCharacter { found: 'C' })
    );
    assert_eq!(
        "2024-13-01".parse::<Date>(),
        Err(DateError::NoSuchMonth { month: 13 })
    );
    assert_eq!("1e3".parse::<Quantity>(), Err(NumberError::Exponent));
    assert_eq!(Id::try_from("c1.1"), Ok(id));
    assert_eq!(Date::try_from("2024-02-29"), Ok(day));
    assert_eq!(Quantity::try_from("12.5"), Ok(points));
    assert!(matches!(
        "".parse::<Id>().map_err(Error::from),
        Err(Error::Id(IdError::Empty))
    ));
    Ok(())
}

#[test]
fn texts_are_vietnamese_unless_said() {
    let text = Text::from("Sở Y tế");
    assert_eq!((text.vi.as_str(), &text.en), ("Sở Y tế", &None));
    assert_eq!(Text::from(String::from("Sở Y tế")), text);
    let both = Text::new("Sở Y tế", "Department of Health");
    assert_eq!(both.en.as_deref(), Some("Department of Health"));
}

/// A record is written with what it needs, the rest from its default.
#[test]
fn records_are_written_with_the_rest_from_default() -> Result<(), Error> {
    let document = Document {
        id: "d1".parse()?,
        kind: "plan".parse()?,
        issued_on: Some("2024-01-12".parse()?),
        supports: vec![Support {
            criterion: Some("c1.2.1".parse()?),
            items: Some(3),
            ..Support::default()
        }],
        ..Document::default()
    };
    let same = Document::new("d1", "plan")?
        .issued_on("2024-01-12".parse()?)
        .supporting(Support::of("c1.2.1")?.items(3));
    assert_eq!(document, same);
    let record = AppraisalRecord {
        round: 1,
        criterion: "c1.2.1".parse()?,
        points: Some("0.5".parse()?),
        by: "Sở Nội vụ".into(),
        on: "2025-01-15".parse()?,
        ..AppraisalRecord::default()
    };
    let on = "2025-01-15".parse()?;
    let same = AppraisalRecord::new(1, "c1.2.1", "Sở Nội vụ", on)?.points("0.5".parse()?);
    assert_eq!(record, same);
    let appraisal = Appraisal {
        rounds: vec![Round {
            round: 1,
            by: "Sở Nội vụ".into(),
            ..Round::default()
        }],
        records: vec![record],
        ..Appraisal::default()
    };
    let mut file = AssessmentFile {
        unit: UnitFile::new("so-a", "Sở A")?,
        as_of: "2025-01-31".parse()?,
        claims: Some(Claims {
            total: Some(70.into()),
            ..Claims::default()
        }),
        evidence: vec![document],
        ..AssessmentFile::default()
    };
    file.add_round(Round::new(1, "Sở Nội vụ"));
    file.add_record(appraisal.records.first().unwrap().clone());
    assert_eq!(file.appraisal.as_ref(), Some(&appraisal));
    assert_eq!(file.format, "par-index/assessment@1");
    Ok(())
}

#[test]
fn every_whole_file_begins_with_its_format() {
    assert_eq!(AssessmentFile::default().format, AssessmentFile::FORMAT);
    assert_eq!(CriteriaFile::default().format, "par-index/criteria@1");
    assert_eq!(PlanFile::default().format, "par-index/plan@1");
    assert_eq!(ScenariosFile::default().format, "par-index/scenarios@1");
    assert_eq!(ActionsFile::default().format, "par-index/actions@1");
    assert_eq!(PublishedFile::default().format, "par-index/published@1");
}

/// What was forgotten is found out, or gives nothing: never a point.
#[test]
fn a_default_earns_nothing() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let forgotten = Assessment::new(&scorer, None, AssessmentFile::default());
    assert!(forgotten.is_err());
    let plan = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/quang-tri-2024/plan.json"
    );
    let plan = ReformPlan::from_json(None, &std::fs::read(plan)?)?;
    let blank = scorer.blank_assessment("so-a", "2024-12-31".parse()?)?;
    let points = |file: AssessmentFile| -> Result<String, Error> {
        let card = scorer.score(&Assessment::new(&scorer, Some(&plan), file)?)?;
        Ok(format!(
            "{:?} {:?}",
            card.total().computed(),
            card.total().evidenced()
        ))
    };
    let before = points(blank.clone())?;
    let with = |change: &dyn Fn(&mut AssessmentFile)| {
        let mut file = blank.clone();
        change(&mut file);
        points(file)
    };
    // Names that nothing has are refused.
    for refused in [
        with(&|file| file.results.push(TaskResultFile::default())),
        with(&|file| file.not_applicable.push(NotApplicableClaim::default())),
        with(&|file| file.external.push(ExternalResult::default())),
        with(&|file| file.unit.group = Some(Id::default())),
        with(&|file| file.criteria_set = SetReference::default()),
        with(&|file| {
            file.appraisal = Some(Appraisal {
                rounds: vec![Round::default()],
                ..Appraisal::default()
            });
        }),
    ] {
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    }

    // On the first day there is, nothing has been done and nothing is due.
    assert_eq!(with(&|file| file.as_of = Date::default())?, "None None");
    // A document of no kind, for no leaf, proves nothing.
    let paper = with(&|file| file.evidence.push(Document::default()))?;
    assert_eq!(paper, before);
    // A criteria set of defaults cannot be made.
    assert!(CriteriaSet::new(CriteriaFile::default()).is_err());
    Ok(())
}

#[test]
fn values_of_facts_come_from_what_people_have() -> Result<(), Error> {
    let mut file = AssessmentFile::default();
    file.answer("number", 3)?
        .answer("exact", "12.5".parse::<Quantity>()?)?
        .answer("yes", true)?
        .answer("day", "2024-01-12".parse::<Date>()?)?
        .answer("option", "concrete")?
        .answer("owned", String::from("concrete"))?
        .answer("id", "concrete".parse::<Id>()?)?
        .answer("long", 1_000_000_000_000_000_000_i64)?
        .answer("counted", vec![(); 4].len())?
        .answer("too-long", u64::MAX)?;
    let value = |fact: &str| file.facts.get(fact);
    assert_eq!(value("number"), Some(&FactValue::Number(3.into())));
    let long = Quantity::from_i64(1_000_000_000_000_000_000)?;
    assert_eq!(value("long"), Some(&FactValue::Number(long)));
    assert_eq!(value("counted"), Some(&FactValue::Number(4.into())));
    // It is refused where it is read as a number, with its place.
    assert_eq!(
        value("too-long"),
        Some(&FactValue::from("18446744073709551615"))
    );
    assert_eq!(value("day"), Some(&FactValue::from("2024-01-12")));
    assert_eq!(value("owned"), value("option"));
    assert_eq!(value("id"), value("option"));
    Ok(())
}

#[test]
fn a_number_beyond_what_is_held_is_refused_at_its_place() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let mut file = scorer.blank_assessment("so-a", "2024-12-31".parse()?)?;
    file.answer("dossiers-processed", u64::MAX)?;
    match Assessment::new(&scorer, None, file).map_err(Error::from) {
        Err(Error::Refused(found)) => {
            let places: Vec<_> = found
                .iter()
                .map(|own| own.place().pointer.as_str())
                .collect();
            assert_eq!(places, ["/facts/dossiers-processed"]);
        }
        other => panic!("{other:?}"),
    }
    Ok(())
}

#[cfg(feature = "decimal")]
#[test]
fn decimals_come_in_and_go_out_exactly() -> Result<(), Error> {
    use rust_decimal::Decimal;
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let mut file = scorer.blank_assessment("so-a", "2024-12-31".parse()?)?;
    file.answer("dossiers-processed", Decimal::new(142_000, 2))?
        .answer("dossiers-on-time", Decimal::new(1_369, 0))?;
    let card = scorer.score(&Assessment::new(&scorer, None, file)?)?;
    let points = card
        .criterion("c2.4.2")
        .and_then(par_index::eval::CriterionScore::computed);
    assert_eq!(points.map(Decimal::from), Some(Decimal::new(142, 2)));
    let third = Decimal::ONE / Decimal::from(3);
    assert!(Quantity::try_from(third).is_err());
    assert_eq!(FactValue::from(third), FactValue::Text(third.to_string()));
    Ok(())
}

/// One `?` for the whole way.
#[test]
fn one_error_goes_through_a_whole_main() {
    fn run(set: &[u8], file: &[u8]) -> Result<String, Error> {
        let scorer = Scorer::from_json(Some("set.json"), set)?;
        let assessment = scorer.open(None, Some("own.json"), file)?;
        let card = scorer.score(&assessment)?;
        Ok(card.total().max().to_string())
    }
    let set = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
    let good = r#"{ "format": "par-index/assessment@1", "as_of": "2024-12-31",
        "unit": { "id": "a", "title": { "vi": "A" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "criteria_set": { "id": "illustrative-shapes", "edition": "2024" } }"#;
    assert_eq!(run(set.json.as_bytes(), good.as_bytes()).unwrap(), "100");
    // Hostile or broken, in either file: refused with the place, never a panic.
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let huge = format!("\"{}\"", "x".repeat(10 * 1024 * 1024));
    let other = good.replace("shapes", "circles");
    for (set, file, name) in [
        ("", good, "set.json"),
        ("{}", good, "set.json"),
        (deep.as_str(), good, "set.json"),
        (huge.as_str(), good, "set.json"),
        (set.json, "not json", "own.json"),
        (set.json, "{}", "own.json"),
        (set.json, other.as_str(), "own.json"),
        (set.json, huge.as_str(), "own.json"),
    ] {
        let refused = run(set.as_bytes(), file.as_bytes()).unwrap_err();
        let found = refused.diagnostics().unwrap();
        assert!(found.has_errors());
        for fault in found {
            assert_eq!(fault.place().file.as_deref(), Some(name), "{fault}");
        }
    }
    match Scorer::shipped("pci", "1066").unwrap_err() {
        Error::NotShipped { id, edition } => assert_eq!((&*id, &*edition), ("pci", "1066")),
        other => panic!("{other}"),
    }
    let missing = std::fs::read("no such file")
        .map_err(Error::from)
        .unwrap_err();
    assert!(matches!(missing, Error::Io(_)));
}

#[test]
fn what_is_said_of_an_assessment_finds_its_lines() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let text = "{\n \"format\": \"par-index/assessment@1\", \"as_of\": \"2024-11-30\",
        \"unit\": { \"id\": \"a\", \"title\": { \"vi\": \"A\" } },
        \"period\": { \"from\": \"2024-01-01\", \"until\": \"2024-12-31\" },
        \"criteria_set\": { \"id\": \"department-from-plan\", \"edition\": \"2024\" },
        \"facts\": { \"texts-assigned\": 10,\n\"texts-submitted-on-time\": 12 } }";
    let card = scorer.score(&scorer.open(None, Some("own.json"), text.as_bytes())?)?;
    let mut found = par_index::check::check_assessment(&card);
    card.assessment().locate(&mut found);
    let mut faults = found.iter();
    let fault = faults
        .find(|own| own.check() == "part-exceeds-whole")
        .unwrap();
    assert_eq!(
        (fault.place().line, fault.place().file.as_deref()),
        (Some(7), Some("own.json"))
    );
    assert_eq!(
        card.criterion("c1.1.1").unwrap().state(),
        State::NotAssessable
    );
    Ok(())
}

#[test]
fn smaller_files_are_made_too() -> Result<(), Error> {
    let scenario = ScenarioFile::new("more", [par_index::file::Change::fact("x", 3)?])?;
    let file = ScenariosFile {
        scenarios: vec![scenario],
        ..ScenariosFile::default()
    };
    par_index::scenario::Scenarios::new(file)?;
    let action = ActionFile::new("letters", "Gửi thư", 2.into())?
        .changing(par_index::file::ActionChange::fact("x", 3)?);
    let file = ActionsFile {
        actions: vec![action],
        ..ActionsFile::default()
    };
    par_index::improve::Actions::new(file)?;
    let unit = PublishedUnit {
        unit: "a".into(),
        index: Some("87.5".parse()?),
        ..PublishedUnit::default()
    };
    assert_eq!(unit.index, Some(Quantity::new(875, 1)?));
    let citation = Citation::new("plan-2024")?.provision("i.2.1");
    assert_eq!(citation.provision.as_deref(), Some("i.2.1"));
    let requirement = EvidenceRequirement {
        id: "items".parse()?,
        ..EvidenceRequirement::default()
    };
    assert!(!requirement.locate);
    Ok(())
}
