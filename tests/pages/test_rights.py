"""The page of rights: the matrix, one square of it in words, and the reasons for one person."""

import pytest

from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def _texts(at: object) -> str:
    found = [*at.markdown, *at.caption, *at.info, *at.success, *at.error, *at.subheader]  # type: ignore[attr-defined]
    return "\n".join(str(one.value) for one in found)


def test_everybody_with_an_account_may_look_at_the_matrix(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "rights", here.chen)
    assert not at.exception
    (shown,) = at.dataframe
    rows = {row["table"]: row for row in shown.value.to_dict("records")}
    assert rows["诉求工单"]["council"] == "● 全部操作"
    assert rows["诉求工单"]["owner"] == "–"
    assert rows["组织"]["owner"] == "◐ 查看"


def test_a_stranger_is_asked_to_sign_in(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "rights")
    assert not at.dataframe


def test_a_square_says_which_rows_and_columns(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "rights", here.lin, role="council", of="statement")
    told = _texts(at)
    assert "居委会 · " in told
    assert "没有填" in told
    assert "依据定义 所有人" in told and "everyone" not in told
    assert not [one for one in at.button if one.key == "nb_propose_right"]  # the whole house's


def test_who_looks_after_the_house_may_propose_a_change(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "rights", here.guan, role="resident", of="organisation")
    at.button(key="nb_propose_right").click().run()
    assert not at.exception
    assert at.pills(key="nb_right_actions").value == ["read"]
    assert at.button(key="nb_into_save")


def test_the_reasons_of_a_no_are_said(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    at = visit(monkeypatch, "rights", here.guan, part="why", of="place", id=str(here.fengyuan.id))
    assert "可以" in _texts(at)
    at.selectbox(key="nb_why_action").set_value("create").run()
    assert "不可以" in _texts(at)
    assert not at.exception


def test_somebody_else_is_asked_about_by_his_whole_name_only(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "rights", here.guan, part="why", of="place")
    at.text_input(key="nb_why_who").set_value("陈").run()
    assert "没有这个人" in _texts(at)
    at.text_input(key="nb_why_who").set_value("陈静").run()
    assert "没有这个人" not in _texts(at)
    assert not at.exception
