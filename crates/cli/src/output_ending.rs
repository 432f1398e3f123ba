//! Names of results that promise what no command writes.

use std::path::Path;

use par_index::diagnostic::Message;

use par_index_answers::desk::refusal::Failure;

/// Endings of files that are not text
const NOT_TEXT: &[&str] = &[
    "doc", "docx", "gz", "jpg", "odp", "ods", "odt", "parquet", "pdf", "png", "ppt", "pptx", "rar",
    "rtf", "xls", "xlsb", "xlsm", "xlsx", "zip",
];

/// Refuses a name whose ending says that the result is no text: Word would call the file damaged.
pub(crate) fn check(name: &str) -> Result<(), Failure> {
    let ending = Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending {
        Some(ending) if NOT_TEXT.contains(&ending.as_str()) => Err(Failure::Usage {
            message: Message::new(
                format!("kết quả là văn bản, không ghi được thành tệp .{ending}: {name}"),
                format!("the result is text and cannot be written as .{ending}: {name}"),
            ),
            help: Some(Message::new(
                "đặt đuôi tệp kết quả là .html (mở bằng trình duyệt, có biểu đồ, in được), .txt, .json hoặc, nếu lệnh có, .csv (Excel mở được)",
                "let the name end in .html (a browser opens it, with charts, made to be printed), .txt, .json or, where the command has it, .csv (Excel opens it)",
            )),
        }),
        _ => Ok(()),
    }
}
