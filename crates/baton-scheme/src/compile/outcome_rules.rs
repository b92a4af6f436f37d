//! Adjustments, vetoes, grades, levels, alerts and lists.

use baton_model::Message;
use baton_score::quota::QuotaRounding;

use super::Compiler;
use crate::diagnostic::Spanned;
use crate::document::{self, ByGroup, Text};
use crate::expr::Phase;
use crate::messages;
use crate::plan::{Adjustment, Alert, Among, Effect, Grade, Level, List, Node, Veto, Watched};

impl Compiler<'_, '_> {
    pub(super) fn adjustments(&mut self) -> Vec<Adjustment> {
        let mut list = Vec::new();
        for adjust in self.document.adjust.as_deref().unwrap_or_default() {
            let (Some(id), Some(points)) = (&adjust.id, &adjust.points) else {
                let key = if adjust.id.is_none() { "id" } else { "points" };
                self.missing("adjust", key, adjust.span);
                continue;
            };
            self.names.check_id(id, self.diagnostics);
            let Some(points) = self.number(points, Phase::Points) else { continue };
            list.push(Adjustment {
                id: id.value.clone(),
                name: adjust.name.as_ref().unwrap_or(id).value.clone(),
                points,
                when: match &adjust.when {
                    Some(when) => self.condition(when, adjust.unknown.as_ref(), Phase::Points),
                    None => None,
                },
                bounds: self.bounds(adjust.min.as_ref(), adjust.max.as_ref(), Phase::Points),
                once: self.word("carry", adjust.carry.as_ref(), &[("once", ())]).is_some(),
                exclusive: adjust.exclusive.as_ref().map(|key| key.value.clone()),
                span: adjust.span,
            });
        }
        list
    }

    pub(super) fn vetoes(&mut self, nodes: &[Node]) -> Vec<Veto> {
        let mut list = Vec::new();
        for veto in self.document.veto.as_deref().unwrap_or_default() {
            let Some(effect) = &veto.effect else {
                self.missing("veto", "effect", veto.span);
                continue;
            };
            let phase = match effect {
                document::Effect { zero: Some(_), .. } => Phase::Inputs,
                document::Effect { total: Some(_), .. } | document::Effect { unranked: Some(_), .. } => {
                    Phase::Total
                }
                _ => Phase::Grade,
            };
            let when = self.needed("veto", veto.when.as_ref(), veto.unknown.as_ref(), phase, veto.span);
            let effect = self.effect(effect, nodes);
            let name = veto.name.as_ref().or(veto.id.as_ref());
            if name.is_none() {
                self.missing("veto", "name", veto.span);
            }
            if let (Some(when), Some(name)) = (when, name) {
                list.push(Veto { name: name.value.clone(), when, effect });
            }
        }
        list
    }

    fn effect(&mut self, effect: &document::Effect, nodes: &[Node]) -> Effect {
        Effect {
            best_grade: effect.best_grade.as_ref().and_then(|grade| self.grade_named(grade)),
            grade: effect.grade.as_ref().and_then(|grade| self.grade_named(grade)),
            down: effect.down.as_ref().map(|down| by_group(down, &|down: &Spanned<u32>| down.value)),
            total: effect.total.as_ref().map(|total| total.value),
            zero: effect.zero.as_ref().and_then(|zero| self.node_named(zero, nodes)),
            unranked: effect.unranked.as_ref().is_some_and(|unranked| unranked.value),
            flag: effect.flag.as_ref().map(|flag| flag.value.clone()),
        }
    }

    fn grade_named(&mut self, given: &ByGroup<Text>) -> Option<ByGroup<usize>> {
        let grades = self.document.grade.as_deref().unwrap_or_default();
        let names: Vec<&str> =
            grades.iter().filter_map(|grade| Some(grade.name.as_ref()?.value.as_str())).collect();
        let texts: Vec<&Text> = match given {
            ByGroup::All(text) => vec![text],
            ByGroup::Table(table, _) => table.values().collect(),
        };
        let unknown: Vec<&Text> =
            texts.into_iter().filter(|text| !names.contains(&text.value.as_str())).collect();
        for text in &unknown {
            let message = Message::new(&messages::UNKNOWN_GRADE)
                .with("name", &text.value)
                .with("allowed", names.clone());
            self.error(message, text.span);
        }
        let place = |text: &Text| names.iter().position(|name| *name == text.value).unwrap_or(0);
        unknown.is_empty().then(|| by_group(given, &place))
    }

    pub(super) fn grades(&mut self) -> Vec<Grade> {
        let mut list: Vec<Grade> = Vec::new();
        let mut taken_all = false;
        let mut taken_from = f64::INFINITY;
        for (level, grade) in (1..).zip(self.document.grade.as_deref().unwrap_or_default()) {
            let Some(name) = &grade.name else {
                self.missing("grade", "name", grade.span);
                continue;
            };
            if taken_all {
                let message = Message::new(&messages::UNREACHABLE_GRADE)
                    .with("name", &name.value)
                    .with("why", &messages::term::TAKEN_BEFORE);
                self.error(message, name.span);
            }
            if let Some(least) = grade.at_least.as_ref().filter(|least| least.value >= taken_from)
                && !taken_all
                && grade.direct.is_none()
            {
                let message = Message::new(&messages::UNREACHABLE_GRADE)
                    .with("name", &name.value)
                    .with("why", &messages::term::TAKEN_FROM_THERE);
                self.error(message, least.span);
            }
            let rest = grade.rest.as_ref().is_some_and(|rest| rest.value);
            let open_ended = grade.quota.is_none() && grade.upto.is_none();
            let unconditional =
                grade.when.is_none() && grade.at_least.is_none() && grade.at_least_ratio.is_none();
            taken_all |=
                (rest || open_ended) && unconditional && grade.among.is_none() && grade.barred.is_none();
            let plain = grade.when.is_none() && grade.at_least_ratio.is_none() && grade.among.is_none();
            if let Some(least) = &grade.at_least
                && open_ended
                && plain
                && grade.barred.is_none()
            {
                taken_from = taken_from.min(least.value);
            }
            list.push(self.grade(grade, name, level));
        }
        list
    }

    fn grade(&mut self, grade: &document::Grade, name: &Text, level: u32) -> Grade {
        let roundings = [
            ("nearest", QuotaRounding::Nearest),
            ("floor", QuotaRounding::Floor),
            ("ceil", QuotaRounding::Ceil),
        ];
        let unknown = grade.unknown.as_ref();
        let condition = |compiler: &mut Self, when: &Option<document::Formula>| {
            when.as_ref().and_then(|when| compiler.condition(when, unknown, Phase::Rank))
        };
        self.share("upto", grade.upto.as_ref());
        if let Some(quota) = &grade.quota {
            self.groups_of_table("quota", quota, grade.span);
        }
        Grade {
            name: name.value.clone(),
            level: grade.level.as_ref().map_or(level, |level| level.value),
            quota: grade.quota.as_ref().map(|quota| by_group(quota, &|quota: &Spanned<_>| quota.value)),
            upto: grade.upto.as_ref().map(|upto| upto.value),
            at_least: grade.at_least.as_ref().map(|least| least.value),
            at_least_ratio: grade.at_least_ratio.as_ref().map(|least| least.value),
            when: condition(self, &grade.when),
            among: grade.among.as_ref().and_then(|among| self.among(among)),
            by: grade.by.as_ref().and_then(|by| self.number(by, Phase::Rank)),
            from_bottom: self.at_bottom(grade.from.as_ref()),
            rest: grade.rest.as_ref().is_some_and(|rest| rest.value),
            direct: condition(self, &grade.direct),
            barred: condition(self, &grade.barred),
            refill: grade.refill.as_ref().is_some_and(|refill| refill.value),
            rounding: self
                .word("quota_rounding", grade.quota_rounding.as_ref(), &roundings)
                .unwrap_or(QuotaRounding::Nearest),
            ties_in: self
                .word("quota_ties", grade.quota_ties.as_ref(), &[("in", true), ("out", false)])
                .unwrap_or(true),
        }
    }

    fn among(&mut self, among: &document::Among) -> Option<Among> {
        let Some(share) = &among.share else {
            self.missing("among", "share", among.span);
            return None;
        };
        self.share("share", Some(share));
        Some(Among {
            by: among.by.as_ref().and_then(|by| self.number(by, Phase::Rank)),
            from_bottom: self.at_bottom(among.from.as_ref()),
            share: share.value,
        })
    }

    fn at_bottom(&mut self, text: Option<&Text>) -> bool {
        self.word("from", text, &[("top", false), ("bottom", true)]).unwrap_or(false)
    }

    pub(super) fn levels(&mut self) -> Vec<Level> {
        let mut list = Vec::new();
        for level in self.document.level.as_deref().unwrap_or_default() {
            let Some(name) = &level.name else {
                self.missing("level", "name", level.span);
                continue;
            };
            let Some(conditions) = &level.when else {
                self.missing("level", "when", level.span);
                continue;
            };
            let when = conditions
                .0
                .iter()
                .filter_map(|when| self.condition(when, level.unknown.as_ref(), Phase::Grade))
                .collect();
            list.push(Level { name: name.value.clone(), when });
        }
        list
    }

    pub(super) fn alerts(&mut self, nodes: &[Node]) -> Vec<Alert> {
        let mut list = Vec::new();
        for alert in self.document.alert.as_deref().unwrap_or_default() {
            let Some(when) =
                self.needed("alert", alert.when.as_ref(), alert.unknown.as_ref(), Phase::Level, alert.span)
            else {
                continue;
            };
            let watched = match alert.of.as_ref().map(|of| of.value.as_str()) {
                None | Some("leaves") => Watched::Leaves,
                Some("total") => Watched::Node(0),
                Some(_) => alert
                    .of
                    .as_ref()
                    .and_then(|of| self.node_named(of, nodes))
                    .map_or(Watched::Leaves, Watched::Node),
            };
            let name = alert.name.as_ref().map_or_else(|| "alert".to_owned(), |name| name.value.clone());
            let open = alert.open.as_ref().map(|open| open.value.clone());
            list.push(Alert { name, when, open, watched });
        }
        list
    }

    pub(super) fn lists(&mut self) -> Vec<List> {
        let mut list = Vec::new();
        for declared in self.document.list.as_deref().unwrap_or_default() {
            let Some(name) = &declared.name else {
                self.missing("list", "name", declared.span);
                continue;
            };
            let (unknown, span) = (declared.unknown.as_ref(), declared.span);
            let Some(when) = self.needed("list", declared.when.as_ref(), unknown, Phase::Level, span) else {
                continue;
            };
            list.push(List {
                name: name.value.clone(),
                when,
                by: declared.by.as_ref().and_then(|by| self.number(by, Phase::Level)),
                from_bottom: self.at_bottom(declared.from.as_ref()),
                take: declared.take.as_ref().map(|take| take.value),
            });
        }
        list
    }
}

fn by_group<T, U>(given: &ByGroup<T>, change: &dyn Fn(&T) -> U) -> ByGroup<U> {
    match given {
        ByGroup::All(value) => ByGroup::All(change(value)),
        ByGroup::Table(table, span) => {
            ByGroup::Table(table.iter().map(|(group, value)| (group.clone(), change(value))).collect(), *span)
        }
    }
}
