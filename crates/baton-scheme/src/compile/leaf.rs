//! One indicator becomes a leaf: value, measure, direction, rule, when and for whom.

use baton_model::{Direction, Measure, Message, Period, PeriodKind};

use super::Compiler;
use crate::document::{self, Formula, OneOrMany, Text};
use crate::expr::typed::{Kind, Type, Typed};
use crate::expr::{Expect, Origin, Phase, check, parse};
use crate::messages;
use crate::plan::{ComparisonSet, Leaf, Otherwise, Periods, TreatFunction, Treatment};

impl Compiler<'_, '_> {
    pub(super) fn leaf(&mut self, leaf: &document::Leaf, name: &str) -> Option<Leaf> {
        let Some(formula) = &leaf.value else {
            self.missing("indicator", "value", leaf.span);
            return None;
        };
        let value = self.number(formula, Phase::Inputs)?;
        let measure = self.measure(leaf, name, &value);
        let direction = self.direction(leaf, &value);
        if leaf.score.is_none() {
            let message = Message::new(&messages::NO_RULE).with("node", name);
            self.error(message, leaf.span);
        }
        let scoring = self.scoring(leaf.score.as_ref(), Some(measure.clone()), leaf.span)?;
        let missing = self.missing_policy(leaf, &scoring);
        let otherwise = [
            ("exclude", Otherwise::Exclude),
            ("full", Otherwise::Full),
            ("mean_points", Otherwise::MeanPoints),
            ("zero", Otherwise::Zero),
        ];
        Some(Leaf {
            value,
            measure,
            direction,
            owner: leaf.owner.as_ref().map(|owner| owner.value.clone()),
            periods: self.periods(leaf.periods.as_ref()),
            applies: match &leaf.applies {
                Some(applies) => self.condition(applies, leaf.unknown.as_ref(), Phase::Inputs),
                None => None,
            },
            otherwise: self
                .word("otherwise", leaf.otherwise.as_ref(), &otherwise)
                .unwrap_or(Otherwise::Exclude),
            missing,
            set: self.comparison_set(leaf.of.as_ref()),
            treat: self.treatment(leaf.treat.as_ref()),
            carry_latest: self.word("carry", leaf.carry.as_ref(), &[("latest", ())]).is_some(),
            decimals: self.value_places(leaf, formula),
            scoring,
        })
    }

    /// Places values are rounded to first, where `[rounding] value = "decimals"`.
    fn value_places(&mut self, leaf: &document::Leaf, formula: &Formula) -> Option<u8> {
        let on = self.document.rounding.as_ref().and_then(|rounding| rounding.value.as_ref());
        if on.is_none_or(|word| word.value != "decimals") {
            return None;
        }
        let own = self.places("decimals", leaf.decimals.as_ref());
        own.or_else(|| match &formula.ast.kind {
            crate::expr::ast::ExprKind::Path(path) if path.len() == 1 => {
                let catalogue = self.names.catalogue();
                catalogue.by_code(&path[0].value).and_then(|id| catalogue.get(id).decimals)
            }
            _ => None,
        })
    }

    fn measure(&mut self, leaf: &document::Leaf, name: &str, value: &Typed) -> Option<Measure> {
        let found = match &value.ty {
            Type::Number(measure) => measure.clone(),
            _ => None,
        };
        let Some(unit) = &leaf.unit else { return found };
        let Ok(declared) = Measure::parse(&unit.value) else {
            self.error(Message::new(&messages::BAD_MEASURE).with("found", &unit.value), unit.span);
            return found;
        };
        if let Some(found) = found.filter(|found| !found.is_number() && *found != declared) {
            let message = Message::new(&messages::MEASURE_CLASH)
                .with("node", name)
                .with("declared", declared.text())
                .with("found", found.text());
            self.error(message, unit.span);
        }
        Some(declared)
    }

    fn direction(&mut self, leaf: &document::Leaf, value: &Typed) -> Direction {
        let words = [("higher", Direction::Higher), ("lower", Direction::Lower), ("none", Direction::None)];
        let inherited = match value.kind {
            Kind::Indicator(id) => self.names.catalogue().get(id).direction,
            _ => Direction::Higher,
        };
        self.word("direction", leaf.direction.as_ref(), &words).unwrap_or(inherited)
    }

    fn comparison_set(&mut self, of: Option<&Formula>) -> ComparisonSet {
        use crate::expr::ast::ExprKind;
        let Some(of) = of else { return ComparisonSet::Group };
        if let ExprKind::Path(path) = &of.ast.kind
            && let [only] = &path[..]
        {
            match only.value.as_str() {
                "all" => return ComparisonSet::All,
                "siblings" => return ComparisonSet::Siblings,
                "group" => return ComparisonSet::Group,
                _ => {}
            }
        }
        self.checked(of, Phase::Inputs, Expect::Bool).map_or(ComparisonSet::Group, ComparisonSet::Where)
    }

    fn periods(&mut self, given: Option<&OneOrMany<Text>>) -> Periods {
        let Some(OneOrMany(items)) = given else { return Periods::Always };
        let (mut kinds, mut periods) = (Vec::new(), Vec::new());
        for item in items {
            if let Some(kind) = PeriodKind::parse(&item.value) {
                kinds.push(kind);
            } else if let Ok(period) = item.value.parse::<Period>() {
                periods.push(period);
            } else if items.len() == 1 {
                let origin = Origin::new(item.span, item.span.start.checked_add(1));
                let ast = parse(&origin, &item.value, self.diagnostics);
                let env = self.names.env(Phase::Inputs);
                let env = crate::expr::Env { allow_data: false, allow_group: false, ..env };
                if let Some(when) =
                    ast.and_then(|ast| check(&ast, &env, Expect::Bool, &mut *self.diagnostics))
                {
                    return Periods::When(when);
                }
            } else {
                self.error(Message::new(&messages::BAD_PERIOD).with("found", &item.value), item.span);
            }
        }
        Periods::Listed(kinds, periods)
    }

    fn treatment(&mut self, own: Option<&document::Treat>) -> Option<Treatment> {
        let given = own.or(self.document.treat.as_ref())?.clone();
        let words = [
            ("winsorise", TreatFunction::Winsorise),
            ("log_ct", TreatFunction::LogCt),
            ("log", TreatFunction::Log),
            ("box_cox", TreatFunction::BoxCox),
        ];
        let functions: Vec<TreatFunction> =
            given.r#try.iter().flatten().filter_map(|text| self.word("try", Some(text), &words)).collect();
        let unless = given.unless.unwrap_or_default();
        Some(Treatment {
            functions,
            skew: unless.skew.map_or(2.0, |skew| skew.value),
            kurtosis: unless.kurtosis.map_or(3.5, |kurtosis| kurtosis.value),
            max_points: given.max_points.map_or(5, |points| points.value as usize),
        })
    }
}
