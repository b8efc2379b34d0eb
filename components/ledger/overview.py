"""Where the money comes from, where it goes, and what is left of it (总账图)."""

import streamlit as st

from components.format import yuan
from components.language import _, chosen
from components.ledger import naming, pictures
from components.ledger.asked import Asked, latest, period
from components.ledger.pictures import BLUE, GREY, OCHRE
from components.text import plain
from models.ledger import AccountKind
from rules.ledger.position import Position, balances, by_head, position

INCOME = frozenset({AccountKind.INCOME})
SPENT = frozenset({AccountKind.EXPENSE})
COST = frozenset({AccountKind.COST})
POINTS = 12  # periods in the picture of the balance
SEEN = 4  # a change of a quarter of the whole can be seen beside it


def show(asked: Asked) -> None:
    """Three questions, a picture for each, and the same figures as a table."""
    here, last = asked.standing, latest(asked.standing, asked.today)
    span = period(here, naming.period(last, here.period_months)) or last
    name, number = naming.period(span, here.period_months), span.number
    income, spent = _heads(asked, INCOME, number), _spent(asked, number)
    told = position(here.flows, asked.fund, number, number)
    if not (income or spent or told.opening_fen or told.closing_fen):
        st.info(_("Nothing came in and nothing went out in {period}.", period=name))
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _bars(_("Where does the money come from?"), _("Income"), name, income, BLUE)
    with right:
        _bars(_("Where does it go?"), _("Spent, with costs"), name, spent, OCHRE)
    left, right = st.columns(2, gap="medium")
    with left:
        points = _over_time(asked)
    with right:
        _through_the_period(told, name)
    _table(name, income, spent, told, points)


def _heads(asked: Asked, kinds: frozenset[AccountKind], number: int) -> dict[str, int]:
    found = by_head(asked.standing.flows, asked.fund, kinds, number, number)
    return {naming.head(asked.standing.heads, code): fen for code, fen in found.items()}


def _spent(asked: Asked, number: int) -> dict[str, int]:
    """What was spent by use, and the costs of earning by head, named as such."""
    spent = _heads(asked, SPENT, number)
    costs = _heads(asked, COST, number)
    spent |= {_("{head}: cost", head=head): fen for head, fen in costs.items()}
    return dict(sorted(spent.items(), key=lambda pair: -pair[1]))


def _bars(question: str, what: str, name: str, sums: dict[str, int], colour: str) -> None:
    st.markdown(f"#### {question}")
    total = yuan(sum(sums.values()))
    st.caption(f"{plain(name)} · {what} {plain(total)}")
    if not sums:
        st.caption(_("Nothing in this period."))
        return
    rows = tuple((head, fen, yuan(fen)) for head, fen in sums.items())
    alt = _said(f"{question} {name}: {total}", sums)
    st.vega_lite_chart(pictures.bars(rows, colour), width="stretch", alt=alt)


def _said(first: str, sums: dict[str, int]) -> str:
    """The picture in words, for whoever cannot see it."""
    return f"{first} " + "; ".join(f"{name} {yuan(fen)}" for name, fen in sums.items())


def _over_time(asked: Asked) -> dict[str, int]:
    here = asked.standing
    question = _("How has the balance moved?")
    st.markdown(f"#### {question}")
    spans = [span for span in here.periods if span.number <= here.last_busy()][-POINTS:]
    held = balances(here.flows, asked.fund, [span.number for span in spans])
    names = {span.number: naming.period(span, here.period_months, short=True) for span in spans}
    points = {names[number]: fen for number, fen in held.items()}
    ten_thousands = chosen() == "zh_CN" and max(points.values(), default=0) >= 10**6
    st.caption(_("At the end of each period, in yuan"))
    rows = tuple((at, fen, yuan(fen)) for at, fen in points.items())
    spec = pictures.line(rows, _("yuan"), ten_thousands)
    st.vega_lite_chart(spec, width="stretch", alt=_said(question, points))
    return points


def steps(told: Position) -> list[tuple[str, int, int]]:
    """The steps from opening to closing: name, and how far it goes from where; none is empty."""
    moves = [
        (_("Came in"), told.income_fen),
        (_("Cost"), -told.cost_fen),
        (_("Went out"), -told.expense_fen),
        (_("Moved"), told.moved_fen),
    ]
    found, at = [(_("At the start"), 0, told.opening_fen)], told.opening_fen
    for name, fen in moves:
        if fen:
            found.append((name, at, at + fen))
            at += fen
    return [*found, (_("At the end"), 0, told.closing_fen)]


def base_of(found: list[tuple[str, int, int]]) -> int:
    """Where the axis begins: at zero, unless what changed would be too small to see beside it."""
    levels = [high for _name, _low, high in found]
    reach = max(levels) - min(levels)
    if min(levels) <= 0 or reach * SEEN >= max(levels):
        return 0
    return max(0, min(levels) - reach)


def _through_the_period(told: Position, name: str) -> None:
    question = _("How did {period} change it?", period=name)
    st.markdown(f"#### {question}")
    found = steps(told)
    base = base_of(found)
    caption = _("From what there was to what is left, in yuan")
    st.caption(f"{caption} · {_('the axis does not begin at zero')}" if base else caption)
    drawn = []
    for place, (what, low, high) in enumerate(found):
        end = place in (0, len(found) - 1)
        colour = GREY if end else (BLUE if high > low else OCHRE)
        sign = "" if end or high < low else "+"
        drawn.append((what, low, high, sign + naming.rough(high - low), colour))
    alt = _said(question, {what: high - low for what, low, high in found})
    st.vega_lite_chart(pictures.waterfall(tuple(drawn), base), width="stretch", alt=alt)


def _table(
    name: str,
    income: dict[str, int],
    spent: dict[str, int],
    told: Position,
    points: dict[str, int],
) -> None:
    """The figures behind the pictures, to the fen."""
    with st.popover(_("The figures as a table"), icon=":material/table:", type="tertiary"):
        lines = [f"| {_('Item')} | {_('Amount')} |", "|---|---:|"]
        lines.append(_line(_("Opening balance, {period}", period=name), told.opening_fen, True))
        lines.append(_line(_("Income"), told.income_fen, True))
        lines += [_line(head, fen) for head, fen in income.items()]
        lines.append(_line(_("Spent, with costs"), told.spent_fen, True))
        lines += [_line(head, fen) for head, fen in spent.items()]
        if told.moved_fen:
            lines.append(_line(_("Moved between funds"), told.moved_fen, True))
        lines.append(_line(_("Closing balance, {period}", period=name), told.closing_fen, True))
        lines += [_line(_("Balance, {period}", period=at), fen) for at, fen in points.items()]
        st.markdown("\n".join(lines))


def _line(name: str, fen: int, strong: bool = False) -> str:
    mark = "**" if strong else ""
    return f"| {mark}{plain(name)}{mark} | {mark}{plain(yuan(fen))}{mark} |"
