//! Tables about what follows from points: groups, exemptions, adjustments, vetoes, grades, levels, alerts, lists.

use schemars::JsonSchema;

use super::decode::{ByGroup, Formula, Number, OneOrMany, Quota, Text, table};
use crate::diagnostic::{Span, Spanned};

table! {
    /// `[[group_rule]]`: the first that is true gives the group.
    pub struct GroupRule as "group_rule" {
        /// Name of the group.
        name: Text,
        /// Condition.
        when: Formula,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// `[[exempt]]`: listed, not scored (暂不评价).
    pub struct Exempt as "exempt" {
        /// Name of the class.
        name: Text,
        /// Condition.
        when: Formula,
        /// Do its values count in statistics?
        in_statistics: Spanned<bool>,
        /// Does it count in n of quotas?
        in_n: Spanned<bool>,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// `[[joint]]`: units scored as one.
    pub struct Joint as "joint" {
        /// Codes of the units.
        units: Vec<Text>,
        /// Name of the joint unit.
        name: Text,
    }
}

table! {
    /// `[[adjust]]`: bonus or deduction (加分、减分).
    pub struct Adjust as "adjust" {
        /// Identifier.
        id: Text,
        /// Name.
        name: Text,
        /// Expression of the points.
        points: Formula,
        /// Condition.
        when: Formula,
        /// Least points of this rule.
        min: Formula,
        /// Greatest points of this rule.
        max: Formula,
        /// "once": an event counts in one published run.
        carry: Text,
        /// Of the rules with the same key the larger holds.
        exclusive: Text,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// `[[veto]]` (一票否决).
    pub struct Veto as "veto" {
        /// Identifier.
        id: Text,
        /// Name.
        name: Text,
        /// Condition.
        when: Formula,
        /// What it does.
        effect: Effect,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// What a veto does.
    pub struct Effect as "effect" {
        /// Best grade still possible.
        best_grade: ByGroup<Text>,
        /// The grade given.
        grade: ByGroup<Text>,
        /// Grades lost.
        down: ByGroup<Spanned<u32>>,
        /// The total becomes this (0).
        total: Number,
        /// The node whose points become 0.
        zero: Text,
        /// Not ranked.
        unranked: Spanned<bool>,
        /// A mark shown with the unit.
        flag: Text,
    }
}

table! {
    /// `[[grade]]` (等次).
    pub struct Grade as "grade" {
        /// Name.
        name: Text,
        /// 1 is best; the file order if not said.
        level: Spanned<u32>,
        /// How many: a whole number or a share of n.
        quota: ByGroup<Spanned<Quota>>,
        /// Running bound as a share of n.
        upto: Number,
        /// Least printed total.
        at_least: Number,
        /// Least total ÷ full mark.
        at_least_ratio: Number,
        /// Condition.
        when: Formula,
        /// Part of the group it takes from.
        among: Among,
        /// What orders the units: the rank if not said.
        by: Formula,
        /// top or bottom.
        from: Text,
        /// Takes all that remain.
        rest: Spanned<bool>,
        /// Admits outside the quota.
        direct: Formula,
        /// Keeps out.
        barred: Formula,
        /// A place left empty is filled by the next.
        refill: Spanned<bool>,
        /// nearest, floor or ceil.
        quota_rounding: Text,
        /// in or out.
        quota_ties: Text,
        /// What holds where a condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// A part of the group, such as the top half by score.
    pub struct Among as "among" {
        /// What orders the units: the rank if not said.
        by: Formula,
        /// top or bottom.
        from: Text,
        /// Share of n.
        share: Number,
    }
}

table! {
    /// `[[level]]`: stars, best first (星级).
    pub struct Level as "level" {
        /// Name.
        name: Text,
        /// Conditions that all must hold.
        when: OneOrMany<Formula>,
        /// What holds where a condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// `[[alert]]`: opens an item in a ledger (预警).
    pub struct Alert as "alert" {
        /// Name.
        name: Text,
        /// Condition.
        when: Formula,
        /// Ledger the item is opened in.
        open: Text,
        /// leaves (the default), total, or a node.
        of: Text,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}

table! {
    /// `[[list]]`: a published list (红榜、黑榜).
    pub struct List as "list" {
        /// Name.
        name: Text,
        /// Condition.
        when: Formula,
        /// What orders it: the rank if not said.
        by: Formula,
        /// top or bottom.
        from: Text,
        /// How many.
        take: Spanned<u32>,
        /// What holds where the condition is unknown: no or yes.
        unknown: Text,
    }
}
