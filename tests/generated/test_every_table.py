"""Every table of the project goes through the generated screen, and none opens more than it may."""

from typing import Any

import pytest
from sqlmodel import Session

import models
from db.session import transaction
from models.base import clock_at
from models.screen import Changes
from rules.entity import Kind
from rules.load.layout import Layout
from rules.permission import STRANGER
from rules.refusal import Refused
from rules.right import Action, Door
from rules.table.wanted import sortable
from services.entity import entities, entity
from services.entity.standing import mark_of, stored
from services.load.export import Reading, begin_export
from services.load.importing import Upload, examine, import_rows
from services.load.undo import undo_batch
from services.right import at_door, rights_of, secured
from services.row.changing import change_row
from services.row.creating import create_row
from services.row.many import change_many, changeable
from services.row.removing import remove_row
from services.row.undoing import undo_many
from services.table import listing
from services.table.detail import detail
from services.table.history import history
from services.table.opening import opened
from services.table.related import related
from services.table.step import STEP
from tests.emptied import NOON
from tests.generated.asking import equals, listed, made_up, raw, wanted
from tests.generated.house import KEY, TODAY
from tests.neighbourhood import Neighbourhood, found
from tests.secrets import LEFT_ALONE, Secrets, plant_secrets

MOST = 3  # columns by which each table is divided
FREE: dict[Kind, Any] = {Kind.TEXT: "改", Kind.NUMBER: 7}  # what is written into many rows
EVERY = sorted(entities())
HERE = [key for key in EVERY if entity(key).changes is Changes.HERE]
APART = [key for key in EVERY if entity(key).changes is not Changes.HERE]
PLANTED = sorted(set(EVERY) & models.names() - LEFT_ALONE)


@pytest.fixture(scope="module")
def secrets(grove: Neighbourhood) -> Secrets:
    """A marked row in every table, in three places; the administrator reads two of them or all."""
    with clock_at(NOON), transaction() as session:
        return plant_secrets(session, found(session))


@pytest.mark.parametrize("key", sorted(set(EVERY) - set(PLANTED)))
def test_what_the_house_keeps_by_itself_is_listed_whole(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    assert sorted(listed(session, grove, key)) == sorted(raw(session, key))


@pytest.mark.parametrize("key", PLANTED)
def test_it_is_listed_and_a_search_finds_the_row_that_says_so(
    session: Session, grove: Neighbourhood, secrets: Secrets, key: str
) -> None:
    table = opened(session, grove.guan, key)
    there = listed(session, grove, key)
    assert (
        {secrets.ids[key, "in"], secrets.ids[key, "next"]} <= set(there) <= set(raw(session, key))
    )
    searched = [one for one in table.entity.search if not table.entity.by_name[one].personal]
    for name in searched:
        word = secrets.marks[key, "in", name][0]
        assert list(listed(session, grove, key, q=word)) == [secrets.ids[key, "in"]], name
    assert not listed(session, grove, key, q="绝无此词")


@pytest.mark.parametrize("key", PLANTED)
def test_a_filter_divides_its_rows(
    session: Session, grove: Neighbourhood, secrets: Secrets, key: str
) -> None:
    there, divided = list(listed(session, grove, key)), 0
    for column in opened(session, grove.guan, key).columns:
        value = secrets.rows[key, "in"].get(column.name)
        test = None if column.personal else equals(column, value)
        if test is None:
            continue
        told = listed(session, grove, key, columns=[column.name])
        fits = [one for one in there if told[one] == value]
        if len(fits) == len(there):
            continue
        assert secrets.ids[key, "in"] in fits
        assert sorted(listed(session, grove, key, where=test)) == sorted(fits), column.name
        others = listed(session, grove, key, where={"not": test})
        assert sorted(others) == sorted(set(there) - set(fits)), column.name
        divided += 1
        if divided == MOST:
            break
    assert divided


@pytest.mark.parametrize("key", PLANTED)
def test_it_is_put_in_the_order_of_any_column(
    session: Session, grove: Neighbourhood, secrets: Secrets, key: str
) -> None:
    told: dict[int, Any] = {}
    for column in opened(session, grove.guan, key).columns:
        if column.personal or column.name == STEP or not sortable(column):
            continue
        told = listed(session, grove, key, columns=[column.name], sort=column.name)
        filled = [(value, one) for one, value in told.items() if value is not None]
        assert filled == sorted(filled), column.name
        empty = [value is None for value in told.values()]
        assert empty in (sorted(empty), sorted(empty, reverse=True)), column.name
    assert list(listed(session, grove, key, sort="-id")) == sorted(told, reverse=True)


@pytest.mark.parametrize("key", PLANTED)
def test_its_rows_are_shown_with_history_and_go_into_a_file(
    session: Session, grove: Neighbourhood, secrets: Secrets, key: str
) -> None:
    row_id, there = secrets.ids[key, "in"], listed(session, grove, key)
    names = opened(session, grove.guan, key).names
    assert set(detail(session, grove.guan, key, row_id).values) == names
    told = history(session, grove.guan, key, row_id).changes  # the one that was planted
    assert len(told) == 1
    related(session, grove.guan, key, row_id)
    export = begin_export(session, grove.guan, key, {}, TODAY)
    reading = Reading(export, grove.guan, "zh_CN")
    cells = [row for part in reading.parts() for row in reading.cells(session, part)]
    may = set(session.scalars(secured(at_door(session, grove.guan, key, Door.EXPORT))))
    own = [one for one in there if one in may]
    assert {row_id, secrets.ids[key, "next"]} <= set(own)
    assert list(export.ids) == own and len(cells) == len(own)
    page = listing.rows(session, grove.guan, key, sorted(names), tuple(own))
    shown = {spot for spot in secrets.given_away(page.rows) if spot[0] == key}
    assert {spot for spot in secrets.given_away(cells) if spot[0] == key} == shown


@pytest.mark.parametrize("key", EVERY)
def test_whoever_has_no_right_is_refused(session: Session, grove: Neighbourhood, key: str) -> None:
    assert "password_hash" not in entity(key).by_name
    writing = (
        lambda: begin_export(session, STRANGER, key, {}, TODAY),
        lambda: create_row(session, STRANGER, key, {}),
        lambda: change_row(session, STRANGER, key, 1, {}, ""),
        lambda: remove_row(session, STRANGER, key, 1, ""),
    )
    reading = (
        lambda: opened(session, STRANGER, key),
        lambda: detail(session, STRANGER, key, 1),
        lambda: history(session, STRANGER, key, 1),
    )
    public = rights_of(session, (), key, Action.READ)  # what ships for everybody to read
    for door in writing if public else (*writing, *reading):
        with pytest.raises(Refused):
            door()


@pytest.mark.parametrize("key", APART)
def test_what_changes_elsewhere_is_refused_here_with_a_sentence(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    table = opened(session, grove.guan, key)
    assert not table.creatable and not table.removable
    free = {one.name for one in table.entity.columns if one.writable}
    assert table.changeable == table.bulk == free
    fixed = next(one.name for one in table.columns if one.name not in free)
    page = listing.page(session, grove.guan, wanted(session, grove, key), 1, TODAY)
    row_id = next(iter(page.ids), 1)
    mark = mark_of(stored(session, table.entity, row_id)) if page.ids else ""
    asked = wanted(session, grove, key)
    for act in (
        lambda: create_row(session, grove.guan, key, {}),
        lambda: remove_row(session, grove.guan, key, row_id, mark),
        lambda: change_row(session, grove.guan, key, row_id, {fixed: 1}, mark),
        lambda: change_many(session, grove.guan, asked, {fixed: 1}, len(page.ids)),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("key", HERE)
def test_what_changes_here_is_added_changed_and_removed(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    table = opened(session, grove.guan, key)
    assert table.removable and table.creatable == table.changeable == table.bulk
    row_id = create_row(session, grove.guan, key, made_up(grove, key))
    row = stored(session, table.entity, row_id)
    if "path" in row:
        assert row["path"] == grove.fengyuan.path
    named = next(
        one for one in table.columns if one.writable and one.kind in {Kind.TEXT, Kind.LONG_TEXT}
    )
    change_row(session, grove.guan, key, row_id, {named.name: "改"}, mark_of(row))
    assert stored(session, table.entity, row_id)[named.name] == "改"
    now = mark_of(stored(session, table.entity, row_id))
    remove_row(session, grove.guan, key, row_id, now)
    assert len(history(session, grove.guan, key, row_id).changes) == 3


@pytest.mark.parametrize("key", HERE)
def test_many_of_what_changes_here_are_changed_at_once_and_put_back(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    ids = {
        create_row(session, grove.guan, key, made_up(grove, key, place, text))
        for place, text in (("fengyuan", "文甲"), ("qinghe", "文乙"))
    }
    before = raw(session, key)
    asked = wanted(session, grove, key, where={"field": "id", "op": "ge", "value": min(ids)})
    of = entity(key)
    column = next(
        c for c in of.columns if c.writable and c.kind in FREE and c.name not in of.key_columns
    )
    value = FREE[column.kind]
    assert changeable(session, grove.guan, asked, TODAY) == len(ids)
    batch = change_many(session, grove.guan, asked, {column.name: value}, len(ids))
    rows = raw(session, key)
    assert {one for one, row in rows.items() if row[column.name] == value} == ids
    undo_many(session, grove.guan, batch.id or 0)
    assert raw(session, key) == before


@pytest.mark.parametrize("key", HERE)
def test_what_changes_here_comes_from_a_file_once_and_goes_again(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    of, before, values = entity(key), raw(session, key), made_up(grove, key)
    cells = [
        "枫园小区" if of.by_name[name].kind is Kind.PLACE else str(getattr(value, "value", value))
        for name, value in values.items()
    ]
    keys = of.key_columns or tuple(n for n in values if of.by_name[n].kind is Kind.TEXT)
    layout = Layout(1, tuple(values), tuple(values), keys)
    file = Upload("表.csv", f"{','.join(values)}\n{','.join(cells)}\n".encode())
    assert examine(session, grove.guan, key, file, layout).new == 1
    batch = import_rows(session, grove.guan, key, file, layout)
    (made,) = set(raw(session, key)) - set(before)
    assert raw(session, key)[made][keys[0]] == values[keys[0]]
    again = examine(session, grove.guan, key, file, layout)
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    undo_batch(session, grove.guan, batch.id or 0)
    session.expire_all()
    assert raw(session, key) == before


def test_the_table_of_the_tests_is_among_them_and_nearly_all_have_rows() -> None:
    assert KEY in HERE and len(APART) > 80
    assert set(EVERY) - set(PLANTED) == {KEY, "definition", "revision", "topic_revision"}
    assert len([key for key in PLANTED if entity(key).search]) > 30
