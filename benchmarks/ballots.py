"""Five hundred voters at once (投票并发基准), on SQLite and on PostgreSQL.

The floor stands beside it in the same harness: the same threads, the same transaction, one bare
insert.
"""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, text
from sqlmodel import Session, col, select

from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import KINDS, NAMES, Houses, folder, houses, live_in
from db import session as database
from models.base import clock_at, now
from models.choice import Choice, Regime, UnitKind, UnitStatus
from models.meeting import AgendaItem, Meeting, MeetingKind
from models.member import Grant, Member, Role
from models.motion import Ballot, Motion, VoterOwner
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from models.topic import Category
from models.trail import TrailLine
from rules.motion import Terms
from rules.permission import Visitor
from services import count
from services.motion import cast_ballot, open_motion, put_motion
from services.place import plant
from services.procedure.shipping import ship
from services.topic.proposing import propose
from services.trail import HOUSE
from services.visitor import visitor

UNITS, VOTERS = 1_291, 500
DAY = timedelta(days=1)
Act = Callable[[int], object]


def compound(session: Session, units: int, voters: int) -> tuple[Place, list[int]]:
    """A compound with a roll, whose first ``voters`` owners have accounts."""
    place = plant(session, HOUSE, PlaceKind.COMPOUND, "闵行某小区", "minhang", None)
    doors = [
        plant(session, HOUSE, PlaceKind.UNIT, f"{n}", f"unit-{n}", place) for n in range(units)
    ]
    members = [
        {"username": f"v{n}", "name": f"业主{n}", "created_at": now()} for n in range(voters)
    ]
    made = insert(Member).returning(col(Member.id), sort_by_parameter_order=True)
    ids = [int(i) for i in session.scalars(made, members) if i is not None]
    for n, door in enumerate(doors):
        owner = Owner(
            compound_id=place.id or 0, name=f"业主{n}", member_id=ids[n] if n < voters else None
        )
        unit = Unit(
            compound_id=place.id or 0,
            place_id=door.id or 0,
            label=door.name,
            building=f"{n % 30 + 1} 号楼",
            kind=UnitKind.HOME,
            status=UnitStatus.DELIVERED,
            area_cm2=900_000 + n * 100,
        )
        session.add_all([owner, unit])
        session.flush()
        session.add(Ownership(unit_id=unit.id or 0, owner_id=owner.id or 0))
    session.add(Grant(member_id=ids[0], role=Role.COUNCIL, place_id=place.id or 0))
    session.flush()
    return place, ids


def announced(session: Session, place: Place, council: Visitor) -> Motion:
    """A motion under item 4 that opens in fifteen days."""
    topic = propose(
        session,
        council,
        place.id or 0,
        "更换物业服务企业",
        "现有合同年底到期，请大家一起决定。",
        Category.PROPERTY,
    )
    meeting = Meeting(
        place_id=place.id or 0,
        path=place.path,
        kind=MeetingKind.COUNCIL,
        title="议事会",
        announced_at=now() - 5 * DAY,
        starts_at=now(),
        ends_at=now(),
        due_count=1,
        called_by=council.member_id or 0,
    )
    session.add(meeting)
    session.flush()
    before = now() - 5 * DAY
    agenda = AgendaItem(meeting_id=meeting.id or 0, topic_id=topic.id or 0, created_at=before)
    session.add(agenda)
    topic.step_code = "jue"
    session.flush()
    opens_at = now() + 15 * DAY
    terms = Terms(Regime.OWNERS, opens_at, opens_at + 30 * DAY, 4)
    return put_motion(session, council, topic.id or 0, "是否更换物业服务企业？", terms)


@dataclass(frozen=True)
class Race:
    """How many threads fared that started together (同时)."""

    wall: float  # seconds from the start to the last
    cpu: float
    waited: list[float]  # by each
    wrong: list[BaseException]


def at_once(act: Act, people: int) -> Race:
    """Run ``act`` once for each of ``people`` threads that start together."""
    gate, spent, wrong = threading.Barrier(people + 1), [0.0] * people, []

    def one(number: int) -> None:
        gate.wait()
        start = time.perf_counter()
        try:
            act(number)
        except BaseException as error:
            wrong.append(error)
        spent[number] = time.perf_counter() - start

    threads = [threading.Thread(target=one, args=(n,), daemon=True) for n in range(people)]
    for thread in threads:
        thread.start()
    gate.wait()
    start, busy = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    return Race(time.perf_counter() - start, time.process_time() - busy, spent, wrong)


def measure(here: Houses, voters: int = VOTERS) -> Sheet:
    """One database: the floor, then the real thing, then whether the count is right."""
    live_in(here.new("ballots"))
    with database.transaction() as session:
        ship(session)
        place, ids = compound(session, UNITS, voters)
        council = visitor(session, ids[0])
        motion = announced(session, place, council)
        members = [Visitor(member_id) for member_id in ids]
    with clock_at(motion.opens_at):
        start = time.perf_counter()
        with database.transaction() as session:
            open_motion(session, motion.id or 0)
        frozen = Figure("freezing the electorate", (time.perf_counter() - start) * 1000, "ms")
        figures = race(motion, members)
    title = f"{voters} voters at once on {NAMES[here.kind]}, {UNITS:,} units"
    remarks = (
        "Every ballot counted once, none lost, none refused for a lock.",
        "Floor: one bare insert by the same threads, a transaction for each.",
    )
    return Sheet(title, (frozen, *figures), remarks)


def race(motion: Motion, members: list[Visitor]) -> tuple[Figure, ...]:
    """The floor and the vote, with the same threads."""
    voters = len(members)
    with database.glance() as session:
        owned = session.exec(
            select(Owner.member_id, VoterOwner.voter_id)
            .join(VoterOwner, col(VoterOwner.owner_id) == Owner.id)
            .where(VoterOwner.motion_id == motion.id, col(Owner.member_id).is_not(None))
        )
        heads = dict(owned.all())

    def bare(number: int) -> None:
        with database.transaction() as session:
            session.execute(
                text("INSERT INTO topic_gram (topic_id, gram, created_at) VALUES (:t, 'x', :c)"),
                {"t": motion.topic_id, "c": now().replace(tzinfo=None)},
            )

    def cast(number: int) -> None:
        choice = list(Choice)[number % 3]
        member = members[number]
        with database.transaction() as session:
            cast_ballot(session, member, motion.id or 0, heads[member.member_id], choice)

    floor, ours = at_once(bare, voters), at_once(cast, voters)
    must_all_be_counted(motion, voters, ours.wrong)
    cpu, plain = (race.cpu * 1000 / voters for race in (ours, floor))
    (p50, p95), (plain50, plain95) = (_cuts(race) for race in (ours, floor))
    rate = f"{voters / ours.wall:.0f} a second"
    return (
        Figure("a ballot, all told", cpu, "ms CPU", plain, note=rate),
        Figure("until it is counted, p50", p50, "ms", plain50),
        Figure("until it is counted, p95", p95, "ms", plain95),
    )


def _cuts(race: Race) -> tuple[float, float]:
    """The median wait and the 95th percentile, in milliseconds."""
    cuts = statistics.quantiles([one * 1000 for one in race.waited], n=20)
    return cuts[9], cuts[18]


def must_all_be_counted(motion: Motion, voters: int, refused: list[BaseException]) -> None:
    """What the figures are worth nothing without."""
    assert not refused, refused[:3]
    with database.glance() as session:
        kept = session.exec(select(func.count()).select_from(Ballot)).one()
        lines = session.exec(
            select(func.count()).select_from(TrailLine).where(TrailLine.code == "ballot.cast")
        ).one()
        heads_in = count.so_far(session, session.get_one(Motion, motion.id)).heads.participating
    assert kept == heads_in == lines == voters, "a ballot was lost or counted twice"


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    sheets = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets.append(told(measure(here)))
    return sheets
