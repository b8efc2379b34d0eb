"""The values of an edition (数据表): from a CSV file, or from wherever the app has them."""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rules.ranking.figures import Floats
from rules.ranking.method import Indicator, Method
from rules.ranking.part import UNIT
from rules.refusal import N_, Refused

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
QUOTED = 40  # letters of a wrong cell that the sentence shows


@dataclass(frozen=True, eq=False)
class Table:
    """Who is ranked, by which numbers (被评单位与指标值).

    ``values`` has a row for each unit and a column for each indicator of the method, in its
    order; NaN is missing. ``errors`` has the same shape: the standard error of the value, or the
    size of its sample where the indicator says so. ``groups`` is the peer group of each unit.
    """

    units: tuple[str, ...]
    values: Floats
    errors: Floats | None = None
    groups: tuple[str, ...] | None = None


def table_of(source: bytes | str, method: Method, file: str = "values.csv") -> Table:
    """The table in a CSV file, or the first fault in it (读取数据表). Other columns are ignored."""
    heading, rows = _rows(source, file)
    sheet = _Sheet(file, heading, rows)
    units = sheet.units()
    values, errors, known = [], [], False
    for indicator in method.indicators:
        values.append(sheet.values(indicator))
        errors.append(sheet.errors(indicator))
        known = known or indicator.error is not None or indicator.sample is not None
    return Table(
        units=units,
        values=np.array(values).T,
        errors=np.array(errors).T if known else None,
        groups=None if method.peers is None else tuple(map(str.strip, sheet.words(method.peers))),
    )


class _Sheet:
    """The cells of one file by column (表格)."""

    def __init__(
        self, file: str, heading: Sequence[str], rows: Sequence[tuple[int, list[str]]]
    ) -> None:
        self.file, self.heading, self.rows = file, heading, rows

    def place(self, column: str) -> int:
        if self.heading.count(column) != 1:
            raise Refused(
                N_("{file}, row {row}: the column {column} must be there once."),
                file=self.file,
                row=1,
                column=column,
            )
        return self.heading.index(column)

    def units(self) -> tuple[str, ...]:
        seen: dict[str, int] = {}
        units = self.words(UNIT)  # as they are written; two that differ by a space are one
        for (number, _), unit in zip(self.rows, map(str.strip, units)):
            if not unit:
                raise Refused(
                    N_("{file}, row {row}, column {column}: a name is missing here."),
                    **self._spot(number, UNIT),
                )
            if seen.setdefault(unit, number) != number:
                raise Refused(
                    N_("{file}, row {row}: {value} is already in row {first}."),
                    **self._spot(number, UNIT),
                    value=unit,
                    first=seen[unit],
                )
        return units

    def words(self, column: str) -> tuple[str, ...]:
        place = self.place(column)
        return tuple(cells[place] for _, cells in self.rows)

    def values(self, indicator: Indicator) -> Floats:
        """The indicator's own column, divided by the one it is counted against."""
        values = self._numbers(indicator.code)
        return values if indicator.per is None else values / self._divisor(indicator.per)

    def errors(self, indicator: Indicator) -> Floats:
        column = indicator.error or indicator.sample
        if column is None:
            return np.full(len(self.rows), np.nan)
        errors = self._numbers(column)
        return errors if indicator.per is None else errors / self._divisor(indicator.per)

    def _divisor(self, column: str) -> Floats:
        divisor = self._numbers(column)
        for (number, _), value in zip(self.rows, divisor.tolist()):
            if value <= 0:
                raise Refused(
                    N_("{file}, row {row}, column {column}: nothing can be divided by {value}."),
                    **self._spot(number, column),
                    value=f"{value:g}",
                )
        return divisor

    def _numbers(self, column: str) -> Floats:
        return np.array(
            [self._number(number, column, cell) for number, cell in self._cells(column)]
        )

    def _number(self, row: int, column: str, cell: str) -> float:
        if not cell:
            return math.nan
        number = float(cell) if _NUMBER.fullmatch(cell) else math.inf
        if math.isinf(number):
            raise Refused(
                N_("{file}, row {row}, column {column}: “{value}” is not a number."),
                **self._spot(row, column),
                value=cell[:QUOTED],
            )
        return number

    def _cells(self, column: str) -> list[tuple[int, str]]:
        place = self.place(column)
        return [(number, cells[place].strip()) for number, cells in self.rows]

    def _spot(self, row: int, column: str) -> dict[str, object]:
        return {"file": self.file, "row": row, "column": column}


def _rows(source: bytes | str, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading, and the rows below it with their number in a spreadsheet."""
    rows: list[tuple[int, list[str]]] = []
    heading: list[str] = []
    number = 0
    try:
        lines = csv.reader(io.StringIO(_text(source, file), newline=""), strict=True)
        for number, cells in enumerate(lines, 1):
            if number == 1:
                heading = [cell.strip() for cell in cells]
            elif any(map(str.strip, cells)):
                if len(cells) != len(heading):
                    raise Refused(
                        N_("{file}, row {row}: the row has {count} cells instead of {expected}."),
                        file=file,
                        row=number,
                        count=len(cells),
                        expected=len(heading),
                    )
                rows.append((number, cells))
    except csv.Error as fault:
        raise Refused(
            N_("{file}, row {row}: a quotation mark is out of place."), file=file, row=number + 1
        ) from fault
    if not rows:
        raise Refused(N_("{file}: there is nobody to rank in it."), file=file)
    return heading, rows


def _text(source: bytes | str, file: str) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    for encoding in ("utf-8", "gb18030"):
        try:
            return source.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Refused(N_("{file}: this is not a text in UTF-8 or GB18030."), file=file)
