"""Whom the books deal with: firms by name, persons masked (往来单位)."""

import secrets

from sqlmodel import Session, select

from models.ledger import Party, PartyKind
from models.secret import fingerprint
from rules.ledger.entry import Counterparty, plain_name
from rules.ledger.leaf import commitment
from rules.mask import masked_name

SALT_BYTES = 16


def party(session: Session, book_id: int, given: Counterparty) -> Party:
    """The row of this firm or person in the book, made when it is new."""
    name = plain_name(given.name)
    firm = given.kind is PartyKind.FIRM
    mark = name if firm else fingerprint(name)
    wanted = select(Party).where(
        Party.book_id == book_id, Party.kind == given.kind, Party.mark == mark
    )
    found = session.exec(wanted).first()
    if found is None:
        found = Party(book_id=book_id, kind=given.kind, shown=name, mark=mark)
        if not firm:
            salt = secrets.token_hex(SALT_BYTES)
            found.shown, found.name, found.salt = masked_name(name), name, salt
            found.commitment = commitment(salt, name)
        session.add(found)
        session.flush()
    return found
