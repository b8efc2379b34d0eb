"""Files in fields (字段文件): for whoever may read the row, and nobody else."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import session as database
from db import storage
from models.definition import DefinitionKind
from models.topic import Category
from routes.file import ROUTES
from rules.file import called, read_kept
from rules.refusal import Refused
from services.change.publishing import publish_at_once
from services.field.file import keep, read_file
from services.topic.submitting import submit
from tests.neighbourhood import Neighbourhood
from tests.papers import pdf
from tests.visit import cookie_for

CLIENT = TestClient(Starlette(routes=ROUTES))
FIELD: dict[str, Any] = {"entity": "topic", "name": "x_plan", "kind": "file", "label": "方案"}


def raised(session: Session, here: Neighbourhood, value: str | None) -> int:
    given = ((DefinitionKind.FIELD, "topic.x_plan", FIELD),)
    publish_at_once(session, here.guan, "方案", here.places["jiangcheng"].id, given)
    words, place = "车库入口一下雨就积水，希望尽快维修。", here.fengyuan.id or 0
    own = {"x_plan": value}
    topic = submit(session, here.chen, place, "车库积水", words, Category.REPAIR, own=own)
    return topic.id or 0


def test_the_council_reads_a_file_of_a_topic_and_a_stranger_does_not(here: Neighbourhood) -> None:
    kept = keep("../../施工 方案.pdf", pdf(1))
    with database.transaction() as session:
        topic = raised(session, here, str(kept))
    address = f"/file/topic/{topic}/x_plan"
    answer = CLIENT.get(address, cookies={"nb_session": cookie_for(here.lin)})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "filename*=UTF-8''%E6%96%BD%E5%B7%A5%20" in answer.headers["content-disposition"]
    for stranger in (here.wai, here.chen):
        answer = CLIENT.get(address, cookies={"nb_session": cookie_for(stranger)})
        assert answer.status_code == 404
    CLIENT.cookies.clear()
    assert CLIENT.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["topic/{id}/title", "topic/{id}/zzz", "topic/9/x_plan", "topic/9999999999/x_plan", "no/1/x"],
)
def test_what_is_no_file_is_told_in_one_sentence(here: Neighbourhood, address: str) -> None:
    with database.transaction() as session:
        topic = raised(session, here, None)
    cookies = {"nb_session": cookie_for(here.lin)}
    answer = CLIENT.get("/file/" + address.format(id=topic), cookies=cookies)
    assert answer.status_code == 404
    assert answer.text


def test_a_field_takes_only_a_file_that_was_handed_in(
    session: Session, here: Neighbourhood
) -> None:
    for wrong in ("x.pdf", "a" * 64 + ".exe/x", "a" * 64 + ".pdf/../x", 5):
        with pytest.raises(Refused, match="not a file"), session.begin_nested():
            raised(session, here, wrong)  # type: ignore[arg-type]


def test_a_file_whose_content_is_lost_is_refused(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here, "0" * 64 + ".pdf/weg.pdf")
    with pytest.raises(Refused, match="no such file"):
        read_file(session, here.lin, "topic", topic, "x_plan")


def test_a_picture_loses_what_its_camera_noted_and_a_program_is_refused() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    kept = keep("haus.JPG", out.getvalue())
    assert b"where I live" in out.getvalue()
    content = storage.fetch(kept.stored)
    assert content is not None
    assert b"where I live" not in content
    with pytest.raises(Refused, match="program"):
        keep("bild.jpg", b"MZ" + b"\0" * 100)


def test_a_value_says_what_it_is() -> None:
    kept = keep("方案.pdf", pdf(1))
    assert read_kept(str(kept)) == kept
    assert called("C:\\x\\" + "a" * 90 + ".pdf") == "a" * 56 + ".pdf"
    assert called("///") == "file"
