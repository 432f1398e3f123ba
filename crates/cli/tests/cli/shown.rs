//! What a terminal would obey or hide never comes out as it is, by whatever way it comes in.

use std::fs;
use std::path::Path;

use super::support::{Ran, folder, run};

/// Of each kind one: C0, DEL, C1, direction, no width, and a mark of the program's own.
const ODD: &str = "\u{1b}[31m\u{7}\u{7f}\u{9b}2J\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}\u{fdd0}[8m";

/// What stands for [`ODD`] in a text for people.
const SHOWN: &str =
    "\\u{1b}[31m\\u{7}\\u{7f}\\u{9b}2J\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{ad}\\u{fdd0}[8m";

fn hidden(text: &str) -> Option<char> {
    text.chars().find(|letter| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}')
    })
}

fn is_clean(ran: &Ran, of: &str) {
    for text in [&ran.stdout, &ran.stderr] {
        assert_eq!(hidden(text), None, "{of}: {text:?}");
    }
}

fn path(of: &Path) -> &str {
    of.to_str().unwrap()
}

#[test]
fn groups_units_and_quoted_lines_are_written_out() {
    let own = tempfile::tempdir().unwrap();
    let table = own.path().join("table.csv");
    fs::write(
        &table,
        format!("unit,index,group\n\"Sở {ODD}\",85.41,\"nhóm {ODD}\"\n"),
    )
    .unwrap();
    for lang in ["vi", "en"] {
        let ran = run(&["rank", path(&table), "--lang", lang], b"");
        assert_eq!(ran.code(), 0);
        is_clean(&ran, "rank");
        assert!(
            ran.stdout.contains(&format!("nhóm {SHOWN}")),
            "{}",
            ran.stdout
        );
    }
    // Codes of the program's own are there where colours are asked for, and no others.
    let ran = run(&["rank", path(&table), "--color", "always"], b"");
    let bare = anstream::adapter::strip_str(&ran.stdout).to_string();
    assert!(ran.stdout.contains('\u{1b}') && !ran.stdout.contains("\u{1b}[31m"));
    assert_eq!(hidden(&bare), None);
    // A line that is quoted because of a fault.
    fs::write(&table, format!("unit,index\n\"Sở {ODD}\",x{ODD}\n")).unwrap();
    let ran = run(&["rank", path(&table)], b"");
    assert_eq!(ran.code(), 4);
    is_clean(&ran, "rank of a bad table");
}

/// The finding about a control character does not print it.
#[test]
fn a_control_character_is_named_and_not_printed() {
    let text = fs::read_to_string(folder("data/small.json")).unwrap();
    let own = tempfile::tempdir().unwrap();
    for odd in ['\u{9b}', '\u{85}', '\u{7f}'] {
        let file = own.path().join("unit.json");
        fs::write(&file, text.replace("Sở", &format!("S{odd}\u{202e}ở"))).unwrap();
        let ran = run(&["check", path(&file), "--criteria", "set.json"], b"");
        assert_eq!(ran.code(), 4);
        is_clean(&ran, "check");
        let named = format!("\\u{{{:x}}}\\u{{202e}}", u32::from(odd));
        assert!(ran.stdout.contains(&named), "{}", ran.stdout);
        // The marks stand under the text that is shown.
        let lines: Vec<&str> = ran.stdout.lines().collect();
        let at = lines.iter().position(|line| line.contains(&named)).unwrap();
        let column = |line: &str, of: char| line.chars().position(|letter| letter == of);
        let first = column(lines[at + 1], '^').unwrap();
        let value = lines[at].find("\"S\\u{").unwrap();
        assert_eq!(first, lines[at][..value].chars().count(), "{}", ran.stdout);
    }
}

/// Names of files, on the command line and in folders, also where they hold a line break.
#[cfg(unix)]
#[test]
fn names_of_files_are_written_out() {
    let own = tempfile::tempdir().unwrap();
    let name = format!("a{ODD}\nlỗi: bịa.json");
    let file = own.path().join(&name);
    fs::copy(folder("data/small.json"), &file).unwrap();
    fs::write(own.path().join(format!("b{ODD}\n.json")), "{}").unwrap();
    fs::write(own.path().join(format!("c{ODD}.json")), "{").unwrap();
    let dir = path(own.path());
    let set = ["--criteria", "set.json"];
    let missing = format!("{dir}/none{ODD}\n.json");
    let commands: [&[&str]; 8] = [
        &["score", path(&file)],
        &["check", path(&file)],
        &["check", dir],
        &["worklist", dir],
        &["batch", dir],
        &["rank", dir],
        &["score", &missing],
        &["score", &missing, "--bogus"],
    ];
    for command in commands {
        let ran = run(&[command, &set].concat(), b"");
        is_clean(&ran, &format!("{command:?}"));
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains("\nlỗi: bịa"), "{command:?}: {said}");
    }
}

/// JSON says the same, in letters that no terminal obeys.
#[test]
fn json_is_lossless_and_hides_nothing() {
    let own = tempfile::tempdir().unwrap();
    let table = own.path().join("table.csv");
    fs::write(&table, format!("unit,index,group\na,1,\"nhóm {ODD}\"\n")).unwrap();
    let ran = run(&["rank", path(&table), "--format", "json"], b"");
    is_clean(&ran, "JSON");
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["groups"][0]["group"], format!("nhóm {ODD}"));
}

/// A cell with a control character makes a set that is read again.
#[test]
fn an_imported_set_is_read_again() {
    let own = tempfile::tempdir().unwrap();
    let sheet = fs::read_to_string(folder("data/sheet.csv")).unwrap();
    let odd = sheet.replace("Ban hành", "Ban\u{1}\u{9b} hành");
    assert_ne!(odd, sheet);
    let file = own.path().join("bảng\u{1b}2024.csv");
    let (set, again) = (own.path().join("set.json"), own.path().join("plain.json"));
    fs::write(&file, &odd).unwrap();
    let options = [
        "--title",
        "Bộ\u{7f} thử",
        "--instrument",
        "Quyết\u{9b} định",
        "--id",
        "thu",
    ];
    let args = ["criteria", "import", path(&file), "-o", path(&set)];
    let ran = run(&[&args[..], &options].concat(), b"");
    assert_eq!(ran.code(), 0, "{}", ran.stderr);
    is_clean(&ran, "import");
    assert!(
        ran.stdout.contains("control-character-left-out"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("U+0001"), "{}", ran.stdout);
    let checked = run(&["criteria", "check", path(&set)], b"");
    assert_ne!(checked.code(), 3, "{}", checked.stdout);
    // But for its source it is the set without those characters.
    let plain = own.path().join("bảng2024.csv");
    fs::write(&plain, &sheet).unwrap();
    let options = [
        "--title",
        "Bộ thử",
        "--instrument",
        "Quyết định",
        "--id",
        "thu",
    ];
    let args = ["criteria", "import", path(&plain), "-o", path(&again)];
    assert_eq!(run(&[&args[..], &options].concat(), b"").code(), 0);
    assert_eq!(
        fs::read_to_string(&set).unwrap(),
        fs::read_to_string(&again).unwrap()
    );
}

/// All CSV has one line end, and no cell begins a formula.
#[test]
fn csv_is_one_form() {
    let own = tempfile::tempdir().unwrap();
    let table = own.path().join("table.csv");
    fs::write(
        &table,
        "unit,index,title,group\n=1+1,1,@a,\"+x\"\n-b,2,\"\tc\",\n",
    )
    .unwrap();
    let generated = own.path().join("units.csv");
    let set = "department-from-plan";
    let made = run(
        &[
            "generate",
            "--criteria",
            set,
            "--units",
            "2",
            "--format",
            "csv",
            "-o",
            path(&generated),
        ],
        b"",
    );
    assert_eq!(made.code(), 0);
    let scenarios = "../../../../seeds/quang-tri-2024/scenarios.json";
    let base = "../../../../seeds/quang-tri-2024/assessment.json";
    let commands: [&[&str]; 5] = [
        &["rank", path(&table)],
        &["worklist", "worklist", "--criteria", "worklist/set.json"],
        &["scenario", base, scenarios],
        &["batch", path(&generated), "--criteria", set],
        &["generate", "--criteria", set, "--units", "2"],
    ];
    for command in commands {
        let ran = run(&[command, &["--format", "csv"]].concat(), b"");
        assert!(
            ran.stdout.ends_with('\n') && !ran.stdout.contains('\r'),
            "{command:?}"
        );
        let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
                    && par_index::number::Quantity::parse(cell).is_err();
                assert!(!is_formula, "{command:?}: {cell}");
            }
        }
    }
}

/// An argument that is not UTF-8 is named as far as it is.
#[cfg(target_os = "linux")]
#[test]
fn an_argument_that_is_not_text_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let output = std::process::Command::new(env!("CARGO_BIN_EXE_par-index"))
        .arg("score")
        .arg(OsStr::from_bytes(b"caf\xe9\x1b.json"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("caf\u{fffd}\\u{1b}.json"), "{said}");
    assert_eq!(hidden(&said), None);
}
