//! Answers questions, one a line of standard input, by files below the present folder:
//! `echo '{"ask": "criteria-list"}' | cargo run -p par-index-answers --example ask`.

use std::io::{self, BufRead, Write};

use par_index::diagnostic::Message;
use par_index_answers::Desk;

fn main() -> io::Result<()> {
    let mut desk = Desk::new(|name| {
        std::fs::read(name).map_err(|error| {
            let why = error.to_string();
            Message::new(
                format!("không đọc được: {why}"),
                format!("cannot be read: {why}"),
            )
        })
    });
    let mut answers = io::stdout().lock();
    for question in io::stdin().lock().lines() {
        answers.write_all(desk.answer(&question?).as_bytes())?;
    }
    Ok(())
}
