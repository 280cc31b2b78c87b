"""The Compose file is whole: it holds no secret, nothing but the proxy is reached from outside, everybody is watched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parents[1] / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"
    assert "image" in service or "build" in service


def test_only_the_proxys_port_is_open_and_the_stores_are_inside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["app"]
    assert SERVICES["proxy"]["network_mode"] == "service:app"
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for store in ("postgres", "chroma"):
        assert SERVICES[store]["networks"] == ["inside"]


def test_the_file_holds_no_secret() -> None:
    given = {name: value for one in SERVICES.values() for name, value in one.get("environment", {}).items()}
    told = {name: re.sub(r"\$\{[^}]*\}", "", value) for name, value in given.items()}
    assert "POSTGRES_PASSWORD" in told
    for name, value in told.items():
        assert not (value and re.search("PASSWORD|KEY|SECRET", name)), name
        assert not re.search(r"://\w+:[^@]+@", value), name


def test_every_volume_and_network_that_is_used_is_declared() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in COMPOSE["volumes"]
        assert set(service.get("networks", ())) <= set(COMPOSE["networks"])
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_chromas_server_is_of_the_version_that_we_pin() -> None:
    pinned = re.search(
        r"^chromadb==([\d.]+)", (FILE.parents[1] / "requirements" / "all.lock").read_text(), re.M
    )
    assert pinned
    assert SERVICES["chroma"]["image"] == f"chromadb/chroma:{pinned[1]}"
