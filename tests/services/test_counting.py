"""The compound's rules of counting: each change lawful, whole, and in the trail."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from models.choice import Parking, Silence
from models.trail import TrailLine
from rules.refusal import Refused
from services.counting import Agreement, agree, agreement, procedures
from tests.neighbourhood import Neighbourhood


def test_a_compound_begins_with_the_statutes_rules(session: Session, here: Neighbourhood) -> None:
    assert agreement(session, here.fengyuan.id or 0) == Agreement()


def test_a_change_leaves_what_was_before_and_after(session: Session, here: Neighbourhood) -> None:
    compound_id = here.fengyuan.id or 0
    clause = "第二十六条：未表决的票计入多数。"
    wanted = replace(Agreement(), silence=Silence.MAJORITY, silence_clause=clause, proxy_cap=2)
    agree(session, here.wu, compound_id, wanted, Agreement())
    assert agreement(session, compound_id) == wanted
    line = session.exec(select(TrailLine).where(TrailLine.code == "rules.changed")).one()
    assert line.before == {"silence": "strict", "silence_clause": "", "proxy_cap": 3}
    assert line.after == {"silence": "majority", "silence_clause": clause, "proxy_cap": 2}
    again = replace(wanted, names_public=True)
    agree(session, here.lin, compound_id, again, wanted)
    assert agreement(session, compound_id) == again


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Agreement(silence=Silence.MAJORITY), "Enter the clause"),
        (Agreement(silence=Silence.ABSTAIN), "Enter the clause"),
        (Agreement(parking=Parking.EXCLUDE), "Enter the clause"),
        (Agreement(notice_days=3), "Notice runs"),
        (Agreement(proxy_cap=101), "authorities"),
        (Agreement(procedure_code="none"), "no such procedure"),
        (Agreement(), "Nothing has changed"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(
    session: Session, here: Neighbourhood, wanted: Agreement, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        agree(session, here.wu, here.fengyuan.id or 0, wanted, Agreement())


def test_the_second_of_two_editors_is_told(session: Session, here: Neighbourhood) -> None:
    compound_id = here.fengyuan.id or 0
    agree(session, here.wu, compound_id, Agreement(proxy_cap=1), Agreement())
    with pytest.raises(Refused, match="meanwhile"):
        agree(session, here.lin, compound_id, Agreement(proxy_cap=2), Agreement())


@pytest.mark.parametrize("who", ["chen", "zhou", "ma", "gao", "qin", "shen", "wai"])
def test_only_those_entrusted_write_them(session: Session, here: Neighbourhood, who: str) -> None:
    wanted = Agreement(proxy_cap=1)
    with pytest.raises(Refused, match="role"):
        agree(session, here.visitors[who], here.fengyuan.id or 0, wanted, Agreement())


def test_only_a_compound_has_them(session: Session, here: Neighbourhood) -> None:
    place_id = here.places["fengyuan-community"].id or 0
    with pytest.raises(Refused, match="Only a compound"):
        agree(session, here.lin, place_id, Agreement(proxy_cap=1), Agreement())


def test_a_compound_chooses_among_published_procedures(
    session: Session, here: Neighbourhood
) -> None:
    codes = [procedure.code for procedure in procedures(session, here.fengyuan.path)]
    assert "wumin" in codes
    assert len(codes) == len(set(codes))
