//! Findings about the instruments a set rests on.

use super::finding;
use crate::read::Id;

finding! {
    /// The set rests on an instrument that something else has replaced
    ///
    /// # What it does
    /// Looks for citations of instruments that the set itself says are replaced.
    /// # Why it matters
    /// A text that is no longer in force cannot be the ground for points.
    /// # Example
    /// A criterion that cites a decision with `replaced_by`.
    /// # Use instead
    /// Cite the instrument that replaced it.
    /// # Since
    /// 0.1.0
    ReplacedInstrumentCited { id: Id, replacement: String }
    "replaced-instrument-cited" Warning
    vi("bộ tiêu chí còn viện dẫn \"{id}\", văn bản đã được thay thế bởi {replacement}")
    en("the set still rests on \"{id}\", which {replacement} has replaced")
    help_vi("hãy đối chiếu với văn bản mới, rồi viện dẫn văn bản mới")
    help_en("compare with the new instrument, and cite that")
    witness(Some(replacement.clone()))
}
