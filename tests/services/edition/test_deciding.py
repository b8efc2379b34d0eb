"""Who decides, and who steps back."""

import pytest
from sqlmodel import Session, select

from models.base import clock_at, now
from models.edition import EditionState
from models.firm import FirmAgent
from models.member import Member
from rules.permission import Visitor
from rules.refusal import Refused
from services.edition.computing import compute, reopen
from services.edition.deciding import approve, cancel, publish
from services.edition.serving import open_window, serve
from services.firm.tie import declare_interest, take_agent
from tests import editions
from tests.editions import computation
from tests.firms import speaker
from tests.neighbourhood import Neighbourhood


def test_whoever_is_tied_to_a_listed_firm_does_not_decide(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.heard(session, here)
    declare_interest(session, here.qin, made.firms["anju"].id or 0, "配偶在该企业任职")
    with clock_at(moment):
        with pytest.raises(Refused, match="tied to"):
            approve(session, here.qin, made.id, computation(made))
        assert approve(session, made.lu, made.id, computation(made)).id


def test_what_was_computed_again_is_looked_at_again(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.heard(session, here)
    before = computation(made)
    with clock_at(moment):
        compute(session, here.qin, made.id)
        with pytest.raises(Refused, match="computed again since you looked"):
            approve(session, here.qin, made.id, before)
        approve(session, here.qin, made.id, computation(made))


def test_a_firm_that_nobody_speaks_for_is_not_put_on_a_list(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.computed(session, here)
    speaks = select(FirmAgent).where(FirmAgent.firm_id == made.firms["xinhe"].id)
    for agent in session.exec(speaks).all():
        session.delete(agent)
    session.flush()
    with pytest.raises(Refused, match="Nobody speaks for 信和"):
        serve(session, here.qin, made.id)
    session.add(FirmAgent(firm_id=made.firms["xinhe"].id or 0, member_id=made.xu.member_id or 0))
    session.flush()
    assert serve(session, here.qin, made.id).state is EditionState.PREVIEW


def test_an_edition_is_cancelled_with_a_reason_and_not_after_publication(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.decided(session, here)
    with clock_at(moment):
        with pytest.raises(Refused):
            cancel(session, here.qin, made.id, " ")
        editions.publish(session, made, moment)
        with pytest.raises(Refused, match="stays as it is"):
            cancel(session, here.qin, made.id, "不想发布了")
    other = editions.begun(session, made, editions.date(2025, 1, 1), editions.date(2025, 6, 30))
    assert cancel(session, here.qin, other.id, "办法有误").state is EditionState.CANCELLED
    with pytest.raises(Refused, match="was cancelled"):
        cancel(session, here.qin, other.id, "办法有误")


def test_a_tie_that_comes_out_after_agreeing_keeps_the_list_from_being_published(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.decided(session, here)
    declare_interest(session, here.qin, made.firms["anju"].id or 0, "配偶在该企业任职")
    with clock_at(moment):
        with pytest.raises(Refused, match="You are tied to"):
            publish(session, here.qin, made.id, computation(made))
        with pytest.raises(Refused, match="Somebody who agreed is tied to “安居"):
            publish(session, made.lu, made.id, computation(made))


def test_whoever_is_tied_to_a_firm_does_not_sweep_its_edition_away(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.decided(session, here)
    declare_interest(session, here.qin, made.firms["anju"].id or 0, "配偶在该企业任职")
    with clock_at(moment):
        with pytest.raises(Refused, match="You are tied to"):
            cancel(session, here.qin, made.id, "办法还要修改")
        with pytest.raises(Refused, match="You are tied to"):
            reopen(session, here.qin, made.id, "还要补充数据")
        assert reopen(session, made.lu, made.id, "还要补充数据").state is EditionState.COLLECTING


def test_a_closed_account_is_no_voice(session: Session, here: Neighbourhood) -> None:
    made = editions.computed(session, here)
    _close(session, made.xu)
    with pytest.raises(Refused, match="Nobody speaks for 信和"):
        serve(session, here.qin, made.id)


def test_the_window_does_not_open_for_a_firm_that_has_fallen_silent(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    _close(session, made.xu)
    over = editions.preview_over(session, made)
    with clock_at(over), pytest.raises(Refused, match="Nobody speaks for 信和"):
        open_window(session, here.qin, made.id)


def _close(session: Session, who: Visitor) -> None:
    member = session.get_one(Member, who.member_id)
    member.closed_at = now()
    session.add(member)
    session.flush()


def test_the_last_voice_of_a_firm_is_not_taken_while_it_is_heard(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    firm, agent = made.firms["anju"], made.luo.member_id or 0
    with pytest.raises(Refused, match="is being heard in"):
        take_agent(session, here.qin, firm.id or 0, agent)
    speaker(session, here, firm, "second", "罗二")
    take_agent(session, here.qin, firm.id or 0, agent)
