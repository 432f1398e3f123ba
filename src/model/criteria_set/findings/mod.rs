//! What the checks of a criteria set find: one struct a check.

mod bands;
mod basics;
mod conditions;
mod due_dates;
mod evidence;
mod instruments;
mod kinds;
mod names;
mod points;
mod rules;
mod scales;
mod sense;
mod thing;
mod tree;

pub(super) use bands::*;
pub(super) use basics::*;
pub(super) use conditions::*;
pub(super) use due_dates::*;
pub(super) use evidence::*;
pub(super) use instruments::*;
pub(super) use kinds::*;
pub(super) use names::*;
pub(super) use points::*;
pub(super) use rules::*;
pub(super) use scales::*;
pub(super) use sense::*;
pub(super) use thing::Thing;
pub(super) use tree::*;

/// Makes the struct of a check and its `Finding`
///
/// The sentences are format strings over the fields; more arguments may follow each.
macro_rules! finding {
    (
        $(#[$meta:meta])*
        $name:ident $fields:tt
        $check:literal $severity:ident
        vi $vi:tt
        en $en:tt
        help_vi $help_vi:tt
        help_en $help_en:tt
        $(witness($witness:expr))?
        $(verbatim($verbatim:expr))?
        $(points($points:expr))?
    ) => {
        finding! { @struct [$(#[$meta])*] $name $fields }

        impl $crate::diagnostic::Finding for $name {
            fn check(&self) -> &'static str {
                $check
            }

            fn severity(&self) -> $crate::diagnostic::Severity {
                $crate::diagnostic::Severity::$severity
            }

            finding! { @sentences message $fields $vi $en }
            finding! { @sentences help $fields $help_vi $help_en }
            $(finding! { @value witness String, $fields $witness })?
            $(
                finding! { @value witness String, $fields $verbatim }

                fn is_verbatim(&self) -> bool {
                    true
                }
            )?
            $(finding! { @value points_at_stake $crate::number::Points, $fields $points })?
        }
    };
    (@struct [$(#[$meta:meta])*] $name:ident { $($field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub(in crate::model::criteria_set) struct $name {
            $(pub(in crate::model::criteria_set) $field: $ty,)*
        }
    };
    (
        @sentences $method:ident { $($field:ident : $ty:ty),* $(,)? }
        ($($vi:tt)*) ($($en:tt)*)
    ) => {
        fn $method(&self) -> $crate::diagnostic::Message {
            let Self { $($field),* } = self;
            // A sentence need not name every field.
            $(let _ = $field;)*
            $crate::diagnostic::Message::new(format!($($vi)*), format!($($en)*))
        }
    };
    (@value $method:ident $result:ty, { $($field:ident : $ty:ty),* $(,)? } $value:expr) => {
        fn $method(&self) -> Option<$result> {
            let Self { $($field),* } = self;
            $(let _ = $field;)*
            $value
        }
    };
}
use finding;

/// A number as Vietnamese text writes it, with a decimal comma.
pub(super) fn comma(number: impl std::fmt::Display) -> String {
    number.to_string().replace('.', ",")
}
