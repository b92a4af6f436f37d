//! Who is scored with whom: groups, exempt units, units scored as one.

use super::Compiler;
use crate::document::Header;
use crate::expr::{Expect, Phase};
use crate::plan::{Exempt, Grouping, Joint};

impl Compiler<'_, '_> {
    pub(super) fn grouping(&mut self, header: &Header) -> Grouping {
        if let Some(groups) = &header.groups {
            return match self.checked(groups, Phase::Inputs, Expect::Text) {
                Some(expression) => Grouping::Expression(expression),
                None => Grouping::None,
            };
        }
        let Some(rules) = &self.document.group_rule else { return Grouping::None };
        let mut list = Vec::new();
        for rule in rules {
            if rule.name.is_none() {
                self.missing("group_rule", "name", rule.span);
            }
            let condition = self.needed(
                "group_rule",
                rule.when.as_ref(),
                rule.unknown.as_ref(),
                Phase::Inputs,
                rule.span,
            );
            if let (Some(name), Some(condition)) = (&rule.name, condition) {
                list.push((name.value.clone(), condition));
            }
        }
        Grouping::Rules(list)
    }

    pub(super) fn exempts(&mut self) -> Vec<Exempt> {
        let mut list = Vec::new();
        for exempt in self.document.exempt.as_deref().unwrap_or_default() {
            let when = self.needed(
                "exempt",
                exempt.when.as_ref(),
                exempt.unknown.as_ref(),
                Phase::Inputs,
                exempt.span,
            );
            if exempt.name.is_none() {
                self.missing("exempt", "name", exempt.span);
            }
            if let (Some(when), Some(name)) = (when, &exempt.name) {
                list.push(Exempt {
                    name: name.value.clone(),
                    when,
                    in_statistics: exempt.in_statistics.as_ref().is_some_and(|value| value.value),
                    in_n: exempt.in_n.as_ref().is_some_and(|value| value.value),
                });
            }
        }
        list
    }

    pub(super) fn joints(&mut self) -> Vec<Joint> {
        let mut list = Vec::new();
        for joint in self.document.joint.as_deref().unwrap_or_default() {
            match &joint.units {
                Some(units) => list.push(Joint {
                    units: units.iter().map(|unit| unit.value.clone()).collect(),
                    name: joint.name.as_ref().map(|name| name.value.clone()),
                }),
                None => self.missing("joint", "units", joint.span),
            }
        }
        list
    }
}
