//! The sets that come with the library are those in the folder, and every one is sound.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use par_index::compile::Scorer;
use par_index::model::CriteriaSet;
use par_index::shipped::SETS;

#[test]
fn the_list_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let mut files = BTreeSet::new();
    for set in fs::read_dir(folder).unwrap() {
        let set = set.unwrap().path();
        let name = set.file_name().unwrap().to_str().unwrap().to_owned();
        if !set.is_dir() || name == "schema" {
            continue;
        }
        for edition in fs::read_dir(&set).unwrap() {
            let edition = edition.unwrap().path();
            if edition.extension().is_some_and(|ending| ending == "json") {
                let edition = edition.file_stem().unwrap().to_str().unwrap().to_owned();
                files.insert((name.clone(), edition));
            }
        }
    }
    let listed: BTreeSet<_> = SETS
        .iter()
        .map(|set| (set.id.to_owned(), set.edition.to_owned()))
        .collect();
    assert_eq!(listed, files);
}

#[test]
fn every_set_compiles_and_says_what_it_is() {
    for shipped in SETS {
        let set = CriteriaSet::from_json(Some(shipped.id), shipped.json.as_bytes())
            .unwrap_or_else(|found| panic!("{}: {found}", shipped.id));
        assert_eq!(
            (set.id().as_ref(), set.edition().as_ref()),
            (shipped.id, shipped.edition)
        );
        // Nothing of ours may look official.
        assert_ne!(set.provenance().word(), "official");
        assert!(set.file().notice.is_some());
        Scorer::new(set).unwrap();
    }
}

#[test]
fn reading_and_writing_a_set_changes_nothing() {
    for shipped in SETS {
        let set = CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap();
        let written = serde_json::to_string(set.file()).unwrap();
        let again = CriteriaSet::from_json(None, written.as_bytes()).unwrap();
        assert_eq!(set.file(), again.file(), "{}", shipped.id);
        assert_eq!(set.fingerprint(), again.fingerprint());
    }
}
