"""Which kept readings are old when a row of a table has changed (缓存分区)."""

from models.revision import Area
from rules.entity import Entity

_AREAS = {
    "bank": Area.LEDGER,
    "benefit": Area.DELIBERATION,
    "claim": Area.CLAIM,
    "consequence": Area.RANKING,
    "contract": Area.LEDGER,
    "covenant": Area.COVENANT,
    "disclosure": Area.LEDGER,
    "distribution": Area.LEDGER,
    "edition": Area.RANKING,
    "firm": Area.FIRM,
    "ledger": Area.LEDGER,
    "meeting": Area.DELIBERATION,
    "member": Area.MEMBER,
    "method": Area.FIRM,
    "motion": Area.DELIBERATION,
    "notice": Area.NOTICE,
    "place": Area.PLACE,
    "procedure": Area.PROCEDURE,
    "roll": Area.ROLL,
    "scoring": Area.RANKING,
    "spending": Area.LEDGER,
    "statement": Area.DELIBERATION,
    "task": Area.DELIBERATION,
    "topic": Area.DELIBERATION,
    "voucher": Area.LEDGER,
}


def moves(entity: Entity) -> tuple[Area, ...]:
    """The generated lists of all tables, and the subject that the table belongs to."""
    subject = entity.model.__module__.removeprefix("models.").partition(".")[0]
    own = _AREAS.get(subject)
    return (Area.REGISTER,) if own is None else (Area.REGISTER, own)
