//! Reform plan files.

use super::common::{Instrument, Span, Text, UnitFile};
use super::due::{Deadline, NonWorkingDay};
use crate::number::{Date, Quantity};
use crate::read::{Id, keyword, record};

keyword! {
    /// What a task leaves behind.
    pub enum ProductKind {
        /// A document.
        Document = "document",
        /// A record in a system.
        Record = "record",
        /// Something published.
        Publication = "publication",
        /// A target reached.
        Target = "target",
    }
}

keyword! {
    /// Which products of a task are needed.
    pub enum Need {
        /// Each.
        All = "all",
        /// One is enough.
        Any = "any",
    }
}

record! {
    /// A product of a task.
    #[derive(Default)]
    pub struct Product {
        /// Name inside the task.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// Kind.
        pub kind: ProductKind,
        /// Kind of document: `plan`, `report`, `official-letter`, `decision`, `submission`, `minutes` …
        pub document: Option<Id>,
        /// Its own deadline; the task's where absent.
        pub deadline: Option<Deadline>,
    }
}

record! {
    /// A task: one row of the plan.
    #[derive(Default)]
    pub struct Task {
        /// Name in ASCII, unique in the plan.
        pub id: Id,
        /// Name in words (“Nhiệm vụ”).
        pub title: Text,
        /// Activity (“Hoạt động”).
        pub activity: Option<String>,
        /// Products as printed.
        pub products_printed: String,
        /// Products.
        pub products: Vec<Product>,
        /// Which of them are needed; all where absent.
        pub need: Option<Need>,
        /// Lead units.
        pub lead: Vec<Id>,
        /// Lead as printed.
        pub lead_printed: String,
        /// Co-ordinating units as printed.
        pub with_printed: Option<String>,
        /// Deadline.
        pub deadline: Deadline,
        /// Funding as printed.
        pub funding: Option<String>,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}

record! {
    /// A goal with its tasks.
    #[derive(Default)]
    pub struct Goal {
        /// Name in ASCII.
        pub id: Id,
        /// Number as printed.
        pub number: String,
        /// Name in words (“Mục tiêu”).
        pub title: Text,
        /// Tasks.
        pub tasks: Vec<Task>,
    }
}

record! {
    /// An area of the plan.
    #[derive(Default)]
    pub struct PlanArea {
        /// Name in ASCII.
        pub id: Id,
        /// Number as printed: `I`, `II` …
        pub number: String,
        /// Name in words.
        pub title: Text,
        /// Goals.
        pub goals: Vec<Goal>,
    }
}

record! {
    /// A figure the plan commits to.
    #[derive(Default)]
    pub struct Commitment {
        /// Name in ASCII.
        pub id: Id,
        /// What is promised, shortened.
        pub title: Text,
        /// Where it stands: a task id, a bullet id.
        pub at: Id,
        /// The figure.
        pub target: Option<Quantity>,
        /// Its unit: `%`, `initiative-per-unit` …
        pub unit: Option<String>,
        /// How it is meant: `at-least`, `equals`, `each`.
        pub sense: Option<Id>,
    }
}

record! {
    /// A bullet of the narrative, shortened to a name.
    #[derive(Default)]
    pub struct Bullet {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
    }
}

record! {
    /// A section of the narrative.
    #[derive(Default)]
    pub struct Section {
        /// Name in ASCII.
        pub id: Id,
        /// Number as printed: `II.1`, `V` …
        pub number: String,
        /// Name in words.
        pub title: Text,
        /// Bullets or numbered items, in order.
        pub bullets: Vec<Bullet>,
    }
}

record! {
    /// A unit that leads tasks.
    #[derive(Default)]
    pub struct Lead {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
    }
}

record! {
    /// The tasks a unit's plan puts into one slot of a criteria set.
    #[derive(Default)]
    pub struct SlotBinding {
        /// Slot.
        pub slot: Id,
        /// Tasks, each `task` or `task/product`.
        pub tasks: Vec<String>,
    }
}

record! {
    /// The bindings for one criteria set.
    #[derive(Default)]
    pub struct Binding {
        /// Criteria set.
        pub criteria_set: Id,
        /// Its edition.
        pub edition: Id,
        /// Slots.
        pub slots: Vec<SlotBinding>,
    }
}

record! {
    /// Something the source says that a reader should know.
    #[derive(Default)]
    pub struct SourceNote {
        /// Where.
        pub at: String,
        /// As printed.
        pub printed: String,
        /// What is odd about it.
        pub note: Text,
    }
}

record! {
    /// A unit's yearly reform plan.
    pub struct PlanFile = "par-index/plan@1" {
        /// `par-index/plan@1`.
        pub format: String,
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// The unit.
        pub unit: UnitFile,
        /// The period planned.
        pub period: Span,
        /// Number and notation as printed.
        pub notation_printed: String,
        /// Place and day of issue as printed.
        pub issued_printed: String,
        /// Day of issue, where the source states it.
        pub issued_on: Option<Date>,
        /// Where the text comes from.
        pub source: Text,
        /// Instruments the plan rests on.
        pub instruments: Vec<Instrument> = default,
        /// What a non-working last day means; `keep` where absent.
        pub non_working_day: Option<NonWorkingDay>,
        /// Days off besides Saturday and Sunday.
        pub holidays: Vec<Date> = default,
        /// Saturdays and Sundays worked in exchange for a day off.
        pub working_days: Vec<Date> = default,
        /// Lead units.
        pub leads: Vec<Lead>,
        /// Narrative sections.
        pub sections: Vec<Section> = default,
        /// Areas, goals, tasks.
        pub areas: Vec<PlanArea>,
        /// Figures promised.
        pub commitments: Vec<Commitment> = default,
        /// Bindings to criteria sets.
        pub bindings: Vec<Binding> = default,
        /// What the source says inconsistently.
        pub notes: Vec<SourceNote> = default,
    }
}
