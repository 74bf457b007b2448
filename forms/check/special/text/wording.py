"""Checks of wording: blanks left in a form (B09), slips, doubled words and marks, words cut off (M06)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from forms.check.special.broken_words import broken_words
from forms.check.special.registry import special
from forms.check.special.texts import (
    Fix,
    Span,
    Text,
    TextWords,
    at,
    cell_texts,
    distance,
    section_texts,
    shown,
    text_words,
)
from forms.document.finding import Finding, Mend
from forms.document.reporter import Reporter
from forms.form.language import Patterns, patterns
from forms.form.model import Level
from forms.form.word_lists import Words
from forms.match.text.heading_words import marked
from forms.prose.grammar import grammar
from models.records import TextChange

_TEXTS = 8192
_MARKS = re.compile(r"(?P<first>[，。；：、,;])[^\S\n]*(?P<second>[，。；：、,;])")
_NAMES = {("indicators", "level3"), ("projects", "title"), ("projects", "name"), ("bands", "indicator")}
"""The cells that hold a name, by role of the table and column."""
_DIGITS = re.compile(r"[\d一二三四五六七八九十]")
_SHORTEST_NAME = 10
_OFTEN = 3
_ALIKE = 0.85


@special("B09", when="prose")
def nothing_is_left_blank(reporter: Reporter) -> Iterator[Finding]:
    """Crosses, empty places before a unit, words of the template, labels that stand twice."""
    before_unit, said = grammar(reporter.edition).blank, patterns(reporter.edition)
    sought = (before_unit, said.left_blank, said.label_twice)
    cells = (text for text in cell_texts(reporter) if _holds(text.words, sought))
    for text in (*section_texts(reporter), *cells):
        both = filter(None, (said.left_blank.search(text.words), before_unit.search(text.words)))
        blank = min(both, key=re.Match.start, default=None)
        if blank:
            yield at(reporter, "B09", text, blank.span(), f"“{shown(text.words, blank.span())}”还没有填写。")
        for found in said.label_twice.finditer(text.words):
            message = f"“{found['label']}：”重复写了两次。"
            fixes: list[Fix] = [(found.span("again"), "")]
            yield at(reporter, "B09", text, found.span(), message, fixes, name="删去重复的", level="W")


@special("M06", when="prose")
def words_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """Known slips of the pen, doubled words and marks, words that are cut off."""
    known, said = text_words(reporter), patterns(reporter.edition)
    wrong = known.every_slip
    slips = re.compile("|".join(sorted(map(re.escape, wrong), key=len, reverse=True)))
    cut = re.compile(rf"(?:{'|'.join(sorted(known.cut, key=len, reverse=True))})(?=[。；\s]*$)", re.MULTILINE)
    sought = (slips, cut, said.no_verb, grammar(reporter.edition).year_cut, _MARKS, said.again, said.doubled)
    cells = (text for text in cell_texts(reporter) if _holds(text.words, sought))
    for text in (*section_texts(reporter), *cells):
        for found in slips.finditer(text.words):
            yield _slip(reporter, text, found.span(), wrong[found[0]][0])
        for found in cut.finditer(text.words):
            # A word that breaks off at the end of a line is cut: no matter of judgement.
            yield replace(_slip(reporter, text, found.span(), known.cut[found[0]][0]), level="W")
        for found in said.no_verb.finditer(text.words):
            message = f"“{shown(text.words, found.span(), 4)}”疑漏写“占”。"
            yield at(reporter, "M06", text, found.span(), message, [(found.span("place"), "占")], name="补写“占”")
        for found in grammar(reporter.edition).year_cut.finditer(text.words):
            yield replace(_slip(reporter, text, found.span(), f"{found[0]}年"), level="W")
        for found in _MARKS.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”有两个标点连在一起。"
            fixes = [(found.span("second"), "")]
            yield at(reporter, "M06", text, found.span(), message, fixes, name="删去多余的", level="W")
        for span, fixes, message in _doubled(text.words, known, said):
            yield at(reporter, "M06", text, span, message, fixes, name="删去多余的", level="W")
    for text in section_texts(reporter):
        yield from _repeated_lines(reporter, text)
    yield from _near_quotes(reporter)
    yield from _cut_names(reporter)
    yield from _cut_headings(reporter)
    yield from _other_bases(reporter)


@lru_cache(maxsize=_TEXTS)
def _holds(words: str, sought: tuple[Words, ...]) -> bool:
    """Whether a cell holds anything of what is sought: nearly none does, and most are the same from check to check."""
    return any(pattern.search(words) for pattern in sought)


def _slip(reporter: Reporter, text: Text, span: Span, right: str) -> Finding:
    wrong = text.words[slice(*span)]
    message = f"“{shown(text.words, span)}”的“{wrong}”，疑为“{right}”。"
    return replace(at(reporter, "M06", text, span, message, [(span, right)]), found=wrong, expected=right)


def _doubled(words: str, known: TextWords, said: Patterns) -> Iterator[tuple[Span, list[Fix], str]]:
    for found in said.again.finditer(words):
        fix = ((found.start(), found.end("word")), "")
        yield found.span(), [fix], f"“{shown(words, found.span())}”的“{found['word']}”写了两次。"
    for found in said.doubled.finditer(words):
        again = "again" if found["word"] else "ofagain"
        are_two_names = found["word"] in known.doubled["nouns"] and words.startswith(
            known.doubled["goes_on"], found.end()
        )
        is_meant = found["word"] in known.doubled["words"] or found[0][0] in known.doubled["seams"]
        if not are_two_names and not is_meant:
            yield found.span(), [(found.span(again), "")], f"“{shown(words, found.span())}”重复了“{found[again]}”。"


def _repeated_lines(reporter: Reporter, text: Text) -> Iterator[Finding]:
    """A line that only says again how the line before ends: 单位职责： 单位职责."""
    position = 0
    before = ""
    for line in text.words.split("\n"):
        said = line.strip().rstrip("：:。")
        if len(said) >= 4 and before.endswith(said):
            span = (position, position + len(line))
            fix = ((position - 1, position + len(line)), "")
            yield at(reporter, "M06", text, span, f"“{said}”重复写了一行。", [fix], name="删去重复的一行", level="W")
        before = said
        position += len(line) + 1


def _near_quotes(reporter: Reporter) -> Iterator[Finding]:
    """A word in quotes that is, but for one character, the one that stands before the same words everywhere else."""
    quoted = broken_words(reporter).quoted
    every = [(text, found) for text in section_texts(reporter) for found in quoted.finditer(text.words)]
    counts = Counter((found["word"], found["after"]) for _, found in every)
    for text, found in every:
        word, after = found["word"], found["after"]
        usual = [
            other
            for (other, behind), count in counts.items()
            if behind == after and count >= _OFTEN * counts[word, after] and distance(word, other) == 1
        ]
        if usual:
            yield replace(_slip(reporter, text, found.span("word"), usual[0]), level="W")


def _cut_names(reporter: Reporter) -> Iterator[Finding]:
    """Names of indicators and projects that end in 的."""
    names = {(reporter.edition.roles.table(role), column) for role, column in _NAMES}
    unfinished = patterns(reporter.edition).unfinished
    for text in cell_texts(reporter):
        assert text.cell is not None
        name = text.words.rstrip()
        if (text.cell.table, text.cell.column) in names and unfinished.search(name):
            yield at(reporter, "M06", text, (0, len(name)), f"是“{name}”，像是没有写完。", level="W", link="")


def _cut_headings(reporter: Reporter) -> Iterator[Finding]:
    """Headings that are one of the form's but for one character."""
    document = reporter.document
    for section in reporter.edition.sections:
        heading, names = document.heading(section).rstrip(), tuple(filter(None, (section.title, *section.aliases)))
        if not section.title or heading.endswith(names):
            continue
        words = marked(heading).words
        right = next((name for name in names if distance(words, name) == 1), "")
        if right and heading.endswith(words):
            right, slot = f"{heading.removesuffix(words)}{right}", f"{section.id}.heading"
            mend = Mend(f"改为“{right}”", (TextChange(slot, document.texts.get(slot), right),))
            finding = reporter.section("M06", section, f"写作“{heading}”，应写作“{right}”。", link="的标题")
            yield replace(finding, quote=heading, found=heading, expected=right, level="W", mend=mend)


def _other_bases(reporter: Reporter) -> Iterator[Finding]:
    """The basis of an indicator that is almost, but not quite, what several others have."""
    basis = (reporter.edition.roles.table("indicators"), "basis")
    texts = [t for t in cell_texts(reporter) if t.cell and (t.cell.table, t.cell.column) == basis]
    counts = Counter(_bare(text.words) for text in texts)
    usual = [words for words, count in counts.items() if count >= _OFTEN and len(words) >= _SHORTEST_NAME]
    for text in texts:
        words = _bare(text.words)
        if words in usual or len(words) < _SHORTEST_NAME:
            continue
        meant = next((other for other in usual if _is_slip_of(patterns(reporter.edition), words, other)), None)
        if meant:
            what = "像是没有写完" if meant.startswith(words) else "与别处不同"
            message = f"是“{words}”，{what}，其他{counts[meant]}处写作“{meant}”。"
            span = (0, len(text.words))
            level: Level | None = "W" if meant.startswith(words) else None
            finding = at(reporter, "M06", text, span, message, [(span, meant)], level=level, link="")
            yield replace(finding, found=words, expected=meant)


def _is_slip_of(said: Patterns, words: str, usual: str) -> bool:
    """Whether one is the beginning of the other, or differs in little that is no number and no rank."""
    if usual.startswith(words):
        return True
    matcher = SequenceMatcher(None, words, usual, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return False
    changed = [words[a:b] + usual[c:d] for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return not any(_DIGITS.search(part) or said.ranks.search(part) for part in changed)


def _bare(words: str) -> str:
    return "".join(words.split())
