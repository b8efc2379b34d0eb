"""A published form at a step of a topic: picked in the editor, filled in on the topic's page."""

import pytest
from sqlmodel import select

from db.session import transaction
from models.form import FormAnswer
from models.procedure import Procedure
from services.procedure.drafting import draft_of
from tests.neighbourhood import Neighbourhood
from tests.services.form.test_filling import with_published
from tests.visit import visit


def test_it_is_filled_in_on_the_page_of_the_topic(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = with_published(session, here)
        number, step = topic.id, topic.step_code
    at = visit(monkeypatch, "topic", here.chen, id=str(number))
    assert not at.exception
    at.button(key=f"nb_form_{step}").click().run()
    at.selectbox(key=f"nb_ask_topic_{number}_taste_x_like").set_value("tea")
    at.button(key="nb_confirm").click()
    at.button(key=f"nb_form_{step}").click().run()  # a dialog is open only while it is asked for
    assert not at.exception
    with transaction() as session:
        assert session.exec(select(FormAnswer)).one().extra == {"x_like": "tea"}
    at = visit(monkeypatch, "topic", here.shi, id=str(number))
    assert any("喜欢哪样" in text.value for text in at.markdown)
    at = visit(monkeypatch, "topic", here.ma, id=str(number))
    assert not any("喜欢哪样" in text.value for text in at.markdown)
    assert not [b for b in at.button if b.key == f"nb_form_{step}"]


def test_the_editor_of_a_step_offers_the_forms_for_steps(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        with_published(session, here)
        own = session.exec(select(Procedure).where(Procedure.code == "own")).one()
        draft_of(session, here.lin, own.id)
    at = visit(monkeypatch, "procedure", here.lin, id=str(own.id))
    assert not at.exception
    picked = [box for box in at.selectbox if str(box.key).startswith("nb_form_key_")]
    assert picked[0].value == "taste"
