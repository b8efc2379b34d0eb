"""Delivery is recorded for each unit, and proves that silence was a choice."""

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.choice import Silence
from models.motion import Motion, Voter, VoterUnit
from models.trail import TrailLine
from rules.refusal import Refused
from services import count
from services.motion import (
    Delivered,
    record_building_delivery,
    record_delivery,
    record_delivery_file,
    take_back_delivery,
)
from tests.ballot_box import head_of, opened
from tests.neighbourhood import Neighbourhood

HOW = "送达人当面签收"


def reached(session: Session, motion: Motion) -> set[str]:
    rows = session.exec(select(VoterUnit).where(VoterUnit.motion_id == motion.id))
    return {unit.label for unit in rows if unit.delivered_at is not None}


def test_a_unit_is_recorded_once_with_how_and_by_whom(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        done = record_delivery(session, here.lin, motion.id, ["1-101", " 1-102", "9-999"], HOW)
        assert done == Delivered(2, 0, ("9-999",))
        again = record_delivery(session, here.lin, motion.id, ["1-101", "2-101"], HOW)
        assert again == Delivered(1, 1)
    unit = session.exec(select(VoterUnit).where(VoterUnit.label == "1-101")).one()
    assert (unit.delivery, unit.delivered_by) == (HOW, here.lin.member_id)
    assert unit.delivered_at == opens_at
    lines = session.exec(select(TrailLine).where(TrailLine.code == "delivery.recorded")).all()
    assert [line.after["units"] for line in lines] == [2, 1]


def test_a_whole_building_at_once(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        done = record_building_delivery(session, here.lin, motion.id, "2 号楼", HOW)
        with pytest.raises(Refused, match="no such building"):
            record_building_delivery(session, here.lin, motion.id, "9 号楼", HOW)
    assert done.recorded == 4
    assert reached(session, motion) == {"2-101", "2-102", "2-201", "P-01"}


@pytest.mark.parametrize(
    "source",
    ["户号\n1-101\n1-102\n", "unit,how\n1-101,x\n1-102,y\n", "1-101\r\n\r\n1-102"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_of_units(session: Session, here: Neighbourhood, source: str, encoding: str) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        content = source.encode(encoding)
        record_delivery_file(session, here.lin, motion.id, content, HOW)
    assert reached(session, motion) == {"1-101", "1-102"}


def test_a_file_that_is_no_text_is_refused(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    for content in (b"\xff\xfe\x00\x00\x81", b"PK\x03\x04\x00\x00"):
        with clock_at(opens_at), pytest.raises(Refused, match="not a text"):
            record_delivery_file(session, here.lin, motion.id, content, HOW)
    with clock_at(opens_at), pytest.raises(Refused, match="Name the units"):
        record_delivery_file(session, here.lin, motion.id, b"", HOW)


def test_only_the_desk_and_only_with_the_way_it_was_served(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        with pytest.raises(Refused, match="role does not allow"):
            record_delivery(session, here.zhou, motion.id, ["1-102"], HOW)
        with pytest.raises(Refused, match="how it was served"):
            record_delivery(session, here.lin, motion.id, ["1-102"], " ")


def test_an_owner_is_reached_by_any_of_his_units(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        record_delivery(session, here.lin, motion.id, ["P-01"], HOW)
    assert session.get_one(Voter, head_of(session, motion, "2-102").id).delivered_at is not None
    tally = count.tally(session, motion, Silence.ABSTAIN)
    assert (tally.heads.abstain, tally.area_cm2.abstain) == (1, 725_000)


def test_a_mistaken_record_is_taken_back(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        record_delivery(session, here.lin, motion.id, ["P-01", "2-102", "1-101"], HOW)
        taken = take_back_delivery(session, here.lin, motion.id, ["P-01", "1-101"], "送错了门")
    assert taken == 2
    assert reached(session, motion) == {"2-102"}
    session.expire_all()
    assert head_of(session, motion, "2-102").delivered_at is not None
    assert head_of(session, motion, "1-101").delivered_at is None
