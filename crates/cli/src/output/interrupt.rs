//! Files that are not finished are removed where the program is interrupted.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile, TempPath};

/// The files that are not finished; a signal is for the whole process, and so is this list.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that is removed where a signal ends the program; it is made and listed in one go.
pub(super) fn temporary(made_by: &Builder<'_, '_>, folder: &Path) -> io::Result<NamedTempFile> {
    watch();
    let mut all = unfinished();
    let file = made_by.tempfile_in(folder)?;
    all.insert(file.path().to_owned());
    Ok(file)
}

/// Gives a finished file its name.
pub(super) fn persist(temporary: TempPath, name: &Path) -> io::Result<()> {
    let mut all = unfinished();
    all.remove::<Path>(temporary.as_ref());
    temporary.persist(name).map_err(|failed| failed.error)
}

/// Removes a file that will not be finished.
pub(super) fn remove(temporary: TempPath) {
    let mut all = unfinished();
    all.remove::<Path>(temporary.as_ref());
    // There is nowhere to say that this failed.
    let _ = temporary.close();
}

#[cfg(not(unix))]
fn watch() {}

/// Waits for signals on a thread of its own, from the first unfinished file on.
#[cfg(unix)]
fn watch() {
    use std::sync::Once;
    use std::thread;

    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        let Ok(mut signals) = Signals::new(heeded()) else {
            return;
        };
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // Held to the end, so that no further file is made.
                let all = unfinished();
                for file in all.iter() {
                    let _ = std::fs::remove_file(file);
                }
                // Ends the program as the signal alone would have done.
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

/// The signals that end the program: not those it was started to ignore, as by `nohup`.
#[cfg(unix)]
fn heeded() -> Vec<i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let is_ignored = |signal: i32| match (mask, u32::try_from(signal)) {
        (Some(mask), Ok(signal @ 1..=64)) => mask >> (signal - 1) & 1 == 1,
        // Where it cannot be known, going on after the terminal is closed comes first.
        _ => signal == SIGHUP,
    };
    [SIGINT, SIGTERM, SIGHUP]
        .into_iter()
        .filter(|signal| !is_ignored(*signal))
        .collect()
}
