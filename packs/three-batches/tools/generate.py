"""Invents the project figures of this pack: `units.csv` and `data/projects.csv`.

    python3 tools/generate.py

Ten counties and three zones, months of 2024, fixed seed: projects signed, landed, started, producing, at capacity, and how many
were due to be. Running totals from January.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
NAMES = "金 银 铜 铁 锡 玉 石 沙 岩 瓷".split()
STAGES = ("signed", "landed", "landed_due", "started", "started_due", "producing", "producing_due", "full", "full_due")


def main():
    dice = random.Random(20240101)
    units = [[f"9201{number:02d}", f"示例{name}县", "county", "", "", "", "县区"] for number, name in enumerate(NAMES, 1)]
    units += [[f"9202{number:02d}", f"示例{name}功能区", "zone", "", "", "", "功能区"] for number, name in enumerate("东西南", 1)]
    rows = []
    for code, _, kind, *_ in units:
        skill = dice.uniform(0.6, 0.98)
        pace = dice.randint(2, 5) if kind == "county" else dice.randint(1, 2)

        def record(indicator, period, value, scenario="actual"):
            rows.append([code, indicator, period, value, scenario, SOURCE])

        target = pace * 14
        totals = dict.fromkeys(STAGES, 0)
        reserve = 0
        for month in range(1, 13):
            period = f"2024-{month:02d}"
            signed = dice.randint(max(0, pace - 2), pace + 2)
            due = {"landed_due": signed, "started_due": pace if month >= 2 else 0, "producing_due": pace - 1 if month % 3 == 0 else 0,
                   "full_due": pace // 2 if month % 3 == 0 else 0}
            totals["signed"] += signed
            for stage, number in due.items():
                totals[stage] += number
                totals[stage[:-4]] += sum(dice.random() < skill for _ in range(number))
            reserve += dice.randint(0, 2 * pace)
            for stage in STAGES:
                record(stage, period, totals[stage])
            record("reserve", period, reserve)
            record("reserve", period, round(target * month / 12), "plan")
            record("service_marks", period, f"{min(10, 6 + 4 * skill + dice.uniform(-1, 0.5)):.1f}")
        for month, size, count in ((3, "large_projects", dice.random() < 0.4), (8, "huge_projects", dice.random() < 0.2)):
            if count:
                record(size, f"2024-{month:02d}", 1)
    write("units.csv", "code name kind parent valid_from valid_to attr.group", units)
    write("data/projects.csv", "unit_code indicator_code period value scenario source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
