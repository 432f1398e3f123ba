//! Yes or no: `Có: 0,5; Không: 0`, `Đã ban hành: 1; chưa ban hành: 0`, `Không có vi phạm: 1; có vi phạm: 0`.

use super::items::Item;
use super::reading::Shape;
use super::token::{Token, only_words};

/// Recognises two items of which one denies the other.
pub(super) fn read(items: &[Item]) -> Option<Shape> {
    let [first, second] = items else { return None };
    // Three documents and none are not all there can be; "Đạt 100%" and "Không đạt" are.
    let figures = |item: &Item| item.words.iter().filter_map(Token::number).count();
    let met = |item: &Item| {
        item.words
            .first()
            .is_some_and(|word| ["đạt", "hoàn"].iter().any(|one| word.is_word(one)))
    };
    if figures(first) != figures(second) && !met(first) && !met(second) {
        return None;
    }
    let (one, other) = (first.words.as_slice(), second.words.as_slice());
    let (one, other) = (only_words(one), only_words(other));
    if denies(&one, &other) {
        Some(shape(first, second))
    } else if denies(&other, &one) {
        Some(shape(second, first))
    } else {
        None
    }
}

fn shape(yes: &Item, no: &Item) -> Shape {
    Shape::YesNo {
        yes: yes.clone(),
        no: no.clone(),
    }
}

/// Whether `no` says that `yes` is not so, and nothing else.
fn denies(yes: &[&str], no: &[&str]) -> bool {
    if yes == ["yes"] && no == ["no"] {
        return true;
    }
    // The denial may stand inside: "ban hành không kịp thời".
    let Some(at) = no.iter().position(|word| matches!(*word, "không" | "chưa")) else {
        return false;
    };
    if yes.iter().any(|word| matches!(*word, "không" | "chưa")) {
        return false;
    }
    let filler = |word: &&&str| !matches!(**word, "có" | "đã" | "được" | "nếu");
    let yes: Vec<&&str> = yes.iter().filter(filler).collect();
    let rest: Vec<&&str> = no
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != at)
        .map(|(_, word)| word)
        .filter(filler)
        .collect();
    // "Không" alone, the same words, or their beginning: "Đạt 100% kế hoạch" and "Không đạt".
    if rest.is_empty() {
        return true;
    }
    if at == 0 {
        yes.len() >= rest.len() && yes.iter().zip(&rest).all(|(a, b)| a == b)
    } else {
        yes == rest
    }
}

#[cfg(test)]
mod tests {
    use super::super::items::{Source, split};
    use super::*;
    use par_index::number::Quantity;

    fn read_text(text: &str) -> Option<(String, String)> {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let items = split(&[source], Quantity::parse("1").unwrap())?;
        match read(&items)? {
            Shape::YesNo { yes, no } => Some((yes.points.to_string(), no.points.to_string())),
            _ => None,
        }
    }

    #[test]
    fn one_denies_the_other() {
        for (text, yes, no) in [
            ("Có: 0,5; Không: 0", "0.5", "0"),
            ("Có ban hành: 1; không ban hành: 0", "1", "0"),
            ("Đã ban hành: 1; Chưa ban hành: 0", "1", "0"),
            ("Đạt: 1; Không đạt: 0", "1", "0"),
            ("Không có vi phạm: 1; Có vi phạm: 0", "0", "1"),
            (
                "Thực hiện đúng quy định: 1; Thực hiện không đúng quy định: 0",
                "1",
                "0",
            ),
            ("Đạt 100% kế hoạch: 1; Không đạt: 0", "1", "0"),
            ("Yes: 1; No: 0", "1", "0"),
        ] {
            assert_eq!(
                read_text(text),
                Some((yes.to_owned(), no.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_more_than_yes_or_no() {
        for text in [
            "Có, đầy đủ: 1; có, chưa đầy đủ: 0,5; không: 0",
            "Ban hành kịp thời: 1; ban hành muộn: 0,5",
            "Ban hành: 1; không triển khai: 0",
            "Đạt 100%: 1; dưới 100%: 0",
            "Đầy đủ: 1; không kịp thời: 0",
            "1-2 văn bản: 1; không có: 0",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
