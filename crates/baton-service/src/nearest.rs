//! The nearest known name, for hints.

/// The candidate most like the name that was found; the first of equals, “—” when there is none.
pub fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> &'a str {
    let mut best = ("—", f64::NEG_INFINITY);
    for candidate in candidates {
        let likeness = likeness(found, candidate);
        if likeness > best.1 {
            best = (candidate, likeness);
        }
    }
    best.0
}

fn likeness(found: &str, candidate: &str) -> f64 {
    let contained = !found.is_empty() && (candidate.contains(found) || found.contains(candidate));
    strsim::normalized_damerau_levenshtein(found, candidate) + if contained { 0.5 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("titel", ["id", "title", "title_en"]), "title");
        assert_eq!(nearest("河南", ["湖南省", "河南省", "河北省"]), "河南省");
        assert_eq!(nearest("x", []), "—");
    }
}
