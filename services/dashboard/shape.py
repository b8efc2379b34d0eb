"""One tile as it is answered (图块答案): a picture, the same as a table, and what it comes to."""

from dataclasses import dataclass, field
from typing import Any

from rules.dashboard import Tile
from rules.metric import Figure, Metric, Standing
from rules.refusal import N_, Refused
from services.metric.asking import Value
from services.wording import say

_MORE = N_("{n} more are not drawn here; they stand in the table and in the file.")


@dataclass(frozen=True)
class Row:
    """One line of the table behind a picture: what it is about, and its figure.

    ``code`` is what the picture calls it; ``place_id`` and ``only`` say which rows stand behind it.
    """

    code: str
    names: tuple[str, ...]
    figure: Figure
    said: str
    place_id: int | None = None
    only: tuple[tuple[str, Value], ...] = ()
    period: str = ""


def left_out(count: int, language: str) -> tuple[str, ...]:
    """What a picture has no room for: all of it stands in the table and in the file."""
    return (say(language, _MORE, n=count),) if count > 0 else ()


@dataclass(frozen=True)
class Answer:
    """A tile with everything a screen, a file or a reader's voice needs (图块答案)."""

    tile: Tile
    title: str
    metric: Metric | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    chart: dict[str, Any] | None = field(default=None, hash=False)
    said: str = ""
    standing: Standing | None = None
    target: str = ""
    before: str = ""  # the figure of as many days before
    moved: str = ""  # by how much it rose or fell since, with its sign
    is_better: bool | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()  # what the signs on the picture mean
    refused: Refused | None = None
