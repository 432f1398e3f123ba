//! Files that are named inside other files: they stay below the folder of the file that names
//! them, or below a folder that the user allows.
//!
//! An assessment comes from somebody else. If its `plan` could be any path, reading it would open
//! any file of the reader, and a message about its first line would show it.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// What a name inside a file leads to
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Led {
    /// A place that is not allowed; nothing of it was looked at.
    Outside,
    /// A folder, device or pipe.
    NoFile(PathBuf),
    /// A file, or a name that nothing has.
    File(PathBuf),
}

/// Where a name inside a file of `folder` leads; `root` is allowed as well
///
/// A folder without a name is the one worked in.
pub fn lead(folder: &Path, named: &str, root: Option<&Path>) -> Led {
    if has_drive(named) {
        return Led::Outside;
    }
    let there = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let Ok(own) = fs::canonicalize(there) else {
        // Nothing is there, so nothing can be outside; reading says so.
        return Led::File(folder.join(named));
    };
    let root = root.and_then(|root| fs::canonicalize(root).ok());
    let is_inside = |path: &Path| {
        path.starts_with(&own) || root.as_ref().is_some_and(|root| path.starts_with(root))
    };
    let found = |named: &str| {
        if !is_inside(&plain(&own, Path::new(named))) {
            return Led::Outside;
        }
        let path = folder.join(named);
        match fs::canonicalize(&path) {
            Ok(real) if !is_inside(&real) => Led::Outside,
            Ok(real) if !real.is_file() => Led::NoFile(path),
            _ => Led::File(path),
        }
    };
    // `\` parts folders where the name was written on Windows, and is a letter elsewhere.
    match found(named) {
        Led::File(path) if !named.contains('\\') || path.exists() => Led::File(path),
        Led::Outside if !named.contains('\\') => Led::Outside,
        _ => found(&named.replace('\\', "/")),
    }
}

/// Where a name leads by its letters alone, where a reader stands for the file system.
pub fn lead_by_name(folder: &Path, named: &str) -> Led {
    let named = named.replace('\\', "/");
    let stays = Path::new(&named)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !stays || has_drive(&named) {
        return Led::Outside;
    }
    Led::File(plain(folder, Path::new(&named)))
}

/// A path without `.` and `..`, whatever is there.
fn plain(folder: &Path, named: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    for part in named.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            // An absolute part starts anew.
            part => path.push(part),
        }
    }
    path
}

/// `C:plan.json`, which is relative to a drive and not to a folder
fn has_drive(named: &str) -> bool {
    let mut letters = named.chars();
    letters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && letters.next() == Some(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in [
            "own/plan.json",
            "own/deep/plan.json",
            "plan.json",
            "ownother/x.json",
        ] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        root
    }

    #[test]
    fn what_lies_below_the_folder_is_found() {
        let root = made();
        let own = root.path().join("own");
        for named in [
            "plan.json",
            "./plan.json",
            "deep/plan.json",
            "deep/../plan.json",
        ] {
            assert_eq!(
                lead(&own, named, None),
                Led::File(own.join(named)),
                "{named}"
            );
        }
        assert_eq!(
            lead(&own, "deep\\plan.json", None),
            Led::File(own.join("deep/plan.json"))
        );
        // A name that nothing has is for the reader to say.
        assert_eq!(
            lead(&own, "none.json", None),
            Led::File(own.join("none.json"))
        );
        assert_eq!(lead(&own, "deep", None), Led::NoFile(own.join("deep")));
    }

    #[test]
    fn what_lies_outside_is_not_looked_at() {
        let root = made();
        let own = root.path().join("own");
        let absolute = root.path().join("plan.json");
        for named in [
            "../plan.json",
            "..\\plan.json",
            "deep/../../plan.json",
            "deep\\..\\..\\plan.json",
            "../ownother/x.json",
            "../none.json",
            "/etc/passwd",
            "C:\\x.json",
            "C:/x.json",
            "c:x.json",
            "\\\\server\\share\\x.json",
            "//server/share/x.json",
            absolute.to_str().unwrap(),
        ] {
            assert_eq!(lead(&own, named, None), Led::Outside, "{named}");
        }
        // A root that is given is allowed, and no more than that.
        for named in ["../plan.json", absolute.to_str().unwrap()] {
            let led = lead(&own, named, Some(root.path()));
            assert!(matches!(led, Led::File(_)), "{named}");
        }
        assert_eq!(lead(&own, "../../x.json", Some(root.path())), Led::Outside);
        assert_eq!(lead(&own, "/etc/passwd", Some(root.path())), Led::Outside);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_no_further_than_names() {
        let root = made();
        let own = root.path().join("own");
        std::os::unix::fs::symlink("../plan.json", own.join("out.json")).unwrap();
        std::os::unix::fs::symlink("..", own.join("up")).unwrap();
        std::os::unix::fs::symlink("deep/plan.json", own.join("in.json")).unwrap();
        assert_eq!(lead(&own, "out.json", None), Led::Outside);
        assert_eq!(lead(&own, "up/plan.json", None), Led::Outside);
        assert_eq!(lead(&own, "in.json", None), Led::File(own.join("in.json")));
        // There `\` is a letter of a name.
        fs::write(own.join("a\\b.json"), "{}").unwrap();
        assert_eq!(
            lead(&own, "a\\b.json", None),
            Led::File(own.join("a\\b.json"))
        );
    }
}
