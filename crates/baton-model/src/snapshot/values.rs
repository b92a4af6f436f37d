//! Numbers by row, owned or shared: a column is read by many leaves and results without being copied.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Numbers by row. Cloning a shared column is cheap; writing to one makes it owned first.
#[derive(Clone, Debug)]
pub enum Values {
    /// One owner, who may write.
    Owned(Vec<f64>),
    /// Read by several.
    Shared(Arc<Vec<f64>>),
}

impl Values {
    /// Makes the column one that is cheap to clone.
    pub fn share(&mut self) {
        if let Self::Owned(values) = self {
            *self = Self::Shared(Arc::new(std::mem::take(values)));
        }
    }

    /// The owned numbers, copied if others read them too.
    pub fn to_mut(&mut self) -> &mut Vec<f64> {
        if let Self::Shared(values) = self {
            let values = std::mem::take(values);
            *self = Self::Owned(Arc::try_unwrap(values).unwrap_or_else(|values| values.as_ref().clone()));
        }
        match self {
            Self::Owned(values) => values,
            Self::Shared(values) => Arc::make_mut(values),
        }
    }
}

impl Default for Values {
    fn default() -> Self {
        Self::Owned(Vec::new())
    }
}

impl From<Vec<f64>> for Values {
    fn from(values: Vec<f64>) -> Self {
        Self::Owned(values)
    }
}

impl FromIterator<f64> for Values {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        Self::Owned(values.into_iter().collect())
    }
}

impl Deref for Values {
    type Target = [f64];

    #[inline]
    fn deref(&self) -> &[f64] {
        match self {
            Self::Owned(values) => values,
            Self::Shared(values) => values,
        }
    }
}

impl DerefMut for Values {
    #[inline]
    fn deref_mut(&mut self) -> &mut [f64] {
        self.to_mut()
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl<'a> IntoIterator for &'a Values {
    type Item = &'a f64;
    type IntoIter = std::slice::Iter<'a, f64>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_to_a_shared_column_leaves_the_others_alone() {
        let mut first = Values::from(vec![1.0, 2.0]);
        first.share();
        let second = first.clone();
        first[0] = 9.0;
        assert_eq!((first[0], second[0]), (9.0, 1.0));
        assert_eq!(first.to_mut().len(), 2);
    }
}
