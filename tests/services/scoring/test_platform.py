"""What the platform holds of a compound, counted over the half-year."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from models.base import clock_at, now
from models.consequence import Consequence, ConsequenceKind
from models.disclosure import Disclosure
from models.edition import Entrant
from models.member import Grant
from models.place import Place
from models.rating import Rating
from models.task import Task
from models.topic import Category, Topic, TopicState
from rules.calendar import day_begins
from rules.permission import BELONGING
from services.scoring import platform
from services.scoring.platform import platform_figures
from services.scoring.standing import Read, rated
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood
from tests.posted import hung
from tests.stage import raised

MAY = day_begins(date(2026, 5, 8))


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def figure(session: Session, made: Collecting, name: str) -> Read:
    found = platform_figures(session, name, made.edition, rated(session, made.id))
    return found[made.fengyuan]


def complaint(
    session: Session,
    made: Collecting,
    at: datetime = MAY,
    state: TopicState = TopicState.OPEN,
    category: Category = Category.PROPERTY,
) -> Topic:
    number = len(session.exec(select(Topic.id)).all())
    with clock_at(max(at, now())):
        topic = raised(session, made.here, f"第 {number} 次反映保洁不到位")
    topic.created_at, topic.category, topic.state = at, category, state
    session.add(topic)
    session.flush()
    return topic


def test_complaints_are_counted_per_thousand_households(session, made) -> None:
    topics = [complaint(session, made) for _time in range(3)]
    read = figure(session, made, "complaints")
    assert (read.value, read.count, read.asked) == ("500", 3, 6)
    assert read.evidence == "@complaints " + ",".join(str(topic.id) for topic in topics)


def test_the_half_year_begins_and_ends_with_the_days_of_shanghai(session, made) -> None:
    begins, after = day_begins(made.edition.begins_on), day_begins(date(2026, 7, 1))
    second = timedelta(seconds=1)
    for at in (begins - second, begins, after - second, after):
        complaint(session, made, at)
    assert figure(session, made, "complaints").count == 2


def test_what_is_no_complaint_is_not_counted(session, made) -> None:
    for state in (TopicState.WITHDRAWN, TopicState.MERGED, TopicState.DECLINED):
        complaint(session, made, state=state)
    complaint(session, made, category=Category.PARKING)
    led_to = complaint(session, made)
    session.add(
        Consequence(
            edition_id=made.id,
            entrant_id=made.fengyuan,
            kind=ConsequenceKind.OWNERS_TOPIC,
            topic_id=led_to.id,
        )
    )
    session.flush()
    assert figure(session, made, "complaints").value == "0"


def test_silence_where_nobody_uses_the_platform_is_no_praise(session, made) -> None:
    for grant in session.exec(select(Grant)):
        session.delete(grant)
    session.flush()
    read = figure(session, made, "complaints")
    assert (read.value, read.evidence) == ("", "@unused")


def test_one_household_in_twenty_is_enough_and_fewer_are_not(session, made) -> None:
    homes = (
        select(Grant.place_id)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(col(Grant.role).in_(BELONGING), col(Place.path).startswith(made.here.fengyuan.path))
    )
    used = len(set(session.exec(homes)))
    assert used > 1
    here = session.get_one(Entrant, made.fengyuan)
    for households, value in ((20 * used, "0"), (20 * used + 1, "")):
        here.households = households
        session.add(here)
        session.flush()
        assert figure(session, made, "complaints").value == value


def test_tasks_count_as_done_on_time_up_to_their_day(session, made) -> None:
    topic = complaint(session, made)
    last = date(2026, 6, 30)
    for due, done in (
        (last, last),
        (last, date(2026, 7, 1)),
        (last, None),
        (date(2026, 1, 1), date(2025, 12, 1)),
        (date(2026, 7, 1), None),  # falls due later
    ):
        session.add(
            Task(
                topic_id=topic.id,
                title="换灯",
                doer="安居物业",
                due_on=due,
                done_on=done,
                set_by=made.here.lin.member_id,
            )
        )
    session.flush()
    read = figure(session, made, "decisions")
    assert (read.value, read.count, read.asked) == ("50", 2, 4)


def test_ratings_become_the_share_of_the_satisfied_with_its_error(session, made) -> None:
    topic = complaint(session, made)
    for who, score in (("chen", 5), ("zhou", 4), ("sun", 3)):
        row = Rating(
            topic_id=topic.id,
            member_id=getattr(made.here, who).member_id,
            household="",
            score=score,
            reason="还可以",
        )
        row.created_at = MAY
        session.add(row)
    session.flush()
    read = figure(session, made, "ratings")
    assert (read.value, read.count, read.asked) == ("66.666667", 2, 3)
    assert read.error == "33.333333"  # sd of 100, 100 and 0, /√3


def test_accounts_posted_by_their_day_count_and_those_posted_later_do_not(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = collecting(session, here)
    hung(session, here)  # the first quarter, on 20 April: due on the 30th
    read = figure(session, made, "disclosure")
    assert (read.value, read.count, read.asked) == ("100", 1, 1)
    (posted,) = session.exec(select(Disclosure))
    hung_at: dict[tuple[int, int], date] = {}
    monkeypatch.setattr(platform, "_first_posted", lambda *_given: hung_at)
    for on, value in ((posted.due_on, "100"), (posted.due_on + timedelta(days=1), "0")):
        hung_at[posted.book_id, 1] = on
        assert figure(session, made, "disclosure").value == value
    made.edition.begins_on = made.edition.ends_on = posted.due_on - timedelta(days=1)
    assert figure(session, made, "disclosure").asked == 0  # it fell due a day later


def test_what_never_fell_due_is_missing_with_its_reason(session, made) -> None:
    for name in ("decisions", "ratings", "disclosure"):
        read = figure(session, made, name)
        assert (read.value, read.evidence) == ("", f"@no_{name}")
