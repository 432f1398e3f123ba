//! Text that looks alike on paper is compared as one.

use par_index::read::comparable;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The letters of Vietnamese that have marks.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

fn letters() -> Vec<char> {
    let small = LETTERS.chars();
    let all: Vec<char> = small
        .flat_map(|own| std::iter::once(own).chain(own.to_uppercase()))
        .collect();
    assert_eq!(all.len(), 132);
    all
}

#[test]
fn every_letter_is_composed_whatever_the_order_of_its_marks() {
    for letter in letters() {
        let apart: Vec<char> = letter.nfd().collect();
        let (base, marks) = apart.split_first().unwrap();
        for turned in [false, true] {
            let mut marks = marks.to_vec();
            if turned {
                marks.reverse();
            }
            // The letter, or a letter with one of the marks, before the marks that are left.
            for kept in 0..=marks.len() {
                let (inside, after) = marks.split_at(kept);
                let start: String = std::iter::once(*base)
                    .chain(inside.iter().copied())
                    .nfc()
                    .collect();
                let text: String = start.chars().chain(after.iter().copied()).collect();
                let wanted: String = text.nfc().collect();
                assert_eq!(comparable(&text), wanted, "{text:?}");
            }
        }
    }
}

#[test]
fn white_space_is_folded_and_nothing_else_is_changed() {
    assert_eq!(comparable(" Sở\u{a0} Y\r\n tế\u{202f}"), "Sở Y tế");
    assert_eq!(comparable("Sở\u{200b} Y\u{feff} tế"), "Sở Y tế");
    // A name stays another one in capitals, or with another letter.
    assert_ne!(comparable("sở Y tế"), comparable("Sở Y tế"));
    assert_ne!(comparable("So Y te"), comparable("Sở Y tế"));
    // Marks that stand on nothing, or on what they do not go with, stay.
    for odd in [
        "\u{301}",
        "\u{301}a",
        "b\u{301}\u{323}x",
        "a\u{301}\u{302}",
        "đ\u{309}",
    ] {
        assert_eq!(
            comparable(odd).nfc().collect::<String>(),
            odd.nfc().collect::<String>()
        );
    }
}

/// Words of Vietnamese letters, blanks and digits.
fn words() -> impl Strategy<Value = String> {
    let plain = "abcdeghiklmnopqrstuvxyđĐSYT 019-/.";
    let signs: Vec<char> = plain.chars().chain(letters()).collect();
    prop::collection::vec(prop::sample::select(signs), 0..40)
        .prop_map(|own| own.into_iter().collect())
}

proptest! {
    #[test]
    fn composed_and_decomposed_text_are_one(text in words()) {
        let nfd: String = text.nfd().collect();
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(comparable(&nfd), folded.as_str());
        prop_assert_eq!(comparable(&text), folded.as_str());
        let once = comparable(&nfd).into_owned();
        prop_assert_eq!(comparable(&once), once.as_str());
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        let once = comparable(&text).into_owned();
        prop_assert_eq!(comparable(&once), once.as_str());
    }
}
