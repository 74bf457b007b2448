"""Makes resources/catalogues/*.csv from lists of official codes: drops what is not needed, adds pinyin.

Run by hand when a new list is published: `python build/catalogues.py FOLDER`, where FOLDER holds function_codes.csv,
economic_dept.csv and economic_gov.csv with the columns code, name, valid_from, valid_to, confidence, source (and
category for the department's economic classes). A `year~` in the source says that the year of a change is not sure.
"""

from __future__ import annotations

import csv
import sys
from itertools import islice, product
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).resolve().parent.parent / "resources" / "catalogues"
FILES = {"function_codes": "functional", "economic_dept": "economic", "economic_gov": "government"}
COLUMNS = ["code", "name", "initials", "valid_from", "valid_to", "confidence", "approximate", "category"]
READINGS = 8
"""At most so many combinations are kept for a name of many polyphones."""


def initials(name: str) -> str:
    """The pinyin initials of a name, every common reading, separated by blanks: 行政运行 → `xzyx hzyx …`."""
    letters = [
        sorted({reading[0] for reading in readings if reading and reading[0].isascii() and reading[0].isalpha()})
        for readings in pinyin(name, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    ]
    usual = "".join(r[0] for r in pinyin(name, style=Style.FIRST_LETTER, errors="ignore") if r[0].isalpha())
    others = ("".join(combination) for combination in product(*filter(None, letters)))
    return " ".join(dict.fromkeys([usual, *islice(others, READINGS)]))


def convert(source: Path, target: Path) -> int:
    """Write one list; returns the number of its rows."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {
                    "code": row["code"],
                    "name": row["name"],
                    "initials": initials(row["name"]),
                    "valid_from": row["valid_from"],
                    "valid_to": row["valid_to"],
                    "confidence": row["confidence"],
                    "approximate": "1" if "year~" in row["source"] else "",
                    "category": row.get("category", ""),
                }
            )
    return len(rows)


def write_readings(target: Path) -> int:
    """Write which characters are read so, for every one of GB 2312; returns the number of readings."""
    hanzi = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    found: dict[str, list[str]] = {}
    for character in (one.decode("gb2312", "ignore") for one in hanzi):
        for reading in pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")[:1]:
            for letters in dict.fromkeys(one.replace("ü", "v") for one in reading):
                if letters.isascii() and letters.isalpha():
                    found.setdefault(letters, []).append(character)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("letters", "characters"))
        writer.writerows((letters, "".join(found[letters])) for letters in sorted(found))
    return len(found)


def main() -> None:
    """Convert every list of the folder given on the command line."""
    folder = Path(sys.argv[1])
    for source, target in FILES.items():
        print(target, convert(folder / f"{source}.csv", TARGET / f"{target}.csv"))
    print("pinyin", write_readings(TARGET / "pinyin.csv"))


if __name__ == "__main__":
    main()
