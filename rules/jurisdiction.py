"""What the law of a place asks of the accounts (地方规定): data, read into frozen values.

``problems`` is the check that a body passes before it counts. A word that the sources leave
open stands in ``provisional``, and the screens say so: the law of each place wants checking
by somebody who knows it before a house opens there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from rules.refusal import N_

DEFAULT = "liaocheng"
MONTHS = (1, 2, 3, 4, 6, 12)
LONGEST_USE = 20
WHOLE = Fraction(1)
NUMBERS = {"posting_days": (1, 365), "due_days": (1, 366), "reply_days": (1, 90)}
KEYS = frozenset(
    {
        *("publish_every", *NUMBERS, "due_months", "petition", "uses", "fund_floor"),
        *("prohibited", "articles", "provisional", "notes"),
    }
)


class FloorBase(StrEnum):
    """What the least share of the maintenance fund is taken of (补充基数)."""

    NET = "net"  # 收益净额
    BALANCE = "balance"  # 专户余额


class FloorWhen(StrEnum):
    """When the maintenance fund must get its share (补充条件)."""

    ALWAYS = "always"  # 每期
    FUND_BELOW = "fund_below"  # 维修资金不足
    UNDECIDED = "undecided"  # 未决定用途


@dataclass(frozen=True)
class Use:
    """One use that the law names for public revenue (法定用途)."""

    code: str
    name: str
    name_en: str
    article: str


@dataclass(frozen=True)
class Floor:
    """How much must go to the maintenance fund first (补充维修资金下限)."""

    share: Fraction
    strict: bool  # more than the share, rather than at least
    of: FloorBase
    months: int  # how often
    when: FloorWhen
    below: Fraction | None  # of the first deposit: the fund holds less than this

    def least_fen(self, base_fen: int) -> int:
        """The smallest sum that satisfies the law, out of ``base_fen``; exact."""
        if base_fen <= 0:
            return 0
        wanted = base_fen * self.share
        if self.strict:
            return min(base_fen, wanted.numerator // wanted.denominator + 1)
        return -(-wanted.numerator // wanted.denominator)

    def holds(self, fund_fen: int | None, first_deposit_fen: int | None, decided: bool) -> bool:
        """Whether the floor applies now; where the fund is unknown it does, to be safe."""
        if self.when is FloorWhen.UNDECIDED:
            return not decided
        if self.when is FloorWhen.ALWAYS or self.below is None:
            return True
        if fund_fen is None or not first_deposit_fen:
            return True
        return fund_fen < first_deposit_fen * self.below


@dataclass(frozen=True)
class Law:
    """What one place asks: how often, how long, within how many days (地方规定)."""

    publish_every: int  # months
    posting_days: int
    due_days: int  # after the period's end
    due_months: int | None  # instead: by the end of this month after it
    reply_days: int
    petition_area: Fraction
    petition_heads: Fraction
    uses: tuple[Use, ...]
    fund_floor: Floor | None
    prohibited: tuple[str, ...]  # names of what the money must never be used for
    articles: Mapping[str, str]  # key: where it is written
    provisional: frozenset[str]  # keys on which the sources are not clear
    notes: tuple[str, ...] = ()

    def use(self, code: str) -> Use | None:
        """The use called ``code``; ``None`` when the law does not name it: it needs a motion."""
        return next((use for use in self.uses if use.code == code), None)


@dataclass(frozen=True)
class Problem:
    """Why a body of rules cannot be used (规定问题)."""

    key: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


def law_of(body: Mapping[str, Any]) -> Law:
    """``body`` as values. Only for bodies without ``problems``."""
    floor = body["fund_floor"]
    return Law(
        publish_every=body["publish_every"],
        posting_days=body["posting_days"],
        due_days=body["due_days"],
        due_months=body.get("due_months"),
        reply_days=body["reply_days"],
        petition_area=_fraction(body["petition"]["area"]),
        petition_heads=_fraction(body["petition"]["heads"]),
        uses=tuple(Use(**use) for use in body["uses"]),
        fund_floor=_floor(floor) if floor else None,
        prohibited=tuple(body["prohibited"]),
        articles=dict(body["articles"]),
        provisional=frozenset(body["provisional"]),
        notes=tuple(body.get("notes", ())),
    )


def _fraction(pair: Mapping[str, int]) -> Fraction:
    return Fraction(pair["numerator"], pair["denominator"])


def _floor(kept: Mapping[str, Any]) -> Floor:
    below = kept.get("below")
    return Floor(
        share=_fraction(kept),
        strict=kept["strict"],
        of=FloorBase(kept["of"]),
        months=kept["months"],
        when=FloorWhen(kept["when"]),
        below=_fraction(below) if below else None,
    )


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything that stops ``body`` from being used; empty when it is sound."""
    missing = KEYS - {"due_months", "notes"} - body.keys()
    unknown = body.keys() - KEYS
    text = N_("The rules of this place lack “{key}”.")
    found = [Problem(key, text, {"key": key}) for key in sorted(missing)]
    text = N_("Nobody knows what “{key}” means in the rules of a place.")
    found += [Problem(key, text, {"key": key}) for key in sorted(unknown)]
    if found:
        return found
    return [*_numbers(body), *_petition(body), *_uses(body), *_sources(body), *_of_floor(body)]


def _wrong(key: str) -> Problem:
    return Problem(key, N_("“{key}” is not filled in rightly."), {"key": key})


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _part(pair: object) -> bool:
    """Whether this is a fraction above nothing and at most one."""
    if not isinstance(pair, Mapping):
        return False
    top, bottom = pair.get("numerator"), pair.get("denominator")
    return _whole(bottom, 1, 1000) and _whole(top, 1, bottom or 0)


def _numbers(body: Mapping[str, Any]) -> list[Problem]:
    found = [
        _wrong(key) for key, (low, high) in NUMBERS.items() if not _whole(body[key], low, high)
    ]
    if body["publish_every"] not in MONTHS:
        found.append(_wrong("publish_every"))
    months = body.get("due_months")
    if months is not None and not _whole(months, 1, 12):
        found.append(_wrong("due_months"))
    return found


def _petition(body: Mapping[str, Any]) -> list[Problem]:
    asked = body["petition"]
    sound = isinstance(asked, Mapping) and set(asked) == {"area", "heads"}
    sound = sound and all(_part(pair) for pair in asked.values())
    return [] if sound else [_wrong("petition")]


def _uses(body: Mapping[str, Any]) -> list[Problem]:
    uses = body["uses"]
    if not isinstance(uses, list) or not all(
        isinstance(use, Mapping)
        and set(use) == {"code", "name", "name_en", "article"}
        and all(isinstance(text, str) and text.strip() for text in use.values())
        and len(use["code"]) <= LONGEST_USE
        for use in uses
    ):
        return [_wrong("uses")]
    codes = [use["code"] for use in uses]
    return [_wrong("uses")] if len(set(codes)) < len(codes) else []


def _sources(body: Mapping[str, Any]) -> list[Problem]:
    """Each key is either cited or marked as provisional; nothing is simply asserted."""
    words, cited, open_keys = body["prohibited"], body["articles"], body["provisional"]
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return [_wrong("prohibited")]
    if not isinstance(cited, Mapping) or not isinstance(open_keys, list):
        return [_wrong("articles")]
    text = N_("“{key}” names no article and is not marked as provisional.")
    asked = ["publish_every", *NUMBERS, "petition"]
    asked += ["fund_floor"] if body["fund_floor"] else []
    asked += ["prohibited"] if words else []
    return [
        Problem(key, text, {"key": key})
        for key in asked
        if not cited.get(key) and key not in open_keys
    ]


def _of_floor(body: Mapping[str, Any]) -> list[Problem]:
    kept = body["fund_floor"]
    if kept is None:
        return []
    if not isinstance(kept, Mapping):
        return [_wrong("fund_floor")]
    sound = _part(kept) and isinstance(kept.get("strict"), bool)
    sound = sound and kept.get("of") in set(FloorBase) and kept.get("when") in set(FloorWhen)
    sound = sound and kept.get("months") in MONTHS
    below = kept.get("below")
    needs = kept.get("when") == FloorWhen.FUND_BELOW
    sound = sound and (_part(below) if needs else below is None)
    return [] if sound else [_wrong("fund_floor")]
