//! Folders of `src/` and crates depend one way only, and each folder says what it is for.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

mod imports;

use imports::Imports;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders in dependency order: each may use only those before it.
const ORDER: [&str; 20] = [
    "number",
    "diagnostic",
    "read",
    "file",
    "model",
    "rule",
    "compile",
    "eval",
    "units",
    "sample",
    "explain",
    "compare",
    "analyse",
    "output",
    "margins",
    "ranking",
    "check",
    "scenario",
    "improve",
    "worklist",
];

/// The rooms of `src/eval`, likewise.
const ROOMS: [&str; 5] = ["given", "cells", "leaf", "assessment", "card"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

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

/// The folders named after `crate::` in a text, braces included.
fn folders_used(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or("").split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let word: String = name
                .trim()
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
                .collect();
            used.insert(word);
        }
    }
    used
}

#[test]
fn folders_depend_one_way() {
    let mut wrong = Vec::new();
    for (place, folder) in ORDER.iter().enumerate() {
        let mut files = Vec::new();
        rust_files(&source().join(folder), &mut files);
        assert!(!files.is_empty(), "no folder {folder}");
        for file in files {
            for used in folders_used(&fs::read_to_string(&file).unwrap()) {
                if ORDER
                    .iter()
                    .position(|known| *known == used)
                    .is_some_and(|other| other > place)
                {
                    wrong.push(format!("{} uses {used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_in_the_order_and_says_what_it_is_for() {
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(ORDER.contains(&name.as_str()), "{name} is not in the order");
            let head = fs::read_to_string(path.join("mod.rs")).unwrap();
            assert!(head.starts_with("//! ") && head.len() > 60, "{name}/mod.rs");
        }
    }
}

#[test]
fn the_order_is_held_by_what_is_read() {
    // The scan sees single paths and lists alike.
    let used = folders_used("use crate::{eval::Index, check}; let x = crate::model::Leaf;");
    assert_eq!(used, ["check", "eval", "model"].map(str::to_owned).into());
}

/// What the manifest of a crate says it needs of this project, tests aside.
fn needed(manifest: &str) -> BTreeSet<String> {
    let used = manifest
        .split("\n[")
        .find(|part| part.starts_with("dependencies]"));
    let lines = used.into_iter().flat_map(str::lines);
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| name.starts_with("par-index"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn crates_depend_one_way() {
    // Each with what it may need; what is not in the list is for tests alone.
    let allowed: [(&str, &[&str]); 4] = [
        ("pages", &[]),
        ("office", &["par-index"]),
        (
            "answers",
            &["par-index", "par-index-office", "par-index-pages"],
        ),
        (
            "cli",
            &[
                "par-index",
                "par-index-answers",
                "par-index-office",
                "par-index-pages",
            ],
        ),
    ];
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    for (name, allowed) in allowed {
        let manifest = fs::read_to_string(crates.join(name).join("Cargo.toml")).unwrap();
        let allowed: BTreeSet<String> = allowed.iter().map(|own| (*own).to_owned()).collect();
        assert_eq!(needed(&manifest), allowed, "{name}");
    }
    let core = fs::read_to_string(crates.with_file_name("Cargo.toml")).unwrap();
    assert_eq!(needed(&core), BTreeSet::new());
}

#[test]
fn no_answer_uses_the_json_page_or_table_of_another() {
    let answers = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/answers/src");
    let entries = fs::read_dir(&answers).unwrap().map(Result::unwrap);
    let folders: Vec<PathBuf> = entries
        .map(|own| own.path())
        .filter(|own| own.is_dir())
        .collect();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let is_answer = |path: &PathBuf| path.join("answer.rs").is_file();
    let names: Vec<String> = folders
        .iter()
        .filter(|own| is_answer(own))
        .map(|own| name(own))
        .collect();
    assert!(names.len() > 5, "{names:?}");
    let mut wrong = Vec::new();
    for folder in &folders {
        let mut files = Vec::new();
        rust_files(folder, &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let others = names.iter().filter(|own| **own != name(folder));
            for other in others {
                for part in ["json", "page", "csv"] {
                    for ending in ["::", ";", " "] {
                        if text.contains(&format!("crate::{other}::{part}{ending}")) {
                            wrong.push(format!("{} uses {other}/{part}.rs", file.display()));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_of_scoring_depend_one_way() {
    let imports = imports(&source());
    let eval = source().join("eval");
    let room = |file: &Path| {
        let inside = file.strip_prefix(&eval).ok()?;
        let name = inside.iter().next()?.to_str()?;
        ROOMS.iter().position(|own| *own == name)
    };
    let mut wrong = Vec::new();
    for (file, used) in &imports.used {
        for other in used {
            if let (Some(own), Some(used)) = (room(file), room(other))
                && used > own
            {
                wrong.push(format!("{} uses {}", file.display(), other.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_import_each_other_in_no_circle() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let sources = ["cli", "answers", "pages"].map(|name| crates.join(name).join("src"));
    let whole = sources.into_iter().map(|source| (source.clone(), source));
    let whole = [(source(), source().join("eval"))].into_iter().chain(whole);
    for (source, folder) in whole {
        let circle = imports(&source).circle(&folder);
        assert_eq!(circle, None, "{}", folder.display());
    }
}

#[test]
fn an_import_leads_to_the_file_that_defines_the_name() {
    let imports = imports(&source());
    let eval = source().join("eval");
    let used = &imports.used[&eval.join("card/scorecard.rs")];
    assert!(used.contains(&eval.join("leaf/leaf_score.rs")));
    // Through `eval/mod.rs`.
    let used = &imports.used[&source().join("margins/search.rs")];
    assert!(used.contains(&eval.join("card/rescore.rs")), "{used:?}");
    assert!(!used.contains(&eval.join("mod.rs")), "{used:?}");
}

fn imports(source: &Path) -> Imports {
    let mut files = Vec::new();
    rust_files(source, &mut files);
    Imports::of(source, files)
}
