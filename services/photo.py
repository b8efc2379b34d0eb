"""Hanging up a photo: checked by content, turned upright, freed of its metadata (照片)."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlmodel import Session, col, select

from db import storage
from models.photo import Photo
from models.place import Place
from models.revision import Area
from rules import photo as rule
from rules.permission import Permission, Visitor, must_be_allowed
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services.trail import record
from services.visitor import the_place, visitor

PAPER = (255, 255, 255)  # what shows through where a picture is transparent
QUALITY = 84
SHRINKABLE = ("RGB", "RGBA", "L", "CMYK", "YCbCr")


@dataclass(frozen=True)
class Picture:
    """Ready to be kept: an upright JPEG without metadata, large, and small as a square (图片)."""

    large: bytes
    small: bytes
    width: int
    height: int
    sha256: str


def developed(upload: bytes) -> Picture:
    """Open, check, turn, shrink and re-encode an upload. Slow: do it before the transaction."""
    rule.must_be_small_enough(len(upload))
    picture = _opened(upload)
    side = min(rule.SMALL_SIDE, *picture.size)
    small = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    large = _encoded(picture)
    return Picture(large, _encoded(small), *picture.size, storage.digest(large))


def _opened(upload: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(upload), formats=rule.FORMATS) as picture:
            rule.must_be_a_sane_size(*picture.size)
            return upright(picture, rule.LONGEST_SIDE)
    except Image.DecompressionBombError as error:
        raise rule.too_many_pixels() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise rule.not_a_picture() from error


def upright(picture: Image.Image, longest: int) -> Image.Image:
    """Shrunk first, so that a large picture is in memory once; then turned; nothing else kept."""
    bare = picture if picture.mode in SHRINKABLE else _converted(picture)
    bare.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    turned = _converted(ImageOps.exif_transpose(bare))
    paper = Image.new("RGB", turned.size, PAPER)
    paper.paste(turned, mask=turned.getchannel("A") if turned.mode == "RGBA" else None)
    return paper


def _converted(picture: Image.Image) -> Image.Image:
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _encoded(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def add_photo(
    session: Session,
    actor: Visitor,
    about: str,
    place: Place,
    picture: Picture | bytes,
    caption: str = "",
) -> Photo:
    """Hang a picture beside ``about`` (``table:id``). The caller has checked the right to act.

    The same picture twice is one: a double submit adds nothing.
    """
    if isinstance(picture, bytes):
        picture = developed(picture)
    hanging = photos(session, about)
    for photo in hanging:
        if photo.sha256 == picture.sha256:
            return photo
    rule.must_have_room(len(hanging))
    try:
        storage.store(f"{picture.sha256}.jpg", picture.large)
        storage.store(f"{picture.sha256}-small.jpg", picture.small)
    except OSError as error:
        raise rule.no_disk() from error
    return _hang(session, actor, about, place, picture, caption)


def _hang(
    session: Session, actor: Visitor, about: str, place: Place, picture: Picture, caption: str
) -> Photo:
    assert actor.member_id is not None
    photo = Photo(
        about=about,
        path=place.path,
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        caption=caption.strip()[: rule.LONGEST_CAPTION],
        member_id=actor.member_id,
    )
    session.add(photo)
    session.flush()
    after = {"sha256": photo.sha256, "width": photo.width, "height": photo.height}
    record(session, actor, "photo.added", about, place, moves=(Area.DELIBERATION,), after=after)
    return photo


def remove_photo(session: Session, actor: Visitor, photo_id: int, reason: str) -> None:
    """Take a picture down: whoever hung it, or a moderator, with a reason for the trail."""
    photo = session.get(Photo, photo_id)
    if photo is None:
        raise Refused(N_("This picture is no longer here."))
    fresh = visitor(session, actor.member_id)
    if not fresh.signed_in or fresh.member_id != photo.member_id:
        must_be_allowed(fresh, Permission.MODERATE, photo.path)
    after = {"reason": must_be_a_reason(reason)}
    place = the_place(session, int(photo.path.split("/")[-2]))
    session.delete(photo)
    before = {"sha256": photo.sha256}
    record(
        session,
        fresh,
        "photo.removed",
        photo.about,
        place,
        moves=(Area.DELIBERATION,),
        before=before,
        after=after,
    )


def photos(session: Session, about: str) -> list[Photo]:
    """The pictures beside ``about``, in the order they were hung up."""
    return list(session.exec(select(Photo).where(Photo.about == about).order_by(col(Photo.id))))


def known(session: Session, sha256: str) -> bool:
    """Whether any picture of this house has this hash."""
    return session.exec(select(Photo.id).where(Photo.sha256 == sha256).limit(1)).first() is not None
