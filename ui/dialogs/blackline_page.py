"""与上年对比, 与定稿对比: every difference between two disclosures, and the list of them as PDF and workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from forms.compare.compare import PART_WORDS, Difference, compare
from forms.document.document import Document
from forms.office.office import Office
from models.errors import Trouble
from ui.dialogs.differences import DifferenceList
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.parts.cover_page import CoverPage

_FOLDER = "folder.export"


class BlacklinePage(CoverPage):
    """Shows the differences as they were when it was opened."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        old: Document,
        new: Document,
        *,
        names: tuple[str, str] | None = None,
    ) -> None:
        """`names` is what the two are called; without it they are called by their years."""
        super().__init__("与".join(names or _years(old, new)) + "对比")
        self._office = office
        self._jobs = jobs
        # They are read beside the window, in which the work may go on.
        self._old, self._new = old, new = old.at_rest(), new.at_rest()
        self.differences: tuple[Difference, ...] = ()
        self._given_names = names
        self._names = names or _years(old, new)
        self.list = DifferenceList("两份资料的差异", is_of_files=False)
        self.told = Label(wrap=True)
        self.save = QPushButton("保存为 PDF 和 Excel…")
        self.save.clicked.connect(self.ask_for_folder)
        self.show_whole(self.list)
        self.show_at_foot(self.told, self.save)
        self.setFocusProxy(self.list.list)
        self._begin()
        jobs.run("正在对比", lambda _job: compare(old, new), self._show, self._failed, self, self.leave)

    def _show(self, differences: tuple[Difference, ...]) -> None:
        self._idle()
        self.differences = differences
        counts = {word: sum(one.part == part for one in differences) for part, word in PART_WORDS.items()}
        told = "，".join(f"{word} {count} 处" for word, count in counts.items() if count)
        self.list.show_differences(differences, f"{' → '.join(self._names)}：{told or '没有差别'}。")

    def ask_for_folder(self) -> None:
        """Ask for a folder and write the list into it."""
        folder = self._office.setting(_FOLDER) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "选择存放对照表的文件夹", folder)
        if chosen:
            self._office.set_setting(_FOLDER, chosen)
            self.save_to(Path(chosen))

    def save_to(self, folder: Path) -> None:
        """Write the list into a folder, as PDF and as workbook."""
        old, new, differences, names = self._old, self._new, self.differences, self._given_names

        def work(job: Job) -> tuple[Path, ...]:
            from forms.write.reports.blackline import write_blackline

            job.step(0, 0, "正在写对照表")
            return write_blackline(old, new, differences, folder, made=date.today(), names=names)

        self._begin()
        self._jobs.run("正在写对照表", work, self._saved, self._failed, self, self._idle)

    def _saved(self, paths: tuple[Path, ...]) -> None:
        self._idle()
        names = "、".join(path.name for path in paths)
        style.say(self.told, f"已保存 {names}，在 {paths[0].parent}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.told, words.trouble_text(trouble))

    def _begin(self) -> None:
        style.alarm(self.told, "")
        self.save.setEnabled(False)

    def _idle(self) -> None:
        self.save.setEnabled(True)


def _years(old: Document, new: Document) -> tuple[str, str]:
    return f"{old.head.year}年", f"{new.head.year}年"
