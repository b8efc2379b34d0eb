"""All rows of a list as a file, as much of each as whoever asks may see (导出).

First the numbers of the rows, in the order of the list; then the rows, a part at a time, each part
asked anew within what may be reached. So the memory stays flat, nobody waits for a slow reader,
and a right that is taken away half-way ends the file.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from rules.entity import Column, Entity, Kind
from rules.load.shown import Shown, shown
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from rules.table import read_wanted
from services.entity import entity_for
from services.entity.words import NO, YES, choice_words
from services.load import words
from services.load.titles import Titles
from services.right import reach, secured
from services.table.listing import matching
from services.trail import record
from services.visitor import visitor
from services.wording import say

CHUNK = 1_000  # rows asked for at a time


def may_export(session: Session, who: Visitor, key: str) -> bool:
    """Whether any rows of a table may be taken out."""
    try:
        reach(session, who, key, Action.EXPORT)
    except Refused:
        return False
    return True


@dataclass(frozen=True)
class Export:
    """A file that is about to be written (导出)."""

    entity: Entity
    columns: tuple[Column, ...]
    ids: Sequence[int]


def begin_export(
    session: Session, actor: Visitor, key: str, asked: Mapping[str, str], today: date
) -> Export:
    """Find the rows that an address asks for, and leave a line that they were taken out (导出).

    Raises:
        Refused: there is no such table, none of it may be taken out, or the address asks for what
            cannot be asked: rather no file than one with other rows than are on the screen.
    """
    entity = entity_for(session, key)
    actor = visitor(session, actor.member_id)
    may = reach(session, actor, entity, Action.EXPORT)
    wanted, left_out = read_wanted(entity, may.names, asked)
    if left_out:
        raise left_out[0]
    columns = _columns(entity, may.names, wanted.columns if asked.get("columns") else None)
    found = matching(session, actor, wanted, today).where(may.rows())
    ids = array("q", session.execute(found, execution_options={"yield_per": CHUNK}).scalars())
    told = {"count": len(ids), "columns": [column.name for column in columns]}
    record(session, actor, "rows.exported", f"{entity.table.name}:0", None, moves=(), after=told)
    return Export(entity, columns, ids)


def _columns(
    entity: Entity, names: frozenset[str], asked: Sequence[str] | None
) -> tuple[Column, ...]:
    known = {one.name: one for one in entity.columns if one.name in names and not one.hidden}
    wanted = [name for name in (known if asked is None else asked) if name in known]
    if not wanted:
        raise Refused(N_("There is no column in this table that you may take out."))
    return tuple(known[name] for name in wanted)


def headings(export: Export, language: str) -> list[str]:
    """What stands above the columns."""
    return [words.heading(column, language) for column in export.columns]


class Reading:
    """The rows of one export, part by part (分段读取)."""

    def __init__(self, export: Export, actor: Visitor, language: str) -> None:
        self.export, self.actor = export, actor
        self._titles = Titles(actor)
        self._shown = [_shown(column, language) for column in export.columns]

    def parts(self) -> Iterator[Sequence[int]]:
        """The numbers of the rows, so many at a time."""
        ids = self.export.ids
        for start in range(0, len(ids), CHUNK):
            yield ids[start : start + CHUNK]

    def cells(self, session: Session, ids: Sequence[int]) -> list[list[Any]]:
        """Rows of cells, in the order of ``ids``; one that has gone since is left out."""
        entity = self.export.entity
        here = reach(session, self.actor, entity, Action.EXPORT)
        names = [column.name for column in self.export.columns if column.name in here.names]
        asked = secured(here, *names).where(entity.table.c.id.in_(list(ids)))
        rows = session.execute(asked).all()
        lines = {row[0]: row for row in rows}
        found = [lines[one] for one in ids if one in lines]
        at = {name: n for n, name in enumerate((one for one in names if one != "id"), 1)} | {
            "id": 0
        }
        made = [
            self._column(session, column, show, [row[at[column.name]] for row in found])
            if column.name in at
            else [None] * len(found)
            for column, show in zip(self.export.columns, self._shown)
        ]
        return [list(row) for row in zip(*made)]

    def _column(
        self, session: Session, column: Column, show: Shown, values: list[Any]
    ) -> list[Any]:
        if column.is_reference:
            self._titles.learn(session, column, values)
            return [self._titles.title(column, value) for value in values]
        return [show(value) for value in values]


def _shown(column: Column, language: str) -> Shown:
    if column.kind is Kind.YES_NO:
        return shown(column.kind, {True: say(language, YES), False: say(language, NO)})
    return shown(column.kind, choice_words(column, language))
