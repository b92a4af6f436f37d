//! `parent`, `share`, `children_sum`: the units above and below.

use baton_model::NullReason;

use super::numbers;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{TreeFunction, Typed};
use crate::run::arithmetic;
use crate::run::column::Numbers;
use crate::run::scope::Scope;

pub(super) fn function(scope: Scope<'_>, function: TreeFunction, inner: &Typed) -> Numbers {
    match function {
        TreeFunction::Parent => parent(scope, inner),
        TreeFunction::Share => {
            let own = numbers(scope, inner);
            arithmetic::binary(BinaryOp::Divide, own, &parent(scope, inner))
                .map(NullReason::Undefined, &|a| a * 100.0)
        }
        TreeFunction::ChildrenSum => children_sum(scope, inner),
    }
}

fn parent(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let roster = &scope.snapshot.roster;
    let above: Vec<Option<u32>> = scope.rows.iter().map(|row| roster.parent(*row)).collect();
    let mut distinct: Vec<u32> = above.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let values = numbers(scope.over(&distinct), inner);
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, above) in above.iter().enumerate() {
        if let Some(found) = above.and_then(|above| distinct.binary_search(&above).ok()) {
            column.copy_row(at, &values, found);
        }
    }
    column
}

fn children_sum(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, row) in scope.rows.iter().enumerate() {
        let children = scope.snapshot.roster.children(*row);
        if children.is_empty() {
            continue;
        }
        let values = numbers(scope.over(&children), inner);
        match (0..values.len()).find_map(|child| values.reason(child)) {
            Some(why) => column.set_null(at, why),
            None => column.set(at, values.values.iter().sum()),
        }
    }
    column
}
