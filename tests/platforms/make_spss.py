"""SPSS system files (.sav), as platforms and statisticians hand them over."""

import struct
import tempfile
from pathlib import Path

from make_sav import Variable, sav
from make_world import (
    BLANK, GROUPS, HERE, INDICATORS, LEVELS, SKIP, UNITS, case, raters, text_table,
)

WEIGHT = dict(zip(GROUPS, [1.5, 0.75, 1.0]))
CODES = {level: n for n, level in enumerate(LEVELS, 1)} | {SKIP: 8, BLANK: 9}
TURNED = {"满意": 5, "基本满意": 4, "一般": 3, "不满意": 2, "不了解": 0, SKIP: 99, BLANK: None}


def make():
    utf8()
    gbk()


def weighted(ballots):
    """Counts with the weight of each ballot, as text with two decimals."""
    tally = {}
    for r in ballots:
        for (unit, indicator), level in r.answers.items():
            if level in LEVELS:
                key = unit, r.group, indicator, level
                tally[key] = tally.get(key, 0) + WEIGHT[r.group]
    rows = [["unit", "group", "indicator", "level", "weighted"]]
    for u in UNITS:
        for g in GROUPS:
            rows += [[u, g, i, v, f"{tally[u, g, i, v]:.2f}"] for i in INDICATORS for v in LEVELS if (u, g, i, v) in tally]
    return {"expected-weighted.csv": text_table(rows, eol="\n")}


def utf8():
    import pandas
    import pyreadstat

    ballots = raters(701)
    names = {(u, i): f"Q{n}_{k}" for n, u in enumerate(UNITS, 2) for k, i in enumerate(INDICATORS, 1)}
    table = {"ballot": [r.code for r in ballots], "Q1": [float(GROUPS.index(r.group) + 1) for r in ballots]}
    for key, name in names.items():
        # Some blanks are told (9), some are simply absent.
        table[name] = [None if r.answers[key] == BLANK and r.no % 2 else float(CODES[r.answers[key]]) for r in ballots]
    table["comment"] = [r.comment for r in ballots]
    table["wt"] = [WEIGHT[r.group] for r in ballots]
    labels = {"ballot": "选票编号", "Q1": "您的身份", "comment": "您的意见和建议", "wt": "加权系数"}
    labels |= {name: f"{u}：{i}" for (u, i), name in names.items()}
    levels = {float(n): v for v, n in CODES.items() if v in LEVELS} | {8.0: "不适用", 9.0: "未作答"}
    values = {name: levels for name in names.values()} | {"Q1": {float(k): g for k, g in enumerate(GROUPS, 1)}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sav"
        pyreadstat.write_sav(
            pandas.DataFrame(table), path, column_labels=labels, variable_value_labels=values, row_compress=True,
            missing_ranges={name: [8, 9] for name in names.values()},
        )
        data = settled(path.read_bytes(), "wt")
    case("spss", "utf8-weighted", {"示例市机关效能评议.sav": data}, ballots, """
SPSS .sav in UTF-8, row-compressed, as ReadStat writes it: variable labels `市教育局：业务工作`, value labels, two user-missing values, a weight variable set in the header.
Sources: made and read back with pyreadstat, which does not show the weight; where the header keeps it is general knowledge of the format.
Traps: 8 不适用 and 9 未作答 carry value labels but are user-missing; some blanks are system-missing; the case weight `wt` must not be taken for an answer.
A person must confirm: 1=满意 … 5=不了解 (the value labels say so); whether the weight applies: expected.csv counts ballots, expected-weighted.csv sums the weights.
""", weighted(ballots))


def gbk():
    ballots = raters(702, (6, 11, 16))
    levels = {float(n): v for v, n in TURNED.items() if v in LEVELS} | {99.0: "跳过"}
    short = {"市教育局": "教育局", "市公安局": "公安局", "市民政局": "民政局", "市财政局": "财政局"}
    variables = [
        Variable("V1", "选票编号", "选票编号", 8, [r.code[:8] for r in ballots]),
        Variable("V2", "身份", "您的身份", 0, [GROUPS.index(r.group) + 1 for r in ballots],
                 {float(k): g for k, g in enumerate(GROUPS, 1)}),
    ]
    for n, unit in enumerate(UNITS, 1):
        for k, indicator in enumerate(INDICATORS, 1):
            cells = [TURNED[r.answers[unit, indicator]] for r in ballots]
            name = f"{short.get(unit, '税务局')}_{k}"
            variables.append(Variable(f"U{n}_{k}", name, f"{unit}-{indicator}", 0, cells, levels, [99.0]))
    case("spss", "gbk", {"效能评议数据.sav": sav(variables, "gbk", 936, "示例市机关效能评议")}, ballots, """
SPSS .sav of a Chinese Windows: names, labels and texts in GBK (code page 936, encoding record `GBK`), long variable names in Chinese (`教育局_1`), not compressed, no weight.
Sources: written byte by byte from general knowledge of the format, no real file at hand; read back with pyreadstat, which reports the encoding GBK.
Traps: the codes run the other way (5=满意 … 2=不满意) and 0=不了解 is no score; 99 跳过 is user-missing, blanks are system-missing; ballot codes are cut to eight bytes.
A person must confirm: the value labels; `您的身份` is the group; the labels' split at `-`.
""")


def settled(data, weight):
    """The file with a fixed time of making and the case weight set."""
    index, at = 0, 176
    while struct.unpack_from("<i", data, at)[0] == 2:
        index += 1
        _, _, labelled, missing, _, _ = struct.unpack_from("<6i", data, at)
        name = data[at + 24:at + 32].decode().strip()
        at += 32
        if labelled:
            length = struct.unpack_from("<i", data, at)[0]
            at += 4 + (length + 3) // 4 * 4
        at += 8 * abs(missing)
        if name.lower() == weight:
            break
    else:
        raise ValueError(weight)
    fixed = bytearray(data)
    struct.pack_into("<i", fixed, 76, index)
    fixed[92:101] = b"10 Nov 26"
    fixed[101:109] = b"16:00:00"
    return bytes(fixed)


def check():
    """Read both files back and compare them with expected.csv."""
    import csv

    import pyreadstat

    for name in ("utf8-weighted", "gbk"):
        folder = HERE / "spss" / name
        frame, meta = pyreadstat.read_sav(next(folder.glob("*.sav")))
        label = meta.column_names_to_labels
        tally = {}
        group = next(c for c in frame if label[c] == "您的身份")
        for column in frame:
            parts = (label[column] or "").replace("：", "-").split("-")
            if len(parts) == 2:
                for g, v in zip(frame[group], frame[column].map(meta.variable_value_labels[column])):
                    if v in LEVELS:
                        key = (parts[0], meta.variable_value_labels[group][g], parts[1], v)
                        tally[key] = tally.get(key, 0) + 1
        with open(folder / "expected.csv", encoding="utf-8", newline="") as file:
            wanted = {tuple(row[:4]): int(row[4]) for row in list(csv.reader(file))[1:]}
        assert tally == wanted, name
        print(name, meta.file_encoding, len(frame), "ballots agree with expected.csv")


if __name__ == "__main__":
    check()
