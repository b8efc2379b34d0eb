"""What a published method says, as data (排名方法): a tree of weighted indicators and its rules.

A method that was used never changes; whoever holds it and the values computes the same ranks.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from rules.refusal import N_, Refused

Kind = Literal["minmax", "goalpost", "zscore", "rank", "percentile", "points", "none"]
Aggregate = Literal["arithmetic", "geometric", "sum"]
Missing = Literal["reweight", "mean", "refuse"]
Ties = Literal["min", "mean", "max"]
SPREAD = 0.25  # of every weight, up and down, in the draws


@dataclass(frozen=True)
class Normalise:
    """How values of different units are brought onto one scale (标准化)."""

    kind: Kind = "none"
    low: float | None = None
    high: float | None = None
    log: bool = False
    cap: bool = False


@dataclass(frozen=True)
class Indicator:
    """One column of numbers in the tree (指标)."""

    code: str
    weight: float = 1.0
    direction: int = 1  # -1: less is better
    parent: str | None = None
    normalise: Normalise = Normalise()
    error: str | None = None  # the column with the standard error of the value
    sample: str | None = None  # the column with the number asked; the value is a share of them
    shrink: bool = False  # small samples move toward their peers first
    per: str | None = None  # the column that the value is divided by


@dataclass(frozen=True)
class Group:
    """Indicators and groups that are added up together (指标组)."""

    code: str
    parent: str | None = None
    weight: float = 1.0
    aggregate: Aggregate = "arithmetic"


@dataclass(frozen=True)
class ListingRule:
    """When a unit may stand on the red or the black list (红黑榜规则)."""

    tail: float = 0.1  # the share of a peer group that is its worst, or its best
    probability: float = 0.9  # of truly being in it
    coverage: float = 0.5  # of the weight must have been measured


@dataclass(frozen=True)
class Method:
    """All that decides a ranking beside the values (排名方法)."""

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...] = ()
    aggregate: Aggregate = "arithmetic"
    missing: Missing = "reweight"
    round: int | None = None
    ties: Ties = "min"
    draws: int = 0
    seed: int = 0
    spread: float = SPREAD
    peers: str | None = None  # the column with the peer group of each unit
    within: bool = False  # scales are made of the peers alone, not of everybody
    tiers: tuple[tuple[str, float], ...] = ()  # a name and the lowest score that earns it
    listing: ListingRule | None = None

    @cached_property
    def shape(self) -> "Shape":
        """The tree by numbers: indicators first, then groups, the whole last."""
        return Shape(self)


class Shape:
    """The tree of a method by numbers, parents after their children (指标树)."""

    def __init__(self, method: Method) -> None:
        nodes: tuple[Indicator | Group, ...] = (*method.indicators, *method.groups)
        number = {node.code: place for place, node in enumerate(nodes)}
        self.top = len(nodes)
        self.weights = tuple(float(node.weight) for node in nodes)
        self.codes = tuple(node.code for node in nodes)
        self.parents = tuple(
            self.top if node.parent is None else number[node.parent] for node in nodes
        )
        children: dict[int, list[int]] = {}
        for place, parent in enumerate(self.parents):
            children.setdefault(parent, []).append(place)
        self.children = {parent: tuple(places) for parent, places in children.items()}
        first = len(method.indicators)
        self.aggregates: dict[int, Aggregate] = {
            first + place: group.aggregate for place, group in enumerate(method.groups)
        } | {self.top: method.aggregate}
        walked = [self.top]
        for parent in walked:  # grows as it is walked: any depth, no recursion
            walked += [child for child in self.children.get(parent, ()) if child >= first]
        self.groups = tuple(reversed(walked))  # children before their parents, the whole last

    def name(self, place: int) -> str:
        """The code of a node; the whole has none of its own."""
        return self.codes[place] if place < self.top else "score"


def must_sum(method: Method) -> None:
    """Refuse a method whose siblings do not share out 100 % between them (权重之和).

    The engine takes weights as relative; a method that people vote on says shares. Groups that
    add points have no shares. Weights are compared as they are written, in decimals.
    """
    shape = method.shape
    for group in shape.groups:
        children = shape.children.get(group, ())
        if not children:
            raise Refused(N_("The group {group} has nothing in it."), group=shape.name(group))
        if shape.aggregates[group] == "sum":
            continue
        total = sum((Fraction(repr(shape.weights[child])) for child in children), Fraction())
        if total not in (1, 100):
            raise Refused(
                N_("The weights of {codes} sum to {total}; they must sum to 100 %."),
                codes=", ".join(shape.codes[child] for child in children),
                total=f"{float(total):g}",
            )
