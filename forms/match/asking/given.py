"""What a person says of files before they are read, or answers when asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.match.asking.question import Asked
from models.records import Unit


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a disclosure wins over what its files say; blank and None leave it to them."""

    unit_code: str = ""
    unit_name: str = ""
    year: int | None = None
    kind: str = ""
    money_unit: str = ""
    pack: str = ""
    all_units: bool = False
    """Whether the rows of several units in one table are wanted together, added up."""

    @property
    def unit(self) -> Unit:
        """The unit, of which either part may be blank."""
        return Unit(self.unit_code, self.unit_name)

    @property
    def is_whole(self) -> bool:
        """Whether it says whose disclosure it is, of which year and kind."""
        return bool(self.unit_name and self.year and self.kind)

    def of(self, unit: Unit, year: int | None, kind: str) -> Given:
        """The same of this unit, year and kind."""
        return replace(self, unit_code=unit.code, unit_name=unit.name, year=year, kind=kind)

    def answered(self, asked: Asked, value: int | str | Unit) -> Given:
        """The same with the answer to a question, the value of one of its choices."""
        match asked, value:
            case Asked.ROWS, str(_):
                return replace(self, all_units=True)
            case ((Asked.UNIT | Asked.ROWS), Unit(code, name)):
                return replace(self, unit_code=code, unit_name=name)
            case Asked.YEAR, int(year):
                return replace(self, year=year)
            case Asked.KIND, str(kind):
                return replace(self, kind=kind)
            case Asked.MONEY_UNIT, str(unit):
                return replace(self, money_unit=unit)
            case Asked.PACK, str(pack):
                return replace(self, pack=pack)
        raise ValueError(f"{value!r} answers no question about {asked.name}")
