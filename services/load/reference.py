"""Whom and what the cells of a file mean: places, people and other rows by their names (引用解析).

Every name is asked for once, with all the others of some rows. A name that several have is an
error, and says how to be plain.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.member import Member
from models.place import Place
from rules.asking import Unfit
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.entity import entity_for
from services.picking import offered_of, readable_places
from services.right import reach

_WAY = re.compile(r"\s*[/／>›]\s*")
_NUMBER = re.compile(r"#(\d{1,9})")
_TITLES = frozenset({Kind.TEXT, Kind.LONG_TEXT})
Found = int | Unfit


class References:
    """What names stand for, as far as whoever imports may know (引用解析).

    ``near`` says of a path whether it lies where he may write: of several places of one name the
    only one there is meant.
    """

    def __init__(self, session: Session, actor: Visitor, near: Callable[[str], bool]) -> None:
        self._session, self._actor, self._near = session, actor, near
        self._known: dict[tuple[str, str], Found] = {}
        self.paths: dict[int, str] = {}

    def resolve(self, column: Column, said: Iterable[str | None]) -> dict[str | None, Any]:
        """The ids by what was said; ``Unfit`` where nobody can tell."""
        target = column.target or column.kind.value
        asked = {one for one in said if one is not None}
        new = {one for one in asked if (target, one) not in self._known}
        if new:
            found = self._asked(column, new)
            for one in new:
                self._known[target, one] = found.get(one) or _unknown(column)
        told: dict[str | None, Any] = {one: self._known[target, one] for one in asked}
        return told | {None: None}

    def path_of(self, place_id: int | None) -> str | None:
        """The path of a place."""
        if place_id is None:
            return None
        if place_id not in self.paths:
            asked = select(col(Place.path)).where(col(Place.id) == place_id)
            self.paths[place_id] = self._session.execute(asked).scalar_one()
        return self.paths[place_id]

    def _asked(self, column: Column, said: set[str]) -> dict[str, Found]:
        if column.kind is Kind.PLACE:
            return self._places(said)
        if column.kind is Kind.PERSON:
            return self._persons(said)
        return self._rows(column, said)

    def _persons(self, said: set[str]) -> dict[str, Found]:
        """By user name, of those who are offered where the importer belongs."""
        asked = select(col(Member.username), col(Member.id)).where(col(Member.username).in_(said))
        known = {row[0]: row[1] for row in self._session.execute(asked)}
        paths = {held.path for held in self._actor.held}
        offered = offered_of(self._session, paths, tuple(known.values()))
        return {name: number for name, number in known.items() if number in offered}

    def _places(self, said: set[str]) -> dict[str, Found]:
        """By code, by name, or by the names on the way to it: 枫园小区 / 1 号楼."""
        ways = {one: _WAY.split(one) for one in said}
        names = {way[-1] for way in ways.values()} | said
        asked = select(col(Place.id), col(Place.code), col(Place.name), col(Place.path)).where(
            or_(col(Place.code).in_(said), col(Place.name).in_(names))
        )
        every = self._session.execute(asked).all()
        open_ = readable_places(self._session, self._actor, (row[0] for row in every))
        rows = [row for row in every if row[0] in open_]
        self.paths.update((row[0], row[3]) for row in rows)
        named = self._names({part for row in rows for part in _parts(row[3])})
        return {one: self._one_place(one, way, rows, named) for one, way in ways.items()}

    def _names(self, ids: set[int]) -> dict[int, str]:
        asked = select(col(Place.id), col(Place.name)).where(col(Place.id).in_(ids))
        return {row[0]: row[1] for row in self._session.execute(asked)}

    def _one_place(self, said: str, way: list[str], rows: Any, named: dict[int, str]) -> Found:
        for place_id, code, _name, _path in rows:
            if code == said:
                return int(place_id)
        fits = [row for row in rows if row[2] == said]
        fits = fits or [row for row in rows if _leads(way, [named[n] for n in _parts(row[3])])]
        if len(fits) > 1:
            fits = [row for row in fits if self._near(row[3])] or fits
        if not fits:
            return Unfit("unknown", N_("There is no place with this code or name."))
        if len(fits) > 1:
            return Unfit(
                "ambiguous",
                N_("{n} places are called so: write the code, or the names on the way to it."),
                n=len(fits),
            )
        return int(fits[0][0])

    def _rows(self, column: Column, said: set[str]) -> dict[str, Found]:
        """By its number (#12), by its key, or by what it is called."""
        try:
            entity = entity_for(self._session, column.target)
            here = reach(self._session, self._actor, entity)
        except Refused:
            return {}
        number = entity.table.c.id
        ids = {one: int(found[1]) for one in said if (found := _NUMBER.fullmatch(one))}
        asked = select(number).where(number.in_(ids.values()), here.rows())
        there = set(self._session.execute(asked).scalars()) if ids else set()
        made: dict[str, Found] = {one: row_id for one, row_id in ids.items() if row_id in there}
        for name in (*entity.key_columns, entity.title):
            known = entity.by_name.get(name)
            if known is None or known.kind not in _TITLES or not here.plain(name):
                continue
            of = here.column(name)
            named = select(of, number).where(of.in_(said - set(made)), here.rows())
            for one, row_id in self._session.execute(named):
                made[one] = _twice() if one in made else row_id
        return made


def _parts(path: str) -> list[int]:
    return [int(part) for part in path.strip("/").split("/")]


def _leads(way: list[str], names: list[str]) -> bool:
    """Whether ``way`` ends at the place and goes over places above it, in order."""
    if not way or way[-1] != names[-1]:
        return False
    above = iter(names[:-1])
    return all(part in above for part in way[:-1])


def _unknown(column: Column) -> Unfit:
    if column.kind is Kind.PERSON:
        return Unfit("unknown", N_("There is no member with this user name."))
    return Unfit("unknown", N_("There is no such row, or you may not see it."))


def _twice() -> Unfit:
    return Unfit("ambiguous", N_("Several rows are called so: write its number, like #12."))
