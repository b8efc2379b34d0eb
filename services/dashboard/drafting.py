"""A metric that is only written down, shown as if it held (试算): the builder's picture."""

import json
from dataclasses import replace

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.dashboard.answering import Answer, answer
from services.dashboard.asking import At
from services.dashboard.of_metric import board_of, table_of
from services.definition import Defined, digest, supposing
from services.metric import read_here


def drafted(
    session: Session, viewer: Visitor, key: str, written: str, at: At, language: str
) -> tuple[Answer, ...]:
    """What a metric would show that is only written down; ``written`` is its body as JSON.

    Raises:
        Refused: it cannot be read.
    """
    try:
        body = json.loads(written)
    except ValueError:
        raise Refused(N_("This is not JSON.")) from None
    metric = read_here(session, key, body)
    as_it_would = Defined(DefinitionKind.METRIC, key, None, "/", 0, body, digest(body))
    with supposing(session, [(DefinitionKind.METRIC, key, as_it_would)]):
        board = replace(board_of(metric, table_of(session, metric)), public=False)
        return tuple(answer(session, viewer, board, one, at, language) for one in board.tiles)
