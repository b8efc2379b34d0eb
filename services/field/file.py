"""Files in fields (字段文件): kept by their content, read through the right to the row."""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from sqlmodel import Session

from db import storage
from models.base import now
from models.voucher import VoucherKind
from rules.entity import Kind
from rules.file import Kept, called, read_kept
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Door
from rules.voucher import no_disk
from services.photo import developed
from services.right import at_door, secured
from services.voucher.adding import examined

HOUR, MOST_AN_HOUR = timedelta(hours=1), 60  # files of one member
MOST_MEMBERS = 10_000  # that are remembered
_NO_FILE = N_("There is no such file, or it is not yours to read.")
_PICTURES = (VoucherKind.JPEG, VoucherKind.PNG)
_handed: OrderedDict[int, deque[datetime]] = OrderedDict()
_lock = threading.Lock()


def keep(name: str, content: bytes, member_id: int | None = None) -> Kept:
    """Examine a file by its content and put it away; a picture loses place and time of its shot.

    Raises:
        Refused: it is none of the kinds that are taken, or damaged, or there is no room; or
            this member has handed in very many within the hour.
    """
    if member_id is not None:
        _must_not_flood(member_id)
    paper = examined(name, content)
    kind, kept = paper.kind, paper.content
    if kind in _PICTURES:
        kind, kept = VoucherKind.JPEG, developed(content).large
    found = Kept(storage.digest(kept), kind, called(name))
    try:
        storage.store(found.stored, kept)
    except OSError as error:
        raise no_disk() from error
    return found


def _must_not_flood(member_id: int) -> None:
    """A file is put away before the form around it is sent: so files are counted themselves, in
    this process."""
    moment = now()
    with _lock:
        handed = _handed.setdefault(member_id, deque(maxlen=MOST_AN_HOUR))
        if len(handed) == MOST_AN_HOUR and handed[0] > moment - HOUR:
            raise Refused(N_("You have handed in very many files. Please come back in an hour."))
        handed.append(moment)
        _handed.move_to_end(member_id)
        while len(_handed) > MOST_MEMBERS:
            _handed.popitem(last=False)


def read_file(
    session: Session, here: Visitor, key: str, row_id: int, name: str
) -> tuple[Kept, bytes]:
    """The file in the field ``name`` of one row.

    Raises:
        Refused: the row, or the field, is not to be read, or holds no file.
    """
    seen = at_door(session, here, key, Door.DETAIL)
    column = seen.entity.by_name.get(name)
    if column is None or column.kind is not Kind.FILE or name not in seen.names:
        raise Refused(_NO_FILE)
    asked = secured(seen, name).where(seen.entity.table.c.id == row_id)
    row = session.execute(asked).first()
    kept = read_kept(row[1]) if row is not None else None
    content = storage.fetch(kept.stored) if kept is not None else None
    if kept is None or content is None:
        raise Refused(_NO_FILE)
    return kept, content
