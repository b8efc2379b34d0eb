"""Numbered versions: one draft, one in force, and nothing published ever changes (编号版本)."""

import pytest
from sqlmodel import Session, select

from models.procedure import ProcedureVersion, VersionState
from rules.refusal import Refused
from services.numbered import PROCEDURES, must_be_latest
from tests.neighbourhood import Neighbourhood


def test_versions_are_numbered_one_by_one_and_at_most_one_holds(
    session: Session, here: Neighbourhood
) -> None:
    own = PROCEDURES.begun(session, "own", "凤园议事", here.fengyuan)
    assert PROCEDURES.published(session, own.id) is None
    first, second = (PROCEDURES.next_version(session, own) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    PROCEDURES.hold(session, own, first)
    PROCEDURES.hold(session, own, second)
    assert PROCEDURES.published(session, own.id) == second
    assert first.state is VersionState.RETIRED
    PROCEDURES.hold(session, own, first)
    assert PROCEDURES.published(session, own.id) == first
    PROCEDURES.hold(session, own, None)
    states = session.exec(
        select(ProcedureVersion.state).where(ProcedureVersion.procedure_id == own.id)
    )
    assert set(states) == {VersionState.RETIRED}


def test_what_was_published_is_not_opened_as_a_draft_again(
    session: Session, here: Neighbourhood
) -> None:
    own = PROCEDURES.begun(session, "own", "凤园议事", here.fengyuan)
    version = PROCEDURES.next_version(session, own)
    assert PROCEDURES.opened(session, here.lin, version.id or 0)[:2] == (version, own)
    PROCEDURES.hold(session, own, version)
    with pytest.raises(Refused, match="no longer open"):
        PROCEDURES.opened(session, here.lin, version.id or 0)


def test_a_draft_that_somebody_else_saved_meanwhile_is_noticed(
    session: Session, here: Neighbourhood
) -> None:
    draft = PROCEDURES.next_version(
        session, PROCEDURES.begun(session, "own", "议事", here.fengyuan)
    )
    must_be_latest(draft, 0)
    draft.edit_count += 1
    with pytest.raises(Refused, match="Somebody else"):
        must_be_latest(draft, 0)


def test_a_compounds_own_is_changed_by_its_council_and_by_no_owner(
    session: Session, here: Neighbourhood
) -> None:
    own = PROCEDURES.begun(session, "own", "凤园议事", here.fengyuan)
    assert PROCEDURES.must_edit(session, here.lin, own).member_id == here.lin.member_id
    for who in (here.zhou, here.wai):
        with pytest.raises(Refused):
            PROCEDURES.must_edit(session, who, own)


def test_what_all_places_share_is_changed_only_by_who_governs_all(
    session: Session, here: Neighbourhood
) -> None:
    assert PROCEDURES.must_change(session, here.guan, None, None)
    with pytest.raises(Refused):
        PROCEDURES.must_change(session, here.lin, None, None)


@pytest.mark.parametrize(
    ("code", "name", "sentence"),
    [
        ("own?", "名", "letters, digits"),
        ("x" * 41, "名", "letters, digits"),
        ("own", "  ", "give it a name"),
        ("TAKEN", "名", "is taken"),
    ],
)
def test_a_copy_needs_a_code_of_its_own_and_a_name(
    session: Session, here: Neighbourhood, code: str, name: str, sentence: str
) -> None:
    source = PROCEDURES.begun(session, "taken", "议事", here.fengyuan)
    with pytest.raises(Refused, match=sentence):
        PROCEDURES.copied(session, source, here.fengyuan, code, name)


def test_one_that_does_not_exist_is_told_in_its_own_words(session: Session) -> None:
    with pytest.raises(Refused, match="no such procedure"):
        PROCEDURES.the(session, 10**6)
