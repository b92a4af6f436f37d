//! A ranking as a file: the whole as a workbook for who may see all of it, else the rows that are shown.

use baton_model::Lang;
use jiff::Timestamp;

use super::ranking::page;
use super::{RankingRequest, Site};
use crate::access::{Actor, Capability, Denied};
use crate::csv_text::safe;
use crate::export::workbook_of;
use crate::refused::Refused;
use crate::score::Change;

/// A file to be saved.
#[derive(Clone, Debug)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Site {
    /// Writes a ranking. A workbook holds the figures of all units, so it is for scopes that hold them all.
    pub fn export(
        &self,
        actor: &Actor,
        request: &RankingRequest,
        as_workbook: bool,
        lang: Lang,
        now: Timestamp,
    ) -> Result<ExportedFile, Denied> {
        actor.needs(Capability::Export)?;
        let seen = self.seen(actor, &request.asked, now)?;
        let computed = seen.finished.computed();
        let name = format!("{}-{}", computed.plan.id, computed.result.period);
        if as_workbook {
            if !seen.scope().is_everything() {
                return Err(Denied::lacks_scope());
            }
            let bytes = workbook_of(computed, lang)?.bytes;
            return Ok(ExportedFile { name: format!("{name}.xlsx"), bytes });
        }
        let bytes = csv(&page(&seen, request)?, lang).map_err(|error| Refused::Fault(error.to_string()))?;
        Ok(ExportedFile { name: format!("{name}.csv"), bytes })
    }
}

fn csv(page: &super::RankingPage, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    // With a mark at the beginning, spreadsheets read it as UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let ranking = &page.ranking;
    let mut head: Vec<String> = [
        ("位次", "rank"),
        ("变化", "change"),
        ("代码", "code"),
        ("单位", "unit"),
        ("组别", "group"),
        ("总分", "total"),
    ]
    .map(|(zh, en)| lang.pick(zh, en).to_owned())
    .to_vec();
    head.extend(ranking.dimensions.iter().map(|dimension| dimension.name.clone()));
    head.push(lang.pick("等次", "grade").to_owned());
    writer.write_record(&head)?;
    for shown in &page.rows {
        let row = &shown.row;
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let change = match row.change {
            Change::Places(places) => places.to_string(),
            Change::New | Change::GroupChanged | Change::Unknown => String::new(),
        };
        let group = ranking.groups.get(row.group).cloned().unwrap_or_default();
        let mut cells = vec![
            row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            change,
            safe(&row.code),
            safe(&row.name),
            safe(&group),
            number(row.total),
        ];
        cells.extend(row.points.iter().map(|points| number(*points)));
        cells.push(row.grade.clone().unwrap_or_default());
        writer.write_record(&cells)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
