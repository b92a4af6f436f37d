"""Invents the city surveys of this pack: `units.csv` and `data/survey.csv`.

    python3 tools/generate.py

Six nominated cities, fixed seed: marks of the records, marks by kind of site from a third party, answers to a questionnaire. The
first city has the figures of the source speech: site visits 29.47 of 40, town seats 0.40 of 1.20, small squares 0.33 of 1.00.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
CITIES = "甲 乙 丙 丁 戊 己".split()
# kind of site: full marks; together 20
SITES = {"roads": 3.0, "neighbourhoods": 3.0, "markets": 2.4, "service_windows": 2.2, "schools": 1.6, "hospitals": 1.6,
         "scenic": 1.6, "stops": 1.4, "towns": 1.2, "squares": 1.0, "outskirts": 1.0}
FIRST = {"roads": 2.4, "neighbourhoods": 2.345, "markets": 1.75, "service_windows": 1.96, "schools": 1.42, "hospitals": 1.38,
         "scenic": 1.22, "stops": 1.06, "towns": 0.4, "squares": 0.33, "outskirts": 0.47}
RECORDS = {"ideals": 10, "law": 8, "market_order": 8, "culture": 6, "ecology": 8}


def main():
    assert abs(sum(SITES.values()) - 20) < 1e-9 and abs(sum(FIRST.values()) * 2 - 29.47) < 1e-9
    dice = random.Random(20231111)
    units = [[f"9601{number:02d}", f"示例{name}市", "city", "", "", ""] for number, name in enumerate(CITIES, 1)]
    rows = []
    for number, (code, *_) in enumerate(units, 1):
        skill = dice.uniform(0.72, 0.95)

        def record(indicator, value):
            rows.append([code, indicator, "2024", value, SOURCE])

        for indicator, full in RECORDS.items():
            record(f"record_{indicator}", f"{min(full, full * dice.uniform(skill, skill + 0.1)):.2f}")
        for indicator, full in SITES.items():
            marks = FIRST[indicator] if number == 1 else min(full, full * dice.uniform(skill - 0.15, skill + 0.12))
            record(f"site_{indicator}", f"{marks:.3f}")
        asked = dice.randint(400, 600)
        record("asked", asked)
        for indicator, low in (("aware", 0.86), ("takes_part", 0.72), ("supports", 0.88), ("satisfied", 0.82)):
            record(indicator, round(asked * min(1, low + (skill - 0.72) * 0.4 + dice.uniform(-0.03, 0.03))))
        record("green_share", "33.49" if number == 1 else f"{dice.uniform(33, 41):.2f}")
    rows += [["960104", "serious_cases", "2024", 1, SOURCE], ["960105", "exposures", "2024", 2, SOURCE]]
    write("units.csv", "code name kind parent valid_from valid_to", units)
    write("data/survey.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
