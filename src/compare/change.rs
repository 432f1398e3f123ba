//! One difference between two criteria sets, as data.

use std::cmp::Ordering;

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Message;
use crate::read::keyword;

keyword! {
    /// What kind of difference it is.
    pub enum ChangeKind {
        /// Something is there that was not.
        New = "new",
        /// Something is gone.
        Removed = "removed",
        /// Another parent or another printed number.
        Moved = "moved",
        /// Another id for the same thing.
        Renamed = "renamed",
        /// Title, label, notice or note.
        Text = "text",
        /// Most points of a criterion, an area or the scale.
        Maximum = "maximum",
        /// Weight beside the siblings.
        Weight = "weight",
        /// Points of an option, a band, a case or a formula.
        Points = "points",
        /// A limit that points depend on: its value, or which side it belongs to.
        Threshold = "threshold",
        /// Another shape of rule, or another number of bands or cases.
        Rule = "rule",
        /// What is measured.
        Measure = "measure",
        /// The answer where there is nothing to measure.
        WhenEmpty = "when-empty",
        /// Part-marks: which there are, their maxima and their treatment.
        PartMarks = "part-marks",
        /// A due date, or how a non-working day moves it.
        Deadline = "deadline",
        /// What documents are required.
        Evidence = "evidence",
        /// What a leaf rests on.
        Basis = "basis",
        /// What "not applicable" or an absent source means.
        NotApplicable = "not-applicable",
        /// What a fact may be: kind, unit, range, options, who gives it.
        Fact = "fact",
        /// Rounding.
        Rounding = "rounding",
        /// Classes of results.
        Classes = "classes",
        /// Any other setting of the set.
        Setting = "setting",
        /// What something rests on.
        Citation = "citation",
    }
}

keyword! {
    /// What a difference is about.
    pub enum Subject {
        /// The set itself.
        Set = "set",
        /// An area.
        Area = "area",
        /// A criterion, scored or with others below it.
        Criterion = "criterion",
        /// A fact.
        Fact = "fact",
        /// A task slot.
        Slot = "slot",
    }
}

/// One of the two sets' side of a difference
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    pub(super) pointer: String,
    pub(super) value: Value,
    pub(super) text: Message,
}

impl Side {
    /// A value as written in the file, with its words.
    pub(super) fn new(pointer: impl Into<String>, value: &impl Serialize, text: Message) -> Self {
        Self {
            pointer: pointer.into(),
            value: serde_json::to_value(value).unwrap_or(Value::Null),
            text,
        }
    }

    /// The JSON Pointer of the place in its file
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The value as it stands in the file; null where nothing is written
    pub fn value(&self) -> impl Serialize + '_ {
        &self.value
    }

    /// The value in words
    pub fn text(&self) -> &Message {
        &self.text
    }
}

/// What a difference is about, by its names
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Who {
    pub(super) subject: Subject,
    pub(super) id: String,
    pub(super) name: Message,
}

/// One difference in meaning between two criteria sets
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub(super) kind: ChangeKind,
    pub(super) who: Who,
    pub(super) what: Message,
    pub(super) old: Option<Side>,
    pub(super) new: Option<Side>,
}

impl Change {
    /// What kind it is
    pub fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// What it is about
    pub fn subject(&self) -> Subject {
        self.who.subject
    }

    /// The id of what it is about: in the new set, or in the old where it is gone
    pub fn id(&self) -> &str {
        &self.who.id
    }

    /// What it is about, as people call it: `tiêu chí 1.1`, `criterion 1.1`
    pub fn name(&self) -> &Message {
        &self.who.name
    }

    /// Which property differs
    pub fn what(&self) -> &Message {
        &self.what
    }

    /// The old side; `None` where there was nothing
    pub fn old(&self) -> Option<&Side> {
        self.old.as_ref()
    }

    /// The new side; `None` where there is nothing any more
    pub fn new_side(&self) -> Option<&Side> {
        self.new.as_ref()
    }

    /// The difference as a sentence
    pub fn message(&self) -> Message {
        let nothing = Message::new("(không có)", "(none)");
        let side = |side: &Option<Side>| side.as_ref().map_or(nothing.clone(), |s| s.text.clone());
        let (old, new) = (side(&self.old), side(&self.new));
        Message::new(
            format!(
                "{}: {}: {} → {}",
                self.who.name.vi, self.what.vi, old.vi, new.vi
            ),
            format!(
                "{}: {}: {} → {}",
                self.who.name.en, self.what.en, old.en, new.en
            ),
        )
    }
}

/// Two rules that look different and give the same points for every value
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SameMeaning {
    pub(super) who: Who,
    pub(super) what: Message,
    pub(super) old: String,
    pub(super) new: String,
}

impl SameMeaning {
    /// The id of the criterion, in the new set
    pub fn id(&self) -> &str {
        &self.who.id
    }

    /// The JSON Pointer in the old file
    pub fn old(&self) -> &str {
        &self.old
    }

    /// The JSON Pointer in the new file
    pub fn new_pointer(&self) -> &str {
        &self.new
    }

    /// What is written otherwise, as a sentence
    pub fn message(&self) -> Message {
        Message::new(
            format!(
                "{}: {} viết khác nhưng cho điểm như cũ với mọi giá trị",
                self.who.name.vi, self.what.vi
            ),
            format!(
                "{}: {} is written otherwise but gives the same points for every value",
                self.who.name.en, self.what.en
            ),
        )
    }
}

/// Where differences are written down.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) changes: Vec<Change>,
    pub(super) same: Vec<SameMeaning>,
}

impl Log {
    pub(super) fn add(
        &mut self,
        kind: ChangeKind,
        who: &Who,
        what: Message,
        mut old: Option<Side>,
        mut new: Option<Side>,
    ) {
        if let (Some(old), Some(new)) = (&mut old, &mut new) {
            // A text that changed in one language only is shown in that language.
            if old.text.en == new.text.en {
                (old.text.en, new.text.en) = (old.text.vi.clone(), new.text.vi.clone());
            } else if old.text.vi == new.text.vi {
                (old.text.vi, new.text.vi) = (old.text.en.clone(), new.text.en.clone());
            }
        }
        self.changes.push(Change {
            kind,
            who: who.clone(),
            what,
            old,
            new,
        });
    }

    /// Writes down a property that differs.
    pub(super) fn compare<T: Serialize + PartialEq>(
        &mut self,
        kind: ChangeKind,
        who: &Who,
        what: Message,
        at: (String, String),
        values: (&T, &T),
        words: impl Fn(&T) -> Message,
    ) {
        let (old, new) = values;
        if old != new {
            let old = Side::new(at.0, old, words(old));
            let new = Side::new(at.1, new, words(new));
            self.add(kind, who, what, Some(old), Some(new));
        }
    }

    pub(super) fn same(&mut self, who: &Who, what: Message, at: (String, String)) {
        self.same.push(SameMeaning {
            who: who.clone(),
            what,
            old: at.0,
            new: at.1,
        });
    }
}

/// Areas and criteria first, in the order of the new file; the set's own settings and facts after.
pub(super) fn rank(change: &Change) -> u8 {
    match change.who.subject {
        Subject::Set => 0,
        Subject::Area | Subject::Criterion => 1,
        Subject::Fact => 2,
        Subject::Slot => 3,
    }
}

/// Sorts by subject, keeping the order in which the walk met them.
pub(super) fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| rank(a).cmp(&rank(b)).then(Ordering::Equal));
}
