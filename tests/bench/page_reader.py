"""One reader of the browser app over Streamlit's own web socket, without a browser."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from assistant.ui.readers import COOKIE
from tests.served import PATIENCE


class Reader:
    """One session: asks by the address and hears what the page is sent.

    Each reader has a cookie of its own, so that each has conversations of its own.
    """

    def __init__(self, base: str, name: int) -> None:
        self.heard: set[str] = set()  # every question whose answer was drawn for this reader
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

        Raises RuntimeError where the page shows an error, or where nothing comes.
        """
        self._fragment, self._interval = "", float(PATIENCE)
        started = time.perf_counter()
        self._rerun(query_string=urlencode({"q": question}))
        while time.perf_counter() - started < PATIENCE:
            drawn = self._hear()
            if drawn is None:
                continue
            self.heard.add(str(drawn["sheet"]["question"]))
            if drawn["sheet"]["question"] == question and not drawn["busy"]:
                return time.perf_counter() - started
        raise RuntimeError("no answer came")

    def close(self) -> None:
        self._socket.close()

    def _rerun(self, **client_state: object) -> None:
        message = BackMsg()
        for name, value in client_state.items():
            setattr(message.rerun_script, name, value)
        self._socket.send(message.SerializeToString())

    def _hear(self) -> dict[str, Any] | None:
        """The next message's answer, where it has one; a page that wants to be drawn again, as a browser does it."""
        try:
            data = self._socket.recv(timeout=self._interval)
        except TimeoutError:
            self._rerun(fragment_id=self._fragment, is_auto_rerun=True)
            return None
        message = ForwardMsg()
        message.ParseFromString(data)  # type: ignore[arg-type]
        if message.WhichOneof("type") == "auto_rerun":
            self._fragment, self._interval = message.auto_rerun.fragment_id, message.auto_rerun.interval
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") != "bidi_component":
            return None
        drawn = element.bidi_component
        return json.loads(drawn.json) if drawn.component_name.endswith("_answer") else None
