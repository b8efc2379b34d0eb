"""When owners, residents or a committee have decided (计票规则).

Civil Code 278 asks for two majorities at once: by heads and by area. Whatever decides here is
compared in whole numbers. Pure arithmetic: no database, no screen, no clock of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.choice import Choice, Regime, Silence
from rules.refusal import N_, Refused


@dataclass(frozen=True)
class Share:
    """A share that has to be reached (比例).

    “以上” includes the number itself; “过半数” and “超过” do not, and are ``beyond`` it
    (Civil Code 1259).
    """

    numerator: int
    denominator: int
    beyond: bool = False

    def met(self, part: int, whole: int) -> bool:
        """Whether ``part`` is that share of ``whole``; nothing is a share of nothing."""
        reached, needed = part * self.denominator, whole * self.numerator
        return whole > 0 and (reached > needed or (reached == needed and not self.beyond))

    def gap(self, part: int, whole: int, *, joining: bool) -> int:
        """How much ``part`` has to grow; when ``joining``, the whole grows along with it."""
        step = self.denominator - self.numerator if joining else self.denominator
        short = whole * self.numerator - part * self.denominator + int(self.beyond)
        return max(0, -(-short // step))


MORE_THAN_HALF = Share(1, 2, beyond=True)
TWO_THIRDS = Share(2, 3)
THREE_QUARTERS = Share(3, 4)
EVERYBODY = Share(1, 1)


@dataclass(frozen=True)
class Law:
    """What a decision needs in order to stand (表决规则)."""

    source: str
    quorum: Share  # of all: who has to take part
    consent: Share  # who has to say “for”
    consent_of_all: bool = False  # measured against all, not only those who take part
    by_area: bool = False  # every share is needed by area as well as by heads
    provisional: bool = False  # the text was revised and is not yet read in full


_CODE_278 = N_("Civil Code, Article 278")
ORDINARY = Law(_CODE_278, TWO_THIRDS, MORE_THAN_HALF, by_area=True)
GRAVE = Law(_CODE_278, TWO_THIRDS, THREE_QUARTERS, by_area=True)
ITEMS = {item: GRAVE if item in {6, 7, 8} else ORDINARY for item in range(1, 10)}
OTHERS: dict[Regime, Law | None] = {
    Regime.ADVISORY: None,
    # Article 9 of the 2018 text. The law was revised on 2025-10-28, in force 2026-01-01.
    Regime.RESIDENTS: Law(
        N_("Organic Law of Residents' Committees (2018), Article 9"),
        MORE_THAN_HALF,
        MORE_THAN_HALF,
        provisional=True,
    ),
    # Shanghai 2020, Lishui 2019, Hangzhou 2021; Shandong 2021 asks two thirds to attend.
    Regime.COMMITTEE: Law(
        N_("Local rules on owners' committees"),
        MORE_THAN_HALF,
        MORE_THAN_HALF,
        consent_of_all=True,
    ),
    Regime.UNANIMITY: Law(N_("Civil Code, Article 279"), EVERYBODY, EVERYBODY, consent_of_all=True),
}


def law_of(regime: Regime, item: int | None = None) -> Law | None:
    """The law for ``item`` (表决事项); ``None`` for an opinion poll, which decides nothing."""
    if regime is not Regime.OWNERS:
        return OTHERS[regime]
    if item not in ITEMS:
        raise Refused(
            N_("There is no item {item}: Article 278 of the Civil Code has items 1 to 9."),
            item=item,
        )
    return ITEMS[item]


class Vote(NamedTuple):
    """What one head answered, if anything, and whether the paper reached him (表决票).

    Heads that did the same may come as one, with the area of all.
    """

    area_cm2: int = 0
    choice: Choice | None = None
    delivered: bool = False
    heads: int = 1


@dataclass(frozen=True)
class Measure:
    """One way of counting: heads, or area (计票口径)."""

    total: int
    for_: int
    against: int
    abstain: int

    @property
    def participating(self) -> int:
        """All who take part, those who abstain too (参与表决)."""
        return self.for_ + self.against + self.abstain

    def joined_by(self, more: int, choice: Choice) -> "Measure":
        """The same, with ``more`` of the silent read as ``choice``."""
        if choice is Choice.FOR:
            return replace(self, for_=self.for_ + more)
        if choice is Choice.AGAINST:
            return replace(self, against=self.against + more)
        return replace(self, abstain=self.abstain + more)

    def figures(self) -> dict[str, int]:
        """Its five numbers, under the names that we publish."""
        return {
            "total": self.total,
            "participating": self.participating,
            "for": self.for_,
            "against": self.against,
            "abstain": self.abstain,
        }


@dataclass(frozen=True)
class Tally:
    """The count of one motion at one moment (计票结果)."""

    regime: Regime
    item: int | None
    silence: Silence
    heads: Measure
    area_cm2: Measure

    @property
    def law(self) -> Law | None:
        """The law that decides it; ``None`` for an opinion poll."""
        return law_of(self.regime, self.item)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What has to reach each share: heads, and area where the law says so."""
        both = self.law is not None and self.law.by_area
        return (self.heads, self.area_cm2) if both else (self.heads,)

    @property
    def quorum(self) -> bool:
        """Whether enough take part (法定参与比例); an opinion poll never has a quorum."""
        law = self.law
        return law is not None and all(
            law.quorum.met(measure.participating, measure.total) for measure in self.measures
        )

    @property
    def passed(self) -> bool:
        """Whether it is decided (通过): quorum first, then consent, in every measure."""
        law = self.law
        return (
            law is not None
            and self.quorum
            and all(
                law.consent.met(m.for_, m.total if law.consent_of_all else m.participating)
                for m in self.measures
            )
        )

    def figures(self) -> dict[str, object]:
        """The result in the form that we publish and others can recount."""
        return {
            "heads": self.heads.figures(),
            "area_cm2": self.area_cm2.figures(),
            "quorum": self.quorum,
            "passed": self.passed,
            "silence": self.silence.value,
        }


def count(
    regime: Regime, item: int | None, votes: Iterable[Vote], silence: Silence = Silence.STRICT
) -> Tally:
    """Count ``votes``, one for every head there is (计票).

    Only the owners' rules of procedure can give silence a meaning: it is nothing elsewhere.
    """
    law_of(regime, item)
    return _tally(regime, item, _cast(votes), silence)


class Readings(NamedTuple):
    """One vote under each of the three readings of silence (三种口径对照)."""

    strict: Tally
    abstain: Tally
    majority: Tally

    @property
    def flips(self) -> bool:
        """Whether the outcome hangs on how silence is read."""
        return len({tally.passed for tally in self}) > 1


def readings(item: int, votes: Iterable[Vote]) -> Readings:
    """The owners' vote on ``item`` under each reading, side by side."""
    law_of(Regime.OWNERS, item)
    cast = _cast(votes)
    return Readings(
        strict=_tally(Regime.OWNERS, item, cast, Silence.STRICT),
        abstain=_tally(Regime.OWNERS, item, cast, Silence.ABSTAIN),
        majority=_tally(Regime.OWNERS, item, cast, Silence.MAJORITY),
    )


class Gap(NamedTuple):
    """How many heads and how much area are still to come (缺口)."""

    heads: int
    area_cm2: int


class Missing(NamedTuple):
    """What a motion still lacks if all who do not count yet were to come and say “for”."""

    quorum: Gap
    passing: Gap


def missing(tally: Tally) -> Missing:
    """What ``tally`` still lacks to quorum, and to passing (还差多少)."""
    law = tally.law
    if law is None:
        return Missing(Gap(0, 0), Gap(0, 0))
    quorum, passing = [0, 0], [0, 0]
    for place, measure in enumerate(tally.measures):
        taking_part = measure.participating
        quorum[place] = law.quorum.gap(taking_part, measure.total, joining=False)
        whole = measure.total if law.consent_of_all else taking_part
        consent = law.consent.gap(measure.for_, whole, joining=not law.consent_of_all)
        passing[place] = max(quorum[place], consent)
    return Missing(Gap(*quorum), Gap(*passing))


class _Cast(NamedTuple):
    """The answers given, and beside them the silent who did get their paper."""

    heads: Measure
    area_cm2: Measure
    silent_heads: int
    silent_cm2: int


def _cast(votes: Iterable[Vote]) -> _Cast:
    heads: dict[Choice | None, int] = dict.fromkeys((*Choice, None), 0)
    areas = heads.copy()
    total_heads = total_cm2 = silent_heads = silent_cm2 = 0
    for area_cm2, choice, delivered, alike in votes:
        total_heads += alike
        total_cm2 += area_cm2
        heads[choice] += alike
        areas[choice] += area_cm2
        if choice is None and delivered:
            silent_heads += alike
            silent_cm2 += area_cm2
    return _Cast(
        Measure(total_heads, *(heads[choice] for choice in Choice)),
        Measure(total_cm2, *(areas[choice] for choice in Choice)),
        silent_heads,
        silent_cm2,
    )


def _tally(regime: Regime, item: int | None, cast: _Cast, silence: Silence) -> Tally:
    if regime is not Regime.OWNERS:
        item, silence = None, Silence.STRICT
    heads, area_cm2 = cast.heads, cast.area_cm2
    if silence is not Silence.STRICT:
        side = _majority(cast) if silence is Silence.MAJORITY else Choice.ABSTAIN
        heads = heads.joined_by(cast.silent_heads, side)
        area_cm2 = area_cm2.joined_by(cast.silent_cm2, side)
    return Tally(regime, item, silence, heads, area_cm2)


def _majority(cast: _Cast) -> Choice:
    """The side ahead by heads and by area; where they differ or tie, the assembly has none."""
    leads = [measure.for_ - measure.against for measure in (cast.heads, cast.area_cm2)]
    if min(leads) > 0:
        return Choice.FOR
    return Choice.AGAINST if max(leads) < 0 else Choice.ABSTAIN
