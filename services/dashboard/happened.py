"""What happened in the days of a chart (图上事件), as far as whoever looks may read it."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session

from rules.chart import Note
from rules.metric import Grain, Period
from rules.permission import STRANGER, Visitor
from rules.refusal import N_, Refused
from services.right import Reach, reach, secured
from services.wording import either, say

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩"
_WORDS = ("day", "words")
_MORE = N_("Events not shown here: {n}")


def happened(
    session: Session,
    viewer: Visitor | None,
    path: str,
    span: tuple[date, date],
    told: tuple[Grain, str],
) -> tuple[list[Note], tuple[str, ...]]:
    """The events here or above in those days (图上事件), and how many have no sign.

    ``told`` is the grain of the chart and the language.
    """
    grain, language = told
    try:
        seen = reach(session, viewer or STRANGER, "chart_note")
    except Refused:
        return [], ()
    if not set(_WORDS) <= seen.names:
        return [], ()
    asked = _asked(seen, path, span)
    found = session.execute(asked.limit(len(SIGNS))).mappings().all()
    notes = [
        Note(Period.of(one["day"], grain).key, _words(one, language), sign)
        for one, sign in zip(found, SIGNS)
    ]
    more = 0
    if len(found) == len(SIGNS):
        every = asked.order_by(None).with_only_columns(func.count())
        more = session.execute(every).scalar_one() - len(found)
    return notes, (say(language, _MORE, n=more),) if more else ()


def _asked(seen: Reach, path: str, span: tuple[date, date]) -> Any:
    """The rows in reach, the earliest first; their path is only looked for, never told."""
    parts = path.strip("/").split("/")
    above = ["/", *("/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts)))]
    table, day = seen.entity.table, seen.column("day")
    names = [*_WORDS, *({"words_en"} & seen.names)]
    return (
        secured(seen, *names)
        .where(or_(*(table.c.path == one for one in above)), day >= span[0], day < span[1])
        .order_by(day, table.c.id)
    )


def _words(one: Any, language: str) -> str:
    return either(language, str(one["words"] or ""), str(one.get("words_en") or ""))
