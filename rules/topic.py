"""The text of a topic: what may be written, how it is frozen, what it resembles (议题文本)."""

import hashlib
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from rules.refusal import N_, Refused

SHORTEST_TITLE, LONGEST_TITLE = 4, 60
SHORTEST_BODY, LONGEST_BODY = 10, 5000
SHORTEST_REASON, LONGEST_REASON = 4, 500
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_KEPT = "\n\t\u200c\u200d"  # beside line ends: what joins letters, and emoji


def tidy(text: str) -> str:
    """NFC, one kind of line end, no blanks at the ends, and nothing that cannot be seen.

    Control characters break files, and signs that turn the direction of writing or have no width
    make one text look like another. Only what joins emoji and letters is left of them.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in _KEPT or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def one_line(text: str) -> str:
    """The tidied text without line breaks and double spaces."""
    return " ".join(tidy(text).split())


def text_hash(title: str, body: str) -> str:
    """The SHA-256 that freezes a version: of title, an empty line, and body, in UTF-8."""
    return hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest()


def must_be_a_title(title: str) -> str:
    """The tidied title; refused when it is too short or too long."""
    title = " ".join(tidy(title).split())
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        sentence = N_("A title has {low} to {high} characters; this one has {n}.")
        raise Refused(sentence, low=SHORTEST_TITLE, high=LONGEST_TITLE, n=len(title))
    return title


def must_be_a_body(body: str) -> str:
    """The tidied text; refused when it says too little or too much."""
    body = tidy(body)
    if not SHORTEST_BODY <= len(body) <= LONGEST_BODY:
        sentence = N_("Please describe the matter in {low} to {high} characters; there are {n}.")
        raise Refused(sentence, low=SHORTEST_BODY, high=LONGEST_BODY, n=len(body))
    return body


def must_be_a_reason(reason: str) -> str:
    """The tidied reason; refused when nobody could learn anything from it."""
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        sentence = N_("Please give a reason in {low} to {high} characters: everybody can read it.")
        raise Refused(sentence, low=SHORTEST_REASON, high=LONGEST_REASON)
    return reason


def grams(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters in ``text`` (双字): what search and likeness go by."""
    letters = [c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))


def likeness_percent(one: Iterable[str], other: Iterable[str]) -> int:
    """How alike two sets of grams are, 0 to 100 (Dice, rounded down)."""
    left, right = set(one), set(other)
    whole = len(left) + len(right)
    return 200 * len(left & right) // whole if whole else 0


LIKENESS_SHOWN = 30  # percent from which a topic is pointed out as similar
