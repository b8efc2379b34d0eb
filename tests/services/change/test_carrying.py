"""A set goes from one house to another as a file (变更集导出与导入)."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db.session import transaction
from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from models.trail import TrailLine
from rules.definition.parcel import Packed, Parcel, pack
from rules.refusal import Refused
from services.change import (
    arriving,
    ask_publication,
    check,
    export_change,
    import_change,
    publish_change,
)
from services.change.kind import the_kind
from services.definition import forget, one
from services.plan import newest
from tests.changes import POLICY, drafted, published
from tests.neighbourhood import Neighbourhood, found

PROCEDURE = DefinitionKind.PROCEDURE
STRICT = {"two_people": ["form", "metric"]}


Fresh = Callable[[bool], AbstractContextManager[Engine]]


def carried(session: Session, here: Neighbourhood) -> bytes:
    """A file with a policy and a procedure of 枫园."""
    body: Any = deepcopy(the_kind(PROCEDURE).holds(session, "wumin"))
    body["steps"][0]["name"] = "带来的"
    given = ((POLICY, "publication.here", STRICT), (PROCEDURE, "brought", body))
    kept = drafted(session, here.lin, here.fengyuan.id, *given, title="从枫园来")
    return export_change(session, here.lin, kept.id or 0).encode()


def test_another_house_looks_drafts_and_publishes(
    session: Session,
    here: Neighbourhood,
    fresh_sqlite: Callable[[bool], AbstractContextManager[Engine]],
) -> None:
    raw = carried(session, here)
    with fresh_sqlite(True) as engine, transaction(engine) as there:
        forget()
        other = found(there)
        parcel, coming = arriving(there, other.lin, raw, other.fengyuan.id)
        assert parcel.place == "fengyuan"
        assert [(one.key, one.same, one.before) for one in coming] == [
            ("publication.here", False, None),
            ("brought", False, None),
        ]
        assert not there.exec(select(ChangeSet)).all()
        made = import_change(there, other.lin, raw, other.fengyuan.id)
        assert made.state is ChangeState.DRAFT and check(there, other.lin, made.id or 0).sound
        ask_publication(there, other.lin, made.id or 0, made.edit_count)
        publish_change(there, other.tang, made.id or 0, made.edit_count)
        assert newest(there, "brought").steps[0].name == "带来的"
        kept = one(there, POLICY, "publication.here")
        assert kept is not None and kept.path == other.fengyuan.path
        with pytest.raises(Refused, match="holds here already"):
            import_change(there, other.lin, raw, other.fengyuan.id)
        there.rollback()


def test_only_what_differs_is_drafted_and_whoever_imported_had_a_hand_in_it(
    session: Session, here: Neighbourhood
) -> None:
    raw = carried(session, here)
    published(session, here, here.fengyuan.id, (POLICY, "publication.here", STRICT))
    made = import_change(session, here.tang, raw, here.fengyuan.id)
    items = session.exec(select(ChangeItem).where(ChangeItem.change_set_id == made.id)).all()
    assert [item.key for item in items] == ["brought"]
    codes = session.exec(
        select(TrailLine.code).where(TrailLine.about == f"change_set:{made.id}")
    ).all()
    assert codes == ["change.imported"]
    ask_publication(session, here.tang, made.id or 0, made.edit_count)
    with pytest.raises(Refused, match="You worked on this"):
        publish_change(session, here.tang, made.id or 0, made.edit_count)


def test_a_file_holds_nothing_of_people_keys_or_numbers_of_rows(
    session: Session, here: Neighbourhood
) -> None:
    raw = carried(session, here).decode()
    assert set(json.loads(raw)) == {"format", "title", "note", "place", "items", "sha256"}
    for name in ("林秀英", "drafted_by", "place_id", "whsec_"):
        assert name not in raw


def test_a_file_gives_nobody_a_right_he_does_not_have(
    session: Session, here: Neighbourhood
) -> None:
    raw = carried(session, here)
    for who, place in ((here.lin, None), (here.lin, "zhelu"), (here.chen, "fengyuan")):
        place_id = here.places[place].id if place else None
        with pytest.raises(Refused):
            import_change(session, who, raw, place_id)
    with pytest.raises(Refused):  # a street officer does not edit procedures
        import_change(session, here.qin, raw, here.fengyuan.id)
    house = pack(Parcel("夺权", "", "", (Packed(POLICY, "publication", {"two_people": []}),)))
    with pytest.raises(Refused, match="holds everywhere"):
        import_change(session, here.lin, house.encode(), here.fengyuan.id)
    made = import_change(session, here.guan, house.encode(), None)
    ask_publication(session, here.guan, made.id or 0, made.edit_count)
    with pytest.raises(Refused, match="You worked on this"):
        publish_change(session, here.guan, made.id or 0, made.edit_count)


def test_a_wrong_body_in_a_file_is_drafted_and_never_published(
    session: Session, here: Neighbourhood
) -> None:
    parcel = Parcel("错", "", "", (Packed(POLICY, "bad", {"two_people": ["everything"]}),))
    made = import_change(session, here.lin, pack(parcel).encode(), here.fengyuan.id)
    assert not check(session, here.lin, made.id or 0).sound
    with pytest.raises(Refused, match="is one of"):
        ask_publication(session, here.lin, made.id or 0, made.edit_count)
