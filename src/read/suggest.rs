//! Guessing the word meant by a misspelt one.

/// Longest word for which a guess is made, in characters.
const MAX_LENGTH: usize = 48;

/// The candidate closest to a word, if one is close
///
/// Counts inserted, deleted, replaced and swapped letters; a third of the letters may be wrong.
/// Case does not count, nor does the difference between `-`, `_` and a space.
pub fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.chars().nth(MAX_LENGTH).is_some() {
        return None;
    }
    let word = letters(word);
    let mut best: Option<(usize, &'c str)> = None;
    for candidate in candidates {
        let other = letters(candidate);
        let length = word.len().max(other.len());
        let allowed = length.checked_div(3).unwrap_or(0).clamp(1, 4);
        if word.len().abs_diff(other.len()) > allowed || length < 2 {
            continue;
        }
        let far = distance(&word, &other);
        if far <= allowed && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Keys of files in Vietnamese, as they are written by people who guess them
const IN_VIETNAMESE: &[(&str, &str)] = &[
    ("bo_tieu_chi", "criteria_set"),
    ("dinh_dang", "format"),
    ("don_vi", "unit"),
    ("ghi_chu", "note"),
    ("giai_trinh", "explanations"),
    ("diem_toi_da", "max_points"),
    ("diem_tu_cham", "claims"),
    ("ke_hoach", "plan"),
    ("ket_qua", "results"),
    ("khong_ap_dung", "not_applicable"),
    ("ky_danh_gia", "period"),
    ("linh_vuc", "areas"),
    ("minh_chung", "evidence"),
    ("ngay_chot", "as_of"),
    ("ngay_ban_hanh", "issued_on"),
    ("so_hieu", "notation"),
    ("so_ky_hieu", "notation"),
    ("so_lieu", "facts"),
    ("tai_lieu", "evidence"),
    ("tai_lieu_kiem_chung", "evidence"),
    ("ten", "title"),
    ("tham_dinh", "appraisal"),
    ("tieu_chi", "criteria"),
    ("tu_cham", "claims"),
];

/// The key that is meant by one in Vietnamese without marks, where it is among the candidates
pub(super) fn translated<'c>(
    key: &str,
    mut candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let written: String = letters(key).into_iter().collect();
    let (_, meant) = IN_VIETNAMESE.iter().find(|(own, _)| *own == written)?;
    candidates.find(|candidate| candidate == meant)
}

/// Faults of one file after which nothing is guessed any more: what follows is another file, or its names
/// are of another place.
const MOST_GUESSED: usize = 1_000;

/// As [`suggest`], where so many faults were found before
///
/// A file of nothing but unknown names would otherwise take many times as long as one that is right.
pub fn suggest_after<'c>(
    found: usize,
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if found < MOST_GUESSED {
        suggest(word, candidates)
    } else {
        None
    }
}

fn letters(word: &str) -> Vec<char> {
    let plain = |c: char| if matches!(c, '-' | ' ') { '_' } else { c };
    word.chars()
        .take(MAX_LENGTH)
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

/// Edits that turn one word into the other, a swap of neighbours counting as one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (row, letter) in a.iter().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        let mut left = row.saturating_add(1);
        line.push(left);
        let mut last_b = None;
        for (column, other) in b.iter().enumerate() {
            let corner = above.get(column).copied().unwrap_or(usize::MAX);
            let up = above
                .get(column.saturating_add(1))
                .copied()
                .unwrap_or(usize::MAX);
            let replaced = corner.saturating_add(usize::from(letter != other));
            let mut least = replaced
                .min(up.saturating_add(1))
                .min(left.saturating_add(1));
            if last_a == Some(other) && last_b == Some(letter) {
                let swapped = column.checked_sub(1).and_then(|column| before.get(column));
                least = least.min(swapped.map_or(usize::MAX, |edits| edits.saturating_add(1)));
            }
            line.push(least);
            left = least;
            last_b = Some(other);
        }
        last_a = Some(letter);
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(0)
}
