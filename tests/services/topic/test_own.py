"""The board by the fields that administrators added to topics, as far as one may read them."""

from typing import Any

from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.procedure import Procedure
from rules.permission import STRANGER, Visitor
from services.definition import append
from services.topic import board
from services.topic.board import Wanted
from services.topic.own import offered
from tests.neighbourhood import Neighbourhood
from tests.stage import raised

URGENT: dict[str, Any] = {"kind": "yes_no", "label": "紧急"}
SOURCE: dict[str, Any] = {
    "kind": "choice",
    "label": "来源",
    "choices": [{"code": "door", "label": "上门"}, {"code": "phone", "label": "电话"}],
}
WORDS: dict[str, Any] = {"kind": "text", "label": "备注"}


def put(session: Session, here: Neighbourhood, name: str, body: dict[str, Any]) -> None:
    told = {"entity": "topic", "name": name, **body}
    append(session, here.guan, DefinitionKind.FIELD, f"topic.{name}", None, told)


def found(session: Session, here: Neighbourhood, who: Visitor, *own: Any) -> set[int | None]:
    wumin = session.exec(select(Procedure.id).where(Procedure.code == "wumin")).one()
    wanted = Wanted(path=here.fengyuan.path, procedure_id=wumin, own=own, who=who)
    cards = board.cards(session, wanted, (("ti", 1),))["ti"]
    assert board.counts(session, wanted, ("ti",)).get("ti", 0) == len(cards)
    return {card.id for card in cards}


def test_choices_and_yes_or_no_are_offered_to_who_reads_them(
    session: Session, here: Neighbourhood
) -> None:
    for name, body in (("x_urgent", URGENT), ("x_source", SOURCE), ("x_words", WORDS)):
        put(session, here, name, body)
    names = [one.name for one in offered(session, here.lin, here.fengyuan.path)]
    assert sorted(names) == ["x_source", "x_urgent"]
    assert offered(session, STRANGER, here.fengyuan.path) == ()


def test_the_board_shows_the_topics_that_say_so_and_no_others(
    session: Session, here: Neighbourhood
) -> None:
    put(session, here, "x_urgent", URGENT)
    put(session, here, "x_source", SOURCE)
    one, two, three = (raised(session, here, f"第 {n} 件停车的事") for n in range(3))
    one.extra = {"x_urgent": True, "x_source": "door"}
    two.extra = {"x_urgent": False, "x_source": "door"}
    session.flush()
    assert found(session, here, here.lin, ("x_source", "door")) == {one.id, two.id}
    assert found(session, here, here.lin, ("x_source", "door"), ("x_urgent", True)) == {one.id}
    assert found(session, here, here.lin) == {one.id, two.id, three.id}
    # whoever may not read the field learns nothing from the filter
    assert found(session, here, STRANGER, ("x_source", "door")) == set()
    assert found(session, here, here.lin, ("x_gone", "door")) == set()
    assert found(session, here, here.lin, ("x_source", "wine")) == set()
