"""Whatever people enter, no page obeys it: not as a link, not as a picture, not as a sign."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlmodel import col, select
from streamlit.testing.v1.element_tree import Block, Element

from components.text import plain
from db.session import glance, transaction
from models.base import clock_at
from models.benefit import Covenant
from models.meeting import AgendaItem, Meeting
from models.member import Member
from models.motion import Motion, Voter
from models.place import Place
from models.procedure import Procedure, Step
from models.roll import Owner
from models.statement import Moderation, Statement
from models.task import Task
from models.topic import Topic, TopicText
from rules.motion import DECIDED
from services.plan import forget
from tests.neighbourhood import Neighbourhood
from tests.rights.situation import Situation, arranged
from tests.visit import visit

TRAP = "[x](//e.test)![y](//e.test/p.png)**z**:red[w]$v$"
WRITTEN = {
    Topic: ("title", "end_reason"),
    TopicText: ("title", "body", "reason"),
    Statement: ("text",),
    Moderation: ("reason",),
    Motion: ("question", "end_reason", "document"),
    Meeting: ("title", "venue", "minutes", "cancel_reason"),
    AgendaItem: ("conclusion",),
    Task: ("title", "doer"),
    Covenant: ("title", "body"),
    Member: ("name",),
    Place: ("name",),
    Owner: ("name",),
    Voter: ("name",),
    Procedure: ("name", "summary"),
    Step: ("name", "verb"),
}
AS_IT_IS = {"text", "text_input", "text_area", "selectbox", "multiselect", "code"}
PAGES = ("home", "board", "meetings", "results", "notices", "covenants", "procedures")
OFFICE = ("members", "places", "roll", "account")


@pytest.fixture
def trapped(here: Neighbourhood) -> Iterator[Situation]:
    """Everything there is, with the trap wherever people may write."""
    with transaction() as session:
        made = arranged(session)
    with transaction() as session:
        done = update(Motion).where(col(Motion.state).in_(DECIDED))
        session.execute(done.values(decided_at=made.moment))  # the situation made them by hand
        for table, names in WRITTEN.items():
            for name in names:
                column = col(getattr(table, name))
                session.execute(update(table).where(column != "").values({name: TRAP}))
    forget()
    with clock_at(made.moment):
        yield made
    forget()


def said(node: Block | Element) -> Iterator[tuple[str, str]]:
    """Every label and every text that Streamlit reads as Markdown."""
    if isinstance(node, Block):
        for child in node.children.values():
            yield from said(child)
        return
    label = getattr(node, "label", "")
    if isinstance(label, str):
        yield node.type, label
    if node.type not in AS_IT_IS and isinstance(value := getattr(node, "value", None), str):
        yield node.type, value


def addresses(name: str) -> list[tuple[str, dict[str, str]]]:
    """The pages that show somebody what people wrote."""
    pages = {"stranger": PAGES, "lin": (*PAGES, *OFFICE), "guan": OFFICE}[name]
    found: list[tuple[str, dict[str, str]]] = [(page, {}) for page in pages]
    if name == "guan":
        return found
    with glance() as session:
        for table, page in ((Topic, "topic"), (Motion, "motion"), (Meeting, "meeting")):
            found += [(page, {"id": str(number)}) for number in session.exec(select(table.id))]
    return found


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # what is drawn is the same on both
@pytest.mark.parametrize("name", ["stranger", "lin", "guan"])
def test_no_page_obeys_what_people_wrote(
    monkeypatch: pytest.MonkeyPatch, trapped: Situation, name: str
) -> None:
    visitor = trapped.here.visitors.get(name)
    seen = 0
    for page, query in addresses(name):
        at = visit(monkeypatch, page, visitor, **query)
        assert not at.exception, f"{page} {query}: {at.exception}"
        for kind, text in said(at.main):
            assert "](//e" not in text, f"{page} {query}: {kind} {text}"
            assert ":red[w]" not in text, f"{page} {query}: {kind} {text}"
            seen += plain(TRAP) in text
    assert seen > 10  # the trap was there


@pytest.mark.parametrize(
    "text", ["https://e.test/a", "HTTP://e.test", "www.e.test", "a@e.test", "见 https://e.test。"]
)
def test_an_address_stays_text(text: str) -> None:
    shown = plain(text)
    assert "\N{WORD JOINER}" in shown
    assert shown.replace("\\", "").replace("\N{WORD JOINER}", "") == text


def test_what_is_no_address_is_left_alone() -> None:
    assert plain("http 和 www 是什么") == "http 和 www 是什么"
