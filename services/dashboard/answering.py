"""Answering one tile (图块取数): the figures, drawn and told in one language."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from rules.dashboard import Dashboard, Tile, TileKind
from rules.metric import Metric
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from services.dashboard.asking import At
from services.dashboard.catalogue import must_read
from services.dashboard.compared import compared
from services.dashboard.gone import multiplied, trended
from services.dashboard.mapped import funnelled, mapped
from services.dashboard.shape import Answer, Row
from services.dashboard.single import single
from services.metric import label, metric

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
    except Refused as why:
        return Answer(tile, title or tile.metric, refused=why)
    return replace(drawn, title=title or label(found, language))


def _title(tile: Tile, language: str) -> str:
    return tile.title if language == "zh_CN" or not tile.title_en else tile.title_en
