"""The desk enters papers and authorities, each with its document."""

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.motion import Ballot, Channel, Motion, Proxy
from models.trail import TrailLine
from rules.refusal import Refused
from services.motion import Authority, enter_paper_ballot, enter_proxy_ballot, record_proxy
from tests.ballot_box import AGAINST, FOR, answer, head_of, on_paper, opened, rules_of
from tests.neighbourhood import Neighbourhood
from tests.services.motion.test_casting import current


def authorise(
    session: Session, here: Neighbourhood, motion: Motion, label: str, authority: Authority
) -> Proxy:
    head = head_of(session, motion, label)
    with clock_at(motion.opens_at):
        return record_proxy(session, here.lin, motion.id, head.id, authority)


def test_a_paper_counts_like_any_other_answer(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    receipt = on_paper(session, motion, here.lin, "1-101", FOR)
    ballot = session.get_one(Ballot, receipt.ballot_id)
    assert (ballot.channel, ballot.document, ballot.choice) == (Channel.PAPER, "纸票 1-101", FOR)


@pytest.mark.parametrize("who", ["zhou", "shi", "ma", "shen", "wai"])
def test_who_does_not_keep_the_desk_enters_nothing(
    session: Session, here: Neighbourhood, who: str
) -> None:
    motion, _ = opened(session, here)
    with pytest.raises(Refused, match="role does not allow"):
        on_paper(session, motion, getattr(here, who), "1-101", FOR)


def test_a_paper_has_a_number(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    head = head_of(session, motion, "1-101")
    with clock_at(motion.opens_at), pytest.raises(Refused, match="number of the paper"):
        enter_paper_ballot(session, here.lin, motion.id, head.id, FOR, "  ")


def test_a_paper_undoes_an_answer_only_when_it_was_signed_later(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    online = answer(session, motion, here.zhou, "1-102", FOR)
    with pytest.raises(Refused, match="answered online"):
        on_paper(session, motion, here.lin, "1-102", AGAINST)
    assert on_paper(session, motion, here.lin, "1-102", FOR).code == online.code
    assert on_paper(session, motion, here.lin, "1-102", AGAINST, replacing=True).changed
    with pytest.raises(Refused, match="answered before"):
        on_paper(session, motion, here.lin, "1-102", FOR)
    assert [ballot.choice for ballot in current(session, motion.id)] == [AGAINST]


def test_an_authority_is_written_and_followed(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    head = head_of(session, motion, "1-102")
    with clock_at(opens_at):
        with pytest.raises(Refused, match="authority first"):
            enter_proxy_ballot(session, here.lin, motion.id, head.id, FOR)
        with pytest.raises(Refused, match="number of the paper"):
            record_proxy(session, here.lin, motion.id, head.id, Authority("老周", ""))
        with pytest.raises(Refused, match="name of the person"):
            record_proxy(session, here.lin, motion.id, head.id, Authority(" ", "委托 1 号"))
        record_proxy(session, here.lin, motion.id, head.id, Authority("老周", "委托 1 号", FOR))
        with pytest.raises(Refused, match="says otherwise"):
            enter_proxy_ballot(session, here.lin, motion.id, head.id, AGAINST)
        receipt = enter_proxy_ballot(session, here.lin, motion.id, head.id, FOR)
        assert enter_proxy_ballot(session, here.lin, motion.id, head.id, FOR) == receipt
        with pytest.raises(Refused, match="already answered"):
            record_proxy(session, here.lin, motion.id, head.id, Authority("别人", "委托 2 号"))
    assert session.get_one(Ballot, receipt.ballot_id).channel is Channel.PROXY
    line = session.exec(select(TrailLine).where(TrailLine.code == "proxy.recorded")).one()
    assert line.after == {"document": "委托 1 号"}


def test_a_mistaken_authority_is_recorded_anew(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    authorise(session, here, motion, "1-102", Authority("老周", "委托 1 号", FOR))
    authorise(session, here, motion, "1-102", Authority("小周", "委托 1 号", AGAINST))
    proxy = session.exec(select(Proxy)).one()
    assert (proxy.holder, proxy.instruction) == ("小周", AGAINST)


def test_one_holder_speaks_for_a_few_only(session: Session, here: Neighbourhood) -> None:
    rules_of(session, here, proxy_cap=2)
    motion, _ = opened(session, here)
    for label in ("1-101", "1-102"):
        authorise(session, here, motion, label, Authority("", "委托", holder_username="zhu"))
    with pytest.raises(Refused, match="2 others at most"):
        authorise(session, here, motion, "2-102", Authority("", "委托", holder_username="zhu"))
    with pytest.raises(Refused, match="2 others at most"):
        authorise(session, here, motion, "2-102", Authority("朱红", "委托"))  # by name as well
    assert authorise(session, here, motion, "2-102", Authority("老王", "委托")).id


def test_people_of_the_property_company_hold_no_authority(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    for holder in (Authority("", "委托", holder_username="ma"), Authority("马超", "委托")):
        with pytest.raises(Refused, match="property company"):
            authorise(session, here, motion, "1-102", holder)
    with pytest.raises(Refused, match="no account"):
        authorise(session, here, motion, "1-102", Authority("", "委托", holder_username="nobody"))
