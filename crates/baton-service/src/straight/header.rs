//! The header of a table → what each column is.

use baton_import::value::Conversion;
use baton_model::{IndicatorId, Measure, Message};
use baton_scheme::expr::AttributeType;

use crate::compiled::Against;
use crate::messages;
use crate::nearest::nearest;
use crate::workspace::Workspace;

/// What a column is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// Codes of the units.
    Code,
    /// Their names.
    Name,
    /// Their kinds.
    Kind,
    /// Figures of an indicator, brought into its unit of measure.
    Indicator(IndicatorId, Conversion),
    /// An attribute; its type where the workspace knows it.
    Attribute(String, Option<AttributeType>),
    /// Something else, which is not read.
    Unread,
}

const CODES: [&str; 6] = ["code", "unit_code", "代码", "单位代码", "编码", "统一社会信用代码"];
const NAMES: [&str; 6] = ["name", "unit", "unit_name", "名称", "单位", "单位名称"];
const KINDS: [&str; 3] = ["kind", "类型", "单位类型"];

/// Reads a header.
pub(super) fn roles(header: &[String], workspace: &Workspace) -> Result<Vec<Role>, Vec<Message>> {
    let known = Against::of(workspace).attributes;
    let mut problems = Vec::new();
    let mut roles: Vec<Role> = Vec::with_capacity(header.len());
    for (at, name) in header.iter().enumerate() {
        match role(name, workspace, &known) {
            Ok(role) if role != Role::Unread && roles.iter().any(|other| same(other, &role)) => {
                problems.push(Message::new(&messages::REPEATED_COLUMN).with("column", name));
            }
            Ok(role) => roles.push(role),
            Err(message) => problems.push(message),
        }
        if roles.len() <= at {
            roles.push(Role::Unread);
        }
    }
    // Where there are names only, they are what tells the units apart.
    if !roles.contains(&Role::Code)
        && let Some(name) = roles.iter_mut().find(|role| **role == Role::Name)
    {
        *name = Role::Code;
    }
    if !roles.contains(&Role::Code) {
        let message = Message::new(&messages::NO_CODE_COLUMN)
            .with("found", header.join("、"))
            .with("expected", CODES.join("、"));
        problems.push(message);
    }
    if problems.is_empty() { Ok(roles) } else { Err(problems) }
}

fn same(a: &Role, b: &Role) -> bool {
    match (a, b) {
        (Role::Indicator(a, _), Role::Indicator(b, _)) => a == b,
        (Role::Attribute(a, _), Role::Attribute(b, _)) => a == b,
        _ => a == b,
    }
}

fn role(
    text: &str,
    workspace: &Workspace,
    known: &std::collections::BTreeMap<String, AttributeType>,
) -> Result<Role, Message> {
    let text = text.trim().trim_start_matches('\u{feff}');
    let is = |words: &[&str]| words.contains(&text);
    if is(&CODES) {
        return Ok(Role::Code);
    }
    let attribute = text.strip_prefix("attr.").unwrap_or(text);
    if attribute.len() < text.len() || known.contains_key(attribute) {
        return Ok(Role::Attribute(attribute.to_owned(), known.get(attribute).copied()));
    }
    if is(&NAMES) {
        return Ok(Role::Name);
    }
    if is(&KINDS) {
        return Ok(Role::Kind);
    }
    let (name, measure) = split_measure(text);
    let Some(id) = workspace.catalogue.by_any_name(text).or_else(|| workspace.catalogue.by_any_name(name))
    else {
        return Ok(Role::Unread);
    };
    let own = &workspace.catalogue.get(id).measure;
    let conversion = match measure.filter(|_| workspace.catalogue.by_any_name(text).is_none()) {
        None => Conversion::Same,
        Some(measure) => {
            let written = Measure::parse(measure)
                .map_err(|_| Message::new(&messages::BAD_MEASURE).with("found", measure))?;
            Conversion::between(&written, own)
                .map_err(|message| message.with("indicator", &workspace.catalogue.get(id).name))?
        }
    };
    Ok(Role::Indicator(id, conversion))
}

/// `税收（万元）` → `税收` and `万元`.
fn split_measure(text: &str) -> (&str, Option<&str>) {
    let inside = text.strip_suffix('）').or_else(|| text.strip_suffix(')'));
    let Some(inside) = inside else { return (text, None) };
    match inside.rfind(['（', '(']) {
        Some(at) => {
            let open = if inside[at..].starts_with('（') { '（'.len_utf8() } else { 1 };
            (inside[..at].trim(), Some(inside[at + open..].trim()))
        }
        None => (text, None),
    }
}

/// A hint for columns that are not read: the nearest indicator.
pub(super) fn nearest_indicator(text: &str, workspace: &Workspace) -> String {
    let names = workspace.catalogue.iter().flat_map(|(_, indicator)| {
        [indicator.code.as_str(), indicator.name.as_str()]
            .into_iter()
            .chain(indicator.aliases.iter().map(String::as_str))
    });
    nearest(text, names).to_string()
}
