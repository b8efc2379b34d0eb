"""What would be read if a set held already (预览): nothing holds, and nothing is kept of it."""

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from rules.refusal import Refused
from rules.right import Action
from services.change import supposed
from services.right.matrix import Line, lines, own, terms
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood

RIGHT = DefinitionKind.RIGHT
READS = {"tables": ["work_order"], "actions": ["read"], "fields": ["number"]}
CHANGE = (RIGHT, "council.work_order", {"role": "council", "rights": [READS]})


def square(found: tuple[Line, ...]) -> tuple[Action, ...]:
    line = next(line for line in found if line.entity.key == "work_order")
    return next(one.actions for one in line.squares if one.role == "council")


def test_rights_are_read_as_the_set_has_them_and_hold_as_they_did(
    session: Session, here: Neighbourhood
) -> None:
    number = drafted(session, here.guan, None, CHANGE).id or 0
    before = square(lines(session))
    assert square(supposed(session, number, lines)) == (Action.READ,)
    (right,) = supposed(session, number, own, "council", "work_order")
    assert right.fields == {"number"}
    (term, *_everyone) = supposed(session, number, terms, "council", "work_order")
    assert [column.name for column in term.columns or ()] == ["number"]
    assert square(lines(session)) == before and len(before) > 1


def test_what_a_set_takes_away_is_away(session: Session, here: Neighbourhood) -> None:
    number = drafted(session, here.guan, None, (RIGHT, "council", None)).id or 0
    assert supposed(session, number, own, "council", "work_order") == ()
    assert own(session, "council", "work_order")


def test_a_set_that_is_not_there_is_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such change set"):
        supposed(session, 999_999, lines)
