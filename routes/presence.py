"""Which browsers are in use: noted at every click, written down once a minute (在线).

A click must not wait for a write, so the socket only remembers the cookie here, and the
ticker writes all of them at once. What is forgotten in a crash is noted at the next click.
"""

from sqlmodel import Session

from services.sign_in.session import seen

MOST = 10_000  # a flood of made-up cookies fills no memory
_here: set[str] = set()


def note(cookie: str) -> None:
    """This browser is in use."""
    if len(_here) < MOST:
        _here.add(cookie)


def write(session: Session) -> None:
    """Write down who was here since the last time."""
    cookies = []
    while _here:
        cookies.append(_here.pop())
    for first in range(0, len(cookies), 500):
        seen(session, cookies[first : first + 500])
