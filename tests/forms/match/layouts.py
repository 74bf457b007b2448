"""Layouts in which offices, WPS and budget systems hand in one and the same disclosure, made from a published workbook.

Each layout changes an open workbook of the nine tables in place and leaves what it discloses alone. They may be put
one on another in the order of `GROUPS`: what changes texts comes before what moves cells.
"""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook

from tests.forms.match import layouts_of_places as places
from tests.forms.match import layouts_of_texts as texts

Layout = Callable[[Workbook], None]

GROUPS: tuple[tuple[Layout, ...], ...] = (
    (texts.titles_with_blanks, texts.titles_among_words),
    (texts.heads_of_other_years,),
    (texts.amounts_with_marks, texts.amounts_in_thousands, texts.amounts_rounded_by_format),
    (texts.dashes_of_all_kinds,),
    (texts.totals_as_formulas,),
    (texts.head_line_in_one_cell, texts.head_line_in_pairs, texts.unit_above_the_title),
    (texts.codes_with_blanks, texts.codes_indented, texts.codes_as_decimals),
    (texts.totals_spaced, places.totals_at_the_bottom, places.totals_merged),
    (places.columns_in_another_order,),
    (places.extra_columns,),
    (places.head_in_one_row, places.head_in_one_row_joined, places.head_in_three_rows, places.pages),
    (
        places.codes_and_names_joined,
        places.codes_in_three_columns,
        places.codes_in_three_columns_by_level,
        places.codes_in_three_columns_of_numbers,
        places.codes_under_one_caption,
    ),
    (places.merged_anywhere,),
    (places.remarks_in_between,),
    (places.blank_rows_and_columns,),
    (places.hidden_sheets_of_last_year,),
    (
        places.overlapping_merges,
        places.hidden_rows_and_columns,
        places.titles_on_the_tabs_only,
        places.sheets_renamed_and_shuffled,
        places.tables_side_by_side,
    ),
)
"""All layouts; those of one group exclude each other."""

LAYOUTS: tuple[Layout, ...] = tuple(layout for group in GROUPS for layout in group)
