//! Order, wording and JSON of diagnostics.

use super::*;
use crate::number::Points;

struct Fault(&'static str, Severity);

impl Finding for Fault {
    fn check(&self) -> &'static str {
        self.0
    }

    fn severity(&self) -> Severity {
        self.1
    }

    fn message(&self) -> Message {
        Message::new("sai", "wrong")
    }

    fn help(&self) -> Message {
        Message::new("sửa", "mend")
    }

    fn witness(&self) -> Option<String> {
        Some("0.5".to_owned())
    }

    fn points_at_stake(&self) -> Option<Points> {
        (self.1 == Severity::Error).then(|| Points::from_nanos(500_000_000))
    }
}

fn place(file: &str, line: u32, column: u32) -> Place {
    let (line, column) = (Some(line), Some(column));
    Place {
        file: Some(file.to_owned()),
        pointer: "/a".to_owned(),
        line,
        column,
    }
}

#[test]
fn json_has_its_keys_in_order_and_one_language() {
    let fault = Fault("bands-overlap", Severity::Error);
    let diagnostic = Diagnostic::at(&fault, place("a.json", 3, 7)).with_other("/b");
    assert_eq!(
        serde_json::to_string(&diagnostic.shown(Lang::En)).unwrap(),
        concat!(
            r#"{"check":"bands-overlap","severity":"error","file":"a.json","pointer":"/a","#,
            r#""line":3,"column":7,"message":"wrong","help":"mend","points_at_stake":"0.5","#,
            r#""witness":"0.5","other":{"file":null,"pointer":"/b","line":null,"column":null}}"#
        )
    );
    let advice = Diagnostic::new(&Fault("x", Severity::Advice), "").to_json(Lang::Vi);
    assert_eq!(
        (&advice["message"], &advice["help"]),
        (&"sai".into(), &"sửa".into())
    );
    assert_eq!(advice["severity"], "advice");
    assert!(advice["points_at_stake"].is_null() && advice["line"].is_null());
}

#[test]
fn all_are_sorted_by_place_and_shown_one_a_line() {
    let error = Fault("b", Severity::Error);
    let warning = Fault("a", Severity::Warning);
    let mut all = Diagnostics::new();
    assert!(all.is_empty() && !all.has_errors());
    all.push(Diagnostic::at(&warning, place("b.json", 1, 1)));
    all.push(Diagnostic::at(&warning, place("a.json", 10, 2)));
    assert!(!all.has_errors());
    all.extend([
        Diagnostic::at(&error, place("a.json", 2, 9)),
        Diagnostic::at(&warning, place("a.json", 2, 9)),
        Diagnostic::new(&error, ""),
    ]);
    all.sort();
    assert!(all.has_errors());
    assert_eq!(
        all.to_string(),
        "error[b]: wrong\n\
         a.json:2:9 /a: warning[a]: wrong\n\
         a.json:2:9 /a: error[b]: wrong\n\
         a.json:10:2 /a: warning[a]: wrong\n\
         b.json:1:1 /a: warning[a]: wrong"
    );
    let error: Box<dyn std::error::Error> = Box::new(all);
    assert!(error.to_string().starts_with("error[b]"));
}

#[test]
fn only_places_that_are_unknown_are_filled_in() {
    let fault = Fault("b", Severity::Error);
    let known = Diagnostic::at(&fault, place("a.json", 2, 9)).with_other("/c");
    let mut all = Diagnostics::from(known);
    all.locate(|pointer| Place {
        pointer: pointer.to_owned(),
        ..place("c.json", 4, 4)
    });
    let one = all.iter().next().unwrap();
    assert_eq!(one.place(), &place("a.json", 2, 9));
    assert_eq!(
        one.other().map(ToString::to_string).as_deref(),
        Some("c.json:4:4 /c")
    );
}

#[test]
fn of_each_kind_in_each_file_the_first_are_shown_and_the_others_counted() {
    let [one, other] = ["a", "b"].map(|check| Fault(check, Severity::Error));
    let mut all = Diagnostics::new();
    for line in 1..=250 {
        all.push(Diagnostic::at(&one, place("a.json", line, 1)));
        // Exactly as many as are shown, and those of another file.
        if line <= 100 {
            all.push(Diagnostic::at(&other, place("a.json", line, 1)));
        }
        if line <= 101 {
            all.push(Diagnostic::at(&one, place("b.json", line, 1)));
        }
    }
    let excerpt = Excerpt::of(&all);
    assert_eq!((excerpt.shown().len(), all.len()), (300, 451));
    let mut last = excerpt
        .shown()
        .iter()
        .filter(|own| own.check() == "a" && own.place().file.as_deref() == Some("a.json"));
    assert_eq!(last.next_back().and_then(|own| own.place().line), Some(100));
    let left_out = |file: &str, count| LeftOut {
        file: Some(file.to_owned()),
        check: "a",
        count,
    };
    // In the order in which they are met: the 101st of one file comes before that of the other.
    assert_eq!(
        excerpt.left_out(),
        [left_out("a.json", 150), left_out("b.json", 1)]
    );
    assert!(Excerpt::of(&Diagnostics::new()).left_out().is_empty());
}
