"""What the screens read of an edition."""

from sqlmodel import Session

from models.edition import Mark
from services.edition import reading
from tests import editions
from tests.editions import computation
from tests.neighbourhood import Neighbourhood


def test_the_head_says_what_it_is(session: Session, here: Neighbourhood) -> None:
    editions.published(session, here)
    head = reading.head(session, "zhelu-2026h1")
    assert head is not None
    assert (head.place, head.rated, head.shown) == ("赭麓街道", 12, 2)
    assert head.notice
    assert reading.head(session, "nothing") is None
    assert [one.code for one in reading.editions(session)] == ["zhelu-2026h1"]


def test_results_come_in_their_order(session: Session, here: Neighbourhood) -> None:
    made = editions.computed(session, here)
    rows = reading.results(session, computation(made))
    scores = [row.placing.score or 0 for row in rows]
    assert scores == sorted(scores, reverse=True) and len(rows) == 12
    black = reading.listed(session, computation(made), Mark.BLACK)
    assert [row.entrant.name for row in black] == ["杏园", "榆园"]


def test_standing_names_who_did_what(session: Session, here: Neighbourhood) -> None:
    made, _moment = editions.decided(session, here)
    told = reading.standing(session, made.id)
    assert told.agreed == ("秦岚", "陆鸣")
    assert [row.kind.value for row in told.acts][:2] == ["opened", "computed"]
    assert told.acts[1].blacks == 2
    assert told.draft is not None and told.draft.id == computation(made)


def test_progress_counts_figures_and_names_what_is_missing(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    editions.enter(session, made, "桂园", complaints="", inspection="")
    seen = reading.progress(session, made.id)
    assert seen.compounds == 12
    assert seen.measured == {"satisfaction": 12, "inspection": 11, "complaints": 11}
    ((name, _firm, missing),) = seen.lacking
    assert (name, missing) == ("桂园", ("inspection", "complaints"))


def test_methods_that_may_be_used_are_those_in_force_here(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.rated(session, here)
    assert made.method is not None
    street = here.places["zhelu"].path
    assert made.method.id in {one.version_id for one in reading.usable(session, street)}
