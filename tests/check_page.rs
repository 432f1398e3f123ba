//! `docs/checks.md` is made of the doc comments of the checks, and every check has one.
//!
//! `UPDATE=1 cargo test --test check_page` writes the page.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use par_index::check::{CheckGroup, all_checks};

/// The sections of a doc comment, in their order.
const SECTIONS: [&str; 5] = [
    "What it does",
    "Why it matters",
    "Example",
    "Use instead",
    "Since",
];

/// Where checks stand, and the kind of file they look at. The first that fits counts.
const PLACES: [(&str, CheckGroup); 15] = [
    ("src/read/", CheckGroup::AnyFile),
    ("crates/answers/src/desk/kind.rs", CheckGroup::AnyFile),
    ("src/model/criteria_set/", CheckGroup::Criteria),
    ("src/check/example_fails.rs", CheckGroup::Criteria),
    ("src/check/criteria/", CheckGroup::Criteria),
    ("src/check/editions.rs", CheckGroup::Criteria),
    ("src/analyse/", CheckGroup::Criteria),
    ("src/model/plan_findings.rs", CheckGroup::Plan),
    ("src/model/due_date.rs", CheckGroup::Plan),
    ("src/model/result_findings.rs", CheckGroup::Assessment),
    ("src/eval/", CheckGroup::Assessment),
    ("src/scenario/", CheckGroup::Scenarios),
    ("src/improve/", CheckGroup::Actions),
    ("src/check/published.rs", CheckGroup::Published),
    ("src/check/", CheckGroup::Assessment),
];

const GROUPS: [(CheckGroup, &str); 7] = [
    (
        CheckGroup::AnyFile,
        "What is found in any file, before its content is looked at.",
    ),
    (
        CheckGroup::Criteria,
        "What is found in a criteria set, by itself and with its examples.",
    ),
    (CheckGroup::Plan, "What is found in a reform plan."),
    (
        CheckGroup::Assessment,
        "What is found in an assessment beside its criteria set, its plan, its documents and the year before.",
    ),
    (
        CheckGroup::Scenarios,
        "What is found in a scenario file, by itself and beside its base. A value that does not fit is found by the checks of assessments, at its place in the scenario file.",
    ),
    (
        CheckGroup::Actions,
        "What is found in a file of actions, by itself and beside the assessment it is to improve. Contradictory actions and passed deadlines are no faults: `improve` names them.",
    ),
    (
        CheckGroup::Published,
        "What is found in a table of published totals in JSON. Of a table in CSV, `rank` speaks at its line.",
    ),
];

const HEAD: &str = "\
# Checks

Everything the library and the command-line tool can report. Made from the doc comments of the
checks; a test compares it with them. `par-index check --explain CHECK` prints a section,
`par-index check --list` all names. A check that is found in several kinds of files stands under
each of them.
";

/// A check as its source describes it.
#[derive(Default)]
struct Described {
    severities: BTreeSet<u8>,
    about: String,
    sections: Vec<(String, String)>,
    file: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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

/// The source files with checks, by their path in the repository.
fn sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    rust_files(&root().join("src"), &mut paths);
    // What the import says of a sheet, and `batch` and `rank` of a table, belongs to those crates.
    paths.push(root().join("crates/answers/src/desk/kind.rs"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
        let is_test = name.ends_with("tests.rs");
        if !is_test && (text.contains("\nimpl Finding for ") || text.contains("\nfinding! {")) {
            found.push((name.replace('\\', "/"), text));
        }
    }
    found
}

fn rank(severity: &str) -> u8 {
    match severity {
        "Error" => 0,
        "Warning" => 1,
        "Advice" => 2,
        other => panic!("{other} is no severity"),
    }
}

/// The doc comment that ends just before a byte of a text.
fn doc_before(text: &str, at: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text[..at].lines().rev() {
        let line = line.trim();
        if let Some(said) = line.strip_prefix("///") {
            lines.push(said.trim().to_owned());
        } else if !line.starts_with("#[") {
            break;
        }
    }
    lines.reverse();
    lines
}

/// First paragraph and sections of a doc comment.
fn parts(doc: &[String]) -> (String, Vec<(String, String)>) {
    let mut about = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut is_first = true;
    for line in doc {
        if let Some(name) = line.strip_prefix("# ") {
            sections.push((name.to_owned(), String::new()));
            continue;
        }
        let text = match sections.last_mut() {
            Some((_, text)) => text,
            None if is_first && !line.is_empty() => &mut about,
            None => {
                is_first &= about.is_empty();
                continue;
            }
        };
        if line.is_empty() {
            if !text.is_empty() && !text.ends_with("\n\n") {
                text.push_str("\n\n");
            }
        } else {
            let gap = !text.is_empty() && !text.ends_with('\n');
            text.push_str(if gap { " " } else { "" });
            text.push_str(line);
        }
    }
    for (_, text) in &mut sections {
        text.truncate(text.trim_end().len());
    }
    (about, sections)
}

/// The text between the braces of a method.
fn body<'t>(text: &'t str, name: &str) -> &'t str {
    let at = text
        .find(&format!("fn {name}(&self)"))
        .unwrap_or_else(|| panic!("no {name}"));
    let end = text[at..].find("\n    }\n").unwrap();
    &text[at..at + end]
}

/// Words of a text that start after `mark`, in order, with their places.
fn after<'t>(text: &'t str, mark: &str) -> Vec<(usize, &'t str)> {
    let word = |at: usize| {
        let rest = &text[at + mark.len()..];
        let end = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
            .unwrap_or(rest.len());
        (at, &rest[..end])
    };
    text.match_indices(mark).map(|(at, _)| word(at)).collect()
}

/// What each variant of an enum is answered with in a `match`. A match inside an arm answers for
/// the same variants.
fn answers<'t>(
    body: &'t str,
    answers: &[(usize, &'t str)],
) -> BTreeMap<&'t str, BTreeSet<&'t str>> {
    let mut all: Vec<(usize, &str, bool)> = Vec::new();
    all.extend(
        after(body, "Self::")
            .into_iter()
            .map(|(at, name)| (at, name, true)),
    );
    all.extend(answers.iter().map(|(at, answer)| (*at, *answer, false)));
    // What is left over, at the end of the outermost match.
    all.extend(body.find("\n            _ =>").map(|at| (at, "_", true)));
    all.sort_unstable();
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let (mut arm, mut is_answered): (Vec<&str>, bool) = (Vec::new(), false);
    for (_, word, is_name) in all {
        if is_name {
            if is_answered {
                arm.clear();
                is_answered = false;
            }
            arm.push(word);
        } else {
            is_answered = true;
            for name in &arm {
                found.entry(name).or_default().insert(word);
            }
        }
    }
    found
}

/// The checks of a source, by id; those without a description too.
fn checks_of(file: &str, text: &str) -> Vec<(String, Described)> {
    let mut found = Vec::new();
    for block in text.split("\nfinding! {\n").skip(1) {
        let end = block
            .lines()
            .take_while(|line| !line.starts_with("    \""))
            .map(|line| line.len() + 1)
            .sum::<usize>();
        let named = block[end..].lines().next().unwrap();
        let (id, severity) = named.trim()[1..].split_once("\" ").unwrap();
        let doc: Vec<String> = block
            .lines()
            .map_while(|line| line.trim().strip_prefix("///"))
            .map(|line| line.trim().to_owned())
            .collect();
        let (about, sections) = parts(&doc);
        let described = Described {
            severities: [rank(severity)].into(),
            about,
            sections,
            file: file.to_owned(),
        };
        found.push((id.to_owned(), described));
    }
    for (at, name) in after(text, "\nimpl Finding for ") {
        let block = &text[at..];
        let (check, severity) = (body(block, "check"), body(block, "severity"));
        let ranks = after(severity, "Severity::");
        let own = |doc: &[String], severities| {
            let (about, sections) = parts(doc);
            Described {
                severities,
                about,
                sections,
                file: file.to_owned(),
            }
        };
        if !check.contains("match self") {
            let id = match after(check, "\"").first() {
                Some((_, id)) => (*id).to_owned(),
                None => after(text, "const ID: &str = \"")[0].1.to_owned(),
            };
            let defined = ["struct", "enum"]
                .iter()
                .find_map(|word| {
                    [" {", "<", "("]
                        .iter()
                        .find_map(|end| text.find(&format!("{word} {name}{end}")))
                })
                .unwrap_or_else(|| panic!("{file}: {name} is not defined here"));
            let start = text[..defined].rfind('\n').map_or(0, |at| at + 1);
            let severities = ranks.iter().map(|(_, word)| rank(word)).collect();
            found.push((id, own(&doc_before(text, start), severities)));
            continue;
        }
        let literals: Vec<(usize, &str)> = after(check, "\"")
            .into_iter()
            .filter(|(_, word)| !word.is_empty())
            .collect();
        let severities = answers(severity, &ranks);
        let start = text.find(&format!("enum {name} {{")).unwrap();
        let end = start + text[start..].find("\n}\n").unwrap();
        for (variant, ids) in answers(check, &literals) {
            let at = [" {", ",", "("]
                .iter()
                .find_map(|end| text[start..].find(&format!("\n    {variant}{end}")))
                .unwrap_or_else(|| panic!("{file}: no variant {variant}"));
            assert!(start + at < end, "{file}: {variant} is elsewhere");
            let doc = doc_before(text, start + at + 1);
            let mut own_ranks: BTreeSet<u8> = BTreeSet::new();
            let exact = severities.get(variant);
            // A pattern that asks for a field leaves the rest to what follows.
            let partly = severity
                .find(&format!("Self::{variant} {{"))
                .is_some_and(|at| severity[at..].split('}').next().unwrap().contains(": "));
            for words in exact
                .into_iter()
                .chain(severities.get("_").filter(|_| exact.is_none() || partly))
            {
                own_ranks.extend(words.iter().map(|word| rank(word)));
            }
            if own_ranks.is_empty() {
                own_ranks.extend(ranks.iter().map(|(_, word)| rank(word)));
            }
            for id in ids {
                found.push((id.to_owned(), own(&doc, own_ranks.clone())));
            }
        }
    }
    found
}

fn group_of(file: &str) -> CheckGroup {
    PLACES
        .iter()
        .find(|(start, _)| file.starts_with(start))
        .unwrap_or_else(|| panic!("say in PLACES which files the checks of {file} are about"))
        .1
}

/// Every check by group and id. Several findings may share an id: the first that is described counts.
fn described() -> BTreeMap<(usize, String), Described> {
    let mut all: BTreeMap<(usize, String), Described> = BTreeMap::new();
    for (file, text) in sources() {
        let group = group_of(&file);
        let at = GROUPS.iter().position(|(own, _)| *own == group).unwrap();
        for (id, mut own) in checks_of(&file, &text) {
            let known = all.entry((at, id)).or_default();
            known.severities.append(&mut own.severities);
            if known.sections.is_empty() {
                (known.about, known.sections, known.file) = (own.about, own.sections, own.file);
            }
        }
    }
    all
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    let all = described();
    for (at, (group, about)) in GROUPS.iter().enumerate() {
        writeln!(page, "\n## {}\n\n{about}", group.title()).unwrap();
        for ((_, id), own) in all.iter().filter(|((own, _), _)| *own == at) {
            let severities: Vec<&str> = own
                .severities
                .iter()
                .map(|rank| ["error", "warning", "advice"][usize::from(*rank)])
                .collect();
            let about = &own.about;
            writeln!(
                page,
                "
### {id}

{about} · {}",
                severities.join(", ")
            )
            .unwrap();
            for (name, text) in &own.sections {
                writeln!(page, "\n**{name}.** {text}").unwrap();
            }
        }
    }
    page
}

#[test]
fn every_check_is_described() {
    let mut wrong = Vec::new();
    for ((_, id), own) in described() {
        let names: Vec<&str> = own.sections.iter().map(|(name, _)| name.as_str()).collect();
        let is_empty = own.sections.iter().any(|(_, text)| text.is_empty());
        if names != SECTIONS || is_empty {
            wrong.push(format!("{}: {id} has the sections {names:?}", own.file));
        }
        if own.about.is_empty() || own.about.ends_with('.') || own.about.contains(" · ") {
            wrong.push(format!("{}: {id} begins {:?}", own.file, own.about));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_is_what_the_sources_say() {
    let path = root().join("docs/checks.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/checks.md is stale; UPDATE=1 writes it again"
    );
}

#[test]
fn the_list_of_checks_is_what_the_sources_say() {
    let listed: Vec<(CheckGroup, String, Vec<u8>)> = all_checks()
        .filter(|check| GROUPS.iter().any(|(own, _)| *own == check.group))
        .map(|check| {
            let ranks = check.severities.iter().map(|own| rank(&format!("{own:?}")));
            (check.group, check.id.to_owned(), ranks.collect())
        })
        .collect();
    let written: Vec<(CheckGroup, String, Vec<u8>)> = described()
        .into_iter()
        .map(|((at, id), own)| (GROUPS[at].0, id, own.severities.into_iter().collect()))
        .collect();
    assert_eq!(listed, written);
    assert!(listed.len() > 150, "only {} were read", listed.len());
}

/// Every id in a source file: what a `check` method answers, and the line of a `finding!`.
fn ids_of(text: &str) -> BTreeSet<&str> {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
    let is_id = |word: &&str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let mut ids = BTreeSet::new();
    for (at, _) in text.match_indices("fn check(&self) -> &'static str {") {
        let end = text[at..]
            .find("\n    }\n")
            .map_or(text.len(), |end| at + end);
        ids.extend(text[at..end].split('"').skip(1).step_by(2).filter(is_id));
    }
    for line in text.lines().map(str::trim) {
        if let Some((id, rest)) = line
            .strip_prefix('"')
            .and_then(|rest| rest.split_once("\" "))
            && ["Error", "Warning", "Advice"].contains(&rest)
        {
            ids.insert(id);
        }
        if let Some((_, id)) = line.split_once("const ID: &str = \"") {
            ids.extend(id.strip_suffix("\";"));
        }
    }
    ids
}

#[test]
fn every_id_that_a_command_prints_can_be_explained() {
    let known: BTreeSet<&str> = all_checks().map(|check| check.id).collect();
    let mut paths = Vec::new();
    for folder in [
        "src",
        "crates/answers/src",
        "crates/cli/src",
        "crates/office/src",
    ] {
        rust_files(&root().join(folder), &mut paths);
    }
    let mut unknown = Vec::new();
    let mut count = 0;
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        if path.ends_with("tests.rs") {
            continue;
        }
        let ids = ids_of(&text);
        count += ids.len();
        let file = path.strip_prefix(root()).unwrap().display().to_string();
        let of_file = ids.into_iter().filter(|id| !known.contains(id));
        unknown.extend(of_file.map(|id| format!("{file}: {id}")));
    }
    assert!(count > 250, "only {count} ids were found");
    assert!(unknown.is_empty(), "not explained:\n{}", unknown.join("\n"));
}

/// Ids that differ only in the order or the form of their words name one fault twice.
#[test]
fn one_fault_has_one_id() {
    let folded = |id: &str| {
        let mut words: Vec<&str> = id
            .split('-')
            .filter(|word| !["given", "not", "the", "a", "is"].contains(word))
            .collect();
        words.sort_unstable();
        (words.concat().replace(['s', '8'], ""), id.contains("not"))
    };
    let mut by_words: BTreeMap<(String, bool), BTreeSet<&str>> = BTreeMap::new();
    for check in all_checks() {
        by_words
            .entry(folded(check.id))
            .or_default()
            .insert(check.id);
    }
    let twice: Vec<_> = by_words.values().filter(|ids| ids.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
