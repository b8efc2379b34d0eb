"""Answering one tile (图块取数): the figures, drawn and told in one language."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from models.place import PlaceKind
from rules.dashboard import Dashboard, Tile, TileKind
from rules.metric import Metric
from rules.permission import STRANGER, Visitor
from rules.refusal import N_, Refused
from services.dashboard.asking import At, level_of, not_asked
from services.dashboard.catalogue import must_read
from services.dashboard.compared import compared
from services.dashboard.gone import multiplied, trended
from services.dashboard.mapped import funnelled, mapped
from services.dashboard.shape import Answer, Row
from services.dashboard.single import single
from services.metric import label, metric
from services.wording import either, say

__all__ = ["Answer", "Row", "answer"]

Drawn = Callable[[Session, Visitor | None, Metric, Tile, At, str], Answer]
_KINDS: dict[TileKind, Drawn] = {
    TileKind.FIGURE: single,
    TileKind.TREND: trended,
    TileKind.COMPARE: compared,
    TileKind.MULTIPLES: multiplied,
    TileKind.HEAT: mapped,
    TileKind.FUNNEL: funnelled,
}
_AS_IT_WAS = N_("What was picked above does not narrow this figure.")
_BELOW = {
    PlaceKind.COMMUNITY: N_("Compared here by community."),
    PlaceKind.COMPOUND: N_("Compared here by compound."),
}


def answer(
    session: Session, viewer: Visitor, board: Dashboard, tile: Tile, at: At, language: str
) -> Answer:
    """What ``tile`` shows of ``at``. Of a public dashboard everybody sees what a stranger sees, of
    any other what he may count himself.

    A figure that the viewer may not see, or that cannot be told, says so in its place.
    """
    must_read(board, viewer)
    title = _title(tile, language)
    try:
        found = metric(session, tile.metric)
        eye = STRANGER if board.public else viewer
        drawn = _KINDS[tile.kind](session, eye, found, tile, at, language)
        if not drawn.rows and at.kind is tile.level:  # nothing below it: then the place itself
            at = replace(at, is_single=True)
            drawn = _KINDS[tile.kind](session, eye, found, tile, at, language)
    except Refused as why:
        return Answer(tile, title or tile.metric, refused=why)
    notes = (*_asides(found, tile, at, language), *drawn.notes)
    return replace(drawn, title=title or label(found, language), notes=notes)


def _asides(metric: Metric, tile: Tile, at: At, language: str) -> tuple[str, ...]:
    """Where a tile shows something else than its title or the page says."""
    level = level_of(at, tile)
    said = [_BELOW[level]] if level is not tile.level and level in _BELOW else []
    said += [_AS_IT_WAS] if not_asked(at, metric) else []
    return tuple(say(language, words) for words in said)


def _title(tile: Tile, language: str) -> str:
    return either(language, tile.title, tile.title_en)
