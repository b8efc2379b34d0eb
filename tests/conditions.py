"""Random conditions, and rows with everything in them that a column may hold (条件样本)."""

import random
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Integer, MetaData, String, Table

from models.base import UtcDateTime
from rules.condition import OPS, Facts, Op
from rules.entity import Choice, Entity, Kind, Scope
from rules.entity import Column as EntityColumn

TODAY = date(2026, 6, 10)
CODES = ("open", "done", "Öffnen")
TEXTS = (
    "",
    " ",
    "a",
    "A",
    "Ab%c",
    "ab_C",
    "\\",
    "'; drop table probe",
    "停车",
    "停车位",
    "é",
    "é",
    "É",
    "ß",
    "İstanbul",
    "ſ",
    "\u212a",
    "😀",
    "\uffff",
    "Z",
    "[",
    "0",
    "10",
    "9",
    "null",
)
NUMBERS = (0, 1, -1, 5, 10, 99, 2**31, -(2**40), 10**15, 10**18 - 1)
DAYS = tuple(TODAY + timedelta(days=n) for n in (-400, -31, -30, -9, -1, 0, 1, 7, 30))
MOMENTS = tuple(
    datetime(2026, 6, day, hour, 0, 0, micro, UTC)
    for day in (8, 9, 10)
    for hour, micro in ((0, 0), (15, 999_999), (16, 0), (16, 1), (23, 5))
)
PATHS = {1: "/1/", 2: "/1/2/", 3: "/1/2/3/", 4: "/1/20/", 5: "/5/"}
JUNK = (
    None,
    "",
    0,
    5,
    5.0,
    2.5,
    -0.1,
    1e300,
    10**17,
    10**18,
    -(10**18),
    10**30,
    True,
    False,
    [],
    [1],
    [[]],
    ["open"],
    ["a", "open", None],
    {},
    {"a": 1},
    "open",
    "2026-06-10",
    "2026-06-1",
    "2026-02-31",
    *TEXTS,
)
FACTS = Facts(user=3, today=TODAY, my_places=("/1/2/", "/5/"), paths=PATHS)
_REAL: dict[Kind, Any] = {
    Kind.TEXT: String(80),
    Kind.LONG_TEXT: String(80),
    Kind.NUMBER: BigInteger(),
    Kind.MONEY: BigInteger(),
    Kind.DATE: Date(),
    Kind.MOMENT: UtcDateTime(),
    Kind.YES_NO: Boolean(),
    Kind.CHOICE: String(20),
    Kind.PERSON: Integer(),
    Kind.PLACE: Integer(),
}
_EXTRA = tuple(kind for kind in Kind if kind is not Kind.MOMENT)

PROBE = Table(
    "probe",
    MetaData(),
    Column("id", Integer, primary_key=True),
    *(Column(kind.value, of, nullable=True) for kind, of in _REAL.items()),
    Column("extra", JSON(none_as_null=True), nullable=True),
)


def _column(name: str, kind: Kind, extra: bool) -> EntityColumn:
    choices = tuple(Choice(code, code.capitalize(), f"“{code}”") for code in CODES)
    given = choices if kind in {Kind.CHOICE, Kind.CHOICES} else ()
    return EntityColumn(name, kind, f"列{name}", name.capitalize(), extra=extra, choices=given)


ENTITY = Entity(
    key="probe",
    model=SimpleNamespace(__table__=PROBE),  # type: ignore[arg-type]
    label="样本",
    english="Probe",
    columns=(
        *(_column(kind.value, kind, extra=False) for kind in _REAL),
        *(_column(f"x_{kind.value}", kind, extra=True) for kind in _EXTRA),
    ),
    scope=Scope(whole=True),
)


def _of_kind(kind: Kind, chance: random.Random) -> Any:
    many: dict[Kind, tuple[Any, ...]] = {
        Kind.TEXT: TEXTS,
        Kind.LONG_TEXT: TEXTS,
        Kind.DATE: DAYS,
        Kind.MOMENT: MOMENTS,
        Kind.YES_NO: (True, False),
        Kind.CHOICE: CODES,
        Kind.PERSON: (1, 2, 3),
        Kind.PLACE: tuple(PATHS),
        Kind.ROW: (1, 2, 3),
        Kind.FORMULA: (0, 1, 2.5, -0.1, 0.1 + 0.2, 10**14),
        Kind.FILE: ("a.pdf", 7),
        Kind.CHOICES: (["open"], ["done", "open"], ["Öffnen"]),
    }
    return chance.choice(many.get(kind, NUMBERS))


def row(number: int, chance: random.Random) -> dict[str, Any]:
    """A row of the probe; a third of its JSON is of the wrong kind."""
    made: dict[str, Any] = {"id": number}
    for kind in _REAL:
        made[kind.value] = _of_kind(kind, chance) if chance.random() < 0.8 else None
    extra: dict[str, Any] = {}
    for kind in _EXTRA:
        if (dice := chance.random()) < 0.5:
            value = _of_kind(kind, chance)
            extra[f"x_{kind.value}"] = value.isoformat() if isinstance(value, date) else value
        elif dice < 0.85:
            extra[f"x_{kind.value}"] = chance.choice(JUNK)
    made["extra"] = extra if chance.random() < 0.95 else None
    return made


def flat(made: dict[str, Any]) -> dict[str, Any]:
    """A row as ``holds`` reads it: custom fields beside the others."""
    return {name: value for name, value in made.items() if name != "extra"} | (made["extra"] or {})


def condition(chance: random.Random, depth: int = 0) -> Any:
    """A random condition as JSON."""
    dice = chance.random()
    if depth < 3 and dice < 0.35:
        word = chance.choice(("all", "any", "not"))
        if word == "not":
            return {"not": condition(chance, depth + 1)}
        least = 1 if word == "any" else 0
        return {word: [condition(chance, depth + 1) for _ in range(chance.randint(least, 3))]}
    column = chance.choice(ENTITY.columns)
    op = chance.choice(OPS[column.kind])
    if op in {Op.EMPTY, Op.FILLED} or (column.kind is Kind.MOMENT and column.extra):
        return {"field": column.name, "op": chance.choice(("empty", "filled"))}
    if op in {Op.IN, Op.NOT_IN, Op.HAS_ANY}:
        values = [_value(column.kind, op, chance) for _ in range(chance.randint(1, 3))]
        return {"field": column.name, "op": op.value, "value": values}
    if op is Op.BETWEEN:
        pair = [_value(column.kind, op, chance) for _ in range(2)]
        return {"field": column.name, "op": op.value, "value": pair}
    return {"field": column.name, "op": op.value, "value": _value(column.kind, op, chance)}


def _value(kind: Kind, op: Op, chance: random.Random) -> Any:
    if op is Op.WITHIN:
        return chance.choice(("/", "/1/", "/1/2/", "/5/", "/7/", {"fact": "my_places"}))
    if kind in {Kind.DATE, Kind.MOMENT} and chance.random() < 0.5:
        return {"fact": chance.choice(("today", "days_ago:30", "days_ahead:7", "month_start"))}
    if kind is Kind.PERSON and chance.random() < 0.5:
        return {"fact": "user"}
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        return chance.choice(CODES)
    if kind is Kind.FORMULA:
        return chance.choice((0, 1, "2.5", "-0.1", "0.3", 10**14))
    if kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return chance.choice(TEXTS[1:])
    value = _of_kind(kind, chance)
    if kind is Kind.MOMENT and chance.random() < 0.5:
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
