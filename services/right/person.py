"""Finding somebody whose rights are asked about (查找人员)."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from db.revision import path_end
from models.member import Grant, Member
from models.place import Place
from rules.mask import masked_name

MOST = 20


@dataclass(frozen=True)
class Person:
    """A member as he is offered here (人员)."""

    id: int
    name: str  # masked
    username: str


def found(session: Session, paths: tuple[str, ...], words: str) -> list[Person]:
    """Living members with a role below one of ``paths`` who are called ``words``, whole.

    Names are masked in the answer, so they are not to be guessed letter by letter in the question.
    """
    inside = or_(*((Place.path >= path) & (Place.path < path_end(path)) for path in paths))
    holding = select(Grant.member_id).join(Place, col(Place.id) == Grant.place_id).where(inside)
    rows = session.exec(
        select(Member.id, Member.name, Member.username)
        .where(col(Member.closed_at).is_(None), col(Member.id).in_(holding))
        .where(or_(Member.username == words, Member.name == words))
        .order_by(col(Member.id))
        .limit(MOST)
    )
    return [Person(number or 0, masked_name(name), login) for number, name, login in rows]
