"""Every check that is not linear; importing this module registers them all."""

from forms.check.special.records import (
    assets,
    bands,
    goals,
    indicators,
    procurement,
    project_funds,
    project_names,
    sameness,
)
from forms.check.special.standing import citations, privacy, signoff, unit_names
from forms.check.special.tables import (
    absent_rows,
    code_rows,
    completeness,
    last_amounts,
    single_values,
    table_heads,
    vehicles,
)
from forms.check.special.text import (
    amounts,
    comparisons,
    glossary,
    last_text,
    notation,
    structure,
    unbound,
    wording,
    year_words,
)

__all__ = [
    "absent_rows",
    "amounts",
    "assets",
    "bands",
    "citations",
    "code_rows",
    "comparisons",
    "completeness",
    "glossary",
    "goals",
    "indicators",
    "last_amounts",
    "last_text",
    "notation",
    "privacy",
    "procurement",
    "project_funds",
    "project_names",
    "sameness",
    "signoff",
    "single_values",
    "structure",
    "table_heads",
    "unbound",
    "unit_names",
    "vehicles",
    "wording",
    "year_words",
]
