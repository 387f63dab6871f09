"""Scores, rates, means and ranks worked out anew, in fractions, from the ballots as they lie.

Nothing here is shared with the program. It writes `ballots.csv` (seeded, so always the same) and
`expected.csv` beside itself:

    python3 tests/core/oracle/recompute.py
"""
import csv
import os
import random
from decimal import Decimal
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
POINTS = {"满意": 100, "基本满意": 80, "一般": 60, "不满意": 30}
GOOD, BAD = {"满意", "基本满意"}, {"不满意"}
LEAVES = {"工作": F(50), "作风": F(30), "廉洁": F(20)}
UNITS = {"甲局": "一类", "乙局": "一类", "丙局": "一类", "丁局": "二类", "戊局": "二类",
         "己局": "二类", "庚局": "二类"}
WEIGHTS = {"一类": {"领导": F(30), "企业": F(30), "群众": F(40)},
           "二类": {"领导": F(50), "企业": F(0), "群众": F(50)}}
MIN_GROUP, MIN_UNIT = 3, 8


def ballots():
    rng = random.Random(20240630)
    rows = []
    for group, n in (("领导", 6), ("企业", 9), ("群众", 40)):
        for rater in range(1, n + 1):
            for place, unit in enumerate(UNITS):
                if group == "企业" and UNITS[unit] == "二类":
                    continue
                if unit == "庚局" and rng.random() < 0.9 or rng.random() < 0.2:
                    continue
                odds = [10 - place, 6, 3 + place, 1 + place % 3, 2, 1]
                marks = rng.choices([*POINTS, "不了解", ""], odds, k=len(LEAVES))
                if any(marks):
                    rows.append([f"{group}{rater}", group, unit, rng.choice(["1", "1.5", "0.25"]), *marks])
    return rows


def half_up(value, decimals=2):
    scaled = value * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-decimals)


def score(rows, unit):
    own = [row for row in rows if row[2] == unit]
    weights = WEIGHTS[UNITS[unit]]
    leaves, counts = {}, {}
    for column, leaf in enumerate(LEAVES, start=4):
        parts, counts[leaf] = [], 0
        for group, weight in weights.items():
            heard = [(F(row[3]), POINTS[row[column]]) for row in own
                     if row[1] == group and row[column] in POINTS]
            if weight and len(heard) >= MIN_GROUP:
                mean = sum(w * p for w, p in heard) / sum(w for w, _ in heard)
                parts.append((weight, mean))
                counts[leaf] += len(heard)
        if parts:
            leaves[leaf] = sum(w * m for w, m in parts) / sum(w for w, _ in parts)
    whole = None
    if len(leaves) == len(LEAVES):
        whole = sum(LEAVES[leaf] * leaves[leaf] for leaf in LEAVES) / sum(LEAVES.values())
    marks = [(F(row[3]), mark) for row in own for mark in row[4:] if mark in POINTS]
    total = sum(w for w, _ in marks)
    share = lambda levels: F(100) * sum(w for w, m in marks if m in levels) / total if total else None
    return leaves, whole, min(counts.values()), share(GOOD), share(BAD)


def main():
    rows = ballots()
    with open(os.path.join(HERE, "ballots.csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["票号", "评议主体", "单位", "权重", *LEAVES])
        writer.writerows(rows)
    results = {unit: score(rows, unit) for unit in UNITS}
    printed = {unit: half_up(r[1]) for unit, r in results.items()
               if r[1] is not None and r[2] >= MIN_UNIT}
    show = lambda value: "" if value is None else str(half_up(value))
    with open(os.path.join(HERE, "expected.csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["unit", *LEAVES, "whole", "n", "satisfied", "dissatisfied", "rank", "rank_in_category"])
        for unit, (leaves, whole, n, good, bad) in results.items():
            rank = within = ""
            if unit in printed:
                rank = 1 + sum(other > printed[unit] for other in printed.values())
                within = 1 + sum(printed[u] > printed[unit] for u in printed if UNITS[u] == UNITS[unit])
            writer.writerow([unit, *(show(leaves.get(leaf)) for leaf in LEAVES), show(whole), n,
                             show(good), show(bad), rank, within])
        wholes = [r[1] for r in results.values() if r[1] is not None]
        city = [show(sum(r[0][leaf] for r in results.values() if leaf in r[0])
                     / sum(leaf in r[0] for r in results.values())) for leaf in LEAVES]
        writer.writerow(["mean", *city, show(sum(wholes) / len(wholes)), "", "", "", "", ""])


main()
