"""The browser app as a process of its own, over a data folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds; a busy machine is slow, and a wait ends when the thing is there


def environment(data: Path) -> dict[str, str]:
    """This process's environment with another data folder, and no model whatever is configured here."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COUNTERPOINT_", "OPENAI_", "STREAMLIT_"))
    }
    return {**kept, "COUNTERPOINT_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    data: Path, port: int | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """`counterpoint ui` over this data folder: its address, its process, and the seconds until it answered."""
    port = port or free_port()
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "ui", "--no-browser"]
    data.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment(data) | dict(settings or {}),
            cwd=data,
            stdout=log,
            stderr=log,
        )
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{base}/_stcore/health", server)
            yield base, server, time.perf_counter() - started
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def memory(server: subprocess.Popen[bytes]) -> float:
    """Megabytes that the process holds in memory (Linux)."""
    status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
