"""Settling the whole demo neighbourhood into an empty house (演示社区)."""

import hashlib
from datetime import timedelta

from sqlmodel import Session, select

from db.session import transaction
from models.base import clock_at, now
from models.member import Member
from models.place import Place
from rules.permission import Visitor
from rules.roll.column import guess, header_row
from rules.roll.row import Layout
from rules.roll.table import read_table
from seeds import fengyuan, people, places, qinghe, revenue
from seeds.story import Town
from services.roll.claim import follow_ownership
from services.roll.importing import Upload, import_roll
from services.roll.sheet import read_file
from services.visitor import visitor

CHAIRS = (("fengyuan", "lin"), ("qinghe", "bai"))
BEFORE = timedelta(days=480)  # when the house was founded


def is_empty(session: Session) -> bool:
    """Whether nobody has an account here."""
    return session.exec(select(Member.id).limit(1)).first() is None


def settle(password_hash: str) -> bool:
    """Found the demo; ``False`` when somebody lives here already."""
    today = now()
    with clock_at(today - BEFORE), transaction() as session:
        if not is_empty(session):
            return False
        planted = places.plant_tree(session)
        people.settle_officials(session, planted, password_hash)
        rolls = {"fengyuan": places.fengyuan_roll(people.OWNERS), "qinghe": places.qinghe_roll()}
        for code, chair in CHAIRS:
            _import(session, _by_name(session, chair), planted[code], rolls[code])
        every = {place.code: place for place in session.exec(select(Place))}
        people.settle_residents(session, every, password_hash)
        session.flush()
        for code, chair in CHAIRS:
            follow_ownership(session, _by_name(session, chair), planted[code])
        folk = people.everybody(session)
    qinghe.tell(Town(today, planted["qinghe"], folk, chair="bai", committee="lu"))
    home = Town(today, planted["fengyuan"], folk, chair="lin", committee="wu")
    fengyuan.tell(home)
    revenue.tell(home)
    return True


def _by_name(session: Session, username: str) -> Visitor:
    member_id = session.exec(select(Member.id).where(Member.username == username)).one()
    return visitor(session, member_id)


def _import(session: Session, actor: Visitor, compound: Place, content: bytes) -> None:
    """The roll comes in as every roll does: as a file."""
    rows = read_file(content)[0].rows
    head = header_row(rows)
    layout = Layout(guess(rows[head], rows[head + 1 : head + 21]))
    table = read_table(rows, head + 1, layout)
    upload = Upload(f"{compound.name}业主名册.csv", hashlib.sha256(content).hexdigest(), table)
    taken = import_roll(session, actor, compound.id or 0, upload)
    assert not taken.bad_count, table.faults
