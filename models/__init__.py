"""The nouns of the house. Importing this package declares every table."""

from models import (
    bank,
    benefit,
    claim,
    consequence,
    contract,
    definition,
    disclosure,
    distribution,
    edition,
    firm,
    form,
    hearing,
    history,
    ledger,
    log,
    meeting,
    member,
    method,
    metric,
    motion,
    notice,
    photo,
    place,
    procedure,
    rating,
    register,
    revision,
    roll,
    scoring,
    search,
    sign_in,
    spending,
    statement,
    task,
    topic,
    trail,
    voucher,
    webhook,
)
from models.base import Record

TABLES = (
    place,
    member,
    sign_in,
    roll,
    procedure,
    topic,
    meeting,
    statement,
    motion,
    task,
    rating,
    benefit,
    notice,
    photo,
    revision,
    trail,
    ledger,
    log,
    voucher,
    contract,
    claim,
    spending,
    bank,
    disclosure,
    distribution,
    firm,
    method,
    edition,
    scoring,
    hearing,
    consequence,
    definition,
    history,
    form,
    webhook,
    metric,
    register,
    search,
)


def names() -> set[str]:
    """The tables of the house by name: what the files and folders of this package declare."""
    classes = {
        mapper.class_.__table__.name
        for mapper in Record._sa_registry.mappers
        if mapper.class_.__module__.startswith(f"{__name__}.")
    }
    return classes | {search.SEARCH_TEXT.name}
