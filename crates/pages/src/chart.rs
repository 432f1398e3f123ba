//! Charts of horizontal bars, readable without colour.

/// A row of a chart; values are in the unit of the chart
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What the row is about.
    pub label: String,
    /// The figures in words, to the right of the row.
    pub text: String,
    /// How far the row could reach: an outline.
    pub reach: Option<f64>,
    /// How far it reaches: a filled bar.
    pub value: Option<f64>,
    /// What is still possible, from and to: a hatched stretch between two strokes.
    pub range: Option<(f64, f64)>,
    /// Where it stood before: a diamond.
    pub before: Option<f64>,
}

/// What the marks of a chart stand for, in the page's language; marks not used have no word
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// The outline.
    pub reach: Option<String>,
    /// The filled bar.
    pub value: Option<String>,
    /// The hatched stretch.
    pub range: Option<String>,
    /// The diamond.
    pub before: Option<String>,
}

/// A chart of horizontal bars
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What is shown.
    pub title: String,
    /// What the marks stand for.
    pub legend: Legend,
    /// The rows, from above.
    pub bars: Vec<Bar>,
    /// The value at the left end, where it is not 0.
    pub from: f64,
}

impl Chart {
    /// The value at the right end: the largest of all rows.
    pub(crate) fn until(&self) -> f64 {
        let values = self.bars.iter().flat_map(|bar| {
            [
                bar.reach,
                bar.value,
                bar.before,
                bar.range.map(|(_, high)| high),
            ]
        });
        values.flatten().fold(self.from, f64::max)
    }
}
