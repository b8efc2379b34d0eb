"""One round of the clock (定时一轮): what the server does every minute, and cron by hand.

Each chore runs in a transaction of its own, may come twice or late, and on two replicas at once.
What fails is logged and tried again the next time; it never keeps the others from theirs.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

from services.alert import hourly
from services.field import follow_the_day
from services.metric.chores import keep_figures, mend_sums
from services.sign_in.session import sweep
from services.webhook import sending

log = logging.getLogger(__name__)

Chore = Callable[[Session], object]
CHORES: tuple[Chore, ...] = (
    sweep,
    sending.sweep,
    follow_the_day,
    mend_sums,
    hourly,
    keep_figures,
)


def do_chores(
    transaction: Callable[[], AbstractContextManager[Session]], chores: tuple[Chore, ...]
) -> int:
    """Do each of them; how many failed."""
    failed = 0
    for chore in chores:
        try:
            with transaction() as session:
                chore(session)
        except Exception:
            log.exception("%s failed; it is tried again in a minute", chore.__qualname__)
            failed += 1
    return failed
