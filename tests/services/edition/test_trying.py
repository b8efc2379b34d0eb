"""Another method on the figures of an edition: what would change, and nothing is written."""

from copy import deepcopy

import pytest
from sqlmodel import Session, func, select

from models.edition import Computation, EditionAct
from rules.refusal import Refused
from services.edition.trying import under
from tests import editions
from tests.neighbourhood import Neighbourhood


def test_the_same_method_changes_nothing(session: Session, here: Neighbourhood) -> None:
    made = editions.computed(session, here)
    assert made.edition is not None
    tried = under(session, made.edition, editions.BODY)
    assert len(tried.rows) == 12
    assert all(row.before == row.after for row in tried.rows)
    assert tried.unmeasured == ()


def test_other_weights_give_another_list_and_write_nothing(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.computed(session, here)
    assert made.edition is not None
    before = [session.exec(select(func.count(t.id))).one() for t in (Computation, EditionAct)]
    body = deepcopy(editions.BODY)
    body["indicators"].append(
        {"code": "hotline", "name": "热线", "weight": 0, "source": {"kind": "entered"}}
    )
    body["black"]["share"] = "0.1"
    tried = under(session, made.edition, body)
    assert tried.unmeasured == ("hotline",)
    assert sum(row.after.mark == "black" for row in tried.rows) == 1
    assert sum(row.before is not None and row.before.mark == "black" for row in tried.rows) == 2
    after = [session.exec(select(func.count(t.id))).one() for t in (Computation, EditionAct)]
    assert after == before


def test_figures_that_do_not_fit_are_refused_in_one_sentence(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    assert made.edition is not None
    assert under(session, made.edition, editions.BODY).rows  # not computed yet: as it is now
    body = deepcopy(editions.BODY)
    body["indicators"][0]["normalise"]["high"] = 50
    with pytest.raises(Refused, match="above the cap of 50"):
        under(session, made.edition, body)
