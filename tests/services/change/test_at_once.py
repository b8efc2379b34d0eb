"""Two who publish at the same moment (同时发布): one after the other, and the second sees it."""

from concurrent.futures import ThreadPoolExecutor

from db import session as database
from models.base import clock_at
from models.definition import ChangeState
from rules.refusal import Refused
from services.change import ask_publication, listed, publish_change, undo_change
from services.change.reading import Wanted
from services.definition import one, versions
from tests.changes import POLICY, drafted
from tests.emptied import NOON
from tests.neighbourhood import Neighbourhood

KEY = "publication.fengyuan"


def asked(here: Neighbourhood, *bodies: dict[str, list[str]]) -> list[tuple[int, int]]:
    with clock_at(NOON), database.transaction() as session:
        found = []
        for body in bodies:
            kept = drafted(session, here.lin, here.fengyuan.id, (POLICY, KEY, body))
            ask_publication(session, here.lin, kept.id or 0, kept.edit_count)
            found.append((kept.id or 0, kept.edit_count))
        return found


def test_of_two_sets_that_change_the_same_one_holds_and_the_other_is_stale(
    here: Neighbourhood,
) -> None:
    sets = asked(here, {"two_people": ["form"]}, {"two_people": ["metric"]})

    def publish(given: tuple[int, int]) -> str:
        with clock_at(NOON):
            try:
                with database.transaction() as session:
                    publish_change(session, here.tang, *given)
            except Refused as refusal:
                return refusal.sentence
            return "published"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(publish, sets))
    assert told[0] == "published" and "changed by somebody else since" in told[1]
    with database.glance() as session:
        assert len(versions(session, POLICY, KEY)) == 1


def test_a_set_is_rolled_back_once(here: Neighbourhood) -> None:
    ((number, edits),) = asked(here, {"two_people": []})
    with clock_at(NOON), database.transaction() as session:
        publish_change(session, here.tang, number, edits)

    def undo(_: int) -> str:
        with clock_at(NOON):
            try:
                with database.transaction() as session:
                    undo_change(session, here.tang, number)
            except Refused as refusal:
                return refusal.sentence
            return "undone"

    with ThreadPoolExecutor(3) as pool:
        told = sorted(pool.map(undo, range(3)))
    assert told.count("undone") == 1
    with database.glance() as session:
        assert one(session, POLICY, KEY) is None and len(versions(session, POLICY, KEY)) == 2


def test_lists_show_what_waits_and_whose_hands_were_in_it(here: Neighbourhood) -> None:
    asked(here, {"two_people": ["form"]})
    with database.glance() as session:
        paths = (here.fengyuan.path,)
        (row,) = listed(session, Wanted(paths, (ChangeState.ASKED,), "变更"))
        assert row.hands == {here.lin.member_id} and row.place == "枫园小区"
        assert listed(session, Wanted(paths, (), "100%")) == []
        assert listed(session, Wanted((here.places["qinghe"].path,))) == []
        assert listed(session, Wanted(())) == []
