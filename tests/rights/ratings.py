"""Editions and the hearing of firms: who may (评价权限)."""

from datetime import date, timedelta

from services.edition import computing, deciding, opening, serving
from services.hearing import answering, preview, raising, repairing
from tests.rights.rated import TEXT
from tests.rights.row import REASON, Row, Rows

JUST_SHOWN = timedelta(days=27)  # before the house is looked at: a firm has its days then

STREET = frozenset({"qin"})
AGENT = frozenset({"chen"})  # speaks for 安居 in the situation, and for nobody else


def _opening(version_id: int) -> opening.Opening:
    return opening.Opening("又一期", date(2030, 1, 1), date(2030, 6, 30), version_id)


ROWS: Rows = {
    opening.open_edition: Row(
        STREET, lambda d, a, s: opening.open_edition(d, a, s.street, _opening(s.rating_version))
    ),
    computing.compute: Row(STREET, lambda d, a, s: computing.compute(d, a, s.collecting)),
    computing.reopen: Row(STREET, lambda d, a, s: computing.reopen(d, a, s.drafted, REASON)),
    computing.compute_correction: Row(
        STREET, lambda d, a, s: computing.compute_correction(d, a, s.upheld)
    ),
    serving.serve: Row(STREET, lambda d, a, s: serving.serve(d, a, s.drafted)),
    serving.open_window: Row(STREET, lambda d, a, s: serving.open_window(d, a, s.shown)),
    serving.close_window: Row(STREET, lambda d, a, s: serving.close_window(d, a, s.window)),
    deciding.approve: Row(
        STREET, lambda d, a, s: deciding.approve(d, a, s.to_decide, s.to_decide_draft)
    ),
    deciding.publish: Row(STREET, lambda d, a, s: deciding.publish(d, a, s.agreed, s.agreed_draft)),
    deciding.correct: Row(
        STREET, lambda d, a, s: deciding.correct(d, a, s.corrected, s.corrected_draft)
    ),
    deciding.cancel: Row(STREET, lambda d, a, s: deciding.cancel(d, a, s.collecting, REASON)),
    preview.open_preview: Row(AGENT, lambda d, a, s: preview.open_preview(d, a, s.shown, s.firm)),
    raising.raise_objection: Row(
        AGENT,
        lambda d, a, s: raising.raise_objection(d, a, s.shown_entrant, "complaints", TEXT),
        late=-JUST_SHOWN,
    ),
    raising.withdraw_objection: Row(
        AGENT, lambda d, a, s: raising.withdraw_objection(d, a, s.own_objection)
    ),
    answering.answer_objection: Row(
        STREET,
        lambda d, a, s: answering.answer_objection(
            d, a, s.objection, answering.Ruling(True, TEXT, "20")
        ),
    ),
    repairing.ask_repair: Row(
        AGENT, lambda d, a, s: repairing.ask_repair(d, a, s.listed_entrant, TEXT)
    ),
    repairing.answer_repair: Row(
        STREET, lambda d, a, s: repairing.answer_repair(d, a, s.repair, True, TEXT)
    ),
}
