"""Words for what an edition says of a compound (榜单用语)."""

from components.language import _, chosen, either, n_
from components.text import plain
from models.edition import EntrantKind, Mark
from models.method import Method
from rules.method.body import Branch, Indicator
from rules.refusal import N_
from services.ranking import wording
from services.ranking.listing import Row, Show

_BADGES = {
    Mark.RED: ":red-badge[:material/star: {word}]",
    Mark.BLACK: ":gray-badge[:material/remove_circle: **{word}**]",
}
_KINDS = {
    EntrantKind.RATED: N_("Rated"),
    EntrantKind.PARTY_LED: N_("Party-led service"),
    EntrantKind.UNSERVED: N_("Nobody serves"),
}
ORDERS = {
    "rank": N_("By rank"),
    "score": N_("Highest score first"),
    "last": N_("Lowest score first"),
    "risen": N_("Risen most"),
    "fallen": N_("Fallen most"),
    "name": N_("By name"),
}


def mark(code: Mark) -> str:
    """Red, black, neither."""
    return _(wording.MARKS[code])


def badge(code: Mark | None) -> str:
    """The sign and the word of a list; nothing for those on neither."""
    return _BADGES[code].format(word=mark(code)) if code in _BADGES else ""


def kind(code: EntrantKind) -> str:
    """Whether a compound is rated, and why not."""
    return _(_KINDS[code])


def shown(code: Show) -> str:
    """A choice of rows."""
    if code in (Show.PARTY_LED, Show.UNSERVED):
        return kind(EntrantKind(code.value))
    return mark(Mark(code.value))


def rank(at: int | None, low: int | None, high: int | None) -> str:
    """第 3 名（90% 在 1–6 名之间）."""
    return wording.rank(chosen(), at, low, high)


def group(key: str, kinds: tuple[str, ...]) -> str:
    """A peer group in words; ``kinds`` are what the method makes groups of."""
    return wording.group(chosen(), key, kinds)


def method(of: Method, number: int) -> str:
    """A method and its version."""
    return _("{method}, version {n}", method=either(of.name, of.name_en), n=number)


def name(part: Indicator | Branch) -> str:
    """A part of a method by its name."""
    return either(part.name, part.name_en)


def change(row: Row, has_before: bool) -> str:
    """What moved since the last edition; nothing where there was none."""
    if not has_before:
        return ""
    if not row.is_back:
        return _("new in this edition")
    if row.moved is None:
        if row.was_rank is None:
            return _("not ranked last time")
        return _("rank {rank} last time, in another group", rank=row.was_rank)
    if not row.moved:
        return _("rank as last time")
    if row.moved > 0:
        return n_("up {n} rank", "up {n} ranks", row.moved)
    return n_("down {n} rank", "down {n} ranks", -row.moved)


def arrow(row: Row) -> str:
    """The same as a sign before the words."""
    if not row.moved:
        return ""
    return ":material/arrow_upward: " if row.moved > 0 else ":material/arrow_downward: "


def moved(row: Row, has_before: bool) -> str:
    """Sign and words, for Markdown; a list it stood on last time is named."""
    told = change(row, has_before)
    if not told:
        return ""
    if row.was_mark in _BADGES:
        told = f"{told} · {_('last time: {list}', list=mark(row.was_mark or Mark.NONE))}"
    return f"{arrow(row)}{plain(told)}"


def cell(text: str) -> str:
    """Text from people in one cell of one line."""
    return plain(" ".join(text.split()))
