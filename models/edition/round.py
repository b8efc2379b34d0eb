"""One round of rating: its acts, its compounds, its computations (期次)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "期次",
        "Edition",
        "emoji_events",
        "rating",
        title="title",
        listed=("title", "place_id", "begins_on", "ends_on", "state", "published_at"),
        search=("title", "code"),
        inline=("entrant", "edition_act", "consequence"),
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    code: str = Field(
        max_length=40, unique=True, sa_column_kwargs=described("代码")
    )  # stands in links: /edition?code=zhelu-2026h1
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    place_id: int = Field(
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("街道", english="Street", dimension=True),
    )  # the street
    path: str = Field(sa_type=PATH, nullable=False)
    begins_on: date = Field(
        sa_column_kwargs=described("评价期起", english="Rated from", dimension=True)
    )  # the half-year that is rated
    ends_on: date = Field(
        sa_column_kwargs=described("评价期止", english="Rated until", dimension=True)
    )
    method_version_id: int = Field(
        foreign_key="method_version.id",
        index=True,
        sa_column_kwargs=described("办法版本", english="Version of the method", dimension=True),
    )
    seed: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("公开的种子", english="Published seed")
    )
    state: EditionState = Field(
        default=EditionState.COLLECTING, sa_column_kwargs=described("期次状态", dimension=True)
    )
    computation_id: int | None = None  # the one that counts now
    notice_id: int | None = Field(
        default=None, foreign_key="notice.id", sa_column_kwargs=described("公示")
    )
    window_closes_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("申诉截止", english="Window for objections closes"),
    )
    published_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("发布时间", english="Published"),
    )
    opened_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("开启人")
    )


class EditionAct(Record, table=True):
    """One act on an edition (期次动作). Append-only: the state is what the acts add up to.

    ``blacks`` are the entrants on the black list of the computation the act is about.
    """

    __tablename__ = "edition_act"
    __table_args__ = (Index(None, "edition_id", "id"),)
    __screen__ = Screen(
        "期次动作",
        "Act on an edition",
        "history",
        "rating",
        title="kind",
        listed=("edition_id", "kind", "at", "member_id", "reason"),
        search=("reason",),
        changes=Changes.NEVER,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    kind: EditionActKind = Field(sa_column_kwargs=described("动作", english="Act", dimension=True))
    at: datetime = Field(
        sa_type=UtcDateTime, nullable=False, sa_column_kwargs=described("时间", english="Moment")
    )
    member_id: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("经办人", english="By")
    )
    computation_id: int | None = None
    appeal_id: int | None = None
    upheld: bool = Field(
        default=False, sa_column_kwargs=described("异议成立", dimension=True)
    )  # of an answer: it agreed with the firm
    blacks: list[int] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", max_length=500, sa_column_kwargs=described("理由", long=True))


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
    __screen__ = Screen(
        "参评小区",
        "Compound in an edition",
        "holiday_village",
        "rating",
        title="name",
        listed=("edition_id", "name", "firm_name", "kind", "households", "peers"),
        search=("name", "firm_name"),
        inline=("edition_placing", "figure", "appeal"),
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    place_id: int = Field(
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("小区", english="Compound", dimension=True),
    )
    firm_id: int | None = Field(
        default=None, foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    kind: EntrantKind = Field(
        default=EntrantKind.RATED, sa_column_kwargs=described("参评情况", dimension=True)
    )
    name: str = Field(max_length=60, sa_column_kwargs=described("小区名称"))
    firm_name: str = Field(default="", max_length=80, sa_column_kwargs=described("企业名称"))
    households: int = Field(default=0, sa_column_kwargs=described("户数", unit="户", measure=True))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # type, built_in, level …
    peers: str = Field(
        default="",
        max_length=80,
        sa_column_kwargs=described("同组", english="Peer group", dimension=True),
    )  # the peer group it is ranked in


class Computation(Record, table=True):
    """One computing of an edition: all that went in, and the hash of what came out (计算).

    ``inputs`` is the compressed canonical JSON of the values, the method and the seed: from it
    anybody gets ``result_sha256`` again. Append-only.
    """

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    __screen__ = Screen(
        "计算",
        "Computation",
        "calculate",
        "rating",
        title="number",
        listed=("edition_id", "number", "corrects_id", "draws", "result_sha256", "created_at"),
        inline=("edition_placing",),
        changes=Changes.NEVER,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    number: int = Field(ge=1, sa_column_kwargs=described("序号"))
    corrects_id: int | None = Field(
        default=None,
        foreign_key="computation.id",
        sa_column_kwargs=described("更正对象", english="Corrects"),
    )
    method_sha256: str = Field(
        max_length=64, sa_column_kwargs=described("办法校验值", english="Hash of the method")
    )
    inputs: bytes = Field(sa_type=LargeBinary)
    inputs_sha256: str = Field(
        max_length=64, sa_column_kwargs=described("输入校验值", english="Hash of what went in")
    )
    result_sha256: str = Field(
        max_length=64, sa_column_kwargs=described("结果校验值", english="Hash of the result")
    )
    code_version: str = Field(max_length=80, sa_column_kwargs=described("程序版本"))
    draws: int = Field(sa_column_kwargs=described("抽样次数", measure=True))
    made_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("试算人")
    )
