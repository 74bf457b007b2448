"""The checks of numbers and years that are written as no others are (G07, G09, G24, L01, M02, M05, M06): a point that
is another mark, a unit with a wrong character, a year without its end, a share in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.check.special.itself.passages import passages
from forms.check.special.registry import special
from forms.check.special.texts import Fix, Span, Text, at, formal_texts, in_title, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Lists, Words, word_lists


@dataclass(frozen=True, slots=True, eq=False)
class OddWords:
    """The patterns of `words/odd.toml`; see there."""

    number: Words
    mixed: Words
    short_year: Words
    bare_year: Words
    share: Words
    per_cent: Words
    level: Words
    number_of_document: Words
    no_verb: Words
    no_compared: Words
    again: Words
    in_words: Words
    bought_before: Words
    closed_now: Words
    plans: Words
    plan_ends: Lists
    twice: Words
    done: Words
    full_stop: Words
    comma_at_end: Words
    opening_end: Words


_FAULTS: dict[tuple[str, str], tuple[str, str, str | None]] = {
    ("number", "mark"): ("G24", "“{word}”像是小数点写错了，请改为“.”", "."),
    ("number", "unit"): ("M02", "“万{word}”像是“万元”写错了", "元"),
    ("number", "size"): ("M06", "写的是“{word}”，请核对是不是多写了“万”", None),
    ("mixed", ""): ("M05", "数字有的是全角、有的是半角，请都用半角", None),
    ("bare_year", "bare"): ("L01", "“{word}”后面漏写了“年”", "{word}年"),
    ("share", "points"): ("G09", "占比用“%”写，百分点说的是两个百分数的差", "%"),
    ("share", "bare"): ("G09", "占比后面漏写了“%”", "%"),
    ("per_cent", "sign"): ("G09", "“百分之”后面不用再写“%”", ""),
    ("level", "wrong"): ("M06", "“持{word}”像是“持平”写错了", "平"),
    ("number_of_document", "lost"): ("M05", "文号后面漏写了“号”", "号"),
    ("no_verb", "lost"): ("G07", "没有写是增加还是减少", None),
    ("no_compared", "lost"): ("M06", "后面像是漏写了“相比”", "{word}相比"),
    ("again", "again"): ("M06", "“{word}”写了两遍", ""),
    ("bought_before", "word"): ("L01", "“{word}”写的是上年，拟购置的是本年的事", "本年度"),
    ("twice", ""): ("M06", "“{word}”写得不对，请核对", None),
    ("in_words", ""): ("G24", "金额用汉字写，请和其他金额一样用数字写", None),
}
"""What is wrong by pattern and group: the rule, the words, and what should stand there where that can be told."""
_NAMES = tuple(dict.fromkeys(name for name, _ in _FAULTS))


@special("G07", "G09", "G24", "L01", "M02", "M05", "M06", when="prose")
def numbers_are_written_as_usual(reporter: Reporter) -> Iterator[Finding]:
    """Numbers, years and comparisons of the texts in which a mark, a character or a word is another or is lost."""
    known = word_lists(reporter.edition, "odd", OddWords)
    year = reporter.document.head.year
    formal = set(formal_texts(reporter))
    for text in section_texts(reporter):
        for name, group, span in _odd(known, text.words):
            if (name != "in_words" or text in formal) and not in_title(text.words, span[0]):
                yield _told(reporter, text, (name, group), span)
        for found in known.short_year.finditer(text.words) if text in formal else ():
            whole = next((one for one in (year, year - 1) if str(one).endswith(found["short"])), None)
            if whole is not None:
                span = found.span("short")
                message = f"“{shown(text.words, span)}”的年份只写了两位，应为“{whole}年”。"
                yield at(reporter, "L01", text, span, message, [(span, str(whole))], level="W")


def _told(reporter: Reporter, text: Text, key: tuple[str, str], span: Span) -> Finding:
    rule, what, right = _FAULTS[key]
    word = text.words[slice(*span)]
    message = f"“{shown(text.words, span)}”{'里' if word else ''}{what.format(word=word.strip())}。"
    fixes: list[Fix] = [] if right is None else [(span, right.format(word=word))]
    return at(reporter, rule, text, span, message, fixes, level="W", name="改正")


def _odd(known: OddWords, words: str) -> Iterator[tuple[str, str, Span]]:
    """What is odd in one text: the pattern, its group, and where."""
    for name, one in passages(known, _NAMES, words):
        group = next((one_of for at, one_of in _FAULTS if at == name and one_of and one[one_of] is not None), "")
        yield name, group, one.span(group or 0)


_FEW_BREAKS = 2
"""A text with more lines that end so was broken by its reader, not by a clerk."""


@special("J03", "L01", when="prose")
def years_are_not_over(reporter: Reporter) -> Iterator[Finding]:
    """Plans of years that are over, and assets at the end of a year that has only begun."""
    known, year = word_lists(reporter.edition, "odd", OddWords), reporter.document.head.year
    for text in section_texts(reporter):
        for found in known.plans.finditer(text.words):
            last = int(known.plan_ends[found["name"]][0])
            if last < year and not in_title(text.words, found.start()):
                message = f"“{shown(text.words, found.span())}”到{last}年为止，预算年度是{year}年，请核对。"
                yield at(reporter, "L01", text, found.span(), message, level="W")
        for found in known.closed_now.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”写的是{year}年末，应当是上年末的资产。"
            yield at(reporter, "J03", text, found.span(), message, [(found.span(), "上年末")], level="W")


@special("M05", "M06", when="prose")
def marks_end_what_they_should(reporter: Reporter) -> Iterator[Finding]:
    """Verbs told twice around 了, a point in half width behind a character, a paragraph broken at a comma, an opening
    without its colon."""
    known = word_lists(reporter.edition, "odd", OddWords)
    texts = list(section_texts(reporter))
    breaks = [(text, found) for text in texts for found in known.comma_at_end.finditer(text.words)]
    for text, found in breaks if len(breaks) <= _FEW_BREAKS else ():
        message = f"“{shown(text.words, (found.start(), found.start() + 1))}”后面断成了两段，请连起来。"
        fix = (found.start() + 1, found.end()), ""
        yield at(reporter, "M06", text, found.span(), message, [fix], level="W", name="连成一段")
    for text in texts:
        words = text.words
        for found in known.done.finditer(words):
            verb = words[max(found.start() - 2, 0) : found.start()]
            if len(verb) == 2 and verb.isalpha() and words.startswith(verb, found.end()):
                span = found.start() - 2, found.end() + 2
                message = f"“{shown(words, span)}”的“{verb}”写了两遍。"
                yield at(reporter, "M06", text, span, message, [(span, verb)], level="W")
        for found in known.full_stop.finditer(words):
            if "一" <= words[found.start() - 1 : found.start()] <= "鿿":
                message = f"“{shown(words, found.span())}”的句号写成了半角的点。"
                yield at(reporter, "M05", text, found.span(), message, [(found.span(), "。")], level="W")
        is_opening = text.section is not None and text.section.key == "opening"
        if is_opening and (end := known.opening_end.search(words)):
            place = end.start() + len("如下")
            message = "“如下”后面没有冒号。"
            yield at(reporter, "M05", text, end.span(), message, [((place, place), "：")], level="W", link="末尾")
