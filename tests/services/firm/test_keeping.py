"""The register: every firm once, every compound with its kind and year."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from models.firm import FirmKind, Profile
from models.trail import TrailLine
from rules.refusal import Refused
from services.firm.keeping import correct_firm, describe_compound, register_firm
from tests.firms import ANJU, XINHE
from tests.neighbourhood import Neighbourhood


def street(here: Neighbourhood) -> int:
    return here.places["zhelu"].id or 0


def test_the_street_registers_a_firm_and_the_trail_says_so(
    session: Session, here: Neighbourhood
) -> None:
    firm = register_firm(session, here.qin, street(here), ANJU)
    assert (firm.code, firm.kind, firm.path) == (
        "anju",
        FirmKind.COMPANY,
        here.places["zhelu"].path,
    )
    line = session.exec(select(TrailLine).where(TrailLine.code == "firm.registered")).one()
    assert line.about == f"firm:{firm.id}"
    assert line.after is not None
    assert line.after["name"] == ANJU.name


@pytest.mark.parametrize("name", ["chen", "lin", "wu", "ma", "shen", "guan", "wai"])
def test_nobody_else_keeps_the_register(session: Session, here: Neighbourhood, name: str) -> None:
    with pytest.raises(Refused, match="does not allow"):
        register_firm(session, getattr(here, name), street(here), ANJU)


def test_a_firm_stands_in_the_register_once(session: Session, here: Neighbourhood) -> None:
    register_firm(session, here.qin, street(here), ANJU)
    for again in (
        replace(XINHE, name=ANJU.name),
        replace(XINHE, credit_code=ANJU.credit_code),
        replace(XINHE, code="anju"),
    ):
        with pytest.raises(Refused, match=r"already|taken"):
            register_firm(session, here.qin, street(here), again)


def test_two_firms_without_a_credit_code_are_two(session: Session, here: Neighbourhood) -> None:
    register_firm(session, here.qin, street(here), replace(ANJU, credit_code=""))
    register_firm(session, here.qin, street(here), XINHE)


def test_the_house_gives_a_code_for_links(session: Session, here: Neighbourhood) -> None:
    codes = [
        register_firm(session, here.qin, street(here), replace(firm, code="")).code
        for firm in (ANJU, XINHE)
    ]
    assert codes == ["firm-1", "firm-2"]


def test_a_correction_keeps_the_link_and_what_was_before(
    session: Session, here: Neighbourhood
) -> None:
    firm = register_firm(session, here.qin, street(here), ANJU)
    correct_firm(session, here.qin, firm.id or 0, replace(ANJU, name="安居物业集团", code="other"))
    assert (firm.name, firm.code) == ("安居物业集团", "anju")
    line = session.exec(select(TrailLine).where(TrailLine.code == "firm.corrected")).one()
    assert line.before is not None
    assert line.before["name"] == ANJU.name
    with pytest.raises(Refused, match="Nothing has changed"):
        correct_firm(session, here.qin, firm.id or 0, replace(ANJU, name="安居物业集团"))
    with pytest.raises(Refused, match="no such firm"):
        correct_firm(session, here.qin, 999, ANJU)


def test_a_compound_is_described_once_and_again(session: Session, here: Neighbourhood) -> None:
    place = here.fengyuan.id or 0
    describe_compound(session, here.qin, place, "commodity", 2006)
    describe_compound(session, here.qin, place, "old", None)
    kept = session.exec(select(Profile)).one()
    assert (kept.type, kept.built_in) == ("old", None)
    lines = session.exec(select(TrailLine).where(TrailLine.code == "profile.entered")).all()
    assert lines[-1].before == {"type": "commodity", "built_in": 2006}
    with pytest.raises(Refused, match="serves compounds"):
        describe_compound(session, here.qin, street(here), "old", None)
    with pytest.raises(Refused, match="does not allow"):
        describe_compound(session, here.lin, place, "old", None)
