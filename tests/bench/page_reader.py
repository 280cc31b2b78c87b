"""One reader of the browser app over Streamlit's own web socket, without a browser."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from assistant.ui.readers import COOKIE
from tests.served import PATIENCE


class Reader:
    """One session: asks by the address and hears what the page is sent.

    It does what a browser does: its address is the one that the page gave it, and while the page wants to be drawn
    again it asks for that by the clock. Each reader has a cookie of its own, so that each has conversations of its own.
    """

    def __init__(self, base: str, name: int) -> None:
        self.heard: set[str] = set()  # every question whose answer was drawn for this reader
        self._address = ""
        self._looks: tuple[str, float] | None = (
            None  # the fragment that wants to be drawn again, and how often
        )
        self._next_look = 0.0
        self._at_rest = False
        self._socket = connect(
            base.replace("http", "ws", 1) + "/_stcore/stream",
            additional_headers={"Cookie": f"{COOKIE}={name:032x}"},
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,  # a busy machine is slow; whether it answers at all is what is measured
        )

    def ask(self, question: str) -> float:
        """Opens the page that asks the question: seconds until its answer is whole.

        Comes back once the page stands still. Raises RuntimeError where the page shows an error, or where nothing comes.
        """
        self._address = urlencode({"q": question})
        started = time.perf_counter()
        took = None
        self._rerun()
        while time.perf_counter() - started < PATIENCE:
            drawn = self._hear(started + PATIENCE)
            if drawn is not None:
                self.heard.add(str(drawn["sheet"]["question"]))
                if drawn["sheet"]["question"] == question and not drawn["busy"]:
                    took = took or time.perf_counter() - started
            if took is not None and self._at_rest:
                return took
        raise RuntimeError("no answer came" if took is None else "the page did not come to rest")

    def close(self) -> None:
        self._socket.close()

    def _rerun(self, **client_state: object) -> None:
        message = BackMsg()
        for name, value in {"query_string": self._address, **client_state}.items():
            setattr(message.rerun_script, name, value)
        self._socket.send(message.SerializeToString())
        self._at_rest = False

    def _hear(self, until: float) -> dict[str, Any] | None:
        """The next message's answer, where it has one; or None after another look at the page was due."""
        due = min(until, self._next_look) if self._looks else until
        try:
            data = self._socket.recv(timeout=max(0.0, due - time.perf_counter()))
        except TimeoutError:
            if self._looks:
                fragment, interval = self._looks
                self._next_look = time.perf_counter() + interval
                self._rerun(fragment_id=fragment, is_auto_rerun=True)
            return None
        message = ForwardMsg()
        message.ParseFromString(data)  # type: ignore[arg-type]
        self._heed(message)
        return _answer(message.delta.new_element)

    def _heed(self, message: ForwardMsg) -> None:
        """What a browser does of itself."""
        match message.WhichOneof("type"):
            case "page_info_changed":
                self._address = message.page_info_changed.query_string
            case "new_session" if not message.metadata.run.fragment_ids:
                self._looks = None
            case "auto_rerun":
                self._looks = message.auto_rerun.fragment_id, message.auto_rerun.interval
                self._next_look = time.perf_counter() + message.auto_rerun.interval
            case "script_finished":
                self._at_rest = self._looks is None


def _answer(element: Element) -> dict[str, Any] | None:
    match element.WhichOneof("type"):
        case "exception":
            raise RuntimeError(element.exception.message)
        case "alert" if element.alert.format == Alert.ERROR:
            raise RuntimeError(element.alert.body)
        case "bidi_component" if element.bidi_component.component_name.endswith("_answer"):
            answer: dict[str, Any] = json.loads(element.bidi_component.json)
            return answer
    return None
