"""Starts the browser app on this machine only, and says where it is."""

from __future__ import annotations

import socket
import sys
import threading
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import Any

from assistant.errors import BadInput, CounterpointError

HOST = "127.0.0.1"
PORT = 8501
LARGEST_UPLOAD = 200  # MB

SERVER: Mapping[str, Any] = {
    "server.address": HOST,
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": LARGEST_UPLOAD,
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": HOST,
    "logger.hideWelcomeMessage": True,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "global.developmentMode": False,
    # Streamlit looks through all memory for garbage after every look at a page: with a library and its models in it,
    # that took nine tenths of the time of twenty readers. Python's own collector does without being told.
    "runner.postScriptGC": False,
}


def serve(port: int | None = None, *, open_browser: bool = True, public: str | None = None) -> None:
    """Serves the app on 127.0.0.1 until Ctrl-C. Raises BadInput where the wanted port is taken.

    `public` is the name under which a proxy of yours offers it to others (docs/sharing.md).
    """
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.routing import Route

    from assistant.ui.health import health
    from assistant.ui.safety import HEALTH, LOCAL, Safety

    port = free_port() if port is None else checked_port(port)
    address = f"http://{HOST}:{port}"

    @asynccontextmanager
    async def announced(_: st.App) -> AsyncIterator[None]:
        print(f"Counterpoint is at {address} (stop it with Ctrl-C)", file=sys.stderr, flush=True)
        threading.Thread(target=_open_ahead, name="open-ahead", daemon=True).start()
        if open_browser:
            webbrowser.open(address)
        yield

    script = files(__package__) / "app.py"
    hosts = LOCAL | ({public.casefold()} if public else set())
    app = st.App(
        str(script),
        routes=[Route(HEALTH, health, methods=["GET"])],
        middleware=[Middleware(Safety, hosts=hosts)],
        lifespan=announced,
    )
    app.run(config={**SERVER, **theme(), "server.port": port, "browser.serverAddress": public or HOST})


def _open_ahead() -> None:
    """Opens the library before the first reader comes; what is wrong with it is told on the page."""
    from assistant.settings import Settings
    from assistant.telemetry import switch_on
    from assistant.ui.desk import open_desk

    with suppress(CounterpointError):
        switch_on(Settings.load())
        open_desk()


def theme() -> dict[str, Any]:
    """Our theme as Streamlit's options: theme.light.textColor and so on."""
    document = tomllib.loads((files(__package__) / "theme.toml").read_text("utf-8"))
    return dict(_flat(document))


def free_port(wanted: int = PORT) -> int:
    """The wanted port, or one that the system gives where it is taken."""
    return wanted if _is_free(wanted) else _given()


def checked_port(port: int) -> int:
    if not _is_free(port):
        raise BadInput(
            f"Port {port} cannot be used: another program has it, or it needs rights that you lack.",
            hint="Name another one with --port, or none to have one chosen.",
        )
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
        return True


def _given() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _flat(table: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        path = f"{above}{name}"
        found += _flat(value, f"{path}.") if isinstance(value, dict) else [(path, value)]
    return found
