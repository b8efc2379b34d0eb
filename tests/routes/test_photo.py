"""Photos over HTTP: only what hangs here, and then for good."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import session as database
from db import storage
from routes.photo import ROUTES
from services.photo import add_photo, remove_photo
from tests.neighbourhood import Neighbourhood
from tests.picture import picture

CLIENT = TestClient(Starlette(routes=ROUTES))


def _hung(here: Neighbourhood) -> tuple[int, str]:
    with database.transaction() as session:
        photo = add_photo(session, here.chen, "topic:1", here.fengyuan, picture())
        return photo.id, photo.sha256


def test_a_picture_is_served_for_good(here: Neighbourhood) -> None:
    _, sha256 = _hung(here)
    answer = CLIENT.get(f"/photo/{sha256}.jpg")
    assert answer.status_code == 200 and storage.digest(answer.content) == sha256
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert CLIENT.get(f"/photo/{sha256}-small.jpg").status_code == 200


@pytest.mark.parametrize(
    "name",
    ["0" * 64 + ".jpg", "../house.db", "..%2F..%2Fhouse.db", "x.jpg", "0" * 64 + "-huge.jpg"],
)
def test_nothing_else_is_served(here: Neighbourhood, name: str) -> None:
    assert CLIENT.get(f"/photo/{name}").status_code == 404


def test_a_file_that_nothing_points_to_is_not_served(here: Neighbourhood) -> None:
    content = b"left over from an act that failed"
    storage.store(f"{storage.digest(content)}.jpg", content)
    assert CLIENT.get(f"/photo/{storage.digest(content)}.jpg").status_code == 404


def test_a_picture_taken_down_is_gone(here: Neighbourhood) -> None:
    photo_id, sha256 = _hung(here)
    with database.transaction() as session:
        remove_photo(session, here.chen, photo_id, "拍到别人家了")
    assert CLIENT.get(f"/photo/{sha256}.jpg").status_code == 404


def test_a_lost_file_is_a_plain_not_found(here: Neighbourhood) -> None:
    _, sha256 = _hung(here)
    kept = storage.where(f"{sha256}.jpg")
    content = kept.read_bytes()
    kept.unlink()
    assert CLIENT.get(f"/photo/{sha256}.jpg").status_code == 404
    kept.write_bytes(content)
