//! Effective weights in a tree.

/// What every node's weight comes to at the root.
///
/// *What it does.* Normalises the weights of siblings and multiplies along the way up. `parents[i]` is the position of
/// node i's parent, `None` for a root.
///
/// *Formula.* eᵢ = wᵢ ÷ Σ w over the siblings × e of the parent.
///
/// *Missing values.* Not concerned. `None` if a parent is not in the list, or the parents run in a circle.
///
/// *Example.*
/// ```
/// use baton_score::weights::effective;
/// // a root with two children, the second of which has two of its own
/// let parents = [None, Some(0), Some(0), Some(2), Some(2)];
/// assert_eq!(effective(&[1.0, 1.0, 3.0, 1.0, 1.0], &parents), Some(vec![1.0, 0.25, 0.75, 0.375, 0.375]));
/// ```
/// *Source.* COINr `get_eff_wts`; SCHEME.md §3, `weights = "relative"`.
#[must_use]
pub fn effective(weights: &[f64], parents: &[Option<usize>]) -> Option<Vec<f64>> {
    let siblings = |i: usize| (0..weights.len()).filter(move |&j| parents[j] == parents[i]);
    let mut effective = vec![None; weights.len()];
    // Every round settles at least one more level.
    for _ in 0..weights.len() {
        for i in 0..weights.len() {
            let above = match parents[i] {
                None => Some(1.0),
                Some(parent) => *effective.get(parent)?,
            };
            let total: f64 = siblings(i).map(|j| weights[j]).sum();
            effective[i] = above.map(|above| weights[i] / total * above);
        }
        if effective.iter().all(Option::is_some) {
            break;
        }
    }
    effective.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_and_orphans_have_no_weights() {
        assert_eq!(effective(&[1.0, 1.0], &[Some(1), Some(0)]), None);
        assert_eq!(effective(&[1.0], &[Some(7)]), None);
        assert_eq!(effective(&[], &[]), Some(vec![]));
    }
}
