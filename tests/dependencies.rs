//! What the workspace depends on keeps to `deny.toml`: licences, sources, one version of each crate.
//!
//! Read from what cargo says without a network, so that nothing has to be installed.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn policy() -> String {
    fs::read_to_string(root().join("deny.toml")).unwrap()
}

/// The texts in quotes that begin a line, or stand after `crate =`, in a list of the policy.
fn list(policy: &str, name: &str) -> BTreeSet<String> {
    let begin = format!("\n{name} = [");
    let rest = policy.split_once(&begin).unwrap().1;
    let rest = rest.split_once("\n]").unwrap().0;
    let lines = rest
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

/// Each package that is built for this machine, with its tests and build scripts: name, version, licence.
fn packages() -> BTreeSet<(String, String, String)> {
    let arguments = "tree --workspace --all-features --offline --locked --prefix none -f";
    let run = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .arg("{p}|{l}")
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    let lines = String::from_utf8(run.stdout).unwrap();
    lines
        .lines()
        .filter_map(|line| {
            let (package, licence) = line.split_once('|')?;
            let mut words = package.split(' ');
            let (name, version) = (words.next()?, words.next()?);
            let licence = licence.trim_end_matches(" (*)");
            Some((
                name.to_owned(),
                version.trim_start_matches('v').to_owned(),
                licence.to_owned(),
            ))
        })
        .collect()
}

/// Whether a licence expression (SPDX, or the older `MIT/Apache-2.0`) can be met by what is allowed.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    assert!(words.next().is_none(), "{expression}");
    met
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn any(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let word = words.next().unwrap();
    if word == "(" {
        let met = any(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return met;
    }
    if words.next_if_eq(&"WITH").is_some() {
        let whole = format!("{word} WITH {}", words.next().unwrap());
        return allowed.contains(&whole);
    }
    allowed.contains(word)
}

#[test]
fn every_licence_is_allowed_and_every_allowance_used() {
    let allowed = list(&policy(), "allow");
    let packages = packages();
    assert!(packages.len() > 100, "{}", packages.len());
    let wrong: Vec<_> = packages
        .iter()
        .filter(|(_, _, licence)| !is_met(licence, &allowed))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for licence in &allowed {
        let is_named = |(_, _, own): &(String, String, String)| own.contains(licence.as_str());
        assert!(packages.iter().any(is_named), "{licence} is not met with");
    }
}

#[test]
fn expressions_are_read_as_they_bind() {
    let allowed = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("Zlib AND MIT OR GPL-3.0", true),
        ("(MIT OR GPL-3.0) AND GPL-2.0", false),
        ("(GPL-2.0 OR MIT) AND Zlib", true),
        ("MIT WITH LLVM-exception", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn two_versions_of_a_crate_have_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, version, _) in packages() {
        versions.entry(name).or_default().insert(version);
    }
    let skipped = list(&policy(), "skip");
    let mut used = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, own)| own.len() > 1) {
        // All but one of them have to be named.
        let named = versions.iter().filter(|version| {
            let is_it = |skip: &&String| {
                let (own, begin) = skip.split_once(':').unwrap();
                let rest = version.strip_prefix(begin);
                own == name && rest.is_some_and(|rest| rest.starts_with('.'))
            };
            skipped
                .iter()
                .find(is_it)
                .map(|skip| used.insert(skip))
                .is_some()
        });
        assert!(named.count() + 1 >= versions.len(), "{name}: {versions:?}");
    }
    let stale: Vec<_> = skipped.iter().filter(|skip| !used.contains(skip)).collect();
    // Other systems need other crates.
    let is_here = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    assert!(stale.is_empty() || !is_here, "no longer needed: {stale:?}");
}

#[test]
fn everything_comes_from_the_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let sources = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "));
    for source in sources {
        assert_eq!(
            source,
            "\"registry+https://github.com/rust-lang/crates.io-index\""
        );
    }
}
