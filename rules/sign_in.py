"""What a name and a password must be, and how long a door stays open (登录规则)."""

import re
import unicodedata
from datetime import timedelta

from rules.refusal import N_, Refused

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)  # of a session
TICKET_LIVES = timedelta(seconds=30)
LINK_LIVES = timedelta(hours=48)
TRIES, LOCKED = 5, timedelta(minutes=15)

LONGEST_USERNAME, LONGEST_NAME = 60, 50
FEWEST_CHARACTERS = 10
MOST_BYTES = 72  # what bcrypt reads: 72 letters or 24 Chinese characters
FEWEST_DIFFERENT = 4

_DOTS = str.maketrans(dict.fromkeys("•‧・∙⋅", "·"))  # every keyboard has its own 间隔号
_USERNAME = re.compile(r"[\w·.@+\-]+( [\w·.@+\-]+)*")
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_TAKEN_BY_MANY = """
    1122334455 1234554321 123456789a 12345678910 147258369 1472583690 111222333 1314520520
    5201314520 5201314123 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc a123456789 aa123456789
    abc1234567 abc123456789 abcd123456 abcd1234567 admin12345 admin123456 administrator asd123456789
    asdasd123456 asdf123456 football123 fengyuan-2026-demo iloveyou520 iloveyou1314 iloveyou123
    letmein123 li123456789 liu123456789 p@ssw0rd123 passw0rd123 password01 password12 password123
    password1234 q123456789 qazwsx123456 qazwsxedc123 qazwsxedcrfv qq123456789 qq5201314520
    qwe123456789 qweasd123456 qweasdzxc123 qwer123456 qwerty12345 qwerty123456 wang123456
    wang123456789 welcome123 woaini1314 woaini1314520 woaini520520 woaini521521 woaini5201314
    wodemima123 xiaoming123 z123456789 zhang123456 zhang123456789 zxc123456789 zxcvbnm123
    zxcvbnm12345 我爱你我爱你我爱你
"""
_COMMON = frozenset(_TAKEN_BY_MANY.split())


def same_username(typed: str) -> str:
    """The one spelling of a user name: ``Ｌi``, ``LI`` and ``li `` are the same (用户名归一)."""
    small = unicodedata.normalize("NFKC", typed).casefold()
    return " ".join(unicodedata.normalize("NFKC", small).translate(_DOTS).split())


def must_be_username(typed: str) -> str:
    """The one spelling of ``typed``; refused when it could not be a user name."""
    username = same_username(typed)
    if not username:
        raise Refused(N_("Please write a user name."))
    if len(username) > LONGEST_USERNAME:
        raise Refused(N_("A user name has at most {most} characters."), most=LONGEST_USERNAME)
    if not _USERNAME.fullmatch(username):
        raise Refused(
            N_("A user name is made of letters, Chinese characters, digits and · . _ - @")
        )
    return username


def must_be_name(typed: str) -> str:
    """A person's name as it is shown; refused when it is none (姓名)."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(N_("Please write a name of at most {most} characters."), most=LONGEST_NAME)
    return name


def same_password(typed: str) -> str:
    """What is hashed: full-width and half-width are the same, outer blanks fall away."""
    return unicodedata.normalize("NFKC", typed).strip()


def could_be_password(password: str) -> bool:
    """Whether bcrypt can read ``password`` whole."""
    return bool(password) and len(password.encode()) <= MOST_BYTES and password.isprintable()


def must_be_good_password(typed: str, username: str = "") -> str:
    """The password to hash; refused when it is short, too long, or what everybody takes (密码).

    No wanted signs, no forbidden ones: a sentence, in any script, is the best password.
    """
    password = same_password(typed)
    if len(password) < FEWEST_CHARACTERS:
        raise Refused(
            N_("A password needs at least {fewest} characters. A short sentence works well."),
            fewest=FEWEST_CHARACTERS,
        )
    if len(password.encode()) > MOST_BYTES:
        raise Refused(N_("This is too long: 24 Chinese characters or 72 letters fit."))
    if not password.isprintable():
        raise Refused(N_("A password cannot hold invisible characters."))
    if same_username(password) == username or _is_common(password.casefold()):
        raise Refused(N_("This password is easy to guess. Please choose another."))
    return password


def _is_common(password: str) -> bool:
    run = any(password in line or password[::-1] in line for line in _RUNS)
    return run or password in _COMMON or len(set(password)) < FEWEST_DIFFERENT
