"""A browser's tab without the browser (负载): Streamlit's websocket, spoken as a page speaks it.

It asks for a page, clicks, and waits until the script has finished. It loads no static files
and renders nothing, so that what it measures is the server.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 60.0  # seconds for one run of a script
AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN  # st.rerun(): the real end is still to come


@dataclass(frozen=True)
class Run:
    """One run of a page's script as the browser saw it (一次运行)."""

    seconds: float
    size: int  # bytes that came
    elements: Counter[str]  # how many of each kind were drawn


class Broken(Exception):
    """The page showed an exception, or was not there."""


class _Counted(ClientConnection):
    """A connection that counts the bytes on the wire (计数连接)."""

    came = 0

    def data_received(self, data: bytes) -> None:
        """Take in what came."""
        self.came += len(data)
        super().data_received(data)


class Tab:
    """One tab with a page open in it (标签页).

    ``packed``: messages come compressed, as they do to every browser, and are counted so.
    """

    def __init__(
        self, origin: str, page: str = "", query: str = "", cookie: str = "", packed: bool = False
    ) -> None:
        self.origin, self.page, self.query, self.packed = origin, page, query, packed
        self._headers = {"Cookie": cookie} if cookie else {}
        self._script = ""  # the hash by which Streamlit knows the page
        self._known: dict[str, str] = {}  # what the browser keeps: hash and kind of an element
        self._socket: _Counted | None = None

    async def open(self) -> Run:
        """Connect and draw the page for the first time."""
        spoken = [Subprotocol("streamlit"), Subprotocol("token")]
        socket = await connect(
            self.origin.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=spoken,
            origin=Origin(self.origin),
            additional_headers=self._headers,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
            compression="deflate" if self.packed else None,
            create_connection=_Counted,
        )
        assert isinstance(socket, _Counted)
        self._socket = socket
        return await self._run(first=True)

    async def click(self) -> Run:
        """Draw the page again, as a click on any button does."""
        return await self._run(first=False)

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    async def _run(self, first: bool) -> Run:
        assert self._socket is not None, "open the tab first"
        size, before, drawn = 0, self._socket.came, dict[tuple[int, ...], str]()
        begun = time.perf_counter()
        await self._socket.send(self._ask(first))
        while True:
            sent = await asyncio.wait_for(self._socket.recv(decode=False), PATIENCE)
            size += len(sent)
            message = ForwardMsg.FromString(sent)
            if self._note(message, drawn):
                size = self._socket.came - before if self.packed else size
                return Run(time.perf_counter() - begun, size, Counter(drawn.values()))

    def _ask(self, first: bool) -> bytes:
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string = self.query
        if first:
            run.page_name = self.page
        run.page_script_hash = self._script
        run.cached_message_hashes.extend(self._known)
        run.widget_states.SetInParent()
        here = run.context_info
        here.timezone, here.timezone_offset, here.locale = "Asia/Shanghai", -480, "zh-CN"
        here.url, here.is_embedded, here.color_scheme = f"{self.origin}/{self.page}", False, "light"
        return bytes(asked.SerializeToString())

    def _note(self, message: ForwardMsg, drawn: dict[tuple[int, ...], str]) -> bool:
        """Take in one message; whether it was the last of this run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash or self._script
        elif kind == "page_not_found":
            raise Broken(f"there is no page {self.page!r}")
        elif kind in ("delta", "ref_hash"):
            self._draw(message, drawn)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise Broken(f"{self.page!r} does not compile")
            return message.script_finished != AGAIN
        return False

    def _draw(self, message: ForwardMsg, drawn: dict[tuple[int, ...], str]) -> None:
        if message.WhichOneof("type") == "ref_hash":
            kind = self._known[message.ref_hash]
        else:
            kind = _kind(message.delta)
            if message.metadata.cacheable and message.hash:
                self._known[message.hash] = kind
        drawn[tuple(message.metadata.delta_path)] = kind


def _kind(delta: Any) -> str:
    """What is drawn: the name of an element, or of a container with ``[]`` behind it."""
    if delta.WhichOneof("type") == "add_block":
        return f"{delta.add_block.WhichOneof('type') or 'container'}[]"
    kind = delta.new_element.WhichOneof("type") or "nothing"
    if kind == "exception":
        told = delta.new_element.exception
        raise Broken(f"{told.type}: {told.message[:300]}")
    return str(kind)
