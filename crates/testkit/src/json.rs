//! JSON text written directly, so that no number passes through binary floats.

use std::fmt::{self, Display, Formatter};

/// A short decimal: `mantissa / 10^scale`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) mantissa: i64,
    pub(crate) scale: u32,
}

impl Decimal {
    pub(crate) fn new(mantissa: i64, scale: u32) -> Self {
        Self { mantissa, scale }
    }

    pub(crate) fn whole(value: i64) -> Self {
        Self::new(value, 0)
    }

    /// The mantissa at 6 decimals
    pub(crate) fn micro(self) -> i64 {
        self.mantissa * 10_i64.pow(6_u32.saturating_sub(self.scale))
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let one = 10_u64.pow(scale);
        let size = mantissa.unsigned_abs();
        let sign = if mantissa < 0 { "-" } else { "" };
        if scale == 0 {
            return write!(f, "{sign}{size}");
        }
        let width = usize::try_from(scale).unwrap_or(0);
        write!(f, "{sign}{}.{:0width$}", size / one, size % one)
    }
}

/// A JSON value to be written
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Display for Json {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(value) => write!(f, "{value}"),
            // Only plain ASCII words are ever written here: no escapes are needed.
            Json::Text(text) => write!(f, "\"{text}\""),
            Json::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Json::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}\"{name}\": {value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Json::Number(Decimal::whole(value))
    }
}

impl From<Decimal> for Json {
    fn from(value: Decimal) -> Self {
        Json::Number(value)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

/// An object under construction
#[derive(Clone, Debug, Default)]
pub(crate) struct Object(Vec<(String, Json)>);

impl Object {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The object with one more member
    pub(crate) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// The object with one more member, where there is one
    pub(crate) fn maybe(self, name: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The object with one more list, unless it is empty
    pub(crate) fn filled(self, name: &str, items: Vec<impl Into<Json>>) -> Self {
        if items.is_empty() {
            self
        } else {
            self.with(name, items)
        }
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Json::Object(object.0)
    }
}

/// An externally tagged value: `{"name": payload}`
pub(crate) fn tagged(name: &str, payload: impl Into<Json>) -> Json {
    Object::new().with(name, payload).into()
}

/// Words in Vietnamese only
pub(crate) fn words(text: &str) -> Json {
    tagged("vi", text)
}

/// Points, kept in millionths
pub(crate) fn points(micro: i64) -> Json {
    Decimal::new(micro, 6).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_canonical_decimals() {
        for (mantissa, scale, text) in [
            (125_000, 6, "0.125"),
            (-5, 1, "-0.5"),
            (10, 0, "10"),
            (0, 3, "0"),
            (1050, 2, "10.5"),
        ] {
            assert_eq!(Decimal::new(mantissa, scale).to_string(), text);
        }
    }

    #[test]
    fn writes_objects_in_order() {
        let object = Object::new()
            .with("b", 1_i64)
            .maybe("x", None::<bool>)
            .with("a", vec!["t"]);
        assert_eq!(Json::from(object).to_string(), r#"{"b": 1, "a": ["t"]}"#);
    }
}
