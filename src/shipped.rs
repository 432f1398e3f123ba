//! Criteria sets that come with the library.

/// One edition of a criteria set, as text
#[derive(Clone, Copy, Debug)]
pub struct ShippedSet {
    /// Name of the set
    pub id: &'static str,
    /// Its edition
    pub edition: &'static str,
    /// The file
    pub json: &'static str,
}

/// All sets that come with the library, by name and edition
pub const SETS: &[ShippedSet] = &[
    ShippedSet {
        id: "department-from-plan",
        edition: "2024",
        json: include_str!("../criteria/department-from-plan/2024.json"),
    },
    ShippedSet {
        id: "illustrative-shapes",
        edition: "2024",
        json: include_str!("../criteria/illustrative-shapes/2024.json"),
    },
    ShippedSet {
        id: "papi",
        edition: "2021",
        json: include_str!("../criteria/papi/2021.json"),
    },
    ShippedSet {
        id: "pci",
        edition: "2006",
        json: include_str!("../criteria/pci/2006.json"),
    },
    ShippedSet {
        id: "pci",
        edition: "2009",
        json: include_str!("../criteria/pci/2009.json"),
    },
    ShippedSet {
        id: "pci",
        edition: "2013",
        json: include_str!("../criteria/pci/2013.json"),
    },
    ShippedSet {
        id: "pci",
        edition: "2022",
        json: include_str!("../criteria/pci/2022.json"),
    },
];

/// The file of a set
///
/// # Examples
///
/// ```
/// assert!(par_index::shipped::find("department-from-plan", "2024").is_some());
/// assert!(par_index::shipped::find("department-from-plan", "1999").is_none());
/// ```
pub fn find(id: &str, edition: &str) -> Option<&'static ShippedSet> {
    SETS.iter()
        .find(|set| set.id == id && set.edition == edition)
}
