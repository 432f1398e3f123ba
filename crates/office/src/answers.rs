//! What was reported about the sheet already, looked up by pointer.

use std::collections::BTreeSet;

use par_index::diagnostic::Diagnostic;

use crate::build::Answered;

/// The places about which something was reported.
pub(crate) struct Answers {
    bands: BTreeSet<String>,
    rules: BTreeSet<String>,
    nodes: BTreeSet<String>,
    parents: BTreeSet<String>,
}

impl Answers {
    pub(crate) fn new(answered: &[Answered]) -> Self {
        let mut answers = Self {
            bands: BTreeSet::new(),
            rules: BTreeSet::new(),
            nodes: BTreeSet::new(),
            parents: BTreeSet::new(),
        };
        for one in answered {
            match one {
                Answered::Bound { rule, band } => {
                    answers
                        .bands
                        .insert(format!("{rule}/score/scale/bands/{band}"));
                    answers.rules.insert(rule.clone());
                }
                Answered::Maximum { node } => {
                    answers.nodes.insert(node.clone());
                    answers.parents.insert(parent(node).to_owned());
                }
            }
        }
        answers
    }

    /// Whether a finding of the library follows from what was reported.
    pub(crate) fn hold(&self, diagnostic: &Diagnostic) -> bool {
        let (check, pointer) = (diagnostic.check(), diagnostic.place().pointer.as_str());
        let band = |pointer: &str| is_within(&self.bands, pointer);
        if let Some(node) = pointer.strip_suffix("/max_points")
            && (self.nodes.contains(node)
                || (check.ends_with("do-not-add-up") && self.parents.contains(node)))
        {
            return true;
        }
        match check {
            "bands-overlap" => {
                band(pointer) || diagnostic.other().is_some_and(|place| band(&place.pointer))
            }
            "band-empty" | "band-limit-missing" | "label-without-limit" => band(pointer),
            "bands-leave-a-gap" => is_within(&self.rules, pointer),
            "points-above-maximum" => is_within(&self.nodes, pointer),
            _ => false,
        }
    }
}

/// Whether a pointer is one of these or below one.
fn is_within(places: &BTreeSet<String>, pointer: &str) -> bool {
    let mut around = pointer;
    loop {
        if places.contains(around) {
            return true;
        }
        match around.rsplit_once('/') {
            Some((above, _)) => around = above,
            None => return false,
        }
    }
}

/// The node above: without `/criteria/3` or `/areas/3`.
fn parent(node: &str) -> &str {
    let list = node.rsplit_once('/').map_or("", |(list, _)| list);
    list.rsplit_once('/').map_or("", |(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_is_not_below_the_first() {
        let places = BTreeSet::from(["/areas/0/criteria/1".to_owned()]);
        assert!(is_within(&places, "/areas/0/criteria/1"));
        assert!(is_within(&places, "/areas/0/criteria/1/rule/score"));
        assert!(!is_within(&places, "/areas/0/criteria/10/rule/score"));
        assert!(!is_within(&places, "/areas/0"));
    }

    #[test]
    fn the_node_above_is_found() {
        assert_eq!(parent("/areas/0/criteria/1"), "/areas/0");
        assert_eq!(parent("/areas/0"), "");
    }
}
