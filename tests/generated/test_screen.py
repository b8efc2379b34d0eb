"""The generated screen as people open it: it draws itself, and answers anything in words."""

import pytest

from db.session import transaction
from services.row.changing import change_row
from tests.generated.house import KEY
from tests.generated.test_twelve import first, seen
from tests.neighbourhood import Neighbourhood
from tests.visit import visit

pytestmark = pytest.mark.parametrize("grove", ["fresh_sqlite"], indirect=True)


def test_the_screen_draws_itself(grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    at = visit(monkeypatch, "table", grove.lin, of=KEY, q="第7号")
    assert not at.exception
    assert "第7号枇杷" in "".join(one.value for one in at.markdown)
    assert {"添加", "批量修改", "保存视图", "筛选"} <= {one.label for one in at.button}


def test_the_row_draws_itself(grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction() as session:
        row_id = first(session)
    at = visit(monkeypatch, "row", grove.lin, language="en", of=KEY, id=str(row_id))
    assert not at.exception and at.title[0].value == "第1号枇杷"
    assert {"Change", "Remove"} <= {one.label for one in at.button}
    at = visit(monkeypatch, "row", grove.shen, of=KEY, id=str(row_id))
    assert not {"修改", "删除"} & {one.label for one in at.button}


@pytest.mark.parametrize(
    "asked",
    [
        {"of": KEY, "where": "{"},
        {"of": KEY, "where": '{"all":' * 900},
        {"of": KEY, "columns": "secret.x", "sort": "-secret", "view": "7", "batch": "9"},
        {"of": "sign_in_session"},
        {"of": "'; --"},
    ],
)
def test_a_hostile_address_is_answered_in_words(
    grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    at = visit(monkeypatch, "table", grove.lin, **asked)
    assert not at.exception
    assert at.warning or at.error


def test_a_stranger_is_shown_no_row(grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    at = visit(monkeypatch, "table", grove.wai, of=KEY)
    assert at.error and "枇杷" not in "".join(one.value for one in at.markdown)


def test_words_of_people_stand_for_themselves(
    grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        row_id = first(session)
    called(grove, row_id, ":red[*x*](y)|")
    try:
        at = visit(monkeypatch, "row", grove.lin, of=KEY, id=str(row_id))
        assert at.title[0].value == r"\:red\[\*x\*\]\(y\)\|"
        at = visit(monkeypatch, "table", grove.lin, of=KEY, sort="id")
        assert r"\:red\[\*x\*\]\(y\)\|" in "".join(one.value for one in at.markdown)
    finally:
        called(grove, row_id, "第1号枇杷")


def called(grove: Neighbourhood, row_id: int, name: str) -> None:
    """Give a tree another name, as people do."""
    with transaction() as session:
        change_row(session, grove.lin, KEY, row_id, {"name": name}, seen(session, row_id))


def test_a_row_offers_to_add_what_belongs_to_it(
    grove: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "row", grove.lin, of="place", id=str(grove.fengyuan.id))
    assert not at.exception and at.title[0].value == "枫园小区"
    at.button(f"nb_new_{KEY}_place_id").click().run()
    assert at.text_input(f"nb_ask_new_{KEY}_name").label.startswith("名称")
    assert at.selectbox(f"nb_ask_new_{KEY}_place_id").value == grove.fengyuan.id
