"""Invents the development zones of this pack and their figures: `units.csv` and `data/zones.csv`.

    python3 tools/generate.py

A province with fourteen zones, one of them in two parks that report by themselves, with a fixed seed. The province's own
figures are the sums over its zones.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
YEARS = ("2023", "2024")
NAMES = "东 南 西 北 中 春 夏 秋 冬 金 木 水 火 土".split()
PARKED = 3
DIGITS = {"revenue": 2, "tax": 2, "land": 0, "staff": 0, "energy": 2, "rd": 2, "added_growth": 1, "industrial_land": 0, "star_before": 0}
SUMMED = ("revenue", "tax", "land", "staff", "energy", "rd")


def main():
    dice = random.Random(20241101)
    units, rows = [["980000", "示例省", "province", "", "", ""]], []
    for number, name in enumerate(NAMES, 1):
        units.append([f"98Z{number:02d}", f"示例{name}开发区", "zone", "980000", "", ""])
    units += [["98Z03A", "示例西开发区甲园", "park", "98Z03", "", ""], ["98Z03B", "示例西开发区乙园", "park", "98Z03", "", ""]]

    def record(unit, year, figures):
        for indicator, value in figures.items():
            rows.append([unit, indicator, year, f"{value:.{DIGITS[indicator]}f}", SOURCE])

    shapes = {}
    for number in range(1, len(NAMES) + 1):
        revenue = dice.lognormvariate(5.2, 0.75)
        shapes[number] = {
            "revenue": revenue, "tax_share": dice.uniform(0.014, 0.036), "land": revenue * dice.uniform(28, 70),
            "staff": revenue * dice.uniform(55, 120), "energy": revenue * dice.uniform(0.03, 0.16), "rd": dice.uniform(0.006, 0.031),
            "industrial": dice.uniform(0.52, 0.83), "star": dice.randint(0, 3)}
    for year in YEARS:
        sums = dict.fromkeys(SUMMED, 0.0)
        growths = []
        for number in range(1, len(NAMES) + 1):
            shape = shapes[number]
            growth = dice.uniform(-6, 14)
            growths.append(growth)
            if year == "2024":
                shape["revenue"] *= 1 + (growth + 1) / 100
            figures = {"revenue": shape["revenue"], "tax": shape["revenue"] * shape["tax_share"], "land": shape["land"],
                       "staff": shape["staff"], "energy": shape["energy"], "rd": shape["revenue"] * shape["rd"]}
            for indicator in SUMMED:
                sums[indicator] += float(f"{figures[indicator]:.{DIGITS[indicator]}f}")
            own = {"added_growth": growth, "industrial_land": shape["land"] * shape["industrial"]}
            if number == PARKED:
                parts = {indicator: round(value * 0.6, DIGITS[indicator]) for indicator, value in figures.items()}
                rest = {indicator: round(figures[indicator], DIGITS[indicator]) - part for indicator, part in parts.items()}
                record("98Z03A", year, parts)
                record("98Z03B", year, rest)
            else:
                record(f"98Z{number:02d}", year, figures)
            record(f"98Z{number:02d}", year, own)
            if year == "2023":
                record(f"98Z{number:02d}", year, {"star_before": shape["star"]})
        record("980000", year, sums | {"added_growth": sum(growths) / len(growths)})
    for unit, indicator, year, count in [("98Z05", "central_findings", "2024", 2), ("98Z08", "provincial_findings", "2024", 1),
                                         ("98Z11", "accidents", "2024", 1), ("98Z05", "provincial_findings", "2023", 1)]:
        rows.append([unit, indicator, year, count, SOURCE])
    write("units.csv", "code name kind parent valid_from valid_to", units)
    write("data/zones.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
