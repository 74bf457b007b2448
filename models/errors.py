"""The world's errors: one exception type that carries a sentence for the clerk and a way out."""

from __future__ import annotations


class Trouble(Exception):
    """Something outside the program went wrong: a damaged file, a full disk, a locked database.

    `sentence` says what is wrong and with which file, `way_out` what the person can do; both are plain Chinese
    and are shown as they stand. The clerk's own mistakes are findings, never a Trouble; everything else is a bug.
    """

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence + way_out)
        self.sentence = sentence
        self.way_out = way_out


class NotStored(Trouble):
    """What was to be stored was not. What becomes of it meanwhile the front end knows, and says."""
