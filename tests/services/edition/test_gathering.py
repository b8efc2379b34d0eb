"""Signed sheets and answers go into a computation; later only what an objection corrected."""

from copy import deepcopy

from sqlmodel import Session, select

from models.base import clock_at, now
from models.edition import Placing
from models.scoring import Figure, FigureSource, Sheet
from services.edition.computing import compute
from services.hearing.answering import Ruling, answer_objection
from services.hearing.raising import raise_objection
from tests import editions
from tests.editions import BODY, Rated, computation
from tests.neighbourhood import Neighbourhood

TEXT = "检查当日的照片不是本小区，请核对原始记录。"


def body() -> dict[str, object]:
    """The small method, with its inspection made by one sheet of one item."""
    made = deepcopy(BODY)
    made["indicators"][1]["source"] = {"kind": "sheet", "name": "site"}
    made["sheets"] = [
        {
            "code": "site",
            "name": "现场检查表",
            "roles": ["street_officer"],
            "items": [{"code": "order", "name": "秩序", "points": 100}],
        }
    ]
    return made


def sign(session: Session, made: Rated, name: str, points: int) -> None:
    """qin's sheet of one compound, in hundredths."""
    session.add(
        Sheet(
            entrant_id=made.entrant(session, name).id or 0,
            sheet_code="site",
            member_id=made.here.qin.member_id or 0,
            role="street_officer",
            points={"order": points * 100},
            signed_at=now(),
        )
    )
    session.flush()


def value(session: Session, made: Rated, name: str) -> str:
    """What went in for the inspection of one compound."""
    row = session.exec(
        select(Placing).where(
            Placing.computation_id == computation(made),
            Placing.entrant_id == made.entrant(session, name).id,
        )
    ).one()
    return str(row.values.get("inspection", ""))


def test_a_signed_sheet_becomes_a_figure_when_it_is_computed(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here, body())
    sign(session, made, "橡园", 71)
    compute(session, here.qin, made.id)
    assert value(session, made, "橡园") == "71"
    assert value(session, made, "柳园") == ""
    (figure,) = session.exec(select(Figure).where(Figure.value == "71")).all()
    assert (figure.source, figure.entered_by) == (FigureSource.SHEET, None)


def test_what_an_objection_corrected_is_not_gathered_over(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here, body())
    for name in ("橡园", "杏园", "榆园"):
        sign(session, made, name, 20 if name != "橡园" else 80)
    compute(session, here.qin, made.id)
    editions.serving.serve(session, here.qin, made.id)
    entrant = made.entrant(session, "杏园").id or 0
    appeal = raise_objection(session, made.luo, entrant, "inspection", TEXT)
    with clock_at(now() + editions.DAY):
        answer_objection(session, here.qin, appeal.id or 0, Ruling(True, TEXT, "33"))
        compute(session, here.qin, made.id)
    assert value(session, made, "杏园") == "33"
