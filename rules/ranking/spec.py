"""A method as it is written in JSON, read and checked (方法文件): one sentence for each fault."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from rules.ranking.method import (
    SPREAD,
    Aggregate,
    Group,
    Indicator,
    Kind,
    ListingRule,
    Method,
    Missing,
    Normalise,
    Ties,
)
from rules.ranking.part import Part, part_of
from rules.refusal import N_, Refused

METHOD_KEYS = frozenset(field.name for field in fields(Method))
INDICATOR_KEYS = frozenset(field.name for field in fields(Indicator))
GROUP_KEYS = frozenset(field.name for field in fields(Group))
NORMALISE_KEYS = frozenset(field.name for field in fields(Normalise))
LISTING_KEYS = frozenset(field.name for field in fields(ListingRule))
MOST_DRAWS, MOST_DECIMALS = 100_000, 12


def method_of(spec: Mapping[str, Any]) -> Method:
    """The method that ``spec`` describes, or a refusal in one sentence (读取方法)."""
    if not isinstance(spec, Mapping):
        raise Refused(N_("A method is a JSON object with a list of indicators."))
    known = part_of(spec, "method", METHOD_KEYS)
    aggregate: Aggregate = known.word("aggregate", Aggregate, "arithmetic")
    indicators = tuple(_indicator(part) for part in known.parts("indicators", INDICATOR_KEYS))
    groups = tuple(_group(part, aggregate) for part in known.parts("groups", GROUP_KEYS))
    if not indicators:
        raise Refused(N_("A method needs at least one indicator."))
    _must_be_a_tree(indicators, groups)
    return Method(
        indicators=indicators,
        groups=groups,
        aggregate=aggregate,
        missing=known.word("missing", Missing, "reweight"),
        round=known.whole("round", MOST_DECIMALS),
        ties=known.word("ties", Ties, "min"),
        draws=known.whole("draws", MOST_DRAWS) or 0,
        seed=known.whole("seed", 2**64 - 1) or 0,
        spread=known.within("spread", SPREAD),
        peers=known.column("peers"),
        within=known.flag("within"),
        tiers=_tiers(known),
        listing=_listing(known),
    )


def _indicator(part: Part) -> Indicator:
    direction = part.number("direction", 1)
    if direction not in (1, -1):
        raise part.wrong("direction", part.get("direction"))
    made = Indicator(
        code=part.code(),
        weight=part.weight(),
        direction=int(direction),
        parent=part.column("parent"),
        normalise=_normalise(part),
        error=part.column("error"),
        sample=part.column("sample"),
        shrink=part.flag("shrink"),
        per=part.column("per"),
    )
    if made.shrink and made.error is None and made.sample is None:
        raise Refused(
            N_("{code}: to shrink it, name the column of its standard error or of its sample."),
            code=made.code,
        )
    if made.sample is not None and (made.error is not None or made.per is not None):
        raise Refused(
            N_("{code}: a share of a sample has no error and no divisor of its own."),
            code=made.code,
        )
    return made


def _group(part: Part, aggregate: Aggregate) -> Group:
    return Group(
        code=part.code(),
        parent=part.column("parent"),
        weight=part.weight(),
        aggregate=part.word("aggregate", Aggregate, aggregate),
    )


def _normalise(part: Part) -> Normalise:
    given = part.get("normalise")
    if given is None:
        return Normalise()
    if isinstance(given, str):
        given = {"kind": given}
    inner = part_of(given, part.where, NORMALISE_KEYS)
    inner.where = part.where
    made = Normalise(
        kind=inner.word("kind", Kind, "none"),
        low=inner.number("low", None),
        high=inner.number("high", None),
        log=inner.flag("log"),
        cap=inner.flag("cap"),
    )
    return _ends(made, part.where)


def _ends(made: Normalise, code: str) -> Normalise:
    """The same with its ends filled in, or why they cannot be right."""
    low, high = made.low, made.high
    if made.kind == "minmax":
        low, high = 0.0 if low is None else low, 1.0 if high is None else high
    if made.kind == "goalpost" and (low is None or high is None):
        raise Refused(N_("{code}: a goalpost scale needs both low and high."), code=code)
    if low is not None and high is not None and low >= high:
        raise Refused(
            N_("{code}: low is {low} and high is {high}; low must be the smaller."),
            code=code,
            low=f"{low:g}",
            high=f"{high:g}",
        )
    if made.log and made.kind == "goalpost" and low is not None and low <= 0:
        raise Refused(
            N_("{code}: a logarithm needs goalposts above zero, and low is {low}."),
            code=code,
            low=f"{low:g}",
        )
    return Normalise(made.kind, low, high, made.log, made.cap)


def _must_be_a_tree(indicators: Sequence[Indicator], groups: Sequence[Group]) -> None:
    nodes: tuple[Indicator | Group, ...] = (*indicators, *groups)
    codes = Counter(node.code for node in nodes)
    for code, times in codes.items():
        if times > 1:
            raise Refused(N_("The code {code} is there {times} times."), code=code, times=times)
    parents = {group.code: group.parent for group in groups}
    for node in nodes:
        if node.parent is not None and node.parent not in parents:
            raise Refused(
                N_("The parent of {code} is “{parent}”, and no group has that code."),
                code=node.code,
                parent=node.parent,
            )
    safe: set[str | None] = {None}
    for code in parents:
        way: dict[str, None] = {}  # in its order
        at: str | None = code
        while at not in safe and at is not None:
            if at in way:
                circle = [*way][[*way].index(at) :]
                raise Refused(
                    N_("The groups go round in a circle: {circle}."),
                    circle=" → ".join([*circle, at]),
                )
            way[at] = None
            at = parents[at]
        safe.update(way)
    _must_weigh(nodes)


def _must_weigh(nodes: Iterable[Indicator | Group]) -> None:
    """Siblings that all weigh nothing cannot be shared out."""
    totals: dict[str | None, float] = {}
    codes: dict[str | None, list[str]] = {}
    for node in nodes:
        totals[node.parent] = totals.get(node.parent, 0.0) + node.weight
        codes.setdefault(node.parent, []).append(node.code)
    for parent, total in totals.items():
        if not 0 < total < math.inf:
            raise Refused(
                N_("The weights of {codes} sum to {total}, which cannot be shared out."),
                codes=", ".join(codes[parent]),
                total=f"{total:g}",
            )


def _tiers(part: Part) -> tuple[tuple[str, float], ...]:
    listed = part.get("tiers") or []
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise part.wrong("tiers", listed)
    made: list[tuple[str, float]] = []
    for n, one in enumerate(listed):
        pair = isinstance(one, Sequence) and not isinstance(one, str) and len(one) == len("nf")
        if not pair or not isinstance(one[0], str):
            raise part.wrong("tiers", one)
        low = Part({"tiers": one[1]}, part.where).number("tiers", -math.inf)
        made.append((one[0], -math.inf if low is None else low))
        if n and made[n][1] >= made[n - 1][1]:
            raise Refused(
                N_("Tiers begin with the highest; “{tier}” does not stand below the one before."),
                tier=one[0],
            )
    return tuple(made)


def _listing(part: Part) -> ListingRule | None:
    given = part.get("listing")
    if given is None:
        return None
    inner, ours = part_of(given, "listing", LISTING_KEYS), ListingRule()
    made = ListingRule(
        tail=inner.within("tail", ours.tail),
        probability=inner.within("probability", ours.probability),
        coverage=inner.within("coverage", ours.coverage),
    )
    if not part.get("draws"):
        raise Refused(N_("A red and black list needs draws: without them nothing is probable."))
    return made
