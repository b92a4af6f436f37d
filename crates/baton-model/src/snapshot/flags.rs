//! Marks on values (标记).

/// Marks on a value that explain shows (标记).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(pub u16);

impl Flags {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Taken from an earlier period (`carry = "latest"`, 沿用).
    pub const CARRIED: Self = Self(1);
    /// Passed through `coalesce`, `if` or `case` over a null (替代值).
    pub const SUBSTITUTED: Self = Self(1 << 1);
    /// Summed over predecessors after a merger (合并口径).
    pub const MERGED: Self = Self(1 << 2);
    /// The total of January and February (1–2月合并).
    pub const JANUARY_FEBRUARY: Self = Self(1 << 3);
    /// Imputed from the comparison set (插补).
    pub const IMPUTED: Self = Self(1 << 4);
    /// Nothing registered, read as 0 (未登记即为零).
    pub const ABSENT_ZERO: Self = Self(1 << 5);
    /// Changed by outlier treatment (异常值处理).
    pub const TREATED: Self = Self(1 << 6);
    /// The previous period's value (上期值).
    pub const PREVIOUS: Self = Self(1 << 7);
    /// Points given by a missing-value policy (缺失赋分).
    pub const POLICY_POINTS: Self = Self(1 << 8);
    /// Weights of present children scaled up (权重重分配).
    pub const REWEIGHTED: Self = Self(1 << 9);
    /// All units equal: `flat` applied (无区分).
    pub const FLAT: Self = Self(1 << 10);
    /// Clamped by floor or cap (封顶保底).
    pub const CLAMPED: Self = Self(1 << 11);
    /// Set by a ruling (裁定).
    pub const RULED: Self = Self(1 << 12);
    /// Does not apply to the unit (不适用).
    pub const NOT_APPLICABLE: Self = Self(1 << 13);
    /// Set to zero by a veto (否决).
    pub const VETOED: Self = Self(1 << 14);
    /// Read from draft figures or draft results (草稿数据).
    pub const DRAFT: Self = Self(1 << 15);

    /// Both sets of marks.
    #[must_use]
    #[inline]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is the mark set?
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}
