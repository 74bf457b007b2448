"""The one table of commands: words, keys, drawings and needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from ui.kit.session import Session
from ui.kit.style import FONT_SIZES, THEMES

_MNEMONIC = re.compile(r"\(&.\)")
_PRINTED = {"Del": "Delete", "Return": "回车", "PgDown": "PgDn", "Up": "↑", "Down": "↓", "Left": "←"}
"""What stands on the keyboard where Qt has another name for a key."""


class Need(Flag):
    """What must be there for a command to be called."""

    NOTHING = 0
    WRITABLE = auto()
    """Data that are not opened read only."""
    DISCLOSURE = auto()
    """An open disclosure; it goes with every need below."""
    CHANGEABLE = auto()
    """One that may be changed, which one under 自查 may not."""
    TABLE = auto()
    """A table in the middle of the window."""
    CODES = auto()
    """A table in the middle whose rows are codes."""
    LAST_YEAR = auto()
    """The disclosure of the year before."""
    STORED = auto()
    """A disclosure that is kept here, which one under 自查 or of 练习 is not."""
    SETTLED = auto()
    """A state of the disclosure that was settled (定稿)."""
    DONE = auto()
    """A step that can be taken back."""
    UNDONE = auto()
    """A step that was taken back."""
    LINES = auto()
    """A grid whose rows the form or the codes give."""
    RECORDS = auto()
    """A grid of free records."""
    SUMS = auto()
    """A grid of records with sums among them."""


@dataclass(frozen=True, slots=True)
class Command:
    """What can be called by menu, button or key; `text` carries its mnemonic and is the only place of its words."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    """Its keys as Qt names them; the one that is shown stands first."""
    icon: str = ""
    """The name of its drawing in resources/icons."""
    needs: Need = Need.NOTHING
    tip: str = ""
    shows_key: bool = False
    """Whether its button names its key."""
    is_switch: bool = False
    """Whether it is on or off."""
    letter: str = ""
    """Its mnemonic in the menus, for one of a page: its words have none, and its keys are those of the page."""

    @property
    def menu_text(self) -> str:
        """Its words in a menu; the keys of a page stand there to be read, and are no keys of the window."""
        if not self.letter:
            return self.text
        dots = "…" if self.text.endswith("…") else ""
        return "\t".join((f"{self.text.rstrip('…')}(&{self.letter}){dots}", *map(printed, self.keys[:1])))

    @property
    def name(self) -> str:
        """The words without mnemonic and without the dots of a dialog: 导入文件."""
        return _plain(self.text).rstrip("…")

    @property
    def label(self) -> str:
        """What stands on a button of a page: 插入表中的数 F4."""
        return " ".join((self.text, *map(printed, self.keys[: self.shows_key])))

    @property
    def tool(self) -> str:
        """What stands on the tool bar, where mnemonics have no place: 检查 F9."""
        return " ".join((self.name, *map(printed, self.keys[: self.shows_key])))

    @property
    def caption(self) -> str:
        """Its line in a menu that a cell opens: the words and, behind a tab, the key."""
        return "\t".join((_plain(self.text), *map(printed, self.keys[:1])))

    def is_met(self, met: Need) -> bool:
        """Whether everything it needs is among what is met."""
        return not self.needs & ~met


Deeds = Mapping[Command, Callable[[], object]]
"""What is done when a command is called."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A menu in which one of several names is marked; `short` stands before that name on a button."""

    id: str
    text: str
    names: tuple[str, ...]
    short: str = ""

    @property
    def name(self) -> str:
        """The words without mnemonic."""
        return _plain(self.text)


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu of the menu bar, or one that opens from another."""

    text: str
    entries: tuple[Entry, ...]


Entry = Command | Choice | Menu | None
"""What stands in a menu or on the tool bar; None is a line between two groups."""


def printed(key: str) -> str:
    """A key of Qt's as it is printed on the keyboard: Alt+↑."""
    return "+".join(_PRINTED.get(part, part) for part in key.split("+"))


def met_by(session: Session) -> Need:
    """What an open disclosure meets by itself, wherever in it the clerk stands."""
    document = session.document
    met = Need.DISCLOSURE
    for need, is_there in (
        (Need.STORED, session.is_kept),
        (Need.CHANGEABLE, not session.is_read_only),
        (Need.DONE, bool(document.undo_name)),
        (Need.UNDONE, bool(document.redo_name)),
    ):
        met |= need if is_there else Need.NOTHING
    return met


def _plain(text: str) -> str:
    return _MNEMONIC.sub("", text)


# The window

_OPEN, _MAY_CHANGE = Need.DISCLOSURE, Need.CHANGEABLE

HOME = Command("home", "首页(&H)", icon="house")
NEW = Command("new", "新建(&N)…", ("Ctrl+N",), "file-plus", Need.WRITABLE)
IMPORT = Command("import", "导入文件(&I)…", ("Ctrl+I", "Ctrl+O"), "download", Need.WRITABLE)
PRACTISE = Command("practise", "练习(&L)", tip="一份编出来的资料，放了五处常见的错误，边学边改；不保存，自己的资料不动")
OPEN_PACKET = Command("open_packet", "打开资料包(&P)…", needs=Need.WRITABLE)
BACK_UP = Command("back_up", "建立备份(&S)", ("Ctrl+S",), needs=Need.WRITABLE)
BACKUPS = Command("backups", "备份和恢复(&R)…")
PUT_BACK = Command("put_back", "把数据放回原处(&O)…")
DATA_FOLDER = Command("data_folder", "打开数据文件夹(&D)")
SETTINGS = Command("settings", "设置(&T)…", ("Ctrl+,",), "settings")
QUIT = Command("quit", "退出(&X)", ("Ctrl+Q",))

UNDO = Command("undo", "撤销(&U)", ("Ctrl+Z",), "undo-2", Need.DONE | _MAY_CHANGE)
REDO = Command("redo", "重做(&R)", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", Need.UNDONE | _MAY_CHANGE)
LOCATE = Command("locate", "定位(&G)…", ("F5", "Ctrl+G"), needs=_OPEN)
STEPS = Command("steps", "历史(&T)…", ("Ctrl+Shift+H",), needs=_OPEN, tip="一次退回几步，或者恢复到存档点")
FIND = Command("find", "查找(&F)", ("Ctrl+F",), "search", _OPEN, tip="在各表和文字里查找金额、编码、名称和文字")
REPLACE = Command("replace", "替换(&E)", ("Ctrl+H",), needs=_OPEN, tip="在各表和文字里替换，一次是一步，可以撤销")
FIND_NEXT = Command("find_next", "下一处(&X)", ("F3",), needs=_OPEN, shows_key=True)
FIND_PREVIOUS = Command("find_previous", "上一处(&V)", ("Shift+F3",), needs=_OPEN)
REPLACE_ONE = Command("replace_one", "替换这一处")
REPLACE_ALL = Command("replace_all", "全部替换")
WHERE_USED = Command("where_used", "用在哪里(&Y)…", ("Ctrl+]",), needs=_OPEN, tip="列出用到这一格的合计、文字和规则")
BACK = Command("back", "回到原处(&K)", ("Alt+Left",), needs=_OPEN, tip="回到跳转以前所在的地方")
PREVIOUS_PAGE = Command("previous_page", "上一页(&P)", ("Ctrl+PgUp",), needs=_OPEN)
NEXT_PAGE = Command("next_page", "下一页(&N)", ("Ctrl+PgDown",), needs=_OPEN)
ZONE = Command(
    "zone",
    "步骤、正文、问题之间(&M)",
    ("Shift+F6",),
    needs=_OPEN,
    tip="光标转到下一块：左边的各步、中间的页、右边的问题，再到上面的按钮、各阶段",
)
PANELS = Command("panels", "收起或展开两侧面板(&B)", ("F6",), needs=_OPEN)
PERSON = Command("person", "经办人(&W)…", needs=Need.WRITABLE, tip="谁在用这个程序，每一步修改都记下这个名字")
SIZES = Choice("sizes", "界面字号(&Z)", tuple(FONT_SIZES))
LOOKS = Choice("looks", "界面外观(&A)", THEMES)
ENTER = Choice("enter", "回车以后(&E)", ("到下一行", "到右边一格"))

UNITS = Choice("units", "显示单位(&U)", ("万元", "元"), "单位")
LAST_YEAR = Command(
    "last_year",
    "上年对照(&B)",
    ("F8",),
    needs=Need.LAST_YEAR,
    tip="在各表金额下面用小字显示上年数（F8）；只看，不填，不导出",
    is_switch=True,
)
SORT_BY_CODE = Command("sort_by_code", "按科目编码排列本表(&S)", needs=Need.CODES | _MAY_CHANGE)
ACCEPT_COMPUTED = Command("accept_computed", "本表全部采用计算数(&A)", needs=_MAY_CHANGE)
EXPORT_TABLE = Command("export_table", "导出本表到 Excel(&X)…", needs=Need.TABLE)
EXPORT_TABLES = Command("export_tables", "导出全部表到 Excel(&L)…", needs=_OPEN)
TAKE_BACK = Command("take_back", "取回改过的表(&T)…", needs=_MAY_CHANGE)
HISTORY = Command("history", "修改记录(&H)…", needs=_OPEN)
PROFILE_PAGE = Command("profile_page", "单位资料与签审(&I)", needs=_OPEN)
CATALOGUE = Command("catalogue", "导入本单位的科目表(&C)…", needs=Need.WRITABLE)
SUM_UNITS = Command(
    "sum_units",
    "汇总所属单位(&Z)…",
    needs=Need.STORED | _MAY_CHANGE,
    tip="把所属单位的资料汇总成这个部门的，扣除单位之间的往来",
)
HAND_OUT = Command("hand_out", "分发(&F)…", needs=Need.WRITABLE, tip="由全县的工作簿生成各单位的资料包")
COLLECT = Command("collect", "收回(&S)…", tip="收上来的资料包做到哪一步、有没有错、谁没有交，看过再存入")
SUM_INTO = Command("sum_into", "汇总(&H)…", needs=Need.WRITABLE, tip="把所选单位的资料汇总成部门的")
CHECK_SITE = Command("check_site", "网上核对(&W)…", tip="从网站下载的文件是不是定稿的内容，缺哪些，晚了没有")
UNITS_OF_CELL = Command("units_of_cell", "本格由哪些单位相加(&G)…", needs=Need.TABLE)
PACKS = Command("packs", "表样(&F)…")

CHECK = Command("check", "检查(&C)", ("F9",), "circle-check", _OPEN)
NEXT_FINDING = Command("next_finding", "下一个问题(&N)", ("F7",), needs=_OPEN)
PREVIOUS_FINDING = Command("previous_finding", "上一个问题(&P)", ("Shift+F7",), needs=_OPEN)
COMPARE_LAST_YEAR = Command("compare_last_year", "与上年对比(&L)…", needs=Need.LAST_YEAR)
COMPARE_SETTLED = Command("compare_settled", "与定稿对比(&D)…", needs=Need.SETTLED, tip="看上次定稿以后改了什么")
VERIFY = Command("verify", "核对(&V)…", tip="核对码、文件、文件夹或压缩包，是不是这里保存的内容")
SELF_CHECK = Command("self_check", "自查文件(&Z)…")
COUNTY = Command("county", "单位一览(&Y)…", tip="全县各单位：分发、收回、检查、汇总、网上核对")
MEND_ALL = Command(
    "mend_all", "一次改好", needs=_MAY_CHANGE, tip="列出能改的各处和改法，打勾的一次改好，算作一步，可以撤销"
)
REPORT = Command("report", "保存检查报告(&R)…", needs=_OPEN)
OWN_WORDS = Command("own_words", "本单位的词(&W)…", tip="检查错别字时认作正确的词")

READY = Command(
    "ready",
    "签审与公开(&Q)",
    icon="shield-check",
    needs=Need.STORED,
    tip="谁签字、还缺什么、两种版本、公开和记录",
)
PREVIEW = Command("preview", "预览(&V)…", ("Ctrl+P",), "eye", _OPEN)
PRINT = Command("print", "打印(&P)…", icon="printer", needs=_OPEN, tip="公开版、送签版，或者只印正在看的这张表")
EXPORT = Command("export", "导出(&X)…", ("Ctrl+E",), "upload", _OPEN)
PUBLISH = Command("publish", "写出公开包(&W)…", needs=Need.STORED, tip="放到网站上的一个文件夹和压缩包，写好后读回检查")
PAPERS = Command("papers", "签字件(&A)…", needs=Need.STORED, tip="签字盖章以后的扫描件，和资料存在一起")
PUBLICATION = Command("publication", "公开记录(&R)…", needs=Need.STORED, tip="登记公开的文件，核对是不是定稿的那份")
SAVE_PACKET = Command(
    "save_packet", "保存资料包(&S)…", needs=Need.STORED, tip="一份资料连同修改记录存成一个文件，拿到别的电脑上打开"
)

GUIDE = Command("guide", "使用说明(&U)")
EXPLAIN = Command("explain", "填报说明(&F)", ("F1",), needs=_OPEN)
RULES = Command("rules", "检查规则(&R)")
KEYS = Command("keys", "快捷键(&K)")
ABOUT = Command("about", "关于(&A)")

# The grid

COPY = Command("copy", "复制", ("Ctrl+C", "Ctrl+Ins"), needs=_OPEN, letter="C")
CUT = Command("cut", "剪切", ("Ctrl+X", "Shift+Del"), needs=_MAY_CHANGE, letter="I")
PASTE = Command("paste", "粘贴", ("Ctrl+V", "Shift+Ins"), needs=_MAY_CHANGE, letter="J")
CLEAR = Command("clear", "清除内容", ("Del",), needs=_MAY_CHANGE, letter="D")
FILL_DOWN = Command("fill_down", "向下填充", ("Ctrl+D",), needs=_MAY_CHANGE, letter="D")
FILL_RIGHT = Command("fill_right", "向右填充", ("Ctrl+R",), needs=_MAY_CHANGE, letter="R")

_NEW_ROW = ("Ins", "Ctrl++", "Ctrl+=", "Ctrl+Shift++")
_RECORDS, _SUMS = Need.RECORDS | _MAY_CHANGE, Need.SUMS | _MAY_CHANGE
ADD_CODE = Command("add_code", "增加科目", _NEW_ROW, needs=Need.LINES | _MAY_CHANGE, letter="C")
ADD_RECORD = Command("add_record", "增加一行", _NEW_ROW, needs=_RECORDS, letter="A")
REMOVE_ROWS = Command("remove_rows", "删除所选行", ("Ctrl+-",), needs=_MAY_CHANGE, letter="X")
INSERT_ROW = Command("insert_row", "在上面插入一行", ("Alt+Ins",), needs=_RECORDS, letter="I")
ROW_UP = Command("row_up", "上移", ("Alt+Up",), needs=_RECORDS, letter="U")
ROW_DOWN = Command("row_down", "下移", ("Alt+Down",), needs=_RECORDS, letter="N")
COPY_ROW = Command("copy_row", "复制一行", needs=_RECORDS, letter="Y")
ADD_SUBTOTAL = Command("add_subtotal", "加小计…", needs=_SUMS, letter="S")
ADD_TOTAL = Command("add_total", "加合计", needs=_SUMS, letter="T")

GRID_ROWS = (
    *(ADD_CODE, ADD_RECORD, REMOVE_ROWS, INSERT_ROW, ROW_UP, ROW_DOWN, COPY_ROW),
    *(ADD_SUBTOTAL, ADD_TOTAL),
)
"""Those that bring, move and take rows; a grid of records has them as buttons too."""
ON_CELLS = (COPY, CUT, PASTE, CLEAR, FILL_DOWN, FILL_RIGHT, *GRID_ROWS)
"""Those that a page carries out; in the menus of the window they are called on the page in the middle."""
GRID = (*ON_CELLS, WHERE_USED, UNDO, REDO)
"""The menu of a cell."""

# The pages

NOT_APPLICABLE = Command(
    "not_applicable",
    "标为不适用",
    needs=_MAY_CHANGE,
    tip="没有这项预算：按空表列示；填了金额，自己去掉",
)
NOTHING_TO_SAY = Command(
    "nothing_to_say",
    "不适用(&Y)",
    needs=_MAY_CHANGE,
    tip="没有这项内容：写上说明没有的一句，可以撤销；有了再改",
)
AS_LAST_YEAR = Command(
    "as_last_year",
    "照用上年",
    needs=_MAY_CHANGE,
    tip="把上年这一节的文字拿过来，年度改为今年的，表里有的数跟着今年的表走；可以撤销",
)
TAKE_LAST_YEAR = Command("take_last_year", "取上年数", needs=_MAY_CHANGE)
DRAFT_MOVEMENTS = Command("draft_movements", "起草增减说明", needs=_MAY_CHANGE)

ADD_PROJECT = Command("add_project", "新增", ("Ins",), "plus", _MAY_CHANGE)
INSERT_PROJECT = Command("insert_project", "在前面插入", ("Alt+Ins",), needs=_MAY_CHANGE)
COPY_PROJECT = Command("copy_project", "复制", icon="copy", needs=_MAY_CHANGE)
PROJECT_UP = Command("project_up", "上移", ("Alt+Up",), "arrow-up", _MAY_CHANGE)
PROJECT_DOWN = Command("project_down", "下移", ("Alt+Down",), "arrow-down", _MAY_CHANGE)
REMOVE_PROJECT = Command("remove_project", "删除", ("Ctrl+-",), "trash-2", _MAY_CHANGE)
COPY_LAST_YEAR = Command("copy_last_year", "从上年复制…", needs=_MAY_CHANGE)
PASTE_GOALS = Command("paste_goals", "粘贴绩效目标表", ("Ctrl+V",), needs=_MAY_CHANGE)

BESIDE = Command(
    "beside",
    "对照(&B)",
    needs=_OPEN,
    tip="在旁边显示由各表的数字起草的样子，和上年的写法",
    is_switch=True,
)
BIND = Command("bind", "绑定数字(&L)", needs=_MAY_CHANGE, tip="把文字里与表上一致的数换成跟着表走的数，可以撤销")
INSERT_NUMBER = Command(
    "insert_number",
    "插入表中的数",
    ("F4",),
    needs=_MAY_CHANGE,
    tip="选一格，把它的数放进文字里；表里改了，文字里也跟着改",
    shows_key=True,
)
ADOPT = Command(
    "adopt",
    "采用这一段",
    ("Alt+Return",),
    needs=_MAY_CHANGE,
    tip="用起草的这一段代替文字里说同一件事的那一段，再到下一段；可以撤销",
    shows_key=True,
)
KEEP_OWN = Command(
    "keep_own",
    "保留原文",
    ("Alt+K",),
    needs=_MAY_CHANGE,
    tip="这一段照现在写的，不再提起草的样子，再到下一段；数字变了又会提出来",
    shows_key=True,
)
ADOPT_ALL = Command("adopt_all", "采用全文(&G)", needs=_MAY_CHANGE, tip="用起草的全文代替这一节现在的文字，可以撤销")
