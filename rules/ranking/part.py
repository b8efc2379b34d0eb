"""One object of a method file and where it stands (方法文件的一段), so that a fault can name it."""

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar, cast, get_args

from rules.refusal import N_, Refused

T = TypeVar("T")

MISSPELT = 0.8  # how near a key must be to one of ours to be taken for a slip of the pen
UNIT = "unit"  # the column that names who is ranked; no indicator may be called so


class Part:
    """One object of the file, and where it stands, for the sentence."""

    def __init__(self, given: Mapping[str, Any], where: str) -> None:
        self.given, self.where = given, where

    def get(self, key: str) -> Any:
        """What is written; null is as good as nothing."""
        return self.given.get(key)

    def parts(self, key: str, keys: frozenset[str]) -> list["Part"]:
        """The objects of a list."""
        listed = self.get(key) or []
        if not isinstance(listed, Sequence) or isinstance(listed, str):
            raise self.wrong(key, listed)
        return [part_of(one, f"{key}[{n}]", keys) for n, one in enumerate(listed)]

    def word(self, key: str, words: Any, default: T) -> T:
        """One word of a closed list."""
        given = self.get(key)
        if given is None:
            return default
        if given not in get_args(words):
            known = ", ".join(get_args(words))
            raise Refused(
                N_("{where}: {key} is “{value}”; it must be one of {known}."),
                **self.spot(key, given),
                known=known,
            )
        return cast(T, given)

    def number(self, key: str, default: float | None) -> float | None:
        """A finite number; text that looks like one is none."""
        given = self.get(key)
        if given is None:
            return default
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise self.wrong(key, given)
        try:
            number = float(given)
        except OverflowError:
            raise self.wrong(key, given) from None
        if not math.isfinite(number):
            raise self.wrong(key, given)
        return number

    def within(self, key: str, default: float) -> float:
        """A share from 0 up to 1."""
        share = self.number(key, default)
        if share is None or not 0 <= share <= 1:
            raise self.wrong(key, share)
        return share

    def whole(self, key: str, most: int) -> int | None:
        """A whole number from 0; exact, also where a float would not be."""
        given = self.get(key)
        if given is None:
            return None
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= most:
            raise self.wrong(key, given)
        return given

    def flag(self, key: str) -> bool:
        """True or false; left out is false."""
        given = self.get(key)
        if given is not None and not isinstance(given, bool):
            raise self.wrong(key, given)
        return bool(given)

    def column(self, key: str) -> str | None:
        """A name, without space around it."""
        given = self.get(key)
        if given is None:
            return None
        if not isinstance(given, str) or not given.strip():
            raise self.wrong(key, given)
        return given.strip()

    def weight(self) -> float:
        """How much it counts beside its siblings; 1 where nothing is said."""
        weight = self.number("weight", 1.0)
        if weight is None or weight < 0:
            raise self.wrong("weight", weight)
        return weight

    def code(self) -> str:
        """Its own name, which it must have."""
        code = self.column("code")
        if code is None or code == UNIT:
            raise self.wrong("code", code)
        return code

    def spot(self, key: str, value: object) -> dict[str, object]:
        """The facts of a sentence about one key."""
        return {"where": self.where, "key": key, "value": value}

    def wrong(self, key: str, value: object) -> Refused:
        """The refusal of one key's value."""
        return Refused(N_("{where}: {key} cannot be “{value}”."), **self.spot(key, value))


def part_of(given: Any, where: str, keys: frozenset[str]) -> Part:
    """An object whose keys we know; a key that nearly is one of ours is a slip of the pen."""
    if not isinstance(given, Mapping):
        raise Refused(N_("{where} is not a JSON object."), where=where)
    named = given.get("code")
    where = named.strip() if isinstance(named, str) and named.strip() else where
    for key in given:
        near = get_close_matches(str(key), keys, n=1, cutoff=MISSPELT)
        if key not in keys and near:
            raise Refused(
                N_("{where}: “{key}” is not a key; “{near}” is."),
                where=where,
                key=key,
                near=near[0],
            )
    return Part(given, where)
