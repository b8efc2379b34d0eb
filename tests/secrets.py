"""A neighbourhood with a marked secret in every column of every table (标记样本).

Three places get one row in every table: ``in``, where each persona of the leak test holds one role;
``next``, the building beside it; and ``out``, another town. Every value says which column it stands
in: a letter of its own written twice, a number, a day or a moment of its own. So an answer that
holds the mark of a column gives that column away, whatever else it says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    insert,
)
from sqlmodel import Session

import models
from db.search.index import rebuild
from db.search.searched import indexed
from models.base import Record, UtcDateTime
from models.definition import DefinitionKind
from models.history import RowChange, RowChangeKind
from models.member import Grant, Member, Role
from models.place import PlaceKind
from rules.entity import Column as EntityColumn
from rules.entity import Entity
from rules.permission import STRANGER, Held, Visitor
from services.definition import append
from services.entity import entities
from services.place import plant
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood

SIDES = ("in", "next", "out")
EXTRA = "x_secret"
_LETTER, _NUMBER, _DAY = 0xAC00, 700_000_000, date(1950, 1, 1)  # Hangul stands in no sentence here
_MOMENT = datetime(1970, 1, 1, 3, 4, 5, tzinfo=UTC)
# The house reads these on its way, or keeps them by itself.
LEFT_ALONE = {"revision", "topic_revision", "definition", "search_text"}


@dataclass
class Secrets:
    """The marked rows (标记): ids by table and side, marks by table, side and column."""

    ids: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    marks: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    personas: dict[str, Visitor] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[str, str, str]] = {}

    def given_away(self, answer: Any) -> set[tuple[str, str, str]]:
        """The columns whose marks stand in ``answer``: table, side, column."""
        if not self._known:
            self._known = {text: at for at, texts in self.marks.items() for text in texts}
        words = set(_MARK.findall(told(answer)))
        return {self._known[word] for word in words if word in self._known}


def plant_secrets(session: Session, here: Neighbourhood) -> Secrets:
    """Fill the house; ``in`` is a building of its own in 枫园小区."""
    made, number = Secrets(), 0
    for table in _extended():
        body = {"entity": table.name, "name": EXTRA, "kind": "text", "label": "秘密"}
        append(session, None, DefinitionKind.FIELD, f"{table.name}.{EXTRA}", None, body)
    roots = {
        "in": plant(session, HOUSE, PlaceKind.BUILDING, "里", "secret-in", here.fengyuan),
        "next": plant(session, HOUSE, PlaceKind.BUILDING, "邻", "secret-next", here.fengyuan),
        "out": plant(session, HOUSE, PlaceKind.DISTRICT, "外", "secret-out", None),
    }
    for role in (None, *Role):
        made.personas[role.value if role else "stranger"] = _persona(session, role, here, roots)
    for side in SIDES:
        for table in _in_order():
            number = _fill(session, made, table, side, roots[side], number)
    session.add_all(_changes(made))
    session.flush()
    for key in indexed():
        rebuild(session, key)
    return made


_MARK = re.compile(
    r"([\uac00-\ud7a3]{2}"  # a letter twice
    r"|7[0-9]{4,8}(?:\.[0-9]{2,4})?"  # a number, as it is or in yuan or square metres
    r"|19[5-9][0-9]-[0-9]{2}-[0-9]{2})"  # a day or a moment
)


def told(answer: Any) -> str:
    """Everything that an answer says, as one text."""
    if isinstance(answer, Entity | Column | EntityColumn):
        return ""
    if isinstance(answer, datetime):
        return f"{answer:%Y-%m-%d}"
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, bytes):
        return answer.decode("utf-8", "replace")
    if is_dataclass(answer):
        return told([getattr(answer, one.name) for one in fields(answer)])
    if isinstance(answer, Mapping):
        return told([*answer.keys(), *answer.values()])
    if isinstance(answer, list | tuple | set | frozenset | Row):
        return "\n".join(told(one) for one in answer)
    return str(answer)


def _changes(made: Secrets) -> Iterator[RowChange]:
    """A change of every marked row, with all in it but what names people: that is sealed apart."""
    for (table, side), row in made.rows.items():
        known = entities().get(table)
        personal = {one.name for one in known.columns if one.personal} if known else set()
        before = {name: _plain(value) for name, value in row.items() if name not in personal}
        yield RowChange(
            entity=table,
            row_id=row["id"],
            kind=RowChangeKind.CHANGED,
            path=made.paths.get(side, "/"),
            before=before,
            after={},
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.decode() if isinstance(value, bytes) else value


def _tables() -> list[Table]:
    """Those of the house: what another test declares for itself has no table here."""
    known = models.names()
    return [table for table in Record.metadata.sorted_tables if table.name in known]


def _extended() -> list[Table]:
    return [table for table in _tables() if "extra" in table.columns]


def _in_order() -> list[Table]:
    """Tables after all that they point to, as far as they do not point in circles."""
    left = [table for table in _tables() if table.name not in LEFT_ALONE]
    found: list[Table] = []
    while left:
        done = LEFT_ALONE | {table.name for table in found}
        free = [table for table in left if _points_to(table, may=True) <= done | {table.name}]
        able = [table for table in left if _points_to(table, may=False) <= done | {table.name}]
        found.append((free or able)[0])
        left.remove(found[-1])
    return found


def _points_to(table: Table, may: bool) -> set[str]:
    return {
        key.column.table.name
        for column in table.columns
        if may or not column.nullable
        for key in column.foreign_keys
    }


def _persona(
    session: Session, role: Role | None, here: Neighbourhood, roots: dict[str, Any]
) -> Visitor:
    """Somebody with one role: at the marked place; an administrator over the whole district."""
    if role is None:
        return STRANGER
    place = here.places["jiangcheng"] if role is Role.ADMINISTRATOR else roots["in"]
    member = Member(username=f"leak-{role.value}", name="无名")
    session.add(member)
    session.flush()
    session.add(Grant(member_id=member.id, role=role, place_id=place.id))
    return Visitor(member.id, "无名", member.username, (Held(role, place.id, place.path),))


def _fill(session: Session, made: Secrets, table: Table, side: str, root: Any, number: int) -> int:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "id":
            continue
        number += 1
        value, marks = _value(made, table, column, side, root, number)
        values[column.name] = value
        if marks:
            made.marks[table.name, side, column.name] = marks
    if "extra" in values:
        number += 1
        letter = chr(_LETTER + number) * 2
        values["extra"] = {EXTRA: letter}
        made.marks[table.name, side, EXTRA] = (letter,)
        made.marks.pop((table.name, side, "extra"), None)
    found = session.execute(insert(table).values(**values))
    row_id = found.inserted_primary_key[0]
    made.ids[table.name, side] = row_id
    made.rows[table.name, side] = values | {"id": row_id, **(values.get("extra") or {})}
    if table.name == "place":
        made.paths[side] = values["path"]
    return number


def _value(
    made: Secrets, table: Table, column: Column[Any], side: str, root: Any, number: int
) -> tuple[Any, tuple[str, ...]]:
    """A value for one column, and the texts by which it is known again."""
    if column.name == "path":
        if table.name == "place":
            return f"{root.path}{90_000 + SIDES.index(side)}/", ()
        return made.paths[side], ()
    for key in column.foreign_keys:
        return made.ids.get((key.column.table.name, side)), ()
    of, letter = column.type, chr(_LETTER + number)
    if isinstance(of, Enum):
        return next(iter(of.enum_class)).value if of.enum_class else None, ()
    if isinstance(of, UtcDateTime):
        moment = _MOMENT + timedelta(days=number)
        return moment, (f"{moment:%Y-%m-%d}",)
    if isinstance(of, Boolean):
        return True, ()
    if isinstance(of, Date):
        day = _DAY + timedelta(days=number)
        return day, (day.isoformat(),)
    if isinstance(of, Integer):
        whole = _NUMBER + number
        return whole, (str(whole), f"{whole / 100:.2f}", f"{whole / 10_000:.4f}")
    if isinstance(of, LargeBinary):
        return (letter * 2).encode(), (letter * 2,)
    if isinstance(of, JSON):
        return {"secret": letter * 2}, (letter * 2,)
    assert isinstance(of, String) or hasattr(of, "impl"), of
    return letter * 2, (letter * 2,)
