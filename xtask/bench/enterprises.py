"""Enterprise yield on a table of enterprises: makes the table (seeded, invented figures), and does in Polars what
`baton score enterprise_yield --data … --out …` does, as somebody who knows Polars would write it.

    python enterprises.py make ROWS FILE
    python enterprises.py score FILE OUT
"""

import random
import sys


def make(rows: int, path: str) -> None:
    rng = random.Random(20240101)
    columns = (
        "code,attr.scale,attr.division,attr.years,attr.champion,revenue,tax,value_added,land,staff,energy,"
        "electricity,emission,rd_expense,national_honours,provincial_honours,safety_events,environment_events\n"
    )
    with open(path, "w", encoding="utf-8") as file:
        file.write(columns)
        lines = []
        for row in range(rows):
            large = rng.random() < 0.3
            size = rng.lognormvariate(0, 1) * (40 if large else 8)
            revenue = size * 220
            added = revenue * rng.uniform(0.15, 0.35)
            lines.append(
                f"Q{row:07d},{'规上' if large else '规下'},{rng.randint(13, 46)},{rng.randint(1, 30)},"
                f"{'true' if rng.random() < 0.001 else 'false'},{revenue:.2f},{revenue * rng.uniform(0.01, 0.08):.2f},"
                f"{added:.2f},{size * rng.uniform(0.4, 2.5):.2f},{int(size * rng.uniform(2, 9)) + 3},"
                f"{added * rng.uniform(0.1, 0.8):.2f},{added * rng.uniform(0.05, 0.4):.2f},"
                f"{added * rng.uniform(0.0001, 0.001):.4f},{revenue * rng.uniform(0.0, 0.06):.2f},"
                f"{int(rng.random() < 0.01)},{int(rng.random() < 0.05)},{int(rng.random() < 0.01)},"
                f"{int(rng.random() < 0.01)}\n"
            )
            if len(lines) == 10_000:
                file.writelines(lines)
                lines.clear()
        file.writelines(lines)


def score(path: str, out: str) -> None:
    import polars as pl

    def half_up(value: pl.Expr, places: int) -> pl.Expr:
        return ((value * 10**places + 0.5).floor() / 10**places).cast(pl.Float64)

    large = pl.col("attr.scale") == "规上"
    top = 1.5

    def leaf(value: pl.Expr, baseline: pl.Expr, weight: pl.Expr) -> pl.Expr:
        return half_up((value / baseline).clip(upper_bound=top).fill_null(0) * weight, 4)

    by_scale = lambda a, b: pl.when(large).then(pl.lit(a)).otherwise(pl.lit(b))
    points = [
        leaf(pl.col("tax") / pl.col("land"), by_scale(24.097, 11.5932), by_scale(30.0, 50.0)),
        leaf(pl.col("value_added") / pl.col("land"), pl.lit(136.16), by_scale(20.0, 0.0)),
        leaf(pl.col("value_added") / pl.col("energy"), pl.lit(2.694), by_scale(20.0, 0.0)),
        leaf(pl.col("value_added") / pl.col("emission"), pl.lit(4929.81), by_scale(10.0, 0.0)),
        leaf(pl.col("value_added") / pl.col("staff"), pl.lit(18.14), by_scale(10.0, 0.0)),
        leaf(pl.col("rd_expense") / pl.col("revenue"), pl.lit(0.0302), by_scale(10.0, 0.0)),
        leaf(pl.col("tax") / pl.col("electricity"), pl.lit(0.2352), by_scale(0.0, 50.0)),
    ]
    honours = pl.max_horizontal(
        (5 * pl.col("national_honours")).clip(upper_bound=5), (2 * pl.col("provincial_honours")).clip(upper_bound=4)
    )
    unreported = pl.when(large & (pl.col("energy").fill_null(0) == 0)).then(-3).otherwise(0)
    # A quota is a share of all of a scale, those too young to be graded included, rounded to whole places.
    quota = lambda share: (pl.col("n") * share).round()
    # The single champions stand outside the quota, both from the top and from the bottom.
    in_quota = pl.when(pl.col("attr.champion")).then(None).otherwise(pl.col("total"))
    scored = (
        pl.scan_csv(path)
        .filter(~pl.col("attr.division").is_in([44, 45, 46]))
        .with_columns(n=pl.len().over("attr.scale"))
        .filter(pl.col("attr.years") >= 3)
        .with_columns(total=half_up(sum(points) + (honours + unreported).clip(-10, 10), 2))
        .with_columns(
            rank=pl.col("total").rank("min", descending=True).over("attr.scale"),
            top_place=in_quota.rank("min", descending=True).over("attr.scale"),
            bottom_place=in_quota.rank("min").over("attr.scale"),
            bad=(pl.col("safety_events") + pl.col("environment_events")) > 0,
        )
        .with_columns(
            grade=pl.when(pl.col("attr.champion"))
            .then(pl.when(pl.col("bad")).then(pl.lit("C")).otherwise(pl.lit("A")))
            .when(pl.col("bottom_place") <= quota(0.05))
            .then(pl.lit("D"))
            .when(pl.col("bad"))
            .then(pl.lit("C"))
            .when(pl.col("top_place") <= quota(0.2))
            .then(pl.lit("A"))
            .when(pl.col("top_place") <= quota(0.6))
            .then(pl.lit("B"))
            .otherwise(pl.lit("C"))
        )
        .select("code", "attr.scale", "total", "rank", "grade")
    )
    scored.collect().write_csv(out)


if __name__ == "__main__":
    task, arguments = sys.argv[1], sys.argv[2:]
    if task == "make":
        make(int(arguments[0]), arguments[1])
    else:
        score(*arguments)
