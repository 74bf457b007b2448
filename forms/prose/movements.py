"""The comparison with last year as the text tells it: this year's amount, last year's, the difference, the per cent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.language import language
from forms.form.model import Section
from forms.form.prose_words import AmountPlace, MovementWords
from forms.form.slot_grammar import BEFORE, NOW
from forms.prose.grammar import FULL_STOP, Grammar, grammar
from forms.prose.other_names import other_names
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clauses, stated
from forms.prose.topics import OTHER, Mention, Token, Topic, Topics
from forms.prose.year_told import is_of_last_year
from models.money import Fen, show
from models.records import Address

Role = Literal["now", "before", "change", "percent", "reached", "open", ""]
"""What a number is to its row: this year's amount, last year's, the difference, the per cent, or the amount that is
reached by a difference (减少到…万元). Open: the row is named, but the words between do not say which; blank: none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount or a per cent of a movement with its place; `more` is the direction that was written, if one was."""

    number: Quantity
    span: tuple[int, int]
    more: bool | None = None

    @property
    def fen(self) -> Fen:
        """The amount in 分, with the sign of its direction."""
        fen = self.number.fen or 0
        return -fen if self.more is False else fen


@dataclass(slots=True)
class Movement:
    """What the text says of one row of the year-on-year table. `level` is where it says that nothing changed."""

    section: Section
    group: MovementWords
    row: str
    word: str
    clause: Clause
    grammar: Grammar
    named: tuple[int, int]
    now: Figure | None = None
    before: Figure | None = None
    change: Figure | None = None
    percent: Figure | None = None
    level: tuple[int, int] | None = None
    ends: list[int] = field(default_factory=list)
    """Where its numbers end in the squeezed clause: reasons stand behind them."""
    mentions: list[int] = field(default_factory=list)
    """Where the row is named, in the squeezed clause."""
    again: list[tuple[Figure, Figure]] = field(default_factory=list)
    """What is told once more under the same name, after what was told first."""
    open: list[Figure] = field(default_factory=list)
    """Amounts told of it in words that do not say what they are."""
    passed: bool = False
    """Whether some of it stands in another numbered line, which does not name the row."""
    reached: Figure | None = None
    """This year's amount where the words before it tell the direction: 减少到."""

    @property
    def slot(self) -> str:
        """The cell of this year's amount."""
        return f"{self.group.table}/{self.row}/{NOW}" if self.group.table else self.row

    @property
    def told(self) -> tuple[Figure, ...]:
        """Every number of it that the text gives."""
        first = (self.now, self.before, self.change, self.percent)
        return (*filter(None, first), *(again for _, again in self.again))


@per_revision
def movements(document: Document) -> tuple[tuple[MovementWords, tuple[Movement, ...]], ...]:
    """The movements of every declared comparison, in the order of the text."""
    return tuple(_movements(document))


def _movements(document: Document) -> Iterator[tuple[MovementWords, tuple[Movement, ...]]]:
    for group in document.edition.prose.movements:
        for clause in clauses(document, group.place):
            found = tuple(_Assembly(group, clause, document).movements())
            if found:
                yield group, found


@per_revision
def movements_in_passing(document: Document) -> tuple[tuple[MovementWords, tuple[Movement, ...]], ...]:
    """How amounts moved of which no row of the year-on-year table speaks, where the text tells it behind them:
    机关运行经费…万元，比上年增加…. Last year's amount is known from the text alone."""
    places = {group.place for group in document.edition.prose.movements}
    words: dict[AmountPlace, dict[str, str]] = {}
    for group in document.edition.prose.amounts:
        if group.place not in places:
            for word, slot in group.words:
                words.setdefault(group.place, {}).setdefault(word, slot)
    found = []
    said, last = grammar(document.edition), f"{document.head.year - 1}年"
    for place, pairs in words.items():
        # A section of its own goes on speaking of the amount it begins with.
        whole = next(iter(pairs.values())) if place.sections else ""
        one = MovementWords(place, "", whole, (), False, tuple(pairs.items()))
        for clause in clauses(document, place):
            text = clause.text.text
            is_compared = said.than.search(text) or last in text
            is_compared = is_compared or any(year["before"] for year in said.years.finditer(text))
            if is_compared and (moved := tuple(_Assembly(one, clause, document).movements())):
                found.append((one, moved))
    return tuple(found)


class _Assembly:
    """Puts the movements of a clause together: every number is given to the row that is spoken of, in its role."""

    def __init__(self, group: MovementWords, clause: Clause, document: Document) -> None:
        self._group = group
        self._clause = clause
        self._grammar = grammar(document.edition)
        self._year = document.head.year
        self._document = document
        self._bound = () if group.table else {(one.section.id, one.span) for one in stated(document)}
        self._found: dict[str, Movement] = {}
        self._last: tuple[Role, bool | None] = "", None
        self._share_end = self._actual_end = -1

    def movements(self) -> Iterator[Movement]:
        """The movements in the order in which their rows are first spoken of."""
        topics = Topics(self._group, self._clause, self._grammar, other_names(self._document, self._group))
        for token, topic in topics:
            for mention in topic.turned_by:
                if mention.row != OTHER:
                    self._at(mention).mentions.append(mention.start)
            if token.number is None:
                self._unchanged(topics.text, token, topic)
            else:
                self._number(topics.text, token, token.number, topic)
        for one in self._found.values():
            _direction(one)
        return iter(self._found.values())

    def _at(self, mention: Mention) -> Movement:
        """The movement of the row that is named."""
        return self._found.setdefault(
            mention.row,
            Movement(
                section=self._clause.section,
                group=self._group,
                row=mention.row,
                word=mention.word,
                clause=self._clause,
                grammar=self._grammar,
                named=(mention.start, mention.end),
            ),
        )

    def _unchanged(self, text: str, token: Token, topic: Topic) -> None:
        """Where nothing changed: for the rows named last, or for all parts of the whole."""
        spoken_of = [self._found[row] for row in topic.joint or topic.rows if row != OTHER]
        if not topic.named and self._tells_amounts(token):
            return  # 培训费12.00万元、会议费8.00万元，均与上年持平: what has these amounts, not the whole.
        sentence = FULL_STOP.split(text[token.after : token.end])[-1]
        if topic.row and topic.row == self._group.whole and self._grammar.all_parts.search(sentence):
            parts = [(word, row) for word, row in self._group.words if row in self._group.parts]
            for word, row in parts:
                part = self._at(Mention(token.start, token.start, row, word))
                part.mentions.append(token.start)
            rows = [*(row for _, row in parts), topic.row]
            spoken_of = [one for row in rows if (one := self._found[row]).change is None]
        elif self._grammar.all_parts.search(text, token.lead, token.end):
            # “A0万元、B0万元，均与上年持平”: all that this part of the sentence names, and tells no difference of.
            begin = max(text.rfind(mark, 0, token.lead) for mark in "。;\n") + 1
            named = [one for one in self._found.values() if any(place >= begin for place in one.mentions)]
            others = [one for one in named if one.row != self._group.whole and one.change is None and not one.percent]
            spoken_of = [*spoken_of, *(one for one in others if one not in spoken_of)]
        for one in spoken_of:
            one.level = one.level or self._clause.span(token.start, token.end)
            one.ends.append(token.end)

    def _tells_amounts(self, token: Token) -> bool:
        """Whether amounts stand before a token in its sentence."""
        begin = max(self._clause.text.text.rfind(mark, 0, token.lead) for mark in "。;\n") + 1
        return any(begin <= number.start < token.start for number in self._clause.money)

    def _number(self, text: str, token: Token, number: Quantity, topic: Topic) -> None:
        """Give a number to its movement. An amount of several rows together is that of none."""
        lead = text[token.lead : token.start]
        verb = self._grammar.change.search(lead) if not self._grammar.undirected.search(lead) else None
        row = self._owner(text, token, topic, is_change=verb is not None)
        is_share = number.kind == "percent" and verb is None and self._has_share(text, token)
        self._share_end = token.end if is_share else self._share_end
        at = self._found.get(row)
        if at is None or self._is_in_reason(text, at, token, topic) or (row == topic.row and len(topic.rows) > 1):
            return
        if is_share or self._grammar.of_which.search(lead) or self._is_of_another_year(text, token):
            return
        if verb is None and any(word in lead for word in language(self._document.edition).left_out):
            return  # 剔除上年一次性项目180.00万元后…: what is left out is neither year's amount.
        if self._is_of_what_was_spent(token, number, lead):
            return
        if not self._group.table and not topic.named and not self._only_compares(lead):
            return
        at.ends.append(token.end)
        at.passed |= topic.passed
        named = any(mention.row == row for mention in topic.beside)
        only_compares = verb is not None and self._grammar.than.fullmatch(lead, 0, verb.start()) is not None
        is_same = self._grammar.same_again.fullmatch(lead) is not None
        again = named or is_same or (only_compares and topic.named and row == topic.row)
        role = self._role(text, token, number, topic, row)
        more = verb["more"] is not None if verb else None
        if topic.share and role == self._last[0] and more is None:
            more = self._last[1]
        self._last = role, more
        self._tell(at, role, Figure(number, self._clause.span(token.start, token.end), more), lead, again=again)

    def _is_of_what_was_spent(self, token: Token, number: Quantity, lead: str) -> bool:
        """Whether a difference, or the per cent behind it, is one with what was really spent, and none of budgets."""
        is_next = number.kind == "percent" and token.after == self._actual_end
        is_one = is_next or self._grammar.is_with_actual(lead)
        self._actual_end = token.end if is_one else self._actual_end
        return is_one

    def _has_share(self, text: str, token: Token) -> bool:
        """Whether the words around a per cent say that it is a share, or it is told beside one: 占比分别为…、…."""
        lead = text[token.lead : token.start]
        beside = token.after == self._share_end and self._grammar.joint.fullmatch(text, token.after, token.start)
        if beside or lead in language(self._document.edition).share_of:
            return True
        return bool(self._grammar.share.search(lead) or self._grammar.share_behind.match(text, token.end))

    def _is_of_another_year(self, text: str, token: Token) -> bool:
        """Whether a number is compared with an older year, in a part of a sentence that follows one on last year."""
        start = max(text.rfind(mark, 0, token.start) for mark in ";。\n") + 1
        opening = self._grammar.years.match(text, start, token.start)
        year = "".join(filter(str.isdigit, opening["compared"] or "")) if opening else ""
        before = text[text.rfind("。", 0, start) + 1 : start]
        return bool(year) and int(year) < self._year - 1 and f"{self._year - 1}年" in before

    def _only_compares(self, lead: str) -> bool:
        """Whether the words before a number say no more than that it is last year's, or is compared with it."""
        year = next(self._grammar.years.finditer(lead), None)
        is_last = year is not None and (year["before"] or year["year"] == str(self._year - 1))
        if year and is_last and self._grammar.filler_of_comparison.fullmatch(lead, year.end()):
            return True
        verb = self._grammar.change.search(lead)
        if verb is None:
            return self._grammar.than.fullmatch(lead) is not None
        comparing = (self._grammar.than, self._grammar.filler_of_comparison)
        return any(words.fullmatch(lead, 0, verb.start()) for words in comparing)

    def _tell(self, at: Movement, role: Role, told: Figure, lead: str, *, again: bool) -> None:
        """Put a number into its place in a movement."""
        match role:
            case "percent":
                at.percent = at.percent or told
            case "change":
                at.change = _first(at, at.change, told, again)
            case "reached":
                verb = self._grammar.change_to.search(lead)
                at.now = at.now or told
                at.reached = replace(told, more=verb is not None and verb["more"] is not None)
            case "before":
                at.before = _first(at, at.before, told, again)
            case "now":
                at.now = _first(at, at.now, told, again)
            case "open":
                at.open.append(told)

    def _owner(self, text: str, token: Token, topic: Topic, *, is_change: bool) -> str:
        """Whose number it is. “较上年减少…，其中” behind the last item speaks of the whole, unless its parts follow."""
        whole = self._group.whole
        has_parts = any(row.startswith(f"{topic.row}.") for row in self._group.parts if topic.row)
        is_of_whole = is_change and not topic.beside and topic.whole and not has_parts
        return whole if is_of_whole and self._grammar.parts_follow.match(text, token.end) else topic.row

    def _is_in_reason(self, text: str, at: Movement, token: Token, topic: Topic) -> bool:
        """Whether the number stands in the reason of a movement that was told before it."""
        told = at.ends[-1] if at.ends else None
        return told is not None and not topic.beside and bool(self._grammar.reason.search(text, told, token.start))

    def _role(self, text: str, token: Token, number: Quantity, topic: Topic, row: str) -> Role:
        """What a number is by the words before it."""
        lead, said = text[token.lead : token.start], self._grammar
        if number.kind == "percent":
            return "percent"
        if said.undirected.search(lead):
            return "open"
        if said.change_to.search(lead):
            return "reached"
        if said.change.search(lead):
            return "change"
        is_next = topic.share and said.filler_of_comparison.fullmatch(lead.lstrip("、和,"))
        if topic.years:
            is_last = topic.years[topic.share]
            return "" if is_last is None else "before" if is_last else "now"
        if is_next or said.same_again.fullmatch(lead):
            return self._last[0]
        if said.than_other.search(lead):
            return "before"
        return self._role_by_name(text, token, number, topic, row)

    def _role_by_name(self, text: str, token: Token, number: Quantity, topic: Topic, row: str) -> Role:
        """What an amount is that no verb and no comparison stands before: by the name of its row, or the year."""
        lead, said = text[token.lead : token.start], self._grammar
        ends = [mention.end for mention in topic.beside if mention.row == row or topic.joint]
        titled = topic.titled and row == topic.row
        rest = text[max(ends) : token.start] if ends else lead
        if said.source.search(rest) and said.target.match(text, token.end):
            return "before"
        if said.reaching.fullmatch(rest) and not ends and (at := self._found[row]) and (at.before or at.change):
            return "now"
        if not (ends or titled or said.years.search(lead)) or not self._is_bound(token, named=bool(ends)):
            return ""
        if f"{self._year - 1}年" in rest:
            return "before"
        if not said.filler_of_comparison.fullmatch(rest):
            return self._by_amount(number, row) if ends or titled else ""
        return "before" if is_of_last_year(text, token.start, said, self._year) else "now"

    def _is_bound(self, token: Token, *, named: bool) -> bool:
        """Whether the words before an amount may be taken at their name: those that bind it, or would if it were not
        last year's, where no table of comparison gives the names."""
        if self._group.table or not named:
            return True
        span = self._clause.span(token.start, token.end)
        is_last = is_of_last_year(self._clause.text.text, token.start, self._grammar, self._year)
        return is_last or (self._clause.section.id, span) in self._bound

    def _by_amount(self, number: Quantity, row: str) -> Role:
        """What an amount may be whose words do not tell: what it agrees with in the table."""
        if not self._group.table or number.fen is None:
            return ""
        now, before = (self._document.value(Address(self._group.table, row, column)) for column in (NOW, BEFORE))
        if now is not None and number.agrees(now):
            return "now"
        return "before" if before is not None and number.agrees(before) else "open"


def _direction(at: Movement) -> None:
    """The difference that “由…万元减少到…万元” tells without a number of its own."""
    reached = at.reached
    if reached is not None and at.before is not None and at.change is None:
        fen = abs((reached.number.fen or 0) - at.before.fen)
        slack = reached.number.slack + at.before.number.slack
        at.change = replace(reached, number=replace(reached.number, number=show(fen), fen=fen, slack=slack))


def _first(at: Movement, first: Figure | None, told: Figure, again: bool) -> Figure:
    """What was told first stands, unless it was only told about; what is told again is kept beside it."""
    if first is not None and again:
        at.again.append((first, told))
        if first.number.slack and not told.number.slack:
            return told
    return first or told
