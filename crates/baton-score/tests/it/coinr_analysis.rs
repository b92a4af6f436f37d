//! Correlation, Cronbach's alpha and principal components on the ASEM example.

use crate::asem::{Asem, Columns, FOLDER, NOMINAL};
use crate::common::{Case, Row, assert_agree, column, number, table};
use baton_score::analysis::{Use, correlation, cronbach_alpha, pca};
use baton_score::weights::{self, PcaWeights};
use std::collections::BTreeMap;

fn analysis(name: &str) -> Option<Vec<Row>> {
    table("COINr analysis", &format!("{FOLDER}/analysis/{name}.csv"))
}

#[test]
fn every_correlation() {
    let Some(asem) = Asem::read() else { return };
    let Some(rows) = analysis("corr_raw_L1_pearson_pval0") else { return };
    assert_eq!(rows.len(), 49 * 49);
    let ours: Vec<f64> = rows
        .iter()
        .map(|row| correlation(&asem.raw[&row["Var1"]], &asem.raw[&row["Var2"]]).unwrap_or(f64::NAN))
        .collect();
    let theirs = column(&rows, "Correlation");
    assert_agree(
        "ASEM correlations",
        1e-12,
        &[Case { name: "all".into(), ours: ours.into(), theirs: theirs.into() }],
    );
}

/// The codes below a node, one level down.
fn children(asem: &Asem, code: &str) -> Vec<String> {
    asem.nodes
        .iter()
        .filter(|node| node.parent.as_deref() == Some(code))
        .map(|node| node.code.clone())
        .collect()
}

fn pick<'a>(data: &'a Columns, codes: &[String]) -> Vec<&'a [f64]> {
    codes.iter().map(|code| data[code].as_slice()).collect()
}

#[test]
fn every_cronbach_alpha() {
    let Some(asem) = Asem::read() else { return };
    let Some(rows) = analysis("cronbach") else { return };
    let aggregated = asem.run(NOMINAL);
    let case = |row: &Row| {
        let codes = match row["group"].as_str() {
            "ALL_INDICATORS" => asem.indicators().map(|node| node.code.clone()).collect(),
            "Index(L3)" => children(&asem, "Index"),
            group => children(&asem, group),
        };
        assert_eq!(codes.len().to_string(), row["k"]);
        let data = if row["dset"] == "Raw" { &asem.raw } else { &aggregated };
        let use_ = if row["use"] == "complete.obs" { Use::Complete } else { Use::Pairwise };
        let ours = vec![cronbach_alpha(&pick(data, &codes), use_).expect("defined")];
        let name = format!("{} {} {}", row["dset"], row["group"], row["use"]);
        Case { name, ours: ours.into(), theirs: vec![number(&row["alpha"])].into() }
    };
    let cases: Vec<Case> = rows.iter().map(case).collect();
    assert_eq!(cases.len(), 36);
    assert_agree("ASEM Cronbach", 1e-12, &cases);
}

/// With the largest part positive: a component's sign means nothing.
fn signed(vector: &[f64]) -> Vec<f64> {
    let largest = vector.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    vector.iter().map(|x| x * largest.signum()).collect()
}

/// Rows by a column, in order of appearance inside each.
fn by<'a>(rows: &[&'a Row], name: &str) -> BTreeMap<String, Vec<&'a Row>> {
    let mut by: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by.entry(row[name].clone()).or_default().push(row);
    }
    by
}

fn numbers(rows: &[&Row], name: &str) -> Vec<f64> {
    rows.iter().map(|row| number(&row[name])).collect()
}

#[test]
fn every_principal_component() {
    let Some(asem) = Asem::read() else { return };
    let aggregated = asem.run(NOMINAL);
    let mut cases = Vec::new();
    for file in ["bygroup", "nogroup"] {
        let Some(loadings) = analysis(&format!("pca_aggregated_L2_{file}_loadings")) else { return };
        let Some(variance) = analysis(&format!("pca_aggregated_L2_{file}_variance")) else { return };
        let Some(weights) = analysis(&format!("pca_aggregated_L2_{file}_weights")) else { return };
        let loadings: Vec<&Row> = loadings.iter().collect();
        for (group, rows) in by(&loadings, "group") {
            let components = by(&rows, "PC");
            let codes: Vec<String> = components["1"].iter().map(|row| row["iCode"].clone()).collect();
            let data = pick(&aggregated, &codes);
            let ours = pca(&data).expect("not flat");
            let mut push = |what: &str, ours: Vec<f64>, theirs: Vec<f64>| {
                cases.push(Case {
                    name: format!("{group} {what}"),
                    ours: ours.into(),
                    theirs: theirs.into(),
                });
            };
            push("centre", ours.centre.clone(), numbers(&components["1"], "center"));
            push("scale", ours.scale.clone(), numbers(&components["1"], "scale"));
            for (pc, rows) in &components {
                let k: usize = pc.parse().expect("a number");
                push(pc, ours.loadings[k - 1].clone(), signed(&numbers(rows, "loading")));
            }
            let of_group: Vec<&Row> = variance.iter().filter(|row| row["group"] == group).collect();
            push("sdev", ours.stdev.clone(), numbers(&of_group, "sdev"));
            push("share", ours.share.clone(), numbers(&of_group, "prop_var"));
            let named = |code: &String| weights.iter().find(|row| row["iCode"] == *code).expect("the node");
            let theirs: Vec<f64> = codes.iter().map(|code| number(&named(code)["Weight"])).collect();
            let first = weights::pca(&data, PcaWeights::FirstLoadings).expect("not flat");
            push("weights", first, signed(&theirs));
        }
    }
    assert_agree("ASEM principal components", 1e-12, &cases);
}

/// Two indicators fewer: the rest is aggregated without them.
#[test]
fn dropped_indicators() {
    let Some(mut asem) = Asem::read() else { return };
    let Some(rows) = analysis("drop_LPI_Forest_aggregated") else { return };
    asem.nodes.retain(|node| node.code != "LPI" && node.code != "Forest");
    let ours = asem.run(NOMINAL);
    let codes: Vec<&String> = rows[0].keys().filter(|code| *code != "uCode").collect();
    assert_eq!(codes.len(), 58);
    let case = |code: &String| Case {
        name: code.clone(),
        ours: ours[code].clone().into(),
        theirs: column(&rows, code).into(),
    };
    let cases: Vec<Case> = codes.into_iter().map(case).collect();
    assert_agree("ASEM without two indicators", 1e-12, &cases);
}
