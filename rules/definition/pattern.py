r"""Patterns that a text must have the shape of (格式): a small part of regular expressions.

Signs, ``[a-z]``, ``\d``, ``.``, repeats of one sign, alternatives, groups, and a group that may be
missing. How many ways there are to try a text is counted beforehand: a pattern that could be tried
in too many is refused, so none can hold the house up.
"""

import re
import sys

from rules.refusal import N_, Refused

LONGEST = 120  # characters of a pattern
TEXT = 200  # characters of what it is held against
MOST_WAYS = 10_000_000
DEEPEST = 5
MOST_REPEATS = 100
_ESCAPED = frozenset("dws.\\-+*?()[]{}|/^$")
_SPECIAL = frozenset(".\\+*?()[]{}|^$")
_DOUBLE = ("[", "--", "&&", "||", "~~")
_SEVERAL = re.compile(r"\[\^?+((?:\\.|[^\\\]])+)\]")
_BEHIND = re.compile(r"\\(.)")
_REPEAT = re.compile(r"\{(\d{1,3})(?:(,)(\d{1,3})?)?\}")
_SIGN = N_("In the pattern a sign stands where it cannot.")
_BRACKET = N_("In the pattern a bracket is not closed, or closed twice.")


def must_be_pattern(pattern: str) -> str:
    """``pattern``, when it is one of these, and cheap to try."""
    if len(pattern) > LONGEST:
        raise Refused(N_("The pattern is too long."))
    reader = _Reader(pattern)
    ways = reader.alternatives(1)
    if reader.rest:
        raise Refused(_BRACKET)
    if ways > MOST_WAYS:
        raise Refused(N_("The pattern could be tried in too many ways: make it simpler."))
    try:
        re.compile(pattern)
    except re.error:
        raise Refused(_SIGN) from None
    return pattern


class _Reader:
    """Reads a pattern and counts the ways in which it may be tried."""

    def __init__(self, rest: str) -> None:
        self.rest = rest

    def alternatives(self, depth: int) -> int:
        """``a|b``: the ways of all together."""
        if depth > DEEPEST:
            raise Refused(N_("The brackets of the pattern go too deep."))
        ways = self.sequence(depth)
        while self.rest.startswith("|"):
            self.rest = self.rest[1:]
            ways += self.sequence(depth)
        return ways

    def sequence(self, depth: int) -> int:
        """One thing behind the other: the ways multiply."""
        ways = 1
        while self.rest and self.rest[0] not in "|)":
            ways = min(ways * self.piece(depth), sys.maxsize)
        return ways

    def piece(self, depth: int) -> int:
        """A sign or a group, and how often."""
        if not self.rest.startswith("("):
            self.sign()
            least, most = self.repeat()
            return max(most - least + 1, 1)
        self.rest = self.rest.removeprefix("(")
        if self.rest.startswith("?"):
            raise Refused(N_("In the pattern a group begins with a question mark."))
        ways = self.alternatives(depth + 1)
        if not self.rest.startswith(")"):
            raise Refused(_BRACKET)
        self.rest = self.rest[1:]
        if self.repeat() not in {(1, 1), (0, 1)}:
            raise Refused(N_("In the pattern a group is repeated: repeat single signs only."))
        return ways + 1

    def sign(self) -> None:
        """One sign: itself, an escape, a dot, or one of several."""
        first = self.rest[0]
        if first == "\\":
            if len(self.rest) < len("\\d") or self.rest[1] not in _ESCAPED:
                raise Refused(_SIGN)
            self.rest = self.rest[2:]
        elif first == "[":
            self.one_of_several()
        elif first in _SPECIAL and first != ".":
            raise Refused(_SIGN)
        else:
            self.rest = self.rest[1:]

    def one_of_several(self) -> None:
        """``[a-z]``: it ends where Python sees its end; a bracket inside stands behind ``\\``."""
        inside = _SEVERAL.match(self.rest)
        if inside is None or any(sign in inside[1] for sign in _DOUBLE):
            raise Refused(_SIGN)
        if any(sign not in _ESCAPED for sign in _BEHIND.findall(inside[1])):
            raise Refused(_SIGN)
        self.rest = self.rest[inside.end() :]

    def repeat(self) -> tuple[int, int]:
        """How often the sign before stands: least and most."""
        found = (1, 1)
        if self.rest[:1] in {"?", "*", "+"}:
            found = {"?": (0, 1), "*": (0, TEXT), "+": (1, TEXT)}[self.rest[0]]
            self.rest = self.rest[1:]
        elif match := _REPEAT.match(self.rest):
            least = int(match[1])
            most = int(match[3]) if match[3] else (TEXT if match[2] else least)
            if least > most or least > MOST_REPEATS:
                raise Refused(N_("In the pattern a sign is repeated too often."))
            found, self.rest = (least, most), self.rest[match.end() :]
        if self.rest[:1] in {"?", "*", "+", "{"}:
            raise Refused(N_("In the pattern a sign is repeated twice over."))
        return found
