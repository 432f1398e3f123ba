//! A small JSON reader of its own that keeps numbers as text.

/// A JSON value; numbers are the characters of the file
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

const NULL: &Json = &Json::Null;

impl Json {
    /// The member of that name; `Null` where absent or where this is no object
    pub(crate) fn get(&self, key: &str) -> &Json {
        match self {
            Json::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map_or(NULL, |(_, value)| value),
            _ => NULL,
        }
    }

    /// The member of that name, unless it is absent or null
    pub(crate) fn given(&self, key: &str) -> Option<&Json> {
        match self.get(key) {
            Json::Null => None,
            value => Some(value),
        }
    }

    /// The items of a list; none for anything else
    pub(crate) fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// The members of an object; none for anything else
    pub(crate) fn members(&self) -> &[(String, Json)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of the list of that name
    pub(crate) fn list(&self, key: &str) -> &[Json] {
        self.get(key).items()
    }

    /// The words of the list of that name
    pub(crate) fn words(&self, key: &str) -> Vec<String> {
        self.list(key)
            .iter()
            .filter_map(Json::word)
            .map(str::to_owned)
            .collect()
    }

    /// A text
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of that name
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).word()
    }

    /// The text of that name, which must be there
    pub(crate) fn need(&self, key: &str) -> Result<&str, String> {
        self.text(key)
            .ok_or_else(|| format!("text `{key}` is missing"))
    }

    /// Whether the member of that name is `true`
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.get(key) == &Json::Bool(true)
    }

    /// The name and payload of a tagged value; a plain string has no payload
    pub(crate) fn tag(&self) -> Result<(&str, &Json), String> {
        match self {
            Json::Text(name) => Ok((name, NULL)),
            Json::Object(members) if members.len() == 1 => Ok((&members[0].0, &members[0].1)),
            other => Err(format!("not a tagged value: {other:?}")),
        }
    }
}

/// Reads one JSON text
pub(crate) fn read(text: &str) -> Result<Json, String> {
    let mut reader = Reader {
        rest: text.trim_start_matches('\u{feff}'),
    };
    let value = reader.value(0)?;
    reader.skip();
    if reader.rest.is_empty() {
        Ok(value)
    } else {
        Err(format!("text after the end: {:.20}", reader.rest))
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect_token(&mut self, token: &str) -> Result<(), String> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(format!("`{token}` expected at {:.20}", self.rest))
        }
    }

    fn value(&mut self, depth: u32) -> Result<Json, String> {
        if depth > 64 {
            return Err("nested too deeply".into());
        }
        if self.eat("null") {
            Ok(Json::Null)
        } else if self.eat("true") {
            Ok(Json::Bool(true))
        } else if self.eat("false") {
            Ok(Json::Bool(false))
        } else if self.eat("[") {
            self.list(depth)
        } else if self.eat("{") {
            self.object(depth)
        } else if self.eat("\"") {
            Ok(Json::Text(self.string()?))
        } else {
            self.number()
        }
    }

    fn list(&mut self, depth: u32) -> Result<Json, String> {
        let mut items = Vec::new();
        if self.eat("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.eat("]") {
                return Ok(Json::List(items));
            }
            self.expect_token(",")?;
        }
    }

    fn object(&mut self, depth: u32) -> Result<Json, String> {
        let mut members: Vec<(String, Json)> = Vec::new();
        if self.eat("}") {
            return Ok(Json::Object(members));
        }
        loop {
            self.expect_token("\"")?;
            let name = self.string()?;
            if members.iter().any(|(other, _)| *other == name) {
                return Err(format!("key `{name}` given twice"));
            }
            self.expect_token(":")?;
            let value = self.value(depth + 1)?;
            members.push((name, value));
            if self.eat("}") {
                return Ok(Json::Object(members));
            }
            self.expect_token(",")?;
        }
    }

    fn string(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, found)) = chars.next() {
            match found {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                '\\' => {
                    let (_, escape) = chars.next().ok_or("text ends in an escape")?;
                    match escape {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        'b' => text.push('\u{8}'),
                        'f' => text.push('\u{c}'),
                        '"' | '\\' | '/' => text.push(escape),
                        'u' => {
                            let mut unit = || -> Result<u16, String> {
                                let digits: String =
                                    chars.by_ref().take(4).map(|(_, digit)| digit).collect();
                                u16::from_str_radix(&digits, 16).map_err(|e| e.to_string())
                            };
                            let first = unit()?;
                            let mut units = vec![first];
                            if (0xD800..0xDC00).contains(&first) {
                                chars.next();
                                chars.next();
                                let digits: String =
                                    chars.by_ref().take(4).map(|(_, digit)| digit).collect();
                                units.push(
                                    u16::from_str_radix(&digits, 16).map_err(|e| e.to_string())?,
                                );
                            }
                            text.push_str(&String::from_utf16(&units).map_err(|e| e.to_string())?);
                        }
                        other => return Err(format!("unknown escape `{other}`")),
                    }
                }
                other if other < ' ' => return Err("control character in a text".into()),
                other => text.push(other),
            }
        }
        Err("text does not end".into())
    }

    fn number(&mut self) -> Result<Json, String> {
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c)))
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        if number.is_empty() {
            return Err(format!("a value expected at {rest:.20}"));
        }
        self.rest = rest;
        Ok(Json::Number(number.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let value = read(r#" {"a": [1.10, -0.5, true, null, "x\n\u1eb7"]} "#).unwrap();
        let items = value.list("a");
        assert_eq!(items[0], Json::Number("1.10".into()));
        assert_eq!(items[1], Json::Number("-0.5".into()));
        assert_eq!(items[4], Json::Text("x\nặ".into()));
        assert_eq!(value.given("b"), None);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "\"\u{1}\""] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
