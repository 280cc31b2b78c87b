"""What holds for every test: no test fails because the machine is busy; and where libraries are kept."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlalchemy import make_url

from tests.making import OPENED
from tests.team import NAMED, chroma_server, give_back, postgresql

settings.register_profile("counterpoint", deadline=None)
settings.load_profile("counterpoint")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL that this run has for itself."""
    with postgresql() as address:
        yield address.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def chroma_address() -> Iterator[str]:
    """The address of a Chroma server that this run has for itself."""
    with chroma_server() as address:
        yield address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """A suite that uses this one runs over each database: `making.a_library` looks where its libraries go."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "postgresql":
            patch.setenv(NAMED, request.getfixturevalue("postgresql_server"))
        yield request.param


@pytest.fixture(autouse=True)
def _closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Closes the libraries of a test, and gives its databases to the next one."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    while OPENED:
        OPENED.pop().dispose()
    if folder and (server := os.environ.get(NAMED)):
        give_back(make_url(server), folder)
