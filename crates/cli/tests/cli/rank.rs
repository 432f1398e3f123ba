//! `rank` as people use it: tables of spreadsheets, folders in which something is wrong, ties.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::batch::fresh;
use super::support::{Ran, folder, run};

/// A new folder with files.
fn folder_of(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = fresh(name);
    for (file, text) in files {
        fs::write(path.join(file), text).unwrap();
    }
    path
}

fn rank(paths: &[&PathBuf], more: &[&str]) -> Ran {
    let mut args = vec!["rank"];
    args.extend(paths.iter().map(|path| path.to_str().unwrap()));
    args.extend(["--lang", "en"]);
    args.extend(more);
    run(&args, b"")
}

fn ranked(paths: &[&PathBuf], more: &[&str]) -> (Value, i32) {
    let ran = rank(paths, &[more, &["--format", "json"]].concat());
    let code = ran.code();
    (
        serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr)),
        code,
    )
}

/// The unit, the place if there is one, and the places it can come to.
fn places(group: &Value) -> Vec<(String, Value, u64, u64)> {
    let all = ["units", "open"].map(|key| group[key].as_array().unwrap().clone());
    all.into_iter()
        .flatten()
        .map(|own| {
            let number = |key: &str| own[key].as_u64().unwrap();
            let unit = own["unit"].as_str().unwrap().to_owned();
            (unit, own["place"].clone(), number("best"), number("worst"))
        })
        .collect()
}

const TABLE: &str = "unit,group,index\nSở Nội vụ,Khối sở,90\nSở Y tế,Khối sở,85.5\n\
                     Sở Tư pháp,Khối sở,85.5\nHuyện Đông,Khối huyện,70\n";

#[test]
fn a_table_is_the_same_however_it_was_typed_and_saved() {
    let ranks = |text: &str| {
        let path = folder_of("rank-typed", &[("t.csv", text)]);
        let (mut value, code) = ranked(&[&path.join("t.csv")], &[]);
        assert_eq!(code, 0, "{value}");
        // Names are shown as they were written: here they are compared.
        let text = value
            .to_string()
            .replace("\u{a0}", " ")
            .nfc()
            .collect::<String>();
        value = serde_json::from_str(&text.split("  ").collect::<Vec<_>>().join(" ")).unwrap();
        value
    };
    let wanted = ranks(TABLE);
    let decomposed: String = TABLE.nfd().collect();
    let spaced = TABLE.replace("Sở ", "Sở\u{a0}").replace("Khối ", "Khối  ");
    let mixed = TABLE.replacen("Khối sở", &"Khối sở".nfd().collect::<String>(), 2);
    let lines: Vec<&str> = TABLE.lines().collect();
    let turned = [lines[0], lines[4], lines[2], lines[1], lines[3], ""].join("\n");
    for text in [
        decomposed,
        spaced,
        mixed,
        turned,
        TABLE.replace('\n', "\r\n"),
        TABLE.replace('\n', "\r"),
        TABLE.replace('\n', "\n\n"),
        TABLE.replace(',', ";").replace('.', ","),
    ] {
        assert_eq!(ranks(&text), wanted, "{text:?}");
    }
}

#[test]
fn a_unit_is_known_again_in_another_year() {
    let nfd: String = "Sở Nội vụ".nfd().collect();
    let table = |unit: &str, index: &str| format!("unit,group,index\n{unit},Khối sở,{index}\n");
    let path = folder_of(
        "rank-years",
        &[
            ("now.csv", &table("Sở Nội vụ", "90")),
            ("before.csv", &table(&nfd, "80")),
            (
                "both.csv",
                &format!("{}{nfd},Khối\u{a0}sở,80\n", table("Sở Nội vụ", "90")),
            ),
        ],
    );
    let before = path.join("before.csv");
    let (value, code) = ranked(
        &[&path.join("now.csv")],
        &["--against", before.to_str().unwrap()],
    );
    let change = &value["groups"][0]["change"];
    assert_eq!(
        (code, &change["joined"], &change["left"]),
        (0, &json!([]), &json!([]))
    );
    assert_eq!(change["units"][0]["index"]["exact"], "10");
    // In one table it is one unit twice, and nobody knows which row counts.
    let ran = rank(&[&path.join("both.csv")], &[]);
    assert_eq!(ran.code(), 4);
    assert!(
        ran.stderr.contains("[unit-given-twice]") && ran.stderr.contains("both.csv:3:1"),
        "{}",
        ran.stderr
    );
}

#[test]
fn one_bad_file_or_row_does_not_stop_the_rest() {
    let unit = fs::read_to_string(folder("data/rank/units/so-a.json")).unwrap();
    let other_set = unit
        .replace("rank-test", "no-such-set")
        .replace("so-a", "so-x");
    let no_plan = unit
        .replace("\"facts\"", "\"plan\": \"none.json\", \"facts\"")
        .replace("so-a", "so-p");
    let path = folder_of(
        "rank-bad",
        &[
            ("a.json", &unit),
            ("b.json", "{ no json"),
            ("c.json", &other_set),
            ("d.json", &no_plan),
            ("e.csv", "unit,index\nx,50\ny,abc\n\"z\nz\",-3\nlost\n,4\n"),
            ("f.csv", "nothing here\n"),
            ("g.json", &unit),
        ],
    );
    let set = folder("data/rank/set.json");
    let (value, code) = ranked(&[&path], &["--criteria", set.to_str().unwrap()]);
    assert_eq!(code, 4);
    let groups = value["groups"].as_array().unwrap();
    let all: Vec<_> = groups.iter().map(places).collect();
    // Rows whose index cannot be read come anywhere. The same assessment twice has one index.
    let own = |unit: &str, place: Value, best, worst| (unit.to_owned(), place, best, worst);
    assert_eq!(
        all[0],
        [
            own("x", json!(1), 1, 3),
            own("y", Value::Null, 1, 3),
            own("z\nz", Value::Null, 1, 3),
        ]
    );
    assert_eq!(all[1], [own("so-a", json!(1), 1, 1)]);
    let left_out: Vec<_> = value["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own.as_str().unwrap().rsplit('/').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        left_out,
        [
            "b.json",
            "c.json",
            "d.json",
            "e.csv:6:1",
            "e.csv:7:1",
            "f.csv"
        ]
    );
    let ran = rank(&[&path], &["--criteria", set.to_str().unwrap()]);
    // A name with a line break stays on its line.
    assert!(ran.stdout.contains("z\\nz"), "{}", ran.stdout);
    for place in [
        "b.json:1:3",
        "c.json",
        "e.csv:3:1",
        "e.csv:4:1",
        "f.csv:1:1",
        "none.json",
    ] {
        assert!(ran.stderr.contains(place), "{place}\n{}", ran.stderr);
    }
}

/// Units of the set of 20 points in `data/rank`, with other facts.
fn unit(name: &str, edit: impl FnOnce(&mut Value)) -> String {
    let text = fs::read(folder("data/rank/units/so-a.json")).unwrap();
    let mut file: Value = serde_json::from_slice(&text).unwrap();
    file["unit"]["id"] = json!(name);
    edit(&mut file);
    file.to_string()
}

/// The set with all criteria that may be left out, and a parent over those of the second area.
fn set_with_parent() -> String {
    let text = fs::read(folder("data/rank/set.json")).unwrap();
    let mut set: Value = serde_json::from_slice(&text).unwrap();
    for area in 0..2 {
        for leaf in 0..2 {
            set["areas"][area]["criteria"][leaf]["not_applicable"] = json!("leave-denominator");
        }
    }
    let area = &mut set["areas"][1];
    area["criteria"][0]["number"] = json!("2.1.1");
    area["criteria"][1]["number"] = json!("2.1.2");
    let leaves = area["criteria"].take();
    area["criteria"] = json!([
        { "id": "p", "number": "2.1", "title": { "vi": "Mục" }, "max_points": 4, "criteria": leaves }
    ]);
    set.to_string()
}

#[test]
fn criteria_parents_and_areas_decide_ties() {
    let facts = |handled: u32, models: u32, issued: &str, quality: Option<&str>| json!({ "on-time": handled, "handled": 100, "models": models, "issued-on": issued, "quality": quality });
    // Points of r1, r2, r3, r4: u1 has 4, 1.5, 1, 1 and u2 has 3, 1.5, 2, 1: each 7.5 of 10. u3 has 4, 1, 1 of 8:
    // 6 of 8 is 75 % too. Area a: 5.5, 4.5, 5; area b, which is the parent p: 2, 3, 1.
    let u1 = unit("u1", |own| {
        own["facts"] = facts(98, 3, "2024-02-01", Some("fair"));
    });
    let u2 = unit("u2", |own| {
        own["facts"] = facts(96, 3, "2024-01-10", Some("fair"));
    });
    let u3 = unit("u3", |own| {
        own["facts"] = facts(98, 2, "2024-02-01", None);
        own["not_applicable"] = json!([{ "at": "r4", "reason": "không có" }]);
    });
    let nothing = unit("u4", |own| {
        own["not_applicable"] = json!([{ "at": "a", "reason": "x" }, { "at": "b", "reason": "x" }]);
    });
    let path = folder_of(
        "rank-ties",
        &[
            ("u1.json", &u1),
            ("u2.json", &u2),
            ("u3.json", &u3),
            ("u4.json", &nothing),
        ],
    );
    let set = folder_of("rank-ties-set", &[("set.json", &set_with_parent())]).join("set.json");
    let set = set.to_str().unwrap();
    let of = |by: &str| {
        let (value, code) = ranked(
            &[&path],
            &["--criteria", set, "--ties", "ordered", "--by", by],
        );
        assert_eq!(code, 0, "{by}");
        let group = &value["groups"][0];
        assert_eq!(group["summary"]["units"], 3, "{by}");
        // What has nothing to score takes no place.
        assert_eq!(group["unplaced"][0]["unit"], "u4");
        let all = places(group).into_iter();
        all.map(|(unit, place, best, worst)| format!("{unit} {place} {best}–{worst}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("a"), ["u1 1 1–1", "u3 2 2–2", "u2 3 3–3"]);
    for by in ["b", "p"] {
        assert_eq!(of(by), ["u2 1 1–1", "u1 2 2–2", "u3 3 3–3"], "{by}");
    }
    assert_eq!(of("r4"), ["u1 1 1–2", "u2 1 1–2", "u3 null 1–3"]);
    assert_eq!(of("r4,a"), ["u1 1 1–2", "u2 2 2–3", "u3 null 1–3"]);
    let ran = rank(&[&path], &["--criteria", set]);
    assert!(
        ran.stdout.contains("Not ranked: nothing applies"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("3 ranked, 1 with nothing to score"),
        "{}",
        ran.stdout
    );
    let csv = rank(&[&path], &["--criteria", set, "--format", "csv"]).stdout;
    assert!(csv.contains("rank-test,2024,,,,,,u4,"), "{csv}");
    let ran = run(
        &[
            "check",
            path.join("u4.json").to_str().unwrap(),
            "--criteria",
            set,
            "--lang",
            "en",
        ],
        b"",
    );
    assert!(ran.stdout.contains("[nothing-applies]"), "{}", ran.stdout);
}

#[test]
fn evidence_files_are_found_however_their_names_are_composed() {
    let (nfc, nfd) = (
        "Kế hoạch.pdf".to_owned(),
        "Kế hoạch.pdf".nfd().collect::<String>(),
    );
    for (named, there) in [(&nfc, &nfd), (&nfd, &nfc), (&nfc, &nfc)] {
        let path = folder_of("rank-evidence", &[]);
        let inside = path.join(&*there.replace(".pdf", ""));
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join(there), "x").unwrap();
        let name = format!("{}/{named}", named.replace(".pdf", ""));
        let file = unit("u", |own| {
            own["evidence"] = json!([
                { "id": "d", "kind": "plan", "file": name, "supports": [{ "criterion": "r3" }] }
            ]);
        });
        fs::write(path.join("u.json"), file).unwrap();
        let file = path.join("u.json");
        let set = folder("data/rank/set.json");
        let args = [
            "check",
            file.to_str().unwrap(),
            "--criteria",
            set.to_str().unwrap(),
            "--files",
            path.to_str().unwrap(),
        ];
        let ran = run(&args, b"");
        assert!(
            !ran.stdout.contains("evidence-file-missing"),
            "{named:?} {there:?} {}",
            ran.stdout
        );
        fs::remove_file(inside.join(there)).unwrap();
        assert!(run(&args, b"").stdout.contains("evidence-file-missing"));
    }
}
