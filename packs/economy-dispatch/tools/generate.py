"""Invents the monthly economy of this pack: `units.csv` and `data/months.csv`.

    python3 tools/generate.py

One city with ten counties, 2023-02 to 2024-06, fixed seed. Running totals from January; nothing is published for January by
itself. Plans are broken down to months, and a plan for the year stands beside them.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
NAMES = "一 二 三 四 五 六 七 八 九 十".split()
SEASON = [0.055, 0.055, 0.08, 0.08, 0.09, 0.1, 0.09, 0.09, 0.1, 0.09, 0.09, 0.08]


def main():
    dice = random.Random(20240701)
    units = [["930000", "示例市", "city", "", "", ""]]
    units += [[f"9301{number:02d}", f"示例第{name}县", "county", "930000", "", ""] for number, name in enumerate(NAMES, 1)]
    rows = []

    def record(code, indicator, period, value, digits, scenario="actual"):
        rows.append([code, indicator, period, f"{value:.{digits}f}", scenario, SOURCE])

    # yearly size, spread of the growth, digits
    totals = {"investment": (160, 6, 2), "budget_revenue": (16, 5, 2), "electricity": (21000, 5, 0), "freight": (90000, 6, 0), "vat": (5.2, 6, 2)}
    city = {}
    for code, *_ in units[1:]:
        for indicator, (typical, spread, digits) in totals.items():
            size = typical * dice.lognormvariate(0, 0.35)
            for year in (2023, 2024):
                if year == 2024:
                    size *= 1 + dice.gauss(6, spread) / 100
                plan_year = size * dice.uniform(0.98, 1.06)
                if indicator in ("investment", "budget_revenue"):
                    record(code, indicator, str(year), plan_year, digits, "plan")
                done = planned = 0.0
                for month in range(1, 13):
                    done += size * SEASON[month - 1] * dice.uniform(0.88, 1.1)
                    planned += plan_year * SEASON[month - 1]
                    if month == 1 or (year == 2024 and month > 6):
                        continue
                    period = f"{year}-{month:02d}"
                    record(code, indicator, period, done, digits)
                    city[(indicator, period)] = city.get((indicator, period), 0) + round(done, digits)
                    if indicator in ("investment", "budget_revenue"):
                        record(code, indicator, period, planned, digits, "plan")
        base = dice.uniform(4, 8)
        for year in (2023, 2024):
            for month in range(2, 13 if year == 2023 else 7):
                record(code, "industry_growth", f"{year}-{month:02d}", base + dice.uniform(-2.5, 2), 1)
                record(code, "industry_growth", f"{year}-{month:02d}", base + 0.4, 1, "forecast")
    for (indicator, period), value in city.items():
        record("930000", indicator, period, value, totals[indicator][2])
    write("units.csv", "code name kind parent valid_from valid_to", units)
    write("data/months.csv", "unit_code indicator_code period value scenario source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
