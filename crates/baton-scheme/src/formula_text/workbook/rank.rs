//! Ranks in the group and among all, ties broken by nodes.

use baton_model::NullReason;

use super::Step;
use super::address::Sheet;
use super::builder::Builder;
use super::rounding::rounded;
use crate::plan::RankTies;
use crate::run::column::Numbers;

impl Builder<'_> {
    /// Columns of the ranks.
    pub(super) fn ranks(&mut self) {
        let groups = self.result.groups.len();
        let total = self.rank_key(self.book.total, self.context.plan.ranking.precision);
        let breaks: Vec<usize> = self
            .context
            .plan
            .ranking
            .breaks
            .clone()
            .into_iter()
            .filter_map(|node| self.break_key(node))
            .collect();
        let by_group: Vec<Vec<usize>> = (0..groups).map(|group| self.rows_of(Some(group))).collect();
        self.book.rank = self.rank_column(Step::Rank, total, &breaks, &by_group, &self.result.rank);
        if groups > 1 {
            let ratio = self.total_ratio().map(|ratio| self.rank_key(ratio, None));
            if let Some(ratio) = ratio {
                let everyone = [self.rows_of(None)];
                let found = &self.result.rank_overall;
                let column = self.rank_column(Step::RankOverall, ratio, &breaks, &everyone, found);
                self.book.rank_overall = Some(column);
            }
        }
    }

    fn rows_of(&self, group: Option<usize>) -> Vec<usize> {
        let units = self.book.units.iter().enumerate().filter(|(_, unit)| unit.subject.is_some());
        units.filter(|(_, unit)| group.is_none() || unit.group == group).map(|(at, _)| at).collect()
    }

    /// What ranks compare: the total at its precision, nothing for a unit that is not ranked.
    fn rank_key(&mut self, from: usize, precision: Option<u8>) -> usize {
        let vetoes: Vec<usize> = self
            .vetoes
            .iter()
            .filter(|(index, _)| self.context.plan.vetoes[**index].effect.unranked)
            .map(|(_, column)| *column)
            .collect();
        if vetoes.is_empty() && precision.is_none() {
            return from;
        }
        let column = self.column(None, Step::RankKey);
        let mode = self.context.plan.rounding.mode;
        for (unit, _, _) in self.subjects() {
            let cell = self.calc(Sheet::Calculation, from, unit);
            let own = match precision {
                Some(places) => rounded(&cell, places, mode),
                None => cell.clone(),
            };
            let mut text = format!("IF(ISNUMBER({cell}),{own},\"\")");
            let mut value = self.book.columns[from].cells[unit].number();
            if let (Some(places), Some(total)) = (precision, value) {
                value = Some(baton_score::round::round_f64(total, i32::from(places), mode));
            }
            for veto in &vetoes {
                text = format!("IF({}=1,\"\",{text})", self.calc(Sheet::Calculation, *veto, unit));
                value = value.filter(|_| self.book.columns[*veto].cells[unit].number() != Some(1.0));
            }
            self.put(column, unit, text, value);
        }
        column
    }

    /// Points of a node that breaks ties; a null comes last.
    fn break_key(&mut self, node: usize) -> Option<usize> {
        let points = self.book.points[node]?;
        let whole = self
            .subjects()
            .iter()
            .all(|(unit, ..)| self.book.columns[points].cells[*unit].number().is_some());
        if whole {
            return Some(points);
        }
        let column = self.column(Some(node), Step::BreakKey);
        for (unit, _, _) in self.subjects() {
            let cell = self.calc(Sheet::Calculation, points, unit);
            let value = self.book.columns[points].cells[unit].number();
            self.put(column, unit, format!("IF(ISNUMBER({cell}),{cell},-1E+300)"), value.or(Some(-1e300)));
        }
        Some(column)
    }

    fn rank_column(
        &mut self,
        step: Step,
        key: usize,
        breaks: &[usize],
        groups: &[Vec<usize>],
        found: &Numbers,
    ) -> usize {
        let ties = self.context.plan.ranking.ties;
        let mut texts = Vec::new();
        for rows in groups {
            for unit in rows {
                texts.push((*unit, self.place_text(key, breaks, rows, *unit, ties == RankTies::Ordinal)));
            }
        }
        if ties == RankTies::Dense {
            return self.dense(step, key, texts, groups, found);
        }
        let column = self.column(None, step);
        for (unit, text) in texts {
            let cell = self.calc(Sheet::Calculation, key, unit);
            let text = format!("IF(ISNUMBER({cell}),{text},\"\")");
            let subject = self.book.units[unit].subject.unwrap_or(0);
            self.put_result(column, unit, text, found, subject);
        }
        column
    }

    /// 1 + how many are ahead; with ordinal ranks also those equal that stand before.
    fn place_text(&self, key: usize, breaks: &[usize], rows: &[usize], unit: usize, ordinal: bool) -> String {
        let ahead = self.ahead(key, breaks, rows, unit);
        if !ordinal {
            return format!("1+{ahead}");
        }
        let before: Vec<usize> = rows.iter().copied().filter(|row| *row < unit).collect();
        if before.is_empty() {
            return format!("1+{ahead}");
        }
        let mut keys = vec![key];
        keys.extend(breaks);
        let equal: Vec<String> = self
            .blocks(&before)
            .into_iter()
            .map(|run| {
                let terms: Vec<String> = keys
                    .iter()
                    .map(|key| {
                        format!("({}={})", self.rows(*key, run), self.calc(Sheet::Calculation, *key, unit))
                    })
                    .collect();
                format!("SUMPRODUCT({}*1)", terms.join("*"))
            })
            .collect();
        format!("1+{ahead}+{}", equal.join("+"))
    }

    fn blocks(&self, rows: &[usize]) -> Vec<(usize, usize)> {
        super::address::runs(rows)
    }

    fn rows(&self, column: usize, run: (usize, usize)) -> String {
        self.layout.range(&self.layout.calculation, Sheet::Calculation, run, column)
    }

    fn ahead(&self, key: usize, breaks: &[usize], rows: &[usize], unit: usize) -> String {
        let parts: Vec<String> = self
            .blocks(rows)
            .into_iter()
            .map(|run| {
                let own = |column: usize| self.calc(Sheet::Calculation, column, unit);
                let mut text = String::new();
                let mut columns = vec![key];
                columns.extend(breaks);
                for column in columns.iter().rev() {
                    let range = self.rows(*column, run);
                    let cell = own(*column);
                    text = if text.is_empty() {
                        format!("({range}>{cell})")
                    } else {
                        format!("(({range}>{cell})+({range}={cell})*{text})")
                    };
                }
                format!("SUMPRODUCT(ISNUMBER({})*{text})", self.rows(key, run))
            })
            .collect();
        parts.join("+")
    }

    /// 1-2-2-3: how many different places lie ahead.
    fn dense(
        &mut self,
        step: Step,
        key: usize,
        texts: Vec<(usize, String)>,
        groups: &[Vec<usize>],
        found: &Numbers,
    ) -> usize {
        let places = self.column(None, Step::Places);
        for (unit, text) in texts {
            let cell = self.calc(Sheet::Calculation, key, unit);
            self.put(places, unit, format!("IF(ISNUMBER({cell}),{text},0)"), Some(0.0));
        }
        let column = self.column(None, step);
        for rows in groups {
            self.competition_results(places, found, rows);
            for unit in rows {
                let own = self.calc(Sheet::Calculation, places, *unit);
                let ahead: Vec<String> = self
                    .blocks(rows)
                    .into_iter()
                    .map(|run| {
                        let range = self.rows(places, run);
                        format!("SUMPRODUCT(({range}>0)*({range}<{own})/COUNTIF({range},{range}))")
                    })
                    .collect();
                let text = format!("IF({own}>0,1+{},\"\")", ahead.join("+"));
                let subject = self.book.units[*unit].subject.unwrap_or(0);
                self.put_result(column, *unit, text, found, subject);
            }
        }
        column
    }

    /// Competition ranks from dense ones.
    fn competition_results(&mut self, places: usize, found: &Numbers, rows: &[usize]) {
        let dense = |unit: usize| found.get(self.book.units[unit].subject?);
        let ranks: Vec<Option<f64>> = rows.iter().map(|unit| dense(*unit)).collect();
        for (unit, own) in rows.iter().zip(&ranks) {
            let ahead = ranks.iter().flatten().filter(|rank| own.is_some_and(|own| **rank < own)).count();
            let value = own.map_or(0.0, |_| ahead as f64 + 1.0);
            let cell = &mut self.book.columns[places].cells[*unit];
            if let super::Content::Formula(_, result) = &mut cell.content {
                *result = Some(value);
            }
            cell.reason = own.is_none().then_some(NullReason::NotApplicable);
        }
    }
}
