"""After publication: a review that succeeds is computed by one and decided by another."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.edition import EditionState, Entrant
from models.notice import Notice
from rules.refusal import Refused
from services.edition.checking import recheck
from services.edition.computing import blacks_of, compute_correction
from services.edition.deciding import correct
from services.hearing.answering import Ruling, answer_objection
from services.hearing.raising import raise_objection
from tests import editions
from tests.editions import Rated, computation
from tests.neighbourhood import Neighbourhood

TEXT = "检查当日的照片不是本小区，请核对原始记录。"


def upheld(session: Session, here: Neighbourhood) -> tuple[Rated, datetime]:
    """杏园's inspection was another compound's: the office agrees after publication."""
    made, moment = editions.published(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    with clock_at(moment):
        appeal = raise_objection(session, made.luo, entrant, "inspection", TEXT)
        answer_objection(session, made.lu, appeal.id or 0, Ruling(True, TEXT, "100"))
        other = raise_objection(session, made.luo, entrant, "satisfaction", TEXT)
        answer_objection(session, made.lu, other.id or 0, Ruling(True, TEXT, "100"))
        third = raise_objection(session, made.luo, entrant, "complaints", TEXT)
        answer_objection(session, made.lu, third.id or 0, Ruling(True, TEXT, "0"))
    return made, moment


def test_a_correction_lifts_the_firm_out_and_blackens_nobody_else(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = upheld(session, here)
    assert made.edition is not None
    first = computation(made)
    with clock_at(moment):
        draft = compute_correction(session, here.qin, made.id)
        assert computation(made) == first  # it does not count before it is decided
        with pytest.raises(Refused, match="does not decide"):
            correct(session, here.qin, made.id, draft.id or 0)
        correct(session, made.lu, made.id, draft.id or 0)
    assert computation(made) == draft.id
    names = {session.get_one(Entrant, one).name for one in blacks_of(session, draft.id)}
    assert names == {"榆园"}
    assert draft.corrects_id == first
    assert made.edition.state is EditionState.PUBLISHED
    assert recheck(session, made.edition).sound
    notices = session.exec(select(Notice).order_by(Notice.id)).all()
    assert [notice.body["corrects"] for notice in notices] == [False, True]
    assert notices[-1].id == made.edition.notice_id


def test_nothing_is_corrected_that_nobody_contradicted(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.published(session, here)
    with clock_at(moment), pytest.raises(Refused, match="after an objection succeeded"):
        compute_correction(session, here.qin, made.id)
    with clock_at(moment), pytest.raises(Refused, match="no correction to decide"):
        correct(session, made.lu, made.id, computation(made))


def test_what_is_not_published_is_computed_and_not_corrected(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.computed(session, here)
    with pytest.raises(Refused, match="Only a published edition"):
        compute_correction(session, here.qin, made.id)
    with pytest.raises(Refused, match="Only a published edition"):
        correct(session, made.lu, made.id, computation(made))


def test_a_correction_is_decided_as_it_was_computed(session: Session, here: Neighbourhood) -> None:
    made, moment = upheld(session, here)
    with clock_at(moment):
        older = compute_correction(session, here.qin, made.id)
        newer = compute_correction(session, here.qin, made.id)
        with pytest.raises(Refused, match="no correction to decide"):
            correct(session, made.lu, made.id, older.id or 0)
        assert correct(session, made.lu, made.id, newer.id or 0).computation_id == newer.id
