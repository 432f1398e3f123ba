//! What is found while a sheet becomes a criteria file: each with its sheet and cell.

mod doubts;
mod file_fault;
mod located;
mod sheet_faults;

pub(crate) use doubts::*;
pub(crate) use file_fault::FileFault;
pub use located::{CellPlace, Located};
pub(crate) use sheet_faults::*;

/// Makes a finding: a struct with named fields and what it says.
macro_rules! finding {
    (
        $(#[$meta:meta])*
        $name:ident $fields:tt
        $check:literal $severity:ident
        vi $vi:expr;
        en $en:expr;
        help_vi $help_vi:expr;
        help_en $help_en:expr;
        $(witness $witness:expr;)?
        $(verbatim $verbatim:expr;)?
    ) => {
        finding! { @struct [$(#[$meta])*] $name $fields }

        impl par_index::diagnostic::Finding for $name {
            fn check(&self) -> &'static str {
                $check
            }

            fn severity(&self) -> par_index::diagnostic::Severity {
                par_index::diagnostic::Severity::$severity
            }

            finding! { @value message par_index::diagnostic::Message, $fields par_index::diagnostic::Message::new($vi, $en) }
            finding! { @value help par_index::diagnostic::Message, $fields par_index::diagnostic::Message::new($help_vi, $help_en) }
            $(finding! { @value witness Option<String>, $fields $witness })?
            $(
                finding! { @value witness Option<String>, $fields $verbatim }

                fn is_verbatim(&self) -> bool {
                    true
                }
            )?
        }
    };
    (@struct [$(#[$meta:meta])*] $name:ident { $($field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name {
            $(pub(crate) $field: $ty,)*
        }
    };
    (@value $method:ident $result:ty, { $($field:ident : $ty:ty),* $(,)? } $value:expr) => {
        fn $method(&self) -> $result {
            let Self { $($field),* } = self;
            $(let _ = $field;)*
            $value
        }
    };
}
use finding;
