"""Saved views: one's own, shared with a role at a place, read again with care."""

from typing import Any

import pytest
from sqlmodel import Session, select

from models.history import SavedView
from models.trail import TrailLine
from rules.refusal import Refused
from rules.table import read_body
from services.table.opening import opened
from services.table.view import MOST, keep_view, remove_view, views
from tests.neighbourhood import Neighbourhood

BODY: dict[str, Any] = {"where": {"field": "on_time", "op": "empty"}, "sort": "number"}


def names(session: Session, here: Neighbourhood, who: str) -> list[str]:
    return [one.name for one in views(session, here.visitors[who], "work_order")]


def test_a_view_is_its_owners_alone_until_it_is_shared(
    session: Session, here: Neighbourhood
) -> None:
    keep_view(session, here.lin, "work_order", " 未办结 ", BODY)
    assert names(session, here, "lin") == ["未办结"] and names(session, here, "tang") == []
    place = here.places["fengyuan-community"].id or 0
    keep_view(session, here.lin, "work_order", "未办结", BODY, ("council", place))
    assert names(session, here, "tang") == ["未办结"]
    assert names(session, here, "qin") == [] and names(session, here, "wai") == []
    assert session.exec(select(TrailLine).where(TrailLine.code == "view.shared")).one()


def test_only_who_configures_a_place_shares_there(session: Session, here: Neighbourhood) -> None:
    street = here.places["zhelu"].id or 0
    with pytest.raises(Refused):
        keep_view(session, here.lin, "work_order", "甲", BODY, ("council", street))
    with pytest.raises(Refused, match="no such role"):
        keep_view(session, here.qin, "work_order", "甲", BODY, ("emperor", street))
    with pytest.raises(Refused):
        keep_view(session, here.chen, "work_order", "甲", BODY)
    assert session.exec(select(SavedView.name)).all() == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (" ", BODY),
        ("甲" * 41, BODY),
        ("甲", {"where": {"field": "gone", "op": "empty"}}),
        ("甲", {"columns": ["password_hash"]}),
    ],
)
def test_what_cannot_be_kept_is_refused(
    session: Session, here: Neighbourhood, name: str, body: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        keep_view(session, here.lin, "work_order", name, body)


def test_nobody_takes_anothers_view_away(session: Session, here: Neighbourhood) -> None:
    own = keep_view(session, here.lin, "work_order", "甲", BODY).id or 0
    place = here.places["fengyuan-community"].id or 0
    shared = keep_view(session, here.lin, "work_order", "乙", BODY, ("council", place)).id or 0
    for view_id, actor in ((own, here.tang), (shared, here.wu), (own, here.chen), (99, here.lin)):
        with pytest.raises(Refused):
            remove_view(session, actor, view_id)
    remove_view(session, here.tang, shared)
    remove_view(session, here.lin, own)
    assert views(session, here.lin, "work_order") == ()


def test_a_view_whose_column_is_gone_says_so(session: Session, here: Neighbourhood) -> None:
    view = keep_view(session, here.lin, "work_order", "甲", BODY)
    view.body = {**view.body, "columns": ["x_gone", "number"]}
    table = opened(session, here.lin, "work_order")
    wanted, told = read_body(table.entity, table.names, view.body)
    assert wanted.columns == ("number",)
    assert [one.facts for one in told] == [{"name": "x_gone"}]


def test_views_are_not_kept_without_end(session: Session, here: Neighbourhood) -> None:
    for number in range(MOST):
        keep_view(session, here.lin, "work_order", f"{number}", BODY)
    with pytest.raises(Refused, match="already"):
        keep_view(session, here.lin, "work_order", "又一个", BODY)
    keep_view(session, here.lin, "work_order", "0", {})  # the same name is written over
