//! Which file uses names of which: an import leads to the file that defines the name, through a `mod.rs`
//! that only hands it on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The files that each file of a crate uses.
pub(crate) struct Imports {
    source: PathBuf,
    texts: BTreeMap<PathBuf, String>,
    pub(crate) used: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Imports {
    /// Reads the files below the `src` folder of a crate.
    pub(crate) fn of(source: &Path, files: Vec<PathBuf>) -> Self {
        let texts: BTreeMap<PathBuf, String> = files
            .into_iter()
            .map(|file| {
                let text = code(&fs::read_to_string(&file).unwrap());
                (file, text)
            })
            .collect();
        let mut own = Self {
            source: source.to_owned(),
            texts,
            used: BTreeMap::new(),
        };
        let used = |(file, text): (&PathBuf, &String)| {
            let mut used = BTreeSet::new();
            for path in paths(text, &["crate", "super"]) {
                used.extend(own.target(&own.module(file), &path, 8));
            }
            used.remove(file);
            (file.clone(), used)
        };
        let used = own.texts.iter().map(used).collect();
        own.used = used;
        own
    }

    /// The module of a file, as names from the root of the crate.
    fn module(&self, file: &Path) -> Vec<String> {
        let inside = file.strip_prefix(&self.source).unwrap().with_extension("");
        let names = inside.iter().map(|name| name.to_str().unwrap().to_owned());
        let mut names: Vec<String> = names.collect();
        if ["mod", "lib", "main"].contains(&names.last().unwrap().as_str()) {
            names.pop();
        }
        names
    }

    /// The file of a module.
    fn file(&self, module: &[String]) -> Option<PathBuf> {
        let place = module
            .iter()
            .fold(self.source.clone(), |path, name| path.join(name));
        let names = ["mod.rs", "lib.rs", "main.rs"].map(|name| place.join(name));
        let own = [place.with_extension("rs")];
        let mut all = own.into_iter().chain(names);
        all.find(|file| self.texts.contains_key(file))
    }

    /// The file that a path used in a module leads to.
    fn target(&self, from: &[String], path: &[String], depth: u8) -> Option<PathBuf> {
        let mut names = path.iter().peekable();
        let mut module = match names.peek()?.as_str() {
            "crate" => {
                names.next();
                Vec::new()
            }
            _ => from.to_vec(),
        };
        while names.next_if(|name| *name == "super").is_some() {
            module.pop()?;
        }
        while let Some(name) = names.peek() {
            let mut inner = module.clone();
            inner.push((*name).clone());
            if self.file(&inner).is_none() {
                break;
            }
            module = inner;
            names.next();
        }
        let file = self.file(&module)?;
        let (Some(name), Some(less)) = (names.next(), depth.checked_sub(1)) else {
            return Some(file);
        };
        // Handed on from somewhere else.
        let handed = paths(&self.texts[&file], &[]);
        let handed = handed.iter().find(|path| path.last() == Some(name));
        let on = handed.and_then(|path| self.target(&module, path, less));
        Some(on.unwrap_or(file))
    }

    /// A circle among the files below a folder, if there is one.
    pub(crate) fn circle(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        let mut left: BTreeSet<&PathBuf> = self
            .used
            .keys()
            .filter(|file| file.starts_with(folder))
            .collect();
        // What uses nothing that is left is in no circle.
        loop {
            let free = |file: &&PathBuf| self.used[*file].iter().all(|used| !left.contains(used));
            let Some(file) = left.iter().copied().find(free) else {
                break;
            };
            left.remove(file);
        }
        // And so is what nothing that is left uses.
        loop {
            let unused =
                |file: &&PathBuf| !left.iter().any(|other| self.used[*other].contains(*file));
            let Some(file) = left.iter().copied().find(unused) else {
                break;
            };
            left.remove(file);
        }
        (!left.is_empty()).then(|| left.into_iter().cloned().collect())
    }
}

/// The text without comments and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths in a text that begin with one of these words, or those of its `use` lines; braces are opened.
fn paths(text: &str, begins: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let starts: Vec<usize> = if begins.is_empty() {
        let uses = text.match_indices("use ");
        uses.map(|(at, word)| at + word.len()).collect()
    } else {
        let of = |word: &&str| {
            let start = format!("{word}::");
            let all: Vec<usize> = text.match_indices(&start).map(|(at, _)| at).collect();
            all
        };
        let all = begins.iter().flat_map(of);
        let is_start = |at: &usize| !text[..*at].ends_with([':', '_']);
        all.filter(is_start).collect()
    };
    for start in starts {
        opened(&text[start..], &mut Vec::new(), &mut found);
    }
    found
}

/// Reads one path and gives what is after it.
fn opened<'t>(text: &'t str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(list) = text.strip_prefix('{') {
        let mut rest = list;
        loop {
            rest = opened(rest, &mut before.clone(), found).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = text.find(|letter| !is_letter(letter)).unwrap_or(text.len());
    if end == 0 {
        return text;
    }
    let (name, rest) = text.split_at(end);
    before.push(name.to_owned());
    if let Some(more) = rest.strip_prefix("::") {
        return opened(more, before, found);
    }
    found.push(before.clone());
    // `as other`
    rest.trim_start()
        .strip_prefix("as ")
        .map_or(rest, |renamed| renamed.trim_start_matches(is_letter))
}
