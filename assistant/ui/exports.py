"""A briefing to take along, in every format that it can be written in."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from assistant.briefing.document import Briefing
from assistant.briefing.export.files import FORMATS

NAMES = {
    ".md": "Markdown",
    ".html": "Web page",
    ".pdf": "PDF",
    ".docx": "Word",
    ".json": "JSON",
    ".eml": "E-mail",
}
_NOT_IN_NAMES = re.compile(r"[^\w-]+")
LONGEST = 60  # characters of a file's name


def downloads(briefing: Briefing) -> None:
    """A file is written only when its button is clicked."""
    with st.popover("Download", icon=":material/download:", type="tertiary"):
        for ending, written in FORMATS.items():
            st.download_button(
                NAMES.get(ending, ending.removeprefix(".").upper()),
                partial(written, briefing),
                file_name=f"{stem(briefing)}{ending}",
                key=f"download-{ending}",
                type="tertiary",
                on_click="ignore",
            )


def stem(briefing: Briefing) -> str:
    """A file's name that every system takes: words of the topic and the day."""
    words = _NOT_IN_NAMES.sub("-", briefing.topic.casefold()).strip("-")[:LONGEST].strip("-")
    return f"{words or 'briefing'}-{briefing.as_of:%Y-%m-%d}"
