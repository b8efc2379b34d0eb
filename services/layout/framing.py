"""What is the same on every sheet (版心): the house, the moment, the code that leads back."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import segno

from db.setting import setting
from rules.refusal import N_
from services.wording import HOUSE, clock, say


def framed(
    shown: Mapping[str, Any], language: str, key: str, row_id: int, moment: datetime
) -> dict[str, Any]:
    """The sheet of one row of the table ``key``, as it is given to the press."""
    address = f"{setting().public_url}/row?of={key}&id={row_id}"
    lang, _, region = language.partition("_")
    return {
        **shown,
        "house": say(language, HOUSE),
        "lang": lang,
        "region": region.lower() or "us",
        "printed": say(language, N_("Printed {moment}"), moment=clock(language, moment)),
        "none": say(language, N_("None")),
        "address": address,
        "qr": _qr(address),
    }


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
