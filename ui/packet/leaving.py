"""What leaves the office and what comes back to it: the public package, packet files, and 核对."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from forms.office.packet_file import SUFFIX, open_packet, save_packet
from forms.signing.state_name import state_of
from forms.write.page.folders import safe_name
from ui.kit import commands
from ui.kit.desk import Desk, run, taken_over

_FOLDER = "folder.packet"
_PACKETS = f"资料包 (*{SUFFIX})"


class Leaving:
    """What is done on the desk with packages and packet files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def deeds(self) -> commands.Deeds:
        """What is done at the commands about what leaves the office and comes back."""
        return {
            commands.OPEN_PACKET: self.ask_for_packet,
            commands.VERIFY: self.verify,
            commands.PAPERS: self.show_papers,
            commands.PUBLISH: self.publish,
            commands.PUBLICATION: self.show_publication,
            commands.SAVE_PACKET: self.ask_where_to,
        }

    def publish(self) -> None:
        """Write the public package of what is open; what stands against it can be gone to."""
        from ui.packet.publish_dialog import PublishDialog

        desk, session, opened = self._desk, taken_over(self._desk), self._desk.workspace
        if session is None or opened is None:
            return
        dialog = PublishDialog(desk.office, desk.jobs, session.document, desk.widget)
        if run(dialog) and dialog.wanted is not None:
            opened.jump(dialog.wanted)

    def show_papers(self) -> None:
        """Show the papers that are kept with what is open."""
        from ui.packet.papers_dialog import PapersDialog

        desk, session = self._desk, taken_over(self._desk)
        if session is not None:
            dialog = desk.ask(lambda: PapersDialog(desk.office, session.document, desk.widget))
            if dialog is not None:
                run(dialog)

    def show_publication(self) -> None:
        """Show what of what is open stands where the public reads it."""
        from ui.packet.publication_dialog import PublicationDialog

        desk, session = self._desk, taken_over(self._desk)
        if session is not None:
            dialog = desk.ask(lambda: PublicationDialog(desk.office, desk.jobs, session, desk.widget))
            if dialog is not None:
                run(dialog)

    def verify(self) -> None:
        """Hold a code or files against what is kept."""
        from ui.packet.verify_dialog import VerifyDialog

        taken_over(self._desk)
        run(VerifyDialog(self._desk.office, self._desk.jobs, self._desk.widget))

    # Packet files

    def ask_where_to(self) -> None:
        """Ask for a file and save what is open into it, with its history."""
        desk, session = self._desk, taken_over(self._desk)
        if session is None:
            return
        head = session.document.head
        proposed = Path(self._last_folder()) / safe_name(f"{head.year}年{head.unit.name}{head.kind}预算{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(desk.widget, "保存资料包", str(proposed), _PACKETS)
        if chosen:
            self._keep(Path(chosen).parent)
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Save what is open into a packet file."""
        desk, session = self._desk, taken_over(self._desk)
        if session is None:
            return
        document = session.document
        written = desk.ask(lambda: save_packet(desk.office, document.head.id, path))
        if written is not None:
            desk.tell(f"已保存 {written}，核对码 {state_of(document).code}；拿到别的电脑上，用“文件→打开资料包”打开。")

    def ask_for_packet(self) -> None:
        """Ask for a packet file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(self._desk.widget, "选择资料包", self._last_folder(), _PACKETS)
        if chosen:
            self._keep(Path(chosen).parent)
            self._open(Path(chosen))

    def take(self, files: Sequence[Path], do: Callable[[Sequence[Path]], object]) -> None:
        """Open the packet files among these, and do something with the others."""
        packets = [path for path in files if path.suffix.lower() == SUFFIX]
        for path in packets:
            self._open(path)
        if others := [path for path in files if path not in packets]:
            do(others)

    # Inside

    def _open(self, path: Path) -> None:
        """Take over what a packet file holds, verified whole, and show it."""
        desk = self._desk
        if desk.office.is_read_only:
            desk.ask(desk.office.require_writable)
            return
        if not desk.may_leave():
            return
        document = desk.ask(lambda: open_packet(desk.office, path))
        if document is not None:
            desk.show_document(document)
            desk.tell(f"已打开资料包“{path.name}”，核对码 {state_of(document).code}。")

    def _last_folder(self) -> str:
        return self._desk.office.setting(_FOLDER) or str(Path.home())

    def _keep(self, folder: Path) -> None:
        self._desk.ask(lambda: self._desk.office.set_setting(_FOLDER, str(folder)))
