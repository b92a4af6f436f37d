"""Invents the business environment of this pack: `units.csv` and `data/services.csv`.

    python3 tools/generate.py

Eight counties and six departments; days and steps by quarter, hotline orders and reviews by month, one survey a year. Fixed seed.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
COUNTIES = "春 夏 秋 冬 梅 兰 竹 菊".split()
DEPARTMENTS = "市场监管局 住房城乡建设局 自然资源局 税务局 人力资源社会保障局 供电公司".split()


def main():
    dice = random.Random(20240331)
    units = [[f"9701{number:02d}", f"示例{name}县", "county", "", "", "", "县区"] for number, name in enumerate(COUNTIES, 1)]
    units += [[f"97B{number:02d}", f"示例市{name}", "department", "", "", "", "部门"] for number, name in enumerate(DEPARTMENTS, 1)]
    rows = []
    for code, *_, group in units:
        skill = dice.uniform(-1, 1)

        def record(indicator, period, value, digits=0):
            rows.append([code, indicator, period, f"{value:.{digits}f}", SOURCE])

        for year in (2023, 2024):
            record("survey", str(year), 84 + 5 * skill + dice.uniform(-3, 3) + (year - 2023), 1)
            for quarter in range(1, 5):
                period = f"{year}Q{quarter}"
                if group == "县区":
                    # 97 01 03 in 2024Q3: seven days between 100 and 0.5 make 93.4673 of a hundred
                    fixed = (year, quarter, code) == (2024, 3, "970103")
                    record("start_steps", period, max(1, round(3 - skill + dice.uniform(-1, 1))))
                    record("start_days", period, max(0.5, 2.5 - 1.2 * skill + dice.uniform(-0.6, 0.6)), 1)
                    record("permit_steps", period, max(4, round(13 - 3 * skill + dice.uniform(-3, 3))))
                    record("permit_days", period, 7 if fixed else max(10, 55 - 16 * skill + dice.uniform(-12, 12)), 1)
                    record("power_days", period, max(2, 14 - 5 * skill + dice.uniform(-4, 4)), 1)
                    record("power_cost", period, max(0, 1.2 - 0.7 * skill + dice.uniform(-0.4, 0.4)), 2)
                for month in range(3 * quarter - 2, 3 * quarter + 1):
                    when = f"{year}-{month:02d}"
                    orders = dice.randint(120, 480)
                    record("orders_due", when, orders)
                    record("orders_on_time", when, round(orders * min(1, 0.93 + 0.05 * skill + dice.uniform(-0.04, 0.04))))
                    reviews = [dice.randint(300, 700), dice.randint(60, 160), dice.randint(10, 50),
                               dice.randint(0, max(1, round(6 - 5 * skill))), dice.randint(0, max(1, round(4 - 3 * skill)))]
                    for stars, count in zip((5, 4, 3, 2, 1), reviews):
                        record(f"reviews_{stars}", when, count)
                    bad = reviews[3] + reviews[4]
                    record("bad_mended", when, dice.randint(bad * 6 // 10, bad) if bad else 0)
    write("units.csv", "code name kind parent valid_from valid_to attr.group", units)
    write("data/services.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
