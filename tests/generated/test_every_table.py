"""Every table of the project goes through the generated screen, and none opens more than it may."""

from typing import Any

import pytest
from sqlmodel import Session

from models.screen import Changes
from rules.entity import Kind
from rules.permission import STRANGER
from rules.refusal import Refused
from rules.right import Action
from rules.table import Wanted, read_body
from rules.table.wanted import sortable
from services.entity import entities, entity
from services.entity.standing import mark_of, stored
from services.load.export import begin_export
from services.right import rights_of
from services.row.changing import change_row
from services.row.creating import create_row
from services.row.many import change_many
from services.row.removing import remove_row
from services.table import listing
from services.table.detail import detail
from services.table.history import history
from services.table.opening import opened
from services.table.related import related
from tests.generated.house import KEY, TODAY
from tests.neighbourhood import Neighbourhood

EVERY = sorted(entities())
HERE = [key for key in EVERY if entity(key).changes is Changes.HERE]
APART = [key for key in EVERY if entity(key).changes is not Changes.HERE]
MOST = 3  # columns by which each table is sorted


def wanted(session: Session, here: Neighbourhood, key: str, **body: Any) -> Wanted:
    table = opened(session, here.guan, key)
    asked, left_out = read_body(table.entity, table.names, body)
    assert not left_out
    return asked


@pytest.mark.parametrize("key", EVERY)
def test_it_is_listed_searched_filtered_and_sorted(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    table = opened(session, grove.guan, key)
    filled = [{"field": one.name, "op": "filled"} for one in table.columns]
    all_rows = wanted(session, grove, key)
    total = listing.count(session, grove.guan, all_rows, TODAY)[0]
    by_filter = wanted(session, grove, key, where={"any": filled})
    assert listing.count(session, grove.guan, by_filter, TODAY)[0] == total
    none = wanted(session, grove, key, where={"not": {"any": filled}}, q="绝无此词")
    assert listing.count(session, grove.guan, none, TODAY) == (0, False)
    orders = [one.name for one in table.columns if sortable(one)][:MOST]
    for name in orders:
        page = listing.page(session, grove.guan, wanted(session, grove, key, sort=name), 1, TODAY)
        assert len(page.ids) == min(total, 50)


@pytest.mark.parametrize("key", EVERY)
def test_its_rows_are_shown_with_history_and_go_into_a_file(
    session: Session, grove: Neighbourhood, key: str
) -> None:
    asked = wanted(session, grove, key)
    page = listing.page(session, grove.guan, asked, 1, TODAY)
    for row_id in page.ids[:1]:
        found = detail(session, grove.guan, key, row_id)
        assert set(found.values) == opened(session, grove.guan, key).names
        assert history(session, grove.guan, key, row_id).changes == ()
        related(session, grove.guan, key, row_id)
    export = begin_export(session, grove.guan, key, {}, TODAY)
    assert len(export.ids) <= listing.count(session, grove.guan, asked, TODAY)[0]


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


def made_up(here: Neighbourhood, key: str) -> dict[str, Any]:
    """A value for each column that needs one."""
    values: dict[Kind, Any] = {
        Kind.TEXT: "文",
        Kind.LONG_TEXT: "文",
        Kind.DATE: TODAY,
        Kind.YES_NO: True,
        Kind.PLACE: here.fengyuan.id,
        Kind.PERSON: here.guan.member_id,
    }
    return {
        one.name: one.choices[0].code if one.choices else values.get(one.kind, 1)
        for one in entity(key).columns
        if one.writable and (one.required or one.kind is Kind.PLACE)
    }


def test_the_table_of_the_tests_is_among_them() -> None:
    assert KEY in HERE and len(APART) > 80
