"""Keys that outlive the machine (密钥备份与恢复): docs/keys.md says who does this, and when."""

import secrets

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.ledger import Book
from models.log import LogKey
from models.revision import Area
from rules.log.backup import SALT_BYTES, locked, unlocked
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.log.key import log_key, whole
from services.trail import record
from services.visitor import the_place


def backup(session: Session, book: Book, passphrase: str) -> str:
    """The key that signs for the book now, locked with ``passphrase``."""
    return locked(whole(log_key(session, book)), passphrase, secrets.token_bytes(SALT_BYTES))


def write_restored(
    session: Session, actor: Visitor, book: Book, content: str, passphrase: str
) -> str:
    """Put a key from its backup back into the house; its public half is given back.

    Only the public half is read here: the sealed one may be what can no longer be opened.
    """
    key = unlocked(content, passphrase)
    wanted = select(LogKey.id, LogKey.retired_at).where(
        LogKey.book_id == book.id, LogKey.verifier == str(key.verifier)
    )
    found = session.exec(wanted).first()
    if found is None:
        raise Refused(N_("This is the key of another book."))
    key_id, retired_at = found
    if retired_at is not None:
        raise Refused(N_("This key was replaced: it signs nothing any more."))
    session.exec(update(LogKey).where(col(LogKey.id) == key_id).values(private=str(key)))
    about, after = f"log_key:{key_id}", {"key": str(key.verifier)}
    place = the_place(session, book.place_id)
    record(session, actor, "key.restored", about, place, moves=(Area.LEDGER,), after=after)
    return str(key.verifier)
