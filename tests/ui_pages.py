"""Opens the app's pages over a small library, as Streamlit's AppTest runs them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import assistant.ui.desk

APP = Path(assistant.ui.desk.__file__).with_name("app.py")
PATIENCE = 60  # seconds; a page takes far less, a busy machine does not


def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=PATIENCE)


def turn_to(page: AppTest, name: str) -> AppTest:
    """Another page of the app; AppTest's own switch_page knows only pages that are files."""
    page._page_hash = calc_hash(name)
    return page.run()


def drawn(page: AppTest, name: str) -> list[dict[str, Any]]:
    """What was handed to the components of this name."""
    protos = [one.proto for one in page.get("bidi_component")]
    return [json.loads(one.json) for one in protos if one.component_name == f"counterpoint_{name}"]


def said(page: AppTest) -> str:
    """Every message of the page in one string, with Markdown's escapes taken out."""
    kinds = (page.error, page.info, page.success, page.warning, page.markdown, page.caption)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def keyed(page: AppTest, prefix: str) -> list[Any]:
    """The buttons whose key begins so."""
    return [one for one in page.button if (one.key or "").startswith(prefix)]


def ask(page: AppTest, question: str) -> AppTest:
    """Types the question and waits until its answer has come to its end, however busy the machine is."""
    page.chat_input[0].set_value(question).run()
    return finished(page)


def finished(page: AppTest) -> AppTest:
    until = time.monotonic() + PATIENCE
    while any(one["busy"] for one in (*drawn(page, "answer"), *drawn(page, "compare"))):
        assert time.monotonic() < until, "the answer did not end"
        page.run()
    return page
