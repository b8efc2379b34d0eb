"""Two at the same moment: one does it, the other is told in one sentence; nothing by halves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlmodel import col, func, select

from db.session import glance, transaction
from models.base import clock_at
from models.edition import Computation, Edition, EditionAct, EditionActKind, EditionState, Placing
from models.notice import Notice
from models.trail import TrailLine
from rules.permission import Visitor
from rules.refusal import Refused
from services.edition import deciding, opening
from services.hearing import raising
from tests import editions
from tests.editions import BEGINS, ENDS, Rated, computation
from tests.neighbourhood import Neighbourhood


def at_once(moment: datetime, *deeds: Callable[[], object]) -> list[str]:
    """Run all deeds at the same time; what each of them was told, empty where it was done."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        gate.wait()
        try:
            deed()
        except Refused as refusal:
            return str(refusal)
        return ""

    with clock_at(moment), ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def agreed(here: Neighbourhood) -> tuple[Rated, datetime]:
    with transaction() as session:
        return editions.decided(session, here)


def publish(made: Rated, who: Visitor) -> Callable[[], object]:
    def deed() -> None:
        with transaction() as session:
            deciding.publish(session, who, made.id, computation(made))

    return deed


def counted(table: type, *where: object) -> int:
    with glance() as session:
        return session.exec(select(func.count(table.id)).where(*where)).one()  # type: ignore[attr-defined]


def test_two_who_publish_at_once_publish_once(here: Neighbourhood) -> None:
    made, moment = agreed(here)
    told = at_once(moment, publish(made, here.qin), publish(made, made.lu))
    assert told == ["", "This edition is published and stays as it is."]
    assert counted(Notice) == 1
    assert counted(EditionAct, EditionAct.kind == EditionActKind.PUBLISHED) == 1
    assert counted(TrailLine, col(TrailLine.code) == "edition.published") == 1


def test_one_person_in_two_windows_agrees_once(here: Neighbourhood) -> None:
    with transaction() as session:
        made, moment = editions.heard(session, here)

    def agree() -> None:
        with transaction() as session:
            deciding.approve(session, here.qin, made.id, computation(made))

    told = at_once(moment, agree, agree)
    assert told == ["", "You have agreed already; a second person has to."]


def test_the_same_half_year_is_opened_once(here: Neighbourhood) -> None:
    with transaction() as session:
        made = editions.rated(session, here)
    assert made.method is not None
    given = opening.Opening("上半年", BEGINS, ENDS, made.method.id or 0)

    def begin(who: Visitor) -> Callable[[], object]:
        def deed() -> None:
            with transaction() as session:
                opening.open_edition(session, who, here.places["zhelu"].id or 0, given)

        return deed

    told = at_once(editions.now(), begin(here.qin), begin(made.lu))
    assert told == ["", "“上半年” rates this time already."]
    assert counted(Edition) == 1


def test_an_objection_and_an_end_of_the_window_come_one_after_the_other(
    here: Neighbourhood,
) -> None:
    with transaction() as session:
        made = editions.served(session, here)
        entrant = made.entrant(session, "杏园").id or 0
        editions.open_window(session, made)

    def objects() -> None:
        with transaction() as session:
            raising.raise_objection(
                session, made.luo, entrant, "complaints", "投诉有三件不属于本小区，请核对。"
            )

    with glance() as session:
        closes = session.get_one(Edition, made.id).window_closes_at
    assert closes is not None
    told = at_once(closes - editions.DAY, objects, objects)
    assert told == ["", "You have objected to this already; the answer is on its way."]


@pytest.mark.parametrize("breaks", ["post_notice", "told"])
def test_what_breaks_half_way_leaves_nothing_behind(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    made, moment = agreed(here)
    before = {table: counted(table) for table in (EditionAct, Notice, TrailLine, Placing)}

    def broken(*_args: object, **_facts: object) -> None:
        raise ConnectionError("the cable was pulled")

    monkeypatch.setattr(deciding, breaks, broken)
    with clock_at(moment), pytest.raises(ConnectionError):
        publish(made, here.qin)()
    assert {table: counted(table) for table in before} == before
    with glance() as session:
        kept = session.get_one(Edition, made.id)
        assert (kept.state, kept.notice_id, kept.published_at) == (
            EditionState.DECIDING,
            None,
            None,
        )
    monkeypatch.undo()


def test_a_computation_that_breaks_leaves_no_row(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        made = editions.filled(session, here)
    from services.edition import computing  # noqa: PLC0415 the name that is broken below

    def broken(*_args: object) -> None:
        raise ConnectionError("the cable was pulled")

    monkeypatch.setattr(computing, "blacks_of", broken)
    with pytest.raises(ConnectionError), transaction() as session:
        computing.compute(session, here.qin, made.id)
    assert counted(Computation) == counted(Placing) == 0
