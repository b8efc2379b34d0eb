"""Many voters at the same moment, and any order of answers: each head counts once."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from db import session as database
from models.base import clock_at, set_clock
from models.choice import Choice, Silence
from models.member import Member
from models.motion import Ballot, Motion
from models.place import Place
from models.roll import Owner, Ownership, Unit
from rules.permission import Visitor
from rules.refusal import Refused
from rules.tally import Vote, count
from services import count as counting
from services.motion import (
    cast_ballot,
    decide_motion,
    enter_paper_ballot,
    enter_proxy_ballot,
    record_proxy,
)
from services.motion.desk import Authority
from tests.ballot_box import head_of, opened
from tests.neighbourhood import Neighbourhood

VOTERS = 40


def crowd(session: Session, here: Neighbourhood) -> list[Visitor]:
    """Forty more owners of 枫园, each with a home and an account."""
    found = []
    for number in range(VOTERS):
        member = Member(username=f"v{number}", name=f"业主{number}")
        door = Place(
            kind="unit",
            name=f"3-{number}",
            code=f"c-{number}",
            path=f"{here.fengyuan.path}c{number}/",
        )
        session.add_all([member, door])
        session.flush()
        owner = Owner(compound_id=here.fengyuan.id, name=member.name, member_id=member.id)
        unit = Unit(
            compound_id=here.fengyuan.id,
            place_id=door.id,
            label=door.name,
            building="3 号楼",
            kind="home",
            status="delivered",
            area_cm2=900_000 + number,
        )
        session.add_all([owner, unit])
        session.flush()
        session.add(Ownership(unit_id=unit.id, owner_id=owner.id))
        found.append(Visitor(member.id))
    session.flush()
    return found


def together(acts: list[Callable[[], object]]) -> list[BaseException]:
    """Do all ``acts`` in threads that start at once; what went wrong."""
    gate, wrong = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_all_who_vote_at_once_are_counted_once(engine: Engine, here: Neighbourhood) -> None:
    with database.transaction() as session:
        voters = crowd(session, here)
        motion, opens_at = opened(session, here)
        heads = [head_of(session, motion, f"3-{number}").id for number in range(VOTERS)]

    def cast(number: int, choice: Choice) -> Callable[[], object]:
        def act() -> None:
            with database.transaction() as session:
                cast_ballot(session, voters[number], motion.id, heads[number], choice)

        return act

    # every voter in two tabs, with two answers: one of them stands
    acts = [cast(n, choice) for n in range(VOTERS) for choice in (Choice.FOR, Choice.AGAINST)]
    with clock_at(opens_at):
        assert together(acts) == []
    with database.glance() as session:
        tally = counting.so_far(session, session.get_one(Motion, motion.id))
        assert tally.heads.participating == VOTERS
        assert tally.heads.for_ + tally.heads.against == VOTERS
        rows = select(Ballot.voter_id, func.count()).where(col(Ballot.replaced_at).is_(None))
        standing = dict(session.exec(rows.group_by(col(Ballot.voter_id))).all())
        assert standing == dict.fromkeys(heads, 1)
        assert session.exec(select(func.count()).select_from(Ballot)).one() == 2 * VOTERS


def test_the_close_counts_every_answer_that_was_taken_and_no_other(
    engine: Engine, here: Neighbourhood
) -> None:
    with database.transaction() as session:
        voters = crowd(session, here)
        motion, opens_at = opened(session, here)
        heads = [head_of(session, motion, f"3-{number}").id for number in range(VOTERS)]
        motion.closes_at = opens_at + timedelta(seconds=0.15)  # in the middle of the rush
        session.add(motion)
    taken: list[int] = []

    def cast(number: int) -> None:
        with database.transaction() as session:
            cast_ballot(session, voters[number], motion.id, heads[number], Choice.FOR)
        taken.append(number)

    def close() -> None:
        time.sleep(0.15)
        with database.transaction() as session:
            decide_motion(session, here.lin, motion.id)

    start = time.perf_counter()
    set_clock(lambda: opens_at + timedelta(seconds=time.perf_counter() - start))
    wrong = together([close, *(partial(cast, number) for number in range(VOTERS))])
    assert all("closed" in str(error) for error in wrong)
    assert len(taken) + len(wrong) == VOTERS
    with database.glance() as session:
        result = session.get_one(Motion, motion.id).result
        assert result["counted"]["heads"]["for"] == len(taken)


OWN = (("zhou", "1-102"), ("sun", "2-101"), ("he", "2-102"), ("zhu", "2-201"))
events = st.lists(
    st.tuples(
        st.sampled_from(["cast", "paper", "newer paper", "proxy"]),
        st.sampled_from(OWN),
        st.sampled_from(list(Choice)),
    ),
    max_size=25,
)


@pytest.fixture
def vote(session: Session, here: Neighbourhood) -> Motion:
    """An open vote in which every owner with an account has given somebody an authority."""
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        for number, (_who, label) in enumerate(OWN):
            head = head_of(session, motion, label)
            paper = Authority(f"受托人{number}", f"委托 {number} 号")
            record_proxy(session, here.lin, motion.id, head.id, paper)
    return motion


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=events)
def test_any_order_of_answers_counts_as_the_last_of_each_head(
    session: Session, here: Neighbourhood, vote: Motion, story: list[tuple]
) -> None:
    nested = session.begin_nested()
    final: dict[str, tuple[str, Choice]] = {}
    with clock_at(vote.opens_at):
        for kind, (who, label), choice in story:
            head = head_of(session, vote, label).id
            standing = final.get(label)
            if kind == "cast":
                cast_ballot(session, getattr(here, who), vote.id, head, choice)
                final[label] = ("owner", choice)
            elif kind == "proxy":
                if standing and standing[0] == "owner":
                    with pytest.raises(Refused):
                        enter_proxy_ballot(session, here.lin, vote.id, head, choice)
                else:
                    enter_proxy_ballot(session, here.lin, vote.id, head, choice)
                    final[label] = ("proxy", choice)
            else:
                newer = kind == "newer paper"
                clash = standing is not None and standing[1] is not choice and not newer
                try:
                    enter_paper_ballot(
                        session, here.lin, vote.id, head, choice, "纸", replacing=newer
                    )
                    assert not clash
                    if standing is None or newer:
                        final[label] = ("owner", choice)
                except Refused:
                    assert clash
    expected = [
        Vote(head_of(session, vote, label).area_cm2, final[label][1] if label in final else None)
        for label in ("1-101", "1-201", *(label for _, label in OWN))
    ]
    for silence in Silence:
        assert counting.tally(session, vote, silence) == count(
            vote.regime, vote.matter, expected, silence
        )
    nested.rollback()
