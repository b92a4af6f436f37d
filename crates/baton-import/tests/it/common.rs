//! A small catalogue, a few units, and short ways to import text.

use baton_import::{
    FileBytes, ImportError, Limits, NothingRecorded, Options, Report, UnitNames, import_bytes,
};
use baton_model::catalogue::Accumulation;
use baton_model::unit::{Unit, UnitTree};
use baton_model::{Catalogue, Indicator, Lang, Measure, PeriodKind};

/// Code, name, unit of measure, accumulation, frequency, aliases.
type Declared = (&'static str, &'static str, &'static str, Accumulation, PeriodKind, &'static [&'static str]);

const INDICATORS: &[Declared] = &[
    ("gdp", "地区生产总值", "亿元", Accumulation::Flow, PeriodKind::Year, &["GDP", "生产总值"]),
    ("gdp_growth", "地区生产总值增速", "%", Accumulation::Rate, PeriodKind::Year, &["GDP增速"]),
    ("rd", "R&D经费", "万元", Accumulation::Flow, PeriodKind::Year, &["研发经费"]),
    ("pop", "年末常住人口", "万人", Accumulation::Stock, PeriodKind::Year, &["常住人口"]),
    ("urban", "城镇化率", "%", Accumulation::Rate, PeriodKind::Year, &["常住人口城镇化率"]),
    ("urban_gain", "城镇化率提高", "百分点", Accumulation::Rate, PeriodKind::Year, &[]),
    ("firms", "规上工业企业数", "家", Accumulation::Stock, PeriodKind::Year, &["规模以上工业企业单位数"]),
    ("area", "行政区域面积", "公顷", Accumulation::Stock, PeriodKind::Year, &[]),
    ("budget", "一般公共预算收入", "亿元", Accumulation::Ytd, PeriodKind::Month, &["地方一般公共预算收入"]),
    ("invest_growth", "固定资产投资增速", "%", Accumulation::Rate, PeriodKind::Month, &[]),
    ("retail", "社会消费品零售总额", "亿元", Accumulation::Ytd, PeriodKind::Month, &[]),
    ("retail_growth", "社会消费品零售总额增速", "%", Accumulation::Rate, PeriodKind::Month, &[]),
    ("index", "高质量发展指数", "", Accumulation::Rate, PeriodKind::Year, &[]),
];

/// The catalogue all tests share.
pub(crate) fn catalogue() -> Catalogue {
    let indicator = |(code, name, measure, accumulation, frequency, aliases): &Declared| Indicator {
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        accumulation: *accumulation,
        frequency: *frequency,
        ..Indicator::new(*code, *name, Measure::parse(measure).unwrap())
    };
    let mut indicators: Vec<Indicator> = INDICATORS.iter().map(indicator).collect();
    let mut derived = Indicator::new("gdp_pc", "人均地区生产总值", Measure::parse("元/人").unwrap());
    derived.formula = Some("gdp / pop".into());
    indicators.push(derived);
    let share = Indicator::new("tap_water", "自来水普及率", Measure::parse("%").unwrap());
    indicators.push(Indicator {
        accumulation: Accumulation::Rate,
        least: Some(0.0),
        most: Some(100.0),
        ..share
    });
    Catalogue::new(indicators).unwrap()
}

/// The units all tests share: Henan with five cities, two 朝阳区, one county that became a district.
pub(crate) fn units() -> UnitNames {
    let child = |code: &str, name: &str, parent: &str| Unit {
        parent: Some(parent.to_owned()),
        ..Unit::new(code, name, "unit")
    };
    let mut old = child("410381", "偃师市", "410300");
    old.valid_to = Some("2021-03-17".parse().unwrap());
    let mut new = child("410307", "偃师区", "410300");
    new.valid_from = Some("2021-03-18".parse().unwrap());
    let units = vec![
        Unit::new("410000", "河南省", "province"),
        Unit::new("110000", "北京市", "province"),
        Unit::new("220100", "长春市", "city"),
        child("410100", "郑州市", "410000"),
        child("410200", "开封市", "410000"),
        child("410300", "洛阳市", "410000"),
        child("410400", "平顶山市", "410000"),
        child("410500", "安阳市", "410000"),
        child("110105", "朝阳区", "110000"),
        child("220104", "朝阳区", "220100"),
        old,
        new,
    ];
    UnitNames::new(&UnitTree::new(units, vec![]).unwrap())
}

/// Options with a fixed moment.
pub(crate) fn options() -> Options {
    Options::new("2024-05-01T08:00:00Z".parse().unwrap(), "张三")
}

/// Imports bytes.
pub(crate) fn import_with(name: &str, bytes: &[u8], options: &Options) -> Result<Report, ImportError> {
    let file = FileBytes::new(name, bytes.to_vec(), &Limits::default())?;
    import_bytes(&file, &catalogue(), &units(), options, &NothingRecorded)
}

/// Imports CSV text.
pub(crate) fn import_csv(text: &str) -> Report {
    import_with("数据.csv", text.as_bytes(), &options()).unwrap()
}

/// The accepted figures as `unit indicator period value cell`.
pub(crate) fn figures(report: &Report) -> Vec<String> {
    report
        .accepted()
        .map(|figure| {
            let (unit, indicator) = (report.unit_code(figure.unit), report.indicator_code(figure.indicator));
            format!("{unit} {indicator} {} {} {}", figure.period, figure.value, figure.cell)
        })
        .collect()
}

/// The problems as `code cells sentence`.
pub(crate) fn problems(report: &Report) -> Vec<String> {
    report
        .problems
        .iter()
        .map(|problem| {
            let cells: Vec<String> = problem.place.cells.iter().map(ToString::to_string).collect();
            format!("{} {} {}", problem.message.code(), cells.join(","), problem.message.text(Lang::ZhCn))
        })
        .collect()
}

/// The codes of the problems.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    report.problems.iter().map(|problem| problem.message.code()).collect()
}
