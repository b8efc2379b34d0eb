"""The parts of a method that are read on demand: formulas, lists, terms, sheets (评价办法细则)."""

from decimal import Decimal

import streamlit as st

from components.language import _, either
from components.method import words
from components.method.naming import name, word
from components.text import plain
from rules.method.body import Body, SheetForm
from rules.method.formula import formula, symbols
from rules.method.tree import nodes, plain_number


def formulas(body: Body) -> None:
    """The whole method in symbols, for whoever wants to compute along."""
    with st.expander(_("In symbols"), icon=":material/function:"):
        letters = symbols(body)
        known = [node for node in nodes(body) if node.code in letters]
        legend = [f"${letters[node.code]}$ {plain(name(node))}" for node in known]
        st.markdown(" · ".join([f"$S$ {_('score')}", f"$x$ {_('raw value')}", *legend]))
        for line in formula(body):
            st.latex(line.latex)
        if any(leaf.scale.cap for leaf in body.indicators):
            st.caption(f"$\\hat{{x}}$ {_('is x kept between the two marks of its scale')}")
        st.caption(f"{_(words.MISSING.get(body.missing, ''))} · {_(words.TIES.get(body.ties, ''))}")


def lists(body: Body) -> None:
    """When a compound is listed, in words, with the gates that outweigh all points."""
    share = words.percent(body.black.share)
    lines = [
        words.peers(body),
        _(
            "Black: at least {p} sure of being among the worst {share} of its peers. A weak "
            "score alone is not enough.",
            p=words.percent(body.black.probability),
            share=share,
        ),
        _(
            "Red: at least {p} sure of being among the best {share}.",
            p=words.percent(body.red.probability),
            share=words.percent(body.red.share),
        ),
        _(
            "At least {coverage} of the weight must have been measured: missing figures alone "
            "put nobody on the black list.",
            coverage=words.percent(body.coverage),
        ),
        _(
            "Certainty comes from {n} repetitions of the calculation, with weights moved by up to "
            "{spread} and with the sampling error of surveys, from a number published beforehand.",
            n=body.draws,
            spread=words.percent(body.spread),
        ),
    ]
    if body.questions and body.turnout:
        least = words.percent(body.turnout)
        lines.append(_("The survey counts when {share} of the households answered.", share=least))
    if body.grades:
        bands = " · ".join(
            f"{plain(band.code)} ≥ {plain_number(band.least)}" for band in body.grades[:-1]
        )
        lines.append(_("Grades: {bands}; below: {last}.", bands=bands, last=body.grades[-1].code))
        last = body.grades[-1]
        if last.needs:
            lines.append(
                _("{last} needs a bad record; without one it is the grade above.", last=last.code)
            )
    st.markdown("\n".join(f"- {line}" for line in lines))
    if body.gates:
        st.markdown(f"**{_('What outweighs all points')}**")
        st.markdown(
            "\n".join(
                f"- {plain(name(gate))} · **{_(words.EFFECTS.get(gate.effect, ''))}**"
                for gate in body.gates
            )
        )


def terms(body: Body) -> None:
    """The working days of a firm, and what follows a black list."""
    if remark := word(body.words, "terms"):
        st.badge(_("provisional"), icon=":material/schedule:", color="orange")
        st.caption(plain(remark))
    days = body.terms
    lines = [
        _("{n} working days to look at its result and have facts corrected", n=days.preview_days),
        _(
            "{n} working days to object, with an answer before anything is published",
            n=days.objection_days,
        ),
        _("{n} working days after publication to ask for a review", n=days.review_days),
        _("Two persons decide before a list is published."),
        _(
            "A black list puts the question to the owners; {n} in a row put it again. Nobody is "
            "dismissed by a list.",
            n=body.consecutive,
        ),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def sheets(body: Body) -> None:
    """Every sheet with its lines and points, and the questions to the owners."""
    for form in body.sheets:
        title = _(
            "{sheet} · {n} lines · {points} points",
            sheet=name(form),
            n=len(form.items),
            points=plain_number(form.most),
        )
        with st.expander(plain(title), icon=":material/checklist:"):
            _sheet(form)
    if body.questions:
        title = _("Survey of owners · {n} questions", n=len(body.questions))
        with st.expander(title, icon=":material/sentiment_satisfied:"):
            st.markdown("\n".join(f"1. {plain(name(question))}" for question in body.questions))


def _sheet(form: SheetForm) -> None:
    st.caption(plain(words.sheet(form)))
    lines: list[str] = []
    head = ""
    for line in form.items:
        above = either(line.head, line.head_en)
        if above != head:
            head = above
            most = sum((one.points for one in form.items if one.head == line.head), Decimal(0))
            lines.append(f"\n**{plain(head)}** · {_('{n} points', n=plain_number(most))}\n")
        lines.append(f"- {plain(name(line))}\u00a0·\u00a0{plain_number(line.points)}")
    st.markdown("\n".join(lines))
