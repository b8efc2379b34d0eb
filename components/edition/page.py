"""The page of one edition: what it is, its lists, and the desk of those who run it (期次页)."""

import streamlit as st

from components import link
from components.consequence import followed
from components.edition import desk, words
from components.format import clock, day
from components.language import _, either
from components.ranking import page as results
from components.ranking import where
from components.reading import read
from components.text import plain
from models.edition import EditionState
from models.revision import Area
from rules.permission import Permission, Visitor
from services.edition import reading
from services.edition.reading import Head

AREAS = (Area.RANKING, Area.FIRM, Area.NOTICE)


def show(visitor: Visitor) -> None:
    """One edition as its visitor may see it."""
    code = link.asked("code", 40).replace("\x00", "")
    found = read(AREAS, where.path_of(code), reading.head, code)
    if found is None:
        st.title(_("Red and black lists"))
        st.info(_("There is no such edition."))
        link.to("rankings", _("All editions"), "list")
        return
    _head(found)
    edition = found.edition
    reads = visitor.may(Permission.READ_EDITION, edition.path)
    first = reads and desk.waits(found)
    if first:  # whoever has to act does not scroll past the lists to learn it
        desk.show(found, visitor)
    if edition.state is EditionState.PUBLISHED:
        results.show(edition, visitor)
        followed.show(edition, visitor)
    elif not reads:
        _not_yet(found)
    if reads and not first:
        desk.show(found, visitor)


def _head(found: Head) -> None:
    edition = found.edition
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(edition.title), width="content")
        st.markdown(words.state(edition), width="content")
    name = either(found.method.name, found.method.name_en)
    facts = [
        found.place,
        f"{day(edition.begins_on, year=True)} – {day(edition.ends_on, year=True)}",
        _("{n} compounds rated", n=found.rated),
    ]
    if found.shown:
        facts.append(_("{n} more shown and not ranked", n=found.shown))
    st.markdown(f":gray[{' · '.join(plain(fact) for fact in facts)}]")
    if edition.state is not EditionState.PUBLISHED:  # the lists have their own row of links
        label = _("Method: {name}, version {n}", name=plain(name), n=found.version)
        link.to("method", label, "balance", id=edition.method_version_id)
    seed = _("Seed, shown since the opening: {seed}", seed=edition.seed)
    st.caption(seed)


def _not_yet(found: Head) -> None:
    """What the public may know before there is a list: that it is made, and how far it is."""
    edition = found.edition
    if edition.state is EditionState.CANCELLED:
        st.info(_("This edition was cancelled."))
        return
    st.info(_("Not published yet: each firm is heard first, then two persons decide."))
    if edition.window_closes_at is not None:
        closes = clock(edition.window_closes_at)
        st.caption(_("Firms may object until {until}.", until=closes))
