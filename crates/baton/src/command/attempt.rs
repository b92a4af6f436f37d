//! `baton try`

use baton_service::attempt::{Tried, TryRequest, attempt};
use baton_service::messages::list;
use baton_service::model::{Lang, Message};
use baton_service::number::{plain, short};
use serde_json::json;

use super::{moment, period, show};
use crate::cli::{Format, Global, TryArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::{explanation, explanation_json};
use crate::printer::Printer;

/// Shows what one value would score.
pub(super) fn run(args: &TryArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let bad = || Failure::Usage(Message::new(&messages::BAD_NUMBER).with("found", &args.value));
    let request = TryRequest {
        leaf: args.indicator.clone(),
        value: args.value.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(bad)?,
        unit: args.unit.clone(),
        period: args.period.as_deref().map(period).transpose()?,
        as_of: moment(args.as_of.as_deref())?,
    };
    let mut prepared = baton_service::prepare(&global.workspace, args.scheme.as_deref())?;
    show::say_synthetic(&prepared, printer);
    let tried = attempt(&mut prepared, &request)?;
    match global.format {
        Format::Table => {
            for line in explanation::lines(&tried.then, printer) {
                printer.line(&line)?;
            }
            printer.line("")?;
            for line in difference(&tried, printer.lang) {
                printer.line(&line)?;
            }
            Ok(())
        }
        Format::Json => {
            let both = json!({
                "now": explanation_json::json(&tried.now),
                "then": explanation_json::json(&tried.then),
            });
            show::json(&both, printer)
        }
        Format::Csv | Format::Xlsx => {
            let message = Message::new(&messages::BAD_VALUE)
                .with("option", "--format")
                .with("found", if global.format == Format::Csv { "csv" } else { "xlsx" })
                .with("allowed", list(["table", "json"]));
            Err(Failure::Usage(message))
        }
    }
}

/// As it is → as it would be.
fn difference(tried: &Tried, lang: Lang) -> Vec<String> {
    let leaf = |explained: &baton_service::explain::Explained| {
        let node = explained.node.and_then(|node| explanation::find(&explained.explanation.root, node));
        node.and_then(|node| node.points)
    };
    let (now, then) = (&tried.now.explanation, &tried.then.explanation);
    let rows = [
        (lang.pick("指标得分", "points"), leaf(&tried.now), leaf(&tried.then)),
        (lang.pick("总分", "total"), now.total, then.total),
        (lang.pick("位次", "rank"), now.rank, then.rank),
    ];
    let number = |number: Option<f64>| number.map_or_else(|| "—".to_owned(), plain);
    let line = |(word, now, then): (&str, Option<f64>, Option<f64>)| {
        let by = match (now, then) {
            (Some(now), Some(then)) if now != then => {
                format!("  ({}{})", if then > now { "+" } else { "" }, short(then - now, 4))
            }
            _ => String::new(),
        };
        format!("{word} {} → {}{by}", number(now), number(then))
    };
    rows.into_iter().map(line).collect()
}
