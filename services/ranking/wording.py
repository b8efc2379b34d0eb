"""Words for ranks, lists and peer groups, in a language that is named (榜单措辞)."""

from models.edition import Mark
from rules.edition.peers import BETWEEN, JOINED
from rules.refusal import N_
from services.wording import say

RANK = N_("Rank {rank}")
SURE = N_("Rank {rank} (90 % sure of just that)")
BETWEEN_RANKS = N_("Rank {rank} (90 % between {low} and {high})")

MARKS = {
    Mark.RED: N_("Red list"),
    Mark.BLACK: N_("Black list"),
    Mark.NONE: N_("On neither list"),
    Mark.UNRANKED: N_("Not ranked"),
}
GROUPS = {
    "commodity": N_("Commercial housing"),
    "resettled": N_("Resettlement housing"),
    "old": N_("Old compound"),
    "mixed": N_("Mixed"),
}
AGES = {
    "new": N_("less than 10 years old"),
    "grown": N_("10 to 20 years old"),
    "old": N_("20 years and older"),
    "unknown": N_("of unknown age"),
}
SIZES = {
    "small": N_("fewer than 500 homes"),
    "medium": N_("500 to 1,500 homes"),
    "large": N_("1,500 homes and more"),
}
ALL = N_("All compounds")
OTHERS = N_("Smaller groups together")


def rank(language: str, at: int | None, low: int | None, high: int | None) -> str:
    """第 3 名（90% 在 1–6 名之间）; nothing where it has no rank."""
    if at is None:
        return say(language, MARKS[Mark.UNRANKED])
    if low is None or high is None:
        return say(language, RANK, rank=at)
    if low == high:
        return say(language, SURE, rank=at)
    return say(language, BETWEEN_RANKS, rank=at, low=low, high=high)


def group(language: str, key: str, kinds: tuple[str, ...]) -> str:
    """A peer group in words; ``kinds`` are the parts that its key is made of."""
    if not key:
        return say(language, ALL)
    if key == JOINED:
        return say(language, OTHERS)
    words = {"type": GROUPS, "age": AGES, "size": SIZES}
    known = [words[kind] for kind in kinds if kind in words]
    parts = [names.get(part, part) for names, part in zip(known, key.split(BETWEEN))]
    return " · ".join(say(language, part) for part in parts)
