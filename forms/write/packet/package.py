"""The packet of a disclosure: workbook, PDF and Word file in one folder, all of them or none."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from forms.document.document import Document
from forms.signing.state_name import state_of
from forms.write.packet.verify_pdf import open_pdf
from forms.write.page.approval import approval_of
from forms.write.page.closing import Closing
from forms.write.page.flow import has_text
from forms.write.page.folders import file_named, make_folder
from forms.write.page.products import Product, mark_of
from forms.write.pdf.flow_pages import PdfPage
from forms.write.pdf.pdf import write_pdf
from models.errors import Trouble
from models.files import write_together
from models.records import State

FORMATS = ("xlsx", "pdf", "docx")


def export(
    document: Document,
    folder: Path,
    *,
    formats: Collection[str] = (),
    product: Product = Product.PUBLIC,
    data: Path | None = None,
    with_formulas: bool = False,
) -> tuple[Path, ...]:
    """Write one of the two products into `folder`, which is made if missing, and return the files written.

    `formats` are some of `FORMATS`; without any it is all, the Word file only where there is text. Files of the same
    name are replaced together, once all are complete and the PDF opens again; what stands in them is for `verify`. What
    a killed run left half in the folder is put right before. `data` is the folder of the data, which remembers a run
    until it has ended; `with_formulas` is that of `write_workbook`.
    Raises Trouble when a file cannot be written, or for an unknown format.
    """
    if unknown := set(formats) - set(FORMATS):
        raise Trouble(f"不能导出“{'、'.join(sorted(unknown))}”格式的文件，", "请用 xlsx、pdf 或 docx。")
    make_folder(folder)
    formats = formats or [suffix for suffix in FORMATS if suffix != "docx" or has_text(document)]
    paths = tuple(folder / file_name(document, suffix, product) for suffix in dict.fromkeys(formats))
    with write_together(paths, data=data) as temporaries:
        for path, temporary in zip(paths, temporaries, strict=True):
            _write(document, path, temporary, product, with_formulas)
    return paths


def write_files(document: Document, folder: Path) -> tuple[Path, ...]:
    """Write the files of the public product into a folder that is being made; returns them. Raises Trouble."""
    paths = tuple(folder / file_name(document, suffix) for suffix in FORMATS if suffix != "docx" or has_text(document))
    for path in paths:
        _write(document, path, path, Product.PUBLIC)
    return paths


def file_name(document: Document, suffix: str, product: Product = Product.PUBLIC) -> str:
    """丰润区工业和信息化局2024年部门预算公开表.xlsx; the copy for signing says so: …（送签版）.pdf.

    The public files bear the title alone, as it stands on the web site.
    """
    titles = document.edition.titles
    ending = f"（{product.words}）" if product is Product.SIGNING else ""
    return file_named(document, titles.workbook if suffix == "xlsx" else titles.document, f"{ending}.{suffix}")


def _write(
    document: Document,
    path: Path,
    temporary: Path,
    product: Product,
    with_formulas: bool = False,
) -> None:
    # Each kind of file has a library of its own that takes a moment to load.
    signing, mark = product is Product.SIGNING, mark_of(document, product)
    approval = approval_of(document, state_of(document)) if signing else None
    closing = _closing(document) if signing else None
    match path.suffix:
        case ".pdf":
            _prove(temporary, path, write_pdf(document, temporary, product, _behind(closing)))
        case ".docx":
            from forms.write.word.word import write_word

            write_word(document, temporary, mark, approval, closing)
        case _:
            from forms.write.workbook.workbook import write_workbook

            write_workbook(
                document, temporary, mark=mark, with_formulas=with_formulas, approval=approval, closing=closing
            )


def _closing(document: Document) -> Closing:
    """The last sheet of the copy for signing; the public product does not wait for the checks to be loaded."""
    from forms.check.readiness import readiness
    from forms.write.reports.report_page import closing_of

    return closing_of(document, readiness(document, State.SETTLED))


def _behind(closing: Closing | None) -> tuple[PdfPage, ...]:
    if closing is None:
        return ()
    from forms.write.reports.report_page import report_page

    return (report_page(closing),)


def _prove(file: Path, path: Path, pages: int) -> None:
    """Open the PDF on the disk: all its pages are there."""
    pdf = open_pdf(file)
    if pdf is not None:
        with pdf:
            if len(pdf) == pages:
                return
    raise Trouble(f"“{path.name}”写到磁盘后读不回来，没有保留。", "请换一个磁盘或文件夹再导出一次。")
