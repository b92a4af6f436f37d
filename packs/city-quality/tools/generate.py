"""Invents the counties' city-building figures of this pack: `units.csv` and `data/city.csv`.

    python3 tools/generate.py

Nine counties, one year of monthly bulletin marks, two half-year observations, year-end figures. Fixed seed. The first county has
the figures of a worked example: months 90, halves 80, year 85 make 83.25.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
NAMES = "山 川 湖 海 泉 溪 岭 峰 原".split()


def main():
    dice = random.Random(20240630)
    units = [[f"9501{number:02d}", f"示例{name}县", "county", "", "", ""] for number, name in enumerate(NAMES, 1)]
    rows = []
    for number, (code, *_) in enumerate(units, 1):
        skill = dice.uniform(-1, 1)

        def record(indicator, period, value, digits=1, scenario="actual"):
            rows.append([code, indicator, period, f"{value:.{digits}f}", scenario, SOURCE])

        for month in range(1, 13):
            marks = 90 if number == 1 else min(100, 86 + 6 * skill + dice.uniform(-5, 5))
            record("month_marks", f"2024-{month:02d}", marks)
        for half in (1, 2):
            record("visit_marks", f"2024H{half}", 80 if number == 1 else min(100, 83 + 6 * skill + dice.uniform(-5, 5)))
        plan = dice.randint(20, 60) * 100
        record("renovated", "2024", plan, 0, "plan")
        record("renovated", "2024", plan * (0.85 if number == 1 else min(1.1, 0.9 + 0.08 * skill + dice.uniform(-0.1, 0.1))), 0)
        spaces = dice.randint(10, 30) * 100
        record("parking", "2024", spaces, 0, "plan")
        record("parking", "2024", spaces * (0.85 if number == 1 else min(1.1, 0.92 + 0.08 * skill + dice.uniform(-0.1, 0.1))), 0)
        record("sewage_rate", "2024", 97 if number == 1 else 95.5 + 2 * skill + dice.uniform(-1, 1))
    rows += [["950106", "false_progress", "2024", "1", "actual", SOURCE], ["950103", "safety_accidents", "2024", "1", "actual", SOURCE]]
    write("units.csv", "code name kind parent valid_from valid_to", units)
    write("data/city.csv", "unit_code indicator_code period value scenario source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
