"""What administrators ask of a row is asked when it is made by hand, and a file is not asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.base import Extended
from models.definition import DefinitionKind
from models.firm import Firm
from models.place import Place, PlaceKind
from models.roll import AreaSource, Unit
from rules.contract.schedule import Rhythm, schedule
from rules.refusal import Refused
from rules.roll.column import Column
from services.claim.keeping import register_claim
from services.contract.keeping import Term, register_contract, renew_contract
from services.definition import append
from services.firm.keeping import register_firm
from services.planting import add_place
from services.roll.importing import Upload, import_roll
from services.roll.undo import undo_import
from services.roll.unit import add_unit
from tests.claims import ROOM
from tests.contracts import LIFTS, active, quarterly
from tests.firms import XINHE
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.rolls import table
from tests.services.firm.test_importing import GOOD
from tests.services.firm.test_importing import take as take_firms

Make = Callable[[Session, Neighbourhood, dict[str, Any] | None], Extended]
CELLS = {Column.LABEL: "３号楼501室", Column.AREA: "80", Column.OWNER: "张三"}
SHOP = CELLS | {Column.LABEL: "3-101", Column.KIND: "商铺"}
NEXT = date(2027, 1, 1), date(2027, 12, 31)


def unit(session: Session, here: Neighbourhood, own: dict[str, Any] | None) -> Extended:
    add_unit(session, here.lin, here.fengyuan.id or 0, CELLS, AreaSource.SURVEY, own=own)
    return session.exec(select(Unit).where(Unit.label == "3-501")).one()


def place(session: Session, here: Neighbourhood, own: dict[str, Any] | None) -> Extended:
    given = (PlaceKind.BUILDING, "9 号楼", "fengyuan-9", here.fengyuan)
    return add_place(session, here.guan, *given, own=own)


def firm(session: Session, here: Neighbourhood, own: dict[str, Any] | None) -> Extended:
    return register_firm(session, here.qin, here.places["zhelu"].id or 0, XINHE, own=own)


def contract(session: Session, here: Neighbourhood, own: dict[str, Any] | None) -> Extended:
    book = opened(session, here).id or 0
    return register_contract(session, here.wu, book, LIFTS, quarterly(), own=own)


def claim(session: Session, here: Neighbourhood, own: dict[str, Any] | None) -> Extended:
    return register_claim(session, here.wu, here.fengyuan.id or 0, ROOM, own=own)


MAKERS = [unit, place, firm, contract, claim]


def asked(session: Session, here: Neighbourhood, key: str, **more: Any) -> None:
    body = {"entity": key, "name": "x_note", "kind": "text", "label": "备忘", "required": True}
    append(session, here.guan, DefinitionKind.FIELD, f"{key}.x_note", None, body | more)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_asked_is_demanded_and_kept(
    session: Session, here: Neighbourhood, make: Make
) -> None:
    asked(session, here, make.__name__)
    for own in (None, {}, {"x_note": "  "}):
        with pytest.raises(Refused, match="fill this in"), session.begin_nested():
            make(session, here, own)
    for own in ({"x_note": "甲", "state": "done"}, {"x_other": "甲"}):
        with pytest.raises(Refused, match="no such column"), session.begin_nested():
            make(session, here, own)
    assert make(session, here, {"x_note": "甲"}).extra == {"x_note": "甲"}


@pytest.mark.parametrize("make", MAKERS)
def test_where_nothing_is_asked_all_is_as_it_was(
    session: Session, here: Neighbourhood, make: Make
) -> None:
    assert make(session, here, None).extra is None


def test_a_condition_looks_at_what_the_unit_is(session: Session, here: Neighbourhood) -> None:
    rule = {"field": "kind", "op": "is", "value": "shop"}
    asked(session, here, "unit", required=False, required_if=rule)
    given = (here.lin, here.fengyuan.id or 0)
    add_unit(session, *given, CELLS, AreaSource.SURVEY)
    with pytest.raises(Refused), session.begin_nested():
        add_unit(session, *given, SHOP, AreaSource.SURVEY)
    add_unit(session, *given, SHOP, AreaSource.SURVEY, own={"x_note": "早餐店"})
    rows = session.exec(select(Unit).where(col(Unit.label).startswith("3-")))
    assert {one.label: one.extra for one in rows} == {
        "3-501": None,
        "3-101": {"x_note": "早餐店"},
    }


def test_a_unit_that_was_typed_in_goes_with_what_was_asked(
    session: Session, here: Neighbourhood
) -> None:
    asked(session, here, "unit")
    given = (here.lin, here.fengyuan.id or 0, CELLS, AreaSource.SURVEY)
    taken = add_unit(session, *given, own={"x_note": "甲"})
    undo_import(session, here.wu, taken.id or 0)
    assert session.exec(select(Unit).where(Unit.label == "3-501")).first() is None


def test_a_file_is_not_asked_nor_are_the_places_that_it_brings(
    session: Session, here: Neighbourhood
) -> None:
    for key in ("unit", "place", "firm"):
        asked(session, here, key)
    rows = table(["3-501", "3 号楼", "80", "张三"])
    import_roll(session, here.lin, here.fengyuan.id or 0, Upload("名册.xlsx", "0" * 64, rows))
    found = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    assert found.extra is None
    assert session.get_one(Place, found.place_id).extra is None
    assert take_firms(session, here, GOOD).firms == 1
    assert session.exec(select(Firm)).one().extra is None


def test_a_renewal_is_asked_like_the_first(session: Session, here: Neighbourhood) -> None:
    first = active(session, here, opened(session, here))
    asked(session, here, "contract")
    term = Term("GG-2027", *NEXT, schedule(*NEXT, Rhythm.QUARTERLY, 12_000_00))
    with pytest.raises(Refused, match="fill this in"), session.begin_nested():
        renew_contract(session, here.wu, first.id or 0, term)
    made = renew_contract(session, here.wu, first.id or 0, term, own={"x_note": "甲"})
    assert made.extra == {"x_note": "甲"}


def test_a_field_of_another_place_is_not_asked(session: Session, here: Neighbourhood) -> None:
    body = {"entity": "unit", "name": "x_note", "kind": "text", "label": "备忘", "required": True}
    there = here.places["qinghe"]
    append(session, here.guan, DefinitionKind.FIELD, "unit.x_note", there, body)
    assert unit(session, here, None).extra is None
