//! `keyword!`: an enum that is read from and written as one word.

/// Makes an enum of words with `Decode`, `Serialize`, `Deserialize` and a JSON Schema
///
/// Besides, `ALL` lists the variants and `word` gives the word of one.
#[doc(hidden)]
#[macro_export]
macro_rules! keyword {
    (
        $(#[$($meta:tt)*])*
        $vis:vis enum $name:ident {
            $(
                $(#[$($variant_meta:tt)*])*
                $variant:ident = $word:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$($meta)*])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $(
                $(#[$($variant_meta)*])*
                $variant,
            )+
        }

        impl $name {
            /// Every variant, in the order of the declaration
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it is written as
            $vis const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl $crate::read::Decode for $name {
            fn decode(
                node: &$crate::read::Node<'_>,
                at: &mut $crate::read::Decoder<'_>,
            ) -> ::core::option::Option<Self> {
                let choice = $crate::read::support::Choice::open(node, at, &[$(($word, false)),+])?;
                Self::ALL.iter().copied().find(|variant| variant.word() == choice.word())
            }

            fn schema(defs: &mut $crate::read::SchemaDefs) -> ::serde_json::Value {
                defs.named(stringify!($name), |_| {
                    $crate::read::support::one_of(
                        &$crate::doc_text!($([$($meta)*])*),
                        ::std::vec![$($crate::read::support::Variant {
                            word: $word,
                            description: $crate::doc_text!($([$($variant_meta)*])*),
                            payload: ::core::option::Option::None,
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
                serializer.serialize_str(self.word())
            }
        }

        $crate::deserialize_decode!($name);
    };
}
