//! `record!`: a struct that is read from and written as a JSON object.

/// Makes a struct with `Decode`, `Serialize`, `Deserialize` and a JSON Schema
///
/// `pub struct File = "par-index/kind@1" { pub format: String, … }` is a whole file: besides, it gets
/// `FORMAT`, and a `Default` that says that format.
///
/// A field is required unless its type is `Option` (absent or null) or a default follows its type:
/// `= default` for `Default::default()`, or a literal, or an expression in parentheses.
/// The doc comments become the descriptions of the schema.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    (@default default) => { ::core::default::Default::default() };
    (@default ($value:expr)) => { $value };
    (@default $value:tt) => { $value };
    (@required $ty:ty) => { !<$ty as $crate::read::Decode>::OPTIONAL };
    (@required $ty:ty, $default:tt) => { false };
    (@read $fields:ident $at:ident $key:expr, $ty:ty) => {
        $fields.read::<$ty>($key, $at)
    };
    (@read $fields:ident $at:ident $key:expr, $ty:ty, $default:tt) => {
        $fields.read_or::<$ty>($key, $at, || $crate::record!(@default $default))
    };
    (@stand_in $ty:ty) => {
        match <$ty as $crate::read::Decode>::absent() {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => <$ty as $crate::read::Decode>::stand_in()?,
        }
    };
    (@stand_in $ty:ty, $default:tt) => { $crate::record!(@default $default) };
    (@kept $value:expr, $ty:ty) => { !<$ty as $crate::read::Decode>::is_absent($value) };
    (@kept $value:expr, $ty:ty, $default:tt) => {{
        let default: $ty = $crate::record!(@default $default);
        *$value != default
    }};
    (@shown $ty:ty) => { ::core::option::Option::None };
    (@shown $ty:ty, $default:tt) => {{
        let default: $ty = $crate::record!(@default $default);
        ::serde_json::to_value(default).ok()
    }};
    (@file $name:ident [] $($field:ident)*) => {};
    (@file $name:ident [$format:literal] $($field:ident)*) => {
        impl $name {
            /// What `format` says in such a file
            pub const FORMAT: &'static str = $format;
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                let mut made = Self { $($field: ::core::default::Default::default(),)* };
                made.format = ::std::borrow::ToOwned::to_owned(Self::FORMAT);
                made
            }
        }
    };
    (
        $(#[$($meta:tt)*])*
        $vis:vis struct $name:ident $(= $format:literal)? {
            $(
                $(#[$($field_meta:tt)*])*
                $field_vis:vis $field:ident : $ty:ty $(= $default:tt)?
            ),* $(,)?
        }
    ) => {
        $(#[$($meta)*])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name {
            $(
                $(#[$($field_meta)*])*
                $field_vis $field: $ty,
            )*
        }

        impl $crate::read::Decode for $name {
            fn decode(
                node: &$crate::read::Node<'_>,
                at: &mut $crate::read::Decoder<'_>,
            ) -> ::core::option::Option<Self> {
                let fields = $crate::read::support::Fields::open(node, at, &[
                    $($crate::read::support::Field {
                        key: $crate::read::support::key(stringify!($field)),
                        required: $crate::record!(@required $ty $(, $default)?),
                    },)*
                ])?;
                $(
                    let $field = $crate::record!(
                        @read fields at $crate::read::support::key(stringify!($field)),
                        $ty $(, $default)?
                    );
                )*
                ::core::option::Option::Some(Self { $($field: $field?,)* })
            }

            fn stand_in() -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self {
                    $($field: $crate::record!(@stand_in $ty $(, $default)?),)*
                })
            }

            fn schema(defs: &mut $crate::read::SchemaDefs) -> ::serde_json::Value {
                defs.named(stringify!($name), |defs| {
                    let _ = &defs;
                    let properties = ::std::vec![
                        $($crate::read::support::Property {
                            key: $crate::read::support::key(stringify!($field)),
                            description: $crate::doc_text!($([$($field_meta)*])*),
                            schema: <$ty as $crate::read::Decode>::schema(defs),
                            required: $crate::record!(@required $ty $(, $default)?),
                            default: $crate::record!(@shown $ty $(, $default)?),
                        },)*
                    ];
                    $crate::read::support::object(
                        &$crate::doc_text!($([$($meta)*])*),
                        properties,
                    )
                })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                // Some formats write the length first.
                let kept = 0_usize $(
                    .saturating_add(usize::from(
                        $crate::record!(@kept &self.$field, $ty $(, $default)?)
                    ))
                )*;
                let mut map = serializer.serialize_map(::core::option::Option::Some(kept))?;
                $(
                    if $crate::record!(@kept &self.$field, $ty $(, $default)?) {
                        ::serde::ser::SerializeMap::serialize_entry(
                            &mut map,
                            $crate::read::support::key(stringify!($field)),
                            &self.$field,
                        )?;
                    }
                )*
                ::serde::ser::SerializeMap::end(map)
            }
        }

        $crate::deserialize_decode!($name);
        $crate::record!(@file $name [$($format)?] $($field)*);
    };
}
