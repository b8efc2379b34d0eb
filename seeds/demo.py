"""Settling the whole demo neighbourhood into an empty house (演示社区)."""

from datetime import timedelta

from sqlmodel import Session, select

from db.session import transaction
from models.base import clock_at, now
from models.member import Member
from models.place import Place
from rules.permission import Visitor
from seeds import fengyuan, people, places, qinghe, registers, revenue
from seeds.rating.story import Street
from seeds.rolls import take_in
from seeds.story import Town
from services.roll.claim import follow_ownership
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
        owners = {"fengyuan": places.fengyuan_roll(people.OWNERS), "qinghe": places.qinghe_roll()}
        for code, chair in CHAIRS:
            take_in(session, _by_name(session, chair), planted[code], owners[code])
        every = {place.code: place for place in session.exec(select(Place))}
        people.settle_residents(session, every, password_hash)
        session.flush()
        for code, chair in CHAIRS:
            follow_ownership(session, _by_name(session, chair), planted[code])
        folk = people.everybody(session)
    home = Town(today, planted["fengyuan"], folk, chair="lin", committee="wu")
    fengyuan.tell(home)
    revenue.tell(home)
    street = Street(home)
    street.before()
    qinghe.tell(Town(today, planted["qinghe"], folk, chair="bai", committee="chuan"))
    street.since()
    registers.keep(home)
    return True


def _by_name(session: Session, username: str) -> Visitor:
    member_id = session.exec(select(Member.id).where(Member.username == username)).one()
    return visitor(session, member_id)
