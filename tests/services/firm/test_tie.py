"""Who speaks for a firm, and who is kept from scoring it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.edition import Edition, EditionState, Entrant
from models.firm import FirmAgent, Interest
from models.member import Grant, Member, Role
from models.method import Method, MethodVersion
from models.trail import TrailLine
from rules.firm.tie import Tie
from rules.permission import STRANGER
from rules.refusal import Refused
from services.firm.contract import end_contract
from services.firm.tie import (
    bound,
    declare_interest,
    must_be_unbound,
    must_speak_for,
    name_agent,
    speaks_for,
    take_agent,
    ties,
    withdraw_interest,
)
from tests.firms import Firms, settled, speaker
from tests.neighbourhood import Neighbourhood

WHY = "我的配偶在这家企业任职"


@pytest.fixture
def firms(session: Session, here: Neighbourhood) -> Firms:
    return settled(session, here)


def test_an_agent_speaks_for_his_own_firm_only(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    assert speaks_for(session, firms.luo.member_id) == (firms.anju.id,)
    assert must_speak_for(session, firms.luo, firms.anju.id or 0).name == "罗敏"
    with pytest.raises(Refused, match="speaks for this firm"):
        must_speak_for(session, firms.luo, firms.xinhe.id or 0)
    with pytest.raises(Refused, match="speaks for this firm"):
        must_speak_for(session, here.ma, firms.anju.id or 0)  # a manager is no agent


def test_a_voice_that_was_taken_is_gone_at_once(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    take_agent(session, here.qin, firms.anju.id or 0, firms.luo.member_id or 0)
    with pytest.raises(Refused, match="speaks for this firm"):
        must_speak_for(session, firms.luo, firms.anju.id or 0)
    with pytest.raises(Refused, match="does not speak"):
        take_agent(session, here.qin, firms.anju.id or 0, firms.luo.member_id or 0)


@pytest.mark.parametrize(
    ("username", "why"), [("nobody", "no account"), ("qin", "rates firms"), ("luo", "already")]
)
def test_who_cannot_be_an_agent(
    session: Session, here: Neighbourhood, firms: Firms, username: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        name_agent(session, here.qin, firms.anju.id or 0, username)


def test_only_the_street_names_agents(session: Session, here: Neighbourhood, firms: Firms) -> None:
    for act in (name_agent, take_agent):
        with pytest.raises(Refused, match="does not allow"):
            act(session, here.ma, firms.anju.id or 0, "ma")  # type: ignore[arg-type]
    assert len(session.exec(select(FirmAgent)).all()) == 1


def test_agents_declarers_and_managers_score_no_firm_of_theirs(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    anju, xinhe = firms.anju.id or 0, firms.xinhe.id or 0
    declare_interest(session, here.lin, anju, WHY)
    told = {"luo": firms.luo.member_id, "lin": here.lin.member_id, "ma": here.ma.member_id}
    found = ties(session, [i or 0 for i in told.values()])
    assert found == {
        (told["luo"], anju): Tie.AGENT,
        (told["lin"], anju): Tie.DECLARED,
        (told["ma"], anju): Tie.MANAGER,
    }
    assert "manage a compound" in (bound(session, told["ma"] or 0, anju) or "")
    assert bound(session, told["ma"] or 0, xinhe) is None
    with pytest.raises(Refused, match="declared an interest"):
        must_be_unbound(session, told["lin"] or 0, anju)
    must_be_unbound(session, told["lin"] or 0, xinhe)


def test_a_manager_is_free_again_when_the_firm_has_left(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    end_contract(session, here.qin, firms.at_fengyuan.id or 0, date(2026, 1, 31), "合同期满")
    assert bound(session, here.ma.member_id or 0, firms.anju.id or 0) is None


@pytest.mark.parametrize("code", ["fengyuan-1", "fengyuan-community"])
def test_a_manager_above_or_below_the_compound_is_bound_too(
    session: Session, here: Neighbourhood, firms: Firms, code: str
) -> None:
    member = Member(username="jing", name="经理")
    session.add(member)
    session.flush()
    session.add(Grant(member_id=member.id, role=Role.MANAGER, place_id=here.places[code].id))
    session.flush()
    assert ties(session, [member.id or 0])[member.id or 0, firms.anju.id or 0] is Tie.MANAGER


def test_the_strongest_tie_is_told_and_the_trail_names_no_reason(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    declare_interest(session, firms.luo, firms.anju.id or 0, WHY)
    assert ties(session, [firms.luo.member_id or 0]) == {
        (firms.luo.member_id, firms.anju.id): Tie.AGENT
    }
    line = session.exec(select(TrailLine).where(TrailLine.code == "interest.declared")).one()
    assert WHY not in f"{line.before}{line.after}"
    with pytest.raises(Refused, match="already"):
        declare_interest(session, firms.luo, firms.anju.id or 0, WHY)


def test_a_declaration_is_taken_back_but_not_while_the_firm_is_rated(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    anju = firms.anju.id or 0
    with pytest.raises(Refused, match="no interest"):
        withdraw_interest(session, here.lin, anju)
    declare_interest(session, here.lin, anju, WHY)
    edition = rated_now(session, here, firms)
    with pytest.raises(Refused, match="being rated"):
        withdraw_interest(session, here.lin, anju)
    edition.state = EditionState.PUBLISHED
    session.add(edition)
    session.flush()
    withdraw_interest(session, here.lin, anju)
    assert session.exec(select(Interest)).all() == []


def rated_now(session: Session, here: Neighbourhood, firms: Firms) -> Edition:
    """An edition that is collecting, with the firm in it."""
    method = Method(code="m", name="办法")
    session.add(method)
    session.flush()
    version = MethodVersion(method_id=method.id or 0, number=1)
    session.add(version)
    session.flush()
    street = here.places["zhelu"]
    edition = Edition(
        code="zhelu-2026h1",
        title="2026 年上半年",
        place_id=street.id or 0,
        path=street.path,
        begins_on=date(2026, 1, 1),
        ends_on=date(2026, 6, 30),
        method_version_id=version.id or 0,
        seed=1,
    )
    session.add(edition)
    session.flush()
    session.add(
        Entrant(
            edition_id=edition.id or 0,
            place_id=here.fengyuan.id or 0,
            firm_id=firms.anju.id,
            name="枫园小区",
        )
    )
    session.flush()
    return edition


def test_a_second_voice_may_be_named(session: Session, here: Neighbourhood, firms: Firms) -> None:
    second = speaker(session, here, firms.anju, "tian", "田野")
    assert speaks_for(session, second.member_id) == (firms.anju.id,)


def test_a_stranger_declares_nothing(session: Session, here: Neighbourhood, firms: Firms) -> None:
    with pytest.raises(Refused, match="sign in"):
        declare_interest(session, STRANGER, firms.anju.id or 0, WHY)
