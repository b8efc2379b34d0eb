"""Putting the methods of rating that ship into the tables (内置评价办法).

They are data, one JSON file each in ``shipped/``; streets copy and change them on screen. What
is taken from a city and what is our own draft stands in the words of each.
"""

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.method import Method, MethodVersion
from models.procedure import VersionState
from models.revision import Area
from rules.method import must_be_sound
from rules.notice import text_hash
from services.trail import HOUSE, record

FOLDER = Path(__file__).parent / "shipped"
ORDER = ("liaocheng", "jinan", "weighted")
WORDS = ("code", "name", "name_en", "summary", "summary_en")


def shipped() -> list[dict[str, Any]]:
    """The methods that ship, as their files say."""
    return [json.loads((FOLDER / f"{code}.json").read_text("utf-8")) for code in ORDER]


def ship(session: Session) -> int:
    """Add those that are missing; returns how many. What is there stays as it is."""
    known = set(session.exec(select(Method.code)))
    missing = [kept for kept in shipped() if kept["code"] not in known]
    for kept in missing:
        _add(session, kept)
    return len(missing)


def _add(session: Session, kept: dict[str, Any]) -> None:
    must_be_sound(kept["body"])
    method = Method(**{name: kept[name] for name in WORDS})
    session.add(method)
    session.flush()
    assert method.id is not None
    version = MethodVersion(
        method_id=method.id,
        number=1,
        state=VersionState.PUBLISHED,
        body=kept["body"],
        sha256=text_hash(kept["body"]),
        published_at=now(),
    )
    session.add(version)
    session.flush()
    about = f"method_version:{version.id}"
    after = {"code": method.code, "number": 1, "sha256": version.sha256}
    record(session, HOUSE, "method.published", about, None, moves=(Area.FIRM,), after=after)
