"""Extracts the figures of this pack from the long table of the Human Development Report.

    python3 tools/extract.py FOLDER

FOLDER holds `hdi.csv` (unit_code, unit_name, indicator_code, indicator_name_zh, unit_of_measure, period, value, source).
Writes `units.csv`, `data/observations.csv` and `reference/hdi_published.csv`, all of the 2025 edition: the 2023/24
edition counts income in dollars of another year and is left out. Groups of countries are left out too.
"""

import csv
import sys
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
EDITION = "HDR25"
SOURCE = "UNDP, Human Development Report 2025"
CODES = {"le": "life_expectancy", "eys": "schooling_expected", "mys": "schooling_mean", "gnipc": "gni_pc"}


def main(folder):
    names, observations, published = {}, [], []
    with open(Path(folder) / "hdi.csv", encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            unit = row["unit_code"]
            if row["source"] != EDITION or unit.startswith("ZZ") or len(unit) != 3:
                continue
            names[unit] = row["unit_name"]
            if row["indicator_code"] in CODES:
                observations.append([unit, CODES[row["indicator_code"]], row["period"], row["value"], EDITION, SOURCE])
            elif row["indicator_code"] == "hdi":
                published.append((row["period"], unit, row["value"]))
            else:
                raise SystemExit(f"unknown indicator {row['indicator_code']}")

    write("units.csv", "code name kind parent valid_from valid_to",
          [[unit, names[unit], "country", "", "", ""] for unit in sorted(names)])
    write("data/observations.csv", "unit_code indicator_code period value series source", sorted(observations))

    # The table gives the index, not the place: ties share the better one.
    rows = []
    for period, unit, value in sorted(published):
        better = sum(1 for p, _, other in published if p == period and float(other) > float(value))
        rows.append([unit, period, f"{float(value):.3f}", better + 1])
    write("reference/hdi_published.csv", "unit_code period hdi rank", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
