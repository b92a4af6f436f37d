"""Extracts the figures of this pack from the long table of provincial yearly statistics.

    python3 tools/extract.py FOLDER

FOLDER holds `province_macro_annual.csv` (unit_code, unit_name, indicator_code, indicator_name_zh, unit_of_measure,
period, value, source; the key is unit × indicator × period × source). Writes `units.csv` and `data/*.csv`.

What is taken is one named source per indicator (two for gdp, kept apart by their series), in one named unit of
measure, for the 31 provincial-level regions and the years 2017 to 2022. The script stops at anything else: a missing
cell, a second value for a cell, or another unit of measure.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

YEARS = [str(year) for year in range(2017, 2023)]
PACK = Path(__file__).resolve().parent.parent

# file of the pack: [(code here, code in the table, source in the table, unit of measure there)]
FILES = {
    "economy.csv": [
        ("gdp", "gdp", "NBS-RJ", "亿元"),
        ("gdp", "gdp", "NBS-RJM-OLD", "亿元"),
        ("trade", "trade_cny", "NBS-RJM", "亿元"),
        ("tax_revenue", "tax_revenue", "NBS-RJM", "亿元"),
        ("fiscal_expenditure", "fiscal_expenditure", "NBS-RJM", "亿元"),
        ("fiscal_education", "fiscal_education", "TECHME", "亿元"),
    ],
    "innovation.csv": [
        ("rd_expenditure", "v4_zh_nbzc_hj", "TECHME", "万元"),
        ("rd_basic", "v4_zh_nbzc_jcyj", "TECHME", "万元"),
        ("patent_valid", "patent_invention_valid", "TECHME", "件"),
        ("tech_contract_out", "tech_contract_out", "TECHME", "万元"),
        ("tech_contract_in", "tech_contract_in", "TECHME", "万元"),
        ("hitech_revenue", "hitech_revenue", "TECHME", "亿元"),
        ("hitech_profit", "hitech_profit", "TECHME", "亿元"),
    ],
    "people.csv": [
        ("pop_resident", "pop_resident", "NBS-1LMQ", "万人"),
        ("urban_rate", "urban_rate", "NBS-RJM", "%"),
        ("income_pc", "income_pc", "NBS-ML", "元"),
        ("health_staff", "health_tech_per10k", "NBS-ML", "人"),
        ("students", "higher_edu_per100k", "NBS-ML", "人"),
    ],
}
# Not published in this table for these years; the scheme does not read them.
ABSENT = {("hitech_revenue", "2017"), ("hitech_profit", "2017")}

BUREAU = "国家统计局分省年度数据（{} 汇编）"
YEARBOOK = "国家统计局、中国科技统计年鉴（{} 汇编）"

# The four economic regions of the National Bureau of Statistics.
REGIONS = {
    "东部": "110000 120000 130000 310000 320000 330000 350000 370000 440000 460000",
    "中部": "140000 340000 360000 410000 420000 430000",
    "西部": "150000 450000 500000 510000 520000 530000 540000 610000 620000 630000 640000 650000",
    "东北": "210000 220000 230000",
}


def main(folder):
    region_of = {code: region for region, codes in REGIONS.items() for code in codes.split()}
    names, cells = {}, {}
    with open(Path(folder) / "province_macro_annual.csv", encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            if row["unit_code"] not in region_of:
                continue
            names[row["unit_code"]] = row["unit_name"]
            key = (row["unit_code"], row["indicator_code"], row["period"], row["source"])
            if key in cells:
                raise SystemExit(f"two values for {key}")
            cells[key] = (row["unit_of_measure"], row["value"])

    with open(PACK / "units.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow("code name kind parent valid_from valid_to attr.region".split())
        writer.writerow(["100000", "全国", "country", "", "", "", ""])
        for code in sorted(names):
            writer.writerow([code, names[code], "province", "100000", "", "", region_of[code]])

    for file, indicators in FILES.items():
        with open(PACK / "data" / file, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow("unit_code indicator_code period value series source".split())
            for code, code_there, series, measure in indicators:
                source = (YEARBOOK if series == "TECHME" else BUREAU).format(series)
                for unit in sorted(names):
                    for year in YEARS:
                        if (code, year) in ABSENT:
                            continue
                        found = cells.get((unit, code_there, year, series))
                        if found is None:
                            raise SystemExit(f"no {code_there} of {names[unit]} in {year} by {series}")
                        if found[0] != measure:
                            raise SystemExit(f"{code_there} of {names[unit]} in {year} is in {found[0]}, not {measure}")
                        Decimal(found[1])
                        writer.writerow([unit, code, year, found[1], series, source])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
