//! Text with a tone.

/// What a piece of text is to a reader; renderers choose how it looks
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Text like any other.
    #[default]
    Plain,
    /// A name, a heading, a total.
    Strong,
    /// Beside the point.
    Quiet,
    /// A gain, a condition that holds.
    Good,
    /// A loss, a fault.
    Bad,
    /// Open, or to be taken with care.
    Care,
}

/// A piece of text of one tone
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text, as it was written.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A text of pieces, each with its tone
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Span>);

impl Phrase {
    /// A text of one tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self::default().and(text, tone)
    }

    /// This text and one more piece.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, tone: Tone) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span { text, tone });
        }
        self
    }

    /// The pieces, none of them empty.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The text without its tones.
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<std::borrow::Cow<'_, str>> for Phrase {
    fn from(text: std::borrow::Cow<'_, str>) -> Self {
        Self::from(text.into_owned())
    }
}
