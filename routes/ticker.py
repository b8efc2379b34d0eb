"""What the house does by the clock, whether anybody looks or not (定时)."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from db.session import transaction
from models.base import now
from routes import presence
from services.alert import hourly
from services.due import settle_due
from services.field import follow_the_day
from services.metric.chores import keep_figures, mend_sums
from services.sign_in.session import sweep
from services.webhook import sending

log = logging.getLogger(__name__)

SECONDS = 60.0
# Each runs in a transaction of its own, may come twice or late, and on two replicas at once.
CHORES: tuple[Callable[[Session], object], ...] = (
    presence.write,
    sweep,
    sending.sweep,
    hourly,
    keep_figures,
    mend_sums,
    follow_the_day,
)


def tick() -> None:
    """Do every chore and settle what is due; what fails does not keep the others from theirs."""
    for chore in CHORES:
        try:
            with transaction() as session:
                chore(session)
        except Exception:
            log.exception("%s failed; it is tried again in a minute", chore.__qualname__)
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
