"""The words of a metric's JSON, each of one shape and of a length (读入用词)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from rules.refusal import N_, Refused

WRONG = N_("“{field}” is not written as a metric writes it.")
LARGEST = 10**15
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
W = TypeVar("W", bound=StrEnum)


def closed(told: Any, words: frozenset[str], field: str) -> Mapping[str, Any]:
    """``told`` as a mapping of these words alone."""
    if not isinstance(told, Mapping):
        raise Refused(WRONG, field=field)
    for word in told:
        if word not in words:
            raise Refused(N_("“{word}” is not a word that a metric knows."), word=str(word)[:40])
    return told


def need(given: Mapping[str, Any], word: str) -> Any:
    """What must be there."""
    if given.get(word) is None:
        raise Refused(N_("“{word}” is missing."), word=word)
    return given[word]


def text_of(given: Mapping[str, Any], word: str) -> str:
    """A name, as text."""
    if not isinstance(given[word], str):
        raise Refused(WRONG, field=word)
    return str(given[word])


def text(given: Mapping[str, Any], word: str, longest: int, needed: bool = False) -> str:
    """A text of at most so many characters; empty where there is none."""
    text = given.get(word, "")
    if not isinstance(text, str) or "\0" in text or (needed and not text.strip()):
        raise Refused(WRONG, field=word)
    if len(text) > longest:
        raise Refused(N_("“{field}” has {n} characters at most."), field=word, n=longest)
    return text


def yes(given: Mapping[str, Any], word: str) -> bool:
    """Yes or no; no where nothing is said."""
    told = given.get(word, False)
    if not isinstance(told, bool):
        raise Refused(WRONG, field=word)
    return told


def whole(given: Mapping[str, Any], word: str, most: int) -> int:
    """A whole number from 0; 0 where nothing is said."""
    told = given.get(word, 0)
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= most:
        raise Refused(WRONG, field=word)
    return told


def decimal(told: Any, field: str) -> Fraction | None:
    """A number as text, ``"97.7"``: a definition holds no others that are exact."""
    if told is None:
        return None
    if isinstance(told, int) and not isinstance(told, bool) and abs(told) < LARGEST:
        return Fraction(told)
    if isinstance(told, str) and _DECIMAL.fullmatch(told):
        return Fraction(told)
    raise Refused(WRONG, field=field)


def several(given: Mapping[str, Any], word: str, most: int) -> list[Any]:
    """A list; empty where there is none."""
    told = given.get(word) or []
    if not isinstance(told, list | tuple) or len(told) > most:
        raise Refused(WRONG, field=word)
    return list(told)


def member(of: type[W], given: Mapping[str, Any], word: str, otherwise: W | None = None) -> W:
    """One of a closed list."""
    told = given.get(word, otherwise)
    if not isinstance(told, str) or told not in {member.value for member in of}:
        raise Refused(WRONG, field=word)
    return of(told)
