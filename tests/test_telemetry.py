"""The log and the traces of a whole run: what they must hold, and the canaries that they must not."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.settings import Settings
from assistant.telemetry import HIDDEN, Hiding, secrets
from tests.stub_model import Fails, Says, serving

KEY = "sk-canary-7f3a9c1e"
WORDS = "zanzibarquestion"
STORY = f"""The {WORDS} Mill

The paper mill at Orrin will close in June, the company said on Tuesday.

"We looked for a buyer for two years and found none," said Petra Holm, the director.
"""


class Received:
    """An OpenTelemetry collector that keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies: dict[str, list[bytes]] = {}


@pytest.fixture
def collector() -> Iterator[tuple[str, Received]]:
    received = Received()

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.bodies.setdefault(self.path, []).append(body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()


def ran(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("COUNTERPOINT", "OPENAI"))
    }
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        env={**kept, "COUNTERPOINT_DATA_DIR": str(folder / "data"), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(log: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


@pytest.mark.slow
def test_a_run_is_told_in_json_lines_and_spans_without_a_word_of_it(
    tmp_path: Path, collector: tuple[str, Received]
) -> None:
    address, received = collector
    (tmp_path / "mill.txt").write_text(STORY, "utf-8")
    log = tmp_path / "counterpoint.log"
    watched = {
        "COUNTERPOINT_LOG": "info",
        "COUNTERPOINT_LOG_FILE": str(log),
        "COUNTERPOINT_OTLP_URL": address,
    }

    added = ran(tmp_path, "add", "mill.txt", "--outlet", "Orrin Herald", "--json", **watched)
    asked = ran(tmp_path, "ask", f"Will the {WORDS} mill close?", "--json", **watched)

    assert (added.returncode, asked.returncode) == (0, 0), added.stderr + asked.stderr
    events = {line["event"]: line for line in lines(log.read_text("utf-8"))}
    assert {"add", "ask", "search"} <= events.keys()
    assert events["add"]["added"] == 1
    assert events["ask"]["shown"] >= 1
    sent = b"".join(body for bodies in received.bodies.values() for body in bodies)
    assert received.bodies.keys() == {"/v1/traces", "/v1/metrics"}
    assert b"counterpoint.operation.duration" in sent
    assert b"counterpoint.claims" in sent
    for told in (log.read_text("utf-8"), sent.decode("latin-1")):
        for word in (WORDS, "Orrin", "Holm", "mill"):
            assert word not in told


@pytest.mark.slow
@pytest.mark.parametrize("level", ["info", "debug"])
def test_a_key_appears_nowhere_also_where_the_server_repeats_it(tmp_path: Path, level: str) -> None:
    (tmp_path / "mill.txt").write_text(STORY, "utf-8")
    assert ran(tmp_path, "add", "mill.txt", "--outlet", "Orrin Herald").returncode == 0

    def script(_: dict[str, Any]) -> Says | Fails | str:
        return Fails(401, f"Incorrect API key provided: {KEY}.", code="invalid_api_key")

    with serving(script) as model:
        asked = ran(
            tmp_path,
            "ask",
            "Will the mill close?",
            COUNTERPOINT_MODEL="stub",
            COUNTERPOINT_BASE_URL=model.address,
            COUNTERPOINT_API_KEY=KEY,
            COUNTERPOINT_LOG=level,
        )

    assert model.keys
    assert KEY in str(model.keys[0])
    assert any(line["outcome"] == "WrongKey" for line in lines(asked.stderr) if "outcome" in line)
    written = "".join(
        file.read_bytes().decode("latin-1") for file in (tmp_path / "data").rglob("*") if file.is_file()
    )
    for place in (asked.stdout, asked.stderr, written):
        assert KEY not in place


def test_a_secret_is_hidden_where_a_library_logs_it() -> None:
    settings = Settings(
        api_key=SecretStr(KEY), database_url=SecretStr("postgresql+psycopg://us:pa55-canary@db/news")
    )
    formatter = Hiding(secrets(settings))
    record = logging.LogRecord(
        "httpx", logging.WARNING, "x.py", 1, "key %s for %s", (KEY, "pa55-canary"), None
    )

    line = json.loads(formatter.format(record))

    assert line["event"] == f"key {HIDDEN} for {HIDDEN}"
    assert line["level"] == "WARNING"


def test_a_secret_that_json_spells_otherwise_is_hidden_too() -> None:
    password = 'pa"55\\wört-canary'
    record = logging.LogRecord("httpx", logging.WARNING, "x.py", 1, "key %s", (password,), None)

    line = json.loads(Hiding([password]).format(record))

    assert line["event"] == f"key {HIDDEN}"


def test_a_log_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    ended = ran(
        tmp_path, "articles", COUNTERPOINT_LOG="info", COUNTERPOINT_LOG_FILE=str(tmp_path / "file" / "log")
    )

    assert ended.returncode == 1
    assert "COUNTERPOINT_LOG_FILE" in ended.stderr


def test_nothing_is_logged_or_sent_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert not lines(ran(tmp_path, "articles").stderr)


def test_every_secret_of_the_settings_is_hidden() -> None:
    secret = {
        name: field for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
    }
    given = {name: f"sqlite:///canary-of-{name}" for name in secret}

    told = secrets(Settings.model_validate(given))

    assert {"api_key", "chroma_key", "database_url"} <= secret.keys()
    assert set(given.values()) <= set(told)
