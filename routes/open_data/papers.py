"""Every voucher that everybody may see, in one archive (票据打包下载)."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from db import storage
from db.session import glance
from routes.open_data.answer import CODE, NO_FILE, OPEN, No, given, number, told
from routes.open_data.files import TYPES, the_state
from rules.export.spelled import MARK
from rules.export.zipped import zipped
from services.export import State
from services.voucher.bundle import Copied, copies

COLUMNS = ("entry", "day", "period", "sha256", "copy", "copy_sha256", "blacked_out")
LOST = "lost.txt"


async def bundle(request: Request) -> Response:
    """``/open-data/ledger/<compound>/vouchers.zip``: the copies that count today, and their list.

    ``?period=N`` gives those of one period; ``?size=N`` those of the first N leaves.
    """
    try:
        code = str(request.path_params["code"])
        if not CODE.fullmatch(code):
            raise No(404, NO_FILE)
        size, period = number(request, "size"), number(request, "period")
        state = await run_in_threadpool(the_state, code, size)
        found = await run_in_threadpool(_found, state, period)
        headers = _headers(state, period, _list(found))
        return await given(request, headers, partial(_packed, found))
    except No as no:
        return told(request, no)


def _found(state: State, period: int | None) -> list[Copied]:
    with glance() as session:
        return copies(session, state.book_id, state.size, period)


def _headers(state: State, period: int | None, listed: bytes) -> dict[str, str]:
    part = "" if period is None else f"-{period}"
    called = f"vouchers-{state.code}-{state.size}{part}.zip"
    return (
        OPEN
        | {
            "Content-Type": TYPES["zip"],
            "Content-Disposition": f'attachment; filename="{called}"',
            "Cache-Control": "no-cache",  # another copy may take the place of one, at any size
            "ETag": f'"{sha256(listed).hexdigest()[:40]}-vouchers.zip"',
            "X-Log-Size": str(state.size),
        }
    )


def _list(found: list[Copied]) -> bytes:
    out = io.StringIO(newline="")
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for row in found:
        beside = (row.entry, row.day, row.period, row.sha256)
        rows.writerow((*beside, row.name, row.copy_sha256, row.box_count))
    return out.getvalue().encode()


def _packed(found: list[Copied]) -> Iterator[bytes]:
    return zipped(_parts(found))


def _parts(found: list[Copied]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The list, then every copy once. One that the disk has lost is named, not left out unseen."""
    yield "vouchers.csv", iter([_list(found)])
    lost = []
    for name in dict.fromkeys(row.name for row in found):
        content = storage.fetch(name)
        if content is None:
            lost.append(name)
        else:
            yield name, iter([content])
    if lost:
        yield LOST, iter(["".join(f"{name}\n" for name in lost).encode()])
