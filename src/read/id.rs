//! Names by which things in files refer to each other.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;
use thiserror::Error;

use super::decode::{Decode, Decoder};
use super::decode_fault::{DecodeFault, Expected, shortened};
use super::node::{Node, NodeKind};
use super::schema::SchemaDefs;

const MAX_LENGTH: usize = 80;

/// An identifier: `[a-z0-9]([a-z0-9._-]*[a-z0-9])?`, at most 80 characters
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Why an identifier was refused
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing was written.
    #[error("it is empty")]
    Empty,
    /// Too long.
    #[error("it has {length} characters; at most {allowed} are allowed")]
    TooLong {
        /// Its length.
        length: usize,
        /// Greatest length.
        allowed: usize,
    },
    /// A character that is not allowed.
    #[error("the character \"{found}\" is not allowed")]
    BadCharacter {
        /// The character.
        found: char,
    },
    /// The first or last character is not a letter or digit.
    #[error("it does not start and end with a letter or a digit")]
    BadEnd,
}

impl Id {
    /// The pattern of JSON Schema
    pub(super) const PATTERN: &'static str = "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$";

    /// Reads an identifier
    ///
    /// # Errors
    ///
    /// Says what is not allowed.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > MAX_LENGTH {
            let length = text.chars().count();
            return Err(IdError::TooLong {
                length,
                allowed: MAX_LENGTH,
            });
        }
        if let Some(found) = text
            .chars()
            .find(|c| !letter(*c) && !matches!(c, '.' | '_' | '-'))
        {
            return Err(IdError::BadCharacter { found });
        }
        if text.starts_with(letter) && text.ends_with(letter) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError::BadEnd)
        }
    }

    /// The identifier as text
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn fault(text: &str, error: IdError) -> DecodeFault {
        DecodeFault::BadId {
            written: shortened(text),
            error,
        }
    }
}

/// `unset`: a name that nothing has, so that a name nobody stated is found out
impl Default for Id {
    fn default() -> Self {
        Self("unset".to_owned())
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Id {
    type Error = IdError;

    fn try_from(text: &str) -> Result<Self, IdError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Id {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Decode for Id {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Text(text) = node.kind() else {
            at.wrong_type(Expected::Text, node);
            return None;
        };
        match Self::parse(text) {
            Ok(id) => Some(id),
            Err(error) => {
                at.report(&Self::fault(text, error), node);
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self("0".to_owned()))
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        serde_json::json!({ "type": "string", "pattern": Self::PATTERN, "maxLength": MAX_LENGTH })
    }
}
