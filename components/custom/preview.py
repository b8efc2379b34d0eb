"""The field as it will be asked, while it is drawn up (字段预览)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import asking
from components.act import why
from components.condition import in_words
from components.language import _
from components.reading import read
from models.revision import Area
from rules.condition import names, read_condition
from rules.definition.field import Around, problems
from rules.entity import Entity
from rules.entity.custom import NAME, extended
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity import entity
from services.entity.catalogue import fields_of


def show(visitor: Visitor, of: Entity, made: Mapping[str, Any]) -> bool:
    """The field, with what its conditions look at above it; what is wrong with it instead.
    Whether it is sound."""
    st.markdown(f"**{_('Preview')}**")
    with st.container(border=True):
        if not made["label"]:
            st.caption(_("Here the field will stand."))
            return False
        whole = _with(of, made)
        own = frozenset(entity(of.key).by_name)
        count = sum(column.extra for column in whole.columns)
        found = problems(made, Around(f"{of.key}.{made['name']}", whole, own, count))
        for problem in found:
            st.error(why(Refused(problem.sentence, **problem.facts)), icon=":material/block:")
        if not found:
            _drawn(visitor, whole, made)
        return not found


def _with(of: Entity, made: Mapping[str, Any]) -> Entity:
    """The table as it would be, at the place of the order that was picked."""
    if not NAME.fullmatch(made["name"]):
        return of
    held = read((Area.DEFINITION,), "/", fields_of, of.key)
    others = [one.body for one in held if one.body["name"] != made["name"]]
    return extended(entity(of.key), [*others, made])


def _drawn(visitor: Visitor, whole: Entity, made: Mapping[str, Any]) -> None:
    column = whole.by_name[made["name"]]
    if column.formula:
        st.caption(_("It is worked out whenever a row is saved, and shown with it."))
        return
    told = [c for c in (column.visible_if, column.required_if) if c is not None]
    looked = set().union(*(names(read_condition(one, whole)) for one in told)) - {column.name}
    for part, words in (("visible_if", _("Asked when:")), ("required_if", _("Required when:"))):
        if (condition := made.get(part)) is not None:
            st.caption(f"{words} {in_words(condition, whole)}")
    tried = [replace(c, writable=True, required=False) for c in whole.columns if c.name in looked]
    alone = replace(whole, columns=(*tried, column))
    asking.ask(alone, [c.name for c in alone.columns], f"try_{whole.key}", visitor)
