"""A real house with a real door: uvicorn in a process of its own, and Chromium in front of it.

Use it like this::

    def test_something(house: House, page: Page) -> None:
        house.enter(page, "lin", "board")   # any of tests.neighbourhood.PEOPLE, on any page
        house.sign_in(page, "lin")          # the same through the sign-in form, as people do
        house.open(page, "board")           # any page, with query: house.open(page, "topic", id=3)
        page.get_by_role("button", name="受理").click()
        settled(page)                       # the script has run to its end
        house.ahead(timedelta(days=7))      # the clock of the house, from here on
        with house.transaction() as session: ...   # look into its database

``house`` is one server a test module, with a migrated SQLite database of its own, settled with
the test neighbourhood; all its people share the password ``house.password``. ``page`` is a fresh
browser without cookies; ``house.people["lin"]`` is the visitor, for services called
directly. Make further browsers with ``house.browser()``. ``town`` is the demo, for reading only.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import bcrypt
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine
from sqlmodel import Session, select

from db import migrate
from db import session as database
from db.setting import setting
from models import base
from models.member import Member
from rules.permission import Visitor
from seeds import demo
from services.jurisdiction import shipping as rules_of_places
from services.method import shipping as methods
from services.procedure.shipping import ship
from services.sign_in.session import new_ticket, redeem
from tests.neighbourhood import settle

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "we plant a tree here"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWING = "[data-testid=stSkeleton]"  # a widget whose script is still being fetched
PATIENCE = 20_000  # milliseconds


def settled(page: Page) -> None:
    """Wait until the script has run to its end and the page shows what it drew."""
    page.wait_for_timeout(100)  # a click takes a moment to reach the server
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.wait_for_selector(DRAWING, state="detached", timeout=PATIENCE)
    page.wait_for_timeout(100)


expect.set_options(timeout=PATIENCE)


class House:
    """A served house and its database, its clock, its people (浏览器测试用的房子)."""

    password = PASSWORD

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self._browser = folder, browser
        self.clock = folder / "clock"
        self.offset = timedelta()
        self.people: dict[str, Visitor] = {}
        self.contexts: list[BrowserContext] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = f"sqlite:///{folder / 'house.db'}"
        self.engine: Engine = database.open_engine(self.database)
        self._process: subprocess.Popen[bytes] | None = None

    def settle(self, *, empty: bool = False) -> None:
        """Make the tables, and unless ``empty`` the neighbourhood with its passwords."""
        with self.engine.connect() as connection:
            migrate.upgrade(connection)
            connection.commit()
        if empty:
            return
        kept = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        with self.transaction() as session:
            self.people = settle(session).visitors
            for member in session.exec(select(Member)):
                member.password_hash = kept

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A transaction in the served house's own database."""
        with database.transaction(self.engine) as session:
            yield session

    def start(self, **settings: str) -> None:
        """Serve, and wait until the door is open."""
        environment = os.environ | {
            "DATABASE_URL": self.database,
            "APP_FILES": str(self.folder / "files"),
            "APP_URL": self.url,
            "TEST_CLOCK": str(self.clock),
        }
        command = [sys.executable, "-m", "uvicorn", "tests.browser.host:app", "--no-access-log"]
        log = (self.folder / "server.log").open("ab")
        self._process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=ROOT,
            env=environment | settings,
            stdout=log,
            stderr=log,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            assert self._process is not None
            assert self._process.poll() is None, self.log()
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=1).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(self.log())

    def stop(self) -> None:
        """Close the door."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)
            self._process = None

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def close(self) -> None:
        """End it for good: browsers, server, database."""
        while self.contexts:
            self.contexts.pop().close()
        self.stop()
        self.engine.dispose()

    def restart(self) -> None:
        """Close the door and open it again: nothing but the database is remembered."""
        self.stop()
        self.start()

    def log(self) -> str:
        """What the server said."""
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def ahead(self, by: timedelta) -> None:
        """Set the clock of the house ``by`` ahead of the wall clock."""
        self.offset = by
        self.clock.write_text(str(by.total_seconds()))

    @contextmanager
    def same_hour(self) -> Iterator[None]:
        """Inside, this process reads the same clock as the house."""
        with base.clock_at(base.now() + self.offset):
            yield

    def browser(self, **options: object) -> Page:
        """Another browser, with cookies of its own."""
        wanted = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN"} | options
        context = self._browser.new_context(**wanted)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        return context.new_page()

    def address(self, name: str = "", **query: object) -> str:
        """The address of a page."""
        return f"{self.url}/{name}" + (f"?{urlencode(query)}" if query else "")

    def open(self, page: Page, name: str = "", **query: object) -> None:
        """Go to a page, and wait for it."""
        page.goto(self.address(name, **query))
        settled(page)

    def fill_in(self, page: Page, username: str, password: str | None = None) -> None:
        """Fill the sign-in form that is on the page, and send it."""
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码", exact=True).fill(PASSWORD if password is None else password)
        page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()

    def enter(self, page: Page, username: str, name: str = "") -> None:
        """Be signed in as ``username`` on page ``name``, without the walk through the form."""
        with self.same_hour(), self.transaction() as session:
            member = session.exec(select(Member).where(Member.username == username)).one()
            assert member.id is not None
            cookie = redeem(session, new_ticket(session, member.id), "Chrome · Linux")
        value = {"name": "nb_session", "value": str(cookie), "url": self.url, "httpOnly": True}
        page.context.add_cookies([value])  # type: ignore[list-item]
        self.open(page, name)

    def sign_in(self, page: Page, username: str) -> None:
        """Come in through the door like everybody."""
        self.open(page, "sign_in")
        self.fill_in(page, username)
        page.wait_for_url(f"{self.url}/", timeout=PATIENCE)
        settled(page)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    """One settled, served house a module."""
    made = House(tmp_path_factory.mktemp("house"), chromium)
    made.settle()
    made.start()
    yield made
    made.close()


@pytest.fixture
def house(served: House) -> Iterator[House]:
    """The module's house, at the present hour; browsers opened in a test end with it."""
    served.ahead(timedelta())
    yield served
    while served.contexts:
        served.contexts.pop().close()


@pytest.fixture
def page(house: House) -> Page:
    """A fresh browser, 1280 wide, Chinese."""
    return house.browser()


@pytest.fixture(autouse=True)
def noon() -> None:
    """Browser tests live at the present hour, as the server does."""


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    """The demo, served, with its year of books; one for all that only read it."""
    made = House(tmp_path_factory.mktemp("town"), chromium)
    made.settle(empty=True)
    patch = pytest.MonkeyPatch()
    patch.setattr(database, "engine", lambda: made.engine)
    patch.setenv("APP_FILES", str(made.folder / "files"))
    setting.cache_clear()  # read once a process: the vouchers belong where they are served
    with made.transaction() as session:
        ship(session)
        rules_of_places.ship(session)
        methods.ship(session)
    assert demo.settle("x")
    patch.undo()
    setting.cache_clear()
    made.start()
    yield made
    made.close()
