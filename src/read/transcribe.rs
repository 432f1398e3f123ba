//! `Deserialize` for whatever implements `Decode`, from every format that describes itself.
//!
//! What comes is written down as JSON text, and that text is read: so limits, faults and defaults are
//! the same whichever way a value comes in, and a type needs no second reader. A number in binary is
//! taken only where it stands for one decimal number.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::decode::Decode;
use super::document::decode_document;
use super::source::{MAX_BYTES, MAX_DEPTH};

/// Implements `Deserialize` for a type that implements `Decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! deserialize_decode {
    ($name:ty) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read::support::deserialize(deserializer)
            }
        }
    };
}

/// Reads a value from any format that describes itself.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = String::new();
    let scribe = Scribe {
        text: &mut text,
        depth: 0,
        // What binary formats keep in binary was never decimal.
        takes_fractions: deserializer.is_human_readable(),
    };
    scribe.deserialize(deserializer)?;
    match decode_document(None, text.as_bytes()) {
        Ok((value, _)) => Ok(value),
        Err(found) => {
            let said = found.iter().map(|fault| {
                let pointer = &fault.place().pointer;
                let at = if pointer.is_empty() { "" } else { ": " };
                format!("{pointer}{at}{} ({})", fault.message().en, fault.help().en)
            });
            Err(D::Error::custom(said.collect::<Vec<_>>().join("; ")))
        }
    }
}

/// Writes down what comes as JSON.
struct Scribe<'t> {
    text: &'t mut String,
    depth: usize,
    takes_fractions: bool,
}

impl Scribe<'_> {
    fn deeper<E: Error>(&mut self) -> Result<Scribe<'_>, E> {
        let depth = self.depth.saturating_add(1);
        if depth > MAX_DEPTH {
            return Err(E::custom(format!("more than {MAX_DEPTH} levels")));
        }
        Ok(Scribe {
            text: &mut *self.text,
            depth,
            takes_fractions: self.takes_fractions,
        })
    }

    fn put<E: Error>(&mut self, text: &str) -> Result<(), E> {
        if self.text.len().saturating_add(text.len()) > MAX_BYTES {
            return Err(E::custom(format!("more than {MAX_BYTES} bytes")));
        }
        self.text.push_str(text);
        Ok(())
    }

    fn put_key<E: Error>(&mut self, key: &str) -> Result<(), E> {
        let quoted = serde_json::to_string(key).map_err(E::custom)?;
        self.put(&quoted)?;
        self.put(":")
    }
}

impl<'de> DeserializeSeed<'de> for Scribe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! whole {
    ($($visit:ident: $ty:ty;)*) => {
        $(fn $visit<E: Error>(mut self, value: $ty) -> Result<(), E> {
            self.put(&value.to_string())
        })*
    };
}

impl<'de> Visitor<'de> for Scribe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    whole! {
        visit_bool: bool;
        visit_i64: i64;
        visit_u64: u64;
        visit_i128: i128;
        visit_u128: u128;
    }

    fn visit_f64<E: Error>(mut self, value: f64) -> Result<(), E> {
        // Decimal numbers of up to 15 digits are known again from their nearest binary number.
        const KNOWN_AGAIN: usize = 15;
        let text = value.to_string();
        let digits = text.trim_start_matches(['-', '0', '.']);
        let digits = digits.bytes().filter(u8::is_ascii_digit).count();
        if self.takes_fractions && digits <= KNOWN_AGAIN {
            self.put(&text)
        } else {
            Err(E::custom(format!(
                "{text}: a number kept in binary may have been another; give it as a text, \"{text}\""
            )))
        }
    }

    fn visit_str<E: Error>(mut self, value: &str) -> Result<(), E> {
        let quoted = serde_json::to_string(value).map_err(E::custom)?;
        self.put(&quoted)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.put("null")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        self.put("[")?;
        let mut end = self.text.len();
        while elements.next_element_seed(self.deeper()?)?.is_some() {
            end = self.text.len();
            self.put(",")?;
        }
        // Without the last comma.
        self.text.truncate(end);
        self.put("]")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.put("{")?;
        let mut end = self.text.len();
        while let Some(key) = members.next_key::<String>()? {
            self.put_key(&key)?;
            members.next_value_seed(self.deeper()?)?;
            end = self.text.len();
            self.put(",")?;
        }
        self.text.truncate(end);
        self.put("}")
    }
}

crate::deserialize_decode!(crate::number::Quantity);
crate::deserialize_decode!(crate::number::Date);
crate::deserialize_decode!(super::id::Id);
