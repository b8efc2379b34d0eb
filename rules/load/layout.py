"""Which heading of a file is which column of a table (表头对应)."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.entity import Column, Entity, Kind
from rules.load.cell import flat, text_of
from rules.refusal import N_, Refused

WITHIN = 10  # rows: a title or two may stand above the headings
_UNIT = re.compile(r"\s*[（(\[【][^（(\[【]*[）)\]】]\s*$")
_NOISE = re.compile(r"[\s*＊:：_\-]+")
_NEVER = frozenset({Kind.FILE, Kind.FORMULA})


@dataclass(frozen=True)
class Top:
    """The head of a file (表头): its headings, and in which row they stand."""

    row: int  # as the file shows it; the rows begin below
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]  # a few rows, as people read them

    @property
    def sha256(self) -> str:
        """A file with the same headings has the same one."""
        return hashlib.sha256("\x1f".join(self.headings).encode()).hexdigest()


@dataclass(frozen=True)
class Layout:
    """What the columns of a file hold (对应关系).

    ``columns`` are names by position, empty for what is passed over; ``keys`` tell which row of the
    table a row of the file is; where ``clears`` an empty cell empties the field, else it leaves it.
    """

    row: int
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    keys: tuple[str, ...] = ()
    clears: bool = False

    @property
    def mapping(self) -> dict[str, str]:
        """Heading: column."""
        return {head: name for head, name in zip(self.headings, self.columns) if name}

    def heading(self, name: str) -> str:
        """The heading above a column; empty where the file does not have it."""
        return dict(zip(self.columns, self.headings)).get(name, "") if name else ""


Known = Mapping[str, Iterable[str]]  # what a column may be called, by its name


def importable(entity: Entity, names: Iterable[str]) -> tuple[Column, ...]:
    """The columns that a file may give, of those that may be written."""
    may = set(names)
    return tuple(
        one
        for one in entity.columns
        if one.writable and one.kind not in _NEVER and not one.formula and one.name in may
    )


def top(rows: Sequence[Sequence[Any]], known: Known) -> Top:
    """Where the headings stand: in the row of the first ten that says most of them."""
    if not rows:
        raise Refused(N_("The file has no rows."))
    words = _words(known)
    said = [[" ".join(text_of(cell).split()) for cell in row] for row in rows]
    counts = [len({words[w] for cell in row if (w := plain(cell)) in words}) for row in said]
    best = max(counts[:WITHIN])
    at = counts.index(best) if best else next((n for n, row in enumerate(said) if any(row)), 0)
    width = max(len(row) for row in said[at:])
    heads = (*said[at], *[""] * width)[:width]
    return Top(at + 1, heads, tuple(tuple(row) for row in said[at + 1 : at + 6]))


def plain(heading: str) -> str:
    """A heading without unit, stars and spaces."""
    return _NOISE.sub("", flat(_UNIT.sub("", heading)))


def guess(found: Top, known: Known) -> tuple[str, ...]:
    """A column for each heading that is called like one; each column once, from the left."""
    words, taken = _words(known), set[str]()
    names = []
    for heading in found.headings:
        name = words.get(plain(heading), "")
        names.append("" if name in taken else name)
        taken.add(name)
    return tuple(names)


def fitting(found: Top, columns: Sequence[str], may: Iterable[str]) -> tuple[str, ...] | None:
    """What somebody said of the same headings last time, where it still can be."""
    able = {*may, ""}
    if len(columns) != len(found.headings) or not set(columns) <= able:
        return None
    return tuple(columns)


def must_be_clear(layout: Layout) -> None:
    """No two headings are one column, and the key is among them."""
    named = [name for name in layout.columns if name]
    if not named:
        raise Refused(N_("Say of at least one heading which column it is."))
    for name in named:
        if named.count(name) > 1:
            heads = [h for h, one in zip(layout.headings, layout.columns) if one == name]
            raise Refused(
                N_("“{first}” and “{second}” cannot both be the same column."),
                first=heads[0],
                second=heads[1],
            )
    if not set(layout.keys) <= set(named):
        raise Refused(N_("The file lacks a column by which rows are told apart."))


def _words(known: Known) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, called in known.items():
        for word in called:
            found.setdefault(plain(word), name)
    found.pop("", None)
    return found
