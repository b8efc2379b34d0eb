"""Files lie in a folder, or in a bucket by setting; either way whole, or not at all."""

from collections.abc import Iterator

import pytest
from obstore.exceptions import GenericError
from obstore.store import MemoryStore

from db import storage
from db.setting import setting
from rules.refusal import Refused
from services.voucher.adding import keep

CONTENT = b"a receipt"
NAME = f"{storage.digest(CONTENT)}-original.pdf"


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryStore]:
    """A house whose files lie in a bucket."""
    store = MemoryStore()
    monkeypatch.setenv("APP_BUCKET", "s3://wumin/files")
    monkeypatch.setattr(storage, "_bucket", lambda _address: store)
    setting.cache_clear()
    yield store
    monkeypatch.undo()
    setting.cache_clear()


def test_a_file_in_the_folder_is_found_again() -> None:
    storage.where(NAME).unlink(missing_ok=True)
    assert storage.fetch(NAME) is None
    storage.store(NAME, CONTENT)
    assert storage.fetch(NAME) == CONTENT == storage.where(NAME).read_bytes()
    storage.where(NAME).unlink()


def test_a_file_in_the_bucket_is_found_again_and_the_folder_stays_empty(
    bucket: MemoryStore,
) -> None:
    assert storage.fetch(NAME) is None
    storage.store(NAME, CONTENT)
    storage.store(NAME, CONTENT)
    assert storage.fetch(NAME) == CONTENT
    assert [one["path"] for one in bucket.list().collect()] == [f"{NAME[:2]}/{NAME}"]
    assert not storage.where(NAME).exists()


def test_a_bucket_that_does_not_answer_is_refused_in_one_sentence(
    bucket: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise GenericError("connection refused")

    monkeypatch.setattr("obstore.put", away)
    with pytest.raises(Refused, match="disk is full"):
        keep(NAME, CONTENT)
    monkeypatch.setattr("obstore.get", away)
    with pytest.raises(OSError, match="connection refused"):
        storage.fetch(NAME)


@pytest.mark.parametrize("name", ["../x.jpg", "x.jpg", f"{'0' * 64}/../y.jpg", f"{'0' * 64}.JPG"])
def test_only_a_hash_is_a_name(name: str) -> None:
    with pytest.raises(AssertionError):
        storage.where(name)
