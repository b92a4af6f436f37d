//! Observations (数据): a value of an indicator for a unit and a period, with where it came from; and the
//! reasons a value can be missing.

use std::fmt;

use jiff::Timestamp;

use crate::message::Term;
use crate::period::Period;

/// Actual, plan or forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scenario {
    /// 实际
    #[default]
    Actual,
    /// 计划
    Plan,
    /// 预测
    Forecast,
}

impl Scenario {
    /// Reads the word in either language.
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim() {
            "actual" | "实际" | "实际数" => Some(Self::Actual),
            "plan" | "计划" | "计划数" | "目标" => Some(Self::Plan),
            "forecast" | "预测" | "预测数" => Some(Self::Forecast),
            _ => None,
        }
    }

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Plan => "plan",
            Self::Forecast => "forecast",
        }
    }
}

/// How far a figure has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 草稿
    Draft,
    /// 已报
    Submitted,
    /// 已核
    #[default]
    Accepted,
    /// 已锁定
    Locked,
}

impl Status {
    /// Reads the word used in files.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "draft" => Some(Self::Draft),
            "submitted" => Some(Self::Submitted),
            "accepted" => Some(Self::Accepted),
            "locked" => Some(Self::Locked),
            _ => None,
        }
    }

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Locked => "locked",
        }
    }
}

/// A cell of a sheet, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// Row, 0 is the first.
    pub row: u32,
    /// Column, 0 is A.
    pub column: u32,
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut column = self.column;
        loop {
            letters.push(b'A' + (column % 26) as u8);
            if column < 26 {
                break;
            }
            column = column / 26 - 1;
        }
        for letter in letters.iter().rev() {
            write!(f, "{}", char::from(*letter))?;
        }
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

/// Where a value came from (来源).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A cell of a file.
    Cell {
        /// File name, without folders.
        file: String,
        /// Sheet; none for CSV.
        sheet: Option<String>,
        /// The cell.
        cell: CellAddress,
    },
    /// Typed by a person.
    Person(String),
    /// Computed: summed over merged units, a derived indicator.
    Computed(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell { file, sheet: Some(sheet), cell } => write!(f, "{file} · {sheet}!{cell}"),
            Self::Cell { file, sheet: None, cell } => write!(f, "{file} · {cell}"),
            Self::Person(name) | Self::Computed(name) => f.write_str(name),
        }
    }
}

/// One version of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Unit code.
    pub unit: String,
    /// Indicator code.
    pub indicator: String,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// Series (口径), empty for the only one.
    pub series: String,
    /// The value in the indicator's unit of measure; none withdraws the figure.
    pub value: Option<f64>,
    /// Where it came from.
    pub origin: Origin,
    /// How far it has come.
    pub status: Status,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: String,
    /// Why it corrects an earlier version.
    pub reason: Option<String>,
}

/// Why a value is null. The order is that of the codes kept in columns; only ever append.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NullReason {
    /// 未报送
    NotReported = 1,
    /// 未到期
    NotDue,
    /// 不适用
    NotApplicable,
    /// 无计划
    NoPlan,
    /// 除数为零
    DivisionByZero,
    /// 目标值不为正
    TargetNotPositive,
    /// 基数不为正
    BaseNotPositive,
    /// 基数口径不同
    BaseOfAnotherSeries,
    /// 单位变更
    UnitChanged,
    /// 合并公布
    PublishedTogether,
    /// 无已发布结果
    NoPublishedResult,
    /// 样本不足
    TooFew,
    /// 条件不能判断
    Unknown,
    /// 运算无定义
    Undefined,
}

impl NullReason {
    /// All reasons, in code order.
    pub const ALL: [Self; 14] = [
        Self::NotReported,
        Self::NotDue,
        Self::NotApplicable,
        Self::NoPlan,
        Self::DivisionByZero,
        Self::TargetNotPositive,
        Self::BaseNotPositive,
        Self::BaseOfAnotherSeries,
        Self::UnitChanged,
        Self::PublishedTogether,
        Self::NoPublishedResult,
        Self::TooFew,
        Self::Unknown,
        Self::Undefined,
    ];

    /// The reason with a code, as kept in columns.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code).checked_sub(1)?).copied()
    }

    /// Its code.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// In words.
    pub fn term(self) -> &'static Term {
        const TERMS: [Term; 14] = [
            Term { zh: "未报送", en: "not reported" },
            Term { zh: "未到期", en: "not due" },
            Term { zh: "不适用", en: "not applicable" },
            Term { zh: "无计划", en: "no plan" },
            Term { zh: "除数为零", en: "division by zero" },
            Term { zh: "目标值不为正", en: "target not positive" },
            Term { zh: "基数不为正", en: "base not positive" },
            Term { zh: "基数口径不同", en: "base of another definition" },
            Term { zh: "单位变更", en: "unit changed" },
            Term { zh: "合并公布", en: "published together" },
            Term { zh: "无已发布结果", en: "no published result" },
            Term { zh: "样本不足", en: "too few values" },
            Term { zh: "条件不能判断", en: "condition unknown" },
            Term { zh: "运算无定义", en: "undefined" },
        ];
        &TERMS[usize::from(self.code()) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_a_spreadsheet_does() {
        for (row, column, text) in
            [(0, 0, "A1"), (16, 5, "F17"), (0, 25, "Z1"), (0, 26, "AA1"), (1, 701, "ZZ2"), (0, 702, "AAA1")]
        {
            assert_eq!(CellAddress { row, column }.to_string(), text);
        }
    }

    #[test]
    fn null_codes_read_back() {
        for reason in NullReason::ALL {
            assert_eq!(NullReason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(NullReason::from_code(0), None);
    }
}
