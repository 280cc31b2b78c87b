"""Serving: on this machine only, with every protection on and a theme whose text can be read."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from assistant.errors import BadInput
from assistant.ui import serve as serving
from assistant.ui.health import health
from assistant.ui.readers import COOKIE, named, new_token
from assistant.ui.safety import HEADERS, HEALTH, LOCAL, POLICY, Safety

MINIMUM = 4.5  # WCAG 2.2, 1.4.3 Contrast (Minimum), AA


def test_listens_on_this_machine_only_with_protections_on() -> None:
    options = serving.SERVER

    assert options["server.address"] == "127.0.0.1"
    assert options["server.enableXsrfProtection"] is True
    assert options["server.enableCORS"] is True
    assert options["browser.gatherUsageStats"] is False


def test_a_look_at_a_page_does_not_search_all_memory_for_garbage() -> None:
    """With it, twenty readers' p95 was 16 s in place of 6 s (`python -m tests.bench readers`)."""
    assert serving.SERVER["runner.postScriptGC"] is False


def test_every_option_is_one_that_streamlit_knows() -> None:
    from streamlit import config

    config.get_option("server.port")  # reads the definitions
    known = set(config._config_options_template)

    assert {*serving.SERVER, *serving.theme()} <= known


def test_takes_another_port_where_the_usual_one_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert serving.free_port(port) != port


def test_says_so_where_the_wanted_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(BadInput, match="cannot be used") as caught:
            serving.checked_port(taken.getsockname()[1])

    assert "--port" in caught.value.hint


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(BadInput):
        serving.checked_port(port)


def test_every_response_forbids_the_browser_to_fetch_from_elsewhere() -> None:
    sent: list[Any] = []

    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def keep(message: Any) -> None:
        sent.append(message)

    asyncio.run(Safety(page)({"type": "http", "path": "/", "headers": []}, keep, keep))  # type: ignore[arg-type]

    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    assert headers == {name.lower(): value for name, value in HEADERS.items()}
    assert "default-src 'self'" in POLICY
    assert "http:" not in POLICY
    assert "https:" not in POLICY
    assert "*" not in POLICY


def answered(cookie: str = "", scheme: str = "http") -> list[str]:
    """The cookies that come with a page."""
    sent: list[Any] = []

    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        html = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": html})

    async def keep(message: Any) -> None:
        sent.append(message)

    headers = [(b"cookie", cookie.encode())] if cookie else []
    asyncio.run(Safety(page)({"type": "http", "path": "/", "scheme": scheme, "headers": headers}, keep, keep))  # type: ignore[arg-type]
    return [value.decode() for name, value in sent[0]["headers"] if name.lower() == b"set-cookie"]


def test_a_first_page_brings_a_cookie_that_no_script_reads() -> None:
    (cookie,) = answered()
    (secure,) = answered(scheme="https")

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Secure" in secure
    assert cookie.split(";")[0] != secure.split(";")[0]


def test_a_browser_that_is_known_keeps_its_cookie() -> None:
    assert answered(f"{COOKIE}={'0' * 32}; other=1") == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:8501"}, 200),
        ({"host": "localhost:8501", "origin": "http://localhost:8501"}, 200),
        ({"host": "desk.example.org", "origin": "https://desk.example.org"}, 200),
        ({"host": "evil.example:8501"}, 421),
        ({"host": "127.0.0.1:8501", "origin": "https://evil.example"}, 421),
        ({"host": "127.0.0.1:8501", "origin": "null"}, 421),
    ],
)
def test_only_pages_of_this_server_are_answered(headers: dict[str, str], status: int) -> None:
    assert status_of("/", headers) == status


def test_whoever_watches_over_the_server_is_told_its_health_under_any_name() -> None:
    assert status_of(HEALTH, {"host": "10.0.3.7:8501"}) == 200
    assert status_of(f"{HEALTH}/../", {"host": "10.0.3.7:8501"}) == 421


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A desk over a library of its own; shared resources are made anew."""
    from assistant.ui.desk import open_desk

    monkeypatch.setenv("COUNTERPOINT_DATA_DIR", str(tmp_path / "data"))
    open_desk.clear()
    yield tmp_path / "data"
    open_desk.clear()


def test_a_library_that_can_be_read_is_healthy(opened: Path) -> None:
    answer = health(Request({"type": "http"}))

    assert (answer.status_code, bytes(answer.body)) == (200, b'{"status":"ok"}')


def test_a_library_that_cannot_be_read_is_not_and_says_no_path(opened: Path) -> None:
    opened.mkdir()
    (opened / "library.db").write_bytes(b"no database" * 100)

    answer = health(Request({"type": "http"}))

    assert answer.status_code == 503
    assert bytes(answer.body) == b'{"status":"failing","problem":"LibraryDamaged"}'


def status_of(path: str, headers: dict[str, str]) -> int:
    sent: list[Any] = []

    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def keep(message: Any) -> None:
        sent.append(message)

    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "headers": named}
    asyncio.run(Safety(page, LOCAL | {"desk.example.org"})(scope, keep, keep))  # type: ignore[arg-type]
    return int(sent[0]["status"])


def test_a_web_socket_from_a_foreign_page_is_closed_before_anything_is_told() -> None:
    sent: list[Any] = []

    async def page(_scope: Any, _receive: Any, _send: Any) -> None:
        raise AssertionError("the app was asked")

    async def connect() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "headers": [(b"host", b"127.0.0.1:8501"), (b"origin", b"https://evil.example")],
    }
    asyncio.run(Safety(page)(scope, connect, keep))  # type: ignore[arg-type]

    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_what_is_kept_for_a_reader_does_not_tell_the_cookie() -> None:
    token = new_token()

    assert token not in named("browser", token)
    assert named("browser", token) == named("browser", token) != named("login", token)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_under_it(scheme: str) -> None:
    theme = {
        name.split(".")[-1]: value
        for name, value in serving.theme().items()
        if f"theme.{scheme}." in name and "sidebar" not in name
    }
    pairs = [
        (theme[one], theme[under])
        for under in ("backgroundColor", "secondaryBackgroundColor")
        for one in (
            "textColor",
            "primaryColor",
            "linkColor",
            "grayTextColor",
            "greenTextColor",
            "redTextColor",
            "violetTextColor",
            "yellowTextColor",
            "blueTextColor",
        )
    ]
    pairs += [
        (theme[f"{hue}TextColor"], theme[f"{hue}BackgroundColor"])
        for hue in ("yellow", "green", "red", "blue", "violet", "gray")
    ]
    pairs += [
        (theme["textColor"], theme["yellowBackgroundColor"]),
        (theme["backgroundColor"], theme["primaryColor"]),
    ]

    faint = [
        (one, under, round(contrast(one, under), 2)) for one, under in pairs if contrast(one, under) < MINIMUM
    ]

    assert faint == []


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
