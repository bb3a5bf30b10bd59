"""Tables for a spreadsheet, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def written(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Write rows as CSV, as spreadsheets read it best: UTF-8 with its mark at the beginning."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: str | int) -> str:
    """Put an apostrophe before what a spreadsheet would carry out; drop NUL, which ends a file for some."""
    plain = str(cell)
    is_dangerous = plain.startswith(("\0", *_DANGEROUS))
    clean = plain.replace("\0", "")
    return f"'{clean}" if is_dangerous or clean.startswith(_DANGEROUS) else clean
