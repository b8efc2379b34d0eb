"""Where units hang in the tree of places: below a building, or the compound itself (户与楼栋)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Text, bindparam, cast, func, insert, literal, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.revision import path_end
from models.base import now
from models.choice import UnitKind
from models.place import Place, PlaceKind
from models.roll import Unit
from rules.permission import Visitor
from rules.roll.label import building_key
from services.place import above, below, plant

LONGEST_CODE = 40
_ROOM_FOR_A_NUMBER = 5
CHUNK = 1_000


class Leaves:
    """The buildings and codes of one compound, while units are hung into it."""

    def __init__(self, session: Session, actor: Visitor, compound: Place) -> None:
        self.session, self.actor, self.compound = session, actor, compound
        buildings = below(session, compound.path, (PlaceKind.BUILDING,))
        self.buildings = {building_key(place.name): place for place in buildings}
        taken = select(Place.code).where(col(Place.code).startswith(compound.code, autoescape=True))
        self.codes = set(session.exec(taken))

    def parent(self, building: str) -> Place:
        """The place that a unit of ``building`` hangs below; the building is added if missing."""
        if not building:
            return self.compound
        key = building_key(building)
        if key not in self.buildings:
            self.buildings[key] = plant(
                self.session,
                self.actor,
                PlaceKind.BUILDING,
                building,
                self.code(key),
                self.compound,
            )
        return self.buildings[key]

    def code(self, label: str) -> str:
        """A code for links that nobody has: fengyuan-3-501."""
        wanted = f"{self.compound.code}-{label}"[: LONGEST_CODE - _ROOM_FOR_A_NUMBER]
        code, number = wanted, 2
        while code in self.codes:
            code, number = f"{wanted}.{number}", number + 1
        self.codes.add(code)
        return code

    def hang(self, units: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Add a leaf for each (label, building); returns the place's id by label."""
        codes: dict[str, str] = {}
        rows: list[dict[str, Any]] = []
        moment = now()
        for label, building in units:
            codes[label] = code = self.code(label)
            facts = {"kind": PlaceKind.UNIT, "name": label, "code": code, "path": code}
            parent = self.parent(building)
            rows.append(facts | {"parent_id": parent.id, "households": 0, "created_at": moment})
        write(self.session, insert(Place), rows)
        parents = {row["parent_id"]: None for row in rows}
        for parent in [self.compound, *self.buildings.values()]:
            if parent.id in parents:
                self._give_paths(parent)
        hung = select(Place.code, Place.id).where(
            Place.path > self.compound.path,
            Place.path < path_end(self.compound.path),
            Place.kind == PlaceKind.UNIT,
        )
        ids = dict(self.session.exec(hung).all())
        return {label: ids[code] or 0 for label, code in codes.items()}

    def _give_paths(self, parent: Place) -> None:
        """A new leaf's path is its code until the database has given it an id."""
        path = literal(parent.path) + cast(col(Place.id), Text) + literal("/")
        fresh = (col(Place.parent_id) == parent.id, col(Place.path) == col(Place.code))
        self.session.execute(update(Place).where(*fresh).values(path=path))

    def move(self, places: dict[int, str]) -> None:
        """Hang leaves (place id → building) below another building."""
        if not places:
            return
        rows = []
        for place_id, building in places.items():
            parent = self.parent(building)
            path = f"{parent.path}{place_id}/"
            rows.append({"key": place_id, "parent": parent.id, "new_path": path})
        moved = update(Place).where(col(Place.id) == bindparam("key"))
        moved = moved.values(parent_id=bindparam("parent"), path=bindparam("new_path"))
        write(self.session, moved, rows)


def write(session: Session, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run ``statement`` for all ``rows``, a thousand at a time, without an object for each."""
    session.flush()
    for start in range(0, len(rows), CHUNK):
        session.connection().execute(statement, rows[start : start + CHUNK])


def count_households(session: Session, compound: Place) -> None:
    """Write how many homes there are below each building, the compound and what lies above."""
    parent = aliased(Place)
    counted = (
        select(parent.path, func.count())
        .select_from(Unit)
        .join(Place, col(Place.id) == Unit.place_id)
        .join(parent, col(parent.id) == Place.parent_id)
        .where(Unit.compound_id == compound.id, Unit.kind == UnitKind.HOME)
        .group_by(col(parent.path))
    )
    homes: Counter[str] = Counter()
    for path, number in session.exec(counted):
        for end in (index + 1 for index, sign in enumerate(path) if sign == "/"):
            homes[path[:end]] += number
    grown = homes[compound.path] - compound.households
    inner = below(session, compound.path, (PlaceKind.GRID, PlaceKind.BUILDING))
    grown = homes.get(compound.path, 0) - compound.households
    for place in inner:
        place.households = homes[place.path]
        session.add(place)
    for place in above(session, compound.path):
        place.households = max(0, place.households + grown)
        session.add(place)
