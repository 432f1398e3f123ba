//! `tagged!`: an enum that is read from and written as `{"word": payload}`, or one word.

/// Makes an enum with payloads with `Decode`, `Serialize`, `Deserialize` and a JSON Schema
///
/// `Bands(BandsFile) = "bands"` is written `{"bands": {…}}`, `Nothing = "nothing"` as `"nothing"`.
#[doc(hidden)]
#[macro_export]
macro_rules! tagged {
    (@has $ty:ty) => { true };
    (@has) => { false };
    (@bind $value:ident $ty:ty) => { $value };
    (@decode $variant:expr, $word:literal, $choice:ident $at:ident $ty:ty) => {
        if $choice.word() == $word {
            let payload = $choice.payload()?;
            return $at
                .key($word, |at| <$ty as $crate::read::Decode>::decode(payload, at))
                .map($variant);
        }
    };
    (@decode $variant:expr, $word:literal, $choice:ident $at:ident) => {
        if $choice.word() == $word {
            return ::core::option::Option::Some($variant);
        }
    };
    (@write $serializer:ident $word:literal, $value:ident $ty:ty) => {{
        let mut map = $serializer.serialize_map(::core::option::Option::Some(1))?;
        ::serde::ser::SerializeMap::serialize_entry(&mut map, $word, $value)?;
        ::serde::ser::SerializeMap::end(map)
    }};
    (@write $serializer:ident $word:literal,) => { $serializer.serialize_str($word) };
    (@schema $defs:ident $ty:ty) => {
        ::core::option::Option::Some(<$ty as $crate::read::Decode>::schema($defs))
    };
    (@schema $defs:ident) => { ::core::option::Option::None };
    (
        $(#[$($meta:tt)*])*
        $vis:vis enum $name:ident {
            $(
                $(#[$($variant_meta:tt)*])*
                $variant:ident $(($ty:ty))? = $word:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$($meta)*])*
        #[derive(Debug, Clone, PartialEq)]
        $vis enum $name {
            $(
                $(#[$($variant_meta)*])*
                $variant $(($ty))?,
            )+
        }

        impl $crate::read::Decode for $name {
            fn decode(
                node: &$crate::read::Node<'_>,
                at: &mut $crate::read::Decoder<'_>,
            ) -> ::core::option::Option<Self> {
                let choice = $crate::read::support::Choice::open(node, at, &[
                    $(($word, $crate::tagged!(@has $($ty)?))),+
                ])?;
                $($crate::tagged!(@decode Self::$variant, $word, choice at $($ty)?);)+
                ::core::option::Option::None
            }

            fn schema(defs: &mut $crate::read::SchemaDefs) -> ::serde_json::Value {
                defs.named(stringify!($name), |defs| {
                    let _ = &defs;
                    $crate::read::support::one_of(
                        &$crate::doc_text!($([$($meta)*])*),
                        ::std::vec![$($crate::read::support::Variant {
                            word: $word,
                            description: $crate::doc_text!($([$($variant_meta)*])*),
                            payload: $crate::tagged!(@schema defs $($ty)?),
                        },)+],
                    )
                })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(
                        Self::$variant $(($crate::tagged!(@bind value $ty)))? => {
                            $crate::tagged!(@write serializer $word, $(value $ty)?)
                        }
                    )+
                }
            }
        }

        $crate::deserialize_decode!($name);
    };
}
