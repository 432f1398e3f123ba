//! What `--output` does to what is there: devices, pipes, links, modes, inputs, interruptions.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::support::{Ran, folder, run};

/// The inputs of one run in a folder of their own
fn copied() -> TempDir {
    let own = tempfile::tempdir().unwrap();
    for name in ["november.json", "plan.json", "set.json"] {
        fs::copy(folder("data").join(name), own.path().join(name)).unwrap();
    }
    own
}

fn score(of: &Path, more: &[&str]) -> Ran {
    let file = of.join("november.json");
    let set = of.join("set.json");
    let args = [
        "score",
        file.to_str().unwrap(),
        "--criteria",
        set.to_str().unwrap(),
    ];
    run(&[&args[..], more].concat(), b"")
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The names in a folder, sorted.
fn names(of: &Path) -> Vec<String> {
    let entries = fs::read_dir(of).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_pipe_is_written_into() {
    let own = copied();
    let pipe = own.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let ran = score(own.path(), &["-o", text(&pipe)]);
    assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""));
    assert_eq!(reader.join().unwrap(), score(own.path(), &[]).stdout);
    let kind = fs::symlink_metadata(&pipe).unwrap().file_type();
    assert!(!kind.is_file(), "the pipe is a pipe still");
}

#[test]
fn a_device_is_written_into() {
    let own = copied();
    let before = fs::metadata("/dev/null").unwrap().rdev();
    let ran = score(own.path(), &["-o", "/dev/null"]);
    assert_eq!(
        (ran.code(), ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    assert_eq!(fs::metadata("/dev/null").unwrap().rdev(), before);
    if Path::new("/dev/full").exists() {
        let ran = score(own.path(), &["-o", "/dev/full"]);
        assert_eq!(ran.code(), 1);
        assert!(ran.stderr.contains("hết chỗ"), "{}", ran.stderr);
        assert_ne!(fs::metadata("/dev/full").unwrap().rdev(), 0);
    }
}

#[test]
fn standard_output_by_name_is_standard_output() {
    let own = copied();
    let plain = run(&["schema", "plan"], b"").stdout;
    let named = run(&["schema", "plan", "-o", "/dev/stdout"], b"");
    assert_eq!((named.code(), named.stdout), (0, plain.clone()));
    // Redirected onto a file that is added to: what is in it stays.
    let log = own.path().join("log");
    fs::write(&log, "first\n").unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(["schema", "plan", "--output", "/dev/stdout"])
        .stdout(fs::OpenOptions::new().append(true).open(&log).unwrap())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(fs::read_to_string(&log).unwrap(), format!("first\n{plain}"));
}

#[test]
fn a_link_stays_a_link_and_a_mode_stays() {
    let own = copied();
    let (old, link) = (own.path().join("old"), own.path().join("link"));
    fs::write(&old, "old").unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("old", &link).unwrap();
    assert_eq!(score(own.path(), &["-o", text(&link)]).code(), 0);
    assert_eq!(fs::read_link(&link).unwrap(), PathBuf::from("old"));
    assert_eq!(
        fs::read_to_string(&old).unwrap(),
        score(own.path(), &[]).stdout
    );
    assert_eq!(
        fs::metadata(&old).unwrap().permissions().mode() & 0o777,
        0o600
    );
    // A link to a name that nothing has makes the file there.
    symlink("new", own.path().join("to-new")).unwrap();
    let ran = score(own.path(), &["-o", text(&own.path().join("to-new"))]);
    assert_eq!(ran.code(), 0);
    assert!(
        fs::symlink_metadata(own.path().join("new"))
            .unwrap()
            .is_file()
    );
}

#[test]
fn a_new_file_has_the_mode_of_the_mask() {
    let own = copied();
    let status = Command::new("sh")
        .args(["-c", "umask 027; exec \"$0\" schema plan -o new"])
        .arg(env!("CARGO_BIN_EXE_par-index"))
        .current_dir(own.path())
        .status()
        .unwrap();
    assert!(status.success());
    let mode = fs::metadata(own.path().join("new"))
        .unwrap()
        .permissions()
        .mode();
    // All may read and write, but for what the mask takes: 666 without 027.
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn an_input_is_never_replaced() {
    let own = copied();
    let at = |name: &str| own.path().join(name);
    fs::hard_link(at("november.json"), at("hard")).unwrap();
    symlink("november.json", at("soft")).unwrap();
    let before: Vec<Vec<u8>> = ["november.json", "plan.json", "set.json"]
        .map(|name| fs::read(at(name)).unwrap())
        .into();
    let same = format!("{}/./november.json", own.path().display());
    let others = ["november.json", "hard", "soft", "plan.json", "set.json"].map(&at);
    for output in others.iter().map(|path| text(path)).chain([same.as_str()]) {
        for force in [&[][..], &["--force"]] {
            let ran = score(own.path(), &[&["-o", output], force].concat());
            assert_eq!(ran.code(), 1, "{output}");
            assert!(ran.stderr.contains(output), "{}", ran.stderr);
        }
    }
    let after: Vec<Vec<u8>> = ["november.json", "plan.json", "set.json"]
        .map(|name| fs::read(at(name)).unwrap())
        .into();
    assert_eq!(after, before);
    assert_eq!(names(own.path()).len(), 5, "nothing is left behind");
}

#[test]
fn an_input_by_way_of_a_folder_or_table_is_not_replaced() {
    let own = copied();
    let table = own.path().join("units.csv");
    let to = |path: &Path| text(path).to_owned();
    let made = run(
        &[
            "generate",
            "--criteria",
            "department-from-plan",
            "--units",
            "3",
            "--format",
            "csv",
            "-o",
            &to(&table),
        ],
        b"",
    );
    assert_eq!(made.code(), 0, "{}", made.stderr);
    let before = fs::read(&table).unwrap();
    for force in [&[][..], &["--force"]] {
        let args = [
            "batch",
            text(&table),
            "--criteria",
            "department-from-plan",
            "-o",
            text(&table),
        ];
        let ran = run(&[&args[..], force].concat(), b"");
        assert_eq!(ran.code(), 1, "{}", ran.stderr);
        assert_eq!(fs::read(&table).unwrap(), before);
        let set = own.path().join("set.json");
        let unit = own.path().join("november.json");
        let own_before = fs::read(&unit).unwrap();
        for command in ["batch", "worklist", "check"] {
            let args = [
                command,
                text(own.path()),
                "--criteria",
                text(&set),
                "-o",
                text(&unit),
            ];
            let ran = run(&[&args[..], force].concat(), b"");
            assert_eq!(ran.code(), 1, "{command}: {}", ran.stderr);
            assert_eq!(fs::read(&unit).unwrap(), own_before, "{command}");
        }
    }
}

/// Every command treats what is there alike: an old result is replaced, an original only with
/// `--force`.
#[test]
fn originals_are_kept_and_results_replaced() {
    let own = copied();
    let at = |name: &str| own.path().join(name);
    let originals: [(&str, &[u8]); 4] = [
        (
            "other.json",
            br#"{"format": "par-index/assessment@1", "id": "x"}"#,
        ),
        ("draft.json", br#"{"format": "par-index/plan@1", "#),
        ("book.bin", b"PK\x03\x04\x00\x00"),
        ("utf16.tsv", b"\xff\xfea\x00"),
    ];
    let sheet = folder("data").join("sheet.csv");
    let commands: [&[&str]; 4] = [
        &["score", "november.json", "--criteria", "set.json"],
        &["check", "november.json", "--criteria", "set.json"],
        &["schema", "plan"],
        &["criteria", "import", text(&sheet)],
    ];
    for command in commands {
        for (name, bytes) in originals {
            let path = at(name);
            fs::write(&path, bytes).unwrap();
            let to = |force: &[&str]| {
                Command::new(env!("CARGO_BIN_EXE_par-index"))
                    .args(command)
                    .args(["--output", name])
                    .args(force)
                    .current_dir(own.path())
                    .output()
                    .unwrap()
            };
            let refused = to(&[]);
            assert_eq!(refused.status.code(), Some(1), "{command:?} {name}");
            assert!(
                String::from_utf8(refused.stderr)
                    .unwrap()
                    .contains("--force")
            );
            assert_eq!(fs::read(&path).unwrap(), bytes);
            assert!(matches!(to(&["--force"]).status.code(), Some(0 | 4)));
            assert_ne!(fs::read(&path).unwrap(), bytes);
        }
        fs::write(at("old.txt"), "an old result\n").unwrap();
        let ran = Command::new(env!("CARGO_BIN_EXE_par-index"))
            .args(command)
            .args(["--output", "old.txt"])
            .current_dir(own.path())
            .status()
            .unwrap();
        assert!(matches!(ran.code(), Some(0 | 4)), "{command:?}");
        assert_ne!(fs::read(at("old.txt")).unwrap(), b"an old result\n");
    }
}

#[test]
fn what_cannot_be_written_says_why() {
    let own = copied();
    let at = |name: &str| own.path().join(name).to_str().unwrap().to_owned();
    symlink("circle", at("circle")).unwrap();
    for (output, said) in [
        (at("no/x.txt"), "không có thư mục"),
        (at("set.json/x.txt"), "đi qua một tệp"),
        (at("circle"), "đi vòng"),
        (
            own.path().to_str().unwrap().to_owned(),
            "đây là một thư mục",
        ),
    ] {
        let ran = score(own.path(), &["-o", &output]);
        assert_eq!(ran.code(), 1, "{output}");
        assert!(ran.stderr.contains(said), "{output}: {}", ran.stderr);
    }
    for output in ["x.docx", "x.XLSX", "x.pdf"] {
        let ran = score(own.path(), &["-o", &at(output)]);
        assert_eq!(ran.code(), 2, "{output}");
        assert!(!own.path().join(output).exists());
    }
}

/// With 250 bytes a name leaves no room for a longer one beside it.
#[test]
fn a_long_name_is_written() {
    let own = copied();
    let output = own.path().join(format!("{}.txt", "x".repeat(250)));
    let ran = score(own.path(), &["-o", text(&output)]);
    assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""));
    assert!(output.exists());
}

/// A signal ends `batch` while its output is begun: the program says so by a complaint about a bad
/// row, and what it reads does not end.
#[test]
fn an_interrupted_command_leaves_nothing() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        // Whoever runs the tests without a terminal may ignore it, and then the program does so too.
        if is_ignored_here(number) {
            continue;
        }
        let own = tempfile::tempdir().unwrap();
        let old = own.path().join("old.csv");
        fs::write(&old, "an old result\n").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_par-index"))
            .args(["batch", "-", "--criteria", "department-from-plan", "-o"])
            .arg(&old)
            .env("TMPDIR", own.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"unit\n").unwrap();
        // More than a chunk, so that it is scored before the input ends.
        stdin.write_all("!\n".repeat(5_000).as_bytes()).unwrap();
        stdin.flush().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        assert_eq!(names(own.path()).len(), 2, "the output is begun beside it");
        let killed = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        // The program must not wait for this end to be read.
        let mut rest = Vec::new();
        stderr.read_to_end(&mut rest).unwrap();
        let status = child.wait().unwrap();
        drop(stdin);
        assert_eq!(status.signal(), Some(number), "{signal}");
        assert_eq!(names(own.path()), ["old.csv"], "{signal}");
        assert_eq!(fs::read_to_string(&old).unwrap(), "an old result\n");
    }
}

/// Whether this process, and so what it starts, ignores a signal.
fn is_ignored_here(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (number - 1) & 1 == 1)
}

/// Started to ignore a signal, as by `nohup`, it goes on.
#[test]
fn an_ignored_signal_stays_ignored() {
    let own = tempfile::tempdir().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", "trap '' HUP; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_par-index"))
        .args(["batch", "-", "--criteria", "department-from-plan", "-o"])
        .arg(own.path().join("out.csv"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"unit\n").unwrap();
    stdin.write_all("!\n".repeat(5_000).as_bytes()).unwrap();
    stdin.flush().unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    stderr.read_line(&mut line).unwrap();
    let killed = Command::new("kill")
        .args(["-s", "HUP", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    drop(stdin);
    let mut rest = Vec::new();
    stderr.read_to_end(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(4));
    assert_eq!(names(own.path()), ["out.csv"]);
}

/// A reader that goes away is no failure, by whatever name it was given.
#[test]
fn a_closed_pipe_by_name_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args([
            "generate",
            "--criteria",
            "department-from-plan",
            "--units",
            "100000",
        ])
        .args(["-o", "/dev/stdout"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
