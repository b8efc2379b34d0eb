"""Hanging up photos: what is taken, what is refused, and what is left of them."""

import errno
import io
import os

import pytest
from PIL import Image, PngImagePlugin
from sqlmodel import Session, select

from db import storage
from models.photo import Photo
from models.trail import TrailLine
from rules.photo import LONGEST_SIDE, MOST_BYTES, MOST_PER_SUBJECT, SMALL_SIDE
from rules.refusal import Refused
from services.photo import add_photo, developed, known, photos, remove_photo
from tests.neighbourhood import Neighbourhood
from tests.picture import bomb, picture

ABOUT = "topic:1"


def _shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_jpeg_of_bounded_size(form: str) -> None:
    made = developed(picture(2400, 1200, form))
    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert _shown(made.large).format == "JPEG"
    assert _shown(made.small).size == (SMALL_SIDE, SMALL_SIDE)
    assert made.sha256 == storage.digest(made.large)


def test_a_small_picture_is_not_blown_up() -> None:
    made = developed(picture(60, 40))
    assert (made.width, made.height) == (60, 40)


def test_place_camera_and_remarks_are_removed() -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera of mine"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)  # latitude
    taken = picture(form="JPEG", exif=exif, comment=b"my own words")
    assert b"a camera of mine" in taken and b"my own words" in taken
    made = developed(taken)
    for content in (made.large, made.small):
        assert b"a camera of mine" not in content and b"my own words" not in content
        assert not _shown(content).getexif()


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the picture is on its right
    upright = _shown(developed(picture(60, 40, exif=exif)).large)
    assert upright.size == (40, 60)
    blue, ochre = upright.getpixel((35, 30)), upright.getpixel((5, 30))
    assert blue[2] > blue[0] and ochre[0] > ochre[2]


def test_what_is_transparent_shows_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert _shown(developed(out.getvalue()).large).getpixel((5, 5)) == (255, 255, 255)


def test_few_colours_with_a_transparent_one_are_taken_too() -> None:
    out = io.BytesIO()
    Image.new("P", (10, 10), 0).save(out, "PNG", transparency=0)
    assert developed(out.getvalue()).width == 10


PHP = b"\x89PNG\r\n\x1a\n" + b"<?php system($_GET['c']); ?>"
TEXT_BOMB = io.BytesIO()
_words = PngImagePlugin.PngInfo()
_words.add_text("remark", "0" * 3_000_000, zip=True)
Image.new("RGB", (4, 4)).save(TEXT_BOMB, "PNG", pnginfo=_words)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "not a JPG, PNG or WebP"),
        (b"MZ\x90\x00 a program renamed to photo.png", "not a JPG, PNG or WebP"),
        (PHP, "not a JPG, PNG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a JPG, PNG or WebP"),
        (picture(form="GIF"), "not a JPG, PNG or WebP"),
        (picture()[:300], "not a JPG, PNG or WebP"),
        (TEXT_BOMB.getvalue(), "not a JPG, PNG or WebP"),
        (bomb(10_000, 5_000), "more than 40 million pixels"),
        (bomb(100_000, 100_000), "more than 40 million pixels"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
    ids=[
        "empty",
        "program",
        "php",
        "svg",
        "gif",
        "cut-off",
        "text-bomb",
        "50-megapixels",
        "huge",
        "heavy",
    ],
)
def test_what_is_not_a_sane_picture_is_refused_with_one_sentence(
    upload: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        developed(upload)


def test_a_photo_hangs_beside_its_subject(session: Session, here: Neighbourhood) -> None:
    photo = add_photo(session, here.chen, ABOUT, here.fengyuan, picture(), " 东门 ")
    assert photos(session, ABOUT) == [photo]
    assert (photo.caption, photo.member_id, photo.path) == (
        "东门",
        here.chen.member_id,
        here.fengyuan.path,
    )
    assert known(session, photo.sha256)
    kept = storage.where(f"{photo.sha256}.jpg").read_bytes()
    assert storage.digest(kept) == photo.sha256
    assert storage.where(f"{photo.sha256}-small.jpg").exists()
    assert session.exec(select(TrailLine).where(TrailLine.code == "photo.added")).one()


def test_the_same_picture_twice_hangs_once(session: Session, here: Neighbourhood) -> None:
    first = add_photo(session, here.chen, ABOUT, here.fengyuan, picture())
    again = add_photo(session, here.chen, ABOUT, here.fengyuan, picture())
    assert again == first and len(photos(session, ABOUT)) == 1


def test_a_tenth_picture_is_refused(session: Session, here: Neighbourhood) -> None:
    for number in range(MOST_PER_SUBJECT):
        add_photo(session, here.chen, ABOUT, here.fengyuan, picture(60 + number, 40))
    with pytest.raises(Refused, match="9 pictures at most"):
        add_photo(session, here.chen, ABOUT, here.fengyuan, picture(200, 40))


def test_a_full_disk_leaves_nothing_half_done(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = developed(picture(77, 33))
    storage.where(f"{made.sha256}.jpg").unlink(missing_ok=True)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk is full"):
        add_photo(session, here.chen, ABOUT, here.fengyuan, made)
    folder = storage.where(f"{made.sha256}.jpg").parent
    assert not list(folder.glob(".half-*"))
    assert not storage.where(f"{made.sha256}.jpg").exists()
    assert photos(session, ABOUT) == []


def _hung(session: Session, here: Neighbourhood) -> Photo:
    return add_photo(session, here.chen, ABOUT, here.fengyuan, picture())


@pytest.mark.parametrize("who", ["chen", "lin", "qin"])
def test_a_picture_is_taken_down_by_its_author_or_a_moderator(
    session: Session, here: Neighbourhood, who: str
) -> None:
    photo = _hung(session, here)
    remove_photo(session, here.visitors[who], photo.id, "拍到了邻居的孩子")
    assert photos(session, ABOUT) == [] and not known(session, photo.sha256)
    line = session.exec(select(TrailLine).where(TrailLine.code == "photo.removed")).one()
    assert line.after == {"reason": "拍到了邻居的孩子"}


def test_a_picture_of_another_stays(session: Session, here: Neighbourhood) -> None:
    photo = _hung(session, here)
    for who in (here.zhou, here.wai, here.ma):
        with pytest.raises(Refused, match="does not allow"):
            remove_photo(session, who, photo.id, "这张不好看")


def test_taking_down_needs_a_reason(session: Session, here: Neighbourhood) -> None:
    photo = _hung(session, here)
    with pytest.raises(Refused, match="give a reason"):
        remove_photo(session, here.chen, photo.id, "  ")
