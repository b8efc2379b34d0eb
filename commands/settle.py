"""``manage.py settle``: one round of what comes due by the clock, for cron (到期处理)."""

from commands.answer import AsJson, BadInput, show


def settle(as_json: AsJson = False) -> None:
    """Open and count votes, move topics whose time has come, follow the day, judge and keep
    figures, send messages to other systems.

    The server does it every minute.
    """
    from dataclasses import asdict

    from db.session import ready, transaction
    from models.base import now
    from services import chore
    from services.due import settle_due
    from services.webhook import send_due

    if not ready():
        raise BadInput("The tables are not there yet: run “python manage.py migrate” first.")
    done = settle_due(transaction, now())
    undone = chore.do_chores(transaction, chore.CHORES)
    sent = send_due(transaction, now())
    lines = f"{done.opened} votes opened, {done.counted} counted, {done.moved} topics moved."
    lines += f" {sent.delivered} messages sent." if sent.delivered or sent.failed else ""
    show(asdict(done) | {"sent": sent.delivered, "not_sent": sent.failed}, as_json, lines)
    if failed := done.failed + undone:
        raise BadInput(f"{failed} could not be settled; the log says why.")
