//! The runs that are made when the city is seeded, so that ranking pages have a history.

/// How far a run is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoState {
    /// 公示 for so many days from the moment of seeding, so that the demonstration always shows one.
    Notice {
        /// Days.
        days: i32,
    },
    /// 定稿.
    Final,
}

/// Publication of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoPublish {
    /// How far.
    pub state: DemoState,
    /// When, RFC 3339.
    pub at: &'static str,
}

/// Who sees which rows of a published run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoAudience {
    /// Rows of the own scope.
    Own,
    /// All rows.
    Everyone,
}

/// A run to be kept when the city is seeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoRun {
    /// Id of the scheme.
    pub scheme: &'static str,
    /// Period.
    pub period: String,
    /// The moment it is kept, and as of which figures are read; RFC 3339.
    pub as_of: String,
    /// Is it a restatement of the published run of the same scheme and period? Then its publication is one, too.
    pub restates: bool,
    /// How it is published; none: a draft.
    pub publish: Option<DemoPublish>,
    /// Who sees it.
    pub audience: DemoAudience,
}

use DemoAudience::{Everyone, Own};

/// A yearly run: scheme, year, day it is kept (below), day it is published; none: a draft.
type Yearly = (&'static str, u16, &'static str, Option<DemoPublish>, DemoAudience, bool);

const fn done(at: &'static str) -> Option<DemoPublish> {
    Some(DemoPublish { state: DemoState::Final, at })
}

const YEARLY: &[Yearly] = &[
    ("county_hqd", 2023, "2024-02-26", done("2024-03-15T16:00:00+08:00"), Everyone, false),
    ("development_zone", 2023, "2024-03-04", done("2024-03-22T16:00:00+08:00"), Everyone, false),
    ("city_quality", 2023, "2024-01-22", done("2024-02-02T16:00:00+08:00"), Everyone, false),
    ("civilised_city", 2023, "2024-01-15", done("2024-01-26T16:00:00+08:00"), Everyone, false),
    ("demonstration_county", 2023, "2024-04-08", done("2024-04-19T16:00:00+08:00"), Everyone, false),
    ("enterprise_yield", 2023, "2024-05-13", done("2024-05-31T16:00:00+08:00"), Own, false),
    ("civilised_city", 2024, "2025-01-13", done("2025-01-24T16:00:00+08:00"), Everyone, false),
    ("city_quality", 2024, "2025-01-20", done("2025-01-27T16:00:00+08:00"), Everyone, false),
    ("county_hqd", 2024, "2025-02-24", done("2025-03-14T16:00:00+08:00"), Everyone, false),
    ("development_zone", 2024, "2025-03-03", done("2025-03-21T16:00:00+08:00"), Everyone, false),
    ("demonstration_county", 2024, "2025-04-07", done("2025-04-18T16:00:00+08:00"), Everyone, false),
    ("county_hqd", 2024, "2025-05-06", done("2025-05-09T16:00:00+08:00"), Everyone, true),
    ("enterprise_yield", 2024, "2025-05-12", done("2025-05-30T16:00:00+08:00"), Own, false),
    ("civilised_city", 2025, "2026-01-12", done("2026-01-23T16:00:00+08:00"), Everyone, false),
    ("city_quality", 2025, "2026-01-19", done("2026-01-30T16:00:00+08:00"), Everyone, false),
    ("development_zone", 2025, "2026-03-02", done("2026-03-20T16:00:00+08:00"), Everyone, false),
    ("demonstration_county", 2025, "2026-04-06", None, Own, false),
    ("enterprise_yield", 2025, "2026-04-13", None, Own, false),
];

/// Period, day it is kept, moment it is published.
type Shorter = (&'static str, &'static str, &'static str);

/// Schemes by quarter and by month.
const SHORTER: &[(&str, &[Shorter])] = &[
    (
        "business_environment",
        &[
            ("2025Q1", "2025-04-14", "2025-04-18T16:00:00+08:00"),
            ("2025Q2", "2025-07-14", "2025-07-18T16:00:00+08:00"),
            ("2025Q3", "2025-10-13", "2025-10-17T16:00:00+08:00"),
            ("2025Q4", "2026-01-14", "2026-01-20T16:00:00+08:00"),
        ],
    ),
    (
        "observation",
        &[
            ("2025Q3", "2025-10-10", "2025-10-11T16:00:00+08:00"),
            ("2025Q4", "2026-01-05", "2026-01-06T16:00:00+08:00"),
        ],
    ),
    (
        "economy_dispatch",
        &[
            ("2025-10", "2025-11-17", "2025-11-19T16:00:00+08:00"),
            ("2025-11", "2025-12-16", "2025-12-18T16:00:00+08:00"),
            ("2025-12", "2026-01-21", "2026-01-23T17:00:00+08:00"),
        ],
    ),
    (
        "three_batches",
        &[
            ("2025-10", "2025-11-06", "2025-11-10T16:00:00+08:00"),
            ("2025-11", "2025-12-05", "2025-12-09T16:00:00+08:00"),
            ("2025-12", "2026-01-07", "2026-01-12T16:00:00+08:00"),
        ],
    ),
    (
        "city_quality_month",
        &[
            ("2025-11", "2025-12-03", "2025-12-05T16:00:00+08:00"),
            ("2025-12", "2026-01-05", "2026-01-07T16:00:00+08:00"),
        ],
    ),
];

/// The runs, in the order in which they are kept.
pub(crate) fn runs() -> Vec<DemoRun> {
    let run = |scheme: &'static str, period: String, day: &str, publish, audience, restates| {
        let as_of = format!("{day}T10:00:00+08:00");
        DemoRun { scheme, period, as_of, restates, publish, audience }
    };
    let mut found: Vec<DemoRun> = YEARLY
        .iter()
        .map(|(scheme, year, day, publish, audience, restates)| {
            run(scheme, year.to_string(), day, *publish, *audience, *restates)
        })
        .collect();
    for (scheme, periods) in SHORTER {
        for (period, day, at) in *periods {
            found.push(run(scheme, (*period).to_owned(), day, done(at), Everyone, false));
        }
    }
    // The newest run of the county method is on notice: objections can be made.
    let notice = DemoPublish { state: DemoState::Notice { days: 10 }, at: "2026-03-13T16:00:00+08:00" };
    found.push(run("county_hqd", "2025".to_owned(), "2026-03-09", Some(notice), Everyone, false));
    found.sort_by(|a, b| a.as_of.cmp(&b.as_of));
    found
}
