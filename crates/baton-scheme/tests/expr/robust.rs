//! Hostile text: nothing panics, nothing overflows, everything ends; and what is printed reads back.

use baton_model::Lang;
use baton_scheme::diagnostic::{Span, Spanned};
use baton_scheme::expr::ast::{BinaryOp, Expr, ExprKind, Ident};
use baton_scheme::expr::{Expect, print};
use proptest::prelude::*;

use crate::world::{World, checked, codes, drawn, read};

fn at(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default() }
}

fn ident(name: &str) -> Ident {
    Spanned { value: name.to_owned(), span: Span::default() }
}

/// The tree without its places.
fn bare(expr: &Expr) -> Expr {
    let list = |list: &[Expr]| list.iter().map(bare).collect();
    let path = |path: &[Ident]| path.iter().map(|part| ident(&part.value)).collect();
    let one = |expr: &Expr| Box::new(bare(expr));
    at(match &expr.kind {
        ExprKind::Path(parts) => ExprKind::Path(path(parts)),
        ExprKind::Option(parts, option) => ExprKind::Option(path(parts), ident(&option.value)),
        ExprKind::Negate(a) => ExprKind::Negate(one(a)),
        ExprKind::Not(a) => ExprKind::Not(one(a)),
        ExprKind::Binary(op, a, b) => ExprKind::Binary(*op, one(a), one(b)),
        ExprKind::Between { value, low, high, negated } => {
            ExprKind::Between { value: one(value), low: one(low), high: one(high), negated: *negated }
        }
        ExprKind::IsNull { value, negated } => ExprKind::IsNull { value: one(value), negated: *negated },
        ExprKind::In { value, list: items, negated } => {
            ExprKind::In { value: one(value), list: list(items), negated: *negated }
        }
        ExprKind::Case { subject, arms, otherwise } => ExprKind::Case {
            subject: subject.as_deref().map(one),
            arms: arms.iter().map(|(when, then)| (bare(when), bare(then))).collect(),
            otherwise: otherwise.as_deref().map(one),
        },
        ExprKind::Call(name, items) => ExprKind::Call(ident(&name.value), list(items)),
        same => same.clone(),
    })
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_][a-z0-9_]{0,6}",
        Just("and".to_owned()),
        Just("CASE".to_owned()),
        Just("R&D经费".to_owned()),
        Just("亩均税收".to_owned()),
        Just("2025年".to_owned()),
        Just("a.b".to_owned()),
    ]
}

fn leaves() -> impl Strategy<Value = Expr> {
    let number = prop_oneof![
        (0u32..2000).prop_map(|n| f64::from(n) / 8.0),
        (0u64..1 << 52).prop_map(|n| n as f64),
        any::<f64>().prop_map(f64::abs).prop_filter("finite", |n| n.is_finite()),
    ];
    let part = prop_oneof![names(), "[0-9]{1,3}"];
    let path = (names(), prop::collection::vec(part, 0..3));
    prop_oneof![
        number.prop_map(|n| at(ExprKind::Number(n))),
        "[^\n]{0,8}".prop_map(|text| at(ExprKind::Text(text))),
        any::<bool>().prop_map(|value| at(ExprKind::Bool(value))),
        Just(at(ExprKind::Null)),
        (path, prop::option::of("[^\n]{0,6}")).prop_map(|((first, rest), option)| {
            let path: Vec<Ident> = std::iter::once(first).chain(rest).map(|part| ident(&part)).collect();
            at(match option {
                Some(option) => ExprKind::Option(path, ident(&option)),
                None => ExprKind::Path(path),
            })
        }),
    ]
}

const OPERATORS: [BinaryOp; 13] = [
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::Divide,
    BinaryOp::Power,
    BinaryOp::Equal,
    BinaryOp::NotEqual,
    BinaryOp::Less,
    BinaryOp::LessOrEqual,
    BinaryOp::Greater,
    BinaryOp::GreaterOrEqual,
    BinaryOp::And,
    BinaryOp::Or,
];

fn expressions() -> impl Strategy<Value = Expr> {
    leaves().prop_recursive(6, 64, 4, |inner| {
        let one = inner.clone().prop_map(Box::new);
        let many = prop::collection::vec(inner.clone(), 1..4);
        let arms = prop::collection::vec((inner.clone(), inner.clone()), 1..3);
        prop_oneof![
            one.clone().prop_map(|a| at(ExprKind::Negate(a))),
            one.clone().prop_map(|a| at(ExprKind::Not(a))),
            (prop::sample::select(&OPERATORS[..]), one.clone(), one.clone())
                .prop_map(|(op, a, b)| at(ExprKind::Binary(op, a, b))),
            (one.clone(), one.clone(), one.clone(), any::<bool>()).prop_map(|(value, low, high, negated)| {
                at(ExprKind::Between { value, low, high, negated })
            }),
            (one.clone(), any::<bool>()).prop_map(|(value, negated)| at(ExprKind::IsNull { value, negated })),
            (one.clone(), many.clone(), any::<bool>()).prop_map(|(value, list, negated)| at(ExprKind::In {
                value,
                list,
                negated
            })),
            (prop::option::of(one.clone()), arms, prop::option::of(one))
                .prop_map(|(subject, arms, otherwise)| at(ExprKind::Case { subject, arms, otherwise })),
            (names(), prop::collection::vec(inner, 0..4))
                .prop_map(|(name, list)| at(ExprKind::Call(ident(&name), list))),
        ]
    })
}

/// Pieces that make deep nonsense more often than arbitrary letters do.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "gdp",
        " ",
        "(",
        ")",
        "（",
        "，",
        ",",
        "1,000",
        "1.5亿",
        "30%",
        " % ",
        "--",
        "-",
        "+",
        "*",
        "^",
        "not ",
        "and ",
        "or ",
        "case ",
        "when ",
        "then ",
        "else ",
        "end",
        "between ",
        "is ",
        "null",
        "in (",
        "'",
        "\"",
        "“",
        "`",
        ".",
        "[",
        "]",
        "x",
        "points.",
        "attr.class",
        "result.zone.total",
        "prev_year(",
        "lag(gdp, ",
        "mean(",
        "to(gdp, '",
        "sum_in('month', ",
        "=",
        "<",
        ">=",
        "≥",
        "!=",
        "==",
        "&&",
        "!",
        "\u{3000}",
        "\u{200b}",
        "\u{301}",
        "０",
        "1e5",
        "007",
        "/*",
        "#",
        "\n",
        "AND",
        "CASE",
        "if(",
        "true",
        "🙂",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_text_reads_back(expr in expressions()) {
        let text = print(&expr);
        let (tree, diagnostics, _) = read(&text);
        prop_assert!(diagnostics.is_empty(), "{} {:?}", text, diagnostics);
        let tree = bare(&tree.unwrap());
        prop_assert_eq!(&tree, &expr, "{}", text);
        prop_assert_eq!(print(&tree), text);
    }

    #[test]
    fn any_text_ends_without_panic(text in "\\PC{0,60}") {
        let world = World::new();
        codes(&text, &world.score(), Expect::Any);
    }

    #[test]
    fn escaped_text_has_one_place(text in pieces()) {
        use baton_scheme::diagnostic::{Diagnostics, FileId};
        use baton_scheme::expr::{Origin, parse};
        let whole = Span { file: FileId(3), start: 5, end: 9 };
        let mut diagnostics = Diagnostics::default();
        let tree = parse(&Origin::new(whole, None), &text, &mut diagnostics);
        prop_assert!(tree.is_none_or(|tree| tree.span == whole));
        prop_assert!(diagnostics.as_slice().iter().all(|diagnostic| diagnostic.span == Some(whole)));
    }

    #[test]
    fn any_sequence_of_pieces_ends_without_panic(text in pieces()) {
        let world = World::new();
        codes(&text, &world.late(), Expect::Bool);
        // Drawing must not panic either, wherever a place lies.
        drawn(&text, &world.score(), Expect::Number(None), Lang::En);
        let (tree, diagnostics, _) = read(&text);
        if let Some(tree) = tree.filter(|_| diagnostics.is_empty()) {
            let (again, diagnostics, _) = read(&print(&tree));
            prop_assert!(diagnostics.is_empty());
            prop_assert_eq!(bare(&again.unwrap()), bare(&tree));
        }
    }
}

/// Runs on a small stack, as a worker thread of a server might have.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn depth_has_a_limit_with_a_name() {
    on_small_stack(|| {
        let world = World::new();
        for (open, close) in [
            ("(", ")"),
            ("-(", ")"),
            ("abs(", ")"),
            ("not ", ""),
            ("- ", ""),
            ("2^", ""),
            ("case when true then ", " end"),
            ("1 + (", ")"),
            ("if(true, ", ", 2)"),
            ("prev_year(", ")"),
        ] {
            let text = format!("{}gdp{}", open.repeat(2_000), close.repeat(2_000));
            let (tree, diagnostics, _) = read(&text);
            assert!(tree.is_none(), "{open}");
            assert_eq!(diagnostics.len(), 1, "{open}");
            assert_eq!(diagnostics[0].message.code(), "E002", "{open}");
        }
        for sign in [" + ", " * ", " and ", " or ", " - "] {
            let text = vec!["gdp"; 2_000].join(sign);
            assert_eq!(codes(&text, &world.env(), Expect::Any), ["E002"]);
        }
    });
}

#[test]
fn the_deepest_allowed_text_fits_a_small_stack() {
    on_small_stack(|| {
        let world = World::new();
        for (open, close, levels) in
            [("(", ")", 62), ("if(true, ", ", 2)", 62), ("-(", ")", 30), ("case when true then ", " end", 60)]
        {
            let text = format!("{}gdp{}", open.repeat(levels), close.repeat(levels));
            let (typed, diagnostics, _) = checked(&text, &world.env(), Expect::Any);
            assert!(typed.is_some(), "{open} {diagnostics:?}");
        }
        let sum = vec!["gdp"; 120].join(" + ");
        let (typed, ..) = checked(&sum, &world.env(), Expect::Any);
        assert_eq!(typed.clone(), typed);
        let nested = (0..60).fold(sum, |inner, _| format!("({inner})"));
        assert!(checked(&nested, &world.env(), Expect::Any).0.is_some());
    });
}

#[test]
fn length_has_a_limit_with_a_name() {
    let world = World::new();
    let text = format!("gdp + {}", " ".repeat(70_000));
    assert_eq!(codes(&text, &world.env(), Expect::Any), ["E001"]);
    let many = vec!["（"; 20_000].concat();
    assert!(codes(&many, &world.env(), Expect::Any).len() < 30);
}

#[test]
fn a_case_cannot_grow_without_bound() {
    let world = World::new();
    let mut text = "gdp".to_owned();
    for _ in 0..60 {
        text = format!("case {text} when 1 then 1 when 2 then 2 when 3 then 3 end");
    }
    assert_eq!(codes(&text, &world.env(), Expect::Any), ["E413"]);
}

#[test]
fn many_mistakes_are_cut_short() {
    let world = World::new();
    let names = (0..6_000).map(|n| format!("gd{n}")).collect::<Vec<_>>().join(", ");
    assert_eq!(codes(&format!("least({names})"), &world.env(), Expect::Any).len(), 50);
    let long = "很".repeat(20_000);
    assert_eq!(codes(&long, &world.env(), Expect::Any), ["E123"]);
}
