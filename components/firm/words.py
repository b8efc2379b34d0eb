"""Words for firms and what they serve (物业企业用语)."""

from datetime import date

from components.format import day, yuan
from components.language import _
from components.text import plain
from models.firm import FirmKind
from rules.firm.register import COMMODITY, MIXED, OLD, RESETTLED
from rules.refusal import N_

POINT = 10**9  # scores are kept in billionths of a point
HUNDREDTH = POINT // 100

KINDS = {FirmKind.COMPANY: N_("Company"), FirmKind.PARTY_LED: N_("Party-led")}
_TYPES = {
    COMMODITY: N_("Commercial housing"),
    RESETTLED: N_("Resettlement housing"),
    OLD: N_("Old compound"),
    MIXED: N_("Mixed"),
}


def kind(code: FirmKind) -> str:
    """A company, or led by the party branch."""
    return _(KINDS[code])


def kind_badge(code: FirmKind | None) -> str:
    """The same as a badge; ochre where nobody serves."""
    if code is None:
        return f":orange-badge[:material/warning: {_('Nobody serves')}]"
    colour = "red" if code is FirmKind.PARTY_LED else "blue"
    return f":{colour}-badge[{kind(code)}]"


def compound_type(code: str | None) -> str:
    """What kind of compound it is; nothing where nobody said so."""
    return _(_TYPES[code]) if code in _TYPES else ""


def types() -> dict[str, str]:
    """All kinds of compounds, by their code."""
    return {code: _(name) for code, name in _TYPES.items()}


def fee(fen: int) -> str:
    """¥ 1.80 a m² and month; nothing where none is known."""
    return _("{sum} per m² and month", sum=yuan(fen)) if fen else ""


def level(number: int) -> str:
    """Level 2."""
    return _("level {n}", n=number)


def term(begins_on: date, ends_on: date | None) -> str:
    """From when to when."""
    if ends_on is None:
        return _("since {day}", day=day(begins_on, year=True))
    return f"{day(begins_on, year=True)} – {day(ends_on, year=True)}"


def served(begins_on: date, ends_on: date | None, level_: int, fee_fen: int) -> str:
    """All terms of a contract in one line, for Markdown."""
    return plain(
        " · ".join(part for part in (term(begins_on, ends_on), level(level_), fee(fee_fen)) if part)
    )


def score(billionths: int | None) -> str:
    """83.25: a score as every list shows it, halves away from zero; a dash where there is none."""
    if billionths is None:
        return "–"
    hundredths = (abs(billionths) + HUNDREDTH // 2) // HUNDREDTH
    sign = "−" if billionths < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"
