"""Parts of a file as columns of values, and what is wrong with them (整列读取).

Column by column and not cell by cell: what a column holds is asked once, most cells say what one
above them said, and a plain text is taken as it is. That is what makes 100,000 rows quick.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.asking import Unfit, cleaner
from rules.entity import Column, Entity, Kind
from rules.load import cell
from rules.load.layout import Layout
from rules.load.problem import Problem, quoted

MOST_KEPT = 20_000  # cells of one column whose meaning is remembered
Words = Mapping[str, Mapping[str, str]]  # for each column: codes by what they may be called
_TEXTS = (Kind.TEXT, Kind.PERSON, Kind.PLACE, Kind.ROW)


@dataclass
class Part:
    """Some rows of a file, as columns of values (一段数据)."""

    rows: list[int]  # as the file shows them
    columns: dict[str, list[Any]]
    problems: list[Problem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)  # positions of rows that are not taken

    def blame(self, at: int, heading: str, fault: Unfit, value: Any = "") -> None:
        """A row is not taken, and why."""
        said = Problem(
            self.rows[at], heading, fault.code, fault.sentence, quoted(value), fault.facts
        )
        self.problems.append(said)
        self.bad.add(at)


class Table:
    """Reads parts of one file by one layout (整列读取)."""

    def __init__(self, entity: Entity, layout: Layout, words: Words) -> None:
        self.layout = layout
        self._columns = [
            (at, entity.by_name[name], _reader(entity.by_name[name], words.get(name, {})))
            for at, name in enumerate(layout.columns)
            if name
        ]
        self._width = 1 + max(at for at, _column, _read in self._columns)

    def part(self, rows: Sequence[Sequence[Any]], first: int) -> Part:
        """What ``rows`` say; the first of them is row ``first`` of the file. Empty rows say
        nothing."""
        width = self._width
        wide = [row if len(row) >= width else [*row, *[None] * (width - len(row))] for row in rows]
        kept = [at for at, row in enumerate(wide) if any(_filled(one) for one in row)]
        if len(kept) < len(wide):
            wide = [wide[at] for at in kept]
        made = Part([first + at for at in kept], {})
        for at, column, read in self._columns:
            cells = [row[at] for row in wide]
            made.columns[column.name] = read(cells, self._blaming(made, at, cells))
        return made

    def _blaming(self, made: Part, at: int, cells: list[Any]) -> "Blame":
        heading = self.layout.headings[at]
        return lambda position, fault: made.blame(position, heading, fault, cells[position])


Blame = Callable[[int, Unfit], None]
Reader = Callable[[list[Any], Blame], list[Any]]


def _filled(one: Any) -> bool:
    return one is not None and one != "" and (not isinstance(one, str) or bool(one.strip()))


def _reader(column: Column, words: Mapping[str, str]) -> Reader:
    understand = _understanding(column, words)
    if column.kind in _TEXTS:
        return _texts(column, understand)
    kept: dict[Any, Any] = {}
    nothing = object()

    def read(cells: list[Any], blame: Blame) -> list[Any]:
        made = [kept.get(one, nothing) for one in cells]
        for at, known in enumerate(made):
            value = understand(cells[at]) if known is nothing else known
            if known is nothing and len(kept) < MOST_KEPT:
                kept[cells[at]] = value
            made[at] = value
            if isinstance(value, Unfit):
                blame(at, value)
                made[at] = None
        return made

    return read


def _understanding(column: Column, words: Mapping[str, str]) -> cell.Parser:
    """From a cell to the value that is kept; ``Unfit``, as a value too, where there is none."""
    parse = _parser(column, words)
    clean = None if column.is_reference else cleaner(column)

    def understand(given: Any) -> Any:
        try:
            value = parse(given)
            return value if clean is None else clean(value)
        except Unfit as fault:
            return fault

    return understand


def _texts(column: Column, understand: cell.Parser) -> Reader:
    """Plain texts as they are: two of them are seldom the same."""
    longest = min(column.longest or cell.LONGEST_TEXT, cell.LONGEST_TEXT)
    simple = not column.pattern

    def read(cells: list[Any], blame: Blame) -> list[Any]:
        made: list[Any] = []
        for at, given in enumerate(cells):
            if simple and type(given) is str and given.isprintable() and given[:1] != "'":
                value: Any = " ".join(given.split())
                if 0 < len(value) <= longest:
                    made.append(value)
                    continue
            value = understand(given)
            if isinstance(value, Unfit):
                blame(at, value)
                value = None
            made.append(value)
        return made

    return read


def _parser(column: Column, words: Mapping[str, str]) -> cell.Parser:
    if column.kind is Kind.CHOICE:
        return cell.one_of(dict(words))
    if column.kind is Kind.CHOICES:
        return cell.some_of(dict(words))
    return cell.PARSERS[column.kind]
