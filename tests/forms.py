"""Forms for the tests (表单样本): a body, and publishing it."""

from typing import Any

from sqlmodel import Session

from models.definition import DefinitionKind
from models.place import Place
from services.definition import append
from tests.neighbourhood import Neighbourhood

LIKE = {
    "name": "x_like",
    "kind": "choice",
    "label": "喜欢哪样",
    "label_en": "Which do you like",
    "required": True,
    "choices": [{"code": "tea", "label": "茶"}, {"code": "rice", "label": "饭"}],
}
COUNT = {"name": "x_count", "kind": "number", "label": "几人", "least": 0, "most": 9}
WORDS = {
    "name": "x_words",
    "kind": "text",
    "label": "为什么",
    "visible_if": {"field": "x_like", "op": "is", "value": "tea"},
}


def body(**more: Any) -> dict[str, Any]:
    """A small form, open to everybody."""
    sections = [{"title": "口味", "title_en": "Taste", "fields": [LIKE, COUNT, WORDS]}]
    return {"name": "口味调查", "name_en": "Taste", "use": "public", "sections": sections} | more


def formed(
    session: Session, here: Neighbourhood, key: str, place: Place | None, **more: Any
) -> str:
    """A published form."""
    append(session, here.guan, DefinitionKind.FORM, key, place, body(**more))
    return key
