"""What others wrote in our program: its licences, and that it is loaded only when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.supply import Supplied, supplied

HEAVY = {
    "chromadb", "streamlit", "langchain", "langchain_core", "langchain_openai", "openai", "onnxruntime", "tokenizers",
    "trafilatura", "lxml", "pypdf", "docx", "typst", "mcp", "pandas", "altair", "alembic", "ray", "psycopg", "torch",
    "sentence_transformers", "xllamacpp", "opentelemetry.sdk",
}  # fmt: skip


def test_every_licence_is_one_that_asks_nothing_of_our_users() -> None:
    assert [one for one in supplied() if not one.allowed] == []


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "GNU Affero General Public License v3", "not stated", ""]
)
def test_a_licence_that_asks_more_is_refused(licence: str) -> None:
    assert not Supplied("x", "1", licence).allowed


def loaded_by(script: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys; print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.split())


@pytest.mark.parametrize(
    "script", ["import assistant", "import assistant.cli.commands", "import assistant.settings"]
)
def test_a_start_loads_nothing_heavy(script: str) -> None:
    assert loaded_by(script) & HEAVY == set()


def test_opening_a_library_loads_no_model_page_or_protocol() -> None:
    told = loaded_by("import assistant.wiring")

    assert told & (HEAVY - {"lxml", "onnxruntime", "tokenizers"}) == set()
