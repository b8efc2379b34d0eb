"""What the answers come to, question by question (填报汇总)."""

from fractions import Fraction

import streamlit as st

from components import bar
from components.asking import shown
from components.language import _, n_
from components.reading import read
from components.table import words
from components.text import plain
from models.revision import Area
from rules.entity import Kind
from rules.form import Form
from rules.permission import Visitor
from services.form.summary import LEAST, Field, Summary, public_summary, summary

AREAS = (Area.DEFINITION, Area.REGISTER)


def public(form: Form) -> None:
    """The results, where the form says that everybody may see them."""
    if not form.results_public:
        return
    found = read(AREAS, "/", public_summary, form.key)
    st.subheader(_("What the answers say"))
    if found.too_few:
        st.caption(_("It is shown from {n} answers on.", n=LEAST))
        return
    st.caption(
        _("Counted by groups of {n} answers, so that nobody's own can be made out.", n=LEAST)
    )
    _draw(found)


def full(form: Form, visitor: Visitor) -> None:
    """Everything, words included, for whoever may read the answers; the body of a dialog."""
    _draw(read(AREAS, "/", summary, visitor, form.key))


def _draw(found: Summary) -> None:
    st.caption(n_("{n} answer", "{n} answers", found.answers))
    for field in found.fields:
        st.markdown(f"**{plain(words.column(field.column))}**")
        if field.column.kind is Kind.YES_NO or field.counts:
            _counts(field)
        elif field.mean is not None:
            _mean(field)
        elif field.texts:
            st.markdown("\n".join(f"- {plain(text)}" for text in field.texts))
        else:
            st.caption(_("{n} filled in", n=field.filled))


def _counts(field: Field) -> None:
    for code, count in field.counts:
        word = shown(field.column, code) if isinstance(code, bool) else _word(field, code)
        bar.show(count, field.filled, f"{plain(word)} · {count}")


def _word(field: Field, code: object) -> str:
    return words.choice(field.column, str(code))


def _mean(field: Field) -> None:
    column = field.column
    assert field.mean is not None
    told = _("mean {mean}, {n} answers", n=field.filled, **_facts(field))
    if field.least is not None:
        told = _(
            "mean {mean}, from {least} to {most}, {n} answers", n=field.filled, **_facts(field)
        )
    st.markdown(plain(told), help=_exact(field.mean) if column.kind is Kind.NUMBER else None)


def _facts(field: Field) -> dict[str, str]:
    column, mean = field.column, field.mean or Fraction(0)
    rounded = shown(column, round(mean)) if column.kind is not Kind.NUMBER else _decimal(mean)
    return {
        "mean": rounded,
        "least": shown(column, field.least),
        "most": shown(column, field.most),
    }


def _decimal(value: Fraction) -> str:
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def _exact(value: Fraction) -> str:
    return f"{value.numerator} / {value.denominator}"
