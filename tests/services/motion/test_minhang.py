"""Minhang, Shanghai, 2021, case 1: 1,291 owners; the court upheld what silence joined."""

import csv
import io

import pytest
from sqlalchemy import insert
from sqlmodel import Session, col, select

from models.base import clock_at, now
from models.choice import Choice, Silence
from models.motion import Motion, MotionState, VoterUnit
from models.place import Place, PlaceKind, VotingRule
from models.roll import Owner, Ownership, Unit
from rules.ballot_file import tally_files
from services.motion import Paper, enter_papers, open_motion, put_motion
from services.motion.delivery import record_delivery
from tests.ballot_box import ABSTAIN, AGAINST, FOR, QUESTION, closed, deciding, terms
from tests.neighbourhood import Neighbourhood

HOMES = 1_291
ANSWERS = [FOR] * 417 + [AGAINST] * 278 + [ABSTAIN] * 8
SILENT = 584


def minhang(session: Session, here: Neighbourhood) -> Place:
    """A compound of 1,291 homes of one size, one owner each."""
    compound = Place(
        kind=PlaceKind.COMPOUND,
        name="闵行某小区",
        code="minhang",
        parent_id=here.places["fengyuan-community"].id,
        path=f"{here.places['fengyuan-community'].path}9999/",
    )
    session.add(compound)
    session.flush()
    base = {"created_at": now()}
    made = [
        base
        | {"kind": PlaceKind.UNIT, "name": f"{n}", "code": f"mh-{n}", "parent_id": compound.id}
        | {"path": f"{compound.path}{n}/"}
        for n in range(HOMES)
    ]
    doors = _added(session, Place, made)
    owners = _added(
        session,
        Owner,
        [base | {"compound_id": compound.id, "name": f"业主{n}"} for n in range(HOMES)],
    )
    shape = {"kind": "home", "status": "delivered", "area_cm2": 1_000_000, "building": "1 号楼"}
    units = [
        base | shape | {"compound_id": compound.id, "place_id": door, "label": f"{n}"}
        for n, door in enumerate(doors)
    ]
    pairs = zip(_added(session, Unit, units), owners)
    session.execute(
        insert(Ownership), [base | {"unit_id": unit, "owner_id": owner} for unit, owner in pairs]
    )
    return compound


def _added(session: Session, table: type, rows: list[dict]) -> list[int]:
    made = insert(table).returning(table.id, sort_by_parameter_order=True)
    return list(session.scalars(made, rows))


def voted(session: Session, here: Neighbourhood, silence: Silence) -> Motion:
    """The vote of case 1, from its announcement to its close, on paper throughout."""
    compound = minhang(session, here)
    session.add(
        VotingRule(place_id=compound.id, silence=silence, silence_clause="议事规则第 21 条")
    )
    topic = deciding(session, here)
    topic.place_id, topic.compound_id, topic.path = compound.id, compound.id, compound.path
    session.add(topic)
    session.flush()
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms())
    papers = [Paper(f"{n}", choice, f"票 {n}") for n, choice in enumerate(ANSWERS)]
    reached = [f"{n}" for n in range(len(ANSWERS) + SILENT)]
    with clock_at(motion.opens_at):
        open_motion(session, motion.id)
        assert enter_papers(session, here.lin, motion.id, papers).recorded == 703
        assert record_delivery(session, here.lin, motion.id, reached, "挂号信").recorded == 1287
    return closed(session, motion)


def test_silence_joins_the_majority_and_the_court_upheld_it(
    session: Session, here: Neighbourhood
) -> None:
    motion = voted(session, here, Silence.MAJORITY)
    assert (motion.state, motion.total_heads) == (MotionState.PASSED, HOMES)
    readings = motion.result["readings"]
    assert {name: r["heads"]["for"] for name, r in readings.items()} == {
        "strict": 417,
        "abstain": 417,
        "majority": 1001,
    }
    assert {name: r["passed"] for name, r in readings.items()} == {
        "strict": False,
        "abstain": False,
        "majority": True,
    }
    assert not readings["strict"]["quorum"]  # 54.45 %
    assert motion.result["flips"]
    assert motion.result["silent"] == {"delivered": 584, "undelivered": 4}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_app_and_the_command_line_count_alike(session: Session, here: Neighbourhood) -> None:
    motion = voted(session, here, Silence.STRICT)
    assert motion.state is MotionState.FAILED
    roll = [("unit", "owner", "area_m2", "kind", "status")]
    roll += [(f"{n}", f"业主{n}", "100.00", "home", "delivered") for n in range(HOMES)]
    units = session.exec(
        select(VoterUnit.label).where(
            VoterUnit.motion_id == motion.id, col(VoterUnit.delivered_at).is_not(None)
        )
    ).all()
    choices: dict[str, Choice] = dict(zip(map(str, range(len(ANSWERS))), ANSWERS))
    ballots = [("owner", "choice", "delivered")]
    ballots += [(f"业主{n}", choices[n].value if n in choices else "", "1") for n in units]
    for silence in Silence:
        figures = tally_files(_csv(roll), _csv(ballots), 4, silence)
        assert figures == motion.result["readings"][silence.value]


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
