//! A serializer as strict as the strictest formats: what has a length says it first and keeps to it,
//! keys of maps are texts, and nothing that only one library understands is taken.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{self, Impossible};

/// Why something cannot be written.
#[derive(Debug)]
pub(crate) struct Refused(String);

impl Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(reason: T) -> Self {
        Self(reason.to_string())
    }
}

/// Counts the scalars of a value.
pub(crate) fn scalars(value: &impl Serialize) -> Result<usize, Refused> {
    value.serialize(Strict)
}

struct Strict;

/// Something with a length.
struct Counted {
    name: &'static str,
    left: usize,
    scalars: usize,
}

impl Counted {
    fn new(name: &'static str, length: Option<usize>) -> Result<Self, Refused> {
        let left = length.ok_or_else(|| Refused(format!("{name} without a length")))?;
        if name.contains('$') {
            return Err(Refused(format!("private form {name}")));
        }
        Ok(Self {
            name,
            left,
            scalars: 0,
        })
    }

    fn take(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Refused> {
        let left = self.left.checked_sub(1);
        self.left = left.ok_or_else(|| Refused(format!("{} is longer than said", self.name)))?;
        self.scalars += value.serialize(Strict)?;
        Ok(())
    }

    fn close(self) -> Result<usize, Refused> {
        match self.left {
            0 => Ok(self.scalars),
            left => Err(Refused(format!("{} lacks {left}", self.name))),
        }
    }
}

macro_rules! scalar {
    ($($name:ident: $ty:ty;)*) => {
        $(fn $name(self, _: $ty) -> Result<usize, Refused> {
            Ok(1)
        })*
    };
}

impl ser::Serializer for Strict {
    type Ok = usize;
    type Error = Refused;
    type SerializeSeq = Counted;
    type SerializeTuple = Counted;
    type SerializeTupleStruct = Impossible<usize, Refused>;
    type SerializeTupleVariant = Counted;
    type SerializeMap = Counted;
    type SerializeStruct = Counted;
    type SerializeStructVariant = Counted;

    fn is_human_readable(&self) -> bool {
        false
    }

    scalar! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_char: char;
        serialize_str: &str;
        serialize_bytes: &[u8];
    }

    fn serialize_f32(self, value: f32) -> Result<usize, Refused> {
        Err(Refused(format!("binary {value}")))
    }

    fn serialize_f64(self, value: f64) -> Result<usize, Refused> {
        Err(Refused(format!("binary {value}")))
    }

    fn serialize_none(self) -> Result<usize, Refused> {
        Ok(1)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<usize, Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<usize, Refused> {
        Ok(1)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<usize, Refused> {
        Ok(1)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<usize, Refused> {
        Ok(1)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<usize, Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<usize, Refused> {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Counted, Refused> {
        Counted::new("list", length)
    }

    fn serialize_tuple(self, length: usize) -> Result<Counted, Refused> {
        Counted::new("tuple", Some(length))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Refused> {
        Err(Refused(format!("tuple {name}: keys are missing")))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Counted, Refused> {
        Counted::new(name, Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Counted, Refused> {
        Counted::new("map", length)
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Counted, Refused> {
        Counted::new(name, Some(length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Counted, Refused> {
        Counted::new(name, Some(length))
    }
}

macro_rules! counted {
    ($($kind:ident $element:ident;)*) => {
        $(impl ser::$kind for Counted {
            type Ok = usize;
            type Error = Refused;

            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                self.take(value)
            }

            fn end(self) -> Result<usize, Refused> {
                self.close()
            }
        })*
    };
}

counted! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleVariant serialize_field;
}

macro_rules! keyed {
    ($($kind:ident)*) => {
        $(impl ser::$kind for Counted {
            type Ok = usize;
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Refused> {
                if key.contains('$') {
                    return Err(Refused(format!("private form {key}")));
                }
                self.take(value)
            }

            fn end(self) -> Result<usize, Refused> {
                self.close()
            }
        })*
    };
}

keyed!(SerializeStruct SerializeStructVariant);

impl ser::SerializeMap for Counted {
    type Ok = usize;
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        match serde_json::to_value(key) {
            Ok(serde_json::Value::String(key)) if !key.contains('$') => Ok(()),
            other => Err(Refused(format!("key {other:?}"))),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.take(value)
    }

    fn end(self) -> Result<usize, Refused> {
        self.close()
    }
}
