"""The faces that pdfium takes for those a file leaves out: one of our own, so that what is read is the same everywhere.

pdfium takes the faces of the computer else, and on one without Chinese faces it loses every sign that is printed on its
own: the last one of a caption that is broken over two lines.
"""

from __future__ import annotations

import ctypes
import os

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument  # Begins pdfium.

from forms.form.resources import resources

_VERSION = 2
"""Of the settings that pdfium takes when it begins; those after them are on trial."""


def open_with_own_faces(data: bytes) -> PdfDocument:
    """The document of a file, read by a pdfium that knows no face but `resources/fonts/reading`.

    For a process that reads one file: pdfium begins anew, so nothing may be open in it.
    """
    folders = (ctypes.c_char_p * 2)(os.fsencode(resources() / "fonts" / "reading"), None)
    settings = pdfium.FPDF_LIBRARY_CONFIG(version=_VERSION)
    settings.m_pUserFontPaths = ctypes.cast(folders, type(settings.m_pUserFontPaths))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(settings)
    return PdfDocument(data)
