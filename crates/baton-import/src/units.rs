//! Names of units as they stand in tables → units.

use std::collections::HashMap;

use baton_model::catalogue::fold;
use baton_model::unit::UnitTree;
use jiff::civil::Date;

/// Every code and name a unit ever had, for finding it.
#[derive(Clone, Debug, Default)]
pub struct UnitNames {
    units: Vec<Known>,
    claims: HashMap<String, Vec<Claim>>,
    stems: HashMap<String, Vec<Claim>>,
}

#[derive(Clone, Debug)]
struct Known {
    code: String,
    name: String,
    above: String,
    ranges: Vec<(Option<Date>, Option<Date>)>,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    unit: u32,
    from: Option<Date>,
    to: Option<Date>,
}

impl Claim {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One unit, by its code or name.
    One(u32),
    /// One unit, by a shorter or longer form of its name, which should be said.
    Loosely(u32),
    /// Several units bear the name.
    Several(Vec<u32>),
    /// None does.
    Nothing,
}

/// Endings that tables leave out, longest first.
const ENDINGS: &[&str] = &[
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
];

impl UnitNames {
    /// Takes every version of every unit.
    pub fn new(tree: &UnitTree) -> Self {
        let mut names = Self::default();
        let mut place: HashMap<&str, u32> = HashMap::new();
        for unit in tree.versions() {
            let next = u32::try_from(names.units.len()).unwrap_or(u32::MAX);
            let id = *place.entry(&unit.code).or_insert(next);
            if id == next {
                let known = Known {
                    code: unit.code.clone(),
                    name: String::new(),
                    above: String::new(),
                    ranges: Vec::new(),
                };
                names.units.push(known);
            }
            let known = &mut names.units[id as usize];
            known.name.clone_from(&unit.name);
            known.ranges.push((unit.valid_from, unit.valid_to));
            let claim = Claim { unit: id, from: unit.valid_from, to: unit.valid_to };
            let name = fold(&unit.name);
            push(&mut names.claims, fold(&unit.code), claim);
            if let Some(stem) = stem(&name) {
                push(&mut names.stems, stem.to_owned(), claim);
            }
            let day = unit.valid_to.or(unit.valid_from).unwrap_or(Date::MAX);
            let above = unit.parent.as_deref().and_then(|code| tree.on(code, day));
            if let Some(above) = above {
                known.above.clone_from(&above.name);
                push(&mut names.claims, format!("{}{name}", fold(&above.name)), claim);
            }
            push(&mut names.claims, name, claim);
        }
        names
    }

    /// The code of a unit.
    pub fn code(&self, unit: u32) -> &str {
        self.units.get(unit as usize).map_or("", |known| &known.code)
    }

    /// The latest name of a unit.
    pub fn name(&self, unit: u32) -> &str {
        self.units.get(unit as usize).map_or("", |known| &known.name)
    }

    /// Name and code, for messages.
    pub fn label(&self, unit: u32) -> String {
        format!("{}（{}）", self.name(unit), self.code(unit))
    }

    /// The name with that of the unit above in front, which is never shorter than needed.
    pub(crate) fn long_name(&self, unit: u32) -> String {
        let Some(known) = self.units.get(unit as usize) else { return String::new() };
        format!("{}{}", known.above, known.name)
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Is a unit in force on a day?
    pub fn is_in_force(&self, unit: u32, day: Date) -> bool {
        let Some(known) = self.units.get(unit as usize) else { return false };
        known.ranges.iter().any(|(from, to)| Claim { unit, from: *from, to: *to }.holds(day))
    }

    /// The unit that a text names, on a day where names have changed hands.
    pub fn find(&self, text: &str, day: Option<Date>) -> Found {
        let text = fold(text);
        let text = text.trim_start_matches(['#', '＃', '*', '·', '•', '-']);
        match decide(self.claims.get(text), day) {
            Found::Nothing => {}
            found => return found,
        }
        let loose = |key: &str| match decide(self.stems.get(key), day) {
            Found::One(unit) => Found::Loosely(unit),
            other => other,
        };
        let without_number = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".、)（(".contains(c));
        if !without_number.is_empty() && without_number.len() < text.len() {
            match decide(self.claims.get(without_number), day) {
                Found::Nothing => {}
                found => return found,
            }
        }
        match loose(text) {
            Found::Nothing => stem(text).map_or(Found::Nothing, loose),
            found => found,
        }
    }

    /// Is a text the code of a unit?
    pub(crate) fn has_code(&self, text: &str) -> bool {
        self.claims.get(text).is_some_and(|claims| claims.iter().any(|claim| self.code(claim.unit) == text))
    }

    /// The longest name of a unit inside a longer text, such as a title.
    pub(crate) fn inside(&self, text: &str) -> Option<u32> {
        const MOST: usize = 20_000;
        let text = fold(text);
        let named =
            (0..).zip(self.units.iter().take(MOST)).filter(|(_, known)| text.contains(&fold(&known.name)));
        let longest =
            named.max_by_key(|(unit, known)| (known.name.chars().count(), std::cmp::Reverse(*unit)));
        longest.map(|(unit, _)| unit)
    }

    /// The name most like a text, if any is alike.
    pub fn nearest(&self, text: &str) -> Option<String> {
        const MOST: usize = 20_000;
        let text = fold(text);
        let near = self
            .units
            .iter()
            .take(MOST)
            .map(|known| (strsim::normalized_damerau_levenshtein(&text, &known.name), known));
        near.filter(|(score, _)| *score >= 0.5)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.code.cmp(&a.1.code)))
            .map(|(_, known)| known.name.clone())
    }
}

fn push(map: &mut HashMap<String, Vec<Claim>>, key: String, claim: Claim) {
    map.entry(key).or_default().push(claim);
}

/// A name without its ending, when two characters or more are left.
fn stem(name: &str) -> Option<&str> {
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))?;
    (stem.chars().count() >= 2).then_some(stem)
}

fn decide(claims: Option<&Vec<Claim>>, day: Option<Date>) -> Found {
    let Some(claims) = claims else { return Found::Nothing };
    let distinct = |wanted: &dyn Fn(&Claim) -> bool| {
        let mut units: Vec<u32> =
            claims.iter().filter(|claim| wanted(claim)).map(|claim| claim.unit).collect();
        units.sort_unstable();
        units.dedup();
        units
    };
    let all = distinct(&|_| true);
    match (&all[..], day) {
        ([only], _) => Found::One(*only),
        (_, Some(day)) => match &distinct(&|claim| claim.holds(day))[..] {
            [only] => Found::One(*only),
            _ => Found::Several(all),
        },
        (_, None) => Found::Several(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_model::Unit;

    fn names() -> UnitNames {
        let child = |code: &str, name: &str, parent: &str| Unit {
            parent: Some(parent.to_owned()),
            ..Unit::new(code, name, "county")
        };
        let mut old = child("410381", "偃师市", "410300");
        old.valid_to = Some("2021-03-17".parse().unwrap());
        let mut new = child("410307", "偃师区", "410300");
        new.valid_from = Some("2021-03-18".parse().unwrap());
        let units = vec![
            Unit::new("410000", "河南省", "province"),
            Unit::new("450000", "广西壮族自治区", "province"),
            Unit::new("110000", "北京市", "province"),
            Unit::new("220100", "长春市", "city"),
            child("410100", "郑州市", "410000"),
            child("410300", "洛阳市", "410000"),
            child("110105", "朝阳区", "110000"),
            child("220104", "朝阳区", "220100"),
            child("410122", "中牟县", "410100"),
            old,
            new,
        ];
        UnitNames::new(&UnitTree::new(units, vec![]).unwrap())
    }

    #[test]
    fn units_by_code_name_and_looser_forms() {
        let names = names();
        let code = |text: &str| match names.find(text, None) {
            Found::One(unit) => names.code(unit).to_owned(),
            Found::Loosely(unit) => format!("~{}", names.code(unit)),
            Found::Several(units) => format!("{} of them", units.len()),
            Found::Nothing => "none".to_owned(),
        };
        for (text, expected) in [
            ("410000", "410000"),
            ("河南省", "410000"),
            ("郑 州 市", "410100"),
            ("郑　州　市", "410100"),
            ("４１０１００", "410100"),
            ("河南省郑州市", "410100"),
            ("#中牟县", "410122"),
            ("1.中牟县", "410122"),
            ("郑州", "~410100"),
            ("中牟", "~410122"),
            ("中牟市", "~410122"),
            ("广西", "~450000"),
            ("朝阳区", "2 of them"),
            ("长春市朝阳区", "220104"),
            ("偃师", "2 of them"),
            ("合计", "none"),
            ("市", "none"),
            ("", "none"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
        let day = |text: &str| Some(text.parse().unwrap());
        assert!(
            matches!(names.find("偃师", day("2020-12-31")), Found::Loosely(unit) if names.code(unit) == "410381")
        );
        assert!(
            matches!(names.find("偃师", day("2021-12-31")), Found::Loosely(unit) if names.code(unit) == "410307")
        );
        assert_eq!(names.nearest("中弁县").as_deref(), Some("中牟县"));
        assert_eq!(names.nearest("火星"), None);
    }
}
