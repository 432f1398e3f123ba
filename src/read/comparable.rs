//! Text as it is compared: in NFC, with white space folded.

use std::borrow::Cow;

/// A text as it is compared: composed (NFC), each run of white space one blank, none at the ends
///
/// No-break spaces and line breaks are white space; marks that take no room are left out. Two texts that
/// look alike on paper are thus equal, however a keyboard or a spreadsheet wrote them. Text is shown as it
/// was written. The letters composed are those of Vietnamese.
///
/// # Examples
///
/// ```
/// use par_index::read::comparable;
///
/// assert_eq!(comparable("So\u{31b}\u{309}\u{a0} Y te\u{302}\u{301} "), "Sở Y tế");
/// ```
pub fn comparable(text: &str) -> Cow<'_, str> {
    let text = folded(text);
    if !text.is_ascii() && text.chars().any(is_mark) {
        Cow::Owned(composed(&text))
    } else {
        text
    }
}

/// Marks that take no room: zero-width spaces, a soft hyphen, a byte order mark.
fn takes_no_room(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn folded(text: &str) -> Cow<'_, str> {
    let is_plain =
        |letter: char| !takes_no_room(letter) && (!letter.is_whitespace() || letter == ' ');
    let ends_well = text.trim().len() == text.len() && !text.contains("  ");
    if ends_well && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let seen: String = text.chars().filter(|own| !takes_no_room(*own)).collect();
    Cow::Owned(seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Marks of Vietnamese letters with their combining class, and what they make of a letter
///
/// Each letter is followed by the letter with the mark. A letter with two marks is made of the one with
/// the mark of the lower class: `ậ` of `ạ`, `ợ` of `ơ`.
const MARKS: [(char, u8, &str); 8] = [
    (
        '\u{300}',
        230,
        "aàăằâầeèêềiìoòôồơờuùưừyỳAÀĂẰÂẦEÈÊỀIÌOÒÔỒƠỜUÙƯỪYỲ",
    ),
    (
        '\u{301}',
        230,
        "aáăắâấeéêếiíoóôốơớuúưứyýAÁĂẮÂẤEÉÊẾIÍOÓÔỐƠỚUÚƯỨYÝ",
    ),
    ('\u{302}', 230, "aâạậeêẹệoôọộAÂẠẬEÊẸỆOÔỌỘ"),
    (
        '\u{303}',
        230,
        "aãăẵâẫeẽêễiĩoõôỗơỡuũưữyỹAÃĂẴÂẪEẼÊỄIĨOÕÔỖƠỠUŨƯỮYỸ",
    ),
    ('\u{306}', 230, "aăạặAĂẠẶ"),
    (
        '\u{309}',
        230,
        "aảăẳâẩeẻêểiỉoỏôổơởuủưửyỷAẢĂẲÂẨEẺÊỂIỈOỎÔỔƠỞUỦƯỬYỶ",
    ),
    ('\u{31b}', 216, "oơuưOƠUƯ"),
    ('\u{323}', 220, "aạeẹiịoọơợuụưựyỵAẠEẸIỊOỌƠỢUỤƯỰYỴ"),
];

fn is_mark(letter: char) -> bool {
    MARKS.iter().any(|(mark, ..)| *mark == letter)
}

fn class(mark: char) -> Option<u8> {
    let known = MARKS.iter().find(|(own, ..)| *own == mark);
    known.map(|(_, class, _)| *class)
}

/// The pairs of a row of marks.
fn pairs(letters: &str) -> impl Iterator<Item = (char, char)> {
    let at = |skipped| letters.chars().skip(skipped).step_by(2);
    at(0).zip(at(1))
}

/// A letter with a mark.
fn with_mark(letter: char, mark: char) -> Option<char> {
    let (_, _, letters) = MARKS.iter().find(|(own, ..)| *own == mark)?;
    let mut pairs = pairs(letters);
    pairs
        .find(|(plain, _)| *plain == letter)
        .map(|(_, with)| with)
}

/// A letter without one of its marks, and that mark.
fn without_mark(letter: char) -> Option<(char, char)> {
    MARKS.iter().find_map(|(mark, _, letters)| {
        let mut pairs = pairs(letters);
        let found = pairs.find(|(_, with)| *with == letter);
        found.map(|(plain, _)| (plain, *mark))
    })
}

/// Puts letters and the marks after them together.
fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut left = text.chars().peekable();
    let mut marks: Vec<(u8, char)> = Vec::new();
    while let Some(mut letter) = left.next() {
        if !left.peek().is_some_and(|next| is_mark(*next)) || is_mark(letter) {
            out.push(letter);
            continue;
        }
        marks.clear();
        while let Some((plain, mark)) = without_mark(letter) {
            marks.insert(0, (class(mark).unwrap_or(0), mark));
            letter = plain;
        }
        while let Some(class) = left.peek().copied().and_then(class) {
            marks.extend(left.next().map(|mark| (class, mark)));
        }
        // Marks of one class keep their order: it says which stands nearer to the letter.
        marks.sort_by_key(|(class, _)| *class);
        let (mut rest, mut blocked) = (String::new(), 0);
        for (class, mark) in &marks {
            if let Some(with) = with_mark(letter, *mark).filter(|_| *class > blocked) {
                letter = with;
            } else {
                rest.push(*mark);
                blocked = *class;
            }
        }
        out.push(letter);
        out.push_str(&rest);
    }
    out
}
