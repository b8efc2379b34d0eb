"""Counters move inside the transaction, and a place sees what changes below it."""

from db.revision import moved, numbers
from db.session import transaction
from models.revision import Area


def test_a_place_sees_changes_below_it_and_not_beside_it() -> None:
    with transaction() as session:
        moved(session, Area.ROLL, 7, "/1/7/")
        moved(session, Area.ROLL, 7, "/1/7/")
        moved(session, Area.ROLL, 70, "/1/70/")
    with transaction() as session:
        assert numbers(session, (Area.ROLL, Area.PLACE), "/1/7/") == (2, 0)
        assert numbers(session, (Area.ROLL,), "/1/") == (3,)
        assert numbers(session, (Area.ROLL,), "/2/") == (0,)


def test_a_change_of_the_whole_house_is_seen_everywhere() -> None:
    with transaction() as session:
        moved(session, Area.MEMBER)
        assert numbers(session, (Area.MEMBER,), "/1/7/") == (1,)
