"""The rules of places ship once, and the latest version counts."""

from copy import deepcopy

import pytest
from sqlmodel import Session, select

from models.disclosure import Jurisdiction
from rules.refusal import Refused
from services.jurisdiction import every_local, local
from services.jurisdiction.shipping import ship
from tests.neighbourhood import Neighbourhood


def test_all_ten_ship_once(session: Session, here: Neighbourhood) -> None:
    assert ship(session) == 0
    known = every_local(session)
    assert len(known) == 10
    assert known[0].name == "聊城市"


def test_the_latest_version_counts(session: Session, here: Neighbourhood) -> None:
    old = session.exec(select(Jurisdiction).where(Jurisdiction.code == "liaocheng")).one()
    body = deepcopy(old.body) | {"posting_days": 45}
    words = {"code": old.code, "name": old.name, "law": "聊城市物业管理条例（新）"}
    session.add(Jurisdiction(**words, version=2, body=body))
    session.flush()
    assert local(session, "liaocheng").law.posting_days == 45
    assert [k.version for k in every_local(session) if k.code == "liaocheng"] == [2]


def test_unknown_rules_are_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="atlantis"):
        local(session, "atlantis")
