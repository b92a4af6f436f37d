//! Boundaries of units for maps (行政区划边界), as somebody supplies them with the approval number of their map (审图号). Without one
//! nothing is kept or shown.

use std::collections::BTreeSet;

use baton_model::Message;
use baton_store::NewFile;
use jiff::Timestamp;
use serde_json::Value;

use super::messages;
use crate::access::{self, Actor, Capability, Denied};
use crate::site::Site;

/// Boundaries with what must be said beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundaries {
    /// Title of the map.
    pub title: String,
    /// Its approval number.
    pub approval: String,
    /// A GeoJSON FeatureCollection.
    pub geojson: Value,
}

const PATH: &str = "boundaries/units.geojson";
/// Longest title, in characters.
const TITLE: usize = 200;
/// Most positions of all rings.
const POSITIONS: usize = 400_000;

impl Site {
    /// The boundaries of the workspace.
    pub fn boundaries(&self, actor: &Actor, now: Timestamp) -> Result<Boundaries, Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let names = known.workspace.files.list("boundaries", &["geojson"]);
        let names = names.map_err(|message| Denied::Refused(crate::Refused::Files(message)))?;
        let own = names.iter().find(|name| *name == PATH).or(names.first()).ok_or_else(Denied::missing)?;
        let bytes = known.workspace.files.bytes(own);
        let bytes = bytes.map_err(|message| Denied::Refused(crate::Refused::Files(message)))?;
        let found = serde_json::from_slice(&bytes.ok_or_else(Denied::missing)?).ok();
        let kept = found.as_ref().and_then(from_kept).filter(|kept| judge(kept).is_ok());
        kept.ok_or_else(Denied::missing)
    }

    /// Keeps boundaries in place of those there were.
    pub fn keep_boundaries(
        &self,
        actor: &Actor,
        boundaries: &Boundaries,
        now: Timestamp,
    ) -> Result<(), Denied> {
        actor.needs(Capability::EditScheme)?;
        self.needs_everybody(actor, Capability::EditScheme, now)?;
        let boundaries = Boundaries {
            title: boundaries.title.trim().to_owned(),
            approval: boundaries.approval.trim().to_owned(),
            geojson: boundaries.geojson.clone(),
        };
        judge(&boundaries)?;
        let content =
            serde_json::to_vec(&to_kept(&boundaries)).map_err(|error| Denied::fault(error.to_string()))?;
        let before = match access::files::versions(self.store(), actor, PATH) {
            Ok(versions) => versions.first().map(|newest| newest.version),
            Err(Denied::Missing(_)) => None,
            Err(other) => return Err(other),
        };
        let file = NewFile { path: PATH.to_owned(), content: Some(content), expected: before };
        let note = format!("{} · {}", boundaries.title, boundaries.approval);
        access::files::save(self.store(), actor, &[file], &note, now).map(drop)
    }
}

/// In the file title and approval number stand beside the features, as members that GeoJSON leaves to us.
fn to_kept(boundaries: &Boundaries) -> Value {
    let mut kept = serde_json::Map::new();
    kept.insert("type".to_owned(), "FeatureCollection".into());
    kept.insert("title".to_owned(), boundaries.title.clone().into());
    kept.insert("approval".to_owned(), boundaries.approval.clone().into());
    kept.insert("features".to_owned(), boundaries.geojson["features"].clone());
    Value::Object(kept)
}

fn from_kept(kept: &Value) -> Option<Boundaries> {
    let text = |key: &str| Some(kept.get(key)?.as_str()?.to_owned());
    let (title, approval) = (text("title")?, text("approval")?);
    let features = kept.get("features")?.clone();
    let geojson = serde_json::json!({ "type": "FeatureCollection", "features": features });
    Some(Boundaries { title, approval, geojson })
}

fn judge(boundaries: &Boundaries) -> Result<(), Denied> {
    if !is_approval(&boundaries.approval) {
        return Err(Denied::invalid("approval", Message::new(&messages::NO_APPROVAL)));
    }
    let length = boundaries.title.chars().count();
    if length == 0 || length > TITLE {
        return Err(Denied::invalid("title", Message::new(&messages::NO_TITLE).with("most", TITLE)));
    }
    features(&boundaries.geojson).map_err(|detail| {
        Denied::invalid("geojson", Message::new(&messages::BAD_GEOJSON).with("detail", detail))
    })
}

/// `GS(2024)0650号`, `GS京（2022）1061号`, `豫S(2023)012号`: letters with an S, a year in brackets, a number, 号.
fn is_approval(text: &str) -> bool {
    let text = text.replace('（', "(").replace('）', ")");
    let parts = text.split_once('(').and_then(|(issuer, rest)| Some((issuer, rest.split_once(')')?)));
    parts.is_some_and(|(issuer, (year, number))| {
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        issuer.contains('S')
            && issuer.chars().count() <= 8
            && year.len() == 4
            && digits(year)
            && number.trim().strip_suffix('号').is_some_and(|number| digits(number.trim()))
    })
}

fn features(geojson: &Value) -> Result<(), String> {
    if geojson.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        return Err("type ≠ FeatureCollection".to_owned());
    }
    let features = geojson.get("features").and_then(Value::as_array).ok_or("features ?")?;
    if features.is_empty() {
        return Err("features: []".to_owned());
    }
    let mut positions = 0;
    let mut codes = BTreeSet::new();
    for (at, feature) in features.iter().enumerate() {
        let place = |what: &str| format!("features[{at}]: {what}");
        if feature.get("type").and_then(Value::as_str) != Some("Feature") {
            return Err(place("type ≠ Feature"));
        }
        let code = feature.get("properties").and_then(|found| found.get("code")).and_then(Value::as_str);
        let code = code.filter(|code| !code.is_empty()).ok_or_else(|| place("properties.code ?"))?;
        if !codes.insert(code) {
            return Err(place(&format!("properties.code = {code} ×2")));
        }
        geometry(feature.get("geometry"), &mut positions).map_err(|what| place(&what))?;
    }
    Ok(())
}

fn geometry(geometry: Option<&Value>, positions: &mut usize) -> Result<(), String> {
    let Some(geometry) = geometry.filter(|geometry| !geometry.is_null()) else { return Ok(()) };
    let depth = match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => 2,
        Some("MultiPolygon") => 3,
        other => return Err(format!("geometry.type = {}", other.unwrap_or("?"))),
    };
    rings(geometry.get("coordinates").unwrap_or(&Value::Null), depth, positions)
}

/// Lists within lists, down to positions of longitude and latitude.
fn rings(value: &Value, depth: usize, positions: &mut usize) -> Result<(), String> {
    let list = value.as_array().filter(|list| !list.is_empty()).ok_or("coordinates ?")?;
    if depth > 0 {
        return list.iter().try_for_each(|inner| rings(inner, depth - 1, positions));
    }
    *positions += 1;
    if *positions > POSITIONS {
        return Err(format!("> {POSITIONS} positions"));
    }
    let degree = |at: usize, most: f64| {
        list.get(at).and_then(Value::as_f64).is_some_and(|number| number.abs() <= most)
    };
    if degree(0, 180.0) && degree(1, 90.0) { Ok(()) } else { Err(format!("coordinates {value}")) }
}

#[cfg(test)]
mod tests {
    use super::is_approval;

    #[test]
    fn approval_numbers_are_told_from_other_texts() {
        for good in ["GS(2024)0650号", "GS京（2022）1061号", "豫S(2023)012号", "GS（2019）1822号"] {
            assert!(is_approval(good), "{good}");
        }
        for bad in [
            "",
            "无",
            "审图号",
            "GS(24)0650号",
            "GS(2024)0650",
            "(2024)0650号",
            "GS2024-0650号",
            "豫S(2023)号",
        ] {
            assert!(!is_approval(bad), "{bad}");
        }
    }
}
