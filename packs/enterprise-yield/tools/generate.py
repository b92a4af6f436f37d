"""Invents the enterprises of this pack: `units.csv` and `data/enterprises.csv`.

    python3 tools/generate.py

No open data exist on single enterprises, so these are made up, with a fixed seed and shapes like the real ones: revenue
log-normal with a heavy tail, staff growing slower than revenue, a fifth without profit, tax 3-5 % of revenue, land hardly
tied to revenue, energy spread over two orders of magnitude, nearly half without R&D, and a few gaps.
"""

import csv
import random
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent
SOURCE = "示例数据（虚构）"
YEARS = ("2021", "2022")
TRADES = [("13", "食品"), ("17", "纺织"), ("22", "纸品"), ("26", "化工"), ("29", "塑料"), ("30", "建材"), ("33", "金属"),
          ("34", "机械"), ("36", "汽配"), ("38", "电器"), ("39", "电子"), ("44", "热电")]


def main():
    dice = random.Random(20230418)
    units, rows = [], []

    def record(code, indicator, year, value, digits):
        rows.append([code, indicator, year, f"{value:.{digits}f}", SOURCE])

    for number in range(1, 121):
        code = f"Q{number:04d}"
        large = number <= 80
        division, trade = TRADES[number % len(TRADES)] if number > 1 else ("34", "机械")
        years = 1 + number % 2 if number % 37 == 0 else dice.randint(4, 25)
        champion = number in (21, 57)
        units.append([code, f"示例{trade}{number}号", "enterprise", "", "", "", "规上" if large else "规下", division, years,
                      "true" if champion else "false"])

        revenue = dice.lognormvariate(9.0 if large else 6.9, 0.9)
        if dice.random() < 0.05:
            revenue *= dice.paretovariate(1.2)
        land = dice.lognormvariate(3.0 if large else 1.9, 0.6)
        energy_intensity = dice.lognormvariate(-0.9, 1.1)        # tonnes of coal equivalent per 10,000 yuan of value added
        tax_share = dice.uniform(0.03, 0.05) if dice.random() > 0.2 else dice.uniform(0.004, 0.012)
        emits = large and dice.random() < 0.8
        does_rd = dice.random() < 0.55
        for year in YEARS:
            revenue_now = revenue * (1 if year == "2021" else dice.uniform(0.85, 1.25))
            added = revenue_now * dice.uniform(0.18, 0.32)
            staff = max(5, 0.9 * revenue_now**0.7 / 5)
            figures = {
                "revenue": (revenue_now, 2), "tax": (revenue_now * tax_share, 2), "value_added": (added, 2),
                "land": (land, 2), "staff": (staff, 0), "electricity": (revenue_now * dice.uniform(0.02, 0.12) / 10, 2),
            }
            if large:
                figures["energy"] = (added * energy_intensity, 2)
                figures["rd_expense"] = (revenue_now * dice.uniform(0.01, 0.06) if does_rd else 0, 2)
                if emits:
                    figures["emission"] = (added / dice.uniform(1500, 12000), 4)
            if number == 1 and year == "2022":                 # figures whose score can be worked out by hand: 105.3591
                figures = {"revenue": (6000, 2), "tax": (300, 2), "value_added": (1500, 2), "land": (10, 2), "staff": (75, 0),
                           "electricity": (120, 2), "energy": (600, 2), "rd_expense": (150, 2), "emission": (0.375, 4)}
            if number == 41 and year == "2022":                # energy not reported
                figures["energy"] = (0, 2)
            for indicator, (value, digits) in figures.items():
                record(code, indicator, year, value, digits)

    for code, indicator, year, count in [("Q0075", "safety_events", "2022", 1), ("Q0055", "environment_events", "2022", 1),
                                         ("Q0021", "national_honours", "2022", 1), ("Q0031", "provincial_honours", "2022", 2),
                                         ("Q0021", "provincial_honours", "2022", 1), ("Q0057", "provincial_honours", "2021", 1)]:
        rows.append([code, indicator, year, count, SOURCE])

    write("units.csv", "code name kind parent valid_from valid_to attr.scale attr.division attr.years attr.champion", units)
    write("data/enterprises.csv", "unit_code indicator_code period value source", rows)


def write(path, header, rows):
    with open(PACK / path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
