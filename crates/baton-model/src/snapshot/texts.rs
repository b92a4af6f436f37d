//! Texts by row in one piece: a million codes are one allocation, not a million.

use std::cmp::Ordering;

/// Texts by row, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextList {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Is a text not above the one before it?
    falls: bool,
}

impl TextList {
    /// How many texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }

    /// Makes room for more texts as long as those that are there.
    pub fn reserve(&mut self, texts: usize) {
        let length = self.text.len().checked_div(self.len()).unwrap_or(0) + 1;
        self.text.reserve(texts.saturating_mul(length));
        self.ends.reserve(texts);
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.falls |= self.last().is_some_and(|last| last >= text);
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Adds the texts of another list.
    pub fn append(&mut self, other: &Self) {
        let seam = self.last().zip((!other.is_empty()).then(|| other.get(0)));
        self.falls |= other.falls || seam.is_some_and(|(last, first)| last >= first);
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }

    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }

    fn last(&self) -> Option<&str> {
        self.len().checked_sub(1).map(|last| self.get(last))
    }

    /// Takes all texts out and keeps the room for others.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.falls = false;
    }

    /// Do the texts rise, none standing twice?
    pub fn rises(&self) -> bool {
        !self.falls
    }

    /// The row of a text, where the texts rise.
    pub fn search(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(text) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

impl<T: AsRef<str>> FromIterator<T> for TextList {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut list = Self::default();
        texts.into_iter().for_each(|text| list.push(text.as_ref()));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_where_they_were_put() {
        let mut list: TextList = ["a", "", "规上"].into_iter().collect();
        assert!(!list.rises());
        assert!(!["a", "a"].into_iter().collect::<TextList>().rises());
        list.append(&["b", "c"].iter().collect());
        assert_eq!(list.iter().collect::<Vec<_>>(), ["a", "", "规上", "b", "c"]);
        list.clear();
        assert!(list.is_empty() && list.rises());
        let mut rising: TextList = ["", "a", "c"].into_iter().collect();
        assert!(rising.rises());
        for (more, rises) in [("d", true), ("d", false)] {
            rising.append(&[more].into_iter().collect());
            assert_eq!(rising.rises(), rises);
        }
        let rising: TextList = ["", "a", "c"].into_iter().collect();
        assert_eq!([rising.search("a"), rising.search("b"), rising.search("")], [Some(1), None, Some(0)]);
        assert_eq!(TextList::default().search("a"), None);
    }
}
