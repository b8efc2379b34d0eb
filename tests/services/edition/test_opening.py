"""Opening: who serves whom is frozen, the seed is drawn and shown, and no time is rated twice."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from models.edition import EditionState, Entrant, EntrantKind
from models.firm import Profile
from models.procedure import VersionState
from models.trail import TrailLine
from rules.refusal import Refused
from services.edition.deciding import cancel
from services.edition.opening import Opening, open_edition, seed_told
from services.firm.contract import end_contract
from services.firm.standing import serving
from tests import editions
from tests.editions import BEGINS, BODY, COMPOUNDS, ENDS, Rated
from tests.neighbourhood import Neighbourhood


def given(made: Rated, **changes: Any) -> Opening:
    assert made.method is not None
    facts: dict[str, Any] = {
        "title": "上半年",
        "begins_on": BEGINS,
        "ends_on": ENDS,
        "method_version_id": made.method.id or 0,
    }
    return Opening(**(facts | changes))


def street(here: Neighbourhood) -> int:
    return here.places["zhelu"].id or 0


def test_an_edition_is_called_by_its_half_year_and_shows_its_seed(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here)
    assert made.edition is not None
    assert (made.edition.code, made.edition.state) == ("zhelu-2026h1", EditionState.COLLECTING)
    told = session.exec(select(TrailLine).where(TrailLine.code == "edition.opened")).one()
    assert told.after is not None
    assert told.after["seed"] == str(made.edition.seed)
    assert told.after["compounds"] == len(COMPOUNDS) + 4


def test_every_compound_is_there_and_only_the_served_are_rated(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here)
    kinds = {row.name: row.kind for row in session.exec(select(Entrant))}
    assert kinds["红心苑"] is EntrantKind.PARTY_LED
    assert kinds["无名里"] is EntrantKind.UNSERVED
    assert sum(kind is EntrantKind.RATED for kind in kinds.values()) == len(COMPOUNDS) + 2
    fengyuan = made.entrant(session, "枫园小区")
    assert fengyuan.firm_name.startswith("安居")
    assert fengyuan.households == 6  # parking spaces are no homes


def test_what_changes_later_changes_nothing_in_the_edition(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here)
    place = here.places["rated-0"]
    found = serving(session, place.id or 0, date(2026, 6, 10))
    assert found is not None
    end_contract(session, here.qin, found[1].id or 0, date(2026, 6, 10), "合同到期不再续签")
    assert made.entrant(session, COMPOUNDS[0]).firm_id == found[0].id


def test_peers_are_those_alike_and_small_groups_are_joined(
    session: Session, here: Neighbourhood
) -> None:
    body = deepcopy(BODY) | {"peers": ["type"], "peer_minimum": 5}
    made = editions.rated(session, here, body)
    for number in range(5):
        place = here.places[f"rated-{number}"]
        session.add(Profile(place_id=place.id or 0, path=place.path, type="old", built_in=1999))
    session.flush()
    editions.begun(session, made)
    assert made.entrant(session, COMPOUNDS[0]).peers == "old"
    assert made.entrant(session, COMPOUNDS[9]).peers == "commodity"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "  "}, "give it a name"),
        ({"ends_on": date(2025, 12, 31)}, "before it begins"),
        ({"ends_on": date(2027, 6, 30)}, "a year at most"),
        ({"method_version_id": 999}, "published version"),
    ],
)
def test_what_is_not_opened(
    session: Session, here: Neighbourhood, changes: dict[str, Any], said: str
) -> None:
    made = editions.rated(session, here)
    with pytest.raises(Refused, match=said):
        open_edition(session, here.qin, street(here), given(made, **changes))
    assert open_edition(session, here.qin, street(here), given(made)).id


def test_a_draft_of_a_method_rates_nobody(session: Session, here: Neighbourhood) -> None:
    made = editions.rated(session, here)
    assert made.method is not None
    made.method.state = VersionState.DRAFT
    session.add(made.method)
    session.flush()
    with pytest.raises(Refused, match="published version"):
        open_edition(session, here.qin, street(here), given(made))


def test_a_method_that_makes_no_whole_ranks_is_not_begun(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.rated(session, here, deepcopy(BODY) | {"ties": "mean"})
    with pytest.raises(Refused, match="whole ranks"):
        open_edition(session, here.qin, street(here), given(made))


def test_no_time_is_rated_twice_unless_the_first_was_cancelled(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here)
    overlapping = given(made, begins_on=date(2026, 6, 30), ends_on=date(2026, 7, 31))
    with pytest.raises(Refused, match="rates this time already"):
        open_edition(session, here.qin, street(here), overlapping)
    cancel(session, here.qin, made.id, "办法还要修改")
    again = open_edition(session, here.qin, street(here), given(made))
    assert again.code == "zhelu-2026h1-2"
    assert again.seed == (made.edition and made.edition.seed)  # nobody opens until he likes one
    cancel(session, here.qin, again.id or 0, "办法还要修改")
    shorter = given(made, begins_on=date(2026, 2, 1))
    assert open_edition(session, here.qin, street(here), shorter).seed == again.seed
    later = given(made, begins_on=date(2026, 7, 1), ends_on=date(2026, 12, 31))
    assert open_edition(session, here.qin, street(here), later).seed != again.seed


def test_an_edition_is_of_a_street_where_somebody_serves(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.rated(session, here)
    compound = here.fengyuan.id or 0
    with pytest.raises(Refused, match="a street or a district"):
        open_edition(session, here.qin, compound, given(made))
    for who in (here.lin, here.ma, here.wai, made.fang, made.luo):
        with pytest.raises(Refused):
            open_edition(session, who, street(here), given(made))


def test_a_street_without_firms_rates_nobody(session: Session, here: Neighbourhood) -> None:
    version = editions.method(session, BODY)
    opening = Opening("上半年", BEGINS, ENDS, version.id or 0)
    with pytest.raises(Refused, match="served by a firm"):
        open_edition(session, here.qin, street(here), opening)


def test_the_demo_tells_its_seed_and_the_next_edition_draws_one_again(
    session: Session, here: Neighbourhood
) -> None:
    with seed_told(20_250_701):
        told = editions.opened(session, here)
    assert told.edition is not None and told.edition.seed == 20_250_701
    drawn = editions.begun(session, told, date(2026, 7, 1), date(2026, 12, 31))
    assert drawn.edition is not None and drawn.edition.seed != 20_250_701
