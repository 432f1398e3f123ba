//! The `par-index` command-line tool: scores, explains and checks PAR INDEX self-assessments.

mod batch;
mod cli;
mod commands;
mod csv_line;
mod emit;
mod evidence_folder;
mod failure;
mod file_fault;
mod folder;
mod foreign;
mod form;
mod improve;
mod input;
mod kinds;
mod load;
mod named_file;
mod naming;
mod options;
mod output;
mod output_ending;
mod published;
mod read_files;
mod refusal;
mod report;
mod selection;
mod session;
mod sets;
mod sums_json;
mod text;

use std::process::ExitCode;

fn main() -> ExitCode {
    match refusal::parse(std::env::args_os()) {
        Ok(cli) => cli::run(&cli),
        Err(stop) => stop.finish(),
    }
}
