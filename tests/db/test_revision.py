"""Counters move with the transaction, and a place sees what changes below and above it."""

from sqlmodel import Session

from db.revision import TOPIC, counters, moved, numbers, topic_moved
from db.session import transaction
from models.revision import Area


def test_a_place_sees_changes_below_it_and_not_beside_it() -> None:
    for _ in range(2):
        with transaction() as session:
            moved(session, Area.ROLL, 7, "/1/7/")
            moved(session, Area.ROLL, 7, "/1/7/")  # once a transaction is enough
            moved(session, Area.ROLL, 70, "/1/70/")
    with transaction() as session:
        assert numbers(session, (Area.ROLL, Area.PLACE), "/1/7/") == (2, 0)
        assert numbers(session, (Area.ROLL,), "/1/") == (4,)
        assert numbers(session, (Area.ROLL,), "/2/") == (0,)


def test_a_place_sees_changes_above_it() -> None:
    with transaction() as session:
        moved(session, Area.DELIBERATION, 7, "/1/7/")
        moved(session, Area.DELIBERATION, 70, "/1/70/")
    assert counters("/1/7/9/3/")[Area.DELIBERATION] == 1
    assert Area.DELIBERATION not in counters("/1/8/")


def test_a_change_of_the_whole_house_is_seen_everywhere() -> None:
    with transaction() as session:
        moved(session, Area.MEMBER)
        assert numbers(session, (Area.MEMBER,), "/1/7/") == (1,)


def test_a_topic_has_a_counter_of_its_own() -> None:
    for _ in range(2):
        with transaction() as session:
            topic_moved(session, 3)
    assert counters("/", 3)[TOPIC] == 2
    assert TOPIC not in counters("/", 4)


def test_what_is_rolled_back_moves_nothing() -> None:
    class Stumbled(Exception):
        pass

    try:
        with transaction() as session:
            topic_moved(session, 3)
            raise Stumbled
    except Stumbled:
        pass
    assert TOPIC not in counters("/", 3)


def test_a_savepoint_does_not_move_counters_early(session: Session) -> None:
    topic_moved(session, 3)
    with session.begin_nested():
        pass
    assert session.info["moved"]
