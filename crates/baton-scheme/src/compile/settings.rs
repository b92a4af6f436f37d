//! What holds for the whole scheme: period, full mark, parameters, rounding, ranking, how levels move.

use std::collections::BTreeMap;

use baton_model::{Message, Period, PeriodKind};
use baton_score::round::Mode;

use super::Compiler;
use crate::diagnostic::Spanned;
use crate::document::{self, ByGroup, Header, NumberOrWord, Text};
use crate::expr::Phase;
use crate::messages;
use crate::plan::{Aggregate, FullMark, LevelMove, Parameter, RankTies, Ranking, Rounding};

impl Compiler<'_, '_> {
    pub(super) fn period_kind(&mut self, header: &Header) -> PeriodKind {
        let words: Vec<(&str, PeriodKind)> =
            PeriodKind::ALL.iter().map(|kind| (kind.word(), *kind)).collect();
        if header.period.is_none() {
            self.missing("scheme", "period", header.span);
        }
        self.word("period", header.period.as_ref(), &words).unwrap_or(PeriodKind::Year)
    }

    pub(super) fn full_mark(&mut self, header: &Header) -> FullMark {
        let Some(mark) = &header.full_mark else { return FullMark::Fixed(ByGroup::All(100.0)) };
        if let ByGroup::All(NumberOrWord::Word(word)) = mark {
            self.word("full_mark", Some(word), &[("active", ())]);
            return FullMark::Active;
        }
        let number = |mark: &NumberOrWord| match mark {
            NumberOrWord::Number(number) => Some(number.value),
            NumberOrWord::Word(_) => None,
        };
        self.full_marks_positive(mark);
        match mark {
            ByGroup::All(mark) => FullMark::Fixed(ByGroup::All(number(mark).unwrap_or(100.0))),
            ByGroup::Table(table, span) => {
                self.groups_of_table("full_mark", mark, *span);
                let table =
                    table.iter().filter_map(|(name, mark)| Some((name.clone(), number(mark)?))).collect();
                FullMark::Fixed(ByGroup::Table(table, *span))
            }
        }
    }

    pub(super) fn parameters(&mut self) -> BTreeMap<String, Parameter> {
        let mut plan = BTreeMap::new();
        for (name, parameter) in self.document.params.iter().flatten() {
            let value = match &parameter.value {
                document::Parameter::Number(number) => Parameter::Number(number.value),
                document::Parameter::Text(text) => Parameter::Text(text.value.clone()),
                document::Parameter::ByPeriod(table) => {
                    let mut values = Vec::new();
                    for (period, number) in table {
                        match period.parse::<Period>() {
                            Ok(period) => values.push((period, number.value.value)),
                            Err(_) => {
                                let message = Message::new(&messages::BAD_PERIOD).with("found", period);
                                self.error(message, number.span);
                            }
                        }
                    }
                    Parameter::ByPeriod(values)
                }
            };
            plan.insert(name.clone(), value);
        }
        plan
    }

    pub(super) fn rounding(&mut self) -> Rounding {
        let given = self.document.rounding.clone().unwrap_or_default();
        let modes = [("half_up", Mode::HalfUp), ("gb8170", Mode::HalfEven)];
        self.word("value", given.value.as_ref(), &[("decimals", ()), ("off", ())]);
        Rounding {
            mode: self.word("mode", given.mode.as_ref(), &modes).unwrap_or(Mode::HalfUp),
            leaf: self.places("indicator", given.indicator.as_ref()),
            node: self.places("node", given.node.as_ref()),
            total: self.places("total", given.total.as_ref()),
        }
    }

    pub(super) fn ranking(&mut self, nodes: &[crate::plan::Node]) -> Ranking {
        let given = self.document.ranking.clone().unwrap_or_default();
        let ties = [
            ("competition", RankTies::Competition),
            ("dense", RankTies::Dense),
            ("ordinal", RankTies::Ordinal),
        ];
        let mut breaks = Vec::new();
        for text in given.r#break.iter().flatten() {
            breaks.extend(self.node_named(text, nodes));
        }
        let total = self.document.rounding.as_ref().and_then(|rounding| rounding.total.as_ref());
        if let (Some(precision), Some(total)) = (&given.precision, total)
            && precision.value > total.value
        {
            let message = Message::new(&messages::BAD_NUMBER)
                .with("key", "precision")
                .with("expected", &messages::term::COARSER)
                .with("found", f64::from(precision.value));
            self.error(message, precision.span);
        }
        Ranking {
            ties: self.word("ties", given.ties.as_ref(), &ties).unwrap_or(RankTies::Competition),
            breaks,
            precision: self.places("precision", given.precision.as_ref()),
        }
    }

    pub(super) fn level_move(&mut self) -> LevelMove {
        let given = self.document.levels.clone().unwrap_or_default();
        LevelMove {
            previous: given.previous.as_ref().and_then(|previous| self.number(previous, Phase::Grade)),
            up_at_most: given.up_at_most.map(|value| value.value),
            down_at_most: given.down_at_most.map(|value| value.value),
            hold: given.hold.map_or(0, |value| value.value),
        }
    }

    pub(super) fn aggregate(&mut self, text: Option<&Text>) -> Aggregate {
        let Some(text) = text else { return Aggregate::Sum };
        let argument = text.value.split_once(':');
        match argument {
            Some(("power", p)) if p.trim().parse::<f64>().is_ok_and(|p| p.is_finite() && p != 0.0) => {
                Aggregate::Power(p.trim().parse().unwrap_or(1.0))
            }
            Some(("best_of", k)) if k.trim().parse::<usize>().is_ok_and(|k| k > 0) => {
                Aggregate::BestOf(k.trim().parse().unwrap_or(1))
            }
            _ => self
                .word(
                    "aggregate",
                    Some(text),
                    &[
                        ("sum", Aggregate::Sum),
                        ("geometric", Aggregate::Geometric),
                        ("harmonic", Aggregate::Harmonic),
                        ("power:2", Aggregate::Power(2.0)),
                        ("min", Aggregate::Min),
                        ("max", Aggregate::Max),
                        ("best_of:3", Aggregate::BestOf(3)),
                        ("mazziotta_pareto", Aggregate::MazziottaPareto),
                        ("topsis", Aggregate::Topsis),
                        ("copeland", Aggregate::Copeland),
                    ],
                )
                .unwrap_or(Aggregate::Sum),
        }
    }

    pub(super) fn places(&mut self, key: &str, places: Option<&Spanned<u32>>) -> Option<u8> {
        let places = places?;
        match u8::try_from(places.value) {
            Ok(value) if value <= 9 => Some(value),
            _ => {
                let message = Message::new(&messages::BAD_NUMBER)
                    .with("key", key)
                    .with("expected", &messages::term::PLACES)
                    .with("found", f64::from(places.value));
                self.error(message, places.span);
                None
            }
        }
    }
}
