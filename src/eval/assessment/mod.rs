//! An assessment put beside its criteria set: what it refers to, what applies, what was appraised.

pub(crate) mod applies;
pub(crate) mod appraisal;
pub(crate) mod fit;
pub(crate) mod plain_row;
pub(crate) mod prepare;
pub(crate) mod prepared;
pub(crate) mod references;
