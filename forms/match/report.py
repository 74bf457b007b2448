"""What became of every cell of a file: taken, skipped or refused, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, unique
from functools import cached_property
from typing import Literal, NamedTuple

from forms.readers import Grid, GridCell
from forms.readers.blocks import Concealment
from models.records import Address

Status = Literal["taken", "skipped", "refused"]
STATUS_WORDS: Mapping[Status, str] = {"taken": "采用", "skipped": "跳过", "refused": "未采用"}


@unique
class Reason(Enum):
    """Why a cell was not taken: a sentence, in which `{}` is what it is about."""

    # Skipped: understood, and not needed.
    HEAD_AGAIN = "续页重复的表头"
    PAGE_BREAK = "续表的标记和页码不收取"
    BELOW_TABLE = "表下的文字说明不收取"
    SIGNATURE = "表下的签名和日期不收取"
    CONTENTS = "封面和目录由程序生成"
    SIGN_OFF = "签批、盖章的页不收取"
    INSERTED = "夹在里面的通知、填表说明等，不是情况说明的文字，不收取"
    DOCUMENT_TITLE = "标题由程序生成"
    NO_SECTION = "不在情况说明的任何一节里，没有收取"
    UNCALCULATED = "公式没有保存计算结果，由程序计算"
    COVERED = "被合并的单元格盖住，不收取"
    HIDDEN_ROW = "隐藏的行不收取"
    HIDDEN_COLUMN = "隐藏的列不收取"
    HIDDEN_SHEET = "隐藏的工作表不收取"
    OTHER_PAPER = "是{}，不是预算公开的文字，不收取"
    NOT_WANTED = "按指定不收取"
    NOT_OURS = "“{}”不是本版收取的表"
    OTHER_YEAR = "是{}年的表，不收取"
    OTHER_KIND = "是{}预算的表，不收取"
    OTHER_UNIT = "是“{}”的表，不收取"
    ROWS_OF_OTHER_UNIT = "是别的单位的行，按指定只收取一个单位的"
    OTHER_PROJECTS = "项目绩效目标表只采用第一份文件里的"
    COUNTY_HEAD = "全县共用的表头里的单位，不是各单位的"
    COUNTY_TOTAL = "全县的或者部门的合计，不是哪一个单位的"
    UNIT_PART = "是所属单位的数，上面一行里已经有了"
    UNIT_TOTAL = "是一个单位的合计，各科目已经按单位相加"
    COLUMN_NUMBERS = "各栏的序号不收取"

    SECTION_TWICE = "“{}”已由另一份文件给出，只采用第一份"

    # Skipped in another file, refused in the same one.
    TWICE = "《{}》出现了两次，只采用第一次"

    # Refused: it should have been taken and could not be.
    NO_HEAD = "像是《{}》，但没有认出它的表头"
    HEAD_IN_DOUBT = "《{}》的表头与各栏的金额对不上，分不清哪一栏是什么，请核对表头"
    OTHER_HALF = "像是《{}》的另外几栏，可是各行与前面的不同，或者加不起来，没有采用"
    ABOVE_HEAD = "这一行有数字，却在表头之上，不知道属于哪张表"
    UNKNOWN_COLUMN = "这一列不在本年度的表样里"
    UNKNOWN_ROW = "这一行的项目不在本年度的表样里"
    ALONE = "表下只有一格的一行，没有收取，请核对是不是表里的一行"
    ROWS_OF_OTHER_YEAR = "在“{}”之下，不是本年的数"
    OTHER_TOTAL = "合计又出现了一次，数与前面的不同，只采用第一次"
    BELOW_TOTAL = "在合计之下又有科目，不知道是哪一年、哪一份的数"
    IN_OTHER_UNIT = "旁边是同一个数，这里的单位是{}"
    DIFFERS_IN_OTHER_UNIT = "与旁边另一种单位的数不是同一个数"
    NO_CODE = "这一行没有科目编码，也不是合计"
    NO_PLACE = "没有认出这一格在绩效目标表里的位置"
    NO_UNIT = "没有写明是哪个单位的"
    UNIT_NOT_READ = "这个单位没有读入：{}"
    NOT_TRUSTED = "{}"
    NOT_AN_AMOUNT = "“{}”不是金额"
    TOO_LARGE = "数字 {} 太大，不像是一个金额"
    FINER_THAN_FEN = "数字 {} 比分还细，已四舍五入"


_CONCEALED = {
    Concealment.COVERED: Reason.COVERED,
    Concealment.HIDDEN_ROW: Reason.HIDDEN_ROW,
    Concealment.HIDDEN_COLUMN: Reason.HIDDEN_COLUMN,
}


class ReadCell(NamedTuple):
    """One cell of a file and what became of it; `address` is where its content went, when it went into a cell.

    `why` it was not taken, and what that is `about`: a table, a sheet, the text of the cell.
    """

    file: str
    sheet: str
    cell: str
    text: str
    status: Status
    why: Reason | None = None
    about: str = ""
    address: Address | None = None

    @property
    def reason(self) -> str:
        """Why it was not taken, in Chinese; blank when it was."""
        return self.why.value.format(self.about) if self.why else ""


@dataclass(frozen=True)
class ReadReport:
    """The fate of every cell: read = taken + skipped + refused, always."""

    entries: tuple[ReadCell, ...]
    remarks: tuple[str, ...] = ()
    """What of the files was left alone as a whole, one sentence each."""

    def telling(self, remark: str) -> ReadReport:
        """The same with one more sentence about the files as a whole, before the others."""
        return replace(self, remarks=(remark, *self.remarks))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many cells were read, taken, skipped and refused."""
        found = {"read": len(self.entries), "taken": 0, "skipped": 0, "refused": 0}
        for entry in self.entries:
            found[entry.status] += 1
        return found

    @property
    def left(self) -> tuple[ReadCell, ...]:
        """The cells that were skipped or refused."""
        return tuple(entry for entry in self.entries if entry.status != "taken")


class Ledger:
    """Collects the fate of the cells of one sheet; a cell nobody speaks for is skipped at the end."""

    def __init__(self, file: str, grid: Grid) -> None:
        self._file = file
        self._grid = grid
        self._fates: dict[tuple[int, int], ReadCell] = {}

    def take(self, cell: GridCell, address: Address | None = None) -> None:
        """The cell was understood and used."""
        self._set(cell, "taken", None, "", address)

    def take_all(self, cells: Iterable[GridCell]) -> None:
        """The cells were understood and used, without going into a cell each."""
        for cell in cells:
            self.take(cell)

    def skip(self, cell: GridCell, why: Reason, about: str = "") -> None:
        """The cell was understood and is not needed, such as a head printed again on the next page."""
        self._set(cell, "skipped", why, about, None)

    def skip_all(self, cells: Iterable[GridCell], why: Reason, about: str = "") -> None:
        """The cells were understood and are not needed."""
        for cell in cells:
            self.skip(cell, why, about)

    def refuse(self, cell: GridCell, why: Reason, about: str = "", address: Address | None = None) -> None:
        """The cell holds something that should have been used and could not be."""
        self._set(cell, "refused", why, about, address)

    def refuse_all(self, cells: Iterable[GridCell], why: Reason, about: str = "") -> None:
        """The cells hold something that should have been used and could not be."""
        for cell in cells:
            self.refuse(cell, why, about)

    def add(self, other: Ledger) -> None:
        """Book what another ledger has of the same sheet; what it has besides is no cell of the sheet."""
        self._fates |= {place: fate for place, fate in other._fates.items() if place in self._grid.cells}

    def close(self, why: Reason, about: str = "") -> list[ReadCell]:
        """Every cell of the sheet in reading order; what nobody spoke for is skipped for this reason, and what nobody
        sees for its own."""
        for cell, concealment in self._grid.concealed.items():
            self.skip(cell, _CONCEALED[concealment])
        self.skip_all([cell for place, cell in self._grid.cells.items() if place not in self._fates], why, about)
        return [self._fates[place] for place in sorted(self._fates)]

    def _set(self, cell: GridCell, status: Status, why: Reason | None, about: str, address: Address | None) -> None:
        where = self._grid.address(cell.row, cell.column)
        self._fates[cell.row, cell.column] = ReadCell(
            self._file, self._grid.name, where, cell.text, status, why, about, address
        )


def is_lost(entry: ReadCell) -> bool:
    """Whether a number was refused that the form wants: not a column of its own, nor a table printed again, nor one of
    another year below it."""
    unwanted = (Reason.TWICE, Reason.UNKNOWN_COLUMN, Reason.ROWS_OF_OTHER_YEAR, Reason.BELOW_TOTAL)
    is_wanted = entry.status == "refused" and entry.why not in unwanted
    return is_wanted and any(map(str.isdigit, entry.text))
