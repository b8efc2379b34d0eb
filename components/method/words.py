"""A method in words that a grandmother reads (评价办法说明)."""

from decimal import Decimal

from components import label
from components.language import _, either
from components.method.naming import name
from rules.method.body import Body, Indicator, SheetForm
from rules.method.tree import plain_number
from rules.refusal import N_

KINDS = {
    "goalpost": N_("Between two fixed marks"),
    "minmax": N_("Between the best and the worst"),
    "points": N_("Points as they are"),
    "percentile": N_("By place, as a share"),
    "rank": N_("By place"),
    "zscore": N_("By distance from the mean"),
    "none": N_("The number as it is"),
}
EXPLAINED = {
    "goalpost": N_(
        "You set two marks: who reaches one gets everything, who is at the other gets nothing; "
        "in between it goes in proportion. Firm from one edition to the next: use it where you can."
    ),
    "minmax": N_(
        "The best compound of this edition gets everything, the worst nothing. One extreme "
        "compound moves all the others."
    ),
    "points": N_(
        "The points are added, or taken off where less is better. Nothing above the highest is "
        "accepted."
    ),
    "percentile": N_(
        "Only the order counts: the first gets everything, the last nothing, whatever the distance."
    ),
    "rank": N_("Only the order counts: 1 for the last, one more for each place above."),
    "zscore": N_("How many standard deviations above the mean. It has no fixed end."),
    "none": N_("The raw number is added up. Only for numbers that are already comparable."),
}
SOURCES = {
    "sheet": N_("A score sheet"),
    "survey": N_("The survey of owners"),
    "entered": N_("Entered or imported by the street"),
    "platform": N_("What this platform holds"),
}
PLATFORM = {
    "complaints": N_("topics on property service for each 1,000 households"),
    "disclosure": N_("share of the accounts that were posted on time"),
    "decisions": N_("share of what was decided that was carried out in time"),
    "ratings": N_("share of residents who were satisfied with what was done"),
}
AGGREGATES = {
    "arithmetic": N_("Weighted mean: a weakness can be made up for elsewhere"),
    "geometric": N_("Weighted product: a weakness anywhere pulls the whole down"),
    "sum": N_("Sum: points are added and taken off"),
}
MISSING = {
    "reweight": N_("The weight goes to what is there"),
    "mean": N_("The mean of the others is put in"),
    "refuse": N_("Nothing is computed until every figure is there"),
}
TIES = {
    "min": N_("Both get the better place"),
    "max": N_("Both get the worse place"),
}
PEERS = {
    "type": N_("kind of compound"),
    "age": N_("age of the buildings"),
    "size": N_("number of households"),
}
EFFECTS = {"black": N_("On the black list"), "not_red": N_("Never on the red list")}


def unit(leaf: Indicator) -> str:
    """What the raw numbers are counted in."""
    return either(leaf.unit, leaf.unit_en)


def number(value: Decimal | None) -> str:
    """A number as people write it."""
    return "–" if value is None else plain_number(value)


def _counted(value: Decimal | None, counted: str) -> str:
    return f"{number(value)} {counted}".strip()


def percent(share: Decimal) -> str:
    """A share of one as percent."""
    return f"{plain_number(share * 100)} %"


def scale(leaf: Indicator) -> str:
    """What a raw number is worth, in one sentence."""
    return " ".join(filter(None, (_scale(leaf), _log(leaf))))


def _scale(leaf: Indicator) -> str:
    counted = unit(leaf)
    low, high = (_counted(end, counted) for end in (leaf.scale.low, leaf.scale.high))
    less = leaf.direction < 0
    match leaf.scale.kind:
        case "goalpost":
            if not less and not leaf.scale.low:
                return _("{high} gets full marks, less in proportion.", high=high)
            best, worst = (low, high) if less else (high, low)
            return _(
                "{best} gets full marks, {worst} gets none; in between in proportion.",
                best=best,
                worst=worst,
            )
        case "minmax" if less:
            return _("The lowest of all compounds gets full marks, the highest none.")
        case "minmax":
            return _("The highest of all compounds gets full marks, the lowest none.")
        case "points" if less:
            return _("Taken off as points, {n} at most.", n=number(leaf.scale.high))
        case "points":
            return _("Added as points, {n} at most.", n=number(leaf.scale.high))
        case "percentile" | "rank" if less:
            return _("By place among all compounds: the lowest number comes first.")
        case "percentile" | "rank":
            return _("By place among all compounds: the highest number comes first.")
        case "zscore":
            return _("By the distance from the mean of all compounds.")
        case _ if less:
            return _("The number as it is, taken off.")
    return _("The number as it is.")


def _log(leaf: Indicator) -> str:
    if not leaf.scale.log:
        return ""
    return _("On a logarithmic scale: among large numbers a difference counts less.")


def source(body: Body, leaf: Indicator) -> str:
    """Where the numbers of an indicator come from, in one sentence."""
    match leaf.source.kind:
        case "sheet":
            form = body.sheet(leaf.source.name)
            return _(SOURCES["sheet"]) if form is None else sheet(form)
        case "survey":
            asked = len(body.questions)
            return _("Owners answer {n} questions with 1 to 5, once a household.", n=asked)
        case "platform":
            held = PLATFORM.get(leaf.source.name)
            return _("From this platform: {figure}.", figure=_(held)) if held else ""
        case "entered":
            return _("Entered by the street office, with its evidence.")
    return ""


def sheet(form: SheetForm) -> str:
    """Who fills in a sheet."""
    told = {"sheet": name(form), "roles": label.roles(list(form.roles))}
    if form.drawn:
        return _("“{sheet}”: {n} experts drawn at random; the mean counts.", n=form.drawn, **told)
    return _("“{sheet}”, filled in by: {roles}.", **told)


def peers(body: Body) -> str:
    """Who is compared with whom."""
    if not body.peers:
        return _("All compounds are ranked together.")
    alike = _(", ").join(_(PEERS[peer]) for peer in body.peers if peer in PEERS)
    return _(
        "Like is ranked with like: by {alike}. A group of fewer than {n} joins all the others.",
        alike=alike,
        n=body.peer_minimum,
    )
