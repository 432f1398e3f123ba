//! Part-marks: `Nội dung đầy đủ: 0,3; đúng thời gian: 0,2` of a maximum of 0,5.

use par_index::number::{Quantity, Ratio};

use super::items::Item;
use super::reading::Shape;
use super::token::{Token, only_words};

/// Words of grades, which exclude each other.
const GRADES: [&str; 12] = [
    "tốt", "khá", "trung", "yếu", "kém", "không", "chưa", "muộn", "chậm", "còn", "một", "hoặc",
];

/// Recognises parts that add up to the maximum and do not exclude each other.
pub(super) fn read(items: &[Item], max: Quantity) -> Option<Shape> {
    let sum = items
        .iter()
        .map(|item| Ratio::from_quantity(item.points))
        .try_fold(Ratio::ZERO, Ratio::checked_add)?;
    let part = |item: &Item| {
        item.points > Quantity::ZERO
            && item.points < max
            && !item.words.iter().any(|token| {
                matches!(
                    token,
                    Token::Number(..) | Token::Sign('%' | '<' | '>' | '≤' | '≥')
                )
            })
            && !only_words(&item.words)
                .iter()
                .any(|word| GRADES.contains(word))
    };
    let beginnings: Vec<Option<&Token>> = items.iter().map(|item| item.words.first()).collect();
    let all_alike = beginnings
        .windows(2)
        .all(|pair| pair.first() == pair.last());
    (sum == Ratio::from_quantity(max) && items.iter().all(part) && (!all_alike || items.len() == 2))
        .then(|| Shape::Parts(items.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::super::items::{Source, split};
    use super::*;

    fn parts(text: &str, max: &str) -> Option<usize> {
        let max = Quantity::parse(max).unwrap();
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        match read(&split(&[source], max)?, max)? {
            Shape::Parts(parts) => Some(parts.len()),
            _ => None,
        }
    }

    #[test]
    fn parts_add_up() {
        assert_eq!(
            parts(
                "- Nội dung đầy đủ: 0,3 điểm\n- Đúng thời gian: 0,2 điểm",
                "0.5"
            ),
            Some(2)
        );
        assert_eq!(
            parts(
                "Có kế hoạch: 0,5; có báo cáo: 0,5; công khai trên trang thông tin: 1",
                "2"
            ),
            Some(3)
        );
    }

    #[test]
    fn grades_are_no_parts() {
        for (text, max) in [
            ("Tốt: 0,5; Khá: 0,3; Trung bình: 0,2", "1"),
            ("Nội dung đầy đủ: 0,3; đúng thời gian: 0,3", "0.5"),
            ("Ban hành: 1; không ban hành: 0", "1"),
            ("Từ 80%: 0,5; từ 50%: 0,5", "1"),
        ] {
            assert_eq!(parts(text, max), None, "{text}");
        }
    }
}
