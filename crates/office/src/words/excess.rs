//! Growth over a plan: `Vượt từ 5% trở lên: 1; vượt dưới 5%: 0,75; đạt kế hoạch: 0,5; không đạt: 0`.

use par_index::number::Quantity;

use super::interval;
use super::items::Item;
use super::reading::{Band, BandKind, Shape};
use super::token::{Token, has_words, only_words};

/// Recognises bands of what lies above a plan, met and missed included.
pub(super) fn read(items: &[Item]) -> Option<Shape> {
    let bands: Option<Vec<Band>> = items.iter().map(band).collect();
    let bands = bands?;
    let above = bands
        .iter()
        .filter(|band| band.from_excluded || band.from > Some(Quantity::ZERO))
        .count();
    let met = bands
        .iter()
        .any(|band| band.from == Some(Quantity::ZERO) && band.to == band.from);
    (above > 0 && met).then_some(Shape::Bands {
        kind: BandKind::Excess,
        bands,
    })
}

fn band(item: &Item) -> Option<Band> {
    let mut band = Band {
        item: item.clone(),
        from: None,
        from_excluded: false,
        to: None,
        to_included: false,
    };
    let words = &item.words;
    if let Some(at) = words.iter().position(|token| token.is_word("vượt")) {
        let mut rest = words.clone();
        rest.remove(at);
        let interval = interval::read(&rest)?;
        if !interval.percent || interval.missing.is_some() || interval.bare {
            return None;
        }
        band.from = interval.from;
        band.from_excluded = interval.from_excluded;
        band.to = interval.to;
        band.to_included = interval.to_included;
        if band.from.is_none() {
            // What exceeds the plan by less than 5 % still exceeds it.
            band.from = Some(Quantity::ZERO);
            band.from_excluded = true;
        }
        return Some(band);
    }
    if words
        .iter()
        .any(|token| matches!(token, Token::Number(..) | Token::Slashed(_)))
    {
        return None;
    }
    let only = only_words(words);
    let denied = matches!(only.first(), Some(&"không" | &"chưa" | &"hụt" | &"thấp"));
    let met = ["đạt", "hoàn thành", "bằng"]
        .iter()
        .any(|word| has_words(words, word));
    if !met || only.len() > 7 || has_words(words, "hoặc") {
        return None;
    }
    if !denied {
        band.from = Some(Quantity::ZERO);
        band.to_included = true;
    }
    band.to = Some(Quantity::ZERO);
    Some(band)
}

#[cfg(test)]
mod tests {
    use super::super::items::{Source, split};
    use super::*;

    fn shown(text: &str) -> Option<Vec<String>> {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let items = split(&[source], Quantity::parse("1").unwrap())?;
        let Shape::Bands { bands, .. } = read(&items)? else {
            return None;
        };
        let show =
            |value: Option<Quantity>| value.map_or("-".to_owned(), |value| value.to_string());
        Some(
            bands
                .iter()
                .map(|band| {
                    format!(
                        "{}{};{}",
                        if band.from_excluded { ">" } else { "" },
                        show(band.from),
                        show(band.to)
                    )
                })
                .collect(),
        )
    }

    #[test]
    fn growth_over_a_plan() {
        assert_eq!(
            shown("Vượt từ 5% trở lên: 1; vượt dưới 5%: 0,75; đạt kế hoạch: 0,5; không đạt: 0")
                .unwrap(),
            ["5;-", ">0;5", "0;0", "-;0"]
        );
    }

    #[test]
    fn what_is_no_growth() {
        for text in [
            "Từ 5% trở lên: 1; dưới 5%: 0,75",
            "Vượt 5%: 1; đạt: 0,5; không đạt: 0",
            "Vượt từ 5% trở lên: 1; vượt dưới 5%: 0,5",
            "Đạt: 1; không đạt: 0",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
