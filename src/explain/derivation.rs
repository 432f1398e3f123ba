//! The derivation of a leaf's points, as data.

use super::facts::{facts, task_name};
use super::steps::steps;
use super::words::{fact_value, number_text, reading_text};
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::eval::{Applies, Scorecard};
use crate::file::Text;
use crate::number::{Date, Points, Quantity, Ratio};
use crate::rule::{
    Amount, Band, BandPoints, Cell, CellValue, Condition, Edge, Measure, Node, NodeKind, Scale,
    Terms, Test, sums_of,
};

/// How a leaf came to its points
#[derive(Clone, Debug)]
pub struct Derivation {
    /// Index of the leaf in the criteria set
    pub leaf: usize,
    /// Facts and tasks that the rule reads, in the order it reads them
    pub facts: Vec<FactLine>,
    /// Places of the rule, outer before inner
    pub places: Vec<PlaceLine>,
    /// What the nearest change of each number would do; none where the leaf does not apply
    pub steps: Vec<Step>,
}

/// Something a rule reads
#[derive(Clone, Debug)]
pub struct FactLine {
    /// Name in the file: a fact, or `slot:…`, `area:…`, `all` for tasks
    pub id: String,
    /// Name in words, where it has one
    pub title: Option<Text>,
    /// Value as in a file; `None` where unanswered
    pub value: Option<String>,
    /// Unit of a number
    pub unit: Option<String>,
    /// What is possible or proved, where that is more than one value: `0–3`, `on-time|late`
    pub range: Option<String>,
    /// The last day that is on time, where the rule asks whether a day or a single task keeps one
    pub last_day: Option<Date>,
}

/// One place of a rule
#[derive(Clone, Debug)]
pub struct PlaceLine {
    /// Ids of the parts that lead to it
    pub path: Vec<String>,
    /// Title of the innermost part
    pub title: Option<Text>,
    /// The form of its rule: `bands`, `options`, `proportional`, `per-item`, `deduction`, `goalposts`, `sum`, `gate`, `cases`
    pub form: &'static str,
    /// Most points
    pub max: Points,
    /// Points given, exactly, as text (a fraction where it does not end); `None` while undetermined
    pub points: Option<String>,
    /// The arithmetic of the measure: `1369 ÷ 1420 × 100`
    pub arithmetic: Option<String>,
    /// What the measure reads: `96.408450…`, `late`
    pub reading: Option<String>,
    /// The lines of the scale
    pub scale: Vec<ScaleLine>,
    /// Whether the unit says that the part does not apply
    pub not_applicable: bool,
}

/// One line of a scale
#[derive(Clone, Debug)]
pub struct ScaleLine {
    /// When it holds, with `x` for the measure: `75 ≤ x < 100`
    pub when: String,
    /// What it gives: `0.5`, `2 × min(x ÷ 90, 1)`
    pub gives: String,
    /// The words of the sheet
    pub label: Option<String>,
    /// Whether it is the line that holds
    pub holds: bool,
}

/// The nearest change of one number that changes the points
#[derive(Clone, Debug)]
pub struct Step {
    /// The fact
    pub fact: String,
    /// Its name in words
    pub title: Text,
    /// Its unit
    pub unit: String,
    /// Value now
    pub from: Quantity,
    /// Nearest value with other points
    pub to: Quantity,
    /// Points now
    pub points: Points,
    /// Points then
    pub then: Points,
}

impl Scorecard {
    /// How a leaf came to its points; `None` if there is no such leaf
    pub fn derivation(&self, id: &str) -> Option<Derivation> {
        let compiled = self.scorer().compiled();
        let index = compiled.set.leaf_index(id)?;
        let leaf = compiled.leaves.get(index)?;
        let prepared = self.assessment().prepared();
        let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
        let cells = prepared.cells.get(leaf.cells_at..end)?;
        let own = prepared.leaves.get(index)?;
        let parts = own.parts;
        let rule = compiled.set.leaves().get(index)?.rule();
        let mut walk = Walk {
            compiled,
            leaf,
            cells,
            parts,
            places: Vec::new(),
        };
        walk.node(&leaf.root, None, false, Some(rule));
        Some(Derivation {
            leaf: index,
            facts: facts(self, leaf, cells),
            places: walk.places,
            steps: if own.applies == Applies::Yes {
                steps(compiled, leaf, cells, parts)
            } else {
                Vec::new()
            },
        })
    }
}

struct Walk<'a> {
    compiled: &'a Compiled,
    leaf: &'a CompiledLeaf,
    cells: &'a [Cell],
    parts: u64,
    places: Vec<PlaceLine>,
}

impl Walk<'_> {
    fn node(
        &mut self,
        node: &Node,
        title: Option<Text>,
        not_applicable: bool,
        rule: Option<&crate::file::Rule>,
    ) {
        let rounding = self.compiled.measure_rounding;
        let sums = sums_of(node, self.cells, rounding, self.parts);
        let points = sums.filter(|sums| {
            sums.any_known && !sums.is_open && !sums.is_pending && !sums.is_unassessable
        });
        let place = self.leaf.places.get(node.place);
        let mut line = PlaceLine {
            path: place
                .map(|place| place.path.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            title,
            form: place.map_or("", |place| place.form),
            max: Points::from_nanos(node.max),
            points: points.map(|sums| number_text(sums.known.ratio())),
            arithmetic: None,
            reading: None,
            scale: Vec::new(),
            not_applicable,
        };
        match &node.kind {
            NodeKind::Score(score) => {
                let known = self.is_known(&score.measure);
                let reading = known.then(|| score.measure.read(self.cells, rounding));
                line.arithmetic = known.then(|| self.arithmetic(&score.measure)).flatten();
                line.reading = reading
                    .map(|reading| reading_text(self.compiled, self.leaf, node.place, reading));
                let labels = match rule {
                    Some(crate::file::Rule::Score(score)) => labels(&score.scale),
                    _ => Vec::new(),
                };
                line.scale = self.scale(node.place, &score.scale, reading, &labels);
                let knocks: Vec<bool> = score
                    .knock_out
                    .iter()
                    .map(|condition| self.holds(condition) == Some(true))
                    .collect();
                if knocks.contains(&true) {
                    // A knock-out takes the place of the scale.
                    line.scale.iter_mut().for_each(|line| line.holds = false);
                }
                for (condition, holds) in score.knock_out.iter().zip(knocks) {
                    line.scale.push(ScaleLine {
                        when: self.condition(condition),
                        gives: "0".to_owned(),
                        label: None,
                        holds,
                    });
                }
                self.places.push(line);
            }
            NodeKind::Cases { cases, otherwise } => {
                // The first case that holds gives the points; one that is open hides those below.
                let mut decided = false;
                for (index, case) in cases.iter().enumerate() {
                    let holds = self.all_hold(&case.when);
                    let label = match rule {
                        Some(crate::file::Rule::Cases(cases)) => {
                            cases.cases.get(index).and_then(|case| case.label.clone())
                        }
                        _ => None,
                    };
                    line.scale.push(ScaleLine {
                        when: case
                            .when
                            .iter()
                            .map(|condition| self.condition(condition))
                            .collect::<Vec<_>>()
                            .join(" ∧ "),
                        gives: number_text(Amount::Grid(case.points).ratio()),
                        label,
                        holds: !decided && holds == Some(true),
                    });
                    decided |= holds != Some(false);
                }
                let gives = number_text(Amount::Grid(*otherwise).ratio());
                let holds = line.points.is_some() && !decided;
                line.scale.push(ScaleLine {
                    when: "…".to_owned(),
                    gives,
                    label: None,
                    holds,
                });
                self.places.push(line);
            }
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => {
                let gives = number_text(Amount::Grid(*otherwise).ratio());
                for condition in &**when {
                    line.scale.push(ScaleLine {
                        when: self.condition(condition),
                        gives: "✓".to_owned(),
                        label: None,
                        holds: self.holds(condition) == Some(true),
                    });
                }
                let known = when.iter().all(|own| self.holds(own).is_some());
                let failed = known && self.all_hold(when) == Some(false);
                line.scale.push(ScaleLine {
                    when: "…".to_owned(),
                    gives,
                    label: None,
                    holds: failed,
                });
                self.places.push(line);
                let inner = match rule {
                    Some(crate::file::Rule::Gate(gate)) => Some(&gate.then),
                    _ => None,
                };
                self.node(then, None, false, inner);
            }
            NodeKind::Sum { parts, cap } => {
                if let Some(cap) = cap {
                    let gives = format!("≤ {}", number_text(Amount::Grid(*cap).ratio()));
                    line.scale.push(ScaleLine {
                        when: "Σ".to_owned(),
                        gives,
                        label: None,
                        holds: true,
                    });
                }
                self.places.push(line);
                for (index, part) in parts.iter().enumerate() {
                    let written = match rule {
                        Some(crate::file::Rule::Sum(sum)) => sum.parts.get(index),
                        _ => None,
                    };
                    let title = written.and_then(|part| part.title.clone());
                    let not_applicable = self.parts & part.bit != 0;
                    self.node(
                        &part.node,
                        title,
                        not_applicable,
                        written.map(|part| &part.rule),
                    );
                }
            }
        }
    }

    fn is_known(&self, measure: &Measure) -> bool {
        let mut known = true;
        measure.for_each_cell(&mut |cell| {
            known &= self.cells.get(cell).is_some_and(|cell| cell.is_known());
        });
        known
    }

    /// Whether a condition holds; `None` where that is not known, or the facts contradict each other.
    fn holds(&self, condition: &Condition) -> Option<bool> {
        if !self.is_known(&condition.measure) {
            return None;
        }
        condition.holds(self.cells, self.compiled.measure_rounding)
    }

    /// Whether all conditions hold; `None` where what is known does not decide it.
    fn all_hold(&self, conditions: &[Condition]) -> Option<bool> {
        let mut all = Some(true);
        for condition in conditions {
            match self.holds(condition) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    fn arithmetic(&self, measure: &Measure) -> Option<String> {
        match measure {
            Measure::Share { part, whole, .. } => {
                Some(format!("{} ÷ {} × 100", self.sum(part)?, self.sum(whole)?))
            }
            Measure::Number(terms) if terms.terms.len() > 1 => self.sum(terms),
            Measure::Growth { now, base, .. } => {
                let one = |term: crate::rule::Term| {
                    self.sum(&Terms {
                        terms: Box::new([term]),
                        den: 1,
                    })
                };
                let base_text = one(*base)?;
                Some(format!(
                    "({} − {base_text}) ÷ {base_text} × 100",
                    one(*now)?
                ))
            }
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let (mut above, mut below) = (Vec::new(), Vec::new());
                for (term, weight) in &**answers {
                    let count = self.sum(&Terms {
                        terms: Box::new([*term]),
                        den: 1,
                    })?;
                    let weight = Ratio::new(i128::from(*weight), i128::from(*weight_den))?;
                    above.push(format!("{} × {count}", number_text(weight)));
                    below.push(count);
                }
                Some(format!("({}) ÷ ({})", above.join(" + "), below.join(" + ")))
            }
            Measure::Number(_) | Measure::Choice { .. } | Measure::Days { .. } => None,
        }
    }

    /// A sum with its numbers: `12 + 5 − 1`.
    fn sum(&self, terms: &Terms) -> Option<String> {
        let mut text = String::new();
        for (index, term) in terms.terms.iter().enumerate() {
            let CellValue::Number { lo, .. } = self.cells.get(term.cell)?.value else {
                return None;
            };
            let value = i128::from(lo).checked_mul(i128::from(term.factor.checked_abs()?))?;
            let value = number_text(Ratio::new(value, i128::from(terms.den))?);
            text.push_str(sign(index, term.factor));
            text.push_str(&value);
        }
        Some(bracketed(terms, text))
    }

    fn condition(&self, condition: &Condition) -> String {
        let name = self.measure_name(&condition.measure);
        match &condition.test {
            Test::Between(from, to) => interval(*from, *to, &name),
            Test::OneOf(bits) => {
                let names: Vec<String> = (0..u64::BITS)
                    .filter(|index| bits.checked_shr(*index).is_some_and(|rest| rest & 1 == 1))
                    .map(|index| self.option(&condition.measure, index))
                    .collect();
                format!("{name} ∈ {{{}}}", names.join(", "))
            }
        }
    }

    fn option(&self, measure: &Measure, index: u32) -> String {
        let Measure::Choice { cell, timely, .. } = measure else {
            return index.to_string();
        };
        if *timely {
            let words = ["on-time", "late", "none"];
            return usize::try_from(index)
                .ok()
                .and_then(|index| words.get(index))
                .map_or_else(String::new, |&word| word.to_owned());
        }
        let fact = self
            .leaf
            .inputs
            .get(*cell)
            .and_then(|input| self.compiled.inputs.get(*input))
            .and_then(Input::fact)
            .and_then(|fact| self.compiled.set.facts().get(fact));
        fact.map(|fact| fact_value(fact, &crate::eval::Resolved::Choice(index)))
            .unwrap_or_default()
    }

    /// The facts of a measure: `a + b`, `(a + b) ÷ (c − d)`.
    fn measure_name(&self, measure: &Measure) -> String {
        match measure {
            Measure::Number(terms) => self.sum_name(terms),
            Measure::Share { part, whole, .. } => {
                let (part_name, whole_name) = (self.sum_name(part), self.sum_name(whole));
                if part_name == whole_name {
                    // The same table or group of tasks, counted twice.
                    return part_name;
                }
                format!(
                    "{} ÷ {}",
                    bracketed(part, part_name),
                    bracketed(whole, whole_name)
                )
            }
            Measure::Growth { now, base, .. } => {
                let base = self.cell_name(base.cell);
                format!("({} − {base}) ÷ {base}", self.cell_name(now.cell))
            }
            Measure::Choice { cell, .. } | Measure::Days { cell, .. } => self.cell_name(*cell),
            Measure::Weighted { answers, .. } => {
                let names = answers.iter().map(|(term, _)| self.cell_name(term.cell));
                names.collect::<Vec<_>>().join(" + ")
            }
        }
    }

    /// A sum with the names of its facts: `a + b − c`.
    fn sum_name(&self, terms: &Terms) -> String {
        let mut text = String::new();
        for (index, term) in terms.terms.iter().enumerate() {
            text.push_str(sign(index, term.factor));
            text.push_str(&self.cell_name(term.cell));
        }
        text
    }

    /// The name of what a cell reads.
    fn cell_name(&self, cell: usize) -> String {
        let input = self.leaf.inputs.get(cell);
        let Some(input) = input.and_then(|input| self.compiled.inputs.get(*input)) else {
            return String::new();
        };
        match input
            .fact()
            .and_then(|fact| self.compiled.set.facts().get(fact))
        {
            Some(fact) => fact.id.to_string(),
            None => task_name(self.compiled, input),
        }
    }

    fn scale(
        &self,
        place: usize,
        scale: &Scale,
        reading: Option<crate::rule::Reading>,
        labels: &[Option<String>],
    ) -> Vec<ScaleLine> {
        use crate::rule::Reading;
        let label = |index: usize| labels.get(index).cloned().flatten();
        let text = |nanos: i64| number_text(Amount::Grid(nanos).ratio());
        let number = match reading {
            Some(Reading::Number(value)) => Some(value),
            _ => None,
        };
        match scale {
            Scale::Options(options) => options
                .iter()
                .enumerate()
                .filter_map(|(index, points)| {
                    let option = u32::try_from(index).ok()?;
                    let when =
                        reading_text(self.compiled, self.leaf, place, Reading::Choice(option));
                    Some(ScaleLine {
                        when,
                        gives: text((*points)?),
                        label: None,
                        holds: reading == Some(Reading::Choice(option)),
                    })
                })
                .collect(),
            Scale::Bands(bands) => {
                let chosen =
                    number.and_then(|value| bands.iter().position(|band| band.holds(&value)));
                bands
                    .iter()
                    .enumerate()
                    .map(|(index, band)| ScaleLine {
                        when: interval(band.from, band.to, "x"),
                        gives: band_points(band),
                        label: label(index),
                        holds: chosen == Some(index),
                    })
                    .collect()
            }
            Scale::Proportional {
                points,
                full_at,
                floor,
                ..
            } => {
                let below = floor.is_some_and(|floor| number.is_some_and(|value| value < floor));
                let mut lines = vec![ScaleLine {
                    when: floor
                        .map_or_else(String::new, |floor| format!("x ≥ {}", number_text(floor))),
                    gives: format!("{} × min(x ÷ {}, 1)", text(*points), number_text(*full_at)),
                    label: None,
                    holds: number.is_some() && !below,
                }];
                if let Some(floor) = floor {
                    lines.push(ScaleLine {
                        when: format!("x < {}", number_text(*floor)),
                        gives: "0".to_owned(),
                        label: None,
                        holds: below,
                    });
                }
                lines
            }
            Scale::PerItem { each, cap } => vec![ScaleLine {
                when: String::new(),
                gives: format!("min({} × x, {})", text(*each), text(*cap)),
                label: None,
                holds: number.is_some(),
            }],
            Scale::Deduction { from, each, floor } => vec![ScaleLine {
                when: String::new(),
                gives: format!(
                    "max({} − {} × x, {})",
                    text(*from),
                    text(*each),
                    text(*floor)
                ),
                label: None,
                holds: number.is_some(),
            }],
            Scale::Goalposts {
                worst,
                best,
                at_worst,
                at_best,
                ..
            } => vec![ScaleLine {
                when: format!("{} → {}", number_text(*worst), number_text(*best)),
                gives: format!("{} → {}", text(*at_worst), text(*at_best)),
                label: None,
                holds: number.is_some(),
            }],
        }
    }
}

/// What stands before a term of a sum.
fn sign(index: usize, factor: i64) -> &'static str {
    match (index, factor < 0) {
        (0, false) => "",
        (0, true) => "−",
        (_, false) => " + ",
        (_, true) => " − ",
    }
}

/// A sum in brackets, where it has several terms.
fn bracketed(terms: &Terms, text: String) -> String {
    if terms.terms.len() > 1 {
        format!("({text})")
    } else {
        text
    }
}

fn labels(scale: &crate::file::Scale) -> Vec<Option<String>> {
    match scale {
        crate::file::Scale::Bands(bands) => bands.iter().map(|band| band.label.clone()).collect(),
        _ => Vec::new(),
    }
}

fn band_points(band: &Band) -> String {
    let text = |nanos: i64| number_text(Amount::Grid(nanos).ratio());
    match band.points {
        BandPoints::Constant(points) => text(points),
        BandPoints::Linear { at_from, at_to, .. } => format!("{} → {}", text(at_from), text(at_to)),
    }
}

/// An interval as a comparison of `name`.
fn interval(from: Option<Edge>, to: Option<Edge>, name: &str) -> String {
    let less = |edge: Edge| if edge.included { "≤" } else { "<" };
    match (from, to) {
        (Some(from), Some(to)) if from.at == to.at => format!("{name} = {}", number_text(from.at)),
        (Some(from), Some(to)) => format!(
            "{} {} {name} {} {}",
            number_text(from.at),
            less(from),
            less(to),
            number_text(to.at)
        ),
        (Some(from), None) => {
            format!(
                "{name} {} {}",
                if from.included { "≥" } else { ">" },
                number_text(from.at)
            )
        }
        (None, Some(to)) => format!("{name} {} {}", less(to), number_text(to.at)),
        (None, None) => String::new(),
    }
}
