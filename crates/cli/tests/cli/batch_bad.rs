//! `batch` on tables and lines with something wrong: the unit is named, the rest goes on.

use std::fs;

use super::batch::fresh;
use super::support::{Ran, run};

const HEAD: &str = "unit,on-time,handled,desk-open,quality,satisfied,issued-on\n";

pub(crate) fn batch(input: &[u8]) -> Ran {
    let args = ["batch", "-", "--criteria", "set.json", "--lang", "en"];
    run(&args, input)
}

/// The checks named with their places, as `id@line:column`.
pub(crate) fn found(ran: &Ran) -> Vec<String> {
    let mut all = Vec::new();
    let mut check = String::new();
    for line in ran.stderr.lines() {
        if let Some((_, rest)) = line.split_once('[') {
            check = rest.split(']').next().unwrap().to_owned();
        } else if let Some(place) = line.strip_prefix("--> <stdin>:") {
            all.push(format!("{check}@{place}"));
        }
    }
    all
}

/// The units that were scored, in order.
pub(crate) fn scored(ran: &Ran) -> Vec<&str> {
    let rows = ran.stdout.lines().skip(1);
    rows.map(|row| row.split(',').next().unwrap()).collect()
}

/// A table of one bad row between two good ones.
fn between(row: &str) -> Ran {
    batch(format!("{HEAD}so-a,9,10,,,,\n{row}so-z,9,10,,,,\n").as_bytes())
}

#[test]
fn a_bad_row_is_named_and_the_rest_goes_on() {
    for (row, expected) in [
        ("so-b,9,10,maybe,,,\n", "wrong-fact-kind@3:11"),
        ("so-b,9,10,,great,,\n", "unknown-option@3:12"),
        ("so-b,9,10,,,,32/01/2024\n", "bad-date@3:14"),
        ("so-b,9,10,,,,1/15/2024\n", "bad-date@3:14"),
        ("so-b,9,10,,,,45306\n", "bad-date@3:14"),
        ("so-b,9,10,,,101,\n", "outside-limits@3:13"),
        ("so-b,9,1e3,,,,\n", "bad-number@3:8"),
        ("so-b,9,10\n", "wrong-number-of-fields@3:1"),
        ("so-b,9,10,,,96,4,\n", "wrong-number-of-fields@3:1"),
        (",9,10,,,,\n", "unit-missing@3:1"),
        ("Sở B,9,10,,,,\n", "bad-id@3:1"),
        ("so-a,1,10,,,,\n", "unit-given-twice@3:1"),
        ("so-b,9,\"10,,,,\n", "quote-not-closed@3:1"),
        ("so-b,9,\"\n\",,,xx,\n", "bad-number@4:5"),
    ] {
        let ran = between(row);
        assert_eq!(found(&ran), [expected], "{row}\n{}", ran.stderr);
        assert_eq!(
            (ran.code(), scored(&ran)),
            (4, vec!["so-a", "so-z"]),
            "{row}"
        );
        assert!(
            ran.stderr.ends_with("2 units scored; 1 refused\n"),
            "{}",
            ran.stderr
        );
    }
    let ran = batch(&[HEAD.as_bytes(), b"so-b,9,10,,\xE9,,\nso-z,9,10,,,,\n"].concat());
    assert_eq!(
        (found(&ran), scored(&ran)),
        (vec!["not-utf-8@2:12".to_owned()], vec!["so-z"])
    );
}

#[test]
fn all_faults_of_a_row_are_named() {
    let ran = between("so-b,9,x,maybe,great,200,\n");
    let expected = [
        "bad-number@3:8",
        "wrong-fact-kind@3:10",
        "unknown-option@3:16",
        "outside-limits@3:22",
    ];
    assert_eq!(found(&ran), expected, "{}", ran.stderr);
}

#[test]
fn facts_left_out_make_an_interval() {
    let ran = batch(format!("{HEAD}so-a,,,,,,\n").as_bytes());
    let mut rows = ran.stdout.lines().map(|row| row.split(','));
    let (head, row) = (rows.next().unwrap(), rows.next().unwrap());
    let cell = |name: &str| {
        let mut all = head.clone().zip(row.clone());
        all.find(|(column, _)| *column == name).unwrap().1
    };
    let index = |end: &str| cell(&format!("total.index.whole.{end}"));
    assert_eq!(
        (ran.code(), index("computed"), index("lower")),
        (0, "", "0")
    );
    // By hand: of 20 points all can still be earned but 1: at the year's end the plan that was due
    // in January is late at best.
    assert_eq!(index("upper"), "95");
}

#[test]
fn columns_stand_in_any_order() {
    let one = batch(format!("{HEAD}so-a,9,10,yes,good,96.5,2024-01-10\n").as_bytes());
    let two = "quality,unit,satisfied,desk-open,issued-on,handled,on-time\n\
               good,so-a,96.5,Có,2024-01-10,10,9\n";
    assert_eq!((one.code(), one.stderr.as_str()), (0, ""));
    assert_eq!(batch(two.as_bytes()).stdout, one.stdout);
    // A spreadsheet with decimal commas, semicolons, a mark and empty rows below.
    let three = "\u{feff}unit;on-time;handled;desk-open;quality;satisfied;issued-on\r\n\
                 so-a;9;10;TRUE;good;96,5;2024-01-10\r\n\r\n;;;;;;\r\n";
    assert_eq!(batch(three.as_bytes()).stdout, one.stdout);
    let four = two.replace("96.5", "\"96,5\"");
    assert_eq!(batch(four.as_bytes()).stdout, one.stdout);
}

#[test]
fn a_wrong_head_is_refused_with_what_was_meant() {
    for (head, expected, help) in [
        (
            "unit,on-tme\n",
            "unknown-column@1:1",
            "did you mean \"on-time\"?",
        ),
        (
            "unit,on-time,on-time\n",
            "column-given-twice@1:1",
            "keep one",
        ),
        ("on-time\n", "column-missing@1:1", "name the column"),
    ] {
        let ran = batch(format!("{head}so-a,1,1\n").as_bytes());
        assert_eq!(
            (ran.code(), found(&ran)),
            (4, vec![expected.to_owned()]),
            "{head}"
        );
        assert!(ran.stderr.contains(help), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    for (input, expected) in [
        (&b""[..], "table-empty"),
        (b" \n\n", "table-empty"),
        (b"\xFF\xFEu\0n\0", "not-utf-8"),
    ] {
        let ran = batch(input);
        assert_eq!(ran.code(), 4);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    let ran = run(&["batch", "-", "--lang", "en"], HEAD.as_bytes());
    assert_eq!(ran.code(), 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("--criteria SET"), "{}", ran.stderr);
}

#[test]
fn a_last_line_that_was_cut_is_noticed() {
    let ran = batch(format!("{HEAD}so-a,9,10,,,,\nso-b,9,1").as_bytes());
    assert_eq!(found(&ran), ["last-line-truncated@3:1"]);
    assert_eq!((ran.code(), scored(&ran)), (4, vec!["so-a"]));
    // All fields are there: scored, with a word.
    let ran = batch(format!("{HEAD}so-a,9,10,,,,").as_bytes());
    assert_eq!(found(&ran), ["last-line-not-ended@2:1"]);
    assert_eq!((ran.code(), scored(&ran)), (0, vec!["so-a"]));
    let ran = batch(b"{\"unit\": \"so-a\", \"facts\": {}}\n{\"unit\": \"so-b\", \"fac");
    assert_eq!(found(&ran), ["last-line-truncated@2:1"]);
    assert_eq!((ran.code(), scored(&ran)), (4, vec!["so-a"]));
    let ran = batch(b"{\"unit\": \"so-a\", \"facts\": {}}");
    assert_eq!(
        (ran.code(), ran.stderr.as_str()),
        (0, ""),
        "a whole line needs no line feed"
    );
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let good = |unit: &str| format!("{{\"unit\": \"{unit}\", \"facts\": {{\"handled\": 10}}}}\n");
    for (line, expected) in [
        (
            "{\"unit\": \"so-b\", \"facts\": {\"handled\": -1}}\n",
            "outside-limits@2:39",
        ),
        (
            "{\"unit\": \"so-b\", \"facts\": {\"handle\": 1}}\n",
            "unknown-reference@2:38",
        ),
        ("{\"unit\": \"so-b\", \"fact\": {}}\n", "unknown-key@2:18"),
        (
            "{\"unit\": \"so-a\", \"facts\": {}}\n",
            "unit-given-twice@2:1",
        ),
    ] {
        let ran = batch(
            [good("so-a"), line.to_owned(), good("so-z")]
                .concat()
                .as_bytes(),
        );
        let found = found(&ran);
        assert_eq!(
            found.first().map(String::as_str),
            Some(expected),
            "{}",
            ran.stderr
        );
        assert_eq!(
            (ran.code(), scored(&ran)),
            (4, vec!["so-a", "so-z"]),
            "{line}"
        );
    }
}

#[test]
fn a_bad_file_of_a_folder_is_named_and_the_rest_goes_on() {
    let path = fresh("bad-files");
    let unit = |id: &str| {
        format!(
            "{{\"format\": \"par-index/assessment@1\", \"unit\": {{\"id\": \"{id}\", \"title\": {{\"vi\": \"{id}\"}}}}, \
             \"period\": {{\"from\": \"2024-01-01\", \"until\": \"2024-12-31\"}}, \"as_of\": \"2024-12-31\", \
             \"criteria_set\": {{\"id\": \"cli-test\", \"edition\": \"2024\"}}}}"
        )
    };
    let named = |name: &str, text: &str| fs::write(path.join(name), text).unwrap();
    named("a.json", &unit("so-a"));
    named("b.json", "{\"format\": \"par-index/assessment@1\"");
    named("c.json", &unit("so-a"));
    named("d.json", &unit("so-d"));
    let folder = path.to_str().unwrap();
    let ran = run(
        &["batch", folder, "--criteria", "set.json", "--lang", "en"],
        b"",
    );
    assert_eq!(
        (ran.code(), scored(&ran)),
        (4, vec!["so-a", "so-d"]),
        "{}",
        ran.stderr
    );
    for name in ["b.json", "c.json"] {
        assert!(
            ran.stderr.contains(&format!("{folder}/{name}")),
            "{}",
            ran.stderr
        );
    }
    assert!(ran.stderr.contains("unit-given-twice"), "{}", ran.stderr);
    let empty = fresh("no-files");
    let ran = run(
        &["batch", empty.to_str().unwrap(), "--criteria", "set.json"],
        b"",
    );
    assert_eq!((ran.code(), ran.stdout.as_str()), (1, ""));
}

#[test]
fn a_comma_is_read_where_it_can_mean_one_thing() {
    let args = [
        "batch",
        "-",
        "--criteria",
        "illustrative-shapes",
        "--lang",
        "en",
    ];
    let table = |value: &str, other: &str| {
        let text = format!("unit;revenue-planned;exam-score\nso-a;{value};{other}\n");
        run(&args, text.as_bytes())
    };
    // Three decimals are allowed: 1,234 may be either.
    assert_eq!(found(&table("1,234", "")), ["decimal-mark-ambiguous@2:6"]);
    assert_eq!(table("1,23", "").code(), 0);
    assert_eq!(table("0,234", "").code(), 0);
    assert_eq!(table("1,2345", "").code(), 4, "more decimals than allowed");
    // Two decimals are allowed: 1,234 is neither.
    assert_eq!(found(&table("", "1,234")), ["too-many-decimals@2:7"]);
    assert_eq!(found(&table("1.5", "96,5")), ["decimal-marks-mixed@2:10"]);
    // The language of messages changes nothing.
    let text = "unit;exam-score\nso-a;96,5\n";
    let [vi, en] = ["vi", "en"].map(|lang| {
        let args = [
            "batch",
            "-",
            "--criteria",
            "illustrative-shapes",
            "--lang",
            lang,
        ];
        run(&args, text.as_bytes()).stdout
    });
    assert_eq!(vi, en);
}

/// A table of `illustrative-shapes`, where `revenue-planned` takes three decimals and `exam-score` two.
fn shapes(text: &str, more: &[&str]) -> Ran {
    let mut args = vec![
        "batch",
        "-",
        "--criteria",
        "illustrative-shapes",
        "--lang",
        "en",
    ];
    args.extend(more);
    run(&args, text.as_bytes())
}

#[test]
fn a_mark_before_three_digits_is_asked_about_unless_something_settles_it() {
    let table = |rows: &str| format!("unit;revenue-planned;exam-score\n{rows}");
    for written in ["1,369", "1.369"] {
        let ran = shapes(&table(&format!("so-a;{written};\nso-b;1369;\n")), &[]);
        assert_eq!(found(&ran), ["decimal-mark-ambiguous@2:6"], "{written}");
        assert_eq!(scored(&ran), ["so-b"]);
        assert!(
            ran.stderr.contains("may be 1.369 or 1369"),
            "{}",
            ran.stderr
        );
        // What is proposed can be typed.
        assert!(
            ran.stderr.contains("write 1.3690 or 1369;"),
            "{}",
            ran.stderr
        );
        for proposed in ["1.3690", "1369"] {
            assert_eq!(
                shapes(&table(&format!("so-a;{proposed};\n")), &[]).code(),
                0
            );
        }
        // Another number that can be read in one way only settles it, wherever it stands.
        let other = written.replace("1,369", "96,5").replace("1.369", "96.5");
        for rows in [
            format!("so-a;{written};{other}\n"),
            format!("so-a;{written};\nso-b;;{other}\n"),
            format!("so-b;;{other}\nso-a;{written};\n"),
        ] {
            let ran = shapes(&table(&rows), &[]);
            assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{rows}");
        }
        // Both marks in a table settle nothing.
        let both = shapes(
            &table(&format!("so-a;{written};\nso-b;;1,5\nso-c;;1.5\n")),
            &[],
        );
        assert_eq!(found(&both), ["decimal-mark-ambiguous@2:6"]);
        let mark = if written.contains(',') {
            ["comma", "point"]
        } else {
            ["point", "comma"]
        };
        let row = table(&format!("so-a;{written};\n"));
        assert_eq!(shapes(&row, &["--decimal", mark[0]]).code(), 0);
        let against = shapes(&row, &["--decimal", mark[1]]);
        assert_eq!(found(&against), ["decimal-marks-mixed@2:6"]);
    }
    // With the mark, the number is the one with decimals: as it is where it can be read in one way only.
    let settled = shapes(&table("so-a;1.369;\n"), &["--decimal", "point"]);
    assert_eq!(settled.stdout, shapes(&table("so-a;1.3690;\n"), &[]).stdout);
    let lines = "{\"unit\":\"so-a\",\"facts\":{}}\n";
    assert_eq!(shapes(lines, &["--decimal", "point"]).code(), 2);
}

#[test]
fn what_generate_writes_is_read_back() {
    for set in ["illustrative-shapes", "set.json"] {
        let args = ["generate", "--criteria", set, "--units", "300", "--format"];
        let table = run(&[&args[..], &["csv"]].concat(), b"");
        let lines = run(&[&args[..], &["jsonl"]].concat(), b"");
        let batch = |input: &str| run(&["batch", "-", "--criteria", set], input.as_bytes());
        let (table, lines) = (batch(&table.stdout), batch(&lines.stdout));
        assert!(!table.stderr.contains("decimal-mark"), "{}", table.stderr);
        assert_eq!(
            (table.code(), table.stdout),
            (lines.code(), lines.stdout),
            "{set}"
        );
    }
}

#[test]
fn dates_are_read_as_people_type_them() {
    let table = |day: &str| batch(format!("unit,issued-on\nso-a,{day}\n").as_bytes());
    let wanted = table("2024-01-05");
    assert_eq!(wanted.code(), 0);
    for day in [
        "05/01/2024",
        "5/1/2024",
        "05-01-2024",
        "5.1.2024",
        "2024-1-5",
        "2024/01/05",
    ] {
        let ran = table(day);
        assert_eq!(
            (ran.code(), &ran.stdout),
            (0, &wanted.stdout),
            "{day}: {}",
            ran.stderr
        );
    }
    // 45296 is 2024-01-05: 2024-01-01 is 45292 in every spreadsheet.
    for (day, iso) in [("45296", "2024-01-05"), ("1/15/2024", "2024-01-15")] {
        let ran = table(day);
        assert_eq!(
            (found(&ran), ran.code()),
            (vec!["bad-date@2:6".to_owned()], 4),
            "{day}"
        );
        assert!(
            ran.stderr.contains(&format!("write \"{iso}\"")),
            "{}",
            ran.stderr
        );
    }
    // JSON says what is to be written, and takes nothing else.
    let line = "{\"unit\":\"so-a\",\"facts\":{\"issued-on\":\"05/01/2024\"}}\n";
    let ran = batch(line.as_bytes());
    assert_eq!((ran.code(), scored(&ran).len()), (4, 0));
    assert!(
        ran.stderr.contains("write \"2024-01-05\""),
        "{}",
        ran.stderr
    );
}

#[test]
fn lines_may_end_in_carriage_returns() {
    let text = format!("{HEAD}so-a,9,10,,,,\n\n\"so-\nb\",9,10,,,,\nso-c,x,10,,,,\n");
    let wanted = ["bad-id@4:1", "bad-number@6:6"];
    for end in ["\n", "\r\n", "\r"] {
        let ran = batch(text.replace('\n', end).as_bytes());
        assert_eq!(
            (found(&ran), scored(&ran)),
            (wanted.map(str::to_owned).to_vec(), vec!["so-a"]),
            "{end:?}"
        );
        // The break in the id is written out.
        assert!(
            ran.stderr.contains("\"so-\\n") || ran.stderr.contains("\"so-\\r\\n"),
            "{}",
            ran.stderr
        );
    }
}
