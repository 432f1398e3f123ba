//! Running the program on the files of `tests/data`.
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Once;

/// What a run printed, with its exit code as text and a line feed
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) exit: String,
}

impl Ran {
    pub(crate) fn code(&self) -> i32 {
        self.exit.trim().parse().unwrap()
    }
}

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The folders of all cases, in order
pub(crate) fn cases() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    all
}

/// The folder with files that are made when they are needed
pub(crate) fn temporary() -> String {
    static MADE: Once = Once::new();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("odd");
    MADE.call_once(|| odd_files(&path));
    path.to_str().unwrap().to_owned()
}

fn odd_files(path: &Path) {
    let _ = fs::create_dir_all(path);
    let made = |name: &str, bytes: &[u8]| {
        let file = path.join(name);
        if fs::read(&file).ok().as_deref() != Some(bytes) {
            // Tests run beside each other: a file is there whole or not at all.
            let other = path.join(format!("{name}.{}", std::process::id()));
            fs::write(&other, bytes).unwrap();
            fs::rename(other, file).unwrap();
        }
    };
    let small = fs::read(folder("data/small.json")).unwrap();
    let text = String::from_utf8(small).unwrap();
    made("empty.json", b"");
    made("bom.json", &[b"\xEF\xBB\xBF", text.as_bytes()].concat());
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    made("utf16.json", &utf16);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    made(
        "deep.json",
        format!("{{\"format\": \"par-index/assessment@1\", \"facts\": {deep}}}").as_bytes(),
    );
    let long = "x".repeat(3 * 1024 * 1024);
    made("long.json", text.replace("Sở Thử", &long).as_bytes());
    made(
        "huge.json",
        format!("[{}]", "0,".repeat(5 * 1024 * 1024)).as_bytes(),
    );
    made(
        "latin.json",
        &[
            b"{\"format\": \"par-index/assessment@1\", \"id\": \"",
            &[0xE9][..],
            b"\"}",
        ]
        .concat(),
    );
}

pub(crate) fn run(args: &[&str], stdin: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(args)
        .current_dir(folder("data"))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| {
        String::from_utf8(bytes)
            .unwrap()
            .replace(&temporary(), "$TMP")
    };
    Ran {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        exit: format!("{}\n", output.status.code().unwrap()),
    }
}
