"""A visitor without a browser: Streamlit's websocket spoken by hand, as an attacker would."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


class Wire:
    """One socket; remembers every message it was sent."""

    def __init__(
        self, url: str, cookie: str = "", resume: str = "", headers: dict[str, str] | None = None
    ) -> None:
        spoken = ["streamlit", "token", *([resume] if resume else [])]
        sent = dict(headers or {}) | ({"Cookie": cookie} if cookie else {})
        self.url = url
        self.socket: ClientConnection = connect(
            url.replace("http", "ws") + "/_stcore/stream",
            subprotocols=[Subprotocol(word) for word in spoken],
            origin=url,  # type: ignore[arg-type]
            additional_headers=sent,
            max_size=None,
            legacy=True,
        )
        self.heard: list[ForwardMsg] = []
        self.session = ""

    def send(self, **fields: bool) -> None:
        """Send one message: ``send(clear_cache=True)``."""
        self.socket.send(BackMsg(**fields).SerializeToString())  # type: ignore[arg-type]

    def open(self, page: str = "") -> str:
        """Ask for ``page``, listen until its script has finished; everything heard as text."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.context_info.locale = "zh-CN"
        asked.rerun_script.context_info.url = f"{self.url}/{page}"
        asked.rerun_script.widget_states.SetInParent()
        self.socket.send(asked.SerializeToString())
        return self.listen()

    def listen(self) -> str:
        """Listen until a script has finished for good."""
        while True:
            message = ForwardMsg.FromString(bytes(self.socket.recv(timeout=20)))
            self.heard.append(message)
            if message.WhichOneof("type") == "new_session":
                started = message.new_session.initialize.session_id
                self.session = started or self.session
            early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if message.WhichOneof("type") == "script_finished" and message.script_finished != early:
                return self.text()

    def text(self) -> str:
        """All that was heard, Chinese readable."""
        return (
            "\n".join(str(message) for message in self.heard)
            .encode()
            .decode("unicode_escape", "replace")
            .encode("latin-1", "replace")
            .decode("utf-8", "replace")
        )
