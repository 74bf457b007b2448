"""The page of the comparison with last year (增减情况): amounts fetched, reasons offered, sentences drafted."""

from __future__ import annotations

from forms.form.slot_grammar import BEFORE, REASON
from forms.years.last_year import comparison_before, draft_movements, take_last_year
from forms.years.reasons import offered_reasons
from models.records import TextChange
from ui.grid.compared import ComparedModel
from ui.kit.commands import DRAFT_MOVEMENTS, TAKE_LAST_YEAR, Deeds
from ui.kit.steps import step_of_text
from ui.pages.table_page import TablePage


class ReasonModel(ComparedModel):
    """The model of the comparison, which offers the reasons that fit a row."""

    def choices(self, row: int, column: int) -> tuple[str, ...]:
        """The reasons for the row of that cell; none elsewhere."""
        line = self.line(row, column)
        if line is None or self.columns[column].id != REASON:
            return ()
        return offered_reasons(self.document, line.key, self.session.reasons())


class ComparisonPage(TablePage):
    """The table with two buttons."""

    model_class = ReasonModel

    def take_last_year(self) -> None:
        """Fill last year's amounts that are blank; say what was done and what differs."""
        document = self.session.document
        disclosed = comparison_before(document)
        if not disclosed:
            self.status.emit(f"没有{document.head.year - 1}年的资料，请先导入上年公开的文件，或者直接填写上年数。")
            return
        changes = take_last_year(document)
        self.session.apply("取上年数", changes)
        told = [f"已取上年数 {len(changes)} 格，可以撤销。" if changes else "上年数都已经填好。"]
        other = sum(document.value(address) != fen for address, fen in disclosed.items())
        told += [f"有 {other} 格与上年公开的不一致，没有改动；口径调整过的请在原因里写明。"] if other else []
        self.status.emit("".join(told))

    def draft_movements(self) -> None:
        """Draft the sentences in the sections that want them and go to the first."""
        document = self.session.document
        changes = draft_movements(document)
        if self.session.apply("起草增减说明", changes):
            first = next(change for change in changes if isinstance(change, TextChange))
            self.go_wanted.emit(step_of_text(document, first.key), None)
            self.status.emit("已按本表起草增减说明，可以撤销；数字和原因改了，文字里也跟着改。")
        elif any(at.table == document.edition.roles.comparison and at.column == BEFORE for at in document.cells):
            self.status.emit("说明里已经写了增减情况，没有再起草。")
        else:
            self.status.emit("还没有上年数，不能起草：请先取上年数或者填写上年数。")

    def _deeds(self) -> Deeds:
        return {TAKE_LAST_YEAR: self.take_last_year, DRAFT_MOVEMENTS: self.draft_movements}
