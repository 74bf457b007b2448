"""The checks that the paper speaks of the own body (A03, A05, A10, G20): as the subject of a sentence, in the name of
its rules, in what it calls itself, in the place it is of; and that a rule it cites is of its own province."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.check.special.own_names import own_and_listed, place_of
from forms.check.special.registry import special
from forms.check.special.texts import Text, at, in_title, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.load import pack
from forms.form.word_lists import Lists, Words, any_of, word_lists

_TITLE = re.compile("《(?P<name>[^《》]{4,60})》")
_SHORTEST_BODY = 4


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The patterns of `words/bodies.toml`; see there."""

    subject: Words
    rules: Words
    self: Words
    our: Words
    publishes: Words
    version: Words
    in_force: Words
    called: Lists
    provinces: tuple[str, ...]


@special("A03", "A05", "G20", when="prose")
def the_paper_speaks_of_the_own_body(reporter: Reporter) -> Iterator[Finding]:
    """Another body where only the own one can stand, and what another one would call itself."""
    known = word_lists(reporter.edition, "bodies", BodyWords)
    own = reporter.document.head.unit.name
    bodies = own_and_listed(reporter)
    place = place_of(patterns(reporter.edition), own)
    for text in section_texts(reporter, but={"glossary"}):
        for pattern in (known.subject, known.rules):
            for found in pattern.finditer(text.words):
                name = found["name"]
                if own and not any(_is_of(name, one) for one in bodies):
                    yield _otherwise(reporter, text, found, own)
        for found in known.self.finditer(text.words):
            alike = known.called.get(found["word"], (found["word"],))
            if own and not any(word in one for word in alike for one in bodies):
                kind = reporter.document.head.kind
                message = f"“{shown(text.words, found.span())}”自称“{found[0]}”，本单位是“{own}”，请改为“我{kind}”。"
                fix = found.span(), f"我{kind}"
                yield replace(at(reporter, "A05", text, found.span(), message, [fix], level="W"), found=found[0])
        for found in known.our.finditer(text.words):
            if place and found["rank"] not in place:
                message = f"“{shown(text.words, found.span())}”写的是“{found[0]}”，本单位在{place[-1]}一级，请核对。"
                yield at(reporter, "G20", text, found.span(), message, level="W")


def _is_of(name: str, own: str) -> bool:
    """Whether a name is a body's own, in full, with its place, or with some characters left out."""
    rest = iter(own)
    return name.endswith(own) or own in name or all(sign in rest for sign in name)


def _otherwise(reporter: Reporter, text: Text, found: re.Match[str], own: str) -> Finding:
    span = found.span("name")
    message = f"“{shown(text.words, span)}”写的是“{found['name']}”，不是本单位“{own}”，请核对是不是从别处抄来的。"
    finding = at(reporter, "A03", text, span, message, [(span, own)], level="W")
    return replace(finding, found=found["name"], expected=own)


@special("A03", when="prose")
def the_own_name_is_whole(reporter: Reporter) -> Iterator[Finding]:
    """The own name with a word left out, which stands so only once, and in the opening without its place."""
    own = reporter.document.head.unit.name
    place = place_of(patterns(reporter.edition), own)
    body = own.removeprefix(place)
    if not place or len(body) < _SHORTEST_BODY:
        return
    known = word_lists(reporter.edition, "bodies", BodyWords)
    listed = own_and_listed(reporter)[1:]
    texts = list(section_texts(reporter, but={"glossary"}))
    whole = "\n".join(text.words for text in texts)
    for text in texts:
        for found in _without_a_word(place, body).finditer(text.words):
            is_known = any(one.startswith(found[0]) for one in listed) or text.words.startswith(own, found.start())
            if not is_known and whole.count(found[0]) == 1 and not in_title(text.words, found.start()):
                yield _otherwise(reporter, text, found, own)
        is_opening = text.section is not None and text.section.key == "opening"
        for found in known.publishes.finditer(text.words) if is_opening else ():
            if found["name"].startswith(body):
                yield _otherwise(reporter, text, found, own)


@lru_cache(maxsize=16)
def _without_a_word(place: str, body: str) -> Words:
    """What finds a name behind its place with some characters in a row left out, its last one there."""
    cut = {body[:n] + body[m:] for n in range(1, len(body)) for m in range(n + 2, len(body))}
    return re.compile(f"(?P<name>{re.escape(place)}{any_of(one for one in cut if len(one) > 1)})")


@special("A10", when="prose")
def rules_are_ours_and_in_force(reporter: Reporter) -> Iterator[Finding]:
    """A rule of another province, and a law cited as if it were on trial or a draft."""
    known = word_lists(reporter.edition, "bodies", BodyWords)
    here = {name for name in known.provinces if name[:2] in pack().title or name in reporter.document.head.unit.name}
    for text in section_texts(reporter, {"opening"}):
        for found in _TITLE.finditer(text.words):
            name = found["name"]
            other = next((one for one in known.provinces if name.startswith(one)), "")
            if other and here and other not in here:
                message = f"引用了《{name}》，这是{other}的规定，请核对是不是从别处抄来的。"
                yield replace(at(reporter, "A10", text, found.span(), message, level="W"), found=name)
            bare = known.version.sub("", name)
            if bare != name and known.in_force.search(name):
                message = f"引用了《{name}》，这一部已经正式施行，应为《{bare}》。"
                fix = found.span("name"), bare
                yield replace(at(reporter, "A10", text, found.span(), message, [fix]), found=name, expected=bare)
