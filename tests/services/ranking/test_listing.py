"""The rows of a published edition, as anybody searches, narrows and sorts them."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from models.edition import EntrantKind, Mark
from services.ranking import edition, firm, listing
from services.ranking.listing import Order, Show, Wanted
from tests import editions
from tests import street as streets
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood
from tests.street import Size

PEERS = BODY | {"peers": ["type"], "peer_minimum": 4}


@pytest.fixture
def street(session: Session, here: Neighbourhood) -> Rated:
    return streets.twice(session, here, Size(body=PEERS))[1]


def asked(session: Session, made: Rated) -> Wanted:
    """Everything of the later edition, beside the earlier one."""
    told = edition.results(session, made.id)
    assert told is not None and told.before is not None
    return Wanted(made.id, told.made.id, told.before.computation_id)


def test_nothing_is_told_of_an_edition_that_is_not_published(
    session: Session, here: Neighbourhood
) -> None:
    made, _moment = editions.heard(session, here)
    assert made.edition is not None
    assert edition.results(session, made.id) is None
    (cover,) = edition.covers(session)
    assert cover.edition.code == made.edition.code
    assert not cover.marks
    head = edition.head(session, made.edition.code)
    assert head is not None and not head.is_published


def test_every_compound_is_in_the_table_also_those_that_are_not_ranked(
    session: Session, street: Rated
) -> None:
    wanted = asked(session, street)
    rows = listing.rows(session, wanted, 0, 100)
    assert len(rows) == listing.count(session, wanted) == 24 + 12 + 2
    assert [row.kind for row in rows[-2:]] == [EntrantKind.PARTY_LED, EntrantKind.UNSERVED]
    assert all(row.score is None and row.placing_id is None for row in rows[-2:])
    ranked = [row for row in rows if row.rank is not None]
    by_group = [(row.peers or "", row.rank or 0) for row in ranked]
    assert by_group == sorted(by_group)
    assert {row.peers for row in ranked} == {"commodity", "old", "resettled"}


def test_a_page_has_the_rows_that_belong_there(session: Session, street: Rated) -> None:
    wanted = asked(session, street)
    whole = listing.rows(session, wanted, 0, 100)
    assert listing.rows(session, wanted, 10, 5) == whole[10:15]
    assert listing.page(session, wanted, 1) == whole[: listing.ROWS]


@pytest.mark.parametrize(
    ("order", "key"),
    [
        (Order.SCORE, lambda row: -row.score),
        (Order.LAST, lambda row: row.score),
    ],
)
def test_rows_stand_in_the_order_that_was_asked_for(
    session: Session, street: Rated, order: Order, key: object
) -> None:
    wanted = replace(asked(session, street), order=order)
    rows = [row for row in listing.rows(session, wanted, 0, 100) if row.score is not None]
    assert rows == sorted(rows, key=key)  # type: ignore[arg-type]


def test_those_who_moved_most_come_first(session: Session, street: Rated) -> None:
    wanted = asked(session, street)
    risen = listing.rows(session, replace(wanted, order=Order.RISEN), 0, 100)
    fallen = listing.rows(session, replace(wanted, order=Order.FALLEN), 0, 100)
    moves = [row.moved for row in risen if row.moved is not None]
    assert moves == sorted(moves, reverse=True) and moves[0] > 0 > moves[-1]
    assert fallen[0].moved == moves[-1]
    assert all(row.was_rank - row.rank == row.moved for row in risen[:5])  # type: ignore[operator]


def test_rows_are_narrowed_by_firm_community_list_and_words(
    session: Session, street: Rated
) -> None:
    wanted = asked(session, street)
    told = edition.results(session, street.id)
    assert told is not None

    def names(**narrowed: object) -> set[str]:
        rows = listing.rows(session, replace(wanted, **narrowed), 0, 100)  # type: ignore[arg-type]
        return {row.name for row in rows}

    red, black = names(show=Show.RED), names(show=Show.BLACK)
    assert len(red) == told.marks[Mark.RED] and len(black) == told.marks[Mark.BLACK]
    assert not red & black
    assert names(show=Show.PARTY_LED) == {"红心苑"}
    assert names(show=Show.UNSERVED) == {"无名里"}
    assert names(words="清河") == {"清河里"}
    assert names(words="安居 橡园") == {"橡园"}
    assert names(words="100%_") == set()
    anju = street.firms["anju"].id or 0
    assert names(firm=anju) == {"枫园小区", "橡园", "桂园", "兰园", "松园", "杏园"}
    code, _name, path = told.communities[0]
    assert code == "fengyuan-community"
    assert len(names(community=path)) == 14
    assert names(community=path, show=Show.UNSERVED) == {"无名里"}


def test_both_ends_of_a_group_are_shown_once(session: Session, street: Rated) -> None:
    wanted = replace(asked(session, street), peers="commodity")
    every = [row.rank for row in listing.outer(session, wanted, 100)]
    assert every == sorted(every) and len(every) == 20
    assert [row.rank for row in listing.outer(session, wanted, 3)] == every[:3] + every[-3:]


def test_firms_stand_by_the_mean_of_their_compounds(session: Session, street: Rated) -> None:
    wanted = asked(session, street)
    rows = firm.rolled_up(session, street.id, wanted.computation)
    scores = [row.whole.score for row in rows]
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
    assert sum(row.whole.rated for row in rows) == 36
    told = edition.results(session, street.id)
    assert told is not None
    assert sum(row.whole.black for row in rows) == told.marks[Mark.BLACK]
