"""One round of rating and how it walks to its red and black list (期次)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described


class EditionState(StrEnum):
    """How far an edition has come (期次状态)."""

    COLLECTING = "collecting"  # 采集
    COMPUTED = "computed"  # 试算
    PREVIEW = "preview"  # 告知核对
    OBJECTION = "objection"  # 申诉期
    DECIDING = "deciding"  # 待审定
    PUBLISHED = "published"  # 已发布
    CANCELLED = "cancelled"  # 已作废


class EditionActKind(StrEnum):
    """What was done to an edition (期次动作). The acts, in order, are the edition's state."""

    OPENED = "opened"  # 开启
    COMPUTED = "computed"  # 试算
    REOPENED = "reopened"  # 退回采集
    SERVED = "served"  # 告知企业
    WINDOW_OPENED = "window_opened"  # 开始申诉
    RAISED = "raised"  # 提出异议
    ANSWERED = "answered"  # 答复异议
    WINDOW_CLOSED = "window_closed"  # 申诉期满
    APPROVED = "approved"  # 审定同意
    PUBLISHED = "published"  # 发布
    CORRECTED = "corrected"  # 更正
    CANCELLED = "cancelled"  # 作废


class Edition(Record, table=True):
    """One round of rating in one street (期次).

    ``seed`` is published when the edition opens: it draws the experts and the intervals, so
    nobody can choose it afterwards. ``state`` repeats what the acts say, for lists.
    """

    __table_args__ = (Index(None, "path", "published_at"),)

    code: str = Field(max_length=40, unique=True)  # stands in links: /edition?code=zhelu-2026h1
    title: str = Field(max_length=80)
    place_id: int = Field(foreign_key="place.id", index=True)  # the street
    path: str = Field(sa_type=PATH, nullable=False)
    begins_on: date  # the half-year that is rated
    ends_on: date
    method_version_id: int = Field(foreign_key="method_version.id", index=True)
    seed: int = Field(sa_type=BigInteger)
    state: EditionState = Field(
        default=EditionState.COLLECTING, sa_column_kwargs=described("期次状态", dimension=True)
    )
    computation_id: int | None = None  # the one that counts now
    notice_id: int | None = Field(default=None, foreign_key="notice.id")
    window_closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_by: int | None = Field(default=None, foreign_key="member.id")


class EditionAct(Record, table=True):
    """One act on an edition (期次动作). Append-only: the state is what the acts add up to.

    ``blacks`` are the entrants on the black list of the computation the act is about.
    """

    __tablename__ = "edition_act"
    __table_args__ = (Index(None, "edition_id", "id"),)

    edition_id: int = Field(foreign_key="edition.id")
    kind: EditionActKind
    at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    computation_id: int | None = None
    appeal_id: int | None = None
    upheld: bool = False  # of an answer: it agreed with the firm
    blacks: list[int] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", max_length=500)


class EntrantKind(StrEnum):
    """Whether a compound is rated (参评情况)."""

    RATED = "rated"  # 参评
    PARTY_LED = "party_led"  # 党组织领办，兜底服务，列示不排名
    UNSERVED = "unserved"  # 无物业，列示不排名


class Entrant(Record, table=True):
    """A compound in an edition, as it was when the edition opened (参评小区)."""

    __table_args__ = (
        UniqueConstraint("edition_id", "place_id"),
        Index(None, "edition_id", "firm_id"),
    )

    edition_id: int = Field(foreign_key="edition.id")
    place_id: int = Field(foreign_key="place.id", index=True)
    firm_id: int | None = Field(default=None, foreign_key="firm.id")
    kind: EntrantKind = Field(
        default=EntrantKind.RATED, sa_column_kwargs=described("参评情况", dimension=True)
    )
    name: str = Field(max_length=60)
    firm_name: str = Field(default="", max_length=80)
    households: int = 0
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # type, built_in, level …
    peers: str = Field(default="", max_length=80)  # the peer group it is ranked in


class Computation(Record, table=True):
    """One computing of an edition: all that went in, and the hash of what came out (计算).

    ``inputs`` is the compressed canonical JSON of the values, the method and the seed: from it
    anybody gets ``result_sha256`` again. Append-only.
    """

    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    edition_id: int = Field(foreign_key="edition.id")
    number: int = Field(ge=1)
    corrects_id: int | None = Field(default=None, foreign_key="computation.id")
    method_sha256: str = Field(max_length=64)
    inputs: bytes = Field(sa_type=LargeBinary)
    inputs_sha256: str = Field(max_length=64)
    result_sha256: str = Field(max_length=64)
    code_version: str = Field(max_length=80)
    draws: int
    made_by: int | None = Field(default=None, foreign_key="member.id")


class Mark(StrEnum):
    """What an edition says of a compound (榜单)."""

    RED = "red"  # 红榜
    BLACK = "black"  # 黑榜
    NONE = "none"  # 未上榜
    UNRANKED = "unranked"  # 未排名


class Placing(Record, table=True):
    """One compound's result in one computation (名次). Append-only.

    Scores and contributions are in billionths of a point; ``worst`` and ``best`` count the
    draws in which the compound was truly in the worst or best part of its peer group.
    """

    __tablename__ = "edition_placing"  # the bare word is PostgreSQL's own
    __table_args__ = (
        UniqueConstraint("computation_id", "entrant_id"),
        Index(None, "computation_id", "mark", "rank"),
        Index(None, "computation_id", "rank"),
        Index(None, "place_id", "computation_id"),
    )

    computation_id: int = Field(foreign_key="computation.id")
    entrant_id: int = Field(foreign_key="entrant.id", index=True)
    place_id: int = Field(foreign_key="place.id")
    peers: str = Field(default="", max_length=80)
    score: int | None = Field(
        default=None, sa_type=BigInteger, sa_column_kwargs=described("得分", measure=True)
    )
    rank: int | None = Field(default=None, sa_column_kwargs=described("名次", measure=True))
    low: int | None = None  # the best rank of the interval
    high: int | None = None  # the worst
    worst: int = 0
    best: int = 0
    coverage: int = 0  # millionths of the weight that was measured
    mark: Mark = Field(default=Mark.NONE, sa_column_kwargs=described("榜单", dimension=True))
    grade: str = Field(default="", max_length=20)
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    values: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # code: as it went in
    contributions: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
