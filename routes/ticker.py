"""What the house does by the clock, whether anybody looks or not (定时)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool

from db.session import transaction
from models.base import now
from routes import presence
from services import chore
from services.chore import Chore
from services.due import settle_due
from services.webhook import sending

log = logging.getLogger(__name__)

SECONDS = 60.0
CHORES: tuple[Chore, ...] = (presence.write, *chore.CHORES)


def tick() -> None:
    """Do every chore and settle what is due; what fails does not keep the others from theirs."""
    chore.do_chores(transaction, CHORES)
    try:
        settle_due(transaction, now())
    except Exception:
        log.exception("what is due could not be looked up; it is tried again in a minute")
    try:
        sending.send_due(transaction, now())
    except Exception:
        log.exception("messages could not be looked up; it is tried again in a minute")


@asynccontextmanager
async def ticking() -> AsyncIterator[None]:
    """Tick beside whatever runs inside the block."""

    async def forever() -> None:
        while True:
            await run_in_threadpool(tick)
            await asyncio.sleep(SECONDS)

    task = asyncio.create_task(forever())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
