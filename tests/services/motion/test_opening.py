"""The electorate is frozen when the vote opens, and is the one that the law names."""

from datetime import timedelta

from sqlmodel import Session, select

from models.base import clock_at
from models.choice import Overlap, Parking, Regime, UnitStatus
from models.member import Grant, Role
from models.motion import Binding, MotionState, Voter, VoterUnit
from models.notice import Notice
from models.roll import Ownership, Unit
from services.motion import open_motion, put_motion
from tests.ballot_box import QUESTION, deciding, head_of, opened, rules_of, terms
from tests.neighbourhood import Neighbourhood


def heads(session: Session, motion_id: int | None) -> dict[str, int]:
    rows = session.exec(select(Voter).where(Voter.motion_id == motion_id))
    return {voter.name: voter.area_cm2 for voter in rows}


def test_owners_count_once_and_the_developer_for_all_that_is_unsold(
    session: Session, here: Neighbourhood
) -> None:
    motion, _opened_at = opened(session, here)
    assert motion.state is MotionState.OPEN
    assert heads(session, motion.id) == {
        "房东甲": 800_000,
        "周建国": 905_500,
        "枫园置业": 905_500,
        "孙丽、钱勇": 1_200_000,
        "何伟": 725_000,  # a home and a parking space: one head
        "朱红": 600_000,
    }
    assert (motion.total_heads, motion.total_area_cm2) == (6, 5_136_000)
    assert head_of(session, motion, "P-01").head == head_of(session, motion, "2-102").head
    assert head_of(session, motion, "1-201").developer


def test_parking_stays_out_where_the_rules_say_so(session: Session, here: Neighbourhood) -> None:
    rules_of(session, here, parking=Parking.EXCLUDE, parking_clause="第 9 条")
    motion, _opened_at = opened(session, here)
    assert heads(session, motion.id)["何伟"] == 600_000
    assert motion.totals == {  # both are told, whichever counts
        "count": {"heads": 6, "area_cm2": 5_136_000},
        "exclude": {"heads": 6, "area_cm2": 5_011_000},
    }
    posted = session.exec(select(Notice).where(Notice.motion_id == motion.id)).one()
    assert "513.60 ㎡" in str(posted.body)


def test_overlapping_owners_are_one_head_where_the_rules_say_so(
    session: Session, here: Neighbourhood
) -> None:
    sun = session.exec(
        select(Ownership).where(Ownership.unit_id == here.units["fengyuan-2-101"].id)
    ).first()
    session.add(Ownership(unit_id=here.units["fengyuan-1-101"].id, owner_id=sun.owner_id))
    rules_of(session, here, overlap=Overlap.MERGE, overlap_clause="第 10 条")
    motion, _opened_at = opened(session, here)
    assert motion.total_heads == 5
    assert head_of(session, motion, "1-101").id == head_of(session, motion, "2-101").id


def test_what_was_sold_and_not_handed_over_is_the_developers(
    session: Session, here: Neighbourhood
) -> None:
    here.units["fengyuan-2-201"].status = UnitStatus.UNDELIVERED
    session.add(here.units["fengyuan-2-201"])
    motion, _opened_at = opened(session, here)
    developer = head_of(session, motion, "2-201")
    assert (developer.name, developer.area_cm2, developer.unit_count) == ("枫园置业", 1_505_500, 2)


def test_a_later_change_of_the_roll_does_not_touch_the_vote(
    session: Session, here: Neighbourhood
) -> None:
    motion, _opened_at = opened(session, here)
    before = (heads(session, motion.id), motion.roll_hash)
    unit = session.get_one(Unit, here.units["fengyuan-1-102"].id)
    unit.area_cm2 = 1
    session.add(unit)
    session.flush()
    open_motion(session, motion.id)
    assert (heads(session, motion.id), motion.roll_hash) == before
    again, _ = opened(session, here)
    assert again.roll_hash != motion.roll_hash


def test_the_same_roll_has_the_same_fingerprint(session: Session, here: Neighbourhood) -> None:
    first, _ = opened(session, here)
    second, _ = opened(session, here)
    assert first.roll_hash == second.roll_hash
    assert len(first.roll_hash) == 64


def test_it_opens_by_the_clock_and_not_before(session: Session, here: Neighbourhood) -> None:
    motion = put_motion(session, here.lin, deciding(session, here).id, QUESTION, terms())
    with clock_at(motion.opens_at - timedelta(minutes=1)):
        assert open_motion(session, motion.id).state is MotionState.ANNOUNCED
    with clock_at(motion.opens_at):
        assert open_motion(session, motion.id).state is MotionState.OPEN


def test_every_home_has_a_voice_in_the_residents_meeting(
    session: Session, here: Neighbourhood
) -> None:
    motion, _opened_at = opened(session, here, Regime.RESIDENTS)
    labels = session.exec(select(VoterUnit.label).where(VoterUnit.motion_id == motion.id)).all()
    # the tenant's home counts, the unsold one does not, and a parking space is no home
    assert sorted(labels) == ["1-101", "1-102", "2-101", "2-102", "2-201"]
    assert motion.total_area_cm2 == 0


def test_a_resident_whose_home_is_not_known_counts_alone(
    session: Session, here: Neighbourhood
) -> None:
    guest = here.members["ma"]
    session.add(Grant(member_id=guest.id, role=Role.RESIDENT, place_id=here.fengyuan.id))
    session.flush()
    motion, _opened_at = opened(session, here, Regime.RESIDENTS)
    assert motion.total_heads == 6


def test_homes_of_two_compounds_are_told_apart(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    community = here.places["fengyuan-community"]
    topic.place_id, topic.path = community.id, community.path
    session.flush()
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms(Regime.RESIDENTS, after=1))
    with clock_at(motion.opens_at):
        open_motion(session, motion.id)
    labels = session.exec(select(VoterUnit.label).where(VoterUnit.motion_id == motion.id)).all()
    assert {"枫园小区 1-101", "清河里 1-101"} <= set(labels)


def test_the_committee_votes_by_heads(session: Session, here: Neighbourhood) -> None:
    motion, _opened_at = opened(session, here, Regime.COMMITTEE)
    assert heads(session, motion.id) == {"吴刚": 0}


def test_unanimity_asks_the_owners_of_the_building(session: Session, here: Neighbourhood) -> None:
    motion, _opened_at = opened(session, here, Regime.UNANIMITY, buildings=("2 号楼",))
    assert set(heads(session, motion.id)) == {"孙丽、钱勇", "何伟", "朱红"}


def test_a_vote_on_the_citys_system_freezes_no_electorate_here(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, city_system=True)
    motion, _opened_at = opened(session, here, on_city_system=True)
    assert (motion.binding, motion.total_heads) == (Binding.IMPORTED, 0)
