"""Words, days, money and areas in a language that is named (措辞).

The screens write through ``components.language`` and ``components.format``, which know who is
reading. A notice is frozen in every language at once, and a plain page has only the browser's
word for it: they say here which language they mean.
"""

import gettext
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from rules.calendar import SHANGHAI
from rules.refusal import N_

CATALOGS = Path(__file__).parent.parent / "locales"
HOUSE = N_("Neighbours decide")
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@cache
def catalog(language: str) -> gettext.NullTranslations:
    """The read-only catalog of ``language``; English speaks for itself."""
    return gettext.translation("house", CATALOGS, [language], fallback=True)


def say(language: str, sentence: str, **facts: object) -> str:
    """``sentence`` in ``language``, with its facts filled in."""
    text = catalog(language).gettext(sentence) if sentence else ""
    return text.format(**facts) if facts else text


def either(language: str, chinese: str, english: str) -> str:
    """What people named in two languages; in Chinese where that is all."""
    return chinese if language == "zh_CN" else english or chinese


def preferred(accepted: str) -> str:
    """The language that an ``Accept-Language`` header asks for first; Chinese when in doubt."""
    first = accepted.split(",", maxsplit=1)[0].strip().lower()
    return "en" if first.startswith("en") else "zh_CN"


def day(language: str, on: date, year: bool = True) -> str:
    """2026 年 11 月 25 日, or 25 Nov 2026."""
    if language == "zh_CN":
        return (f"{on.year} 年 " if year else "") + f"{on.month} 月 {on.day} 日"
    return f"{on.day} {MONTHS[on.month - 1]}" + (f" {on.year}" if year else "")


def clock(language: str, moment: datetime, year: bool = True) -> str:
    """2026 年 11 月 25 日 19:00, on the clocks of this country."""
    here = moment.astimezone(SHANGHAI)
    return f"{day(language, here.date(), year)} {here:%H:%M}"


def yuan(fen: int) -> str:
    """¥ 386,214.50 from integer fen."""
    sign = "−" if fen < 0 else ""
    return f"{sign}¥ {abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def area(language: str, area_cm2: int) -> str:
    """90.55 ㎡, to the last hundredth: what is posted must add up."""
    hundredths = area_cm2 // 100
    text = f"{hundredths // 100:,}.{hundredths % 100:02d}".removesuffix(".00")
    return f"{text} {'㎡' if language == 'zh_CN' else 'm²'}"


def share(part: int, whole: int) -> str:
    """54.45%, cut and not rounded, so that 66.666% never reads as two thirds; 80% when even."""
    if whole == 0:
        return "–"
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}".removesuffix(".00") + "%"


_CELLS: dict[str, Callable[[str, Any], str]] = {
    "said": lambda _language, text: str(text),
    "area_cm2": area,
    "fen": lambda _language, fen: yuan(fen),
    "day": lambda language, text: day(language, date.fromisoformat(text)),
    "at": lambda language, text: clock(language, datetime.fromisoformat(text)),
    "share": lambda _language, pair: share(*pair),
    "named": lambda language, pair: str(pair[0] if language == "zh_CN" else pair[1]),
}


def worded(language: str, cell: object) -> str:
    """One cell of a notice in words.

    A plain text is a sentence of ours and is translated where it is known; a number is
    grouped. What a person wrote, or what carries a unit, says so: ``{"said": …}``,
    ``{"area_cm2": …}``, ``{"fen": …}``, ``{"day": "2026-06-10"}``, ``{"at": moment in ISO}``,
    ``{"share": [part, whole]}``, ``{"named": [Chinese, English]}``,
    ``{"sentence": …, "facts": {name: cell}}``.
    """
    if isinstance(cell, str):
        return say(language, cell)
    if isinstance(cell, int):
        return f"{cell:,}"
    assert isinstance(cell, dict), f"not a cell: {cell!r}"
    if "sentence" in cell:
        sentence, facts = cell["sentence"], cell.get("facts", {})
        told = {name: worded(language, fact) for name, fact in facts.items()}
        return say(language, sentence, **told)
    ((kind, value),) = cell.items()
    return _CELLS[kind](language, value)


def both(cell: object) -> str | dict[str, str]:
    """``cell`` in every language; one text where they agree."""
    texts = {language: worded(language, cell) for language in LANGUAGES}
    return texts["en"] if len(set(texts.values())) == 1 else texts


def one_of(text: str | dict[str, str], language: str) -> str:
    """What ``both`` kept, in one language."""
    return text if isinstance(text, str) else text[language]
