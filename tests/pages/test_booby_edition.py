"""Whatever firms and officers write about an edition, no page of it obeys it."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from db.session import transaction
from models.base import clock_at
from models.edition import Edition, Entrant
from models.firm import Firm
from models.hearing import Appeal, Repair
from models.member import Member
from models.method import Method
from services.hearing.raising import raise_objection
from services.hearing.repairing import ask_repair
from tests import editions
from tests.neighbourhood import Neighbourhood
from tests.pages.test_booby_trap import TRAP, said
from tests.visit import visit

TEXT = "已增派两名维修人员，投诉当日回访，附台账照片。"
WRITTEN = {
    Edition: ("title",),
    Entrant: ("name", "firm_name"),
    Firm: ("name",),
    Appeal: ("text", "answer"),
    Repair: ("text", "answer"),
    Member: ("name",),
    Method: ("name",),
}
VIEWS = ("collect", "draft", "hearing", "decide", "record")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_page_of_an_edition_obeys_what_people_wrote(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        made, moment = editions.published(session, here)
        entrant = made.entrant(session, "杏园").id or 0
        with clock_at(moment):
            raise_objection(session, made.luo, entrant, "complaints", TEXT)
            ask_repair(session, made.luo, entrant, TEXT)
        for table, names in WRITTEN.items():
            for name in names:
                session.execute(update(table).values({name: TRAP}))
        session.execute(update(Edition).where(col(Edition.id) == made.id).values(code="trap"))
    seen = 0
    with clock_at(moment):
        pages = [("edition", here.qin, {"code": "trap", "view": view}) for view in VIEWS]
        pages += [("preview", made.luo, {"code": "trap"}), ("home", here.qin, {})]
        for page, who, query in pages:
            at = visit(monkeypatch, page, who, **query)
            assert not at.exception, f"{page} {query}"
            for kind, text in said(at.main):
                assert "](//e" not in text, f"{page} {query}: {kind} {text}"
                assert ":red[w]" not in text, f"{page} {query}: {kind} {text}"
                seen += "e\\.test" in text
    assert seen > 10
