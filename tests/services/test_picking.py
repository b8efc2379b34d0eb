"""Finding people and places to point to (选取)."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from models.member import Role
from models.register import OrderSource
from rules.entity import Column, Kind
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from services.definition import append
from services.entity.lying import place_paths
from services.load.reference import References
from services.picking import MOST, OFFICES, named, offered_of, options, readable_places
from services.row.changing import change_row
from services.row.creating import create_row
from services.table.detail import detail
from tests.neighbourhood import Neighbourhood

WHO = Column("x_who", Kind.PERSON, "", "", target="member")
WHERE = Column("x_where", Kind.PLACE, "", "", target="place")
HOME = "fengyuan-1-102"


def names(
    session: Session, here: Neighbourhood, column: Column, words: str, at: str, who: str = "lin"
) -> set[str]:
    path = here.places[at].path
    found = options(session, here.visitors[who], column, words, path)
    return {option.label for option in found}


def test_people_who_serve_here_or_above_are_offered(session: Session, here: Neighbourhood) -> None:
    assert names(session, here, WHO, "", "fengyuan-1") == {
        "林秀英", "唐敏", "吴刚", "石磊", "马超", "高翔", "秦岚", "沈洁", "管理员",
    }  # fmt: skip
    assert names(session, here, WHO, "", "qinghe") == {"林秀英", "唐敏", "秦岚", "沈洁", "管理员"}
    assert names(session, here, WHO, "%", "fengyuan") == set()


def test_persons_are_offered_to_members_alone_and_only_by_the_offices_that_are_named(
    session: Session, here: Neighbourhood
) -> None:
    assert {Role.RESIDENT, Role.OWNER, Role.EXPERT} == set(Role) - OFFICES
    assert names(session, here, WHO, "高", "fengyuan", "chen") == {"高翔"}
    assert options(session, STRANGER, WHO, "", "/") == []
    gao = here.gao.member_id or 0
    assert named(session, STRANGER, WHO, (gao,)) == []
    assert [one.label for one in named(session, here.wai, WHO, (gao,))] == ["高翔"]


def test_places_are_looked_for_below(session: Session, here: Neighbourhood) -> None:
    assert names(session, here, WHERE, "号楼", "fengyuan") == {"1 号楼", "2 号楼"}
    assert names(session, here, WHERE, "清河", "fengyuan") == set()
    assert len(options(session, here.lin, WHERE, "", "/")) <= MOST


def test_a_place_is_offered_and_named_to_whoever_may_read_it(
    session: Session, here: Neighbourhood
) -> None:
    home, fengyuan = here.places[HOME].id or 0, here.fengyuan.id or 0
    assert named(session, here.wai, WHERE, (home,)) == []
    assert [one.id for one in named(session, here.lin, WHERE, (home,))] == [home]
    assert readable_places(session, here.wai, (home, fengyuan, 999_999)) == {fengyuan}
    streets = {"field": "kind", "op": "is", "value": "street"}
    only = {"tables": ["place"], "actions": ["read"], "rows": streets}
    body = {"role": "everyone", "rights": [only]}
    append(session, None, DefinitionKind.RIGHT, "everyone.place", None, body)
    assert names(session, here, WHERE, "", "fengyuan", "wai") == set()
    assert named(session, here.wai, WHERE, (fengyuan,)) == []


def test_what_is_picked_already_has_the_name_that_the_viewer_may_know(
    session: Session, here: Neighbourhood
) -> None:
    chen, fengyuan = here.chen.member_id or 0, here.fengyuan.id or 0
    assert named(session, here.lin, WHO, (chen,)) == []
    assert [o.label for o in named(session, here.guan, WHO, (chen,))] == ["陈**"]
    assert [o.label for o in named(session, here.chen, WHO, (chen,))] == ["陈静"]
    assert [o.label for o in named(session, here.lin, WHERE, (fengyuan,))] == ["枫园小区"]
    assert named(session, here.lin, WHERE, ()) == []
    assert place_paths(session, (fengyuan,)) == {fengyuan: here.fengyuan.path}


def test_a_row_takes_only_a_person_and_a_place_that_are_offered(
    session: Session, here: Neighbourhood
) -> None:
    for name, kind in (("x_who", "person"), ("x_where", "place")):
        body = {"entity": "work_order", "name": name, "kind": kind, "label": name}
        append(session, None, DefinitionKind.FIELD, f"work_order.{name}", None, body)
    values: dict[str, Any] = {
        "number": "G-1",
        "place_id": here.fengyuan.id,
        "title": "路灯不亮",
        "source": OrderSource.HOTLINE,
        "received_on": date(2026, 3, 1),
    }
    gao, chen, home = here.gao.member_id, here.chen.member_id, here.places[HOME].id
    for wrong in ({"x_who": chen}, {"x_who": 999_999}, {"x_where": 999_999}):
        with pytest.raises(Refused, match="those that are offered"):
            create_row(session, here.lin, "work_order", {**values, **wrong})
    right = {"x_who": gao, "x_where": home}
    row_id = create_row(session, here.lin, "work_order", {**values, **right})
    seen = detail(session, here.lin, "work_order", row_id).seen
    with pytest.raises(Refused, match="those that are offered"):
        change_row(session, here.lin, "work_order", row_id, {"x_who": chen}, seen)


def test_a_file_names_only_who_and_what_could_be_picked(
    session: Session, here: Neighbourhood
) -> None:
    home = here.places[HOME]

    def found(who: Visitor, column: Column, said: str) -> Any:
        return References(session, who, lambda _path: True).resolve(column, [said])[said]

    assert found(here.lin, WHO, "gao") == here.gao.member_id
    assert found(here.lin, WHERE, home.code) == home.id
    for who, column, said in (
        (here.lin, WHO, "chen"),
        (here.wai, WHERE, home.code),
    ):
        assert found(who, column, said).code == "unknown"


def test_persons_are_offered_near_one_of_the_places_that_are_asked(
    session: Session, here: Neighbourhood
) -> None:
    gao = here.gao.member_id or 0
    assert offered_of(session, (here.places["qinghe"].path, here.fengyuan.path), (gao,)) == {gao}
    assert offered_of(session, (here.places["qinghe"].path,), (gao,)) == frozenset()
    assert offered_of(session, (), (gao,)) == frozenset()
