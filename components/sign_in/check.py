"""streamlit-authenticator behind one door: hashing and comparing, one account at a time (验证).

Its cookie, its lockout and its recovery are not used (docs/decisions/0003-sign-in.md).
Nothing else in the house knows the library, so that it can be exchanged here.
"""

import secrets
import threading
from functools import cache

from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.utilities import Hasher

from db.setting import setting
from rules.sign_in import could_be_password, must_be_good_password, same_password, same_username
from services.sign_in.password import Account

_AT_ONCE = threading.BoundedSemaphore(2)  # a flood of tries leaves cores to those who are in


def hashed(typed: str, username: str = "") -> str:
    """What the database keeps of a new password; refused when it is not a good one."""
    password = must_be_good_password(typed, same_username(username))
    with _AT_ONCE:
        return str(Hasher.hash(password))


def is_right(account: Account | None, typed: str) -> bool:
    """Whether ``typed`` is the account's password. Nobody's takes as long as somebody's."""
    password = same_password(typed)
    fits = could_be_password(password)
    with _AT_ONCE:
        same = _same(account or _nobody(), password if fits else "-")
    return same and fits and account is not None


def _same(account: Account, password: str) -> bool:
    """Ask the library, which also notes the outcome in the state of this browser's tab."""
    name = account.username.lower()  # as the library spells it
    one = {"name": account.name, "password": account.password_hash, "email": "", "roles": []}
    controller = AuthenticationController(
        {"usernames": {name: one}}, auto_hash=False, secret_key=setting().session_key
    )
    return bool(controller.login(name, password))


@cache
def _nobody() -> Account:
    """Whom a try is compared with when there is nobody of that name."""
    return Account(0, "-", "", str(Hasher.hash(secrets.token_urlsafe(32))), False)
