"""The packs of an office: those it installed, and the versions that disclosures were signed with.

What comes with the program is not kept twice: the base of a kept pack is that of the program, which reads it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from forms.document.document import Document
from forms.form.load import VERSIONS, installed, kept_version, pack, use_folder
from forms.form.model import FIRST_VERSION, Edition
from forms.form.pack import PACKS
from forms.form.resources import PACKS_OF_OFFICE
from forms.office.code_lists import CodeLists
from forms.signing.states import SIGNING
from models.files import file_trouble, keep_all_private, make_private
from models.records import Head, OperationKind, State

_WORKED_ON = "pack"
"""The settings that hold, by the id of a disclosure, the version of the pack in which it was last worked on."""


def keep_pack(data: Path, folders: Sequence[Path], version: str) -> None:
    """Keep the pack that stands in these folders, its own last, in the data folder under that version; one that is
    kept already stays as it is. Raises Trouble when it cannot be written.
    """
    packs, (*bases, own) = data / PACKS_OF_OFFICE, folders
    if kept_version([packs], own.name, version) is not None:
        return
    target = packs / VERSIONS / f"{own.name}@{version}"
    is_first = not packs.is_dir()
    try:
        for folder in (data, packs, target.parent, target):
            make_private(folder)
        for folder in (*(base for base in bases if base.parent != PACKS), own):
            shutil.copytree(folder, target / folder.name, dirs_exist_ok=True)
        keep_all_private(target)
    except OSError as error:
        raise file_trouble(target, error) from error
    if is_first:
        use_folder(packs)


class FormsOfOffice(CodeLists):
    """The part of an office that knows in which version of its form a disclosure is."""

    def signed_version(self, head: Head, kinds: Sequence[OperationKind] = SIGNING) -> str:
        """The version of the pack that the disclosure was signed with, by the last of these steps; blank while it is
        worked on."""
        return "" if head.state == State.EDITING else self._store.last_name(head.id, kinds) or FIRST_VERSION

    def signed_with(self, form: Edition) -> str:
        """What the step says by which a disclosure in that form is signed, and the pack is kept; blank for the first
        version. Raises Trouble when the pack cannot be written."""
        keep_pack(self.folder, form.folders, form.version)
        return "" if form.version == FIRST_VERSION else form.version

    def working_in(self, head: Head, form: Edition) -> None:
        """Write down in which version of its form a disclosure is worked on, to tell when it is another one."""
        self.set_setting(f"{_WORKED_ON}:{head.id}", form.version)

    def form_told(self, document: Document) -> str:
        """What is to be said, once, of the version of the form in which a disclosure was opened; blank for nothing."""
        head, form = document.head, document.edition
        signed, known = self.signed_version(head), self.setting(f"{_WORKED_ON}:{head.id}") or ""
        if not signed and known != form.version:
            self.working_in(head, form)
        is_here = form.pack in installed()
        title = f"“{pack(form.pack).title if is_here else form.pack}”表样"
        now = pack(form.pack).version if is_here else ""
        if not signed:
            moved = f"{title}由第{known}版换成了第{form.version}版，这份资料还没有签审，改按新的一版编制，请核对一遍。"
            return moved if known not in ("", form.version) else ""
        said = f"这份资料{head.state}时用的是{title}第{signed}版，"
        if form.version != signed:
            return f"{said}本机没有这一版，现在按第{form.version}版打开，请核对。"
        return f"{said}现在仍按这一版打开；装有的是第{now}版。" if now not in ("", signed) else ""
