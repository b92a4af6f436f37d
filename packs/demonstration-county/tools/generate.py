"""Invents the counties of this pack that measure themselves against a published system: `units.csv` and `data/standards.csv`.

    python3 tools/generate.py

Seven counties, two years, fixed seed.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
NAMES = "松 柏 桐 槐 榆 柳 杨".split()
# indicator: standard, spread, digits; the figure moves towards the standard with a county's skill
STANDARDS = {"output_head": (60000, 9000, 0), "industry_jobs": (60, 7, 1), "leading_firms": (5, 2, 0), "towns_planned": (100, 6, 1),
             "income_ratio": (1.9, 0.15, 2), "water_homes": (95, 4, 1), "sewage_villages": (60, 14, 1), "village_income": (20, 8, 1),
             "county_reform": (10, 2, 0), "matters_online": (95, 5, 1), "grain_ratio": (100, 3, 1), "air_days": (280, 18, 0)}
LOWER = {"income_ratio"}
MOST = {"towns_planned": 100, "water_homes": 100, "matters_online": 100, "sewage_villages": 100, "county_reform": 12, "air_days": 360}


def main():
    dice = random.Random(20240808)
    units = [[f"9401{number:02d}", f"示例{name}县", "county", "", "", ""] for number, name in enumerate(NAMES, 1)]
    rows = []
    for code, *_ in units:
        skill = dice.uniform(-0.9, 0.8)
        for year in (2023, 2024):
            for indicator, (standard, spread, digits) in STANDARDS.items():
                lean = (skill + dice.gauss(0, 0.45) + 0.25 * (year - 2023)) * spread
                value = standard - lean if indicator in LOWER else standard + lean
                rows.append([code, indicator, year, f"{max(0, min(value, MOST.get(indicator, value))):.{digits}f}", SOURCE])
    write("units.csv", "code name kind parent valid_from valid_to", units)
    write("data/standards.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
