//! Time to import a sheet grows with its rows, not with their square: `cargo bench -p par-index-office`.
//!
//! What is imported is compared before it is timed; the sheets are made up.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark stops at what should not happen"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use par_index::read::Id;
use par_index_office::{ImportOptions, import_criteria};

/// A scoring sheet of `rows` criteria as CSV, twenty to an area, of the wordings that are recognised.
fn sheet(rows: usize) -> String {
    let mut lines = vec!["STT,Tiêu chí,Điểm tối đa,Cách chấm".to_owned()];
    for at in 0..rows {
        let area = at / 20 + 1;
        if at % 20 == 0 {
            let own = rows.saturating_sub(at).min(20);
            lines.push(format!("{area},LĨNH VỰC {area},{own},"));
        }
        let wording = [
            "Có: 1; Không: 0",
            "Từ 95% trở lên: 1; Từ 60% đến dưới 95%: 0.5; Dưới 60%: 0",
            "Đúng hạn: 1; Chậm: 0.5; Không ban hành: 0",
            "Do hội đồng xem xét và chấm",
        ][at % 4];
        lines.push(format!(
            "{area}.{},Tiêu chí số {at},1,\"{wording}\"",
            at % 20 + 1
        ));
    }
    lines.join("\n")
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import a sheet of rows");
    group.sample_size(10);
    for rows in [1_000, 2_000] {
        let sheet = sheet(rows);
        let options = ImportOptions {
            edition: Id::parse("2024").ok(),
            ..ImportOptions::default()
        };
        let import = || import_criteria("bang.csv", black_box(sheet.as_bytes()), &options).unwrap();
        let imported = import();
        assert_eq!(imported.certain + imported.judged, rows);
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(BenchmarkId::from_parameter(rows), |bencher| {
            bencher.iter(import);
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
