"""Makes resources/spelling/usage.xz, what the spelling check knows of official prose, from texts; run by hand.

    python build/spelling.py --words DICT TEXT ...

TEXT: UTF-8 files or folders of them, official documents only (laws, regulations, reports of governments: no copyright).
DICT: a list of words, one a line, the word first, then how often it occurs and its kind, as the dict.txt of jieba.
Needs pypinyin (development dependency) and, for 17 million characters, about 4 GB of memory.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin, pinyin

TARGET = Path(__file__).resolve().parent.parent / "resources" / "spelling" / "usage.xz"
MARK, OTHER, FIRST = 0, 1, 2  # a mark or an end; a digit, a letter, a rare character; the commonest character
BITS = 12  # of a character in the key of a stretch
VOCABULARY = (1 << BITS) - FIRST
COMMON = b"".join(bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)).decode(
    "gb2312", "ignore"
)
"""The 3 755 common characters of GB 2312: a slip may well bring one that official prose never has."""
LEAST = {1: 1, 2: 2, 3: 3, 4: 3}  # so often a stretch of that length must occur
STEPS = 8  # a count is kept as the nearest eighth of its binary logarithm
NAMES_OF_PERSONS = {"nr", "nrt", "nrfg"}
_HAN = re.compile("[一-鿿]")
_NOISE = re.compile(r"<[^>]*>|\[[^\]\n]*\]\([^)\n]*\)|https?://\S+|[ \t\u3000]+")


class Usage(NamedTuple):
    """What goes into the file: the characters from the commonest on, how often every stretch of one to four of them
    occurs (sorted keys and levels), the readings of each character, the words with their sounds."""

    characters: str
    keys: Mapping[int, Sequence[int]]
    levels: Mapping[int, bytes]
    readings: Sequence[Sequence[str]]
    words: Mapping[str, Sequence[str]]


def sentences(paths: Iterable[Path]) -> Iterator[str]:
    """The sentences of all texts, each once."""
    seen: set[int] = set()
    for path in paths:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            text = _NOISE.sub("", unicodedata.normalize("NFKC", file.read_text("utf-8", "ignore")))
            for sentence in map(str.strip, re.split(r"(?<=[。;；\n])", text)):
                if _HAN.search(sentence) and hash(sentence) not in seen:
                    seen.add(hash(sentence))
                    yield sentence


def usage(texts: Sequence[str], dictionary: Iterable[str]) -> Usage:
    """Count the texts, and take the words of the dictionary that occur in them or are common anyway."""
    counted = Counter("".join(texts))
    characters = vocabulary([c for c, _ in counted.most_common() if _HAN.match(c)])
    number = {c: place for place, c in enumerate(characters, FIRST)}
    stream = array("H")
    for text in texts:
        stream.extend([MARK, MARK, *(number.get(c, OTHER if _HAN.match(c) or c.isalnum() else MARK) for c in text)])
    keys, levels = {}, {}
    for length, least in LEAST.items():
        found: Counter[int] = Counter()
        for start in range(len(stream) - length + 1):
            found[_key(stream[start : start + length])] += 1
        kept = [key for key, count in found.items() if count >= least] if length > 1 else range(len(number) + FIRST)
        keys[length] = array("Q", sorted(kept))
        levels[length] = bytes(min(255, round(STEPS * math.log2(found[key] or 1))) for key in keys[length])
    words = _words("".join(texts), dictionary, number)
    return Usage(characters, keys, levels, _readings(characters, words), {word: s for word, (s, _) in words.items()})


def vocabulary(by_use: Sequence[str]) -> str:
    """The characters that are told apart: the commonest of the texts first, then what else is common."""
    left = [c for c in COMMON if c not in set(by_use[: VOCABULARY - len(COMMON)])]
    return "".join(dict.fromkeys([*by_use[: VOCABULARY - len(left)], *left]))[:VOCABULARY]


def _key(stretch: Iterable[int]) -> int:
    key = 0
    for sign in stretch:
        key = key << BITS | sign
    return key


def _words(text: str, dictionary: Iterable[str], number: Mapping[str, int]) -> dict[str, tuple[list[str], int]]:
    """Words of two to four characters with their sounds and how common they are; no names of persons."""
    known: dict[str, int] = {}
    for line in dictionary:
        word, often, *kind = line.split()
        is_word = 2 <= len(word) <= 4 and all(c in number for c in word) and not NAMES_OF_PERSONS & set(kind[:1])
        if is_word and int(often) >= 3:
            known[word] = int(often)
    seen = {n: Counter(text[start : start + n] for start in range(len(text))) for n in (2, 3, 4)}
    return {w: (lazy_pinyin(w), n) for w, n in known.items() if seen[len(w)][w] >= 5 or n >= 300}


def _readings(characters: str, words: Mapping[str, tuple[Sequence[str], int]]) -> list[list[str]]:
    """The sounds of every character, the usual one first; one that hardly any word has is left out."""
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, (sounds, often) in words.items():
        for character, sound in zip(word, sounds, strict=True):
            heard[character][sound] += often
    usual = {c: [s for s, n in sounds.most_common() if n >= 0.03 * sounds.total()] for c, sounds in heard.items()}
    return [usual.get(c) or pinyin(c, style=Style.NORMAL)[0] for c in characters]


def packed(made: Usage) -> bytes:
    """The file: a line with the lengths of its parts, then the parts, as forms/spelling/resource.py reads them.

    The stretches are a tree: of each its last character, and how many longer ones begin with it.
    """
    parts = [made.characters.encode()]
    for length in sorted(made.keys):
        parts += [_planes(key & ((1 << BITS) - 1) for key in made.keys[length]), made.levels[length]]
        if length + 1 in made.keys:
            begun = Counter(key >> BITS for key in made.keys[length + 1])
            if begun.keys() - set(made.keys[length]):
                raise ValueError(f"a stretch of {length + 1} begins with one of {length} that was left out")
            parts.append(_planes(begun[key] for key in made.keys[length]))
    number = {c: place for place, c in enumerate(made.characters, FIRST)}
    sounds = sorted({s for read in made.readings for s in read} | {s for read in made.words.values() for s in read})
    place = {sound: n for n, sound in enumerate(sounds)}
    parts += [" ".join(sounds).encode(), " ".join(map(",".join, made.readings)).encode()]
    for length in (2, 3, 4):
        chosen = sorted(
            (word for word in made.words if len(word) == length), key=lambda word: [number[c] for c in word]
        )
        parts.append(_planes(number[c] for word in chosen for c in word))
        parts.append(_planes(place[sound] for word in chosen for sound in made.words[word]))
    head = " ".join(str(len(part)) for part in parts)
    return lzma.compress(f"{head}\n".encode() + b"".join(parts), preset=9 | lzma.PRESET_EXTREME)


def _planes(numbers: Iterable[int]) -> bytes:
    """Numbers of two bytes, all lower bytes first: so they pack better."""
    values = list(numbers)
    return bytes(v & 255 for v in values) + bytes(v >> 8 for v in values)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("texts", nargs="+", type=Path)
    ask.add_argument("--words", required=True, type=Path)
    want = ask.parse_args()
    made = usage(list(sentences(want.texts)), want.words.read_text("utf-8").splitlines())
    TARGET.write_bytes(packed(made))


if __name__ == "__main__":
    main()
