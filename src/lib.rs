//! Exact, explainable scoring of public administration reform self-assessments.
