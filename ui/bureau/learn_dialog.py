"""从工作簿学科目: what workbooks of the budget system teach of a year's codes, looked through and ticked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from forms.bureau.codes_learned import KIND_WORDS, Learned, Proposal, learn, save_list
from forms.form.load import pack
from forms.office.office import Office
from models.errors import Trouble
from ui.dialogs.file_reading import FILES, read_files
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.parts.tick_list import TickList

_HEADS = ("变化", "编码", "名称", "科目表里的名称", "使用单位", "说明")
_LISTS = "科目表 (*.csv)"


class LearnDialog(QDialog):
    """Shows what was learned of one year; `told` says after 载入所选 what was taken."""

    def __init__(self, office: Office, jobs: Jobs, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._year = year
        self.told = ""
        self.setWindowTitle(f"从工作簿学{year}年的科目")
        hint = Label(
            "选一体化系统导出的工作簿，一个单位的、全县的都可以。程序列出与科目表不同的科目，看过再载入；"
            "没有打勾的，是科目表里本来确定的，或者只是推断停用的，请核对。",
            wrap=True,
        )
        self.list = TickList("学到的科目", _HEADS, wide=2)
        self.notice = Label(wrap=True)
        self.notice.hide()
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.choose = buttons.addButton("选择工作簿(&F)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton("存成文件(&S)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.accept_all = buttons.addButton("载入所选(&T)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.choose.clicked.connect(self._choose)
        self.save.clicked.connect(self._choose_place)
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.list, self.notice, self.trouble, buttons):
            layout.addWidget(part)
        self.list.ticks_changed.connect(self._follow)
        self.resize(860, 480)
        self._follow()

    def read(self, files: Sequence[Path]) -> None:
        """Read the workbooks in a job and show what they teach; a Trouble is shown in the dialog."""
        form, own = pack().id, self._office.own_catalogues

        def work(job: Job) -> Proposal:
            return learn(read_files(job, files), self._year, form, own)

        style.alarm(self.trouble, "")
        self._jobs.run("正在读取", work, self.show_proposal, self._fail, self)

    def take(self) -> None:
        """Lay what is ticked over the list of the year."""
        chosen: list[Learned] = self.list.ticked()
        lists: dict[str, dict[str, str]] = {}
        for one in chosen:
            lists.setdefault(one.catalogue, {})[one.code] = one.own_name
        try:
            self._office.lay_over(self._year, lists)
        except Trouble as trouble:
            self._fail(trouble)
            return
        self.told = f"已载入{self._year}年科目 {len(chosen)} 个。"
        self.accept()

    def save_to(self, path: Path) -> None:
        """Write what is ticked as a list for other counties."""
        try:
            written = save_list(self.list.ticked(), path)
        except Trouble as trouble:
            self._fail(trouble)
            return
        self._tell(f"已写成 {written}，别的县用“导入本单位的科目表”载入。")

    def show_proposal(self, found: Proposal) -> None:
        """Show what files taught that were read already."""
        self.list.show_rows([(_texts(one), one, not one.is_doubtful) for one in found.learned])
        told = f"与科目表不同或者得到证实的{len(found.learned)}个，相同的{found.known}个。"
        self._tell(f"{told}{'' if found.learned else '没有要载入的。'}{found.caution}")

    def _tell(self, sentence: str) -> None:
        style.alarm(self.trouble, "")
        self.notice.setText(sentence)
        self.notice.show()

    def _fail(self, trouble: Trouble) -> None:
        self.notice.hide()
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _follow(self) -> None:
        is_any = bool(self.list.ticked())
        self.accept_all.setEnabled(is_any)
        self.save.setEnabled(is_any)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择工作簿", str(Path.home()), FILES)
        if names:
            self.read([Path(name) for name in names])

    def _choose_place(self) -> None:
        proposed = str(Path.home() / f"{self._year}年科目.csv")
        name, _ = QFileDialog.getSaveFileName(self, "存成文件", proposed, _LISTS)
        if name:
            self.save_to(Path(name))


def _texts(one: Learned) -> tuple[str, ...]:
    remarks = [f"改用{one.successor}"] if one.successor else []
    remarks += [f"也写作{'、'.join(one.other_names)}"] if one.other_names else []
    remarks += ["请核对"] if one.is_doubtful else []
    units = f"{one.units}个" if one.units else ""
    return (KIND_WORDS[one.kind], one.code, one.name, one.before, units, "，".join(remarks))
