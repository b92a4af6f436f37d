"""Invents the site visits of this pack: `units.csv` and `data/visits.csv`.

    python3 tools/generate.py

Ten counties and four functional zones, four quarters, fixed seed. Every delegation ranks the counties it visited; judges give marks
of a hundred, and stand aside for their own place.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
COUNTIES = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸".split()
ZONES = "东 南 西 北".split()
JUDGES = 7
VOTERS = 60


def main():
    dice = random.Random(20240915)
    units = [[f"9801{number:02d}", f"示例{name}县", "county", "", "", "", "县区", f"{dice.uniform(0.95, 1.05):.2f}"]
             for number, name in enumerate(COUNTIES, 1)]
    units += [[f"9802{number:02d}", f"示例{name}部功能区", "zone", "", "", "", "功能区", "1.00"] for number, name in enumerate(ZONES, 1)]
    rows = []
    for quarter in range(1, 5):
        period = f"2024Q{quarter}"
        for kind in ("county", "zone"):
            codes = [unit[0] for unit in units if unit[2] == kind]
            merit = {code: dice.uniform(0, 3) for code in codes}
            votes = {code: [0] * len(codes) for code in codes}
            own = {code: [0] * len(codes) for code in codes}
            homes = dice.choices(codes, weights=range(1, 2 * len(codes), 2), k=VOTERS)      # delegations differ in size
            for home in homes:
                order = sorted(codes, key=lambda code: -merit[code] - dice.gauss(0, 0.9))
                order.insert(0, order.pop(order.index(home)))  # everybody puts their own first
                for place, code in enumerate(order):
                    votes[code][place] += 1
                    if code == home:
                        own[code][place] += 1
            for code in codes:
                if (quarter, code) == (4, "980101"):           # 10 firsts, 5 seconds, 5 thirds make 97.75
                    votes[code] = [10, 5, 5] + [0] * (len(codes) - 3)
                    own[code] = [0] * len(codes)
                for place, count in enumerate(votes[code], 1):
                    if count:
                        rows.append([code, f"votes_{place}", period, count, SOURCE])
                ballots = sum(own[code])
                points = sum(count * (100 - 3 * place) for place, count in enumerate(own[code]))
                rows.append([code, "own_ballots", period, ballots, SOURCE])
                rows.append([code, "own_marks", period, points, SOURCE])
                aside = dice.randrange(1, JUDGES + 1) if dice.random() < 0.3 else None
                for judge in range(1, JUDGES + 1):
                    if judge != aside:
                        rows.append([code, f"judge_{judge}", period, f"{min(100, 76 + 5 * merit[code] + dice.gauss(0, 3)):.1f}", SOURCE])
    write("units.csv", "code name kind parent valid_from valid_to attr.group attr.difficulty", units)
    write("data/visits.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
