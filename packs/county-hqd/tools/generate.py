"""Invents the counties of this pack and their figures: `units.csv`, `unit_changes.csv`, `data/*.csv`.

    python3 tools/generate.py

One city with twelve counties of an invented province, with a fixed seed. Two things happen to them, as in life: a county
becomes a district in 2024 (renamed, same land), and one changes its role in the province's plan.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
YEARS = ("2022", "2023", "2024")
NAMES = "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥".split()
ECOLOGICAL = (3, 6, 9, 11)


def main():
    dice = random.Random(20240226)
    units = [["990000", "示例省", "province", "", "", "", "", ""], ["990100", "示例市", "city", "990000", "", "", "", ""]]
    for number, name in enumerate(NAMES, 1):
        code = f"9901{20 + number}"
        ecological = number in ECOLOGICAL
        role = "生态功能" if ecological else "优化开发" if number == 1 else "重点发展"
        flag = "true" if ecological else "false"
        if number == 2:                                        # another role from 2024 on
            units.append([code, f"示例{name}县", "county", "990100", "", "2023-12-31", flag, role])
            units.append([code, f"示例{name}县", "county", "990100", "2024-01-01", "", flag, "优化开发"])
        elif number == 5:                                      # a county becomes a district
            units.append([code, f"示例{name}县", "county", "990100", "", "2023-12-31", flag, role])
            units.append(["990105", f"示例{name}区", "county", "990100", "2024-01-01", "", flag, role])
        else:
            units.append([code, f"示例{name}县", "county", "990100", "", "", flag, role])

    rows = []

    def record(unit, indicator, period, value, digits, scenario="actual"):
        rows.append([unit, indicator, period, f"{value:.{digits}f}", scenario, SOURCE])

    for year in YEARS:
        for unit, lift in (("990000", 0.0), ("990100", 0.2)):
            record(unit, "income_growth", year, 5.6 + lift, 1)
            record(unit, "trade_growth", year, 6.0 + 4 * lift, 1)

    for number, name in enumerate(NAMES, 1):
        ecological = number in ECOLOGICAL
        size = dice.uniform(180, 420) if not ecological else dice.uniform(80, 160)
        secondary = dice.uniform(46, 55) if number in (1, 2, 5, 8) else dice.uniform(30, 43)
        base = {key: dice.uniform(*span) for key, span in {
            "rd_share": (0.6, 2.4), "hitech_share": (15, 48), "patents": (1.2, 9), "gap": (1.7, 2.5), "urban": (38, 62),
            "pm25": (33, 52), "energy_drop": (1.5, 4.5), "water": (75, 100), "satisfaction": (82, 94), "rank": (8, 95)}.items()}
        for year in YEARS:
            step = int(year) - 2022
            code = "990105" if number == 5 and year >= "2024" else f"9901{20 + number}"
            growth = dice.uniform(4.6, 8.6)
            size *= 1 + (growth + 0.8) / 100
            plan = 6.5 if not ecological else 6.0
            record(code, "gdp", year, size, 2)
            record(code, "gdp_growth", year, growth, 1)
            record(code, "gdp_growth", year, plan, 1, "plan")
            record(code, "secondary_share", year, secondary + dice.uniform(-0.8, 0.8), 1)
            record(code, "rd_expenditure", year, size * 100 * base["rd_share"] * (1 + 0.06 * step), 0)
            record(code, "hitech_share", year, base["hitech_share"] + dice.uniform(0, 2) * step, 1)
            record(code, "patents", year, base["patents"] * (1 + 0.12 * step), 2)
            record(code, "urban_rate", year, base["urban"] + 0.9 * step + dice.uniform(-0.2, 0.5), 2)
            record(code, "income_gap", year, base["gap"] - 0.02 * step, 2)
            record(code, "pm25", year, base["pm25"] - dice.uniform(-1, 2) * step, 1)
            record(code, "pm25", year, base["pm25"] - 0.9 * step, 1, "plan")
            record(code, "energy_drop", year, base["energy_drop"] + dice.uniform(-1.5, 1.5), 2)
            record(code, "water_good", year, min(100, base["water"] + dice.uniform(-4, 4)), 1)
            record(code, "trade_growth", year, dice.uniform(-9, 28), 1)
            fdi = size * dice.uniform(3, 8)
            record(code, "fdi", year, fdi, 0, "plan")
            record(code, "fdi", year, fdi * dice.uniform(0.75, 1.2), 0)
            record(code, "income_growth", year, dice.uniform(4.6, 7.4), 1)
            jobs = round(size * 14, -2)
            record(code, "jobs", year, jobs, 0, "plan")
            record(code, "jobs", year, jobs * dice.uniform(0.92, 1.16), 0)
            record(code, "tax_share", year, dice.uniform(58, 79), 1)
            record(code, "satisfaction", year, base["satisfaction"] + dice.uniform(-2, 2), 2)
            record(code, "province_rank", year, max(1, base["rank"] + dice.uniform(-12, 12)), 0)
            for quarter in range(1, 5):                        # a quarter behind plan costs half a point of the year
                if dice.random() < 0.22:
                    record(code, "quarter_arrears", f"{year}Q{quarter}", 1, 0)
    for unit, indicator, year, count in [("990124", "accidents_major", "2024", 1), ("990130", "accidents_major", "2023", 3),
                                         ("990127", "false_figures", "2024", 1)]:
        record(unit, indicator, year, count, 0)

    write("units.csv", "code name kind parent valid_from valid_to attr.ecological attr.role", units)
    write("unit_changes.csv", "date kind from to weight document",
          [["2024-01-01", "rename", "990125", "990105", "1", "示例：撤县设区"]])
    write("data/counties.csv", "unit_code indicator_code period value scenario source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
