"""Pages of other matters bound in with a text (填表说明, a letter of approval), told by their titles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from forms.match.text.contents import is_title_of_whole
from forms.match.text.heading_words import SectionNames, marked
from forms.match.text.prose_lines import ProseLine
from forms.match.text.reading_words import reading_words


def find_inserted(
    lines: Sequence[ProseLine], words: SectionNames, is_table: Callable[[str], bool], tables: Collection[int]
) -> frozenset[int]:
    """The numbers of the lines that belong to such pages; `tables` are the blocks that hold tables of the form.

    A page goes from its title down to the next heading of a section, title of a table or of the whole, or table; one in
    a small table, whose first row is the title, is that table.
    """
    found: set[int] = set()
    ends = sorted(tables)
    for start, line in enumerate(lines):
        if start in found or not _is_title(line, words):
            continue
        table = next((block for block in ends if block > line.block), None)
        end = start + 1
        while end < len(lines) and not (table and lines[end].block > table):
            if lines[end].block != line.block if line.is_row else _ends(lines[end], words, is_table):
                break
            end += 1
        found.update(range(start, end) if end > start + 1 else ())
    return frozenset(found)


def _is_title(line: ProseLine, words: SectionNames) -> bool:
    """Whether a line is the title of a page that is none of a disclosure: alone, without a number before it."""
    squeezed = "".join(line.text.split())
    is_one = reading_words().inserted_title.fullmatch(squeezed) is not None
    return is_one and not marked(line.text).style and words.find(line.text) is None


def _ends(line: ProseLine, words: SectionNames, is_table: Callable[[str], bool]) -> bool:
    if line.is_row:
        return False
    is_heading = words.find(line.text) is not None and (bool(marked(line.text).style) or line.level is not None)
    return is_heading or is_table(line.text) or is_title_of_whole(line.text)
