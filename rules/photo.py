"""What may be hung up as a photo (照片的限度)."""

from rules.refusal import N_, Refused

FORMATS = ("JPEG", "PNG", "WEBP")  # told by the content, never by the name
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # what a phone takes today, and far below a decompression bomb
MOST_PER_SUBJECT = 9  # 九宫格
LONGEST_SIDE, SMALL_SIDE = 1600, 360
LONGEST_CAPTION = 100


def must_be_small_enough(byte_count: int) -> None:
    """Refuse a file that is too heavy, before anybody opens it."""
    if byte_count > MOST_BYTES:
        raise Refused(
            N_("The picture is larger than {n} MB. Choose a smaller one."),
            n=MOST_BYTES // 1024 // 1024,
        )


def too_many_pixels() -> Refused:
    """The refusal of a picture that would fill the memory."""
    return Refused(
        N_("The picture has more than {n} million pixels. Choose a smaller one."),
        n=MOST_PIXELS // 1_000_000,
    )


def must_be_a_sane_size(width: int, height: int) -> None:
    """Refuse more pixels than a camera takes, before they are unpacked into memory."""
    if width * height > MOST_PIXELS:
        raise too_many_pixels()


def must_have_room(already: int) -> None:
    """Refuse a tenth picture."""
    if already >= MOST_PER_SUBJECT:
        raise Refused(N_("{n} pictures at most. Take one away first."), n=MOST_PER_SUBJECT)


def not_a_picture() -> Refused:
    """The refusal of anything that does not open as a picture."""
    return Refused(N_("This is not a JPG, PNG or WebP picture, or it is damaged."))


def no_disk() -> Refused:
    """The refusal when the disk is full or broken: nothing was kept."""
    return Refused(
        N_("The picture could not be saved: the server's disk is full. Tell the administrator.")
    )
