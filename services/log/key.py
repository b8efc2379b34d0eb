"""The keys that sign (签名密钥): made here, sealed here, handed over to the next.

The private half is in the database only under the house's data key; it never leaves through
a page. docs/keys.md is the procedure for people.
"""

import secrets

from sqlmodel import Session, col, select

from models.base import now
from models.ledger import Book
from models.log import KeyRole, LeafKind, LogKey
from models.place import PlaceKind
from models.revision import Area
from rules.log.note import SEED_BYTES, Algorithm, Signer, must_be_a_name, signer, verifier
from rules.log.rotation import rotation_body
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.log import tree
from services.trail import record
from services.visitor import check, the_place


def new_log_key(session: Session, book: Book) -> LogKey:
    """A new key of a book. Opening the book makes the first; its first leaf says which it is."""
    made = _made(KeyRole.LOG, Algorithm.NOTE, book.origin)
    made.book_id = book.id
    session.add(made)
    session.flush()
    return made


def log_key(session: Session, book: Book) -> LogKey:
    """The key that signs for the book now."""
    return log_keys(session, book)[-1]


def log_keys(session: Session, book: Book) -> list[LogKey]:
    """All keys the book ever had, in the order of their service."""
    wanted = select(LogKey).where(LogKey.role == KeyRole.LOG, LogKey.book_id == book.id)
    return list(session.exec(wanted.order_by(col(LogKey.id))))


def whole(key: LogKey) -> Signer:
    """The key with its private half; refused when that is not here."""
    if key.private is None:
        raise Refused(N_("The private half of this key is not in this house."))
    return signer(key.private)


def rotate_key(session: Session, actor: Visitor, book_id: int) -> LogKey:
    """Let a new key sign from here on (更换密钥)."""
    book = session.get(Book, book_id, with_for_update=True, populate_existing=True)
    if book is None:
        raise Refused(N_("There is no such book."))
    fresh = check(session, actor, Permission.OPEN_BOOK, the_place(session, book.place_id))
    return write_rotation(session, fresh, book)


def write_rotation(session: Session, actor: Visitor, book: Book) -> LogKey:
    """Write the leaf that both keys sign, and forget the private half of the old one.

    The caller holds the lock on the book's row. Whoever finds the old half in an old backup can
    sign nothing any more that a verifier would take: from this leaf on it asks for the new key.
    """
    old = log_key(session, book)
    giving = whole(old)
    new = new_log_key(session, book)
    body = rotation_body(book.origin, book.leaf_count, giving, whole(new))
    tree.append(session, book, LeafKind.KEY, body)
    old.retired_at, old.private = now(), None
    session.add(old)
    place = the_place(session, book.place_id)
    record(
        session,
        actor,
        "key.rotated",
        f"log_key:{new.id}",
        place,
        moves=(Area.LEDGER,),
        before={"key": old.verifier},
        after={"key": new.verifier},
    )
    return new


def witness_keys(session: Session, place_id: int) -> list[LogKey]:
    """All keys that a street's office ever cosigned with, the present one last."""
    wanted = select(LogKey).where(LogKey.role == KeyRole.WITNESS, LogKey.place_id == place_id)
    return list(session.exec(wanted.order_by(col(LogKey.id))))


def name_witness(session: Session, actor: Visitor, place_id: int, public: str = "") -> LogKey:
    """Give a street's office its key, in place of an earlier one (见证密钥).

    ``public`` is the public half of one that the office keeps elsewhere, which is better: then
    nobody who holds this machine can cosign in its name.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.WITNESS, place)
    if place.kind is not PlaceKind.STREET:
        raise Refused(N_("The office of a street is the witness."))
    if public:
        made = LogKey(role=KeyRole.WITNESS, name="", verifier=_cosigner(public))
        made.name = verifier(made.verifier).name
    else:
        made = _made(KeyRole.WITNESS, Algorithm.COSIGNATURE, f"jianzheng/{place.code}")
    made.place_id = place.id
    for earlier in witness_keys(session, place_id):
        if earlier.verifier == made.verifier:
            raise Refused(N_("This key is known here already."))
        if earlier.retired_at is None:
            earlier.retired_at, earlier.private = now(), None
            session.add(earlier)
    session.add(made)
    session.flush()
    after, about = {"key": made.verifier}, f"log_key:{made.id}"
    record(session, fresh, "key.witness_named", about, place, moves=(Area.LEDGER,), after=after)
    return made


def _cosigner(public: str) -> str:
    try:
        key = verifier(public.strip())
    except ValueError:
        key = None
    if key is None or key.algorithm is not Algorithm.COSIGNATURE:
        raise Refused(N_("This is not the public key of a witness: name+number+code, on one line."))
    return str(key)


def _made(role: KeyRole, algorithm: Algorithm, name: str) -> LogKey:
    key = Signer(must_be_a_name(name), algorithm, secrets.token_bytes(SEED_BYTES))
    return LogKey(role=role, name=name, verifier=str(key.verifier), private=str(key))
