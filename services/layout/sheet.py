"""A row on paper (打印): a layout filled in with what whoever prints may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition.layout import ANY, PLACEHOLDER
from rules.entity import Column, Entity, Kind
from rules.load.shown import shown
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services import definition
from services.entity import entity_for
from services.entity.words import NO, YES, choice_words, column_name, entity_name
from services.load.titles import Titles
from services.right import Reach, reach, secured
from services.wording import area, clock, day, either, say, yuan

MOST_ROWS = 100  # of another table on one sheet
NO_ROW = N_("There is no such row, or it is not yours to read.")


@dataclass(frozen=True)
class Offered:
    """A layout that a table can be printed by (可用版式)."""

    key: str
    name: str
    name_en: str

    def called(self, language: str) -> str:
        """What it is called."""
        return either(language, self.name, self.name_en)


def layouts(session: Session, entity: Entity) -> list[Offered]:
    """The layouts of a table, its own first (版式)."""
    found = definition.bodies(session, DefinitionKind.LAYOUT)
    own = [one for one in found if one.body["entity"] == entity.key]
    shared = [one for one in found if one.body["entity"] == ANY]
    return [
        Offered(one.key, str(one.body["name"]), str(one.body.get("name_en", "")))
        for one in (*own, *shared)
    ]


def body_of(session: Session, entity: Entity, key: str) -> Mapping[str, Any]:
    """The layout with this key, else the first of the table. Refused where there is none."""
    keys = [one.key for one in layouts(session, entity)]
    if not keys or (key and key not in keys):
        raise Refused(N_("There is no such layout for this table."))
    found = definition.one(session, DefinitionKind.LAYOUT, key or keys[0])
    assert found is not None
    return found.body


def paper(
    session: Session,
    visitor: Visitor,
    entity: Entity,
    row_id: int,
    body: Mapping[str, Any],
    language: str,
) -> dict[str, Any]:
    """What stands on the sheet: every text as it is to be read, nothing to be evaluated.

    Raises:
        Refused: there is no such row, or this visitor may not read it.
    """
    return _Sheet(session, visitor, entity, row_id, language).made(body)


class _Sheet:
    """One row on its way to paper (版面)."""

    def __init__(
        self, session: Session, visitor: Visitor, entity: Entity, row_id: int, language: str
    ) -> None:
        self._session, self._visitor, self._language = session, visitor, language
        self._entity, self._id = entity, row_id
        self._titles = Titles(visitor)
        here = reach(session, visitor, entity)
        self._names = [one.name for one in entity.columns if one.name in here.names]
        rows = self._read(here, self._names, entity.table.c.id == row_id)
        if not rows:
            raise Refused(NO_ROW)
        self._row = rows[0]

    def made(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """All blocks, filled in."""
        title = self._row.get(self._entity.title) or f"#{self._id}"
        return {
            "title": title,
            "name": either(self._language, str(body["name"]), str(body.get("name_en", ""))),
            "table": entity_name(self._entity, self._language),
            "blocks": [self._block(one) for one in body["blocks"]],
        }

    def _block(self, block: Mapping[str, Any]) -> dict[str, Any]:
        kind = block["kind"]
        made: dict[str, Any] = {"kind": kind, "text": self._filled(str(block.get("text", "")))}
        if kind == "fields":
            wanted = self._all() if ANY in block["names"] else block["names"]
            made["rows"] = [
                [self._label(self._entity, name), self._row.get(name, "")]
                for name in wanted
                if name in self._row
            ]
        elif kind == "signatures":
            made["names"] = [self._filled(str(name)) for name in block["names"]]
        elif kind == "rows":
            made |= self._related(block)
        return made

    def _all(self) -> list[str]:
        return [one for one in self._names if not self._entity.by_name[one].hidden]

    def _filled(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda found: self._row.get(found[1], ""), text)

    def _label(self, entity: Entity, name: str) -> str:
        return column_name(entity.by_name[name], self._language)

    def _related(self, block: Mapping[str, Any]) -> dict[str, Any]:
        """Rows of another table that point here, as far as they may be read."""
        try:
            target = entity_for(self._session, str(block["entity"]))
            here = reach(self._session, self._visitor, target)
            points = here.column(str(block["by"])) == self._id
        except Refused:
            return {"columns": [], "rows": []}
        names = [name for name in block["names"] if name in here.names]
        rows = self._read(here, names, points)
        return {
            "columns": [self._label(target, name) for name in names],
            "rows": [[row[name] for name in names] for row in rows],
        }

    def _read(self, here: Reach, names: list[str], where: Any) -> list[dict[str, str]]:
        asked = secured(here, "id", *[name for name in names if name != "id"])
        asked = asked.where(where).order_by(here.entity.table.c.id).limit(MOST_ROWS)
        rows = self._session.execute(asked).mappings().all()
        columns = [here.entity.by_name[name] for name in names]
        for column in columns:
            if column.is_reference:
                self._titles.learn(self._session, column, [row[column.name] for row in rows])
        return [{one.name: self._said(one, row[one.name]) for one in columns} for row in rows]

    def _said(self, column: Column, value: Any) -> str:
        if value is None or value in ("", []):
            return ""
        if column.is_reference:
            return self._titles.title(column, value) or ""
        if column.kind is Kind.MONEY:
            return yuan(int(value))
        if column.kind is Kind.AREA:
            return area(self._language, int(value))
        if isinstance(value, datetime):
            return clock(self._language, value)
        if column.kind is Kind.DATE:
            on = value if isinstance(value, date) else date.fromisoformat(str(value))
            return day(self._language, on)
        if column.kind is Kind.YES_NO:
            return say(self._language, YES if value else NO)
        return str(shown(column.kind, choice_words(column, self._language))(value))
