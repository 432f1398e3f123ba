//! The program as people run it: transcripts, bad input, and what no transcript shows.

#[cfg(test)]
mod bad_inputs;
#[cfg(test)]
mod batch;
#[cfg(test)]
mod batch_bad;
#[cfg(test)]
mod batch_said;
#[cfg(test)]
mod behaviour;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod missing;
#[cfg(test)]
mod outputs;
#[cfg(test)]
mod rank;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod support;
#[cfg(test)]
mod transcripts;
