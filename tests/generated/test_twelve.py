"""A described class is a screen (通用界面): twelve functions, and no page of its own.

``FruitTree`` is declared in the tests and nowhere else.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from models.trail import TrailLine
from rules.load.layout import Layout
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted, read_body
from services.entity import entity
from services.entity.standing import mark_of, stored
from services.load.export import Reading, begin_export, headings
from services.load.importing import Upload, examine, import_rows
from services.row.changing import change_row
from services.row.creating import create_row
from services.row.many import change_many, changeable
from services.row.removing import remove_row
from services.row.restoring import restore_row
from services.row.undoing import undo_many
from services.table import listing
from services.table.detail import detail
from services.table.history import history
from services.table.opening import opened
from services.table.related import related
from tests.generated.house import KEY, TODAY, TREES
from tests.neighbourhood import Neighbourhood
from tests.services.entity.test_registry import FruitTree


def wanted(session: Session, here: Visitor, **body: Any) -> Wanted:
    table = opened(session, here, KEY)
    asked, left_out = read_body(table.entity, table.names, body)
    assert not left_out
    return asked


def names(session: Session, here: Visitor, page: int = 1, **body: Any) -> list[str]:
    return list(listing.page(session, here, wanted(session, here, **body), page, TODAY).titles)


def seen(session: Session, row_id: int) -> str:
    return mark_of(stored(session, entity(KEY), row_id))


def first(session: Session) -> int:
    return session.exec(select(FruitTree.id).order_by(FruitTree.id)).first() or 0


def new(here: Neighbourhood, **more: Any) -> dict[str, Any]:
    return {"place_id": here.fengyuan.id, "name": "新栽的梨", "ripeness": "green", **more}


def test_it_lists_its_rows(session: Session, grove: Neighbourhood) -> None:
    asked = wanted(session, grove.lin)
    assert listing.count(session, grove.lin, asked, TODAY) == (TREES, False)
    page = listing.page(session, grove.lin, asked, 1, TODAY)
    assert [one.name for one in page.columns] == [
        "name",
        "place_id",
        "ripeness",
        "planted_on",
        "crop_fen",
    ]
    assert page.labels.names["place"][grove.fengyuan.id] == "枫园小区"


def test_it_is_searched(session: Session, grove: Neighbourhood) -> None:
    assert names(session, grove.lin, q="第7号") == ["第7号枇杷"]
    assert len(names(session, grove.lin, q="石榴")) == TREES // 2


def test_it_is_filtered_by_conditions_in_conditions(session: Session, grove: Neighbourhood) -> None:
    ripe = {"field": "ripeness", "op": "is", "value": "ripe"}
    dear = {"field": "crop_fen", "op": "gt", "value": 50_000}
    far = {"field": "place_id", "op": "within", "value": grove.places["qinghe"].path}
    both = {"all": [ripe, {"any": [dear, {"not": far}]}]}
    told = {
        tree.name
        for tree in session.exec(select(FruitTree))
        if tree.ripeness == "ripe"
        and (tree.crop_fen > 50_000 or tree.place_id != grove.places["qinghe"].id)
    }
    asked = wanted(session, grove.lin, where=both)
    assert listing.count(session, grove.lin, asked, TODAY)[0] == len(told)
    assert set(names(session, grove.lin, where=both)) <= told


def test_it_is_sorted_by_any_of_its_columns(session: Session, grove: Neighbourhood) -> None:
    assert names(session, grove.lin, sort="-crop_fen")[0] == f"第{TREES}号石榴"
    for column in opened(session, grove.lin, KEY).columns:
        rising = names(session, grove.lin, sort=column.name)
        falling = names(session, grove.lin, 2, sort=f"-{column.name}")
        assert rising[: len(falling)] == falling[::-1]


def test_it_has_pages(session: Session, grove: Neighbourhood) -> None:
    both = names(session, grove.lin) + names(session, grove.lin, 2)
    assert len(both) == len(set(both)) == TREES
    assert names(session, grove.lin, 3) == []


def test_a_row_is_added(session: Session, grove: Neighbourhood) -> None:
    row_id = create_row(session, grove.lin, KEY, new(grove, crop_fen=250))
    tree = session.get_one(FruitTree, row_id)
    assert (tree.name, tree.crop_fen, tree.secret) == ("新栽的梨", 250, "")
    for wrong in ({"name": "梨" * 21}, {"crop_fen": -1}, {"ripeness": "blue"}, {"secret": "x"}):
        with pytest.raises(Refused):
            create_row(session, grove.lin, KEY, new(grove, **wrong))


def test_a_row_is_changed_unless_somebody_was_quicker(
    session: Session, grove: Neighbourhood
) -> None:
    row_id = first(session)
    mark = seen(session, row_id)
    change_row(session, grove.lin, KEY, row_id, {"name": "老枇杷"}, mark)
    assert session.get_one(FruitTree, row_id).name == "老枇杷"
    with pytest.raises(Refused, match="meanwhile"):
        change_row(session, grove.tang, KEY, row_id, {"name": "别的"}, mark)


def test_a_row_is_shown_with_what_belongs_to_it(session: Session, grove: Neighbourhood) -> None:
    found = detail(session, grove.lin, KEY, first(session))
    assert found.title == "第1号枇杷" and found.values["crop_fen"] == 1_000
    near = related(session, grove.lin, "place", grove.fengyuan.id or 0)
    trees = next(one for one in near if one.entity.key == KEY)
    assert trees.total == TREES * 2 // 3 and len(trees.page.ids) == 5


def test_many_rows_are_changed_when_their_number_was_shown(
    session: Session, grove: Neighbourhood
) -> None:
    asked = wanted(session, grove.lin, where={"field": "ripeness", "op": "is", "value": "green"})
    count = changeable(session, grove.lin, asked, TODAY)
    assert count == TREES // 2
    with pytest.raises(Refused, match="fit now"):
        change_many(session, grove.lin, asked, {"crop_fen": 1}, count - 1)
    batch = change_many(session, grove.lin, asked, {"ripeness": "ripe"}, count)
    assert changeable(session, grove.lin, asked, TODAY) == 0
    undo_many(session, grove.lin, batch.id or 0)
    assert changeable(session, grove.lin, asked, TODAY) == count


def test_rows_come_from_a_file(session: Session, grove: Neighbourhood) -> None:
    head = ("地方", "名称", "成熟度", "收成（元）")
    layout = Layout(1, head, ("place_id", "name", "ripeness", "crop_fen"), ("name",))
    lines = [
        ",".join(head),
        "枫园小区,第1号枇杷,green,7.50",
        "枫园小区,新桃,ripe,1",
        "枫园小区,,ripe,1",
    ]
    file = Upload("果树.csv", "\n".join(lines).encode())
    told = examine(session, grove.lin, KEY, file, layout)
    assert (told.new, told.changed) == (1, 1) and len(told.problems) == 1
    batch = import_rows(session, grove.lin, KEY, file, layout)
    assert (batch.created_count, batch.changed_count, batch.failed_count) == (1, 1, 1)
    assert session.get_one(FruitTree, first(session)).crop_fen == 750


def test_rows_go_into_a_file(session: Session, grove: Neighbourhood) -> None:
    export = begin_export(session, grove.lin, KEY, {"q": "枇杷"}, TODAY)
    assert headings(export, "zh_CN")[2:] == ["地方", "名称", "成熟度", "种植日期", "收成（元）"]
    reading = Reading(export, grove.lin, "zh_CN")
    rows = [row for part in reading.parts() for row in reading.cells(session, part)]
    assert len(rows) == TREES // 2 and {row[2] for row in rows} == {"枫园小区", "清河里"}


def test_a_row_has_a_history_and_goes_back(session: Session, grove: Neighbourhood) -> None:
    row_id = first(session)
    begin = seen(session, row_id)
    change_row(session, grove.lin, KEY, row_id, {"crop_fen": 9}, begin)
    found = history(session, grove.lin, KEY, row_id)
    assert [(one.before, one.after) for one in found.changes[0].fields] == [(1_000, 9)]
    restore_row(session, grove.lin, KEY, found.changes[0].id)
    assert seen(session, row_id) == begin
    remove_row(session, grove.lin, KEY, row_id, begin)
    assert history(session, grove.lin, KEY, row_id).gone
    restore_row(session, grove.lin, KEY, history(session, grove.lin, KEY, row_id).changes[0].id)
    assert seen(session, row_id) == begin


def test_rights_hold_at_every_door(session: Session, grove: Neighbourhood) -> None:
    row_id, lines = first(session), len(session.exec(select(TrailLine.id)).all())
    mark, asked = seen(session, row_id), wanted(session, grove.lin)
    tries: list[Callable[[Visitor], Any]] = [
        lambda who: create_row(session, who, KEY, new(grove)),
        lambda who: change_row(session, who, KEY, row_id, {"name": "x"}, mark),
        lambda who: remove_row(session, who, KEY, row_id, mark),
        lambda who: change_many(session, who, asked, {"name": "x"}, TREES),
        lambda who: begin_export(session, who, KEY, {}, TODAY),
    ]
    for deed in tries:
        with pytest.raises(Refused):
            deed(grove.shen)  # the auditor reads, and no more
    tries += [
        lambda who: opened(session, who, KEY),
        lambda who: listing.count(session, who, asked, TODAY),
        lambda who: detail(session, who, KEY, row_id),
        lambda who: history(session, who, KEY, row_id),
    ]
    for deed in tries:
        with pytest.raises(Refused):
            deed(grove.wai)
    assert len(session.exec(select(TrailLine.id)).all()) == lines
    assert seen(session, row_id) == mark
