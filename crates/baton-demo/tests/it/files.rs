//! The files by themselves.

use std::collections::BTreeSet;

use baton_demo::city;

fn text(city: &baton_demo::City, path: &str) -> String {
    let (_, content) = city.files.iter().find(|(name, _)| name == path).unwrap();
    String::from_utf8(content.clone()).unwrap()
}

#[test]
fn the_same_city_every_time_and_the_first_of_many_is_the_city_alone() {
    let (once, again, two) = (city(1), city(1), city(2));
    assert_eq!(once.files, again.files);
    let mut lines = 0;
    for (path, _) in once.files.iter().filter(|(path, _)| path.starts_with("data/")) {
        let many: BTreeSet<String> = text(&two, path).lines().map(str::to_owned).collect();
        for line in text(&once, path).lines() {
            assert!(many.contains(line), "{path}: {line}");
            lines += 1;
        }
    }
    assert!(lines > 50_000, "{lines}");
}

/// Bytes differ only where the city was changed on purpose: then this number is to be changed with a reason.
#[test]
fn bytes_are_the_same_on_every_machine() {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (path, content) in city(1).files.iter().filter(|(path, _)| path.starts_with("data/")) {
        for byte in path.bytes().chain(content.iter().copied()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    assert_eq!(format!("{hash:016x}"), "d4cbdfcdc88a76a8");
}

#[test]
fn as_many_units_as_the_city_should_have() {
    let city = city(1);
    let units = text(&city, "units.csv");
    let kinds = |kind: &str| {
        let codes = units.lines().filter(|line| line.split(',').nth(2) == Some(kind));
        let codes: BTreeSet<&str> = codes.filter_map(|line| line.split(',').next()).collect();
        codes.len()
    };
    // 禺阳 has a code as a county and one as a city.
    assert_eq!(kinds("county"), 9 + 1);
    assert_eq!(kinds("district"), 4);
    assert_eq!(kinds("zone"), 6);
    assert_eq!(kinds("department"), 30);
    assert_eq!(kinds("enterprise"), 400);
    assert!(kinds("bureau") >= 9 * 9);
    let names: Vec<&str> = units.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    let different: BTreeSet<&&str> = names.iter().collect();
    // Only units with two versions have their name twice: bureaus and enterprises under 禺阳.
    assert!(names.len() - different.len() < 50, "{} {}", names.len(), different.len());
}

#[test]
fn every_code_is_invented() {
    for line in text(&city(3), "units.csv").lines().skip(1) {
        let code = line.split(',').next().unwrap();
        assert!(code.starts_with("99") || code.starts_with("9199"), "{code}");
    }
}

#[test]
fn files_stay_small() {
    let bytes: usize = city(1).files.iter().map(|(_, content)| content.len()).sum();
    assert!(bytes < 15_000_000, "{bytes}");
}

#[test]
fn one_account_for_each_role() {
    let accounts = city(1).accounts;
    let roles: BTreeSet<&str> = accounts.iter().map(|account| account.role).collect();
    assert_eq!(roles.len(), 12);
    let names: BTreeSet<&str> = accounts.iter().map(|account| account.account).collect();
    assert_eq!(names.len(), accounts.len());
    let units = text(&city(1), "units.csv");
    let catalogue = text(&city(1), "indicators.toml");
    for account in accounts {
        assert_eq!(account.unit.is_none(), account.role.ends_with("_admin"), "{account:?}");
        if let Some(unit) = account.unit {
            assert!(units.lines().any(|line| line.starts_with(&format!("{unit},"))), "{account:?}");
        }
        for indicator in account.indicators {
            assert!(catalogue.contains(&format!("code = \"{indicator}\"\n")), "{indicator}");
        }
    }
}
