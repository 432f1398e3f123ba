//! No message advises to delete what holds data: it is renamed, moved, or put together.
#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::fs;
use std::path::{Path, PathBuf};

/// Marks of writing, which hold no data.
const NOT_DATA: [&str; 4] = [
    "hãy xóa dấu phẩy đó",
    "delete the comma",
    "hãy xóa ký tự này; chỉ được dùng xuống dòng",
    "delete it; only line feeds",
];

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn no_message_advises_to_delete_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in [
        "src",
        "crates/answers/src",
        "crates/cli/src",
        "crates/office/src",
    ] {
        rust_files(&root.join(folder), &mut paths);
    }
    let mut advice = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
            let deletes = says(&[
                "delete ",
                "delete,",
                "hãy xóa",
                "hoặc xóa",
                "và xóa",
                "xóa giá trị",
                "hãy bỏ điểm",
                "hoặc bỏ ",
                "remove the ",
                "or remove ",
                "drop the ",
                "drop one ",
            ]);
            let is_text = line.contains('"') && !line.starts_with("//");
            if deletes && is_text && !says(&NOT_DATA) {
                let file = path.strip_prefix(root).unwrap().display();
                advice.push(format!("{file}:{}: {line}", number + 1));
            }
        }
    }
    assert!(advice.is_empty(), "{}", advice.join("\n"));
}
