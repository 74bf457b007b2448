"""打印: which printer, which pages, how many copies, on one side or on both, how many pages beside each other."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from forms.write.page.imposition import PER_SIDE, PrintedSides, Side, read_range, sides
from models.errors import Trouble
from models.files import write_whole
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.packet.pages import Pages
from ui.packet.printing import print_sides

TO_FILE = "存成 PDF 文件"
PRINT_DPI = 300
_MOST_COPIES = 99
_DUPLEX = {
    "单面": QPrinter.DuplexMode.DuplexNone,
    "双面，左右翻": QPrinter.DuplexMode.DuplexLongSide,
    "双面，上下翻": QPrinter.DuplexMode.DuplexShortSide,
}
_SIDES = {"全部": PrintedSides.ALL, "只印单数页（正面）": PrintedSides.FRONTS, "只印双数页（反面）": PrintedSides.BACKS}
_BY_HAND = "这台打印机不能自动双面：先只印单数页，把纸翻过来放回去，再只印双数页。"


class PrintDialog(QDialog):
    """Asks how the pages shall be printed, and prints them in a job."""

    def __init__(self, pages: Pages, current: int, jobs: Jobs, parent: QWidget | None = None) -> None:
        """`current` is the page that is looked at."""
        super().__init__(parent)
        self._pages = pages
        self._current = current
        self._jobs = jobs
        self.setWindowTitle("打印")
        self.printer = QComboBox()
        self.printer.addItems([*QPrinterInfo.availablePrinterNames(), TO_FILE])
        self.printer.setCurrentText(QPrinterInfo.defaultPrinterName() or self.printer.itemText(0))
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.duplex = QComboBox()
        self.sides = QComboBox()
        self.sides.addItems([*_SIDES])
        self.per_side = QComboBox()
        self.per_side.addItems([f"{count} 页" for count in PER_SIDE])
        self.whole = QRadioButton(f"全部 {len(pages.sizes)} 页(&A)")
        self.this = QRadioButton(f"看着的这一页，第 {current + 1} 页(&T)")
        self.part = QRadioButton("一张表或一个部分(&B)：")
        self.parts = QComboBox()
        self.parts.addItems([text for text, _ in pages.parts])
        self.some = QRadioButton("这些页(&G)：")
        self.range = QLineEdit()
        self.range.setPlaceholderText("例如 1-3,5；按左边列表里的页数")
        self.told = Label(wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton("打印(&P)", QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out()
        self._connect()
        self.whole.setChecked(True)
        self._offer_duplex()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        fields = (
            ("打印机(&R)：", self.printer),
            ("份数(&C)：", self.copies),
            ("单面或双面(&D)：", self.duplex),
            ("每面印(&N)：", self.per_side),
            ("单双页(&S)：", self.sides),
        )
        for row, (text, field) in enumerate(fields):
            grid.addWidget(Label(text, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(grid)
        layout.addWidget(self.whole)
        layout.addWidget(self.this)
        for button, field in ((self.part, self.parts), (self.some, self.range)):
            line = QHBoxLayout()
            line.addWidget(button)
            line.addWidget(field, 1)
            layout.addLayout(line)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        # A long name of a table makes the list of them wide, not the dialog.
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(20)
        self.parts.setAccessibleName("表或部分")
        self.copies.lineEdit().setAccessibleName("份数")
        self.range.setAccessibleName("要印的页")
        self.start.setDefault(True)
        self.setMinimumWidth(520)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for button in (self.whole, self.this, self.part, self.some):
            group.addButton(button)
            button.toggled.connect(self._count)
        self.parts.activated.connect(lambda: self.part.setChecked(True))
        self.range.textEdited.connect(lambda: self.some.setChecked(True))
        for field in (self.parts, self.duplex, self.per_side, self.sides):
            field.currentIndexChanged.connect(self._count)
        self.range.textChanged.connect(self._count)
        self.copies.valueChanged.connect(self._count)
        self.printer.currentIndexChanged.connect(self._offer_duplex)
        self.start.clicked.connect(self.print)
        self.buttons.rejected.connect(self.reject)

    def show_part(self, text: str) -> None:
        """Choose the part whose heading ends with these words, if there is one."""
        found = [row for row, (heading, _) in enumerate(self._pages.parts) if text and heading.endswith(text)]
        if found:
            self.parts.setCurrentIndex(found[0])
            self.part.setChecked(True)

    @property
    def _per_side(self) -> int:
        return PER_SIDE[self.per_side.currentIndex()]

    @property
    def _mode(self) -> QPrinter.DuplexMode:
        return _DUPLEX.get(self.duplex.currentText(), QPrinter.DuplexMode.DuplexNone)

    @property
    def _only(self) -> PrintedSides:
        return _SIDES[self.sides.currentText()]

    @property
    def _is_duplex(self) -> bool:
        return self._mode is not QPrinter.DuplexMode.DuplexNone

    def chosen(self) -> tuple[int, ...]:
        """The pages that are chosen; raises Trouble when what was typed are none."""
        if self.this.isChecked():
            return (self._current,)
        if self.part.isChecked():
            return self._pages.parts[self.parts.currentIndex()][1]
        if self.some.isChecked():
            return read_range(self.range.text(), len(self._pages.sizes))
        return tuple(range(len(self._pages.sizes)))

    def laid(self) -> tuple[Side, ...]:
        """The sides that will be printed, once each; raises Trouble as `chosen` does."""
        return sides(
            self.chosen(), self._pages.numbers, per_side=self._per_side, duplex=self._is_duplex, only=self._only
        )

    def print(self) -> None:
        """Print what is chosen; the dialog goes when it is done."""
        name, to_file = self.printer.currentText(), None
        if name == TO_FILE:
            proposed = str(Path.home() / "打印.pdf")
            chosen, _ = QFileDialog.getSaveFileName(self, TO_FILE, proposed, "PDF (*.pdf)")
            if not chosen:
                return
            to_file = Path(chosen)
        laid, pages, per_side = self.laid(), self._pages, self._per_side
        upright = self._is_duplex or self._only is not PrintedSides.ALL
        copies, mode = self.copies.value(), self._mode

        def work(job: Job) -> None:
            with write_whole(to_file) if to_file else nullcontext() as file:
                printer = QPrinter(QPrinter.PrinterMode.HighResolution)
                if file is None:
                    printer.setPrinterName(name)
                    printer.setDuplex(mode)
                else:
                    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
                    printer.setOutputFileName(str(file))
                printer.setDocName(pages.title)
                printer.setResolution(PRINT_DPI)
                printer.setCopyCount(copies)
                print_sides(
                    printer,
                    pages,
                    laid,
                    lambda done, of: job.step(done, of, f"正在打印，第 {done + 1} 面，共 {of} 面"),
                    per_side=per_side,
                    upright=upright,
                )

        self.setEnabled(False)
        self._jobs.run("正在打印", work, lambda _: self.accept(), self._failed, self, self._idle)

    def _offer_duplex(self) -> None:
        """The ways to print on both sides that the printer has; a file is laid out as for one that has all."""
        name = self.printer.currentText()
        able = set(_DUPLEX.values()) if name == TO_FILE else {*QPrinterInfo.printerInfo(name).supportedDuplexModes()}
        before = self.duplex.currentText()
        self.duplex.clear()
        self.duplex.addItems([text for text, mode in _DUPLEX.items() if mode is _DUPLEX["单面"] or mode in able])
        self.duplex.setCurrentText(before)
        self._count()

    def _count(self) -> None:
        """Say how much paper it takes, or what is wrong."""
        try:
            laid = self.laid()
        except Trouble as trouble:
            self.start.setEnabled(False)
            style.alarm(self.told, words.trouble_text(trouble) if self.range.text().strip() else "")
            return
        self.start.setEnabled(bool(laid))
        sheets = (len(laid) + 1) // 2 if self._is_duplex and self._only is PrintedSides.ALL else len(laid)
        copies = self.copies.value()
        by_hand = f"\n{_BY_HAND}" if self.duplex.count() == 1 else ""
        told = f"用纸 {sheets * copies} 张" + (f"（每份 {sheets} 张）" if copies > 1 else "")
        style.say(self.told, f"{told}。{by_hand}" if laid else "没有双数页。")

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.told, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.setEnabled(True)
