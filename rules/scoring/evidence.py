"""What stands behind a figure that the house gathered (数据依据).

Of such a figure a code is kept, with the numbers of the records it was counted from, and the
sentence is made where it is read, in the reader's language: ``@complaints 12,15`` with its count
and its whole. What a person entered keeps that person's own words.
"""

from collections.abc import Iterable

from rules.refusal import N_

MARK = "@"
LONGEST = 500
SAID = {
    "sheets": N_("{count} of {asked} sheets are signed."),
    "no_sheets": N_("No sheet is signed yet: this is missing."),
    "survey": N_("{count} of {asked} households answered."),
    "turnout": N_("{count} of {asked} households answered: too few, so this is missing."),
    "few": N_("{count} of {asked} households answered: their mean would tell who said what."),
    "no_households": N_("The roll has no households, so this is missing."),
    "complaints": N_("{count} complaints on the platform among {asked} households."),
    "unused": N_("Too few households of this compound use the platform, so this is missing."),
    "disclosure": N_("{count} of {asked} accounts due in the period were posted on time."),
    "no_disclosure": N_("No accounts fell due in the period, so this is missing."),
    "decisions": N_("{count} of {asked} tasks due in the period were done on time."),
    "no_decisions": N_("No task fell due in the period, so this is missing."),
    "ratings": N_("{count} of {asked} ratings of results are “satisfied”."),
    "no_ratings": N_("No result was rated in the period, so this is missing."),
}


def kept(code: str, records: Iterable[int] = ()) -> str:
    """The text that is kept: as many record numbers as there is room for."""
    text = MARK + code
    for place, number in enumerate(records):
        longer = f"{text}{',' if place else ' '}{number}"
        if len(longer) > LONGEST:
            break
        text = longer
    return text


def code_of(evidence: str) -> str | None:
    """The code of what the house gathered; ``None`` for words of a person."""
    code = evidence[1:].partition(" ")[0] if evidence.startswith(MARK) else ""
    return code if code in SAID else None


def records_of(evidence: str) -> tuple[int, ...]:
    """The numbers of the records behind a figure that the house gathered."""
    if code_of(evidence) is None:
        return ()
    numbers = evidence.partition(" ")[2]
    return tuple(int(number) for number in numbers.split(",") if number.isdigit())
