"""Whether whoever asks has the file already: then a short answer is enough (缓存协商)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request


def is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether the request names the ``ETag`` of the answer, or a moment after its last change."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(known & {"*", headers["ETag"]})
    since = _moment(request.headers.get("if-modified-since", ""))
    changed = _moment(headers.get("Last-Modified", ""))
    return since is not None and changed is not None and changed <= since


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
