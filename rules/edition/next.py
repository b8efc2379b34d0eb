"""What comes next in an edition, and until when one waits (下一步)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.edition import EditionState
from rules.edition.term import Terms, preview_ends, review_ends
from rules.edition.walk import PERSONS, Stand


class Step(StrEnum):
    """What is to be done now (待办)."""

    COMPUTE = "compute"  # 试算
    SERVE = "serve"  # 告知企业
    ANSWER = "answer"  # 答复异议
    RECOMPUTE = "recompute"  # 异议成立，重新试算
    LOOKING = "looking"  # 企业核对中
    OPEN_WINDOW = "open_window"  # 开始申诉期
    OBJECTING = "objecting"  # 申诉期中
    CLOSE_WINDOW = "close_window"  # 结束申诉期
    APPROVE = "approve"  # 审定
    PUBLISH = "publish"  # 发布
    COMPUTE_CORRECTION = "compute_correction"  # 更正试算
    DECIDE_CORRECTION = "decide_correction"  # 决定更正
    REVIEWING = "reviewing"  # 复核期
    DONE = "done"  # 已办结
    CANCELLED = "cancelled"  # 已作废


@dataclass(frozen=True)
class Next:
    """The step, until when it lasts, and how many it is about (待办事项)."""

    step: Step
    until: datetime | None = None
    count: int = 0


def next_step(now: Stand, moment: datetime, terms: Terms) -> Next:
    """What is to be done at ``moment``."""
    if now.state is EditionState.CANCELLED:
        return Next(Step.CANCELLED)
    if now.waiting:
        return Next(Step.ANSWER, now.window_closes_at, len(now.waiting))
    return _STATES[now.state or EditionState.COLLECTING](now, moment, terms)


def _collecting(now: Stand, moment: datetime, terms: Terms) -> Next:
    return Next(Step.COMPUTE)


def _computed(now: Stand, moment: datetime, terms: Terms) -> Next:
    return Next(Step.SERVE)


def _preview(now: Stand, moment: datetime, terms: Terms) -> Next:
    if now.upheld:
        return Next(Step.RECOMPUTE)
    assert now.served_at is not None
    ends = preview_ends(now.served_at, terms)
    return Next(Step.LOOKING, ends) if moment < ends else Next(Step.OPEN_WINDOW)


def _objection(now: Stand, moment: datetime, terms: Terms) -> Next:
    closes = now.window_closes_at
    assert closes is not None
    return Next(Step.OBJECTING, closes) if moment < closes else Next(Step.CLOSE_WINDOW)


def _deciding(now: Stand, moment: datetime, terms: Terms) -> Next:
    if now.upheld:
        return Next(Step.RECOMPUTE)
    lacking = PERSONS - len(set(now.approved_by))
    return Next(Step.APPROVE, count=lacking) if lacking > 0 else Next(Step.PUBLISH)


def _published(now: Stand, moment: datetime, terms: Terms) -> Next:
    if now.correction is not None:
        return Next(Step.DECIDE_CORRECTION)
    if now.upheld:
        return Next(Step.COMPUTE_CORRECTION)
    assert now.published_at is not None
    ends = review_ends(now.published_at, terms)
    return Next(Step.REVIEWING, ends) if moment < ends else Next(Step.DONE)


_STATES = {
    EditionState.COLLECTING: _collecting,
    EditionState.COMPUTED: _computed,
    EditionState.PREVIEW: _preview,
    EditionState.OBJECTION: _objection,
    EditionState.DECIDING: _deciding,
    EditionState.PUBLISHED: _published,
}
