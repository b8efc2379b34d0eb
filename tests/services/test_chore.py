"""What the clock does: each thing for itself, and every one of them."""

from sqlmodel import Session

from db.session import transaction
from services import chore
from services.alert import hourly
from services.field import follow_the_day
from services.metric.chores import keep_figures, mend_sums


def test_what_fails_is_counted_and_the_rest_is_done(engine: object) -> None:
    done: list[str] = []

    def broken(_session: Session) -> None:
        raise RuntimeError("broken")

    def well(_session: Session) -> None:
        done.append("well")

    assert chore.do_chores(transaction, (broken, well)) == 1
    assert done == ["well"]


def test_figures_are_judged_kept_and_proved_by_the_clock() -> None:
    assert {hourly, keep_figures, mend_sums, follow_the_day} < set(chore.CHORES)
