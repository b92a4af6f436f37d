//! Precedence, names and literals, by the printed tree with every parenthesis written.

use baton_scheme::expr::ast::{Expr, ExprKind};
use baton_scheme::expr::{parse, print};

use crate::world::read;

/// The tree with parentheses around everything.
fn bracketed(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Binary(op, a, b) => format!("({} {} {})", bracketed(a), op.sign(), bracketed(b)),
        ExprKind::Negate(a) => format!("(- {})", bracketed(a)),
        ExprKind::Not(a) => format!("(not {})", bracketed(a)),
        ExprKind::Between { value, low, high, negated } => {
            let not = if *negated { "not " } else { "" };
            format!("({} {not}between {} and {})", bracketed(value), bracketed(low), bracketed(high))
        }
        ExprKind::IsNull { value, negated } => {
            format!("({} is {}null)", bracketed(value), if *negated { "not " } else { "" })
        }
        _ => print(expr),
    }
}

fn tree(text: &str) -> String {
    let (tree, diagnostics, _) = read(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    bracketed(&tree.unwrap())
}

#[test]
fn operators_hold_as_the_contract_says() {
    let cases = [
        ("-2^2", "(- (2 ^ 2))"),
        ("2^3^2", "(2 ^ (3 ^ 2))"),
        ("2^-1", "(2 ^ (- 1))"),
        ("2^-1^2*3", "((2 ^ (- (1 ^ 2))) * 3)"),
        ("-a*b", "((- a) * b)"),
        ("a*-b", "(a * (- b))"),
        ("2*x^2", "(2 * (x ^ 2))"),
        ("a-b-c", "((a - b) - c)"),
        ("a/b/c", "((a / b) / c)"),
        ("a/b*c", "((a / b) * c)"),
        ("a+b*c-d", "((a + (b * c)) - d)"),
        ("a or b and not c = d + 1", "(a or (b and (not (c = (d + 1)))))"),
        ("not a and b", "((not a) and b)"),
        ("not not a", "(not (not a))"),
        ("a or b or c", "((a or b) or c)"),
        ("a between 1 and 2 and b", "((a between 1 and 2) and b)"),
        ("a not between 1 + 1 and 2 * 2 or b", "((a not between (1 + 1) and (2 * 2)) or b)"),
        ("a + 1 is not null and b", "(((a + 1) is not null) and b)"),
        ("not a is null", "(not (a is null))"),
        ("a - -b", "(a - (- b))"),
        ("a - (-b)", "(a - (- b))"),
        ("(a = b) is null", "((a = b) is null)"),
        ("(a < b) = (c < d)", "((a < b) = (c < d))"),
        ("a != b", "(a <> b)"),
        ("a\n\t+ b", "(a + b)"),
    ];
    for (text, expected) in cases {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn names_follow_nfc() {
    assert_eq!(tree("cafe\u{301}"), "café");
    assert_eq!(tree("`cafe\u{301} au`"), "`café au`");
    assert_eq!(tree("_a1 + 地区_生产总值２０２５"), "(_a1 + 地区_生产总值２０２５)");
    assert_eq!(tree("x²"), "x²", "a superscript is part of the name, and the checker says so");
    for odd in ["Ⅷ级", "ⓐ", "²", "\u{301}a", "①"] {
        let (_, diagnostics, _) = read(odd);
        assert!(!diagnostics.is_empty(), "{odd}");
    }
}

#[test]
fn odd_names_take_back_ticks() {
    assert_eq!(tree("`R&D经费` / gdp"), "(`R&D经费` / gdp)");
    assert_eq!(tree("`and` + `gdp`"), "(`and` + gdp)");
    assert_eq!(tree("points.growth.1"), "points.growth.1");
    assert_eq!(tree("points.growth.1.2"), "points.growth.1.2");
    assert_eq!(tree("points.`growth.1`"), "points.`growth.1`");
    assert_eq!(tree("ledger.l.m['甲''乙']"), "ledger.l.m['甲''乙']");
}

#[test]
fn numbers_are_read_exactly() {
    for (text, expected) in
        [("0.1", 0.1), ("1234567.875", 1_234_567.875), ("0", 0.0), ("10", 10.0), ("0.50", 0.5)]
    {
        let (tree, diagnostics, _) = read(text);
        assert!(diagnostics.is_empty());
        assert_eq!(tree.unwrap().kind, ExprKind::Number(expected));
    }
}

#[test]
fn places_point_into_the_file() {
    use baton_scheme::diagnostic::{Diagnostics, Sources, Span};
    use baton_scheme::expr::Origin;
    let mut sources = Sources::default();
    let file = sources.add("办法.toml", "value = \"甲 + 乙\"\n");
    let whole = Span { file, start: 8, end: 19 };
    let mut diagnostics = Diagnostics::default();
    let tree = parse(&Origin::new(whole, Some(9)), "甲 + 乙", &mut diagnostics).unwrap();
    let ExprKind::Binary(_, left, right) = &tree.kind else { panic!("{tree:?}") };
    assert_eq!((sources.slice(left.span), sources.slice(right.span)), ("甲", "乙"));
    assert_eq!(sources.slice(tree.span), "甲 + 乙");
    let tree = parse(&Origin::new(whole, None), "甲 + 乙", &mut diagnostics).unwrap();
    assert_eq!(tree.span, whole);
}

#[test]
fn texts_and_reserved_words() {
    use baton_scheme::expr::is_reserved;
    assert_eq!(tree("'it''s'"), "'it''s'");
    for taken in
        ["x", "total", "ratio", "rank", "n", "grade", "level", "kind", "code", "name", "and", "abs", "attr"]
    {
        assert!(is_reserved(taken), "{taken}");
    }
    for taken in ["X", "Total", "ＡＮＤ", "if", "elapsed", "points", "result", "period", "behind", "count_in"]
    {
        assert!(is_reserved(taken), "{taken}");
    }
    for free in ["gdp", "rd", "totals", "and_more", "指标"] {
        assert!(!is_reserved(free), "{free}");
    }
}
