"""Who may do what, where (权限). This page is the whole table.

Authority reaches down the tree of places: a council member of a community serves all
its compounds. Belonging reaches up: who lives in a unit belongs to its building, its
compound and its community.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from models.member import Role
from rules.refusal import N_, Refused

CLOSED = N_("Your role does not allow this here.")


class Permission(StrEnum):
    """One act that has to be allowed (权限)."""

    PROPOSE = "propose"  # 提议
    ENDORSE = "endorse"  # 附议
    DISCUSS = "discuss"  # 发表意见、表态
    RATE = "rate"  # 评议
    ACCEPT_TOPIC = "accept_topic"  # 受理、并入、不予受理
    CLOSE_TOPIC = "close_topic"  # 关闭议题
    CALL_MEETING = "call_meeting"  # 召集会议、写纪要
    MODERATE = "moderate"  # 管理意见
    PUT_MOTION = "put_motion"  # 提出议案
    ENTER_BALLOT = "enter_ballot"  # 录入书面票、委托、送达
    CARRY_OUT = "carry_out"  # 安排任务
    REPORT_WORK = "report_work"  # 报告进展
    PUBLISH_BENEFIT = "publish_benefit"  # 发布成果、公约
    EDIT_PROCEDURE = "edit_procedure"  # 编辑并发布规程
    IMPORT_ROLL = "import_roll"  # 导入和修改业主名册
    READ_ROLL = "read_roll"  # 查看名册（姓名脱敏）
    READ_PERSONAL = "read_personal"  # 查看完整个人信息（留痕）
    SET_RULES = "set_rules"  # 填写议事规则中的表决约定
    INVITE = "invite"  # 邀请居民：开通账号，登记其住处
    MANAGE_MEMBERS = "manage_members"  # 账号与授权
    MANAGE_PLACES = "manage_places"  # 地方
    READ_TRAIL = "read_trail"  # 查看留痕
    OPEN_BOOK = "open_book"  # 开账、设科目和银行账户
    POST_ENTRY = "post_entry"  # 记账：录入凭证、票据、对账单
    APPROVE_ENTRY = "approve_entry"  # 复核：别人录入的凭证
    CLOSE_PERIOD = "close_period"  # 结账、申请和同意反结账
    PUBLISH_ACCOUNTS = "publish_accounts"  # 公示收支、答复异议
    KEEP_CONTRACT = "keep_contract"  # 管理经营合同
    RECOVER = "recover"  # 清收登记
    ASK_SPENDING = "ask_spending"  # 申请支出、登记授权、拟定分配
    OBJECT = "object"  # 对公示提出异议、联名要求审计
    AUDIT = "audit"  # 查看全部账目、原始票据和预警
    WITNESS = "witness"  # 为检查点作见证签名
    KEEP_FIRMS = "keep_firms"  # 登记物业企业、服务合同、企业代表
    EDIT_METHOD = "edit_method"  # 编辑并发布评价办法
    RUN_EDITION = "run_edition"  # 开展评价：采集、试算、告知、答复
    DECIDE_EDITION = "decide_edition"  # 审定并发布红黑榜（两人）
    READ_EDITION = "read_edition"  # 查看未发布的评价
    SCORE = "score"  # 填写评分表
    ANSWER_SURVEY = "answer_survey"  # 填写业主满意度
    RECTIFY = "rectify"  # 专项整治
    CONFIGURE = "configure"  # 起草变更：字段、表单、指标、看板
    PUBLISH_CHANGES = "publish_changes"  # 发布和撤回变更


TOPMOST = len("//")  # slashes in the path of a place that lies in no other
BELONGING = frozenset({Role.RESIDENT, Role.OWNER})

_NEIGHBOUR = {Permission.PROPOSE, Permission.ENDORSE, Permission.DISCUSS, Permission.RATE}
_BOOKS = {
    Permission.OPEN_BOOK,
    Permission.POST_ENTRY,
    Permission.APPROVE_ENTRY,
    Permission.CLOSE_PERIOD,
    Permission.PUBLISH_ACCOUNTS,
    Permission.KEEP_CONTRACT,
    Permission.RECOVER,
    Permission.ASK_SPENDING,
    Permission.AUDIT,
}
_CHAIR = {
    Permission.PROPOSE,
    Permission.DISCUSS,
    Permission.ACCEPT_TOPIC,
    Permission.CLOSE_TOPIC,
    Permission.CALL_MEETING,
    Permission.MODERATE,
    Permission.PUT_MOTION,
    Permission.ENTER_BALLOT,
    Permission.CARRY_OUT,
    Permission.REPORT_WORK,
    Permission.PUBLISH_BENEFIT,
    Permission.READ_ROLL,
}

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.RESIDENT: frozenset(_NEIGHBOUR),
    Role.OWNER: frozenset(_NEIGHBOUR | {Permission.OBJECT, Permission.ANSWER_SURVEY}),
    Role.COUNCIL: frozenset(
        _CHAIR
        | {
            Permission.EDIT_PROCEDURE,
            Permission.IMPORT_ROLL,
            Permission.READ_PERSONAL,
            Permission.SET_RULES,
            Permission.INVITE,
            Permission.OPEN_BOOK,
            Permission.APPROVE_ENTRY,
            Permission.CLOSE_PERIOD,
            Permission.PUBLISH_ACCOUNTS,
            Permission.RECOVER,
            Permission.ASK_SPENDING,
            Permission.AUDIT,
            Permission.SCORE,
            Permission.CONFIGURE,
            Permission.PUBLISH_CHANGES,
        }
    ),
    Role.COMMITTEE: frozenset(
        _CHAIR
        | _BOOKS
        | {
            Permission.IMPORT_ROLL,
            Permission.READ_PERSONAL,
            Permission.SET_RULES,
            Permission.SCORE,
        }
    ),
    Role.SECRETARY: frozenset(
        _CHAIR - {Permission.ENTER_BALLOT}
        | {
            Permission.APPROVE_ENTRY,
            Permission.RECOVER,
            Permission.ASK_SPENDING,
            Permission.AUDIT,
            Permission.SCORE,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Permission.DISCUSS,
            Permission.REPORT_WORK,
            Permission.POST_ENTRY,
            Permission.KEEP_CONTRACT,
        }
    ),
    Role.GRID_WORKER: frozenset(
        {
            Permission.PROPOSE,
            Permission.DISCUSS,
            Permission.CALL_MEETING,
            Permission.REPORT_WORK,
            Permission.READ_ROLL,
        }
    ),
    Role.STREET_OFFICER: frozenset(
        {
            Permission.READ_TRAIL,
            Permission.MODERATE,
            Permission.CLOSE_TOPIC,
            Permission.RECOVER,
            Permission.AUDIT,
            Permission.WITNESS,
            Permission.KEEP_FIRMS,
            Permission.EDIT_METHOD,
            Permission.RUN_EDITION,
            Permission.DECIDE_EDITION,
            Permission.READ_EDITION,
            Permission.SCORE,
            Permission.RECTIFY,
            Permission.CONFIGURE,
            Permission.PUBLISH_CHANGES,
        }
    ),
    Role.EXPERT: frozenset({Permission.SCORE}),
    Role.AUDITOR: frozenset(
        {
            Permission.READ_TRAIL,
            Permission.READ_ROLL,
            Permission.AUDIT,
            Permission.READ_EDITION,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.INVITE,
            Permission.MANAGE_MEMBERS,
            Permission.MANAGE_PLACES,
            Permission.READ_TRAIL,
            Permission.EDIT_PROCEDURE,
            Permission.IMPORT_ROLL,
            Permission.READ_ROLL,
            Permission.SET_RULES,
            Permission.CONFIGURE,
            Permission.PUBLISH_CHANGES,
        }
    ),
}


@dataclass(frozen=True)
class Held:
    """One role held at one place (所任角色)."""

    role: Role
    place_id: int
    path: str


@dataclass(frozen=True)
class Visitor:
    """Who is here, with every role he holds at this moment (来访者)."""

    member_id: int | None = None
    name: str = ""
    username: str = ""
    held: tuple[Held, ...] = field(default=())

    @property
    def signed_in(self) -> bool:
        """Whether this is a member rather than a stranger."""
        return self.member_id is not None

    def roles_at(self, path: str) -> frozenset[Role]:
        """The roles that count at the place with ``path``."""
        return frozenset(
            held.role
            for held in self.held
            if path.startswith(held.path) or (held.role in BELONGING and held.path.startswith(path))
        )

    def may(self, permission: Permission, path: str | None = None) -> bool:
        """Whether ``permission`` is held at ``path``, or anywhere when none is given."""
        if path is None:
            return any(permission in GRANTED[held.role] for held in self.held)
        return any(permission in GRANTED[role] for role in self.roles_at(path))

    def may_everywhere(self, permission: Permission) -> bool:
        """Whether ``permission`` is held at a topmost place: for what all places share."""
        return any(
            permission in GRANTED[held.role] and held.path.count("/") == TOPMOST
            for held in self.held
        )


STRANGER = Visitor()


def must_be_signed_in(visitor: Visitor) -> None:
    """Refuse a stranger."""
    if not visitor.signed_in:
        raise Refused(N_("Please sign in first."))


def must_be_allowed(visitor: Visitor, permission: Permission, path: str | None = None) -> None:
    """Refuse a visitor whose roles at ``path`` do not carry ``permission``."""
    must_be_signed_in(visitor)
    if not visitor.may(permission, path):
        raise Refused(CLOSED)


def must_be_allowed_everywhere(visitor: Visitor, permission: Permission) -> None:
    """Refuse whoever does not hold ``permission`` at a topmost place."""
    must_be_signed_in(visitor)
    if not visitor.may_everywhere(permission):
        raise Refused(CLOSED)
