//! Evidence: what a leaf requires, and the register of documents on file.

use super::assessment::FactMap;
use super::common::{Span, Text};
use crate::number::Date;
use crate::read::{Id, keyword, record, tagged};

keyword! {
    /// How a document supports a fact.
    pub enum EvidenceMode {
        /// It states the figure or shows the thing done.
        Attests = "attests",
        /// Each item of a count has its own document; items without leave the numerator, never the denominator.
        PerItem = "per-item",
        /// A dated export of a system covers everything.
        Record = "record",
        /// No document is required.
        None = "none",
    }
}

tagged! {
    /// Which kinds of document are needed.
    pub enum Kinds {
        /// One of these.
        Any(Vec<Id>) = "any",
        /// Each of these.
        All(Vec<Id>) = "all",
    }
}

record! {
    /// One evidence requirement of a leaf.
    #[derive(Default)]
    pub struct EvidenceRequirement {
        /// Name inside the leaf.
        pub id: Id,
        /// Name in words.
        pub title: Option<Text>,
        /// How documents support the facts.
        pub mode: EvidenceMode,
        /// Kinds of document; any kind where absent.
        pub kinds: Option<Kinds>,
        /// Facts or task slots (`slot:ID`) supported; all of the leaf's where empty.
        pub supports: Vec<String> = default,
        /// Documents must be issued in this span.
        pub window: Option<Span>,
        /// Section and page must be named.
        pub locate: bool = default,
    }
}

record! {
    /// What a document on file is put forward for.
    #[derive(Default)]
    pub struct Support {
        /// The leaf.
        pub criterion: Option<Id>,
        /// Its evidence requirement; all of the leaf's that the document's kind fits, where absent.
        pub requirement: Option<Id>,
        /// Instead of a leaf: the task (`task` or `task/product`) it is the product of.
        pub task: Option<String>,
        /// The occurrence of that task.
        pub occurrence: Option<String>,
        /// Figures the document itself states, where they may differ from the ones typed.
        pub states: FactMap = default,
        /// For per-item evidence: how many items this document supports; 1 where absent.
        pub items: Option<u32>,
    }
}

record! {
    /// A document on file.
    #[derive(Default)]
    pub struct Document {
        /// Name in this file.
        pub id: Id,
        /// Kind: `plan`, `report`, `decision`, `official-letter`, `minutes`, `submission`, `conclusion`, `record`, `screenshot` …
        pub kind: Id,
        /// Title.
        pub title: Option<Text>,
        /// Number and notation as printed: `12/KH-SLĐTBXH`.
        pub notation: Option<String>,
        /// Who issued it.
        pub issuer: Option<String>,
        /// Day of issue (or of the export, for a record).
        pub issued_on: Option<Date>,
        /// Section that proves the point.
        pub section: Option<String>,
        /// Page that proves the point.
        pub page: Option<String>,
        /// File name.
        pub file: Option<String>,
        /// SHA-256 of the file, 64 hexadecimal digits.
        pub sha256: Option<String>,
        /// What it is put forward for.
        pub supports: Vec<Support> = default,
    }
}
