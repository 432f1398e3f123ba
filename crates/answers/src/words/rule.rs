//! What a rule measures, in words.

use par_index::diagnostic::Lang;
use par_index::file::{
    AfterUnit, Due, Measure, RowCondition, Rows, Share, TaskGroup, Timeliness, WhenEmpty,
};
use par_index::model::CriteriaSet;
use par_index::read::Id;

use crate::words::number::date;
use crate::words::number::localised;
use crate::words::number::quantity;
use crate::words::number::styled;
use crate::words::say;
use crate::words::title;

/// The words of a criteria set in one language
#[derive(Clone, Copy, Debug)]
pub struct Words<'s> {
    pub set: &'s CriteriaSet,
    pub lang: Lang,
}

impl Words<'_> {
    fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    /// The title of a fact, in quotation marks.
    pub fn fact(&self, id: &str) -> String {
        let fact = self
            .set
            .fact_index(id)
            .and_then(|index| self.set.facts().get(index));
        match fact {
            Some(fact) => format!("“{}”", title(&fact.title, self.lang)),
            None => format!("“{id}”"),
        }
    }

    fn facts(&self, ids: &[Id]) -> String {
        ids.iter()
            .map(|id| self.fact(id.as_str()))
            .collect::<Vec<_>>()
            .join(" + ")
    }

    fn slot(&self, id: &Id) -> String {
        let slot = self.set.file().slots.iter().find(|slot| slot.id == *id);
        match slot {
            Some(slot) => format!("“{}”", title(&slot.title, self.lang)),
            None => format!("“{id}”"),
        }
    }

    /// What a measure is.
    pub fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Fact(id) | Measure::Choice(id) => self.fact(id.as_str()),
            Measure::Total(ids) => {
                format!("{} {}", self.say("tổng của", "the sum of"), self.facts(ids))
            }
            Measure::Share(share) => self.share(share),
            Measure::Timeliness(timeliness) => self.timeliness(timeliness),
            Measure::DaysLate(late) => format!(
                "{} {}, {} {}",
                self.say("số ngày trễ của", "days that is late:"),
                self.fact(late.date.as_str()),
                self.say("hạn", "due"),
                self.due(&late.due)
            ),
            Measure::Completion(group) => format!(
                "{} {}{}",
                self.say("tỷ lệ % đã hoàn thành của", "share (%) done of"),
                self.group(group),
                self.when_empty(group.when_empty.as_ref())
            ),
            Measure::Punctuality(group) => format!(
                "{} {}{}",
                self.say("tỷ lệ % đúng hạn của", "share (%) done on time of"),
                self.group(group),
                self.when_empty(group.when_empty.as_ref())
            ),
            Measure::Rows(rows) => format!(
                "{} {}",
                self.say("số dòng của bảng", "the number of rows of"),
                self.rows(rows)
            ),
            Measure::RowShare(rows) => format!(
                "{} {}{}",
                self.say("tỷ lệ % số dòng của bảng", "share (%) of rows of"),
                self.rows(rows),
                self.when_empty(rows.when_empty.as_ref())
            ),
            Measure::WeightedAnswers(weighted) => {
                let answers = weighted.answers.iter().map(|answer| {
                    format!(
                        "{} × {}",
                        quantity(answer.weight, self.lang),
                        self.fact(answer.fact.as_str())
                    )
                });
                format!(
                    "{} {}{}",
                    self.say("bình quân có trọng số:", "the weighted mean of"),
                    answers.collect::<Vec<_>>().join(" + "),
                    self.when_empty(weighted.when_empty.as_ref())
                )
            }
            Measure::Growth(growth) => format!(
                "{} {} {} {}{}",
                self.say("mức tăng (%) của", "growth (%) of"),
                self.fact(growth.now.as_str()),
                self.say("so với", "over"),
                self.fact(growth.base.as_str()),
                self.when_empty(growth.when_empty.as_ref())
            ),
        }
    }

    fn share(&self, share: &Share) -> String {
        let whole = match &share.not_applicable_items {
            Some(items) => format!(
                "({} − {})",
                self.facts(&share.whole),
                self.fact(items.as_str())
            ),
            None => self.facts(&share.whole),
        };
        format!(
            "{} {} {} {whole}{}",
            self.say("tỷ lệ % của", "share (%) of"),
            self.facts(&share.part),
            self.say("trên", "in"),
            self.when_empty(share.when_empty.as_ref())
        )
    }

    fn timeliness(&self, timeliness: &Timeliness) -> String {
        let what = match (&timeliness.slot, &timeliness.date) {
            (Some(slot), _) => {
                format!(
                    "{} {}",
                    self.slot(slot),
                    self.say("theo hạn của kế hoạch", "against the plan's deadline")
                )
            }
            (None, Some(date)) => self.fact(date.as_str()),
            (None, None) => String::new(),
        };
        let due = timeliness
            .due
            .as_ref()
            .map(|due| format!(", {} {}", self.say("hạn", "due"), self.due(due)));
        format!(
            "{} {what}{}{}",
            self.say("đúng hạn, trễ hay chưa làm:", "on time, late or not done:"),
            due.unwrap_or_default(),
            self.when_empty(timeliness.when_empty.as_ref())
        )
    }

    fn group(&self, group: &TaskGroup) -> String {
        if group.all {
            return self
                .say("mọi nhiệm vụ trong kế hoạch", "all tasks of the plan")
                .to_owned();
        }
        match &group.area {
            Some(area) => format!(
                "{} {}",
                self.say(
                    "các nhiệm vụ của kế hoạch ở lĩnh vực",
                    "the plan's tasks of area"
                ),
                area.as_str().to_uppercase()
            ),
            None => group
                .slots
                .iter()
                .map(|slot| self.slot(slot))
                .collect::<Vec<_>>()
                .join(" + "),
        }
    }

    fn rows(&self, rows: &Rows) -> String {
        let conditions = |list: &[RowCondition]| {
            let all = list
                .iter()
                .map(|condition| self.row_condition(rows, condition));
            all.collect::<Vec<_>>().join(self.say(" và ", " and "))
        };
        let mut text = self.fact(rows.table.as_str());
        if !rows.r#where.is_empty() {
            text = format!(
                "{text} {} {}",
                self.say("mà", "where"),
                conditions(&rows.r#where)
            );
        }
        if !rows.among.is_empty() {
            text = format!(
                "{text}, {} {}",
                self.say("trong số các dòng", "among rows where"),
                conditions(&rows.among)
            );
        }
        text
    }

    fn row_condition(&self, rows: &Rows, condition: &RowCondition) -> String {
        use par_index::file::FactKind;
        let fact = self
            .set
            .fact_index(rows.table.as_str())
            .and_then(|index| self.set.facts().get(index));
        let column = match fact.map(|fact| &fact.kind) {
            Some(FactKind::Table(table)) => table
                .columns
                .iter()
                .find(|column| column.id == condition.column),
            _ => None,
        };
        let name = column.map_or(condition.column.as_str(), |column| {
            title(&column.title, self.lang)
        });
        let mut tests = Vec::new();
        if let Some(is) = condition.is {
            tests.push(format!(
                "= {}",
                if is {
                    self.say("có", "yes")
                } else {
                    self.say("không", "no")
                }
            ));
        }
        tests.extend(
            condition
                .at_least
                .map(|limit| format!("≥ {}", quantity(limit, self.lang))),
        );
        tests.extend(
            condition
                .at_most
                .map(|limit| format!("≤ {}", quantity(limit, self.lang))),
        );
        if !condition.one_of.is_empty() {
            let names: Vec<&str> = condition.one_of.iter().map(Id::as_str).collect();
            tests.push(format!("∈ {{{}}}", names.join(", ")));
        }
        format!("“{name}” {}", tests.join(", "))
    }

    /// When something is due.
    pub fn due(&self, due: &Due) -> String {
        match due {
            Due::Before(day) => format!(
                "{} {}",
                self.say("trước ngày", "before"),
                date(*day, self.lang)
            ),
            Due::By(day) => format!(
                "{} {}",
                self.say("chậm nhất ngày", "by"),
                date(*day, self.lang)
            ),
            Due::Month(month) => format!(
                "{} {}",
                self.say("hết tháng", "by the end of"),
                self.period(month)
            ),
            Due::Quarter(quarter) => format!(
                "{} {}",
                self.say("hết quý", "by the end of"),
                self.period(quarter)
            ),
            Due::Year(year) => format!("{} {year}", self.say("hết năm", "by the end of")),
            Due::After(after) => {
                let unit = match after.unit {
                    AfterUnit::Days => self.say("ngày", "days"),
                    AfterUnit::WorkingDays => self.say("ngày làm việc", "working days"),
                    AfterUnit::Months => self.say("tháng", "months"),
                };
                let start = match (&after.of, after.date) {
                    (Some(of), _) => self.fact(of),
                    (None, Some(day)) => date(day, self.lang),
                    (None, None) => self.say("ngày phát sinh", "the event").to_owned(),
                };
                format!(
                    "{} {unit} {} {start}",
                    styled(&after.count.to_string(), self.lang),
                    self.say("kể từ", "after")
                )
            }
        }
    }

    /// `2024-03` as `03/2024`, `2024-Q1` as `1/2024`.
    fn period(&self, text: &str) -> String {
        match (self.lang, text.split_once('-')) {
            (Lang::Vi, Some((year, part))) => {
                format!("{}/{year}", part.trim_start_matches(['Q', 'H']))
            }
            _ => text.to_owned(),
        }
    }

    fn when_empty(&self, answer: Option<&WhenEmpty>) -> String {
        let Some(answer) = answer else {
            return String::new();
        };
        let what = match answer {
            WhenEmpty::Full => self.say("đủ điểm", "full marks").to_owned(),
            WhenEmpty::Zero => self.say("0 điểm", "nothing").to_owned(),
            WhenEmpty::LeaveDenominator => self
                .say("bỏ khỏi mẫu số", "leaves the denominator")
                .to_owned(),
            WhenEmpty::Points(points) => match self.lang {
                Lang::Vi => format!("{} điểm", quantity(*points, self.lang)),
                Lang::En => format!("{} points", quantity(*points, self.lang)),
            },
        };
        format!(
            " ({} {what})",
            self.say("không phát sinh:", "if there is nothing to measure:")
        )
    }

    /// Words of the library inside a formula.
    pub fn formula(&self, text: &str) -> String {
        let text = if self.lang == Lang::Vi && (text.contains("min(") || text.contains("max(")) {
            text.replace(", ", "; ")
        } else {
            text.to_owned()
        };
        localised(&text, self.lang)
    }

    /// What a measure read, or one choice of a scale: the title of an option, `đúng hạn`, a number.
    pub fn reading(&self, measure: Option<&Measure>, text: &str) -> String {
        use par_index::file::FactKind;
        match text {
            "on-time" => return self.say("đúng hạn", "on time").to_owned(),
            "late" => return self.say("trễ hạn", "late").to_owned(),
            "none" if !matches!(measure, Some(Measure::Choice(_))) => {
                return self.say("chưa thực hiện", "not done").to_owned();
            }
            "not-arisen" => return self.say("không phát sinh", "did not arise").to_owned(),
            "yes" => return self.say("có", "yes").to_owned(),
            "no" => return self.say("không", "no").to_owned(),
            "empty" => return self.say("không phát sinh", "nothing to measure").to_owned(),
            "contradiction" => {
                return self
                    .say("số liệu mâu thuẫn", "the facts contradict each other")
                    .to_owned();
            }
            _ => {}
        }
        if let Some(Measure::Choice(id)) = measure
            && let Some(fact) = self
                .set
                .fact_index(id.as_str())
                .and_then(|index| self.set.facts().get(index))
            && let FactKind::Choice(kind) = &fact.kind
            && let Some(option) = kind
                .options
                .iter()
                .find(|option| option.id.as_str() == text)
        {
            return title(&option.title, self.lang).to_owned();
        }
        localised(text, self.lang)
    }
}
