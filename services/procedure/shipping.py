"""Putting the procedures that ship into the tables (内置规程).

They are data, one JSON file each in ``shipped/``; councils copy and change them on screen.
五民 and 四议两公开 follow 聊城; 六事 and 三阶六步 are named in the reports on 芜湖, which do not
list every step of the latter: its six steps here are our reading. 物业去留 is ours: what a black
listing puts before the owners.
"""

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.procedure import Procedure, ProcedureVersion, Step, VersionState
from models.revision import Area
from services.trail import HOUSE, record

FOLDER = Path(__file__).parent / "shipped"
ORDER = ("wumin", "liushi", "sanjie", "siyi", "quliu")


def shipped() -> list[dict[str, Any]]:
    """The procedures that ship, as their files say."""
    return [json.loads((FOLDER / f"{code}.json").read_text("utf-8")) for code in ORDER]


def ship(session: Session) -> int:
    """Add those that are missing; returns how many. What a council changed stays as it is."""
    known = set(session.exec(select(Procedure.code)))
    missing = [kept for kept in shipped() if kept["code"] not in known]
    for kept in missing:
        _add(session, kept)
    return len(missing)


def _add(session: Session, kept: dict[str, Any]) -> None:
    words = {k: kept[k] for k in ("code", "name", "name_en", "summary", "summary_en")}
    procedure = Procedure(**words)
    session.add(procedure)
    session.flush()
    assert procedure.id is not None
    version = ProcedureVersion(
        procedure_id=procedure.id, number=1, state=VersionState.PUBLISHED, published_at=now()
    )
    session.add(version)
    session.flush()
    assert version.id is not None
    for position, step in enumerate(kept["steps"]):
        session.add(Step(version_id=version.id, position=position, **step))
    session.flush()
    about = f"procedure_version:{version.id}"
    after = {"code": procedure.code, "number": 1}
    record(session, HOUSE, "procedure.published", about, None, moves=(Area.PROCEDURE,), after=after)
