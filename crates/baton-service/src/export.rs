//! The workbook of a run, with live formulas (结果工作簿).

use baton_model::{Lang, Message, Period};
use baton_report::excel::{Earlier, Options, not_live, ranking_workbook};
use jiff::Timestamp;

use crate::computed::Computed;
use crate::prepare::Prepared;
use crate::refused::Refused;
use crate::score::{Change, ranking_of};
use crate::snapshot::day_in_china;

/// A workbook.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What of the scheme it cannot follow and holds as values.
    pub not_live: Vec<Message>,
}

/// Runs the scheme and writes its workbook.
pub fn workbook(
    prepared: &Prepared,
    period: Option<Period>,
    as_of: Timestamp,
    lang: Lang,
) -> Result<Exported, Refused> {
    prepared.compute(period, as_of, true, |computed| workbook_of(computed, lang))
}

/// The workbook of a finished run.
pub fn workbook_of(computed: Computed<'_>, lang: Lang) -> Result<Exported, Refused> {
    let Computed { plan, snapshot, result, as_of, .. } = computed;
    let ranking = ranking_of(computed, None)?;
    let earlier = ranking.previous.map(|period| {
        let mut ranks = vec![None; result.subjects()];
        for row in &ranking.rows {
            let subject = snapshot.roster.row(&row.code).and_then(|unit| result.subject_of(unit));
            if let (Some(subject), Change::Places(places), Some(rank)) = (subject, row.change, row.rank) {
                ranks[subject] = u32::try_from(i64::from(rank) + places).ok();
            }
        }
        Earlier { period, ranks }
    });
    let options = Options { lang, earlier, as_of: Some(day_in_china(as_of).to_string()) };
    let bytes =
        ranking_workbook(plan, snapshot, result, &options).map_err(|error| Refused::Files(error.0))?;
    Ok(Exported { bytes, not_live: not_live(plan) })
}
