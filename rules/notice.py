"""Posting for all to read: the text that is hashed, its code, and its clock (公示).

Anyone can check a notice without us: take the canonical JSON, run SHA-256 over its bytes,
and compare. The text is the same on every machine: sorted keys, no blanks, NFC, UTF-8.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from models.procedure import GateKind
from rules.calendar import day_begins, day_of
from rules.refusal import N_, Refused

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o 1 i l: read aloud without a slip
CODE_LENGTH = 10  # 31 to the 10th: nobody meets a code by chance
LARGEST_INTEGER = 2**53 - 1  # beyond it a browser's JSON reader rounds
MOST_DAYS = 365


def canonical(body: object) -> str:
    """``body`` as the one JSON text that is hashed. Raises ``TypeError`` on floats and the like."""
    plain = _plain(body)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return int(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {_plain(key): _plain(part) for key, part in value.items()}
    raise TypeError(f"a notice cannot hold {value!r}: what is hashed must be exact")


def text_hash(body: object) -> str:
    """The SHA-256 of the canonical text of ``body``."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def new_code() -> str:
    """A short code that cannot be guessed and is easily read aloud (公示编号)."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def must_be_a_term(days: int) -> int:
    """The days of posting; refused when there are none to speak of, or more than a year."""
    if not 0 <= days <= MOST_DAYS:
        raise Refused(N_("A notice is posted for 0 to {most} days."), most=MOST_DAYS)
    return days


def posted_until(posted_at: datetime, days: int) -> datetime:
    """When ``days`` whole days of posting are over.

    The day of posting does not count (民法典第 201 条), and the last one runs to its
    midnight in Shanghai.
    """
    return day_begins(day_of(posted_at) + timedelta(days=days + 1))


def last_day(until: datetime) -> date:
    """The last day on which a notice that is posted until ``until`` still hangs."""
    return day_of(until - timedelta(microseconds=1))


def hangs(posted_at: datetime, until: datetime, moment: datetime) -> bool:
    """Whether a notice is still in its term of posting at ``moment``."""
    return posted_at <= moment < until


def awaits_posting(standing: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the next thing a step needs is that somebody posts what was decided.

    ``standing`` is what a topic keeps of its gates, in the order of acting.
    """
    for kept in standing:
        if kept["kind"] == GateKind.NOTICE:
            return kept["state"] == "pending" and "until_at" not in kept["facts"]
        if kept["state"] != "met":
            return False
    return False
