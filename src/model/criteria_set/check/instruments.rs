//! Checks that what a set rests on still holds.

use super::super::at::At;
use super::super::findings::ReplacedInstrumentCited;
use super::Checker;

impl Checker<'_> {
    /// Reports instruments that are cited although another has replaced them before the edition ends
    pub(super) fn instruments(&mut self) {
        let file = self.file;
        for (index, instrument) in file.instruments.iter().enumerate() {
            let Some(replacement) = &instrument.replaced_by else {
                continue;
            };
            let holds_to_the_end = replacement
                .from
                .is_some_and(|from| from > file.in_force.until);
            let Some(cited) = self.cited.get(instrument.id.as_str()).cloned() else {
                continue;
            };
            if !holds_to_the_end {
                let finding = ReplacedInstrumentCited {
                    id: instrument.id.clone(),
                    replacement: replacement.instrument.clone(),
                };
                let at = At::root().item("instruments", index).key("replaced_by");
                self.report_against(&finding, &at, &cited);
            }
        }
    }
}
