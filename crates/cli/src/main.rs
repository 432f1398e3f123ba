//! The `par-index` command-line tool: scores, explains and checks PAR INDEX self-assessments.

mod batch;
mod cli;
mod commands;
mod emit;
mod evidence_folder;
mod folder;
mod form;
mod options;
mod output;
mod output_ending;
mod refusal;
mod said;
mod session;

use std::process::ExitCode;

fn main() -> ExitCode {
    match refusal::parse(std::env::args_os()) {
        Ok(cli) => cli::run(&cli),
        Err(stop) => stop.finish(),
    }
}
