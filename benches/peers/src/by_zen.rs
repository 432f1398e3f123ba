//! The sheet in the expression language of zen: as a decision graph, and as compiled expressions.

use std::marker::PhantomData;
use std::ops::AddAssign;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::json;
use zen_engine::DecisionEngine;
use zen_engine::model::DecisionContent;
use zen_expression::expression::Standard;
use zen_expression::variable::{Symbol, VariableMap};
use zen_expression::{Expression, Isolate, Variable};

use crate::sheet::{Fact, Peer, Sheet, Shown, Writing, facts_but, leaves, names};
use crate::ternary::Dialect;
use crate::workload::Unit;

const DIALECT: Dialect = Dialect {
    number: str::to_owned,
    rounded: |text| format!("round({text}, 2)"),
    nearest: |dividend, divisor| format!("round({dividend} / ({divisor}))"),
};

/// A number of zen: points, or whole hundredths of a point.
pub(crate) trait Number: Shown + From<Decimal> + AddAssign {
    const WRITING: Writing;
}

impl Number for Decimal {
    const WRITING: Writing = Writing::Percent;
}

/// Whole hundredths of a point.
#[derive(Clone, Copy, Default)]
pub(crate) struct Whole(Decimal);

impl Number for Whole {
    const WRITING: Writing = Writing::Hundredths;
}

impl From<Decimal> for Whole {
    fn from(hundredths: Decimal) -> Self {
        Self(hundredths)
    }
}

impl AddAssign for Whole {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Shown for Whole {
    fn hundredths(self) -> i64 {
        assert!(self.0.is_integer(), "{} is not whole", self.0);
        i64::try_from(self.0).expect("a small number")
    }
}

/// Points of a leaf or a sum.
fn points<T: Number>(value: Option<&Variable>) -> Result<T, String> {
    match value {
        Some(Variable::Number(points)) => Ok(T::from(*points)),
        other => Err(format!("no points: {other:?}")),
    }
}

/// Names of facts, ready to be keys.
struct Facts(Vec<Symbol>);

impl Facts {
    fn new() -> Self {
        Self(names().iter().map(|name| Variable::key(name)).collect())
    }

    fn variable(&self, unit: &Unit, without: Option<usize>) -> Variable {
        let mut map = VariableMap::with_capacity(self.0.len());
        for (at, fact) in facts_but(unit, without) {
            let value = match fact {
                Fact::Yes(yes) => Variable::Bool(yes),
                Fact::Number(number) => Variable::Number(Decimal::from(number)),
            };
            map.insert(self.0[at].clone(), value);
        }
        Variable::from_object(map)
    }
}

/// A decision graph with one expression node, compiled.
pub(crate) struct Graph<T> {
    number: PhantomData<T>,
    decision: zen_engine::Decision,
    runtime: tokio::runtime::Runtime,
    facts: Facts,
    leaves: Vec<Symbol>,
    total: Symbol,
}

impl<T: Number> Graph<T> {
    pub(crate) fn new() -> Self {
        let leaves = leaves();
        let mut expressions: Vec<_> = leaves
            .iter()
            .map(|(id, rule)| json!({ "id": id, "key": id, "value": DIALECT.rule(rule, T::WRITING) }))
            .collect();
        // `$` holds what the expressions before it gave.
        expressions.push(json!({ "id": "total", "key": "total", "value": "sum(values($))" }));
        let graph = json!({
            "nodes": [
                { "id": "in", "name": "facts", "type": "inputNode" },
                { "id": "sheet", "name": "sheet", "type": "expressionNode",
                  "content": { "expressions": expressions } },
                { "id": "out", "name": "points", "type": "outputNode" },
            ],
            "edges": [
                { "id": "1", "sourceId": "in", "targetId": "sheet", "type": "edge" },
                { "id": "2", "sourceId": "sheet", "targetId": "out", "type": "edge" },
            ],
        });
        let content: DecisionContent = serde_json::from_value(graph).expect("a graph");
        let mut decision = DecisionEngine::default()
            .create_decision(Arc::new(content))
            .expect("a decision");
        decision.compile();
        Self {
            number: PhantomData,
            decision,
            runtime: tokio::runtime::Builder::new_current_thread()
                .build()
                .expect("a runtime"),
            facts: Facts::new(),
            leaves: leaves.iter().map(|(id, _)| Variable::key(id)).collect(),
            total: Variable::key("total"),
        }
    }
}

impl<T: Number> Peer for Graph<T> {
    type Input = Variable;
    type Number = T;

    fn input(&self, unit: &Unit, without: Option<usize>) -> Variable {
        self.facts.variable(unit, without)
    }

    fn score(&mut self, input: &Variable, sheet: &mut Sheet<T>) -> Result<(), String> {
        let answer = self.runtime.block_on(self.decision.evaluate(input.clone()));
        let answer = answer.map_err(|found| found.to_string())?.result;
        let answer = answer.as_object().expect("an object");
        let answer = answer.borrow();
        for (id, leaf) in self.leaves.iter().zip(&mut sheet.leaves) {
            *leaf = points(answer.get(id))?;
        }
        sheet.total = points(answer.get(&self.total))?;
        Ok(())
    }
}

/// A compiled expression for each leaf; the host adds up.
pub(crate) struct Expressions<T> {
    number: PhantomData<T>,
    isolate: Isolate,
    expressions: Vec<Expression<Standard>>,
    facts: Facts,
}

impl<T: Number> Expressions<T> {
    pub(crate) fn new() -> Self {
        let mut isolate = Isolate::new();
        let expressions = leaves()
            .iter()
            .map(|(id, rule)| {
                let text = DIALECT.rule(rule, T::WRITING);
                isolate
                    .compile_standard(&text)
                    .unwrap_or_else(|found| panic!("{id}: {found}"))
            })
            .collect();
        Self {
            number: PhantomData,
            isolate,
            expressions,
            facts: Facts::new(),
        }
    }
}

impl<T: Number> Peer for Expressions<T> {
    type Input = Variable;
    type Number = T;

    fn input(&self, unit: &Unit, without: Option<usize>) -> Variable {
        self.facts.variable(unit, without)
    }

    fn score(&mut self, input: &Variable, sheet: &mut Sheet<T>) -> Result<(), String> {
        self.isolate.set_environment(input.clone());
        let mut total = T::default();
        for (expression, leaf) in self.expressions.iter().zip(&mut sheet.leaves) {
            let value = self.isolate.run_compiled(expression.bytecode());
            let value = value.map_err(|found| found.to_string())?;
            *leaf = points(Some(&value))?;
            total += *leaf;
        }
        sheet.total = total;
        Ok(())
    }
}
