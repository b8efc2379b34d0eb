"""Rights in a change set (数据权限): they hold for the whole house, and somebody keeps the keys."""

from sqlmodel import Session

from models.definition import DefinitionKind
from models.member import Role
from rules.definition import Problem, right
from rules.entity.words import CHOICES
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from rules.right import EVERYONE
from services.change.kind.base import Body, Change, Home, Kind
from services.entity import entities, entity_for
from services.right.lockout import locked
from services.wording import say


class RightKind(Kind):
    """What a role may do: under ``council`` everywhere, under ``council.topic`` with one table."""

    kind = DefinitionKind.RIGHT
    house_wide = True

    def must_be_key(self, key: str) -> str:
        """``role`` or ``role.table``."""
        role = super().must_be_key(key).partition(".")[0]
        if role != EVERYONE and role not in {one.value for one in Role}:
            raise Refused(N_("The key of a right begins with its role."))
        return key

    def home(self, session: Session, key: str) -> Home | None:
        """Rights hold for the whole house."""
        return Home(None)

    def name(self, key: str, body: Body | None) -> tuple[str, str]:
        """The role, and the table where it speaks of one."""
        role, _dot, table = key.partition(".")
        word = CHOICES["Role"].get(role, "Everyone")
        known = entities().get(table)
        tables = (known.label, known.english) if known else (table, table)
        said = (say("zh_CN", word), say("en", word))
        pair = [" · ".join(filter(None, one)) for one in zip(said, tables, strict=True)]
        return pair[0][:60], pair[1][:80]

    def must_be_allowed(self, session: Session, actor: Visitor, change: Change) -> None:
        """Rights reach everywhere: so must whoever changes them."""
        must_be_allowed_everywhere(actor, Permission.CONFIGURE)

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What is wrong with the body; and whether the last administrator would be locked out."""
        if change.place is not None:
            return [Problem("", N_("Rights hold for the whole house: choose no place."))]
        if change.after is not None:
            found = right.problems(
                change.after, change.key, lambda table: entity_for(session, table)
            )
            if found:
                return found
        text = N_("After this nobody could look after “{name}” any more: an administrator has to.")
        return [
            Problem("rights", text, {"name": entity.label, "name_en": entity.english})
            for entity in locked(session)
        ]
