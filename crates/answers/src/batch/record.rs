//! The fields of a record.

/// Reads records as they were cut: line feeds end them, a carriage return is white space.
pub fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(bytes.len().clamp(64, 64 * 1024))
        .from_reader(bytes)
}
