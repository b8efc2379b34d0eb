"""The search index built anew from the command line."""

import json

import pytest
from sqlalchemy import text
from sqlmodel import select

import manage
from db import search
from db.session import glance, transaction
from models.base import now
from models.register import Dispute
from tests.neighbourhood import Neighbourhood

pytestmark = pytest.mark.usefixtures("engine")


def _found(question: str) -> list[str]:
    with glance() as session:
        seen = {"title": Dispute.__table__.c.title}
        where = search.found(session, "dispute", Dispute.__table__.c.id, seen, question)
        return list(session.exec(select(Dispute.title).where(where)))


@pytest.mark.parametrize("given", [[], ["dispute"]], ids=["all", "one"])
def test_what_was_lost_is_found_again(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    with transaction() as session:
        place = here.fengyuan.id, here.fengyuan.path
        for title in ("楼上噪音", "楼下漏水"):
            session.add(
                Dispute(place_id=place[0], path=place[1], title=title, raised_on=now().date())
            )
    with transaction() as session:
        session.execute(text("UPDATE dispute SET title = '屋顶噪音' WHERE title = '楼上噪音'"))
    assert _found("屋顶") == []
    assert manage.main(["index", *given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["dispute"] == 2
    assert _found("屋顶") == ["屋顶噪音"]
    assert _found("楼上") == []
    assert manage.main(["index", "dispute"]) == 0
    assert capsys.readouterr().out == "dispute: 2 rows.\n"


def test_a_table_without_an_index_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert manage.main(["index", "weather"]) == 2
    assert "No index is kept of weather. There is: " in capsys.readouterr().err
