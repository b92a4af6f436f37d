//! The ASEM example, stage by stage, each computed from the raw data.

use crate::asem::{Asem, Columns, FOLDER, NOMINAL};
use crate::coinr_impute::statistics;
use crate::common::{Case, Row, assert_agree, column, number, table};
use baton_score::normalise::directed;
use baton_score::rank::{Ties, rank_descending};
use baton_score::screen::availability;
use baton_score::treat::Mark;
use baton_score::weights::effective;

fn stage(name: &str) -> Option<Vec<Row>> {
    table("COINr ASEM example", &format!("{FOLDER}/asem/{name}.csv"))
}

/// Ours against a table of the same columns, units matched by code.
fn cases(what: &str, asem: &Asem, ours: &Columns, rows: &[Row], skip: &[&str]) -> Vec<Case> {
    let position = |row: &Row| asem.units.iter().position(|unit| *unit == row["uCode"]).expect("the unit");
    let order: Vec<usize> = rows.iter().map(position).collect();
    let theirs = rows[0].keys().filter(|code| *code != "uCode" && !skip.contains(&code.as_str()));
    let case = |code: &String| Case {
        name: format!("{what} {code}"),
        ours: order.iter().map(|&i| ours[code][i]).collect::<Vec<f64>>().into(),
        theirs: column(rows, code).into(),
    };
    theirs.map(case).collect()
}

fn ranks(scores: &Columns) -> Columns {
    scores.iter().map(|(code, x)| (code.clone(), rank_descending(x, Ties::Competition))).collect()
}

#[test]
fn every_stage_from_raw_data_to_index() {
    let Some(asem) = Asem::read() else { return };
    let treated: Columns = asem.treatments(5).into_iter().map(|(code, t)| (code, t.values)).collect();
    let normalised = asem.normalised(&treated, NOMINAL.normalisation);
    let aggregated = asem.aggregated(normalised.clone(), NOMINAL);
    let stages = [
        ("01_raw", &asem.raw),
        ("02_denominated", &asem.denominated()),
        ("03_imputed", &asem.imputed()),
        ("04_screened", &asem.imputed()),
        ("05_treated", &treated),
        ("06_normalised", &normalised),
        ("07_aggregated", &aggregated),
    ];
    for (name, ours) in stages {
        let Some(rows) = stage(name) else { return };
        assert_eq!(rows.len(), 51);
        let cases = cases(name, &asem, ours, &rows, &[]);
        assert_eq!(cases.len(), if name == "07_aggregated" { 60 } else { 49 });
        assert_agree(&format!("ASEM {name}"), 1e-12, &cases);
    }
}

#[test]
fn results_and_ranks() {
    let Some(asem) = Asem::read() else { return };
    let scores = asem.run(NOMINAL);
    let ranks = ranks(&scores);
    for (file, rank) in [("aggs", "Rank"), ("full", "Rank"), ("summ", "Rank"), ("index", "Rank")] {
        let name = if file == "index" {
            "index_and_rank_unrounded".into()
        } else {
            format!("results_{file}_scores")
        };
        let Some(rows) = stage(&name) else { return };
        let mut cases = cases(&name, &asem, &scores, &rows, &[rank]);
        assert_agree(&format!("ASEM {name}"), 1e-12, &cases);
        let mut of_index = ranks.clone();
        of_index.insert("Rank".into(), ranks["Index"].clone());
        cases = self::cases(&name, &asem, &of_index, &rows, &[]);
        cases.retain(|case| case.name.ends_with(" Rank"));
        assert_agree(&format!("ASEM {name}: the index's rank"), 0.0, &cases);
    }
    for name in ["results_aggs_ranks", "results_full_ranks", "results_summ_ranks"] {
        let Some(rows) = stage(name) else { return };
        assert_agree(&format!("ASEM {name}"), 0.0, &cases(name, &asem, &ranks, &rows, &[]));
    }
}

#[test]
fn ranks_within_groups() {
    let Some(asem) = Asem::read() else { return };
    let scores = asem.run(NOMINAL);
    let groups = asem.groups("GDP_group");
    let within = |x: &Vec<f64>| {
        let mut ranks = vec![f64::NAN; x.len()];
        for group in &groups {
            let inside: Vec<usize> = (0..x.len()).filter(|&i| groups[i] == *group).collect();
            let of_group: Vec<f64> = inside.iter().map(|&i| x[i]).collect();
            for (&i, rank) in inside.iter().zip(rank_descending(&of_group, Ties::Competition)) {
                ranks[i] = rank;
            }
        }
        ranks
    };
    let ours: Columns = scores.iter().map(|(code, x)| (code.clone(), within(x))).collect();
    let Some(rows) = stage("results_aggs_groupranks_GDP_group") else { return };
    assert_agree("ASEM ranks within groups", 0.0, &cases("group", &asem, &ours, &rows, &["GDP_group"]));
}

#[test]
fn treatment_details_and_points() {
    let Some(asem) = Asem::read() else { return };
    let treatments = asem.treatments(5);
    let (Some(details), Some(points)) = (stage("treat_details"), stage("treat_points")) else { return };
    let mut cases = Vec::new();
    for row in &details {
        let treated = &treatments[&row["iCode"]];
        let mut ours = Vec::new();
        for step in 0..2 {
            let check = treated.checks.get(step);
            ours.push(check.map_or(f64::NAN, |c| f64::from(u8::from(c.passes))));
            ours.extend([check.map_or(f64::NAN, |c| c.skewness), check.map_or(f64::NAN, |c| c.kurtosis)]);
        }
        ours.push(treated.moved.map_or(f64::NAN, |moved| moved as f64));
        let names = ["0.Pass", "0.Skew", "0.Kurt", "1.Pass", "1.Skew", "1.Kurt"]
            .map(|n| format!("check_SkewKurt{n}"));
        let mut theirs: Vec<f64> = names.iter().map(|name| number(&row[name])).collect();
        theirs.push(number(&row["winsorise.nwin"]));
        cases.push(Case { name: row["iCode"].clone(), ours: ours.into(), theirs: theirs.into() });
        assert!(!treated.transformed, "winsorising is enough everywhere");
    }
    assert_agree("ASEM treatment details", 1e-12, &cases);
    let text = |mark| match mark {
        None => "",
        Some(Mark::High) => "winhi",
        Some(Mark::Low) => "winlo",
    };
    let mut moved = 0;
    for (unit, row) in points.iter().enumerate() {
        assert_eq!(row["uCode"], asem.units[unit]);
        for (code, treated) in &treatments {
            assert_eq!(text(treated.marks[unit]), row[code], "{} {code}", row["uCode"]);
            moved += usize::from(treated.marks[unit].is_some());
        }
    }
    assert!(moved > 20, "the control: there are marks to compare");
}

#[test]
fn screening_and_availability() {
    let Some(asem) = Asem::read() else { return };
    let table = |rows: &[Row], data: &Columns, codes: &[String]| -> Vec<Case> {
        let case = |row: &Row| {
            let unit = asem.units.iter().position(|unit| *unit == row["uCode"]).expect("the unit");
            let of_unit: Vec<f64> = codes.iter().map(|code| data[code][unit]).collect();
            let a = availability(&of_unit);
            let ours = vec![
                a.missing as f64,
                a.zero as f64,
                (a.missing + a.zero) as f64,
                a.share(),
                a.share_non_zero(),
            ];
            let names = ["N_missing", "N_zero", "N_miss_or_zero", "Dat_Avail", "Non_Zero"];
            let theirs: Vec<f64> = names.iter().map(|name| number(&row[*name])).collect();
            Case { name: row["uCode"].clone(), ours: ours.into(), theirs: theirs.into() }
        };
        rows.iter().map(case).collect()
    };
    let codes: Vec<String> = asem.indicators().map(|node| node.code.clone()).collect();
    let (Some(screened), Some(raw)) = (stage("screen_summary"), stage("data_avail_summary")) else { return };
    assert_agree("ASEM screening", 1e-12, &table(&screened, &asem.imputed(), &codes));
    assert_agree("ASEM availability", 1e-12, &table(&raw, &asem.raw, &codes));
    for row in &screened {
        assert_eq!((row["LowData"].as_str(), row["Included"].as_str()), ("FALSE", "TRUE"));
    }
}

/// The codes of the indicators below a node.
fn leaves(asem: &Asem, code: &str) -> Vec<String> {
    let children: Vec<_> = asem.nodes.iter().filter(|node| node.parent.as_deref() == Some(code)).collect();
    if children.is_empty() {
        return vec![code.to_owned()];
    }
    children.iter().flat_map(|node| leaves(asem, &node.code)).collect()
}

#[test]
fn availability_by_group() {
    let Some(asem) = Asem::read() else { return };
    let Some(rows) = stage("data_avail_bygroup") else { return };
    let share = |codes: &[String], unit: usize| {
        availability(&codes.iter().map(|code| asem.raw[code][unit]).collect::<Vec<f64>>()).share()
    };
    let ours: Columns = asem
        .nodes
        .iter()
        .filter(|node| node.level > 1)
        .map(|node| {
            let codes = leaves(&asem, &node.code);
            (node.code.clone(), (0..asem.units.len()).map(|unit| share(&codes, unit)).collect())
        })
        .collect();
    assert_agree("ASEM availability by group", 1e-12, &cases("group", &asem, &ours, &rows, &[]));
}

#[test]
fn lineage() {
    let Some(asem) = Asem::read() else { return };
    let Some(rows) = stage("lineage") else { return };
    let parent =
        |code: &str| asem.nodes.iter().find(|node| node.code == code).and_then(|node| node.parent.clone());
    assert_eq!(rows.len(), asem.indicators().count());
    for row in &rows {
        for (below, above) in [("Indicator", "Pillar"), ("Pillar", "Sub-index"), ("Sub-index", "Index")] {
            assert_eq!(parent(&row[below]).as_deref(), Some(row[above].as_str()));
        }
    }
}

#[test]
fn effective_weights() {
    let Some(asem) = Asem::read() else { return };
    let position = |code: &String| asem.nodes.iter().position(|node| node.code == *code).expect("the node");
    let parents: Vec<Option<usize>> =
        asem.nodes.iter().map(|node| node.parent.as_ref().map(position)).collect();
    let weights: Vec<f64> = asem.nodes.iter().map(|node| node.weight).collect();
    let ours = effective(&weights, &parents).expect("a tree");
    let (Some(rows), Some(original)) = (stage("eff_weights"), stage("weights_original")) else { return };
    let order: Vec<usize> = rows.iter().map(|row| position(&row["iCode"])).collect();
    let pick = |from: &[f64]| order.iter().map(|&i| from[i]).collect::<Vec<f64>>();
    let cases = [
        Case {
            name: "effective".into(),
            ours: pick(&ours).into(),
            theirs: column(&rows, "EffWeight").into(),
        },
        Case { name: "nominal".into(), ours: pick(&weights).into(), theirs: column(&rows, "Weight").into() },
        Case {
            name: "original".into(),
            ours: original.iter().map(|row| weights[position(&row["iCode"])]).collect::<Vec<f64>>().into(),
            theirs: column(&original, "Weight").into(),
        },
    ];
    assert_agree("ASEM effective weights", 1e-12, &cases);
}

#[test]
fn statistics_tables() {
    let Some(asem) = Asem::read() else { return };
    let treated: Columns = asem.treatments(5).into_iter().map(|(code, t)| (code, t.values)).collect();
    for (file, data) in [
        ("asem/stats_raw", &asem.raw),
        ("analysis/stats_raw", &asem.raw),
        ("analysis/stats_treated", &treated),
    ] {
        let Some(rows) = table("COINr ASEM example", &format!("{FOLDER}/{file}.csv")) else { return };
        let mut cases = Vec::new();
        for row in &rows {
            let (case, words) = statistics(row, &data[&row["iCode"]]);
            let flags =
                ["Flag.Avail", "Flag.NonZero", "Flag.Unique", "Flag.SkewKurt"].map(|f| row[f].as_str());
            assert_eq!(words, flags, "{}", row["iCode"]);
            cases.push(case);
        }
        assert_eq!(cases.len(), 49);
        assert_agree(&format!("ASEM {file}"), 1e-12, &cases);
    }
}

#[test]
fn one_unit_with_its_strengths_and_weaknesses() {
    let Some(asem) = Asem::read() else { return };
    let Some(summary) = stage("unit_summary_IND") else { return };
    let scores = asem.run(NOMINAL);
    let ranks = ranks(&scores);
    let unit = |code: &str| asem.units.iter().position(|unit| unit == code).expect("the unit");
    let of = |table: &Columns, rows: &[Row], unit: usize| -> Vec<f64> {
        rows.iter().map(|row| table[&row["Code"]][unit]).collect()
    };
    let scores_of = Case {
        name: "scores of IND".into(),
        ours: of(&scores, &summary, unit("IND")).into(),
        theirs: column(&summary, "Score").into(),
    };
    assert_agree("ASEM unit summary", 1e-12, &[scores_of]);
    let ranks_of = Case {
        name: "ranks of IND".into(),
        ours: of(&ranks, &summary, unit("IND")).into(),
        theirs: column(&summary, "Rank").into(),
    };
    assert_agree("ASEM unit summary, ranks", 0.0, &[ranks_of]);

    // The five best and the five worst ranks of ESP among the indicators as reported, direction applied.
    let reported: Columns = asem
        .indicators()
        .map(|node| (node.code.clone(), directed(&asem.raw[&node.code], node.direction)))
        .collect();
    let ranks = self::ranks(&reported);
    let mut of_unit: Vec<f64> = asem.indicators().map(|node| ranks[&node.code][unit("ESP")]).collect();
    of_unit.retain(|rank| !rank.is_nan());
    of_unit.sort_by(f64::total_cmp);
    for (file, ours) in [("strengths", &of_unit[..5]), ("weaknesses", &of_unit[of_unit.len() - 5..])] {
        let Some(rows) = stage(&format!("str_weak_ESP_{file}")) else { return };
        let case =
            Case { name: file.into(), ours: ours.to_vec().into(), theirs: column(&rows, "Rank").into() };
        assert_agree(&format!("ASEM {file} of ESP"), 0.0, &[case]);
        for row in &rows {
            assert_eq!(ranks[&row["Code"]][unit("ESP")], number(&row["Rank"]), "{}", row["Code"]);
            assert_eq!(asem.raw[&row["Code"]][unit("ESP")], number(&row["Value"]), "{}", row["Code"]);
        }
    }
}
