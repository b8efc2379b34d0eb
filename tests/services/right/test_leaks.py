"""Roles × tables × columns × nine doors: what is not granted appears in no answer of any door.

What is granted is read here from the JSON that ships, without the code under test; row rules are
tried in Python. Every value of every column of every table is marked (``tests.secrets``), inside
the place of the role and in a town where it has none. Then each door is asked for everything.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from models import base
from models.member import Role
from models.screen import Changes
from rules.condition import ALWAYS, Facts, holds, read_condition
from rules.entity import Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action, Door
from rules.table import Wanted, read_wanted
from services.entity import entities, entity_for
from services.load.export import Reading, begin_export
from services.metric import Asked, by, read_here, rows_behind
from services.metric.viewing import source_for
from services.picking import named, offered_of, options, readable_places
from services.right import Question, Reach, allowed, at_door, may_write, secured, why
from services.table import listing, picking
from services.table.detail import detail
from services.table.history import history
from services.table.paging import ROWS
from services.table.related import related
from tests.conftest import Fresh, forget
from tests.emptied import NOON
from tests.generated.asking import equals
from tests.neighbourhood import found
from tests.secrets import SIDES, Secrets, plant_secrets

SHIPPED = Path(__file__).parents[3] / "services/definition/shipped/right"
TODAY = NOON.date()
ROLES = ("stranger", *(role.value for role in Role))
Spot = tuple[str, str, str]  # table, side, column


@dataclass
class House:
    """The marked house, and who asks (标记之屋)."""

    session: Session
    secrets: Secrets
    known: dict[tuple[str, str, str], "Granted"] = field(default_factory=dict)

    def granted(self, role: str, entity: Entity, action: str = "read") -> "Granted":
        """What the role should be able to do with a table."""
        at = (role, entity.key, action)
        if at not in self.known:
            self.known[at] = Granted(self, role, entity, action)
        return self.known[at]

    def ids(self, key: str) -> tuple[int, ...]:
        """The marked rows of a table."""
        return tuple(self.secrets.ids[key, side] for side in SIDES)


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database of its own for each test here: they only read, and one question after another
    means the same on PostgreSQL (see ``test_reach`` and ``test_condition``)."""


@contextmanager
def marked(fresh: Fresh) -> Iterator[House]:
    """A house with secrets planted; another session reads it, as another visit would."""
    with base.clock_at(NOON), fresh(True) as made:
        forget()
        with Session(made) as session, session.begin():
            secrets = plant_secrets(session, found(session))
        with Session(made) as session:
            yield House(session, secrets)
            session.rollback()
        forget()


@pytest.fixture(scope="module")
def house(fresh_sqlite: Fresh) -> Iterator[House]:
    """One database for all."""
    with marked(fresh_sqlite) as made:
        yield made


class Granted:
    """What the JSON says that a role may do with the marked rows of one table (应有权限)."""

    def __init__(self, house: House, role: str, entity: Entity, action: str) -> None:
        self.entity = entity
        self.full: set[Spot] = set()
        self.rows: set[str] = set()
        self.named: set[str] = set()
        for name in ("everyone", role):
            for right in _shipped(name):
                wanted = {action, "read"} if action == "measure" else {action}
                if entity.key in right["tables"] and wanted & set(right["actions"]):
                    self._add(house, name, role, right)

    def _add(self, house: House, name: str, role: str, right: dict[str, Any]) -> None:
        fields = right.get("fields", "*")
        named = set(self.entity.by_name) if fields == "*" else set(fields) | {"id"}
        self.named |= named
        for side in SIDES:
            if self.entity.scope.whole:
                own = role == "administrator"  # he alone looks after the whole house
            else:
                own = side == "in" or (side == "next" and role == "administrator")
            rule = read_condition(right.get("rows"), self.entity)
            row = house.secrets.rows[self.entity.key, side]
            if (name == "everyone" or own) and holds(rule, row, Facts(today=TODAY)):
                self.rows.add(side)
                self.full |= {(self.entity.key, side, column) for column in named}

    @property
    def shown(self) -> set[Spot]:
        """The spots that may be read in full: what names a person is masked for everybody."""
        return {spot for spot in self.full if not self.entity.by_name[spot[2]].personal}

    def hidden(self, side: str) -> list[Column]:
        """The columns that may not be known of one row."""
        key = self.entity.key
        return [one for one in self.entity.columns if (key, side, one.name) not in self.shown]


@cache
def _shipped(role: str) -> list[dict[str, Any]]:
    path = SHIPPED / f"{role}.json"
    return json.loads(path.read_text("utf-8"))["rights"] if path.exists() else []


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    """Each role, and whoever comes by without an account."""
    return str(request.param)


def _tables(house: House) -> Iterator[Entity]:
    for key in entities():
        if (key, "in") in house.secrets.ids:
            yield entity_for(house.session, key)


def _through(house: House, who: Visitor, entity: Entity, door: Door) -> Reach | None:
    try:
        return at_door(house.session, who, entity, door)
    except Refused:
        return None


def test_nine_doors_ask_for_three_rights() -> None:
    asked = {door: door.action for door in Door}
    assert asked.pop(Door.EXPORT) is Action.EXPORT
    assert asked.pop(Door.METRIC) is Action.MEASURE
    assert set(asked.values()) == {Action.READ} and len(asked) == len(Door) - 2


@pytest.mark.parametrize("door", [Door.LIST, Door.EXPORT, Door.METRIC])
def test_each_door_opens_what_the_rights_say_and_nothing_else(
    house: House, role: str, door: Door
) -> None:
    """Rows, columns, and what stands in them: neither more nor less than the JSON says."""
    who, secrets, seen = house.secrets.personas[role], house.secrets, 0
    for entity in _tables(house):
        granted = house.granted(role, entity, door.action.value)
        reach = _through(house, who, entity, door)
        assert (reach is None) is not bool(granted.named), entity.key
        if reach is None:
            continue
        assert reach.names == granted.named & set(entity.by_name) | {"id"}, entity.key
        asked = secured(reach, *sorted(reach.names)).where(
            entity.table.c.id.in_(house.ids(entity.key))
        )
        answer = house.session.execute(asked).all()
        assert {row[0] for row in answer} == {secrets.ids[entity.key, s] for s in granted.rows}
        marked = {spot for spot in granted.shown if spot in secrets.marks}
        assert secrets.given_away(answer) == marked, entity.key
        seen += len(marked)
    assert seen or door is Door.EXPORT  # an empty search would prove nothing


def test_an_unreadable_column_cannot_be_asked_about_at_all(house: House, role: str) -> None:
    """Not to filter, not to sort, not to show, not to group: one sentence, as for no column."""
    who, refused = house.secrets.personas[role], 0
    for entity in _tables(house):
        for door in (Door.LIST, Door.EXPORT, Door.METRIC):
            reach = _through(house, who, entity, door)
            if reach is None:
                continue
            undescribed = {column.name for column in entity.table.columns} - set(entity.by_name)
            for name in (set(entity.by_name) | undescribed) - reach.names:
                with pytest.raises(Refused, match="no such column"):
                    reach.column(name)
                if name in entity.by_name:
                    test = read_condition({"field": name, "op": "filled"}, entity)
                    with pytest.raises(Refused, match="no such column"):
                        reach.where(test)
                refused += 1
    assert refused


def test_a_hidden_value_cannot_be_guessed_by_filter_search_or_count(
    house: House, role: str
) -> None:
    """A column that is hidden in some rows only, or masked, behaves there as if it were not."""
    who, secrets = house.secrets.personas[role], house.secrets
    for entity in _tables(house):
        granted = house.granted(role, entity)
        if not granted.rows:
            continue
        for side in sorted(granted.rows):
            row, row_id = secrets.rows[entity.key, side], secrets.ids[entity.key, side]
            guesses = [
                guess
                for column in granted.hidden(side)
                if column.name in granted.named
                and (guess := equals(column, row.get(column.name))) is not None
            ]
            if not guesses:
                continue
            condition = read_condition({"any": guesses}, entity)
            wanted = Wanted(entity.key, condition)
            ids = house.session.execute(listing.matching(house.session, who, wanted, TODAY))
            assert row_id not in set(ids.scalars()), (entity.key, guesses)


def test_a_search_finds_only_what_may_be_read(house: House, role: str) -> None:
    who, secrets = house.secrets.personas[role], house.secrets
    for entity in _tables(house):
        granted = house.granted(role, entity)
        if not granted.rows:
            continue
        for side in SIDES:
            for name in entity.search:
                mark = secrets.marks[entity.key, side, name][0]
                wanted = Wanted(entity.key, words=mark)
                ids = house.session.execute(
                    listing.matching(house.session, who, wanted, TODAY)
                ).scalars()
                may = (entity.key, side, name) in granted.shown
                expected = {secrets.ids[entity.key, side]} if may else set()
                assert set(ids) == expected, (entity.key, side, name)


def test_lists_details_and_what_hangs_on_a_row_say_no_more(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    readable = {spot for entity in _tables(house) for spot in _shown(house, role, entity)}
    for entity in _tables(house):
        granted = house.granted(role, entity)
        every = tuple(one.name for one in entity.columns)
        if not granted.named:
            with pytest.raises(Refused):
                listing.rows(session, who, entity.key, every, house.ids(entity.key))
            continue
        page = listing.rows(session, who, entity.key, every, house.ids(entity.key))
        assert secrets.given_away(page) <= readable, entity.key
        beyond = [side for side in SIDES if side not in granted.rows]
        for side in ("in", *beyond[-1:]):
            row_id = secrets.ids[entity.key, side]
            if side not in granted.rows:
                with pytest.raises(Refused):
                    detail(session, who, entity.key, row_id)
                continue
            told = detail(session, who, entity.key, row_id)
            assert secrets.given_away(told) <= readable, entity.key
    for entity in _tables(house):  # what points to a row, of the tables that name it
        if entity.inline and house.granted(role, entity).rows:
            hanging = related(session, who, entity.key, secrets.ids[entity.key, "in"])
            assert secrets.given_away(hanging) <= readable, entity.key


def _shown(house: House, role: str, entity: Entity) -> set[Spot]:
    return house.granted(role, entity).shown


def test_a_file_has_no_more_than_may_be_taken_out(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    titles = {spot for entity in _tables(house) for spot in _shown(house, role, entity)}
    for entity in _tables(house):
        granted = house.granted(role, entity, "export")
        read = house.granted(role, entity)
        if not granted.named or not read.named:
            with pytest.raises(Refused):
                begin_export(session, who, entity.key, {}, TODAY)
            continue
        export = begin_export(session, who, entity.key, {}, TODAY)
        assert {column.name for column in export.columns} <= granted.named
        reading = Reading(export, who, "zh_CN")
        answer = [reading.cells(session, part) for part in reading.parts()]
        own = {spot for spot in secrets.given_away(answer) if spot[0] == entity.key}
        assert own <= granted.shown & read.shown, entity.key
        assert secrets.given_away(answer) <= granted.shown | titles, entity.key
        for name in sorted(set(entity.by_name) - granted.named):
            with pytest.raises(Refused):
                begin_export(session, who, entity.key, {"sort": name}, TODAY)


def test_a_figure_counts_and_tells_apart_only_what_may_be_measured(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    for entity in _tables(house):
        granted = house.granted(role, entity, "measure")
        if not granted.named:
            with pytest.raises(Refused):
                source_for(session, who, entity.key, "/")
            continue
        source = source_for(session, who, entity.key, "/")
        for column in entity.columns:
            if column.name not in granted.named:
                with pytest.raises(Refused):
                    source.column(column.name)
            if not column.dimension:
                continue
            spec = {
                "label": "样本",
                "numerator": {"entity": entity.key, "op": "count"},
                "dimensions": [column.name],
            }
            try:
                metric = read_here(session, "probe", spec)
            except Refused:
                continue  # not a column by which a figure can be told apart
            asked = Asked(today=TODAY, by=(column.name,))
            if column.name not in granted.named:
                with pytest.raises(Refused):
                    by(session, who, metric, asked)
                continue
            assert secrets.given_away(by(session, who, metric, asked)) <= granted.shown


def test_an_address_cannot_ask_for_more(house: House, role: str) -> None:
    """The hostile address: every column, every filter, every order, words for every secret."""
    who, session = house.secrets.personas[role], house.session
    for entity in _tables(house):
        granted = house.granted(role, entity)
        if not granted.rows:
            continue
        for name in sorted(set(entity.by_name) - granted.named):
            where = json.dumps({"field": name, "op": "filled"})
            asked = {"where": where, "sort": f"-{name}", "columns": f"id.{name}"}
            wanted, left_out = read_wanted(entity, granted.named, asked)
            assert len(left_out) == len(asked)
            assert (wanted.condition, wanted.columns, wanted.order) == (
                ALWAYS,
                ("id",),
                entity.order if entity.order.strip("-") in granted.named else "-id",
            )
            with pytest.raises(Refused):  # and whoever goes round the address
                listing.matching(session, who, Wanted(entity.key, order=name), TODAY)


def test_the_history_of_a_row_says_no_more_than_the_row(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    told = 0
    for entity in _tables(house):
        granted = house.granted(role, entity)
        if not granted.named:
            continue
        for side in SIDES[:2]:
            row_id = secrets.ids[entity.key, side]
            if side not in granted.rows:
                with pytest.raises(Refused):
                    history(session, who, entity.key, row_id)
                continue
            changes = history(session, who, entity.key, row_id).changes
            given = secrets.given_away(changes)
            assert given <= granted.shown, entity.key
            told += len(given)
    assert told


def test_whoever_only_lives_somewhere_is_offered_by_no_picker(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    column = Column("member_id", Kind.PERSON, "人", "Person", target="member")
    ids = house.ids("member")
    for side in SIDES:
        mark = secrets.marks["member", side, "name"][0]
        assert not options(session, who, column, mark, "/")
    assert not offered_of(session, ("/",), ids)
    assert not secrets.given_away(named(session, who, column, ids))
    for key in entities():
        if (key, "in") not in secrets.ids:
            continue
        found_titles = listing.titled(session, who, key, house.ids(key))
        readable = _shown(house, role, entity_for(session, key))
        assert secrets.given_away(found_titles[1] if found_titles else ()) <= readable, key
        picked = picking.rows(session, who, key, "", house.ids(key))
        assert secrets.given_away(picked) <= readable, key
        assert {one.id for one in picked} <= _seen_ids(house, role, key)


def test_a_picker_of_places_offers_those_that_may_be_read(house: House, role: str) -> None:
    who, secrets, session = house.secrets.personas[role], house.secrets, house.session
    column = Column("place_id", Kind.PLACE, "地方", "Place", target="place")
    may, ids = _seen_ids(house, role, "place"), house.ids("place")
    readable = _shown(house, role, entity_for(session, "place"))
    assert readable_places(session, who, ids) == may
    told = named(session, who, column, ids)
    assert {one.id for one in told} == may and secrets.given_away(told) <= readable
    for side in SIDES:
        mark = secrets.marks["place", side, "name"][0]
        found = options(session, who, column, mark, "/")
        assert {one.id for one in found} <= may & {secrets.ids["place", side]}


def _seen_ids(house: House, role: str, key: str) -> set[int]:
    granted = house.granted(role, entity_for(house.session, key))
    return {house.secrets.ids[key, side] for side in granted.rows}


def test_rows_that_only_their_subject_changes_are_written_by_no_role(
    house: House, role: str
) -> None:
    who = house.secrets.personas[role]
    for entity in _tables(house):
        if entity.changes is Changes.HERE:
            continue
        for action in (Action.CREATE, Action.REMOVE, Action.IMPORT):
            with pytest.raises(Refused):
                may_write(house.session, who, entity, action)


def test_a_list_and_its_total_are_of_the_rows_that_may_be_read(house: House, role: str) -> None:
    who, secrets, seen = house.secrets.personas[role], house.secrets, 0
    for entity in _tables(house):
        granted = house.granted(role, entity)
        may = {secrets.ids[entity.key, side] for side in granted.rows}
        if not granted.named:
            with pytest.raises(Refused):
                listing.opened_at(house.session, who, Wanted(entity.key), 1, TODAY)
            continue
        only = read_condition(_marked(house, entity), entity)
        total, page = listing.opened_at(house.session, who, Wanted(entity.key, only), 1, TODAY)
        assert (set(page.ids), total) == (may, (len(may), False)), entity.key
        total, page = listing.opened_at(house.session, who, Wanted(entity.key), 1, TODAY)
        assert set(page.ids) & set(house.ids(entity.key)) <= may, entity.key
        assert total[1] or len(page.ids) == min(total[0], ROWS), entity.key
        seen += len(may)
    assert seen


def _marked(house: House, entity: Entity) -> dict[str, Any]:
    """The filter that leaves the marked rows alone."""
    return {"any": [{"field": "id", "op": "is", "value": one} for one in house.ids(entity.key)]}


def test_behind_a_figure_stand_only_rows_that_may_be_read(house: House, role: str) -> None:
    who, secrets, seen = house.secrets.personas[role], house.secrets, 0
    for entity in _tables(house):
        counted, granted = house.granted(role, entity, "measure"), house.granted(role, entity)
        body = {"label": "样本", "entity": entity.key, "numerator": {"op": "count"}, "public": True}
        metric = read_here(house.session, "probe", body | {"where": _marked(house, entity)})
        if not (counted.named and granted.named):
            with pytest.raises(Refused):
                rows_behind(house.session, who, metric, Asked(today=TODAY))
            continue
        behind = rows_behind(house.session, who, metric, Asked(today=TODAY))
        may = {secrets.ids[entity.key, side] for side in granted.rows}
        assert {row[0] for row in behind.rows} == may and behind.n == len(may), entity.key
        assert secrets.given_away(behind.rows) <= granted.shown, entity.key
        seen += behind.n
    assert seen


ASKED = (
    "work_order",
    "topic",
    "place",
    "member",
    "entry",
    "contract",
    "statement",
    "owner",
    "voter",
)


@pytest.mark.parametrize("action", [Action.READ, Action.EXPORT, Action.CHANGE])
def test_why_gives_the_answer_that_the_rows_give(house: House, role: str, action: Action) -> None:
    """Of rows, and of each of their columns; what may be written is what a write is let."""
    who, secrets, told = house.secrets.personas[role], house.secrets, 0
    for entity in (entity_for(house.session, key) for key in ASKED):
        granted = house.granted(role, entity, action.value)
        for side in SIDES[:2]:
            row_id = secrets.ids[entity.key, side]
            asker = _who_sees(house, role, entity, side)
            if asker is None:
                continue
            free = _written(house, who, entity, row_id) if action is Action.CHANGE else None
            may = why(house.session, asker, who, Question(entity.key, action, row_id)).may
            assert may is (side in granted.rows if free is None else bool(free)), (entity.key, side)
            for column in entity.columns:
                asked = Question(entity.key, action, row_id, column.name)
                may = why(house.session, asker, who, asked).may
                full = (entity.key, side, column.name) in granted.full
                assert may is (full if free is None else column.name in free), asked
                told += 1
    assert told > 50


def _who_sees(house: House, role: str, entity: Entity, side: str) -> Visitor | None:
    """Who may ask about a row: the administrator, else he whom it is about."""
    for one in ("administrator", role):
        if side in house.granted(one, entity).rows:
            return house.secrets.personas[one]
    return None


def _written(house: House, who: Visitor, entity: Entity, row_id: int) -> frozenset[str]:
    try:
        may = may_write(house.session, who, entity, Action.CHANGE)
    except Refused:
        return frozenset()
    return allowed(house.session, may, row_id)
