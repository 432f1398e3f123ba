//! One fault with its place, ready to be shown.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Finding, Lang, Message, Place, Severity, Stake};
use crate::number::Points;

/// One fault with its place
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    check: &'static str,
    severity: Severity,
    message: Message,
    help: Message,
    witness: Option<String>,
    is_verbatim: bool,
    is_about_key: bool,
    points_at_stake: Option<Points>,
    place: Place,
    other: Option<Place>,
    stakes: Vec<Stake>,
}

/// A diagnostic in one language or in both, with the keys in their order.
#[derive(Serialize)]
struct Shown<'d, M> {
    check: &'d str,
    severity: Severity,
    file: Option<&'d str>,
    pointer: &'d str,
    line: Option<u32>,
    column: Option<u32>,
    message: M,
    help: M,
    points_at_stake: Option<Points>,
    witness: Option<&'d str>,
    other: Option<&'d Place>,
}

impl Diagnostic {
    /// Makes a diagnostic of a finding at a JSON Pointer
    pub fn new(finding: &dyn Finding, pointer: impl Into<String>) -> Self {
        Self::at(finding, Place::at(pointer))
    }

    /// Makes a diagnostic of a finding at a place
    pub fn at(finding: &dyn Finding, place: Place) -> Self {
        Self {
            check: finding.check(),
            severity: finding.severity(),
            message: finding.message(),
            help: finding.help(),
            witness: finding.witness(),
            is_verbatim: finding.is_verbatim(),
            is_about_key: false,
            points_at_stake: finding.points_at_stake(),
            place,
            other: None,
            stakes: Vec::new(),
        }
    }

    /// Gives it another place, such as the cell of the sheet a file was made of
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Says that the key at its place is meant, not the value
    #[must_use]
    pub fn about_key(mut self) -> Self {
        self.is_about_key = true;
        self
    }

    /// Replaces what is to be done about it, where more is known than the finding knew
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help = help;
        self
    }

    /// Says what it is about before what is wrong with it
    #[must_use]
    pub fn of(mut self, subject: &Message) -> Self {
        self.message = Message::new(
            format!("{}: {}", subject.vi, self.message.vi),
            format!("{}: {}", subject.en, self.message.en),
        );
        self
    }

    /// Adds the JSON Pointer of the other side, when two things disagree
    #[must_use]
    pub fn with_other(self, pointer: impl Into<String>) -> Self {
        self.with_other_place(Place::at(pointer))
    }

    /// Adds the place of the other side, when two things disagree
    #[must_use]
    pub fn with_other_place(mut self, place: Place) -> Self {
        self.other = Some(place);
        self
    }

    /// Forgets the other side, where that lies in a file nobody gave
    #[must_use]
    pub fn without_other(mut self) -> Self {
        self.other = None;
        self
    }

    /// Adds the points of criteria that depend on it
    #[must_use]
    pub fn with_stakes(mut self, stakes: impl IntoIterator<Item = Stake>) -> Self {
        self.stakes.extend(stakes);
        self
    }

    /// Kebab-case name of the fault
    pub fn check(&self) -> &'static str {
        self.check
    }

    /// How grave it is
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// What to do about it
    pub fn help(&self) -> &Message {
        &self.help
    }

    /// A value that shows the fault
    pub fn witness(&self) -> Option<&str> {
        self.witness.as_deref()
    }

    /// Whether the witness is to be shown as it is written: a name, not a value
    pub fn is_verbatim(&self) -> bool {
        self.is_verbatim
    }

    /// How many points depend on it
    pub fn points_at_stake(&self) -> Option<Points> {
        self.points_at_stake
    }

    /// Where it is
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where the other side is
    pub fn other(&self) -> Option<&Place> {
        self.other.as_ref()
    }

    /// The points that depend on it, criterion by criterion
    pub fn stakes(&self) -> &[Stake] {
        &self.stakes
    }

    /// Fills in line and column of places known by their pointer only
    pub(super) fn locate(&mut self, resolve: &mut dyn FnMut(&str, bool) -> Place) {
        let places = std::iter::once((&mut self.place, self.is_about_key));
        for (place, is_key) in places.chain(self.other.as_mut().map(|other| (other, false))) {
            if place.file.is_none() && place.line.is_none() {
                *place = resolve(&place.pointer, is_key);
            }
        }
    }

    /// Something to serialise, in one language, with the keys in their fixed order
    pub fn shown(&self, lang: Lang) -> impl Serialize + '_ {
        self.saying(self.message.get(lang), self.help.get(lang))
    }

    fn saying<M>(&self, message: M, help: M) -> Shown<'_, M> {
        Shown {
            check: self.check,
            severity: self.severity,
            file: self.place.file.as_deref(),
            pointer: &self.place.pointer,
            line: self.place.line,
            column: self.place.column,
            message,
            help,
            points_at_stake: self.points_at_stake,
            witness: self.witness.as_deref(),
            other: self.other.as_ref(),
        }
    }

    /// The diagnostic as JSON in one language
    ///
    /// A `serde_json` map sorts its keys; serialise [`Diagnostic::shown`] to keep their order.
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        serde_json::to_value(self.shown(lang)).unwrap_or_default()
    }
}

/// Message and help in both languages; [`Diagnostic::shown`] gives one
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.saying(&self.message, &self.help).serialize(serializer)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.check, self.message.en)
    }
}
