"""A small writer of SPSS system files, for what pyreadstat will not write: an encoding other than UTF-8."""

import struct
import sys
from dataclasses import dataclass, field

SYSTEM_MISSING = -sys.float_info.max


@dataclass
class Variable:
    """One variable; `width` is 0 for a number, else the bytes of a text of at most eight."""

    short: str
    name: str
    label: str
    width: int
    cells: list
    values: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)


def padded(data, unit):
    return data + b" " * (-len(data) % unit)


def header(variables, label, encoding):
    cases = len(variables[0].cells)
    head = b"$FL2" + padded(b"@(#) SPSS DATA FILE MS Windows 22.0", 60)
    head += struct.pack("<5i", 2, len(variables), 0, 0, cases) + struct.pack("<d", 100.0)
    return head + b"10 Nov 26" + b"16:00:00" + padded(label.encode(encoding), 64) + b"\0\0\0"


def variable(v, encoding):
    form = (1 << 16 | v.width << 8) if v.width else (5 << 16 | 8 << 8)  # A8 or F8.0
    label = v.label.encode(encoding)
    record = struct.pack("<6i", 2, v.width, 1, len(v.missing), form, form) + padded(v.short.encode(), 8)
    record += struct.pack("<i", len(label)) + padded(label, 4)
    return record + struct.pack(f"<{len(v.missing)}d", *v.missing)


def value_labels(values, indices, encoding):
    record = struct.pack("<2i", 3, len(values))
    for value, text in sorted(values.items()):
        label = text.encode(encoding)
        record += struct.pack("<d", value) + padded(bytes([len(label)]) + label, 8)
    return record + struct.pack(f"<{2 + len(indices)}i", 4, len(indices), *indices)


def extension(subtype, size, data):
    return struct.pack("<4i", 7, subtype, size, len(data) // size) + data


def sav(variables, encoding, code_page, label):
    """The bytes of a file, not compressed, little-endian."""
    out = header(variables, label, encoding) + b"".join(variable(v, encoding) for v in variables)
    shared = {}
    for index, v in enumerate(variables, 1):
        if v.values:
            shared.setdefault(tuple(sorted(v.values.items())), []).append(index)
    for values, indices in shared.items():
        out += value_labels(dict(values), indices, encoding)
    out += extension(3, 4, struct.pack("<8i", 22, 0, 0, -1, 1, 1, 2, code_page))
    lowest = struct.unpack("<d", struct.pack("<Q", 0xFFEFFFFFFFFFFFFE))[0]
    out += extension(4, 8, struct.pack("<3d", SYSTEM_MISSING, sys.float_info.max, lowest))
    out += extension(13, 1, "\t".join(f"{v.short}={v.name}" for v in variables).encode(encoding))
    out += extension(20, 1, encoding.upper().encode())
    out += struct.pack("<2i", 999, 0)
    for row in zip(*(v.cells for v in variables)):
        for v, cell in zip(variables, row):
            if v.width:
                out += padded(cell.encode(encoding), 8)
            else:
                out += struct.pack("<d", SYSTEM_MISSING if cell is None else float(cell))
    return out
