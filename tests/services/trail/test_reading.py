"""Going back through the trail: within one's own subtree, page by page, by any filter."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from models.base import clock_at, now
from models.place import Place
from models.revision import Area
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from services.trail import asking, reading, record
from services.trail.reading import Wanted, lines, reach
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def say(
    session: Session, actor: Visitor, code: str, place: Place | None, about: str = "x:1"
) -> None:
    record(session, actor, code, about, place, moves=(), after={"n": 1})
    session.flush()


@pytest.fixture
def written(session: Session, here: Neighbourhood) -> Session:
    """Six lines in three places, one of them about the whole house, over three days."""
    qinghe = here.places["qinghe"]
    for number, (actor, code, place) in enumerate(
        [
            (here.chen, "topic.proposed", here.fengyuan),
            (here.lin, "topic.accepted", here.fengyuan),
            (here.wai, "topic.proposed", qinghe),
            (here.guan, "place.renamed", here.places["zhelu"]),
            (here.guan, "member.locked", None),
            (here.chen, "topic.endorsed", here.places["fengyuan-1-101"]),
        ]
    ):
        with clock_at(now() + timedelta(hours=12 * number)):
            say(session, actor, code, place, f"topic:{number}")
    return session


def codes(session: Session, actor: Visitor, wanted: Wanted, before: int = 0) -> list[str]:
    found = lines(session, actor, wanted, before)
    settled = {"place.added", "procedure.published"}  # from settling the neighbourhood
    return [line.code for line in found if line.code not in settled]


def test_the_newest_line_stands_first(written: Session, here: Neighbourhood) -> None:
    street = here.places["zhelu"].path
    assert codes(written, here.shen, Wanted(street)) == [
        "topic.endorsed",
        "place.renamed",
        "topic.proposed",
        "topic.accepted",
        "topic.proposed",
    ]
    assert codes(written, here.shen, Wanted(here.places["qinghe"].path)) == ["topic.proposed"]


def test_an_auditor_looks_no_further_than_his_places(written: Session, here: Neighbourhood) -> None:
    assert reach(here.shen) == [here.places["zhelu"].path]
    for path in ("/", here.places["jiangcheng"].path):
        with pytest.raises(Refused, match="role"):
            lines(written, here.shen, Wanted(path))
    assert "member.locked" in codes(written, here.guan, Wanted("/"))


@pytest.mark.parametrize("who", ["chen", "lin", "wu", "ma", "gao", "wai"])
def test_nobody_else_reads_the_trail(written: Session, here: Neighbourhood, who: str) -> None:
    with pytest.raises(Refused, match="role"):
        lines(written, here.visitors[who], Wanted(here.fengyuan.path))


@pytest.mark.parametrize("rare", [0, 20_000])  # walking backwards, and led by the rarest filter
def test_filters_leave_what_was_asked_for(
    written: Session, here: Neighbourhood, rare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "RARE", rare)
    street, noon = here.places["zhelu"].path, now()
    asked = {
        "code": Wanted(street, code="topic.proposed"),
        "who": Wanted(street, who="陈"),
        "username": Wanted(street, who="CHEN"),
        "about": Wanted(street, about="topic:1"),
        "since": Wanted(street, since=noon + timedelta(hours=25)),
        "until": Wanted(street, until=noon + timedelta(hours=12)),
        "both": Wanted(street, code="topic.proposed", who="陈静"),
        "none": Wanted(street, who="没有这个人"),
    }
    found = {name: codes(written, here.shen, wanted) for name, wanted in asked.items()}
    assert found == {
        "code": ["topic.proposed", "topic.proposed"],
        "who": ["topic.endorsed", "topic.proposed"],
        "username": ["topic.endorsed", "topic.proposed"],
        "about": ["topic.accepted"],
        "since": ["topic.endorsed", "place.renamed"],
        "until": ["topic.proposed"],
        "both": ["topic.proposed"],
        "none": [],
    }


def test_pages_meet_without_a_gap(session: Session, here: Neighbourhood) -> None:
    for number in range(7):
        say(session, here.chen, f"topic.{number}", here.fengyuan)
    wanted = Wanted(here.fengyuan.path, who="chen")
    first = lines(session, here.shen, wanted, 0, 3)
    second = lines(session, here.shen, wanted, first[-1].id, 3)
    assert [line.code for line in (*first, *second)] == [f"topic.{n}" for n in (6, 5, 4, 3, 2, 1)]


def test_a_line_shows_what_was_done_to_what(session: Session, here: Neighbourhood) -> None:
    before, after = {"name": "甲"}, {"name": "乙"}
    record(
        session,
        here.guan,
        "place.renamed",
        "place:7",
        here.fengyuan,
        moves=(Area.PLACE,),
        before=before,
        after=after,
    )
    session.flush()
    line = lines(session, here.shen, Wanted(here.fengyuan.path))[0]
    assert (line.actor, line.place, line.about) == ("管理员", "枫园小区", "place:7")
    assert (line.before, line.after, line.at) == (before, after, now())


def test_an_address_is_read_with_suspicion(session: Session, here: Neighbourhood) -> None:
    street = here.places["zhelu"].path
    assert asking.wanted(session, here.shen, {}) == Wanted(street)
    asked = {"place": "fengyuan", "code": "'; DROP", "who": " 陈 ", "from": "2026-06-10", "to": "x"}
    found = asking.wanted(session, here.shen, asked)
    assert (found.path, found.code, found.who, found.until) == (here.fengyuan.path, "", "陈", None)
    assert found.since is not None and found.since.isoformat() == "2026-06-10T00:00:00+08:00"
    day = asking.wanted(session, here.shen, {"to": "2026-06-10"})
    assert day.until is not None and day.until.isoformat() == "2026-06-11T00:00:00+08:00"
    assert asking.wanted(session, here.shen, {"place": "nowhere"}).path == street
    for who in (here.chen, STRANGER):
        with pytest.raises(Refused, match="role"):
            asking.wanted(session, who, {})


def test_steps_are_named_as_their_own_procedure_names_them(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    names = reading.step_names(session, (topic.id or 0,))
    assert names[topic.id or 0, topic.step_code] == "民提"
    assert reading.step_names(session, ()) == {}
