"""Putting the rules of the places that ship into the tables (内置地方规定).

They are data, one JSON file each in ``shipped/``, with the article each word rests on. The
texts were read as of 2025; whoever opens a house checks them against what is in force.
"""

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from models.disclosure import Jurisdiction
from models.revision import Area
from rules.jurisdiction import problems
from services.trail import HOUSE, record

FOLDER = Path(__file__).parent / "shipped"


def shipped() -> list[dict[str, Any]]:
    """The rules that ship, as their files say."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]


def ship(session: Session) -> int:
    """Add the versions that are missing; returns how many. Earlier ones stay as they are."""
    known = {(row.code, row.version) for row in session.exec(select(Jurisdiction))}
    missing = [kept for kept in shipped() if (kept["code"], kept["version"]) not in known]
    for kept in missing:
        wrong = problems(kept["body"])
        assert not wrong, (kept["code"], wrong)
        words = {name: kept[name] for name in ("code", "version", "name", "law")}
        row = Jurisdiction(**words, body=kept["body"])
        session.add(row)
        session.flush()
        after = {"code": row.code, "version": row.version}
        about = f"jurisdiction:{row.id}"
        record(
            session, HOUSE, "jurisdiction.published", about, None, moves=(Area.LEDGER,), after=after
        )
    return len(missing)
