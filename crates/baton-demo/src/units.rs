//! `units.csv`: the cities with their counties, districts, zones, departments, bureaus and enterprises.

use std::fmt::Write as _;

use crate::firms::Firm;
use crate::places::{Place, Zone, city_name, division};
use crate::tables::Table;

const HEADER: &str = "code,name,kind,parent,valid_from,valid_to,attr.group,attr.ecological,attr.role,attr.difficulty,\
                      attr.window,attr.scale,attr.division,attr.years,attr.champion\n";

/// A city with everything in it.
pub(crate) struct CityPlan {
    pub(crate) number: usize,
    pub(crate) places: Vec<Place>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) firms: Vec<Firm>,
}

impl CityPlan {
    /// Its code and name.
    pub(crate) fn unit(&self) -> (String, String) {
        (format!("{}00", division(self.number)), city_name(self.number))
    }
}

/// A department of the city.
pub(crate) struct Department {
    pub(crate) code: String,
    pub(crate) name: String,
    /// Does it serve people at a window, so that its service is assessed?
    pub(crate) window: bool,
    /// Has each county a bureau of it?
    bureau: bool,
    number: &'static str,
    short: &'static str,
}

/// The departments of a city.
pub(crate) fn departments(city: usize) -> Vec<Department> {
    let table = Table::new(include_str!("../city/departments.csv"));
    let department = |row: crate::tables::Row<'_>| Department {
        code: format!("{}B{}", division(city), row.text("number")),
        name: format!("{}{}", city_name(city), row.text("name")),
        window: row.text("window") == "true",
        bureau: row.text("bureau") == "true",
        number: row.text("number"),
        short: row.text("name"),
    };
    table.rows().map(department).collect()
}

/// The text of the file.
pub(crate) fn file(cities: &[CityPlan]) -> String {
    let mut text = HEADER.to_owned();
    text.push_str("990000,示例省,province,,,,,,,,,,,,\n");
    for city in cities {
        let (code, name) = city.unit();
        let _ = writeln!(text, "{code},{name},city,990000,,,,,,,,,,,");
        for place in &city.places {
            county(&mut text, &code, place);
        }
        for zone in &city.zones {
            let unit = &zone.place.versions[0];
            let _ = writeln!(
                text,
                "{},{},zone,{code},,,功能区,,{},1.00,,,,,",
                unit.code, unit.name, zone.place.role
            );
        }
        let departments = departments(city.number);
        for department in &departments {
            let group = if department.window { "部门" } else { "" };
            let window = department.window;
            let _ = writeln!(
                text,
                "{},{},department,{code},,,{group},,,,{window},,,,",
                department.code, department.name
            );
        }
        for place in city.places.iter().filter(|place| place.kind == "county") {
            for department in departments.iter().filter(|department| department.bureau) {
                bureau(&mut text, place, department);
            }
        }
        for firm in &city.firms {
            for (parent, from, to) in in_force(&city.places[firm.place]) {
                let _ = writeln!(
                    text,
                    "{},{},enterprise,{parent},{from},{to},,,,,,{},{},{},{}",
                    firm.code, firm.name, firm.scale, firm.division, firm.years, firm.champion
                );
            }
        }
    }
    text
}

/// Code of each version of a place with its first and last day.
fn in_force(place: &Place) -> Vec<(&str, String, String)> {
    let next = place.versions.iter().skip(1).map(Some).chain([None]);
    let versions = place.versions.iter().zip(next);
    let day = |version: &crate::places::Version| format!("{}-01-01", version.from);
    versions
        .map(|(version, next)| {
            let from = if version.from == 0 { String::new() } else { day(version) };
            let to = next.map_or_else(String::new, |next| format!("{}-12-31", next.from - 1));
            (version.code.as_str(), from, to)
        })
        .collect()
}

fn county(text: &mut String, city: &str, place: &Place) {
    for (version, (code, from, to)) in place.versions.iter().zip(in_force(place)) {
        let difficulty = 1.0 - 0.02 * place.skill;
        let _ = writeln!(
            text,
            "{code},{},{},{city},{from},{to},县区,{},{},{difficulty:.2},,,,,",
            version.name, place.kind, place.ecological, place.role
        );
    }
}

fn bureau(text: &mut String, place: &Place, department: &Department) {
    for (version, (code, from, to)) in place.versions.iter().zip(in_force(place)) {
        let _ = writeln!(
            text,
            "{code}B{},{}{},bureau,{code},{from},{to},,,,,,,,,",
            department.number, version.name, department.short
        );
    }
}
