"""Which rows of a table somebody asks for, and how he wants to see them (列表要求).

An address and a saved view say the same five things: ``where`` a condition, ``within`` the path of
a place, ``q`` words, ``columns``, ``sort``. Anybody may have written them, and the columns may be
gone since: whatever cannot be read is left out, and said.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.condition import ALWAYS, AllOf, Condition, names, read_condition, written
from rules.entity import Column, Entity, Kind
from rules.refusal import N_, Refused

NAMES = ("where", "within", "q", "columns", "sort")
BETWEEN = "."  # stands between the columns of an address; no column has one
MOST_COLUMNS, LONGEST_WHERE, LONGEST_WORDS = 20, 6_000, 40
HOUSE = "/"
_PATH = re.compile(r"/([0-9]{1,12}/){0,12}")
_SORTED = frozenset(Kind) - {Kind.LONG_TEXT, Kind.CHOICES, Kind.FILE}


@dataclass(frozen=True)
class Wanted:
    """Which rows, in which order, with which columns (列表要求). ``order`` is a column, with ``-``
    before it for the last first; ``path`` the place that they lie in, by whatever leads to it."""

    key: str
    condition: Condition = field(default=ALWAYS)
    words: str = ""
    columns: tuple[str, ...] = ()
    order: str = "-id"
    path: str = HOUSE

    @property
    def narrowed(self) -> bool:
        """Whether it asks for fewer than all rows."""
        return bool(self.words) or self.condition != ALWAYS or self.path != HOUSE


def read_wanted(
    entity: Entity, readable: Collection[str], asked: Mapping[str, str]
) -> tuple[Wanted, tuple[Refused, ...]]:
    """What an address asks for, and what of it was left out, each with its reason."""
    body: dict[str, Any] = {name: asked.get(name, "") for name in ("q", "sort", "within")}
    body["columns"] = [name for name in asked.get("columns", "").split(BETWEEN) if name]
    if text := asked.get("where", ""):
        try:
            body["where"] = json.loads(text) if len(text) <= LONGEST_WHERE else text
        except (ValueError, RecursionError):
            body["where"] = text
    return read_body(entity, readable, body)


def read_body(
    entity: Entity, readable: Collection[str], body: Mapping[str, Any]
) -> tuple[Wanted, tuple[Refused, ...]]:
    """What a saved view asks for, and what of it was left out, each with its reason."""
    told: list[Refused] = []
    return (
        Wanted(
            entity.key,
            _condition(entity, readable, body.get("where"), told),
            _words(body.get("q")),
            _columns(entity, readable, body.get("columns"), told),
            _order(entity, readable, body.get("sort"), told),
            _path(body.get("within"), told),
        ),
        tuple(told),
    )


def listed(entity: Entity, readable: Collection[str]) -> tuple[str, ...]:
    """The columns of a list that nobody has arranged; the title first."""
    names = [name for name in entity.listed if name in entity.by_name]
    added = [column.name for column in entity.columns if column.extra and not column.hidden]
    title = [entity.title] if entity.title != "id" else []
    found = dict.fromkeys([*title, *names, *added])
    return tuple(name for name in found if name in readable)[:MOST_COLUMNS]


def sortable(column: Column) -> bool:
    """Whether a list may be put in the order of this column."""
    return column.kind in _SORTED


def body_of(wanted: Wanted, entity: Entity, readable: Collection[str]) -> dict[str, Any]:
    """``wanted`` as a saved view keeps it; what holds anyway is not in it."""
    body: dict[str, Any] = {}
    if wanted.condition != ALWAYS:
        body["where"] = written(wanted.condition)
    if wanted.path != HOUSE:
        body["within"] = wanted.path
    if wanted.words:
        body["q"] = wanted.words
    if wanted.columns != listed(entity, readable):
        body["columns"] = list(wanted.columns)
    if wanted.order != entity.order:
        body["sort"] = wanted.order
    return body


def asked_of(body: Mapping[str, Any]) -> dict[str, str]:
    """A body as an address says it."""
    asked = {name: str(body[name]) for name in ("q", "sort", "within") if body.get(name)}
    if body.get("where"):
        asked["where"] = json.dumps(body["where"], ensure_ascii=False, separators=(",", ":"))
    if body.get("columns"):
        asked["columns"] = BETWEEN.join(body["columns"])
    return asked


def _condition(
    entity: Entity, readable: Collection[str], given: Any, told: list[Refused]
) -> Condition:
    try:
        condition = read_condition(given, entity)
    except Refused as refusal:
        told += [Refused(N_("The filter could not be read, and was left out.")), refusal]
        return ALWAYS
    if not names(condition) <= set(readable):
        told.append(Refused(N_("The filter was left out: it asks for a column you cannot read.")))
        return ALWAYS
    return ALWAYS if condition == AllOf() else condition


def _path(given: Any, told: list[Refused]) -> str:
    if not given:
        return HOUSE
    if isinstance(given, str) and _PATH.fullmatch(given):
        return given
    told.append(Refused(N_("The filter could not be read, and was left out.")))
    return HOUSE


def _words(given: Any) -> str:
    text = given if isinstance(given, str) else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST_WORDS]


def _columns(
    entity: Entity, readable: Collection[str], given: Any, told: list[Refused]
) -> tuple[str, ...]:
    asked = [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
    found = [name for name in dict.fromkeys(asked) if name in entity.by_name and name in readable]
    for name in asked:
        if name not in found:
            told.append(Refused(N_("The column “{name}” is no longer there."), name=name[:40]))
    return tuple(found[:MOST_COLUMNS]) or listed(entity, readable)


def _order(entity: Entity, readable: Collection[str], given: Any, told: list[Refused]) -> str:
    order = given if isinstance(given, str) and given else ""
    column = entity.by_name.get(order.removeprefix("-"))
    if column is not None and column.name in readable and sortable(column):
        return order
    if order:
        told.append(Refused(N_("The list cannot be put in this order.")))
    own = entity.by_name.get(entity.order.removeprefix("-"))
    return entity.order if own is not None and own.name in readable else "-id"
