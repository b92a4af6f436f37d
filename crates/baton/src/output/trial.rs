//! A value tried (试算) step by step.
//!
//! JSON keys, which do not change:
//!
//! ```text
//! id, name, unit|null, by, value
//! scores[] { unit|null { code, name, value|null, points|null, total|null, rank|null }, group, weight,
//!            statistics { name: number }, reference { name: number }, ratio|null, clamped|null, formula,
//!            unrounded|null, points|null, places|null, reason|null, total|null, rank|null, count|null }
//! ```

use baton_service::model::Lang;
use baton_service::number::{fixed, plain, short};
use baton_service::scheme::trial::{Score, Trial};
use baton_service::words::{flag_words, readable, reference_word, rule_word};
use serde_json::{Map, Value, json};

use super::text::{left, wrap};
use crate::printer::{Printer, Style};

/// Lines of all scores.
pub(crate) fn lines(trial: &Trial, printer: &Printer) -> Vec<String> {
    let lang = printer.lang;
    let unit = trial.measure.as_ref().map(|measure| format!(" {measure}")).unwrap_or_default();
    let title = format!("{} {} = {}{unit}", trial.name, trial.id, plain(trial.value));
    let mut lines = vec![printer.paint(Style::Strong, &title)];
    for score in &trial.scores {
        lines.push(String::new());
        lines.push(head(score, lang));
        for (label, text) in steps(trial, score, lang) {
            for (number, piece) in wrap(&text, printer.width.saturating_sub(13)).into_iter().enumerate() {
                let label = left(if number == 0 { label } else { "" }, 9);
                lines.push(format!("  {}{piece}", printer.paint(Style::Faint, &label)));
            }
        }
    }
    lines
}

fn head(score: &Score, lang: Lang) -> String {
    let whose = match (&score.unit, score.group.as_str()) {
        (Some(unit), _) => format!("{} {}", unit.name, unit.code),
        (None, "") => lang.pick("对照现有各单位", "against the units as they are").to_owned(),
        (None, group) => format!("{} {group}", lang.pick("组", "group")),
    };
    let points = match (score.points, score.places, score.reason) {
        (Some(points), Some(places), _) => fixed(points, places),
        (Some(points), None, _) => plain(points),
        (None, _, Some(reason)) => lang.pick(reason.term().zh, reason.term().en).to_owned(),
        (None, _, None) => "—".to_owned(),
    };
    format!("{whose}  {points} / {}", short(score.weight, 2))
}

fn steps(trial: &Trial, score: &Score, lang: Lang) -> Vec<(&'static str, String)> {
    let label = |zh, en| match lang {
        Lang::ZhCn => zh,
        Lang::En => en,
    };
    let named = |list: &[(&'static str, f64)]| {
        let words =
            list.iter().map(|(name, number)| format!("{} {}", reference_word(name, lang), plain(*number)));
        words.collect::<Vec<_>>().join(" · ")
    };
    let ratio = score.ratio.map(|ratio| {
        let clamped = score.clamped.map(|clamped| format!(" → {}", plain(clamped))).unwrap_or_default();
        format!("{}{clamped}", plain(ratio))
    });
    let unrounded = score.unrounded.map(plain).unwrap_or_default();
    let mut steps = vec![
        (label("比较", "set"), named(&score.statistics)),
        (label("参照", "against"), named(&score.reference)),
        (label("得分率", "ratio"), ratio.unwrap_or_default()),
        (
            label("计分", "score"),
            format!(
                "{}{}{} = {unrounded}",
                rule_word(trial.rule, lang),
                lang.pick("：", ": "),
                readable(&score.formula)
            ),
        ),
        (label("标记", "marks"), flag_words(score.flags, lang)),
    ];
    if let Some(unit) = &score.unit {
        let number = |number: Option<f64>| number.map_or_else(|| "—".to_owned(), plain);
        let arrow =
            |before: Option<f64>, after: Option<f64>| format!("{} → {}", number(before), number(after));
        steps.push((label("取值", "value"), arrow(unit.value, Some(trial.value))));
        steps.push((label("得分", "points"), arrow(unit.points, score.points)));
        steps.push((label("总分", "total"), arrow(unit.total, score.total)));
        steps.push((label("位次", "rank"), arrow(unit.rank, score.rank)));
    }
    steps.retain(|(_, text)| !text.is_empty());
    steps
}

/// The same with its structure, numbers in full.
pub(crate) fn json(trial: &Trial) -> Value {
    json!({
        "id": trial.id,
        "name": trial.name,
        "unit": trial.measure.as_ref().map(ToString::to_string),
        "by": trial.rule,
        "value": trial.value,
        "scores": trial.scores.iter().map(score).collect::<Vec<_>>(),
    })
}

fn score(score: &Score) -> Value {
    let named = |list: &[(&'static str, f64)]| {
        list.iter().map(|(name, number)| ((*name).to_owned(), json!(number))).collect::<Map<_, _>>()
    };
    let unit = score.unit.as_ref().map(|unit| {
        json!({
            "code": unit.code,
            "name": unit.name,
            "value": unit.value,
            "points": unit.points,
            "total": unit.total,
            "rank": unit.rank,
        })
    });
    json!({
        "unit": unit,
        "group": score.group,
        "weight": score.weight,
        "statistics": named(&score.statistics),
        "reference": named(&score.reference),
        "ratio": score.ratio,
        "clamped": score.clamped,
        "formula": score.formula,
        "unrounded": score.unrounded,
        "points": score.points,
        "places": score.places,
        "reason": score.reason.map(|reason| reason.term().en),
        "total": score.total,
        "rank": score.rank,
        "count": score.count,
    })
}
