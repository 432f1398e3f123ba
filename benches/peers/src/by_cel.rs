//! The sheet in CEL: a program for each leaf, compiled once; the host adds up, for CEL has no sum.

use std::marker::PhantomData;
use std::sync::Arc;

use cel::common::types::{CelDouble, CelInt};
use cel::{Context, Env, Program, Value, extensions};

use crate::sheet::{Fact, Peer, Sheet, Shown, Writing, facts_but, leaves, names};
use crate::ternary::Dialect;
use crate::workload::Unit;

const DIALECT: Dialect = Dialect {
    // Arithmetic of CEL does not mix whole numbers and doubles.
    number: |text| {
        let decimals = if text.contains('.') { "" } else { ".0" };
        format!("{text}{decimals}")
    },
    rounded: |text| format!("math.round({text} * 100.0) / 100.0"),
    // Division of whole numbers leaves the remainder out.
    nearest: |dividend, divisor| format!("({dividend} * 2 + {divisor}) / ({divisor} * 2)"),
};

/// A number of CEL.
pub(crate) trait Number: Shown + std::ops::AddAssign {
    const WRITING: Writing;

    fn bind(context: &mut Context<'static, 'static>, name: &str, number: i64);
    fn read(value: &Value) -> Option<Self>;
}

impl Number for f64 {
    const WRITING: Writing = Writing::Percent;

    fn bind(context: &mut Context<'static, 'static>, name: &str, number: i64) {
        context.add_variable_as_val(name, Box::new(CelDouble::from(number as f64)));
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Float(points) => Some(*points),
            _ => None,
        }
    }
}

impl Number for i64 {
    const WRITING: Writing = Writing::Hundredths;

    fn bind(context: &mut Context<'static, 'static>, name: &str, number: i64) {
        context.add_variable_as_val(name, Box::new(CelInt::from(number)));
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Int(points) => Some(*points),
            _ => None,
        }
    }
}

pub(crate) struct Cel<T> {
    env: Arc<Env>,
    names: Vec<String>,
    programs: Vec<Program>,
    number: PhantomData<T>,
}

impl<T: Number> Cel<T> {
    pub(crate) fn new() -> Self {
        let mut env = Env::stdlib();
        env.add_extension(extensions::math)
            .expect("the math library");
        let programs = leaves()
            .iter()
            .map(|(id, rule)| {
                let text = DIALECT.rule(rule, T::WRITING);
                env.compile(&text)
                    .unwrap_or_else(|found| panic!("{id}: {found}: {text}"))
            })
            .collect();
        Self {
            env: Arc::new(env),
            names: names(),
            programs,
            number: PhantomData,
        }
    }
}

impl<T: Number> Peer for Cel<T> {
    type Input = Context<'static, 'static>;
    type Number = T;

    fn input(&self, unit: &Unit, without: Option<usize>) -> Self::Input {
        let mut context = Context::with_env(Arc::clone(&self.env));
        for (at, fact) in facts_but(unit, without) {
            let name = self.names[at].as_str();
            match fact {
                Fact::Yes(yes) => context.add_variable_from_value(name, yes),
                Fact::Number(number) => T::bind(&mut context, name, number),
            }
        }
        context
    }

    fn score(&mut self, input: &Self::Input, sheet: &mut Sheet<T>) -> Result<(), String> {
        let mut total = T::default();
        for (program, points) in self.programs.iter().zip(&mut sheet.leaves) {
            let value = program.execute(input).map_err(|found| found.to_string())?;
            *points = T::read(&value).ok_or("not a number")?;
            total += *points;
        }
        sheet.total = total;
        Ok(())
    }
}
