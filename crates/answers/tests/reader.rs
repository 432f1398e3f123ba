//! With a reader that is handed in, nothing else is asked for files.

use par_index::diagnostic::Message;
use par_index_answers::Desk;

#[test]
fn a_file_beside_the_program_is_no_criteria_set() {
    let mut desk = Desk::new(|name| {
        let asked = format!("asked for {name}");
        Err(Message::new(asked.clone(), asked))
    });
    // There is such a file where tests run.
    let answer = desk.answer(r#"{"ask": "criteria-show", "set": {"name": "Cargo.toml"}}"#);
    assert!(
        answer.contains("there is no criteria set or file called"),
        "{answer}"
    );
    let answer = desk.answer(r#"{"ask": "criteria-show", "set": {"name": "sets/own.json"}}"#);
    assert!(answer.contains("asked for sets/own.json"), "{answer}");
}
