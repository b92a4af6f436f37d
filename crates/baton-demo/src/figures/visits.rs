//! Quarterly site visits (观摩评比): delegations rank the places they saw, judges give marks.

use super::YEARS;
use super::time::quarter;
use crate::book::{Book, Scenario::Actual};
use crate::dice::Dice;
use crate::places::Place;

const VOTES: [&str; 13] = [
    "votes_1", "votes_2", "votes_3", "votes_4", "votes_5", "votes_6", "votes_7", "votes_8", "votes_9",
    "votes_10", "votes_11", "votes_12", "votes_13",
];
const JUDGES: [&str; 7] = ["judge_1", "judge_2", "judge_3", "judge_4", "judge_5", "judge_6", "judge_7"];
/// Delegates at a visit.
const VOTERS: usize = 65;

/// The visits to places that are ranked with each other.
pub(crate) fn visits(book: &mut Book, places: &[&Place]) {
    let Some(first) = places.first() else { return };
    for year in YEARS {
        for number in 1..=4 {
            let period = quarter(year, number);
            let mut dice = Dice::of(&["visits", first.key(), &period]);
            visit(book, places, year, &period, &mut dice);
        }
    }
}

fn visit(book: &mut Book, places: &[&Place], year: u16, period: &str, dice: &mut Dice) {
    let merit: Vec<f64> = places.iter().map(|place| 1.6 + 1.3 * place.skill + 0.4 * dice.bell()).collect();
    let mut votes = vec![[0_u32; VOTES.len()]; places.len()];
    let mut own = vec![[0_u32; VOTES.len()]; places.len()];
    for voter in 0..VOTERS {
        let home = voter % places.len();
        let mut seen: Vec<(f64, usize)> =
            merit.iter().enumerate().map(|(at, merit)| (merit + 0.9 * dice.bell(), at)).collect();
        seen.sort_by(|a, b| b.0.total_cmp(&a.0));
        // Everybody puts the own place first.
        let order = std::iter::once(home).chain(seen.iter().map(|(_, at)| *at).filter(|at| *at != home));
        for (rank, at) in order.enumerate().take(VOTES.len()) {
            votes[at][rank] += 1;
            if at == home {
                own[at][rank] += 1;
            }
        }
    }
    for (at, place) in places.iter().enumerate() {
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        for (indicator, count) in VOTES.into_iter().zip(votes[at]).filter(|(_, count)| *count > 0) {
            book.put(unit, indicator, period, f64::from(count), Actual);
        }
        let ballots: u32 = own[at].iter().sum();
        let marks: u32 = own[at].iter().zip(0..).map(|(count, rank)| count * (100 - 3 * rank)).sum();
        book.put(unit, "own_ballots", period, f64::from(ballots), Actual);
        book.put(unit, "own_marks", period, f64::from(marks), Actual);
        let aside = dice.chance(0.25).then(|| dice.index(JUDGES.len()));
        for (judge, indicator) in JUDGES.into_iter().enumerate() {
            let mark = (80.0 + 3.6 * merit[at] + 2.0 * dice.bell()).min(99.0);
            if aside != Some(judge) {
                book.put(unit, indicator, period, mark, Actual);
            }
        }
    }
}
