"""Asking the lists of any table, and what they should say (列表核对)."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from rules.entity import Column, Kind
from rules.table import Wanted, read_body
from services.entity import entity
from services.table import listing
from services.table.opening import opened
from services.table.paging import ROWS
from tests.generated.house import TODAY
from tests.neighbourhood import Neighbourhood


def wanted(session: Session, here: Neighbourhood, key: str, **body: Any) -> Wanted:
    """What the administrator asks for."""
    table = opened(session, here.guan, key)
    asked, left_out = read_body(table.entity, table.names, body)
    assert not left_out
    return asked


def listed(session: Session, here: Neighbourhood, key: str, **body: Any) -> dict[int, Any]:
    """The rows of all pages in their order, with the first column of each; they are as many as is
    said above them."""
    asked, found, number = wanted(session, here, key, **body), {}, 1
    total, page = listing.opened_at(session, here.guan, asked, number, TODAY)
    while page.ids:
        found |= {one: row[0] for one, row in zip(page.ids, page.rows)}
        number += 1
        if len(page.ids) < ROWS:
            break
        page = listing.opened_at(session, here.guan, asked, number, TODAY)[1]
    assert total == (len(found), False)
    return found


def raw(session: Session, key: str) -> dict[int, dict[str, Any]]:
    """All rows of a table, past every right."""
    rows = session.execute(select(entity(key).table)).mappings()
    return {row["id"]: dict(row) for row in rows}


def equals(column: Column, value: Any) -> dict[str, Any] | None:
    """The filter that finds a value; ``None`` where there is none."""
    if value is None or column.kind in {Kind.CHOICES, Kind.FILE, Kind.FORMULA}:
        return None
    if column.kind in {Kind.DATE, Kind.MOMENT}:
        return {"field": column.name, "op": "between", "value": [f"{value:%Y-%m-%d}"] * 2}
    return {"field": column.name, "op": "is", "value": getattr(value, "value", value)}


def made_up(
    here: Neighbourhood, key: str, place: str = "fengyuan", text: str = "文"
) -> dict[str, Any]:
    """A value for each column that needs one."""
    values: dict[Kind, Any] = {
        Kind.TEXT: text,
        Kind.LONG_TEXT: text,
        Kind.DATE: TODAY,
        Kind.YES_NO: True,
        Kind.PLACE: here.places[place].id,
        Kind.PERSON: here.guan.member_id,
    }
    return {
        one.name: one.choices[-1].code if one.choices else values.get(one.kind, 1)
        for one in entity(key).columns
        if one.writable and (one.required or one.kind is Kind.PLACE)
    }
