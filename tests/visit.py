"""Opening a page the way a person does: through the real frame, signed in or not."""

import secrets
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components import gate
from db.session import transaction
from models.base import now
from models.member import Member
from models.sign_in import SignInSession
from rules.permission import Visitor
from services.sign_in import digest

# Each new page asks every installed package for components of its own: once is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def cookie_for(visitor: Visitor) -> str:
    """A session cookie as the sign-in route would set it."""
    value = secrets.token_urlsafe(32)
    with transaction() as session:
        member = session.get_one(Member, visitor.member_id)
        session.add(
            SignInSession(
                cookie_hash=digest(value),
                member_id=member.id,
                token_version=member.token_version,
                seen_at=now(),
            )
        )
    return value


def visit(
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    /,
    visitor: Visitor | None = None,
    language: str = "zh_CN",
    **query: str,
) -> AppTest:
    """Open ``page`` as ``visitor`` with ``query`` in the address."""
    value = cookie_for(visitor) if visitor is not None else None
    monkeypatch.setattr(gate, "cookie", lambda: value)
    at = AppTest.from_file("../pages/frame.py", default_timeout=20)
    at.session_state["nb_language"] = language
    at.run()
    if page != "home":
        at.switch_page(f"{page}.py")
    for name, wanted in query.items():  # now: the first page has its own address
        at.query_params[name] = wanted
    return at.run()
