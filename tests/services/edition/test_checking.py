"""A published edition comes out again from its inputs, and every change to it is noticed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import Session

from models.base import clock_at
from models.edition import Computation, EditionState
from rules.edition.compute import unpacked
from rules.refusal import Refused
from services.edition import checking, deciding
from services.edition.checking import recheck
from tests import editions
from tests.editions import Rated, computation
from tests.neighbourhood import Neighbourhood


def unguarded(session: Session, table: str, statement: str, **facts: object) -> None:
    """Do what nobody may: take the triggers off a table and change a row of it."""
    dialect = session.connection().dialect.name
    for verb in ("update", "delete"):
        on = f" ON {table}" if dialect == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER {table}_no_{verb}{on}"))
    session.execute(text(statement), facts)
    session.expire_all()


def said(session: Session, statement: str) -> None:
    """Do it in plain SQL."""
    session.execute(text(statement))


def row(session: Session, made: Rated, name: str = "榆园") -> dict[str, object]:
    entrant = made.entrant(session, name).id
    return {"computation": computation(made), "entrant": entrant}


WHERE = "WHERE computation_id = :computation AND entrant_id = :entrant"
TAMPER: dict[str, Callable[[Session, Rated], None]] = {
    checking.ROWS: lambda d, r: unguarded(
        d, "edition_placing", f"UPDATE edition_placing SET mark = 'none' {WHERE}", **row(d, r)
    ),
    "gone": lambda d, r: unguarded(
        d, "edition_placing", f"DELETE FROM edition_placing {WHERE}", **row(d, r)
    ),
    "values": lambda d, r: unguarded(
        d, "edition_placing", f"UPDATE edition_placing SET \"values\" = '{{}}' {WHERE}", **row(d, r)
    ),
    "peers": lambda d, r: unguarded(
        d, "edition_placing", f"UPDATE edition_placing SET peers = 'old' {WHERE}", **row(d, r)
    ),
    "firm": lambda d, _: said(d, "UPDATE entrant SET firm_name = '别家物业' WHERE name = '榆园'"),
    "seed": lambda d, _: said(d, "UPDATE edition SET seed = seed + 1"),
    "acts": lambda d, _: unguarded(d, "edition_act", "UPDATE edition_act SET blacks = '[]'"),
    checking.INPUTS: lambda d, r: unguarded(
        d,
        "computation",
        "UPDATE computation SET inputs = :inputs WHERE id = :id",
        inputs=_other(d, r),
        id=computation(r),
    ),
    checking.DAMAGED: lambda d, r: unguarded(
        d,
        "computation",
        "UPDATE computation SET inputs = :inputs WHERE id = :id",
        inputs=b"x",
        id=computation(r),
    ),
    checking.RESULT: lambda d, r: unguarded(
        d,
        "computation",
        "UPDATE computation SET result_sha256 = :hash WHERE id = :id",
        hash="0" * 64,
        id=computation(r),
    ),
    checking.METHOD: lambda d, _: said(d, "UPDATE method_version SET sha256 = 'another'"),
    checking.WALK: lambda d, _: said(d, "UPDATE edition SET state = 'collecting'"),
    checking.POSTED: lambda d, _: unguarded(
        d, "notice", "UPDATE notice SET sha256 = :hash", hash="2" * 64
    ),
}


FAULTS = dict.fromkeys(("gone", "values", "peers", "firm"), checking.ROWS) | {
    "seed": checking.INPUTS,
    "acts": checking.WALK,
}


def _other(session: Session, made: Rated) -> bytes:
    kept = unpacked(session.get_one(Computation, computation(made)).inputs)
    entrant = made.entrant(session, "榆园").id or 0
    better = {**kept.values[entrant], "inspection": "99"}
    return replace(kept, values={**kept.values, entrant: better}).packed()


def test_what_was_published_is_sound(session: Session, here: Neighbourhood) -> None:
    made, _moment = editions.published(session, here)
    assert made.edition is not None
    found = recheck(session, made.edition)
    assert found.sound and found.same_code
    assert found.result_sha256 == found.again_sha256


@pytest.mark.parametrize("fault", TAMPER)
def test_a_change_is_noticed(session: Session, here: Neighbourhood, fault: str) -> None:
    made, _moment = editions.published(session, here)
    assert made.edition is not None
    TAMPER[fault](session, made)
    session.expire_all()
    found = recheck(session, made.edition)
    assert not found.sound
    assert FAULTS.get(fault, fault) in found.faults
    session.rollback()


def test_what_does_not_come_out_again_is_not_published(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.decided(session, here)
    kept = computation(made)
    TAMPER[checking.INPUTS](session, made)
    with clock_at(moment), pytest.raises(Refused, match="does not come out again"):
        deciding.publish(session, here.qin, made.id, kept)
    assert made.edition is not None and made.edition.state is EditionState.DECIDING
    session.rollback()


def test_an_edition_without_a_computation_has_nothing_to_check(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    assert made.edition is not None
    with pytest.raises(Refused, match="has not been computed"):
        recheck(session, made.edition)


def test_progress_is_told_only_when_it_is_computed(session: Session, here: Neighbourhood) -> None:
    made = editions.computed(session, here)
    assert made.edition is not None
    seen: list[int] = []
    recheck(session, made.edition, lambda done, _: seen.append(done))
    assert seen
    seen.clear()
    recheck(session, made.edition, lambda done, _: seen.append(done))
    assert not seen
