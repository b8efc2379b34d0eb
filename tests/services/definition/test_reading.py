"""What holds now (现行定义): newest first, at its place, at once in every session."""

import pytest
from sqlmodel import Session

from db.session import glance, transaction
from models.definition import DefinitionKind
from rules.refusal import Refused
from services.definition import (
    Defined,
    append,
    bodies,
    one,
    shipped,
    state,
    supposing,
    versions,
)
from tests.neighbourhood import Neighbourhood

KIND = DefinitionKind.LAYOUT
POLICY = DefinitionKind.POLICY


def keys(session: Session, path: str | None = None) -> list[str]:
    return [defined.key for defined in bodies(session, KIND, path) if defined.number]


def test_the_newest_version_holds_and_the_older_ones_stay(
    session: Session, here: Neighbourhood
) -> None:
    for text in ("one", "two"):
        append(session, here.guan, KIND, "receipt", None, {"text": text})
    found = one(session, KIND, "receipt")
    assert found is not None and (found.number, found.body) == (2, {"text": "two"})
    assert [row.body for row in versions(session, KIND, "receipt")] == [
        {"text": "two"},
        {"text": "one"},
    ]


def test_what_was_taken_away_is_gone_and_can_come_back(session: Session) -> None:
    append(session, None, KIND, "receipt", None, {"text": "one"})
    append(session, None, KIND, "receipt", None, None)
    assert one(session, KIND, "receipt") is None
    append(session, None, KIND, "receipt", None, {"text": "one"})
    assert keys(session) == ["receipt"]


def test_it_holds_at_its_place_and_below(session: Session, here: Neighbourhood) -> None:
    append(session, here.guan, KIND, "wide", None, {})
    append(session, here.guan, KIND, "here", here.fengyuan, {})
    append(session, here.guan, KIND, "there", here.places["qinghe"], {})
    assert keys(session, here.places["fengyuan-1"].path) == ["here", "wide"]
    assert keys(session, here.places["fengyuan-community"].path) == ["wide"]
    assert keys(session) == ["here", "there", "wide"]


def test_what_ships_holds_until_a_row_takes_its_place(session: Session) -> None:
    key, kept = next(iter(shipped(POLICY).items()))
    assert one(session, POLICY, key) == kept and kept.number == 0
    append(session, None, POLICY, key, None, {"two_people": []})
    found = one(session, POLICY, key)
    assert found is not None and found.body == {"two_people": []}
    append(session, None, POLICY, key, None, None)
    assert one(session, POLICY, key) is None


def test_every_session_sees_a_change_at_once_and_none_sees_what_was_rolled_back(
    here: Neighbourhood,
) -> None:
    def seen() -> list[str]:
        with glance() as session:
            return keys(session)

    assert seen() == []
    with pytest.raises(ZeroDivisionError), transaction() as session:
        append(session, None, KIND, "never", None, {})
        assert keys(session) == ["never"]
        raise ZeroDivisionError
    assert seen() == []
    for key in ("first", "second"):
        with transaction() as session:
            append(session, None, KIND, key, here.fengyuan, {})
    assert seen() == ["first", "second"]


@pytest.mark.parametrize("body", [{"share": 0.5}, {"text": "x" * 300_000}, {"at": object()}])
def test_what_cannot_be_kept_exactly_is_refused(session: Session, body: dict[str, object]) -> None:
    with pytest.raises(Refused):
        append(session, None, KIND, "receipt", None, body)
    assert keys(session) == []


def test_what_is_supposed_is_seen_inside_alone_and_nothing_is_kept_of_it(
    here: Neighbourhood,
) -> None:
    with transaction() as session:
        append(session, None, KIND, "old", None, {"text": "one"})
    with glance() as session:
        before = state(session)
        new = Defined(KIND, "new", None, "/", 0, {}, "")
        with supposing(session, [(KIND, "new", new), (KIND, "old", None)]):
            assert [d.key for d in bodies(session, KIND) if d.key in {"old", "new"}] == ["new"]
            assert one(session, KIND, "new") is new and state(session) is None
        assert keys(session) == ["old"]
        assert state(session) == before is not None


def test_a_session_that_wrote_keeps_nothing_of_what_it_sees(session: Session) -> None:
    assert state(session) is not None
    append(session, None, KIND, "mine", None, {})
    assert state(session) is None
