//! The sheet as one Rego policy, by the interpreter of regorus and by its virtual machine.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::marker::PhantomData;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Rc, Value};

use crate::sheet::{Fact, Peer, Rule, Share, Sheet, Shown, Writing, facts_but, leaves, names};
use crate::workload::Unit;

const ANSWER: &str = "data.sheet.answer";

/// A rule with the first of these bodies that holds, and 0 if none does.
fn rule(name: &str, cases: &[(&str, String)]) -> String {
    let mut text = name.to_owned();
    for (at, (points, when)) in cases.iter().enumerate() {
        let link = if at == 0 { "" } else { " else" };
        write!(text, "{link} := {points} if {{ {when} }}").expect("text");
    }
    text + " else := 0\n"
}

fn bands(name: &str, Share { part, whole }: &Share, writing: Writing, points: [&str; 2]) -> String {
    let [full, some] = points;
    let (whole, part) = (format!("input.{whole}"), format!("input.{part}"));
    let limits = match writing {
        Writing::Percent => [
            format!("{part} / {whole} * 100 >= 100"),
            format!("{part} / {whole} * 100 >= 75"),
        ],
        Writing::Hundredths => [
            format!("{part} >= {whole}"),
            format!("{part} * 4 >= {whole} * 3"),
        ],
    };
    let [at_full, at_some] = limits;
    rule(
        name,
        &[
            (full, format!("{whole} == 0")),
            (full, at_full),
            (some, at_some),
        ],
    )
}

fn leaf(name: &str, of: &Rule, writing: Writing) -> String {
    let percent = writing == Writing::Percent;
    let pick = |points: &'static str, hundredths| if percent { points } else { hundredths };
    match of {
        Rule::YesNo(yes) => rule(name, &[(pick("1", "100"), format!("input.{yes}"))]),
        Rule::Bands(of) => bands(name, of, writing, [pick("1", "100"), pick("0.5", "50")]),
        Rule::Proportion(Share { part, whole }) => {
            let (whole, part) = (format!("input.{whole}"), format!("input.{part}"));
            let full = pick("2", "200");
            let (line, at_full, at_some) = if percent {
                (
                    format!("round(2 * ({part} / {whole} * 100 / 90) * 100) / 100"),
                    format!("{part} / {whole} * 100 >= 90"),
                    format!("{part} / {whole} * 100 >= 70"),
                )
            } else {
                (
                    format!("round({part} * 2000 / ({whole} * 9))"),
                    format!("{part} * 10 >= {whole} * 9"),
                    format!("{part} * 10 >= {whole} * 7"),
                )
            };
            rule(
                name,
                &[
                    (full, format!("{whole} == 0")),
                    (full, at_full),
                    (&line, at_some),
                ],
            )
        }
        Rule::Count(count) => rule(
            name,
            &[
                (pick("1", "100"), format!("input.{count} >= 3")),
                (pick("0.5", "50"), format!("input.{count} >= 1")),
            ],
        ),
        Rule::Deduction(faults) => {
            let line = format!("{} * input.{faults}", pick("1 - 0.25", "100 - 25"));
            rule(name, &[(&line, format!("input.{faults} < 4"))])
        }
        Rule::Sum(yes, of) => {
            let done = rule(
                &format!("{name}_done"),
                &[(pick("0.5", "50"), format!("input.{yes}"))],
            );
            let points = [pick("0.5", "50"), pick("0.25", "25")];
            let share = bands(&format!("{name}_share"), of, writing, points);
            format!("{done}{share}{name} := {name}_done + {name}_share\n")
        }
    }
}

fn policy(writing: Writing) -> String {
    let leaves = leaves();
    let mut text = "package sheet\n".to_owned();
    for (name, rule) in &leaves {
        text += &leaf(name, rule, writing);
    }
    let names: Vec<&str> = leaves.iter().map(|(name, _)| name.as_str()).collect();
    writeln!(text, "leaves := [{}]", names.join(", ")).expect("text");
    text + "answer := {\"leaves\": leaves, \"total\": sum(leaves)}\n"
}

fn compiled(writing: Writing) -> CompiledPolicy {
    let mut engine = Engine::new();
    engine
        .add_policy("sheet.rego".to_owned(), policy(writing))
        .expect("a policy");
    let answer: Rc<str> = ANSWER.into();
    engine
        .compile_with_entrypoint(&answer)
        .expect("a compiled policy")
}

/// A number of Rego: read as it is, or as the whole hundredths it must be.
pub(crate) trait Number: Shown {
    const WRITING: Writing;

    fn read(value: &Value) -> Option<Self>;
}

impl Number for f64 {
    const WRITING: Writing = Writing::Percent;

    fn read(value: &Value) -> Option<Self> {
        value.as_f64().ok()
    }
}

impl Number for i64 {
    const WRITING: Writing = Writing::Hundredths;

    fn read(value: &Value) -> Option<Self> {
        value.as_i64().ok()
    }
}

/// Keys that are made once.
struct Keys {
    names: Vec<Value>,
    leaves: Value,
    total: Value,
}

impl Keys {
    fn new() -> Self {
        Self {
            names: names().into_iter().map(Value::from).collect(),
            leaves: Value::from("leaves"),
            total: Value::from("total"),
        }
    }

    fn input(&self, unit: &Unit, without: Option<usize>) -> Value {
        let pairs = facts_but(unit, without).map(|(at, fact)| {
            let value = match fact {
                Fact::Yes(yes) => Value::from(yes),
                Fact::Number(number) => Value::from(number),
            };
            (self.names[at].clone(), value)
        });
        Value::from(pairs.collect::<BTreeMap<Value, Value>>())
    }

    fn read<T: Number>(&self, answer: &Value, sheet: &mut Sheet<T>) -> Result<(), String> {
        let no_points = || format!("no points: {answer:?}");
        let leaves = answer[&self.leaves].as_array();
        for (value, points) in leaves
            .map_err(|_| no_points())?
            .iter()
            .zip(&mut sheet.leaves)
        {
            *points = T::read(value).ok_or_else(no_points)?;
        }
        sheet.total = T::read(&answer[&self.total]).ok_or_else(no_points)?;
        Ok(())
    }
}

/// The policy, compiled once, by the interpreter.
pub(crate) struct Interpreted<T> {
    policy: CompiledPolicy,
    keys: Keys,
    number: PhantomData<T>,
}

impl<T: Number> Interpreted<T> {
    pub(crate) fn new() -> Self {
        Self {
            policy: compiled(T::WRITING),
            keys: Keys::new(),
            number: PhantomData,
        }
    }
}

impl<T: Number> Peer for Interpreted<T> {
    type Input = Value;
    type Number = T;

    fn input(&self, unit: &Unit, without: Option<usize>) -> Value {
        self.keys.input(unit, without)
    }

    fn score(&mut self, input: &Value, sheet: &mut Sheet<T>) -> Result<(), String> {
        let answer = self.policy.eval_with_input(input.clone());
        let answer = answer.map_err(|found| found.to_string())?;
        self.keys.read(&answer, sheet)
    }
}

/// The policy as a program of the virtual machine.
pub(crate) struct Machine<T> {
    vm: RegoVM,
    keys: Keys,
    number: PhantomData<T>,
}

impl<T: Number> Machine<T> {
    pub(crate) fn new() -> Self {
        let program = Compiler::compile_from_policy(&compiled(T::WRITING), &[ANSWER]);
        let mut vm = RegoVM::new();
        vm.load_program(program.expect("a program"));
        Self {
            vm,
            keys: Keys::new(),
            number: PhantomData,
        }
    }
}

impl<T: Number> Peer for Machine<T> {
    type Input = Value;
    type Number = T;

    fn input(&self, unit: &Unit, without: Option<usize>) -> Value {
        self.keys.input(unit, without)
    }

    fn score(&mut self, input: &Value, sheet: &mut Sheet<T>) -> Result<(), String> {
        self.vm.set_input(input.clone());
        let answer = self.vm.execute().map_err(|found| found.to_string())?;
        self.keys.read(&answer, sheet)
    }
}
